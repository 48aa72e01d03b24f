"""Numbers over time: days, weeks made of them, and a sentence on each for who listens. Nothing is made up where a day is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from iop_tui.domain.commitments import Checkin, week_of
from iop_tui.domain.days import MONTHS, in_words
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.page import Chart, Curve, Point, TimeLine
from iop_tui.domain.practice import Practice
from iop_tui.domain.strength import WORTH
from iop_tui.values import dataclass, replace

DAYS_DRAWN = 62
"""Up to so many days each has a place of its own in a chart; beyond that weeks have one."""

SHARED_BY_DAY = 14
"""Days up to which a share is drawn by day: with two or three marks a day it jumps too much to say anything."""

LONGEST_NIGHT = 12
"""Hours up to which a chart of sleep goes, where no night was longer."""


@dataclass(frozen=True, slots=True)
class Number:
    """What one day says."""

    day: date
    value: float
    weight: float = 1
    """How many answers it is the mean of."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over time under one name. A day that is not among them was not filled in."""

    name: str
    numbers: tuple[Number, ...]
    """By day, one a day at most."""
    low: float = 0
    high: float = 10
    unit: str = "0 to 10"
    is_count: bool = False
    """Whether the numbers are times, which add up in a week, rather than ratings, of which a week has the mean."""
    is_share: bool = False
    """Whether it is a share of what was marked: a lowest and a highest day of it say nothing."""
    is_daily: bool = True
    """Whether it can be filled in every day, so that days without it are worth a word."""
    in_tenths: bool = False
    """Whether it is drawn in tenths of its range on a time line with others."""
    said: str = ""
    """What else is to be said about it."""


def step_for(first: date, last: date) -> int:
    """Days of a point: 1, or 7 where there are too many days to draw each."""
    return 1 if (last - first).days < DAYS_DRAWN else 7


def within(series: Series, first: date, last: date) -> Series:
    """The same with the numbers of these days only."""
    return replace(series, numbers=tuple(each for each in series.numbers if first <= each.day <= last))


def begins(found: Iterable[Series]) -> date | None:
    """The first day of which any of them says something."""
    return min((each.numbers[0].day for each in found if each.numbers), default=None)


def mean(numbers: Sequence[Number]) -> float:
    """The mean of all answers."""
    return sum(each.value * each.weight for each in numbers) / sum(each.weight for each in numbers)


# From what is kept


def of_target(target: Target, cards: Mapping[date, Card]) -> Series:
    """One row of the diary card."""
    numbers = tuple(Number(day, value) for day in sorted(cards) if (value := cards[day].number(target)) is not None)
    if target.kind != "hours":
        return Series(target.title, numbers)
    longest = max((each.value for each in numbers), default=0)
    return Series(target.title, numbers, high=max(LONGEST_NIGHT, ceil(longest)), unit="hours")


def of_uses(uses: Iterable[Practice], filled_in: Collection[date]) -> Series:
    """How often skills were used: none on a day with a card and no use, and nothing known of a day with neither."""
    times = dict.fromkeys(filled_in, 0)
    for each in uses:
        if each.day is not None:
            times[each.day] = times.get(each.day, 0) + 1
    numbers = tuple(Number(day, times[day]) for day in sorted(times))
    return Series("skills used", numbers, high=max([5, *times.values()]), unit="how often", is_count=True)


def of_marks(checkins: Iterable[Checkin]) -> Series:
    """How much of what was marked on a day was kept; partly is one half. What is excused or not marked is neither."""
    days: dict[date, list[float]] = {}
    for each in checkins:
        if each.day is not None and each.state in WORTH:
            days.setdefault(each.day, []).append(WORTH[each.state])
    numbers = tuple(Number(day, 100 * sum(worth) / len(worth), len(worth)) for day, worth in sorted(days.items()))
    return Series("commitments", numbers, high=100, unit="kept of every 100 marks", is_share=True)


# Days and weeks


