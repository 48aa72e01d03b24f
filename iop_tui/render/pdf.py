"""A page as PDF, by reportlab, which is loaded only when somebody asks for one. Nothing in it tells who made it, where, or when."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from iop_tui import words
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
    plain,
    text_of,
)
from iop_tui.errors import IopError
from iop_tui.render import card, charts
from iop_tui.render.layout import PAPER, bare, cells, is_short, lay_out_page, wrap
from iop_tui.values import dataclass

TITLE = "Page"
"""What the window of a reader says."""

LETTER = ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
"""Where paper is 8.5 by 11 inches; A4 everywhere else."""

POINT = 72 / 25.4
"""Points in a millimeter."""
MARGIN = 18 * POINT
SIZES = (11.0, 10.5, 10.0, 9.5)
"""Of the letters. A smaller one is taken only where a few lines would stand alone on the last page."""
FEW = 4
"""So many lines alone are few."""
SHORT = 6
"""Lines of an entry that stay together."""
NARROW = 75
"""Points up to which a column is as wide as its text."""
LONGEST_CELL = 120
"""With more in one cell the rows stand one under the other, each with its headings."""


def write(page: Page, country: str = "") -> bytes:
    """The whole file; raises `IopError` where reportlab is missing, or a letter that it cannot draw stands on the page."""
    lacking = _cannot_draw(page)
    if lacking:
        raise IopError(words.PDF_LETTERS.format(letters=lacking), words.PDF_LETTERS_ADVICE)
    try:
        from reportlab.lib import pagesizes
    except ImportError:
        raise IopError(words.PDF_NEEDS, words.PDF_NEEDS_ADVICE) from None
    size = pagesizes.LETTER if country.upper() in LETTER else pagesizes.A4
    if page.is_card:
        return _card(page, size)
    first = _made(page, size, SIZES[0])
    made = (_made(page, size, letters) for letters in SIZES[1:])
    return first.file if not first.ends_short else next((each.file for each in made if not each.ends_short), first.file)


def _cannot_draw(page: Page) -> str:
    """Some of the characters that the letters of every PDF reader lack; an unseen one is named."""
    said = _text(bare(lay_out_page(page, PAPER)))
    lacking = dict.fromkeys(each for each in said if each != "\n" and not each.encode("cp1252", "ignore"))
    shown = [each if each.isprintable() and not unicodedata.combining(each) else f"U+{ord(each):04X}" for each in lacking]
    return ", ".join(shown[:5])


def _text(text: str) -> str:
    """The text with its accents drawn as one letter where there is one."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class _Made:
    file: bytes
    ends_short: bool
    """Whether its last page, which is not its only one, holds a few lines."""


def _made(page: Page, size: tuple[float, float], letters: float) -> _Made:
    from reportlab.platypus import SimpleDocTemplate

    class Document(SimpleDocTemplate):  # type: ignore[misc]
        """Remembers how far down the last page goes."""

        bottom = 0.0

        def afterFlowable(self, _flowable: Any) -> None:
            if self.frame is not None:
                self.bottom = self.frame._y

    file = BytesIO()
    document = Document(file, pagesize=size, invariant=1, lang="en", pageCompression=1, **_margins(), **_about())
    document.build(_Writer(letters, size[0] - 2 * MARGIN).page(page), canvasmaker=_numbered())
    used = size[1] - MARGIN - document.bottom
    return _Made(file.getvalue(), document.page > 1 and used < (FEW + 0.5) * letters * 1.4)


def _margins() -> dict[str, float]:
    return {f"{side}Margin": MARGIN for side in ("left", "right", "top", "bottom")}


def _about() -> dict[str, str]:
    """What a file says of itself."""
    return {"title": TITLE, "author": "", "subject": "", "creator": "", "producer": "", "keywords": ""}


