"""Program: every tool for the way into a program, through it and out of it, in one list."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.services import committing, program
from iop_tui.tui.screens.room import Room
from iop_tui.tui.screens.tools import open_tool
from iop_tui.tui.widgets.rows import Row, Rows


class ProgramRoom(Room):
    """A row for each tool, with how it stands."""

    keys = (("Enter", "Open"), ("p", "Session sheet"), ("Q", "Question"), ("q", "Back"))
    more_keys = (("Enter", "open the tool"), ("p", "the session sheet: one page to take along"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "prepare", show=False)]

    def heading(self) -> tuple[str, str]:
        return ("Program", "")

    def body(self) -> ComposeResult:
        yield Rows(labels=True)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def refresh_view(self) -> None:
        rows: list[Row] = []
        for title, tools in program.GROUPS:
            rows.extend([Row()] if rows else [])
            rows.extend(Row(each.id, each.title, each.state(self.house), label="" if n else title) for n, each in enumerate(tools))
        self.query_one(Rows).show(rows)

    def explain(self) -> tuple[str, ...]:
        return committing.explained(self.house)

    def action_prepare(self) -> None:
        open_tool(self, "prepare")

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        if row is not None and row.id:
            open_tool(self, row.id)
