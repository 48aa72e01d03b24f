"""A session of one day: what a person sees, marks and writes there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from tui.harness import TODAY, Home, Person
from tui.test_lock import PASSPHRASE, at_the_cover, unlock

from iop_tui.domain.attendance import Attendance
from iop_tui.domain.sessions import Session
from iop_tui.services import scheduling, sealing, sessionday
from iop_tui.store import slots
from iop_tui.tui import guard
from iop_tui.tui.screens.session import open_marking, open_session_day

GROUP = {
    "kind": "group",
    "title": "IOP group",
    "days": ["Mon", "Wed", "Fri"],
    "from": "2026-11-02",
    "begins": "18:00",
    "ends": "20:00",
    "who": "Dr. Osei",
    "place": "Room 4, or 555 0134",
    "way": 25,
    "bring": "water",
    "say": "I slept three hours.",
}


def make(home: Home, **other: Any) -> Session:
    """Put a session into the week without walking through its form."""
    kept = home.keep("sessions", {**GROUP, **other})
    assert isinstance(kept, Session)
    return kept


def marks(home: Home) -> list[tuple[str, str, str]]:
    with home.house() as house:
        return [(each.state, each.reason, each.note) for each in house.store.shelf(Attendance).all()]


@asynccontextmanager
async def at_session(home: Home, session: Session, size: tuple[int, int] = (80, 24), day: date = TODAY) -> AsyncIterator[Person]:
    async with home.visit(size) as me:
        open_session_day(me.app.screen, session.id, day)
        await me.rest()
        yield me


async def test_it_says_when_where_with_whom_and_what_to_bring(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    mina.watch.forward(hours=-4)
    async with at_session(mina, session, size) as me:
        await me.sees("IOP group", "not marked", "18:00-20:00")
        await me.reads(
            "leave by 17:35", "Room 4, or 555 0134", "Dr. Osei", "water", "I slept three hours.", "no therapist leads it", key="down"
        )


async def test_space_says_attended_and_takes_it_back(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.press("space")
        await me.sees("attended")
        assert marks(mina) == [("attended", "", "")]
        await me.press("space")
        assert marks(mina) == []
        await me.undo()
        assert marks(mina) == [("attended", "", "")]


async def test_it_is_marked_another_way_with_a_reason_and_a_note(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, size) as me:
        await me.press("m")
        await me.pick("state", "late")
        await me.pick("reason", "the way there")
        await me.fill("note", "Bus 12.")
        await me.press("ctrl+s")
        await me.reads("the way there; Bus 12.", key="down")
    assert marks(mina) == [("late", "the way there", "Bus 12.")]


async def test_a_mark_that_is_not_known_is_shown_and_marked_anew(mina: Home) -> None:
    session = make(mina)
    with mina.house() as house:
        slot = scheduling.slot_of(house, session.id, TODAY)
        assert slot is not None
        scheduling.mark(house, slot.at, "virtual", note="from home")
    async with at_session(mina, session) as me:
        await me.sees("virtual", "from home")
        await me.press("m", "ctrl+s")
        await me.sees("How did it go? What you typed stays here.")
        await me.pick("state", "late")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "SessionDayScreen", "the session")
    assert marks(mina) == [("late", "", "from home")]


async def test_after_a_missed_one_there_is_a_way_on_and_no_blame(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, size) as me:
        await me.press("m")
        await me.pick("state", "missed")
        await me.press("ctrl+s")
        await me.sees("a fact about a day")
        await me.do("Look at what got in the way")
        await me.wait_for(lambda: me.room() == "ReaderScreen", "the unit")
        assert getattr(me.app.screen, "way", ())[:2] == ("unit", "dbt.or.missing")


async def test_a_session_ahead_is_not_marked(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session, day=date(2026, 11, 25)) as me:
        await me.press("m")
        await me.hears("That day has not come yet.")
        await me.press("space")
        assert marks(mina) == []


async def test_a_session_that_is_gone_says_so(mina: Home) -> None:
    async with mina.visit() as me:
        open_session_day(me.app.screen, 7, TODAY)
        await me.hears("not in your week any more")
        assert me.room() == "TodayRoom"


async def test_a_note_without_a_mark_asks_how_it_went_and_stays(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.press("m")
        await me.fill("note", "Bus 12.")
        await me.press("ctrl+s")
        await me.sees("A note belongs to a mark. How did it go?")
        assert me.box("note").raw == "Bus 12."


async def test_two_windows_that_mark_it_in_two_ways_keep_both(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        with mina.house() as other:
            slot = scheduling.slot_of(other, session.id, TODAY)
            assert slot is not None
            scheduling.mark(other, slot.at, "late", "health", "", 0)
        await me.press("m")
        await me.pick("state", "partly")
        await me.press("ctrl+s")
        await me.hears("Both are kept.")
        await me.reads("Another window wrote this", key="down")


@pytest.mark.parametrize("state", ["attended", "canceled"])
async def test_no_reason_is_asked_where_none_is_needed(mina: Home, state: str) -> None:
    session = make(mina)
    async with mina.visit() as me:
        slot = scheduling.slot_of(me.house, session.id, TODAY)
        assert slot is not None
        open_marking(me.app.screen, slot)
        await me.rest()
        await me.pick("state", state)
        await me.press("tab")
        assert not me.box("reason").display


async def test_before_and_after_are_written_and_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, size) as me:
        await me.open_row("Before")
        await me.fill("want", "Say one line.")
        await me.fill("worry-before", "7")
        await me.press("ctrl+s")
        await me.press("e")
        await me.sees("After it")
        await me.fill("take", "I can pass.")
        await me.press("ctrl+s")
    async with at_session(mina, session, size) as me:
        await me.reads("Say one line. / worry 7", "I can pass.", key="down")


async def test_during_it_the_screen_is_put_away_unless_one_wants_it(mina: Home, phone: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, phone) as me:
        await me.open_row("During")
        await me.reads("The screen can rest until the session is over.")
        await me.press("enter")
        assert me.room() == "SessionDayScreen"
        await me.open_row("During")
        await me.do("Write a few words anyway")
        await me.fill("notes", "I feel numb.")
        await me.press("ctrl+s")
        await me.reads("I feel numb.", key="down")


async def test_another_members_name_brings_one_kind_reminder_and_is_saved(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.open_row("After")
        await me.fill("take", "It helped that Priya waved.")
        await me.press("ctrl+s")
        await me.hears("Priya may be somebody's name.")
        await me.sees("It helped that Priya waved.")


async def test_a_unit_is_linked_opened_and_let_go(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.press("l")
        await me.open_row("STOP: a pause")
        await me.sees("Today: STOP: a pause before you act")
        await me.open_row("Today: STOP")
        await me.wait_for(lambda: me.room() == "ReaderScreen", "the unit")
        await me.press("q")
        await me.press("l")
        await me.open_row("Let go: STOP")
        await me.sees_not("Today: STOP")


async def test_two_windows_that_write_the_same_page_keep_both_and_other_pages_do_not_meet(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.open_row("Before")
        with mina.house() as other:
            for page, words in (("before", {"want": "To listen."}), ("after", {"take": "I can pass."})):
                sessionday.keep(other, sessionday.note_of(other, session.id, TODAY, page), words)
        await me.fill("want", "To say one line.")
        await me.press("ctrl+s")
        await me.hears("Both are kept.")
        await me.reads("To say one line.", "Another window wrote this", "To listen.", "I can pass.", key="down")


async def test_a_page_is_taken_back_with_u(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.open_row("After")
        await me.fill("take", "I can pass.")
        await me.press("ctrl+s")
        await me.sees("I can pass.")
        await me.undo()
        await me.sees_not("I can pass.")


async def test_half_a_page_waits_for_one_to_come_back(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.open_row("After")
        await me.fill("take", "I can")
        await me.press("escape", "q", "down")
        await me.open_row("After")
        await me.sees("I can")


async def test_help_now_and_the_keys_are_there(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    mina.watch.forward(hours=-4)
    async with at_session(mina, session, size) as me:
        await me.press("ctrl+g")
        await me.sees("call 911 now")
        await me.press("q", "?")
        await me.reads(
            "Attended and late count whole", "25 minutes, door to door", "the session sheet", "help now; Ctrl+G works in a field too"
        )


async def test_search_leads_to_the_session_of_its_day(mina: Home) -> None:
    session = make(mina)
    with mina.house() as house:
        sessionday.keep(house, sessionday.note_of(house, session.id, TODAY, "after"), {"take": "A purple zebra."})
    async with mina.visit() as me:
        await me.press("/")
        await me.type("purple zebra")
        await me.press("enter", "enter")
        await me.sees("IOP group  Mon 23 Nov", "A purple zebra.")


FORMS = {
    "the session": ((), "SessionDayScreen"),
    "a mark": (("m",), "FormScreen"),
    "a page": (("e",), "FormScreen"),
    "a change": (("C",), "FormScreen"),
}


@pytest.mark.parametrize("name", FORMS)
async def test_unlocking_leads_back_to_it(mina: Home, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    keys, room = FORMS[name]
    told: list[dict[str, str]] = []
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.FOR_A_CODE)
    monkeypatch.setattr(guard, "start_afresh", told.append)
    session = make(mina)
    with mina.house() as house:
        sealing.turn_on(house, PASSPHRASE, sealing.new_code())
    async with at_the_cover(mina) as me:
        await unlock(me)
        await me.sees("Today")
        open_session_day(me.app.screen, session.id, TODAY)
        await me.rest()
        await me.press(*keys)
        title = me.lines()[0]
        await me.press("ctrl+l")
        await me.wait_for(lambda: told, "the new start")
    async with at_the_cover(mina) as me:
        await unlock(me)
        await me.wait_for(lambda: me.room() == room, room)
        assert me.lines()[0] == title


async def test_a_unit_of_another_day_stands_there_too(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.press("l")
        await me.open_row("STOP: a pause")
    async with at_session(mina, session, day=date(2026, 11, 25)) as me:
        await me.sees("Another day: STOP: a pause before you act")
