"""Preparation, commitment, support: exactly these three, each with its rows, and none of them a grade."""

from __future__ import annotations

from datetime import date

import pytest

from iop_tui.domain import threebars
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.commitments import Checkin
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.threebars import Marks, ThreeBar, marks_of

ANA = {"name": "Ana", "phone": "555-0142", "note": ""}
WEEK = (("STOP: a pause before you act", True), ("My crisis kit", False))


def preparation(
    safety: tuple[SafetyEntry, ...] = (), plan: tuple[PlanEntry, ...] = (), *, skill: bool = False, card: bool = False
) -> ThreeBar:
    return threebars.preparation(safety, plan, WEEK, has_used_a_skill=skill, has_card=card)


def test_preparation_counts_what_is_in_place() -> None:
    assert (preparation().part, preparation().whole) == (1, 6)
    everything = preparation((SafetyEntry(part="people"),), (PlanEntry(part="signs"),), skill=True, card=True)
    assert everything.figure == "5 of 6 things"
    assert "My crisis kit, in the first week of your plan: not yet" in everything.rows


def test_a_safety_plan_without_anybody_to_turn_to_is_not_in_place_yet() -> None:
    assert preparation((SafetyEntry(part="signs"),)).part == preparation().part
    assert preparation((SafetyEntry(part="professionals"),)).part == preparation().part + 1


def test_commitment_counts_kept_and_partly_of_what_was_marked() -> None:
    found = threebars.commitment([Marks("Evening medicine", 20, 2, 1), Marks("Walk", 3, 0, 2)])
    assert (found.part, found.partly, found.whole) == (25, 2, 28)
    assert found.rows == ("Evening medicine: kept 20, partly 2, missed 1", "Walk: kept 3, partly 0, missed 2")
    assert found.line.endswith("25 of 28 marked days, 2 of them partly.")


def test_an_excused_day_is_in_no_mark() -> None:
    states = ("kept", "excused", "missed", "partly", "kept")
    checkins = [Checkin(commitment=1, state=state, day=date(2026, 11, n + 1)) for n, state in enumerate(states)]
    assert marks_of("Walk", checkins) == Marks("Walk", 2, 1, 1)


def test_support_counts_kinds_and_names_who_is_there() -> None:
    safety = (SafetyEntry(part="people", values={"who": ANA}), SafetyEntry(part="people", values={"who": {"name": "Sam"}}))
    plan = (PlanEntry(part="people", values={"contact": ANA, "for": ["help when it is hard"]}),)
    found = threebars.support(safety, plan)
    assert (found.part, found.whole) == (2, 5)
    assert "somebody to tell that you are not doing well (Ana, Sam): there" in found.rows
    assert "555" not in "".join(found.rows)


def test_somebody_counts_whether_they_were_asked_or_not() -> None:
    person = {"contact": ANA, "for": ["help when it is hard"]}
    asked, not_yet = (threebars.support((), (PlanEntry(part="people", values={**person, "agreed": said}),)) for said in ("yes", "not now"))
    assert asked.part == not_yet.part == 1


def test_a_group_a_place_and_a_clinic_are_kinds_of_their_own() -> None:
    safety = tuple(SafetyEntry(part=part, values={"who": {"name": "x"}}) for part in ("professionals", "company"))
    assert threebars.support(safety, (PlanEntry(part="resources", values={"name": "Tuesday group"}),)).figure == "3 of 5 kinds"


EMPTY = (
    threebars.preparation((), (), (), has_used_a_skill=False, has_card=False),
    threebars.commitment(()),
    threebars.support((), ()),
)


@pytest.mark.parametrize("found", EMPTY, ids=lambda found: found.name)
def test_with_nothing_there_it_says_how_it_begins_and_shows_no_figure(found: ThreeBar) -> None:
    assert found.line.startswith("It begins with ")
    assert found.figure == ""
    assert found.bar().sentence == found.line


def test_marks_that_were_all_missed_show_no_figure_either() -> None:
    assert threebars.commitment([Marks("Walk", 0, 0, 4)]).figure == ""


@pytest.mark.parametrize("found", [*EMPTY, threebars.commitment([Marks("Walk", 3, 1, 4)])], ids=lambda found: f"{found.name} {found.part}")
def test_nothing_reads_as_a_grade(found: ThreeBar) -> None:
    said = found.explain().casefold()
    assert "%" not in said and "percent" not in said
    assert not any(word in said for word in ("score", "grade", "only", "enough is", "poor", "low", "high", "good"))
    for row in found.rows:
        assert row in found.explain()
