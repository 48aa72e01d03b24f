"""Before anything touches a damaged vault it is copied aside, as it is. The program never deletes these copies."""

from __future__ import annotations

import os
from pathlib import Path

from iop_tui.digest import blake2b
from iop_tui.errors import StoreError
from iop_tui.store import private
from iop_tui.store.locations import Profile


def keep_copy(profile: Profile) -> Path | None:
    """Copy the vault and its journal into `quarantine`, unless the same copy is there; where the vault's copy lies, or nothing.

    Reading the file by ourselves makes the system forget the locks that SQLite holds in this process. So: on the saver's thread,
    when no transaction is open, or before any connection.
    """
    journal = profile.vault.with_name(f"{profile.vault.name}-journal")
    try:
        private.create_folder(profile.quarantine)
        copies = [_keep(path, profile.quarantine) for path in (journal, profile.vault)]
    except (StoreError, OSError):  # no room for a copy; the vault is not written to either
        return None
    return copies[-1]


def _keep(path: Path, folder: Path) -> Path | None:
    if not private.check_file(path):
        return None
    content = path.read_bytes()
    if not content:
        return None
    copy = folder / f"{blake2b(content, digest_size=6).hexdigest()}-{path.name}"
    if not os.path.lexists(copy):
        private.write_private(copy, content)
    return copy
