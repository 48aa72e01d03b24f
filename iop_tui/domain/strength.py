"""Strength: a forgiving measure of how settled a commitment is, from 0 to 1.

Exponential smoothing, as the open-source Loop Habit Tracker does it: after one repetition `s = s * m + value * (1 - m)` with
`m = 0.5 ** (1 / (13 * sqrt(f)))`, f in times a day. Kept is worth 1, partly one half, missed 0. A day that is unknown or excused
changes nothing; a kept day never lowers strength, and a missed one never raises it. docs/strength.md explains it with an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import sqrt

from iop_tui.domain.commitments import Checkin, Commitment, Pause, due_days, parts_of, week_of

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


@dataclass(frozen=True, slots=True)
class Strength:
    """The measure, with the rows that it came from."""

    value: float
    steps: tuple[Step, ...]
    kept: int
    partly: int
    missed: int
    excused: int
    unknown: int

    @property
    def percent(self) -> int:
        return round(self.value * 100)

    def explain(self) -> str:
        """The number in the person's own figures."""
        if not self.steps:
            return "There is no strength to show yet; the first day you keep begins it. Days that are not marked cost nothing."
        marked = f"kept {self.kept}, partly {self.partly}, missed {self.missed}"
        frozen = f"{self.excused} excused and {self.unknown} unmarked days changed nothing"
        last = self.steps[-1]
        return (
            f"Strength {self.percent} %: {marked}; {frozen}. Each time you keep it, the rest of the way to 100 gets a little shorter; "
            f"one miss takes back only a little. The last step was {last.day.isoformat()}. The formula is in docs/strength.md."
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


def strength(commitment: Commitment, checkins: Mapping[date, Checkin], pauses: Iterable[Pause], today: date) -> Strength:
    """The strength of a commitment up to today; today counts only once it is marked."""
    marked = {day: checkins[day] for day in sorted(checkins) if day <= today}
    times_a_day = frequency(commitment)
    value = 0.0
    steps: list[Step] = []
    for day, worth, repetitions in _weeks(marked, commitment.times) if commitment.times else _days(marked):
        value = strengthen(value, worth, repetitions, times_a_day)
        steps.append(Step(day, worth, repetitions, value))
    states = [each.state for each in marked.values()]
    spans = tuple(pauses)
    open_days = [day for day in due_days(commitment, commitment.starts, today - timedelta(days=1)) if day not in marked]
    excused = sum(1 for day in open_days if any(pause.covers(commitment.id, day) for pause in spans))
    return Strength(
        value,
        tuple(steps),
        kept=states.count("kept"),
        partly=states.count("partly"),
        missed=states.count("missed"),
        excused=states.count("excused") + excused,
        unknown=len(open_days) - excused,
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
