"""Killed at any moment: what was called saved is there, what was begun is there whole or not at all, and the vault opens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Run
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.store.store import Store

CHILD = Path(__file__).parent / "killed_child.py"


class Children:
    """Starts one child after the other, kills each, and remembers what they said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._in: IO[str] = process.stdin  # type: ignore[assignment]
        self._out: IO[str] = process.stdout  # type: ignore[assignment]

    def kill_one(self, seed: int, seconds: float, *, wait_for_open: bool = True) -> list[str]:
        print(seed, file=self._in, flush=True)
        said: list[str] = []
        pid = 0
        while not pid or (wait_for_open and "open" not in said):
            line = self._out.readline().strip()
            assert line, "the children could not be started"
            if line.startswith("child"):
                pid = int(line.split()[1])
            else:
                said.append(line)
            assert line != "dead", "the child ended by itself"
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:  # finer than any sleep
            pass
        os.kill(pid, signal.SIGKILL)
        while (line := self._out.readline().strip()) != "dead":
            said.append(line)
        return said


@pytest.fixture
def children(profile: Profile, environment: dict[str, str]) -> Iterator[Children]:
    command = [sys.executable, str(CHILD), str(profile.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield Children(process)
        assert process.stdin
        process.stdin.close()


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


def test_killed_while_saving(children: Children, profile: Profile, how_many: Callable[[int, int], int]) -> None:
    chance, model = random.Random(4711), Model()
    for seed in range(how_many(200, 10_000)):
        model.hear(children.kill_one(seed, chance.uniform(0, 0.03)))
        store = Store.open(profile, Clock())
        model.compare(what_is_there(store))
        assert store.unreadable() == ()
        store.close()
    assert len(model.saved) > 60
    engine = Engine(profile.vault)
    assert engine.check() == []
    engine.close()


def test_killed_while_the_vault_is_made(children: Children, profile: Profile, how_many: Callable[[int, int], int]) -> None:
    chance = random.Random(4711)
    for seed in range(how_many(40, 1_000)):
        children.kill_one(seed, chance.uniform(0, 0.008), wait_for_open=False)
        Store.open(profile, Clock(), create=True).close()
        for path in profile.folder.iterdir():
            path.unlink()
