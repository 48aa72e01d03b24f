"""Bringing what was written in a unit into its list, so that it is written once."""

from __future__ import annotations

from iop_tui.domain.book import Book
from iop_tui.domain.filled import Filled
from iop_tui.domain.fromunits import SOURCES
from iop_tui.errors import IopError
from iop_tui.services import answering
from iop_tui.services.house import House, act


def waiting(house: House, book: Book) -> list[Filled]:
    """What the newest run of each unit has and the list has not, by what it is called; two units fill in one item together."""
    sources = SOURCES.get(book.id, ())
    there = {_name(each) for each in house.store.shelf(book.kind).all()} if sources else set()
    found: dict[str, Filled] = {}
    for unit_id, read in sources:
        for values in read(_answers(house, unit_id)):
            name = _name(book.kind(values=values))
            if name not in there:
                found[name] = book.kind(values={**values, **(found[name].values if name in found else {})})
    return list(found.values())


@act
def bring(house: House, book: Book) -> int:
    """Put all of it into the list; how many there were. The unit keeps its own."""
    found = waiting(house, book)
    for item in found:
        house.store.shelf(book.kind).put(item)
    return len(found)


def _name(item: Filled) -> str:
    return " ".join(item.first_line().casefold().split())


def _answers(house: House, unit_id: str) -> dict[str, object]:
    try:
        return dict(answering.newest_answers(house, house.library.unit(unit_id)))
    except IopError:
        return {}
