"""The kinds of field a person can fill in: what each keeps, and how it reads what was typed.

A value is always plain JSON: `str` for line, text, choice, yesno, money, date and time; `int` for scale; `int` or `float` for
number; `list[str]` for list and multi; `list[dict[str, str]]` for table; `dict[str, dict[str, str]]` for grid; `dict[str, str]` for contact.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from iop_tui import clean

Value: TypeAlias = str | int | float | list[str] | list[dict[str, str]] | dict[str, str] | dict[str, dict[str, str]]

KINDS = (
    "line",
    "text",
    "list",
    "scale",
    "choice",
    "multi",
    "yesno",
    "number",
    "money",
    "date",
    "time",
    "table",
    "grid",
    "contact",
)
CELL_KINDS = ("line", "text", "scale", "choice", "yesno", "number", "money", "date", "time")
"""The kinds a column of a table or grid can have."""

YES_NO = ("yes", "no", "not now")
CONTACT = ("name", "phone", "note")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: str = "line"
    options: tuple[str, ...] = ()

    def field(self) -> Field:
        """The column as a field of its own, to fill in one cell."""
        return Field(id=self.name, kind=self.kind, label=self.name, options=self.options)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. Every field can be left empty."""

    id: str
    kind: str
    label: str
    help: str = ""
    hint: str = ""
    pair: str = ""
    """The field that asked the same thing before."""
    min: float | None = None
    max: float | None = None
    low: str = ""
    """The lower end of a scale, in words."""
    high: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def least(self) -> int:
        """The lower end of a scale."""
        return int(self.min) if self.min is not None else 0

    @property
    def most(self) -> int:
        """The upper end of a scale (10), lines of a list (5), or rows of a table (20)."""
        if self.max is not None:
            return int(self.max)
        return {"list": 5, "table": 20}.get(self.kind, 10)

    def choices(self) -> tuple[str, ...]:
        return YES_NO if self.kind == "yesno" else self.options


class Unreadable(ValueError):
    """What was typed cannot be kept as it is; the message is for the person."""


def read(field: Field, raw: str) -> Value | None:
    """The value of what was typed into a field; `None` when it is empty.

    Raises `Unreadable` with one kind sentence. `list` and `multi` take one item a line, `contact` name, phone and note on three lines,
    `table` and `grid` JSON as `write` gives it.
    """
    many_lines = field.kind in ("text", "list", "multi", "contact", "table", "grid")
    typed = clean.text(raw) if many_lines else clean.line(raw)
    if not typed.strip():
        return None
    match field.kind:
        case "line" | "text":
            return typed
        case "list" | "multi":
            return [line for line in typed.split("\n") if line.strip()]
        case "scale":
            return _scale(field, typed)
        case "choice" | "yesno":
            return _choice(field, typed.strip())
        case "number":
            return _number(field, typed)
        case "money":
            return _money(field, typed)
        case "date":
            return read_date(typed).isoformat()
        case "time":
            return read_time(typed).strftime("%H:%M")
        case "contact":
            return _contact(typed)
        case "table" | "grid":
            return _rows(field, raw)
    raise Unreadable(f"A {field.kind} is not filled in as one line of text.")


def write(field: Field, value: Value | None) -> str:
    """A value as the text that `read` takes."""
    match field.kind, value:
        case _, None:
            return ""
        case "contact", dict():
            return "\n".join(str(value.get(part) or "") for part in CONTACT)
        case (("list" | "multi"), list()):
            return "\n".join(str(each) for each in value)
        case (("table" | "grid"), _):
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _contact(typed: str) -> dict[str, str] | None:
    name, phone, note = [*typed.split("\n"), "", ""][:3]
    found = {"name": name.strip(), "phone": phone.strip(), "note": note.strip()}
    return found if any(found.values()) else None


def _rows(field: Field, raw: str) -> Value | None:
    """The rows of a table or grid, every cell read by its column; empty rows are left out."""
    try:
        rows = json.loads(raw)
    except ValueError:
        raise Unreadable("These rows could not be read.") from None
    if field.kind == "grid" and isinstance(rows, dict):
        grid = {row: _read_cells(field, rows.get(row, {})) for row in field.rows}
        return {row: cells for row, cells in grid.items() if cells} or None
    if field.kind == "table" and isinstance(rows, list):
        return [cells for row in rows if (cells := _read_cells(field, row))] or None
    raise Unreadable("These rows could not be read.")


