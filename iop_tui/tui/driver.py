"""How keys arrive and how the screen gets to the terminal.

Keys: one sleeping thread that knows a paste from typing, and notices when the terminal is gone. Stock Textual polls ten times a second, and
reads on for ever when the terminal has hung up.

The screen: only what differs from what was sent last, and at most one picture waiting while the line is slow. Stock Textual sends every
region that was drawn anew, and queues thirty of them.
"""

from __future__ import annotations

import asyncio
import os
import select
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Iterable
from concurrent.futures import wait
from time import monotonic, sleep
from typing import Any, TextIO, cast

from textual import constants, events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

from iop_tui import clean
from iop_tui.tui import guard
from iop_tui.tui.frames import Frame

BURST = 8
"""So many printable keys in one read are a paste from a terminal that does not say so."""

BURST_GAP = 0.1
"""Seconds within which what follows such a paste belongs to it: a long one comes in several reads."""

SETTLE_WITHIN = 1.0
"""Seconds that a key waits at most for the one before."""

TIMES_UP = 3
"""So often messages go up from what has the focus until a key has had its effect."""

_BLANKS = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}

ESCAPE_WAIT = constants.ESCAPE_DELAY + 0.02
"""Seconds to wait for the rest of an escape sequence; a lone Esc is known after that."""


PICTURE = "\x00picture"
"""Stands in the queue of the writing thread for what differs by the time it is its turn."""

ALT_SCREEN = "\x1b[?1049h"
"""After it nothing stands on the terminal that was sent before."""


class Picture(guard.Drawing):
    """The terminal as the writing thread sees it, with what stands on it."""

    def __init__(self, file: TextIO) -> None:
        super().__init__(file)
        self._frame = Frame()
        self._using = threading.Lock()
        self._is_synced = False
        """Whether the terminal shows a picture at once, however it arrives."""

    def draw(self, data: str) -> str:
        """Take in what is drawn; what is no drawing comes back."""
        with self._using:
            rest = self._frame.draw(data)
        if SYNC_START in rest or SYNC_END in rest:
            self._is_synced = True
            rest = rest.replace(SYNC_START, "").replace(SYNC_END, "")
        return rest

    def resize(self, width: int, height: int) -> None:
        with self._using:
            self._frame.resize(width, height)

    def write(self, text: str) -> None:
        if text == PICTURE:
            with self._using:
                text = self._frame.difference()
            text = f"{SYNC_START}{text}{SYNC_END}" if text and self._is_synced else text
        elif ALT_SCREEN in text:
            with self._using:
                self._frame.forget()
            text = text.replace(ALT_SCREEN, "") if guard.has_begun else text
            guard.has_begun = False
        super().write(text)


