"""Cover and lock: one key from everywhere; the cover says nothing about anybody; unlocking leads back to the same place."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tui.harness import Home, Person, to_tool

from iop_tui import words
from iop_tui.services import keeping, sealing
from iop_tui.services.house import door
from iop_tui.store import slots
from iop_tui.tui import guard
from iop_tui.tui.app import IopApp

PASSPHRASE = "four brown horses"
NOT_ON_THE_COVER = ("Today", "STOP", "skill", "Sam", "iop", "therapy", "crisis", "commit", "safety")


class BegunAfresh(Exception):
    """Instead of a new process."""


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.FOR_A_CODE)


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What a program that is begun afresh is told."""
    told: list[dict[str, str]] = []
    monkeypatch.setattr(guard, "start_afresh", told.append)
    return told


@pytest.fixture
def sealed(mina: Home) -> Home:
    mina.promise("Call Sam")
    with mina.house() as house:
        sealing.turn_on(house, PASSPHRASE, sealing.new_code())
    return mina


@asynccontextmanager
async def at_the_cover(home: Home, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Person]:
    """Start the program on a sealed vault."""
    home.watch.forward(seconds=1)
    found = door(data=home.data)
    app = IopApp(None, "", found)
    said: list[str] = []
    async with app.run_test(size=size) as pilot:
        me = Person(app, pilot, None, said)  # type: ignore[arg-type]
        await me.rest()
        yield me
    if app._house is not None:
        app._house.store.close()


async def unlock(me: Person, typed: str = PASSPHRASE) -> None:
    for character in typed:
        await me.press(character)
    await me.press("enter")


WAYS: dict[str, tuple[str, ...]] = {
    "Today": (),
    "Learn": ("2",),
    "Keep": ("3",),
    "After": ("4",),
    "Progress": ("6",),
    "a page of Progress": ("6", "enter"),
    "a form": ("3", "n"),
    "a choice": ("3", "n", "tab"),
    "a question": ("3", "D"),
    "search": ("/",),
    "settings": ("o",),
    "your data": ("y",),
    "entries": ("y", "down", "enter"),
    "the safety plan": ("s",),
    "keys": ("?",),
    "help": ("ctrl+g",),
}


@pytest.mark.parametrize("name", WAYS)
async def test_ctrl_l_covers_every_screen_and_enter_leads_back(mina: Home, name: str) -> None:
    mina.promise("Call Sam")
    with mina.house() as house:
        keeping.roll(house)  # the day's copy is there, and does not come in between
    async with mina.visit() as me:
        await me.press(*WAYS[name])
        before = me.screen()
        await me.press("ctrl+l")
        assert me.room() == "CoverScreen"
        await me.sees(words.COVER_ITEMS[0], "Enter Go on")
        await me.sees_not(*NOT_ON_THE_COVER)
        await me.press("q", "1", "/", "u", "?", "ctrl+l")
        assert me.room() == "CoverScreen"
        await me.press("enter")
        assert me.screen() == before


