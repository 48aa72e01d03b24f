"""Bringing back a copy of a vault. The present one is copied first; the exchange is one rename, so that a kill leaves one or the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from iop_tui.errors import Damaged, StoreError
from iop_tui.store import backups, faults, making, private, quarantine
from iop_tui.store.backups import Backup
from iop_tui.store.connection import uri
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile

PRESENT = "present"


def restore(profile: Profile, backup: Backup, now: datetime) -> Backup | None:
    """Put a copy in the place of the vault; where the present state lies now, or nothing if it could only be put into quarantine."""
    profile.check()
    if not backups.is_whole(backup.path):
        raise Damaged(f"The copy {backup.name} is damaged too.", f"{faults.NOTHING_CHANGED} Choose another one.")
    present = _keep_present(profile, now)
    exchange(profile, backup.path)
    return present


def exchange(profile: Profile, source: Path) -> None:
    """Let a copy of `source` take the place of the vault. What was there must be safe already."""
    fresh = profile.vault.with_name(f"{profile.vault.name}.back")
    fresh.unlink(missing_ok=True)
    making.copy_to(source, fresh)
    with _nobody_saves(profile.vault):
        try:
            os.rename(fresh, profile.vault)
            private.sync_folder(profile.folder)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise faults.from_os(error, profile.vault) from None
    _follow_seal(profile)


def _keep_present(profile: Profile, now: datetime) -> Backup | None:
    if private.check_file(profile.vault) is None:
        return None
    try:
        return backups.make_beside(profile, f"{PRESENT}-{now:%Y-%m-%d-%H%M%S}")
    except Damaged:
        if quarantine.keep_copy(profile) is None:
            raise StoreError("The present vault could not be copied first.", f"{faults.NOTHING_CHANGED} Free some space.") from None
        return None


@contextmanager
def _nobody_saves(vault: Path) -> Iterator[None]:
    """Hold other windows off the present vault. A save that was cut off is put right first; a damaged vault's journal is emptied."""
    if private.check_file(vault) is None:
        yield
        return
    with closing(sqlite3.connect(uri(vault), uri=True, timeout=10, isolation_level=None)) as sql:
        try:
            sql.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            trouble = faults.from_sqlite(error, vault)
            if not isinstance(trouble, Damaged):
                raise trouble from None
            with suppress(FileNotFoundError):
                os.truncate(vault.with_name(f"{vault.name}-journal"), 0)
        yield


def _follow_seal(profile: Profile) -> None:
    """The sign outside the vault says what the copy is: the person chose it by its name."""
    engine = Engine(profile.vault, only_look=True)
    engine.close()
    if not engine.seal:
        profile.seal_mark.unlink(missing_ok=True)
