"""Repeats: after 2, 7 and 21 days, once each, and quietly gone when they are not taken up."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.practice import LET_GO, REPEATS, repeats

TODAY = date(2026, 11, 23)


def ago(*days: int) -> list[tuple[str, date]]:
    return [("dbt.dt.stop", TODAY - timedelta(days=each)) for each in days]


def is_due(*days: int) -> bool:
    return bool(repeats(ago(*days), TODAY))


def test_a_skill_comes_up_again_after_two_then_seven_then_twenty_one_days() -> None:
    assert not is_due(0)
    assert not is_due(1)
    assert is_due(2)
    assert not is_due(8, 6)
    assert is_due(9, 7)
    assert not is_due(29, 27, 20)
    assert is_due(30, 28, 21)


def test_after_the_third_repeat_it_is_the_persons_own() -> None:
    assert not is_due(60, 58, 51, 30)


def test_two_uses_on_one_day_are_one() -> None:
    assert is_due(2, 2, 2)


def test_a_repeat_that_is_not_taken_up_goes_quietly() -> None:
    assert is_due(2 + LET_GO)
    assert not is_due(3 + LET_GO)


def test_what_is_fresh_comes_first() -> None:
    uses = [("old", TODAY - timedelta(days=9)), ("fresh", TODAY - timedelta(days=2))]
    assert [each.unit for each in repeats(uses, TODAY)] == ["fresh", "old"]
    assert [each.days for each in repeats(uses, TODAY)] == [2, 9]


@given(st.lists(st.integers(-3, 400), max_size=12))
def test_at_most_once_and_never_for_the_future(days: list[int]) -> None:
    found = repeats(ago(*days), TODAY)
    assert len(found) <= 1
    if found:
        assert 0 < len(set(days)) <= len(REPEATS)
        assert min(days) >= REPEATS[0]
