"""Questions to ask, as a person writes them down and takes them along."""

from __future__ import annotations

import pytest
from tui.harness import Home

from iop_tui.domain.questions import Question
from iop_tui.services import asking


@pytest.mark.parametrize("way", ["1", "2", "3", "4", "5", "6", "reader"])
async def test_one_key_writes_a_question_down_from_anywhere(mina: Home, way: str) -> None:
    async with mina.visit(open_unit="dbt.dt.stop" if way == "reader" else "") as me:
        if way != "reader":
            await me.press(way)
        here = me.room()
        await me.press("Q")
        await me.fill("text", "May I miss one Friday?")
        await me.fill("whom", "Dr. Osei")
        await me.press("ctrl+s")
        await me.hears("Kept. Your questions stand on Today")
        assert me.room() == here
    with mina.house() as house:
        assert [(each.text, each.whom) for each in asking.questions(house)] == [("May I miss one Friday?", "Dr. Osei")]


async def test_it_is_asked_answered_and_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    with mina.house() as house:
        asking.keep(house, Question(text=""), {"text": "May I miss one Friday?", "whom": "Dr. Osei"})
    async with mina.visit(size) as me:
        await me.open_row("1 question to ask")
        await me.sees("My questions", "To ask", "May I miss one Friday?", "Dr. Osei")
        await me.open_row("May I miss one Friday?")
        await me.fill("answer", "Yes, one.")
        await me.press("ctrl+s")
        await me.sees("Asked", "Dr. Osei; Yes, one.")
        await me.press("q")
        assert me.room() == "TodayRoom"
        await me.sees_not("question to ask")
    async with mina.visit(size) as me:
        await me.press("/")
        await me.type("osei yes")
        await me.press("enter", "enter")
        await me.sees("My questions", "Dr. Osei; Yes, one.")
        await me.press("v")
        await me.reads("Asked", "Yes, one.")


async def test_it_is_removed_and_brought_back(mina: Home) -> None:
    with mina.house() as house:
        asking.keep(house, Question(text=""), {"text": "Is there parking?"})
    async with mina.visit() as me:
        await me.open_row("1 question to ask")
        await me.to_row("Is there parking?")
        await me.press("d")
        await me.sees("No question is written down.")
        await me.undo()
        await me.sees("Is there parking?")


async def test_an_empty_one_gets_one_kind_sentence(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("Q")
        await me.fill("whom", "Dr. Osei")
        await me.press("ctrl+s")
        await me.hears("Write the question first")
        assert me.box("whom").raw == "Dr. Osei"


async def test_half_a_question_waits_for_one_to_come_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("Q")
        await me.fill("text", "May I miss")
        await me.press("escape", "q", "3", "Q")
        await me.sees("May I miss")


async def test_a_question_from_another_window_is_seen(mina: Home) -> None:
    async with mina.visit() as me:
        with mina.house() as other:
            asking.keep(other, Question(text=""), {"text": "Is there parking?"})
        me.app._look()
        await me.sees("1 question to ask")
