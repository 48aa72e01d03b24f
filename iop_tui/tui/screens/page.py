"""A page of text to read, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui.domain.page import Block
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.frame import KeyLine, Rule, TitleLine
from iop_tui.tui.widgets.prose import Prose


class PageScreen(Base[None]):
    """Shows blocks; `b` takes the frame away, so that a terminal can select nothing but the words."""

    keys = (("b", "Bare, to copy"), ("q", "Back"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b", "bare", show=False), Binding("escape", "back", show=False)]

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        super().__init__()
        self._title = title
        self._blocks = blocks

    def heading(self) -> tuple[str, str]:
        return (self._title, "")

    def body(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(self._blocks)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_bare(self) -> None:
        for frame in (TitleLine, Rule, KeyLine):
            part = self.query_one(frame)
            part.display = not part.display
