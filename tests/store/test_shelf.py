"""Records go in and come out the same, and nothing is written over unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iop_tui.domain.answers import Answer, Draft, Kept, Run
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.domain.record import Record
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable
from iop_tui.values import dataclass, replace

STOP = Run(unit="dbt.dt.stop", version=1, title="STOP: a pause before you act")
MONDAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything(Record):
    table: ClassVar[str] = "everything"

    text: str
    number: int
    amount: float | None
    day_two: date | None
    moment: datetime | None
    at: time | None
    words: tuple[str, ...]
    value: Any


records = st.builds(
    Everything,
    text=st.text(),
    number=st.integers(-(1 << 62), 1 << 62),
    amount=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    day_two=st.none() | st.dates(),
    moment=st.none() | st.datetimes(timezones=st.just(UTC)),
    at=st.none() | st.times(),
    words=st.lists(st.text()).map(tuple),
    value=st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda each: st.lists(each, max_size=3), max_leaves=5),
    day=st.none() | st.dates(),
)


def test_a_new_record_gets_an_id_a_day_and_its_moments(store: Store) -> None:
    put = store.shelf(Run).put(STOP)
    run = put.record
    assert 1 << 32 <= run.id < 1 << 63
    assert (run.rev, run.created, run.changed) == (1, store.clock.now(), store.clock.now())
    assert run.day == MONDAY  # half past one in the afternoon in Chicago
    assert put.kept is None
    assert store.shelf(Run).get(run.id) == run
    assert store.shelf(Run).all() == [run]


def test_a_day_that_ends_at_four_belongs_to_the_evening_before(store: Store, watch: Any) -> None:
    store.clock = replace(store.clock, day_ends_at=4)
    watch.now = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)  # half past one at night in Chicago
    assert store.shelf(Run).put(STOP).record.day == MONDAY


def test_saving_again_keeps_the_id_the_day_and_when_it_began(store: Store, watch: Any) -> None:
    first = store.shelf(Run).put(STOP).record
    watch.forward(days=2)
    second = store.shelf(Run).put(replace(first, section=3)).record
    assert (second.id, second.rev, second.created, second.day) == (first.id, 2, first.created, first.day)
    assert second.changed == first.changed + timedelta(days=2) if first.changed else False
    bare = store.shelf(Run).put(replace(second, created=None, day=None)).record
    assert (bare.created, bare.day) == (first.created, first.day)


@given(record=records)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_kind_of_value_comes_back_as_it_was(record: Everything, store: Store) -> None:
    put = store.shelf(Everything).put(record).record
    assert store.shelf(Everything).get(put.id) == put
    assert replace(put, id=0, rev=0, created=None, changed=None, day=record.day) == record


def test_what_is_between_two_days_is_found_by_day_and_no_other_year_is_decoded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = store.shelf(Checkin)
    for day in (date(2024, 6, 1), date(2026, 1, 1), date(2025, 12, 31), MONDAY):
        shelf.put(Checkin(commitment=1, state="kept", day=day))
    read: list[int] = []
    decoded = VaultTable.decoded

    def counting(self: VaultTable, row: Any) -> Any:
        read.append(row.bucket)
        return decoded(self, row)

    monkeypatch.setattr(VaultTable, "decoded", counting)
    assert [each.day for each in shelf.between(date(2025, 12, 1), date(2026, 1, 31))] == [date(2025, 12, 31), date(2026, 1, 1)]
    assert set(read) == {2025, 2026}
    assert len(shelf.between(date.min, date.max)) == 4
    assert shelf.between(date(2027, 1, 1), date(2026, 1, 1)) == []


def test_a_record_that_moves_to_another_year_is_found_there(store: Store) -> None:
    checkin = store.shelf(Checkin).put(Checkin(commitment=1, state="kept", day=date(2026, 1, 1))).record
    store.shelf(Checkin).put(replace(checkin, day=date(2025, 12, 31)))
    assert store.shelf(Checkin).between(date(2026, 1, 1), date(2026, 12, 31)) == []
    assert len(store.shelf(Checkin).between(date(2025, 1, 1), date(2025, 12, 31))) == 1


def test_records_are_found_by_their_fields(store: Store) -> None:
    shelf = store.shelf(Commitment)
    walk = shelf.put(Commitment(title="Walk 20 minutes", kind="count", starts=MONDAY)).record
    shelf.put(Commitment(title="Call Sam or Priya", starts=MONDAY, ends=date(2026, 12, 24)))
    assert shelf.where(kind="count") == [walk]
    assert shelf.where(kind="count", starts=date(2020, 1, 1)) == []
    assert [each.title for each in shelf.where(starts=MONDAY)] == ["Walk 20 minutes", "Call Sam or Priya"]
    assert len(shelf.where(ends=None)) == 1
    run = store.shelf(Answer).put(Answer(run=7, unit="u", version=1, field="f", kind="text", label="L", value="[/b]")).record
    assert store.shelf(Answer).where(run=7, options=(), value="[/b]") == [run]


def test_a_field_that_older_documents_lack_has_its_default_when_they_are_searched(store: Store) -> None:
    store.shelf(Commitment).put(Commitment(title="Walk", starts=MONDAY))
    store.run(lambda: rewrite(store, "commitments", lambda each: each.pop("why")))
    assert len(store.shelf(Commitment).where(why="")) == 1


def rewrite(store: Store, table: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change documents behind the shelf's back, as another version of the program would."""
    with store.writing() as storage:
        for found in list(VaultTable(storage, table).found()):
            assert found.document is not None
            change(found.document)
            VaultTable(storage, table).save(found.id, found.document, found.rev)


