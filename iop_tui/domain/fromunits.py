"""What was written in a unit, as items of the list that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from iop_tui.domain.books.calls import QUESTIONS
from iop_tui.domain.books.programs import NO, YES
from iop_tui.domain.fields import Value, show

Answers = Mapping[str, Any]
"""Answers of one run by field id."""
Found = dict[str, Value]

_CARE = {
    "approach: DBT, CBT, trauma": "approach",
    "medicines I can take there": "medicines",
    "people in a group": "size",
    "family part": "family",
    "alcohol and drug tests": "testing",
    "who answers after hours": "hours-after",
    "help when the program ends": "aftercare",
}
_HOURS = {"days and times": "days", "start date, or the wait": "wait", "length in weeks": "length"}
_FIT = {"language and culture": "language", "access: stairs, hearing, sight, rides": "access"}
_SOUND = {"license number": "license", "accreditation: who gave it": "accredited-by", "staff: who leads, what training": "staff-how"}
_RATINGS = {
    "approach and medicines": "fit-approach",
    "hours and start": "fit-hours",
    "getting there": "fit-way",
    "cost": "fit-cost",
    "feeling at home": "fit-home",
    "after hours and after the program": "fit-after",
}
_GRIDS = {"sound": _SOUND, "care": _CARE, "hours": _HOURS, "fit": _FIT, "cost-session": {"cost per session": "cost"}}
"""A grid of the unit, its rows, and the fields of a program."""


def goals(answers: Answers) -> list[Found]:
    """The goals of the unit, with their numbers and dates."""
    names = {"goal": "goal", "seen": "seen", "matters": "matters", "sure": "sure", "check": "review"}
    return [
        {to: answers[f"{name}-{number}"] for name, to in names.items() if answers.get(f"{name}-{number}") is not None}
        for number in (1, 2, 3)
        if show(answers.get(f"goal-{number}")).strip()
    ]


def candidates(answers: Answers) -> list[Found]:
    """The rows of the candidate list that have a name."""
    found = []
    for row in answers.get("programs") or ():
        steps = "; ".join(f"{name}: {row[name]}" for name in ("called on", "next step") if row.get(name))
        values = {"name": row.get("program"), "phone": row.get("phone or page"), "from": row.get("found through"), "notes": steps}
        found.append({name: value for name, value in values.items() if value})
    return [each for each in found if each.get("name")]


def compared(answers: Answers) -> list[Found]:
    """The programs A, B and C, with what stands in their columns."""
    return [_column(answers, letter) for letter in "ABC" if show(answers.get(f"name-{letter.lower()}")).strip()]


def _column(answers: Answers, letter: str) -> Found:
    found: Found = {"name": answers[f"name-{letter.lower()}"]}
    for grid, rows in _GRIDS.items():
        found |= {field: said for row, field in rows.items() if (said := _cell(answers, grid, row, letter))}
    ratings = {field: _cell(answers, "ratings", row, letter) for row, field in _RATINGS.items()}
    found |= {field: int(said) for field, said in ratings.items() if said.isdecimal()}
    network = _cell(answers, "in-network", "in network", letter)
    if network in (YES, NO):
        found["network"] = network
    return found


def _cell(answers: Answers, grid: str, row: str, letter: str) -> str:
    cells = (answers.get(grid) or {}).get(row) or {}
    return str(cells.get(letter) or "")


def calls(answers: Answers) -> list[Found]:
    """The call of the unit, once somebody is named in it; the program stands in the note of the contact there."""
    who = dict(answers.get("contact") or {})
    if not any(who.values()):
        return []
    names = {"called-on": "called", "own": "own", "next": "next", "next-on": "next-on"}
    found: Found = {"who": {**who, "note": ""}, "program": who.get("note") or ""}
    found |= {to: answers[name] for name, to in names.items() if answers.get(name)}
    said = {_QUESTIONS.get(row, row): cells for row, cells in (answers.get("answers") or {}).items()}
    known = {row: said[row] for row in QUESTIONS if row in said}
    notes = [str(answers.get("tone") or ""), *(show(cells) for row, cells in said.items() if row not in QUESTIONS)]
    found |= {"answers": known, "notes": "\n".join(each for each in notes if each)}
    return [{name: value for name, value in found.items() if value}]


_QUESTIONS = {"checks and license": "license", "the wait": "first day"}
"""Rows of the unit that have another name in the list."""

SOURCES: dict[str, tuple[tuple[str, Callable[[Answers], list[Found]]], ...]] = {
    "programs": (("iop.s2.compare", compared), ("iop.s2.find", candidates)),
    "calls": (("iop.s2.ask", calls),),
    "goals": (("iop.s4.goals", goals),),
}
"""A list, and the units whose answers belong in it."""
