"""Ways that a person takes through the rooms. Each step waits for what the person would wait for."""

from __future__ import annotations

import re
from collections.abc import Callable

from person import Person
from terminal import Terminal

WROTE = {
    "moment": "Kai laughed at the list",
    "urge-before": 85,
    "inside": "Hot face.\nMy hands wanted the door.",
    "next-act": "Ask for a minute",
    "urge-after": 40,
    "helped": 7,
}
"""What Amina answers in `dbt.dt.stop`, by field."""

HALF, REST = "Stand by the wind", "ow first"
"""The word on which the line is lost, and what is typed after it is back."""

PROMISE = "Walk to the river"
SIGN = "I stop answering Priya"
STEP = "Sit with Ana in the kitchen"


def begin(terminal: Terminal) -> None:
    """Start: read, agree, a few picks, and the plan."""
    terminal.see("It is not treatment")
    terminal.press("enter")
    terminal.see_marked("18 or over")
    terminal.press("enter")
    terminal.see_cursor_below("which adult knows?", 3)
    terminal.press("enter")
    go_on(terminal)
    terminal.see_marked("United States")
    terminal.press("enter")
    terminal.see_cursor_below("Your time zone", 3)
    terminal.press("enter")
    go_on(terminal)
    terminal.see_marked("mental health")
    terminal.press("down", "down", "enter")
    terminal.see_marked("thinking about it")
    terminal.press("down", "down", "enter")
    terminal.see_marked("( ) 5")
    terminal.press("down", "enter")
    terminal.see_marked("2 to 7: not set")
    terminal.press("5", "enter")
    go_on(terminal)
    terminal.see_marked("[ Not now ]")
    terminal.press("enter")
    terminal.see("Eight weeks go well with a program.")


