"""The call sheet for the health plan: its questions with what was answered, or lines to write on."""

from __future__ import annotations

from iop_tui.domain.fields import Field, Value, show
from iop_tui.domain.page import Block, Heading, Page, Paragraph, Spans, Table, paragraph, plain, text_of
from iop_tui.domain.unit import Form, Prose, Unit
from iop_tui.errors import IopError
from iop_tui.services import answering
from iop_tui.services.house import House

UNIT = "iop.s3.insure"
TITLE = "Call sheet for the health plan"
SECTION = "Try it"
TO_WRITE = "_" * 34
NO_UNIT = "This unit is not here, so there is no sheet."


def page(house: House) -> Page:
    """The sheet with the answers of the newest run; the words to say stand above the questions they belong to."""
    try:
        unit = house.library.unit(UNIT)
    except IopError:
        return Page(TITLE, (paragraph(NO_UNIT),))
    runs = answering.runs_of(house, unit)
    answers = {key: each.value for key, each in answering.answers_of(house, runs[-1]).items()} if runs else {}
    return Page(TITLE, tuple(_blocks(unit, answers)))


def _blocks(unit: Unit, answers: dict[str, Value]) -> list[Block]:
    """A table for each part of the exercise, with its heading and the words to say on top; so the whole is one page."""
    parts = [part for section in unit.sections if section.title == SECTION for part in section.parts]
    title, said = plain(""), plain("")
    blocks: list[Block] = []
    for part in parts:
        match part:
            case Prose(prose):
                title = next((each.spans for each in prose if isinstance(each, Heading)), title)
                said = next((each.spans for each in prose if isinstance(each, Paragraph) and _is_said(each.spans)), plain(""))
            case Form(fields):
                rows = tuple((plain(each.label), _answer(each, answers)) for each in fields)
                blocks.append(Table((title, said), rows, side_by_side=True))
    return blocks


def _is_said(spans: Spans) -> bool:
    """Whether these are words to read aloud."""
    return text_of(spans).startswith(('"', "“"))


def _answer(field: Field, answers: dict[str, Value]) -> Spans:
    return plain(show(answers.get(field.id)) or TO_WRITE)
