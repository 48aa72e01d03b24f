"""What a person does with a vault, in steps that are each called saved or refused; and what must be true afterwards, whatever happened.

`prepare` and `run` are done by a child, which may be killed or meet failing calls. `check` is done by the test, with a sound disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Kept, Run
from iop_tui.errors import IopError, Locked, WrongPassphrase
from iop_tui.store import backups, recovery, restoring, sealing, slots
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.store.prefs import Prefs, read_prefs, write_prefs
from iop_tui.store.store import Store

Values = dict[int, str]
"""Answers by id, in full."""

SECRET = "I told nobody about the bridge"
FIRST = 1 << 40
BEFORE: Values = {FIRST + number: f"{number} {SECRET} " * (1 + number % 4 * 20) for number in range(24)}
NEW: Values = {FIRST + 100 + number: f"new {number} {SECRET} " * (400 if number == 2 else 1) for number in range(4)}
EDITED: Values = {FIRST + number: f"edited {number} {SECRET} " * (400 if number == 2 else 1) for number in range(4)}
PAIR: Values = {FIRST + 200: f"one {SECRET}", FIRST + 201: f"other {SECRET}"}
LATER: Values = {FIRST + 300: f"later {SECRET}"}
DRAFT = f"half a wo {SECRET}"
PASSPHRASE, ANOTHER = "five calm words by the window", "six calm words by the other window"
CODE = recovery.show(bytes(range(16)))
EARLIER, TODAY, NOW = date(2026, 11, 20), date(2026, 11, 23), datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
GOLDEN = Path(__file__).parents[1] / "golden" / "schema-1.db"
GOLDEN_RUN = Run(unit="dbt.dt.stop", version=1, title="STOP")
OLD_PREFS, NEW_PREFS = Prefs(country="US", zone="America/Chicago"), Prefs(country="GB", zone="Europe/London", theme="calm", lock_after=3)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person does."""

    prepare: Callable[[Profile], None]
    run: Callable[[Profile], None]
    check: Callable[[Profile, set[str]], None]
    """Given the steps that were called saved."""
    steps: tuple[str, ...]
    """What is saved in the end when one call alone fails and the person tries again."""


def say(*words: object) -> None:
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def step(name: str, do: Callable[[], object]) -> bool:
    """Do it, and once more when it was refused, as a person would; say how it went."""
    for _ in range(2):
        try:
            do()
        except IopError as refused:
            say("refused", name, refused.message)
        else:
            say("saved", name)
            return True
    return False


class Window:
    """The person's window, with the acts of one session."""

    def __init__(self, profile: Profile, typed: str | None = None) -> None:
        self.profile = profile
        self.typed = typed
        self.store: Store | None = None

    def opens(self) -> bool:
        return step("open", self._open)

    def _open(self) -> None:
        self.store = Store.open(self.profile, Clock(), create=True, typed=self.typed, wait=2.0, draft_delay=60.0)

    def puts(self, name: str, values: Values) -> None:
        step(name, lambda: put(self._opened(), values))

    def does(self, name: str, act: Callable[[Store], object]) -> None:
        step(name, lambda: act(self._opened()))

    def types(self) -> None:
        self._opened().draft("run/1/x", DRAFT)
        if any(self._opened().flush(60) for _ in range(2)):
            say("saved draft")

    def closes(self) -> None:
        self._opened().close()

    def _opened(self) -> Store:
        assert self.store
        return self.store


def answer(id: int, value: str) -> Answer:
    return Answer(id=id, run=1, unit="dbt.dt.stop", version=1, field="f", kind="text", label="What happened?", value=value)


def put(store: Store, values: Values) -> None:
    """Save answers in one transaction, over those that are there."""

    def together() -> None:
        with store.transaction():
            for id, value in values.items():
                there = store.shelf(Answer).get(id)
                store.shelf(Answer).put(replace(there, value=value) if there else answer(id, value))

    store.run(together)


# Before


def filled(profile: Profile) -> None:
    store = Store.open(profile, Clock(), create=True)
    put(store, BEFORE)
    store.close()


def sealed(profile: Profile) -> None:
    filled(profile)
    store = Store.open(profile, Clock())
    sealing.turn_on(store, PASSPHRASE, CODE)
    store.close()


