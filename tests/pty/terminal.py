"""The real program in a real pseudo terminal. Keys go in one by one; an emulated screen is read as text.

Nothing here sleeps: whatever is waited for is looked for between two looks at the terminal, up to a deadline. Deadlines are the program's
own time: a machine that is busy with something else does not make it late.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import pyte

PATIENCE = 25.0
"""Seconds until something that was waited for counts as missing; on a machine at rest nothing takes a tenth of it."""

ESCAPE_WAIT = 0.2
"""Seconds after which a lone Esc is known to be one; any terminal program has to wait a while for the rest of a sequence."""

EFFECT_WAIT = 0.3
"""Seconds for a key to show an effect; one that has none costs this long."""

QUIET = 0.05
"""Seconds without a step of the program after which it is at rest: longer than it waits before it draws."""

MOST_HELD_UP = 0.9
"""The part of a wait that may count as time in which the machine was busy with others, so that every wait ends."""

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "pagedown": "\x1b[6~",
    "left": "\x1b[D",
    "backspace": "\x7f",
    "ctrl+c": "\x03",
    "ctrl+g": "\x07",
    "ctrl+l": "\x0c",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    "ctrl+z": "\x1a",
    "escape": "\x1b",
}

ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"

_MODES = re.compile(rb"\x1b\[[?<>=]?[\d;]*[hlmu]")


class _Screen(pyte.Screen):
    """A screen that takes the private modes of newer terminals as silently as an older one does."""

    def report_device_attributes(self, *args: Any, **kwargs: Any) -> None:
        """Asks for nothing that a person could see."""

    def report_device_status(self, *args: Any, **kwargs: Any) -> None:
        """Asks for nothing that a person could see."""


def steps(process: int) -> tuple[float, float]:
    """Seconds that a process ran, and seconds that it waited for a processor; zeros where the system does not tell."""
    ran = waited = 0
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            figures = (task / "schedstat").read_text().split()
            ran, waited = ran + int(figures[0]), waited + int(figures[1])
    except (OSError, ValueError, IndexError):
        return 0.0, 0.0
    return ran / 1e9, waited / 1e9


def is_asleep(process: int) -> bool:
    """Whether every thread of a process waits for something, as far as the system tells."""
    try:
        states = {(task / "stat").read_text().rpartition(")")[2].split()[0] for task in Path(f"/proc/{process}/task").iterdir()}
    except (OSError, IndexError):
        return True
    return states <= {"S"}


class Terminal:
    """A terminal window with one program in it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self.columns, self.lines = size
        self.raw = bytearray()
        """Every byte that the program sent."""
        self.heard = 0
        """How much of it had come when the last question was answered."""
        self.answers: list[str] = []
        """What was typed at questions."""
        self._screen = _Screen(self.columns, self.lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, self._slave = os.openpty()
        self._set_size()
        self.modes_before = termios.tcgetattr(self._slave)
        slave = self._slave

        def take_terminal() -> None:
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            list(command),
            env=dict(environment),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=take_terminal,
        )
        self._began = monotonic()
        self._own_wait = steps(os.getpid())[1]
        self._held_up = 0.0

    def clock(self) -> float:
        """A clock that stands still while the machine lets the program, or the test, wait for a processor."""
        now = monotonic()
        waited = steps(self.process.pid)[1] + steps(os.getpid())[1] - self._own_wait
        self._held_up = max(self._held_up, min(waited, (now - self._began) * MOST_HELD_UP))
        return now - self._held_up

    def _set_size(self) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))

    # Eyes

    def look(self, seconds: float = 0.0) -> bool:
        """Take in what the program writes within some seconds; whether it wrote anything."""
        if self._master < 0 or not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        data = os.read(self._master, 65536)
        self.raw += data
        self._stream.feed(data.replace(b"\x1b[<u", b""))  # the emulated screen does not know this one, and would print it
        return True

    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def words(self) -> str:
        """The screen as running text, so that a sentence is found however it is wrapped."""
        return " ".join(self.text().split())

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the one cell that is drawn as a cursor, or (-1, -1).

        The program draws it itself, as every full-screen editor of its framework does; the terminal's own cursor is hidden.
        """
        for y in range(self.lines):
            row = self._screen.buffer[y]
            grounds = [(row[x].reverse, row[x].fg if row[x].reverse else row[x].bg) for x in range(self.columns - 3)]
            for x in range(1, len(grounds) - 1):
                if grounds[x - 1] != grounds[x] != grounds[x + 1]:
                    return x, y
        return -1, -1

    def marked(self) -> str:
        """What is drawn in reverse: the row or the word in brackets that has the focus."""
        rows = ("".join(cell.data for _x, cell in sorted(row.items()) if cell.reverse) for row in self._screen.buffer.values())
        return "\n".join(row for row in rows if row.strip())

    def row_of(self, text: str) -> int:
        """The line on which a text stands, or -1."""
        return next((n for n, line in enumerate(self._screen.display) if text in line), -1)

    def until(self, is_so: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Watch the terminal until something is so."""
        deadline = self.clock() + seconds
        while not is_so():
            left = deadline - self.clock()
            assert left > 0, f"{what}: not within {seconds} seconds. The program: {self.process.poll()}. The screen:\n{self.text()}"
            self.look(min(left, 0.05))

    def see(self, *texts: str, seconds: float = PATIENCE) -> None:
        """Wait until every text stands on the screen."""
        for text in texts:
            self.until(lambda text=text: text in self.words(), f"see {text!r}", seconds)

    def see_marked(self, text: str) -> None:
        """Wait until the focus is on something."""
        self.until(lambda: text in self.marked(), f"see the focus on {text!r}")

    def see_cursor_below(self, label: str, lines: int = 4) -> None:
        """Wait until the cursor stands in the field under a label."""
        self.until(
            lambda: self.row_of(label) >= 0 and 0 < self.cursor[1] - self.row_of(label) <= lines, f"see the cursor in the field {label!r}"
        )

    def see_cursor_behind(self, text: str) -> None:
        """Wait until the cursor stands behind a text."""

        def stands_there() -> bool:
            row = self.row_of(text)
            return row >= 0 and self.cursor == (self._screen.display[row].find(text) + len(text), row)

        self.until(stands_there, f"see the cursor behind {text!r}")

    def see_no_more(self, text: str) -> None:
        self.until(lambda: text not in self.words(), f"see no more {text!r}")

    # Hands

    def send(self, data: bytes) -> None:
        """Write bytes as they are."""
        os.write(self._master, data)

    def send_all(self, data: bytes) -> None:
        """Write more than a terminal takes at once, reading what comes back meanwhile, as a paste does."""
        os.set_blocking(self._master, False)
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                self.look(0.05)
        os.set_blocking(self._master, True)

    def rest(self, seconds: float) -> None:
        """Take the hands off the keys for a moment, as long as the program needs to tell a paste from typing."""
        self._watch_for(seconds)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys one by one, each when the one before has shown an effect, or when the program has done with it and shows none."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())
            if key == "escape":
                self._watch_for(ESCAPE_WAIT)
                self.settle()
            elif not self._watch_for(EFFECT_WAIT, only_first=True):
                self.settle()

    def settle(self) -> None:
        """Watch until the program has taken every key and sleeps, and all that it drew is here."""
        deadline = self.clock() + PATIENCE
        while self.process.poll() is None and self.clock() < deadline:
            before = steps(self.process.pid)
            is_quiet = not self._watch_for(QUIET) and not self._keys_on_the_way() and is_asleep(self.process.pid)
            if is_quiet and steps(self.process.pid) == before:
                return

    def _keys_on_the_way(self) -> int:
        """Bytes that were typed and that the program has not read."""
        if self._slave < 0:
            return 0
        count = array("i", [0])
        fcntl.ioctl(self._slave, termios.FIONREAD, count)
        return count[0]

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self.press(*text)

    def _watch_for(self, seconds: float, only_first: bool = False) -> bool:
        """Take in what comes; whether anything came."""
        deadline = monotonic() + seconds
        has_come = False
        while (left := deadline - monotonic()) > 0 and not (has_come and only_first):
            has_come = self.look(left) or has_come
        while self.look():
            has_come = True
        return has_come

    def resize(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        self._screen.resize(lines, columns)
        self._set_size()

    def wait_without_reading(self, seconds: float) -> None:
        """Let the program go on while nobody reads what it writes."""
        select.select([], [], [], seconds)

    def state(self) -> str:
        """The program's state as the system tells it: R runs, S waits, T is stopped."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0]

    # Ends

    def is_taking_more(self) -> bool:
        """Whether the terminal has room for more output, or is so full that a program that writes is held up."""
        poll = select.poll()
        poll.register(self._slave, select.POLLOUT)
        return bool(poll.poll(0))

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        """The worst: the process is gone between two of its steps."""
        self.signal(signal.SIGKILL)
        assert self.ends() == -signal.SIGKILL

    def hang_up(self) -> None:
        """The terminal itself is gone, as when a window is closed."""
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    def ends(self, seconds: float = PATIENCE, reading: bool = True) -> int:
        """Wait for the program to end; its exit code."""
        deadline = self.clock() + seconds
        while self.process.poll() is None:
            left = deadline - self.clock()
            assert left > 0, f"the program is still there after {seconds} seconds. The screen:\n{self.text()}"
            if reading and self._master >= 0:
                self.look(min(left, 0.02))
            else:
                self.wait_without_reading(min(left, 0.02))
        while reading and self.look():
            pass
        return self.process.returncode

    def modes(self) -> list[Any]:
        """The terminal's modes now."""
        return termios.tcgetattr(self._slave)

    def outside(self) -> bytes:
        """What was written to the normal screen, which stays in the scrollback."""
        parts = re.split(re.escape(ENTER_SCREEN) + b".*?(?:" + re.escape(LEAVE_SCREEN) + b"|$)", bytes(self.raw), flags=re.DOTALL)
        return b"".join(parts)

    def left_over(self) -> bytes:
        """What stands on the normal screen, without the modes that were set and given back."""
        return _MODES.sub(b"", self.outside())

    def was_given_back(self) -> bool:
        """Whether the program left its own screen at the end, and wrote nothing but modes after that."""
        before, left, after = bytes(self.raw).rpartition(LEAVE_SCREEN)
        return bool(left) and ENTER_SCREEN in before and not _MODES.sub(b"", after)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for each in (self._master, self._slave):
            if each >= 0:
                os.close(each)
        self._master = self._slave = -1
