"""Strength: between 0 and 1, raised by what is kept, lowered by what is missed, and by nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iop_tui.domain.commitments import WEEKDAYS, Checkin, Commitment, Pause, daily, every, on_days
from iop_tui.domain.strength import Strength, strength, tallied_until, tally

MONDAY = date(2026, 9, 7)
SPAN = 63
TODAY = MONDAY + timedelta(days=SPAN)
TINY = 1e-12
PAGE = Path(__file__).parents[2] / "docs" / "strength.md"

DAILY = Commitment(id=7, title="Evening medicine", starts=MONDAY)
THREE = replace(DAILY, title="Walk 20 minutes", times=3)

Marks = dict[int, str]
"""Day number to state."""

states = st.sampled_from(["kept", "kept", "partly", "missed", "excused"])
marks = st.dictionaries(st.integers(0, SPAN - 1), states, max_size=SPAN)
rules = st.one_of(
    st.just(daily()),
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(on_days),
    st.integers(2, 9).map(every),
)
promises = st.one_of(
    st.builds(lambda rule: replace(DAILY, rule=rule), rules),
    st.builds(lambda times: replace(DAILY, times=times), st.integers(1, 6)),
)
numbers = st.integers(0, SPAN - 1)
pauses = st.lists(
    st.builds(
        lambda first, length, of: Pause(
            first=MONDAY + timedelta(days=first), last=None if length is None else MONDAY + timedelta(days=first + length), commitment=of
        ),
        numbers,
        st.one_of(st.none(), st.integers(0, 20)),
        st.sampled_from([0, 7, 8]),
    ),
    max_size=3,
)


def of(promise: Commitment, marked: Marks, spans: list[Pause] | tuple[Pause, ...] = (), today: date = TODAY) -> Strength:
    checkins = {MONDAY + timedelta(days=n): Checkin(commitment=promise.id, state=state) for n, state in marked.items()}
    return strength(promise, checkins, spans, today)


@settings(max_examples=100, deadline=None)
@given(promises, marks, pauses)
def test_strength_is_always_between_nothing_and_all(promise: Commitment, marked: Marks, spans: list[Pause]) -> None:
    found = of(promise, marked, spans)

    assert all(0 <= step.strength <= 1 and 0 <= step.value <= 1 and step.repetitions > 0 for step in found.steps)
    assert found.value == (found.steps[-1].strength if found.steps else 0)
    assert 0 <= found.percent <= 100


@settings(max_examples=120, deadline=None)
@given(promises, marks, numbers)
@example(THREE, {}, 0)
@example(THREE, {**dict.fromkeys(range(28), "kept")}, 28)
@example(THREE, {7: "kept", 8: "missed", 9: "missed", 10: "missed", 11: "missed", 12: "missed", 13: "missed"}, 0)
def test_one_more_kept_day_never_lowers_strength(promise: Commitment, marked: Marks, day: int) -> None:
    assert of(promise, {**marked, day: "kept"}).value >= of(promise, marked).value - TINY


@settings(max_examples=120, deadline=None)
@given(promises, marks, numbers)
def test_one_more_missed_day_never_raises_strength(promise: Commitment, marked: Marks, day: int) -> None:
    assert of(promise, {**marked, day: "missed"}).value <= of(promise, marked).value + TINY


@settings(max_examples=150, deadline=None)
@given(promises, marks, numbers)
def test_partly_stands_between_missed_and_kept(promise: Commitment, marked: Marks, day: int) -> None:
    missed, partly, kept = (of(promise, {**marked, day: state}).value for state in ("missed", "partly", "kept"))

    assert missed - TINY <= partly <= kept + TINY


@settings(max_examples=150, deadline=None)
@given(promises, marks, pauses, st.integers(0, 400))
@example(THREE, {0: "kept"}, [], 30)
@example(THREE, {0: "missed", 1: "missed"}, [Pause(first=MONDAY + timedelta(days=2), last=MONDAY + timedelta(days=6))], 0)
def test_days_that_are_unknown_excused_or_paused_change_nothing(promise: Commitment, marked: Marks, spans: list[Pause], later: int) -> None:
    before = of(promise, marked).value
    without = {day: state for day, state in marked.items() if state != "excused"}
    excused = {day: marked.get(day, "excused") for day in range(SPAN)}

    assert of(promise, without).value == before
    assert of(promise, excused).value == before
    assert of(promise, marked, spans).value == before
    assert of(promise, marked, spans, today=TODAY + timedelta(days=later)).value == before


@settings(max_examples=60, deadline=None)
@given(promises, marks, pauses)
def test_every_due_day_up_to_yesterday_is_counted_once(promise: Commitment, marked: Marks, spans: list[Pause]) -> None:
    found = of(promise, marked, spans)

    assert found.kept == sum(state == "kept" for state in marked.values())
    assert found.partly == sum(state == "partly" for state in marked.values())
    assert found.missed == sum(state == "missed" for state in marked.values())
    due = {n for n in range(SPAN) if promise.is_due(MONDAY + timedelta(days=n))}
    assert found.kept + found.partly + found.missed + found.excused + found.unknown == len(due | set(marked))


def loop(values: list[float], frequency: float) -> float:
    """The score of Loop Habit Tracker, day by day, as its `Score.compute` says it."""
    score = 0.0
    for value in values:
        multiplier = 0.5 ** (sqrt(frequency) / 13.0)
        score = score * multiplier + value * (1 - multiplier)
    return score


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["kept", "missed"]), min_size=1, max_size=SPAN))
def test_a_daily_promise_that_is_always_marked_has_the_score_of_the_loop_habit_tracker(marked: list[str]) -> None:
    assert of(DAILY, dict(enumerate(marked))).value == pytest.approx(loop([float(each == "kept") for each in marked], 1))


@pytest.mark.parametrize("times", [1, 2, 3, 5, 6])
def test_whole_weeks_of_a_weekly_promise_have_that_score_too(times: int) -> None:
    kept_days = {7 * week + n: "kept" for week in range(9) for n in range(times)}
    promise = replace(DAILY, times=times)

    assert of(promise, kept_days).value == pytest.approx(loop([1.0] * 63, times / 7))


def test_a_miss_after_many_kept_days_costs_about_five_points() -> None:
    settled = dict.fromkeys(range(50), "kept")
    before, after = of(DAILY, settled), of(DAILY, {**settled, 50: "missed"})

    assert before.percent == 93
    assert after.percent == 88
    assert of(DAILY, {**settled, 50: "missed", 51: "kept"}).percent == 89


def test_a_week_of_three_days_has_four_to_spare() -> None:
    settled = {7 * week + n: "kept" for week in range(4) for n in range(3)}
    spare = {28: "kept", 29: "missed", 30: "missed", 31: "missed", 32: "missed", 33: "kept"}

    assert of(THREE, {**settled, **spare}).value > of(THREE, settled).value
    assert of(THREE, {**settled, **dict.fromkeys(range(28, 32), "missed")}).value == of(THREE, settled).value
    assert of(THREE, {**settled, **dict.fromkeys(range(28, 33), "missed")}).value < of(THREE, settled).value


def test_a_kept_day_of_the_running_week_counts_at_once() -> None:
    assert of(THREE, {0: "kept"}, today=MONDAY).value > 0


def test_more_days_than_promised_count_as_a_full_week() -> None:
    assert of(THREE, dict.fromkeys(range(7), "kept")).value == of(THREE, dict.fromkeys(range(3), "kept")).value


def test_marks_after_today_are_not_counted_yet() -> None:
    assert of(DAILY, {0: "kept", 5: "missed"}, today=MONDAY + timedelta(days=4)) == of(DAILY, {0: "kept"}, today=MONDAY + timedelta(days=4))


def test_today_is_not_unknown_before_it_is_over() -> None:
    assert of(DAILY, {}, today=MONDAY).unknown == 0
    assert of(DAILY, {}, today=MONDAY + timedelta(days=2)).unknown == 2


def test_strength_is_explained_with_the_persons_own_figures() -> None:
    spans = [Pause(first=MONDAY + timedelta(days=3), last=MONDAY + timedelta(days=4))]
    said = of(DAILY, {0: "kept", 1: "missed", 2: "partly"}, spans, today=MONDAY + timedelta(days=6)).explain()

    assert "kept 1, partly 1, missed 1; 2 excused and 1 unmarked days changed nothing" in said
    assert "2026-09-09" in said


def test_without_anything_that_counts_there_is_no_number() -> None:
    for marked in ({}, {3: "excused"}):
        assert of(DAILY, marked).explain() == (
            "There is no strength to show yet; the first day you keep begins it. Days that are not marked cost nothing."
        )


SHOWN = re.compile(r"\| (\d+) \| ([a-z]+) \| ([\d.]+) \|")


def test_the_example_in_the_docs_is_what_the_program_works_out() -> None:
    rows = SHOWN.findall(PAGE.read_text())
    marked = {int(day) - 1: state for day, state, _shown in rows if state != "unmarked"}

    assert len(rows) >= 6
    for day, _state, shown in rows:
        found = of(DAILY, {n: state for n, state in marked.items() if n < int(day)})
        assert f"{100 * found.value:.1f}" == shown


@settings(max_examples=200, deadline=None)
@given(
    promises,
    st.dictionaries(st.integers(0, 900), states, max_size=200),
    pauses,
    st.integers(0, 900),
    st.integers(-200, 800),
)
def test_a_tally_of_the_years_before_gives_the_same_strength(
    promise: Commitment, marked: Marks, spans: list[Pause], today: int, begun: int
) -> None:
    first, now = date(2024, 3, 5), date(2024, 3, 5) + timedelta(days=today)
    old = replace(promise, starts=first + timedelta(days=begun))
    checkins = {first + timedelta(days=n): Checkin(commitment=old.id, state=state) for n, state in marked.items()}
    until = tallied_until(old, now)
    whole = strength(old, checkins, spans, now)
    newer = {day: each for day, each in checkins.items() if day >= until}
    short = strength(old, newer, spans, now, tally(old, checkins, spans, until, ""))
    assert abs(short.value - whole.value) < TINY
    assert short.earlier + len(short.steps) == len(whole.steps)
    assert replace(short, value=0, steps=(), earlier=0) == replace(whole, value=0, steps=(), earlier=0)
    assert short.explain() == whole.explain()
