"""Two windows of one person on the tools of the program: what another window wrote since is neither removed nor written over unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from services.test_scheduling import keep, today

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books.programs import PROGRAMS, Program
from iop_tui.domain.checklist import EXPLAINED
from iop_tui.domain.commitments import Commitment
from iop_tui.domain.questions import Question
from iop_tui.domain.sessionnotes import BEFORE, UNITS
from iop_tui.domain.sessions import Change
from iop_tui.errors import IopError
from iop_tui.services import aftercare, asking, comparing, listing, reviewing, scheduling, sessionday, ticking, tracking
from iop_tui.services.copies import other_copies
from iop_tui.services.house import House

MONDAY = date(2026, 11, 23)
ITEM = EXPLAINED.items[0]


# An empty form does not remove what it never showed


def test_an_empty_page_does_not_remove_what_another_window_wrote(house: House) -> None:
    session = keep(house)
    seen = sessionday.note_of(house, session.id, MONDAY, BEFORE)
    sessionday.keep(house, seen, {"want": "To listen."})
    with pytest.raises(IopError, match="Another window wrote something here since"):
        sessionday.keep(house, seen, {"want": ""})
    now = sessionday.note_of(house, session.id, MONDAY, BEFORE)
    assert now.says("want") == "To listen."
    sessionday.keep(house, now, {})
    assert not sessionday.note_of(house, session.id, MONDAY, BEFORE).values


def test_a_mark_of_another_window_is_not_taken_away_unseen(house: House) -> None:
    keep(house)
    scheduling.mark(house, today(house).at, "late", "health", "bus 7")
    with pytest.raises(IopError, match="it stays"):
        scheduling.unmark(house, today(house).at, 0)
    mark = today(house).mark
    assert mark is not None and mark.note == "bus 7"
    scheduling.unmark(house, today(house).at, mark.rev)
    assert today(house).mark is None


def test_an_empty_note_does_not_remove_the_note_of_another_window(house: House) -> None:
    ticking.note(house, EXPLAINED, ITEM, "Ten to two.", seen=0)
    with pytest.raises(IopError, match="it stays"):
        ticking.note(house, EXPLAINED, ITEM, "", seen=0)
    assert ticking.ticks(house, EXPLAINED)[ITEM.id].note == "Ten to two."


def test_an_empty_note_over_a_tick_with_a_note_of_another_window_keeps_it_beside(house: House) -> None:
    ticking.turn(house, EXPLAINED, ITEM, False)
    ticking.note(house, EXPLAINED, ITEM, "Ten to two.", seen=1)
    ticking.note(house, EXPLAINED, ITEM, "", seen=1)
    tick = ticking.ticks(house, EXPLAINED)[ITEM.id]
    assert (tick.is_ticked, tick.note, other_copies(house, "ticks")[tick.id][0]) == (True, "", f"{EXPLAINED.id}; {ITEM.id}; Ten to two.")


def test_a_tick_from_two_windows_stays_a_tick(house: House) -> None:
    ticking.turn(house, EXPLAINED, ITEM, False)
    ticking.turn(house, EXPLAINED, ITEM, False)
    assert ticking.ticks(house, EXPLAINED)[ITEM.id].is_ticked


def test_a_unit_linked_from_two_windows_stays_linked(house: House) -> None:
    session = keep(house)
    for _window in range(2):
        sessionday.met(house, session.id, MONDAY, "dbt.dt.stop", was_about=True)
    assert sessionday.note_of(house, session.id, MONDAY, UNITS).units == ("dbt.dt.stop",)
    sessionday.met(house, session.id, MONDAY, "dbt.dt.stop", was_about=False)
    assert sessionday.note_of(house, session.id, MONDAY, UNITS).units == ()


# One time that is different


def test_a_change_of_another_window_is_kept_beside(house: House) -> None:
    keep(house)
    seen = today(house).at
    scheduling.move(house, seen, {"to": "2026-11-24", "begins": "10:00", "ends": "13:00", "why": "snow"})
    scheduling.cancel(house, seen, "a holiday")
    at = today(house).at
    assert (at.is_canceled, at.why) == (True, "a holiday")
    assert scheduling.other_changes(house) == {Change.id_for(at.session.id, MONDAY): ["Tue 24 Nov 10:00-13:00; snow"]}
    scheduling.cancel(house, at, "a holiday")
    assert scheduling.other_changes(house) == {}


def test_as_planned_does_not_remove_what_another_window_changed(house: House) -> None:
    keep(house)
    seen = today(house).at
    scheduling.cancel(house, seen, "snow")
    with pytest.raises(IopError, match="it stays"):
        scheduling.as_planned(house, seen)
    assert today(house).at.is_canceled
    scheduling.as_planned(house, today(house).at)
    assert not today(house).at.is_canceled


# A third window lets no copy go that it never showed


def test_a_third_window_that_saves_what_is_old_lets_no_copy_of_a_list_go(house: House) -> None:
    seen = listing.keep(house, PROGRAMS, Program(), {"name": "River House"}).value
    for name in ("River House, north", "River House, south"):
        listing.keep(house, PROGRAMS, seen, {"name": name})
    now = listing.keep(house, PROGRAMS, seen, {"name": "River House, west"}).value
    assert len(other_copies(house, Program.table)[seen.id]) == 2
    listing.keep(house, PROGRAMS, now, {"name": "River House"})
    assert other_copies(house, Program.table) == {}


def test_a_third_window_lets_no_copy_of_a_session_page_go(house: House) -> None:
    session = keep(house)
    seen = sessionday.note_of(house, session.id, MONDAY, BEFORE)
    for want in ("To listen.", "To say one line.", "To sit by the door."):
        sessionday.keep(house, seen, {"want": want})
    assert len(other_copies(house, seen.table)[seen.id]) == 2


def test_a_third_window_lets_no_copy_of_a_plan_go(house: House) -> None:
    entry = aftercare.save_plan_values(house, PlanEntry(part="people"), {"contact": {"name": "Ana"}}).value
    for name in ("Ana B.", "Ana C.", "Ana D."):
        aftercare.save_plan_values(house, entry, {"contact": {"name": name}})
    assert len(other_copies(house, entry.table)[entry.id]) == 2


def test_a_third_window_lets_no_copy_of_a_question_a_commitment_a_review_or_the_weights_go(house: House) -> None:
    question = asking.keep(house, Question(text=""), {"text": "When?"}).value
    promise = tracking.save_commitment(house, Commitment(title="Walk", starts=MONDAY)).value
    review, weights = reviewing.review_of(house, MONDAY), comparing.comparison(house)
    for number, said in enumerate(("one", "two", "three")):
        asking.keep(house, question, {"text": said})
        tracking.save_commitment(house, replace(promise, title=said))
        reviewing.write(house, review, {"kept": said})
        comparing.weigh(house, weights, {"cost": number + 1})
    for record in (question, promise, review):
        assert len(other_copies(house, record.table)[record.id]) == 2, record.table
    assert len(comparing.others(house)) == 2
