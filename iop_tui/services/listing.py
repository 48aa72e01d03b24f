"""What is kept in books: one more, a change, one less, and a book as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from iop_tui import words
from iop_tui.domain.book import Book
from iop_tui.domain.books import BOOKS
from iop_tui.domain.fields import Value
from iop_tui.domain.filled import Filled, filled_in
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.errors import IopError, UsageError
from iop_tui.services.copies import settle
from iop_tui.services.house import House, act
from iop_tui.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Due:
    """Something from a book whose time has come."""

    book: Book
    item: Filled
    line: str


def items(house: House, book: Book) -> list[Filled]:
    """All of them, in the order of the book."""
    today = house.clock.today()
    return sorted(house.store.shelf(book.kind).all(), key=lambda item: book.order(item, today))


def find(house: House, book: Book, which: str) -> Filled | None:
    """The item with an id, given as text."""
    return house.store.shelf(book.kind).get(int(which)) if which.isdecimal() else None


@act
def keep(house: House, book: Book, item: Filled, values: Mapping[str, Value]) -> Filled:
    """Keep an item, new or changed; raises `IopError` with the book's own sentence where something keeps it from being kept."""
    filled = filled_in(values)
    if not filled:
        raise IopError(words.NOTHING_YET, words.WAY_OUT)
    snag = book.snag(filled, house.clock.today())
    if snag is not None:
        raise IopError(snag.sentence, words.STAYS)
    settle(house, item)
    if book.is_dated and item.id and item.day != house.clock.today():
        item = replace(item, id=0, rev=0, created=None, changed=None, day=None)
    return house.store.shelf(book.kind).put(replace(item, id=item.id or book.id_for(filled), values=filled)).record


@act
def remove(house: House, book: Book, item: Filled) -> None:
    """Take an item away, with what belongs to it."""
    from iop_tui.services import entries  # knows every kind of entry there is

    entries.remove(house, book.kind, item.id)


def due(house: House) -> list[Due]:
    """Everything whose time has come, in the order of the books."""
    today = house.clock.today()
    return [
        Due(book, item, line)
        for book in BOOKS.values()
        if book.due is not None and not book.is_private
        for item in items(house, book)
        if (line := book.due(item, today))
    ]


def state(house: House, book: Book) -> str:
    """How a book stands, in a few words; empty where nothing is in it."""
    return book.state_of(items(house, book), house.clock.today())


def page(house: House, book: Book) -> Page:
    """A whole book, under its headings; raises `UsageError` for a book that leaves only item by item."""
    if book.is_private:
        raise UsageError(f"This list is shown as a page only item by item: {book.title}.", f"To choose what to take: iop export {book.id}")
    found = items(house, book)
    today = house.clock.today()
    blocks: list[Block] = [*book.above(found, today)] if found else [paragraph(book.empty)]
    for name, group in groupby(found, key=lambda item: book.group(item, today)):
        blocks.extend([heading(name)] if name else [])
        for item in group:
            blocks.extend(in_full(book, item))
    return Page(book.title, tuple(blocks))


def in_full(book: Book, item: Filled) -> list[Block]:
    """One item: its first value as a heading, and under it the others with their questions."""
    blocks: list[Block] = [heading(item.first_line(), 3)]
    blocks.extend(Entry(each.label, text) for each in book.fields if (text := item.says(each.id)) and text != item.first_line())
    return blocks


def page_of(book: Book, chosen: Sequence[Filled]) -> Page:
    """Some items of a book, each of them chosen."""
    return Page(book.title, tuple(block for each in chosen for block in in_full(book, each)))
