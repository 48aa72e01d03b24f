"""The frame around every room: a title line on top, the keys at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from iop_tui import clean

MOST = 600
"""Characters of a person's text that a list, a question or a passing word shows; it stands in full where it was written."""


def short(text: str, most: int = MOST) -> str:
    """The beginning of a text that may be very long, with two dots where it is cut."""
    return text if len(text) <= most else text[:most].rstrip() + ".."


def fit(text: str, width: int) -> str:
    """A text on one line of at most `width` cells, cut with two dots."""
    line = clean.line(text)
    if cell_len(line) <= width:
        return line
    kept = ""
    for character in line:
        if cell_len(kept + character) > width - 2:
            break
        kept += character
    return kept.rstrip() + ".."


def sides(left: str, right: str, width: int) -> str:
    """Two texts at both ends of a line; the left one gives way."""
    room = width - cell_len(right) - 2 if right else width
    if room < 8:
        return fit(left, width)
    shown = fit(left, room)
    return shown + " " * (width - cell_len(shown) - cell_len(right)) + right


class TitleLine(Widget):
    """Where one is, and one quiet fact on the right."""

    DEFAULT_CSS = """
    TitleLine { height: 1; padding: 0 1; color: $foreground; text-style: bold; }
    """

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self.left = left
        self.right = right

    def say(self, left: str | None = None, right: str | None = None) -> None:
        """Change one or both ends."""
        self.left = self.left if left is None else left
        self.right = self.right if right is None else right
        self.refresh()

    def render(self) -> Content:
        return Content(sides(self.left, self.right, self.size.width))


class Rule(Widget):
    """A line between two parts."""

    DEFAULT_CSS = """
    Rule { height: 1; color: $secondary; margin: 0 1; }
    """

    def render(self) -> Content:
        return Content(self.app.glyphs.rule * self.size.width)  # type: ignore[attr-defined]


class Line(Widget):
    """One line, or a few, of plain text; never markup."""

    DEFAULT_CSS = """
    Line { height: auto; width: 1fr; padding: 0 1; }
    Line.-quiet { color: $secondary; }
    Line.-bold { text-style: bold; }
    Line.-warn { text-style: bold; color: $warning; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = clean.text(text)

    @property
    def text(self) -> str:
        return self._text

    def say(self, text: str) -> None:
        """Show another text; an empty one takes no room. The same text again costs nothing, as at every key in a form."""
        shown = clean.text(text)
        if (shown, bool(text)) != (self._text, self.display):
            self._text, self.display = shown, bool(text)
            self.refresh(layout=True)

    def render(self) -> Content:
        return Content(self._text)


class HelpKey(Widget, can_focus=True):
    """Help now, for a finger or a mouse, and for phone keyboards without Ctrl."""

    DEFAULT_CSS = """
    HelpKey { width: auto; height: 1; padding: 0 1; text-style: bold; }
    HelpKey:focus { text-style: bold reverse; }
    """
    BINDINGS = [Binding("enter,space", "press", show=False)]

    def render(self) -> Content:
        return Content("^G Help now")

    def action_press(self) -> None:
        self.app.action_help_now()  # type: ignore[attr-defined]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_press()


class Keys(Widget):
    """The keys of a room that are worth a look, as many as fit; tapping one presses it."""

    DEFAULT_CSS = """
    Keys { width: 1fr; height: 1; padding: 0 0 0 1; color: $secondary; }
    """

    class Pressed(Message):
        """A key was tapped."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.keys = tuple(keys)

    def say(self, keys: Sequence[tuple[str, str]]) -> None:
        self.keys = tuple(keys)
        self.refresh()

    def fitting(self) -> list[tuple[str, str]]:
        """The keys that fit, in their order; the way back and the way to all keys are always among them."""
        room = self.content_size.width or self.size.width
        always = {number for number, (key, _label) in enumerate(self.keys) if key in ("q", "Esc, q") or number == len(self.keys) - 1}
        room -= sum(self._cells(number) for number in always)
        shown = set(always)
        for number in range(len(self.keys)):
            if number in always:
                continue
            room -= self._cells(number)
            if room < -2:
                break
            shown.add(number)
        return [self.keys[number] for number in sorted(shown)]

    def _cells(self, number: int) -> int:
        key, label = self.keys[number]
        return cell_len(f"{key} {label}") + 2

    def render(self) -> Content:
        return Content("  ".join(f"{key} {label}" for key, label in self.fitting()))

    def on_click(self, event: events.Click) -> None:
        at = 0
        for key, label in self.fitting():
            end = at + cell_len(f"{key} {label}")
            if at <= event.x - 1 <= end:
                self.post_message(self.Pressed(key))
                return
            at = end + 2


class KeyLine(Horizontal):
    """The bottom line of every room."""

    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        yield HelpKey()
        yield Keys(self._keys)

    def say(self, keys: Sequence[tuple[str, str]]) -> None:
        self.query_one(Keys).say(keys)
