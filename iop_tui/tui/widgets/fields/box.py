"""A field as the person sees it: label, help, editor, and what became of the words."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from iop_tui.domain.fields import Field
from iop_tui.tui.widgets.fields.editor import Edited
from iop_tui.tui.widgets.frame import Line

PAUSE = 2.0
"""Seconds without a key after which typing becomes an answer."""


class FieldBox(Vertical):
    """One field to fill in."""

    DEFAULT_CSS = """
    FieldBox { height: auto; padding: 0 1; margin: 0 0 1 0; max-width: 78; }
    FieldBox > Line { padding: 0; }
    FieldBox > .label { text-style: bold; }
    FieldBox > .help { color: $secondary; }
    FieldBox > .state { color: $secondary; }
    FieldBox Horizontal { height: auto; }
    FieldBox .marker { width: 2; padding: 0; color: $secondary; }
    FieldBox:focus-within .marker { text-style: bold; color: $foreground; }
    """
    BINDINGS = [Binding("f2", "hint", show=False)]

    class Typed(Message):
        """Something was typed; it is not an answer yet."""

        def __init__(self, box: FieldBox) -> None:
            super().__init__()
            self.box = box

    class Settled(Message):
        """The field was left, picked in, or rested for a moment: what stands there is an answer now."""

        def __init__(self, box: FieldBox) -> None:
            super().__init__()
            self.box = box

    def __init__(self, field: Field, raw: str = "", *, state: str = "", dirty: bool = False) -> None:
        from iop_tui.tui.widgets.fields.groups import editor_for  # brings in Input and TextArea, which most pages do without

        super().__init__()
        self.field = field
        self.editor = editor_for(field)
        self.is_dirty = dirty
        """Whether something stands here that is not saved as an answer yet."""
        self.told = ""
        """The text that its screen knows of."""
        self._initial = raw
        self._state = Line(state, classes="state")
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        from iop_tui.tui.widgets.fields.typing import LineEditor, TextEditor

        yield Line(self.field.label, classes="label")
        if self.field.help or self.field.hint:
            yield Line(" ".join(part for part in (self.field.help, "(F2: a hint)" if self.field.hint else "") if part), classes="help")
        if isinstance(self.editor, (LineEditor, TextEditor)):
            yield Horizontal(Line(">", classes="marker"), self.editor)
        else:
            yield self.editor
        self._state.display = bool(self._state.text)
        yield self._state

    def on_mount(self) -> None:
        self.editor.load(self._initial)
        self.told = self.raw

    @property
    def raw(self) -> str:
        return self.editor.raw

    @property
    def is_ahead(self) -> bool:
        """Whether something stands here, perhaps on the screen already, of which no message has told."""
        return self.is_mounted and self.raw != self.told

    def tell(self) -> str:
        """What stands here, to be kept by the screen."""
        self.told = self.raw
        return self.told

    def say(self, state: str) -> None:
        """Show what became of the words."""
        self._state.say(state)

    def say_below(self, state: str) -> None:
        """Show something that wants to be read now: on a small screen it comes into sight, unless the person is in another field."""
        self.say(state)
        if self.has_focus_within or self.screen.focused is None:
            self.call_after_refresh(lambda: self._state.scroll_visible(animate=False))

    def show_raw(self, raw: str) -> None:
        """Show another window's answer."""
        self.editor.load(raw)
        self.told = self.raw
        self.is_dirty = False

    def action_hint(self) -> None:
        if self.field.hint:
            self.say_below(f"Hint: {self.field.hint}")

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        self.is_dirty = True
        self.post_message(self.Typed(self))
        if self._pause is not None:
            self._pause.stop()
        if event.settled:
            self.settle()
        else:
            self._pause = self.set_timer(PAUSE, self.settle)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Bring the whole field into sight, its label first when it is longer than the screen."""
        self.call_after_refresh(self._come_into_sight)

    def _come_into_sight(self) -> None:
        parent = self.parent
        if self.has_focus_within and isinstance(parent, Widget):
            # At once: a scroll that waits for the next frame could come after the focus, and the page, have moved on.
            self.scroll_visible(animate=False, immediate=True, top=self.outer_size.height > parent.size.height)

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Leaving the field, also for another line of the same one, keeps what stands there."""
        self.settle()

    def settle(self) -> None:
        """Say that what stands here is an answer now, if it is not one already."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if self.is_dirty:
            self.post_message(self.Settled(self))
