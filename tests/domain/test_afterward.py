"""After the program, by value: check-ups, people by role, groups and places, and versions of a plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from iop_tui.domain import checkups
from iop_tui.domain.checkups import WEEKS, CheckUp, day_of, due, following, sentence

LAST = date(2026, 12, 18)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("filled", "days", "week"),
    [
        ((), 0, None),
        ((), 6, None),
        ((), 7, 1),
        ((1,), 7, None),
        ((), 13, 1),
        ((), 14, 2),
        ((1,), 27, 2),
        ((2,), 27, None),
        ((), 7 * 52, 52),
        ((), 7 * 56, 52),
        ((), 7 * 56 + 1, None),
    ],
)
def test_a_checkup_stands_there_from_its_day_until_it_is_filled_in_or_the_next_one_comes(
    filled: tuple[int, ...], days: int, week: int | None
) -> None:
    assert due(LAST, filled, LAST + timedelta(days=days)) == week


def test_the_days_follow_the_last_day_when_it_moves() -> None:
    assert day_of(1, LAST) == date(2026, 12, 25)
    later = LAST + timedelta(days=10)
    assert [day_of(week, later) - day_of(week, LAST) for week in WEEKS] == [timedelta(days=10)] * 7
    assert following(LAST, LAST) == day_of(1, LAST)
    assert following(LAST, day_of(52, LAST)) is None


def test_the_numbers_are_told_in_words_and_a_missing_one_is_not_made_up() -> None:
    found = [CheckUp(values={"week": week, "how": how}) for week, how in (("4", 7), ("1", 4))] + [CheckUp(values={"week": "2"})]
    assert sentence(found) == "How I was, from 0 to 10: 4 after 1 week, 7 after 4 weeks."
    assert sentence([]) == ""
    assert CheckUp.id_for(4) != CheckUp.id_for(8)
    assert checkups.snag({}, TODAY) is not None
