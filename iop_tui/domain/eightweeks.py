"""Eight weeks looked back on: the first two weeks beside the last two. The numbers are the person's own, and nothing is promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.series import Number, Series, mean

WEEKS = 8
SPAN = timedelta(weeks=WEEKS)
END = timedelta(weeks=2)
"""How long each of the two ends is that are held beside each other."""

LEAST = 3
"""Days that each end needs, so that one day does not stand for two weeks."""


def first_day(today: date) -> date:
    """The first of the days that are looked back on, today being the last."""
    return today - SPAN + timedelta(days=1)


def week(began: date | None, today: date) -> int:
    """Which week of the eight it is since a person began; 0 when they are over."""
    number = (today - began).days // 7 + 1 if began and began <= today else 0
    return number if number <= WEEKS else 0


def where(began: date | None, today: date) -> str:
    """Which week it is, in words, as long as eight are not over."""
    number = week(began, today)
    return f"This is your week {number} of {WEEKS}: here is what there is so far." if number else ""


def compared(found: Series, today: date) -> str:
    """Both ends of the eight weeks in one line."""
    early, late = _ends(found.numbers, today)
    if len(early) < LEAST or len(late) < LEAST:
        ends = f"{many(len(early), 'day')} of the first two weeks and {many(len(late), 'day')} of the last two"
        return f"{found.name}: filled in on {ends}, too few to compare."
    return (
        f"{found.name}: {_mean(early)} on average in the first two weeks ({many(len(early), 'day')}), "
        f"{_mean(late)} in the last two ({many(len(late), 'day')})."
    )


def used(found: Series, today: date) -> str:
    """How many skills were used at both ends."""
    early, late = (round(sum(each.value for each in end)) for end in _ends(found.numbers, today))
    return f"{found.name}: {early} in the first two weeks, {late} in the last two."


def between(found: Iterable[Series], today: date) -> list[Series]:
    """The series that say something in these weeks."""
    return [each for each in found if any(first_day(today) <= number.day <= today for number in each.numbers)]


def _ends(numbers: Sequence[Number], today: date) -> tuple[list[Number], list[Number]]:
    first = first_day(today)
    return (
        [each for each in numbers if first <= each.day < first + END],
        [each for each in numbers if today - END < each.day <= today],
    )


def _mean(numbers: Sequence[Number]) -> str:
    return rounded(mean(numbers))
