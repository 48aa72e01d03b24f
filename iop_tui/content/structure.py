"""The shape of a unit: its sections, and what must stand in them."""

from __future__ import annotations

from itertools import pairwise

from iop_tui.content.parse import Reading
from iop_tui.domain.fields import Field
from iop_tui.domain.page import Items
from iop_tui.domain.unit import SECTIONS, Form, Gate, Part, Practice, Prose

OPTIONAL = ("Before you start", "Words", "Short version")
MUST_HAVE_SHORT = ("dbt.dt",)
HELP_KEY = "Ctrl+G"


def check_structure(reading: Reading) -> None:
    """Sections in their order, and in each what the format asks for."""
    _order(reading)
    _needed(reading)
    _before_you_start(reading)
    _steps(reading)
    _practice(reading)
    _helped(reading)
    _help_key(reading)
    _scale_ends(reading)


def parts_in(reading: Reading, title: str) -> list[Part]:
    return [part for section in reading.sections if section.title == title for part in section.parts]


def section_line(reading: Reading, title: str) -> int:
    return reading.findings.lines.get(f"section {title}", 0)


def _order(reading: Reading) -> None:
    known = [section.title for section in reading.sections if section.title in SECTIONS]
    for before, after in pairwise(known):
        if SECTIONS.index(after) < SECTIONS.index(before):
            line = section_line(reading, after)
            reading.findings.problem(line, f'section "{after}" comes before "{before}"; the order is: {", ".join(SECTIONS)}')


def _needed(reading: Reading) -> None:
    present = {section.title for section in reading.sections}
    for title in SECTIONS:
        if title not in present and title not in OPTIONAL:
            reading.findings.problem(0, f'section "{title}" is missing')
    if reading.header and reading.header.module in MUST_HAVE_SHORT and "Short version" not in present:
        reading.findings.problem(0, f'section "Short version" is missing; every unit of {reading.header.module} has one')
    for section in reading.sections:
        if not section.parts:
            reading.findings.problem(section_line(reading, section.title), f'section "{section.title}" is empty')


def _before_you_start(reading: Reading) -> None:
    if reading.header is None:
        return
    risk, has_it = reading.header.risk, bool(parts_in(reading, "Before you start"))
    line = reading.findings.lines.get("key risk", 1)
    if risk != "R0" and not has_it:
        reading.findings.problem(line, f'risk "{risk}" needs a section "Before you start" with its caution')
    if risk != "R0" and not reading.header.content_note:
        reading.findings.problem(line, f'risk "{risk}" wants a "content_note": what the page talks about', "warning")
    if risk == "R0" and has_it:
        reading.findings.problem(section_line(reading, "Before you start"), 'risk "R0" has no section "Before you start"', "warning")
    if risk in ("R0", "R1") and any(isinstance(part, Gate) for part in parts_in(reading, "Before you start")):
        reading.findings.problem(reading.findings.lines.get("gate", line), f'a gate belongs to risk "R2"; this unit says "{risk}"')


def _steps(reading: Reading) -> None:
    lists = [block for part in parts_in(reading, "Steps") if isinstance(part, Prose) for block in part.blocks if isinstance(block, Items)]
    numbered = [each for each in lists if each.ordered]
    line = section_line(reading, "Steps")
    if line and not numbered:
        reading.findings.problem(line, "the steps are a numbered list")
    for each in numbered[:1]:
        if not 3 <= len(each.items) <= 7:
            reading.findings.problem(line, f"{len(each.items)} steps; 3 to 7 can be kept in mind")


def _practice(reading: Reading) -> None:
    line = section_line(reading, "Practice")
    if line and not any(isinstance(part, Practice) for part in parts_in(reading, "Practice")):
        reading.findings.problem(line, 'the section "Practice" holds one toml practice block')


def _helped(reading: Reading) -> None:
    line = section_line(reading, "Check")
    fields = fields_in(reading, "Check")
    if line and not any(field.id == "helped" and field.kind == "scale" for field in fields):
        reading.findings.problem(line, 'the section "Check" holds one field "helped" of kind scale')


def fields_in(reading: Reading, title: str) -> list[Field]:
    return [field for part in parts_in(reading, title) if isinstance(part, Form) for field in part.fields]


def _help_key(reading: Reading) -> None:
    line = section_line(reading, "Get more help")
    named = any(HELP_KEY in passage.text for passage in reading.findings.passages if passage.section == "Get more help")
    if line and not named:
        reading.findings.problem(line, f"the section names the help key, {HELP_KEY}")


def _scale_ends(reading: Reading) -> None:
    for section in reading.sections:
        for field in fields_in(reading, section.title):
            if field.kind == "scale" and not (field.low and field.high):
                line = reading.findings.lines.get(f"field {field.id}", 0)
                reading.findings.problem(line, f'scale "{field.id}" needs both ends in words: low and high')
