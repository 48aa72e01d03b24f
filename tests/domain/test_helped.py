"""What has helped: means, intervals and order worked out a second time by other means, and never a word that says why."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path
from statistics import fmean, variance

import pytest
from year import SKILLS, year

from iop_tui.domain import helped
from iop_tui.domain.helped import ENOUGH, QUANTILES, Helped, Spread, by_skill, fall_words, quantile, spread
from iop_tui.domain.practice import Practice

TODAY = date(2026, 11, 23)
ANA = year(TODAY)
CLAIMS = re.compile(r"\b(because|caused?|causes|works|worked|effect\w*|proven|thanks to|leads? to|due to|cures?)\b", re.IGNORECASE)


def use(before: int | None, after: int | None, unit: str = "dbt.dt.stop", rated: int | None = None, day: int = 1) -> Practice:
    return Practice(unit=unit, title=unit.upper(), before=before, after=after, helped=rated, day=date(2026, 11, day))


def density(t: float, degrees: int) -> float:
    """Student's t, from its formula."""
    log = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - math.log(degrees * math.pi) / 2
    return math.exp(log - (degrees + 1) / 2 * math.log1p(t * t / degrees))


def within(t: float, degrees: int, steps: int = 2000) -> float:
    """How much of Student's t lies between minus t and t, by Simpson's rule."""
    size = t / steps
    ends = density(0, degrees) + density(t, degrees)
    inner = sum((4 if n % 2 else 2) * density(n * size, degrees) for n in range(1, steps))
    return 2 * size / 3 * (ends + inner)


@pytest.mark.parametrize("degrees", QUANTILES)
def test_ninety_five_of_a_hundred_lie_within_each_quantile_of_the_table(degrees: int) -> None:
    assert within(QUANTILES[degrees], degrees) == pytest.approx(0.95, abs=0.0002)


def test_between_two_rows_of_the_table_the_wider_one_is_taken() -> None:
    assert quantile(35) == QUANTILES[30] > QUANTILES[40]
    assert quantile(5000) == QUANTILES[100]


def test_an_interval_that_was_worked_out_by_hand() -> None:
    """Falls 3, 1, 2, 0 and 1: mean 1.4, deviations 1.6, -0.4, 0.6, -1.4, -0.4, variance 5.2 / 4, half 2.776 * sqrt(1.3 / 5) = 1.4155."""
    found = spread([3, 1, 2, 0, 1], -10, 10)
    assert found is not None
    assert found == Spread(5, pytest.approx(1.4), pytest.approx(-0.0155, abs=1e-4), pytest.approx(2.8155, abs=1e-4), True)
    assert fall_words(found) == "on average 1.4 lower (5 uses, from 0 to 2.8)"


def test_the_example_in_the_docs_is_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "progress.md").read_text("utf-8")
    falls = [int(each) for each in re.search(r"fell by ([\d, ]+)\.", page)[1].split(", ")]  # type: ignore[index]
    found = spread(falls, -10, 10)
    assert found is not None
    assert fall_words(found) in " ".join(page.split())


@pytest.mark.parametrize("unit", [unit for unit, _, _ in SKILLS])
def test_a_year_gives_the_numbers_that_anybody_would_work_out(unit: str) -> None:
    found = next(each for each in by_skill(ANA.uses) if each.unit == unit)
    own = [each for each in ANA.uses if each.unit == unit]
    falls = [each.before - each.after for each in own if each.before is not None and each.after is not None]
    rated = [each.helped for each in own if each.helped is not None]
    half = quantile(len(falls) - 1) * math.sqrt(variance(falls) / len(falls))
    assert found.fall == Spread(
        len(falls), pytest.approx(fmean(falls)), pytest.approx(fmean(falls) - half), pytest.approx(fmean(falls) + half), True
    )
    assert found.helped and (found.helped.count, found.helped.mean) == (len(rated), pytest.approx(fmean(rated)))
    assert len(found.uses) == len(own)


def test_below_five_uses_the_lowest_and_the_highest_are_given_and_no_interval() -> None:
    found = by_skill([use(8, 5), use(7, 6), use(6, 2)])[0]
    assert found.fall == Spread(3, pytest.approx(8 / 3), 1, 4, False)
    assert found.line == "After it, distress was on average 2.7 lower (3 uses, from 1 to 4, too few to say more)."


