"""What of a page goes along: lines, rows and whole parts can stay behind."""

from __future__ import annotations

import pytest
from render.pages import EVERYTHING, LONG, said

from iop_tui.domain.leaving import keys, only, parts, turned, without
from iop_tui.domain.page import Entry, Heading, Items, Page, Table, heading, paragraph, plain
from iop_tui.render.layout import PAPER, groups

PEOPLE = Page(
    "Plan",
    (
        heading("People"),
        Entry("Who?", "Ana\nPriya\nthe group"),
        Items(((paragraph("call"),), (paragraph("write"),))),
        heading("Even closer", 3),
        paragraph("My sister."),
        heading("Places"),
        Table((plain("where"), plain("when")), ((plain("library"), plain("Mon")), (plain("park"), plain("Tue")))),
    ),
)


def left(page: Page, *turns: str) -> Page:
    out: frozenset[str] = frozenset()
    for key in turns:
        out = turned(page, out, key)
    return without(page, out)


def test_every_part_has_a_key_of_its_own_and_as_many_as_it_has_groups_of_lines() -> None:
    for page in (EVERYTHING, PEOPLE, LONG):
        assert len(set(keys(page))) == len(keys(page))
        for place, block in enumerate(page.blocks):
            found = parts(place, block)
            assert len(found) in (1, len(groups(block, PAPER)))
    assert keys(PEOPLE) == ["0", "1", "1.0", "1.1", "1.2", "2.0", "2.1", "3", "4", "5", "6", "6.0", "6.1"]


def test_nothing_left_out_is_the_same_page() -> None:
    assert without(EVERYTHING, ()) == EVERYTHING


@pytest.mark.parametrize(
    ("key", "gone"),
    [
        ("1.1", ["Priya"]),
        ("1", ["Who?", "Ana", "Priya", "the", "group"]),
        ("2.0", ["call"]),
        ("4", ["My", "sister."]),
        ("3", ["Even", "closer", "My", "sister."]),
        ("6.1", ["park", "Tue"]),
        ("5", ["Places", "where", "when", "library", "Mon", "park", "Tue"]),
    ],
)
def test_a_part_stays_behind_with_what_belongs_to_it_and_comes_back(key: str, gone: list[str]) -> None:
    left_behind = list(said(PEOPLE))
    for word in gone:
        left_behind.remove(word)
    assert said(left(PEOPLE, key)) == left_behind
    assert left(PEOPLE, key, key) == PEOPLE


def test_a_heading_takes_all_under_it_and_ends_at_the_next_of_its_rank() -> None:
    assert [block for block in left(PEOPLE, "0").blocks if isinstance(block, Heading)] == [heading("Places")]


def test_a_label_and_a_head_go_with_their_last_line() -> None:
    assert said(left(PEOPLE, "1.0", "1.1", "1.2")) == [
        word for word in said(PEOPLE) if word not in ("Who?", "Ana", "Priya", "the", "group")
    ]
    assert not [block for block in left(PEOPLE, "6.0", "6.1").blocks if isinstance(block, Table)]
    assert not [block for block in left(PEOPLE, "2.0", "2.1").blocks if isinstance(block, Items)]


def test_one_line_taken_in_brings_its_label_back_and_nothing_else() -> None:
    assert Entry("Who?", "Priya") in left(PEOPLE, "1", "1.1").blocks
    assert Entry("Who?", "Priya") in left(PEOPLE, "0", "1.1").blocks
    assert heading("People") not in left(PEOPLE, "0", "1.1").blocks


def test_leaving_out_one_item_leaves_the_first_where_it_is() -> None:
    assert only(2, PEOPLE.blocks[2], turned(PEOPLE, frozenset(), "2.1")) == Items(((paragraph("call"),),))