def _read_cells(field: Field, row: object) -> dict[str, str]:
    cells = row if isinstance(row, Mapping) else {}
    found: dict[str, str] = {}
    for column in field.columns:
        value = read(column.field(), str(cells.get(column.name, "")))
        if value is not None:
            found[column.name] = str(value)
    return found


def read_date(typed: str) -> date:
    """A date as `2026-11-23`; raises `Unreadable`."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Unreadable("A date is written like 2026-11-23: year, month, day.") from None


def read_time(typed: str) -> time:
    """A time as `18:30`; raises `Unreadable`."""
    tidy = typed.strip().replace(".", ":")
    hours, _, minutes = tidy.partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise Unreadable("A time is written like 18:30, from 00:00 to 23:59.") from None


def _scale(field: Field, typed: str) -> int:
    try:
        value = int(typed.strip())
    except ValueError:
        raise Unreadable(f"Please use a whole number from {field.least} to {field.most}.") from None
    if not field.least <= value <= field.most:
        raise Unreadable(f"This scale goes from {field.least} to {field.most}.")
    return value


def _choice(field: Field, typed: str) -> str:
    for option in field.choices():
        if option.casefold() == typed.casefold():
            return option
    raise Unreadable(f"Please pick one of: {', '.join(field.choices())}.")


def _number(field: Field, typed: str) -> int | float:
    tidy = typed.strip().replace(" ", "").replace(",", ".")
    try:
        value = Decimal(tidy)
    except InvalidOperation:
        raise Unreadable("Please use a number, like 3 or 2.5.") from None
    if not value.is_finite():
        raise Unreadable("Please use a number, like 3 or 2.5.")
    _bounds(field, value)
    return int(value) if value == value.to_integral_value() else float(value)


def _money(field: Field, typed: str) -> str:
    tidy = typed.strip().replace(" ", "").lstrip("$")
    if "," in tidy and "." in tidy:
        tidy = tidy.replace(",", "")
    try:
        value = Decimal(tidy.replace(",", "."))
    except InvalidOperation:
        raise Unreadable("Please write an amount in digits, like 40 or 12.50.") from None
    if not value.is_finite() or value < 0:
        raise Unreadable("Please write an amount of 0 or more, like 40 or 12.50.")
    _bounds(field, value)
    return str(value.quantize(Decimal("0.01")))


def _bounds(field: Field, value: Decimal) -> None:
    if field.min is not None and value < Decimal(str(field.min)):
        raise Unreadable(f"The smallest number here is {field.min:g}.")
    if field.max is not None and value > Decimal(str(field.max)):
        raise Unreadable(f"The largest number here is {field.max:g}.")


def number_text(number: float) -> str:
    """A number as a person writes it: `20`, `2.5`, never `1e+06`."""
    return f"{Decimal(str(number)):f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"


def show(value: Value | None) -> str:
    """A value as text to read; several lines where it has several parts."""
    match value:
        case None:
            return ""
        case dict() if all(isinstance(each, str) for each in value.values()):
            return ", ".join(str(each) for each in value.values() if each)
        case dict():
            return "\n".join(f"{row}: {_cells(cells)}" for row, cells in value.items() if _cells(cells))
        case list():
            return "\n".join(_cells(each) if isinstance(each, Mapping) else str(each) for each in value)
    return str(value)


def _cells(cells: object) -> str:
    if not isinstance(cells, Mapping):
        return ""
    return "; ".join(f"{name}: {cell}" for name, cell in cells.items() if cell)


def words_of(value: Value | None) -> Sequence[str]:
    """Every piece of text inside a value, for searching one's own words."""
    match value:
        case None:
            return ()
        case str():
            return (value,)
        case list():
            return [word for each in value for word in words_of(each)]
        case dict():
            return [word for each in value.values() for word in words_of(each)]
    return (str(value),)
