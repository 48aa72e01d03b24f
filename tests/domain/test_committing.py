"""Homework and its week, readiness as two curves, the fit, and words that may be names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from iop_tui.domain.books import committing, working
from iop_tui.domain.books.committing import AGREEMENT, FAMILY, FIT, READINESS, Agreement, Readiness, asked_on, newest
from iop_tui.domain.books.working import HOMEWORK, UNSAID, Homework, Unsaid, homework_week
from iop_tui.domain.filled import Snag
from iop_tui.domain.page import Chart
from iop_tui.domain.sessionnotes import may_name

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def homework(what: str = "Paced breathing", **values: Any) -> Homework:
    return Homework(id=1, day=MONDAY, values={"what": what, **values})


@pytest.mark.parametrize(
    ("today", "line"),
    [
        ("2026-11-25", ""),
        ("2026-11-26", "Homework for tomorrow: Paced breathing"),
        ("2026-11-27", "Homework for today: Paced breathing"),
        ("2026-12-04", "Homework: Paced breathing (was for Fri 27 Nov; it can still be done, or let go)"),
        ("2026-12-05", ""),
    ],
)
def test_homework_stands_on_today_from_the_day_before_for_a_week(today: str, line: str) -> None:
    assert HOMEWORK.due(homework(due="2026-11-27"), date.fromisoformat(today)) == line


@pytest.mark.parametrize("stands", ["done", "partly", "not this time"])
def test_homework_that_was_told_leaves_today(stands: str) -> None:
    assert HOMEWORK.due(homework(due="2026-11-27", stands=stands), FRIDAY) == ""


def test_homework_without_a_day_stays_in_its_list() -> None:
    assert HOMEWORK.due(homework(), MONDAY) == ""


def test_the_week_counts_what_was_told_and_nothing_else() -> None:
    found = [
        homework(due="2026-11-24", stands="done"),
        homework(due="2026-11-25", stands="partly"),
        homework(due="2026-11-26", stands="not this time"),
        homework(due="2026-11-27"),
        homework(due="2026-12-01", stands="done"),
    ]
    week = homework_week(found, FRIDAY)
    assert (week.part, week.whole, week.still_open) == (1.5, 3, 1)
    assert week.line == "1.5 of 3, half or more; 1 open"
    assert "Half or more is a mark to steer by, and no grade." in week.explain()
    assert HOMEWORK.state_of(found, FRIDAY) == "1 open, this week 1.5 of 3"


def test_less_than_half_is_a_fact_with_the_number_that_half_would_be() -> None:
    found = [homework(due="2026-11-24", stands="partly"), homework(due="2026-11-25", stands="not this time")]
    assert homework_week(found, FRIDAY).line == "0.5 of 2, half is 1"


def test_a_week_without_homework_says_nothing() -> None:
    assert homework_week([], FRIDAY).line == ""


def test_how_well_and_what_got_in_the_way_are_asked_once_it_is_told() -> None:
    assert HOMEWORK.hidden({"what": "x"}) == {"quality", "way"}
    assert HOMEWORK.hidden({"what": "x", "stands": "partly"}) == frozenset()


def test_open_homework_stands_first_by_its_day() -> None:
    late, soon, told = homework("late", due="2026-12-01"), homework("soon", due="2026-11-24"), homework("told", stands="done")
    in_order = sorted([told, late, soon], key=lambda each: HOMEWORK.order(each, MONDAY))
    assert [each.first_line() for each in in_order] == ["soon", "late", "told"]


def test_how_it_went_reads_as_one_line() -> None:
    found = homework(stands="partly", quality="a little of it", way="No quiet\nroom")
    assert found.how == "partly, a little of it; in the way: No quiet, room"


def test_what_was_not_said_is_private_and_ends_when_it_is_said() -> None:
    assert UNSAID.is_private
    assert UNSAID.due is None
    said = Unsaid(values={"words": "x", "step": "said it"})
    assert [UNSAID.group(each, MONDAY) for each in (said, Unsaid(values={"words": "y", "step": "said a part of it"}))] == [
        "Said",
        "Not yet",
    ]
    assert UNSAID.state_of([said], MONDAY) == "1 thing said"


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 9, tzinfo=UTC)


def ready(day: int, **values: Any) -> Readiness:
    return Readiness(id=day, day=date(2026, 11, day), created=moment(day), values=values)


def test_readiness_is_two_curves_with_a_sentence() -> None:
    found = [ready(23, importance=8, confidence=4), ready(16, importance=6, confidence=5)]
    (chart,) = READINESS.above(found, MONDAY)
    assert isinstance(chart, Chart)
    assert [each.name for each in chart.curves] == ["importance", "confidence"]
    assert "Importance 6 at first, 8 now, between 6 and 8. Confidence 5 at first, 4 now, between 4 and 5." in chart.sentence


def test_one_number_is_no_curve_yet() -> None:
    assert list(READINESS.above([ready(23, importance=8)], MONDAY)) == []
    assert ready(23, importance=8).first_line() == "importance 8"


def test_the_newest_is_the_one_that_was_written_last_up_to_a_day() -> None:
    found = [ready(9, importance=1), ready(23, importance=3), ready(16, importance=2)]
    assert [newest(found, date(2026, 11, day)) for day in (23, 20, 8)] == [found[1], found[2], None]


def test_an_agreement_is_dated_and_wants_one_line() -> None:
    assert AGREEMENT.is_dated
    assert AGREEMENT.snag({"why": "x"}, MONDAY) == Snag("what", "What do you take part in? A few words are enough.")
    assert AGREEMENT.state_of([Agreement(day=MONDAY, values={"what": "x"})], MONDAY) == "since Mon 23 Nov"


@pytest.mark.parametrize(("days", "is_asked"), [((1, 2), False), ((1, 2, 3), True), ((3, 2, 1), True), ((1, 2, 3, 20), True)])
def test_the_fit_is_asked_from_the_third_time_on(days: tuple[int, ...], is_asked: bool) -> None:
    assert asked_on([date(2026, 11, day) for day in days], date(2026, 11, 10)) is is_asked


def test_the_fit_is_asked_for_two_weeks() -> None:
    days = [date(2026, 11, day) for day in (1, 2, 3)]
    assert [asked_on(days, date(2026, 11, 3) + timedelta(days=n)) for n in (-1, 0, 14, 15)] == [False, True, True, False]


def test_the_fit_shows_its_four_numbers_and_adds_nothing_up() -> None:
    item = committing.Fit(day=MONDAY, values={"who": "Dr. Osei", "matters": 3, "off": 8, "want": "talk about it"})
    assert FIT.note_of(item, MONDAY) == "Mon 23 Nov 2026; 3 - - 8; talk about it"


def test_no_is_an_answer_about_the_family() -> None:
    assert FAMILY.hidden({"take": "no"}) == {"who", "know", "invite"}
    assert FAMILY.hidden({"take": "yes"}) == frozenset()
    assert FAMILY.snag({}, MONDAY) is not None
    no = committing.Family(values={"take": "no"})
    assert (no.first_line(), FAMILY.state_of([no], MONDAY), FAMILY.due) == ("Nobody takes part", "no", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It helped that Priya waved.", "Priya"),
        ("I liked what O'Brien said", "O'Brien"),
        ("Then I said it. Today I pass.", ""),
        ("See you on Friday in December", ""),
        ("DBT and IOP and I'm fine", ""),
        ("with Dr. Osei", ""),
        ("first line\nSecond line", ""),
        ("- Sam was there", ""),
        ("he said: Enough", ""),
        ("", ""),
    ],
)
def test_a_word_that_may_be_a_name(text: str, name: str) -> None:
    assert may_name([text], ["Dr. Osei"]) == name


def test_a_person_on_ones_own_lists_may_stand_there() -> None:
    assert may_name(["It helped that Priya waved."], ["Priya, 555 0134"]) == ""


def test_every_half_of_the_rule_is_there() -> None:
    assert set(working.WORTH) == set(working.STANDS) - {working.OPEN}
