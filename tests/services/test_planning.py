from __future__ import annotations

from dataclasses import replace

import pytest

from iop_tui.domain.settings import NEEDS, SITTINGS, STAGES
from iop_tui.services import answering, planning
from iop_tui.services.house import House
from iop_tui.services.today import today

from .conftest import Hands


def test_start_keeps_the_answers_and_offers_a_plan(empty: House) -> None:
    assert not empty.settings().has_started
    planning.start(empty, replace(empty.settings(), need="mental health", stage="about to start", minutes=20))
    assert empty.settings().has_started
    plan = planning.plan_items(empty)
    assert [item.unit for item in plan[:2]] == ["dbt.dt.stop", "iop.s1.what"]
    assert all(item.reason for item in plan)


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("minutes", SITTINGS)
def test_every_answer_leads_to_a_plan_without_repeats_of_units_that_exist(empty: House, need: str, stage: str, minutes: int) -> None:
    planning.start(empty, replace(empty.settings(), need=need, stage=stage, minutes=minutes))
    units = [item.unit for item in planning.plan_items(empty)]
    assert len(units) == len(set(units)) >= 8
    assert all(empty.library.header(unit) is not None for unit in units)
    assert ("sud.core.safe" in units) == (need != "mental health")


def test_a_teen_is_offered_no_adult_unit(empty: House) -> None:
    planning.start(empty, replace(empty.settings(), age="teen", need="both"))
    assert not [item.unit for item in planning.plan_items(empty) if item.unit.startswith("sud.")]


def test_today_leads_to_what_was_begun_then_to_the_plan(house: House) -> None:
    first = today(house).next
    assert first is not None
    assert (first.header.id, first.is_started) == ("dbt.dt.stop", False)
    soothe = house.library.unit("dbt.dt.soothe")
    run = answering.start_run(house, soothe).value
    begun = today(house).next
    assert begun is not None
    assert (begun.header.id, begun.is_started) == ("dbt.dt.soothe", True)
    answering.finish_run(house, run)
    after = today(house).next
    assert after is not None
    assert after.header.id == "dbt.dt.stop"


def test_after_a_gap_there_is_one_line_and_no_reproach(house: House, hands: Hands) -> None:
    planning.seen_today(house)
    assert today(house).message == ""
    hands.forward(days=30)
    message = today(house).message
    assert "still here" in message
    assert "30" not in message


def test_a_new_stage_changes_the_plan_and_keeps_what_was_done(house: House) -> None:
    run = answering.start_run(house, house.library.unit("dbt.dt.stop")).value
    answering.finish_run(house, run)
    planning.change_settings(house, house.prefs, replace(house.settings(), stage="about to start"))
    assert planning.plan_items(house)[2].unit == "iop.s1.what"
    assert planning.finished_units(house) == {"dbt.dt.stop"}
