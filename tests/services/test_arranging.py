"""Arranging the plan: whatever is changed stays, two windows lose nothing of each other, and a plan before this one is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from iop_tui.domain.chosen import PUT_HERE, THE_ONE, ChosenPlan, Move
from iop_tui.errors import UsageError
from iop_tui.services import answering, arranging, entries, moving, overview, planning, sharing
from iop_tui.services.copies import kept_another
from iop_tui.services.house import House, undo
from iop_tui.services.overview import View
from iop_tui.services.today import today

from .conftest import Hands, house_in

TODAY = date(2026, 11, 23)


@pytest.fixture
def other(house: House, hands: Hands) -> Iterator[House]:
    """Amina's second window."""
    window = house_in(house.data, hands)
    yield window
    window.store.close()


def plan_of(house: House) -> ChosenPlan:
    plan = planning.current(house)
    assert plan is not None
    return plan


def look(house: House) -> View:
    found = overview.view(house)
    assert found is not None
    return found


def units(house: House) -> list[str]:
    return [each.unit for each in planning.plan_items(house)]


def finish(house: House, *named: str) -> None:
    for unit in named:
        answering.finish_run(house, answering.start_run(house, house.library.unit(unit)).value)


def take(house: House, name: str) -> ChosenPlan:
    return arranging.switch(house, arranging.choice(house, name), plan_of(house)).value


# One change at a time


def test_a_unit_is_moved_and_undone(house: House) -> None:
    before = units(house)
    done = arranging.move(house, Move("dbt.dt.tipp", "after", "dbt.dt.stop"), plan_of(house))
    assert units(house)[1] == "dbt.dt.tipp"
    assert next(each for each in planning.plan_items(house) if each.unit == "dbt.dt.tipp").reason == PUT_HERE
    assert undo(house, done)
    assert units(house) == before


def test_a_unit_is_left_out_listed_and_brought_back(house: House) -> None:
    before = units(house)
    arranging.leave_out(house, "dbt.dt.tipp", plan_of(house))
    assert look(house).left_out == ("dbt.dt.tipp",)
    assert "dbt.dt.tipp" not in units(house)
    arranging.bring_back(house, "dbt.dt.tipp", plan_of(house))
    assert units(house) == before
    assert look(house).left_out == ()


def test_what_is_left_out_of_a_plan_and_named_by_no_other_is_not_listed_there(house: House) -> None:
    arranging.leave_out(house, "dbt.dt.tipp", plan_of(house))
    take(house, "own")
    assert look(house).left_out == ()
    take(house, "plan8")
    assert look(house).left_out == ("dbt.dt.tipp",)


def test_an_own_unit_is_added(house: House) -> None:
    arranging.add(house, "dbt.dt.denial", "dbt.dt.stop", plan_of(house))
    assert units(house)[1] == "dbt.dt.denial"


def test_pace_and_first_module(house: House) -> None:
    arranging.change_pace(house, 3, plan_of(house))
    assert [len(found) for _, found in look(house).weeks[:-1]] == [3] * (len(look(house).weeks) - 1)
    arranging.put_first(house, "dbt.ie", plan_of(house))
    assert units(house)[2:4] == ["dbt.ie.goals", "dbt.ie.dearman"]
    assert "Interpersonal effectiveness comes first." in overview.about(house, plan_of(house))
    assert "3 units a week." in overview.about(house, plan_of(house))


def test_every_module_of_the_plan_can_come_first(house: House) -> None:
    listed = dict(overview.modules(house, look(house)))
    assert ("Interpersonal effectiveness", "dbt.ie") in listed["DBT skills"]
    assert all(named for named in listed.values())


def test_a_plan_that_was_kept_before_it_could_be_changed_reads_as_it_was(house: House) -> None:
    """As older versions wrote it: no more than the templates and the day."""
    before = units(house)
    house.store.run(lambda: _as_it_was(house))
    assert plan_of(house).moved == ()
    assert units(house) == before


def _as_it_was(house: House) -> None:
    with house.store.writing() as storage:
        from iop_tui.store.table import VaultTable

        VaultTable(storage, ChosenPlan.table).save(THE_ONE, {"templates": ["plan8"], "began": "2026-11-01", "day": "2026-11-01"}, 7)


