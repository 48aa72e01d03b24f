"""Programs side by side, with a score by what matters to the person."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain.books import BOOKS
from iop_tui.domain.compare import WEIGHTS
from iop_tui.domain.fields import Value
from iop_tui.domain.page import paragraph
from iop_tui.services import comparing
from iop_tui.tui.screens.room import Base, Sheet
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.prose import Prose

CELL = 160
"""Characters of an answer that stand in the table; the whole stands in the list, and on paper."""


class CompareScreen(Sheet[None]):
    """The table, to read."""

    keys = (("w", "What matters"), ("l", "The list"), ("q", "Back"))
    more_keys = (
        ("w", "say how much each thing matters to you, 0 to 10"),
        ("l", "the list of programs: Space marks the ones that stand here"),
        ("Up, Down", "read on"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "weigh", show=False),
        Binding("l", "list", show=False),
        Binding("escape", "back", show=False),
    ]
    way = ("compare",)

    def heading(self) -> tuple[str, str]:
        return (comparing.TITLE, "")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield Prose(())

    def on_mount(self) -> None:
        self.query_one("#page").focus()

    def on_screen_resume(self) -> None:
        said = [paragraph(f"{words.OTHER_COPY} {copy}") for copy in comparing.others(self.house)]
        self.query_one(Prose).say((*said, *comparing.blocks(self.house, lambda text: short(text, CELL))))

    def explain(self) -> tuple[str, ...]:
        return comparing.explain(self.house)

    def action_weigh(self) -> None:
        open_weights(self)

    def action_list(self) -> None:
        from iop_tui.tui.screens.programs import ProgramsScreen

        if isinstance(self.app.screen_stack[-2], ProgramsScreen):
            self.dismiss()
        else:
            self.app.push_screen(ProgramsScreen(BOOKS["programs"]))


def open_weights(screen: Base[None]) -> None:
    """The form of what matters, with the weights that count now."""
    from iop_tui.tui.screens.form import FormScreen

    kept = comparing.comparison(screen.house)

    async def save(found: dict[str, Value]) -> bool:
        return await screen.iop.act(comparing.weigh, kept, found, undo_as="what matters to you") is not None

    screen.app.push_screen(
        FormScreen(
            "What matters to me",
            WEIGHTS,
            comparing.weights(kept),
            key="weights",
            save=save,
            intro=comparing.WEIGHING,
        )
    )
