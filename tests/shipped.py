"""What comes with the program, read once for many tests: reading the same files anew for each took up to a third of the time."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from iop_tui.content import header, parse, plans, sheets
from iop_tui.content.where import shipped_folder

SHIPPED = shipped_folder()
READERS = (
    *((header, name) for name in ("read_header", "read_opening")),
    *((parse, name) for name in ("read_unit_file", "read_opening_file")),
    *((plans, "load_plans"), (sheets, "load_sheets")),
)
"""Where `Library` takes what it reads from: each gives frozen values for a path."""

_known: dict[tuple[str, tuple[Any, ...]], Any] = {}


def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the library remember shipped files from test to test. Those of a person, of a pack and of a copy are read as ever."""
    for module, name in READERS:
        monkeypatch.setattr(module, name, remembering(name, getattr(module, name)))


def remembering(name: str, read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def reading(path: Path, *about: Any) -> Any:
        if not path.is_relative_to(SHIPPED):
            return read(path, *about)
        key = (name, (path, *about))
        if key not in _known:
            _known[key] = read(path, *about)
        return _known[key]

    return reading
