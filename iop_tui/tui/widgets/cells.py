"""A page of small cells to fill in: the arrows walk, digits and letters are typed where the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from iop_tui.domain.fields import Field, Unreadable, Value, read, write
from iop_tui.tui.widgets.frame import fit
from iop_tui.values import dataclass

TYPED = "0123456789.,"
TWO_COLUMNS = 70
"""From this width on, two columns stand side by side."""
GAP = 3


@dataclass(frozen=True)
class Cell:
    """One thing to fill in or, without a field, one thing to open."""

    id: str
    field: Field | None = None
    value: Value | None = None
    name: str = ""
    """What stands before it when it is not the first of its row; an opening cell's words."""


@dataclass(frozen=True)
class CellRow:
    """A label and its cells."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class CellGroup:
    """Rows under a heading."""

    title: str
    rows: tuple[CellRow, ...]


@dataclass(frozen=True)
class _Place:
    """Where a cell was drawn."""

    cell: Cell
    column: int
    y: int
    x: int
    width: int


Columns = Sequence[Sequence[CellGroup]]


class Cells(Widget, can_focus=True):
    """Groups of cells in one column, or in two where they fit. What was typed is told at once; nothing waits for Enter."""

    DEFAULT_CSS = """
    Cells { height: auto; width: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("tab", "step_or_leave(1)", show=False),
        Binding("shift+tab", "step_or_leave(-1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("right", "aside(1)", show=False),
        Binding("left", "aside(-1)", show=False),
        Binding("space", "next_option", show=False),
        Binding("backspace", "clear", show=False),
    ]

    class Changed(Message):
        """A cell has another value; `before` is what stood there."""

        def __init__(self, cell: Cell, value: Value | None) -> None:
            super().__init__()
            self.cell = cell
            self.value = value

    class Moved(Message):
        """The cursor came to another cell."""

        def __init__(self, cell_id: str) -> None:
            super().__init__()
            self.cell_id = cell_id

    class Opened(Message):
        """Enter was pressed on a cell that opens something."""

        def __init__(self, cell: Cell) -> None:
            super().__init__()
            self.cell = cell

    class Refused(Message):
        """What was typed cannot be kept as it is."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, columns: Columns = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._columns: Columns = columns
        self._typed = ""
        """What was typed into the cell under the cursor since the cursor came there."""
        self._at = ""
        self._lines: list[Content] = []
        self._places: list[_Place] = []

    # What is shown

    def show(self, columns: Columns, *, is_typing: bool = False) -> None:
        """Show other cells; the cursor stays on its cell, or comes to the one that took its place.

        `is_typing` is for what follows from the person's own keys: then digits that are still to come join those that were typed.
        """
        index = self._index
        self._typed = self._typed if is_typing else ""
        self._columns = columns
        ids = [cell.id for cell in self.cells()]
        if ids and self._at not in ids:
            self._move_to(ids[min(max(index, 0), len(ids) - 1)])
        self.refresh(layout=True)

    def cells(self) -> Iterator[Cell]:
        """Every cell, in the order of reading."""
        for column in self._columns:
            for group in column:
                for row in group.rows:
                    yield from row.cells

    @property
    def at(self) -> Cell | None:
        """The cell under the cursor."""
        return next((cell for cell in self.cells() if cell.id == self._at), next(self.cells(), None))

    @property
    def _index(self) -> int:
        return next((n for n, cell in enumerate(self.cells()) if cell.id == self._at), 0)

    def choose(self, cell_id: str) -> None:
        """Put the cursor on a cell, if it is there."""
        if any(cell.id == cell_id for cell in self.cells()):
            self._move_to(cell_id)
            self.refresh()
            self.call_after_refresh(self._into_sight)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._draw(width)
        return max(1, len(self._lines))

    def render(self) -> Content:
        self._draw(self.content_size.width)
        return Content("\n").join(self._lines)

    def _draw(self, width: int) -> None:
        """Lay the columns out side by side, or one below the other, and note where each cell is."""
        self._places = []
        is_wide = width >= TWO_COLUMNS and len(self._columns) > 1
        room = (width - GAP * (len(self._columns) - 1)) // len(self._columns) if is_wide else width
        drawn: list[list[Content]] = []
        for number, groups in enumerate(self._columns):
            above = 0 if is_wide or not drawn else sum(len(each) + 1 for each in drawn)
            drawn.append(self._column(groups, number, room, above, number * (room + GAP) if is_wide else 0))
        if is_wide:
            height = max(len(each) for each in drawn)
            blank = Content(" " * room)
            padded = [each + [blank] * (height - len(each)) for each in drawn]
            self._lines = [Content(" " * GAP).join(parts) for parts in zip(*padded, strict=True)]
        else:
            self._lines = [line for n, each in enumerate(drawn) for line in ([Content("")] if n else []) + each]

    def _column(self, groups: Sequence[CellGroup], number: int, width: int, above: int, left: int) -> list[Content]:
        lines: list[Content] = []
        for group in groups:
            if lines:
                lines.append(Content(" " * width))
            lines.append(_padded(Content.styled(fit(group.title, width), "bold"), width))
            for row in group.rows:
                lines.append(self._row(row, number, width, above + len(lines), left))
        return lines

    def _row(self, row: CellRow, number: int, width: int, y: int, left: int) -> Content:
        """The label, then its cells at the right end; a row that opens something has its words at the left."""
        drawn = [(cell, f"{cell.name} " if cell.name and cell.field else "", self._text(cell)) for cell in row.cells]
        taken = sum(len(name) + cell_len(text) for _, name, text in drawn) + 2 * len(drawn) - (0 if row.label else 2)
        label = fit(row.label, max(0, width - taken)) if row.label else ""
        line = Content(label)
        if row.label:
            line += Content(" " * (width - taken - cell_len(label) + 2 * (len(drawn) > 0)))
        for place, (cell, name, text) in enumerate(drawn):
            if place:
                line += Content("  ")
            line += Content(name)
            shown = fit(text, max(4, width - line.cell_length))
            self._places.append(_Place(cell, number, y, left + line.cell_length, cell_len(shown)))
            line += Content.styled(shown, "reverse" if self.has_focus and self._is_at(cell) else "")
        return _padded(line, width)

    def _is_at(self, cell: Cell) -> bool:
        here = self.at
        return here is not None and here.id == cell.id

    def _text(self, cell: Cell) -> str:
        if cell.field is None:
            return f"[ {cell.name} ]"
        shown = self._typed if self._typed and self._is_at(cell) else write(cell.field, cell.value)
        room = max(
            (cell_len(each) for each in cell.field.choices()), default=len(str(cell.field.most)) if cell.field.kind == "scale" else 4
        )
        return f"[{shown:>{room}}]" if cell.field.kind in ("scale", "number") else f"[{shown:<{room}}]"

    # Walking

    def _move_to(self, cell_id: str) -> None:
        self._at, self._typed = cell_id, ""
        self.post_message(self.Moved(cell_id))

    def action_step(self, by: int) -> bool:
        """Go to the next cell or the one before; whether there is one. What cannot be read keeps the cursor where it is."""
        if not self._can_leave():
            return True
        ids = [cell.id for cell in self.cells()]
        place = self._index + by
        if not 0 <= place < len(ids):
            self._typed = ""
            return False
        self.choose(ids[place])
        return True

    def action_step_or_leave(self, by: int) -> None:
        if not self.action_step(by):
            self.screen.focus_next() if by > 0 else self.screen.focus_previous()

    def action_aside(self, by: int) -> None:
        """Go to the cell beside this one: in its row, else at the same height in the other column."""
        here = next((each for each in self._places if self._is_at(each.cell)), None)
        if here is None or not self._can_leave():
            return
        row = [each for each in self._places if (each.y, each.column) == (here.y, here.column) and (each.x - here.x) * by > 0]
        other = [each for each in self._places if each.column == here.column + by]
        near = row or sorted(other, key=lambda each: abs(each.y - here.y))
        if near:
            self.choose(min(near, key=lambda each: abs(each.x - here.x)).cell.id if row else near[0].cell.id)

    def _can_leave(self) -> bool:
        cell = self.at
        if cell is None or cell.field is None or not self._typed:
            return True
        try:
            read(cell.field, self._typed)
        except Unreadable as error:
            self.post_message(self.Refused(str(error)))
            return False
        return True

    def _into_sight(self) -> None:
        place = next((each for each in self._places if self._is_at(each.cell)), None)
        parent = self.parent
        if place is not None and isinstance(parent, Widget):
            above = 1 if place.y else 0  # a heading stays in sight above its first row
            top = self.virtual_region.y + place.y - above
            height = 2 + above
            if place is self._places[0] and top + height <= parent.size.height:  # and all that stands before the first
                top, height = 0, top + height
            parent.scroll_to_region(Region(0, top, 1, height), animate=False, immediate=True)

    def on_focus(self) -> None:
        self.refresh()
        self.call_after_refresh(self._into_sight)

    def on_blur(self) -> None:
        self.refresh()

    # Filling in

    def action_enter(self) -> None:
        cell = self.at
        if cell is not None and cell.field is None:
            self.post_message(self.Opened(cell))
        else:
            self.action_step(1)

    def action_clear(self) -> None:
        cell = self.at
        if cell is not None and cell.field is not None:
            self._typed = self._typed[:-1]
            self._tell(cell, self._typed)

    def action_next_option(self) -> None:
        """Of a choice the next word; a number has none."""
        cell = self.at
        if cell is not None and cell.field is not None and cell.field.choices():
            options = cell.field.choices()
            place = options.index(str(cell.value)) + 1 if cell.value in options else 0
            self._tell(cell, options[place % len(options)])

    def on_key(self, event: events.Key) -> None:
        """A character that fits the cell is typed into it; any other is a key of the room."""
        cell, character = self.at, event.character or ""
        if cell is None or not character:
            return
        if cell.field is None:
            if character in TYPED:  # typed in a hurry it is a value, never the number of a room
                event.stop()
                self.post_message(self.Refused("Enter opens this; the arrows lead on."))
            return
        if options := [each for each in cell.field.choices() if each.casefold().startswith(character.casefold())]:
            event.stop()
            self._tell(cell, options[0])
            self.action_step(1)
        elif not cell.field.choices() and character in TYPED:
            event.stop()
            self._type(cell, cell.field, character)

    def _type(self, cell: Cell, field: Field, character: str) -> None:
        """Add a digit, or begin again with it where the number would be too large; the cursor moves on where one digit is all there is."""
        for typed in (self._typed + character, character):
            if self._fits(field, typed):
                self._typed = typed
                self._tell(cell, typed)
                break
        else:
            self.post_message(self.Refused(_limits(field)))
            return
        if field.kind == "scale" and field.most <= 9:
            self.action_step(1)

    def _fits(self, field: Field, typed: str) -> bool:
        try:
            read(field, typed)
        except Unreadable:
            return False
        return True

    def _tell(self, cell: Cell, typed: str) -> None:
        assert cell.field is not None
        try:
            value = read(cell.field, typed)
        except Unreadable:
            value = None
        self.post_message(self.Changed(cell, value))

    def on_click(self, event: events.Click) -> None:
        inner = event.get_content_offset(self)
        for place in self._places:
            if inner is not None and place.y == inner.y and place.x <= inner.x < place.x + place.width:
                self.focus()
                self.choose(place.cell.id)
                if place.cell.field is None:
                    self.post_message(self.Opened(place.cell))
                elif place.cell.field.choices():
                    self.action_next_option()


def _padded(line: Content, width: int) -> Content:
    return line + Content(" " * max(0, width - line.cell_length))


def _limits(field: Field) -> str:
    if field.kind == "scale":
        return f"This scale goes from {field.least} to {field.most}."
    return "Please use a number, like 3 or 2.5."
