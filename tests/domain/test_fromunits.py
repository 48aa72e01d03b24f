"""What was written in a unit, as items of its list."""

from __future__ import annotations

from pathlib import Path

import iop_tui
from iop_tui.content.library import Library
from iop_tui.domain import fromunits
from iop_tui.domain.books import BOOKS
from iop_tui.domain.fields import Field


def fields_of(unit_id: str) -> dict[str, Field]:
    return {each.id: each for each in Library.find(Path(iop_tui.__file__).parent / "nothing").unit(unit_id).fields()}


def test_goals_come_with_their_numbers_and_dates_and_empty_ones_stay_behind() -> None:
    answers = {
        "goal-1": "Outside",
        "seen-1": "On the bench",
        "matters-1": 0,
        "sure-1": 6,
        "check-1": "2026-12-01",
        "goal-2": " ",
        "goal-3": "Sew",
    }
    assert fromunits.goals(answers) == [
        {"goal": "Outside", "seen": "On the bench", "matters": 0, "sure": 6, "review": "2026-12-01"},
        {"goal": "Sew"},
    ]


def test_the_candidate_list_keeps_its_next_step_as_a_note() -> None:
    rows = [
        {"program": "River House", "phone or page": "555-0100", "found through": "the nurse", "next step": "call before ten"},
        {"phone or page": "555-0199"},
    ]
    assert fromunits.candidates({"programs": rows}) == [
        {"name": "River House", "phone": "555-0100", "from": "the nurse", "notes": "next step: call before ten"}
    ]


def test_a_column_of_the_table_becomes_a_program() -> None:
    answers = {
        "name-a": "River House",
        "name-b": "The Door",
        "sound": {"license number": {"A": "4411"}, "accreditation: who gave it": {"B": "CARF"}},
        "care": {"family part": {"A": "one evening a week"}},
        "in-network": {"in network": {"A": "yes", "B": "not now"}},
        "cost-session": {"cost per session": {"A": "40.00"}},
        "ratings": {"getting there": {"matters": "9", "A": "7", "B": "10"}},
    }
    assert fromunits.compared(answers) == [
        {
            "name": "River House",
            "license": "4411",
            "family": "one evening a week",
            "network": "yes",
            "cost": "40.00",
            "fit-way": 7,
        },
        {"name": "The Door", "accredited-by": "CARF", "fit-way": 10},
    ]


def test_a_call_comes_with_its_answers_once_somebody_is_named() -> None:
    assert fromunits.calls({"next": "call again"}) == []
    answers = {
        "contact": {"name": "Dana", "phone": "", "note": "River House"},
        "called-on": "2026-11-20",
        "answers": {"the wait": {"answer": "3 weeks"}, "checks and license": {"answer": "4411"}, "my own questions": {"answer": "no ramp"}},
        "tone": "kind",
    }
    assert fromunits.calls(answers) == [
        {
            "who": {"name": "Dana", "phone": "", "note": ""},
            "program": "River House",
            "called": "2026-11-20",
            "notes": "kind\nno ramp",
            "answers": {"license": {"answer": "4411"}, "first day": {"answer": "3 weeks"}},
        }
    ]


def test_every_row_and_field_it_looks_for_exists_in_the_units() -> None:
    compared, asked = fields_of("iop.s2.compare"), fields_of("iop.s2.ask")
    for grid, rows in {**fromunits._GRIDS, "ratings": fromunits._RATINGS}.items():
        assert set(rows) <= set(compared[grid].rows)
        assert set(rows.values()) <= {each.id for each in BOOKS["programs"].fields}
    assert set(fromunits._QUESTIONS) <= set(asked["answers"].rows)
    assert {column.name for column in fields_of("iop.s2.find")["programs"].columns} == {
        "program",
        "phone or page",
        "found through",
        "called on",
        "next step",
    }
    assert {f"{name}-{number}" for name in ("goal", "seen", "matters", "sure", "check") for number in (1, 2, 3)} <= set(
        fields_of("iop.s4.goals")
    )
    for book_id, sources in fromunits.SOURCES.items():
        assert book_id in BOOKS
        assert all(fields_of(unit_id) for unit_id, _read in sources)
