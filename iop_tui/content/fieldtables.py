"""TOML tables -> fields of an exercise."""

from __future__ import annotations

import re

from iop_tui.content.problems import did_you_mean, not_known, quoted
from iop_tui.content.reading import Findings
from iop_tui.content.tables import Table
from iop_tui.domain.fields import CELL_KINDS, KINDS, Column, Field

MOST_FIELDS = 60
MOST_STEPS = 1000
FIELD_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
COMMON_KEYS = ("id", "kind", "label", "help", "hint", "pair")
OWN_KEYS = {
    "list": ("max",),
    "scale": ("min", "max", "low", "high"),
    "choice": ("options",),
    "multi": ("options",),
    "number": ("min", "max"),
    "money": ("min", "max"),
    "table": ("columns", "max"),
    "grid": ("rows", "columns"),
}
NEEDED_KEYS = {"choice": ("options",), "multi": ("options",), "table": ("columns",), "grid": ("rows", "columns")}
HIGHEST = {"list": 50, "table": 200}


def fields_of(tables: list[Table]) -> tuple[Field, ...]:
    """The fields of some tables, in order; one that makes no sense is left out, with its problem noted."""
    return tuple(field for field in (_field(table) for table in tables) if field is not None)


def take_id(table: Table) -> str:
    """The id of a field or quiz, noted as used in this file; empty when it cannot be one."""
    findings: Findings = table.findings
    name = table.word("id")
    if "id" in table.values and not FIELD_ID.fullmatch(name):
        table.problem(
            "id", f"{table.name} id {quoted(name)} is not one; use small letters, digits and hyphens, like urge-before, at most 40"
        )
        return ""
    earlier = findings.lines.get(f"field {name}")
    if name and earlier:
        table.problem("id", f"the id {quoted(name)} is already used on line {earlier}; each field has its own")
        return ""
    if name:
        findings.lines[f"field {name}"] = table.line_of("id")
    return name


def _field(table: Table) -> Field | None:
    table.needs(("id", "kind", "label"))
    name = take_id(table)
    kind = table.word("kind")
    label = table.text("label")
    if "kind" in table.values and kind not in KINDS:
        table.problem("kind", f"field kind {not_known(kind, KINDS)}")
        return None
    own = OWN_KEYS.get(kind, ())
    _only(table, kind, own)
    table.needs(NEEDED_KEYS.get(kind, ()))
    low, high = table.number("min") if "min" in own else None, table.number("max") if "max" in own else None
    _bounds(table, kind, low, high)
    options = table.strings("options", shown=True) if "options" in own else ()
    if kind in ("choice", "multi") and "options" in table.values and len(options) < (2 if kind == "choice" else 1):
        table.problem("options", f"a {kind} needs more options to pick from")
    if not (name and kind and label):
        return None
    return Field(
        id=name,
        kind=kind,
        label=label,
        help=table.text("help"),
        hint=table.text("hint"),
        pair=_pair(table, name),
        min=low,
        max=high,
        low=table.text("low") if "low" in own else "",
        high=table.text("high") if "high" in own else "",
        options=options,
        rows=table.strings("rows", shown=True) if "rows" in own else (),
        columns=columns_of(table) if "columns" in own else (),
    )


def _only(table: Table, kind: str, own: tuple[str, ...]) -> None:
    every = {key for keys in OWN_KEYS.values() for key in keys}
    for key in table.values:
        if key in every and key not in own and kind:
            table.problem(key, f'a field of kind "{kind}" has no "{key}"')
        elif key not in every and key not in COMMON_KEYS:
            table.problem(key, f"field has no key {quoted(key)}{did_you_mean(key, (*COMMON_KEYS, *own))}")


def _bounds(table: Table, kind: str, low: float | None, high: float | None) -> None:
    if kind in ("list", "table", "scale"):
        for key, value in (("min", low), ("max", high)):
            if value is not None and value != int(value):
                table.problem(key, f"{key} of a {kind} is a whole number")
    if kind in HIGHEST and high is not None and not 1 <= high <= HIGHEST[kind]:
        table.problem("max", f"max of a {kind} is from 1 to {HIGHEST[kind]}")
    least, most = (0, 10) if kind == "scale" else (None, None)
    lower, upper = least if low is None else low, most if high is None else high
    if lower is None or upper is None:
        return
    if lower >= upper:
        table.problem("min" if high is None else "max", "max is larger than min")
    if kind == "scale" and upper - lower > MOST_STEPS:
        table.problem("max", f"a scale has at most {MOST_STEPS} steps")


def _pair(table: Table, name: str) -> str:
    """The earlier field that this one belongs to."""
    pair = table.word("pair")
    earlier = [key.removeprefix("field ") for key in table.findings.lines if key.startswith("field ") and key != f"field {name}"]
    if pair and pair not in earlier:
        table.problem("pair", f"pair {quoted(pair)} is no earlier field of this unit{did_you_mean(pair, earlier)}")
    return pair


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table or grid, written `name:kind` or `name:choice:one/two`."""
    found: list[Column] = []
    for text in table.strings("columns", most=12):
        name, _, rest = text.partition(":")
        kind, _, listed = rest.partition(":")
        name, kind = name.strip(), kind.strip() or "line"
        options = tuple(option.strip() for option in listed.split("/") if option.strip())
        if not name or name in [column.name for column in found]:
            table.problem("columns", f"column {quoted(text)} needs a name of its own, like who:line")
        elif kind not in CELL_KINDS:
            table.problem(
                "columns",
                f"column kind {not_known(kind, CELL_KINDS)}",
            )
        elif (kind == "choice") != bool(options) or (kind == "choice" and len(options) < 2):
            table.problem("columns", f"column {quoted(text)}: only a choice lists options, at least two, like rung:choice:early/late")
        else:
            table.findings.passage("columns", table.line_of("columns"), " / ".join((name, *options)))
            found.append(Column(name, kind, options))
    return tuple(found)
