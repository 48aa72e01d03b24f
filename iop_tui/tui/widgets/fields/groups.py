"""Editors made of several: a contact, a grid, a table."""

from __future__ import annotations

import json

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from iop_tui.domain.fields import CONTACT, Column, Field
from iop_tui.tui.widgets.fields.editor import Edited, Editor, Onward
from iop_tui.tui.widgets.fields.picking import PickEditor, ScaleEditor
from iop_tui.tui.widgets.fields.typing import LineEditor, TextEditor
from iop_tui.tui.widgets.frame import Line

Widgets = LineEditor | TextEditor | ScaleEditor | PickEditor


def simple_editor(field: Field) -> Widgets:
    """The editor of a kind that a cell can have, and of `list`."""
    match field.kind:
        case "text" | "list":
            return TextEditor()
        case "scale":
            return ScaleEditor(field)
        case "choice" | "multi" | "yesno":
            return PickEditor(field)
    placeholders = {"date": "year-month-day", "time": "hour:minute"}
    return LineEditor(placeholders.get(field.kind, ""))


class ContactEditor(Vertical):
    """Name, phone and note, a line each."""

    DEFAULT_CSS = """
    ContactEditor { height: auto; }
    ContactEditor Horizontal { height: 1; }
    ContactEditor Line { width: 8; padding: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines = [LineEditor() for _ in CONTACT]

    def compose(self) -> ComposeResult:
        for part, line in zip(CONTACT, self.lines, strict=True):
            yield Horizontal(Line(part), line)

    @property
    def raw(self) -> str:
        return "\n".join(line.raw for line in self.lines) if any(line.raw for line in self.lines) else ""

    def load(self, raw: str) -> None:
        for line, text in zip(self.lines, [*raw.split("\n"), "", "", ""][:3], strict=True):
            line.load(text)

    def enter(self) -> None:
        self.lines[0].focus(scroll_visible=False)


class Cell(Vertical):
    """One column of a row: its name, and an editor."""

    DEFAULT_CSS = """
    Cell { height: auto; padding: 0 0 0 2; }
    Cell Line { padding: 0; color: $secondary; }
    """

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self.editor = simple_editor(column.field())

    def compose(self) -> ComposeResult:
        yield Line(self.column.name)
        yield self.editor


class Row(Vertical):
    """One row of a grid or table."""

    DEFAULT_CSS = """
    Row { height: auto; }
    Row > Line { padding: 0; text-style: bold; }
    """

    def __init__(self, title: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.title = title
        self.cells = [Cell(column) for column in columns]

    def compose(self) -> ComposeResult:
        yield Line(self.title)
        yield from self.cells

    @property
    def values(self) -> dict[str, str]:
        return {cell.column.name: cell.editor.raw for cell in self.cells if cell.editor.raw}

    def load(self, values: dict[str, str]) -> None:
        for cell in self.cells:
            cell.editor.load(str(values.get(cell.column.name, "")))


def _parsed(raw: str) -> object:
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return None


class GridEditor(Vertical):
    """Fixed rows, each with the same columns."""

    DEFAULT_CSS = """
    GridEditor { height: auto; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.rows = [Row(row, field.columns) for row in field.rows]

    def compose(self) -> ComposeResult:
        yield from self.rows

    @property
    def raw(self) -> str:
        values = {row.title: row.values for row in self.rows if row.values}
        return json.dumps(values, ensure_ascii=False) if values else ""

    def load(self, raw: str) -> None:
        values = _parsed(raw)
        for row in self.rows:
            cells = values.get(row.title, {}) if isinstance(values, dict) else {}
            row.load(cells if isinstance(cells, dict) else {})

    def enter(self) -> None:
        self.rows[0].cells[0].editor.focus(scroll_visible=False)


class TableEditor(Vertical):
    """Rows that the person adds; an empty one always waits at the end."""

    DEFAULT_CSS = """
    TableEditor { height: auto; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.rows: list[Row] = []

    def compose(self) -> ComposeResult:
        if not self.rows:
            self.rows = [self._new_row(1)]
        yield from self.rows

    def _new_row(self, number: int) -> Row:
        return Row(f"{number}.", self.field.columns)

    @property
    def raw(self) -> str:
        values = [row.values for row in self.rows if row.values]
        return json.dumps(values, ensure_ascii=False) if values else ""

    def load(self, raw: str) -> None:
        values = _parsed(raw)
        found = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
        self.rows = [self._new_row(n + 1) for n in range(min(len(found) + 1, max(self.field.most, len(found))))]
        for row, cells in zip(self.rows, found, strict=False):
            row.load(cells)
        if self.is_attached:
            self.run_worker(self.recompose(), exclusive=True)

    def enter(self) -> None:
        self.rows[0].cells[0].editor.focus(scroll_visible=False)

    @on(Edited)
    def _grow(self) -> None:
        """The last row has something in it: offer another one."""
        if self.rows[-1].values and len(self.rows) < self.field.most:
            self.rows.append(self._new_row(len(self.rows) + 1))
            self.mount(self.rows[-1])


AnyEditor = LineEditor | TextEditor | ScaleEditor | PickEditor | ContactEditor | GridEditor | TableEditor

__all__ = ["AnyEditor", "ContactEditor", "Editor", "GridEditor", "Onward", "TableEditor", "editor_for"]


def editor_for(field: Field) -> AnyEditor:
    """The editor for a field."""
    match field.kind:
        case "contact":
            return ContactEditor()
        case "grid":
            return GridEditor(field)
        case "table":
            return TableEditor(field)
    return simple_editor(field)
