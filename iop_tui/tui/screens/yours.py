"""Your data: the passphrase, every entry, the copies, and where all of it lies."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.page import Block, Entry, paragraph
from iop_tui.domain.tools import LABELS
from iop_tui.services import entries, examining, keeping, sealing
from iop_tui.services.entries import Piece
from iop_tui.tui.screens.confirm import ConfirmScreen
from iop_tui.tui.screens.page import PageScreen
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.screens.tools import open_tool
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows


class YoursScreen(ListScreen):
    """A short list; each row leads on."""

    way = ("yours",)
    keys = (("Enter", "Open"), ("^L", "Cover the screen"), ("q", "Back"))

    def heading(self) -> tuple[str, str]:
        return ("Your data", "")

    def refresh_view(self) -> None:
        is_sealed = sealing.is_sealed(self.house)
        copies = keeping.newest_day(self.house)
        self.query_one(Rows).show(
            [
                Row("seal", "Passphrase", "on" if is_sealed else "off", note=words.SEALED if is_sealed else words.OPEN_TO_ALL),
                Row(),
                Row("entries", "Everything you wrote", note="Read it, go to its place, or delete it."),
                Row(),
                Row("copies", "Backups", f"newest {copies}" if copies else "none yet", note="One a day; any can be brought back."),
                Row(),
                Row("privacy", "Who else could read it here", note=f"Your data is in {self.house.data}."),
            ]
        )

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        match row.id if row else "":
            case "seal":
                from iop_tui.tui.screens.seal import SealScreen

                self.app.push_screen(SealScreen())
            case "entries":
                self.app.push_screen(EntriesScreen())
            case "copies":
                self.app.push_screen(PageScreen("Backups", await asyncio.to_thread(self._copies)))
            case "privacy":
                self.app.push_screen(PageScreen("Who else could read it here", await asyncio.to_thread(_exposure, self.house.data)))

    def _copies(self) -> list[Block]:
        blocks: list[Block] = [paragraph(words.COPIES)]
        return [*blocks, *(Entry(each.name, f"{each.line}; {each.size // 1024} KB") for each in keeping.copies_of(self.house))]

    async def action_leave_field(self) -> None:
        self.dismiss()


def _exposure(data: Path) -> list[Block]:
    return [Entry(each.what, each.advice) if each.advice else paragraph(each.what) for each in examining.who_could_read(data)]


class EntriesScreen(Base[None]):
    """Every entry, the newest first."""

    way = ("entries",)
    keys = (("Enter", "Read"), ("g", "Go to its place"), ("d", "Delete"), ("u", "Undo"), ("q", "Back"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("g", "place", show=False), Binding("d,delete", "remove", show=False)]

    def heading(self) -> tuple[str, str]:
        return ("Everything you wrote", "")

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        self.refresh_view()
        self.query_one(Rows).focus()

    def refresh_view(self) -> None:
        self._pieces = {f"{each.table}/{each.id}": each for each in entries.pieces(self.house)}
        rows = [
            Row(key, f"{each.day or ''}  {each.kind}: {each.title}", note=short(each.text, 200).replace("\n", ", "))
            for key, each in self._pieces.items()
        ]
        self.title_says(right=f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}")
        self.query_one(Rows).show(rows or [Row("none", "Nothing stands here yet. What you write anywhere will.")])

    def _piece(self) -> Piece | None:
        row = self.query_one(Rows).chosen
        return self._pieces.get(row.id) if row else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        piece = self._piece()
        if piece is not None:
            blocks: list[Block] = [paragraph(f"{piece.day or ''} {piece.kind}".strip()), Entry(piece.title, piece.text)]
            self.app.push_screen(PageScreen(piece.title, blocks))

    def action_place(self) -> None:
        """Go where the entry can be changed."""
        piece = self._piece()
        if piece is None or not piece.way:
            self.iop.say("It has no place of its own; it can be deleted here.")
        elif piece.way in LABELS:
            open_tool(self, piece.way)
        elif piece.way == "scores":
            from iop_tui.tui.screens.score import open_scores

            open_scores(self)
        elif piece.way.isdecimal():
            self.iop.open_room(piece.way)
        else:
            self.dismiss()
            self.iop.open_reader(piece.way)

    def action_remove(self) -> None:
        piece = self._piece()
        if piece is None:
            return

        async def delete(yes: bool | None) -> None:
            if yes and await self.iop.act(entries.delete, piece, undo_as=f"deleted {short(piece.title, 60)}") is not None:
                self.iop.say("Deleted. Press u to bring it back.")
                self.refresh_view()

        self.app.push_screen(ConfirmScreen(f"Delete this {piece.kind}: {short(piece.title, 120)}?\n\n{entries.REACH}", "Delete it"), delete)

    async def action_leave_field(self) -> None:
        self.dismiss()
