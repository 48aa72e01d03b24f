"""A vault with a passphrase in a real terminal: the cover, the lock, and what is left in memory behind it."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from person import Person, Sit
from terminal import Terminal
from walks import seal, to_section

from iop_tui.services import sealing
from iop_tui.services.house import open_house
from iop_tui.store import recovery

PASSPHRASE = "four brown horses"
CANARY = "Rain on the tin roof of Aunt Zora"


@pytest.fixture
def sealed(amina: Person) -> Person:
    house = open_house(data=amina.data)
    try:
        sealing.turn_on(house, PASSPHRASE, recovery.new())
    finally:
        house.store.close()
    return amina


def unlock(terminal: Terminal, typed: str = PASSPHRASE) -> None:
    terminal.see("Water the plants", "Passphrase")
    terminal.see_cursor_below("Batteries", 20)
    terminal.type(typed)
    terminal.press("enter")


def memory(process: int) -> bytes:
    """Everything that a process could change of its memory."""
    found = b""
    with open(f"/proc/{process}/mem", "rb", 0) as file:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            start, end, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()  # type: ignore[union-attr]
            if "w" in rights and "[v" not in line:
                file.seek(int(start, 16))
                found += file.read(int(end, 16) - int(start, 16))
    return found


def type_into_a_unit(terminal: Terminal) -> None:
    terminal.see("Today", "STOP: a pause before")
    terminal.see_marked("STOP: a pause before")
    terminal.press("enter")
    terminal.see("Some urges are fast")
    to_section(terminal, "Try it")
    terminal.press("tab")
    terminal.see_cursor_below("What set it off?", 4)
    terminal.type(CANARY)
    terminal.see_cursor_behind(CANARY)


def test_a_lock_covers_forgets_and_comes_back_to_the_half_typed_word(sealed: Person, sit: Sit) -> None:
    terminal = sit(sealed)
    unlock(terminal)
    type_into_a_unit(terminal)
    before = terminal.process.pid
    terminal.press("ctrl+l")
    terminal.see("Water the plants", "Passphrase")
    terminal.see_no_more("STOP")
    assert terminal.process.pid == before
    assert terminal.process.poll() is None
    try:
        kept = memory(before)
    except PermissionError:
        kept = b""  # an ordinary account cannot look: the other half of the promise
    for private in (CANARY, PASSPHRASE, "Aunt Zora"):
        assert private.encode() not in kept
        assert private.encode("utf-32-le") not in kept
    unlock(terminal)
    terminal.see("Try it", CANARY, "Your unfinished typing is back")
    terminal.see_cursor_behind(CANARY)
    terminal.type("!")
    terminal.see(f"{CANARY}!")
    terminal.press("escape", "q")
    terminal.see("Today")
    terminal.press("q")
    assert terminal.ends() == 0
    assert terminal.modes() == terminal.modes_before
    assert terminal.was_given_back()
    assert CANARY.encode() not in terminal.outside()


def test_what_is_typed_while_the_lock_begins_afresh_is_not_shown(sealed: Person, sit: Sit) -> None:
    terminal = sit(sealed)
    unlock(terminal)
    terminal.see("Today")
    terminal.send(b"\x0c")
    terminal.see("Water the plants")
    for _ in range(200):
        terminal.send(b"z")
        terminal.look(0.005)
        assert "zz" not in terminal.text()
    terminal.until(lambda: "Passphrase" in terminal.text() or "\N{BULLET}" in terminal.text(), "be asked for the passphrase")
    assert b"zz" not in terminal.raw


def test_a_wrong_passphrase_stays_outside_and_leaving_tells_so(sealed: Person, sit: Sit) -> None:
    terminal = sit(sealed)
    unlock(terminal, "three brown horses")
    terminal.see("That is not the passphrase.")
    terminal.press("ctrl+g")
    terminal.see("call 911 now")
    terminal.press("q")
    terminal.see("Water the plants")
    terminal.press("ctrl+q")
    assert terminal.ends() == 12
    assert terminal.modes() == terminal.modes_before


def test_a_hang_up_at_the_cover_ends_the_program(sealed: Person, sit: Sit) -> None:
    terminal = sit(sealed)
    terminal.see("Passphrase")
    terminal.signal(signal.SIGHUP)
    assert terminal.ends(3) == 128 + signal.SIGHUP
    again = sit(sealed)
    unlock(again)
    again.see("Today")
    again.press("ctrl+l")
    again.see("Passphrase")
    again.hang_up()
    assert again.ends(3) != 0


def test_without_a_passphrase_the_cover_hides_and_any_enter_leads_back(amina: Person, sit: Sit) -> None:
    terminal = sit(amina, size=(40, 12))
    terminal.see("STOP: a pause")
    terminal.press("ctrl+l")
    terminal.see("Water the plants")
    terminal.see_no_more("STOP")
    terminal.press("enter")
    terminal.see("STOP: a pause")
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_passphrase_is_set_with_the_command_and_nothing_of_it_is_shown(amina: Person, sit: Sit) -> None:
    terminal = sit(amina, "passphrase")
    seal(terminal, PASSPHRASE)
    assert "Sealed." in terminal.words()
    assert terminal.modes() == terminal.modes_before
    assert PASSPHRASE.encode() not in terminal.raw
    assert amina.run("today", typed=f"{PASSPHRASE}\n").returncode == 0


def test_several_people_are_asked_who_they_are_by_number(amina: Person, sit: Sit) -> None:
    assert amina.run("profile", "new", typed="Mo\n").returncode == 0
    terminal = sit(amina)
    terminal.see("Mo. Anyone using this account can read this.", "Which number are you?")
    number = re.search(r"(\d)\. Mo", terminal.text())
    assert number
    terminal.send(f"{number[1]}\r".encode())
    terminal.see("It is not treatment")
    terminal.press("ctrl+q")
    assert terminal.ends() == 0


def test_whose_vault_is_meant_is_asked_once(amina: Person, sit: Sit) -> None:
    assert amina.run("profile", "new", typed="Mo\n").returncode == 0
    for command, answer in (("restore", "There is no copy yet."), ("settings", "country: US")):
        terminal = sit(amina, command)
        terminal.see("Which number are you?")
        terminal.send(b"1\r")
        terminal.see(answer)
        terminal.ends()
        assert terminal.words().count("Which number are you?") == 1
