"""The kinds of field a person can fill in: what each keeps, and how it reads what was typed.

A value is always plain JSON: `str` for line, text, choice, yesno, money, date and time; `int` for scale; `int` or `float` for number;
`list[str]` for list and multi; `list[dict[str, str]]` for table; `dict[str, dict[str, str]]` for grid; `dict[str, str]` for contact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import TypeAlias

from iop_tui import clean
from iop_tui.domain.numbers import MOST_DIGITS, TooLong, number_text, parse_number, western_digits
from iop_tui.values import dataclass

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

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?")

YEARS = (1900, 2199)
"""Years that a date can have: far enough, and nothing that is counted from one ever runs out of days."""

YES_NO = ("yes", "no", "not now")
CONTACT = ("name", "phone", "note")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or a grid."""

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
        case "list":
            return [line for line in typed.split("\n") if line.strip()]
        case "multi":
            picked = {_choice(field, line.strip()) for line in typed.split("\n") if line.strip()}
            return [option for option in field.options if option in picked]
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
        case (_, int() | float() as number):
            return number_text(number)
    return str(value)


def _contact(typed: str) -> dict[str, str] | None:
    name, phone, *note = [each.strip() for each in (*typed.split("\n"), "")]
    found = {"name": name, "phone": phone, "note": " ".join(each for each in note if each)}
    return found if any(found.values()) else None


def _rows(field: Field, raw: str) -> Value | None:
    """The rows of a table or grid, every cell read by its column; empty rows are left out."""
    try:
        rows = json.loads(raw)
    except (ValueError, RecursionError):
        raise Unreadable("These rows could not be read.") from None
    if field.kind == "grid" and isinstance(rows, dict):
        grid = {row: _read_cells(field, rows.get(row), row) for row in field.rows}
        return {row: cells for row, cells in grid.items() if cells} or None
    if field.kind == "table" and isinstance(rows, list):
        table = [_read_cells(field, row, f"Row {number}") for number, row in enumerate(rows, 1)]
        return [cells for cells in table if cells] or None
    raise Unreadable("These rows could not be read.")


def _read_cells(field: Field, row: object, where: str) -> dict[str, str]:
    cells = row if isinstance(row, Mapping) else {}
    found: dict[str, str] = {}
    for column in field.columns:
        typed = cells.get(column.name)
        try:
            value = read(column.field(), str(typed) if isinstance(typed, (str, int, float)) else "")
        except Unreadable as error:
            raise Unreadable(f"{where}, {column.name}: {error}") from None
        if value is not None:
            found[column.name] = write(column.field(), value)
    return found


def read_date(typed: str) -> date:
    """A date as `2026-11-23`, of a year in which somebody lives who can type it; raises `Unreadable`."""
    try:
        day = date.fromisoformat(western_digits(typed.strip()))
    except ValueError:
        raise Unreadable("A date is written like 2026-11-23: year, month, day.") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Unreadable(f"The year can be from {YEARS[0]} to {YEARS[1]}.")
    return day


def read_time(typed: str) -> time:
    """A time as `18:30`, `18.30`, `1830` or `18`; raises `Unreadable`."""
    found = _TIME.fullmatch(typed.strip())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else time(24)
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
    if typed in field.choices():
        return typed
    for option in field.choices():
        if option.casefold() == typed.casefold():
            return option
    raise Unreadable(f"Please pick one of: {', '.join(field.choices())}.")


def _number(field: Field, typed: str) -> int | float:
    value = _parsed(typed, "Please use a number, like 3 or 2.5.")
    _bounds(field, value)
    return int(value) if value == value.to_integral_value() else float(value)


def _money(field: Field, typed: str) -> str:
    value = _parsed(typed, "Please write an amount in digits, like 40 or 12.50.")
    if value < 0:
        raise Unreadable("Please write an amount of 0 or more, like 40 or 12.50.")
    if len(f"{value:f}".partition(".")[2]) > 2:
        raise Unreadable("Two digits at most after the point, please, like 1000 or 12.50.")
    _bounds(field, value)
    return str(abs(value.quantize(Decimal("0.01"))))


def _parsed(typed: str, sentence: str) -> Decimal:
    try:
        value = parse_number(typed)
    except TooLong:
        raise Unreadable(f"That number is too long to keep: {MOST_DIGITS} digits at most.") from None
    if value is None:
        raise Unreadable(sentence)
    return value


def _bounds(field: Field, value: Decimal) -> None:
    if field.min is not None and value < Decimal(str(field.min)):
        raise Unreadable(f"The smallest number here is {number_text(field.min)}.")
    if field.max is not None and value > Decimal(str(field.max)):
        raise Unreadable(f"The largest number here is {number_text(field.max)}.")


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
        case int() | float():
            return number_text(value)
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
    return (show(value),)
