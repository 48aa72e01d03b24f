"""Lay blocks out in lines of a given width; screens and paper both start from these lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from iop_tui.domain.page import (
    Bar,
    Block,
    Chart,
    Code,
    Entry,
    Heading,
    Items,
    Page,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    TimeLine,
    paragraph,
    plain,
    text_of,
)
from iop_tui.values import dataclass

if TYPE_CHECKING:
    from iop_tui.render.charts import Drawn

CellWidth = Callable[[str], int]
"""Tells how many terminal cells a text takes."""

MEASURE = 76
"""Prose is never wider than this."""

PAPER = MEASURE
"""The width of a page that leaves as text, and of a drawing on any page that leaves; it stands on a screen of 80 columns as it is."""

LEAST = 2
"""The narrowest line: one wide character."""

ROOM = 8
"""Cells that text beside a mark needs; with fewer it stands below the mark."""

COLUMN, GAP = 14, 2
"""Cells that a column beside others needs, and those between two of them."""

_TOKENS = re.compile(r"\n| +|[^ \n]+")


def cells(text: str) -> int:
    """The width of a text by `wcwidth`; control characters, which never get here, count as one."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # the screen measures with its own function and does not load this

    width = wcswidth(text)
    return width if width >= 0 else len(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line."""

    text: str
    style: str = ""
    """`bold`, `italic`, `code`, `heading`, `label`, `dim`, `link`, or nothing."""


Line = tuple[Piece, ...]


def lay_out(blocks: Sequence[Block], width: int, width_of: CellWidth = cells) -> list[Line]:
    """Blocks as lines at most `width` cells wide (2 at least), with an empty line between blocks."""
    lines: list[Line] = []
    for block in blocks:
        if lines:
            lines.append(())
        lines.extend(_block(block, max(LEAST, width), width_of))
    return lines


def lay_out_page(page: Page, width: int, width_of: CellWidth = cells) -> list[Line]:
    """A page as lines, its title on top."""
    return lay_out((Heading(1, plain(page.title)), *page.blocks), width, width_of)


def groups(block: Block, width: int, width_of: CellWidth = cells) -> list[list[Line]]:
    """The lines of a block, for each part of it that can be left out alone: see `domain.leaving.parts`."""
    width = max(LEAST, width)
    match block:
        case Items(items, ordered, start):
            marks = (f"{number}. " if ordered else "- " for number in range(start, start + len(items)))
            return [_hang(mark, blocks, width, width_of) for mark, blocks in zip(marks, items, strict=True)] or [[]]
        case Table(head, rows, side_by_side):
            return _side_by_side(head, rows, width, width_of) if side_by_side else _table(head, rows, width, width_of)
        case Entry(label, value):
            named = wrap(plain(label), width, width_of, base="label")
            lines = [_hang("  ", [paragraph(line)], width, width_of) for line in (value or "-").split("\n")]
            return [named, *lines]
    return [_block(block, width, width_of)]


def is_short(label: str, value: str) -> bool:
    """Whether the value of an entry stands well behind its label, where letters are narrower than cells: it saves half of the paper."""
    return "\n" not in value and len(label) + len(value) < MEASURE


def bare(lines: Sequence[Line]) -> str:
    """Lines as plain text."""
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def _block(block: Block, width: int, width_of: CellWidth) -> list[Line]:
    match block:
        case Heading(_level, spans):
            return wrap(spans, width, width_of, base="heading")
        case Paragraph(spans):
            return wrap(spans, width, width_of)
        case Items(items):
            return _items(items, groups(block, width, width_of))
        case Quote(blocks):
            return _hang("  ", blocks, width, width_of)
        case Table() | Entry():
            return [line for group in groups(block, width, width_of) for line in group]
        case Code(text):
            return wrap((Span(text, code=True),), width, width_of)
        case Rule():
            return [(Piece("-" * width, "dim"),)]
        case Chart() | TimeLine() | Bar():
            return _picture(block, width, width_of)


def _picture(block: Chart | TimeLine | Bar, width: int, width_of: CellWidth) -> list[Line]:
    from iop_tui.render import charts  # most pages have none, and help now waits for nothing that it has not

    match block:
        case Chart(title, _curves, _low, _high, sentence):
            return _drawn(title, charts.chart(block, width), sentence, width, width_of)
        case TimeLine(title, _curves, sentence):
            return _drawn(title, charts.time_line(block, width, width_of), sentence, width, width_of)
        case Bar(label, _part, _whole, sentence):
            return _drawn(f"{label} ({charts.figure(block)})", charts.bar(block, width), sentence, width, width_of)


def _drawn(title: str, drawn: Drawn, sentence: str, width: int, width_of: CellWidth) -> list[Line]:
    """A title, a drawing with what its signs mean, and the sentence that says the same."""
    said = (wrap(plain(each), width, width_of) for each in (drawn.legend, sentence) if each)
    lines: list[Line] = [(Piece(each),) if each else () for each in drawn.lines]
    return [*wrap(plain(title), width, width_of, base="label"), *lines, *(line for each in said for line in each)]


def _hang(mark: str, blocks: Sequence[Block], width: int, width_of: CellWidth) -> list[Line]:
    """Blocks beside a mark, or below it where the room beside it is too small."""
    indent = width_of(mark)
    if width - indent < ROOM:
        above = wrap(plain(mark.strip()), width, width_of) if mark.strip() else []
        return above + lay_out(blocks, width, width_of)
    lines = lay_out(blocks, width - indent, width_of) or [()]
    return [(Piece(mark if number == 0 else " " * indent), *line) for number, line in enumerate(lines)]


def _items(items: Sequence[Sequence[Block]], groups: Sequence[Sequence[Line]]) -> list[Line]:
    """One item under the other, with air between them where one holds several blocks."""
    lines: list[Line] = []
    loose = any(len(blocks) > 1 for blocks in items)
    for group in groups:
        if lines and loose:
            lines.append(())
        lines.extend(group)
    return lines


def _table(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], width: int, width_of: CellWidth) -> list[list[Line]]:
    """The headings and each row: columns side by side where they fit, else one row after the other with its headings."""
    columns = [[text_of(cell) for cell in column] for column in zip(head, *rows, strict=True)]
    widths = [max(width_of(cell) for cell in column) for column in columns]
    has_breaks = any("\n" in cell for column in columns for cell in column)
    if has_breaks or sum(widths) + 2 * (len(widths) - 1) > width:
        listed = [_row_as_list(head, row, width, width_of) for row in rows]
        return [[], *listed] if rows else [_row_as_list(head, [()] * len(head), width, width_of)]
    return [[_row(row, widths, "label" if number == 0 else "", width_of)] for number, row in enumerate([head, *rows])]


def _side_by_side(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], width: int, width_of: CellWidth) -> list[list[Line]]:
    """Columns of one width with their cells broken into lines, else one column under the other with the words of the first beside it."""
    room = (width - GAP * (len(head) - 1)) // len(head)
    if room < COLUMN:
        return [_one_by_one(head, rows, width, width_of), *([] for _row in rows)]
    groups: list[list[Line]] = []
    for number, row in enumerate([head, *rows]):
        cells_of = [wrap(cell, room, width_of, base="label" if number == 0 or column == 0 else "") for column, cell in enumerate(row)]
        groups.append([])
        for part in range(max(len(each) for each in cells_of)):
            pieces: list[Piece] = []
            for cell in cells_of:
                line = cell[part] if part < len(cell) else ()
                pieces += [*line, Piece(" " * (room + GAP - sum(width_of(piece.text) for piece in line)))]
            groups[-1].append(_join(pieces[:-1]))
    return groups


def _one_by_one(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], width: int, width_of: CellWidth) -> list[Line]:
    lines: list[Line] = []
    for column, title in enumerate(head[1:], 1):
        lines += [*([()] if lines else []), *wrap(title, width, width_of, base="label")]
        for row in rows:
            lines += _hang("  ", [Paragraph((Span(f"{text_of(row[0])}: "), *row[column]))], width, width_of)
    return lines


def _row(row: Sequence[Spans], widths: Sequence[int], base: str, width_of: CellWidth) -> Line:
    pieces: list[Piece] = []
    padding = 0
    for cell, cell_width in zip(row, widths, strict=True):
        if padding:
            pieces.append(Piece(" " * padding))
        pieces.extend(Piece(span.text, _style(span, base)) for span in cell)
        padding = cell_width - width_of(text_of(cell)) + 2
    return _join(pieces)


def _row_as_list(head: Sequence[Spans], row: Sequence[Spans], width: int, width_of: CellWidth) -> list[Line]:
    lines: list[Line] = []
    for column, (title, cell) in enumerate(zip(head, row, strict=True)):
        name = text_of(title)
        text = (Span(f"{name}: "), *cell) if name else cell
        lines.extend(_hang("  " if column else "- ", [Paragraph(text)], width, width_of))
    return lines


def _style(span: Span, base: str) -> str:
    if span.link:
        return "link"
    if span.code:
        return "code"
    if span.bold:
        return "bold"
    if span.italic:
        return "italic"
    return base


def wrap(spans: Spans, width: int, width_of: CellWidth = cells, base: str = "") -> list[Line]:
    """Spans wrapped at spaces into lines; a word wider than a line is cut. Line breaks in the text, and spaces after them, are kept."""
    lines: list[Line] = []
    current: list[Piece] = []
    used = 0
    for gap, word in _words(spans, base):
        if word is None:
            lines.append(_join(current))
            current, used = [], 0
            continue
        size = _size(word, width_of)
        if not current:
            gap = gap[: max(0, width - size)]
        elif used + len(gap) + size > width:
            lines.append(_join(current))
            current, used, gap = [], 0, ""
        *full, last = _cut(word, width, width_of) if size > width else [word]
        lines.extend(_join(part) for part in full)
        if gap:
            current.append(Piece(gap, word[0].style if not current or current[-1].style == word[0].style else base))
        current.extend(last)
        used += len(gap) + (_size(last, width_of) if full else size)
    lines.append(_join(current))
    return lines


def _size(pieces: Sequence[Piece], width_of: CellWidth) -> int:
    return sum(width_of(piece.text) for piece in pieces)


def _words(spans: Spans, base: str) -> Iterator[tuple[str, Sequence[Piece] | None]]:
    """The spaces before each word, and the word in one piece for each style; `None` stands for a line break."""
    gap = ""
    word: list[Piece] = []
    for span in spans:
        for token in _TOKENS.findall(span.text):
            if token[0] not in " \n":
                word.append(Piece(token, _style(span, base)))
                continue
            if word:
                yield gap, _join(word)
                gap, word = "", []
            if token == "\n":
                yield "", None
                gap = ""
            else:
                gap += token
    if word:
        yield gap, _join(word)


def _cut(word: Sequence[Piece], width: int, width_of: CellWidth) -> list[list[Piece]]:
    """A word too wide for a line, in parts that fit; what a reader sees as one character stays whole."""
    parts: list[list[Piece]] = [[]]
    used = 0
    for piece in word:
        for character in _characters(piece.text, width, width_of):
            size = width_of(character)
            if parts[-1] and used + size > width:
                parts.append([])
                used = 0
            parts[-1].append(Piece(character, piece.style))
            used += size
    return parts


def _characters(text: str, width: int, width_of: CellWidth) -> Iterator[str]:
    from wcwidth import iter_graphemes

    for character in iter_graphemes(text):
        if width_of(character) > width:
            yield from character
        else:
            yield character


def _join(pieces: Sequence[Piece]) -> Line:
    """Neighbors of one style as one piece."""
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.style)
    return tuple(Piece("".join(piece.text for piece in run), style) for style, run in runs)
