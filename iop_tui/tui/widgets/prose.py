"""A stretch of text, drawn line by line; one widget however long it is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from iop_tui.domain.page import Block
from iop_tui.render.layout import MEASURE, Line, lay_out

STYLES = {
    "heading": Style(bold=True),
    "label": Style(bold=True),
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "code": Style(bold=True),
    "link": Style(underline=True),
    "dim": Style(dim=True),
}


class Prose(Widget):
    """Blocks of text, wrapped to the width there is and never wider than `MEASURE`."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; padding: 0 1; }
    """

    def __init__(self, blocks: Sequence[Block], *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.blocks = tuple(blocks)
        self._lines: list[Line] = []
        self._width = 0

    def say(self, blocks: Sequence[Block]) -> None:
        """Show other blocks."""
        self.blocks = tuple(blocks)
        self._width = 0
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Line]:
        """The text wrapped for a width; kept until the width changes."""
        width = min(width, MEASURE)
        if width != self._width:
            self._lines = lay_out(self.blocks, width, cell_len)
            self._width = width
        return self._lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self.lines(width)
        base = self.rich_style
        if y >= len(lines):
            return Strip.blank(width, base)
        segments = [Segment(piece.text, base + STYLES[piece.style] if piece.style else base) for piece in lines[y]]
        return Strip(segments).adjust_cell_length(width, base)
