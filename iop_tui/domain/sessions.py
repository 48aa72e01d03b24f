"""Sessions: what happens each week at a time and a place, on which days that is, how long it takes, and when to leave for it.

Times are those of the person's own clock. A session keeps its hour over a change of the clocks; lengths and leave-by times are counted
in hours that pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import combinations
from typing import ClassVar

from iop_tui.domain.book import Values
from iop_tui.domain.commitments import WEEKDAYS, on_days, read_rule, week_of
from iop_tui.domain.days import WEEKDAY_NAMES, in_words
from iop_tui.domain.fields import Field, Unreadable, read_date, read_time
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass

GROUP, THERAPY, FAMILY, WORKSHOP = "group", "individual therapy", "family session", "workshop"
SUPPORT, VISIT, DUTY = "support group", "other visit", "work, school or care"
KINDS = (GROUP, THERAPY, FAMILY, WORKSHOP, SUPPORT, VISIT, DUTY)
OF_A_PROGRAM = (GROUP, THERAPY, FAMILY, WORKSHOP)
"""Kinds that belong to the program unless one says otherwise."""

FORMATS = ("in person", "video", "phone", "online chat")

TOGETHER = (GROUP, WORKSHOP)
"""What fills a day of a program."""

EVERY = ("every week", "every second week", "once")
LONGEST = timedelta(days=366 * 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Filled):
    """One appointment that comes back, by the fields below."""

    table: ClassVar[str] = "sessions"

    def first_line(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        return self.says("kind") or GROUP

    @property
    def title(self) -> str:
        """Its own name, or what it is."""
        return self.says("title") or self.kind.capitalize()

    @property
    def is_of_program(self) -> bool:
        """Whether its hours are hours of the program."""
        said = self.says("part")
        return said == "yes" if said in ("yes", "no") else self.kind in OF_A_PROGRAM

    @property
    def is_duty(self) -> bool:
        """Whether it only takes its time: nobody marks how work went."""
        return self.kind == DUTY

    @property
    def starts(self) -> date:
        return self.on("from") or self.day or date.min

    @property
    def stops(self) -> date | None:
        """The last day on which it can happen; nothing where no end is known."""
        return self.starts if self.says("every") == "once" else self.on("to")

    @property
    def begins(self) -> time:
        return _hour(self.says("begins"), time(9))

    @property
    def ends(self) -> time:
        return _hour(self.says("ends"), time(10))

    @property
    def way(self) -> int:
        """Minutes from the door to the session."""
        return int(self.number("way") or 0)

    def rhythm(self) -> str:
        """When it is, in words: `Mon, Wed, Fri 09:00-12:00`."""
        hours = f"{self.begins:%H:%M}-{self.ends:%H:%M}"
        if self.says("every") == "once":
            return f"{in_words(self.starts)} {hours}"
        days = ", ".join(self.values.get("days") or ())
        return f"{days} {hours}{', every second week' if self.says('every') == EVERY[1] else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    """One time that is not as the pattern has it; `day` is the day it would have been on."""

    table: ClassVar[str] = "changes"

    session: int
    to: date | None = None
    """The day it was moved to; nothing where it does not take place."""
    begins: str = ""
    ends: str = ""
    """The other hours, as `09:00`; nothing where they stay."""
    why: str = ""

    @staticmethod
    def id_for(session: int, day: date) -> int:
        return key_id("change", session, day.isoformat())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A session on one day."""

    session: Session
    key: date
    """The day by the pattern, by which it is known even where it was moved."""
    on: date
    begins: time
    ends: time
    is_canceled: bool = False
    why: str = ""
    change: int = 0
    """The number of saves of what is different on this day; 0 where it is as planned."""

    @property
    def is_moved(self) -> bool:
        return not self.is_canceled and (self.on, self.begins, self.ends) != (self.key, self.session.begins, self.session.ends)

    @property
    def hours(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

    def moment(self, zone: tzinfo) -> datetime:
        """When it begins, in UTC."""
        return datetime.combine(self.on, self.begins, zone).astimezone(UTC)

    def end(self, zone: tzinfo) -> datetime:
        """When it ends, in UTC."""
        return datetime.combine(self.on, self.ends, zone).astimezone(UTC)

    def length(self, zone: tzinfo) -> timedelta:
        return self.end(zone) - self.moment(zone)

    def leave_by(self, zone: tzinfo, minutes: int = 0) -> datetime | None:
        """When to leave, on the person's own clock; nothing for a session without a way to it."""
        way = minutes or self.session.way
        return (self.moment(zone) - timedelta(minutes=way)).astimezone(zone) if way else None


FIELDS = (
    Field(id="kind", kind="choice", label="What is it?", options=KINDS),
    Field(id="title", kind="line", label="A name for it", help="As you say it yourself. Calendar files never show it."),
    Field(id="days", kind="multi", label="On which days?", options=WEEKDAY_NAMES),
    Field(id="every", kind="choice", label="How often?", options=EVERY),
    Field(id="from", kind="date", label="From which day?"),
    Field(id="to", kind="date", label="To which day?", help="The planned last day. Leave it empty if nobody knows it yet."),
    Field(id="begins", kind="time", label="Begins at"),
    Field(id="ends", kind="time", label="Ends at"),
    Field(id="part", kind="yesno", label="Do its hours belong to the program?", help="Empty: group, therapy, family and workshop do."),
    Field(id="who", kind="line", label="Who leads it?"),
    Field(id="place", kind="text", label="Where is it?", help="An address, a room, a link or a phone number."),
    Field(id="how", kind="line", label="Plan A: how do I get there?"),
    Field(id="way", kind="number", label="How many minutes does that take, door to door?", min=0, max=600),
    Field(id="plan-b", kind="line", label="Plan B: if that does not work"),
    Field(id="way-b", kind="number", label="How many minutes does plan B take?", min=0, max=600),
    Field(id="bring", kind="text", label="What to have with me"),
    Field(id="say", kind="line", label="One line I could say there", help="It is shown on the day, before the session."),
    Field(id="format", kind="choice", label="How is it held?", options=FORMATS),
    Field(id="tried", kind="date", label="First tried on"),
    Field(id="liked", kind="yesno", label="Did I like it?"),
    Field(id="agreed", kind="text", label="What was agreed there", help="Rules of the group, privacy, what happens when I miss one."),
)


def snag(values: Values, today: date) -> Snag | None:
    """The first thing that keeps a session from being kept."""
    once = values.get("every") == "once"
    if not values.get("days") and not once:
        return Snag("days", "On which days is it? Pick one or more.")
    if not values.get("from"):
        return Snag("from", "From which day on is it?" if not once else "On which day is it?")
    for name, what in (("begins", "When does it begin?"), ("ends", "When does it end?")):
        if not values.get(name):
            return Snag(name, what)
    begins, ends = read_time(str(values["begins"])), read_time(str(values["ends"]))
    if ends <= begins:
        return Snag("ends", f"It begins at {begins:%H:%M}, so it ends after that. One that goes past midnight can be written as two.")
    first = read_date(str(values["from"]))
    last = read_date(str(values["to"])) if values.get("to") else None
    if first - today > LONGEST or (today - first > LONGEST and last is None):
        return Snag("from", f"{first.isoformat()} is more than three years away. Please look at the year again.")
    if last is not None and last < first:
        return Snag("to", f"It begins on {first.isoformat()}, so its last day is that one or a later one.")
    if last is not None and last - first > LONGEST:
        return Snag("to", "Three years at most, please. A session that goes on can be made longer later.")
    return None


def hidden(values: Values) -> frozenset[str]:
    """What a single appointment, or one without a way to it, does not need."""
    found = {"days", "to"} if values.get("every") == "once" else set()
    found |= {"plan-b", "way-b"} if not values.get("how") and not values.get("way") else set()
    found |= {"format", "tried", "liked"} if values.get("kind") != SUPPORT else set()
    return frozenset(found)


def occurrences(sessions: Iterable[Session], changes: Mapping[int, Change], first: date, last: date) -> list[Occurrence]:
    """Every session from `first` to `last`, both included, by time; moved ones on their new day, canceled ones where they were.

    `changes` are by their ids.
    """
    found = [each for session in sessions for each in _of(session, changes, first, last)]
    return sorted(found, key=lambda each: (each.on, each.begins, each.ends, each.session.title.casefold()))


def _of(session: Session, changes: Mapping[int, Change], first: date, last: date) -> list[Occurrence]:
    found = []
    moved = [each for each in changes.values() if each.session == session.id and each.day and each.to and first <= each.to <= last]
    days = dict.fromkeys([*days_of(session, first, last), *(each.day for each in moved if each.day and _is_on(session, each.day))])
    for day in days:
        change = changes.get(Change.id_for(session.id, day))
        if change is None:
            one = Occurrence(session, day, day, session.begins, session.ends)
        elif change.to is None:
            one = Occurrence(session, day, day, session.begins, session.ends, is_canceled=True, why=change.why, change=change.rev)
        else:
            begins, ends = _hour(change.begins, session.begins), _hour(change.ends, session.ends)
            one = Occurrence(session, day, change.to, begins, ends, why=change.why, change=change.rev)
        if first <= one.on <= last:
            found.append(one)
    return found


def _is_on(session: Session, day: date) -> bool:
    return bool(days_of(session, day, day))


def days_of(session: Session, first: date, last: date) -> list[date]:
    """The days of the pattern from `first` to `last`, both included."""
    first, last = max(first, session.starts), min(last, session.stops or last)
    if first > last:
        return []
    if session.says("every") == "once":
        return [session.starts]
    names = [WEEKDAYS[WEEKDAY_NAMES.index(each)] for each in session.values.get("days") or () if each in WEEKDAY_NAMES]
    if not names:
        return []
    step = 2 if session.says("every") == EVERY[1] else 1
    begins = session.starts + timedelta(weeks=(first - session.starts).days // 7 // step * step)
    rule = read_rule(f"{on_days(names)};INTERVAL={step};WKST=MO", begins)
    if rule is None:
        return []
    found = rule.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    return [moment.date() for moment in found]


def hours(found: Iterable[Occurrence], zone: tzinfo) -> float:
    """The hours of the program among some sessions; canceled ones do not count."""
    spans = (each.length(zone) for each in found if each.session.is_of_program and not each.is_canceled)
    return sum(spans, timedelta()) / timedelta(hours=1)


def span_of(sessions: Iterable[Session]) -> tuple[date, date] | None:
    """First and last day of the program, where both are known: of what comes back, and with a last day for all that meets together."""
    own = [each for each in sessions if each.is_of_program and each.says("every") != "once" and each.starts != date.min]
    if any(each.kind in TOGETHER and each.stops is None for each in own):
        return None
    ends = [each.stops for each in own if each.stops is not None]
    return (min(each.starts for each in own), max(ends)) if ends else None


def conflicts(found: Sequence[Occurrence], zone: tzinfo) -> list[str]:
    """What cannot both be done: sessions of one day that meet, or leave too little time for the way."""
    lines = []
    for one, other in combinations([each for each in found if not each.is_canceled], 2):
        if one.on != other.on or one.begins > other.begins:
            continue
        leave = other.leave_by(zone)
        if other.begins < one.ends:
            lines.append(f"{in_words(one.on)}: {one.session.title} and {other.session.title} are at the same time.")
        elif leave is not None and leave < one.end(zone):
            lines.append(f"{in_words(one.on)}: for {other.session.title} you leave at {leave:%H:%M}, before {one.session.title} is over.")
    return list(dict.fromkeys(lines))


USUAL_DAYS = (3, 5)
USUAL_LENGTH = (timedelta(hours=2), timedelta(hours=4))
USUAL_HOURS = 9
"""What most programs for adults have: days a week, hours a day, hours a week at least (ASAM level 2.1)."""


def unusual(found: Sequence[Occurrence], zone: tzinfo, *, is_whole: bool = True) -> list[str]:
    """What of a week of the program is not as most programs have it: facts to ask about, and no more.

    In a week that is not whole, such as the first, days and hours say nothing.
    """
    own = [each for each in found if each.session.is_of_program and not each.is_canceled]
    if not own:
        return []
    by_day: dict[date, timedelta] = {}
    days = {each.on for each in own if each.session.kind in TOGETHER}  # an hour with a therapist is no day of the program
    for each in (each for each in own if each.on in days):
        by_day[each.on] = by_day.get(each.on, timedelta()) + each.length(zone)
    lines = []
    if is_whole and days and not USUAL_DAYS[0] <= len(days) <= USUAL_DAYS[1]:
        lines.append(f"{many(len(days), 'day')} in this week; most programs have {USUAL_DAYS[0]} to {USUAL_DAYS[1]}.")
    for day, length in by_day.items():
        if not USUAL_LENGTH[0] <= length <= USUAL_LENGTH[1]:
            lines.append(f"{in_words(day)}: {rounded(length / timedelta(hours=1))} hours; most programs have 2 to 4 a day.")
    total = hours(own, zone)
    if is_whole and total < USUAL_HOURS:
        lines.append(f"{rounded(total)} hours in this week; programs for adults mostly have {USUAL_HOURS} or more. A step down has fewer.")
    return lines


def week(found: Iterable[Occurrence], monday: date) -> dict[date, list[Occurrence]]:
    """Seven days, each with its sessions."""
    days: dict[date, list[Occurrence]] = {monday + timedelta(days=n): [] for n in range(7)}
    for each in found:
        if each.on in days:
            days[each.on].append(each)
    return days


def month_weeks(day: date) -> list[date]:
    """The Mondays of the weeks that a month touches."""
    first = week_of(day.replace(day=1))[0]
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return [first + timedelta(weeks=n) for n in range(6) if first + timedelta(weeks=n) < after]


def _hour(said: str, otherwise: time) -> time:
    """An hour as it was kept; another one where none was, or where it cannot be read."""
    try:
        return read_time(said) if said else otherwise
    except Unreadable:
        return otherwise
