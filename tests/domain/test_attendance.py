"""The share of sessions that were attended, and its rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.attendance import RULE, STATES, Attendance, share


def marks(*states: str) -> list[Attendance]:
    return [Attendance(session=1, state=each) for each in states]


@pytest.mark.parametrize(
    ("states", "line"),
    [
        ((), ""),
        (("attended", "late", "attended"), "3 of 3 sessions, 100 %"),
        (("attended", "partly"), "1.5 of 2 sessions, 75 %"),
        (("missed",), "0 of 1 session, 0 %"),
        (("attended", "missed", "excused", "canceled"), "1 of 2 sessions, 50 %"),
        (("excused", "canceled"), ""),
    ],
)
def test_the_share_by_hand(states: tuple[str, ...], line: str) -> None:
    assert share(marks(*states)).line == line


@given(st.lists(st.sampled_from(STATES)), st.sampled_from(["excused", "canceled"]))
def test_what_is_excused_or_canceled_changes_nothing(states: list[str], free: str) -> None:
    assert share(marks(*states, free)).line == share(marks(*states)).line


@given(st.lists(st.sampled_from(STATES)))
def test_attending_one_more_never_lowers_it(states: list[str]) -> None:
    before, after = share(marks(*states)).percent, share(marks(*states, "attended")).percent
    assert after is not None and (before is None or after >= before)


def test_the_number_says_what_it_came_from() -> None:
    said = share(marks("attended", "attended", "partly", "excused")).explain()
    assert said == f"Sessions: 2.5 of 3 sessions, 83 % (attended 2, partly 1, excused 1). {RULE}"
    assert share([]).explain() == f"Sessions: none marked yet. {RULE}"
