"""Deleting one person's folder. It is renamed first, so that after a kill nothing of it is opened, and the rest goes at the next start."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from iop_tui.store import faults, private
from iop_tui.store.locations import GOING, Profile, find_profiles, shared_files


def forget(data: Path, profile: Profile, *, is_last: bool) -> list[Path]:
    """Delete everything in a profile; what is still there afterwards."""
    profile.check()
    going = profile.folder.with_name(GOING + profile.folder.name)
    try:
        os.rename(profile.folder, going)
        private.sync_folder(going.parent)
    except OSError as error:
        raise faults.from_os(error, profile.folder) from None
    if is_last:  # before the folder, which tells `finish` that there is something left to do
        _delete_shared(data)
    return _delete(going)


def finish(data: Path) -> None:
    """Delete what an earlier leaving that was cut off has left; after the last person's also what all shared."""
    going = [folder for folder in (data / "profiles").glob(f"{GOING}*") if folder.is_dir() and not folder.is_symlink()]
    for folder in going:
        _delete(folder)
    if going and not find_profiles(data):
        _delete_shared(data)


def _delete_shared(data: Path) -> None:
    for path in shared_files(data):
        private.discard(path)


def _delete(folder: Path) -> list[Path]:
    import shutil  # loads every kind of archive there is

    with suppress(OSError):
        shutil.rmtree(folder)
    return sorted(path for path in folder.rglob("*")) if folder.exists() else []
