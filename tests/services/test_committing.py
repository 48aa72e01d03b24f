"""Taking part: the agreement and its history, the session sheet, the fit, changing over, and what leaves only item by item."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from services.conftest import Hands

from iop_tui.domain.attendance import Attendance
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.committing import AGREEMENT, FAMILY, FIT, INVITATION, READINESS, Agreement, Fit, Readiness
from iop_tui.domain.books.working import HOMEWORK, UNSAID, Homework, Unsaid
from iop_tui.domain.page import Page
from iop_tui.domain.questions import Question
from iop_tui.domain.sessionnotes import AFTER, BEFORE
from iop_tui.domain.sessions import Session
from iop_tui.errors import IopError, UsageError
from iop_tui.services import (
    agreeing,
    asking,
    committing,
    listing,
    moving,
    preparing,
    reviewing,
    schedulepages,
    scheduling,
    sessionday,
    sharing,
)
from iop_tui.services.entries import delete, pieces
from iop_tui.services.finding import search
from iop_tui.services.house import House
from iop_tui.services.today import today

MONDAY = date(2026, 11, 23)
GROUP: dict[str, Any] = {
    "kind": "group",
    "title": "IOP group",
    "days": ["Mon", "Wed", "Fri"],
    "from": "2026-11-02",
    "begins": "18:00",
    "ends": "20:00",
    "who": "Dr. Osei",
    "place": "Room 4",
    "way": 25,
    "say": "I slept three hours.",
}


def group(house: House, **other: Any) -> Session:
    made = listing.keep(house, BOOKS["sessions"], Session(), {**GROUP, **other}).value
    assert isinstance(made, Session)
    return made


def attend(house: House, session: Session, *days: int) -> None:
    for day in days:
        slot = scheduling.slot_of(house, session.id, date(2026, 11, day))
        assert slot is not None
        scheduling.mark(house, slot.at, "attended")


def text(page: Page) -> str:
    return sharing.write(page, "txt")


# The agreement


def test_each_day_on_which_an_agreement_is_changed_keeps_one(house: House, hands: Hands) -> None:
    first = listing.keep(house, AGREEMENT, Agreement(), {"what": "Group on Monday"}).value
    same_day = listing.keep(house, AGREEMENT, first, {"what": "Group on Monday, one line"}).value
    hands.forward(days=7)
    listing.keep(house, AGREEMENT, same_day, {"what": "Three groups"})
    assert [each.says("what") for each in listing.items(house, AGREEMENT)] == ["Three groups", "Group on Monday, one line"]


def test_a_new_agreement_begins_with_the_one_before_or_with_the_reason_of_the_ruler(house: House) -> None:
    assert agreeing.beginning(house, AGREEMENT) == {}
    listing.keep(house, READINESS, Readiness(), {"importance": 6, "why": "My daughter drew me."})
    assert agreeing.beginning(house, AGREEMENT) == {"why": "My daughter drew me."}
    listing.keep(house, AGREEMENT, Agreement(), {"what": "Group", "why": "Mornings."})
    assert agreeing.beginning(house, AGREEMENT) == {"what": "Group", "why": "Mornings."}
    assert agreeing.beginning(house, FAMILY) == {"invite": INVITATION}


def test_the_weekly_review_shows_agreement_readiness_and_homework(house: House, hands: Hands) -> None:
    listing.keep(house, AGREEMENT, Agreement(), {"what": "Three groups", "way": "rain", "then": "send one line"})
    listing.keep(house, READINESS, Readiness(), {"importance": 8, "confidence": 4, "more": "a ride"})
    listing.keep(house, HOMEWORK, Homework(), {"what": "Breathe", "due": "2026-11-24", "stands": "done"})
    said = text(reviewing.page(house, MONDAY))
    for part in (
        "Three groups",
        "In the way: rain",
        "Then I will: send one line",
        "importance 8, confidence 4",
        "a ride",
        "1 of 1, half or more",
    ):
        assert part in said
    assert "Three groups" not in text(reviewing.page(house, date(2026, 11, 16)))


# The session sheet


def test_the_session_sheet_holds_what_the_next_session_needs(house: House) -> None:
    session = group(house)
    note = sessionday.note_of(house, session.id, MONDAY, BEFORE)
    sessionday.keep(house, note, {"share": "I nearly stayed home.", "want": "To say one line."})
    reviewing.write(house, reviewing.review_of(house, MONDAY), {"to_say": "The mornings are bad for me."})
    listing.keep(house, HOMEWORK, Homework(), {"what": "Paced breathing", "due": "2026-11-23", "stands": "partly", "way": "noise"})
    listing.keep(house, AGREEMENT, Agreement(), {"what": "Three groups"})
    asking.keep(house, Question(text=""), {"text": "May I miss one Friday?", "whom": "Dr. Osei"})
    said = text(preparing.page(house))
    for part in (
        "IOP group",
        "Mon 23 Nov, 18:00-20:00",
        "leave by 17:35",
        "Room 4",
        "I nearly stayed home.",
        "To say one line.",
        "I slept three hours.",
        "The mornings are bad for me.",
        "Paced breathing: partly; in the way: noise",
        "May I miss one Friday? (for Dr. Osei)",
        "Three groups",
    ):
        assert part in said, part
    assert preparing.line(house) == "for Mon 23 Nov 18:00"


def test_open_goals_stand_on_the_sheet(house: House) -> None:
    goals = BOOKS["goals"]
    listing.keep(house, goals, goals.kind(), {"goal": "Walk my daughter to school"})
    assert "Walk my daughter to school" in text(preparing.page(house))


def test_an_empty_sheet_says_how_it_fills(house: House) -> None:
    assert "It fills by itself" in text(preparing.page(house))
    assert preparing.line(house) == ""


def test_the_sheet_stays_one_page(house: House) -> None:
    for number in range(12):
        asking.keep(house, Question(text=""), {"text": f"Question {number}?"})
    said = text(preparing.page(house))
    assert "and 7 more" in said
    assert len(said.splitlines()) < 60


# What leaves only item by item


def test_what_was_not_said_is_in_no_export_and_no_page(house: House) -> None:
    planted = "xylophone-in-the-attic"
    session = group(house)
    item = listing.keep(house, UNSAID, Unsaid(), {"words": planted, "next": f"wait {planted}"}).value
    house.store.draft(f"form/book/unsaid/{item.id}/words", f"{planted} half")
    house.store.flush(2)
    listing.keep(house, UNSAID, replace(item, rev=0), {"words": f"{planted} again"})
    everything = moving.take_out(house)
    pages = [preparing.page(house), reviewing.page(house, MONDAY), schedulepages.attendance_page(house), asking.page(house)]
    pages += [sharing.card_page(house, MONDAY), sharing.plan_page(house), sharing.aftercare_page(house), sharing.safety_page(house)]
    pages += [listing.page(house, book) for book in BOOKS.values() if not book.is_private]
    assert planted not in everything
    assert "unsaid" not in json.loads(everything)["tables"]
    assert session.title in everything
    assert not [page.title for page in pages if planted in text(page)]
    assert planted not in str(today(house)) + str(listing.due(house))
    with pytest.raises(UsageError, match="item by item"):
        listing.page(house, UNSAID)


def test_ones_own_screen_finds_it_and_deletes_it(house: House) -> None:
    listing.keep(house, UNSAID, Unsaid(), {"words": "the mail under the sink"})
    assert [each.id for each in search(house, "mail sink") if each.kind != "unit"] == ["unsaid"]
    assert [each for each in search(house, "mail sink", with_private=False) if each.kind != "unit"] == []
    (piece,) = [each for each in pieces(house) if each.table == "unsaid"]
    delete(house, piece)
    assert listing.items(house, UNSAID) == []


# Pages of a session


def test_a_page_of_a_session_is_found_and_goes_with_its_session(house: House) -> None:
    session = group(house)
    sessionday.keep(house, sessionday.note_of(house, session.id, MONDAY, AFTER), {"take": "I can pass."})
    own = [each for each in search(house, "can pass") if each.kind != "unit"]
    assert [(each.kind, each.id) for each in own] == [("session", f"{session.id}/2026-11-23")]
    assert [each.title for each in pieces(house) if each.table == "slots"] == ["IOP group: after it"]
    (piece,) = [each for each in pieces(house) if each.table == "sessions"]
    delete(house, piece)
    assert [each for each in pieces(house) if each.table == "slots"] == []


def test_an_emptied_page_goes(house: House) -> None:
    session = group(house)
    kept = sessionday.keep(house, sessionday.note_of(house, session.id, MONDAY, AFTER), {"take": "x"}).value
    sessionday.keep(house, kept, {"take": ""})
    assert sessionday.note_of(house, session.id, MONDAY, AFTER).rev == 0


@pytest.mark.parametrize(("hours", "page"), [(0, "before"), (8.5, "during"), (10.5, "after")])
def test_the_page_that_fits_the_hour(house: House, hands: Hands, hours: float, page: str) -> None:
    session = group(house)
    hands.forward(hours=hours)
    slot = scheduling.slot_of(house, session.id, MONDAY)
    assert slot is not None
    assert sessionday.page_now(house, slot) == page


def test_a_session_of_a_day_names_the_homework_whose_time_has_come(house: House) -> None:
    session = group(house)
    listing.keep(house, HOMEWORK, Homework(), {"what": "Breathe", "due": "2026-11-24"})
    view = sessionday.session_day(house, session.id, MONDAY)
    assert view is not None
    assert view.homework == ("Homework for tomorrow: Breathe",)


# The fit


def test_today_asks_how_it_fits_after_the_third_time_until_it_is_filled_in(house: House, hands: Hands) -> None:
    session = group(house)
    attend(house, session, 16, 18)
    assert today(house).fits == ()
    attend(house, session, 23)
    assert [each.id for each in today(house).fits] == [session.id]
    listing.keep(house, FIT, Fit(session=session.id), {"who": "Dr. Osei", "want": "stay"})
    assert today(house).fits == ()


def test_it_is_not_asked_for_ever(house: House, hands: Hands) -> None:
    session = group(house)
    attend(house, session, 16, 18, 23)
    hands.forward(days=15)
    assert committing.fits_to_ask(house) == []


def test_nobody_is_asked_how_work_fits(house: House) -> None:
    session = group(house, kind="work, school or care")
    attend(house, session, 16, 18, 23)
    assert committing.fits_to_ask(house) == []


# Changing over


def test_a_change_from_a_day_on_keeps_all_that_was(house: House) -> None:
    session = group(house, to="2027-02-26")
    attend(house, session, 16, 18)
    values = {**committing.switched_from(session, MONDAY), "from": "2026-11-25", "who": "Ana", "days": ["Wed"], "begins": "17:00"}
    new = committing.switch(house, session, values).value
    old = next(each for each in scheduling.all_sessions(house) if each.id == session.id)
    assert (old.says("to"), old.says("who")) == ("2026-11-24", "Dr. Osei")
    assert (new.says("from"), new.says("to"), new.says("who"), new.values["days"]) == ("2026-11-25", "2027-02-26", "Ana", ["Wed"])
    assert [(each.at.session.id, each.at.on.day) for each in scheduling.week(house, MONDAY)] == [(session.id, 23), (new.id, 25)]
    assert len(house.store.shelf(Attendance).where(session=session.id)) == 2
    assert committing.attendance_line(house) == "2 of 2 sessions, 100 %"


def test_what_hangs_on_the_days_after_a_change_goes_along(house: House) -> None:
    session = group(house, to="2027-02-26")
    attend(house, session, 16, 18)
    [ahead] = [each for each in scheduling.occurrences(house, MONDAY, MONDAY + timedelta(days=9)) if each.on == date(2026, 11, 30)]
    scheduling.cancel(house, ahead, "holiday")
    sessionday.keep(house, sessionday.note_of(house, session.id, date(2026, 11, 18), "after"), {"takeaways": "Ask for help early"})
    new = committing.switch(house, session, {**committing.switched_from(session, MONDAY), "from": "2026-11-17", "who": "Ana"}).value
    assert [each.state for each in scheduling.on_day(house, date(2026, 11, 30))] == ["canceled"]
    assert [(each.at.session.id, each.state) for each in scheduling.on_day(house, date(2026, 11, 18))] == [(new.id, "attended")]
    assert sessionday.note_of(house, new.id, date(2026, 11, 18), "after").values == {"takeaways": "Ask for help early"}
    assert committing.attendance_line(house) == "2 of 2 sessions, 100 %"


def test_one_of_every_second_week_keeps_its_weeks(house: House) -> None:
    session = group(house, every="every second week", days=["Mon"], to="2027-02-26")
    before = [each.on for each in scheduling.occurrences(house, MONDAY, MONDAY + timedelta(weeks=9))]
    for first in ("2026-11-24", "2026-12-01"):
        session = committing.switch(house, session, {**committing.switched_from(session, MONDAY), "from": first, "who": "Ana"}).value
    assert [each.on for each in scheduling.occurrences(house, MONDAY, MONDAY + timedelta(weeks=9))] == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "From which day on"),
        ({"from": "2026-11-02"}, "a change comes after that day"),
        ({"from": "2026-12-01", "ends": "17:00"}, "ends"),
    ],
)
def test_a_change_that_cannot_be_says_why(house: House, values: dict[str, Any], said: str) -> None:
    session = group(house)
    with pytest.raises(IopError, match=said):
        committing.switch(house, session, {**{k: v for k, v in GROUP.items() if k in committing.SWITCHED}, **values})
    assert [each.says("to") for each in scheduling.all_sessions(house)] == [""]


def test_a_change_is_undone_in_one_step(house: House) -> None:
    from iop_tui.services.house import undo

    session = group(house)
    done = committing.switch(house, session, {**committing.switched_from(session, MONDAY), "who": "Ana"})
    assert undo(house, done)
    assert [each.says("to") for each in scheduling.all_sessions(house)] == [""]
