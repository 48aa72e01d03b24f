"""The trusted keeper of bytes: SQLite, one file a person, one row a document. All SQL on documents is here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from iop_tui.errors import Busy, Damaged, DiskFull, StoreError
from iop_tui.store import faults
from iop_tui.store.ballast import Ballast
from iop_tui.store.connection import WAIT, Connection, Health
from iop_tui.store.migrations import MIGRATIONS, Migration
from iop_tui.values import dataclass, field

NUMBERS_END = 1 << 32
"""Numbers that are counted up stay below; ids that are drawn at random lie above."""

_COLUMNS = "SELECT id, rev, bucket, body FROM doc"
# The inner part asks the index, the outer part the table, so that a damaged index cannot pass one document off as another.
_ONE = "WHERE seq = (SELECT seq FROM doc WHERE tbl = ? AND id = ?)"


class Row(NamedTuple):
    """One document as bytes."""

    id: int
    rev: int
    bucket: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Step:
    """One row before and after; nothing where there was none."""

    table: str
    id: int
    before: Row | None
    after: Row | None


@dataclass(slots=True)
class _Transaction:
    """What has been done since BEGIN, so that it can be done over when the disk was full."""

    steps: list[Step] = field(default_factory=list)
    notes: list[tuple[str, int | None]] = field(default_factory=list)
    depth: int = 0
    has_failed: bool = False
    is_final: bool = False
    """It cannot be done over: it was already, or it holds more than documents."""


class Engine:
    """The documents of one vault, for one thread at a time."""

    def __init__(
        self,
        path: Path,
        *,
        ballast: Path | None = None,
        wait: float = WAIT,
        migrations: tuple[Migration, ...] = MIGRATIONS,
        health: Health | None = None,
        any_thread: bool = False,
        only_look: bool = False,
    ) -> None:
        self.migrations = migrations
        self.health = health or Health()
        self.connection = Connection(path, self.health, wait=wait, any_thread=any_thread, only_look=only_look)
        self._ballast = Ballast(ballast) if ballast else None
        self._now = _Transaction()
        try:
            self.schema, self.vault, self.seal = self.connection.identity()
            if self.schema > len(migrations):
                raise faults.newer()
        except StoreError:
            self.close()
            raise

    def row(self, table: str, id: int) -> Row | None:
        """One document, or nothing."""
        try:
            return self._row(table, id)
        except Damaged:
            if self._now.depth:
                raise
            return next((row for row in self._salvage(table) if row.id == id), None)

    def rows(self, table: str, buckets: Sequence[int] | None = None) -> list[Row]:
        """The documents of a table in the order in which they came, or those of some buckets. From a damaged vault, what can be read."""
        among = "" if buckets is None else f"AND bucket IN ({','.join('?' * len(buckets))})"
        try:
            found = _as_rows(self._query(f"{_COLUMNS} WHERE tbl = ? {among} ORDER BY seq", (table, *(buckets or ()))))
            if len({row.id for row in found}) < len(found):
                raise self._found_damage()
            return found
        except Damaged:
            if self._now.depth:
                raise
            return [row for row in self._salvage(table) if buckets is None or row.bucket in buckets]

    def stamp(self, table: str, buckets: Sequence[int]) -> str:
        """Another text as soon as any document of these buckets was saved, made or removed."""
        among = ",".join("?" * len(buckets))
        sums = "SELECT count(*), total(rev), total(id % 1000003 * (rev % 1009)) FROM doc"
        return str(self._query(f"{sums} WHERE tbl = ? AND bucket IN ({among})", (table, *buckets))[0])

    def has(self, table: str, id: int) -> bool:
        return bool(self._query("SELECT 1 FROM doc WHERE tbl = ? AND id = ?", (table, id)))

    def ids(self, table: str) -> list[int]:
        return [id for (id,) in self._query("SELECT id FROM doc WHERE tbl = ? ORDER BY seq", (table,)) if isinstance(id, int)]

    def count(self, table: str) -> int:
        return int(self._query("SELECT count(*) FROM doc WHERE tbl = ?", (table,))[0][0])

    def tables(self) -> list[str]:
        """The tables that were ever written to and not dropped."""
        found = self._query("SELECT key FROM meta WHERE key >= 'next:' AND key < 'next;'")
        return [key[5:].decode(errors="replace") for (key,) in found]

    def tables_with_documents(self) -> list[str]:
        """The tables that rows name, whether or not they are known otherwise."""
        return [key.decode(errors="replace") for (key,) in self._query("SELECT DISTINCT tbl FROM doc") if isinstance(key, bytes)]

    def data_version(self) -> int:
        """Another number than before if another connection has saved something."""
        return int(self._query("PRAGMA data_version")[0][0])

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is whole."""
        found = [str(line[0], errors="replace") for line in self._query("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found

    @contextmanager
    def writing(self) -> Iterator[list[Step]]:
        """One transaction: everything inside is on the disk afterwards, or nothing. Inside another one it is a part of that."""
        self._now.depth += 1
        is_outermost = self._now.depth == 1
        try:
            if is_outermost:
                self._begin()
            yield self._now.steps
            if is_outermost:
                self._commit()
        except BaseException as error:
            self._now.has_failed = True
            if is_outermost:
                self._give_up(error)
            raise
        finally:
            self._now.depth -= 1
            if is_outermost:
                self._now = _Transaction()

    def put(self, table: str, row: Row) -> None:
        """Write a document, over the one with its id if there is one."""
        self._note(table, row.id + 1 if 0 <= row.id < NUMBERS_END else 1)
        self._do(Step(table, row.id, self.row(table, row.id), row))

    def delete(self, table: str, id: int) -> bool:
        """Remove a document; whether there was one."""
        before = self.row(table, id)
        if before is not None:
            self._do(Step(table, id, before, None))
        return before is not None

    def ensure(self, table: str) -> None:
        """Let a table exist, even with no document in it."""
        self._note(table, 1)

    def clear(self, table: str) -> None:
        """Remove all documents of a table; their numbers are not used again."""
        self.ensure(table)
        for row in self.rows(table):
            self._do(Step(table, row.id, row, None))

    def drop(self, table: str) -> None:
        """Remove a table with its count of numbers."""
        self.clear(table)
        self._note(table, None)

    def take_number(self, table: str) -> int:
        """The next number of a table. It is never given out twice."""
        found = self._query("SELECT value FROM meta WHERE key = ?", (f"next:{table}",))
        number = found[0][0] if found and isinstance(found[0][0], int) else 1
        while self.has(table, number):
            number += 1
        self._note(table, number + 1)
        return number

    def check_seal(self) -> None:
        """SealChanged if another window has turned the seal on or off."""
        if self.connection.identity().seal != self.seal:
            raise faults.seal_changed()

    def slots(self) -> dict[str, bytes]:
        """The key slots by name."""
        found = self._query("SELECT name, body FROM slot")
        return {str(name, errors="replace"): body for name, body in found if isinstance(name, bytes) and isinstance(body, bytes)}

    def put_slots(self, slots: Mapping[str, bytes]) -> None:
        """Exchange key slots; inside a transaction."""
        self._now.is_final = True
        for each in slots.items():
            self._query("INSERT INTO slot VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET body = excluded.body", each)

    def write_anew(self, rows: Iterable[tuple[str, Row]], numbers: Mapping[str, int], seal: bytes) -> None:
        """Exchange all documents, the numbers of their tables, and the seal; inside a transaction."""
        self._now.is_final = True
        for statement in ("DELETE FROM doc", "DELETE FROM slot", "DELETE FROM meta WHERE key >= 'next:' AND key < 'next;' OR key = 'seal'"):
            self._query(statement)
        for table, row in rows:
            self._apply(Step(table, row.id, None, row))
        for table, number in numbers.items():
            self._apply_note((f"next:{table}", number))
        if seal:
            self._query("INSERT INTO meta VALUES('seal', ?)", (seal,))

    def become(self, vault: bytes) -> None:
        """Take the id of another vault, whose documents came here; inside a transaction."""
        self._now.is_final = True
        self._query("UPDATE meta SET value = ? WHERE key = 'vault'", (vault,))

    def numbers(self) -> dict[str, int]:
        """The next number of each table."""
        found = self._query("SELECT key, value FROM meta WHERE key >= 'next:' AND key < 'next;'")
        return {key[5:].decode(errors="replace"): value for key, value in found if isinstance(value, int)}

    def open_anew(self) -> None:
        """Open the file that lies at the name now, if it is the same vault."""
        self.connection.let_go()
        found = self.connection.identity()
        if (found.vault, found.seal) != (self.vault, self.seal):
            self.connection.close()  # for good: what lies there now is not this person's
            raise faults.moved()

    def close(self) -> None:
        """Let go of the file. The engine cannot be used afterwards."""
        self.connection.close()

    def _query(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return self.connection.query(statement, values)

    def _row(self, table: str, id: int) -> Row | None:
        found = _as_rows(self._query(f"{_COLUMNS} {_ONE}", (table, id)))
        if any(row.id != id for row in found):  # an index that leads to another row
            raise self._found_damage()
        return found[0] if found else None

    def _found_damage(self) -> Damaged:
        self.health.is_damaged = True
        return faults.damaged()

    def _begin(self) -> None:
        if self.health.is_damaged:
            raise faults.damaged()
        self._query("BEGIN IMMEDIATE")
        schema, vault, seal = self.connection.identity()
        if schema > len(self.migrations):
            raise faults.newer()
        if schema < len(self.migrations) or vault != self.vault:
            raise faults.moved()
        if seal != self.seal:
            raise faults.seal_changed()

    def _commit(self) -> None:
        if self._now.has_failed:
            raise faults.in_parts()
        try:
            self._query("COMMIT")
        except DiskFull as full:
            self._do_over(full)
            self._query("COMMIT")
        if self._ballast:
            self._ballast.lay()

    def _give_up(self, error: BaseException) -> None:
        self.connection.roll_back()
        if isinstance(error, StoreError) and not isinstance(error, Busy):
            self.connection.let_go()  # the next save opens the file anew, in case that things are better then

    def _do(self, step: Step) -> None:
        try:
            self._apply(step)
        except DiskFull as full:
            self._do_over(full)
            self._apply(step)
        self._now.steps.append(step)

    def _note(self, table: str, value: int | None) -> None:
        """Raise the next number of a table, or forget the table."""
        note = (f"next:{table}", value)
        try:
            self._apply_note(note)
        except DiskFull as full:
            self._do_over(full)
            self._apply_note(note)
        self._now.notes.append(note)

    def _do_over(self, full: DiskFull) -> None:
        """Give up the ballast and do again what this transaction has done so far, unless another window came between."""
        self._give_up(full)
        if self._now.is_final or not (self._ballast and self._ballast.drop()):
            raise full
        self._now.is_final = True
        self._begin()
        for step in self._now.steps:
            if _rev(self.row(step.table, step.id)) != _rev(step.before):
                raise full
            self._apply(step)
        for note in self._now.notes:
            self._apply_note(note)

    def _apply(self, step: Step) -> None:
        row = step.after
        if row is None:
            self._query(f"DELETE FROM doc {_ONE}", (step.table, step.id))
        elif step.before is None:
            insert = "INSERT INTO doc(bucket, rev, body, tbl, id) VALUES(?, ?, ?, ?, ?)"
            self._query(insert, (row.bucket, row.rev, row.body, step.table, step.id))
        else:
            self._query(f"UPDATE doc SET bucket = ?, rev = ?, body = ? {_ONE}", (row.bucket, row.rev, row.body, step.table, step.id))

    def _apply_note(self, note: tuple[str, int | None]) -> None:
        if note[1] is None:
            self._query("DELETE FROM meta WHERE key = ?", note[:1])
            return
        upsert = "INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value WHERE excluded.value > meta.value"
        self._query(upsert, note)

    def _salvage(self, table: str) -> list[Row]:
        """What can still be read of a table: row by row by the index, then from both ends up to the damage."""
        found: dict[int, Row] = {}
        with suppress(Damaged):
            for id in self.ids(table):
                with suppress(Damaged):
                    if row := self._row(table, id):
                        found[id] = row
        for order in ("", "DESC"):
            for row in self._until_damage(f"{_COLUMNS} NOT INDEXED WHERE tbl = ? ORDER BY seq {order}", table):
                found.setdefault(row.id, row)
        return list(found.values())

    def _until_damage(self, statement: str, table: str) -> list[Row]:
        found: list[tuple[Any, ...]] = []
        with suppress(sqlite3.Error):
            for each in self.connection.raw().execute(statement, (table,)):
                found.append(each)
        return _as_rows(found)


def _as_rows(found: list[tuple[Any, ...]]) -> list[Row]:
    """Rows of the right kinds. A damaged file may hold anything: what cannot be a document becomes one that does not decode."""
    return [
        Row(
            id,
            rev if isinstance(rev, int) else 0,
            bucket if isinstance(bucket, int) else 0,
            body if isinstance(body, bytes) else b"",
        )
        for id, rev, bucket, body in found
        if isinstance(id, int)
    ]


def _rev(row: Row | None) -> int | None:
    return row.rev if row else None
