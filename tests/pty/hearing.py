"""Somebody who goes line by line in a real terminal: every question is waited for, and every line is looked at as it is heard."""

from __future__ import annotations

from collections.abc import Callable

from person import Person
from plain.harness import MOST_SKIPPED, Answer, sounds_right
from terminal import Terminal
from walks import HALF, PROMISE, REST, SIGN, STEP, WROTE, wait_for_draft

DUMB = {"TERM": "dumb"}


def lines_of(terminal: Terminal) -> list[str]:
    return terminal.raw.decode().replace("\r\n", "\n").split("\n")


def hear(terminal: Terminal, *answers: Answer) -> None:
    """Answer one question after the other; with what has to be asked for, Enter is pressed until it is."""
    for answer in answers:
        wanted, typed = answer if isinstance(answer, tuple) else ("", answer)
        for _ in range(MOST_SKIPPED):
            since = _at_a_question(terminal)
            if wanted in since:
                break
            _type(terminal, "")
        else:
            raise AssertionError(f"never asked for {wanted!r}:\n" + "\n".join(lines_of(terminal)[-40:]))
        _type(terminal, typed)


def _at_a_question(terminal: Terminal) -> str:
    """Wait until a question is there; what was said since the answer before."""
    terminal.until(lambda: _is_question(bytes(terminal.raw[terminal.heard :])), "hear a question")
    if not terminal.raw.endswith(b": "):
        terminal.settle()
    return " ".join(terminal.raw[terminal.heard :].decode().split())


def _is_question(said: bytes) -> bool:
    """Whether the last line is one that waits for an answer; typing that broke off stands behind its question."""
    return b": " in said.rpartition(b"\n")[2]


def _type(terminal: Terminal, typed: str) -> None:
    before = len(terminal.raw)
    terminal.send(f"{typed}\r".encode())
    terminal.until(lambda: b"\n" in terminal.raw[before:], "see the answer taken")
    terminal.answers.append(typed)
    terminal.heard = before + bytes(terminal.raw[before:]).index(b"\n") + 1


def leave(terminal: Terminal) -> None:
    """Save and leave; everything that was said was plain text that can be heard."""
    hear(terminal, "save and leave")
    assert terminal.ends() == 0
    assert b"\x1b" not in terminal.raw
    for line in lines_of(terminal):
        own = next((each for each in terminal.answers if each and line.endswith(f": {each}")), "")
        sounds_right(line.removesuffix(own))


BEGIN: tuple[Answer, ...] = (
    ("press Enter to go on", ""),
    ("How old are you?", "18"),
    ("Which country", "United States"),
    ("Your time zone", ""),
    ("What brings you here?", "both"),
    ("Where do you stand", "attending"),
    ("Minutes for one sitting?", "10"),
    ("How many sittings a week?", "5"),
    ("Set a passphrase now?", ""),
)

TO_THE_HALF_WORD: tuple[Answer, ...] = (
    ("Today. A number", "next"),
    "Try it",
    ("What set it off?", str(WROTE["moment"])),
    str(WROTE["urge-before"]),
    ("What was going on inside you?", str(WROTE["inside"]).split("\n")[0]),
    str(WROTE["inside"]).split("\n")[1],
    "",
    ("One small act", str(WROTE["next-act"])),
    str(WROTE["urge-after"]),
    ("How much did this help", str(WROTE["helped"])),
)

ON: tuple[Answer, ...] = (
    "Try it",
    "back",
    "back",
    ("Today. A number", "make"),
    PROMISE,
    "save",
    ("Today. A number", "check-in"),
    "kept",
    ("Today. A number", "plan-add"),
    "signs",
    SIGN,
    ("What do I do within 15 minutes?", STEP),
    "save",
)


def main_job(open_window: Callable[[], Terminal], cut: Callable[[Terminal], None], person: Person) -> None:
    """The main job, with the line lost in the middle of a word."""
    terminal = open_window()
    hear(terminal, *BEGIN, *TO_THE_HALF_WORD)
    _at_a_question(terminal)
    terminal.type(HALF)
    wait_for_draft(terminal, person, HALF)
    cut(terminal)
    again = open_window()
    hear(again, ("Today. A number", "next"), (f"Enter keeps it: {HALF}", REST), *ON)
    leave(again)
