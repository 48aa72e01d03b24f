"""`t`: I tried a skill. One key from every room, a short form, and a kind word whatever came of it."""

from __future__ import annotations

from tui.harness import Home

from iop_tui import words
from iop_tui.domain.practice import Practice


def uses(home: Home) -> list[Practice]:
    with home.house() as house:
        return house.store.shelf(Practice).all()


async def test_a_skill_that_was_tried_is_kept_from_any_room(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("3", "t")
        await me.open_row("Paced breathing")
        await me.sees("Tried: Paced breathing", "Every line can be skipped.")
        await me.press("8")
        await me.fill("note", "On the night bus.")
        await me.press("ctrl+s")
        await me.hears("That counts, whatever came of it.")
        assert me.room() == "KeepRoom"
        await me.press("2", "a")
        await me.to_row("Paced breathing")
        await me.reads("practiced 1 time", key="down")
        await me.undo()
    assert uses(mina) == []


async def test_in_the_reader_it_is_this_unit_and_stands_among_earlier_times(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.breath") as me:
        await me.press("t")
        await me.sees("Tried: Paced breathing")
        await me.fill("note", "On the night bus.")
        await me.press("ctrl+s", "r")
        await me.sees("Tried on 2026-11-23", "On the night bus.")


async def test_what_helped_little_gets_a_kind_word_and_another_way(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.breath") as me:
        await me.press("t")
        await me.to_field("helped")
        await me.press("2", "ctrl+s")
        await me.reads(words.HELPED_LITTLE, key="down")
        assert me.room() == "OtherWayScreen"
    assert [each.helped for each in uses(mina)] == [2]


async def test_a_skill_comes_up_again_on_today(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit() as me:
        await me.press("t")
        await me.open_row("Paced breathing")
        await me.press("ctrl+s")
    mina.watch.forward(days=2)
    async with mina.visit(size) as me:
        await me.open_row("Again: Paced breathing")
        assert me.room() == "ReaderScreen"


async def test_a_half_filled_form_is_there_when_one_comes_back(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.breath") as me:
        await me.press("t")
        await me.fill("note", "On the ni")
        await me.press("escape", "q", "t")
        await me.sees("On the ni", "Your unfinished typing is back.")
    assert uses(mina) == []
