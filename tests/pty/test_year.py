"""A year with a program, from the first thought to a year after its end, on a clock that crosses two changes of time and a 29 February.

Lena thinks about a program in October 2027, compares three, goes to one for eight weeks, slips once, and steps down. She lives it
twice: on the screen, where every page is looked at, and line by line in a terminal without a cursor. Her vault is the same afterward.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import kept
from hearing import DUMB, hear, leave, lines_of
from person import Person as Account
from person import Sit
from plain.harness import Answer
from tui.conftest import begun, home, read_once, watch  # noqa: F401
from tui.harness import Home, Person, to_tool
from tui.test_words import UNKIND

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books import BOOKS
from iop_tui.domain.fields import Value
from iop_tui.services import aftercare, listing, scheduling
from iop_tui.services.house import House

BERLIN = ZoneInfo("Europe/Berlin")
THINKING, FIRST, LAST = date(2027, 10, 4), date(2027, 11, 1), date(2027, 12, 24)
EXCUSED, MISSED, SLIP = (date(2027, 11, 10), date(2027, 11, 12)), date(2027, 11, 24), date(2027, 12, 1)
ROOMS = ("2", "3", "4", "5", "6", "7")

FINE = ("broken down", "nobody has to", "do not have to", "has to be", "never again")


@dataclass
class Lena:
    """Her home, and how a day of hers begins."""

    home: Home

    def on(self, day: date, hour: int = 7) -> Home:
        """It is that day, on her own clock."""
        self.home.watch.now = datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN).astimezone(UTC)
        return self.home

    def put(self, act: Callable[[House], object]) -> None:
        """Something is there now that was written down at another time."""
        with self.home.house() as house:
            act(house)


@dataclass
class Listening:
    """Lena once more, line by line."""

    sit: Sit
    account: Account

    def hears(self, day: date, hour: int, *answers: Answer, unit: str = "", said: Sequence[str] = ()) -> None:
        """Sit down on a day, answer what is asked, and leave; what has to be said is."""
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN).astimezone(UTC) + timedelta(seconds=1)
        command = (sys.executable, str(Path(__file__).parent / "at.py"), moment.isoformat())
        terminal = self.sit(self.account, *(("open", unit) if unit else ()), command=command, environment=DUMB)
        hear(terminal, *answers)
        leave(terminal)
        told = " ".join(" ".join(lines_of(terminal)).split())
        for each in said:
            assert each in told, f"{each!r} was not said:\n{told}"


async def walks_through(me: Person) -> None:
    """Every room opens, and nothing on it blames."""
    kind(me)
    for room in ROOMS:
        await me.press(room)
        kind(me)
        await me.press("q")


def kind(me: Person) -> None:
    said = me.flat()
    for fine in FINE:
        said = said.replace(fine, "")
    for what, pattern in UNKIND.items():
        assert not re.search(pattern, said, re.IGNORECASE), f"{what}:\n{me.screen()}"


# What is there at another time


def _three_programs_and_a_call(house: House) -> None:
    for name, cost, licensed in (("Cedar House", "40", "yes"), ("River Place", "60", "not checked"), ("Oak Street", "0", "no")):
        _put(house, "programs", {"name": name, "cost": cost, "licensed": licensed, "staff": licensed})
    _put(house, "calls", {"who": {"name": "Cedar House", "phone": "555 0100"}, "program": "Cedar House", "planned": "2027-10-12"})


def _put(house: House, book: str, values: dict[str, Value]) -> None:
    listing.keep(house, BOOKS[book], BOOKS[book].kind(), values)


def _mark(house: House, state: str) -> None:
    [slot] = [each for each in scheduling.on_day(house, house.clock.today()) if each.at.session.title == "Morning group"]
    scheduling.mark(house, slot.at, state)


def _first_visit(house: House) -> None:
    aftercare.save_plan_values(house, PlanEntry(part="stepdown"), {"what": "First visit with Dr. Osei", "on": "2027-12-29"})


def _tuesday_circle(house: House) -> None:
    meeting: dict[str, Value] = {"kind": "support group", "title": "Tuesday circle", "days": ["Tue"], "every": "every week"}
    _put(house, "sessions", {**meeting, "from": "2028-01-04", "begins": "18:00", "ends": "19:00", "way": 30})


def _days_of_the_program(first: date, last: date) -> Iterator[date]:
    """The days on which there is a session, but the three that are told by themselves."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in days if day.weekday() in (0, 2, 4) and day not in (FIRST, MISSED, LAST))


