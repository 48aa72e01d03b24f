"""A page as PDF, read back with pypdf."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from iop_tui.domain.page import Entry, Items, Page, Table, heading, paragraph, plain
from iop_tui.errors import IopError
from iop_tui.render import card, pdf

from .pages import EVERYTHING, LONG, MARKUP, hostile, said

A4, LETTER = (595, 842), (612, 792)


def pages(page: Page, country: str = "") -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf.write(page, country))).pages)


def words(page: Page) -> list[str]:
    """What stands there, without the numbers of pages and the marks of lists."""
    return bare(" ".join(each.extract_text() for each in pages(page)).split())


def meant(page: Page) -> list[str]:
    return bare(said(page))


def bare(words: list[str]) -> list[str]:
    return [word for word in words if not re.fullmatch(r"\d+/\d+|-|\d+\.", word)]


@pytest.mark.parametrize("page", [EVERYTHING, LONG], ids=["all", "long"])
def test_it_holds_the_words_of_the_page_and_no_others(page: Page) -> None:
    assert words(page) == meant(page)


def test_what_a_person_wrote_is_never_markup() -> None:
    page = hostile(MARKUP)
    page = replace(page, blocks=tuple(each for each in page.blocks if not isinstance(each, Table)))  # these are told row by row
    text = "".join(words(page))  # a long word is torn where a line ends
    assert text == "".join(meant(page))
    assert b"example.org" not in pdf.write(Page("x", (paragraph("<img src='http://example.org/x.png'>"),))), (
        "the text is packed, and no link"
    )


def test_a_cell_that_is_longer_than_a_page_is_told_row_by_row() -> None:
    page = Page("T", (Table((plain("who"), plain("what")), ((plain("Ana"), plain("word " * 3000)),)),))
    assert words(page) == ["T", "who:", "Ana", "what:", *["word"] * 3000]


@pytest.mark.parametrize(("country", "size"), [("US", LETTER), ("ca", LETTER), ("MX", LETTER), ("DE", A4), ("GB", A4), ("", A4)])
def test_the_paper_is_that_of_the_country(country: str, size: tuple[int, int]) -> None:
    for page in (EVERYTHING, replace(EVERYTHING, blocks=(paragraph("x"),), is_card=True)):
        box = pages(page, country)[0].mediabox
        assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize("is_card", [False, True])
def test_the_file_tells_nothing_of_whom_where_and_when(is_card: bool) -> None:
    page = Page("My plan", (paragraph("Call Ana"),), is_card=is_card)
    file = pdf.write(page)
    about = PdfReader(BytesIO(file)).metadata or {}
    assert about.pop("/Title") == "Page"
    assert {name: said for name, said in about.items() if said and not name.endswith("Date")} == {"/Trapped": "/False"}
    assert {said for name, said in about.items() if name.endswith("Date")} == {"D:20000101000000+00'00'"}


def test_the_same_page_is_the_same_file() -> None:
    assert pdf.write(EVERYTHING) == pdf.write(EVERYTHING)


def test_letters_with_accents_are_there_and_what_cannot_be_drawn_is_said() -> None:
    assert words(Page("Caf\u00e9", (paragraph("Mu\u0308ller \u20ac5 \u201cso\u201d"),))) == [
        "Caf\u00e9",
        "M\u00fcller",
        "\u20ac5",
        "\u201cso\u201d",
    ]
    for text in ("\u0142", "\u4e2d", "\u05e9", "\U0001f469\u200d\U0001f467", "\u0434", "\u200f"):
        with pytest.raises(IopError, match="Nothing was written") as caught:
            pdf.write(Page("My plan", (Entry("Who?", f"a{text}b"),)))
        assert (text[0] if text[0].isprintable() else f"U+{ord(text[0]):04X}") in caught.value.message
        assert "HTML" in caught.value.advice
        assert not any(unicodedata.category(each) == "Cf" for each in caught.value.message)


def test_without_reportlab_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "reportlab"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "reportlab", None)
    with pytest.raises(IopError, match="not installed here") as caught:
        pdf.write(EVERYTHING)
    assert "pip install 'iop-tui[pdf]'" in caught.value.advice
    assert "HTML" in caught.value.advice


# On paper


@pytest.mark.parametrize("number", range(30, 75, 3))
def test_no_page_ends_with_a_heading_and_none_holds_only_a_few_lines(number: int) -> None:
    """Wherever the page happens to end."""
    blocks = tuple(each for n in range(number) for each in ((heading(f"Part {n}"),) if n % 5 == 0 else ()) + (Entry(f"Q{n}", "yes"),))
    found = [page.extract_text().splitlines() for page in pages(Page("My plan", blocks))]
    told = [[line for line in lines if not re.fullmatch(r"\d+/\d+", line)] for lines in found]
    assert not [lines[-1] for lines in told if lines[-1].startswith("Part")]
    assert all(len(lines) >= pdf.FEW for lines in told)


def test_a_label_stays_with_its_lines() -> None:
    blocks = tuple(Entry(f"Question {n}", "one\ntwo\nthree") for n in range(40))
    for page in pages(Page("My plan", blocks)):
        lines = [line for line in page.extract_text().splitlines() if not re.fullmatch(r"\d+/\d+", line)]
        assert lines[-1] == "three"


def test_a_long_table_names_its_columns_on_every_page() -> None:
    rows = tuple((plain(f"day {n}"), plain("3")) for n in range(120))
    assert all("how hard" in page.extract_text() for page in pages(Page("Card", (Table((plain("when"), plain("how hard")), rows),))))


def test_several_pages_are_numbered_and_one_is_not() -> None:
    assert "1/" not in pages(Page("x", (paragraph("y"),)))[0].extract_text()
    several = pages(LONG)
    assert several[-1].extract_text().split()[-1] == f"{len(several)}/{len(several)}"


# The card


def boxes(page: Page) -> tuple[tuple[float, ...], list[tuple[float, float, float]]]:
    """The line to cut along, and where each text begins with its size."""
    (drawn,) = pages(page)
    content = drawn.get_contents()
    assert content is not None
    frame = re.search(rb"n ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re S", content.get_data())
    assert frame
    texts: list[tuple[float, float, float]] = []

    def visit(text: str, _cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            texts.append((tm[4], tm[5], size))

    drawn.extract_text(visitor_text=visit)
    return tuple(map(float, frame.groups())), texts


@pytest.mark.parametrize("letter", ["i", "W", "\u00c4"])
def test_a_full_card_stands_inside_85_by_54_millimeters(letter: str) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = tuple(paragraph(letter * card.WIDTH) for _ in range(card.LINES - 1))
    (left, bottom, across, down), texts = boxes(Page(letter * card.WIDTH, lines, is_card=True))
    assert (round(across / pdf.POINT, 1), round(down / pdf.POINT, 1)) == (card.ACROSS, card.DOWN)
    assert len(texts) >= card.LINES - 1
    for x, y, size in texts:
        assert left < x and x + stringWidth(letter * card.WIDTH, "Helvetica-Bold", size) < left + across
        assert bottom < y - 0.2 * size and y + 0.75 * size < bottom + down


def test_a_card_holds_its_words() -> None:
    page = Page("When it is hard", (paragraph("Call first: Ana, 555-0142"), paragraph("Do: walk round the block & back <b>")), is_card=True)
    assert words(page) == said(page)


def test_items_stand_with_their_marks() -> None:
    page = Page("x", (Items(((paragraph("Shoes"),), (paragraph("Door"),)), ordered=True, start=3),))
    assert pages(page)[0].extract_text().split() == ["x", "3.", "Shoes", "4.", "Door"]
