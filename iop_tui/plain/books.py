"""The lists of the program, line by line: what is in one, one more, a change, one less."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.book import Book
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.programs import PROGRAMS
from iop_tui.errors import UsageError
from iop_tui.plain.forms import form
from iop_tui.plain.places import of_one
from iop_tui.services import agreeing, bringing, comparing, keeping, listing
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from iop_tui.domain.filled import Filled
    from iop_tui.plain.places import Do
    from iop_tui.plain.talk import Talk


def choices(talk: Talk, book: Book) -> list[tuple[str, Do]]:
    """What can be done at a list."""
    found: list[tuple[str, Do]] = [
        ("Write one more down", lambda talk: one_more(talk, book)),
        ("Open one, to read or to change it", lambda talk: change(talk, book)),
        ("Remove one", lambda talk: remove(talk, book)),
    ]
    if not book.is_private:
        found.append(("Hear the whole list", lambda talk: read(talk, book)))
    if bringing.waiting(talk.house, book):
        found.append(("Bring in what you wrote in its unit", lambda talk: bring(talk, book)))
    if book.unit and talk.house.library.header(book.unit):
        found.append(("Read the unit that goes with it", lambda talk: read_unit(talk, book)))
    return found


def look(talk: Talk, book: Book) -> None:
    """Say what is in a list, each thing with its quiet line."""
    today = talk.house.clock.today()
    items = listing.items(talk.house, book)
    copies = other_copies(talk.house, book.kind.table)
    if not items:
        talk.say(book.empty)
        return
    talk.say(f"{book.title}: {book.state_of(items, today)}")
    for name, group in groupby(items, key=lambda item: book.group(item, today)):
        if name:
            talk.say(f"Heading: {name}")
        for each in group:
            said = [title(each), book.note_of(each, today), *(f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, []))]
            talk.say("; ".join(part for part in said if part))
    talk.say(*book.explain(items, today))


def title(item: Filled) -> str:
    return " ".join(item.first_line().split())


def pick(talk: Talk, book: Book, question: str) -> Filled | None:
    """One item of a list."""
    items = listing.items(talk.house, book)
    if not items:
        talk.say(book.empty)
        return None
    return talk.pick(question, [(title(each), each) for each in items])


def fill_in(talk: Talk, book: Book, item: Filled, origin: str = "") -> bool:
    """The form of an item, new or not; `origin` keeps the typing of new ones apart, as on the screen."""
    which = str(item.id or "new") + (f"-{origin}" if origin else "")
    is_kept = form(
        talk,
        book.one,
        book.fields,
        item.values,
        key=f"book/{book.id}/{which}",
        save=lambda found: talk.act(listing.keep, book, item, found, undo_as=f"{book.title}: {title(item) or 'one more'}"),
        intro=book.purpose,
        snag=lambda found: book.snag(found, talk.house.clock.today()),
        hidden=book.hidden,
        parts=book.parts,
    )
    if is_kept:
        keeping.roll(talk.house)
        talk.say("Kept.")
    return is_kept


def one_more(talk: Talk, book: Book) -> None:
    """The form of a new one."""
    is_program = book is PROGRAMS
    fill_in(talk, book, comparing.fresh(talk.house) if is_program else book.kind(values=agreeing.beginning(talk.house, book)))


def change(talk: Talk, book: Book) -> None:
    item = pick(talk, book, "Which one?")
    if item is not None:
        fill_in(talk, book, item)


def remove(talk: Talk, book: Book) -> None:
    item = pick(talk, book, "Which one is to be removed?")
    if item is not None and talk.act(listing.remove, book, item, undo_as=f"removed {title(item)}") is not None:
        talk.say("Removed. undo brings it back.")


def read(talk: Talk, book: Book) -> None:
    try:
        talk.page(listing.page(talk.house, book))
    except UsageError as error:
        talk.say_error(error)


def bring(talk: Talk, book: Book) -> None:
    done = talk.act(bringing.bring, book, undo_as=f"{book.title}: brought in from its unit")
    if done is not None and done.value:
        talk.say("They stand here now. The unit keeps its own copy; what changes from now on is kept here.")


def read_unit(talk: Talk, book: Book) -> None:
    from iop_tui.plain.units import open_unit

    open_unit(talk, book.unit)


# As acts of their own


def which(talk: Talk) -> Book | None:
    """Ask for a list; check-ups are filled in by their week."""
    return talk.pick("Which list?", [(book.title, book) for book in BOOKS.values() if book.id != "checkups"])


add_to_one, change_in_one, remove_from_one = (of_one(which, each) for each in (one_more, change, remove))


def bring_into_one(talk: Talk) -> None:
    """Bring into a list what was written in its unit."""
    waiting = [book for book in BOOKS.values() if bringing.waiting(talk.house, book)]
    if not waiting:
        talk.say("Nothing in a unit waits to be brought into a list.")
        return
    book = talk.pick("Into which list?", [(each.title, each) for each in waiting])
    if book is not None:
        bring(talk, book)