# Weeks by what is done


def test_the_place_is_the_week_of_the_first_unit_that_is_not_done(house: House, hands: Hands) -> None:
    assert re.fullmatch(r"week 1 of \d\d", today(house).place), "five units a week"
    arranging.change_pace(house, 0, plan_of(house))
    hands.forward(days=90)
    assert today(house).place == "week 1 of 8", "the calendar has no say in it"
    week_1 = [each.unit for each in planning.plan_items(house) if each.week.number == 1]
    finish(house, *week_1[1:])
    assert look(house).place == "week 1 of 8"
    finish(house, week_1[0])
    assert look(house).place == "week 2 of 8"
    assert look(house).done(look(house).weeks[0][1]) == f"{len(week_1)} of {len(week_1)} done"


def test_days_before_a_program_are_counted_by_themselves_and_the_end_is_said(house: House) -> None:
    take(house, "planstart")
    assert today(house).place == "day 1 of 10"
    finish(house, *units(house))
    assert today(house).place == "through the plan"
    take(house, "own")
    assert today(house).place == "day 1", "a plan with nothing in it is no plan to be through"


def test_weeks_shift_when_something_is_added_or_left_out_and_nothing_is_ever_late(house: House) -> None:
    finish(house, *units(house)[:6])
    assert look(house).place.startswith("week 2 of")
    arranging.add(house, "dbt.dt.denial", units(house)[0], plan_of(house))
    assert look(house).place.startswith("week 1 of")
    arranging.leave_out(house, "dbt.dt.denial", plan_of(house))
    assert look(house).place.startswith("week 2 of")


@pytest.mark.parametrize(
    ("when", "hour", "said"),
    [
        ("evening", 9, True),
        ("evening", 18, False),
        ("morning", 9, False),
        ("any time", 9, False),
        ("afternoon", 6, True),
        ("evening", 26, False),
    ],
)
def test_before_the_time_that_suits_the_next_thing_can_wait(house: House, hands: Hands, when: str, hour: int, said: bool) -> None:
    """Two at night belongs to the evening, for a person whose day ends at four."""
    planning.change_settings(house, replace(house.prefs, zone="Europe/Berlin", day_ends_at=4), replace(house.settings(), when=when))
    house.clock = house.store.clock = replace(house.clock, tick=lambda: hands.moment)
    hands.forward(hours=hour - 10)
    found = today(house).next
    assert found is not None
    assert (f"It can wait for the {when}, which suits you." in found.reason) is said


# Another plan


def test_another_plan_keeps_everything_that_was_done_and_changed(house: House, hands: Hands) -> None:
    finish(house, "dbt.dt.stop")
    arranging.leave_out(house, "dbt.dt.kit", plan_of(house))
    arranging.move(house, Move("dbt.er.check", "after", "dbt.dt.stop"), plan_of(house))
    arranging.change_pace(house, 3, plan_of(house))
    hands.forward(days=20)
    take(house, "plan24")
    found = look(house)
    assert (found.plan.templates, found.plan.per_week, found.plan.began) == (("plan24",), 0, date(2026, 12, 13))
    assert [each.unit for each in found.items if each.unit in ("dbt.dt.stop", "dbt.er.check", "dbt.dt.kit")] == [
        "dbt.dt.stop",
        "dbt.er.check",
    ]
    assert found.state("dbt.dt.stop") == "done"
    [before] = overview.earlier(house)
    assert (before.templates, before.per_week, before.began, before.ended) == (("plan8",), 3, TODAY, date(2026, 12, 13))
    assert overview.lived(house, before) == "From Mon 23 Nov 2026 to Sun 13 Dec 2026. 1 unit done in that time."


def test_taking_another_plan_is_undone_as_a_whole(house: House, hands: Hands) -> None:
    hands.forward(days=3)
    before = plan_of(house)
    done = arranging.switch(house, arranging.choice(house, "plan24"), before)
    assert undo(house, done)
    assert plan_of(house).templates == before.templates
    assert overview.earlier(house) == []


