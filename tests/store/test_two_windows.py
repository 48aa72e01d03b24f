"""Two windows do as they like with one vault; a dictionary says what must be there."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from iop_tui.clock import Clock
from iop_tui.domain.answers import Kept
from iop_tui.domain.commitments import Commitment
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.store import Change, Store

windows = st.integers(0, 1)
titles = st.text(max_size=20)
days = st.dates(date(2024, 12, 28), date(2026, 1, 5))


class TwoWindows(RuleBasedStateMachine):
    """Each window remembers the records as it saw them last, however old that is."""

    known = Bundle("known")
    undoable = Bundle("undoable")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.profile: Profile = new_profile(self.folder / "iop-tui")
        self.stores = [self.window(), self.window()]
        self.truth: dict[int, Commitment] = {}
        self.kept: list[tuple[int, str]] = []
        self.drafts: dict[str, str] = {}

    def window(self) -> Store:
        return Store.open(self.profile, Clock(), create=True)

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    def save(self, window: int, record: Commitment) -> Commitment:
        shelf, there = self.stores[window].shelf(Commitment), self.truth.get(record.id)
        put = shelf.put(record)
        is_seen = there is None or there.rev == record.rev
        says_the_same = there is not None and (there.title, there.day) == (record.title, record.day or there.day)
        assert (put.kept is None) == (is_seen or says_the_same)
        if put.kept and there:
            self.kept.append((there.id, there.title))
        self.truth[put.record.id] = put.record
        return put.record

    @rule(target=known, window=windows, title=titles, day=days)
    def make(self, window: int, title: str, day: date) -> Commitment:
        return self.save(window, Commitment(title=title, starts=date(2026, 1, 1), day=day))

    @rule(target=known, window=windows, record=known, title=titles)
    def change(self, window: int, record: Commitment, title: str) -> Commitment:
        return self.save(window, replace(record, title=title))

    @rule(target=known, window=windows, record=known, day=days)
    def move(self, window: int, record: Commitment, day: date) -> Commitment:
        return self.save(window, replace(record, day=day))

    @rule(target=known, window=windows, record=known)
    def look_again(self, window: int, record: Commitment) -> object:
        found = self.stores[window].shelf(Commitment).get(record.id)
        assert found == self.truth.get(record.id)
        return found or multiple()

    @rule(window=windows, record=known)
    def remove(self, window: int, record: Commitment) -> None:
        assert self.stores[window].shelf(Commitment).remove(record.id) == (record.id in self.truth)
        self.truth.pop(record.id, None)

    @rule(target=undoable, window=windows, title=titles, record=known)
    def act(self, window: int, title: str, record: Commitment) -> object:
        """One transaction that makes one record and removes another."""
        store, gone = self.stores[window], self.truth.get(record.id)

        def together() -> tuple[Commitment, tuple[Change, ...]]:
            with store.transaction() as journal:
                made = store.shelf(Commitment).put(Commitment(title=title, starts=date(2026, 1, 1))).record
                store.shelf(Commitment).remove(record.id)
            return made, journal.changes

        made, changes = store.run(together)
        self.truth.pop(record.id, None)
        self.truth[made.id] = made
        return (made, gone, changes)

    @rule(window=windows, act=consumes(undoable))
    def undo(self, window: int, act: tuple[Commitment, Commitment | None, tuple[Change, ...]]) -> None:
        made, gone, changes = act
        now = self.truth.get(made.id)
        can = now is not None and now.rev == made.rev and (gone is None or gone.id not in self.truth)
        assert self.stores[window].undo(changes) == can
        if can:
            del self.truth[made.id]
            if gone:
                self.truth[gone.id] = replace(gone, rev=gone.rev + 1)

    @rule(window=windows, of=st.sampled_from(["run/1/a", "run/1/b"]), text=st.text(max_size=20))
    def type(self, window: int, of: str, text: str) -> None:
        self.stores[window].draft(of, text)
        assert self.stores[window].flush(10)
        self.drafts[of] = text

    @rule(window=windows)
    def open_anew(self, window: int) -> None:
        assert self.stores[window].close()
        self.stores[window] = self.window()

    @invariant()
    def both_see_what_is_true(self) -> None:
        for store in self.stores:
            assert {each.id: each for each in store.shelf(Commitment).all()} == self.truth
            assert [(each.of_id, each.body["title"]) for each in store.shelf(Kept).all()] == self.kept
            assert {of: draft.text for of, draft in store.drafts().items()} == self.drafts
            year = sorted(id for id, each in self.truth.items() if each.day and each.day.year == 2025)
            assert sorted(each.id for each in store.shelf(Commitment).between(date(2025, 1, 1), date(2025, 12, 31))) == year
            assert store.unreadable() == ()


PART = float(os.environ.get("IOP_TORTURE") or 0)
TwoWindows.TestCase.settings = settings(max_examples=max(15, round(1000 * PART)), stateful_step_count=50 if PART else 25, deadline=None)
TestTwoWindows = TwoWindows.TestCase
