"""Random sessions on the screen, looked at through two emulators: what the framework writes, and the differences that are sent."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pyte
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.drivers.headless_driver import HeadlessDriver
from tui.harness import Home, Person

from iop_tui.tui.frames import Frame

SIZES = ((80, 24), (100, 30), (60, 20), (40, 12), (120, 30))
KEYS = (
    "1", "2", "3", "4", "5", "6", "7", "q", "escape", "enter", "enter", "tab", "shift+tab", "space", "up", "down", "down", "down",
    "pageup", "pagedown", "pagedown", "home", "end", "n", "p", "?", "/", "a", "j", "k", "u", "[", "]", "ctrl+g", "ctrl+l", "ctrl+s",
    "r", "t",
)  # fmt: skip
TEXTS = ("the bus drove off", "Größe, naïve, Ł", "漢字と仮名", "한국어 글", "Ελληνικά Кириллица", "a\u0301 b", "x" * 90, "🙂 ok", "→ ✓ …")


class _Screen(pyte.Screen):
    """Takes what an emulator need not know."""

    def report_device_attributes(self, *args: Any, **kwargs: Any) -> None:
        """Nothing that could be seen."""

    def report_device_status(self, *args: Any, **kwargs: Any) -> None:
        """Nothing that could be seen."""


def emulator(width: int, height: int) -> tuple[_Screen, pyte.Stream]:
    screen = _Screen(width, height)
    screen.reset_mode(7, private=True)
    return screen, pyte.Stream(screen)


@dataclass
class Watched:
    """Two emulated terminals beside each other."""

    width: int
    height: int
    plain: int = 0
    """Signs that the framework wrote."""
    sent: int = 0
    """Signs that were sent."""
    frames: int = 0
    differing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.frame = Frame(self.width, self.height)
        self._stock, self._of_stock = emulator(self.width, self.height)
        self._own, self._of_own = emulator(self.width, self.height)

    def resize(self, width: int, height: int) -> None:
        """Both terminals have another size, and neither keeps what stood there."""
        self.width, self.height = width, height
        self.frame.resize(width, height)
        self._stock, self._of_stock = emulator(width, height)
        self._own, self._of_own = emulator(width, height)

    def write(self, data: str) -> None:
        """What the framework writes; the two terminals are looked at after it."""
        self._of_stock.feed(data)
        self.plain += len(data.encode())
        rest = self.frame.draw(data)
        sent = self.frame.difference() + rest
        self._of_own.feed(sent)
        self.sent += len(sent.encode())
        self.frames += 1

    def look(self) -> None:
        """Note every cell that differs now."""
        for y in range(self.height):
            for x in range(self.width):
                one, other = self._stock.buffer[y][x], self._own.buffer[y][x]
                if one != other and not (
                    one.data == other.data == " " and one._replace(fg=other.fg, bold=other.bold, italics=other.italics) == other
                ):
                    self.differing.append(f"row {y} column {x}: {one} and {other}")


class Recorded(HeadlessDriver):
    """A driver that draws into the emulators."""

    watched: Watched

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        if "\x1b[?2026" not in data:
            self.watched.write(data)


async def session(home: Home, seed: int, keys: int, watched: Watched, monkeypatch: Any) -> None:
    """One session of somebody who presses anything."""
    chance = random.Random(seed)
    Recorded.watched = watched
    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver", Recorded)
    ended: list[bool] = []
    try:
        async with home.visit((watched.width, watched.height), toasts=True) as me:
            ended.append(await _presses(me, chance, keys, watched))
    except (NoMatches, ScreenStackError):
        # A headless screen is taken apart while something is still under way; on a terminal the process is gone by then.
        if not ended:
            raise


async def _presses(me: Person, chance: random.Random, keys: int, watched: Watched) -> bool:
    """Press anything, until the person has left or something differs."""
    for _ in range(keys):
        try:
            await _act(me, chance, watched)
        except (NoMatches, ScreenStackError):
            if not me.app._exit:
                raise
        if me.app._exit:
            break
        watched.look()
        if watched.differing:
            break
    return True


async def _act(me: Person, chance: random.Random, watched: Watched) -> None:
    what = chance.random()
    if what < 0.06:
        width, height = chance.choice(SIZES)
        if (width, height) != (watched.width, watched.height):
            watched.resize(width, height)
            await me.pilot.resize_terminal(width, height)
    elif what < 0.14:
        await me.paste(chance.choice(TEXTS))
    elif what < 0.2:
        me.app.notify(chance.choice(("Kept.", "A longer sentence that is said in passing, over two lines or more.")))
    else:
        await me.press(chance.choice(KEYS))
    await me.rest()