def test_a_plan_that_lasted_no_day_is_no_history(house: House, hands: Hands) -> None:
    hands.forward(days=1)
    for name in ("plan12", "plan24", "planstart+plan8"):
        take(house, name)
    assert [each.templates for each in overview.earlier(house)] == [("plan8",)]
    assert plan_of(house).templates == ("planstart", "plan8")


def test_an_unknown_plan_says_which_there_are(house: House) -> None:
    with pytest.raises(UsageError, match=r"plan8, plan12, plan24, planstart\+plan8"):
        arranging.choice(house, "plan9")


def test_without_a_plan_there_is_nothing_to_change_and_one_can_be_taken(empty: House) -> None:
    assert overview.view(empty) is None
    with pytest.raises(UsageError, match="There is no plan yet"):
        arranging.change_pace(empty, 3, ChosenPlan(templates=(), began=TODAY))
    arranging.switch(empty, arranging.choice(empty, "plan12"), None)
    assert look(empty).plan.templates == ("plan12",)
    assert overview.earlier(empty) == []


def test_an_earlier_plan_is_an_entry_that_can_be_deleted(house: House, hands: Hands) -> None:
    hands.forward(days=3)
    take(house, "plan12")
    [piece] = [each for each in entries.pieces(house) if each.kind == "earlier plan"]
    assert (piece.title, piece.table) == ("Eight weeks, close together", "plan")
    entries.delete(house, piece)
    assert overview.earlier(house) == []
    assert plan_of(house).templates == ("plan12",)


def test_a_plan_moves_to_another_machine_with_its_changes_and_its_history(house: House, hands: Hands, tmp_path: object) -> None:
    hands.forward(days=3)
    take(house, "plan12")
    arranging.move(house, Move("dbt.dt.tipp", "after", "dbt.dt.stop"), plan_of(house))
    new = house_in(house.data.parent / "elsewhere", hands)
    moving.take_in(new, moving.take_out(house))
    assert planning.current(new) == plan_of(house)
    assert overview.earlier(new) == overview.earlier(house)
    new.store.close()


# Settings


def test_an_offered_plan_follows_the_time_there_is(house: House, hands: Hands) -> None:
    hands.forward(days=3)
    planning.change_settings(house, house.prefs, replace(house.settings(), stage="skills only", minutes=5, days=2))
    assert (plan_of(house).templates, plan_of(house).per_week) == (("plan24",), 2)
    assert [each.templates for each in overview.earlier(house)] == [("plan8",)]
    assert "2 sittings of 5 minutes hold about 2 units a week" in overview.about(house, plan_of(house))


def test_a_chosen_plan_stays_whatever_the_settings_say(house: House) -> None:
    take(house, "plan12")
    planning.change_settings(house, house.prefs, replace(house.settings(), minutes=5, days=2))
    assert (plan_of(house).templates, plan_of(house).per_week) == (("plan12",), 0)


def test_a_chosen_pace_stays_when_the_plan_follows(house: House) -> None:
    arranging.change_pace(house, 7, plan_of(house))
    planning.change_settings(house, house.prefs, replace(house.settings(), stage="skills only", days=3))
    assert (plan_of(house).templates, plan_of(house).per_week) == (("plan24",), 7)


def test_settings_that_have_nothing_to_do_with_it_leave_the_plan_alone(house: House) -> None:
    before = plan_of(house)
    planning.change_settings(house, house.prefs, replace(house.settings(), message="One thing at a time."))
    assert plan_of(house) == before


def test_what_brings_a_person_changes_the_units_and_not_the_plan(house: House) -> None:
    before = plan_of(house)
    planning.change_settings(house, house.prefs, replace(house.settings(), need="mental health"))
    assert plan_of(house) == before
    assert not any(each.startswith("sud.") for each in units(house))


def test_answering_start_again_keeps_what_was_changed(house: House) -> None:
    arranging.leave_out(house, "dbt.dt.kit", plan_of(house))
    planning.start(house, replace(house.settings(), stage="about to start"))
    assert plan_of(house).templates == ("planstart", "plan12")
    assert plan_of(house).left_out == ("dbt.dt.kit",)


# Two windows


