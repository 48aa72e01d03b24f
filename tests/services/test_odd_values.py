"""Values that no form makes, but that an import can bring: they read as unknown, and nothing falls over."""

from __future__ import annotations

from dataclasses import replace

from services.test_scheduling import MONDAY, keep, today

from iop_tui.domain.attendance import Attendance
from iop_tui.domain.books.calls import Call, learned
from iop_tui.domain.books.programs import Program
from iop_tui.domain.sessionnotes import SessionNote
from iop_tui.domain.sessions import Change
from iop_tui.render import layout
from iop_tui.services import calling, entries, schedulepages, scheduling
from iop_tui.services.house import House

ODD = Call(values={"program": "River House", "answers": {"parking": {"answer": "behind it"}, "license": {"answer": "yes"}}})


def test_an_hour_that_cannot_be_read_is_that_of_the_pattern(house: House) -> None:
    session = keep(house)
    house.store.shelf(Change).put(
        Change(id=Change.id_for(session.id, MONDAY), day=MONDAY, session=session.id, to=MONDAY, begins="9 am", ends="noon")
    )
    assert today(house).at.hours == "09:00-12:00"


def test_a_mark_that_is_not_known_stands_as_unmarked_in_the_month_and_in_its_own_words_elsewhere(house: House) -> None:
    keep(house)
    scheduling.mark(house, today(house).at, "virtual")
    assert "23o" in layout.bare(layout.lay_out(schedulepages.month_blocks(house, MONDAY), 80))
    assert "virtual" in layout.bare(layout.lay_out_page(schedulepages.week_page(house, MONDAY), 80))
    assert scheduling.shares(house, MONDAY, MONDAY).line == ""
    assert any("virtual" in each.title for each in entries.pieces(house) if each.table == Attendance.table)


def test_an_answer_to_a_question_that_is_not_known_goes_to_the_notes(house: House) -> None:
    found = replace(Program(), values=learned(ODD, Program()))
    assert (found.says("notes"), found.says("licensed")) == ("parking: behind it", "yes")


def test_a_script_of_a_call_with_an_answer_that_is_not_known_is_made(house: House) -> None:
    assert "What is your license" in layout.bare(layout.lay_out_page(calling.page(house, ODD), 80))


def test_a_page_of_a_session_that_is_not_known_is_listed_by_its_name(house: House) -> None:
    session = keep(house)
    id = SessionNote.id_for(session.id, MONDAY, "Later")
    house.store.shelf(SessionNote).put(SessionNote(id=id, day=MONDAY, session=session.id, page="Later", values={"take": "x"}))
    assert [each.title for each in entries.pieces(house) if each.table == SessionNote.table] == ["Dual diagnosis group: later"]
