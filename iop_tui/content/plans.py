"""plans.toml -> the ready-made plans."""

from __future__ import annotations

from pathlib import Path

from iop_tui.content.reading import Findings
from iop_tui.content.tables import Table, read_table_file
from iop_tui.content.where import PLANS
from iop_tui.domain.plan import PlanPart, PlanTemplate
from iop_tui.errors import IopError


def load_plans(folder: Path) -> tuple[PlanTemplate, ...]:
    """The plans of a modules folder. IopError when their file is missing or broken."""
    plans, findings = read_plans(folder)
    if findings.has_errors:
        raise IopError(f"The plans cannot be read: {findings.problems[0]}.", "Units can still be opened in any order. iop check says more.")
    return plans


def read_plans(folder: Path, shown: str = "") -> tuple[tuple[PlanTemplate, ...], Findings]:
    """The plans of a modules folder as far as they can be read, and every problem."""
    path = folder / PLANS
    findings = Findings(shown or str(path))
    table = read_table_file(path, folder, "plans", findings)
    if table is None:
        return (), findings
    table.only(("plan",))
    plans = tuple(_plan(each, findings) for each in table.tables("plan", 50))
    return plans, findings


def _plan(table: Table, findings: Findings) -> PlanTemplate:
    table.only(("id", "title", "summary", "unit", "on_request", "part"))
    table.needs(("id", "title", "unit", "part"))
    name = table.word("id")
    if name and f"plan {name}" in findings.lines:
        table.problem("id", f'the plan "{name}" is already on line {findings.lines[f"plan {name}"]}')
    findings.lines[f"plan {name}"] = table.line_of("id")
    parts = tuple(_part(each, number, findings) for number, each in enumerate(table.tables("part", 200), 1))
    return PlanTemplate(
        id=name,
        title=table.text("title"),
        summary=table.text("summary"),
        unit=table.one_of("unit", ("week", "day"), "week"),
        parts=parts,
        on_request=_units(table, "on_request", findings),
    )


def _part(table: Table, place: int, findings: Findings) -> PlanPart:
    table.only(("number", "theme", "units", "sud", "on_request"))
    table.needs(("number", "theme", "units"))
    number = table.whole("number", 1, 200, place)
    if number != place:
        table.problem("number", f"this is part {place} of its plan, and it is numbered {number}")
    return PlanPart(
        number=number,
        theme=table.text("theme"),
        units=_units(table, "units", findings),
        sud=_units(table, "sud", findings),
        on_request=_units(table, "on_request", findings),
    )


def _units(table: Table, key: str, findings: Findings) -> tuple[str, ...]:
    units = table.unit_ids(key)
    for unit in units:
        findings.lines.setdefault(f"unit {unit}", table.line_of(key))
    return units
