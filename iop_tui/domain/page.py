"""A Page: text in blocks, whatever it will be written on. Screens, paper and line mode all draw these."""

from __future__ import annotations

from datetime import date

from iop_tui.values import dataclass


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
    side_by_side: bool = False
    """Whether long cells are broken so that the columns stay side by side, and one column comes under the other where that cannot be."""


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


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a curve, or the days that are drawn as one."""

    day: date
    """The first of them."""
    value: float | None = None
    """The number or the mean; nothing where nothing was filled in, and none is ever made up."""
    least: float | None = None
    most: float | None = None
    """Between which numbers the days lie."""
    weight: float = 1
    """How much it counts in a mean with its neighbors."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One series under its name."""

    name: str
    points: tuple[Point, ...]
    """Every day, or every week, of the chart."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers over time, drawn with axes. The sentence under it says the same to a listener."""

    title: str
    curves: tuple[Curve, ...]
    """All of them over the same days."""
    low: float
    high: float
    sentence: str
    step: int = 1
    """Days of a point: 1 or 7."""
    is_count: bool = False
    """Whether a point is a number of times rather than a mean."""
    has_ends: bool = True
    """Whether the lowest and the highest of a week say something."""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Several series under each other over the same days: a row each, and in it a digit for each day or week."""

    title: str
    curves: tuple[Curve, ...]
    """Numbers from 0 to 10; more is drawn as 10."""
    sentence: str
    step: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole, with the sentence that explains it."""

    label: str
    part: float
    whole: float
    sentence: str
    partly: float = 0
    """How much of the part is there in part only; it is drawn with another sign."""


Block = Heading | Paragraph | Items | Quote | Table | Code | Rule | Entry | Chart | TimeLine | Bar


@dataclass(frozen=True, slots=True)
class Page:
    """A title, and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]
    is_card: bool = False
    """Whether it is to fit a wallet; its blocks are then lines, the most important first."""


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
