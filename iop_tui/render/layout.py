"""Lay blocks out in lines of a given width; screens and paper both start from these lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from wcwidth import wcswidth

from iop_tui.domain.page import Block, Code, Entry, Heading, Items, Page, Paragraph, Quote, Rule, Span, Spans, Table, plain

CellWidth = Callable[[str], int]
"""Tells how many terminal cells a text takes."""

MEASURE = 76
"""Prose is never wider than this."""


def cells(text: str) -> int:
    """The width of a text by `wcwidth`; control characters, which never get here, count as one."""
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
    """Blocks as lines at most `width` cells wide, with an empty line between blocks."""
    lines: list[Line] = []
    for block in blocks:
        if lines:
            lines.append(())
        lines.extend(_block(block, max(8, width), width_of))
    return lines


def lay_out_page(page: Page, width: int, width_of: CellWidth = cells) -> list[Line]:
    """A page as lines, its title on top."""
    return lay_out((Heading(1, plain(page.title)), *page.blocks), width, width_of)


def bare(lines: Sequence[Line]) -> str:
    """Lines as plain text."""
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def _block(block: Block, width: int, width_of: CellWidth) -> list[Line]:
    match block:
        case Heading(_level, spans):
            return wrap(spans, width, width_of, base="heading")
        case Paragraph(spans):
            return wrap(spans, width, width_of)
        case Items(items, ordered, start):
            return _items(items, ordered, start, width, width_of)
        case Quote(blocks):
            return [(Piece("  "), *line) for line in lay_out(blocks, width - 2, width_of)]
        case Table(head, rows):
            return _table(head, rows, width, width_of)
        case Code(text):
            return [line for raw in text.split("\n") for line in wrap((Span(raw, code=True),), width, width_of)]
        case Rule():
            return [(Piece("-" * width, "dim"),)]
        case Entry(label, value):
            return _entry(label, value, width, width_of)


def _entry(label: str, value: str, width: int, width_of: CellWidth) -> list[Line]:
    lines = wrap(plain(label), width, width_of, base="label")
    for raw in (value or "-").split("\n"):
        lines.extend((Piece("  "), *line) for line in wrap(plain(raw), width - 2, width_of))
    return lines


def _items(items: Sequence[Sequence[Block]], ordered: bool, start: int, width: int, width_of: CellWidth) -> list[Line]:
    lines: list[Line] = []
    loose = any(len(blocks) > 1 for blocks in items)
    for number, blocks in enumerate(items, start):
        mark = f"{number}. " if ordered else "- "
        if lines and loose:
            lines.append(())
        for index, line in enumerate(lay_out(blocks, width - len(mark), width_of)):
            lines.append((Piece(mark if index == 0 else " " * len(mark)), *line))
    return lines


def _table(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], width: int, width_of: CellWidth) -> list[Line]:
    """Columns side by side where they fit, else one row after the other with its headings."""
    columns = [[_text(cell) for cell in column] for column in zip(head, *rows, strict=True)]
    widths = [max(width_of(cell) for cell in column) for column in columns]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return _table_as_list(head, rows, width, width_of)
    lines: list[Line] = []
    for number, row in enumerate([head, *rows]):
        pieces: list[Piece] = []
        for cell, cell_width in zip(row, widths, strict=True):
            text = _text(cell)
            pieces.append(Piece(text + " " * (cell_width - width_of(text) + 2), "label" if number == 0 else ""))
        lines.append(tuple(pieces))
    return lines


def _table_as_list(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], width: int, width_of: CellWidth) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        for title, cell in zip(head, row, strict=True):
            mark = "- " if title is head[0] else "  "
            text = (Span(f"{_text(title)}: "), *cell) if _text(title) else cell
            for index, line in enumerate(wrap(text, width - 2, width_of)):
                lines.append((Piece(mark if index == 0 else "  "), *line))
    return lines


def _text(spans: Spans) -> str:
    return "".join(span.text for span in spans)


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
    """Spans wrapped at spaces into lines; a word wider than a line is cut. Line breaks in the text are kept."""
    lines: list[Line] = []
    current: list[Piece] = []
    used = 0
    for word, gap in _words(spans, base):
        if word is None:
            lines.append(_join(current))
            current, used = [], 0
            continue
        size = sum(width_of(piece.text) for piece in word)
        space = width_of(gap) if current else (width_of(gap) if not lines else 0)
        if current and used + space + size > width:
            lines.append(_join(current))
            current, used, space = [], 0, 0
        for part in _cut(word, width, width_of) if size > width else [word]:
            part_size = sum(width_of(piece.text) for piece in part)
            if current and used + space + part_size > width:
                lines.append(_join(current))
                current, used, space = [], 0, 0
            if space:
                current.append(Piece(gap[: width - used], current[-1].style if current else ""))
            current.extend(part)
            used += space + part_size
            space = 0
    lines.append(_join(current))
    return lines


def _words(spans: Spans, base: str) -> Iterator[tuple[list[Piece] | None, str]]:
    """Words, each a few pieces, with the spaces before it; `None` stands for a line break."""
    word: list[Piece] = []
    gap = ""
    for span in spans:
        style = _style(span, base)
        for token in _tokens(span.text):
            if token == "\n":
                if word:
                    yield word, gap
                yield None, ""
                word, gap = [], ""
            elif token.startswith(" "):
                if word:
                    yield word, gap
                    word, gap = [], ""
                gap += token
            else:
                word.append(Piece(token, style))
    if word:
        yield word, gap


def _tokens(text: str) -> Iterator[str]:
    """Runs of spaces, runs of other characters, and single line breaks."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or text[index] == "\n" or text[start] == "\n" or (text[index] == " ") != (text[start] == " "):
            yield text[start:index]
            start = index


def _cut(word: list[Piece], width: int, width_of: CellWidth) -> list[list[Piece]]:
    """A word too wide for a line, in parts that fit."""
    parts: list[list[Piece]] = [[]]
    used = 0
    for piece in word:
        run = ""
        for character in piece.text:
            size = width_of(character)
            if used + size > width:
                parts[-1].append(Piece(run, piece.style))
                parts.append([])
                run, used = "", 0
            run += character
            used += size
        parts[-1].append(Piece(run, piece.style))
    return parts


def _join(pieces: list[Piece]) -> Line:
    """Neighbors of one style as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].style == piece.style:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.style)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
