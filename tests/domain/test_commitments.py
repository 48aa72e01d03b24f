"""Promises: on which days they fall, how a day went, and how that is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.domain import commitments
from iop_tui.domain.commitments import (
    WEEKDAYS,
    Checkin,
    Commitment,
    Pause,
    daily,
    due_days,
    every,
    on_days,
    state_on,
    this_week,
    week_of,
)
from iop_tui.domain.strength import strength

MONDAY = date(2026, 11, 23)
WALK = Commitment(id=7, title="Walk 20 minutes", starts=MONDAY - timedelta(days=21))


def marks(*states: str, first: date = MONDAY) -> dict[date, Checkin]:
    """One check-in a day from Monday on; an empty word leaves the day unmarked."""
    return {
        first + timedelta(days=n): Checkin(commitment=WALK.id, day=first + timedelta(days=n), state=state)
        for n, state in enumerate(states)
        if state
    }


# Due days

days = st.dates(date(2023, 12, 1), date(2028, 4, 1))
spans = st.one_of(st.none(), days)
named_days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)


def by_hand(commitment: Commitment, falls_on: Callable[[date], bool], first: date, last: date) -> list[date]:
    """Every day looked at by itself."""
    found = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        has_ended = (commitment.ends and day > commitment.ends) or (commitment.stopped and day >= commitment.stopped)
        if day >= commitment.starts and not has_ended and falls_on(day):
            found.append(day)
    return found


@settings(max_examples=100, deadline=None)
@given(days, spans, spans, days, st.integers(-5, 120), st.one_of(st.just("daily"), named_days, st.integers(2, 31)))
def test_due_days_are_the_ones_counted_by_hand(
    starts: date, ends: date | None, stopped: date | None, first: date, length: int, rhythm: str | list[str] | int
) -> None:
    match rhythm:
        case int():
            rule = every(rhythm)
        case list():
            rule = on_days(rhythm)
        case _:
            rule = daily()

    def falls_on(day: date) -> bool:
        match rhythm:
            case int():
                return (day - starts).days % rhythm == 0
            case list():
                return WEEKDAYS[day.weekday()] in rhythm
        return True

    commitment = Commitment(title="Call Sam", starts=starts, ends=ends, stopped=stopped, rule=rule)
    last = first + timedelta(days=length)
    expected = by_hand(commitment, falls_on, first, last)

    assert due_days(commitment, first, last) == expected
    assert commitment.is_due(first) == (first in by_hand(commitment, falls_on, first, first))


@settings(max_examples=60, deadline=None)
@given(
    days,
    days,
    st.sampled_from(
        [
            "FREQ=DAILY;COUNT=9",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
            "FREQ=WEEKLY",
            "FREQ=MONTHLY;BYMONTHDAY=29",
            "FREQ=YEARLY",
            "FREQ=DAILY;INTERVAL=3;BYMONTH=2",
        ]
    ),
)
def test_any_other_rule_gives_the_days_that_it_gives_when_counted_from_its_start(starts: date, first: date, rule: str) -> None:
    commitment = Commitment(title="Look at the plan", starts=starts, rule=rule)
    last = first + timedelta(days=70)
    whole = rrulestr(rule, dtstart=datetime(starts.year, starts.month, starts.day))
    expected = [each.date() for each in whole.between(datetime(2023, 1, 1), datetime(last.year, last.month, last.day), inc=True)]

    assert due_days(commitment, first, last) == [day for day in expected if day >= first]


def test_a_weekly_number_of_days_may_be_done_on_any_day() -> None:
    assert all(replace(WALK, times=3).is_due(MONDAY + timedelta(days=n)) for n in range(7))


def test_ten_years_of_a_promise_are_not_counted_day_by_day_for_every_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counting(rule: str, dtstart: datetime) -> object:
        asked.append(dtstart)
        return rrulestr(rule, dtstart=dtstart)

    monkeypatch.setattr(commitments, "rrulestr", counting)
    old = replace(WALK, starts=MONDAY - timedelta(days=3653), rule=every(3))

    strength(old, {}, (), MONDAY)
    assert len(asked) == 1
    state_on(old, MONDAY, {}, ())
    assert MONDAY - asked[-1].date() < timedelta(days=3)


# How a day went


def test_a_mark_of_ones_own_beats_a_pause() -> None:
    pause = Pause(first=MONDAY - timedelta(days=3))

    assert state_on(WALK, MONDAY, marks("kept"), [pause]) == "kept"
    assert state_on(WALK, MONDAY, {}, [pause]) == "excused"


def test_a_day_without_a_mark_is_unknown_and_a_day_without_a_promise_is_nothing() -> None:
    weekdays = replace(WALK, rule=on_days(["MO", "WE"]))

    assert state_on(weekdays, MONDAY, {}, ()) == "unknown"
    assert state_on(weekdays, MONDAY + timedelta(days=1), {}, ()) == ""
    assert state_on(replace(WALK, ends=MONDAY), MONDAY + timedelta(days=1), {}, ()) == ""
    assert state_on(replace(WALK, stopped=MONDAY), MONDAY, {}, ()) == ""
    assert state_on(WALK, WALK.starts - timedelta(days=1), {}, ()) == ""


@pytest.mark.parametrize(
    ("pause", "excused"),
    [
        (Pause(first=MONDAY, last=MONDAY), [0]),
        (Pause(first=MONDAY + timedelta(days=2)), [2, 3, 4]),
        (Pause(first=MONDAY - timedelta(days=9), last=MONDAY + timedelta(days=1)), [0, 1]),
        (Pause(first=MONDAY, last=MONDAY + timedelta(days=1), commitment=7), [0, 1]),
        (Pause(first=MONDAY, last=MONDAY + timedelta(days=1), commitment=8), []),
    ],
)
def test_a_pause_excuses_its_days_of_what_it_is_about(pause: Pause, excused: list[int]) -> None:
    found = [n for n in range(5) if state_on(WALK, MONDAY + timedelta(days=n), {}, [pause]) == "excused"]

    assert found == excused


ORDER = ("missed", "partly", "kept")
amounts = st.floats(0, 1e6)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["count", "rating"]), amounts, amounts, st.floats(0, 100))
def test_more_of_what_is_counted_or_rated_is_never_a_worse_day(kind: str, one: float, other: float, target: float) -> None:
    commitment = replace(WALK, kind=kind, target=target)
    less, more = sorted((one, other))

    assert ORDER.index(commitment.state_of(less)) <= ORDER.index(commitment.state_of(more))
    assert (commitment.state_of(one) == "kept") == (one >= target)
    assert (commitment.state_of(one) == "missed") == (one == 0 and target > 0)


@settings(max_examples=60, deadline=None)
@given(amounts, st.floats(0, 100))
def test_less_of_something_is_kept_up_to_its_limit_and_nothing_between(amount: float, target: float) -> None:
    commitment = replace(WALK, kind="less", target=target)

    assert commitment.state_of(amount) == ("kept" if amount <= target else "missed")
    assert commitment.state_of(0) == "kept"


@pytest.mark.parametrize(
    ("kind", "target", "unit", "said"),
    [
        ("done", 1, "", "yes or no"),
        ("count", 20, "minutes", "20 minutes or more"),
        ("count", 0.5, "hours", "0.5 hours or more"),
        ("count", 1_500_000, "steps", "1500000 steps or more"),
        ("rating", 7, "", "7 or more of 10"),
        ("less", 2, "cups", "2 cups or less"),
        ("less", 0, "cups", "none"),
    ],
)
def test_the_goal_in_words(kind: str, target: float, unit: str, said: str) -> None:
    assert replace(WALK, kind=kind, target=target, unit=unit).goal() == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "every day"),
        ({"rule": every(1)}, "every day"),
        ({"rule": every(3)}, "every 3 days"),
        ({"rule": on_days({"FR", "MO"})}, "Mon, Fri"),
        ({"times": 1}, "1 day a week"),
        ({"times": 3}, "3 days a week"),
    ],
)
def test_the_rhythm_in_words(changes: dict[str, object], said: str) -> None:
    assert replace(WALK, **changes).schedule() == said


# This week

THREE = replace(WALK, times=3)


@pytest.mark.parametrize(
    ("marked", "today", "said"),
    [
        ((), 0, "0 of 3 this week, 7 days left"),
        (("kept",), 0, "1 of 3 this week, 6 days left"),
        (("kept", "", "kept"), 3, "2 of 3 this week, 4 days left"),
        (("kept", "partly", "missed"), 2, "1 of 3 this week, 4 days left"),
        (("kept",) * 5, 5, "5 of 3 this week, 2 days left"),
        ((), 6, "0 of 3 this week, 1 day left"),
        (("", "", "", "", "", "", "excused"), 6, "0 of 3 this week, 0 days left"),
    ],
)
def test_this_week_counts_what_was_kept_and_the_days_that_are_left(marked: tuple[str, ...], today: int, said: str) -> None:
    assert this_week(THREE, MONDAY + timedelta(days=today), marks(*marked)) == said


def test_last_week_is_over_on_monday() -> None:
    assert this_week(THREE, MONDAY, marks("kept", "kept", first=MONDAY - timedelta(days=2))) == "0 of 3 this week, 7 days left"


def test_days_after_the_end_of_a_promise_or_before_its_start_are_not_left() -> None:
    assert this_week(replace(THREE, ends=MONDAY + timedelta(days=2)), MONDAY, {}) == "0 of 3 this week, 3 days left"
    assert this_week(replace(THREE, stopped=MONDAY + timedelta(days=2)), MONDAY, {}) == "0 of 3 this week, 2 days left"
    assert this_week(replace(THREE, starts=MONDAY + timedelta(days=4)), MONDAY, {}) == "0 of 3 this week, 3 days left"


def test_a_week_that_is_too_short_from_the_start_asks_for_nothing() -> None:
    late = replace(THREE, starts=MONDAY + timedelta(days=5))
    assert this_week(late, MONDAY + timedelta(days=5), {}) == "0 so far, first whole week from Monday"
    assert (
        this_week(late, MONDAY + timedelta(days=6), marks("kept", first=MONDAY + timedelta(days=5)))
        == "1 so far, first whole week from Monday"
    )
    assert this_week(late, MONDAY + timedelta(days=7), {}) == "0 of 3 this week, 7 days left"


@settings(max_examples=60, deadline=None)
@given(days)
def test_a_week_is_monday_to_sunday_around_the_day(day: date) -> None:
    monday, sunday = week_of(day)

    assert monday.weekday() == 0
    assert sunday - monday == timedelta(days=6)
    assert monday <= day <= sunday


def test_a_day_of_a_promise_has_one_check_in_whatever_window_it_was_made_in() -> None:
    ids = {Checkin.id_for(commitment, MONDAY + timedelta(days=n)) for commitment in (7, 8) for n in range(50)}

    assert len(ids) == 100
    assert all(0 < each < 2**63 for each in ids)
    assert Checkin.id_for(7, MONDAY) == Checkin.id_for(7, date(2026, 11, 23))


def test_a_rule_that_cannot_be_read_names_no_day_and_says_so() -> None:
    lost = Commitment(title="Stretch", rule="FREQ=WEEKLY;BYDAY=", starts=date(2026, 11, 2))
    assert due_days(lost, date(2026, 11, 1), date(2026, 11, 30)) == []
    assert "could not be read" in lost.schedule()


@pytest.mark.parametrize(
    "title", ["Stop drinking", "No alcohol", "Quit the pills", "Less wine on weekdays", "Stay sober", "Cut down on benzos"]
)
def test_a_promise_to_stop_is_known_by_its_words(title: str) -> None:
    assert commitments.is_about_stopping(title)


@pytest.mark.parametrize("title", ["Drink water", "Stop at the library", "Walk 20 minutes", "Take my pill", "No phone after ten"])
def test_other_promises_are_not_taken_for_it(title: str) -> None:
    assert not commitments.is_about_stopping(title)
