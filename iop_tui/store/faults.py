"""What the disk and the database can say, turned into sentences. Nothing here holds a person's words."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from iop_tui.errors import (
    Busy,
    Damaged,
    DiskFull,
    Locked,
    NewerSchema,
    NoVault,
    ReadOnly,
    SealChanged,
    SlotsDamaged,
    StoreError,
    WrongPassphrase,
)

if TYPE_CHECKING:
    import sqlite3

STILL_HERE = "Your words are still on this screen."
NOTHING_CHANGED = "Nothing was changed."


def disk_full() -> DiskFull:
    return DiskFull("Not saved: the disk is full.", f"{STILL_HERE} Free some space, then save again.")


def read_only() -> ReadOnly:
    return ReadOnly("Not saved: this folder can only be read.", f"{STILL_HERE} What was saved before can still be read.")


def busy() -> Busy:
    return Busy("Not saved: another window was saving for too long.", f"{STILL_HERE} Save again in a moment.")


def damaged() -> Damaged:
    return Damaged("The vault is damaged.", "What can be read is shown, and nothing more is written to it. Run: iop doctor")


def newer() -> NewerSchema:
    return NewerSchema("This vault was saved by a newer version of the program.", f"{NOTHING_CHANGED} Start the newest version.")


def older_read_only() -> ReadOnly:
    return ReadOnly("This vault is from an older version and lies in a folder that can only be read.", NOTHING_CHANGED)


def moved() -> StoreError:
    return StoreError(
        "Not saved: the vault was moved or replaced while it was open.", f"{STILL_HERE} Copy them, then start the program again."
    )


def closed() -> StoreError:
    return StoreError("Not saved: the vault is closed.", STILL_HERE)


def in_parts() -> StoreError:
    return StoreError("Not saved: a part of it could not be saved, so none of it was.", STILL_HERE)


def too_large() -> StoreError:
    return StoreError("Not saved: this is too large to save.", f"{STILL_HERE} Save it in parts.")


def no_memory() -> StoreError:
    return StoreError("Not saved: this machine has no memory left.", f"{STILL_HERE} Save again in a moment.")


def disk_error() -> StoreError:
    return StoreError("Not saved: the disk reported a fault.", f"{STILL_HERE} Export them to another disk, then run: iop doctor")


def own_mistake() -> StoreError:
    return StoreError("Not saved: the program made a mistake.", f"{STILL_HERE} Copy them, then start the program again.")


def locked() -> Locked:
    return Locked("This vault is sealed.", "It opens with its passphrase, or with the recovery code.")


def wrong_passphrase() -> WrongPassphrase:
    return WrongPassphrase("That is not the passphrase.", f"{NOTHING_CHANGED} You can try as often as you like; nothing is ever erased.")


def mistyped_code() -> WrongPassphrase:
    return WrongPassphrase("This looks like a recovery code with something mistyped.", f"{NOTHING_CHANGED} Compare it letter by letter.")


def not_sealed() -> StoreError:
    return StoreError("This vault has no passphrase.", NOTHING_CHANGED)


def slots_damaged() -> SlotsDamaged:
    return SlotsDamaged(
        "The part of the vault that holds its key is damaged. This is not about the passphrase.",
        f"{NOTHING_CHANGED} Backups hold that part too. Run: iop doctor --repair",
    )


def seal_changed() -> SealChanged:
    return SealChanged("The passphrase was turned on or off in another window.", f"{STILL_HERE} Copy them, then start the program again.")


def looks_plain(folder: Path) -> Damaged:
    return Damaged(
        f"The vault in {folder} was sealed, and what lies there now is not.",
        "Somebody may have put another file in its place. Nothing was opened. The backups are still there: iop restore",
    )


def cannot_be_sealed() -> StoreError:
    return StoreError("Some entries cannot be read, so they could not be sealed.", f"{NOTHING_CHANGED} Run: iop doctor --repair")


def no_vault(folder: Path) -> NoVault:
    return NoVault(f"There is no vault in {folder}.", "Start the program to make one.")


def remains(folder: Path) -> NoVault:
    return NoVault(
        f"The vault in {folder} is gone, but other parts of it are still there.", f"No empty one was put in its place. {NOTHING_CHANGED}"
    )


# Primary result codes of SQLite; they are a fixed part of its interface.
_BY_CODE: dict[int, Callable[[], StoreError]] = {
    1: damaged,  # a table is missing
    5: busy,
    6: busy,
    7: no_memory,
    8: read_only,
    11: damaged,
    13: disk_full,
    18: too_large,
    26: damaged,
}
_READONLY_MOVED = 1032
_WITHOUT_A_CAUSE = (10, 14)  # IOERR and CANTOPEN
_PROBE_SIZE = 64 * 1024


def from_sqlite(error: sqlite3.Error, path: Path, *, probe: bool = True) -> StoreError:
    """The sentence for an error of the database in the file `path`."""
    extended = getattr(error, "sqlite_errorcode", 11)
    code = extended & 0xFF
    if extended == _READONLY_MOVED:
        return moved()
    if code in _WITHOUT_A_CAUSE and probe:
        return _from_probe(path)
    return _BY_CODE.get(code, disk_error)()


def from_os(error: OSError, path: Path) -> StoreError:
    """The sentence for an error while `path` was written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only()
    return StoreError(f"{path} could not be used: {os.strerror(error.errno or errno.EIO)}.", f"{STILL_HERE} {NOTHING_CHANGED}")


def while_reading(trouble: StoreError) -> StoreError:
    """The same trouble when nothing was to be saved."""
    if not trouble.message.startswith("Not saved: "):
        return trouble
    return type(trouble)(trouble.message.replace("Not saved: ", "Not read: ", 1), f"{NOTHING_CHANGED} Try again in a moment.")


def _from_probe(path: Path) -> StoreError:
    """SQLite keeps the cause of a failed write to itself, so write a little beside the vault and see."""
    if _at_size_limit(path):
        return disk_full()
    probe = path.with_name(f"{path.name}.probe-{os.urandom(4).hex()}")
    try:
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        return from_os(error, path)
    try:
        whole = os.write(handle, bytes(_PROBE_SIZE)) == _PROBE_SIZE
        os.fsync(handle)
    except OSError as error:
        return from_os(error, path)
    finally:
        os.close(handle)
        with suppress(OSError):
            os.unlink(probe)
    return disk_error() if whole else disk_full()


def _at_size_limit(path: Path) -> bool:
    """Whether this account may make no larger files (`ulimit -f`), which SQLite reports as an error without a cause."""
    import resource

    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    names = [name for name in (path, path.with_name(f"{path.name}-journal")) if name.exists()]
    return limit != resource.RLIM_INFINITY and any(name.stat().st_size + _PROBE_SIZE >= limit for name in names)
