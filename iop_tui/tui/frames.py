"""What stands on the terminal, and the least that turns it into what is wanted.

A `Frame` reads what the framework would write, keeps it as cells, and hands out the difference to what was sent last. Values only: it
neither reads a terminal nor writes to one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from unicodedata import category

from rich.cells import cell_len

Cell = tuple[str, str]
"""What stands in a cell, and its style as the numbers of an SGR sequence. A wide sign has cells without text after it."""

Row = list[Cell]

BLANK: Cell = (" ", "")
GAP = 4
"""Cells that are rather written again than jumped over."""

SCROLLED = 3
"""Rows that have to have moved together, at least, for them to be moved by the terminal."""

EDGE = 4
"""Cells at the right that may differ in a row that moved: a scroll bar stays where it is."""

_TOKEN = re.compile(r"\x1b\[(\d*);?(\d*)H|\x1b\[([\d;]*)m|([^\x1b\n\r]+)|\n|(\x1b[^\x1b]*|\r)")


class Frame:
    """The cells that are wanted and the cells that were sent."""

    def __init__(self, width: int = 80, height: int = 24) -> None:
        self.width, self.height = width, height
        self._wanted: list[Row] = [[BLANK] * width for _ in range(height)]
        self._sent: list[Row | None] = [None] * height
        """Nothing where nobody knows what stands there."""
        self._at = (0, 0)
        """Where the next text goes, and where the cursor rests at the end."""
        self._style = ""
        self._left_at: tuple[int, int] | None = None
        """Where the terminal's cursor was left."""

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size; what it made of its text is unknown."""
        rows = [(row + [BLANK] * width)[:width] for row in self._wanted[:height]]
        self._wanted = rows + [[BLANK] * width for _ in range(height - len(rows))]
        self.width, self.height = width, height
        self.forget()

    def forget(self) -> None:
        """Something else may have written to the terminal."""
        self._sent = [None] * self.height
        self._left_at = None

    def draw(self, data: str) -> str:
        """Take in what the framework draws; what is no drawing comes back, to be sent as it is."""
        rest = []
        for found in _TOKEN.finditer(data):
            row, column, style, text, other = found.groups()
            if text is not None:
                self._write(text)
            elif style is not None:
                self._style = "" if style in ("", "0") else f"{self._style};{style}" if self._style else style
            elif row is not None:
                self._at = (int(column or 1) - 1, int(row or 1) - 1)
            elif other is not None:
                rest.append(other)
        return "".join(rest)

    def _write(self, text: str) -> None:
        x, y = self._at
        if text.isascii():
            cells: Row = [(sign, self._style) for sign in text]
        else:
            cells = [cell for part in _parts(text) for cell in _cells(part, self._style)]
        self._at = (x + len(cells), y)
        if 0 <= y < self.height and x < self.width:
            row = self._wanted[y]
            end = min(x + len(cells), self.width)
            row[x:end] = cells[: end - x]
            _mend(row, x, end)

    def difference(self) -> str:
        """What has to be sent so that the terminal shows what is wanted; it counts as sent then."""
        out = _Out(self._left_at)
        self._scroll(out)
        for y, row in enumerate(self._wanted):
            before = self._sent[y]
            if before != row:
                out.row(y, before, row)
                self._sent[y] = row[:]
        out.style("")
        out.move(*self._at)
        self._left_at = out.at
        return "".join(out.parts)

    def _scroll(self, out: _Out) -> None:
        """Let the terminal move what has moved up or down as a whole."""
        changed = [y for y, row in enumerate(self._wanted) if self._sent[y] != row]
        if len(changed) <= SCROLLED or None in (self._sent[y] for y in changed):
            return
        by, first, last = self._moved(changed)
        if not by:
            return
        top, bottom = min(first, first + by), max(last, last + by)
        out.style("")
        out.parts.append(f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H\x1b[{abs(by)}{'M' if by > 0 else 'L'}\x1b[r")
        out.at = None
        new: list[Row | None] = [[BLANK] * self.width for _ in range(abs(by))]
        held = self._sent[top : bottom + 1]
        self._sent[top : bottom + 1] = [*held[by:], *new] if by > 0 else [*new, *held[:by]]

    def _moved(self, changed: list[int]) -> tuple[int, int, int]:
        """By how many rows most of what is wanted has moved up, and its first and last row; 0 where it is not worth it."""
        places: dict[tuple[Cell, ...], list[int]] = {}
        for y in range(changed[0], changed[-1] + 1):
            places.setdefault(self._key(self._sent[y]), []).append(y)
        pairs = [
            (old - y, y)
            for y in changed
            if (key := self._key(self._wanted[y])) in places and len(set(key)) > 1
            for old in places[key]
            if old != y
        ]
        ways = Counter(by for by, _y in pairs)
        if not ways:
            return 0, 0, 0
        by, count = ways.most_common(1)[0]
        rows = [y for way, y in pairs if way == by]
        stays = sum(1 for y in range(rows[0], rows[-1] + 1) if y not in changed)
        return (by, rows[0], rows[-1]) if count > SCROLLED and count > stays else (0, 0, 0)

    def _key(self, row: Row | None) -> tuple[Cell, ...]:
        return tuple(row[:-EDGE]) if row else ()


class _Out:
    """What is sent, with where the cursor is and which style is on."""

    def __init__(self, at: tuple[int, int] | None) -> None:
        self.parts: list[str] = []
        self.at = at
        self._style = ""

    def row(self, y: int, before: Row | None, row: Row) -> None:
        """Write what differs in a row; a row with signs whose width terminals do not agree on is written whole."""
        if before is None or _is_doubtful(row) or _is_doubtful(before):
            runs: Iterator[tuple[int, int]] = iter([(0, len(row))])
        else:
            runs = _runs(before, row)
        blank_from = len(row) - sum(1 for _ in takewhile(lambda cell: cell == BLANK, reversed(row)))
        for first, end in runs:
            self._run(y, row, first, min(end, blank_from))
            if end > blank_from:
                self._blank(y, max(first, blank_from), len(row), row)
                return

    def _run(self, y: int, row: Row, first: int, end: int) -> None:
        x = first
        while x < end:
            text, style = row[x]
            self.move(x, y)
            self.style(style)
            width = 1
            while x + width < len(row) and row[x + width][0] == "":
                width += 1
            self.parts.append(text)
            x += width
            # At the right edge, and after a sign of doubtful width, nobody knows where the cursor is.
            self.at = None if x >= len(row) or len(text) > 1 else (x, y)

    def _blank(self, y: int, first: int, end: int, row: Row) -> None:
        """Nothing to the end of the row."""
        if end - first <= GAP:
            self._run(y, row, first, end)
        elif end > first:
            self.move(first, y)
            self.style("")
            self.parts.append("\x1b[K")

    def move(self, x: int, y: int) -> None:
        if self.at == (x, y):
            return
        here = self.at
        if here is not None and here[1] == y:
            self.parts.append(f"\x1b[{x + 1}G")
        else:
            self.parts.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self.at = (x, y)

    def style(self, style: str) -> None:
        if style != self._style:
            self.parts.append(_change(self._style, style))
            self._style = style


def _runs(before: Row, row: Row) -> Iterator[tuple[int, int]]:
    """Where two rows differ, from and to; what is close together is one."""
    changed = [x for x, cell in enumerate(row) if before[x] != cell]
    first = last = changed[0]
    for x in changed[1:]:
        if x - last > GAP:
            yield _whole(before, row, first, last + 1)
            first = x
        last = x
    yield _whole(before, row, first, last + 1)


def _whole(before: Row, row: Row, first: int, end: int) -> tuple[int, int]:
    """A stretch that cuts no wide sign, neither the old one nor the new one."""
    while first and (row[first][0] == "" or before[first][0] == ""):
        first -= 1
    while end < len(row) and (row[end][0] == "" or before[end][0] == ""):
        end += 1
    return first, end


def _mend(row: Row, first: int, end: int) -> None:
    """What was cut of a wide sign at either end of what was written becomes blank, as terminals have it."""
    if first and row[first][0] == "":
        row[first] = (" ", row[first][1])
    before = first - 1
    while before >= 0 and row[before][0] == "":
        before -= 1
    if before >= 0 and first - before > 0 and _width(row, before) != _needs(row[before][0]):
        for x in range(before, first):
            row[x] = (" ", row[x][1])
    while end < len(row) and row[end][0] == "":
        row[end] = (" ", row[end][1])
        end += 1
    last = len(row) - 1
    if row[last][0] and _needs(row[last][0]) > 1:
        row[last] = (" ", row[last][1])


def _width(row: Row, x: int) -> int:
    width = 1
    while x + width < len(row) and row[x + width][0] == "":
        width += 1
    return width


@cache
def _needs(text: str) -> int:
    """Cells of a sign."""
    return max(1, cell_len(text))


def _cells(text: str, style: str) -> Row:
    return [(text, style), *[("", style)] * (_needs(text) - 1)]


def _parts(text: str) -> Iterator[str]:
    """The signs of a text, each with the marks that stand on it."""
    sign = ""
    for letter in text:
        if sign and (_joins(letter) or sign[-1] == "\u200d"):
            sign += letter
            continue
        if sign:
            yield sign
        sign = letter
    if sign:
        yield sign


@cache
def _joins(letter: str) -> bool:
    """Whether a sign stands on the one before it."""
    return not letter.isascii() and (category(letter) in ("Mn", "Me", "Cf") or 0x1F3FB <= ord(letter) <= 0x1F3FF)


def _is_doubtful(row: Row) -> bool:
    """Whether terminals may not agree on how wide the row is: marks, pictures, flags."""
    return any(len(text) > 1 or (text > "\u25ff" and _is_picture(text)) for text, _style in row)


@cache
def _is_picture(sign: str) -> bool:
    return 0x2600 <= ord(sign) <= 0x27BF or ord(sign) >= 0x1F000


@cache
def _change(before: str, style: str) -> str:
    """From one style to another, in the shortest way that is sure."""
    if not style:
        return "\x1b[m"
    old, new = _attributes(before), _attributes(style)
    if set(old) <= set(new):
        changed = ";".join(code for kind, code in new.items() if old.get(kind) != code)
        return f"\x1b[{changed}m" if changed else ""
    return f"\x1b[;{style}m"


def _attributes(style: str) -> dict[str, str]:
    """The parts of a style: what is said of the letters, the color, the color behind."""
    found: dict[str, str] = {}
    codes = style.split(";") if style else []
    while codes:
        code, *codes = codes
        if code in ("38", "48"):
            count = 2 if codes[0] == "5" else 4
            found["fg" if code == "38" else "bg"], codes = ";".join([code, *codes[:count]]), codes[count:]
        elif code[:1] in ("3", "9") and len(code) == 2:
            found["fg"] = code
        elif (code[:1] == "4" and len(code) == 2) or code[:2] == "10":
            found["bg"] = code
        else:
            found[code] = code
    return found