def seal(terminal: Terminal, passphrase: str) -> str:
    """Answer the questions of `iop passphrase on`; the recovery code."""
    terminal.see("A new passphrase")
    terminal.send(f"{passphrase}\r".encode())
    terminal.see("Once more:")
    terminal.send(f"{passphrase}\r".encode())
    terminal.see("Please type it back")
    code = re.search(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", terminal.text())
    assert code
    terminal.send(f"{code[0]}\r".encode())
    assert terminal.ends() == 0
    return code[0]


def go_on(terminal: Terminal) -> None:
    terminal.see_marked("[ Go on ]")
    terminal.press("enter")


def to_section(terminal: Terminal, title: str, key: str = "n") -> None:
    """Turn the pages of a unit until a section is there. A line that is only half redrawn is no page yet."""

    def page() -> tuple[str, int]:
        found = re.fullmatch(r" (.+?)   (\d+) of \d+", terminal.text().split("\n")[2])
        return (found[1], int(found[2])) if found else ("", 0)

    for _ in range(12):
        terminal.until(lambda: page()[1], "see which section this is")
        name, number = page()
        if name == title:
            return
        terminal.press(key)
        terminal.until(lambda number=number: page()[1] == number + (1 if key == "n" else -1), f"turn the page after {name}")
    raise AssertionError(f"no section {title}")


def to_field(terminal: Terminal, label: str, lines: int = 4) -> None:
    """Tab to a field that one types in. A frame may come in parts, so the cursor counts only where it stands when all is drawn."""
    for _ in range(20):
        terminal.settle()
        if terminal.row_of(label) >= 0 and 0 < terminal.cursor[1] - terminal.row_of(label) <= lines:
            return
        terminal.press("tab")
    terminal.see_cursor_below(label, lines)


def answer_stop(terminal: Terminal) -> None:
    """Fill in every field of STOP but the last, and half of that."""
    to_section(terminal, "Try it")
    terminal.see("What set it off?")
    terminal.press("tab")
    terminal.see_cursor_below("What set it off?", 3)
    terminal.type(str(WROTE["moment"]))
    terminal.press("enter")
    terminal.see_marked("0 to 100: not set")
    terminal.type("85")
    terminal.see_marked("85 of 100")
    terminal.press("tab")
    terminal.see_marked("Hands still")
    terminal.press("tab")
    terminal.see_marked("A step back")
    terminal.press("tab")
    terminal.see_cursor_below("What was going on inside you?", 3)
    for line in str(WROTE["inside"]).splitlines(keepends=True):
        terminal.type(line.rstrip("\n"))
        if line.endswith("\n"):
            terminal.press("enter")
    terminal.see("My hands wanted the door.")
    terminal.press("tab")
    terminal.see_cursor_below("One small act that would have helped?", 3)
    terminal.type(str(WROTE["next-act"]))
    terminal.press("enter")
    terminal.see_marked("0 to 100: not set")
    terminal.type("40")
    terminal.see_marked("40 of 100")
    terminal.press("escape")
    to_section(terminal, "Check")
    terminal.see("How much did this help")
    terminal.press("tab")
    terminal.see_marked("0 to 10: not set")
    terminal.type("7")
    terminal.see_marked("7 of 10")
    terminal.press("enter")
    terminal.see_cursor_below("Anything to remember for next time?", 3)
    terminal.type(HALF)


def wait_for_draft(terminal: Terminal, person: Person, text: str) -> None:
    """The promise: typing is at most two seconds ahead of what is kept."""
    terminal.until(lambda: text in person.drafts(), f"find {text!r} among the drafts", seconds=2.0)


def find_everything_again(terminal: Terminal, person: Person) -> None:
    """From Today back into the unit: every answer is there, and the half word has the cursor behind it."""
    terminal.see("You began this one.")
    terminal.press("enter")
    terminal.see(HALF, "Your unfinished typing is back", "7 of 10")
    terminal.see_cursor_behind(HALF)
    terminal.type(REST)
    terminal.see(HALF + REST)
    terminal.press("escape")
    terminal.until(lambda: person.answers() == {**WROTE, "note": HALF + REST}, "find every answer in the vault")
    to_section(terminal, "Try it", "p")
    terminal.see("Kai laughed at the list", "85 of 100")
    for _ in range(40):
        if "40 of 100" not in terminal.words():
            terminal.press("down")
    terminal.see("My hands wanted the door.", "Ask for a minute", "40 of 100")


def promise(terminal: Terminal, person: Person) -> None:
    """Make a commitment, and keep it."""
    terminal.press("3")
    terminal.see("Press n to make the first one")
    terminal.press("n")
    terminal.see_cursor_below("What do you want to keep?", 3)
    terminal.type(PROMISE)
    terminal.see(PROMISE)
    terminal.press("ctrl+s")
    terminal.see(f"[ ] {PROMISE}")
    terminal.press(" ")
    terminal.see(f"[x] {PROMISE}")
    terminal.until(lambda: [each["state"] for each in person.table("checkins")] == ["kept"], "find the check-in in the vault")


def plan_for_after(terminal: Terminal, person: Person) -> None:
    """One warning sign, and what to do within 15 minutes."""
    terminal.press("4")
    terminal.see("Warning signs")
    terminal.see_marked("Warning signs")
    terminal.press("enter")
    terminal.see_cursor_below("What is the sign?", 3)
    terminal.type(SIGN)
    terminal.see(SIGN)
    to_field(terminal, "What do I do within 15 minutes?")
    terminal.type(STEP)
    terminal.see(STEP)
    terminal.press("ctrl+s")
    terminal.see("of 9 parts begun", SIGN)
    terminal.until(lambda: [each["values"]["sign"] for each in person.table("aftercare")] == [SIGN], "find the sign in the vault")


def see_it_on_today(terminal: Terminal) -> None:
    terminal.press("1")
    terminal.see("Today", "STOP: a pause before you act", "You began this one.", f"[x] {PROMISE}", "1 of 9 parts")


def main_job(open_window: Callable[[], Terminal], cut: Callable[[Terminal], None], person: Person) -> Terminal:
    """The whole main job, with the line cut in the middle of a word."""
    terminal = open_window()
    begin(terminal)
    terminal.press("enter")
    terminal.see("Some urges are fast")
    answer_stop(terminal)
    wait_for_draft(terminal, person, HALF)
    cut(terminal)
    again = open_window()
    find_everything_again(again, person)
    promise(again, person)
    plan_for_after(again, person)
    see_it_on_today(again)
    return again
