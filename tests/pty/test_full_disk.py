"""The disk fills up under somebody's hands: the words stay on the screen, nothing saved before is lost, and later it works again."""

from __future__ import annotations

import os
from pathlib import Path

from person import Person, Sit
from terminal import Terminal
from walks import to_section

PARAGRAPH = "The bus was late and I counted the bricks of the wall. " * 8


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with open(filler, "ab", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
    return filler


def into_the_field(terminal: Terminal) -> None:
    terminal.see_marked("STOP: a pause before")
    terminal.press("enter")
    terminal.see("Some urges are fast")
    to_section(terminal, "Try it")
    terminal.press("tab")
    terminal.see_cursor_below("What set it off?", 4)


def test_a_disk_that_fills_up_while_somebody_types(cramped: Person, sit: Sit) -> None:
    terminal = sit(cramped)
    into_the_field(terminal)
    terminal.type("rain")
    terminal.press("escape")
    terminal.until(lambda: cramped.answers() == {"moment": "rain"}, "find the answer in the vault")

    filler = fill_up(cramped.home / "data")
    (ballast,) = cramped.data.glob("profiles/*/ballast")
    ballast.unlink()
    fill_up(cramped.home / "data")
    terminal.press("tab")
    terminal.see_cursor_behind("> rain")
    terminal.send(f"\x1b[200~ {PARAGRAPH * 4}the end\x1b[201~".encode())
    terminal.see("the end")
    terminal.press("escape")
    terminal.see("Not saved: the disk is full.", "Not saved yet.", "the end")
    assert cramped.answers() == {"moment": "rain"}, "what was saved before can be read"
    terminal.press("ctrl+q")
    terminal.see("Not saved yet", "Show only the words, to copy them", "Leave without them")
    terminal.press("q")
    terminal.see("Try it", "the end")

    os.unlink(filler)
    terminal.press("ctrl+s")
    terminal.until(lambda: cramped.answers()["moment"].endswith("the end"), "find the words in the vault once there is room")
    terminal.press("ctrl+q")
    assert terminal.ends() == 0
