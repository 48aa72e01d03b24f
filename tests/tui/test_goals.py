"""Goals: in own words, on Today, and looked at again."""

from __future__ import annotations

from tui.harness import Home

from iop_tui.domain.books.goals import GOALS, Goal
from iop_tui.services import answering, listing


async def test_a_goal_is_written_stands_on_today_and_is_looked_at_again(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("Goals")
        await me.sees("No goal stands here yet.")
        await me.press("enter")
        await me.fill("goal", "Outside before noon")
        await me.fill("matters", "9")
        await me.fill("review", "2026-11-25")
        await me.press("ctrl+s", "q", "1")
        await me.open_row("Outside before noon")
        await me.sees("Goals", "1 open of 1 goal", "matters 9", "look again Wed 25 Nov")
        await me.press("q")
        assert me.room() == "TodayRoom"
        await me.sees_not("A look at your goal")
    mina.watch.forward(days=2)
    async with mina.visit(size) as me:
        await me.open_row("A look at your goal: Outside before noon")
        await me.pick("stands", "let go")
        await me.fill("saw", "It was my aunt's wish.")
        await me.press("ctrl+s")
        assert "tool:goals" not in me.rows()
        await me.press("7")
        await me.open_row("Goals")
        await me.sees("Reached, changed or let go", "let go; It was my aunt's wish.")


async def test_several_goals_take_one_row_of_today(mina: Home) -> None:
    with mina.house() as house:
        for number, text in enumerate(("Sew", "Sleep by eleven", "Call Ana")):
            listing.keep(house, GOALS, Goal(), {"goal": text, "matters": number})
    async with mina.visit() as me:
        await me.sees("Call Ana, and 2 more")
        assert me.rows().count("tool:goals") == 1


async def test_a_goal_is_removed_and_brought_back_and_an_empty_one_gets_a_kind_sentence(mina: Home) -> None:
    with mina.house() as house:
        listing.keep(house, GOALS, Goal(), {"goal": "Sew"})
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("Goals")
        await me.press("d")
        await me.sees("No goal stands here yet.")
        await me.undo()
        await me.sees("Sew")
        await me.press("a")
        await me.fill("seen", "On Saturdays")
        await me.press("ctrl+s")
        await me.reads("What do you want? Your own words will do.")
        assert me.box("seen").raw == "On Saturdays"


async def test_two_windows_keep_both_goals(mina: Home) -> None:
    with mina.house() as house:
        kept = listing.keep(house, GOALS, Goal(), {"goal": "Sew"}).value
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("Goals")
        await me.open_row("Sew")
        await me.fill("goal", "Sew on Saturdays")
        with mina.house() as other:
            listing.keep(other, GOALS, kept, {"goal": "Sew at ten"})
        await me.press("ctrl+s")
        await me.sees("Sew on Saturdays", "Sew at ten")


async def test_the_unit_leads_to_the_goals_and_one_key_brings_in_its_words(mina: Home, phone: tuple[int, int]) -> None:
    with mina.house() as house:
        unit = house.library.unit("iop.s4.goals")
        field = unit.field("goal-1")
        assert field is not None
        answering.save_typed(house, answering.start_run(house, unit).value, field, "Thread a needle at ten", 0)
    async with mina.visit(phone, open_unit="iop.s4.goals") as me:
        await me.turn_to("Try it")
        await me.do("Open my list: Goals")
        await me.press("i")
        await me.sees("Open", "Thread a needle at ten", "1 open of 1 goal")
        await me.press("q")
        assert me.room() == "ReaderScreen"
