"""The books as commands: what is in one, and one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import house_of, once, say, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.domain.book import Book


def list_(asked: Namespace) -> int:
    """`iop list [NAME]`: how every book stands, or all that is in one."""
    from iop_tui.domain.books import BOOKS
    from iop_tui.services import listing, sharing

    house = house_of(asked)
    if not asked.name:
        stand = {book.id: listing.state(house, book) for book in BOOKS.values()}
        if asked.json:
            show_data(stand)
        else:
            show("\n".join(f"{name:<14}{BOOKS[name].title}{f': {said}' if said else ''}" for name, said in stand.items()))
            say("One of them: iop list NAME. One more in it: iop add NAME")
        return Exit.OK
    book = _book(asked.name)
    if asked.json and not book.is_private:
        show_data([{"id": each.id, **each.values} for each in listing.items(house, book)])
    else:
        show(sharing.write(listing.page(house, book), "txt"))
    return Exit.OK


def add(asked: Namespace) -> int:
    """`iop add NAME`: one more in a book, by questions."""
    from iop_tui.plain import books

    book = _book(asked.name)
    return once(asked, lambda talk: books.one_more(talk, book))


def _book(name: str) -> Book:
    from iop_tui.domain.books import BOOKS

    if name not in BOOKS:
        raise UsageError(f"There is no list called {name}.", f"These are: {', '.join(BOOKS)}.")
    return BOOKS[name]
