"""A file of no use that lies beside the vault, to be given up when the disk is full so that the last save fits."""

from __future__ import annotations

import os
import time
from pathlib import Path

from iop_tui.errors import StoreError
from iop_tui.store import private

SIZE = 256 * 1024
_ROOM = 4 * SIZE
_LOOK_EVERY = 60.0


class Ballast:
    """The weight beside one vault. None of it ever raises: a save must not fail for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._looked = -_LOOK_EVERY

    def drop(self) -> bool:
        """Give it up; whether there was any."""
        try:
            if private.check_file(self._path) is None:
                return False
            self._path.unlink()
        except (StoreError, OSError):
            return False
        self._looked = time.monotonic()
        return True

    def lay(self) -> None:
        """Make it when it is missing and the disk has room for much more; looks at most once a minute."""
        now = time.monotonic()
        if now - self._looked < _LOOK_EVERY:
            return
        self._looked = now
        try:
            found = private.check_file(self._path)
            if found is None or found.st_size < SIZE:
                self._make(is_cut=found is not None)
        except (StoreError, OSError):
            return

    def _make(self, *, is_cut: bool) -> None:
        disk = os.statvfs(self._path.parent)
        if disk.f_bavail * disk.f_frsize < _ROOM:
            return
        if is_cut:
            self._path.unlink()
        # Random bytes, because a file system that packs files would give nothing back for zeros.
        private.write_private(self._path, os.urandom(SIZE))
