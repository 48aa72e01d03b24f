"""Files and folders that only their owner can open. What somebody else planted at one of our names is refused, never followed."""

from __future__ import annotations

import errno
import fcntl
import grp
import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from iop_tui.errors import StoreError
from iop_tui.store import faults

FOLDER, FILE = 0o700, 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_MOST_LINKS = 40
_NO_SUCH_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EROFS, errno.EBADF}
"""What a file system says that cannot make the names in a folder last."""


def write_private(path: Path, content: str | bytes) -> None:
    """A new file that only its owner can read, on the disk when this returns; never over a file or a link that is there."""
    data = content.encode() if isinstance(content, str) else content
    handle = create_file(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        discard(path)
        raise faults.from_os(error, path) from None


def replace_private(path: Path, content: str | bytes) -> None:
    """A file of ours anew, whole or not at all, and on the disk when this returns; what is planted at its name is refused."""
    check_file(path)
    fresh = path.with_name(f"{path.name}.new-{os.urandom(4).hex()}")
    write_private(fresh, content)
    try:
        os.rename(fresh, path)
        sync_folder(path.parent)
    except OSError as error:
        discard(fresh)
        raise faults.from_os(error, path) from None


def read_private(path: Path, most: int) -> bytes | None:
    """At most so many bytes of a file of ours; nothing when it is not there. Raises StoreError and OSError."""
    if check_file(path) is None:
        return None
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        return file.read(most)


def create_file(path: Path) -> int:
    """A descriptor of a new file with mode 0600 whatever the umask; StoreError if there is anything at the name."""
    try:
        handle = os.open(path, _NEW, FILE)
        os.fchmod(handle, FILE)
    except FileExistsError:
        raise StoreError(f"There is something at {path} already.", f"Choose another name. {faults.NOTHING_CHANGED}") from None
    except OSError as error:
        raise faults.from_os(error, path) from None
    return handle


def remove(path: Path) -> None:
    """Take a file away, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise faults.from_os(error, path) from None


def discard(path: Path) -> None:
    """Take a file away that nobody needs, if the disk lets us. What is told instead is why it was not needed."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def create_parents(path: Path) -> None:
    """The folders above `path` that are missing, each with mode 0700. Those that exist are left as they are."""
    missing = [folder for folder in Path(os.path.abspath(path)).parents if look(folder) is None]
    for folder in reversed(missing):
        create_folder(folder)


def create_folder(folder: Path) -> None:
    """One new folder with mode 0700 whatever the umask; one that is there already is checked and kept."""
    try:
        os.mkdir(folder, FOLDER)
        os.chmod(folder, FOLDER)
        sync_folder(folder.parent)
    except FileExistsError:
        check_folder(folder)
    except OSError as error:
        raise faults.from_os(error, folder) from None


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last through a power cut, where the file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_SYNC:
            raise
    finally:
        os.close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold other windows off a folder. Where a network file system has no such lock, go on without."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def check_file(path: Path, *, tighten: bool = True) -> os.stat_result | None:
    """The state of one of our files, or nothing when it is not there; refused unless it is a plain file of ours with one name."""
    found = look(path)
    if found is None:
        return None
    if wrong := wrong_with_file(path, found):
        raise _refuse(wrong)
    if tighten:
        _tighten(path, found, FILE)
    return found


def check_folder(folder: Path) -> None:
    """Refuse a folder of ours that is a link, belongs to somebody else, or that others can write in; close it to readers."""
    found = look(folder)
    if found is None:
        raise faults.no_vault(folder)
    if wrong := wrong_with_folder(folder, found):
        raise _refuse(wrong)
    _tighten(folder, found, FOLDER)


def check_parents(folder: Path) -> None:
    """Refuse a folder if somebody else could put another one in its place."""
    for wrong in wrong_above(folder):
        raise _refuse(wrong)


def wrong_with_file(path: Path, found: os.stat_result) -> str:
    """Why one of our files is not to be trusted, or nothing."""
    if stat.S_ISLNK(found.st_mode):
        return f"{path} is a link to another place."
    if not stat.S_ISREG(found.st_mode):
        return f"{path} is not a plain file."
    if found.st_uid != os.geteuid():
        return f"{path} belongs to another account."
    return f"{path} has a second name somewhere else." if found.st_nlink > 1 else ""


def wrong_with_folder(folder: Path, found: os.stat_result) -> str:
    """Why one of our folders is not to be trusted, or nothing."""
    if stat.S_ISLNK(found.st_mode):
        return f"{folder} is a link to another place."
    if not stat.S_ISDIR(found.st_mode):
        return f"{folder} is not a folder."
    if found.st_uid != os.geteuid():
        return f"{folder} belongs to another account."
    return f"Other people can write in {folder}." if _others_can_write(found) else ""


def wrong_above(folder: Path) -> Iterator[str]:
    """Why the folders above are not to be trusted: each is looked at from the root on, through links too.

    A sticky folder such as a shared temporary one is fine, because others cannot exchange what is not theirs in it.
    """
    for above, found in _ways_to(Path(os.path.abspath(folder)).parent):
        if found.st_uid not in (0, os.geteuid()):
            yield f"{above} belongs to another account, which could exchange what is in it."
        elif not stat.S_ISLNK(found.st_mode) and _others_can_write(found) and not found.st_mode & stat.S_ISVTX:
            yield f"Other people can write in {above}."


def look(path: Path) -> os.stat_result | None:
    """The state of what is at a name, without following it."""
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise faults.from_os(error, path) from None


def _ways_to(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every folder and link on the way to a folder, from the root on."""
    todo, at, links = list(reversed(folder.parts)), Path("/"), 0
    while todo:
        name = todo.pop()
        at = at.parent if name == ".." else at / name
        found = look(at)
        if found is None:
            return
        yield at, found
        if stat.S_ISLNK(found.st_mode):
            links += 1
            if links > _MOST_LINKS:
                raise _refuse(f"{at} is a link that leads nowhere.")
            todo.extend(reversed(Path(os.readlink(at)).parts))
            at = at.parent


def _others_can_write(found: os.stat_result) -> bool:
    if found.st_mode & stat.S_IWOTH:
        return True
    return bool(found.st_mode & stat.S_IWGRP) and not _is_private_group(found.st_gid)


def _is_private_group(gid: int) -> bool:
    """Whether nobody but this account and the administrator is in a group, as far as the system tells."""
    try:
        group = grp.getgrgid(gid)
        me = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return gid == os.geteuid()
    return group.gr_name in (me, "root") and set(group.gr_mem) <= {me, "root"}


def _tighten(path: Path, found: os.stat_result, mode: int) -> None:
    """Close to others what a copy or an unpacking left open. A file system that can only be read stays as it is."""
    if not stat.S_IMODE(found.st_mode) & 0o077:
        return
    try:
        os.chmod(path, mode)
    except OSError as error:
        if error.errno != errno.EROFS:
            raise faults.from_os(error, path) from None


def _refuse(wrong: str) -> StoreError:
    return StoreError(wrong, "To be safe, nothing was opened or changed. Ask who runs this machine, or run: iop doctor")