def with_copies(profile: Profile) -> None:
    """A vault with so many copies that the next one sends older ones away."""
    filled(profile)
    for day in range(1, 11):
        backups.make(profile, date(2026, 11, day))


def open_copies_to_seal(profile: Profile) -> None:
    filled(profile)
    for day in (20, 21):
        backups.make(profile, date(2026, 11, day))


def with_an_earlier_copy(profile: Profile, typed: str | None = None) -> None:
    backups.make(profile, EARLIER)
    store = Store.open(profile, Clock(), typed=typed)
    put(store, LATER)
    store.close()


def filled_with_an_earlier_copy(profile: Profile) -> None:
    filled(profile)
    with_an_earlier_copy(profile)


def sealed_with_an_earlier_copy(profile: Profile) -> None:
    sealed(profile)
    with_an_earlier_copy(profile, PASSPHRASE)


def sealed_since_the_copy(profile: Profile) -> None:
    """The copy is still open, for example because it was brought back from another disk."""
    filled(profile)
    made = backups.make(profile, EARLIER)
    aside = profile.folder.parent / "aside"
    shutil.copy2(made.path, aside)
    store = Store.open(profile, Clock())
    sealing.turn_on(store, PASSPHRASE, CODE)
    put(store, LATER)
    store.close()
    shutil.move(aside, made.path)


def of_the_first_schema(profile: Profile) -> None:
    shutil.copyfile(GOLDEN, profile.vault)
    profile.vault.chmod(0o600)


def with_prefs(profile: Profile) -> None:
    write_prefs(profile.folder, OLD_PREFS)


def nothing(profile: Profile) -> None:
    return


# The acts


def saves(typed: str | None) -> Callable[[Profile], None]:
    def run(profile: Profile) -> None:
        window = Window(profile, typed)
        if window.opens():
            for id, value in NEW.items():
                window.puts(f"new-{id}", {id: value})
            window.puts("pair", PAIR)
            window.types()
            window.closes()

    return run


def edits(typed: str | None) -> Callable[[Profile], None]:
    def run(profile: Profile) -> None:
        window = Window(profile, typed)
        if window.opens():
            for id, value in EDITED.items():
                window.puts(f"edit-{id}", {id: value})
            window.closes()

    return run


def deletes(typed: str | None) -> Callable[[Profile], None]:
    def run(profile: Profile) -> None:
        window = Window(profile, typed)
        if window.opens():
            for id in EDITED:
                window.does(f"delete-{id}", lambda store, id=id: store.shelf(Answer).remove(id))  # type: ignore[misc]
            window.closes()

    return run


def backs_up(profile: Profile) -> None:
    step("roll", lambda: backups.roll(profile, TODAY))
    step("make", lambda: backups.make(profile, TODAY))


def migrates(profile: Profile) -> None:
    window = Window(profile)
    if window.opens():
        window.does("new", lambda store: store.shelf(Run).put(replace(GOLDEN_RUN, id=FIRST + 100)))
        window.closes()


def turns_on(profile: Profile) -> None:
    window = Window(profile)
    if window.opens():
        window.does("on", lambda store: sealing.turn_on(store, PASSPHRASE, CODE))
        window.puts("later", LATER)
        window.closes()


def turns_off(profile: Profile) -> None:
    window = Window(profile, PASSPHRASE)
    if window.opens():
        window.does("off", sealing.turn_off)
        window.puts("later", LATER)
        window.closes()


def changes_passphrase(profile: Profile) -> None:
    window = Window(profile, PASSPHRASE)
    if window.opens():
        window.does("change", lambda store: sealing.change_passphrase(store, ANOTHER))
        window.closes()


def restores(profile: Profile) -> None:
    copy = next(each for each in backups.listed(profile) if each.day == EARLIER)
    step("restore", lambda: restoring.restore(profile, copy, NOW))


def sets_prefs(profile: Profile) -> None:
    step("prefs", lambda: write_prefs(profile.folder, NEW_PREFS))


def begins(profile: Profile) -> None:
    window = Window(profile)
    if window.opens():
        window.puts("later", LATER)
        window.closes()


# Afterwards


