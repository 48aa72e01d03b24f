"""The head of a file: its title, and the one TOML block that says what it is. Needs no markdown parser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from iop_tui.content.problems import Problem, quoted
from iop_tui.content.reading import Findings
from iop_tui.content.source import clean_lines, read_file
from iop_tui.content.tables import Table, read_table
from iop_tui.domain.unit import AUDIENCES, RISKS, Header, Opening, Origin
from iop_tui.values import dataclass

UNIT_KEYS = (
    "minutes",
    "risk",
    "version",
    "summary",
    "feelings",
    "situations",
    "needs",
    "intensity",
    "audience",
    "alternative",
    "content_note",
    "sources",
    "reuse",
    "was",
    "written_by",
    "reviewed_by",
    "reviewed_on",
    "reviewed_text",
    "allow",
)
OPENING_KEYS = {"track": ("summary", "who", "order", "get_help", "footer"), "module": ("summary", "order", "get_help")}
MODULE_ID = re.compile(r"[a-z][a-z0-9]*\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Head:
    """The first lines of a file."""

    title: str
    toml: str
    line: int
    """The line of the file on which the TOML begins."""
    end: int
    """How many lines the head takes; the body begins after them."""


def split_head(lines: list[str], word: str, findings: Findings) -> Head | None:
    """The title and the block ```` ```toml word ````; `None`, with the problem noted, when either is not where it belongs."""
    title = lines[0][2:].strip() if lines and lines[0].startswith("# ") else ""
    if not title:
        findings.problem(1, 'the first line is the title, like "# STOP: a pause before you act"')
    number = next((number for number, line in enumerate(lines[1:], 1) if line.strip()), len(lines))
    if number == len(lines) or lines[number].split() != ["```toml", word]:
        found = lines[number] if number < len(lines) else ""
        say = f"found {quoted(found)}" if found else "the file ends"
        findings.problem(min(number + 1, len(lines)), f"after the title comes a block that begins with ```toml {word}; {say}")
        return None
    end = next((end for end in range(number + 1, len(lines)) if lines[end].strip() == "```"), None)
    if end is None:
        findings.problem(number + 1, "this block is never closed; end it with a line of three backticks")
        return None
    findings.lines["head"] = number + 1
    findings.passage("title", 1, title)
    return Head(title, "\n".join(lines[number + 1 : end]), number + 2, end + 1)


def header_of(head: Head, unit_id: str, origin: Origin, findings: Findings) -> Header | None:
    """The header of a unit."""
    table = read_table(head.toml, head.line, "unit", findings)
    if table is None:
        return None
    table.only(UNIT_KEYS)
    table.needs(("minutes", "risk", "version", "summary"))
    for key in table.values:
        findings.lines[f"key {key}"] = table.line_of(key)
    return Header(
        id=unit_id,
        title=head.title,
        minutes=table.whole("minutes", 1, 120, 10),
        risk=table.one_of("risk", RISKS, "R0"),
        version=table.whole("version", 1, 9999, 1),
        summary=table.text("summary"),
        origin=origin,
        feelings=table.strings("feelings"),
        situations=table.strings("situations"),
        needs=table.strings("needs"),
        intensity=_intensity(table),
        audience=table.one_of("audience", AUDIENCES, "all"),
        alternative=table.unit_ids("alternative"),
        content_note=table.text("content_note"),
        sources=table.strings("sources"),
        reuse=table.unit_ids("reuse"),
        was=table.unit_ids("was"),
        written_by=table.word("written_by"),
        reviewed_by=table.word("reviewed_by"),
        reviewed_on=_day(table, "reviewed_on"),
        reviewed_text=table.word("reviewed_text"),
        allow=_allow(table),
    )


def opening_of(head: Head, opening_id: str, word: str, origin: Origin, findings: Findings) -> Opening | None:
    """The opening of a track or module, without its text; `word` is `track` or `module`."""
    table = read_table(head.toml, head.line, word, findings)
    if table is None:
        return None
    table.only(OPENING_KEYS[word])
    table.needs(("summary",))
    order = table.strings("order")
    for each in order:
        if not each.startswith(f"{opening_id}.") or each.count(".") != opening_id.count(".") + 1:
            table.problem("order", f"order names {quoted(each)}; here it names what lies in {opening_id}, like {opening_id}.name")
    return Opening(
        id=opening_id,
        title=head.title,
        summary=table.text("summary"),
        order=order,
        origin=origin,
        who=table.text("who"),
        get_help=table.text("get_help"),
        footer=table.text("footer"),
    )


def read_header(path: Path, unit_id: str, origin: Origin, root: Path | None = None, shown: str = "") -> tuple[Header | None, list[Problem]]:
    """The header of a unit file, and what is wrong with it; nothing below the head is looked at."""
    findings = Findings(shown or str(path))
    head = _head(path, root, "unit", findings)
    header = header_of(head, unit_id, origin, findings) if head else None
    return (None if findings.has_errors else header), findings.problems


def read_opening(
    path: Path, opening_id: str, origin: Origin, root: Path | None = None, shown: str = ""
) -> tuple[Opening | None, list[Problem]]:
    """The opening of a track or module, without its text, and what is wrong with it."""
    findings = Findings(shown or str(path))
    word = "module" if "." in opening_id else "track"
    head = _head(path, root, word, findings)
    opening = opening_of(head, opening_id, word, origin, findings) if head else None
    return (None if findings.has_errors else opening), findings.problems


def _head(path: Path, root: Path | None, word: str, findings: Findings) -> Head | None:
    text = read_file(path, root, findings.path)
    if isinstance(text, Problem):
        findings.problems.append(text)
        return None
    lines = clean_lines(text.partition("\n## ")[0].removesuffix("\r"), findings)
    return None if lines is None else split_head(lines, word, findings)


def _intensity(table: Table) -> tuple[int, int]:
    match table.values.get("intensity", [0, 100]):
        case [int(low), int(high)] if 0 <= low < high <= 100:
            return low, high
    table.problem("intensity", "intensity is two whole numbers from 0 to 100, the lower one first, like [50, 100]")
    return 0, 100


def _day(table: Table, key: str) -> date | None:
    value = table.values.get(key)
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        table.problem(key, f"{key} is {quoted(value)}; it is a date like 2026-11-23")
        return None


def _allow(table: Table) -> dict[str, str]:
    value = table.values.get("allow", {})
    if isinstance(value, dict) and all(isinstance(reason, str) and reason.strip() for reason in value.values()):
        return {phrase.casefold(): reason for phrase, reason in value.items()}
    table.problem("allow", 'allow gives each exception with its reason, like {"commit" = "to a plan"}')
    return {}
