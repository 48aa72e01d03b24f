"""The disk fills up under somebody's hands: the words stay on the screen, nothing saved before is lost, and later it works again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from person import Person, Sit
from terminal import Terminal
from walks import to_section

PARAGRAPH = "The bus was late and I counted the bricks of the wall. " * 8


@pytest.fixture
def amina(newcomer: Person) -> Iterator[Person]:
    """Amina, whose data lies on a disk of its own with two megabytes."""
    disk = newcomer.home / "data"
    disk.mkdir(mode=0o700)
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs an administrator")
    yield newcomer.begin()
    subprocess.run(["umount", "-l", str(disk)], check=True, capture_output=True)


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


def test_a_disk_that_fills_up_while_somebody_types(amina: Person, sit: Sit) -> None:
    terminal = sit(amina)
    into_the_field(terminal)
    terminal.type("rain")
    terminal.press("escape")
    terminal.until(lambda: amina.answers() == {"moment": "rain"}, "find the answer in the vault")

    filler = fill_up(amina.home / "data")
    (ballast,) = amina.data.glob("profiles/*/ballast")
    ballast.unlink()
    fill_up(amina.home / "data")
    terminal.press("tab")
    terminal.see_cursor_behind("> rain")
    terminal.send(f"\x1b[200~ {PARAGRAPH * 4}the end\x1b[201~".encode())
    terminal.see("the end")
    terminal.press("escape")
    terminal.see("Not saved: the disk is full.", "Not saved yet.", "the end")
    assert amina.answers() == {"moment": "rain"}, "what was saved before can be read"
    terminal.press("ctrl+q")
    terminal.see("Not saved yet", "Show only the words, to copy them", "Leave without them")
    terminal.press("q")
    terminal.see("Try it", "the end")

    os.unlink(filler)
    terminal.press("ctrl+s")
    terminal.until(lambda: amina.answers()["moment"].endswith("the end"), "find the words in the vault once there is room")
    terminal.press("ctrl+q")
    assert terminal.ends() == 0
