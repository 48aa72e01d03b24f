"""A Page: text in blocks, whatever it will be written on. Screens, paper and line mode all draw these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    """The id of another unit, or nothing."""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a tuple of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks that are set apart."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be shown as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands under it; `value` may be empty, and may hold several lines."""

    label: str
    value: str


Block = Heading | Paragraph | Items | Quote | Table | Code | Rule | Entry


@dataclass(frozen=True, slots=True)
class Page:
    """A title, and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Spans:
    """One span without style."""
    return (Span(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


def heading(text: str, level: int = 2) -> Heading:
    return Heading(level, plain(text))


def text_of(spans: Spans) -> str:
    """The bare words of some spans."""
    return "".join(span.text for span in spans)
