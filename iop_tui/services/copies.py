"""The other copies, where two windows changed the same thing: shown beside it until it is saved once more."""

from __future__ import annotations

from typing import Any

from iop_tui import words
from iop_tui.domain.answers import Kept
from iop_tui.domain.fields import words_of
from iop_tui.domain.record import Record
from iop_tui.errors import IopError
from iop_tui.services.house import Done, House

NOT_WORDS = (
    "created",
    "changed",
    "day",
    "rev",
    "rule",
    "starts",
    "ends",
    "stopped",
    "order",
    "part",
    "kind",
    "commitment",
    "from_unit",
    "chosen",
)


def other_copies(house: House, table: str) -> dict[int, list[str]]:
    """The words of every other copy in a table, by the record it belongs to."""
    found: dict[int, list[str]] = {}
    for kept in house.store.shelf(Kept).where(of_table=table):
        found.setdefault(kept.of_id, []).append(own_words(kept.body))
    return found


def let_go(house: House, table: str, record: int) -> None:
    """Let the copies go that the person has seen, now that they saved again. Inside an act only, so that undo brings them back."""
    for kept in house.store.shelf(Kept).where(of_table=table, of_id=record):
        house.store.shelf(Kept).remove(kept.id)


def settle(house: House, record: Record) -> None:
    """Let the copies of a record go that is saved again, if its newest state was in front of the person. Inside an act only."""
    if was_seen(house, record):
        let_go(house, record.table, record.id)


def was_seen(house: House, record: Record) -> bool:
    """Whether nothing newer is stored than the record that a person has in front of them."""
    stored = house.store.shelf(type(record)).get(record.id)
    return stored is None or (stored.rev == record.rev and record.created in (None, stored.created))


def take_away(house: House, record: Record) -> None:
    """Remove a record that became empty, and its copies; raises `IopError` where another window wrote on it. Inside an act only."""
    if not was_seen(house, record):
        raise IopError(*words.OTHER_STAYS)
    let_go(house, record.table, record.id)
    house.store.shelf(type(record)).remove(record.id)


def kept_another(done: Done[Any]) -> bool:
    """Whether an act met a change from another window and kept that copy, too."""
    return any(change.table == Kept.table and change.before is None for change in done.changes)


def own_words(body: dict[str, Any]) -> str:
    """The words in a copy, without what the program keeps for itself."""
    return "; ".join(
        word
        for key, value in body.items()
        if key not in NOT_WORDS and isinstance(value, (str, list, dict))
        for word in words_of(value)
        if word
    )
