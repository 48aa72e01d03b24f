"""Bringing back a copy of a vault. The present one is copied first; the exchange is one rename, so that a kill leaves one or the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from iop_tui.errors import Damaged, NewerSchema, ReadOnly, StoreError
from iop_tui.store import backups, faults, making, private, quarantine, sealing
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
    take_back(profile)
    present = _keep_present(profile, now)
    exchange(profile, backup.path)
    return present


def take_back(profile: Profile) -> Path | None:
    """Put right a save that was cut off, as opening the vault does; where the copy lies that is made first, or nothing if none was."""
    try:
        Engine(profile.vault, only_look=True).close()
        return None
    except ReadOnly:  # with half a save in it a vault cannot be read
        copy = quarantine.keep_copy(profile)
    except StoreError:
        return None
    if copy is None:
        raise _not_copied()
    with suppress(Damaged, NewerSchema):
        Engine(profile.vault).close()
    return copy


def exchange(profile: Profile, source: Path) -> None:
    """Let a copy of `source` take the place of the vault. What was there must be safe already."""
    fresh = profile.vault.with_name(f"{profile.vault.name}.back")
    private.remove(fresh)
    making.copy_to(source, fresh)
    try:
        with _nobody_saves(profile.vault), _seal_follows(profile, fresh):
            os.rename(fresh, profile.vault)
            private.sync_folder(profile.folder)
    except OSError as error:
        raise faults.from_os(error, profile.vault) from None
    finally:
        private.discard(fresh)


def _keep_present(profile: Profile, now: datetime) -> Backup | None:
    found = private.check_file(profile.vault)
    if found is None or not found.st_size:
        return None
    try:
        return backups.make_beside(profile, f"{PRESENT}-{now:%Y-%m-%d-%H%M%S}")
    except Damaged:
        if quarantine.keep_copy(profile) is None:
            raise _not_copied() from None
        return None


def _not_copied() -> StoreError:
    return StoreError("The present vault could not be copied first.", f"{faults.NOTHING_CHANGED} Free some space.")


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


@contextmanager
def _seal_follows(profile: Profile, fresh: Path) -> Iterator[None]:
    """The sign outside the vault will say what the copy is: the person chose it by its name.

    For an open copy it goes first. After a kill in between, opening the sealed vault makes it again; an open vault beside the sign would
    be refused.
    """
    engine, had_one = Engine(fresh, only_look=True), private.check_file(profile.seal_mark) is not None
    engine.close()
    if not engine.seal:
        private.remove(profile.seal_mark)
    try:
        yield
    except BaseException:
        if had_one and os.path.lexists(fresh):  # the exchange did not happen
            sealing.mark(profile)
        raise
    if engine.seal:
        sealing.mark(profile)