def _numbered() -> type[Any]:
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]
        """Puts `2/3` under each page, where there are several."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            pages = self._pages
            for number, page in enumerate(pages, 1):
                self.__dict__.update(page)
                if len(pages) > 1:
                    self.setFont("Helvetica", 9)
                    self.drawRightString(self._pagesize[0] - MARGIN, MARGIN / 2, f"{number}/{len(pages)}")
                super().showPage()
            super().save()

    return Numbered


def _card(page: Page, size: tuple[float, float]) -> bytes:
    """The card inside the line to cut along, with letters as large as fit."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    title, lines = card.lay_out_card(page)
    drawn = [
        [(_text(each.text), "Helvetica-Bold" if line in title or each.style == "bold" else "Helvetica") for each in line]
        for line in (*title, *lines)
    ]
    across, down, inner = card.ACROSS * POINT, card.DOWN * POINT, 4 * POINT
    widest = max(sum(stringWidth(text, font, 1) for text, font in line) for line in drawn)
    step = (down - 2 * inner) / card.LINES
    letters = min(9.0, step, (across - 2 * inner) / max(1.0, widest))
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, lang="en", pageCompression=1)
    for name, said in _about().items():
        getattr(canvas, f"set{name.capitalize()}")(said)
    left, top = MARGIN, size[1] - MARGIN
    canvas.setDash(3, 3)
    canvas.setLineWidth(0.5)
    canvas.rect(left, top - down, across, down)
    text = canvas.beginText(left + inner, top - inner - letters * 0.8)
    text.setLeading(step)
    for line in drawn:
        for said, font in line:
            text.setFont(font, letters, step)
            text.textOut(said)
        text.textLine("")
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Writer:
    """Blocks as what reportlab sets: black, ragged right, headings kept with what follows."""

    def __init__(self, letters: float, width: float) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.width = width
        base = ParagraphStyle(
            "text", fontName="Helvetica", fontSize=letters, leading=letters * 1.4, spaceAfter=letters * 0.6, splitLongWords=1,
            allowWidows=0, allowOrphans=0,
        )  # fmt: skip
        bold = {"fontName": "Helvetica-Bold", "keepWithNext": 1}
        self.styles = {
            "text": base,
            "title": ParagraphStyle("title", base, fontSize=letters * 1.6, leading=letters * 2, spaceAfter=letters, **bold),
            "heading": ParagraphStyle(
                "heading", base, fontSize=letters * 1.15, leading=letters * 1.5, spaceBefore=letters, spaceAfter=letters * 0.3, **bold
            ),
            "label": ParagraphStyle("label", base, spaceAfter=0, **bold),
            "value": ParagraphStyle("value", base, leftIndent=letters),
            "short": ParagraphStyle("short", base, spaceAfter=letters * 0.4),
            "line": ParagraphStyle("line", base, leftIndent=letters, spaceAfter=0, keepWithNext=1),
            "loose": ParagraphStyle("loose", base, leftIndent=letters, spaceAfter=0),
            "caption": ParagraphStyle("caption", base, spaceAfter=letters * 0.3, keepWithNext=1),
            "item": ParagraphStyle("item", base, leftIndent=letters * 1.6, bulletIndent=letters * 0.3, spaceAfter=letters * 0.2),
            "cell": ParagraphStyle("cell", base, fontSize=letters * 0.85, leading=letters * 1.1, spaceAfter=0),
            "drawing": ParagraphStyle("drawing", base, fontName="Courier", fontSize=8.5, leading=10, keepWithNext=1),
        }

    def page(self, page: Page) -> list[Any]:
        return [self._paragraph(plain(page.title), "title"), *self._blocks(page.blocks)]

    def _blocks(self, blocks: Sequence[Block]) -> list[Any]:
        return [each for block in blocks for each in self._block(block)]

    def _block(self, block: Block) -> list[Any]:
        from reportlab.platypus import HRFlowable, Indenter, Spacer

        match block:
            case Heading(_level, spans):
                return [self._paragraph(spans, "heading")]
            case Paragraph(spans):
                return [self._paragraph(spans)]
            case Items(items, ordered, start):
                marks = [f"{number}." if ordered else "-" for number in range(start, start + len(items))]
                set_items = [each for mark, item in zip(marks, items, strict=True) for each in self._item(mark, item)]
                return [*set_items, Spacer(1, self.styles["text"].fontSize * 0.4)]
            case Quote(blocks):
                return [Indenter(12), *self._blocks(blocks), Indenter(-12)]
            case Table(head, rows):
                return self._table(head, rows)
            case Code(text):
                return [self._drawing(bare(wrap(plain(text), PAPER)))]
            case Rule():
                return [HRFlowable(width="100%", color="black", thickness=0.5, spaceBefore=6, spaceAfter=6)]
            case Entry(label, value):
                return self._entry(label, value)
            case Chart(title, _curves, _low, _high, sentence):
                return self._drawn(title, charts.chart(block, PAPER), sentence)
            case TimeLine(title, _curves, sentence):
                return self._drawn(title, charts.time_line(block, PAPER, cells), sentence)
            case Bar(label, _part, _whole, sentence):
                return self._drawn(f"{label} ({charts.figure(block)})", charts.bar(block, PAPER), sentence)

    def _paragraph(self, spans: Spans, style: str = "text", mark: str = "") -> Any:
        from reportlab.platypus import Paragraph as Set

        return Set("".join(map(_span, spans)) or "&nbsp;", self.styles[style], bulletText=mark or None)

    def _item(self, mark: str, blocks: Sequence[Block]) -> list[Any]:
        from reportlab.platypus import Indenter

        first, *rest = blocks or (Paragraph(()),)
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(()), list(blocks)
        return [self._paragraph(first.spans, "item", mark), Indenter(18), *self._blocks(rest), Indenter(-18)]

    def _entry(self, label: str, value: str) -> list[Any]:
        """The label never stands at the end of a page, and a short value is not torn; each line of it is one."""
        if is_short(label, value):
            return [self._paragraph((Span(label, bold=True), Span(f"\u00a0 {value or '-'}")), "short")]
        *lines, last = (value or "-").split("\n")
        style = "line" if len(lines) < SHORT else "loose"
        return [
            self._paragraph(plain(label), "label"),
            *(self._paragraph(plain(each), style) for each in lines),
            self._paragraph(plain(last), "value"),
        ]

    def _table(self, head: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> list[Any]:
        from reportlab.platypus import LongTable, Spacer, TableStyle

        columns = [[text_of(cell) for cell in column] for column in zip(head, *rows, strict=True)]
        if max((len(cell) for column in columns for cell in column), default=0) > LONGEST_CELL or len(head) > 12:
            return [self._paragraph((*_named(name), *cell), "item") for row in rows for name, cell in zip(head, row, strict=True)]
        bold = [tuple(Span(span.text, bold=True) for span in cell) for cell in head]
        set_rows = [[self._paragraph(cell, "cell") for cell in row] for row in (bold, *rows)]
        style = [("GRID", (0, 0), (-1, -1), 0.4, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2)]
        table = LongTable(set_rows, self._widths(columns), repeatRows=1, hAlign="LEFT", style=TableStyle(style))
        return [table, Spacer(1, self.styles["text"].spaceAfter)]

    def _widths(self, columns: Sequence[Sequence[str]]) -> list[float]:
        """As wide as each column's text asks for, and never too narrow for its longest word where there is room for all of them."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        size = self.styles["cell"].fontSize

        def width(text: str) -> float:
            return float(stringWidth(_text(text), "Helvetica-Bold", size)) + 14

        wanted = [max(width(cell) for cell in column) for column in columns]
        longest = [max((width(word) for cell in column for word in cell.split()), default=14) for column in columns]
        least = [whole if whole <= NARROW else word for whole, word in zip(wanted, longest, strict=True)]
        if sum(wanted) <= self.width:
            return wanted
        if sum(least) > self.width:
            return [self.width / len(columns)] * len(columns)
        spare = (self.width - sum(least)) / (sum(wanted) - sum(least))
        return [low + spare * (high - low) for low, high in zip(least, wanted, strict=True)]

    def _drawing(self, text: str) -> Any:
        from reportlab.platypus import Preformatted

        return Preformatted(_text(text), self.styles["drawing"])

    def _drawn(self, title: str, drawn: charts.Drawn, sentence: str) -> list[Any]:
        *said, last = [each for each in (drawn.legend, sentence) if each] or [""]
        picture = [self._drawing("\n".join(drawn.lines))] if drawn.lines else []
        return [
            self._paragraph(plain(title), "label"),
            *picture,
            *(self._paragraph(plain(each), "caption") for each in said),
            self._paragraph(plain(last)),
        ]


def _named(name: Spans) -> Spans:
    return (Span(f"{text_of(name)}: "),) if name else ()


def _span(span: Span) -> str:
    """Words, never markup."""
    said = escape(_text(span.text), quote=False).replace("\n", "<br/>")
    if span.code:
        said = f'<font name="Courier">{said}</font>'
    for tag, wanted in (("i", span.italic), ("b", span.bold)):
        if wanted:
            said = f"<{tag}>{said}</{tag}>"
    return said
