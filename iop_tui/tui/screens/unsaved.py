"""What to do with words that could not be saved, before the program is left. Nothing here loses them but the last choice."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain.page import Entry, paragraph
from iop_tui.errors import IopError
from iop_tui.services import keeping, sharing
from iop_tui.tui.screens.page import PageScreen
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.editor import Onward
from iop_tui.tui.widgets.fields.typing import LineEditor
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.prose import Prose


class UnsavedScreen(Base[bool]):
    """Answers whether the program can be left."""

    keys = (("Tab", "Other choice"), ("Enter", "Choose"), ("q", "Back to the words"))

    DEFAULT_CSS = """
    UnsavedScreen LineEditor { margin: 0 1; max-width: 60; }
    """

    def heading(self) -> tuple[str, str]:
        return ("Not saved yet", "")

    def body(self) -> ComposeResult:
        trouble = self.house.store.trouble()
        with VerticalScroll(can_focus=False):
            yield Prose([paragraph(str(trouble or words.NOT_SAVED_YET)), paragraph(words.UNSAVED)])
            yield Line(" ")
            yield Act("Try again", "again")
            yield Act("Show only the words, to copy them", "bare")
            if keeping.has_older(self.house):
                yield Act("Free space: let all backups but the newest go", "free")
            if not self.iop.is_captive:
                yield Line(" ")
                yield Line(words.UNSAVED_FILE)
                yield LineEditor("/path/to/a/new/file.txt")
                yield Act("Write the words into this file", "file")
            yield Line(" ")
            yield Act("Leave without them", "leave")
            yield Line("", id="said", classes="-bold")

    def on_mount(self) -> None:
        self.query_one("#said", Line).say("")
        self.query(Act).first().focus(scroll_visible=False)

    @on(Onward)
    def _onward(self, event: Onward) -> None:
        event.stop()
        self.focus_next()

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        match event.name:
            case "again":
                await self._try_again()
            case "bare":
                self.app.push_screen(PageScreen("Not saved yet", [Entry("", each) for each in self.house.store.unsaved().values()]))
            case "free":
                try:
                    await asyncio.to_thread(keeping.free_space, self.house)
                except IopError as error:
                    self._say(str(error))
                    return
                await self._try_again()
            case "file":
                self._write()
            case "leave":
                self.dismiss(True)

    async def _try_again(self) -> None:
        if await self.iop.keep_everything():
            self.dismiss(True)
        else:
            self._say(str(self.house.store.trouble() or words.NOT_SAVED_YET))

    def _write(self) -> None:
        typed = self.query_one(LineEditor).raw.strip()
        if not typed:
            self._say("Which file? A path, please.")
            return
        page = sharing.page("Not saved yet", [paragraph(each) for each in self.house.store.unsaved().values()])
        try:
            sharing.save_as(sharing.write(page, "txt"), Path(typed).expanduser())
        except IopError as error:
            self._say(error.message)
            return
        self._say(words.UNSAVED_WRITTEN.format(path=typed))

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Line)
        said.say(text)
        self.call_after_refresh(lambda: said.scroll_visible(animate=False))

    async def action_back(self) -> None:
        self.dismiss(False)

    async def action_leave_field(self) -> None:
        if isinstance(self.focused, LineEditor):
            self.set_focus(None)
        else:
            self.dismiss(False)