def test_one_use_is_no_average() -> None:
    assert by_skill([use(8, 6)])[0].line == "After it, distress was 2 lower (1 use, too few to say more)."


def test_from_five_uses_on_it_says_that_this_is_no_proof() -> None:
    line = by_skill([use(7, 7 - fall, day=n + 1) for n, fall in enumerate((1, 2, 1, 2, 1))])[0].line
    assert line == "After it, distress was on average 1.4 lower (5 uses, from 0.7 to 2.1); that is not proof."


@pytest.mark.parametrize(
    ("falls", "said"),
    [
        ((-1, -2, -1), "on average 1.3 higher (3 uses, from 1 to 2, too few to say more)"),
        ((-1, 1), "on average the same (2 uses, from 1 higher to 1 lower, too few to say more)"),
        ((2, 2), "on average 2 lower (2 uses, each time the same, too few to say more)"),
        ((2,) * 6, "on average 2 lower (6 uses, each time the same)"),
        ((0,), "the same (1 use, too few to say more)"),
    ],
)
def test_higher_lower_and_the_same(falls: tuple[int, ...], said: str) -> None:
    found = spread(falls, -10, 10)
    assert found is not None and fall_words(found) == said


def test_an_interval_never_leaves_the_scale() -> None:
    found = spread([0, 0, 0, 0, 10], 0, 10)
    assert found is not None and found.low == 0 < found.high <= 10


def test_a_use_with_one_number_only_counts_as_a_use_and_is_in_no_difference() -> None:
    found = by_skill([use(8, None), use(None, 3), use(None, None, rated=6)])[0]
    assert (len(found.uses), found.fall) == (3, None)
    assert found.line == "3 uses; not yet rated both before and after."
    assert found.helped == Spread(1, 6, 6, 6, False)


def test_at_a_level_only_the_uses_that_began_there_count() -> None:
    uses = [use(3, 2), use(4, 1), use(6, 1), use(7, 6), use(10, 4), use(None, 4)]
    counts = {band: by_skill(uses, band)[0].fall for band in helped.BANDS}
    assert {band: (fall.count, fall.mean) for band, fall in counts.items() if fall} == {(0, 3): (1, 1), (4, 6): (2, 4), (7, 10): (2, 3.5)}


def test_what_was_followed_by_the_greatest_fall_stands_first_and_one_lucky_use_does_not() -> None:
    often = [use(8, 5, "dbt.dt.breath", day=n + 1) for n in range(6)]
    assert [each.unit for each in by_skill([use(8, 3), *often])] == ["dbt.dt.breath", "dbt.dt.stop"]
    assert [each.unit for each in by_skill([*[use(8, 3, day=n + 1) for n in range(6)], *often])] == ["dbt.dt.stop", "dbt.dt.breath"]


def test_a_skill_after_which_it_was_higher_stands_after_one_without_numbers() -> None:
    found = by_skill([use(3, 6, "dbt.dt.tipp"), use(None, None, "dbt.mf.observe"), use(5, 4)])
    assert [each.unit for each in found] == ["dbt.dt.stop", "dbt.mf.observe", "dbt.dt.tipp"]


def test_at_a_high_level_another_skill_can_stand_first() -> None:
    uses = [*[use(9, 4, "dbt.dt.tipp", day=n + 1) for n in range(5)], *[use(4, 0, day=n + 1) for n in range(30)]]
    assert by_skill(uses)[0].unit == "dbt.dt.stop"
    assert by_skill(uses, (7, 10))[0].unit == "dbt.dt.tipp"
    assert by_skill(uses, (4, 6))[0].unit == "dbt.dt.stop"


def test_no_sentence_says_that_a_skill_did_it() -> None:
    said = [each.line for each in by_skill(ANA.uses)] + [each.line for band in helped.BANDS for each in by_skill(ANA.uses, band)]
    assert len(said) > 15
    assert [each for each in said if CLAIMS.search(each)] == []


def test_the_newest_title_names_a_skill() -> None:
    uses = [Practice(unit="own.day.walk", title=title, day=date(2026, 11, day)) for day, title in ((2, "Walk"), (9, "A walk by the river"))]
    found: Helped = by_skill(uses)[0]
    assert (found.title, ENOUGH) == ("A walk by the river", 5)
