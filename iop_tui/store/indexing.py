"""The file of the index of units. It is told apart from what a person wrote: anybody may lose it, and nothing is lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from iop_tui.errors import StoreError
from iop_tui.store import private
from iop_tui.store.locations import INDEX

_MOST_BYTES = 4 * 1024 * 1024


class IndexFile:
    """The file in a data folder. Where the folder does not exist, or cannot be trusted, nothing is read and nothing kept."""

    def __init__(self, data: Path) -> None:
        self._path = data / INDEX

    def read(self) -> bytes | None:
        """What was kept, or nothing. Never raises."""
        with suppress(StoreError, OSError):
            return private.read_private(self._path, _MOST_BYTES)
        return None

    def write(self, data: bytes) -> None:
        """Keep it, whole or not at all. Never raises: a disk that is full has better things to hold."""
        with suppress(StoreError, OSError):
            private.check_folder(self._path.parent)
            private.replace_private(self._path, data)
