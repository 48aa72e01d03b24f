"""When the disk is full or cannot be written: the words stay, a sentence says so, and later it works."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from tui import units
from tui.harness import PATIENCE, TODAY, Home, Person, key_of

from iop_tui import words
from iop_tui.domain.answers import Answer
from iop_tui.errors import StoreError
from iop_tui.services import aftercare
from iop_tui.store import faults
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.tui.widgets.frame import Line

TROUBLES: dict[str, Callable[[], StoreError]] = {
    "full": faults.disk_full,
    "read only": faults.read_only,
    "busy": faults.busy,
    "moved": faults.moved,
    "no memory": faults.no_memory,
    "disk error": faults.disk_error,
    "damaged": faults.damaged,
}


@contextmanager
def broken(me: Person, trouble: Callable[[], StoreError] = faults.disk_full) -> Iterator[None]:
    """For a while, nothing can be saved."""

    def run(_job: Callable[[], Any]) -> Any:
        raise trouble()

    me.house.store.run = run  # type: ignore[method-assign]
    try:
        yield
    finally:
        del me.house.store.run  # type: ignore[method-assign]


def saved(home: Home) -> dict[str, Any]:
    with home.house() as house:
        return {answer.field: answer.value for answer in house.store.shelf(Answer).all()}


@pytest.fixture
def mina(mina: Home) -> Home:
    mina.unit("own.day.walk", units.WALK)
    return mina


async def test_an_answer_that_could_not_be_saved_stays_says_so_and_is_saved_later(mina: Home) -> None:
    kept = "Linden Street"
    async with mina.visit((40, 12), open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", kept)
        await me.press("escape")
        for name, trouble in TROUBLES.items():
            await me.to_field("where")
            with broken(me, trouble):
                await me.clear()
                await me.type(f"Then the disk is {name}")
                await me.press("escape")
                await me.hears(str(trouble()))
                await me.sees(f"> Then the disk is {name}", words.NOT_SAVED_YET)
                await me.press("ctrl+s")
                await me.sees(f"> Then the disk is {name}", words.NOT_SAVED_YET)
            assert saved(mina) == {"where": kept}
            await me.press("ctrl+s")
            await me.sees("saved 20:30")
            await me.sees_not("Not saved yet")
            kept = f"Then the disk is {name}"
            assert saved(mina) == {"where": kept}


async def test_the_very_first_words_stay_when_not_even_a_run_can_begin(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.walk") as me:
        with broken(me):
            await me.turn_to("Try it")
            await me.fill("where", "Linden Street")
            await me.press("escape")
            await me.sees("> Linden Street", words.NOT_SAVED_YET)
        await me.press("ctrl+s")
        await me.sees("saved 20:30")
    assert saved(mina) == {"where": "Linden Street"}


async def test_a_trouble_is_said_and_does_not_fill_the_screen(mina: Home) -> None:
    async with mina.visit(toasts=True, open_unit="own.day.walk") as me:
        with broken(me):
            await me.turn_to("Try it")
            await me.to_field("where")
            await me.press(*"Linden Street")
            await me.press("escape")
            await me.sees("Not saved: the disk is full.", words.NOT_SAVED_YET)
            assert me.flat().count("Not saved: the disk is full.") == 1


async def test_leaving_the_unit_meanwhile_loses_nothing(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.press("escape")
        with broken(me):
            await me.fill("where", "Along the canal")
            await me.press("escape", "q")
            me.app.open_reader("own.day.walk")
            await me.sees("> Along the canal")
        await me.press("escape", "ctrl+s")
        await me.wait_for(lambda: saved(mina) == {"where": "Along the canal"}, "saved")


async def test_leaving_loses_nothing_even_when_no_run_could_begin(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        with broken(me):
            await me.turn_to("Try it")
            await me.fill("where", "Along the canal")
            await me.press("escape", "q")
            assert me.room() == "TodayRoom"
        me.app.open_reader("own.day.walk")
        await me.rest()
        await me.turn_to("Try it")
        await me.sees("> Along the canal", "Your unfinished typing is back.")
        await me.press("ctrl+s")
        await me.sees("saved 20:30")
    assert saved(mina) == {"where": "Along the canal"}
    with mina.house() as house:
        assert house.store.drafts() == {}


async def test_reading_goes_on_when_the_place_cannot_be_kept(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        with broken(me):
            await me.press("n", "n", "p")
            await me.sees("Feet first, and the head follows.")
            await me.press("s")
            await me.sees("Shoes, door, one corner.")
            await me.press("q")
            assert me.room() == "TodayRoom"


async def test_help_opens_when_nothing_can_be_saved(mina: Home) -> None:
    async with mina.visit() as me:
        with broken(me):
            await me.press("ctrl+g")
            await me.sees("call 911 now")


@pytest.mark.parametrize("trouble", ["full", "read only", "busy"])
async def test_a_form_stays_open_with_everything_in_it(mina: Home, trouble: str) -> None:
    async with mina.visit() as me:
        await me.press("3", "n")
        await me.type("Call Sam")
        await me.fill("why", "He asks how I am.")
        with broken(me, TROUBLES[trouble]):
            await me.press("ctrl+s")
            await me.hears(str(TROUBLES[trouble]()))
            assert me.room() == "FormScreen"
            assert (me.box("title").raw, me.box("why").raw) == ("Call Sam", "He asks how I am.")
        await me.press("ctrl+s")
        await me.sees("[ ] Call Sam")
    assert mina.promises()["Call Sam"].why == "He asks how I am."


async def test_a_mark_that_could_not_be_saved_is_not_shown_as_kept(mina: Home, phone: tuple[int, int]) -> None:
    mina.promise("Call Sam")
    async with mina.visit(phone) as me:
        await me.press("3")
        with broken(me):
            await me.press("space")
            await me.hears("Not saved: the disk is full.")
            await me.sees("[ ] Call Sam")
        await me.press("space")
        await me.sees("[x] Call Sam")
    assert mina.marks("Call Sam")[TODAY].state == "kept"


@pytest.mark.parametrize("key", ["p", "w"])
async def test_putting_away_and_going_away_do_not_say_that_they_were_done(mina: Home, key: str) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3")
        with broken(me):
            await me.press(key)
            await me.hears("Not saved: the disk is full.")
            assert len(me.said) == 1
            await me.sees("[ ] Call Sam")


async def test_an_entry_stays_in_its_form_and_a_removed_one_in_its_plan(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Resources")
        await me.type("Tuesday group")
        with broken(me):
            await me.press("ctrl+s")
            await me.hears("Not saved: the disk is full.")
            assert me.box("name").raw == "Tuesday group"
        await me.press("ctrl+s")
        await me.to_row("Tuesday group")
        with broken(me):
            said = len(me.said)
            await me.press("d")
            assert me.said[said:] == [str(faults.disk_full())]
            await me.sees("Tuesday group")
    with mina.house() as house:
        assert [entry.values for entry in aftercare.plan(house)] == [{"name": "Tuesday group"}]


async def test_settings_stay_in_their_form(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        await me.fill("message", "One thing at a time.")
        with broken(me):
            await me.press("ctrl+s")
            await me.hears("Not saved: the disk is full.")
            assert me.box("message").raw == "One thing at a time."
        await me.press("ctrl+s")
        await me.sees("One thing at a time.")


async def test_the_answers_of_start_stay(home: Home) -> None:
    async with home.visit() as me:
        await me.press("enter")
        await me.pick("age", "18 or over")
        await me.do("Go on")
        await me.do("Go on")
        await me.pick("need", "both")
        with broken(me):
            await me.do("Go on")
            await me.hears("Not saved: the disk is full.")
            await me.sees("What brings you")
            assert me.box("need").raw == "both"
        await me.do("Go on")
        await me.sees("A passphrase")
    assert home.settings().need == "both"


async def test_undo_that_could_not_be_saved_can_be_tried_again(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "space")
        with broken(me):
            await me.undo()
            await me.hears("Not saved: the disk is full.")
            await me.sees("[x] Call Sam")
        await me.undo()
        await me.hears("Undone: marked Call Sam")
    assert mina.marks("Call Sam") == {}


async def test_done_is_not_said_when_it_was_not_saved(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Finish")
        with broken(me):
            await me.press("d")
            await me.hears("Not saved: the disk is full.")
            await me.sees("Done for today")
        await me.press("d")
        await me.sees("Done. Everything you wrote is kept.")


async def test_a_save_that_waits_for_another_window_says_so(mina: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iop_tui.tui.app.PATIENCE", 0.02)
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3")
        other = sqlite3.connect(me.house.store.profile.vault)
        other.execute("BEGIN IMMEDIATE")
        me.app._driver.send_message(key_of("space"))  # type: ignore[union-attr]
        until = monotonic() + PATIENCE
        while words.WAITING not in me.said and monotonic() < until:
            await asyncio.sleep(0.005)
        assert words.WAITING in me.said
        other.execute("ROLLBACK")
        other.close()
        await me.sees("[x] Call Sam")


@contextmanager
def full_disk(me: Person) -> Iterator[None]:
    """For a while, neither saves nor drafts come to the disk."""
    saver = me.house.store._saver
    write = saver._write_drafts

    def refuse(_typed: object) -> None:
        raise faults.disk_full()

    saver._write_drafts = refuse
    try:
        with broken(me):
            yield
    finally:
        saver._write_drafts = write


async def leave_with_words_that_cannot_be_saved(me: Person) -> None:
    await me.turn_to("Try it")
    await me.to_field("where")
    await me.type("Linden Street")
    await me.press("ctrl+q")
    await me.wait_for(lambda: me.room() == "UnsavedScreen", "what to do with the words")
    await me.reads("Not saved: the disk is full.", "These words are only on this screen so far.", "Leave without them")


async def test_leaving_with_words_that_could_not_be_saved_asks_first(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.walk") as me:
        with full_disk(me):
            await leave_with_words_that_cannot_be_saved(me)
            await me.do("Show only the words")
            await me.reads("Linden Street")
            await me.press("q", "q")
            await me.sees("> Linden Street")
        await me.press("ctrl+q")
        await me.wait_for(lambda: not me.app._running, "the program leaves")
    assert saved(mina) == {"where": "Linden Street"}


async def test_words_that_could_not_be_saved_go_into_a_file_and_the_program_is_left(mina: Home, tmp_path: Path) -> None:
    taken, fresh = tmp_path / "taken.txt", tmp_path / "words.txt"
    taken.write_text("mine")
    async with mina.visit(open_unit="own.day.walk") as me:
        with full_disk(me):
            await leave_with_words_that_cannot_be_saved(me)
            await me.do("Write the words into this file")
            await me.sees("Which file?")
            await me.press("shift+tab")
            await me.type(str(taken))
            await me.do("Write the words into this file")
            await me.sees("There is something at")
            await me.press("shift+tab")
            await me.clear()
            await me.type(str(fresh))
            await me.do("Write the words into this file")
            await me.sees("Only your account can read it.")
            await me.do("Leave without them")
            await me.wait_for(lambda: not me.app._running, "the program leaves")
    assert taken.read_text() == "mine"
    assert "Linden Street" in fresh.read_text()
    assert fresh.stat().st_mode & 0o777 == 0o600


async def test_once_there_is_room_trying_again_saves_and_leaves(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        with full_disk(me):
            await leave_with_words_that_cannot_be_saved(me)
            await me.do("Try again")
            await me.wait_for(lambda: me.app.screen.query_one("#said", Line).text, "what came of it")
        await me.do("Try again")
        await me.wait_for(lambda: not me.app._running, "the program leaves")
    assert saved(mina) == {"where": "Linden Street"}


async def test_a_vault_that_a_newer_program_has_brought_up_is_not_written_to_and_the_words_stay(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        vault = sqlite3.connect(me.house.store.profile.vault)
        vault.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
        vault.commit()
        before = me.house.store.profile.vault.read_bytes()
        await me.turn_to("Try it")
        await me.to_field("where")
        await me.type("Linden Street")
        await me.press("escape")
        await me.hears("This vault was saved by a newer version of the program.")
        await me.sees("> Linden Street", words.NOT_SAVED_YET)
        await me.press("ctrl+q")
        await me.sees("Not saved yet", "newer version of the program", "Show only the words")
        assert me.house.store.profile.vault.read_bytes() == before
        vault.execute(f"UPDATE meta SET value = {len(MIGRATIONS)} WHERE key = 'schema'")
        vault.commit()
        vault.close()
        await me.do("Try again")
        await me.wait_for(lambda: not me.app._running, "the program leaves")
    assert saved(mina) == {"where": "Linden Street"}


async def test_a_captive_login_is_asked_for_no_path(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        me.app.is_captive = True
        with full_disk(me):
            await leave_with_words_that_cannot_be_saved(me)
            await me.sees("Try again", "Leave without them")
            await me.sees_not("Write the words into this file", "A new file")
            await me.do("Leave without them")
            await me.wait_for(lambda: not me.app._running, "the program leaves")
