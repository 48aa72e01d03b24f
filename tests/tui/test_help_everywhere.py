"""Help now, the keys of a screen, and undo: one key each, from everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui.harness import Home, to_tool

from iop_tui import words

"""From the room of the program to the list of stepping down."""

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
    "progress": ("6",),
    "a page of progress": ("6", "enter"),
    "search": ("/",),
    "score sheets": ("S",),
    "a score sheet": ("S", "n", "enter"),
    "the safety page": ("S", "n", "enter", *["down"] * 8, "1"),
    "a question": ("Q",),
    "questions": ("Q", "w", "h", "y", "ctrl+s", *to_tool("questions")),
    "a list to tick off": to_tool("stepdown"),
    "a note on it": (*to_tool("stepdown"), "enter"),
    "people": to_tool("people"),
    "a person": (*to_tool("people"), "enter"),
    "groups": to_tool("groups"),
    "groups and places": to_tool("resources"),
    "one of the starter list": (*to_tool("resources"), "enter"),
    "check-ups": to_tool("checkups"),
    "the last day": (*to_tool("checkups"), "e"),
    "earlier versions": ("4", "V"),
    "homework": to_tool("homework"),
    "session sheet": ("p",),
    "programs": to_tool("programs"),
    "a program": (*to_tool("programs"), "a"),
    "programs side by side": to_tool("compare"),
    "what matters": (*to_tool("compare"), "w"),
    "calls": to_tool("calls"),
    "a script": (*to_tool("calls"), "s"),
    "pages to take along": ("x",),
    "a page to take along": ("x", "enter"),
    "saving a page": ("x", "enter", "s"),
    "settings": ("o",),
    "plan": ("P",),
    "other plans": ("P", "s"),
    "earlier plans": ("P", "e"),
    "keys": ("?",),
    "reader": ("enter",),
    "program": ("7",),
    "a list": ("7", "enter"),
    "one of a list": ("7", "enter", "a"),
    "schedule": to_tool("schedule"),
    "a session": (*to_tool("schedule"), "n"),
    "month": (*to_tool("schedule"), "M"),
}


FORMS = (
    "new commitment",
    "an entry",
    "excuse",
    "mark",
    "a question",
    "a note on it",
    "a person",
    "the last day",
    "one of a list",
    "a session",
    "a program",
    "what matters",
    "saving a page",
    "settings",
)
"""Ways that end in a field, where a question mark is text."""


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


@pytest.mark.parametrize(
    "way",
    [
        "today",
        "find",
        "keep",
        "details",
        "delete",
        "after",
        "whole page",
        "safety plan",
        "a score sheet",
        "the safety page",
        "keys",
        "reader",
    ],
)
async def test_an_exclamation_mark_opens_it_where_there_is_no_field(mina: Home, way: str) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press(*WAYS[way], "!")
        await me.sees("call 911 now")


async def test_in_a_field_an_exclamation_mark_is_text(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("3", "n")
        await me.type("Walk!")
        assert me.room() == "FormScreen"
        assert me.box("title").raw == "Walk!"


async def test_pressing_it_twice_opens_it_once(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("ctrl+g", "ctrl+g", "!", "q")
        assert me.room() == "TodayRoom"


async def test_what_was_said_in_passing_does_not_lie_over_it(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, toasts=True) as me:
        me.app.say("Something of no matter.")
        await me.sees("Something of no matter.")
        await me.press("ctrl+g")
        await me.sees("call 911 now")
        await me.sees_not("Something of no matter.")


async def test_its_first_line_stands_on_the_smallest_screen(mina: Home) -> None:
    async with mina.visit((20, 5)) as me:
        await me.press("ctrl+g")
        await me.sees("If you might act")
        await me.reads("call 911 now")


async def test_help_says_the_number_of_the_country_and_lines_with_what_is_known_of_their_age(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("ctrl+g")
        await me.reads("call 911 now", "988", words.HELP_CALL, words.HELP_NOBODY_TOLD, words.HELP_NUMBERS_CHANGE, words.HELP_NO_PLAN)


async def test_a_broken_list_of_helplines_still_gives_help(mina: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "helplines.toml").write_text("[[country", "utf-8")
    async with mina.visit() as me:
        monkeypatch.setattr(type(me.house.library), "shipped", property(lambda self: broken))
        await me.press("ctrl+g")
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


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("search", "keys", *FORMS)])
async def test_a_question_mark_tells_the_keys_of_the_screen(mina: Home, way: str) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press(*WAYS[way], "?")
        assert me.room() == "KeysScreen"
        await me.reads("help now; Ctrl+G works in a field too")
        await me.press("q")


async def test_search_finds_units_and_own_words_and_opens_them(mina: Home, phone: tuple[int, int]) -> None:
    mina.promise("Feed Zorro next door")
    async with mina.visit(phone) as me:
        await me.press("/")
        await me.type("paced breathing")
        await me.sees("Paced breathing: a longer breath out")
        await me.press("enter", "enter")
        await me.wait_for(lambda: me.room() == "ReaderScreen", "the reader")
        await me.press("q", "/")
        await me.type("ZORRO")
        await me.sees("Feed Zorro next door")
