"""A page as one HTML file that fetches nothing: to look at in a browser, and to print from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

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
    text_of,
)
from iop_tui.render import card, charts
from iop_tui.render.layout import PAPER, Piece, bare, cells, is_short

TITLE = "Page"
"""What a tab, a list of open windows and the head of a print say: nothing of anybody."""

WHOLE = 12
"""So short a cell, such as a date, stays on one line, where there are few columns."""
FEW_COLUMNS = 8

STYLE = """
:root { color-scheme: light dark; }
@page { margin: 18mm 17mm; }
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 42rem; font: 1rem/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td { unicode-bidi: plaintext; overflow-wrap: anywhere; white-space: pre-wrap; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 .8em; }
h2, h3, h4, h5, h6 { font-size: 1.15em; line-height: 1.3; margin: 1.5em 0 .4em; }
h1, h2, h3, h4, h5, h6, dt, figcaption { break-after: avoid; font-weight: 600; }
p, ul, ol, dl, blockquote, figure, table, pre { margin: 0 0 .8em; }
p, li, dd { orphans: 3; widows: 3; }
li, tr, figure, dl div { break-inside: avoid; }
ul, ol { padding-left: 1.6em; }
li > p { margin: 0 0 .2em; }
blockquote { padding-left: 1em; border-left: .2em solid; }
dl div { margin: 0 0 .6em; }
dd { margin: 0 0 0 1.2em; }
dl .short dt, dl .short dd { display: inline; margin: 0 .5em 0 0; }
table { border-collapse: collapse; width: calc(100% - 2px); font-size: .9em; }
thead { display: table-header-group; }
th, td { border: 1px solid #888; padding: .25em .4em; text-align: start; vertical-align: top; }
.whole { white-space: nowrap; }
thead th { border-bottom-width: 2px; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Courier New", monospace; font-size: .75em; line-height: 1.25; }
pre { overflow-x: auto; }
hr { border: 0; border-top: 1px solid #888; margin: 1.2em 0; }
.card { box-sizing: border-box; width: 85mm; height: 54mm; padding: 4mm; border: .2mm dashed #888; break-inside: avoid; }
.card h1, .card p { margin: 0; white-space: pre; font: 8.4pt/1.1 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.card h1 { font-weight: 700; }
@media print {
  :root { color-scheme: light; }
  body { padding: 0; max-width: none; color: #000; background: #fff; font-size: 10.5pt; line-height: 1.35; }
  pre { overflow: visible; font-size: 8.5pt; }
  table { font-size: 9pt; }
  main > :nth-last-child(-n+3), main > dl:last-child > :nth-last-child(-n+3) { break-before: avoid; }
}
"""
"""Black on white where it prints; the printer's own paper, A4 or Letter."""

HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    f"<title>{TITLE}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
)


def write(page: Page) -> str:
    """The whole file."""
    inside = _card(page) if page.is_card else "".join([f"<main>\n<h1>{_text(page.title)}</h1>\n", _blocks(page.blocks), "</main>\n"])
    return f"{HEAD}{inside}</body>\n</html>\n"


def _card(page: Page) -> str:
    """Lines that are broken here already, so that they fit whatever the browser does."""
    title, lines = card.lay_out_card(page)
    said = "".join(f"<p>{''.join(map(_piece, line))}</p>\n" for line in lines)
    return f'<main class="card">\n<h1>{_text(bare(title))}</h1>\n{said}</main>\n'


def _piece(piece: Piece) -> str:
    return f"<strong>{_text(piece.text)}</strong>" if piece.style == "bold" else _text(piece.text)


def _blocks(blocks: Sequence[Block]) -> str:
    return "".join(_run(list(run), is_list) for is_list, run in groupby(blocks, key=lambda block: isinstance(block, Entry)))


def _run(blocks: Sequence[Block], is_list: bool) -> str:
    """Entries that follow each other are one list of terms; other blocks stand by themselves."""
    said = "".join(map(_block, blocks))
    return f"<dl>\n{said}</dl>\n" if is_list else said


def _block(block: Block) -> str:
    match block:
        case Heading(level, spans):
            tag = f"h{min(6, max(2, level))}"
            return f"<{tag}>{_spans(spans)}</{tag}>\n"
        case Paragraph(spans):
            return f"<p>{_spans(spans)}</p>\n"
        case Items(items, ordered, start):
            tag, begins = ("ol", f' start="{start}"' if start != 1 else "") if ordered else ("ul", "")
            return f"<{tag}{begins}>\n{''.join(map(_item, items))}</{tag}>\n"
        case Quote(blocks):
            return f"<blockquote>\n{_blocks(blocks)}</blockquote>\n"
        case Table(head, rows):
            return (
                f"<table>\n<thead>\n{_row(head, 'col')}</thead>\n<tbody>\n{''.join(_row(row, 'row') for row in rows)}</tbody>\n</table>\n"
            )
        case Code(text):
            return f"<pre>{_text(text)}</pre>\n"
        case Rule():
            return "<hr>\n"
        case Entry(label, value):
            kind = ' class="short"' if is_short(label, value) else ""
            return f"<div{kind}><dt>{_text(label)}</dt> <dd>{_text(value or '-')}</dd></div>\n"
        case Chart(title, _curves, _low, _high, sentence):
            return _drawn(title, charts.chart(block, PAPER), sentence)
        case TimeLine(title, _curves, sentence):
            return _drawn(title, charts.time_line(block, PAPER, cells), sentence)
        case Bar(label, _part, _whole, sentence):
            return _drawn(f"{label} ({charts.figure(block)})", charts.bar(block, PAPER), sentence)


def _drawn(title: str, drawn: charts.Drawn, sentence: str) -> str:
    """A drawing for the eye only; the title above it and the sentence below say the same to a listener."""
    lines = _text("\n".join(drawn.lines))
    picture = f'<pre aria-hidden="true">{lines}</pre>\n' if lines else ""
    said = "".join(f"<p>{_text(each)}</p>\n" for each in (drawn.legend, sentence) if each)
    return f"<figure>\n<figcaption>{_text(title)}</figcaption>\n{picture}{said}</figure>\n"


def _item(blocks: Sequence[Block]) -> str:
    """One paragraph stands in its item bare."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return f"<li>{_spans(blocks[0].spans)}</li>\n"
    return f"<li>{_blocks(blocks)}</li>\n"


def _row(row: Sequence[Spans], scope: str) -> str:
    """A row: every cell of the first one names a column, the first of each other one its row."""
    return f"<tr>{' '.join(_cells(row, scope))}</tr>\n"


def _cells(row: Sequence[Spans], scope: str) -> Iterator[str]:
    for number, cell in enumerate(row):
        said = _spans(cell)
        is_head = said and (scope == "col" or number == 0)
        whole = ' class="whole"' if len(text_of(cell)) <= WHOLE and len(row) <= FEW_COLUMNS else ""
        yield f'<th{whole} scope="{scope}">{said}</th>' if is_head else f"<td{whole}>{said}</td>"


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    said = _text(span.text)
    for tag, wanted in (("code", span.code), ("em", span.italic), ("strong", span.bold)):
        if wanted:
            said = f"<{tag}>{said}</{tag}>"
    return said


def _text(text: str) -> str:
    """Words, never markup."""
    return escape(text)
