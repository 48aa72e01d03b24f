"""Programs: the list, with the way to hold some of them side by side."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from iop_tui.domain.book import Book
from iop_tui.domain.books.calls import CALLS
from iop_tui.domain.books.programs import Program
from iop_tui.domain.filled import Filled
from iop_tui.services import calling, comparing
from iop_tui.tui.screens.book import BookScreen, open_filled


class ProgramsScreen(BookScreen):
    """The list of programs; Space marks up to three for the table."""

    keys = (("Enter", "Open"), ("a", "One more"), ("Space", "Mark"), ("c", "Side by side"), ("n", "Call"), ("d", "Remove"), ("q", "Back"))
    more_keys = (
        *BookScreen.more_keys[:-1],
        ("Space", "mark it, to stand side by side; again to take the mark away. Three at most"),
        ("c", "side by side, with a score by what matters to you"),
        ("n", "plan or note a call to it"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False, priority=True),
        Binding("c", "compare", show=False),
        Binding("n", "call", show=False),
    ]

    def refresh_view(self) -> None:
        self.comparison = comparing.comparison(self.house)
        super().refresh_view()

    def shown(self, item: Filled) -> tuple[str, str]:
        name = " ".join(item.first_line().split())
        if not any(str(which) in self.items for which in self.comparison.chosen):
            return (name, "")
        return (f"[{'x' if item.id in self.comparison.chosen else ' '}] {name}", "")

    def open_new(self) -> None:
        open_filled(self, self.book, comparing.fresh(self.house))

    async def action_mark(self) -> None:
        item = self.under_cursor()
        if isinstance(item, Program) and await self.iop.act(comparing.mark, item, undo_as=f"a mark at {item.name}") is not None:
            self.refresh_view()

    def action_compare(self) -> None:
        from iop_tui.tui.screens.compare import CompareScreen

        self.app.push_screen(CompareScreen())

    def action_call(self) -> None:
        item = self.under_cursor()
        if isinstance(item, Program):
            open_filled(self, CALLS, calling.about(item), str(item.id))

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        program = self.items.get(origin)
        if book is CALLS and isinstance(program, Program):
            open_filled(self, CALLS, calling.about(program), origin)
            return True
        return super().reopen(book, item, origin)
