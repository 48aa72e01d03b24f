"""One connection to the database file of a vault: opening it with care, asking it, and letting go of it."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from iop_tui.errors import Busy, Damaged, StoreError
from iop_tui.store import faults, private
from iop_tui.values import dataclass

WAIT = 10.0
"""Seconds that a save waits for another window."""

_PRAGMAS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
)


class Identity(NamedTuple):
    """The schema of a vault, its own id, and which seal it has."""

    schema: int
    vault: bytes
    seal: bytes
    """Random, and new whenever the seal is turned on; empty without one."""


@dataclass(slots=True)
class Health:
    """What the connections to one vault know of its damage."""

    is_damaged: bool = False


class Connection:
    """Opens itself again when it had to let go, for example because the disk was full or could only be read."""

    def __init__(self, path: Path, health: Health, *, wait: float = WAIT, any_thread: bool = False, only_look: bool = False) -> None:
        self.path = path
        self.health = health
        self._only_look = only_look
        self._wait = wait
        self._any_thread = any_thread
        self._sql: sqlite3.Connection | None = None
        self._is_closed = False
        self._open()

    def query(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and fetch all it gives, waiting while another window holds the vault.

        Executing and fetching happen within one call into C. Between two calls a signal handler could run and wait for the saver to
        write, and the saver would wait for the read lock of the half-fetched statement.
        """
        sql = self.raw()
        is_reading = statement.startswith(("SELECT", "PRAGMA")) and not sql.in_transaction
        until = time.monotonic() + self._wait
        while True:
            try:
                return next(map(sqlite3.Cursor.fetchall, map(sql.execute, (statement,), (values,))))
            except sqlite3.Error as error:
                trouble = faults.from_sqlite(error, self.path, probe=not self._only_look)
            except UnicodeDecodeError:  # SQLite's own message quotes a damaged name
                trouble = faults.damaged()
            if isinstance(trouble, Damaged):
                self.health.is_damaged = True
            if not isinstance(trouble, Busy) or time.monotonic() > until:
                raise faults.while_reading(trouble) if is_reading else trouble
            time.sleep(0.001 + os.urandom(1)[0] / 40_000)

    def identity(self) -> Identity:
        """What vault this is."""
        found = dict(self.query("SELECT key, value FROM meta WHERE key IN ('schema', 'vault', 'seal')"))
        match found.get(b"schema"), found.get(b"vault"), found.get(b"seal", b""):
            case int(schema), bytes(vault), bytes(seal) if schema > 0:
                return Identity(schema, vault, seal)
        self.health.is_damaged = True
        raise faults.damaged()

    def is_same_file(self) -> bool:
        """Whether the file that is open is still the one at its name."""
        self.raw()
        try:
            found = os.stat(self.path)
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._file

    def roll_back(self) -> None:
        sql = self._sql
        if sql is None or not sql.in_transaction:
            return
        try:
            sql.execute("ROLLBACK")
        except sqlite3.Error:
            self.let_go()

    def raw(self) -> sqlite3.Connection:
        """SQLite's own connection."""
        if self._is_closed:
            raise faults.closed()
        if self._sql is None:
            self._open()
        assert self._sql is not None
        return self._sql

    def let_go(self) -> None:
        """Close the file until it is needed again."""
        sql, self._sql = self._sql, None
        if sql is not None:
            with suppress(sqlite3.Error):
                sql.close()

    def close(self) -> None:
        self._is_closed = True
        self.let_go()

    def _open(self) -> None:
        found = _check_names(self.path, tighten=not self._only_look)
        if found is None:
            raise faults.no_vault(self.path.parent)
        if found.st_size == 0:
            self.health.is_damaged = True
            raise faults.damaged()
        self._file = (found.st_dev, found.st_ino)
        if not self._only_look:
            _make_journal(self.path)
        name = uri(self.path, "ro" if self._only_look else "rw")
        try:
            # A short wait inside SQLite and a long one in `query`: SQLite's own sleeps grow so long that a busy neighbor always wins.
            self._sql = sqlite3.connect(name, uri=True, timeout=0.02, isolation_level=None, check_same_thread=not self._any_thread)
        except sqlite3.Error as error:
            raise faults.from_sqlite(error, self.path, probe=not self._only_look) from None
        self._sql.text_factory = bytes  # damaged text must not stop the reading
        try:
            for pragma in _PRAGMAS:
                self.query(pragma)
        except StoreError:
            self.let_go()
            raise


def uri(path: Path, mode: str = "rw") -> str:
    """A name that SQLite opens only if it is there."""
    return f"file:{str(path).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode={mode}"


def _check_names(path: Path, *, tighten: bool) -> os.stat_result | None:
    """The state of the vault; refused if there is a link or the like at any name that SQLite would open by itself."""
    for end in ("-journal", "-wal", "-shm"):
        private.check_file(path.with_name(f"{path.name}{end}"), tighten=tighten)
    return private.check_file(path, tighten=tighten)


def _make_journal(path: Path) -> None:
    """Make the journal before SQLite does, so that it is private from its first moment."""
    journal = path.with_name(f"{path.name}-journal")
    if not os.path.lexists(journal):
        with suppress(StoreError):  # another window was faster, or the folder can only be read
            os.close(private.create_file(journal))
        private.check_file(journal)
