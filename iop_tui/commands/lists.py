"""The books as commands: what is in one, and one more."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from iop_tui.commands.talk import ask, house_of, say, show
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from iop_tui.domain.book import Book
    from iop_tui.domain.fields import Field, Value

SEVERAL = ("list", "multi", "contact")
"""Kinds that take one part a line."""


def list_(asked: Namespace) -> int:
    """`iop list [NAME]`: how every book stands, or all that is in one."""
    from iop_tui.domain.books import BOOKS
    from iop_tui.services import listing, sharing

    house = house_of(asked)
    if not asked.name:
        stand = {book.id: listing.state(house, book) for book in BOOKS.values()}
        if asked.json:
            show(json.dumps(stand, ensure_ascii=False, indent=2))
        else:
            show("\n".join(f"{name:<14}{BOOKS[name].title}{f': {said}' if said else ''}" for name, said in stand.items()))
            say("One of them: iop list NAME. One more in it: iop add NAME")
        return Exit.OK
    book = _book(asked.name)
    if asked.json and not book.is_private:
        show(json.dumps([{"id": each.id, **each.values} for each in listing.items(house, book)], ensure_ascii=False, indent=2))
    else:
        show(sharing.write(listing.page(house, book), "txt"))
    return Exit.OK


def add(asked: Namespace) -> int:
    """`iop add NAME`: one more in a book, by questions; what keeps it from being kept is asked once more."""
    from iop_tui.services import keeping, listing

    book = _book(asked.name)
    house = house_of(asked)
    say(book.purpose)
    values: dict[str, Value | None] = {}
    for field in book.fields:
        if field.id in book.parts:
            say(book.parts[field.id])
        if field.id not in book.hidden(_filled(values)):
            values[field.id] = _answer(field)
    while (snag := book.snag(_filled(values), house.clock.today())) is not None:
        say(snag.sentence)
        values[snag.field] = _answer(next(each for each in book.fields if each.id == snag.field))
    listing.keep(house, book, book.kind(), _filled(values))
    keeping.roll(house)
    say(f"Kept. See all of them with: iop list {book.id}")
    return Exit.OK


def _filled(values: dict[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}


def _answer(field: Field) -> Value | None:
    """Ask until it can be read; an empty line skips."""
    from iop_tui.domain.fields import Unreadable, read

    while True:
        try:
            return read(field, _typed(field))
        except Unreadable as error:
            say(f"{error} Enter alone skips it.")


def _typed(field: Field) -> str:
    """What is typed into a field: one line, several, or the cells of its rows."""
    if field.kind == "grid":
        say(field.label)
        return json.dumps({row: _row(field, f"  {row}, ") for row in field.rows})
    if field.kind == "table":
        say(f"{field.label} An empty line ends it.")
        rows: list[dict[str, str]] = []
        while len(rows) < field.most and (first := ask(f"  {field.columns[0].name} ")):
            rows.append({field.columns[0].name: first, **_row(field, "  ", 1)})
        return json.dumps(rows)
    choices = f" ({' / '.join(field.choices())})" if field.choices() else ""
    several = " One a line, an empty line ends it." if field.kind in SEVERAL else ""
    lines = [ask(f"{field.label}{choices}{several} ")]
    while field.kind in SEVERAL and lines[-1]:
        lines.append(ask("  "))
    return "\n".join(lines).strip()


def _row(field: Field, lead: str, first: int = 0) -> dict[str, str]:
    """The cells of one row, from a column on."""
    asked = {each.name: f" ({' / '.join(each.field().choices())})" if each.field().choices() else "" for each in field.columns[first:]}
    return {name: ask(f"{lead}{name}{choices} ") for name, choices in asked.items()}


def _book(name: str) -> Book:
    from iop_tui.domain.books import BOOKS

    if name not in BOOKS:
        raise UsageError(f"There is no list called {name}.", f"These are: {', '.join(BOOKS)}.")
    return BOOKS[name]