async def test_ctrl_l_covers_a_field_of_the_reader_with_what_is_typed_in_it(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.press("tab")
        await me.type("rain on the win")
        await me.press("ctrl+l")
        await me.sees_not("rain")
        await me.press("enter")
        await me.sees("> rain on the win")


async def test_nothing_is_said_in_passing_on_the_cover(mina: Home) -> None:
    async with mina.visit(toasts=True) as me:
        me.app.say("Call Sam is kept.")
        await me.press("ctrl+l")
        me.app.say("Call Sam is kept.")
        await me.rest()
        assert not list(me.app._notifications)


async def test_help_works_from_the_cover_without_anything_of_ones_own(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("ctrl+l", "ctrl+g")
        await me.sees("call 911 now")
        await me.sees_not("Your own people")
        await me.press("s", "q")
        assert me.room() == "CoverScreen"


async def test_without_a_key_for_some_minutes_the_screen_covers_itself_but_not_during_a_timer(mina: Home) -> None:
    async with mina.visit() as me:
        me.app._last_key -= 5 * 60 + 1
        me.app.keep_awake()
        me.app._look()
        await me.rest()
        assert me.room() == "TodayRoom"
        me.app._last_key -= 5 * 60 + 1
        me.app._look()
        await me.wait_for(lambda: me.room() == "CoverScreen", "the cover")


async def test_idle_cover_can_be_turned_off(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        await me.fill("lock_after", "0")
        await me.press("ctrl+s")
        me.app._last_key -= 10 * 60 * 60
        me.app._look()
        await me.rest()
        assert me.room() == "TodayRoom"


async def test_a_sealed_vault_opens_with_its_passphrase_at_the_cover(sealed: Home, size: tuple[int, int]) -> None:
    async with at_the_cover(sealed, size) as me:
        await me.sees(words.COVER_ITEMS[0], words.PASSPHRASE)
        await me.sees_not(*NOT_ON_THE_COVER)
        await me.press("ctrl+g")
        await me.sees("call 911 now")
        await me.press("q")
        await unlock(me)
        await me.sees("Today", "Call Sam")


async def test_a_wrong_passphrase_is_told_and_the_next_try_waits(sealed: Home) -> None:
    async with at_the_cover(sealed) as me:
        await unlock(me, "three brown horses")
        await me.sees("That is not the passphrase.", "nothing is ever erased")
        editor: Any = me.app.screen.query_one("SecretEditor")
        assert editor.disabled
        assert me.app.leave_with == 12
        await me.wait_for(lambda: not editor.disabled, "the next try")
        await unlock(me)
        await me.sees("Call Sam")
        assert me.app.leave_with == 0


async def test_locking_keeps_the_place_and_the_draft_sealed_and_begins_afresh(sealed: Home, afresh: list[dict[str, str]]) -> None:
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.sees("Call Sam")
        await me.press("3", "n")
        await me.type("Walk to the ri")
        await me.press("ctrl+l")
        await me.wait_for(lambda: afresh, "the new start")
        assert afresh == [{"IOP_COVERED": "1"}]
        await me.sees_not("Walk")
    assert not any(b"Walk to the" in path.read_bytes() for path in sealed.data.rglob("*") if path.is_file())
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.sees("A new commitment", "Walk to the ri", "Your unfinished typing is back.")
        await me.press("escape", "q")
        assert me.room() == "KeepRoom"


PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    "learn": (("2",), "LearnRoom"),
    "unit": (("enter",), "ReaderScreen"),
    "safety plan": (("s",), "SafetyScreen"),
    "entry of the safety plan": (("s", "enter"), "FormScreen"),
    "mark": (("3", "m"), "FormScreen"),
    "change": (("3", "e"), "FormScreen"),
    "progress in another range": (("6", "r"), "ProgressRoom"),
    "the course of the scores": (("6", "down", "down", "down", "enter", "r"), "CourseScreen"),
    "a page of progress": (("6", "down", "down", "down", "down", "enter", "r"), "LookScreen"),
    "what has helped": (("6", "d"), "HelpedScreen"),
    "a question": (("3", "Q"), "FormScreen"),
    "questions": (("Q", "w", "h", "y", "ctrl+s", *to_tool("questions")), "QuestionsScreen"),
    "an answer": (("Q", "w", "h", "y", "ctrl+s", *to_tool("questions"), "down", "enter"), "FormScreen"),
    "settings": (("o",), "FormScreen"),
    "your data": (("y",), "YoursScreen"),
    "entries": (("y", "down", "enter"), "EntriesScreen"),
    "score sheets": (("S",), "ScoresScreen"),
    "a score sheet": (("S", "n", "enter", "2"), "SheetScreen"),
    "another measure": (("S", "n", "end", "enter"), "FormScreen"),
    "program": (("7",), "ProgramRoom"),
    "a list": (("7", "enter"), "BookScreen"),
    "one of a list": (("7", "enter", "a"), "FormScreen"),
    "schedule": ((*to_tool("schedule"), "right"), "ScheduleScreen"),
    "a session": ((*to_tool("schedule"), "n"), "FormScreen"),
    "month": ((*to_tool("schedule"), "M", "right"), "MonthScreen"),
    "a list to tick off": (to_tool("stepdown"), "ChecklistScreen"),
    "a note on it": ((*to_tool("stepdown"), "enter"), "FormScreen"),
    "people": (to_tool("people"), "ContactsScreen"),
    "a person": ((*to_tool("people"), "enter"), "FormScreen"),
    "groups": (to_tool("groups"), "GroupsScreen"),
    "a group": ((*to_tool("groups"), "enter"), "FormScreen"),
    "groups and places": (to_tool("resources"), "ResourcesScreen"),
    "check-ups": (to_tool("checkups"), "CheckupsScreen"),
    "the last day": ((*to_tool("checkups"), "e"), "FormScreen"),
    "earlier versions": (("4", "V"), "VersionsScreen"),
    "a version": (("4", "enter", "x", "ctrl+s", "V", "enter"), "VersionScreen"),
    "what was agreed": (("4", "enter", "x", "ctrl+s", "g"), "FormScreen"),
    "homework": (to_tool("homework"), "BookScreen"),
    "programs": (to_tool("programs"), "ProgramsScreen"),
    "a program": ((*to_tool("programs"), "a"), "FormScreen"),
    "programs side by side": (to_tool("compare"), "CompareScreen"),
    "what matters": ((*to_tool("compare"), "w"), "FormScreen"),
    "calls": (to_tool("calls"), "CallsScreen"),
    "pages to take along": (("x",), "PaperScreen"),
    "a page to take along": (("x", "down", "enter"), "PreviewScreen"),
    "a page of last week": (("x", "down", "down", "down", "down", "enter", "["), "PreviewScreen"),
    "plan": (("2", "P"), "PlanScreen"),
    "plan over settings": (("o", *["tab"] * 19, "enter"), "PlanScreen"),
}


@pytest.mark.parametrize("name", PLACES)
async def test_unlocking_leads_back_to_the_same_place(sealed: Home, afresh: list[dict[str, str]], name: str) -> None:
    keys, room = PLACES[name]
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.sees("Call Sam")
        await me.press(*keys)
        assert me.room() == room
        title = me.lines()[0]
        await me.press("ctrl+l")
        await me.wait_for(lambda: afresh, "the new start")
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.wait_for(lambda: me.room() == room, room)
        assert me.lines()[0] == title
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.wait_for(lambda: me.room() == "TodayRoom", "a place is used once")


async def test_when_the_draft_cannot_be_kept_the_lock_covers_and_asks_and_loses_nothing(
    sealed: Home, afresh: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.sees("Call Sam")
        await me.press("3", "n")
        await me.type("Walk to the ri")
        with monkeypatch.context() as full:
            full.setattr(me.app.house.store, "flush", lambda _seconds: False)
            await me.press("ctrl+l")
            await me.sees_not("Walk")
            await me.press("ctrl+q")
            await me.sees(words.UNSAVED_UNDER_COVER)
            await unlock(me, "three brown horses")
            await me.sees("That is not the passphrase.")
            await me.wait_for(lambda: not me.app.screen.query_one("SecretEditor").disabled, "the next try")  # type: ignore[attr-defined]
        await unlock(me)
        await me.sees("A new commitment", "Walk to the ri")
    assert afresh == []


async def test_a_noted_place_that_makes_no_sense_leads_to_today(sealed: Home) -> None:
    house = door(data=sealed.data).open(PASSPHRASE)
    house.store.draft(
        "screen/place",
        json.dumps([["unit", "no.such.unit"], 7, ["form", "commitment/99"], ["progress", "never"], ["look", "x", "y"], ["nothing"]]),
    )
    house.store.close()
    async with at_the_cover(sealed) as me:
        await unlock(me)
        await me.wait_for(lambda: me.room() != "CoverScreen", "the cover goes")
        await me.press("1")
        await me.sees("Call Sam")


async def test_a_seal_that_was_turned_on_in_another_window_is_noticed(mina: Home, afresh: list[dict[str, str]]) -> None:
    async with mina.visit() as me:
        with mina.house() as other:
            sealing.turn_on(other, PASSPHRASE, sealing.new_code())
        me.app._look()
        assert afresh == [{"IOP_COVERED": "1"}]