def found_in(profile: Profile, *typed: str) -> tuple[str, Values]:
    """With which of these the vault opens, nothing for a plain one, and its answers. It is whole, and takes another save."""
    opened_with = ""
    try:
        store = Store.open(profile, Clock())
    except Locked:
        for opened_with in typed:
            try:
                store = Store.open(profile, Clock(), typed=opened_with)
                break
            except WrongPassphrase:
                pass
        else:
            raise AssertionError("nothing that was ever typed opens the vault") from None
    try:
        answers = store.shelf(Answer).all()
        values = {each.id: each.value for each in answers}
        assert len(values) == len(answers)
        assert store.unreadable() == ()
        assert store.shelf(Kept).all() == []
        store.shelf(Run).put(GOLDEN_RUN)
    finally:
        assert store.close()
    assert is_whole(profile.vault)
    return opened_with, values


def is_whole(vault: Path) -> bool:
    engine = Engine(vault, only_look=True)
    try:
        return engine.check() == []
    finally:
        engine.close()


def saved_are_there(typed: str | None) -> Callable[[Profile, set[str]], None]:
    def check(profile: Profile, saved: set[str]) -> None:
        _, values = found_in(profile, *filter(None, [typed]))
        assert {id: values.get(id) for id in BEFORE} == BEFORE
        rest = {id: value for id, value in values.items() if id not in BEFORE}
        assert rest == {id: value for id, value in (NEW | PAIR).items() if id in rest}
        assert {id for id in NEW if f"new-{id}" in saved} <= set(rest)
        assert set(PAIR) & set(rest) in (set(), set(PAIR)), "half a transaction"
        assert "pair" not in saved or set(PAIR) <= set(rest)
        store = Store.open(profile, Clock(), typed=typed)
        drafts = {of: draft.text for of, draft in store.drafts().items()}
        store.close()
        assert drafts == {"run/1/x": DRAFT} or (not drafts and "draft" not in saved)

    return check


def edited_or_as_before(typed: str | None) -> Callable[[Profile, set[str]], None]:
    def check(profile: Profile, saved: set[str]) -> None:
        _, values = found_in(profile, *filter(None, [typed]))
        assert set(values) == set(BEFORE)
        for id, value in values.items():
            assert value == EDITED[id] if f"edit-{id}" in saved else value in (BEFORE[id], EDITED.get(id))

    return check


def deleted_or_as_before(typed: str | None) -> Callable[[Profile, set[str]], None]:
    def check(profile: Profile, saved: set[str]) -> None:
        _, values = found_in(profile, *filter(None, [typed]))
        assert values == {id: BEFORE[id] for id in values}
        assert set(BEFORE) - set(values) <= set(EDITED)
        assert not {id for id in values if f"delete-{id}" in saved}

    return check


def copies_are_whole(profile: Profile, saved: set[str]) -> None:
    assert found_in(profile) == ("", BEFORE)
    copies = backups.listed(profile)
    assert all(is_whole(each.path) and backups.counts(each.path)["answers"] == len(BEFORE) for each in copies)
    days = {each.day for each in copies}
    assert days >= {date(2026, 11, day) for day in range(5, 11)}, "a good copy was rotated away"
    assert TODAY in days or not saved


def nothing_of_an_old_vault_is_missing(profile: Profile, saved: set[str]) -> None:
    store = Store.open(profile, Clock())
    titles = {run.id: run.title for run in store.shelf(Run).all()}
    values = [each.value for each in store.shelf(Answer).all()]
    drafts = [draft.text for draft in store.drafts().values()]
    store.close()
    assert titles.pop(FIRST) == "STOP: a pause before you act"
    assert titles == {FIRST + 100: "STOP"} or (not titles and "new" not in saved)
    assert values == ["Sam rang, and I did not shout. \N{WHITE SMILING FACE} سلام"]
    assert drafts == ["Next time I wi"]
    assert is_whole(profile.vault)
    copies = sorted(profile.backups.glob(f"before-{len(MIGRATIONS)}*.db"))
    assert copies and all(is_whole(each) for each in copies)


