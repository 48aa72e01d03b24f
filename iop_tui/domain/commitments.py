"""Repeating promises to oneself, and how each day went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from dateutil.rrule import rrule, rruleset, rrulestr

from iop_tui.domain.days import WEEKDAY_NAMES
from iop_tui.domain.numbers import many, number_text
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass

KINDS = ("done", "count", "rating", "less")
"""`done` yes or no; `count` an amount to reach; `rating` 0 to 10 to reach; `less` an amount to stay at or under (0 = none at all)."""

STATES = ("kept", "partly", "missed", "excused")
"""A day without a check-in is unknown, which is none of these and costs nothing."""

UNREADABLE_RULE = "its days could not be read; e changes them"

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """One repeating promise."""

    table: ClassVar[str] = "commitments"

    title: str
    kind: str = "done"
    target: float = 1
    """For `count` and `rating` at least this much; for `less` at most this much."""
    unit: str = ""
    """What is counted, in the person's word: minutes, pages, cups."""
    rule: str = "FREQ=DAILY"
    """An RFC 5545 rule; with `times` above 0 only the days on which it may be done."""
    times: int = 0
    """Days a week, any of them; 0 when the rule names the days itself."""
    starts: date
    ends: date | None = None
    why: str = ""
    from_unit: str = ""
    stopped: date | None = None
    """The day it was put away; its past stays."""

    def is_active(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends) and (self.stopped is None or day < self.stopped)

    def is_due(self, day: date) -> bool:
        """Whether the rule names this day; a weekly number of days may be done on any day."""
        return self.is_active(day) and day in due_days(self, day, day)

    def schedule(self) -> str:
        """How often, in words."""
        if self.times:
            return f"{many(self.times, 'day')} a week"
        parts = parts_of(self.rule)
        if read_rule(self.rule, self.starts) is None:
            return UNREADABLE_RULE
        if "BYDAY" in parts:
            return ", ".join(WEEKDAY_NAMES[WEEKDAYS.index(day)] for day in parts["BYDAY"].split(","))
        every = int(parts.get("INTERVAL", "1"))
        return "every day" if every == 1 else f"every {every} days"

    def goal(self) -> str:
        """What counts as kept, in words."""
        amount = f"{number_text(self.target)} {self.unit}".strip()
        match self.kind:
            case "count":
                return f"{amount} or more"
            case "rating":
                return f"{number_text(self.target)} or more of 10"
            case "less":
                return "none" if self.target == 0 else f"{amount} or less"
        return "yes or no"

    def state_of(self, amount: float) -> str:
        """What an amount says about the day."""
        if self.kind == "less":
            return "kept" if amount <= self.target else "missed"
        if amount >= self.target:
            return "kept"
        return "partly" if amount > 0 else "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkin(Record):
    """How one day of one commitment went; `day` is the day it is about."""

    table: ClassVar[str] = "checkins"

    commitment: int
    state: str
    amount: float | None = None
    note: str = ""

    @staticmethod
    def id_for(commitment: int, day: date) -> int:
        return key_id("checkin", commitment, day.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Record):
    """A span of days that counts neither way: an excuse, or being away or in hospital."""

    table: ClassVar[str] = "pauses"

    first: date
    last: date | None = None
    """Nothing while it goes on."""
    reason: str = ""
    commitment: int = 0
    """The one it is about; 0 pauses everything."""

    def covers(self, commitment: int, day: date) -> bool:
        return self.commitment in (0, commitment) and self.first <= day and (self.last is None or day <= self.last)


STOPPING = frozenset({"stop", "quit", "no", "not", "less", "without", "cut", "down", "fewer", "sober", "dry"})
SUBSTANCES = (
    "drink",
    "alcohol",
    "beer",
    "wine",
    "liquor",
    "vodka",
    "using",
    "drug",
    "pill",
    "benzo",
    "xanax",
    "valium",
    "opioid",
    "heroin",
    "fentanyl",
)


def is_about_stopping(title: str) -> bool:
    """Whether a promise sounds like stopping or cutting down a substance, so that the withdrawal note comes first."""
    said = "".join(each if each.isalpha() else " " for each in title.casefold()).split()
    names_substance = any(word.startswith(SUBSTANCES) for word in said)
    return "sober" in said or (names_substance and bool(STOPPING & set(said)))


def daily() -> str:
    return "FREQ=DAILY"


def on_days(days: Iterable[str]) -> str:
    """A rule for weekdays, given as `MO`..`SU`."""
    wanted = set(days)
    chosen = [day for day in WEEKDAYS if day in wanted]
    return f"FREQ=WEEKLY;BYDAY={','.join(chosen)}"


def every(days: int) -> str:
    return f"FREQ=DAILY;INTERVAL={days}"


def parts_of(rule: str) -> dict[str, str]:
    """What a rule says, by its keys: `FREQ`, `INTERVAL`, `BYDAY`."""
    return dict(part.split("=", 1) for part in rule.split(";"))


def read_rule(rule: str, start: date) -> rrule | rruleset | None:
    """A rule that counts from a day; nothing for one that cannot be read, which is never a reason to stay outside."""
    try:
        return rrulestr(rule, dtstart=datetime.combine(start, time()))
    except (ValueError, TypeError, KeyError):
        return None


def due_days(commitment: Commitment, first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which the rule puts the commitment, both included."""
    start = max(first, commitment.starts)
    if start > last:
        return []
    rule = read_rule(commitment.rule, _count_from(commitment, start))
    if rule is None:
        return []
    found = rule.between(datetime.combine(start, time()), datetime.combine(last, time()), inc=True)
    return [moment.date() for moment in found if commitment.is_active(moment.date())]


def _count_from(commitment: Commitment, day: date) -> date:
    """Whole periods after the start, and not after `day`: the rule gives the same days from there, without counting years of them."""
    parts = parts_of(commitment.rule)
    period = {"DAILY": 1, "WEEKLY": 7}.get(parts.get("FREQ", ""), 0) * int(parts.get("INTERVAL", "1"))
    if not period or "COUNT" in parts:
        return commitment.starts
    return commitment.starts + timedelta(days=(day - commitment.starts).days // period * period)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def state_on(commitment: Commitment, day: date, checkins: Mapping[date, Checkin], pauses: Iterable[Pause]) -> str:
    """`kept`, `partly`, `missed`, `excused`, `unknown`, or `` when nothing was due. A mark of one's own beats a pause."""
    marked = checkins.get(day)
    if marked is not None:
        return marked.state
    if not commitment.is_due(day):
        return ""
    if any(pause.covers(commitment.id, day) for pause in pauses):
        return "excused"
    return "unknown"


def this_week(commitment: Commitment, today: date, checkins: Mapping[date, Checkin]) -> str:
    """For a number of days a week: `2 of 3 this week, 4 days left`; today counts as left until it is marked.

    A promise that begins when too few days are left of the week asks for nothing before Monday.
    """
    monday, _sunday = week_of(today)
    days = [monday + timedelta(days=n) for n in range(7)]
    kept = sum(1 for day in days if day in checkins and checkins[day].state == "kept")
    left = sum(1 for day in days if day >= today and day not in checkins and commitment.is_active(day))
    if commitment.starts > monday and kept + left < commitment.times:
        return f"{kept} so far, first whole week from Monday"
    return f"{kept} of {commitment.times} this week, {many(left, 'day')} left"
