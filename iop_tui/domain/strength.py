"""Strength: a forgiving measure of how settled a commitment is, from 0 to 1.

Exponential smoothing, as the open-source Loop Habit Tracker does it: after one repetition `s = s * m + value * (1 - m)` with
`m = 0.5 ** (1 / (13 * sqrt(f)))`, f in times a day. Kept is worth 1, partly one half, missed 0. A day that is unknown or excused
changes nothing; a kept day never lowers strength, and a missed one never raises it. docs/strength.md explains it with an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from math import sqrt
from typing import ClassVar

from iop_tui.domain.commitments import Checkin, Commitment, Pause, due_days, parts_of, week_of
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass

WORTH = {"kept": 1.0, "partly": 0.5, "missed": 0.0}


@dataclass(frozen=True, slots=True)
class Step:
    """One repetition, or one week of them, and what it did."""

    day: date
    value: float
    """How much of it was kept, 0 to 1."""
    repetitions: float
    strength: float
    """Strength afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Record):
    """How a commitment stood at the end of the years that are long over. It only spares walking them again, and can be thrown away."""

    table: ClassVar[str] = "tallies"

    commitment: int
    until: date
    """The first day that is not in it."""
    stamp: str
    """What it was made from; with anything else it is worth nothing."""
    value: float = 0.0
    steps: int = 0
    last: date | None = None
    """The day of the last step."""
    kept: int = 0
    partly: int = 0
    missed: int = 0
    excused: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Strength:
    """The measure, with the rows that it came from."""

    value: float
    steps: tuple[Step, ...]
    """Since the tally, if there is one."""
    kept: int
    partly: int
    missed: int
    excused: int
    unknown: int
    earlier: int = 0
    """Steps in the tally."""
    last: date | None = None
    """The day of the last step."""

    @property
    def has_begun(self) -> bool:
        return bool(self.steps or self.earlier)

    @property
    def percent(self) -> int:
        return round(self.value * 100)

    def explain(self) -> str:
        """The number in the person's own figures."""
        if self.last is None:
            return "There is no strength to show yet; the first day you keep begins it. Days that are not marked cost nothing."
        marked = f"kept {self.kept}, partly {self.partly}, missed {self.missed}"
        frozen = f"{self.excused} excused and {self.unknown} unmarked days changed nothing"
        return (
            f"Strength {self.percent} %: {marked}; {frozen}. Each time you keep it, the rest of the way to 100 gets a little shorter; "
            f"one miss takes back only a little. The last step was {self.last.isoformat()}. The formula is in docs/strength.md."
        )


def frequency(commitment: Commitment) -> float:
    """Times a day: 1 for daily, 3/7 for three days a week."""
    if commitment.times:
        return commitment.times / 7
    parts = parts_of(commitment.rule)
    if "BYDAY" in parts:
        return len(parts["BYDAY"].split(",")) / 7
    return 1 / int(parts.get("INTERVAL", "1"))


def strengthen(strength: float, value: float, repetitions: float, times_a_day: float) -> float:
    """Strength after some repetitions of one worth (0 to 1)."""
    keep: float = 0.5 ** (repetitions / (13 * sqrt(times_a_day)))
    return strength + (value - strength) * (1 - keep)


def strength(
    commitment: Commitment, checkins: Mapping[date, Checkin], pauses: Iterable[Pause], today: date, before: Tally | None = None
) -> Strength:
    """The strength of a commitment up to today; today counts only once it is marked. `before` stands for the days up to its end."""
    return _walk(commitment, checkins, pauses, before, marked_to=today, open_to=today - timedelta(days=1))


def tally(commitment: Commitment, checkins: Mapping[date, Checkin], pauses: Iterable[Pause], until: date, stamp: str) -> Tally:
    """Everything before a day, summed up."""
    last_day = until - timedelta(days=1)
    found = _walk(commitment, checkins, pauses, None, marked_to=last_day, open_to=last_day)
    return Tally(
        id=key_id(Tally.table, commitment.id),
        commitment=commitment.id,
        until=until,
        stamp=stamp,
        value=found.value,
        steps=len(found.steps),
        last=found.last,
        kept=found.kept,
        partly=found.partly,
        missed=found.missed,
        excused=found.excused,
        unknown=found.unknown,
    )


def tallied_until(commitment: Commitment, today: date) -> date:
    """The day up to which a tally reaches: this year's first; where weeks count, the first Monday of last year, so that none is cut."""
    if not commitment.times:
        return date(today.year, 1, 1)
    first = date(today.year - 1, 1, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _walk(
    commitment: Commitment,
    checkins: Mapping[date, Checkin],
    pauses: Iterable[Pause],
    before: Tally | None,
    *,
    marked_to: date,
    open_to: date,
) -> Strength:
    since = before.until if before else date.min
    marked = {day: checkins[day] for day in sorted(checkins) if since <= day <= marked_to}
    times_a_day = frequency(commitment)
    value = before.value if before else 0.0
    steps: list[Step] = []
    for day, worth, repetitions in _weeks(marked, commitment.times) if commitment.times else _days(marked):
        value = strengthen(value, worth, repetitions, times_a_day)
        steps.append(Step(day, worth, repetitions, value))
    states = [each.state for each in marked.values()]
    spans = tuple(pauses)
    open_days = [day for day in due_days(commitment, max(commitment.starts, since), open_to) if day not in marked]
    excused = sum(1 for day in open_days if any(pause.covers(commitment.id, day) for pause in spans))
    earlier = before or Tally(commitment=commitment.id, until=since, stamp="")
    return Strength(
        value,
        tuple(steps),
        kept=earlier.kept + states.count("kept"),
        partly=earlier.partly + states.count("partly"),
        missed=earlier.missed + states.count("missed"),
        excused=earlier.excused + states.count("excused") + excused,
        unknown=earlier.unknown + len(open_days) - excused,
        earlier=earlier.steps,
        last=steps[-1].day if steps else earlier.last,
    )


def _days(marked: Mapping[date, Checkin]) -> Iterator[tuple[date, float, float]]:
    """A day, what it was worth, and one repetition."""
    for day, each in marked.items():
        if each.state in WORTH:
            yield day, WORTH[each.state], 1.0


def _weeks(marked: Mapping[date, Checkin], times: int) -> Iterator[tuple[date, float, float]]:
    """For a number of days a week: the last marked day of each week, what the week was worth, and its repetitions.

    A week of three days has four to spare: a miss counts only when it takes a day that the week needed. Half of a partly kept
    day is kept and half of it is missed. Days that are excused or not marked are neither.
    """
    for _monday, days in groupby(_days(marked), key=lambda each: week_of(each[0])[0]):
        week = list(days)
        kept = sum(worth for _day, worth, _one in week)
        needed_and_missed = max(0.0, len(week) - kept - (7 - times))
        repetitions = min(float(times), kept + needed_and_missed)
        if repetitions > 0:
            yield week[-1][0], min(kept, times) / repetitions, repetitions
