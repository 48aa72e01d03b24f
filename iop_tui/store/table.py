"""TinyDB over the engine: `TinyDB`, `Query` and `where` as in its manual, and only the rows that changed are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import tinydb
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table
from tinydb.utils import LRUCache

from iop_tui.store import making
from iop_tui.store.bodies import PLAIN, Bodies, Place, Unreadable
from iop_tui.store.engine import Engine, Row
from iop_tui.store.views import Editing, Found, Reading, Tables, is_id


class VaultStorage(Storage):
    """TinyDB's storage: an engine, or the path of a vault, which is made when it is missing."""

    def __init__(self, at: Engine | Path | str, bodies: Bodies = PLAIN, unreadable: dict[tuple[str, int], None] | None = None) -> None:
        if not isinstance(at, Engine):
            making.create(Path(at))
        self.engine = at if isinstance(at, Engine) else Engine(Path(at))
        self.bodies = bodies
        self.unreadable = {} if unreadable is None else unreadable
        """Which documents could not be read so far."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, each read only when it is looked at; nothing when there is none."""
        tables = Tables({name: Reading(VaultTable(self, name)) for name in self.table_names()})
        return cast(dict[str, dict[str, Any]], tables) if tables else None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the tables what `data` says: those that are missing go, those that were not touched are not written."""
        were_seen = data.names if isinstance(data, Tables) else self.table_names()
        with self.engine.writing():
            for name in set(were_seen) - set(data):
                self.engine.drop(self.bodies.table(name))
            for name, table in data.items():
                if not isinstance(table, Reading):
                    VaultTable(self, name)._update_table(partial(_exchange, new=table))

    def table_names(self) -> list[str]:
        """The names of the tables that were ever written to and not dropped, without those that cannot be read."""
        found = []
        for each in self.engine.tables():
            with suppress(Unreadable):
                found.append(self.bodies.name(each))
        return found

    def close(self) -> None:
        self.engine.close()


class _NoCache(LRUCache[Any, Any]):
    def set(self, key: Any, value: Any) -> None:
        """Remember nothing."""


class VaultTable(Table):
    """TinyDB's table. A document that is handed out is a copy; no answer is remembered, because another window may change it."""

    _storage: VaultStorage
    query_cache_class: Any = _NoCache

    def __init__(
        self, storage: Storage, name: str, cache_size: int = Table.default_query_cache_capacity, persist_empty: bool = False
    ) -> None:
        self.engine = cast(VaultStorage, storage).engine
        self._bodies = cast(VaultStorage, storage).bodies
        self.key = self._bodies.table(name)
        super().__init__(storage, name, cache_size, persist_empty)

    # What the house uses

    def find(self, id: int) -> Found | None:
        """The document with an id."""
        row = self.engine.row(self.key, id) if is_id(id) else None
        return self.decoded(row) if row else None

    def found(self, condition: QueryLike | None = None, years: Sequence[int] | None = None) -> Iterator[Found]:
        """The documents that meet a TinyDB query, or all; of some years, or of all. Those that cannot be read are left out and noted."""
        buckets = None if years is None else [self._bodies.bucket(self.name, year) for year in years]
        for row in self.engine.rows(self.key, buckets):
            each = self.decoded(row)
            if each.document is not None and (condition is None or condition(each.document)):
                yield each

    def stamp(self, years: Sequence[int]) -> str:
        """Another text as soon as any document of these years was saved, made or removed."""
        return self.engine.stamp(self.key, [self._bodies.bucket(self.name, year) for year in years])

    def save(self, id: int, document: Mapping[str, Any], rev: int) -> None:
        """Write one document with its number of saves, whatever is there."""
        self.engine.put(self.key, self.row_of(self._bodies, self.name, id, document, rev))

    @staticmethod
    def row_of(bodies: Bodies, name: str, id: int, document: Mapping[str, Any], rev: int) -> Row:
        """A document as it is written down."""
        return Row(id, rev, bodies.bucket(name, _year(document)), bodies.encode(Place(name, id, rev), document))

    def erase(self, id: int) -> bool:
        """Remove one document; whether there was one."""
        return self.engine.delete(self.key, id)

    def decoded(self, row: Row) -> Found:
        """What a row says; noted if it cannot be read."""
        try:
            return Found(row.id, row.rev, self._bodies.decode(Place(self.name, row.id, row.rev), row.body))
        except Unreadable:
            self._storage.unreadable[self.name, row.id] = None
            return Found(row.id, row.rev, None, row.body)

    # What TinyDB calls

    def insert(self, document: Mapping[str, Any]) -> int:
        with self.engine.writing():  # the number is taken and used within one lock
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        with self.engine.writing():  # no other window can insert between the look and the insert
            return super().upsert(document, cond)

    def _get_next_id(self) -> int:
        with self.engine.writing():
            return self.engine.take_number(self.key)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast(dict[str, Mapping[str, Any]], Reading(self))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self.engine.writing():
            self.engine.ensure(self.key)
            table = Editing(self)
            updater(cast(dict[int, Mapping[str, Any]], table))
            table.keep()
        self.clear_cache()


class VaultDB(tinydb.TinyDB):
    """TinyDB with a vault under it."""

    table_class = VaultTable
    default_storage_class: Any = VaultStorage


def _exchange(old: dict[int, Mapping[str, Any]], new: Mapping[str, Any]) -> None:
    """Make a table what `new` says, in TinyDB's own terms."""
    for id in set(old) - {int(key) for key in new}:
        del old[id]
    for key, document in new.items():
        old[int(key)] = dict(document)


def _year(document: Mapping[str, Any]) -> int:
    """The year of the day a document belongs to; 0 when it belongs to none."""
    day = document.get("day")
    return int(day[:4]) if isinstance(day, str) and day[:4].isdecimal() else 0
