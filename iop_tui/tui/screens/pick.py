"""Pick one of a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import OptionList

from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.rows import Row, Rows


class PickScreen(Base[str | None]):
    """Answers with the word that was picked, or with nothing."""

    keys = (("Enter", "Pick"), ("a-z", "Jump to a letter"), ("q", "Back"))

    def __init__(self, title: str, groups: Sequence[tuple[str, Sequence[str]]], notes: Mapping[str, str] | None = None) -> None:
        """`notes` say more about a word, on a quiet line below it."""
        super().__init__()
        self._title = title
        self._groups = groups
        self._notes = notes or {}

    def heading(self) -> tuple[str, str]:
        return (self._title, "")

    def body(self) -> ComposeResult:
        rows: list[Row] = []
        for name, options in self._groups:
            rows.extend(([Row()] if rows else []) + [Row(text=name, bold=True)])
            rows.extend(Row(option, option, note=self._notes.get(option, "")) for option in options)
        yield Rows(rows)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def on_key(self, event: events.Key) -> None:
        """A letter jumps to the next row that begins with it."""
        letter = (event.character or "").casefold()
        if letter.isalpha() and letter not in "qjku":
            event.stop()
            self.query_one(Rows).jump(letter)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        self.dismiss(row.id if row else None)

    async def action_back(self) -> None:
        self.dismiss(None)

    async def action_leave_field(self) -> None:
        self.dismiss(None)
