"""Every book there is, in the order in which a person comes to need them."""

from __future__ import annotations

from iop_tui.domain.book import Book
from iop_tui.domain.books import after, committing, finding, logistics, working

BOOKS: dict[str, Book] = {each.id: each for each in (*finding.BOOKS, *logistics.BOOKS, *working.BOOKS, *committing.BOOKS, *after.BOOKS)}
