"""Open a file of words safely, and keep it within its limits before anything reads it."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from iop_tui import clean
from iop_tui.content.problems import Problem
from iop_tui.content.reading import Findings

MOST_BYTES = 256 * 1024
MOST_LINES = 4000
MOST_LINE_BYTES = 4096
MOST_MARKS = 8000
"""Characters that begin or end markup. They are what makes reading slow, so their number bounds the time."""
MOST_BRACKETS = 800
MOST_MISSING = 2000
"""Cells that rows lack beside their table's head. The parser makes each of them, so a wide head over many short rows is slow."""

_MARKS = re.compile(r"[*_~`<>&|!\\\[\]]")
_BRACKETS = re.compile(r"\[")
_UNDER_HEAD = re.compile(r"[\s>:-]*\|[\s|:-]*")


def read_file(path: Path, root: Path | None = None, shown: str = "", most: int = MOST_BYTES) -> str | Problem:
    """The text of a regular file of at most `most` bytes, or why not. With `root`, a link that leads out of that folder is refused."""
    name = shown or str(path)
    try:
        real = path.resolve(strict=True)
        if root is not None and not real.is_relative_to(root.resolve()):
            return Problem(name, 0, "this leads out of its folder; put the file itself here")
        raw = _bytes_of(real, most)
    except (OSError, RuntimeError, ValueError) as error:
        return Problem(name, 0, f"this file cannot be read: {_reason(error)}")
    if raw is None:
        return Problem(name, 0, "this is not an ordinary file")
    if len(raw) > most:
        return Problem(name, 0, f"this file is larger than {most // 1024} KB; split it into several")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(name, raw.count(b"\n", 0, error.start) + 1, "this line is not UTF-8 text; save the file as UTF-8")


def _bytes_of(real: Path, most: int) -> bytes | None:
    """At most one byte more than the limit; `None` for a folder, FIFO, device or socket. Never waits for one to answer."""
    if not stat.S_ISREG(os.lstat(real).st_mode):
        return None
    handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return file.read(most + 1)


def _reason(error: Exception) -> str:
    return (error.strerror or "unknown reason").lower() if isinstance(error, OSError) else "its path makes no sense"


def clean_lines(text: str, findings: Findings) -> list[str] | None:
    """The lines of a text without control characters, each reported; `None` when it is too large to read at all."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        findings.problem(0, f"this file is larger than {MOST_BYTES // 1024} KB; split it into several")
        return None
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if len(lines) > MOST_LINES:
        findings.problem(MOST_LINES + 1, f"this file has more than {MOST_LINES} lines; split it into several")
        return None
    too_long = [
        number
        for number, line in enumerate(lines, 1)
        if len(line) > MOST_LINE_BYTES / 4 and len(line.encode("utf-8", "replace")) > MOST_LINE_BYTES
    ]
    for number in too_long:
        findings.problem(number, f"this line is longer than {MOST_LINE_BYTES} bytes; break it")
    if too_long or not _within_marks(text, _MARKS, MOST_MARKS, findings) or not _within_marks(text, _BRACKETS, MOST_BRACKETS, findings):
        return None
    if not _within_tables(lines, findings):
        return None
    return [_clean_line(line, number, findings) for number, line in enumerate(lines, 1)]


def _within_marks(text: str, marks: re.Pattern[str], most: int, findings: Findings) -> bool:
    for count, mark in enumerate(marks.finditer(text)):
        if count == most:
            findings.problem(
                text.count("\n", 0, mark.start()) + 1, f"this file holds more than {most} marks such as {mark[0]}; split it into several"
            )
            return False
    return True


def _within_tables(lines: list[str], findings: Findings) -> bool:
    columns = missing = 0
    for number, line in enumerate(lines, 1):
        if "|" in line and _UNDER_HEAD.fullmatch(line):
            columns = max(columns, line.count("|"))
        elif not line.strip(" \t>"):
            columns = 0
        missing += max(0, columns - line.count("|"))
        if missing > MOST_MISSING:
            findings.problem(number, "the rows of this table are much shorter than its head; give each row all its cells")
            return False
    return True


def _clean_line(line: str, number: int, findings: Findings) -> str:
    if line.isprintable():
        return line
    without = hidden_out(line)
    if without != line.replace("\t", "    "):
        findings.problem(number, f"there is a hidden control character here ({first_hidden(line)}); delete it")
    return without


def hidden_out(line: str) -> str:
    """A line as `clean.line` leaves it, which never makes two of it."""
    return clean.line(line) if not line.isprintable() else line


def first_hidden(text: str) -> str:
    """The first character that `clean` would take out, as `U+001B`."""
    found = next((each for each in text if each != "\n" and each != "\t" and clean.line(f"a{each}a") != f"a{each}a"), " ")
    return f"U+{ord(found):04X}"
