"""The plan that is offered: what fits a person, each unit once, and what comes next."""

from __future__ import annotations

import pytest

from iop_tui.domain.chosen import Item, items, next_item, offer
from iop_tui.domain.plan import PlanPart, PlanTemplate
from iop_tui.domain.settings import STAGES, Settings

START = PlanTemplate(
    id="planstart",
    title="Before you begin",
    summary="",
    unit="day",
    parts=(PlanPart(1, "What an IOP is", ("iop.s1.fit",)), PlanPart(2, "A pause", ("dbt.dt.stop", "dbt.dt.breath"))),
)
WEEKS = PlanTemplate(
    id="plan8",
    title="Eight weeks",
    summary="",
    unit="week",
    parts=(
        PlanPart(1, "Steady", ("dbt.dt.breath", "dbt.dt.kit"), sud=("sud.core.surf",)),
        PlanPart(2, "Feelings", ("dbt.er.check",), on_request=("dbt.dt.cold",)),
    ),
    on_request=("trauma.core.write",),
)
HEALTH = Settings(need="mental health")
BOTH = Settings(need="both")


def units(found: tuple[Item, ...]) -> list[str]:
    return [each.unit for each in found]


def everything(_unit: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("stage", "minutes", "offered"),
    [
        ("thinking about it", 5, ("planstart", "plan24")),
        ("about to start", 10, ("planstart", "plan12")),
        ("attending", 5, ("plan8",)),
        ("finishing", 10, ("plan8",)),
        ("skills only", 20, ("plan8",)),
        ("skills only", 45, ("plan12",)),
    ],
)
def test_the_offer_fits_where_a_person_stands_and_how_long_a_sitting_is(stage: str, minutes: int, offered: tuple[str, ...]) -> None:
    assert stage in STAGES
    assert offer(Settings(stage=stage, minutes=minutes)) == offered


def test_a_skill_for_today_comes_first_and_no_unit_comes_twice() -> None:
    assert units(items([START, WEEKS], HEALTH, everything)) == ["dbt.dt.stop", "iop.s1.fit", "dbt.dt.breath", "dbt.dt.kit", "dbt.er.check"]


def test_who_named_substance_use_begins_with_staying_alive_and_gets_those_units_in_their_place() -> None:
    found = units(items([WEEKS], BOTH, everything))

    assert found[:2] == ["dbt.dt.stop", "sud.core.safe"]
    assert found.index("dbt.dt.kit") < found.index("sud.core.surf") < found.index("dbt.er.check")
    assert found.count("sud.core.surf") == 1
    assert not any(each.startswith("sud.") for each in units(items([WEEKS], HEALTH, everything)))


def test_gated_units_come_only_when_they_are_asked_for() -> None:
    for settings in (HEALTH, BOTH):
        assert not {"dbt.dt.cold", "trauma.core.write"} & set(units(items([START, WEEKS], settings, everything)))


def test_a_second_plan_goes_on_counting_where_the_first_ended() -> None:
    parts = {each.unit: each.part for each in items([START, WEEKS], HEALTH, everything)}

    assert parts == {"dbt.dt.stop": 1, "iop.s1.fit": 1, "dbt.dt.breath": 2, "dbt.dt.kit": 3, "dbt.er.check": 4}


def test_what_cannot_be_opened_is_left_out() -> None:
    assert units(items([WEEKS], BOTH, lambda unit: unit == "dbt.dt.kit")) == ["dbt.dt.kit"]
    assert items([], BOTH, lambda _unit: False) == ()


def test_every_item_says_why_it_is_there() -> None:
    assert all(each.reason and each.theme for each in items([START, WEEKS], BOTH, everything))


def test_the_next_item_is_the_first_one_that_is_not_done() -> None:
    plan = items([WEEKS], HEALTH, everything)

    assert next_item(plan, ()) == plan[0]
    assert next_item(plan, {"dbt.dt.stop", "dbt.dt.kit"}) == plan[1]
    assert next_item(plan, set(units(plan))) is None