def _goes_meanwhile(lena: Lena, first: date, last: date) -> None:
    for day in _days_of_the_program(first, last):
        lena.on(day, 20)
        lena.put(lambda house, day=day: _mark(house, "excused" if day in EXCUSED else "attended"))  # type: ignore[misc]


# The same year, twice


async def test_a_year_with_a_program(home: Home, sit: Sit, tmp_path: Path) -> None:  # noqa: F811
    lena = Lena(home)
    lena.on(THINKING).begin(stage="thinking about it")
    account = Account(tmp_path / "lina")
    copytree(home.data, account.data)
    known = kept.ids(home.data)
    await _on_the_screen(lena)
    _line_by_line(Lena(replace(home, data=account.data)), Listening(sit, account))
    assert kept.kept(account.data, known) == kept.kept(home.data, known)
    assert kept.drafts(account.data) == kept.drafts(home.data) == []


def _line_by_line(lena: Lena, lina: Listening) -> None:
    today = "Today. A number"
    lina.hears(THINKING, 7, (today, "add"), "whom", "Dr. Osei", ("Asked on", THINKING.isoformat()), "save")
    lena.on(THINKING)
    lena.put(_three_programs_and_a_call)
    lina.hears(date(2027, 10, 11), 7, (today, "due"), "Ask Dr. Osei", ("What was the answer?", "Cedar House, ask for Ruth"), "", "save")
    lina.hears(date(2027, 10, 11), 7, (today, "compare"), "back", said=("River Place", "Cedar House: yes (10)", "River Place: not checked"))
    lina.hears(date(2027, 10, 12), 7, (today, "due"), "Call Cedar House", ("Called on", "2027-10-12"), "seat reserved", "save")
    cost: tuple[Answer, ...] = (
        ("Price of one session", "300"),
        ("Deductible left", "500"),
        ("Coinsurance", "20"),
        ("Out-of-pocket left", "3000"),
    )
    lina.hears(date(2027, 10, 20), 7, "Try it", *cost, unit="iop.s3.cost")
    lina.hears(date(2027, 10, 20), 7, (today, "tick"), "explained", "1", (today, "ask-open"), "explained")
    lina.hears(
        date(2027, 10, 25),
        7,
        (today, "new-session"),
        ("A name for it", "Morning group"),
        "1 3 5",
        ("From which day?", FIRST.isoformat()),
        LAST.isoformat(),
        "9:00",
        "12:00",
        ("Who leads it?", "Ruth"),
        ("door to door", "35"),
        ("One line I could say", "I am Lena and I am nervous."),
        "save",
        (today, "schedule"),
        "back",
    )
    lina.hears(date(2027, 10, 25), 7, ("By your schedule: 24 sessions in 8 weeks.", ""), unit="iop.s3.cost", said=("1,840",))
    lina.hears(FIRST, 7, said=("leave by 08:25", 'to say: "I am Lena and I am nervous."'))
    lina.hears(FIRST, 20, (today, "session"), "attended", "save")
    _goes_meanwhile(lena, FIRST, MISSED)
    lina.hears(MISSED, 20, (today, "session"), "missed", "save", (today, "attendance"), said=("8 of 9 sessions, 89 %",))
    _goes_meanwhile(lena, MISSED, SLIP)
    lina.hears(SLIP, 21, (today, "happened"), "1", "")
    _goes_meanwhile(lena, SLIP + timedelta(days=1), LAST)
    lina.hears(date(2027, 12, 3), 7, (today, "tick"), "stepping", "1", said=("21 days to the planned last day; stepping down: 0 of",))
    lena.on(date(2027, 12, 3))
    lena.put(_first_visit)
    lina.hears(LAST, 20, (today, "session"), "attended", "save", said=("The planned last day is today",))
    lena.on(LAST, 20)
    lena.put(_tuesday_circle)
    for week in (1, 2, 4, 8):
        lina.hears(LAST + timedelta(weeks=week), 19, (today, "checkup"), "yes", str(4 + week // 2), "save")
    lina.hears(date(2028, 2, 29), 12, said=("Tue 29 Feb", "18:00-19:00 Tuesday circle", "leave by 17:30"))
    lina.hears(date(2028, 3, 28), 12, said=("Tue 28 Mar", "18:00-19:00 Tuesday circle", "leave by 17:30"))
    lina.hears(LAST + timedelta(weeks=52), 19, (today, "checkup"), "yes", "8", "save", (today, "checkups"), "back", said=("8 of 10",))


async def _on_the_screen(lena: Lena) -> None:
    await _finds_three_and_holds_them_side_by_side(lena)
    await _hears_what_it_costs_and_what_she_has_to_know(lena)
    await _goes_for_eight_weeks(lena)
    await _slips_once(lena)
    await _steps_down(lena)
    await _looks_back_until_a_year_has_gone(lena)


async def _finds_three_and_holds_them_side_by_side(lena: Lena) -> None:
    async with lena.on(THINKING).visit() as me:
        await walks_through(me)
        await me.sees("Today  Mon 4 Oct")
        await me.press(*to_tool("asks"), "a")
        await me.fill("who", "Dr. Osei")
        await me.fill("asked", THINKING.isoformat())
        await me.press("ctrl+s")
        await me.sees("1 open of 1", "again Mon 11 Oct")
    lena.put(_three_programs_and_a_call)
    async with lena.on(date(2027, 10, 11)).visit() as me:
        await me.reads("Ask Dr. Osei again, asked Mon 4 Oct", key="down")
        await me.open_row("Ask Dr. Osei again")
        await me.fill("answer", "Cedar House, ask for Ruth")
        await me.press("ctrl+s")
        await me.sees_not("Ask Dr. Osei again")
        await me.press(*to_tool("compare"))
        await me.reads("Cedar House", "River Place", "Oak Street", "not checked")
        kind(me)
        await me.press("?")
        await me.reads("it is never counted as a yes")
    async with lena.on(date(2027, 10, 12)).visit() as me:
        await me.to_row("Cedar House")
        await me.press("enter")
        await me.press("ctrl+n")
        await me.fill("called", "2027-10-12")
        await me.pick("outcome", "seat reserved")
        await me.press("ctrl+s")
        kind(me)


async def _hears_what_it_costs_and_what_she_has_to_know(lena: Lena) -> None:
    async with lena.on(date(2027, 10, 20)).visit(open_unit="iop.s3.cost") as me:
        await me.turn_to("Try it")
        await me.fill("price", "300")
        await me.fill("deductible-left", "500")
        await me.fill("coinsurance", "20")
        await me.fill("oop-left", "3000")
        await me.press("escape", "q")
        await me.press(*to_tool("explained"))
        await me.press("space", "a")
        kind(me)
        await me.press("q", *to_tool("questions"))
        await me.sees("To ask")
    # The clocks go back on 31 October; her first session is the day after.
    async with lena.on(date(2027, 10, 25)).visit() as me:
        await me.press(*to_tool("schedule"), "n")
        await me.fill("title", "Morning group")
        for day in ("Mon", "Wed", "Fri"):
            await me.pick("days", day)
        await me.fill("from", FIRST.isoformat())
        await me.fill("to", LAST.isoformat())
        await me.fill("begins", "9:00")
        await me.fill("ends", "12:00")
        await me.fill("who", "Ruth")
        await me.fill("way", "35")
        await me.fill("say", "I am Lena and I am nervous.")
        await me.press("ctrl+s")
        await me.sees("Mon 25 Oct, today")
        await me.press("right")
        await me.sees("Mon 1 Nov", "09:00-12:00  leave by 08:25", "9 h")
        kind(me)
    async with lena.on(date(2027, 10, 25)).visit(open_unit="iop.s3.cost") as me:
        await me.turn_to("Try it")
        await me.reads("By your schedule: 24 sessions in 8 weeks.", "1,840")


async def _goes_for_eight_weeks(lena: Lena) -> None:
    async with lena.on(FIRST).visit() as me:
        await me.reads("Morning group", "leave by 08:25", 'to say: "I am Lena and I am nervous."', key="down")
        await me.to_row("Morning group")
        await me.press("enter")
        await me.reads("Say", "I am Lena and I am nervous.", "no therapist leads it", key="down")
        kind(me)
    async with lena.on(FIRST, 20).visit() as me:
        await me.to_row("Morning group")
        await me.press("space")
        await me.to_row("[x] Morning group")
    _goes_meanwhile(lena, FIRST, MISSED)
    for sunday, said in ((date(2027, 11, 7), "attended 3"), (date(2027, 11, 14), "attended 1, excused 2")):
        async with lena.on(sunday, 19).visit() as me:
            await me.press("w")
            await me.reads("Sessions", said)
            kind(me)
    await _misses_one(lena)
    _goes_meanwhile(lena, MISSED, SLIP)


async def _misses_one(lena: Lena) -> None:
    async with lena.on(MISSED, 20).visit() as me:
        await me.to_row("Morning group")
        await me.press("m")
        await me.pick("state", "missed")
        await me.press("ctrl+s")
        kind(me)
        await walks_through(me)
        await me.press(*to_tool("schedule"), "?")
        await me.reads(
            "8 of 9 sessions, 89 % (attended 8, excused 2, missed 1)", "Excused, canceled and unmarked sessions count neither way."
        )


async def _slips_once(lena: Lena) -> None:
    async with lena.on(SLIP, 21).visit() as me:
        await me.press("h")
        await me.press("enter")
        kind(me)
        await me.press("escape")
        await walks_through(me)
    async with lena.on(SLIP + timedelta(days=1)).visit() as me:
        await walks_through(me)


async def _steps_down(lena: Lena) -> None:
    _goes_meanwhile(lena, SLIP + timedelta(days=1), LAST)
    async with lena.on(date(2027, 12, 3)).visit() as me:
        await me.reads("21 days to the planned last day; stepping down: 0 of", key="down")
        await me.open_row("21 days to the planned last day")
        await me.press("space")
        kind(me)
        await me.press("q", "4")
        await me.reads("Many programs like the first visit within 7 days", key="down")
    lena.put(_first_visit)
    async with lena.on(LAST, 20).visit() as me:
        await me.reads("The planned last day is today", key="down")
        await me.to_row("Morning group")
        await me.press("space")
        await me.press("4")
        await me.reads("First visit with Dr. Osei", key="down")
        await me.sees_not("The list has none")
        await me.press(*to_tool("attendance"))
        await me.reads("21 of 22 sessions, 95 %", "excused 2", "missed 1")
        kind(me)


async def _looks_back_until_a_year_has_gone(lena: Lena) -> None:
    lena.put(_tuesday_circle)
    for week in (1, 2, 4, 8):
        async with lena.on(LAST + timedelta(weeks=week), 19).visit() as me:
            await me.open_row("after the program: how is it going?")
            await me.fill("how", str(4 + week // 2))
            await me.press("ctrl+s")
            await me.sees_not("how is it going?")
            kind(me)
    async with lena.on(date(2028, 2, 29), 12).visit() as me:
        await me.reads("Today  Tue 29 Feb", "Tuesday circle", "18:00-19:00", "leave by 17:30", key="down")
        await walks_through(me)
    # The clocks go forward on 26 March 2028; the hour stays.
    async with lena.on(date(2028, 3, 28), 12).visit() as me:
        await me.reads("Today  Tue 28 Mar", "18:00-19:00", "leave by 17:30", key="down")
        await walks_through(me)
    async with lena.on(LAST + timedelta(weeks=52), 19).visit() as me:
        await walks_through(me)
        await me.open_row("52 weeks after the program: how is it going?")
        await me.fill("how", "8")
        await me.press("ctrl+s")
        await me.press(*to_tool("checkups"))
        await me.reads("5 of 7 filled in", key="down")
        await me.press("v")
        await me.reads("8")
        kind(me)
