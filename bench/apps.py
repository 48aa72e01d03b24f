"""What the program is measured against: `python -m bench.apps bare`, `... viewer FILE`, `... input`, all stock Textual."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widget import Widget

BARE_TEXT = "Nothing but this line."


class One(App[None]):
    """An app with one widget in it."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        if self.widget.can_focus:
            self.widget.focus()


def widget(kind: str, *arguments: str) -> Widget:
    match kind:
        case "viewer":
            from pathlib import Path

            from textual.widgets import MarkdownViewer

            return MarkdownViewer(Path(arguments[0]).read_text("utf-8"), show_table_of_contents=False)
        case "input":
            from textual.widgets import Input

            return Input(placeholder=BARE_TEXT)
    from textual.widgets import Static

    return Static(BARE_TEXT)


if __name__ == "__main__":
    One(widget(*sys.argv[1:])).run()
