"""The schedule on paper: a week, a month, how the sessions went, and the events for a calendar of one's own."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from iop_tui.domain import sessions
from iop_tui.domain.attendance import CANCELED, STATES
from iop_tui.domain.calendar import Event
from iop_tui.domain.days import WEEKDAY_NAMES, in_words, month_in_words
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.page import Block, Code, Entry, Items, Page, Table, heading, paragraph, plain, text_of
from iop_tui.services import scheduling
from iop_tui.services.house import House
from iop_tui.services.scheduling import Slot

NONE_YET = "No session stands in the schedule yet."
NOTHING = "nothing planned"

SIGNS = {"attended": "x", "late": "l", "partly": "p", "excused": "e", "missed": "-", "canceled": "c", "": "o"}
"""How a session stands in the month; `o` is one that is ahead or has no mark."""
UNKNOWN = SIGNS[""]
"""For a mark that this version does not know."""
LEGEND = "o planned or not marked, x attended, l late, p partly, e excused, - missed, c canceled"
MOST_SIGNS = 2
"""Signs in a cell; more sessions of a day end in a plus."""

CALENDAR = timedelta(weeks=26)
"""How far ahead events go for a schedule without an end."""
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
"""Minutes since then count the versions of an event: the file that was made last is the one that a calendar believes."""
NEUTRAL = "Appointment"
"""What every event is called in a calendar file, which others may see."""
AHEAD = 15
"""Minutes before leaving, or before a session without a way to it, at which a calendar reminds."""


def week_page(house: House, monday: date) -> Page:
    """Seven days with their sessions, the hours, and what is worth asking about."""
    found = scheduling.week(house, monday)
    total = rounded(scheduling.hours_of(house, monday))
    blocks: list[Block] = [paragraph(f"{in_words(monday)} to {in_words(monday + timedelta(days=6))}. {total} hours of the program.")]
    for day in (monday + timedelta(days=n) for n in range(7)):
        own = [each for each in found if each.at.on == day]
        blocks.append(Entry(in_words(day), "\n".join(_line(each) for each in own) or NOTHING))
    notes = scheduling.notes_on(house, monday)
    if notes:
        blocks += [heading("Worth a look"), Items(tuple((paragraph(each),) for each in notes))]
    return Page("My week of sessions", tuple(blocks))


def _line(slot: Slot) -> str:
    at = slot.at
    leave = f"leave by {slot.leave_by}" if slot.leave_by else ""
    return ", ".join(
        each for each in (f"{at.hours} {at.session.title}", at.session.says("place").replace("\n", " "), leave, _state(slot)) if each
    )


def _state(slot: Slot) -> str:
    if slot.at.is_moved and not slot.state:
        return "moved"
    return slot.state


def month_blocks(house: House, day: date) -> list[Block]:
    """A month, a line for each week, with a sign for each session."""
    mondays = sessions.month_weeks(day)
    found = [each for each in scheduling.slots(house, mondays[0], mondays[-1] + timedelta(days=6)) if not each.at.session.is_duty]
    signs: dict[date, str] = {}
    for slot in found:
        signs[slot.at.on] = signs.get(slot.at.on, "") + SIGNS.get(slot.state, UNKNOWN)
    lines = [" ".join(f"{name:<4}" for name in WEEKDAY_NAMES)]
    for monday in mondays:
        days = [monday + timedelta(days=n) for n in range(7)]
        lines.append(" ".join(_cell(each, signs.get(each, "")) if each.month == day.month else "    " for each in days))
    own = [each.at for each in found if each.at.on.month == day.month and each.state != CANCELED]
    total = rounded(sessions.hours(own, house.clock.zone))
    said = f"{many(len(own), 'session')}, {total} hours of the program." if own else "Nothing planned in this month."
    return [Code("\n".join(line.rstrip() for line in lines)), paragraph(said), paragraph(f"Signs: {LEGEND}.")]


def _cell(day: date, signs: str) -> str:
    shown = signs if len(signs) <= MOST_SIGNS else signs[0] + "+"
    return f"{day.day:>2}{shown:<2}"


def month_page(house: House, day: date) -> Page:
    return Page(f"My month of sessions: {month_in_words(day)}", tuple(month_blocks(house, day)))


def attendance_page(house: House) -> Page:
    """How the sessions of the program went, from its first day to today."""
    today = house.clock.today()
    own = [each for each in scheduling.all_sessions(house) if each.is_of_program]
    if not own:
        return Page("How the sessions went", (paragraph(NONE_YET),))
    first = min(each.starts for each in own)
    whole = scheduling.shares(house, first, today)
    blocks: list[Block] = [paragraph(whole.explain())]
    names = {each.id: each.title for each in own}
    for state in STATES:
        marks = [each for each in scheduling.marks_of_program(house, first, today) if each.state == state]
        if marks and state != "attended":
            blocks.append(heading(state.capitalize()))
            blocks.append(
                Items(tuple((paragraph(_told(names.get(each.session, ""), each.day, each.reason, each.note)),) for each in marks))
            )
    return Page("How the sessions went", tuple(blocks))


def _told(name: str, day: date | None, *rest: str) -> str:
    return "; ".join(each for each in (f"{in_words(day)} {name}" if day else name, *rest) if each)


def events(house: House) -> tuple[Event, ...]:
    """Everything ahead as events with a neutral title and no place; what was canceled is marked so, that a calendar takes it away."""
    today, zone = house.clock.today(), house.clock.zone
    known = [each.stops for each in scheduling.all_sessions(house) if each.stops is not None]
    last = min(max([*known, today + CALENDAR]), today + sessions.LONGEST)
    made = int((house.clock.now() - BEFORE).total_seconds()) // 60
    found = [each for each in scheduling.occurrences(house, today, last) if not each.session.is_duty]
    return tuple(
        Event(
            uid=f"{each.session.id:x}-{each.key:%Y%m%d}",
            title=NEUTRAL,
            begins=each.moment(zone),
            ends=each.end(zone),
            remind=each.session.way + AHEAD,
            is_canceled=each.is_canceled,
            version=made,
        )
        for each in found
    )


def calendar_page(house: House) -> Page:
    """What a calendar file would hold, line by line."""
    found = events(house)
    if not found:
        return Page("Sessions for a calendar", (paragraph("Nothing is ahead in the schedule."),))
    said = f"Each of these stands in the file as '{NEUTRAL}', with a reminder and no place. Who looks into your calendar sees no more."
    rows = tuple(tuple(plain(each) for each in _row(house, event)) for event in found)
    return Page("Sessions for a calendar", (paragraph(said), Table((plain("day"), plain("from"), plain("to"), plain("")), rows)))


def events_on(house: House, page: Page) -> tuple[Event, ...]:
    """The events of the rows that are left on a page."""
    rows = Counter(tuple(text_of(cell) for cell in row) for block in page.blocks if isinstance(block, Table) for row in block.rows)
    found = []
    for event in events(house):
        row = _row(house, event)
        if rows[row]:
            rows[row] -= 1
            found.append(event)
    return tuple(found)


def _row(house: House, event: Event) -> tuple[str, ...]:
    begins, ends = (moment.astimezone(house.clock.zone) for moment in (event.begins, event.ends))
    return (begins.date().isoformat(), f"{begins:%H:%M}", f"{ends:%H:%M}", "canceled" if event.is_canceled else "")
