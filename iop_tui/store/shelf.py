"""A shelf holds the records of one kind. It reads through TinyDB's tables and never writes over what it has not seen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from tinydb import Query

from iop_tui.domain.answers import Kept
from iop_tui.domain.record import Record
from iop_tui.store import records
from iop_tui.store.table import VaultStorage, VaultTable
from iop_tui.store.views import Found
from iop_tui.values import dataclass, replace

if TYPE_CHECKING:
    from iop_tui.store.store import Store

R = TypeVar("R", bound=Record)

_MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Put(Generic[R]):
    """What became of a save."""

    record: R
    """As it is stored, with its id and its new `rev`."""
    kept: Kept | None = None
    """The copy of another window that this one was saved over."""


class Shelf(Generic[R]):
    """The records of one kind in one vault."""

    def __init__(self, store: Store, kind: type[R]) -> None:
        self._store = store
        self._kind = kind

    def get(self, id: int) -> R | None:
        """The record with an id, or nothing."""
        found = self._store.reading(lambda storage: self._table(storage).find(id))
        return self._record(found) if found else None

    def all(self) -> list[R]:
        """Every record, in the order in which they were first saved."""
        return self._records(self._store.reading(lambda storage: list(self._table(storage).found())))

    def between(self, first: date, last: date) -> list[R]:
        """The records that belong to the days from `first` to `last`, both included, by day. Other years are not read."""
        years = range(first.year, last.year + 1) if last.year - first.year < _MOST_YEARS else None
        low, high = first.isoformat(), last.isoformat()

        def belongs(value: Mapping[str, Any]) -> bool:
            day = value.get("day")
            return not isinstance(day, str) or low <= day <= high

        found = self._store.reading(lambda storage: list(self._table(storage).found(belongs, years)))
        return sorted((each for each in self._records(found) if each.day and first <= each.day <= last), key=_day)

    def stamp(self, first: date, last: date) -> str:
        """Something that is another one as soon as any record of these years was saved, made or removed; nothing is decoded."""
        years = range(first.year, last.year + 1)
        return self._store.reading(lambda storage: self._table(storage).stamp(years))

    def where(self, **equals: Any) -> list[R]:
        """The records whose fields have these values."""
        wanted = Query().fragment(records.plain(equals))
        missing = records.defaults(self._kind)
        found = self._store.reading(lambda storage: list(self._table(storage).found(lambda each: wanted({**missing, **each}))))
        return self._records(found)

    def put(self, record: R) -> Put[R]:
        """Save a record. If another window has saved it since it was read, that copy is kept beside it."""
        return self._store.run(lambda: self._put(record))

    def replace(self, record: R) -> None:
        """Write a record over whatever is there; for what can be made again. On the saver's thread only."""
        with self._store.writing() as storage:
            table = self._table(storage)
            stored = table.find(record.id)
            table.save(record.id, records.to_document(record), (stored.rev if stored else 0) + 1)

    def remove(self, id: int) -> bool:
        """Take a record away; whether there was one."""
        return self._store.run(lambda: self._remove(id))

    def copy_in(self, kept: Kept) -> R | None:
        """The other window's record in a kept copy, if it still fits the kind."""
        return records.to_record(self._kind, Found(kept.of_id, int(kept.body.get("rev", 0)), kept.body))

    def _put(self, record: R) -> Put[R]:
        with self._store.writing() as storage:
            table = self._table(storage)
            id = record.id or records.new_id()
            stored = table.find(id)
            old = (stored.document if stored else None) or {}
            ready = self._filled_in(record, id, stored, old)
            document = {**records.unknown_keys(self._kind, old), **records.to_document(ready)}
            kept = self._keep(record, stored, document) if stored else None
            table.save(id, document, ready.rev)
        return Put(ready, kept)

    def _filled_in(self, record: R, id: int, stored: Found | None, old: dict[str, Any]) -> R:
        """The record with what the store adds."""
        now, before = self._store.clock.now(), records.to_record(self._kind, stored) if stored else None
        return replace(
            record,
            id=id,
            rev=max(stored.rev if stored else 0, record.rev) + 1,
            created=record.created or (before.created if before else None) or now,
            changed=now,
            day=record.day or (before.day if before else None) or self._store.clock.today(),
        )

    def _keep(self, record: R, stored: Found, document: dict[str, Any]) -> Kept | None:
        """Put the stored copy aside if the person has not seen it and it says something else."""
        old = stored.document
        if old is None:
            body: dict[str, Any] = {"unreadable": b64encode(stored.raw).decode()}
        elif _was_seen(record, stored, old) or records.says_the_same(old, document):
            return None
        else:
            body = {**old, "rev": stored.rev}
        return self._store.shelf(Kept)._put(Kept(of_table=self._kind.table, of_id=stored.id, body=body, day=record.day)).record

    def _remove(self, id: int) -> bool:
        with self._store.writing() as storage:
            return self._table(storage).erase(id)

    def _table(self, storage: VaultStorage) -> VaultTable:
        return VaultTable(storage, self._kind.table)

    def _records(self, found: Iterable[Found]) -> list[R]:
        return [record for each in found if (record := self._record(each)) is not None]

    def _record(self, found: Found) -> R | None:
        """The record in a document. One that does not fit is left where it is, and noted."""
        record = records.to_record(self._kind, found)
        if record is None:
            self._store.note_unreadable(self._kind.table, found.id)
        return record


def _was_seen(record: Record, stored: Found, old: dict[str, Any]) -> bool:
    """Whether the record was made from what is stored. A document that was removed and made anew can have the same number of saves."""
    return stored.rev == record.rev and (record.created is None or old.get("created") in (None, msgspec.to_builtins(record.created)))


def _day(record: Record) -> date:
    return record.day or date.min