def points(series: Series, first: date, last: date, step: int) -> tuple[Point, ...]:
    """A point for each day, or for each week from Monday to Sunday; where nothing was filled in it is empty."""
    start = first if step == 1 else week_of(first)[0]
    inside = within(series, first, last).numbers
    groups = {n: tuple(group) for n, group in groupby(inside, key=lambda each: (each.day - start).days // step)}
    return tuple(
        _point(start + timedelta(days=n * step), groups.get(n, ()), series.is_count) for n in range((last - start).days // step + 1)
    )


def _point(day: date, numbers: Sequence[Number], is_count: bool) -> Point:
    if not numbers:
        return Point(day)
    values = [each.value for each in numbers]
    if is_count:
        return Point(day, sum(values), sum(values), sum(values), 1)
    return Point(day, mean(numbers), min(values), max(values), sum(each.weight for each in numbers))


def joined(found: Sequence[Point], by: int) -> tuple[Point, ...]:
    """So many neighbors as one, where there is no room for each; the newest group is a whole one."""
    odd = len(found) % by
    starts = [*([0] if odd else []), *range(odd, len(found), by)]
    return tuple(_join(found[start:end]) for start, end in zip(starts, [*starts[1:], len(found)], strict=True))


def _join(group: Sequence[Point]) -> Point:
    known = [(each, each.value) for each in group if each.value is not None]
    if not known:
        return Point(group[0].day)
    weight = sum(each.weight for each, _ in known)
    least = min(value if each.least is None else each.least for each, value in known)
    most = max(value if each.most is None else each.most for each, value in known)
    return Point(group[0].day, sum(value * each.weight for each, value in known) / weight, least, most, weight)


# Drawn


def chart(series: Series, first: date, last: date) -> Chart:
    """The chart of one series, with its sentence."""
    step = 7 if series.is_share and (last - first).days >= SHARED_BY_DAY else step_for(first, last)
    found = points(series, first, last, step)
    high = max([series.high, *(each.value for each in found if series.is_count and each.value is not None)])
    title = f"{series.name[:1].upper()}{series.name[1:]}, {series.unit}"
    said = sentence(series, first, last)
    weeks = " Drawn as weeks, Monday to Sunday; the newest may not be over." if step > 1 and begins([within(series, first, last)]) else ""
    return Chart(
        title, (Curve(series.name, found),), series.low, high, said + weeks, step, series.is_count, series.is_daily and not series.is_share
    )


def pair(title: str, found: Sequence[Series], first: date, last: date, said: str) -> Chart:
    """Several series of one range in one chart, a sign each."""
    step = step_for(first, last)
    curves = tuple(Curve(each.name, points(each, first, last, step)) for each in found)
    return Chart(title, curves, found[0].low, found[0].high, f"{span_words(first, last)}: {said}", step)


def time_line(found: Iterable[Series], first: date, last: date) -> TimeLine:
    """All of them under each other."""
    step = step_for(first, last)
    digit = "day: its number" if step == 1 else "week: the mean of its days, or how often a skill was used"
    said = f"{span_words(first, last)}. Each digit is a {digit}, rounded, X for 10 or more; a blank is where nothing was filled in."
    return TimeLine("Everything on one time line", tuple(_row(each, first, last, step) for each in found), said, step)


def _row(series: Series, first: date, last: date, step: int) -> Curve:
    found = points(series, first, last, step)
    if not series.in_tenths:
        return Curve(series.name, found)
    size = (series.high - series.low) / 10
    scaled = (replace(each, value=(each.value - series.low) / size) if each.value is not None else each for each in found)
    return Curve(f"{series.name} (tenths of {rounded(series.high)})", tuple(scaled))


# Said


def sentence(series: Series, first: date, last: date) -> str:
    """What the chart shows, for who listens: from when to when, lowest, highest, latest, and how many days went into it."""
    numbers = within(series, first, last).numbers
    if not numbers:
        return f"{span_words(first, last)}: nothing filled in. {series.said}".strip()
    said = _counted if series.is_count else _shared if series.is_share else _rated
    return f"{span_words(first, last)}: {said(series, numbers, first, last)} {series.said}".strip()


def _rated(series: Series, numbers: Sequence[Number], first: date, last: date) -> str:
    how_many = f"on {len(numbers)} of {(last - first).days + 1} days" if series.is_daily else times(len(numbers))
    lowest, highest = min(each.value for each in numbers), max(each.value for each in numbers)
    if len(numbers) == 1:
        return f"filled in once, {_shown(numbers[0], last)}."
    if lowest == highest:
        return f"filled in {how_many}. Each time {rounded(lowest)}."
    ends = f"Lowest {_where(numbers, lowest, last)}. Highest {_where(numbers, highest, last)}."
    return f"filled in {how_many}. {ends} Latest {_shown(numbers[-1], last)}. Mean {rounded(mean(numbers))}."


def _counted(series: Series, numbers: Sequence[Number], first: date, last: date) -> str:
    used = [each for each in numbers if each.value]
    none = len(numbers) - len(used)
    unknown = (last - first).days + 1 - len(numbers)
    rest = f"{many(none, 'day')} with a card and no skill on it, {many(unknown, 'day')} without a card."
    if not used:
        return f"no use was noted. {rest}"
    most = max(each.value for each in used)
    total = round(sum(each.value for each in used))
    return f"{many(total, 'use')} on {many(len(used), 'day')}. Most on one day: {_where(used, most, last)}. {rest}"


def _shared(series: Series, numbers: Sequence[Number], first: date, last: date) -> str:
    marks = round(sum(each.weight for each in numbers))
    share = f"of every 100 marks {rounded(mean(numbers))} were kept, a partly kept day counted as half."
    return f"{many(marks, 'mark')} on {many(len(numbers), 'day')}; {share}"


def _where(numbers: Sequence[Number], value: float, last: date) -> str:
    """A number with the day it was on, or the last of several days."""
    days = [each.day for each in numbers if each.value == value]
    on = f"on {day_words(days[-1], last)}" if len(days) == 1 else f"on {len(days)} days, last on {day_words(days[-1], last)}"
    return f"{rounded(value)}, {on}"


def _shown(number: Number, last: date) -> str:
    return f"{rounded(number.value)}, on {day_words(number.day, last)}"


def times(number: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def day_words(day: date, last: date) -> str:
    """A day in words, with its year where that is another one than the last day's."""
    return in_words(day) if day.year == last.year else f"{in_words(day)} {day.year}"


def span_words(first: date, last: date) -> str:
    """From when to when, in words."""
    year = f" {first.year}" if first.year != last.year else ""
    return f"From {first.day} {MONTHS[first.month - 1]}{year} to {last.day} {MONTHS[last.month - 1]} {last.year}"


def acted_words(target: Target, cards: Iterable[Card]) -> str:
    """On how many days an urge was acted on, where that was said; nothing where it never was."""
    said = [card.acted[str(target.id)] for card in cards if str(target.id) in card.acted]
    return f"Acted on it: yes on {many(said.count(True), 'day')}, no on {many(said.count(False), 'day')}." if said else ""


def in_answers(target: Target, cards: Iterable[Card]) -> str:
    """How often each word was said, for a row that has words rather than numbers."""
    said = [str(value) for card in cards if (value := card.value(target)) is not None]
    options = target.field().choices()
    return ", ".join(f"{each} on {many(said.count(each), 'day')}" for each in options if each in said)
