"""Keys that come faster than the screen, as after a stall of the line: each still goes where the person meant it."""

from __future__ import annotations

import pytest
from person import Person, Sit
from terminal import Terminal


@pytest.fixture
def reading(amina: Person, sit: Sit) -> Terminal:
    terminal = sit(amina.in_the_middle_of("dbt.dt.stop", "Try it"), "open", "dbt.dt.stop")
    terminal.see("What set it off?")
    return terminal


def test_letters_behind_a_tab_go_into_the_field_that_it_leads_to(amina: Person, reading: Terminal) -> None:
    reading.send(b"\train")
    reading.see("> rain")
    reading.send(b"\r85\t\t\tw")
    reading.see("85 of 100", "> w")
    reading.send(b"et\ttea\r")
    reading.see("wet", "tea")
    reading.press("ctrl+q")
    assert reading.ends() == 0
    assert amina.answers() == {"moment": "rain", "urge-before": 85, "inside": "wet", "next-act": "tea"}


def test_a_room_and_what_is_done_in_it_can_be_typed_in_one_go(amina: Person, sit: Sit) -> None:
    terminal = sit(amina)
    terminal.see("Nothing promised yet")
    terminal.send(b"3nWalk")
    terminal.see("A new commitment", "> Walk")
    terminal.send(b"\x13")
    terminal.see("[ ] Walk")
    terminal.send(b" q")
    terminal.see("Today", "[x] Walk")


def test_enter_held_down_goes_from_field_to_field_and_skips_none(newcomer: Person, sit: Sit) -> None:
    terminal = sit(newcomer)
    terminal.see("It is not treatment")
    terminal.send(b"\r\r\r\r")
    terminal.see("Which country are you in?")
    terminal.send(b"\r\r\r")
    terminal.see("What brings you here?")


@pytest.mark.parametrize("text", ["n2q/u?d" * 5, "q\tq\n2\t3 n u /", "nnq2" * 3000], ids=["keys", "with tabs and lines", "12 KB"])
def test_a_paste_that_comes_as_bare_keys_outside_a_field_does_nothing(amina: Person, reading: Terminal, text: str) -> None:
    reading.send_all(text.encode())
    reading.rest(0.5)
    reading.see("What set it off?", "5 of 11")
    assert amina.table("checkins") == amina.table("drafts") == []
    reading.press("n")
    reading.see("6 of 11")


@pytest.mark.parametrize("is_bracketed", [True, False], ids=["bracketed", "bare"])
def test_a_paste_into_a_field_is_text(amina: Person, reading: Terminal, is_bracketed: bool) -> None:
    text = "q2 u/ d4 qqqq 1234 /x " * 400
    reading.press("tab")
    reading.see_cursor_below("What set it off?", 3)
    reading.send_all(b"\x1b[200~" + text.encode() + b"\x1b[201~" if is_bracketed else text.encode())
    reading.until(lambda: text in amina.drafts() or amina.answers().get("moment") in (text, text.strip()), "find the paste in the vault")
    reading.press("escape")
    reading.until(lambda: amina.answers().get("moment", "").strip() == text.strip(), "find the answer in the vault")
