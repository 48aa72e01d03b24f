"""Search: the units, and one's own words."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, OptionList

from iop_tui.domain.tools import LABELS
from iop_tui.services.finding import Found, search
from iop_tui.tui.screens.room import Base
from iop_tui.tui.screens.tools import open_tool
from iop_tui.tui.widgets.fields.editor import Edited, Onward
from iop_tui.tui.widgets.fields.typing import LineEditor
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.rows import Row, Rows


class SearchScreen(Base[None]):
    """Type, then walk through what was found."""

    keys = (("Enter", "To the list, then open"), ("Esc, q", "Back"))

    DEFAULT_CSS = """
    SearchScreen LineEditor { margin: 0 1; }
    """

    def heading(self) -> tuple[str, str]:
        return ("Search", "")

    def body(self) -> ComposeResult:
        yield LineEditor("a few words")
        yield Line("", id="count", classes="-quiet")
        yield Rows()

    def on_mount(self) -> None:
        self.query_one("#count", Line).say("Looks in all units and in everything you wrote.")
        self.query_one(LineEditor).focus()

    @on(Edited)
    def _typed(self) -> None:
        query = self.query_one(LineEditor).raw
        found = search(self.house, query)
        self._found = {str(n): each for n, each in enumerate(found)}
        self.query_one(Rows).show([_row(key, each) for key, each in self._found.items()])
        count = "Nothing found. Another word may do." if query.strip() and not found else f"{len(found)} found" if found else ""
        self.query_one("#count", Line).say(count)

    @on(Onward)
    def _onward(self) -> None:
        rows = self.query_one(Rows)
        if rows.rows:
            rows.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        found = self._found.get(row.id) if row else None
        if found is None:
            return
        self.dismiss()
        if found.id in LABELS:
            open_tool(self, found.id)
            return
        match found.kind:
            case "unit" | "answer":
                self.iop.open_reader(found.id)
            case "commitment" | "note":
                self.iop.open_room("3")
            case "diary":
                from iop_tui.tui.screens.diary import DiaryRoom

                self.iop.enter(DiaryRoom(date.fromisoformat(found.id)))
            case "week":
                from iop_tui.tui.screens.review import ReviewScreen

                self.app.push_screen(ReviewScreen(date.fromisoformat(found.id)))
            case "happened":
                from iop_tui.tui.screens.happened import open_happened

                open_happened(self, int(found.id))
            case "question":
                from iop_tui.tui.screens.questions import QuestionsScreen

                self.app.push_screen(QuestionsScreen())
            case "session":
                from iop_tui.tui.screens.session import open_session_day

                which, _, day = found.id.partition("/")
                open_session_day(self, int(which), date.fromisoformat(day))
            case "left":
                from iop_tui.tui.screens.paper import PaperScreen

                self.app.push_screen(PaperScreen())
            case "score":
                from iop_tui.tui.screens.score import ScoresScreen

                self.app.push_screen(ScoresScreen())
            case "aftercare":
                self.iop.open_room("4")
            case _:
                from iop_tui.tui.screens.after import SafetyScreen

                self.app.push_screen(SafetyScreen())

    async def action_leave_field(self) -> None:
        """Esc goes from the field to the list, and from the list back."""
        if isinstance(self.focused, LineEditor) and self.query_one(Rows).rows:
            self.query_one(Rows).focus()
        else:
            self.dismiss()


def _row(key: str, found: Found) -> Row:
    return Row(key, found.title, found.kind, note=found.text)
