"""The small file that is read before a vault is opened. It holds settings of the screen, and nothing a person wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from iop_tui.errors import IopError
from iop_tui.store import faults, private
from iop_tui.store.locations import PREFS
from iop_tui.values import as_dict, dataclass, names, replace

_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Prefs:
    """What the screen needs to know before unlock."""

    country: str = ""
    zone: str = ""
    theme: str = "auto"
    glyphs: str = "auto"
    day_ends_at: int = 0
    show_plan_before_unlock: bool = False
    mouse: bool = True
    lock_after: int = 5
    """Minutes without a key until the screen is covered, and a sealed vault locked; 0 for never."""
    drawing: str = "differences"
    """What is sent to the terminal: `differences`, or the `whole` of what is drawn."""
    lines: bool = False
    """Line by line instead of the full screen."""
    nickname: str = ""
    """What others on this account may see; empty for nothing."""


def read_prefs(folder: Path, otherwise: Prefs | None = None) -> Prefs:
    """The settings in a folder, or others where they are missing or cannot be read. Never raises."""
    known, _ = _read(folder / PREFS)
    return replace(otherwise or Prefs(), **{name: value for name, value in known.items() if _fits(name, value)})


def write_prefs(data: Path, prefs: Prefs) -> None:
    """Save the settings, whole or not at all. A file that could not be read is kept aside; keys of a newer version stay."""
    with _alone(data):
        _write(data, prefs)


def change_prefs(data: Path, **changes: Any) -> Prefs:
    """Change some settings and leave the others as another window may have set them."""
    with _alone(data):
        prefs = replace(read_prefs(data), **changes)
        _write(data, prefs)
    return prefs


def _write(data: Path, prefs: Prefs) -> None:
    path = data / PREFS
    private.check_file(path)
    known, is_broken = _read(path)
    if is_broken:
        _keep_aside(path)
    private.replace_private(path, json.dumps({**known, **as_dict(prefs)}, indent=1) + "\n")


def _read(path: Path) -> tuple[dict[str, Any], bool]:
    """What is in the file, and whether some of it is broken."""
    try:
        data = private.read_private(path, _MOST_BYTES)
        if data is None:
            return {}, False
        found = json.loads(data)
    except (IopError, OSError, ValueError, RecursionError):
        return {}, True
    if not isinstance(found, dict):
        return {}, True
    return found, any(name in found and not _fits(name, found[name]) for name in names(Prefs))


def _fits(name: str, value: object) -> bool:
    """Whether a value is of the setting's own kind."""
    default = getattr(Prefs(), name, None)
    if type(value) is not type(default):
        return False
    return name != "day_ends_at" or value in range(7)


def _keep_aside(path: Path) -> None:
    """Give a broken file another name, `prefs.json.broken-N`."""
    number = 1
    while os.path.lexists(path.with_name(f"{PREFS}.broken-{number}")):
        number += 1
    try:
        os.rename(path, path.with_name(f"{PREFS}.broken-{number}"))
    except OSError as error:
        raise faults.from_os(error, path) from None


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold other windows off while the file is read and written again; the folder is made if need be."""
    private.create_parents(data)
    private.check_parents(data)
    private.create_folder(data)
    with private.alone_in(data):
        yield