def sealed_or_open(profile: Profile, saved: set[str]) -> None:
    """Whichever of the two it is, it is that whole. Where sealing was called done, no word is left in the vault's own files."""
    with_what, values = found_in(profile, PASSPHRASE)
    assert values in ([BEFORE | LATER] if "later" in saved else [BEFORE, BEFORE | LATER])
    if "on" in saved:
        assert with_what == PASSPHRASE
        assert profile.seal_mark.exists()
        beside = [profile.vault.with_name(f"{profile.vault.name}{end}") for end in ("-journal", ".new")]
        assert SECRET.encode() not in b"".join(path.read_bytes() for path in (profile.vault, *beside) if path.exists())
    if "off" in saved:
        assert with_what == ""
    if with_what:
        assert found_in(profile, CODE) == (CODE, values)


def opens_with_the_old_or_the_new(profile: Profile, saved: set[str]) -> None:
    with_what, values = found_in(profile, PASSPHRASE, ANOTHER)
    assert values == BEFORE
    assert with_what == ANOTHER or "change" not in saved
    assert found_in(profile, CODE) == (CODE, BEFORE)


def brought_back_or_as_it_was(profile: Profile, saved: set[str]) -> None:
    _, values = found_in(profile, PASSPHRASE)
    assert values in ([BEFORE] if "restore" in saved else [BEFORE, BEFORE | LATER])
    copies = backups.listed(profile)
    assert all(is_whole(each.path) for each in copies)
    if values == BEFORE:
        counted = [sum(backups.counts(each.path).values()) for each in copies if each.day is None]
        assert max(counted, default=0) >= len(BEFORE | LATER), "what was there before is in no copy"


def prefs_are_old_or_new(profile: Profile, saved: set[str]) -> None:
    assert read_prefs(profile.folder) in ([NEW_PREFS] if saved else [OLD_PREFS, NEW_PREFS])


def begun_or_not(profile: Profile, saved: set[str]) -> None:
    Store.open(profile, Clock(), create=True).close()
    _, values = found_in(profile)
    assert values in ([LATER] if "later" in saved else [{}, LATER])


SAVED = ("open", *(f"new-{id}" for id in NEW), "pair", "draft")
EDITS = ("open", *(f"edit-{id}" for id in EDITED))
DELETES = ("open", *(f"delete-{id}" for id in EDITED))

ACTS = {
    "save": Act(filled, saves(None), saved_are_there(None), SAVED),
    "save-sealed": Act(sealed, saves(PASSPHRASE), saved_are_there(PASSPHRASE), SAVED),
    "edit": Act(filled, edits(None), edited_or_as_before(None), EDITS),
    "edit-sealed": Act(sealed, edits(PASSPHRASE), edited_or_as_before(PASSPHRASE), EDITS),
    "delete": Act(filled, deletes(None), deleted_or_as_before(None), DELETES),
    "delete-sealed": Act(sealed, deletes(PASSPHRASE), deleted_or_as_before(PASSPHRASE), DELETES),
    "backup": Act(with_copies, backs_up, copies_are_whole, ("roll", "make")),
    "migration": Act(of_the_first_schema, migrates, nothing_of_an_old_vault_is_missing, ("open", "new")),
    "seal-on": Act(open_copies_to_seal, turns_on, sealed_or_open, ("open",)),
    "seal-off": Act(sealed, turns_off, sealed_or_open, ("open",)),
    "passphrase": Act(sealed, changes_passphrase, opens_with_the_old_or_the_new, ("open", "change")),
    "restore": Act(filled_with_an_earlier_copy, restores, brought_back_or_as_it_was, ("restore",)),
    "restore-sealed": Act(sealed_with_an_earlier_copy, restores, brought_back_or_as_it_was, ("restore",)),
    "restore-open-over-sealed": Act(sealed_since_the_copy, restores, brought_back_or_as_it_was, ("restore",)),
    "prefs": Act(with_prefs, sets_prefs, prefs_are_old_or_new, ("prefs",)),
    "first-vault": Act(nothing, begins, begun_or_not, ("open", "later")),
}


def make_guesses_cheap() -> None:
    """A passphrase costs as little as a code, so that thousands of openings take minutes. What is written is the same but for a number."""
    slots.FOR_A_PASSPHRASE = slots.FOR_A_CODE
