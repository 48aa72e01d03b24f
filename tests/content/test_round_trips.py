"""What is written as a unit file comes back as the same values."""

import json
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.content.parse import read_unit
from iop_tui.domain.fields import CELL_KINDS, KINDS, Column, Field
from iop_tui.domain.page import Block, Items, Page, Paragraph, Quote, Span, Table
from iop_tui.domain.unit import Form, Origin, Prose
from iop_tui.render.markdown import write

HEAD = '# A calm title\n\n```toml unit\nminutes = 5\nrisk = "R0"\nversion = 1\nsummary = "A calm line."\n```\n\n'
WORDS = st.text(alphabet=string.ascii_letters + "-.,?'!", min_size=1, max_size=8).filter(
    lambda word: word[0].isalpha() and word[-1].isalpha()
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).filter(lambda line: "www." not in line.lower())
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
SOME = st.lists(LINES, min_size=2, max_size=4, unique=True).map(tuple)
COLUMNS = st.lists(st.tuples(WORDS, st.sampled_from(CELL_KINDS), SOME), min_size=1, max_size=3, unique_by=lambda each: each[0]).map(
    lambda rows: tuple(Column(name, kind, options if kind == "choice" else ()) for name, kind, options in rows)
)


@st.composite
def a_field(draw: st.DrawFn) -> Field:
    kind = draw(st.sampled_from(KINDS))
    has_options, has_columns = kind in ("choice", "multi"), kind in ("table", "grid")
    return Field(
        id=draw(NAMES),
        kind=kind,
        label=draw(LINES),
        help=draw(st.one_of(st.just(""), LINES)),
        min=draw(st.integers(-5, 0)) if kind == "scale" else None,
        max=draw(st.integers(1, 50)) if kind in ("scale", "list", "table") else None,
        low=draw(LINES) if kind == "scale" else "",
        high=draw(LINES) if kind == "scale" else "",
        options=draw(SOME) if has_options else (),
        rows=draw(SOME) if kind == "grid" else (),
        columns=draw(COLUMNS) if has_columns else (),
    )


def as_toml(field: Field) -> str:
    rows = {"id": field.id, "kind": field.kind, "label": field.label, "help": field.help, "low": field.low, "high": field.high}
    written = [f"{key} = {json.dumps(value)}" for key, value in rows.items() if value]
    written += [f"{key} = {value}" for key, value in (("min", field.min), ("max", field.max)) if value is not None]
    columns = [":".join([each.name, each.kind, *(["/".join(each.options)] if each.options else [])]) for each in field.columns]
    lists = {"options": field.options, "rows": field.rows, "columns": columns}
    return "\n".join(["[[field]]", *written, *(f"{key} = {json.dumps(list(value))}" for key, value in lists.items() if value)])


@given(st.lists(a_field(), min_size=1, max_size=4, unique_by=lambda field: field.id))
@settings(max_examples=60, deadline=None)
def test_fields_come_back_as_they_were_written(fields: list[Field]) -> None:
    text = HEAD + "## Try it\n\n```toml fields\n" + "\n\n".join(as_toml(field) for field in fields) + "\n```\n"
    reading = read_unit(text, "own.own.unit", "unit.md", Origin("personal", "home"))
    assert reading.findings.problems == []
    assert reading.sections[0].parts == (Form(tuple(fields)),)


PARAGRAPHS = LINES.map(lambda line: Paragraph((Span(line),)))
STYLED = st.tuples(LINES, LINES, LINES).map(lambda said: Paragraph((Span(said[0] + " "), Span(said[1], bold=True), Span(" " + said[2]))))
CELLS = st.lists(LINES.map(lambda line: (Span(line),)), min_size=2, max_size=2).map(tuple)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    PARAGRAPHS,
    STYLED,
    PARAGRAPHS.map(lambda block: Quote((block,))),
    st.lists(PARAGRAPHS.map(lambda block: (block,)), min_size=1, max_size=4).map(lambda items: Items(tuple(items))),
    st.lists(PARAGRAPHS.map(lambda block: (block,)), min_size=1, max_size=4).map(lambda items: Items(tuple(items), ordered=True)),
    st.lists(CELLS, min_size=2, max_size=4).map(lambda rows: Table(rows[0], tuple(rows[1:]))),
)


@given(st.lists(BLOCKS, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_prose_comes_back_as_it_was_written(blocks: list[Block]) -> None:
    apart = [each for block in blocks for each in (Paragraph((Span("And then"),)), block)]
    text = HEAD + "## Why\n\n" + write(Page("x", tuple(apart))).partition("\n\n")[2]
    reading = read_unit(text, "own.own.unit", "unit.md", Origin("personal", "home"))
    assert reading.findings.problems == []
    assert reading.sections[0].parts == (Prose(tuple(apart)),)
