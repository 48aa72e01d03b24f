"""Something happened: what comes first, and when a look back is offered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from iop_tui import words
from iop_tui.domain.happening import AWAY, KINDS, USED, Happening, fresh, to_look_back_on

TODAY = date(2026, 11, 23)


def ago(days: int, kind: str = USED, **about: object) -> Happening:
    return Happening(kind=kind, day=TODAY - timedelta(days=days), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "is_fresh"), [(0, True), (1, True), (2, False), (30, False)])
def test_the_next_hour_stands_first_today_and_tomorrow(days: int, is_fresh: bool) -> None:
    assert (fresh([ago(days)], TODAY) is not None) is is_fresh


@pytest.mark.parametrize(("days", "is_offered"), [(0, False), (1, False), (2, True), (14, True), (15, False)])
def test_a_look_back_is_offered_only_days_later_and_not_for_ever(days: int, is_offered: bool) -> None:
    assert (to_look_back_on([ago(days)], [], TODAY) is not None) is is_offered


def test_what_rests_comes_up_no_more_and_days_away_need_no_look_back() -> None:
    assert fresh([ago(0, rests=True)], TODAY) is None
    assert to_look_back_on([ago(3, rests=True), ago(3, AWAY)], [], TODAY) is None


def test_one_look_since_then_is_enough_and_an_earlier_one_is_not() -> None:
    assert to_look_back_on([ago(5)], [TODAY - timedelta(days=1)], TODAY) is None
    assert to_look_back_on([ago(5)], [TODAY - timedelta(days=9)], TODAY) is not None


def test_the_newest_comes_up() -> None:
    assert fresh([ago(1), ago(0, AWAY)], TODAY) == ago(0, AWAY)


def test_there_are_words_for_the_next_hour_of_every_kind() -> None:
    assert set(words.NEXT_HOUR) == set(KINDS)
    assert Happening(kind="something newer").title == "Something else"
