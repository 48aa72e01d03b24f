"""Fails when TinyDB changes a method that ours overrides or stands on: read the change, run `.ci/tinydb-suite`, then pin it anew."""

from __future__ import annotations

import hashlib
import inspect

import pytest
from tinydb import TinyDB
from tinydb.table import Table

from iop_tui.store.table import VaultTable

OVERRIDDEN = ("_read_table", "_update_table", "_get_next_id", "insert", "upsert")
STOOD_ON = ("__init__", "insert_multiple", "search", "get", "update", "update_multiple", "remove", "truncate", "__iter__", "__len__")

PINNED = {
    "_read_table": "c2eb8da7a59e",
    "_update_table": "38caea1438f9",
    "_get_next_id": "261a7b28dab8",
    "insert": "8a466898b401",
    "upsert": "d4eb63442d80",
    "__init__": "94f8e8ceb63f",
    "insert_multiple": "49b1b081aa4f",
    "search": "25dc0b53ba5d",
    "get": "c43e180f7acb",
    "update": "92c5a0b785cf",
    "update_multiple": "6fb45ec24aac",
    "remove": "df838af387df",
    "truncate": "ee138c96a00b",
    "__iter__": "3431ad030eb7",
    "__len__": "e8d79b8135b6",
    "TinyDB.table": "2473d4c145fd",
    "TinyDB.tables": "d46e80194586",
    "TinyDB.drop_table": "a19a8679c53f",
    "TinyDB.drop_tables": "571ff619d88d",
}
"""TinyDB 4.9.0."""


def fingerprint(kind: type, name: str) -> str:
    return hashlib.sha256(inspect.getsource(getattr(kind, name)).encode()).hexdigest()[:12]


@pytest.mark.parametrize("name", OVERRIDDEN + STOOD_ON)
def test_tinydb_has_not_changed_what_ours_stands_on(name: str) -> None:
    assert fingerprint(Table, name) == PINNED[name]


@pytest.mark.parametrize("name", ("table", "tables", "drop_table", "drop_tables"))
def test_tinydb_has_not_changed_how_it_asks_the_storage(name: str) -> None:
    assert fingerprint(TinyDB, name) == PINNED[f"TinyDB.{name}"]


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_ours_takes_the_same_arguments(name: str) -> None:
    ours, theirs = (list(inspect.signature(getattr(kind, name)).parameters) for kind in (VaultTable, Table))
    assert ours == theirs


def test_nothing_else_is_overridden() -> None:
    methods = {name for name, value in vars(VaultTable).items() if inspect.isfunction(value) and hasattr(Table, name)}
    assert methods == {*OVERRIDDEN, "__init__"}
