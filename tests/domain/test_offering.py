"""The plan that is offered: it fits where a person stands and how much time there is, and says why."""

from __future__ import annotations

from itertools import product

import pytest

from iop_tui.domain.offering import COURSES, offer, pace
from iop_tui.domain.settings import DAYS, SITTINGS, STAGES, Settings


@pytest.mark.parametrize(
    ("stage", "minutes", "days", "templates", "per_week"),
    [
        ("thinking about it", 5, 5, ("planstart", "plan24"), 0),
        ("about to start", 10, 5, ("planstart", "plan12"), 0),
        ("skills only", 20, 5, ("plan8",), 0),
        ("skills only", 20, 2, ("plan12",), 4),
        ("skills only", 10, 7, ("plan8",), 0),
        ("skills only", 5, 2, ("plan24",), 2),
        ("attending", 20, 5, ("plan8",), 0),
        ("attending", 5, 5, ("plan8",), 3),
        ("finishing", 10, 4, ("plan8",), 4),
    ],
)
def test_the_offer_fits_where_a_person_stands_and_what_the_sittings_hold(
    stage: str, minutes: int, days: int, templates: tuple[str, ...], per_week: int
) -> None:
    assert stage in STAGES
    offered = offer(Settings(stage=stage, minutes=minutes, days=days))
    assert (offered.templates, offered.per_week) == (templates, per_week)


@pytest.mark.parametrize("minutes", SITTINGS)
def test_who_said_nothing_about_days_is_offered_what_they_always_were(minutes: int) -> None:
    assert offer(Settings(minutes=minutes)).templates == ({5: "plan24", 10: "plan12", 20: "plan8"}[minutes],)


def test_no_week_asks_for_more_than_the_sittings_hold_nor_for_more_than_seven() -> None:
    for stage, minutes, days in product(STAGES, SITTINGS, DAYS):
        said = Settings(stage=stage, minutes=minutes, days=days)
        offered = offer(said)
        holds = offered.per_week or COURSES[offered.templates[-1]]
        assert 2 <= holds <= pace(said) <= 7


def test_more_time_never_leads_to_a_slower_plan() -> None:
    for minutes in SITTINGS:
        paces = [COURSES[offer(Settings(minutes=minutes, days=days)).templates[-1]] for days in DAYS]
        assert paces == sorted(paces)


def test_the_reason_is_said_in_words() -> None:
    assert offer(Settings(minutes=10, days=4)).reason == (
        "4 sittings of 10 minutes hold about 4 units a week, so a week has 4 and there are more weeks."
    )
    assert offer(Settings(stage="attending", minutes=20)).reason == (
        "Eight weeks go well with a program. 5 sittings of 20 minutes hold about 7 units a week."
    )
    assert offer(Settings(stage="about to start")).reason.startswith("First what helps before a program, then a course.")
