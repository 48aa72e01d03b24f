"""Lay blocks out for somebody who listens or reads by touch: one thing a line, no drawing, no columns, nothing said by place or sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iop_tui.domain.page import (
    Bar,
    Block,
    Chart,
    Code,
    Entry,
    Heading,
    Items,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
    TimeLine,
    plain,
    text_of,
)
from iop_tui.render import charts
from iop_tui.render.layout import bare, wrap

WIDTH = 79
"""A line is never longer than this; a narrower terminal, such as one for 40 braille cells, has shorter ones."""

LEAST = 20

ROOM_TO_WRITE = re.compile(r" *_{3,}")
"""What a sheet for a pen has; nobody listens to it."""


def lines(blocks: Sequence[Block], width: int = WIDTH) -> list[str]:
    """Blocks as lines of text at most `width` cells wide, in reading order."""
    return [line for said in sentences(blocks) for line in folded(said, width)]


def parts(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Blocks in parts to read one at a time: each begins at a heading."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and any(not isinstance(each, Heading) for each in found[-1]):
            found.append([])
        found[-1].append(block)
    return [tuple(each) for each in found if each]


def folded(text: str, width: int = WIDTH) -> list[str]:
    """A sentence in lines; a word that is wider than a line is cut."""
    return [line.rstrip() for line in bare(wrap(plain(text), max(LEAST, min(width, WIDTH)))).split("\n") if line.strip()]


def sentences(blocks: Sequence[Block]) -> Iterator[str]:
    """What is said, one thing after the other."""
    for block in blocks:
        yield from filter(None, (ROOM_TO_WRITE.sub("", each).rstrip() for each in _said(block)))


def _said(block: Block) -> Iterator[str]:
    match block:
        case Heading(_level, spans):
            yield f"Heading: {text_of(spans)}"
        case Paragraph(spans):
            yield from text_of(spans).split("\n")
        case Items(items, ordered, start):
            for number, inside in enumerate(items, start):
                first, *rest = [*sentences(inside)] or ["empty"]
                yield f"{number}. {first}" if ordered else f"- {first}"
                yield from rest
        case Quote(inside):
            yield from sentences(inside)
        case Table(head, rows):
            for number, row in enumerate(rows, 1):
                yield from _row(head, row, number, len(rows))
        case Code(text):
            yield from text.split("\n")
        case Entry(label, value):
            yield from _entry(label, value)
        case Chart(title, _curves, _low, _high, sentence):
            yield from (title, sentence)
        case TimeLine(title, _curves, sentence):
            yield from (title, sentence)
        case Bar(label, _part, _whole, sentence):
            yield from (f"{label}: {charts.figure(block)}", sentence)
        case Rule():
            pass


def _row(head: Sequence[Spans], row: Sequence[Spans], number: int, count: int) -> Iterator[str]:
    """A row of a table, each cell with the name of its column."""
    first, *rest = zip(head, row, strict=True)
    yield ": ".join(each for each in (f"{number} of {count}", text_of(first[0]), text_of(first[1])) if each)
    for name, cell in rest:
        if text_of(cell):
            yield from _entry(text_of(name), text_of(cell))


def _entry(label: str, value: str) -> Iterator[str]:
    first, *rest = value.split("\n") if value else ["empty"]
    said = label.rstrip()
    mark = "" if said.endswith((":", "?", ".", "!")) else ":"
    yield f"{said}{mark} {first}".strip() if said else first
    yield from rest
