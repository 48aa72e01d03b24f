"""Every shipped unit: each of its fields is filled in, kept with its question, and found again in another visit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iop_tui.content.library import Library
from iop_tui.domain.fields import Column, Field, read
from iop_tui.services import answering, sharing
from iop_tui.services.house import House

from .conftest import Hands, house_in

LIBRARY = Library.find()
UNITS = [each for each in LIBRARY.ids() if (header := LIBRARY.header(each)) and header.origin.kind == "shipped"]


def sample(field: Field) -> str:
    """What somebody might type into a field."""
    match field.kind:
        case "text" | "list":
            return "Rain since four.\nThe bus was late."
        case "scale":
            return str(field.most)
        case "choice" | "multi" | "yesno":
            return field.choices()[-1]
        case "number":
            return str(int(field.min or 3))
        case "money":
            return "12.50"
        case "date":
            return "2026-11-23"
        case "time":
            return "18:30"
        case "table":
            return json.dumps([row(field.columns)])
        case "grid":
            return json.dumps({name: row(field.columns) for name in field.rows})
        case "contact":
            return "Ana\n555 0100\nafter six"
    return "[/b] A few words."


def row(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.name: sample(column.field()) for column in columns}


@pytest.mark.parametrize("unit_id", UNITS)
def test_every_field_is_filled_in_kept_and_found_in_another_visit(empty: House, hands: Hands, tmp_path: Path, unit_id: str) -> None:
    unit = empty.library.unit(unit_id)
    run = answering.start_run(empty, unit).value
    for field in unit.fields():
        answering.save_typed(empty, run, field, sample(field), 0)
    answering.finish_run(empty, run)
    empty.store.close()
    hands.forward(days=40)
    again = house_in(tmp_path / "iop-tui", hands)
    try:
        kept = answering.answers_of(again, answering.runs_of(again, unit)[0])
        assert {each: kept[each].value for each in kept} == {field.id: read(field, sample(field)) for field in unit.fields()}
        assert all(kept[field.id].label == field.label and kept[field.id].version == unit.header.version for field in unit.fields())
        text = sharing.write(sharing.unit_runs_page(again, unit_id), "txt")
        assert all(field.label.split()[0] in text for field in unit.fields())
    finally:
        again.store.close()
