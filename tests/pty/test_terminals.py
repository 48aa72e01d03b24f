"""A short walk through the rooms on every terminal that a person may have."""

from __future__ import annotations

import re

import pytest
from person import Person, Sit
from terminal import Terminal
from walks import to_section

COLORS = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
MANY_COLORS = re.compile(rb"\x1b\[(?:\d+;)*[34]8;[25];")

TERMINALS = {
    "xterm-256color": {},
    "xterm": {"TERM": "xterm"},
    "linux": {"TERM": "linux"},
    "screen": {"TERM": "screen"},
    "vt100": {"TERM": "vt100"},
    "no color": {"NO_COLOR": "1"},
    "no locale": {"LANG": "", "LC_ALL": "C"},
}


def walk(terminal: Terminal, person: Person) -> None:
    """Today, a unit, two letters in a field, help, and out again."""
    terminal.see("Today", "STOP: a pause before")
    terminal.see_marked("STOP: a pause before")
    terminal.press("enter")
    terminal.see("Some urges are fast")
    to_section(terminal, "Try it")
    terminal.see("Pick one moment")
    terminal.press("tab")
    terminal.see_cursor_below("What set it off?", 4)
    terminal.type("rain")
    terminal.see_cursor_behind("> rain")
    terminal.press("ctrl+g")
    terminal.see("call 911 now", "Help now")
    terminal.press("q")
    terminal.see_cursor_behind("> rain")
    terminal.press("escape")
    terminal.until(lambda: person.answers() == {"moment": "rain"}, "find the answer in the vault")
    terminal.press("q")
    terminal.see("You began this one.")
    terminal.press("3")
    terminal.see("Here you keep small promises")
    terminal.press("4")
    terminal.see("Warning signs")
    terminal.press("?")
    terminal.see("What the numbers mean")
    terminal.press("q")
    terminal.see("Warning signs")
    terminal.press("q")
    terminal.see("You began this one.")
    assert all(len(line.rstrip()) <= terminal.columns for line in terminal.text().split("\n"))
    terminal.press("q")
    assert terminal.ends() == 0
    assert terminal.modes() == terminal.modes_before


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_rooms_work_at_every_size(amina: Person, sit: Sit, size: tuple[int, int]) -> None:
    walk(sit(amina, size=size), amina)


@pytest.mark.parametrize("name", [name for name in TERMINALS if name != "xterm-256color"])
def test_the_rooms_work_on_every_terminal(amina: Person, sit: Sit, name: str) -> None:
    terminal = sit(amina, environment=TERMINALS[name])
    walk(terminal, amina)
    sent = bytes(terminal.raw)
    if name in ("xterm", "linux", "screen", "vt100"):
        assert MANY_COLORS.search(sent) is None, "a terminal of 16 colors was sent others"
    if name == "no color":
        assert COLORS.search(sent) is None, "colors were sent to a person who wants none"
    if name in ("linux", "vt100", "no locale"):
        assert max(sent) < 128, "signs beyond ASCII were sent to a terminal that may not show them"


def test_a_window_can_change_its_size_under_the_hands(amina: Person, sit: Sit) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop")
    terminal.see("Some urges are fast")
    to_section(terminal, "Try it")
    terminal.see("What set it off?")
    terminal.press("tab")
    terminal.type("The bell rang")
    for size in ((40, 12), (120, 30), (20, 5), (80, 24)):
        terminal.resize(*size)
        terminal.see("The bell rang")
    terminal.type(" twice")
    terminal.see_cursor_behind("The bell rang twice")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_dumb_terminal_help_is_plain_text(amina: Person, sit: Sit, term: str) -> None:
    helped = sit(amina, "help-now", environment={"TERM": term})
    assert helped.ends() == 0
    assert "call 911 now" in " ".join(helped.raw.decode().split())
    assert b"\x1b" not in helped.raw
