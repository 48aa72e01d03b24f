"""Score sheets: what the lines add up to, which stretch a total lies in, what a change is worth, and what a safety line asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.measures import (
    OTHER,
    Band,
    Choice,
    SafetyStep,
    Score,
    Sheet,
    SheetLine,
    Threshold,
    Total,
    band,
    change,
    due_on,
    facts,
    is_due,
    missing,
    safety_after,
    safety_answer,
    too_near,
    total,
)

TODAY = date(2026, 11, 23)
FOUR = tuple(Choice(value) for value in range(4))
LABELS = ("interest", "low mood", "sleep", "energy", "appetite", "self-worth", "focus", "pace of body")
DEATH = SheetLine(9, "death or self-harm", FOUR, safety=1, tell_from=2)

PHQ = Sheet(
    id="phq9",
    title="PHQ-9",
    about="low mood",
    look_back="the last 2 weeks",
    every=14,
    credit="Kroenke and colleagues, 2001",
    lines=(
        *(SheetLine(number, label, FOUR) for number, label in enumerate(LABELS, 1)),
        DEATH,
        SheetLine(10, "daily life", FOUR, is_scored=False),
    ),
    bands=(Band(0, "minimal"), Band(5, "mild"), Band(10, "moderate"), Band(15, "moderately severe"), Band(20, "severe")),
    thresholds=(Threshold(5, "meaningful", "Lowe 2004"), Threshold(6, "reliable", "NHS Talking Therapies")),
    may_miss=2,
    remission_below=5,
)
YES_NO = (Choice(0), Choice(1))
GATED = Sheet(
    id="gated",
    title="Gated",
    about="",
    look_back="the last month",
    every=30,
    credit="",
    lines=(SheetLine(0, "event", YES_NO, is_scored=False, is_gate=True), *(SheetLine(n, f"line {n}", YES_NO) for n in range(1, 6))),
)
WHO = Sheet(
    "who5", "WHO-5", "well-being", "2 weeks", 14, "", span=(0, 100), lower_is_better=False, thresholds=(Threshold(10, "meaningful", "A"),)
)


def filled(*values: int) -> dict[int, int]:
    return dict(enumerate(values, 1))


def score(days_ago: int = 0, points: float = 7, **about: object) -> Score:
    about = {"sheet": "phq9", "title": "PHQ-9", "lowest": 0, "highest": 27, **about}
    return Score(total=points, day=TODAY - timedelta(days=days_ago), **about)  # type: ignore[arg-type]


# Adding up


def test_the_lines_of_a_form_are_added_up_and_the_line_beside_them_does_not_count() -> None:
    assert total(PHQ, filled(1, 2, 0, 3, 0, 1, 1, 0, 0, 3)) == Total(8)
    assert (PHQ.lowest, PHQ.highest) == (0, 27)


def test_two_empty_lines_are_filled_in_by_the_mean_of_the_others_and_it_says_so() -> None:
    seven = filled(1, 2, 0, 3, 0, 1, 1)  # 8 points on 7 lines: 8 / 7 x 9 is 10.3
    assert total(PHQ, seven) == Total(10, is_estimate=True)
    eight = {**filled(2, 2, 2, 1, 1, 1, 1, 2)}  # 12 points on 8 lines: 12 / 8 x 9 is 13.5
    assert total(PHQ, eight) == Total(14, is_estimate=True)


def test_three_empty_lines_give_no_total() -> None:
    assert total(PHQ, filled(3, 3, 3, 3, 3, 3)) is None
    assert [each.number for each in missing(PHQ, filled(3, 3, 3, 3, 3, 3))] == [7, 8, 9]


def test_where_every_line_is_needed_one_that_is_empty_gives_no_total() -> None:
    assert total(replace(PHQ, may_miss=0), filled(0, 0, 0, 0, 0, 0, 0, 0)) is None


def test_the_line_that_does_not_count_is_never_missing() -> None:
    assert missing(PHQ, filled(*[1] * 9)) == ()


def test_behind_a_gate_that_says_no_the_rest_stays_empty_and_the_total_is_the_lowest() -> None:
    assert total(GATED, {0: 0}) == Total(0)
    assert missing(GATED, {0: 0}) == ()
    assert total(GATED, {0: 0, 1: 1}) == Total(0)
    assert total(GATED, {0: 1}) is None
    assert total(GATED, {0: 1, **filled(1, 1, 0, 0, 1)}) == Total(3)


def test_a_sheet_that_only_has_a_total_adds_nothing_up() -> None:
    assert total(WHO, {1: 3}) is None
    assert (WHO.lowest, WHO.highest) == (0, 100)


answers = st.dictionaries(st.integers(1, 10), st.integers(0, 3))


@given(answers)
def test_a_total_lies_in_the_range_and_in_a_band(given_answers: dict[int, int]) -> None:
    found = total(PHQ, given_answers)
    lacking = len(missing(PHQ, given_answers))
    assert (found is None) == (lacking > 2)
    if found is not None:
        assert 0 <= found.points <= 27
        assert found.is_estimate == (lacking > 0)
        assert band(PHQ, found.points)


@given(answers, st.integers(1, 9))
def test_one_more_point_on_a_line_never_lowers_the_total(given_answers: dict[int, int], number: int) -> None:
    if given_answers.get(number, 3) == 3:
        return
    before, after = total(PHQ, given_answers), total(PHQ, {**given_answers, number: given_answers[number] + 1})
    assert before is None or (after is not None and after.points >= before.points)


# Bands


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (0, "minimal"),
        (4, "minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "moderately severe"),
        (19, "moderately severe"),
        (20, "severe"),
        (27, "severe"),
    ],
)
def test_a_band_begins_at_its_first_number(points: int, name: str) -> None:
    assert band(PHQ, points) == name


def test_a_sheet_without_bands_has_none() -> None:
    assert band(WHO, 40) == ""


# Change


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (16, 16, "the same number: about the same, within chance"),
        (16, 12, "4 lower: about the same, within chance"),
        (16, 11, "5 lower: may be better, within chance"),
        (16, 10, "6 lower: clearly better, bigger than chance"),
        (10, 15, "5 higher: may be harder, within chance"),
        (10, 17, "7 higher: clearly harder, bigger than chance"),
    ],
)
def test_a_change_is_told_in_words_with_both_thresholds(before: int, after: int, line: str) -> None:
    found = change(PHQ, before, after)
    assert found.line == line
    assert found.held_against == "5 meaningful, 6 reliable"
    assert found.sources == "Lowe 2004; NHS Talking Therapies"


def test_where_higher_is_better_more_points_are_better() -> None:
    assert change(WHO, 40, 52).line == "12 higher: clearly better, bigger than chance"
    assert change(WHO, 52, 40).line == "12 lower: clearly harder, bigger than chance"
    assert change(WHO, 52, 43).line == "9 lower: about the same, within chance"


def test_without_a_published_threshold_there_is_a_trend_and_no_verdict() -> None:
    found = change(GATED, 4, 1)
    assert found.line == "3 lower: a trend only"
    assert (found.words, found.chance, found.held_against) == ("", "", "")


@given(st.integers(0, 27), st.integers(0, 27))
def test_the_way_back_is_as_large_and_has_the_other_sign(before: int, after: int) -> None:
    there, back = change(PHQ, before, after), change(PHQ, after, before)
    assert there.difference == -back.difference
    assert there.chance == back.chance == ("bigger than chance" if abs(before - after) >= 6 else "within chance")
    assert there.words.replace("better", "x").replace("harder", "better").replace("x", "harder") == back.words


def test_researchers_words_come_with_their_definition() -> None:
    assert facts(PHQ, 16, 9) == ()
    [response] = facts(PHQ, 16, 8)
    assert response == "At half of the first number or less (first 16, now 8): researchers call this a response."
    assert facts(PHQ, 16, 4)[1].startswith("Below 5: researchers call this remission.")
    assert facts(PHQ, 4, 1) == ()
    assert facts(GATED, 5, 0) == ()


# Days


def test_a_sheet_is_due_at_once_and_then_after_its_own_time() -> None:
    assert due_on(PHQ, []) is None
    assert is_due(PHQ, [], TODAY)
    assert due_on(PHQ, [score(40), score(13)]) == TODAY + timedelta(days=1)
    assert not is_due(PHQ, [score(13)], TODAY)
    assert is_due(PHQ, [score(14)], TODAY)


def test_within_its_time_only_the_same_day_can_be_corrected() -> None:
    before = score(0)
    assert too_near(PHQ, [before], TODAY) is None
    assert too_near(PHQ, [before], TODAY + timedelta(days=13)) is before
    assert too_near(PHQ, [before], TODAY - timedelta(days=13)) is before
    assert too_near(PHQ, [before], TODAY + timedelta(days=14)) is None


@given(st.lists(st.integers(0, 400), max_size=8))
def test_a_day_that_is_due_is_never_too_near(days: list[int]) -> None:
    held = [score(each) for each in days]
    assert is_due(PHQ, held, TODAY) == (not held or min(days) >= 14)
    if held and is_due(PHQ, held, TODAY):
        assert too_near(PHQ, held, TODAY) is None


# The safety line


@pytest.mark.parametrize(
    ("answer", "last", "step"),
    [
        (None, None, SafetyStep()),
        (None, 3, SafetyStep()),
        (0, 3, SafetyStep()),
        (1, None, SafetyStep(opens=True)),
        (1, 1, SafetyStep(opens=True)),
        (1, 2, SafetyStep(opens=True)),
        (1, 0, SafetyStep(opens=True, tell_team=True)),
        (2, None, SafetyStep(opens=True, tell_team=True)),
        (2, 3, SafetyStep(opens=True, tell_team=True)),
        (3, 3, SafetyStep(opens=True, tell_team=True)),
    ],
)
def test_what_a_safety_line_asks_for(answer: int | None, last: int | None, step: SafetyStep) -> None:
    assert safety_after(DEATH, answer, last) == step


def test_any_other_line_asks_for_nothing() -> None:
    assert safety_after(PHQ.lines[0], 3, 0) == SafetyStep()


def test_the_answer_of_a_safety_line_is_kept_apart_from_the_total() -> None:
    assert safety_answer(PHQ, filled(0, 0, 0, 0, 0, 0, 0, 0, 1)) == 1
    assert safety_answer(PHQ, filled(3, 3)) is None


# Scores


def test_a_score_says_its_range_and_whether_it_is_an_estimate() -> None:
    assert score(points=7).shown == "7 of 27"
    assert score(points=7, is_estimate=True).shown == "about 7 of 27, an estimate"
    assert score(points=2.35, lowest=1, highest=5).shown == "2.35, from 1 to 5"


def test_another_measure_belongs_together_by_its_name_and_range() -> None:
    one = score(sheet=OTHER, title="Sleep diary", highest=28)
    assert one.key == score(sheet=OTHER, title="sleep  Diary", highest=28).key
    assert one.key != score(sheet=OTHER, title="Sleep diary", highest=30).key
    assert score().key == "phq9"


def test_numbers_of_lines_that_make_no_sense_are_passed_over() -> None:
    assert score(answers={"9": 1, "x": 2, "": 3, "٣": 1}).by_line == {9: 1}
