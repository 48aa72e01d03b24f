"""How a line is typed: letter by letter, so that what is typed is kept before Enter is pressed, or a line at a time from a file."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterable
from typing import Any, Protocol, TextIO

from iop_tui import clean

Keep = Callable[[str | None], None]
"""Hears what stands on the line after every letter; None when it was a word for the program and no answer."""

ESCAPE_WAIT = 0.05
"""Seconds to wait for the rest of what a key such as an arrow sends; it means nothing here."""


class Idle(Exception):
    """No key came for as long as it was waited for."""


class Gone(Exception):
    """The terminal is no longer there."""


class Asked(Exception):
    """A key that means the same everywhere was pressed; `typed` stands on the line so far."""

    def __init__(self, word: str, typed: str) -> None:
        super().__init__(word)
        self.word = word
        self.typed = typed


class Keyboard(Protocol):
    """Where answers come from."""

    is_over: bool
    """Whether the last answer was none, because nobody is there any more."""

    def line(self, prompt: str, *, begun: str = "", keep: Keep | None = None, within: float | None = None) -> str | None:
        """Ask, and give back what was typed; None when no more will come. `keep` hears of every change. Raises `Idle`, `Asked`."""

    def secret(self, prompt: str) -> str | None:
        """The same, and nothing of it is shown."""

    def wait(self, seconds: float) -> bool:
        """Let time pass; whether Enter was pressed before it was over."""

    def give_back(self) -> None:
        """Let the terminal be as it was before the first question."""


class Pipe:
    """Answers from a file or another program, one a line. With `has_rest`, those that are missing at its end are empty."""

    def __init__(self, out: TextIO, *, has_rest: bool = False) -> None:
        self._out = out
        self._has_rest = has_rest
        self.is_over = False

    def line(self, prompt: str, *, begun: str = "", keep: Keep | None = None, within: float | None = None) -> str | None:
        print(prompt.rstrip(), file=self._out, flush=True)
        typed = sys.stdin.readline()
        self.is_over = not typed
        return clean.line(typed.rstrip("\n")) if typed or self._has_rest else None

    def secret(self, prompt: str) -> str | None:
        return self.line(prompt)

    def wait(self, seconds: float) -> bool:
        """Nobody sits there; time need not pass."""
        return False

    def give_back(self) -> None:
        """Nothing was taken."""


KEYS = {"\x07": "help", "\x0c": "lock"}
"""Ctrl+G and Ctrl+L, as on the screen."""


ERASING: dict[str, Callable[[str], str]] = {
    "\x7f": lambda typed: typed[:-1],
    "\b": lambda typed: typed[:-1],
    "\x15": lambda typed: "",
    "\x17": lambda typed: "".join(typed.rstrip().rpartition(" ")[:2]),
}
"""Backspace, Ctrl+U and Ctrl+W, by what they leave of a line: all but the last letter, nothing, all before the last word."""


class Tty:
    """Somebody at a terminal. Letters are shown as they come; nothing but a step back is ever sent to take one away.

    From the first question on the terminal shows nothing by itself, also between two of them: a passphrase typed ahead would be seen.
    """

    is_over = False

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._number = sys.stdin.fileno()
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._ahead = ""
        """What was typed before it was asked for."""
        self._modes: list[Any] | None = None

    def line(self, prompt: str, *, begun: str = "", keep: Keep | None = None, within: float | None = None) -> str | None:
        self._hush()
        self._send(f"{prompt}{begun}")
        typed = begun
        while True:
            sign = self._next(within)
            before = typed
            match sign:
                case "\r" | "\n":
                    self._send("\n")
                    return clean.line(typed)
                case _ if sign in ERASING:
                    typed = ERASING[sign](typed)
                case "\x04" if not typed:
                    return None
                case _ if sign in KEYS:
                    self._send("\n")
                    raise Asked(KEYS[sign], typed)
                case _ if clean.is_sign(sign):
                    typed += sign
            if typed != before:
                # A letter that is seen is kept, whatever ends the program now.
                if keep is not None:
                    keep(typed)
                self._send(typed[len(before) :] or _steps_back(before[len(typed) :]))

    def secret(self, prompt: str) -> str | None:
        self._hush()
        self._send(prompt)
        typed = ""
        while True:
            sign = self._next(None)
            match sign:
                case "\x04" if not typed:
                    return None
                case "\r" | "\n":
                    self._send("\n")
                    return typed
                case _ if sign in ERASING:
                    typed = ERASING[sign](typed)
                case _ if clean.is_sign(sign):
                    typed += sign

    def wait(self, seconds: float) -> bool:
        self._hush()
        try:
            return self._next(seconds) in ("\r", "\n")
        except Idle:
            return False

    def give_back(self) -> None:
        if self._modes is not None:
            with contextlib.suppress(termios.error, OSError):
                termios.tcsetattr(self._number, termios.TCSANOW, self._modes)
            self._modes = None

    def _hush(self) -> None:
        """Have letters handed over as they are typed, and none shown; also after a shell that the program was stopped for."""
        try:
            modes = termios.tcgetattr(self._number)
        except termios.error:
            raise Gone from None
        self._modes = self._modes or modes
        quiet = [*modes]
        quiet[3] = modes[3] & ~(termios.ICANON | termios.ECHO)
        quiet[6] = [*modes[6]]
        quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._number, termios.TCSANOW, quiet)

    def _next(self, within: float | None) -> str:
        """The next letter. Raises `Idle`, and `Gone` when the terminal is."""
        while not self._ahead:
            if not select.select([self._number], [], [], within)[0]:
                raise Idle
            try:
                data = os.read(self._number, 4096)
            except OSError:
                data = b""
            if not data:
                raise Gone
            self._ahead = self._decode(data)
        sign, self._ahead = self._ahead[0], self._ahead[1:]
        if sign == "\x1b":
            self._drop_sequence()
            return "\x00"
        return " " if sign == "\t" else sign

    def _drop_sequence(self) -> None:
        """Throw away the rest of what an arrow or a function key sends."""
        if not self._ahead and select.select([self._number], [], [], ESCAPE_WAIT)[0]:
            self._ahead = self._decode(os.read(self._number, 4096))
        if self._ahead[:1] in ("[", "O"):
            rest = self._ahead[1:].lstrip("0123456789;:<=>?")
            self._ahead = rest[1:]
        else:
            self._ahead = self._ahead[1:]

    def _send(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError:
            raise Gone from None


def give_back_at(numbers: Iterable[int], keyboard: Keyboard, first: Callable[[], object] = lambda: None) -> None:
    """When one of these signals comes: do something first, give the terminal back, and go."""

    def leave(number: int, _frame: object) -> None:
        first()
        keyboard.give_back()
        os._exit(128 + number)

    for number in numbers:
        signal.signal(number, leave)


def _steps_back(gone: str) -> str:
    """What takes letters off the line."""
    from iop_tui.render.layout import cells

    width = cells(gone)
    return "\b" * width + " " * width + "\b" * width
