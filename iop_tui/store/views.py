"""The dictionaries that TinyDB believes it reads and changes. Behind them lie rows, touched one by one."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, NamedTuple

from iop_tui.store.bodies import to_json

if TYPE_CHECKING:
    from iop_tui.store.table import VaultTable

LARGEST_ID = (1 << 63) - 1


class Found(NamedTuple):
    """A document as it is kept; `document` is nothing when its bytes cannot be read."""

    id: int
    rev: int
    document: dict[str, Any] | None
    raw: bytes = b""
    """Its bytes, if they cannot be read."""


class Tables(dict[str, "Reading"]):
    """All tables, as TinyDB's storages hand them out."""

    def __init__(self, tables: Mapping[str, Reading]) -> None:
        super().__init__(tables)
        self.names = set(self)
        """The tables that were there when it was read; another window's later ones are not touched by writing it back."""


class Reading(Mapping[str, dict[str, Any]]):
    """A table to read: ids as strings, as TinyDB has them, and each document decoded when it is touched."""

    def __init__(self, table: VaultTable) -> None:
        self._table = table

    def __getitem__(self, key: str) -> dict[str, Any]:
        try:
            found = self._table.find(int(key))
        except ValueError:
            found = None
        if found is None or found.document is None:
            raise KeyError(key)
        return found.document

    def __iter__(self) -> Iterator[str]:
        return (str(id) for id in self._table.engine.ids(self._table.key))

    def __len__(self) -> int:
        return self._table.engine.count(self._table.key)

    def items(self) -> ItemsView[str, dict[str, Any]]:
        return _Items(self)

    def pairs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All readable documents, in one reading of the table."""
        return ((str(each.id), each.document) for each in self._table.found() if each.document is not None)


class _Items(ItemsView[str, dict[str, Any]]):
    _mapping: Reading

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]]]:
        return self._mapping.pairs()


class Editing(MutableMapping[int, dict[str, Any]]):
    """A table to change: what was touched is compared and written at the end, the rest is never looked at."""

    def __init__(self, table: VaultTable) -> None:
        self._table = table
        self._before: dict[int, tuple[int, bytes]] = {}
        self._now: dict[int, dict[str, Any] | None] = {}

    def __getitem__(self, id: int) -> dict[str, Any]:
        if id not in self._now and (found := self._table.find(id)):
            self._take(found)
        document = self._now.get(id)
        if document is None:
            raise KeyError(id)
        return document

    def __setitem__(self, id: int, document: dict[str, Any]) -> None:
        self._now[id] = document

    def __delitem__(self, id: int) -> None:
        if id not in self:
            raise KeyError(id)
        self._now[id] = None

    def __contains__(self, id: object) -> bool:
        if id in self._now:
            return self._now[id] is not None
        return isinstance(id, int) and is_id(id) and self._table.engine.has(self._table.key, id)

    def __iter__(self) -> Iterator[int]:
        for found in self._table.found():
            if found.id not in self._now:
                self._take(found)
        return iter([id for id, document in self._now.items() if document is not None])

    def __len__(self) -> int:
        return len(list(iter(self)))

    def clear(self) -> None:
        self._now = dict.fromkeys([*self._now, *self._table.engine.ids(self._table.key)])

    def keep(self) -> None:
        """Write what has changed."""
        for id, document in self._now.items():
            if document is None:
                self._table.erase(id)
                continue
            rev, text = self._before.get(id) or (self._rev_of(id), b"")
            if to_json(document) != text:
                self._table.save(id, document, rev + 1)

    def _take(self, found: Found) -> None:
        if found.document is not None:
            self._now[found.id] = found.document
            self._before[found.id] = (found.rev, to_json(found.document))

    def _rev_of(self, id: int) -> int:
        found = self._table.find(id)
        return found.rev if found else 0


def is_id(number: int) -> bool:
    """Whether a number fits into the engine."""
    return abs(number) <= LARGEST_ID
