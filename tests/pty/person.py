"""One person's account on the disk of a test: where their data lies, what their shell knows, and what is kept."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from terminal import Terminal

from iop_tui.domain.commitments import Commitment
from iop_tui.services import answering, planning, tracking
from iop_tui.services.house import open_house
from iop_tui.store.prefs import Prefs

CHECKOUT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "iop_tui")
DROPPED = ("PYTHON", "TEXTUAL", "LC_", "XDG_", "SSH_", "COV_")
DROPPED_NAMES = {"NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "LANG", "LANGUAGE", "TERM", "TERM_PROGRAM", "TMUX", "TZ"}


def noon_zone() -> str:
    """A zone in which it is about noon, so that no test walks over midnight."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@dataclass
class Person:
    """An account with a home folder."""

    home: Path
    zone: str = field(default_factory=noon_zone)
    checkout: Path = CHECKOUT

    @property
    def data(self) -> Path:
        return self.home / "data" / "iop-tui"

    def environment(self, **more: str) -> dict[str, str]:
        """A clean environment as a login gives it; an empty value takes a name away."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(DROPPED) and name not in DROPPED_NAMES}
        kept |= {"HOME": str(self.home), "XDG_DATA_HOME": str(self.home / "data"), "PYTHONPATH": str(self.checkout), "TZ": self.zone}
        kept |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", **more}
        return {name: value for name, value in kept.items() if value}

    def begin(self, *, drawing: str = "differences", **about: Any) -> Person:
        """Answer Start without walking through it; `drawing` is what her terminal is sent."""
        house = open_house(create=True, data=self.data)
        try:
            wanted = replace(house.settings(), **{"stage": "attending", "need": "both", "minutes": 10, **about})
            planning.begin(house, Prefs(country="US", zone=self.zone, drawing=drawing), wanted)
        finally:
            house.store.close()
        return self

    def in_the_middle_of(self, unit_id: str, section: str) -> Person:
        """Have a unit open at one of its sections, as if it had been left there."""
        house = open_house(data=self.data)
        try:
            unit = house.library.unit(unit_id)
            run = answering.start_run(house, unit).value
            answering.save_place(house, run, [each.title for each in unit.sections].index(section), 0)
        finally:
            house.store.close()
        return self

    def promises(self, title: str) -> Person:
        """Have a daily commitment."""
        house = open_house(data=self.data)
        try:
            tracking.save_commitment(house, Commitment(title=title, starts=house.clock.today()))
        finally:
            house.store.close()
        return self

    def run(self, *arguments: str, typed: str = "", command: Sequence[str] = PROGRAM, **more: str) -> subprocess.CompletedProcess[str]:
        """One command in a pipe."""
        return subprocess.run(
            [*command, *arguments],
            env=self.environment(**more),
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            cwd=self.home,
        )

    # What is kept

    @property
    def vault(self) -> Path:
        return next(iter(self.data.glob("profiles/*/vault.db")), self.data / "no-vault-yet")

    def table(self, name: str) -> list[dict[str, Any]]:
        """The documents of a table as another program can read them now; nothing while the vault is being written."""
        try:
            reading = sqlite3.connect(f"file:{self.vault}?mode=ro", uri=True, timeout=1)
        except sqlite3.Error:
            return []
        try:
            rows = reading.execute("SELECT body FROM doc WHERE tbl = ? ORDER BY seq", (name,)).fetchall()
        except sqlite3.Error:
            return []
        finally:
            reading.close()
        return [json.loads(body[9:]) for (body,) in rows]

    def drafts(self) -> list[str]:
        """Every unfinished text that is kept."""
        return [each["text"] for each in self.table("drafts")]

    def answers(self) -> dict[str, Any]:
        """Every answer by its field."""
        return {each["field"]: each["value"] for each in self.table("answers")}

    def processes(self) -> list[int]:
        """The programs that run with this account's data, as the system tells it."""
        sign = f"XDG_DATA_HOME={self.home / 'data'}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if sign in (folder / "environ").read_bytes().split(b"\0") and b"iop_tui" in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
        return found

    def files_with(self, words: bytes) -> list[Path]:
        """Every file of the account that has these bytes in it, in any coding that Python or SQLite write."""
        forms = {words, words.decode().encode("utf-16-le"), json.dumps(words.decode()).encode()[1:-1]}
        files = [path for path in self.home.rglob("*") if path.is_file()]
        return [path for path in files if any(form in path.read_bytes() for form in forms)]


Sit = Callable[..., Terminal]
"""Opens a window of a person: `sit(person, *arguments, size=..., command=..., **environment)`."""


def window(
    person: Person,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    command: Sequence[str] = PROGRAM,
    environment: Mapping[str, str] | None = None,
) -> Terminal:
    return Terminal([*command, *arguments], person.environment(**(environment or {})), size)
