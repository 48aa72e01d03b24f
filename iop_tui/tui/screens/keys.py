"""What the keys of a screen do, and what its numbers mean."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from iop_tui.domain.page import Block, Entry, Paragraph, heading, plain
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.prose import Prose


class KeysScreen(Base[None]):
    """A page over the screen it explains."""

    keys = (("q", "Back"),)

    def __init__(self, keys: Sequence[tuple[str, str]], explained: Sequence[str]) -> None:
        super().__init__()
        self._listed = keys
        self._explained = explained

    def heading(self) -> tuple[str, str]:
        return ("Keys", "")

    def body(self) -> ComposeResult:
        blocks: list[Block] = []
        if self._explained:
            blocks.append(heading("What the numbers mean"))
            blocks.extend(Paragraph(plain(each)) for each in self._explained)
            blocks.append(heading("Keys"))
        blocks.extend(Entry(key, what) for key, what in self._listed)
        with VerticalScroll():
            yield Prose(blocks)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_keys(self) -> None:
        self.dismiss()

    async def action_leave_field(self) -> None:
        self.dismiss()
