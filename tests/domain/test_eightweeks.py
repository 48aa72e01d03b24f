"""Eight weeks looked back on, with both ends worked out a second time."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import fmean

import pytest
from year import HARD, year

from iop_tui.domain import eightweeks as weeks
from iop_tui.domain import series
from iop_tui.domain.numbers import rounded
from iop_tui.domain.series import Number, Series

TODAY = date(2026, 11, 23)
ANA = year(TODAY)


def test_eight_weeks_are_fifty_six_days_with_today() -> None:
    assert (TODAY - weeks.first_day(TODAY)).days + 1 == 56


def test_both_ends_have_fourteen_days_and_their_means() -> None:
    values = ANA.values(HARD)
    early = [values[day] for n in range(14) if (day := date(2026, 9, 29) + timedelta(days=n)) in values]
    late = [values[day] for n in range(14) if (day := date(2026, 11, 10) + timedelta(days=n)) in values]
    assert weeks.compared(series.of_target(HARD, ANA.cards), TODAY) == (
        f"how hard the day was: {rounded(fmean(early))} on average in the first two weeks ({len(early)} days), "
        f"{rounded(fmean(late))} in the last two ({len(late)} days)."
    )


def test_too_few_days_are_not_compared() -> None:
    found = Series("shame", tuple(Number(TODAY - timedelta(days=ago), 5) for ago in (50, 3, 2, 1)))
    assert weeks.compared(found, TODAY) == (
        "shame: filled in on 1 day of the first two weeks and 3 days of the last two, too few to compare."
    )


def test_skills_are_counted_at_both_ends() -> None:
    numbers = tuple(Number(TODAY - timedelta(days=ago), times) for ago, times in ((55, 2), (42, 1), (41, 9), (13, 3), (0, 1)))
    assert weeks.used(Series("skills used", numbers, is_count=True), TODAY) == ("skills used: 3 in the first two weeks, 4 in the last two.")


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (55, 8), (56, 0)])
def test_the_week_is_named_until_eight_are_over(days: int, week: int) -> None:
    assert weeks.week(TODAY - timedelta(days=days), TODAY) == week


def test_who_never_began_has_no_week() -> None:
    assert weeks.where(None, TODAY) == ""
    assert weeks.where(TODAY + timedelta(days=1), TODAY) == ""
