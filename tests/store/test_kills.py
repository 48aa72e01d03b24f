"""Killed at any moment: what was called saved is there, what was begun is there whole or not at all, and the vault opens."""

# ruff: noqa: E402

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

pytest.register_assert_rewrite("store.failing.acts", "store.failing.layer")

from store.failing.acts import ACTS, PASSPHRASE
from store.failing.layer import CHILD, Children, Trials, refused, saved

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Run
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.store.store import Store

SAVING_CHILD = Path(__file__).parent / "killed_child.py"


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Children]]:
    """Starts a program that forks children to be killed. None of them complains of anything."""
    started: list[Children] = []

    def start(*command: str) -> Children:
        started.append(Children(command, environment, tmp_path / "complaints"))
        return started[-1]

    yield start
    for each in started:
        assert each.complaints() == ""
        each.close()


class Model:
    """What must be in the vault, and what may be."""

    def __init__(self) -> None:
        self.saved: dict[tuple[str, str], str] = {}
        self.begun: tuple[str, str, str] | None = None

    def hear(self, said: list[str]) -> None:
        for line in said:
            if line == "saved":
                self._settle()
            elif line.startswith("begin"):
                _, kind, place, value = line.split()
                self.begun = (kind, place, value)

    def _settle(self) -> None:
        assert self.begun
        kind, place, value = self.begun
        self.saved["put" if kind == "remove" else kind, place] = "" if kind == "remove" else value
        self.begun = None

    def compare(self, found: dict[tuple[str, str], str]) -> None:
        may_differ = None
        if self.begun:
            kind, place, value = self.begun
            may_differ = ("put" if kind == "remove" else kind, place)
            if found.get(may_differ, "") == ("" if kind == "remove" else value):
                self._settle()
        assert found == {key: value for key, value in self.saved.items() if value}
        self.begun = None


def what_is_there(store: Store) -> dict[tuple[str, str], str]:
    found = {("put", str(each.id - (1 << 40))): each.value.strip() for each in store.shelf(Answer).all()}
    runs = {run.id: run.title.strip() for run in store.shelf(Run).all()}
    for id, title in runs.items():
        assert runs.get(id ^ 1) == title, "half a transaction"
        found["pair", str((id - (1 << 41)) // 2)] = title
    return found | {("draft", of.removeprefix("run/")): draft.text for of, draft in store.drafts().items()}


@pytest.mark.parametrize("typed", [None, PASSPHRASE], ids=["open", "sealed"])
def test_killed_while_saving(
    typed: str | None,
    start: Callable[..., Children],
    profile: Profile,
    how_many: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    children = start(str(SAVING_CHILD), str(profile.folder), *filter(None, [typed]))
    chance, model, times = random.Random(4711), Model(), how_many(30, 1_500)
    for seed in range(times):
        model.hear(children.kill(seed, chance.uniform(0, 0.03), after="open"))
        store = Store.open(profile, Clock(), typed=typed)
        model.compare(what_is_there(store))
        assert store.unreadable() == ()
        store.close()
    assert len(model.saved) > 2
    engine = Engine(profile.vault)
    assert engine.check() == []
    engine.close()
    record_property("times", times)


def test_killed_while_the_vault_is_made(
    start: Callable[..., Children], profile: Profile, how_many: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    children, chance, times = start(str(SAVING_CHILD), str(profile.folder)), random.Random(4711), how_many(20, 1_000)
    for seed in range(times):
        children.kill(seed, chance.uniform(0, 0.008), after="child")
        Store.open(profile, Clock(), create=True).close()
        for path in profile.folder.iterdir():
            path.unlink()
    record_property("times", times)


@pytest.mark.parametrize("name", ACTS)
def test_killed_in_the_middle_of_an_act(
    name: str,
    start: Callable[..., Children],
    tmp_path: Path,
    how_many: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    trials, chance, times = Trials(name, start(str(CHILD)), tmp_path), random.Random(4711), how_many(8, 375)
    longest = median(trials.seconds() for _ in range(3))
    in_the_middle = 0
    for _ in range(times):
        seconds = chance.uniform(0, longest)
        said = trials.kill(seconds)
        came_too_late = "done" in said
        longest *= 0.8 if came_too_late else 1.1
        in_the_middle += not came_too_late
        assert refused(said) == []
        try:
            trials.act.check(trials.profile, saved(said))
        except (Exception, AssertionError) as error:
            error.add_note(f"{name}: killed after {seconds:.4f} of {longest:.4f} seconds, when it had said {said[-3:]}")
            raise
    assert in_the_middle >= times // 8, "most of them came too late"
    record_property("times", times)
    record_property("in_the_middle", in_the_middle)
