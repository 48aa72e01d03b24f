"""Numbers over time: what each day says, weeks made of days, and the sentence for who listens."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from year import HARD, SLEEP, TARGETS, URGE, year

from iop_tui.domain import series
from iop_tui.domain.commitments import Checkin
from iop_tui.domain.diary import Card
from iop_tui.domain.page import Point
from iop_tui.domain.practice import Practice
from iop_tui.domain.series import Number, Series

TODAY = date(2026, 11, 23)
"""A Monday."""
SADNESS = TARGETS["sadness"]
ANA = year(TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def of(*numbers: tuple[int, float], name: str = "sadness", **about: object) -> Series:
    """A series from days ago and values, the oldest first."""
    return Series(name, tuple(Number(ago(days), value) for days, value in numbers), **about)  # type: ignore[arg-type]


# From cards, uses and marks


def test_a_row_of_the_card_gives_the_days_that_have_a_number_and_no_others() -> None:
    found = series.of_target(SLEEP, ANA.cards)
    assert {each.day: each.value for each in found.numbers} == ANA.values(SLEEP)
    assert len(found.numbers) < len(ANA.cards) < 365
    assert [each.day for each in found.numbers] == sorted(ANA.values(SLEEP))


def test_a_long_night_makes_the_chart_of_sleep_higher_and_a_short_one_does_not() -> None:
    cards = {ago(n): Card(day=ago(n), values={str(SLEEP.id): hours}) for n, hours in ((1, 14.5), (2, 3))}
    assert series.of_target(SLEEP, cards).high == 15
    assert series.of_target(SLEEP, {ago(2): cards[ago(2)]}).high == series.LONGEST_NIGHT


def test_skills_are_none_on_a_day_with_a_card_and_unknown_on_a_day_without() -> None:
    uses = [Practice(unit="dbt.dt.stop", title="STOP", day=ago(3)), Practice(unit="dbt.dt.breath", title="Breath", day=ago(3))]
    found = series.of_uses(uses, [ago(5), ago(3)])
    assert [(each.day, each.value) for each in found.numbers] == [(ago(5), 0), (ago(3), 2)]


def test_partly_is_half_of_a_mark_and_what_is_excused_is_none() -> None:
    marks = [Checkin(commitment=1, state=state, day=ago(2)) for state in ("kept", "partly", "missed", "excused", "kept")]
    marks.append(Checkin(commitment=1, state="excused", day=ago(1)))
    found = series.of_marks(marks)
    assert [(each.day, each.value, each.weight) for each in found.numbers] == [(ago(2), 62.5, 4)]


# Days and weeks


def test_each_day_has_its_point_and_a_day_that_was_not_filled_in_is_empty() -> None:
    found = series.points(of((3, 6), (0, 4)), ago(3), TODAY, 1)
    assert [(each.day, each.value) for each in found] == [(ago(3), 6), (ago(2), None), (ago(1), None), (TODAY, 4)]


def test_weeks_go_from_monday_to_sunday_and_have_the_mean_of_their_days() -> None:
    found = series.points(of((8, 2), (7, 4), (1, 9), (0, 5)), ago(8), TODAY, 7)
    assert [(each.day, each.value) for each in found] == [(ago(14), 2), (ago(7), 6.5), (TODAY, 5)]
    assert (found[1].least, found[1].most, found[1].weight) == (4, 9, 2)


def test_skills_of_a_week_are_added_up() -> None:
    found = series.points(of((7, 1), (5, 0), (1, 3), is_count=True), ago(7), TODAY, 7)
    assert [each.value for each in found] == [4, None]


def test_the_weeks_of_a_year_are_the_means_that_anybody_would_work_out() -> None:
    found = series.points(series.of_target(HARD, ANA.cards), ago(364), TODAY, 7)
    assert len(found) == 53
    for point in found:
        week = [point.day + timedelta(days=n) for n in range(7)]
        values = [ANA.values(HARD)[day] for day in week if day in ANA.values(HARD)]
        assert point.value == (pytest.approx(fmean(values)) if values else None)
        assert (point.least, point.most) == ((min(values), max(values)) if values else (None, None))


def test_after_the_lapse_there_is_a_gap_of_a_whole_week() -> None:
    found = series.points(series.of_target(HARD, ANA.cards), ago(364), TODAY, 7)
    assert any(each.value is None for each in found if ANA.lapse < each.day < ANA.lapse + timedelta(days=14))


points = st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 10), st.integers(1, 7))), min_size=1, max_size=80)


@settings(max_examples=100, deadline=None)
@given(points, st.integers(1, 9))
def test_neighbors_that_are_joined_keep_the_mean_of_all_their_days(made: list[tuple[int, int] | None], by: int) -> None:
    before = [Point(ago(len(made) - n), *(() if each is None else (each[0], each[0], each[0], each[1]))) for n, each in enumerate(made)]
    after = series.joined(before, by)
    assert len(after) == -(-len(made) // by)
    known = [each for each in made if each]
    if known:
        joined = [each for each in after if each.value is not None]
        whole = Fraction(sum(value * weight for value, weight in known), sum(weight for _, weight in known))
        again = sum(each.value * each.weight for each in joined if each.value is not None) / sum(each.weight for each in joined)
        assert again == pytest.approx(float(whole))
        assert max(each.most or 0 for each in joined) == max(value for value, _ in known)


def test_of_odd_neighbors_the_oldest_stand_alone() -> None:
    found = series.joined([Point(ago(n), n, n, n, 1) for n in (4, 3, 2, 1, 0)], 2)
    assert [(each.day, each.value) for each in found] == [(ago(4), 4), (ago(3), 2.5), (ago(1), 0.5)]


def test_two_months_are_drawn_by_day_and_more_by_week() -> None:
    assert series.step_for(ago(61), TODAY) == 1
    assert series.step_for(ago(62), TODAY) == 7


# Said


def test_the_sentence_says_from_when_to_when_lowest_highest_latest_and_how_many_days() -> None:
    said = series.sentence(of((9, 3), (8, 7), (3, 3), (1, 5)), ago(9), TODAY)
    assert said == (
        "From 14 Nov to 23 Nov 2026: filled in on 4 of 10 days. Lowest 3, on 2 days, last on Fri 20 Nov. "
        "Highest 7, on Sun 15 Nov. Latest 5, on Sun 22 Nov. Mean 4.5."
    )


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((), "nothing filled in."),
        (((2, 6.5),), "filled in once, 6.5, on Sat 21 Nov."),
        (((4, 2), (2, 2)), "filled in on 2 of 7 days. Each time 2."),
    ],
)
def test_little_is_said_of_little(numbers: tuple[tuple[int, float], ...], said: str) -> None:
    assert series.sentence(of(*numbers), ago(6), TODAY) == f"From 17 Nov to 23 Nov 2026: {said}"


def test_a_day_of_another_year_has_its_year_and_what_else_is_to_be_said_comes_last() -> None:
    found = of((330, 14), (20, 9), name="PHQ-9", is_daily=False, said="5 lower: may be better, within chance.")
    assert series.sentence(found, ago(330), TODAY) == (
        "From 28 Dec 2025 to 23 Nov 2026: filled in twice. Lowest 9, on Tue 3 Nov. Highest 14, on Sun 28 Dec 2025. "
        "Latest 9, on Tue 3 Nov. Mean 11.5. 5 lower: may be better, within chance."
    )


def test_skills_are_counted_in_words() -> None:
    found = of((6, 0), (4, 2), (1, 1), name="skills used", is_count=True)
    assert series.sentence(found, ago(6), TODAY) == (
        "From 17 Nov to 23 Nov 2026: 3 uses on 2 days. Most on one day: 2, on Thu 19 Nov. "
        "1 day with a card and no skill on it, 4 days without a card."
    )
    assert "no use was noted. 1 day with a card" in series.sentence(of((6, 0), is_count=True), ago(6), TODAY)


def test_marks_are_said_as_a_share_of_all_of_them() -> None:
    marks = [Checkin(commitment=1, state=state, day=ago(n)) for n, state in enumerate(("kept", "kept", "partly", "missed"))]
    assert "4 marks on 4 days; of every 100 marks 62.5 were kept" in series.sentence(series.of_marks(marks), ago(6), TODAY)


def test_a_chart_of_a_year_says_that_it_shows_weeks_and_one_of_a_month_does_not() -> None:
    found = series.of_target(SADNESS, ANA.cards)
    assert series.chart(found, ago(364), TODAY).sentence.endswith("Drawn as weeks, Monday to Sunday; the newest may not be over.")
    assert "weeks" not in series.chart(found, ago(29), TODAY).sentence


def test_on_a_time_line_a_score_is_in_tenths_of_its_range() -> None:
    score = of((3, 27), (1, 9), name="PHQ-9", high=27, in_tenths=True)
    found = series.time_line([of((2, 6)), score], ago(3), TODAY)
    assert [each.name for each in found.curves] == ["sadness", "PHQ-9 (tenths of 27)"]
    assert [each.value for each in found.curves[1].points] == [10, None, pytest.approx(10 / 3), None]


def test_acting_on_an_urge_is_said_only_where_it_was_answered() -> None:
    cards = [Card(day=ago(n), acted={str(URGE.id): said}) for n, said in ((1, True), (2, False), (3, False))]
    assert series.acted_words(URGE, [*cards, Card(day=ago(4))]) == "Acted on it: yes on 1 day, no on 2 days."
    assert series.acted_words(URGE, [Card(day=ago(4))]) == ""


def test_a_row_that_is_answered_with_words_is_counted_word_by_word() -> None:
    medicine = TARGETS["medicine"]
    cards = [Card(day=ago(n), values={str(medicine.id): word}) for n, word in ((1, "taken"), (2, "not taken"), (3, "taken"))]
    assert series.in_answers(medicine, cards) == "taken on 2 days, not taken on 1 day"
