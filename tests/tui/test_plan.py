"""The plan by weeks: what stands in it and why, and every way to change it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tui import units
from tui.harness import Home, Person

from iop_tui import words
from iop_tui.domain.chosen import ChosenPlan, Move
from iop_tui.services import answering, arranging, planning
from iop_tui.services.house import House
from iop_tui.tui.screens.plan import ABOUT


def finish(home: Home, *named: str) -> None:
    with home.house() as house:
        for unit in named:
            answering.finish_run(house, answering.start_run(house, house.library.unit(unit)).value)


def plan_of(house: House) -> ChosenPlan:
    plan = planning.current(house)
    assert plan is not None
    return plan


def kept(home: Home) -> ChosenPlan:
    with home.house() as house:
        return plan_of(house)


def listed(me: Person) -> list[str]:
    """The units on the screen, in order."""
    return [row for row in me.rows() if row and row != ABOUT]


def count(home: Home, week: int) -> int:
    """How many units of a week are written by now."""
    with home.house() as house:
        return sum(1 for each in planning.plan_items(house) if each.week.number == week)


# Looking


async def test_the_plan_stands_by_weeks_with_what_is_done_and_why_each_unit_is_there(mina: Home, size: tuple[int, int]) -> None:
    finish(mina, "dbt.dt.stop")
    async with mina.visit(size) as me:
        await me.press("2", "P")
        await me.sees("Your plan", "week 1 of 8")
        assert me.row() == "sud.core.safe", "the cursor stands at what comes next"
        await me.press("home")
        await me.sees("Eight weeks, close together.", "5 sittings of 20 minutes hold about 7 units a week.")
        await me.reads(f"1 of {count(mina, 1)} done", "STOP: a pause before you act done 8 min", "A skill you can use today", key="down")
        await me.reads("Week 2: Mind and body", f"0 of {count(mina, 2)} done", "You named substance use.", key="down")


async def test_a_unit_opens_and_q_comes_back_to_it_and_then_to_learn(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("2", "P")
        await me.open_row("TIPP")
        assert me.room() == "ReaderScreen"
        await me.press("q")
        assert (me.room(), me.row()) == ("PlanScreen", "dbt.dt.tipp")
        await me.press("q")
        assert me.room() == "LearnRoom"


async def test_what_is_done_now_counts_at_once(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("P")
        finish(mina, "dbt.dt.stop")
        me.app._look()
        await me.sees(f"1 of {count(mina, 1)} done")


@pytest.mark.parametrize("keys", ["v", "home enter"])
async def test_the_whole_plan_is_one_page(mina: Home, phone: tuple[int, int], keys: str) -> None:
    async with mina.visit(phone) as me:
        await me.press("P", *keys.split())
        await me.reads("My plan", f"Week 1: Start, safety, and a pause (0 of {count(mina, 1)} done)", "Week 8: Keeping it going")
        await me.press("q")
        assert me.room() == "PlanScreen"


async def test_question_mark_says_that_nothing_is_ever_late(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("P", "?")
        await me.reads("so nothing is ever late", "how many units a week", "the plans before this one")


async def test_a_number_leads_to_its_room(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("P", "3")
        assert me.room() == "KeepRoom"


# Moving


async def test_a_unit_is_moved_and_stays_there(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("P")
        rest = [each for each in listed(me) if each != "dbt.or.wise"]
        await me.to_row("Wise mind")
        at = listed(me).index("dbt.or.wise")
        await me.press(*["["] * (at - 1))
        assert me.row() == "dbt.or.wise", "the cursor goes with it"
        assert listed(me) == [rest[0], "dbt.or.wise", *rest[1:]]
        await me.reads("You put it here.", key="down")
        await me.to_row("Wise mind")
        await me.press("]")
        assert listed(me) == [*rest[:2], "dbt.or.wise", *rest[2:]]
    async with mina.visit(size) as me:
        await me.press("2")
        assert listed(me) == [*rest[:2], "dbt.or.wise", *rest[2:]]


async def test_a_unit_goes_into_the_next_week_and_u_brings_it_back(mina: Home) -> None:
    first, second = count(mina, 1), count(mina, 2)
    async with mina.visit() as me:
        await me.press("P")
        await me.to_row("Triggers")
        await me.press("]")
        await me.reads(f"Week 2: Mind and body 0 of {second + 1} done", key="down")
        await me.press("home")
        await me.sees(f"Week 1: Start, safety, and a pause 0 of {first - 1} done")
        await me.undo()
        await me.hears("Undone: moved Triggers")
        await me.sees(f"Week 1: Start, safety, and a pause 0 of {first} done")


async def test_above_the_first_and_below_the_last_nothing_happens(mina: Home) -> None:
    before = kept(mina)
    async with mina.visit() as me:
        await me.press("P")
        await me.to_row("STOP")
        await me.press("[", "end", "]")
    assert kept(mina) == before


# Leaving out, bringing back, adding


async def test_a_unit_is_left_out_listed_at_the_end_and_brought_back(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("P")
        before = listed(me)
        await me.to_row("Wise mind")
        await me.press("d")
        await me.hears("Wise mind is left out. Press u to bring it back.")
        assert "dbt.or.wise" not in listed(me)
        assert listed(me)[-1] == "out:dbt.or.wise"
        await me.press("end")
        await me.sees("Left out")
        await me.press("b")
        assert listed(me) == before
        assert me.row() == "dbt.or.wise"
        await me.press("d")
        await me.open_row("Wise mind")
        assert listed(me) == before
        await me.press("d")
        await me.undo()
        assert listed(me) == before


async def test_b_where_nothing_is_left_out_says_what_it_is_for(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("P", "b")
        await me.hears("This brings back a unit that is left out")


async def test_what_is_left_out_is_no_longer_next(mina: Home) -> None:
    async with mina.visit() as me:
        await me.sees("Next STOP")
        await me.press("P", "d", "q")
        await me.sees("Next Safe first")


async def test_any_unit_is_added_where_the_cursor_stands(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(size) as me:
        await me.press("P")
        await me.to_row("Wise mind")
        await me.press("a")
        await me.sees("Add which unit?")
        await me.open_row("A walk around the block")
        rows = listed(me)
        assert rows[rows.index("dbt.or.wise") + 1] == "own.day.walk" == me.row()
        await me.press("a")
        await me.open_row("DEAR MAN")
        rows = listed(me)
        assert rows[rows.index("own.day.walk") + 1] == "dbt.ie.dearman"
        assert rows.count("dbt.ie.dearman") == 1, "what was in the plan comes here"
    assert kept(mina).added == ("own.day.walk", "dbt.ie.dearman")


async def test_a_unit_added_where_the_cursor_stands_on_none_comes_last(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit() as me:
        await me.press("P", "d", "end", "a")
        await me.open_row("A walk around the block")
        assert listed(me)[-2:] == ["own.day.walk", "out:dbt.dt.stop"]
        await me.sees("You added it.")


async def test_nothing_is_added_when_none_is_picked_and_no_adult_unit_to_a_teen(tomas: Home) -> None:
    tomas.unit("own.day.wine", units.ADULT)
    before = kept(tomas)
    async with tomas.visit() as me:
        await me.press("P", "a")
        assert not any("wine" in row.casefold() for row in me.rows())
        await me.press("q")
        assert me.room() == "PlanScreen"
    assert kept(tomas) == before


# Another plan, another pace


async def test_another_plan_is_taken_and_the_one_before_is_listed_with_its_dates(mina: Home, size: tuple[int, int]) -> None:
    finish(mina, "dbt.dt.stop")
    mina.watch.forward(days=12)
    async with mina.visit(size) as me:
        await me.press("P", "e")
        await me.sees("There is no earlier plan yet.")
        await me.press("q", "s")
        await me.sees("Which plan?", "Your plan now. For an eight-week IOP.")
        await me.open_row("Twelve weeks, steady")
        await me.hears("What you did, moved, added and left out is still here.")
        await me.sees("week 1 of 12")
        await me.press("e")
        await me.reads("Eight weeks, close together", "From Mon 23 Nov 2026 to Sat 5 Dec 2026.", "1 unit done in that time.")
        await me.press("q")
        await me.undo()
        await me.sees("week 1 of 8")
        await me.press("e")
        await me.sees("There is no earlier plan yet.")


async def test_the_days_before_a_program_and_a_course_can_be_had_together(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("P", "s")
        await me.open_row("Ten days before you start, then eight weeks")
        await me.sees("day 1 of 10")
        await me.reads("Day 2: Is it likely to fit?", "Week 1: Start, safety, and a pause", key="down")


async def test_a_plan_of_ones_own_begins_empty_and_says_how_to_fill_it(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("P", "s")
        await me.open_row("A plan of your own")
        await me.sees("This plan is empty. a adds a unit, s takes another plan.")
        await me.press("d", "[", "b", "enter", "q", "a")
        await me.open_row("DEAR MAN")
        await me.reads("Week 1: Your own", "0 of 1 done", key="down")
        await me.press("q")
        await me.sees("DEAR MAN")


async def test_a_week_holds_as_many_units_as_one_asks_for(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("P", "w")
        await me.open_row("3 a week")
        await me.reads("3 units a week.", "Week 2:", "0 of 3 done", key="down")
        await me.press("w")
        await me.open_row("as the plan has its weeks")
        await me.sees("week 1 of 8")
    assert kept(mina).per_week == 0


async def test_a_module_comes_first_until_one_says_otherwise(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("P")
        before = listed(me)
        await me.press("m")
        await me.open_row("Interpersonal effectiveness")
        assert listed(me)[2:4] == ["dbt.ie.goals", "dbt.ie.dearman"]
        await me.reads("You asked for this part first.", key="down")
        await me.press("m")
        await me.open_row("in the order of the plan")
        assert listed(me) == before


async def test_without_a_plan_the_screen_says_how_to_begin(mina: Home, phone: tuple[int, int]) -> None:
    with mina.house() as house:
        house.store.shelf(ChosenPlan).remove(1)
    async with mina.visit(phone) as me:
        await me.press("P")
        await me.sees("There is no plan yet. s offers some")
        await me.press("d", "[", "b", "a", "m", "enter", "w", "q")
        assert me.room() == "PlanScreen"
        await me.press("s")
        await me.open_row("Eight weeks")
        await me.sees("week 1 of 8")


# Two windows


async def test_a_change_from_another_window_is_not_lost(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("P")
        with mina.house() as other:
            arranging.leave_out(other, "dbt.dt.kit", plan_of(other))
        await me.to_row("Wise mind")
        await me.press("[")
        await me.wait_for(lambda: "out:dbt.dt.kit" in me.rows(), "both changes stand here")
        assert words.BOTH_KEPT not in me.said
    assert kept(mina).left_out == ("dbt.dt.kit",)


async def test_the_same_unit_in_two_windows_keeps_both_and_says_so(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("P")
        await me.to_row("Wise mind")
        with mina.house() as other:
            arranging.move(other, Move("dbt.or.wise", "after", "dbt.dt.tipp"), plan_of(other))
        await me.press("[")
        await me.hears(words.BOTH_KEPT)
        await me.press("home")
        await me.sees(f"{words.OTHER_COPY} Wise mind after TIPP.")
        await me.to_row("Triggers")
        await me.press("]", "home")
        await me.sees_not(words.OTHER_COPY)


# Settings, Start, Today


async def test_settings_lead_to_the_plan_and_keep_what_is_typed(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("o")
        await me.fill("message", "One thing at a")
        await me.do("Your plan")
        assert me.room() == "PlanScreen"
        await me.press("q")
        assert me.room() == "FormScreen"
        assert me.box("message").raw == "One thing at a"


async def test_time_and_sittings_are_told_in_settings_and_the_plan_follows(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("o")
        await me.pick("minutes", "10")
        await me.to_field("days")
        await me.press("3")
        await me.pick("when", "morning")
        await me.press("ctrl+s")
        await me.hears("3 sittings of 10 minutes hold about 3 units a week, so a week has 3 and there are more weeks.")
    assert (kept(mina).templates, kept(mina).per_week) == (("plan8",), 3)
    assert (mina.settings().days, mina.settings().when) == (3, "morning")


async def test_a_plan_that_was_chosen_stays_and_settings_say_so(mina: Home) -> None:
    with mina.house() as house:
        arranging.switch(house, arranging.choice(house, "plan24"), plan_of(house))
    async with mina.visit() as me:
        await me.press("o")
        await me.pick("minutes", "5")
        await me.press("ctrl+s")
        await me.hears("Your plan stays the one you chose.")
    assert kept(mina).templates == ("plan24",)


@pytest.mark.parametrize("when", ["morning", "evening"])
async def test_today_says_what_can_wait_only_before_the_time_that_suits(mina: Home, when: str) -> None:
    with mina.house() as house:
        planning.change_settings(house, house.prefs, replace(house.settings(), when=when))
    mina.watch.forward(hours=12)
    async with mina.visit() as me:
        await me.sees("Tue 24 Nov", "STOP")
        if when == "evening":
            await me.sees("It can wait for the evening, which suits you.")
        else:
            await me.sees_not("suits you")


async def test_today_tells_the_week_by_what_is_done(mina: Home, size: tuple[int, int]) -> None:
    mina.watch.forward(days=15)
    async with mina.visit(size) as me:
        await me.sees("week 1 of 8")
        with mina.house() as house:
            first = [each.unit for each in planning.plan_items(house) if each.week.number < 3]
        finish(mina, *first)
        me.app._look()
        await me.sees("week 3 of 8")
