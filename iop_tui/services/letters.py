"""A letter to work or to a school, made from what was typed for it and the hours of the schedule; no session's name gets in."""

from __future__ import annotations

from datetime import date, timedelta

from iop_tui.domain.books.logistics import CLASSES, HOURS, LEAVE, SCHOOL, SHIFT, Letter
from iop_tui.domain.days import WEEKDAY_NAMES
from iop_tui.domain.page import Block, Items, Page, paragraph
from iop_tui.domain.sessions import Occurrence
from iop_tui.services import scheduling
from iop_tui.services.house import House

LOOK = timedelta(weeks=4)
"""How much of the schedule shows which hours come back."""

ASKS = {
    HOURS: "I would like to ask for time off for these hours.",
    LEAVE: "I would like to ask for time off for the whole of this time.",
    SHIFT: "I would like to ask for other hours or another shift for this time.",
    CLASSES: "I would like to ask how I can make up classes and work that fall into these hours.",
}
NO_HOURS = "I would like to ask for time off for these appointments. I will tell you the hours as soon as I know them."


def page(house: House, letter: Letter) -> Page:
    """The letter as it would leave."""
    to = letter.says("to")
    first, last = _span(house, letter)
    blocks: list[Block] = [paragraph(f"{house.clock.today().isoformat()}"), paragraph(f"Hello {to}," if to else "Hello,")]
    ask = letter.says("ask") if letter.says("ask") in ASKS else HOURS
    wanted = letter.says("hours") or ("yes" if ask == HOURS else "no")
    hours = _hours(house, first, last) if wanted == "yes" else []
    asked = NO_HOURS if ask == HOURS and not hours else ASKS[ask]
    blocks.append(paragraph(f"{_when(first, last)} I have regular appointments that I cannot move. {asked}"))
    if hours:
        blocks.append(paragraph("The hours, with the way there and back:"))
        blocks.append(Items(tuple((paragraph(each),) for each in hours)))
    if letter.says("add"):
        blocks.append(paragraph(letter.says("add")))
    if letter.says("paper") == "yes":
        blocks.append(paragraph("A note from a provider can follow, if you need one. Please tell me which form it takes."))
    private = "I would like to keep the reasons private. "
    blocks.append(paragraph(f"{private}Thank you for your help{' in keeping up with the course' if letter.says('for') == SCHOOL else ''}."))
    if letter.says("name"):
        blocks.append(paragraph(letter.says("name")))
    return Page("A request for time", tuple(blocks))


def _span(house: House, letter: Letter) -> tuple[date | None, date | None]:
    """What was typed, else the program's own days, where they are known."""
    span = scheduling.program_span(house)
    return letter.on("from") or (span[0] if span else None), letter.on("until") or (span[1] if span else None)


def _when(first: date | None, last: date | None) -> str:
    if first and last:
        return f"From {first.isoformat()} to {last.isoformat()}"
    return f"From {first.isoformat()} on" if first else f"Until {last.isoformat()}" if last else "For some weeks"


def _hours(house: House, first: date | None, last: date | None) -> list[str]:
    """Weekdays with the hours away, the way included; the same hours on several days stand in one line."""
    begin = max(first, house.clock.today()) if first else house.clock.today()
    end = min(last, begin + LOOK) if last else begin + LOOK
    found = [each for each in scheduling.occurrences(house, begin, end) if each.session.is_of_program and _comes_back(each)]
    days: dict[str, dict[int, None]] = {}
    for each in found:
        days.setdefault(_away(house, each), {})[each.on.weekday()] = None
    return [f"{', '.join(WEEKDAY_NAMES[day] for day in sorted(own))}: {hours}" for hours, own in days.items()]


def _comes_back(at: Occurrence) -> bool:
    """Whether these are hours of every week, and not of one."""
    return at.session.says("every") != "once" and not at.is_canceled and not at.is_moved


def _away(house: House, at: Occurrence) -> str:
    zone = house.clock.zone
    way = timedelta(minutes=at.session.way)
    leave, back = (at.moment(zone) - way).astimezone(zone), (at.end(zone) + way).astimezone(zone)
    return f"{leave:%H:%M} to {back:%H:%M}"
