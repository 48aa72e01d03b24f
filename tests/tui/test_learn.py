"""Learn: the plan's order, every unit, a skill for a feeling, and what a bad file does."""

from __future__ import annotations

from tui import units
from tui.harness import Home

from iop_tui.services import answering


async def test_the_plan_stands_in_its_order_with_a_reason_for_each(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("2")
        await me.sees("Learn: your plan", "STOP: a pause before you act", "to do 8 min")
        await me.reads("You named substance use", "Week 2", "TIPP: start with the body", key="down")
        assert me.rows().index("dbt.dt.stop") < me.rows().index("dbt.dt.tipp")


async def test_all_units_stand_under_their_track_and_module(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("2", "a")
        await me.sees("Learn: all units")
        await me.reads("TIPP: start with the body", "Urge surfing", key="down")
        await me.press("p")
        await me.sees("Learn: your plan")


async def test_a_unit_opens_and_q_comes_back_to_the_same_row(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("2")
        await me.open_row("TIPP")
        await me.sees("TIPP: start with the body", "Why")
        await me.press("q")
        assert me.room() == "LearnRoom"
        assert me.row() == "dbt.dt.tipp"


async def test_what_was_begun_and_done_is_told_in_words(mina: Home) -> None:
    with mina.house() as house:
        stop, kit = house.library.unit("dbt.dt.stop"), house.library.unit("dbt.dt.kit")
        for _ in range(2):
            answering.finish_run(house, answering.start_run(house, stop).value)
        answering.start_run(house, kit)
    async with mina.visit() as me:
        await me.press("2")
        await me.sees("1 done", "STOP: a pause before you act done 2 times 8 min", "My crisis kit started 15 min")


async def test_a_unit_of_ones_own_says_where_it_comes_from(mina: Home, phone: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(phone) as me:
        await me.press("2", "a")
        await me.to_row("A walk around the block")
        await me.sees("Ten slow minutes outside, with your eyes open. (added by you)")
        await me.press("enter")
        await me.turn_to("Finish")
        await me.reads("This unit added by you; it is not clinically reviewed.")


async def test_a_bad_file_is_named_on_the_last_line_and_the_good_ones_are_shown(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    mina.unit("own.day.bad", units.BAD)
    mina.unit("own.day.worse", "not a unit at all\n")
    async with mina.visit(size) as me:
        await me.press("2", "a")
        await me.open_row("A walk around the block")
        await me.sees("A short walk can take the edge off")
        await me.press("q")
        await me.sees("Left out:", "more: iop check")
        assert "own.day.bad" not in me.rows()


async def test_one_bad_file_is_named_with_its_line_and_what_would_do(mina: Home, phone: tuple[int, int]) -> None:
    mina.unit("own.day.bad", units.BAD)
    async with mina.visit(phone) as me:
        await me.press("2")
        await me.sees("Left out: modules/own/day/bad.md:", 'did you mean "scale"?')
        await me.sees_not("more: iop check")
    async with mina.visit(phone, open_unit="own.day.bad") as me:
        await me.hears('did you mean "scale"?')


async def test_a_file_cannot_take_the_place_of_a_shipped_unit(mina: Home) -> None:
    mina.unit("dbt.dt.stop", units.WALK)
    async with mina.visit() as me:
        await me.press("2")
        await me.sees("Left out:", "cannot be replaced")
        await me.open_row("STOP")
        await me.sees("Some urges are fast")


async def test_a_word_about_the_module_and_when_to_get_more_help(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("2")
        await me.to_row("STOP")
        await me.press("i")
        await me.sees("About")
        await me.reads("DBT is a registered trademark of Marsha M. Linehan", "tell your clinician")
        await me.press("q")
        assert me.room() == "LearnRoom"


async def test_an_adult_unit_stays_closed_to_a_teen(tomas: Home, phone: tuple[int, int]) -> None:
    tomas.unit("own.day.walk", units.WALK)
    tomas.unit("own.day.wine", units.ADULT)
    async with tomas.visit(phone) as me:
        await me.press("2", "a")
        assert "own.day.walk" in me.rows()
        assert "own.day.wine" not in me.rows()
        me.app.open_reader("own.day.wine")
        await me.hears("This unit is for adults.")
        assert me.room() == "LearnRoom"


async def test_an_adult_unit_that_is_asked_for_by_name_stays_closed_to_a_teen(tomas: Home) -> None:
    tomas.unit("own.day.wine", units.ADULT)
    async with tomas.visit(open_unit="own.day.wine") as me:
        await me.hears("This unit is for adults.")
        assert me.room() == "TodayRoom"


async def test_an_unknown_unit_says_what_is_near(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stob") as me:
        await me.hears("dbt.dt.stop")
        assert me.room() == "TodayRoom"
