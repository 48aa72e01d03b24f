"""Check-ups after the program: which one's day has come, how they stand, and all of them on one page."""

from __future__ import annotations

from datetime import date, timedelta

from iop_tui.domain import checkups
from iop_tui.domain.books.after import CHECKUPS
from iop_tui.domain.checkups import WEEKS, CheckUp
from iop_tui.domain.days import in_words
from iop_tui.domain.page import Block, Chart, Curve, Entry, Page, Point, heading, paragraph
from iop_tui.services import afterward
from iop_tui.services.house import House

FIELDS = CHECKUPS.fields[1:]
"""What the form of one asks; which week it is stands above it."""


def not_yet(house: House, week: int) -> date | None:
    """The day of one that is still to come and has nothing in it."""
    day = days(house).get(week)
    return day if day is not None and day > house.clock.today() and week not in filled(house) else None


def filled(house: House) -> dict[int, CheckUp]:
    """Those that are filled in, by their week."""
    return {each.week: each for each in house.store.shelf(CheckUp).all()}


def days(house: House) -> dict[int, date]:
    """The day of each; nothing while no last day is known."""
    last = afterward.last_day(house)
    return {week: checkups.day_of(week, last) for week in WEEKS} if last else {}


def due(house: House) -> int | None:
    """The week to fill in today, if any."""
    last = afterward.last_day(house)
    return checkups.due(last, filled(house), house.clock.today()) if last else None


def state(house: House) -> str:
    """How they stand: how many, and when the next one is."""
    found, last = filled(house), afterward.last_day(house)
    ahead = checkups.following(last, house.clock.today()) if last else None
    if due(house) is not None:
        return "1 to fill in"
    parts = (CHECKUPS.state_of(list(found.values()), house.clock.today()), f"next {in_words(ahead)}" if ahead else "")
    return ", ".join(each for each in parts if each)


def explain(house: House) -> tuple[str, ...]:
    """Where the days and the numbers come from."""
    last = afterward.last_day(house)
    weeks = ", ".join(str(each) for each in WEEKS)
    whence = f"The check-ups stand {weeks} weeks after the last day of the program{f', {last.isoformat()}' if last else ''}."
    number = "The number is your own, from 0 (very low) to 10 (very well). It is no score, and nothing is worked out from it."
    return (whence, number, checkups.sentence(filled(house).values()) or "None has a number yet.")


def page(house: House) -> Page:
    """All that was filled in, with the numbers over time."""
    found = [each for _week, each in sorted(filled(house).items())]
    told = checkups.sentence(found)
    blocks: list[Block] = [_chart(found, told) or paragraph(told)] if told else []
    blocks += [] if found else [paragraph(CHECKUPS.empty)]
    for each in found:
        day = f", {each.day.isoformat()}" if each.day else ""
        blocks.append(heading(f"{each.first_line()}{day}"))
        blocks.extend(Entry(field.label, text) for field in CHECKUPS.fields[1:] if (text := each.says(field.id)))
    return Page(CHECKUPS.title, tuple(blocks))


def _chart(found: list[CheckUp], told: str) -> Chart | None:
    """The numbers by week, from the first to the last one that has one; nothing for a single one."""
    numbers = {each.week: number for each in found if (number := each.number("how")) is not None}
    days = {each.week: each.day for each in found if each.day}
    if len(numbers) < 2 or min(numbers) not in days:
        return None
    first = days[min(numbers)]
    weeks = range(min(numbers), max(numbers) + 1)
    points = tuple(Point(first + timedelta(weeks=week - min(numbers)), numbers.get(week)) for week in weeks)
    return Chart("How I am, by weeks", (Curve("how I am", points),), 0, 10, told, step=7, has_ends=False)
