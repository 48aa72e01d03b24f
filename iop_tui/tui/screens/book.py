"""A book: a list of one kind of thing, each opened as a form."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.book import Book
from iop_tui.domain.books.committing import FIT
from iop_tui.domain.books.logistics import LETTERS
from iop_tui.domain.fields import Value
from iop_tui.domain.filled import Filled
from iop_tui.domain.page import Page
from iop_tui.errors import UsageError
from iop_tui.services import agreeing, bringing, listing
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows


def open_item(screen: Base[None] | Base[str], book: Book, which: str = "new") -> None:
    """The form of an item by its id, or of a new one."""
    kept = listing.find(screen.house, book, which)
    open_filled(screen, book, kept or book.kind(values=agreeing.beginning(screen.house, book)))


def open_filled(screen: Base[None] | Base[str], book: Book, item: Filled, origin: str = "") -> None:
    """The form of an item, which may be new and have something in it already.

    `origin` is what it came from, such as the id of a session. It keeps the typing of new ones apart, and it is in the way back after a
    lock, so that what was filled in beforehand is there again.
    """
    from iop_tui.tui.screens.form import FormScreen

    async def save(found: dict[str, Value]) -> bool:
        return (
            await screen.iop.act(listing.keep, book, item, found, undo_as=f"{book.title}: {short(item.first_line() or 'one more', 60)}")
            is not None
        )

    form = FormScreen(
        book.one,
        book.fields,
        item.values,
        key=f"book/{book.id}/{item.id or joined('new', origin)}",
        save=save,
        intro=book.purpose,
        snag=lambda found: book.snag(found, screen.house.clock.today()),
        hidden=book.hidden,
        parts=book.parts,
    )
    form.way = ("form", f"book/{book.id}/{joined(item.id or 'new', origin)}")
    screen.app.push_screen(form)


def joined(which: int | str, origin: str) -> str:
    """An item and what it came from, as one part of a key."""
    return f"{which}-{origin}" if origin else str(which)


def reopen(screen: Base[None] | Base[str], book: Book, which: str) -> None:
    """Open a form again after a lock, the way it was opened before; `which` is the last part of its key."""
    from iop_tui.tui.screens.session import open_fit

    item, _, origin = which.partition("-")
    if origin.isdecimal() and book is FIT:
        open_fit(screen, int(origin))
    elif any(each.reopen(book, item, origin) for each in reversed(screen.app.screen_stack) if isinstance(each, Base)):
        return
    elif item == "new":
        open_filled(screen, book, book.kind(values=agreeing.beginning(screen.house, book)), origin)
    else:
        open_item(screen, book, item)


class BookScreen(ListScreen):
    """The list of a book."""

    keys: tuple[tuple[str, str], ...] = (("Enter", "Open"), ("a", "One more"), ("d", "Remove"), ("v", "One page"), ("q", "Back"))
    more_keys: tuple[tuple[str, str], ...] = (
        ("Enter", "open it, to read or to change it"),
        ("a", "write one more down"),
        ("d", "remove it; u brings it back"),
        ("v", "the list as one page"),
        ("i", "bring in what you wrote in its unit, where there is something"),
        ("r", "read the unit that goes with it"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("delete,d", "remove", show=False),
        Binding("v", "view", show=False),
        Binding("i", "bring", show=False),
        Binding("r", "read", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.way = ("book", book.id)
        if book.is_private:
            self.keys = tuple(each for each in self.keys if each[0] != "v")
            self.more_keys = tuple(each for each in self.more_keys if each[0] != "v")

    def heading(self) -> tuple[str, str]:
        return (self.book.title, "")

    def refresh_view(self) -> None:
        today = self.house.clock.today()
        self.items = {str(each.id): each for each in listing.items(self.house, self.book)}
        copies = other_copies(self.house, self.book.kind.table)
        rows: list[Row] = []
        for name, group in groupby(self.items.values(), key=lambda item: self.book.group(item, today)):
            if name:
                rows += ([Row()] if rows else []) + [Row(text=name, bold=True)]
            for each in group:
                said = [self.book.note_of(each, today), *(f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, []))]
                note = "; ".join(part for part in said if part)
                title, right = self.shown(each)
                rows.append(Row(str(each.id), f"  {title}", right, note=f"    {short(note)}" if note else ""))
        self.title_says(right=self.book.state_of(list(self.items.values()), today))
        rows = rows or [Row(text=self.book.empty), Row(), Row("add", "Write the first one down")]
        self.query_one(Rows).show([*rows, *self._from_units()])

    def _from_units(self) -> list[Row]:
        """What was written in a unit and is not in this list yet."""
        found = bringing.waiting(self.house, self.book)
        names = short("; ".join(each.first_line() for each in found), 200)
        return [Row(), Row("bring", f"i  Bring in what you wrote in its unit ({len(found)})", note=f"   {names}")] if found else []

    def shown(self, item: Filled) -> tuple[str, str]:
        """What an item is called in the list, and a fact on the right."""
        return (" ".join(item.first_line().split()), "")

    def explain(self) -> tuple[str, ...]:
        return self.book.explain(list(self.items.values()), self.house.clock.today())

    def under_cursor(self) -> Filled | None:
        row = self.query_one(Rows).chosen
        return self.items.get(row.id) if row else None

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        item, row = self.under_cursor(), self.query_one(Rows).chosen
        if row is not None and row.id == "bring":
            await self.action_bring()
        elif item is None:
            self.open_new()
        else:
            open_item(self, self.book, str(item.id))

    def action_read(self) -> None:
        """Open the unit that teaches it."""
        if self.house.library.header(self.book.unit) is not None:
            self.iop.open_reader(self.book.unit)

    def action_add(self) -> None:
        self.open_new()

    def open_new(self) -> None:
        """The form of one more."""
        open_item(self, self.book)

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        if book is not self.book or item != "new" or origin:
            return False
        self.open_new()
        return True

    async def action_remove(self) -> None:
        item = self.under_cursor()
        if (
            item is not None
            and await self.iop.act(listing.remove, self.book, item, undo_as=f"removed {short(item.first_line(), 60)}") is not None
        ):
            self.iop.say("Removed. Press u to bring it back.")
            self.refresh_view()

    def page(self) -> Page:
        """What `v` shows."""
        return listing.page(self.house, self.book)

    async def action_bring(self) -> None:
        done = await self.iop.act(bringing.bring, self.book, undo_as=f"{self.book.title}: brought in from its unit")
        if done is not None and done.value:
            self.iop.say("They stand here now. The unit keeps its own copy; what changes from now on is kept here.", seconds=8)
            self.refresh_view()

    def action_view(self) -> None:
        try:
            page = self.page()
        except UsageError as error:
            self.iop.say(str(error), seconds=8)
            return
        self.show_page(page)


class LettersScreen(BookScreen):
    """Letters: `v` shows the one under the cursor as it would leave."""

    keys = (("Enter", "Open"), ("a", "One more"), ("v", "Look, save"), ("d", "Remove"), ("q", "Back"))
    more_keys = (*BookScreen.more_keys[:3], ("v", "the letter as it would leave; there it can be saved"), ("q", "back"))

    def action_view(self) -> None:
        from iop_tui.services import paper
        from iop_tui.tui.screens.paper import open_sheet

        item = self.under_cursor()
        if item is not None:
            open_sheet(self, paper.sheet("letter"), str(item.id))


def book_screen(book: Book) -> ListScreen:
    """The screen of a book; some have keys of their own."""
    from iop_tui.tui.screens.calls import CallsScreen
    from iop_tui.tui.screens.checkups import CheckupsScreen
    from iop_tui.tui.screens.programs import ProgramsScreen

    if book.id == "checkups":
        return CheckupsScreen()
    own: dict[str, type[BookScreen]] = {"programs": ProgramsScreen, "calls": CallsScreen, LETTERS.id: LettersScreen}
    return own.get(book.id, BookScreen)(book)
