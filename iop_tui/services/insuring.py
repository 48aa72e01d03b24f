"""The call sheet for the health plan: its questions with what was answered, or lines to write on."""

from __future__ import annotations

from iop_tui.domain.fields import Field, Value, show
from iop_tui.domain.page import Block, Heading, Page, Paragraph, Spans, Table, paragraph, plain
from iop_tui.domain.unit import Form, Prose, Unit
from iop_tui.errors import IopError
from iop_tui.services import answering, sharing
from iop_tui.services.house import House

UNIT = "iop.s3.insure"
TITLE = "Call sheet for the health plan"
TO_WRITE = "_" * 34
NO_UNIT = "This unit is not here, so there is no sheet."


def page(house: House) -> Page:
    """The sheet with the answers of the newest run; the words to say stand above the questions they belong to."""
    try:
        unit = house.library.unit(UNIT)
    except IopError:
        return Page(TITLE, (paragraph(NO_UNIT),))
    return Page(TITLE, tuple(_blocks(unit, answering.newest_answers(house, unit))))


def _blocks(unit: Unit, answers: dict[str, Value]) -> list[Block]:
    """A table for each part of the exercise, with its heading and the words to say on top; so the whole is one page."""
    title, said = plain(""), plain("")
    blocks: list[Block] = []
    for part in sharing.parts_to_fill_in(unit):
        match part:
            case Prose(prose):
                title = next((each.spans for each in prose if isinstance(each, Heading)), title)
                said = next((each.spans for each in prose if isinstance(each, Paragraph) and sharing.is_said_aloud(each)), plain(""))
            case Form(fields):
                rows = tuple((plain(each.label), _answer(each, answers)) for each in fields)
                blocks.append(Table((title, said), rows, side_by_side=True))
    return blocks


def _answer(field: Field, answers: dict[str, Value]) -> Spans:
    return plain(show(answers.get(field.id)) or TO_WRITE)
