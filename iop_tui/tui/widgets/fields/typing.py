"""Editors one types into: a line, and a text of several lines."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from iop_tui import clean
from iop_tui.tui.widgets.fields.editor import Edited, Onward

MOST = 2_000_000
"""Characters a field takes; far beyond anything a person types."""


def _is_unseen(event: events.Key) -> bool:
    """Whether a key is one of the joiners and marks of Persian, Hindi and emoji; the framework would drop it."""
    return bool(event.character) and not event.is_printable and clean.is_sign(event.character or "")


class LineEditor(Input):
    """One line of text."""

    DEFAULT_CSS = """
    LineEditor { height: 1; border: none; padding: 0; width: 1fr; background: $panel; }
    LineEditor:focus { border: none; text-style: none; }
    LineEditor:ansi { background: ansi_default; text-style: underline; }
    LineEditor:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo", show=False)]

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self._earlier: list[str] = []

    @property
    def raw(self) -> str:
        return self.value

    def load(self, raw: str) -> None:
        with self.prevent(Input.Changed):
            self.value = clean.line(raw)
        self.cursor_position = len(self.value)

    def enter(self) -> None:
        self.focus(scroll_visible=False)

    def on_focus(self) -> None:
        """In a line longer than the screen, begin where the cursor is."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        place = self.cursor_position
        self.cursor_position = 0
        self.cursor_position = place

    async def _on_key(self, event: events.Key) -> None:
        if _is_unseen(event):
            event.prevent_default()
            event.stop()
            self.replace(event.character or "", *sorted(self.selection))

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean.line(event.text)[:MOST], *sorted(self.selection))

    def validate_value(self, value: str) -> str:
        """Whatever comes in, no control character stays."""
        return clean.line(value)

    def action_undo(self) -> None:
        """Take back the last change of this line."""
        if self._earlier:
            self._earlier.pop()
            before = self._earlier.pop() if self._earlier else ""
            self.value = before
            self.cursor_position = len(before)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._earlier = [*self._earlier[-50:], event.value]
        self.post_message(Edited())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Onward())


class TextEditor(TextArea):
    """Several lines of text; Tab goes on, Enter makes a new line."""

    DEFAULT_CSS = """
    TextEditor { border: none; padding: 0; width: 1fr; height: auto; min-height: 3; max-height: 10; background: $panel; }
    TextEditor:focus { border: none; }
    TextEditor:ansi { background: ansi_default; }
    """

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self._loading = False

    @property
    def raw(self) -> str:
        return self.text

    def load(self, raw: str) -> None:
        with self.prevent(TextArea.Changed):
            self.load_text(clean.text(raw))
        self.move_cursor(self.document.end)

    def enter(self) -> None:
        self.focus(scroll_visible=False)

    async def _on_key(self, event: events.Key) -> None:
        if _is_unseen(event):
            event.prevent_default()
            event.stop()
            self.replace(event.character or "", *self.selection, maintain_selection_offset=False)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        start, end = self.selection
        self.replace(clean.text(event.text)[:MOST], start, end, maintain_selection_offset=False)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Edited())