def test_what_a_newer_version_wrote_is_carried_along(store: Store) -> None:
    run = store.shelf(Run).put(STOP).record
    store.run(lambda: rewrite(store, "runs", lambda each: each.update(mood=["calm"])))
    store.shelf(Run).put(replace(run, section=2))
    found = store.reading(lambda storage: VaultTable(storage, "runs").find(run.id))
    assert found
    assert found.document
    assert (found.document["mood"], found.document["section"]) == (["calm"], 2)


def test_two_windows_that_change_the_same_record_both_keep_their_words(open_store: Callable[[], Store]) -> None:
    here, there = open_store(), open_store()
    mine = here.shelf(Commitment).put(Commitment(title="Walk 20 minutes", starts=MONDAY)).record
    theirs = there.shelf(Commitment).get(mine.id)
    assert theirs
    there.shelf(Commitment).put(replace(theirs, title="Walk 10 minutes"))
    put = here.shelf(Commitment).put(replace(mine, title="Walk 30 minutes"))
    assert put.record.rev == 3
    assert put.kept
    assert (put.kept.of_table, put.kept.of_id, put.kept.body["title"], put.kept.body["rev"]) == (
        "commitments",
        mine.id,
        "Walk 10 minutes",
        2,
    )
    assert there.shelf(Kept).all() == [put.kept]
    again = here.shelf(Commitment).copy_in(put.kept)
    assert again
    assert (again.title, again.rev, again.starts) == ("Walk 10 minutes", 2, MONDAY)
    assert [each.title for each in there.shelf(Commitment).all()] == ["Walk 30 minutes"]


def test_two_windows_that_say_the_same_keep_no_copy(open_store: Callable[[], Store], watch: Any) -> None:
    here, there = open_store(), open_store()
    mine = (
        here.shelf(Answer)
        .put(Answer(run=1, unit="u", version=1, field="f", kind="multi", label="L", value=["a"], options=("a", "b")))
        .record
    )
    watch.forward(minutes=1)
    there.shelf(Answer).put(replace(mine, value=["b"]))
    watch.forward(minutes=1)
    assert here.shelf(Answer).put(replace(mine, value=["b"])).kept is None
    assert here.shelf(Kept).all() == []


def test_a_record_made_anew_after_a_removal_is_not_taken_for_the_old_one(open_store: Callable[[], Store], watch: Any) -> None:
    here, there = open_store(), open_store()
    id = Checkin.id_for(1, MONDAY)
    old = here.shelf(Checkin).put(Checkin(id=id, commitment=1, state="missed")).record
    there.shelf(Checkin).remove(id)
    watch.forward(minutes=1)
    there.shelf(Checkin).put(Checkin(id=id, commitment=1, state="kept"))
    put = here.shelf(Checkin).put(replace(old, state="partly"))
    assert put.kept
    assert put.kept.body["state"] == "kept"


def test_saving_what_another_window_removed_brings_it_back(open_store: Callable[[], Store]) -> None:
    here, there = open_store(), open_store()
    mine = here.shelf(Run).put(STOP).record
    assert there.shelf(Run).remove(mine.id)
    assert not there.shelf(Run).remove(mine.id)
    assert here.shelf(Run).put(replace(mine, section=1)).record.rev == 2
    assert [run.section for run in there.shelf(Run).all()] == [1]


@pytest.mark.parametrize("ruin", [{"version": "one"}, {"unit": None}, {"finished": "yesterday"}, {"day": "2026-02-31"}, {"section": 1.5}])
def test_a_document_that_does_not_fit_is_left_where_it_is_and_counted(ruin: dict[str, Any], store: Store) -> None:
    good, bad = (store.shelf(Run).put(replace(STOP, title=title)).record for title in ("good", "bad"))
    store.run(lambda: rewrite(store, "runs", lambda each: each.update(ruin) if each["title"] == "bad" else None))
    assert store.shelf(Run).all() == [good]
    assert store.shelf(Run).get(bad.id) is None
    assert store.unreadable() == (("runs", bad.id),)
    put = store.shelf(Run).put(replace(bad, rev=0, title="anew"))
    assert put.kept
    assert put.kept.body["title"] == "bad"


def test_bytes_that_cannot_be_read_are_kept_when_something_is_saved_over_them(store: Store) -> None:
    run = store.shelf(Run).put(STOP).record

    def ruin() -> None:
        with store.writing() as storage:
            storage.engine.connection.query("UPDATE doc SET body = x'00FF'")

    store.run(ruin)
    assert store.shelf(Run).get(run.id) is None
    put = store.shelf(Run).put(replace(run, title="anew"))
    assert put.kept
    assert put.kept.body == {"unreadable": "AP8="}
    assert store.shelf(Run).get(run.id) == put.record


def test_drafts_are_records_too(store: Store) -> None:
    store.draft("run/1/x", "half a wo")
    assert store.flush(5)
    assert [draft.text for draft in store.shelf(Draft).all()] == ["half a wo"]
