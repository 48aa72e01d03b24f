"""The numbered steps from an empty file to today's vault. A step is added at the end and never edited once it was released."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable

Migration = Callable[[sqlite3.Connection], None]


def documents(sql: sqlite3.Connection) -> None:
    """1: every document is one row, found by its table and id, or by its table and year."""
    sql.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID")
    sql.execute("""CREATE TABLE doc(
        seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL, bucket INTEGER NOT NULL, id INTEGER NOT NULL, rev INTEGER NOT NULL, body BLOB NOT NULL
    )""")
    sql.execute("CREATE UNIQUE INDEX doc_id ON doc(tbl, id)")
    sql.execute("CREATE INDEX doc_bucket ON doc(tbl, bucket)")
    sql.execute("INSERT INTO meta VALUES('vault', ?)", (os.urandom(16),))


def slots(sql: sqlite3.Connection) -> None:
    """2: a sealed vault holds its key, wrapped by the passphrase and by the recovery code."""
    sql.execute("CREATE TABLE slot(name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")


MIGRATIONS: tuple[Migration, ...] = (documents, slots)
"""Schema N is what the first N of them make."""


def apply(sql: sqlite3.Connection, migrations: tuple[Migration, ...], done: int) -> None:
    """Run the steps after the first `done` inside the transaction that is open, and note the schema."""
    for migration in migrations[done:]:
        migration(sql)
    sql.execute("INSERT INTO meta VALUES('schema', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", (len(migrations),))
