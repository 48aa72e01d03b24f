"""Making a vault, copying it whole, and bringing an old one up to today's schema."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from iop_tui.errors import ReadOnly, StoreError
from iop_tui.store import faults, private
from iop_tui.store.connection import WAIT, uri
from iop_tui.store.engine import Engine
from iop_tui.store.migrations import MIGRATIONS, Migration, apply


def create(path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Make a new, empty vault. It gets its name when it is whole, so that a kill in between leaves none; one that is there stays."""
    fresh = path.with_name(f"{path.name}.new")
    with private.alone_in(path.parent):
        if private.check_file(path) is not None:
            return
        _new_file(fresh)
        try:
            with closing(sqlite3.connect(uri(fresh), uri=True, isolation_level=None)) as sql:
                sql.execute("PRAGMA journal_mode = OFF")
                sql.execute("BEGIN IMMEDIATE")
                apply(sql, migrations, 0)
                sql.execute("COMMIT")
            os.rename(fresh, path)
            private.sync_folder(path.parent)
        except (sqlite3.Error, OSError) as error:
            raise _trouble(error, path) from None


def bring_up(engine: Engine, backups: Path) -> None:
    """Bring a vault to today's schema in one transaction, after a copy of it was made in `backups`."""
    newest = len(engine.migrations)
    if engine.schema == newest:
        return
    connection = engine.connection
    try:
        connection.query("BEGIN IMMEDIATE")
        schema = connection.identity().schema
        if schema < newest:  # another window may have done it while we waited
            private.create_folder(backups)
            copy_to(connection.path, free_name(backups, f"before-{newest}"))
            apply(connection.raw(), engine.migrations, schema)
        connection.query("COMMIT")
    except ReadOnly:
        connection.roll_back()
        raise faults.older_read_only() from None
    except sqlite3.Error as error:
        connection.roll_back()
        raise _trouble(error, connection.path) from None
    except BaseException:
        connection.roll_back()
        raise
    engine.schema = newest


def copy_to(vault: Path, path: Path) -> None:
    """A whole copy of a vault as it is saved now, in a new private file."""
    fresh = path.with_name(f"{path.name}.new")
    _new_file(fresh)
    try:
        # Connections of its own: SQLite cannot copy from one that has begun to write.
        with closing(sqlite3.connect(uri(vault, "ro"), uri=True)) as source, closing(sqlite3.connect(uri(fresh), uri=True)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")
            source.backup(copy, progress=_patient(), sleep=0.01)
        os.rename(fresh, path)
        private.sync_folder(path.parent)
    except (sqlite3.Error, OSError) as error:
        private.discard(fresh)
        raise _trouble(error, path) from None
    except StoreError:
        private.discard(fresh)
        raise


def _patient() -> Callable[[int, int, int], None]:
    """Asked after each step of a copy; ends one that waits too long for another window."""
    until = time.monotonic() + WAIT

    def still_waiting(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > until and status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise faults.busy()

    return still_waiting


def _new_file(path: Path) -> None:
    """An empty private file for SQLite to fill; what a killed program left at the name goes."""
    if private.check_file(path) is not None:
        private.remove(path)
    os.close(private.create_file(path))


def free_name(folder: Path, name: str) -> Path:
    """`name.db`, or the first of `name-1.db`, `name-2.db` that is not taken."""
    path, number = folder / f"{name}.db", 0
    while os.path.lexists(path):
        number += 1
        path = folder / f"{name}-{number}.db"
    return path


def _trouble(error: sqlite3.Error | OSError, path: Path) -> StoreError:
    return faults.from_sqlite(error, path) if isinstance(error, sqlite3.Error) else faults.from_os(error, path)
