"""Your data: the passphrase, every entry, backups, and who could read it."""

from __future__ import annotations

import re

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui.services import keeping, sealing, tracking
from iop_tui.store import slots

PASSPHRASE = "four brown horses"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.FOR_A_CODE)


async def set_passphrase(me: Person) -> None:
    """From the page that explains it to the end."""
    await me.reads("Nobody can look it up or reset it.")
    await me.type(f"{PASSPHRASE}\n{PASSPHRASE}\n")
    await me.do("Go on")
    await me.sees("Write it on paper")
    code = re.search(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", me.flat())
    assert code
    await me.type(code[0].lower())
    await me.do("Go on")


async def test_a_passphrase_is_set_changed_and_turned_off(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("y")
        await me.sees("Passphrase off", "Anyone using this account can read this.")
        await me.press("enter")
        await set_passphrase(me)
        await me.hears("Sealed.")
        await me.sees("Passphrase on", "it opens with a passphrase")
        assert sealing.opens_with(me.house, PASSPHRASE)
        await me.press("enter")
        await me.do("Change the passphrase")
        await me.type(f"{PASSPHRASE}\nfive gray geese\nfive gray geese\n")
        await me.do("Go on")
        await me.hears("Changed.")
        assert sealing.opens_with(me.house, "five gray geese")
        assert not sealing.opens_with(me.house, PASSPHRASE)
        await me.press("enter")
        await me.do("Turn the passphrase off")
        await me.type("no such thing\n")
        await me.do("Go on")
        await me.sees("That is not the passphrase.")
        assert sealing.is_sealed(me.house)
        await me.press("shift+tab")
        await me.clear()
        await me.type("five gray geese\n")
        await me.do("Go on")
        await me.hears("The seal is off.")
        await me.press("3")
    assert "Call Sam" in mina.promises()


async def test_a_passphrase_can_be_set_at_start(home: Home, size: tuple[int, int]) -> None:
    from tui.test_start import to_passphrase

    async with home.visit(size) as me:
        await to_passphrase(me)
        await me.do("Set a passphrase")
        await set_passphrase(me)
        await me.sees("Your plan", "6 of 6")
        assert sealing.opens_with(me.house, PASSPHRASE)


@pytest.mark.parametrize(
    ("first", "again", "said"), [("short", "short", "at least 8 characters"), (PASSPHRASE, "four brown cows", "not the same")]
)
async def test_a_passphrase_that_will_not_do_is_told_why(mina: Home, first: str, again: str, said: str) -> None:
    async with mina.visit((40, 12)) as me:
        await me.press("y", "enter")
        await me.type(f"{first}\n{again}\n")
        await me.do("Go on")
        await me.sees(said)
        assert not sealing.is_sealed(me.house)


async def test_a_code_that_was_not_typed_back_seals_nothing(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("y", "enter")
        await me.type(f"{PASSPHRASE}\n{PASSPHRASE}\n")
        await me.do("Go on")
        await me.type("7K2M")
        await me.do("Go on")
        await me.sees("That is not the same.")
        await me.press("escape")
        await me.sees("Passphrase off")


async def test_nothing_that_is_typed_there_is_shown_or_kept(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("y", "enter")
        await me.type(PASSPHRASE)
        await me.sees_not("horses")
        assert me.house.store.unsaved() == {}
        await me.press("escape", "q", "1")


async def test_every_entry_is_listed_read_deleted_and_brought_back(mina: Home, size: tuple[int, int]) -> None:
    call = mina.promise("Call Sam", why="He asks how I am.")
    with mina.house() as house:
        tracking.check_in(house, call, TODAY, "kept", note="He laughed.")
    async with mina.visit(size) as me:
        await me.press("y", "down", "enter")
        await me.sees("2 entries")
        await me.open_row("mark: Call Sam")
        await me.sees("He laughed.")
        await me.press("q")
        await me.to_row("commitment: Call Sam")
        await me.press("d")
        await me.reads("Backups keep it until newer ones")
        await me.do("Delete it")
        await me.sees("Nothing stands here yet.")
        await me.undo()
        await me.sees("2 entries")
    assert mina.marks("Call Sam")[TODAY].note == "He laughed."


async def test_an_entry_leads_to_its_place(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("y", "down", "enter", "g")
        assert me.room() == "KeepRoom"


async def test_deleting_a_run_takes_its_answers_and_typing(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.press("tab")
        await me.type("rain")
        await me.press("escape", "q")
        await me.press("y", "down", "enter")
        await me.to_row("exercise: STOP")
        await me.press("d")
        await me.do("Delete it")
        await me.sees("Nothing stands here yet.")
        await me.undo()
        await me.sees("answer: STOP: a pause before you act: What set it off?", "rain")


async def test_backups_are_listed_with_what_is_in_them(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        keeping.roll(me.house)
        await me.press("y")
        await me.sees("newest 2026-11-23")
        await me.press("down", "down", "enter")
        await me.sees("2026-11-23", "1 commitment", "iop restore")


async def test_who_could_read_it_is_told(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("y", "down", "down", "down", "enter")
        await me.wait_for(lambda: me.room() == "PageScreen", "the page")
        await me.reads("vault has no passphrase", "Always so")
