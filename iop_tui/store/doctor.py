"""Looks at everything that is kept and changes nothing. What it says holds no private text, only names of files, tables and counts."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from iop_tui.errors import Damaged, IopError, StoreError
from iop_tui.store import ballast, private
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile, find_profiles
from iop_tui.store.table import VaultStorage, VaultTable

Level = Literal["ok", "warning", "damage"]

_LITTLE_ROOM = 16 * 1024 * 1024
_GONE_AT_RESTART = {"tmpfs", "ramfs"}
_ELSEWHERE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs", "lustre"}
_OURS = re.compile(r"(vault\.db(-journal)?|ballast|backups|quarantine)$")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    what: str
    advice: str = ""


def examine(data: Path) -> list[Finding]:
    """Everything there is to say about a data folder: who could get at it, whether it is whole, and whether there is room."""
    if private.look(data) is None:
        return [Finding("ok", f"Nothing is kept yet: there is no {data}.")]
    found = [*_places(data), *_disk(data)]
    try:
        profiles = find_profiles(data)
    except StoreError as error:
        return [*found, Finding("damage", error.message, error.advice)]
    for profile in profiles:
        found.extend(_profile(profile))
    return found


def _places(data: Path) -> Iterator[Finding]:
    """The folders above and the small files beside the profiles."""
    wrong = list(private.wrong_above(data))
    yield from (Finding("warning", each, "Ask who runs this machine to take that right away.") for each in wrong)
    yield from _folder(data)
    if (data / "profiles").exists():
        yield from _folder(data / "profiles")
    for path in sorted(data.glob("prefs.json*")):
        yield from _file(path)
        if ".broken-" in path.name:
            yield Finding("warning", f"{path} could not be read and was put aside.", "The settings started anew. You can delete it.")
    if not wrong:
        yield Finding("ok", f"Nobody else can exchange {data}.")


def _disk(data: Path) -> Iterator[Finding]:
    kind = _file_system(data)
    if kind in _GONE_AT_RESTART:
        yield Finding("warning", f"{data} lies in memory ({kind}).", "It is gone when the machine restarts. Ask for a home on a disk.")
    elif kind in _ELSEWHERE:
        yield Finding("warning", f"{data} lies on another machine ({kind}).", "The people who run that machine can read it too.")
    elif kind:
        yield Finding("ok", f"The disk is of the kind {kind}.")
    disk = os.statvfs(data)
    free = disk.f_bavail * disk.f_frsize
    if free < _LITTLE_ROOM:
        yield Finding("warning", f"Only {free // 1024} KB are free.", "Free some space, so that what you write can be saved.")
    else:
        yield Finding("ok", f"{free // (1024 * 1024)} MB are free.")
    if disk.f_flag & os.ST_RDONLY:
        yield Finding("warning", "The disk can only be read.", "Nothing can be saved until that changes.")


def _profile(profile: Profile) -> Iterator[Finding]:
    """One person's folder and vault."""
    wrong = list(_folder(profile.folder))
    yield from wrong
    if any(each.level != "ok" and private.wrong_with_folder(profile.folder, os.lstat(profile.folder)) for each in wrong):
        return
    for path in sorted(profile.folder.iterdir()):
        yield from _folder(path) if path.is_dir() and not path.is_symlink() else _file(path)
        if not _OURS.match(path.name):
            yield Finding("warning", f"{path} is not a file of the program.", "It may be left over from a save that was cut off.")
    for folder in (profile.backups, profile.quarantine):
        for path in sorted(folder.glob("*")) if folder.is_dir() and not folder.is_symlink() else []:
            yield from _file(path)
    if any(profile.quarantine.glob("*")):
        yield Finding("warning", f"{profile.quarantine} holds copies of a damaged vault.", "The program never deletes them.")
    yield from _ballast(profile)
    yield from _vault(profile)


def _vault(profile: Profile) -> Iterator[Finding]:
    if private.look(profile.vault) is None:
        yield Finding("damage", f"There is no vault in {profile.folder}.", "If there was one, look into the backups.")
        return
    journal = private.look(profile.vault.with_name(f"{profile.vault.name}-journal"))
    if journal and journal.st_size:
        yield Finding("warning", "A save was cut off, or is going on.", "It is put right when the vault is opened next.")
    try:
        engine = Engine(profile.vault, only_look=True)
        try:
            yield from _whole(engine)
            yield from _documents(engine)
        finally:
            engine.close()
    except Damaged as error:
        yield Finding("damage", f"{profile.vault}: {error.message}", "What can be read is shown. Nothing is written to it.")
    except IopError as error:
        yield Finding("warning", f"{profile.vault}: {error.message}", error.advice)


def _whole(engine: Engine) -> Iterator[Finding]:
    newest = len(engine.migrations)
    if engine.schema < newest:
        yield Finding("warning", f"The vault has schema {engine.schema}; today's is {newest}.", "It is brought up when it is opened next.")
    else:
        yield Finding("ok", f"The vault has schema {engine.schema}, today's.")
    wrong = engine.check()
    if wrong:
        yield Finding(
            "damage", f"The database finds {len(wrong)} or more faults in the file.", "Make a copy of the folder before anything else."
        )
    else:
        yield Finding("ok", "The database finds the file whole.")


def _documents(engine: Engine) -> Iterator[Finding]:
    storage = VaultStorage(engine)
    count = 0
    for name in sorted({*engine.tables(), *engine.tables_with_documents()}):
        count += sum(1 for _ in VaultTable(storage, name).found())
    if not storage.unreadable:
        yield Finding("ok", f"All {count} documents can be read.")
    for table in sorted({table for table, _ in storage.unreadable}):
        lost = sum(1 for each, _ in storage.unreadable if each == table)
        yield Finding("damage", f"{lost} documents of the table {table} cannot be read.", "They stay where they are.")


def _ballast(profile: Profile) -> Iterator[Finding]:
    found = private.look(profile.ballast)
    if found is None or found.st_size < ballast.SIZE:
        yield Finding("warning", "The reserve for a full disk is missing.", "It is made again with the next save, if there is room.")
    else:
        yield Finding("ok", "The reserve for a full disk is there.")


def _folder(folder: Path) -> Iterator[Finding]:
    found = os.lstat(folder)
    yield _place(folder, found, private.wrong_with_folder(folder, found), private.FOLDER)


def _file(path: Path) -> Iterator[Finding]:
    found = os.lstat(path)
    yield _place(path, found, private.wrong_with_file(path, found), private.FILE)


def _place(path: Path, found: os.stat_result, wrong: str, mode: int) -> Finding:
    if wrong:
        return Finding("warning", wrong, "The program does not open it. Find out who made it.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        return Finding("warning", f"Other people can get at {path}.", f"chmod {mode:o} '{path}'")
    return Finding("ok", f"Only you can open {path}.")


def _file_system(path: Path) -> str:
    """The kind of file system a path lies on, where the system tells."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    real, best, kind = os.path.realpath(path), "", ""
    for line in lines:
        left, _, right = line.partition(" - ")
        point = left.split()[4].replace("\\040", " ")
        if len(point) >= len(best) and (real + "/").startswith(point.rstrip("/") + "/"):
            best, kind = point, right.split()[0]
    return kind
