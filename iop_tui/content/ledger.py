"""The ledger: what has been published, so that nobody's answers lose their question, and what is planned."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from iop_tui.content.problems import Problem
from iop_tui.content.source import read_file
from iop_tui.domain.fields import Field
from iop_tui.domain.unit import Unit
from iop_tui.values import dataclass, field

LEDGER = "ledger.toml"
PLANNED = "planned.txt"
MOST_BYTES = 768 * 1024
MOST_ROWS = 16_000
MOST_IN_ROW = 16 * 1024
MOST_MARKS, MOST_IN_ALL = 64, 100_000
"""Brackets and dots in one row, and in all: what makes TOML slow is how deep it goes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer to a field means."""

    meaning: str
    """Its kind, and whatever else an answer depends on, in one line."""
    label: str


@dataclass(frozen=True, slots=True)
class Published:
    """A unit as it was published."""

    version: int
    fields: dict[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every published unit, and every planned one."""

    units: dict[str, Published] = field(default_factory=dict)
    planned: frozenset[str] = frozenset()


def published(unit: Unit) -> Published:
    """What the ledger keeps of a unit."""
    return Published(unit.header.version, {each.id: Shape(meaning(each), each.label) for each in unit.fields()})


def meaning(each: Field) -> str:
    """Everything of a field that gives an answer its meaning, in one line, apart from its label."""
    parts = [each.kind]
    if each.kind == "scale":
        parts.append(f"{each.least} to {each.most}")
    if each.options:
        parts.append("/".join(each.options))
    if each.rows:
        parts.append("rows " + "/".join(each.rows))
    for column in each.columns:
        parts.append(f"{column.name}:{column.kind}" + (f":{'/'.join(column.options)}" if column.options else ""))
    return " | ".join(parts)


def read_ledger(root: Path) -> Ledger:
    """The ledger of a modules folder; an empty one when there is none or it cannot be read."""
    raw = toml_in(root / LEDGER)
    units = {name: _published_of(each) for name, each in _table(raw.get("unit")).items() if isinstance(each, dict)}
    return Ledger(units, frozenset(planned_in(root)))


def _published_of(raw: dict[str, Any]) -> Published:
    version, fields = raw.get("version"), _table(raw.get("fields"))
    return Published(version if isinstance(version, int) else 1, {name: Shape(*each) for name, each in fields.items() if _is_shape(each)})


def _is_shape(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def planned_in(root: Path) -> set[str]:
    """The ids that are planned in a modules folder, from its ledger and, until they are folded in, from planned.txt."""
    text = read_file(root / LEDGER, most=MOST_BYTES)
    head = text.partition("\n[unit.")[0] if isinstance(text, str) else ""
    listed = toml_of(head).get("planned")
    text = read_file(root / PLANNED)
    lines = text.split("\n") if isinstance(text, str) else []
    extra = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return extra | {each for each in listed if isinstance(each, str)} if isinstance(listed, list) else extra


def toml_in(path: Path) -> dict[str, Any]:
    """The values of a TOML file of our own; nothing when it is missing or broken."""
    text = read_file(path, most=MOST_BYTES)
    return toml_of(text) if isinstance(text, str) else {}


@lru_cache(maxsize=1)
def toml_of(text: str) -> dict[str, Any]:
    """The values of some TOML; nothing when it is broken, or so large or so deep that reading it takes long."""
    rows = text.split("\n")
    marks = [_marks(row) for row in rows]
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_IN_ROW or max(marks) > MOST_MARKS or sum(marks) > MOST_IN_ALL:
        return {}
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _marks(row: str) -> int:
    return row.count(".") + row.count("[") + row.count("{")


def ledger_problems(ledger: Ledger, units: Iterable[Unit], paths: Mapping[str, str], name: str = LEDGER) -> list[Problem]:
    """What was published and is no longer so. `paths` gives the file of each unit that exists, also of those that cannot be read."""
    units = tuple(units)
    changed = [problem for unit in units for problem in changes(ledger, unit, paths.get(unit.id, unit.id))]
    return [*changed, *vanished(ledger, paths, units, name)]


def vanished(ledger: Ledger, ids: Container[str], units: Iterable[Unit], name: str) -> list[Problem]:
    """Published units that are gone, unless another one carries their name on in its `was`."""
    renamed = {earlier for unit in units for earlier in unit.header.was}
    gone = [unit_id for unit_id in sorted(ledger.units) if unit_id not in ids and unit_id not in renamed]
    advice = "put it back, or name it in the was of the unit that took its place"
    return [Problem(name, 0, f"{unit_id} was published and is gone; {advice}") for unit_id in gone]


def changes(ledger: Ledger, unit: Unit, path: str) -> list[Problem]:
    """Fields of one unit that vanished, or mean something else, at the version that was published."""
    old, now = ledger.units.get(unit.id), published(unit)
    if old is None or now.version > old.version:
        return []
    if now.version < old.version:
        return [Problem(path, 0, f"version {now.version} is lower than {old.version}, which was published")]
    problems: list[Problem] = []
    for name, was in old.fields.items():
        if name not in now.fields:
            problems.append(Problem(path, 0, f'field "{name}" was published and is gone; raise the version'))
        elif now.fields[name].meaning != was.meaning:
            problems.append(Problem(path, 0, f'field "{name}" was "{was.meaning}" and is "{now.fields[name].meaning}"; raise the version'))
        elif now.fields[name].label != was.label:
            message = f'field "{name}" asked "{was.label}"; if it means something else now, raise the version'
            problems.append(Problem(path, 0, message, "warning"))
    return problems


def updated(ledger: Ledger, units: Iterable[Unit]) -> Ledger:
    """The ledger with every unit as it is now; what has been written is no longer planned."""
    now = {unit.id: published(unit) for unit in units}
    return Ledger({**ledger.units, **now}, ledger.planned - set(now))


def update_ledger(root: Path, units: Iterable[Unit]) -> Path:
    """Writes the ledger of a modules folder afresh, with what planned.txt still held, and returns its path."""
    path = root / LEDGER
    path.write_text(written(updated(read_ledger(root), units)), encoding="utf-8")
    (root / PLANNED).unlink(missing_ok=True)
    return path


def written(ledger: Ledger) -> str:
    """A ledger as TOML, sorted, so that a change shows as a few lines."""
    rows = ["# Kept by `iop check --ledger`: what has been published, and what is planned. Answers hang on these names.", "", "planned = ["]
    rows += [f"  {_string(each)}," for each in sorted(ledger.planned)] + ["]"]
    for name, each in sorted(ledger.units.items()):
        rows += ["", f"[unit.{_string(name)}]", f"version = {each.version}", "", f"[unit.{_string(name)}.fields]"]
        rows += [f"{field_id} = [{_string(was.meaning)}, {_string(was.label)}]" for field_id, was in sorted(each.fields.items())]
    return "\n".join(rows) + "\n"


def _string(value: str) -> str:
    """A TOML basic string of text that holds no control characters, as none does that passed the parser."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