def test_two_windows_that_change_different_things_lose_nothing(house: House, other: House) -> None:
    seen = plan_of(house)
    first = arranging.move(house, Move("dbt.dt.tipp", "after", "dbt.dt.stop"), seen)
    for done in (
        arranging.leave_out(other, "dbt.dt.kit", seen),
        arranging.change_pace(other, 4, seen),
        arranging.put_first(house, "dbt.ie", seen),
        arranging.add(house, "dbt.dt.denial", "dbt.dt.stop", seen),
        arranging.move(other, Move("dbt.er.check", "before", "dbt.dt.stop"), seen),
        arranging.switch(other, arranging.choice(other, "plan12"), seen),
    ):
        assert not kept_another(done), "nothing stands against anything else"
    plan = plan_of(house)
    assert {each.unit for each in plan.moved} == {"dbt.dt.tipp", "dbt.dt.denial", "dbt.er.check"}
    assert (plan.left_out, plan.added, plan.first_module, plan.templates) == (("dbt.dt.kit",), ("dbt.dt.denial",), "dbt.ie", ("plan12",))
    assert not kept_another(first)


def test_two_windows_that_move_the_same_unit_keep_both_and_say_what_the_other_says(house: House, other: House) -> None:
    seen = plan_of(house)
    arranging.move(other, Move("dbt.dt.tipp", "after", "dbt.dt.stop"), seen)
    done = arranging.move(house, Move("dbt.dt.tipp", "before", "dbt.er.check"), seen)
    assert kept_another(done)
    assert units(house).index("dbt.dt.tipp") == units(house).index("dbt.er.check") - 1
    assert overview.other_copies(house, plan_of(house)) == ["TIPP after STOP"]
    arranging.leave_out(house, "dbt.dt.kit", plan_of(house))
    assert overview.other_copies(house, plan_of(house)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("left out", "TIPP left out"), ("pace", "3 a week"), ("module", "first Emotion regulation"), ("plan", "Twelve weeks, steady")],
)
def test_two_windows_that_disagree_keep_both_whatever_it_is_about(house: House, other: House, name: str, said: str) -> None:
    seen = plan_of(house)
    match name:
        case "left out":
            arranging.leave_out(other, "dbt.dt.tipp", seen)
            done = arranging.move(house, Move("dbt.dt.tipp", "after", "dbt.dt.stop"), seen)
        case "pace":
            arranging.change_pace(other, 3, seen)
            done = arranging.change_pace(house, 6, seen)
        case "module":
            arranging.put_first(other, "dbt.er", seen)
            done = arranging.put_first(house, "dbt.ie", seen)
        case _:
            arranging.switch(other, arranging.choice(other, "plan12"), seen)
            done = arranging.switch(house, arranging.choice(house, "plan24"), seen)
    assert kept_another(done)
    [copy] = overview.other_copies(house, plan_of(house))
    assert said in copy
    if name == "left out":
        assert units(house)[1] == "dbt.dt.tipp", "what was done last stands"


def test_two_windows_that_do_the_same_agree(house: House, other: House) -> None:
    seen = plan_of(house)
    arranging.leave_out(other, "dbt.dt.tipp", seen)
    assert not kept_another(arranging.leave_out(house, "dbt.dt.tipp", seen))
    assert plan_of(house).left_out == ("dbt.dt.tipp",)


def test_a_move_beside_a_unit_that_another_window_left_out_stays(house: House, other: House) -> None:
    seen = plan_of(house)
    arranging.leave_out(other, "dbt.dt.stop", seen)
    arranging.move(house, Move("dbt.dt.tipp", "after", "dbt.dt.stop"), seen)
    assert units(house)[:2] == ["dbt.dt.tipp", "sud.core.safe"]


# On paper


def test_the_plan_is_one_page_with_weeks_states_and_reasons(house: House) -> None:
    finish(house, "dbt.dt.stop")
    arranging.leave_out(house, "dbt.dt.kit", plan_of(house))
    text = " ".join(sharing.write(sharing.plan_page(house), "txt").split())
    assert "Week 1: Start, safety, and a pause (1 of 5 done)" in text
    assert "STOP: a pause before you act (8 min): done. A skill you can use today, whatever comes next." in text
    assert "Left out - My crisis kit" in text


def test_without_a_plan_the_page_says_so(empty: House) -> None:
    assert "There is no plan yet." in sharing.write(sharing.plan_page(empty), "md")
