"""The file of the index of units. It is told apart from what a person wrote: anybody may lose it, and nothing is lost."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from iop_tui.errors import StoreError
from iop_tui.store import private

NAME = "index.json"
_MOST_BYTES = 4 * 1024 * 1024


class IndexFile:
    """The file in a data folder. Where the folder does not exist, or cannot be trusted, nothing is read and nothing kept."""

    def __init__(self, data: Path) -> None:
        self._path = data / NAME

    def read(self) -> bytes | None:
        """What was kept, or nothing. Never raises."""
        with suppress(StoreError, OSError):
            if private.check_file(self._path) is not None:
                with open(os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
                    return file.read(_MOST_BYTES)
        return None

    def write(self, data: bytes) -> None:
        """Keep it, whole or not at all. Never raises: a disk that is full has better things to hold."""
        if not self._path.parent.is_dir():
            return
        fresh = self._path.with_name(f"{NAME}.new-{os.urandom(4).hex()}")
        with suppress(StoreError, OSError):
            private.check_folder(self._path.parent)
            private.check_file(self._path)
            private.write_private(fresh, data)
            try:
                os.rename(fresh, self._path)
            except OSError:
                private.discard(fresh)
