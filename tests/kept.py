"""All that a vault holds, so that two ways of using the program can be held side by side: no made-up numbers, no times."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_MADE_UP = 2**40
"""Ids are drawn from many more numbers than this; nothing that a person types here is as large."""

NOT_COMPARED = ("created", "changed", "line")
"""Times, and how far the page of a unit was scrolled."""

NOT_KEPT = ("drafts", "tallies")
"""Typing that is on its way, and what can be worked out again."""


def ids(data: Path) -> set[int]:
    """The ids of everything that is kept."""
    return {id for _table, id, _body in _rows(data)}


def kept(data: Path, known: Collection[int] = ()) -> list[str]:
    """Every document as one line, sorted; what was not among the `known` ids is called new."""
    return sorted(f"{table} {json.dumps(_plain(body, known), sort_keys=True)}" for table, _id, body in _rows(data) if table not in NOT_KEPT)


def drafts(data: Path) -> list[str]:
    """Unfinished typing; where the screen was is none."""
    return [body["text"] for table, _id, body in _rows(data) if table == "drafts" and not body["of"].startswith("screen/")]


def _rows(data: Path) -> list[tuple[str, int, dict[str, Any]]]:
    (vault,) = data.glob("profiles/*/vault.db")
    reading = sqlite3.connect(f"file:{vault}?mode=ro", uri=True)
    try:
        rows = reading.execute("SELECT tbl, id, body FROM doc").fetchall()
    finally:
        reading.close()
    return [(table, id, json.loads(body[9:])) for table, id, body in rows]


def _plain(value: Any, known: Collection[int]) -> Any:
    match value:
        case dict():
            return {key: _plain(each, known) for key, each in value.items() if key not in NOT_COMPARED}
        case list():
            return [_plain(each, known) for each in value]
        case bool() | float() | None:
            return value
        case int() if value > _MADE_UP and value not in known:
            return "new"
        case str() if _TIME.fullmatch(value):
            return "a time"
    return value
