"""Editors one picks in: a scale, one of several, any of several."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from iop_tui.domain.fields import Field
from iop_tui.domain.page import plain
from iop_tui.render.layout import bare, wrap
from iop_tui.tui.widgets.fields.editor import Edited, Onward


class ScaleEditor(Widget, can_focus=True):
    """A whole number between two ends, by arrows or by typing it."""

    DEFAULT_CSS = """
    ScaleEditor { height: auto; width: 1fr; }
    ScaleEditor:focus { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
        Binding("enter", "onward", show=False),
    ]
    value: reactive[int | None] = reactive(None, layout=True)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._typed = ""

    @property
    def raw(self) -> str:
        return "" if self.value is None else str(self.value)

    def load(self, raw: str) -> None:
        try:
            self.value = int(raw)
        except ValueError:
            self.value = None

    def enter(self) -> None:
        self.focus(scroll_visible=False)

    def on_blur(self) -> None:
        self._typed = ""

    def on_key(self, event: events.Key) -> None:
        if event.character is None or not event.character.isdigit() or not event.character.isascii():
            return
        event.stop()
        typed = self._typed + event.character
        if int(typed) > self.field.most:
            typed = event.character
        self._typed = typed
        if self.field.least <= int(typed) <= self.field.most:
            self._set(int(typed))

    def on_click(self, event: events.Click) -> None:
        """A tap on the bar sets the value there."""
        width = self._bar_width()
        if event.y == 0 and width and 0 <= event.x - 1 <= width:
            span = self.field.most - self.field.least
            self._set(self.field.least + round(span * min(1.0, max(0.0, (event.x - 1) / width))))

    def action_step(self, by: int) -> None:
        span = self.field.most - self.field.least
        size = by * (5 if span >= 50 else 1)
        start = self.field.least if self.value is None else self.value + size
        self._typed = ""
        self._set(max(self.field.least, min(self.field.most, start)))

    def action_jump(self, end: int) -> None:
        self._typed = ""
        self._set(self.field.most if end else self.field.least)

    def action_clear(self) -> None:
        self._typed = ""
        self._set(None)

    def action_onward(self) -> None:
        self.post_message(Onward())

    def _set(self, value: int | None) -> None:
        if value != self.value:
            self.value = value
            self.post_message(Edited())

    def _bar_width(self) -> int:
        return max(10, min(30, self.size.width - 24))

    def _text(self, width: int) -> str:
        field = self.field
        bar = max(10, min(30, width - 24))
        glyphs = self.app.glyphs  # type: ignore[attr-defined]
        if self.value is None:
            first = f"[{glyphs.empty * bar}] {field.least} to {field.most}: not set"
        else:
            span = max(1, field.most - field.least)
            full = round(bar * (self.value - field.least) / span)
            first = f"[{glyphs.full * full}{glyphs.empty * (bar - full)}] {self.value} of {field.most}"
        ends = f"{field.least} {field.low}, {field.most} {field.high}" if field.low or field.high else ""
        return "\n".join(part for part in (first, bare(wrap(plain(ends), max(10, width), cell_len)) if ends else "") if part)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._text(width).count("\n") + 1

    def render(self) -> Content:
        return Content(self._text(self.size.width))


class PickEditor(Widget, can_focus=True):
    """One of several options, or any of them when `many`; a line each."""

    DEFAULT_CSS = """
    PickEditor { height: auto; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", show=False),
        Binding("down,right", "move(1)", show=False),
        Binding("space", "flip", show=False),
        Binding("enter", "onward", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]
    at: reactive[int] = reactive(0)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.options = field.choices()
        self.many = field.kind == "multi"
        self.picked: list[str] = []

    @property
    def raw(self) -> str:
        return "\n".join(option for option in self.options if option in self.picked)

    def load(self, raw: str) -> None:
        wanted = {line.casefold() for line in raw.split("\n") if line}
        self.picked = [option for option in self.options if option.casefold() in wanted]
        if self.picked and not self.many:
            self.at = self.options.index(self.picked[0])
        self.refresh()

    def enter(self) -> None:
        self.focus(scroll_visible=False)

    def action_move(self, by: int) -> None:
        self.at = max(0, min(len(self.options) - 1, self.at + by))
        self._show_line()

    def action_flip(self) -> None:
        option = self.options[self.at]
        if option in self.picked:
            self.picked.remove(option)
        else:
            self.picked = [*self.picked, option] if self.many else [option]
        self._changed()

    def action_clear(self) -> None:
        self.picked = []
        self._changed()

    def action_onward(self) -> None:
        """Enter takes the option under the cursor where one is wanted, and goes on."""
        if not self.many and self.options[self.at] not in self.picked:
            self.action_flip()
        self.post_message(Onward())

    def on_key(self, event: events.Key) -> None:
        """The first letter of an option goes to it."""
        if event.character and event.character.isalpha():
            starts = [n for n, option in enumerate(self.options) if option.casefold().startswith(event.character.casefold())]
            if starts:
                event.stop()
                self.at = next((n for n in starts if n > self.at), starts[0])
                self._show_line()

    def on_click(self, event: events.Click) -> None:
        line = 0
        for number, rows in enumerate(self._rows(self.size.width)):
            if line <= event.y < line + len(rows):
                self.at = number
                self.action_flip()
                return
            line += len(rows)

    def watch_has_focus(self, _focused: bool) -> None:
        self.refresh()

    def _changed(self) -> None:
        self.refresh()
        self.post_message(Edited(settled=True))

    def _show_line(self) -> None:
        """Keep the option under the cursor in sight when the list is longer than the screen."""
        line = sum(len(rows) for rows in self._rows(self.size.width)[: self.at])
        page = next((each for each in self.ancestors if isinstance(each, VerticalScroll)), None)
        if page is not None:
            top = self.region.y - page.region.y + int(page.scroll_offset.y)
            page.scroll_to_region(Region(0, top + line, 1, 1), animate=False, force=True)

    def _rows(self, width: int) -> list[list[str]]:
        marks = ("[x]", "[ ]") if self.many else ("(x)", "( )")
        rows: list[list[str]] = []
        for number, option in enumerate(self.options):
            cursor = ">" if self.has_focus and number == self.at else " "
            mark = marks[0] if option in self.picked else marks[1]
            lines = bare(wrap(plain(option), max(8, width - 6), cell_len)).split("\n")
            rows.append([f"{cursor} {mark} {line}" if n == 0 else f"      {line}" for n, line in enumerate(lines)])
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(len(rows) for rows in self._rows(width))

    def render(self) -> Content:
        parts: list[Content] = []
        for number, rows in enumerate(self._rows(self.size.width)):
            style = "reverse" if self.has_focus and number == self.at else ""
            parts.extend(Content.styled(row, style) if style else Content(row) for row in rows)
        return Content("\n").join(parts)
