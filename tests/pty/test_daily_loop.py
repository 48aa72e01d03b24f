"""The daily loop in a real terminal: a card and a sheet outlive a kill, and two windows see each other."""

from __future__ import annotations

import json

import pytest
from person import Person, Sit
from terminal import Terminal


def amina(newcomer: Person) -> Person:
    return newcomer.begin(stage="attending", need="both")


def card(person: Person) -> dict[str, object]:
    return {each["title"]: each["value"] for each in json.loads(person.run("card", "--json").stdout)["rows"]}


@pytest.mark.parametrize("end", [Terminal.kill, Terminal.hang_up])
def test_a_card_that_says_saved_outlives_what_ends_the_program(newcomer: Person, sit: Sit, end: object) -> None:
    person = amina(newcomer)
    terminal = sit(person)
    terminal.see("Diary card: not yet")
    terminal.press("5")
    terminal.see("not begun")
    for number, key in enumerate("42016"):
        terminal.press(key)
        terminal.see(f"[ {key}]")
        terminal.press("enter")
        if not number:
            terminal.see("saved")
    terminal.press("8")
    terminal.see("[ 8]", "Now: Urge surfing")
    end(terminal)  # type: ignore[operator]
    kept = card(person)
    assert [kept[title] for title in ("sadness", "fear", "anger", "shame", "joy", "drink or use")] == [4, 2, 0, 1, 6, 8]
    terminal = sit(person)
    terminal.see("Diary card: begun")


def test_a_half_filled_sheet_is_there_after_a_kill_and_its_safety_line_is_seen_to_first(newcomer: Person, sit: Sit) -> None:
    person = amina(newcomer)
    terminal = sit(person)
    terminal.see("Diary card")
    terminal.press("S", "n")
    terminal.see("PHQ-9: low mood")
    terminal.press("enter")
    terminal.see("Type the number circled")
    for _ in range(8):
        terminal.press("0")
    terminal.see("8 of 9 lines")
    terminal.press("1")
    terminal.see("You are not in trouble.")
    terminal.until(lambda: any("9: 1" in each for each in person.drafts()), "the answer is on the disk")
    terminal.kill()
    terminal = sit(person)
    terminal.see("Diary card")
    terminal.press("S")
    terminal.see("half filled in")
    terminal.press("enter")
    terminal.see("You are not in trouble.")


def test_a_card_filled_in_one_window_shows_in_the_other_within_two_seconds(newcomer: Person, sit: Sit) -> None:
    person = amina(newcomer)
    one, two = sit(person), sit(person)
    for terminal in (one, two):
        terminal.see("Diary card: not yet")
        terminal.press("5")
        terminal.see("not begun")
    one.press("9")
    one.see("[ 9]")
    two.until(lambda: "[ 9]" in two.text(), "the other window's number", seconds=3)
