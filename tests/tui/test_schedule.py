"""The schedule as a person uses it: a program is written down, its week and month are seen, days differ, and sessions are marked."""

from __future__ import annotations

from datetime import date
from typing import Any

from tui.harness import Home, Person, to_tool

from iop_tui.domain.books.logistics import LETTERS
from iop_tui.domain.sessions import Session
from iop_tui.services import listing, scheduling
from iop_tui.tui.screens.schedule import ScheduleScreen

MONDAY = date(2026, 11, 23)
GROUP: dict[str, Any] = {
    "kind": "group",
    "title": "Morning group",
    "days": ["Mon", "Wed", "Fri"],
    "every": "every week",
    "from": "2026-11-23",
    "to": "2027-01-15",
    "begins": "09:00",
    "ends": "12:00",
    "way": 35,
    "how": "Bus 7",
}


def program(mina: Home, **values: Any) -> Session:
    kept = mina.keep("sessions", {**GROUP, **values})
    assert isinstance(kept, Session)
    return kept


async def open_schedule(me: Person) -> None:
    await me.press("7")
    await me.open_row("Schedule")


async def test_a_program_is_written_down_and_stands_on_today(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_schedule(me)
        await me.sees("No session stands here yet.")
        await me.open_row("Write the first session down")
        await me.fill("title", "Morning group")
        for day in ("Mon", "Wed", "Fri"):
            await me.pick("days", day)
        await me.fill("to", "2027-01-15")
        await me.fill("begins", "9")
        await me.fill("ends", "12")
        await me.fill("way", "35")
        await me.press("ctrl+s")
        await me.reads("Mon 23 Nov, today", "[ ] Morning group", "Wed 25 Nov", "leave by 08:25")
        await me.press("q", "1")
        await me.reads("Morning group", "09:00-12:00", key="down")
    async with mina.visit(size) as me:
        await me.to_row("Morning group")
        await me.press("space")
        await me.to_row("[x] Morning group")
    with mina.house() as house:
        assert scheduling.shares(house, MONDAY, MONDAY).line == "1 of 1 session, 100 %"


async def test_what_is_typed_and_cannot_be_kept_is_said_at_its_field_and_stays(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_schedule(me)
        await me.press("n")
        await me.pick("days", "Mon")
        await me.fill("begins", "12")
        await me.fill("ends", "9")
        await me.press("ctrl+s")
        await me.sees("It begins at 12:00, so it ends after that.")
        assert me.box("ends").has_focus_within
        assert me.box("ends").raw == "9"
        await me.clear()
        await me.type("25")
        await me.press("ctrl+s")
        await me.sees("A time is written like 18:30")


async def test_weeks_are_turned_and_0_comes_back(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await open_schedule(me)
        await me.sees("Schedule  Mon 23 Nov to Sun 29 Nov", "9 h")
        await me.press("right")
        await me.sees("Mon 30 Nov to Sun 6 Dec")
        await me.press("left", "left")
        await me.sees("Mon 16 Nov to Sun 22 Nov")
        await me.sees_not("Morning group")
        await me.press("0")
        await me.sees("Mon 23 Nov, today")


async def test_the_month_shows_a_sign_for_each_session(mina: Home, size: tuple[int, int]) -> None:
    program(mina)
    async with mina.visit(size) as me:
        await open_schedule(me)
        await me.to_row("Morning group")
        await me.press("space", "M")
        await me.reads("23x  24   25o", "4 sessions, 12 hours of the program.")
        await me.press("right")
        await me.sees("Month  Dec 2026")
        await me.press("q")
        assert me.room() == "ScheduleScreen"


async def test_one_time_that_is_different_is_told_seen_and_taken_back(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await open_schedule(me)
        await me.to_row("Morning group")
        await me.press("c")
        await me.pick("what", "it is on another day or at another hour")
        await me.fill("to", "2026-11-24")
        await me.fill("begins", "10:00")
        await me.fill("ends", "13:00")
        await me.press("ctrl+s")
        await me.sees("10:00-13:00  leave by 09:25  moved")
        await me.to_row("Morning group")
        await me.press("c")
        await me.pick("what", "it does not take place")
        await me.press("ctrl+s")
        await me.sees("[c] Morning group", "6 h")
        await me.undo()
        await me.sees("moved", "9 h")


async def test_what_meets_is_a_thing_to_look_at_and_blocks_nothing(mina: Home) -> None:
    program(mina)
    program(mina, kind="work, school or care", title="Shift", days=["Mon"], begins="11:00", ends="18:00")
    async with mina.visit() as me:
        await open_schedule(me)
        await me.sees("Worth a look, and maybe a question:", "Mon 23 Nov: Morning group and Shift are at the same time.")


async def test_the_pattern_is_changed_removed_and_brought_back(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await open_schedule(me)
        await me.press("e")
        await me.sees("Sessions of the week", "Now and ahead", "Mon, Wed, Fri 09:00-12:00; to 2027-01-15")
        await me.open_row("Morning group")
        await me.fill("ends", "11:30")
        await me.press("ctrl+s")
        await me.sees("09:00-11:30")
        await me.to_row("Morning group")
        await me.press("d")
        await me.sees("No session stands here yet.")
        await me.undo()
        await me.sees("09:00-11:30")


async def test_question_mark_gives_the_rule_of_the_share_with_ones_own_numbers(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await open_schedule(me)
        await me.to_row("Morning group")
        await me.press("space", "?")
        await me.reads("1 of 1 session, 100 % (attended 1)", "Excused, canceled and unmarked sessions count neither way.")


async def test_a_mark_from_another_window_is_kept_beside_ones_own(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await open_schedule(me)
        await me.to_row("Morning group")
        with mina.house() as other:
            scheduling.mark(other, scheduling.on_day(other, MONDAY)[0].at, "late")
        me.app._look()
        await me.sees("[l] Morning group")


async def test_a_change_from_another_window_stands_under_the_session_until_one_saves_again(mina: Home, size: tuple[int, int]) -> None:
    program(mina)
    async with mina.visit(size) as me:
        await open_schedule(me)
        await me.to_row("Morning group")
        await me.press("c")
        with mina.house() as other:
            scheduling.move(other, scheduling.on_day(other, MONDAY)[0].at, {"begins": "10:00", "ends": "13:00", "why": "snow"})
        await me.pick("what", "it does not take place")
        await me.press("ctrl+s")
        await me.hears("Both are kept.")
        await me.reads("[c] Morning group", "Another window wrote this", "Mon 23 Nov 10:00-13:00; snow", key="down")
        await me.press("c", "ctrl+s")
        await me.sees("[c] Morning group")
        await me.sees_not("Another window wrote this")


async def test_a_mark_that_is_not_known_stands_as_unmarked(mina: Home) -> None:
    program(mina)
    with mina.house() as house:
        scheduling.mark(house, scheduling.on_day(house, MONDAY)[0].at, "virtual")
    async with mina.visit() as me:
        await open_schedule(me)
        await me.sees("[ ] Morning group")


async def test_a_letter_is_made_looked_at_and_kept(mina: Home, size: tuple[int, int]) -> None:
    program(mina)
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("Letters")
        await me.press("a")
        await me.pick("for", "an employer")
        await me.fill("to", "Dana")
        await me.pick("hours", "yes")
        await me.press("ctrl+s")
        await me.to_row("An employer: Dana")
        await me.press("v")
        await me.reads("Hello Dana,", "From 2026-11-23 to 2027-01-15", "Mon, Wed, Fri: 08:25 to 12:35")
        await me.sees_not("Morning group")
    with mina.house() as house:
        assert [each.says("to") for each in listing.items(house, LETTERS)] == ["Dana"]


async def test_search_and_everything_you_wrote_lead_to_a_session(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await me.press("/")
        await me.type("morning bus")
        await me.press("enter")
        await me.open_row("Morning group")
        assert me.room() == "BookScreen"
        await me.press("q", "y", "down", "enter")
        await me.open_row("sessions of the week: Morning group")
        await me.press("q", "g")
        assert me.room() == "BookScreen"


async def test_before_a_session_today_shows_where_it_is_and_the_line_to_say(mina: Home, size: tuple[int, int]) -> None:
    program(mina, place="Cedar House, room 2", say="I am new here.")
    async with mina.visit(size) as me:
        await me.reads("Cedar House, room 2", 'to say: "I am new here."', key="down")
        await me.to_row("Morning group")
        await me.press("space")
        await me.sees_not("I am new here.")


async def test_a_look_around_in_the_moment_in_which_a_list_opens_does_no_harm(mina: Home) -> None:
    async with mina.visit() as me:
        me.app.push_screen(ScheduleScreen())
        me.app.refresh_room()
        await me.rest()
        assert me.room() == "ScheduleScreen"


async def test_escape_in_a_room_leaves_the_cursor_where_it_is(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        for room in ("1", "7"):
            await me.press(room, "escape", "down")
            before = me.row()
            await me.press("escape", "escape", "down", "up")
            assert me.row() == before


async def test_u_in_a_form_reaches_nothing_behind_it(mina: Home) -> None:
    program(mina)
    async with mina.visit() as me:
        await open_schedule(me)
        await me.to_row("Morning group")
        await me.press("space", "n")
        await me.to_field("every")
        await me.press("u")
        await me.press("escape", "u", "q")
        await me.sees("[x] Morning group")


async def test_a_sheet_opens_where_it_is_filled_in(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press(*to_tool("unit:iop.s3.cost"))
        await me.sees("Cost estimate", "Try it")
        await me.fill("weeks", "8")
        await me.press("escape", "q", "7")
        await me.press(*to_tool("unit:iop.s3.insure"))
        await me.sees("Try it")
