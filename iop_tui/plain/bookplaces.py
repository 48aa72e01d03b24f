"""The lists with more than the others: programs, calls, letters and check-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.calls import CALLS, Call
from iop_tui.domain.books.logistics import LETTERS
from iop_tui.domain.books.programs import PROGRAMS, Program
from iop_tui.plain import books
from iop_tui.plain.places import inside
from iop_tui.services import calling, comparing, listing

if TYPE_CHECKING:
    from iop_tui.domain.book import Book
    from iop_tui.plain.places import Do
    from iop_tui.plain.talk import Talk

MORE: dict[str, tuple[tuple[str, Do], ...]]
"""What else can be done at some lists, by their id."""


def open_book(talk: Talk, book: Book) -> None:
    """Be at a list."""
    if book.id == "checkups":
        from iop_tui.plain.checkups import open_checkups

        open_checkups(talk)
        return
    inside(talk, book.title, lambda talk: books.look(talk, book), lambda: [*books.choices(talk, book), *MORE.get(book.id, ())])


def call_program(talk: Talk) -> None:
    """Plan or note a call to a program of the list."""
    program = books.pick(talk, PROGRAMS, "Which program?")
    if isinstance(program, Program):
        books.fill_in(talk, CALLS, calling.about(program), str(program.id))


def _pick_call(talk: Talk) -> Call | None:
    call = books.pick(talk, CALLS, "Which call?")
    return call if isinstance(call, Call) else None


def script(talk: Talk) -> None:
    """A sheet to read from, for a call."""
    call = _pick_call(talk) if listing.items(talk.house, CALLS) else Call()
    if call is not None:
        talk.page(calling.page(talk.house, call))


def learn(talk: Talk) -> None:
    """The program that a call was about, with what was learned filled in."""
    call = _pick_call(talk)
    if call is None:
        return
    named = calling.programs_of(talk.house, call)
    program = named[0] if len(named) == 1 else None
    if program is None and (named or not call.program):
        rows: list[tuple[str, Program | str]] = [(each.name, each) for each in named or comparing.programs(talk.house)]
        picked = talk.pick("Which program was it about?", [*rows, ("A new program", "new")])
        if picked is None:
            return
        program = picked if isinstance(picked, Program) else None
    books.fill_in(talk, PROGRAMS, calling.taught(talk.house, call, program), str(call.id))


def letter(talk: Talk) -> None:
    """A letter as it would leave."""
    from iop_tui.plain.paper import open_sheet
    from iop_tui.services import paper

    found = books.pick(talk, LETTERS, "Which letter?")
    if found is not None:
        open_sheet(talk, paper.sheet("letter"), str(found.id))


def _compare(talk: Talk) -> None:
    from iop_tui.plain.comparing import open_compare

    open_compare(talk)


def _mark(talk: Talk) -> None:
    from iop_tui.plain.comparing import mark

    mark(talk)


MORE = {
    "programs": (
        ("Which stand side by side, three at most", _mark),
        ("Side by side, with a score by what matters to me", _compare),
        ("Plan or note a call to one", call_program),
    ),
    CALLS.id: (("Hear a script for a call", script), ("Its program, with what I learned", learn)),
    LETTERS.id: (("Look at a letter as it would leave, and save it", letter),),
}
assert set(MORE) <= set(BOOKS)
