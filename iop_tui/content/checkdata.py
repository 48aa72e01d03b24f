"""Checks of the data files beside the units: plans, score sheets, helplines, tags."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from iop_tui.content.folder import INSTRUMENTS
from iop_tui.content.helplines import load_helplines, unchecked
from iop_tui.content.parse import Reading
from iop_tui.content.plans import read_plans
from iop_tui.content.problems import Problem, did_you_mean, not_known, quoted
from iop_tui.content.reading import Findings
from iop_tui.content.resources import RESOURCES, read_resources
from iop_tui.content.sheets import read_sheets
from iop_tui.content.tables import Table, read_table_file
from iop_tui.content.together import Known
from iop_tui.content.where import PLANS, SHEETS
from iop_tui.content.wordrules import check_words
from iop_tui.domain.helplines import KINDS
from iop_tui.domain.measures import SHIPPED

HELPLINES, TAGS = "helplines.toml", "tags.toml"
TAG_KEYS = ("feelings", "situations", "needs")
LINE_KEYS = ("name", "kind", "how", "number", "hours", "languages", "who", "source", "source_year", "confidence", "checked_on")


def check_plans(root: Path, known: Known, shown: str) -> list[Problem]:
    """Plans name only units that exist or are planned, and speak as units do."""
    _, findings = read_plans(root, shown)
    for key, line in findings.lines.items():
        word, _, unit = key.partition(" ")
        if word == "unit" and not known.has(unit):
            near = did_you_mean(unit, {*known.units, *known.planned})
            findings.problem(line, f"the plan names {unit}, which is neither written nor planned{near}")
    check_words(Reading(findings))
    return findings.problems


def check_sheets(path: Path, known: Known, shown: str) -> list[Problem]:
    """Score sheets fit together, lead to sheets that exist, and speak as units do; official wording stands in instrument files only."""
    sheets, findings = read_sheets(path, path.parent, SHIPPED, shown)
    is_shipped = path.name == SHEETS
    own = {sheet.id for sheet in sheets}
    for sheet in sheets:
        line = findings.lines[f"sheet {sheet.id}"]
        if not is_shipped and sheet.id in known.sheets:
            findings.problem(
                line, f"{sheet.id} comes with the program and cannot be replaced; give this one another id, like clinic-{sheet.id}"
            )
        if is_shipped and any(each.sentence or any(choice.words for choice in each.choices) for each in sheet.lines):
            findings.problem(line, f"{sheet.id} holds official wording; that belongs in an instrument file")
    for key, line in findings.lines.items():
        word, _, name = key.partition(" ")
        if word == "follow" and name not in own | set(known.sheets):
            findings.problem(
                line, f"follow_up names the sheet {quoted(name)}, which is not there{did_you_mean(name, own | set(known.sheets))}"
            )
    check_words(Reading(findings))
    return sorted(findings.problems, key=lambda problem: problem.line)


def check_resources(path: Path, shown: str) -> list[Problem]:
    """The starter list says of each what it is, for whom and how to find it, holds no number, claims no check, and speaks as units do."""
    _, findings = read_resources(path, path.parent, shown)
    check_words(Reading(findings))
    return sorted(findings.problems, key=lambda problem: problem.line)


def check_tags_file(path: Path, shown: str) -> list[Problem]:
    """The finder's words: three lists, none empty."""
    table = _table(path, "tags", shown)
    if isinstance(table, list):
        return table
    table.only(TAG_KEYS)
    table.needs(TAG_KEYS)
    for key in TAG_KEYS:
        table.strings(key)
    return table.findings.problems


def check_helplines(path: Path, shown: str) -> list[Problem]:
    """Every row says what it is, how to reach it, where it comes from, and claims no check that has no date."""
    table = _table(path, "helplines", shown)
    if isinstance(table, list):
        return table
    table.only(("country",))
    codes: set[str] = set()
    for country in table.tables("country", 300):
        country.only(("code", "name", "emergency", "line"))
        country.needs(("code", "name", "emergency"))
        code = country.word("code")
        if not re.fullmatch(r"[A-Z]{2}", code) or code in codes:
            country.problem("code", f"country code {quoted(code)} is two capital letters, each code once")
        codes.add(code)
        for line in country.tables("line", 60):
            _check_line(line)
    return table.findings.problems


def _check_line(line: Table) -> None:
    line.only(LINE_KEYS)
    line.needs(("name", "kind", "how", "source", "confidence", "checked_on"))
    values = {key: value for key, value in line.values.items() if isinstance(value, str)}
    if values.get("kind") not in KINDS:
        line.problem("kind", f"kind {not_known(values.get('kind', ''), KINDS)}")
    if values.get("confidence") not in ("H", "M"):
        line.problem("confidence", "confidence is H or M; a row of low confidence is not shipped")
    if not values.get("name", "").strip() or not values.get("how", "").strip():
        line.problem("name", "a row needs a name and how to reach it")
    if not re.fullmatch(r"[0-9]*", values.get("number", "")):
        line.problem("number", "number holds digits only; how is what the person reads")
    if values.get("source_year") and not re.fullmatch(r"(19|20)\d\d", values["source_year"]):
        line.problem("source_year", "source_year is a year, or empty")
    if values.get("checked_on") and not _is_date(values["checked_on"]):
        line.problem("checked_on", "checked_on is the date on which a person called the line or opened its page, like 2026-11-02, or empty")


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def release_warnings(path: Path, shown: str, today: date) -> list[Problem]:
    """Helplines that nobody has checked in the last six months."""
    rows = unchecked(load_helplines(path, site=path.parent / "no-site-file"), today)
    return [Problem(shown, 0, f"{country.name}, {line.name}: {line.known()}", "warning") for country, line in rows]


def check_data_file(path: Path, known: Known, shown: str) -> list[Problem]:
    """Every problem of one of the data files, told by its name."""
    if path.suffix == ".toml" and path.parent.name == INSTRUMENTS:
        return check_sheets(path, known, shown)
    match path.name:
        case "plans.toml":
            return check_plans(path.parent, known, shown)
        case "sheets.toml":
            return check_sheets(path, known, shown)
        case "helplines.toml":
            return check_helplines(path, shown)
        case "resources.toml":
            return check_resources(path, shown)
        case "tags.toml":
            return check_tags_file(path, shown)
    return [Problem(shown, 0, "this is not a unit; a unit is a file that ends in .md")]


DATA_FILES = (PLANS, SHEETS, HELPLINES, RESOURCES, TAGS)


def _table(path: Path, name: str, shown: str) -> Table | list[Problem]:
    findings = Findings(shown)
    return read_table_file(path, None, name, findings) or findings.problems
