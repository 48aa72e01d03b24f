"""A page as one HTML file: read back with the standard library's parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from iop_tui.domain.page import Page, Table, paragraph, plain
from iop_tui.render import card, html

from .pages import EVERY_SCRIPT, EVERYTHING, LONG, hostile, said

VOID = {"meta", "hr"}
KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "strong", "em", "code", "ul", "ol", "li", "dl"),
    *("div", "dt", "dd", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "pre", "hr", "figure", "figcaption"),
}


class Reader(HTMLParser):
    """Tags, attributes, and the words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "title" not in self.open:
            self.text.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def words(text: str) -> list[str]:
    return "".join(read(text).text).split()


@pytest.mark.parametrize("page", [EVERYTHING, hostile(EVERY_SCRIPT), LONG, Page("", ())], ids=["all", "hostile", "long", "empty"])
def test_it_holds_the_words_of_the_page_and_no_others(page: Page) -> None:
    assert words(html.write(page)) == said(page)


@pytest.mark.parametrize("page", [EVERYTHING, hostile(EVERY_SCRIPT)], ids=["all", "hostile"])
def test_what_a_person_wrote_is_never_a_tag_and_nothing_is_fetched(page: Page) -> None:
    text = html.write(page)
    tags = read(text).tags
    assert {tag for tag, _ in tags} <= KNOWN
    assert not [
        name for _, attributes in tags for name in attributes if name in ("src", "href", "srcset", "action") or name.startswith("on")
    ]
    head = text.partition("<body>")[0]
    assert not re.search(r"https?:|//|@import|url\(|<link|<script", head)
    assert "<script" not in text


def test_a_reader_that_speaks_finds_language_headings_columns_and_rows() -> None:
    tags = read(html.write(EVERYTHING)).tags
    assert ("html", {"lang": "en"}) in tags
    assert [tag for tag, _ in tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h3"]
    scopes = [attributes.get("scope") for tag, attributes in tags if tag == "th"]
    assert scopes == ["col", "col", "row", "row"], "the empty corner names nothing"
    assert [attributes for tag, attributes in tags if tag == "pre" and attributes] == [{"aria-hidden": "true"}] * 3
    assert ("ol", {"start": "3"}) in tags


def test_the_window_says_nothing_of_what_is_in_it() -> None:
    assert "<title>Page</title>" in html.write(EVERYTHING)


def test_the_same_page_is_the_same_file() -> None:
    assert html.write(EVERYTHING) == html.write(EVERYTHING)


def test_paper_keeps_headings_with_what_follows_and_the_end_together() -> None:
    for rule in ("@page { margin: 18mm", "break-after: avoid", "orphans: 3", "break-inside: avoid", ":nth-last-child(-n+3)", "color: #000"):
        assert rule in html.STYLE


def test_a_card_has_its_size_and_lines_that_are_broken_already() -> None:
    page = Page("When it is hard", (paragraph("Hold the cold tap for a minute, then sit on the kitchen floor"),), is_card=True)
    text = html.write(page)
    assert f"width: {card.ACROSS}mm; height: {card.DOWN}mm" in text
    assert "box-sizing: border-box" in text
    assert [each for each in read(text).tags if each[0] in ("h1", "p")] == [("h1", {}), ("p", {}), ("p", {})]
    assert words(text) == said(page)


def test_a_table_without_rows_still_has_its_headings() -> None:
    assert words(html.write(Page("T", (Table((plain("a"), plain("b")), ()),)))) == ["T", "a", "b"]
