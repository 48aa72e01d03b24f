"""Toward the end of a program and after it: the countdown, what was agreed, versions, check-ups, people, places, groups."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tui.harness import TODAY, Home

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.sessions import Session
from iop_tui.services import aftercare, checkups, listing


def program(home: Home, days: int) -> None:
    """A program whose last day is so many days ahead."""
    last = (TODAY + timedelta(days=days)).isoformat()
    values = {"days": ["Mon", "Wed", "Fri"], "from": "2026-10-01", "to": last, "begins": "09:00", "ends": "12:00"}
    with home.house() as house:
        listing.keep(house, SESSIONS, Session(), values)


def put(home: Home, part: str, **values: Any) -> None:
    with home.house() as house:
        aftercare.save_plan_values(house, PlanEntry(part=part), values)


def plan(home: Home) -> list[PlanEntry]:
    with home.house() as house:
        return aftercare.plan(house)


# The countdown and the first visit


async def test_the_last_four_weeks_stand_on_today_and_open_the_list(mina: Home, size: tuple[int, int]) -> None:
    program(mina, 25)
    async with mina.visit(size) as me:
        await me.open_row("25 days to the planned last day; stepping down: 0 of 10")
        await me.press("space", "q")
        await me.to_row("stepping down: 1 of 10")
        await me.press("?")
        await me.reads("The planned last day is 2026-12-18, from the last day of your sessions")


async def test_after_the_last_day_the_countdown_is_gone(mina: Home) -> None:
    program(mina, 2)
    async with mina.visit() as me:
        await me.reads("2 days to the planned last day", key="down")
    mina.watch.forward(days=3)
    async with mina.visit() as me:
        await me.press("1")
        assert "tool:stepdown" not in me.rows()


# Check-ups


async def test_a_checkup_is_filled_in_from_today_and_seen_in_the_list(mina: Home, size: tuple[int, int]) -> None:
    program(mina, -14)
    async with mina.visit(size) as me:
        await me.open_row("2 weeks after the program: how is it going?")
        await me.fill("how", "6")
        await me.fill("holds", "Up by nine")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "TodayRoom", "the form closes")
        assert "checkup:2" not in me.rows()
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("Check-ups after the program")
        await me.open_row("After 2 weeks")
        assert me.box("how").raw == "6"
        await me.press("escape", "q")
        await me.sees("6 of 10")
        await me.open_row("After 4 weeks")
        await me.hears("It comes up on Today by itself.")
        await me.press("?")
        await me.reads("The check-ups stand 1, 2, 4, 8, 12, 26, 52 weeks after the last day", "6 after 2 weeks")
        await me.press("q", "v")
        await me.reads("What holds?", "Up by nine")


async def test_without_a_schedule_the_person_says_which_day_was_the_last(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("7")
        await me.open_row("Check-ups after the program")
        await me.open_row("Say which day is, or was, my last day")
        await me.fill("last", "2026-11-10")
        await me.press("ctrl+s")
        await me.reads("After 1 week, Tue 17 Nov 2026", key="down")
        await me.undo()
        await me.sees("They begin by themselves")
    program(mina, 5)
    async with mina.visit(phone) as me:
        await me.press("7")
        await me.open_row("Check-ups after the program")
        await me.press("e")
        await me.hears("Your schedule has it: 2026-11-28.")


async def test_an_empty_checkup_saves_nothing_and_a_removed_one_comes_back(mina: Home) -> None:
    program(mina, -8)
    async with mina.visit() as me:
        await me.open_row("1 week after the program: how is it going?")
        await me.press("ctrl+s")
        await me.hears("Nothing is filled in yet.")
        await me.fill("next", "Call Ana")
        await me.press("ctrl+s", "7")
        await me.open_row("Check-ups after the program")
        await me.to_row("After 1 week")
        await me.press("d")
        await me.sees("can be filled in")
        await me.undo()
        await me.sees("Call Ana")
    with mina.house() as house:
        assert list(checkups.filled(house)) == [1]
