"""A list to walk through: rows with a label, a text, and a fact on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from iop_tui import clean
from iop_tui.domain.page import plain
from iop_tui.render.layout import bare, wrap
from iop_tui.tui.widgets.frame import fit, short, sides
from iop_tui.values import dataclass

LABEL = 8
"""Cells for the label on the left."""


@dataclass(frozen=True)
class Row:
    """One row. Without an id it is a heading or an empty line, and the cursor passes over it."""

    id: str = ""
    text: str = ""
    right: str = ""
    label: str = ""
    note: str = ""
    """A second, quiet line."""
    bold: bool = False
    whole: bool = False
    """Whether the text stands here in full, line by line, however long it is."""


class Rows(OptionList):
    """Rows that fit the width there is."""

    DEFAULT_CSS = """
    Rows { border: none; padding: 0 1; background: $background; height: 1fr; scrollbar-size-vertical: 1; }
    Rows:focus { border: none; background: $background; background-tint: transparent; }
    Rows > .option-list--option { padding: 0; background: $background; }
    Rows > .option-list--option-highlighted { text-style: none; background: $background; color: $foreground; }
    Rows:focus > .option-list--option-highlighted { text-style: reverse; background: $background; color: $foreground; }
    Rows > .option-list--option-hover { background: $background; }
    Rows > .option-list--option-disabled { color: $foreground; text-style: none; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None, labels: bool = False) -> None:
        super().__init__(id=id, markup=False)
        self.rows: tuple[Row, ...] = tuple(rows)
        self.has_labels = labels
        self._drawn_for = 0

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The framework leaves `reverse` out of such styles, and nothing else shows the row under the cursor without color."""
        style = super().get_visual_style(*component_classes, partial=partial)
        is_under_cursor = self.has_focus and "option-list--option-highlighted" in component_classes
        return style + Style(reverse=True) if is_under_cursor else style

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.highlighted] if self.highlighted is not None and self.highlighted < len(self.rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on the row it was on, or where it was."""
        before = self.chosen
        place = self.highlighted
        self.rows = tuple(rows)
        self._draw()
        index = next((n for n, row in enumerate(self.rows) if before and row.id and row.id == before.id), None)
        if index is None and place is not None:
            index = next((n for n in range(min(place, len(self.rows) - 1), -1, -1) if self.rows[n].id), None)
        self.highlighted = index if index is not None else next((n for n, row in enumerate(self.rows) if row.id), None)

    def choose(self, row_id: str) -> None:
        """Put the cursor on a row."""
        self.highlighted = next((n for n, row in enumerate(self.rows) if row.id == row_id), self.highlighted)

    def jump(self, letter: str) -> None:
        """Put the cursor on the next row whose text begins with a letter, from the top again after the last."""
        count, here = len(self.rows), self.highlighted or 0
        for number in ((here + n) % count for n in range(1, count + 1)):
            if self.rows[number].id and self.rows[number].text.casefold().startswith(letter):
                self.highlighted = number
                return

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the row under the cursor into sight, with the lines below that belong to it, and above the first row what stands there."""
        at = self.highlighted
        if at is not None and self.is_mounted and len(self._index_to_line) == len(self.rows):
            places = [n for n, row in enumerate(self.rows) if row.id]
            first = 0 if at in places[:1] else at
            after = next((n for n in places if n > at), len(self.rows))
            height = sum(self._heights[n] for n in range(first, after))
            region = Region(0, self._index_to_line[first], self.scrollable_content_region.width, height)
            self.scroll_to_region(region, force=True, animate=False, immediate=True)
        super().scroll_to_highlight(top)

    def on_mount(self) -> None:
        self._draw()
        if self.highlighted is None:
            self.highlighted = next((n for n, row in enumerate(self.rows) if row.id), None)

    def on_resize(self, _event: events.Resize) -> None:
        self._fit()

    def watch_show_vertical_scrollbar(self) -> None:
        """With a scroll bar there is one cell less, and without it one more."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.scrollable_content_region.width != self._drawn_for:
            place = self.highlighted
            self._draw()
            self.highlighted = place

    def _draw(self) -> None:
        width = self.scrollable_content_region.width or self.size.width or 78
        self._drawn_for = width
        self.clear_options()
        self.add_options([Option(self._content(row, width), disabled=not row.id) for row in self.rows])

    def _content(self, row: Row, width: int) -> Content:
        indent = LABEL if self.has_labels and width >= 50 else 0
        label = fit(row.label, LABEL - 1) if indent else ""
        text, right, loose = row.text, row.right, ""
        if row.label and not indent and row.id:
            text = f"{row.label}: {row.text}" if len(row.label) > 1 else row.text
        if right and cell_len(text) + cell_len(right) + 2 > width - indent and width < 70:
            loose, right = right, ""
        room = width - indent
        first, *rest = [sides(text, right, room)] if right else _whole(text, room) if row.whole else _wrapped(text, room)
        lead = label + " " * (indent - cell_len(label))
        style = "bold" if row.bold else ""
        parts = [Content.styled(lead, "bold") + Content.styled(first, style)]
        parts.extend(Content(" " * indent) + Content.styled(line, style) for line in rest)
        quiet = [line for part in (loose, row.note) if part for line in _wrapped(part, room)]
        parts.extend(Content(" " * indent) + Content.styled(line, "dim") for line in quiet)
        return Content("\n").join(parts)


def _wrapped(text: str, width: int) -> list[str]:
    """A text on as many lines as it needs, cut when it is very long; the spaces it begins with are kept on each."""
    margin = len(text) - len(text.lstrip(" "))
    return _hung(short(text.strip()), margin, width)


def _whole(text: str, width: int) -> list[str]:
    """A text of several lines, with all that stands in it."""
    return [part for line in text.split("\n") for part in _hung(line.strip(), len(line) - len(line.lstrip(" ")), width)]


def _hung(text: str, margin: int, width: int) -> list[str]:
    room = max(8, width - margin)
    lines = bare(wrap(plain(clean.line(text)), room, cell_len)).split("\n")
    return [" " * min(margin, max(0, width - room)) + line for line in lines]
