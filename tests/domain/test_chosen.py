"""The plan by weeks: each unit once, what the person changed, units that join later, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from iop_tui.domain import chosen
from iop_tui.domain.chosen import ADDED, FIRST_PLEASE, PUT_HERE, ChosenPlan, Item, Move, Week, by_week, items, next_item, step
from iop_tui.domain.plan import PlanPart, PlanTemplate
from iop_tui.domain.settings import Settings

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
        PlanPart(3, "People", ("dbt.ie.goals", "dbt.er.name", "dbt.ie.give")),
    ),
    on_request=("trauma.core.write",),
)
HEALTH = Settings(need="mental health")
BOTH = Settings(need="both")
PLAN = ChosenPlan(id=1, templates=("plan8",), began=date(2026, 11, 23))
OWN = replace(PLAN, templates=())

NAMED = ["dbt.dt.stop", "dbt.dt.breath", "dbt.dt.kit", "dbt.er.check", "dbt.ie.goals", "dbt.er.name", "dbt.ie.give"]
"""What the plan of weeks names for a person without substance use, in its order."""


def units(found: tuple[Item, ...]) -> list[str]:
    return [each.unit for each in found]


def everything(_unit: str) -> bool:
    return True


def listed(plan: ChosenPlan = PLAN, settings: Settings = HEALTH) -> tuple[Item, ...]:
    return items(plan, [WEEKS] if plan.templates else [], settings, everything)


def weeks(found: tuple[Item, ...]) -> dict[str, list[str]]:
    return {week.title: [each.unit for each in own] for week, own in by_week(found)}


# What the plans name


def test_a_skill_for_today_comes_first_and_no_unit_comes_twice() -> None:
    found = items(PLAN, [START, WEEKS], HEALTH, everything)
    assert units(found) == ["dbt.dt.stop", "iop.s1.fit", *NAMED[1:]]


def test_who_named_substance_use_begins_with_staying_alive_and_gets_those_units_in_their_week() -> None:
    found = listed(settings=BOTH)
    assert units(found)[:2] == ["dbt.dt.stop", "sud.core.safe"]
    assert weeks(found)["Week 1: Steady"][-1] == "sud.core.surf"
    assert not any(each.startswith("sud.") for each in units(listed()))


def test_who_came_for_substance_use_alone_finds_its_units_first_in_each_week() -> None:
    found = weeks(listed(settings=Settings(need="substance use")))
    assert found["Week 1: Steady"] == ["dbt.dt.stop", "sud.core.safe", "sud.core.surf", "dbt.dt.breath", "dbt.dt.kit"]


def test_gated_units_come_only_when_they_are_asked_for() -> None:
    for settings in (HEALTH, BOTH):
        assert not {"dbt.dt.cold", "trauma.core.write"} & set(units(listed(settings=settings)))


def test_the_days_before_a_program_are_followed_by_the_weeks_of_a_course() -> None:
    found = items(PLAN, [START, WEEKS], HEALTH, everything)
    assert [week.place for week, _ in by_week(found)] == ["day 1 of 2", "day 2 of 2", "week 1 of 3", "week 2 of 3", "week 3 of 3"]


def test_what_cannot_be_opened_is_left_out_and_the_weeks_keep_their_numbers() -> None:
    found = items(PLAN, [WEEKS], BOTH, lambda unit: unit == "dbt.ie.goals")
    assert [(each.unit, each.week.place) for each in found] == [("dbt.ie.goals", "week 3 of 3")]
    assert items(OWN, [], BOTH, everything) == ()


def test_every_item_says_why_it_is_there() -> None:
    found = items(PLAN, [START, WEEKS], BOTH, everything)
    assert all(each.reason and each.theme for each in found)
    assert {each.why for each in found} >= {"What an IOP is.", "A skill you can use today, whatever comes next."}
    assert Item("iop.s1.fit", Week(2, 10, "Is it likely to fit?", "day"), "", "Is it likely to fit?").why == "Is it likely to fit?"


def test_the_next_item_is_the_first_one_that_is_not_done() -> None:
    plan = listed()
    assert next_item(plan, ()) == plan[0]
    assert next_item(plan, {"dbt.dt.stop", "dbt.dt.kit"}) == plan[1]
    assert next_item(plan, set(units(plan))) is None


# What the person changes


def test_a_unit_that_is_moved_takes_the_week_of_the_one_it_passes_and_says_who_put_it_there() -> None:
    to = step(listed(), "dbt.er.check", -1)
    assert to == Move("dbt.er.check", "before", "dbt.dt.kit")
    plan = chosen.put(PLAN, to)
    found = {each.unit: each for each in listed(plan)}
    assert weeks(listed(plan))["Week 1: Steady"] == ["dbt.dt.stop", "dbt.dt.breath", "dbt.er.check", "dbt.dt.kit"]
    assert (found["dbt.er.check"].reason, found["dbt.er.check"].theme) == (PUT_HERE, "Feelings")


def test_one_place_later_and_one_place_earlier_lead_back_to_the_same_order() -> None:
    for unit in NAMED[1:-1]:
        later = chosen.put(PLAN, must(step(listed(), unit, 1)))
        assert units(listed(later)) != NAMED
        assert units(listed(chosen.put(later, must(step(listed(later), unit, -1))))) == NAMED


def must(move: Move | None) -> Move:
    assert move is not None
    return move


def test_at_the_ends_of_the_plan_there_is_no_further_step() -> None:
    assert step(listed(), NAMED[0], -1) is None
    assert step(listed(), NAMED[-1], 1) is None
    assert step(listed(), "own.day.walk", 1) is None


def test_walking_a_unit_through_the_whole_plan_is_kept_as_one_move() -> None:
    plan = PLAN
    for _ in range(len(NAMED) - 1):
        plan = chosen.put(plan, must(step(listed(plan), "dbt.ie.give", -1)))
    assert units(listed(plan)) == ["dbt.ie.give", *NAMED[:-1]]
    assert plan.moved == (Move("dbt.ie.give", "before", "dbt.dt.stop"),)


def test_a_unit_stays_where_it_was_put_when_the_one_beside_it_moves_on() -> None:
    plan = chosen.put(PLAN, Move("dbt.ie.give", "before", "dbt.dt.stop"))
    plan = chosen.put(plan, Move("dbt.er.name", "after", "dbt.ie.give"))
    plan = chosen.put(plan, Move("dbt.ie.give", "after", "dbt.ie.goals"))
    assert units(listed(plan))[0] == "dbt.er.name"
    assert units(listed(plan))[-1] == "dbt.ie.give"


def test_a_unit_that_is_left_out_comes_back_to_where_it_was_put() -> None:
    plan = chosen.put(PLAN, Move("dbt.ie.give", "after", "dbt.dt.stop"))
    out = chosen.leave_out(chosen.leave_out(plan, "dbt.ie.give"), "dbt.ie.give")
    assert units(listed(out)) == NAMED[:-1]
    assert units(listed(chosen.bring_back(out, "dbt.ie.give")))[1] == "dbt.ie.give"


def test_a_unit_is_added_after_another_one_or_at_the_end() -> None:
    after = chosen.add(PLAN, "own.day.walk", "dbt.dt.stop")
    assert units(listed(after))[1] == "own.day.walk"
    end = {each.unit: each for each in listed(chosen.add(PLAN, "own.day.walk"))}
    assert (end["own.day.walk"].reason, end["own.day.walk"].week.number) == (ADDED, 3)


def test_adding_what_is_there_already_brings_it_here_also_when_it_was_left_out() -> None:
    plan = chosen.add(chosen.leave_out(PLAN, "dbt.ie.give"), "dbt.ie.give", "dbt.dt.stop")
    assert units(listed(plan))[:2] == ["dbt.dt.stop", "dbt.ie.give"]
    assert units(listed(plan)).count("dbt.ie.give") == 1


def test_a_plan_of_ones_own_holds_what_was_added_and_nothing_else() -> None:
    plan = chosen.add(chosen.add(OWN, "dbt.ie.give"), "own.day.walk", "dbt.ie.give")
    assert weeks(listed(plan, BOTH)) == {"Week 1: Your own": ["dbt.ie.give", "own.day.walk"]}


def test_a_module_that_is_asked_for_comes_before_the_others_and_after_what_keeps_one_alive() -> None:
    plan = replace(PLAN, first_module="dbt.ie")
    found = listed(plan, BOTH)
    assert units(found)[:4] == ["dbt.dt.stop", "sud.core.safe", "dbt.ie.goals", "dbt.ie.give"]
    assert [each.reason for each in found[2:4]] == [FIRST_PLEASE] * 2
    assert sorted(units(found)) == sorted(units(listed(settings=BOTH)))


def test_a_module_first_leaves_the_days_before_a_program_where_they_are() -> None:
    found = items(replace(PLAN, first_module="dbt.ie"), [START, WEEKS], HEALTH, everything)
    assert [week.place for week, _ in by_week(found)] == ["day 1 of 2", "day 2 of 2", "week 1 of 3", "week 2 of 3", "week 3 of 3"]
    assert units(found)[3:5] == ["dbt.ie.goals", "dbt.ie.give"]


@pytest.mark.parametrize("per_week", chosen.PACES)
def test_a_week_holds_as_many_units_as_were_asked_for(per_week: int) -> None:
    found = by_week(listed(replace(PLAN, per_week=per_week)))
    assert [len(own) for _, own in found[:-1]] == [per_week] * (len(found) - 1)
    assert [week.place for week, _ in found] == [f"week {n} of {len(found)}" for n in range(1, len(found) + 1)]
    assert [each.unit for _, own in found for each in own] == NAMED


def test_a_week_that_was_counted_anew_names_the_themes_of_its_units() -> None:
    found = listed(replace(PLAN, per_week=4))
    assert [week.title for week, _ in by_week(found)] == ["Week 1: Steady, Feelings", "Week 2: People"]


def test_a_pace_leaves_days_alone() -> None:
    found = items(replace(PLAN, per_week=2), [START, WEEKS], HEALTH, everything)
    assert [week.unit for week, _ in by_week(found)] == ["day", "day", "week", "week", "week"]


# Whatever is changed, in any order

ALL = (*NAMED, "sud.core.safe", "sud.core.surf", "own.day.walk", "dbt.dt.cold")
UNITS = st.sampled_from(ALL)
WRITTEN = st.sets(UNITS)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), UNITS, UNITS, st.sampled_from((chosen.BEFORE, chosen.AFTER))),
        st.tuples(st.just("leave out"), UNITS),
        st.tuples(st.just("bring back"), UNITS),
        st.tuples(st.just("add"), UNITS, st.one_of(st.just(""), UNITS)),
        st.tuples(st.just("pace"), st.sampled_from((0, *chosen.PACES))),
        st.tuples(st.just("first"), st.sampled_from(("", "dbt.ie", "dbt.er", "own.day"))),
    ),
    max_size=12,
)


def changed(changes: list[tuple[object, ...]]) -> ChosenPlan:
    plan = PLAN
    for change in changes:
        match change:
            case ("put", str(unit), str(by), str(side)):
                plan = chosen.put(plan, Move(unit, side, by))
            case ("leave out", str(unit)):
                plan = chosen.leave_out(plan, unit)
            case ("bring back", str(unit)):
                plan = chosen.bring_back(plan, unit)
            case ("add", str(unit), str(after)):
                plan = chosen.add(plan, unit, after)
            case ("pace", int(per_week)):
                plan = replace(plan, per_week=per_week)
            case ("first", str(module)):
                plan = replace(plan, first_module=module)
    return plan


@trying(max_examples=150, deadline=None)
@given(CHANGES, WRITTEN, st.sampled_from((HEALTH, BOTH)))
def test_every_written_unit_stands_once_and_none_that_was_left_out(
    changes: list[tuple[object, ...]], written: set[str], settings: Settings
) -> None:
    plan = changed(changes)
    found = units(items(plan, [WEEKS], settings, lambda unit: unit in written))
    wanted = {*units(listed(settings=settings)), *plan.added} - set(plan.left_out)
    assert sorted(found) == sorted(wanted & written)


@trying(max_examples=150, deadline=None)
@given(CHANGES, WRITTEN, WRITTEN)
def test_units_that_are_written_later_join_and_nothing_else_changes_its_place(
    changes: list[tuple[object, ...]], written: set[str], later: set[str]
) -> None:
    plan = changed(changes)
    before = units(items(plan, [WEEKS], BOTH, lambda unit: unit in written))
    after = units(items(plan, [WEEKS], BOTH, lambda unit: unit in written | later))
    assert [each for each in after if each in written] == before


@trying(max_examples=150, deadline=None)
@given(CHANGES)
def test_what_nobody_moved_keeps_the_order_of_its_plan(changes: list[tuple[object, ...]]) -> None:
    plan = replace(changed(changes), first_module="")
    touched = {*(each.unit for each in plan.moved), *plan.added, *plan.left_out}
    still = [each for each in units(listed(plan, BOTH)) if each not in touched]
    assert still == [each for each in units(listed(settings=BOTH)) if each not in touched]


@trying(max_examples=150, deadline=None)
@given(CHANGES, UNITS, UNITS)
def test_the_last_move_counts_whatever_was_done_before(changes: list[tuple[object, ...]], unit: str, by: str) -> None:
    plan = chosen.add(chosen.add(changed(changes), by), unit)
    found = units(listed(chosen.put(plan, Move(unit, chosen.AFTER, by)), BOTH))
    if unit != by:
        assert found[found.index(by) + 1] == unit


@trying(max_examples=150, deadline=None)
@given(CHANGES)
def test_weeks_stand_in_their_order_and_each_in_one_piece(changes: list[tuple[object, ...]]) -> None:
    numbers = [week.number for week, _ in by_week(listed(changed(changes), BOTH))]
    assert numbers == sorted(set(numbers))


@trying(max_examples=150, deadline=None)
@given(CHANGES)
def test_moves_that_no_longer_matter_are_forgotten(changes: list[tuple[object, ...]]) -> None:
    """However often one changes one's mind, what is kept stays small."""
    plan = changed(changes)
    for each in NAMED * 30:
        plan = chosen.put(plan, Move("dbt.ie.give", chosen.AFTER, each))
    assert len(plan.moved) <= 12 + 1
