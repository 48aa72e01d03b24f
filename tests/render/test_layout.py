"""Lines of a page: never wider than asked, and no word lost or moved."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.domain.page import (
    Block,
    Code,
    Entry,
    Heading,
    Items,
    Page,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    heading,
    paragraph,
    plain,
)
from iop_tui.render.layout import Line, Piece, bare, cells, lay_out, lay_out_page, wrap

FAMILY = "👩\u200d👩\u200d👧"
HEART = "❤\ufe0f"
NAMASTE = "नमस्ते"

characters = st.sampled_from(
    [*"abcXYZ019.,-_[]/|*", "é", "e\u0301", "中", "한", "ガ", FAMILY, HEART, "🇩🇪", "👍🏽", NAMASTE, "می\u200cخواهم", "\u200f", "ก\u0e33"]
)
words = st.lists(characters, min_size=1, max_size=14).map("".join)
texts = st.lists(st.one_of(words, st.sampled_from([" ", "   ", "\n", "\n\n  "])), max_size=8).map(" ".join)
spans = st.lists(st.builds(Span, texts, bold=st.booleans(), code=st.booleans(), link=st.sampled_from(["", "dbt.dt.stop"])), max_size=3).map(
    tuple
)


def tables() -> st.SearchStrategy[Table]:
    return st.integers(1, 4).flatmap(
        lambda n: st.builds(Table, st.tuples(*[spans] * n), st.lists(st.tuples(*[spans] * n), max_size=3).map(tuple))
    )


leaves = st.one_of(
    st.builds(Heading, st.integers(1, 3), spans),
    st.builds(Paragraph, spans),
    st.builds(Code, texts),
    st.builds(Rule),
    st.builds(Entry, texts, texts),
    tables(),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(tuple).map(Quote),
        st.builds(
            Items,
            st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(tuple),
            ordered=st.booleans(),
            start=st.integers(1, 99999),
        ),
    ),
    max_leaves=6,
)


def width_of(line: Line) -> int:
    return cells("".join(piece.text for piece in line))


def letters(text: str) -> list[str]:
    """What a reader follows: every character but spaces and the marks that layout adds."""
    return [each for each in text if not each.isspace()]


@settings(max_examples=70, deadline=None)
@given(st.lists(blocks, max_size=3), st.integers(2, 90))
def test_no_line_is_wider_than_asked(made: list[Block], width: int) -> None:
    for line in lay_out(made, width):
        assert width_of(line) <= width


@settings(max_examples=70, deadline=None)
@given(spans, st.integers(2, 60))
def test_wrapping_keeps_every_character_in_its_order_and_its_style(made: tuple[Span, ...], width: int) -> None:
    pieces = [piece for line in wrap(made, width) for piece in line]

    assert letters("".join(piece.text for piece in pieces)) == letters("".join(span.text for span in made))
    bold = "".join(piece.text for piece in pieces if piece.style == "bold")
    assert letters(bold) == letters("".join(span.text for span in made if span.bold and not span.code and not span.link))


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=12), st.integers(2, 60))
def test_a_word_that_fits_is_never_cut(made: list[str], width: int) -> None:
    shown = bare(wrap(plain(" ".join(made)), width)).split()

    for word in made:
        if cells(word) <= width:
            assert word in shown


@settings(max_examples=60, deadline=None)
@given(st.lists(blocks, max_size=3), st.integers(2, 90))
def test_every_word_of_every_block_is_there_in_order(made: list[Block], width: int) -> None:
    shown = iter(letters(bare(lay_out(made, width))))

    for letter in letters(" ".join(words_of(made, width))):
        assert letter in shown


def words_of(made: list[Block] | tuple[Block, ...], width: int) -> list[str]:
    found: list[str] = []
    for block in made:
        match block:
            case Heading(_, spans) | Paragraph(spans):
                found.append("".join(span.text for span in spans))
            case Code(text):
                found.append(text)
            case Entry(label, value):
                found.extend((label, value))
            case Quote(inner):
                found.extend(words_of(inner, width))
            case Items(items):
                for item in items:
                    found.extend(words_of(item, width))
            case Table(_, rows):
                found.extend("".join(span.text for span in cell) for row in rows for cell in row)
    return found


def test_a_person_who_pastes_an_emoji_family_or_hindi_never_sees_half_a_character() -> None:
    text = FAMILY * 9 + HEART * 9 + NAMASTE * 9
    shown = bare(wrap(plain(text), 5)).split("\n")

    assert all(not line.startswith(("\u200d", "\ufe0f", "\u094d", "\u0947")) for line in shown)
    assert all(not line.endswith("\u200d") for line in shown)
    assert "".join(shown) == text


def test_line_breaks_and_the_spaces_after_them_are_kept() -> None:
    said = "Call Priya\n  - at work\n\n  - then at home"

    assert bare(lay_out([Entry("What do I do?", said)], 60)) == ("What do I do?\n  Call Priya\n    - at work\n\n    - then at home")


def test_a_deep_indentation_gives_way_before_the_words_do() -> None:
    assert bare(lay_out([Code("            breathe out")], 10)) == "   breathe\nout"


TABLE = Table(
    head=(plain("Time"), plain("What"), plain("With")),
    rows=((plain("09:00"), plain("Group"), plain("Ana")), (plain("12:30"), plain("Walk to the river"), ())),
)


def test_a_table_stands_in_columns_where_there_is_room() -> None:
    lines = lay_out([TABLE], 30)

    assert bare(lines) == "Time   What               With\n09:00  Group              Ana\n12:30  Walk to the river"
    assert {piece.style for piece in lines[0] if piece.text.strip()} == {"label"}


def test_a_table_becomes_a_list_where_it_is_too_narrow() -> None:
    assert bare(lay_out([TABLE], 28)) == ("- Time: 09:00\n  What: Group\n  With: Ana\n- Time: 12:30\n  What: Walk to the river\n  With:")


def test_a_line_break_in_a_cell_makes_it_a_list_too() -> None:
    table = Table((plain("Sign"), plain("Do")), ((plain("late to bed"), plain("call Sam\nor walk")),))

    assert bare(lay_out([table], 60)) == "- Sign: late to bed\n  Do: call Sam\n  or walk"


def test_the_heads_of_a_table_without_rows_are_still_said() -> None:
    assert bare(lay_out([Table(TABLE.head, ())], 10)) == "- Time:\n  What:\n  With:"


def test_a_link_in_a_table_stays_a_link() -> None:
    lines = lay_out([Table(head=(plain("Unit"),), rows=(((Span("breath", link="dbt.dt.breath"),),),))], 40)

    assert Piece("breath", "link") in lines[1]


def test_lists_hang_under_their_marks_and_go_below_them_on_a_very_narrow_screen() -> None:
    items = Items(((paragraph("stop and step back"),), (paragraph("breathe"),)), ordered=True, start=9)

    assert bare(lay_out([items], 14)) == "9. stop and\n   step back\n10. breathe"
    assert bare(lay_out([items], 9)) == "9.\nstop and\nstep back\n10.\nbreathe"


def test_an_item_with_nothing_in_it_keeps_its_mark() -> None:
    assert bare(lay_out([Items(((), (paragraph("rest"),)))], 20)) == "-\n- rest"


def test_an_entry_without_an_answer_shows_a_dash() -> None:
    assert bare(lay_out([Entry("Who helps?", "")], 40)) == "Who helps?\n  -"


def test_a_page_begins_with_its_title_and_air_between_blocks() -> None:
    page = Page("My plan", (heading("People"), paragraph("Nobody yet.")))

    assert bare(lay_out_page(page, 40)) == "My plan\n\nPeople\n\nNobody yet."
    assert lay_out_page(page, 40)[0] == (Piece("My plan", "heading"),)
    assert lay_out([], 40) == []


BESIDE = Table(
    (plain(""), plain("River House"), plain("The Door on Linden Street")),
    (
        (plain("Days"), plain("Mon, Wed, Fri 09:00-12:00"), plain("Tue")),
        (plain("License"), plain("yes"), plain("not checked")),
    ),
    side_by_side=True,
)


def test_columns_that_stand_side_by_side_break_their_cells() -> None:
    assert bare(lay_out([BESIDE], 50)) == (
        "                 River House      The Door on\n"
        "                                  Linden Street\n"
        "Days             Mon, Wed, Fri    Tue\n"
        "                 09:00-12:00\n"
        "License          yes              not checked"
    )


def test_where_they_cannot_one_column_comes_under_the_other() -> None:
    assert bare(lay_out([BESIDE], 38)) == (
        "River House\n  Days: Mon, Wed, Fri 09:00-12:00\n  License: yes\n\nThe Door on Linden Street\n  Days: Tue\n  License: not checked"
    )


@settings(deadline=None)
@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(2, 90))
def test_columns_side_by_side_are_never_wider_than_asked_and_keep_every_word(rows: list[list[str]], width: int) -> None:
    head, *rest = [tuple(plain(cell) for cell in row) for row in rows]
    lines = lay_out([Table(head, tuple(rest), side_by_side=True)], width)
    assert all(sum(cells(piece.text) for piece in line) <= width for line in lines)
    shown = sorted("".join(bare(lines).split()))
    wanted = sorted("".join("".join(cell) for row in rows for cell in row).replace(" ", "").replace("\n", ""))
    if width >= 46:
        assert shown == wanted
