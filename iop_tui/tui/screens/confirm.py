"""One question before something that cannot be taken back for ever."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from iop_tui.domain.page import paragraph
from iop_tui.tui.screens.room import Sheet
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.prose import Prose


class ConfirmScreen(Sheet[bool | None]):
    """Answers whether the person wants it."""

    keys = (("Tab", "Other choice"), ("Enter", "Choose"), ("Down", "Read on"), ("q", "Back"))

    def __init__(self, text: str, yes: str, no: str = "Go back") -> None:
        super().__init__()
        self._text = text
        self._yes = yes
        self._no = no

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Prose([paragraph(part) for part in self._text.split("\n\n")])
            yield Prose([paragraph("")])
            yield Act(self._no, "no")
            yield Act(self._yes, "yes")

    def on_mount(self) -> None:
        self.query(Act).first().focus(scroll_visible=False)

    @on(Act.Pressed)
    def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        self.dismiss(event.name == "yes")

    async def action_back(self) -> None:
        self.dismiss(False)

    async def action_leave_field(self) -> None:
        self.dismiss(False)
