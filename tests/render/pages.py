"""Pages to write: one with every kind of block, one with text that means harm, and what of a page are words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from iop_tui.domain.page import (
    Bar,
    Block,
    Chart,
    Code,
    Curve,
    Entry,
    Heading,
    Items,
    Page,
    Paragraph,
    Point,
    Quote,
    Rule,
    Span,
    Table,
    TimeLine,
    heading,
    paragraph,
    plain,
    text_of,
)
from iop_tui.render import charts
from iop_tui.render.layout import PAPER, cells

DAYS = tuple(Point(date(2026, 11, 1) + timedelta(days=n), float(n % 7) or None) for n in range(14))
SLEEP = Curve("hours of sleep", DAYS)

EVERYTHING = Page(
    "My plan",
    (
        Paragraph((Span("Bold", bold=True), Span(" and "), Span("slanted", italic=True), Span(" and "), Span("iop today", code=True))),
        heading("Signs"),
        Entry("What do I notice?", "I stop answering messages"),
        Entry("Who knows?", "Ana\nPriya, from the group"),
        Entry("And then?", ""),
        heading("Deeper", 3),
        Items(((paragraph("Walk round the block"),), (paragraph("Call Ana"), paragraph("even late")))),
        Items(((paragraph("Shoes"),), (paragraph("Door"),)), ordered=True, start=3),
        Quote((paragraph("One thing at a time."),)),
        Table((plain(""), plain("Mon"), plain("Tue")), ((plain("sadness"), plain("3"), plain("")), (plain("joy"), plain("5"), plain("6")))),
        Code("iop export after\n  --to page.pdf"),
        Rule(),
        Chart("Sleep", (SLEEP,), 0, 7, "It goes up and down."),
        TimeLine("All of it", (SLEEP,), "One row."),
        Bar("Preparation", 4, 9, "What stands ready: 4 of 9."),
    ),
)

LETTERS = "w" * 4000
MARKUP = (
    "[/b]",
    "<script>alert(1)</script>",
    "&amp; & <b>",
    "</td></p>--><!--",
    "<img src='http://example.org/x.png'>",
    "[@click=x]",
    LETTERS,
)
"""What a PDF can hold, too."""
EVERY_SCRIPT = (*MARKUP, "\u05e9\u05dc\u05d5\u05dd (\u200f1)", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\u0142\u00f3d\u017a")


def hostile(texts: tuple[str, ...]) -> Page:
    """Every text in every place."""
    return Page(texts[0], tuple(block for text in texts for block in _everywhere(text)))


def _everywhere(text: str) -> Iterator[Block]:
    yield from (heading(text), paragraph(text), Entry(text, text), Entry("Two lines", f"{text}\n{text}"), Code(text))
    yield Items(((paragraph(text),), (paragraph(text), Quote((paragraph(text),)))))
    yield Table((plain("a"), plain(text)), ((plain(text), plain("b")),))
    yield Bar(text, 1, 2, text)


LONG = Page("Many", tuple(Entry(f"Question {n}", f"Answer {n}, and why.\nA second line.") for n in range(300)))


def said(page: Page) -> list[str]:
    """The words of a page in their order, without the marks of lists."""
    return [*page.title.split(), *(word for block in page.blocks for word in _words(block))]


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading(_, spans) | Paragraph(spans):
            yield from text_of(spans).split()
        case Items(items):
            yield from (word for item in items for inner in item for word in _words(inner))
        case Quote(blocks):
            yield from (word for inner in blocks for word in _words(inner))
        case Table(head, rows):
            yield from (word for row in (head, *rows) for cell in row for word in text_of(cell).split())
        case Code(text):
            yield from text.split()
        case Entry(label, value):
            yield from (*label.split(), *(value or "-").split())
        case Chart(title, _, _, _, sentence):
            yield from _drawn(title, charts.chart(block, PAPER), sentence)
        case TimeLine(title, _, sentence):
            yield from _drawn(title, charts.time_line(block, PAPER, cells), sentence)
        case Bar(label, _, _, sentence):
            yield from _drawn(f"{label} ({charts.figure(block)})", charts.bar(block, PAPER), sentence)


def _drawn(title: str, drawn: charts.Drawn, sentence: str) -> Iterator[str]:
    yield from "\n".join((title, *drawn.lines, drawn.legend, sentence)).split()
