"""The programs that are measured, each with its command, what it shows when it can be used, and the keys that end it."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bench import data
from bench.apps import BARE_TEXT

ROOT = Path(__file__).parent.parent
IOP = (sys.executable, "-m", "iop_tui")
APPS = (sys.executable, "-m", "bench.apps")
CTRL_Q = "\x11"
VAULTS = {
    "new": data.a_new_one,
    "month": data.a_month,
    "years": data.ten_years,
    **dict.fromkeys(("scrolling", "tmux", "link", "typing"), data.a_month),
}
"""A unit reopens where it was left, so whoever moves about in one has a vault of their own."""


@dataclass(frozen=True)
class Program:
    """One program as a person would start it."""

    name: str
    command: tuple[str, ...]
    shows: tuple[str, ...]
    """What is on the screen when it can be used."""
    leave: str = CTRL_Q
    data: str = "month"
    """The vault it opens."""
    down: str = "\x1b[B"
    page_down: str = "\x1b[6~"
    before: str = ""
    """Keys that lead to a long text."""
    after: tuple[str, ...] = ()
    """What is on the screen then."""


@dataclass(frozen=True)
class Workplace:
    """A temporary folder with the vaults and files that are measured."""

    folder: Path

    @property
    def unit(self) -> Path:
        return self.folder / "month" / "iop-tui" / "modules" / "own" / "long" / "three.md"

    def prepare(self) -> None:
        for name, make in VAULTS.items():
            place = self.folder / name
            place.mkdir(mode=0o700)
            make(place)
            data.write_units(place)
        (self.folder / "home").mkdir(mode=0o700)

    def environment(self, vault: str) -> dict[str, str]:
        """A plain environment: no switch of Python's or Textual's, a UTF-8 terminal with 256 colors."""
        dropped = ("PYTHON", "TEXTUAL", "LC_", "LANG", "COLORTERM", "NO_COLOR", "XDG_", "LESS", "COLUMNS", "LINES")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        own = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(self.folder / "home"), "LESSHISTFILE": "-"}
        return {**kept, **own, "XDG_DATA_HOME": str(self.folder / vault)}

    def programs(self) -> dict[str, Program]:
        """Everything that is started, by a short key; `less` only where there is one."""
        today = ("Today  ", "Safety", "^G Help now")
        reading = (data.FIRST_LINE, "^G Help now")
        found = {
            "bare": Program("bare Textual app", (*APPS, "bare"), (BARE_TEXT,)),
            "new": Program("Today, new vault", IOP, today, leave="q", data="new"),
            "today": Program("Today, 40 days", IOP, today, leave="q"),
            "years": Program("Today, 20,000 documents", IOP, today, leave="q", data="years"),
            "reader": Program("300-line unit", (*IOP, "open", data.LONG_UNIT), reading, before="n", after=(data.SECOND_SECTION,)),
            "longer": Program("3,000-line unit", (*IOP, "open", data.LONGER_UNIT), reading),
            "short": Program("100-line unit", (*IOP, "open", data.SHORT_UNIT), reading),
            "middle": Program("1,000-line unit", (*IOP, "open", data.MIDDLE_UNIT), reading),
            "viewer": Program("MarkdownViewer", (*APPS, "viewer", str(self.unit)), (data.FIRST_LINE,)),
        }
        if shutil.which("tmux"):
            # The status line is off, so that only what the program draws goes through.
            start = ("tmux", "-L", "iop-bench", "-f", "/dev/null", "new-session", shlex.join(found["reader"].command))
            found["tmux"] = replace(
                found["reader"], name="300-line unit inside tmux", data="tmux", command=(*start, ";", "set", "status", "off")
            )
        if shutil.which("less"):
            # less is sent the keys of its own manual, which cost it the same.
            found["less"] = Program("less", ("less", str(self.unit)), ("minutes = 15",), leave="q", down="j", page_down=" ")
        return found
