"""`f`: find a skill in five keys or fewer, from every room; and another way when one did little."""

from __future__ import annotations

import pytest
from tui.harness import Home

from iop_tui import words
from iop_tui.services import practicing
from iop_tui.tui.widgets.rows import Rows


@pytest.mark.parametrize("room", ["1", "2", "3", "4", "5"])
async def test_five_keys_lead_to_a_skill_for_a_feeling_and_its_strength_from_any_room(mina: Home, size: tuple[int, int], room: str) -> None:
    async with mina.visit(size) as me:
        await me.press(room, "escape")
        keys = ("f", "a", "enter", "8", "enter")
        await me.press(*keys[:-1])
        unit = me.row()
        header = me.house.library.header(unit)
        assert header is not None
        assert "anger" in header.feelings
        assert header.intensity[0] <= 80 <= header.intensity[1]
        await me.press(keys[-1])
        assert me.room() == "ReaderScreen"
        await me.press("q", "q")
        await me.sees("I feel")
        await me.press("q")
        assert me.room() != "FinderScreen"


async def test_minutes_go_round_and_an_empty_list_says_what_finds_more(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("f")
        await me.open_row("panic")
        await me.sees("any strength, any time")
        await me.press("m")
        await me.sees("5 min")
        await me.press("0")
        await me.sees("strength 0 of 10")
        assert me.rows() == ["none"]
        await me.sees("Another number, or m, finds more.")


async def test_what_helped_before_comes_first_and_is_told(mina: Home) -> None:
    with mina.house() as house:
        header = house.library.header("dbt.dt.soothe")
        assert header is not None
        practicing.keep(house, header, {"before": 8, "helped": 7})
    async with mina.visit() as me:
        await me.press("f", "enter")
        assert me.row() == "dbt.dt.soothe"
        await me.sees("helped 7 of 10, 1 use")


async def test_a_skill_that_did_little_leads_to_another_or_to_people(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("t")
        await me.open_row("Paced breathing")
        await me.fill("after", "8")
        await me.fill("helped", "1")
        await me.press("ctrl+s")
        await me.sees("Another way")
        assert me.rows()[2].startswith("unit:")
        await me.open_row("Help now")
        await me.sees("911")
        await me.press("q", "t")
        await me.open_row("Paced breathing")
        await me.fill("after", "9")
        await me.fill("helped", "0")
        await me.press("ctrl+s")
        await me.sees(words.HELPED_LITTLE_TWICE[:30])
        rows = [row for row in me.app.screen.query_one(Rows).rows if row.id]
        assert rows[0].id == "help"
        await me.open_row("Enough for now")
        assert me.room() == "TodayRoom"
