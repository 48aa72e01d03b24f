"""What is written as markdown reads the same when it is read as markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from iop_tui.domain.page import Block, Code, Entry, Heading, Items, Page, Paragraph, Quote, Rule, Span, Table, paragraph, plain, text_of
from iop_tui.render.markdown import escape, write

HOSTILE = [
    *"\\`*_{}[]<>|~&@#+-=:.!()/'\"^$ \n\t\u00a0aZ1é中",
    *("  \n", "\n\n", "    ", "**", "~~~", "```", "---", "===", "1. ", "2) ", "- ", "# ", " #", "> ", "&amp;", "<b>", "</b>", "<!--"),
    *("[a](b)", "![x](y)", "[x]: /z\n", "<http://a.de>", "https://a.de/b", "www.a.de", "a@b.de", "//a.de", "| a |", "| --- |", ":-:"),
    *("mailto:", "ftp://", "- [ ] ", "e\u0301", "👍", "\u200d"),
]
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text("ab*_` ", max_size=4)), max_size=12).map("".join)


def parsed(markdown: str) -> list[Token]:
    return MarkdownIt("gfm-like2").parse(markdown)


def flat(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *flat(token.children or []))]


def visible(tokens: list[Token]) -> list[str]:
    """The words a reader sees."""
    said = {"text": "content", "code_inline": "content", "fence": "content", "code_block": "content"}
    parts: list[str] = []
    for token in flat(tokens):
        if token.type in said:
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or token.block:
            parts.append(" ")
    return "".join(parts).split()


def kinds(tokens: list[Token]) -> set[str]:
    return {token.type for token in flat(tokens)}


HARMFUL = {"link_open", "image", "html_inline", "html_block", "em_open", "s_open", "code_inline", "code_block", "table_open", "hr"}
HARMFUL |= {"fence", "bullet_list_open", "ordered_list_open", "blockquote_open"}


@settings(max_examples=80, deadline=None)
@given(texts, texts, texts)
@example("C #", "What?", "a | b\n:-:\nthen")
@example("# #", "  ", "    late at night\n\n\n   I wrote this")
def test_what_a_person_wrote_is_never_taken_for_markup(title: str, label: str, value: str) -> None:
    tokens = parsed(write(Page(title, (Entry(label, value), paragraph(value)))))

    assert visible(tokens) == [*title.split(), *label.split(), *(value.split() or ["-"]), *value.split()]
    assert not kinds(tokens) & HARMFUL
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1"]


def own_words(made: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in made:
        match block:
            case Heading(_, spans) | Paragraph(spans):
                found.extend(text_of(spans).split())
            case Items(items):
                found.extend(word for item in items for word in own_words(item))
            case Quote(inner):
                found.extend(own_words(inner))
            case Table(head, rows):
                found.extend(word for row in (head, *rows) for cell in row for word in text_of(cell).split())
            case Code(text):
                found.extend(text.split())
            case Entry(label, value):
                found.extend((*label.split(), *(value.split() or ["-"])))
    return found


said = texts.map(lambda text: text.replace("\n", " "))
spans = st.lists(st.builds(Span, said, bold=st.booleans(), italic=st.booleans(), code=st.booleans()), max_size=4).map(tuple)
leaves = st.one_of(
    st.builds(Heading, st.integers(1, 7), spans),
    st.builds(Paragraph, spans),
    st.builds(Rule),
    st.builds(Code, texts),
    st.builds(Entry, texts, texts),
    st.integers(1, 3).flatmap(
        lambda n: st.builds(Table, st.tuples(*[spans] * n), st.lists(st.tuples(*[spans] * n), max_size=2).map(tuple))
    ),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple).map(Quote),
        st.builds(
            Items, st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple), ordered=st.booleans(), start=st.integers(0, 99)
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(blocks, max_size=3).map(tuple))
def test_every_page_reads_the_same_after_a_round_trip(made: tuple[Block, ...]) -> None:
    tokens = parsed(write(Page("Plan", made)))

    assert visible(tokens) == ["Plan", *own_words(made)]
    assert not kinds(tokens) & {"link_open", "image", "html_inline", "html_block", "s_open"}


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ana@example.org", "ana\\@example\\.org"),
        ("https://example.org/a", "https\\:/\\/example\\.org/a"),
        ("www.example.org", "www\\.example\\.org"),
    ],
)
def test_an_address_is_words_and_no_link(address: str, written: str) -> None:
    assert escape(address) == written


@pytest.mark.parametrize("text", ["18:30", "2026-11-23", "2.5 hours", "Call Sam. Then walk.", "20 minutes, 3 of 7", "Was it (really) so?"])
def test_plain_words_stay_plain(text: str) -> None:
    assert escape(text) == text


def test_emphasis_of_the_house_is_kept() -> None:
    page = Page("STOP", (Paragraph((Span("Say "), Span("stop ", bold=True), Span("aloud", italic=True), Span("."))),))

    assert write(page) == "# STOP\n\nSay **stop** *aloud*.\n"


def test_lines_of_an_answer_stay_lines_in_lists_and_quotes_too() -> None:
    entry = Entry("Steps", "Breathe\nCall Ana")
    for block in (entry, Quote((entry,)), Items(((entry,),))):
        assert "hardbreak" in kinds(parsed(write(Page("Plan", (block,)))))


def test_code_with_backticks_stays_whole() -> None:
    tokens = parsed(write(Page("Notes", (Code("one ` two ``` three"), Paragraph((Span("a`b", code=True),))))))

    assert [token.content for token in flat(tokens) if token.type in ("fence", "code_inline")] == ["one ` two ``` three\n", "a`b"]


def test_a_great_many_empty_lines_are_written_at_once() -> None:
    assert write(Page("Notes", (Entry("Said", "\n" * 200_000 + "so"),))).endswith("so\n")


def test_a_table_is_a_table() -> None:
    table = Table((plain("Sign"), plain("Do")), ((plain("a | b"), (Span("x|y", code=True),)),))
    tokens = parsed(write(Page("Plan", (table,))))

    assert [token.content for token in tokens if token.type == "inline"][1:] == ["Sign", "Do", "a | b", "`x|y`"]