class IopDriver(LinuxDriver):
    """A Linux driver whose input thread sleeps until there is something to do, and whose output is what differs."""

    sends_differences = True
    """Whether only differences are sent; set before the screen starts."""

    def __init__(self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._picture = Picture(sys.__stderr__ or sys.stderr)
        self._file = cast(Any, self._picture)
        self._is_waiting = False
        """Whether the newest thing in the queue is a picture."""
        self._burst_at = -BURST_GAP
        self._was_letter = False
        self._reading = threading.Lock()
        """Held by the one thread that reads keys."""
        self._wake_reader, self._wake_writer = os.pipe()

    def write(self, data: str) -> None:
        """Send what is drawn as a picture, once the ones before are through, and all else as it is, in its place."""
        if not self.sends_differences:
            super().write(data)
            return
        rest = self._picture.draw(data)
        if rest:
            self._is_waiting = False
            super().write(rest)
        if rest != data:
            self._send_picture()

    def _send_picture(self) -> None:
        """Have the writing thread send what differs, unless it is about to."""
        thread = self._writer_thread
        if thread is not None and not (self._is_waiting and not thread._queue.empty()):
            self._is_waiting = True
            thread.write(PICTURE)

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size. It is asked for in a signal handler, in the middle of anything; what it means is seen to afterward."""
        width, height = super()._get_terminal_size()
        self._loop.call_soon_threadsafe(self._resized, width, height)
        return width, height

    def process_message(self, message: Message) -> None:
        """Some terminals tell a new size among the keys."""
        if isinstance(message, events.Resize):
            self._loop.call_soon_threadsafe(self._resized, *message.size)
        super().process_message(message)

    def _resized(self, width: int, height: int) -> None:
        """Send all of it anew, even where the framework finds nothing to draw."""
        self._picture.resize(width, height)
        if self.sends_differences:
            self._send_picture()

    def has_drawn(self, seconds: float) -> bool:
        """Wait until everything so far went to the terminal; whether it did in time."""
        deadline = monotonic() + seconds
        thread = self._writer_thread
        while thread is not None and not thread._queue.empty() and monotonic() < deadline:
            sleep(0.005)
        return thread is None or thread._queue.empty()

    @property
    def can_suspend(self) -> bool:
        """Never: a stopped program would leave its screen behind."""
        return False

    def _sigtstp_application(self, *_: object) -> None:
        """Suspending is off; Ctrl+Z is undo in text."""

    def disable_input(self) -> None:
        """Wake the input thread, so that leaving does not wait for it."""
        os.write(self._wake_writer, b"x")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read keys until the program leaves or the terminal is gone.

        The framework begins another thread when the program goes on after a stop from outside; two would swap letters, so that one ends.
        """
        if not self._reading.acquire(blocking=False):
            return
        try:
            self._read_keys()
        finally:
            self._reading.release()

    def _read_keys(self) -> None:
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        pending = False
        while not self.exit_event.is_set():
            readable, _, _ = select.select([self.fileno, self._wake_reader], [], [], ESCAPE_WAIT if pending else None)
            if self._wake_reader in readable:
                return
            if self.fileno in readable:
                arrived = monotonic()
                data = self._read()
                if not data:
                    guard.terminal_is_gone()
                    return
                self._send(list(parser.feed(decode(data))), arrived)
                pending = True
            else:
                self._send(list(parser.tick()), monotonic())
                pending = False

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, 64 * 1024)
        except OSError:
            return b""

    def _send(self, messages: Iterable[Message], arrived: float) -> None:
        """Hand keys over one by one: the next goes where the one before has put the focus, however fast they come."""
        goes_on = arrived - self._burst_at < BURST_GAP
        found, is_burst = as_paste(list(messages), 1 if goes_on else BURST)
        for message in found:
            if isinstance(message, (events.Key, events.Paste)) and not self._is_typing_on(message):
                self._let_settle()
            self.process_message(message)
        if is_burst:
            self._burst_at = monotonic()

    def _is_typing_on(self, message: Message) -> bool:
        """Whether this is one more letter of a text; it need not wait, even while another window holds up a save."""
        before, self._was_letter = self._was_letter, isinstance(message, events.Key) and message.is_printable
        return before and self._was_letter and isinstance(self._app.focused, (Input, TextArea))

    def _let_settle(self) -> None:
        """Wait until the key before has had its effect, but not for an effect that takes long."""
        settling = asyncio.run_coroutine_threadsafe(settled(self._app), self._loop)
        deadline = monotonic() + SETTLE_WITHIN
        while not settling.done() and not self.exit_event.is_set() and monotonic() < deadline:
            wait([settling], timeout=0.05)
        settling.cancel()


async def settled(app: App[object]) -> None:
    """The keys so far have had their effect, on the focus above all.

    A key goes up from what has the focus to the app, which knows what it means. What that sends goes up again, and may bring a screen.
    """
    await _is_through(app)
    for _ in range(TIMES_UP):
        for node in (app.focused or app.screen).ancestors_with_self:
            await _is_through(node)


async def _is_through(node: MessagePump) -> None:
    """Each message so far has been dealt with."""
    done = asyncio.Event()
    if node.call_later(done.set):
        await done.wait()


def as_paste(messages: list[Message], burst: int = BURST) -> tuple[list[Message], bool]:
    """A run of at least `burst` keys of text in one read as one paste, and whether it was one; a short run is typing."""
    keys = [each for each in messages if isinstance(each, events.Key)]
    is_text = all(clean.is_sign(key.character or "\n") or key.key in _BLANKS for key in keys) and any(key.is_printable for key in keys)
    if len(keys) < burst or not is_text:
        return messages, False
    text = "".join(_BLANKS.get(key.key) or key.character or "" for key in keys)
    others = [each for each in messages if not isinstance(each, events.Key)]
    return [*others, events.Paste(text)], True


def open_terminal() -> bool:
    """Whether keys can be read and a screen can be drawn."""
    return bool(sys.__stdin__ and sys.__stderr__ and sys.__stdin__.isatty() and sys.__stderr__.isatty())
