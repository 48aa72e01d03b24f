"""Strength: a forgiving measure of how settled a commitment is, from 0 to 1.

Exponential smoothing with a half-life that grows with the square root of the frequency, as the open-source Loop Habit Tracker
publishes it: after one repetition `s = s * m + value * (1 - m)` with `m = 0.5 ** (1 / (13 * sqrt(f)))`, f in times a day.
Kept is worth 1, partly one half, missed 0. A day that is unknown or excused changes nothing. One miss costs little, and no miss undoes what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from iop_tui.domain.commitments import Checkin, Commitment, Pause, due_days, state_on, week_of

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
            return "Nothing is marked yet, so there is no strength to show. Days that are not marked cost nothing."
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
    parts = dict(part.split("=", 1) for part in commitment.rule.split(";"))
    if "BYDAY" in parts:
        return len(parts["BYDAY"].split(",")) / 7
    return 1 / int(parts.get("INTERVAL", "1"))


def strengthen(strength: float, value: float, repetitions: float, times_a_day: float) -> float:
    """Strength after some repetitions of one worth (0 to 1)."""
    keep = 0.5 ** (repetitions / (13 * sqrt(times_a_day)))
    return strength * keep + value * (1 - keep)


def strength(commitment: Commitment, checkins: Mapping[date, Checkin], pauses: Iterable[Pause], today: date) -> Strength:
    """The strength of a commitment up to today; today counts only once it is marked."""
    spans = tuple(pauses)
    days = _marked_weeks(commitment, checkins, spans, today) if commitment.times else _marked_days(commitment, checkins, spans, today)
    value = 0.0
    steps: list[Step] = []
    for day, worth, repetitions in days:
        value = strengthen(value, worth, repetitions, frequency(commitment))
        steps.append(Step(day, worth, repetitions, value))
    states = [
        state_on(commitment, day, checkins, spans)
        for day in sorted({*due_days(commitment, commitment.starts, today - timedelta(days=1)), *(day for day in checkins if day <= today)})
    ]
    counts = [states.count(state) for state in ("kept", "partly", "missed", "excused", "unknown")]
    return Strength(value, tuple(steps), *counts)


def _marked_days(
    commitment: Commitment, checkins: Mapping[date, Checkin], pauses: tuple[Pause, ...], today: date
) -> list[tuple[date, float, float]]:
    return [(day, WORTH[each.state], 1.0) for day, each in sorted(checkins.items()) if day <= today and each.state in WORTH]


def _marked_weeks(
    commitment: Commitment, checkins: Mapping[date, Checkin], pauses: tuple[Pause, ...], today: date
) -> list[tuple[date, float, float]]:
    """One entry a week: what was kept against what was needed, less the share of the week that was excused.

    The running week counts only when its number is reached, so that Monday never looks like a loss.
    """
    weeks: list[tuple[date, float, float]] = []
    for monday in sorted({week_of(day)[0] for day in checkins if day <= today}):
        days = [monday + timedelta(days=n) for n in range(7)]
        states = [state_on(commitment, day, checkins, pauses) for day in days if day <= today]
        if not any(state in WORTH for state in states):
            continue
        needed = commitment.times * (7 - states.count("excused")) / 7
        done = states.count("kept") + 0.5 * states.count("partly")
        is_over = days[-1] < today
        if needed <= 0 or (not is_over and done < needed):
            continue
        weeks.append((min(days[-1], today), min(1.0, done / needed), float(commitment.times)))
    return weeks
