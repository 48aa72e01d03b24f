"""The cover: a plain list that says nothing about anybody. Under it is the open screen, or a vault that is locked."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from iop_tui import words
from iop_tui.errors import IopError, WrongPassphrase
from iop_tui.tui.widgets.frame import KeyLine, Keys, Line, Rule, TitleLine

LONGEST_WAIT = 30


class SecretEditor(Input):
    """A line whose letters are not shown."""

    DEFAULT_CSS = """
    SecretEditor { height: 1; border: none; padding: 0; width: 1fr; max-width: 60; margin: 0 1; background: $panel; }
    SecretEditor:focus { border: none; }
    SecretEditor:ansi { background: ansi_default; text-style: underline; }
    """

    def __init__(self, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, password=True, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False


class CoverScreen(Screen[None]):
    """Enter goes on; a locked vault asks for its passphrase first."""

    DEFAULT_CSS = """
    CoverScreen #list { height: 1fr; overflow: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]
    AUTO_FOCUS = ""

    def __init__(self, *, is_locked: bool, is_locking: bool = False) -> None:
        """`is_locking` while what is open is being put away: there is nothing to type into yet."""
        super().__init__()
        self.is_locked = is_locked
        self._is_locking = is_locking
        self._wrong = 0

    def compose(self) -> ComposeResult:
        yield TitleLine(words.COVER_TITLE, self.app.cover_day())  # type: ignore[attr-defined]
        yield Rule()
        with Vertical(id="list"):
            for each in words.COVER_ITEMS:
                yield Line(f"[ ] {each}")
        if self.is_locked:
            yield SecretEditor(words.PASSPHRASE)
        yield Line("", id="said")
        yield KeyLine((("Enter", "Go on"), ("^Q", "Leave")))

    def on_mount(self) -> None:
        self.say(words.OPENING if self._is_locking else "")
        if self._is_locking:
            self.query_one(SecretEditor).display = False
        elif self.is_locked:
            self.query_one(SecretEditor).focus()

    def ask(self) -> None:
        """It could not be put away: the passphrase is asked for here."""
        self.say("")
        self.query_one(SecretEditor).display = True
        self.query_one(SecretEditor).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        editor = self.query_one(SecretEditor)
        if event.value:
            editor.value = ""
            editor.disabled = True
            self.say(words.OPENING)
            self.app.call_later(self.app.unlock, event.value)  # type: ignore[attr-defined]

    def refuse(self, error: IopError) -> None:
        """Say why it stays locked; after a wrong passphrase the next try waits a little longer each time."""
        self.say(str(error))
        wait = 0.0
        if isinstance(error, WrongPassphrase):
            wait = min(LONGEST_WAIT, 2.0**self._wrong)
            self._wrong += 1
        self.set_timer(wait or 0.01, self._ask_again)

    def say(self, text: str) -> None:
        self.query_one("#said", Line).say(text)

    def _ask_again(self) -> None:
        editor = self.query_one(SecretEditor)
        editor.disabled = False
        editor.focus()

    async def action_go_on(self) -> None:
        if not self.is_locked:
            self.dismiss()

    @on(Keys.Pressed)
    async def _tapped(self, event: Keys.Pressed) -> None:
        if event.key == "Enter":
            await self.action_go_on()
