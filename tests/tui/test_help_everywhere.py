"""Help now, the keys of a screen, and undo: one key each, from everywhere."""

from __future__ import annotations

import pytest
from tui.harness import Home

from iop_tui import words

WAYS = {
    "today": ("1",),
    "learn": ("2",),
    "find": ("2", "f"),
    "about": ("2", "i"),
    "keep": ("3",),
    "details": ("3", "d"),
    "new commitment": ("3", "n"),
    "excuse": ("3", "x"),
    "mark": ("3", "m"),
    "delete": ("3", "D"),
    "after": ("4",),
    "an entry": ("4", "enter"),
    "whole page": ("4", "v"),
    "safety plan": ("s",),
    "search": ("/",),
    "settings": ("o",),
    "keys": ("?",),
    "reader": ("enter",),
}


@pytest.mark.parametrize("way", WAYS)
async def test_ctrl_g_opens_help_from_every_screen_and_q_leads_back(mina: Home, way: str) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press(*WAYS[way])
        room = me.room()
        await me.press("ctrl+g")
        await me.sees("If you might act on thoughts of ending your life, or someone is hurt, call 911 now.")
        assert me.lines()[2].strip().startswith("If you might act")
        await me.press("q")
        await me.hears(words.HELP_AFTER)
        assert me.room() == room


async def test_help_opens_before_the_first_question_is_answered(home: Home, size: tuple[int, int]) -> None:
    async with home.visit(size) as me:
        await me.press("ctrl+g")
        await me.sees("your local emergency number now")


async def test_help_opens_in_the_middle_of_a_word_and_the_word_is_there_afterward(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.to_field("moment")
        await me.type("I can't bre")
        await me.press("ctrl+g")
        await me.sees("call 911 now")
        await me.press("q")
        assert me.box("moment").raw == "I can't bre"


async def test_an_exclamation_mark_opens_help_outside_a_field(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("!")
        await me.sees("call 911 now")


async def test_help_can_be_tapped(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.tap(me.app.screen.query_one("HelpKey"), 3)
        await me.sees("If you might act on thoughts")


@pytest.mark.parametrize(
    ("key", "text"), [("2", "Give naloxone if you have it"), ("3", "An advocate on a violence line"), ("4", "Do not stop alcohol")]
)
async def test_the_pages_beside_it(mina: Home, size: tuple[int, int], key: str, text: str) -> None:
    async with mina.visit(size) as me:
        await me.press("ctrl+g", key)
        await me.reads(text)
        await me.press("1")
        await me.sees("If you might act")


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way not in ("search", "keys", "new commitment", "an entry", "excuse", "mark", "settings")]
)
async def test_a_question_mark_tells_the_keys_of_the_screen(mina: Home, way: str) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press(*WAYS[way], "?")
        assert me.room() == "KeysScreen"
        await me.reads("help now; Ctrl+G works in a field too")
        await me.press("q")


async def test_undo_says_what_it_took_back_and_when_there_is_nothing(mina: Home) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("u")
        await me.hears(words.NOTHING_TO_UNDO)
        await me.to_row("Walk")
        await me.press("space")
        await me.sees("[x] Walk")
        await me.press("u")
        await me.hears("Undone: marked Walk")
        await me.sees("[ ] Walk")


async def test_settings_are_kept_and_a_wrong_zone_is_asked_about(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        await me.fill("zone", "Berlin")
        await me.press("ctrl+s")
        await me.hears("Near it: Europe/Berlin")
        await me.fill("zone", "America/New_York")
        await me.pick("country", "Ireland")
        await me.pick("theme", "high contrast")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.app.theme == "iop-contrast", "the theme")
        await me.press("ctrl+g")
        await me.sees("call 112 now")
    async with mina.visit() as me:
        assert me.house.prefs.zone == "America/New_York"


async def test_search_finds_units_and_own_words_and_opens_them(mina: Home, size: tuple[int, int]) -> None:
    mina.promise("Feed the neighbor's cat")
    async with mina.visit(size) as me:
        await me.press("/")
        await me.type("paced breathing")
        await me.sees("Paced breathing: a longer breath out")
        await me.press("enter", "enter")
        await me.wait_for(lambda: me.room() == "ReaderScreen", "the reader")
        await me.press("q", "/")
        await me.type("NEIGHBOR'S")
        await me.sees("Feed the neighbor's cat")
