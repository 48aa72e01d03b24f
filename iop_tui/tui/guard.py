"""What happens on the worst day: hang-up, kill, a stalled terminal, a fault. Words are kept, the terminal is given back, nothing leaks.

Only `prepare` and `begin` may run before Textual is imported.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, NoReturn, TextIO

from iop_tui.errors import say_fault

LEAVE_WITHIN = 2.0
"""Seconds to write what is left, before the program goes in any case."""

GIVE_BACK_WITHIN = 0.3
"""Seconds to wait for a slow line before and while the terminal is given back."""

RESTORE = "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
"""Gives the terminal back: paste, wrap, mouse, keyboard and screen modes as they were."""

FIRST = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J\r\n One moment."
"""The first picture: a screen of its own, and nothing on it that says what is to come."""

has_begun = False
"""Whether the screen of its own is there already, so that it is not asked for once more."""

COVERED = "IOP_COVERED"
"""In the environment of a program that was begun afresh: whose vault it covers, by number."""

_LOCAL = 3
"""Where the local modes stand among the modes of a terminal."""

_flush: Callable[[float], bool] = lambda _seconds: True  # noqa: E731
_modes: list[Any] | None = None
_leaving = threading.Event()
_drawing = threading.Lock()
"""Held while something is drawn, so that nothing is drawn after the terminal was given back."""


def prepare(*, is_again: bool = False) -> None:
    """Before Textual is imported: drop its switches, spare the start what it does not need, forbid core files, remember the terminal.

    `is_again` after `start_afresh`, which has left the terminal without echo.
    """
    global _modes
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    gc.disable()  # until the first screen is drawn: looking for garbage among what was just imported takes a sixth of a start
    sys.modules["ssl"] = None  # type: ignore[assignment]  # asyncio does without it, and nothing here reaches a network
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(termios.error, OSError, ValueError):
        _modes = termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else None
        if _modes is not None and is_again:
            _modes[_LOCAL] |= termios.ECHO
    sys.excepthook = _excepthook
    threading.excepthook = lambda args: None


def begin() -> None:
    """Draw a neutral first picture while everything else is still on its way; what is typed meanwhile is not shown, and not lost."""
    global has_begun
    if sys.__stderr__ is None or sys.__stdin__ is None or not sys.__stderr__.isatty():
        return
    has_begun = True
    with contextlib.suppress(termios.error, OSError, ValueError):
        if _modes is not None:
            termios.tcsetattr(
                sys.__stdin__.fileno(), termios.TCSANOW, [*_modes[:_LOCAL], _modes[_LOCAL] & ~termios.ECHO, *_modes[_LOCAL + 1 :]]
            )
    sys.__stderr__.write(FIRST)
    sys.__stderr__.flush()


def watch(flush: Callable[[float], bool]) -> None:
    """Handle hang-up and kill: `flush(seconds)` writes what is left and tells whether it could."""
    global _flush
    _flush = flush
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT):
        signal.signal(number, _on_signal)


def _on_signal(number: int, _frame: FrameType | None) -> None:
    leave(128 + number)


def terminal_is_gone() -> None:
    """The terminal hung up: keep what there is, and go."""
    leave(128 + signal.SIGHUP)


def leave(code: int) -> None:
    """Write what is left, give the terminal back, and end the process at once. Never returns.

    Called from signal handlers and from the input thread; a stalled terminal cannot hold it up.
    """
    if _leaving.is_set() and threading.current_thread() is not threading.main_thread():
        return
    _leaving.set()
    _flush(LEAVE_WITHIN)
    _drawing.acquire(timeout=GIVE_BACK_WITHIN)
    restore_terminal()
    os._exit(code)


class Drawing:
    """The terminal as the screen's writing thread sees it; once the program leaves, nothing more gets through."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with _drawing:
            if not _leaving.is_set():
                self._file.write(text)

    def flush(self) -> None:
        with _drawing:
            if not _leaving.is_set():
                self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def start_afresh(environment: dict[str, str]) -> NoReturn:
    """Begin the program anew in the place of this process, so that nothing of it stays in memory. What is drawn stays on the screen.

    What is typed meanwhile is not shown, and reaches the new program.
    """
    with _drawing:
        _leaving.set()
    _be_quiet()
    try:
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **environment})
    except OSError:
        leave(1)
    raise AssertionError


def _be_quiet() -> None:
    """Let the terminal not show what is typed before the program reads it."""
    with contextlib.suppress(termios.error, OSError, ValueError):
        if _modes is not None and sys.__stdin__ is not None:
            quiet = [*_modes[:_LOCAL], _modes[_LOCAL] & ~termios.ECHO, *_modes[_LOCAL + 1 :]]
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, quiet)


def give_back_modes() -> None:
    """Let the terminal echo again as it did before the program; after the screen has closed."""
    with contextlib.suppress(termios.error, OSError, ValueError):
        if _modes is not None and sys.__stdin__ is not None:
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, _modes)


def restore_terminal() -> None:
    """Give the terminal back; a line that is stalled is waited for only a moment."""
    if sys.__stderr__ is None:
        return
    with contextlib.suppress(OSError, ValueError):
        number = sys.__stderr__.fileno()
        os.set_blocking(number, False)
        _write_within(number, RESTORE.encode(), GIVE_BACK_WITHIN)
    give_back_modes()
    with contextlib.suppress(OSError, ValueError):
        os.set_blocking(sys.__stderr__.fileno(), True)


def _write_within(number: int, data: bytes, seconds: float) -> None:
    """Write as much as the terminal takes within some seconds."""
    deadline = time.monotonic() + seconds
    while data and time.monotonic() < deadline:
        try:
            data = data[os.write(number, data) :]
        except BlockingIOError:
            time.sleep(0.01)


def _excepthook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    restore_terminal()
    print(say_fault(error), file=sys.__stderr__)


def guard_output() -> None:
    """The last guard before the terminal: no control character of any text gets out, whoever drew it."""
    from rich.segment import Segment
    from textual.strip import Strip

    from iop_tui import clean

    original = Strip.render

    def render(self: Strip, console: Any) -> str:
        if self._render_cache is None and not all(text.isprintable() for text, _, _ in self._segments):
            self._segments = [Segment(clean.for_output(text), style, control) for text, style, control in self._segments]
        return original(self, console)

    Strip.render = render  # type: ignore[method-assign]
