"""resources.toml -> the starter list of groups and places."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from iop_tui.content.problems import quoted
from iop_tui.content.reading import Findings
from iop_tui.content.tables import Table, read_table_file
from iop_tui.domain.aftercare import RESOURCE_KINDS
from iop_tui.domain.resources import Resource

RESOURCES = "resources.toml"
KEYS = ("id", "name", "kind", "what", "who", "find", "checked")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_NUMBER = re.compile(r"\d[\d ()./-]{4,}\d")


def load_resources(folder: Path) -> tuple[Resource, ...]:
    """The starter list of a modules folder, as far as it can be read: nothing hangs on it."""
    return read_resources(folder / RESOURCES, folder)[0]


def read_resources(path: Path, root: Path | None, shown: str = "") -> tuple[tuple[Resource, ...], Findings]:
    """The list of a file, and every problem."""
    findings = Findings(shown or str(path))
    table = read_table_file(path, root, "resources", findings)
    if table is None:
        return (), findings
    table.only(("resource",))
    table.needs(("resource",))
    found = [_resource(each, findings) for each in table.tables("resource", 200)]
    return tuple(each for each in found if each.id and each.name), findings


def _resource(table: Table, findings: Findings) -> Resource:
    table.only(KEYS)
    table.needs(KEYS)
    name = table.word("id")
    if not _ID.fullmatch(name):
        table.problem("id", f"id {quoted(name)} is small letters, digits and hyphens, like peer")
    elif f"resource {name}" in findings.lines:
        table.problem("id", f"the resource {quoted(name)} is already on line {findings.lines[f'resource {name}']}")
    findings.lines[f"resource {name}"] = table.line_of("id")
    texts = {key: table.text(key) for key in ("name", "what", "who", "find")}
    for key, text in texts.items():
        if _NUMBER.search(text):
            table.problem(key, "a telephone number belongs in helplines.toml, where its age is known")
    return Resource(id=name, kind=table.one_of("kind", RESOURCE_KINDS, RESOURCE_KINDS[-1]), checked=_checked(table), **texts)


def _checked(table: Table) -> str:
    """The day of a check that really happened, or nothing."""
    said = table.values.get("checked")
    try:
        return date.fromisoformat(said).isoformat() if said else ""
    except (TypeError, ValueError):
        table.problem("checked", "checked is the date on which a person looked whether this is still so, like 2026-11-02, or empty")
        return ""
