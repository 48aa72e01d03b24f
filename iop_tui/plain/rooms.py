"""Every room line by line, and every act in it: the list that `iop do`, the places and the tests go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.plain import books, program, today
from iop_tui.plain.places import Act, Place

if TYPE_CHECKING:
    from iop_tui.domain.book import Book
    from iop_tui.plain.talk import Talk

PLACES: dict[str, Place] = {each.name: each for each in (today.PLACE, program.PLACE)}
"""By the name that leads there."""

ACTS: dict[str, Act] = {act.name: act for place in PLACES.values() for act in place.acts}
"""Every act by its name."""


def open_book(talk: Talk, book: Book) -> None:
    """The place of a list; some have more than the others."""
    books.open_book(talk, book)
