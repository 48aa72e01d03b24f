"""A program in a terminal of its own: keys go in, bytes come out with the moment they came, and a screen is drawn from them."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pyte

WIDTH, HEIGHT = 100, 30
QUIET = 0.25
"""Seconds without a byte after which a program is taken to have finished drawing."""
PATIENCE = 60.0

_UNKNOWN = re.compile(r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""Sequences that the emulator would draw as text."""
_UNFINISHED = re.compile(r"\x1b(\[[0-9;<=>?$]*)?$")


class Terminal:
    """One running program. It answers no question a program asks its terminal, as a plain one would not."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], folder: Path) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)
        self._unfinished = ""
        self.bytes = 0
        self.packed = 0
        """Bytes after compression as `ssh -C` does it: one stream, flushed whenever something is sent."""
        self._pack = zlib.compressobj()
        self.first_byte = 0.0
        """Seconds from the start to the first byte."""
        self.started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
            os.execvpe(command[0], list(command), environment)
        self._is_gone = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._is_gone:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._master)

    def press(self, keys: str) -> float:
        """Send keys; the moment they were sent."""
        moment = time.perf_counter()
        os.write(self._master, keys.encode())
        return moment

    def collect(self, quiet: float = QUIET, patience: float = PATIENCE) -> list[tuple[float, bytes]]:
        """What is drawn until the program is quiet. The screen is not touched, so that drawing it does not disturb the timing."""
        found: list[tuple[float, bytes]] = []
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            data = self._read(quiet if found else end - time.perf_counter())
            if not data:
                break
            found.append((time.perf_counter(), data))
        self.bytes += sum(len(data) for _, data in found)
        return found

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            return os.read(self._master, 1 << 16)
        except OSError:
            return b""

    def until(self, *texts: str) -> float:
        """Wait until all texts are on the screen and it is quiet; seconds from the start to when they were there."""
        shown_at = 0.0
        while not shown_at:
            found = self.collect()
            if not found:
                raise RuntimeError(f"{texts} did not appear; the screen was:\n{self.text()}")
            self.first_byte = self.first_byte or found[0][0] - self.started
            for moment, data in found:
                self.draw(data)
                if not shown_at and all(text in self.text() for text in texts):
                    shown_at = moment
        return shown_at - self.started

    def draw(self, data: bytes) -> None:
        self.packed += len(self._pack.compress(data)) + len(self._pack.flush(zlib.Z_PARTIAL_FLUSH))
        text = _UNKNOWN.sub("", self._unfinished + data.decode("utf-8", "replace"))
        tail = _UNFINISHED.search(text)
        self._unfinished = text[tail.start() :] if tail else ""
        self._stream.feed(text[: tail.start()] if tail else text)

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def on_link(self, keys: str, rate: int, step: float = 0.02) -> float:
        """Press keys while only so many bytes a second are taken; seconds until the last of them is here."""
        moment = last = self.press(keys)
        while time.perf_counter() - last < 1.0:
            time.sleep(step)
            if select.select([self._master], [], [], 0)[0]:
                data = os.read(self._master, int(rate * step))
                self.bytes += len(data)
                self.draw(data)
                last = time.perf_counter()
        return last - moment

    def answer(self, keys: str, quiet: float = QUIET) -> tuple[int, int, float]:
        """Press keys; the bytes they cost, plain and compressed, and the seconds until the last of them."""
        packed, moment = self.packed, self.press(keys)
        found = self.collect(quiet, patience=5.0)
        for _, data in found:
            self.draw(data)
        return sum(len(data) for _, data in found), self.packed - packed, found[-1][0] - moment if found else 0.0

    def leave(self, keys: str) -> float:
        """Press keys that end the program; seconds until its process is gone."""
        moment = self.press(keys)
        while time.perf_counter() - moment < PATIENCE:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                self._is_gone = True
                return time.perf_counter() - moment
            if not self._read(0.001):
                time.sleep(0.0005)
        raise RuntimeError(f"{keys!r} did not end the program; the screen was:\n{self.text()}")
