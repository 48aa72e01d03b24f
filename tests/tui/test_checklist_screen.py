"""Lists to tick off, as a person goes through one before or after a talk with staff."""

from __future__ import annotations

from tui.harness import Home

from iop_tui.domain.checklist import EXPLAINED
from iop_tui.services import asking, ticking


async def test_a_list_is_ticked_noted_and_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("What was explained to me")
        await me.sees(f"0 of {len(EXPLAINED.items)}")
        await me.to_row("What it costs me")
        await me.press("space")
        await me.press("enter")
        await me.fill("note", "Twenty a day.")
        await me.press("ctrl+s")
        await me.to_row("What it costs me")
        await me.sees("[x] What it costs me", "ticked Mon 23 Nov; Twenty a day.", f"1 of {len(EXPLAINED.items)}")
    async with mina.visit(size) as me:
        await me.press("7")
        await me.to_row("What was explained to me")
        await me.sees(f"1 of {len(EXPLAINED.items)}")
        await me.press("enter", "v")
        await me.reads("Twenty a day.", "To ask: What does a usual day here look like?")


async def test_what_is_open_becomes_questions_with_one_key_and_u_takes_them_back(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("7")
        await me.open_row("What was explained to me")
        await me.press("space", "a")
        await me.hears(f"{len(EXPLAINED.items) - 1} questions added.")
        await me.press("a")
        await me.hears("Nothing to add")
        await me.undo()
        await me.hears("Undone: questions from the list")
    with mina.house() as house:
        assert asking.questions(house) == []
        assert ticking.state(house, EXPLAINED) == f"1 of {len(EXPLAINED.items)}"


async def test_the_number_is_explained_and_a_tick_is_taken_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("Stepping down")
        await me.press("space")
        await me.sees("1 of 10")
        await me.press("?")
        await me.reads("so many of the 10 lines have a tick")
        await me.press("q")
        await me.undo()
        await me.sees("0 of 10")


async def test_half_a_note_waits_and_another_window_is_seen(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("What was explained to me")
        await me.press("enter")
        await me.type("Ten to two, with")
        await me.press("escape", "q")
        with mina.house() as other:
            ticking.turn(other, EXPLAINED, EXPLAINED.items[1])
        me.app._look()
        await me.sees(f"1 of {len(EXPLAINED.items)}")
        await me.press("enter")
        await me.sees("Ten to two, with")
