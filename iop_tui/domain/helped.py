"""What has helped: a person's own numbers before and after each skill, with how sure they can be. Nothing here says why.

From five uses on the width is an interval by Student's t at 95 of 100. The quantiles are the column 0.975 of the table in the NIST/SEMATECH
e-Handbook of Statistical Methods, 1.3.6.7.2, https://www.itl.nist.gov/div898/handbook/eda/section3/eda3672.htm.
docs/progress.md explains it with an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from math import sqrt
from statistics import fmean, stdev

from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.practice import Practice
from iop_tui.domain.series import Number, Series
from iop_tui.values import dataclass

QUANTILES = {
    **dict(zip(range(4, 11), (2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228), strict=True)),
    **dict(zip(range(11, 21), (2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086), strict=True)),
    **dict(zip(range(21, 31), (2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042), strict=True)),
    **{40: 2.021, 60: 2.000, 100: 1.984},
}
"""Degrees of freedom to the quantile of 0.975. Between two of them the one before is taken, which is a little wider."""

ENOUGH = 5
"""From so many uses on an interval is given; with fewer, their range and no more."""

BANDS = ((0, 3), (4, 6), (7, 10))
"""How strong it was before, from and to."""

HELD_BACK = 2
"""As if so many more uses had changed nothing: a skill that was used once does not stand before one that was used often."""

Band = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """Some numbers: how many, their mean, and between what it may lie."""

    count: int
    mean: float
    low: float
    high: float
    is_interval: bool
    """Whether low and high are those of an interval; else they are the lowest and the highest number."""


@dataclass(frozen=True, slots=True)
class Helped:
    """One skill, with the uses that its numbers come from."""

    unit: str
    title: str
    uses: tuple[Practice, ...]
    """The oldest first."""
    before: Spread | None
    after: Spread | None
    helped: Spread | None
    """How much it helped, as rated."""
    fall: Spread | None
    """By how much it was lower afterward; below 0 it was higher."""

    @property
    def line(self) -> str:
        """The numbers in one sentence, without a claim."""
        if self.fall is None:
            return f"{many(len(self.uses), 'use')}; not yet rated both before and after."
        proof = "; that is not proof" if self.fall.is_interval else ""
        return f"After it, distress was {fall_words(self.fall)}{proof}."


def spread(values: Sequence[float], least: float, most: float) -> Spread | None:
    """The mean of some numbers with its width, which never leaves the scale; nothing of no numbers."""
    if not values:
        return None
    count, center = len(values), fmean(values)
    if count < ENOUGH:
        return Spread(count, center, min(values), max(values), is_interval=False)
    half = quantile(count - 1) * stdev(values) / sqrt(count)
    return Spread(count, center, max(least, center - half), min(most, center + half), is_interval=True)


def quantile(degrees: int) -> float:
    """Student's t, of which 95 of 100 lie between minus this and this; 4 degrees at least."""
    return QUANTILES[max(each for each in QUANTILES if each <= degrees)]


def by_skill(uses: Iterable[Practice], band: Band | None = None) -> tuple[Helped, ...]:
    """Every skill that was used, what was followed by the greatest fall first; with a band, of the uses at that strength only."""
    chosen = [each for each in uses if band is None or is_in(each, band)]
    chosen.sort(key=lambda each: each.unit)
    found = [_of(unit, tuple(group)) for unit, group in groupby(chosen, key=lambda each: each.unit)]
    return tuple(sorted(found, key=_rank, reverse=True))


def is_in(use: Practice, band: Band) -> bool:
    return use.before is not None and band[0] <= use.before <= band[1]


def _of(unit: str, uses: tuple[Practice, ...]) -> Helped:
    in_order = tuple(sorted(uses, key=_day))
    return Helped(
        unit,
        in_order[-1].title,
        in_order,
        spread([each.before for each in in_order if each.before is not None], 0, 10),
        spread([each.after for each in in_order if each.after is not None], 0, 10),
        spread([each.helped for each in in_order if each.helped is not None], 0, 10),
        spread([each.before - each.after for each in in_order if each.before is not None and each.after is not None], -10, 10),
    )


def _rank(skill: Helped) -> tuple[float, float, int]:
    return (_held_back(skill.fall), _held_back(skill.helped), len(skill.uses))


def _held_back(found: Spread | None) -> float:
    return found.mean * found.count / (found.count + HELD_BACK) if found else 0


def before_and_after(uses: Iterable[Practice]) -> tuple[Series, Series]:
    """How strong it was before and after, day by day, of the uses that have both numbers."""
    rated = sorted((each for each in uses if each.day and each.before is not None and each.after is not None), key=_day)
    days = [(day, list(group)) for day, group in groupby(rated, key=_day)]
    before = tuple(Number(day, fmean(each.before or 0 for each in group), len(group)) for day, group in days)
    after = tuple(Number(day, fmean(each.after or 0 for each in group), len(group)) for day, group in days)
    return Series("before", before), Series("after", after)


def _day(use: Practice) -> date:
    return use.day or date.min


# In words


def fall_words(fall: Spread) -> str:
    """`on average 1.4 lower (5 uses, from 0.3 to 2.5)`."""
    if fall.count == 1:
        return f"{_way(fall.mean)} (1 use, too few to say more)"
    few = "" if fall.is_interval else ", too few to say more"
    return f"on average {_way(fall.mean)} ({fall.count} uses, {_range(fall)}{few})"


def spread_words(found: Spread, of: str = "") -> str:
    """`6.2 of 10 (5 uses, from 4.9 to 7.5)`."""
    ends = f", from {rounded(found.low)} to {rounded(found.high)}" if found.count > 1 else ""
    return f"{rounded(found.mean)}{of} ({many(found.count, 'use')}{ends})"


def band_words(band: Band | None) -> str:
    return f"{band[0]} to {band[1]}" if band else "any"


def _range(fall: Spread) -> str:
    low, high = round(fall.low, 1), round(fall.high, 1)
    if low == high:
        return "each time the same"
    if low >= 0:
        return f"from {rounded(low)} to {rounded(high)}"
    if high <= 0:
        return f"from {rounded(-high)} to {rounded(-low)}"
    return f"from {rounded(-low)} higher to {rounded(high)} lower"


def _way(fall: float) -> str:
    size = rounded(abs(fall))
    return "the same" if size == "0" else f"{size} {'lower' if fall > 0 else 'higher'}"
