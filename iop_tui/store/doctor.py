"""Looks at everything that is kept and changes nothing. What it says holds no private text, only names of files, tables and counts."""

from __future__ import annotations

import os
import resource
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from iop_tui.errors import Damaged, IopError, StoreError
from iop_tui.store import backups, ballast, private, sealing
from iop_tui.store.bodies import Unreadable
from iop_tui.store.engine import Engine
from iop_tui.store.locations import OURS, Profile, find_profiles, shared_files
from iop_tui.store.table import VaultStorage, VaultTable
from iop_tui.values import dataclass

Level = Literal["ok", "warning", "damage"]

REFERENCES = {"answers": {"run": "runs"}, "checkins": {"commitment": "commitments"}}
"""Table to fields that hold the id of a document of another table."""

_NEW = 2 * 24 * 3600
"""Seconds in which a vault may be without a backup."""
_LITTLE_ROOM = 16 * 1024 * 1024
_GONE_AT_RESTART = {"tmpfs", "ramfs"}
_ELSEWHERE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs", "lustre"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    what: str
    advice: str = ""


def examine(data: Path, typed: str | None = None) -> list[Finding]:
    """Everything there is to say about a data folder: who could get at it, whether it is whole, and whether there is room.

    A sealed vault's documents are looked into only with its passphrase, `typed`.
    """
    if private.look(data) is None:
        return [Finding("ok", f"Nothing is kept yet: there is no {data}.")]
    found = [*_places(data), *disk(data), *_memory()]
    try:
        profiles = find_profiles(data)
    except StoreError as error:
        return [*found, Finding("damage", error.message, error.advice)]
    for profile in profiles:
        found.extend(_profile(profile, typed))
    return found


def _places(data: Path) -> Iterator[Finding]:
    """The folders above and the small files beside the profiles."""
    wrong = list(private.wrong_above(data))
    yield from (Finding("warning", each, "Ask who runs this machine to take that right away.") for each in wrong)
    yield from _folder(data)
    if (data / "profiles").exists():
        yield from _folder(data / "profiles")
    for path in shared_files(data):
        yield from _file(path)
        if ".broken-" in path.name:
            yield Finding("warning", f"{path} could not be read and was put aside.", "The settings started anew. You can delete it.")
    if not wrong:
        yield Finding("ok", f"Nobody else can exchange {data}.")


def disk(data: Path) -> Iterator[Finding]:
    """The disk that a data folder lies on."""
    kind = _file_system(data)
    if kind in _GONE_AT_RESTART:
        yield Finding("warning", f"{data} lies in memory ({kind}).", "It is gone when the machine restarts. Ask for a home on a disk.")
    elif kind in _ELSEWHERE:
        yield Finding("warning", f"{data} lies on another machine ({kind}).", "The people who run that machine can read it too.")
    elif kind:
        yield Finding("ok", f"The disk is of the kind {kind}.")
    state = os.statvfs(data)
    free = state.f_bavail * state.f_frsize
    if free < _LITTLE_ROOM:
        yield Finding("warning", f"Only {free // 1024} KB are free.", "Free some space, so that what you write can be saved.")
    else:
        yield Finding("ok", f"{free // (1024 * 1024)} MB are free.")
    if state.f_flag & os.ST_RDONLY:
        yield Finding("warning", "The disk can only be read.", "Nothing can be saved until that changes.")


def _profile(profile: Profile, typed: str | None) -> Iterator[Finding]:
    """One person's folder and vault."""
    wrong = list(_folder(profile.folder))
    yield from wrong
    if any(each.level != "ok" and private.wrong_with_folder(profile.folder, os.lstat(profile.folder)) for each in wrong):
        return
    for path in sorted(profile.folder.iterdir()):
        yield from _folder(path) if path.is_dir() and not path.is_symlink() else _file(path)
        if not OURS.match(path.name):
            yield Finding("warning", f"{path} is not a file of the program.", "It may be left over from a save that was cut off.")
    for folder in (profile.backups, profile.quarantine):
        for path in sorted(folder.glob("*")) if folder.is_dir() and not folder.is_symlink() else []:
            yield from _file(path)
    if any(profile.quarantine.glob("*")):
        yield Finding("warning", f"{profile.quarantine} holds copies of a damaged vault.", "The program never deletes them.")
    yield from _ballast(profile)
    yield from _vault(profile, typed)
    yield from _backups(profile)


def _vault(profile: Profile, typed: str | None) -> Iterator[Finding]:
    if private.look(profile.vault) is None:
        yield Finding("damage", f"There is no vault in {profile.folder}.", "If there was one: iop restore")
        return
    journal = private.look(profile.vault.with_name(f"{profile.vault.name}-journal"))
    if journal and journal.st_size:
        yield Finding("warning", "A save was cut off, or is going on.", "It is put right when the vault is opened next.")
    try:
        engine = Engine(profile.vault, only_look=True)
        try:
            yield from _whole(engine)
            yield from _seal(profile, engine)
            yield from _documents(engine, typed)
        finally:
            engine.close()
    except Damaged as error:
        yield Finding("damage", f"{profile.vault}: {error.message}", "iop doctor --repair copies it first, then saves what can be read.")
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
        yield Finding("damage", f"The database finds {len(wrong)} or more faults in the file.", "iop doctor --repair copies it first.")
    else:
        yield Finding("ok", "The database finds the file whole.")


def _seal(profile: Profile, engine: Engine) -> Iterator[Finding]:
    if not engine.seal:
        if private.look(profile.seal_mark) is not None:
            yield Finding("damage", "The vault was sealed, and what lies there now is not.", "Somebody may have exchanged it: iop restore")
        return
    if sealing.lacks_key(engine):
        yield Finding("damage", "The part of the vault that holds its key is damaged.", "iop doctor --repair takes it from a backup.")
    else:
        yield Finding("ok", "The vault is sealed, and its key slots are whole.")


def _documents(engine: Engine, typed: str | None) -> Iterator[Finding]:
    try:
        bodies = sealing.bodies_of(engine, typed)
    except StoreError as error:
        yield Finding("warning", f"The documents could not be looked into: {error.message}", error.advice)
        return
    if bodies is None:
        yield Finding("ok", "The documents were not looked into, because the passphrase was not typed.")
        return
    storage = VaultStorage(engine, bodies)
    ids: dict[str, set[int]] = {}
    pointers: list[tuple[str, str, int]] = []
    for key in sorted({*engine.tables(), *engine.tables_with_documents()}):
        try:
            name = bodies.name(key)
        except Unreadable:
            yield Finding("damage", "A table's own name cannot be read.", "It stays where it is.")
            continue
        ids[name] = set()
        for found in VaultTable(storage, name).found():
            ids[name].add(found.id)
            for field, target in REFERENCES.get(name, {}).items():
                if isinstance(pointed := (found.document or {}).get(field), int):
                    pointers.append((name, target, pointed))
    if not storage.unreadable:
        yield Finding("ok", f"All {sum(map(len, ids.values()))} documents can be read.")
    for table in sorted({table for table, _ in storage.unreadable}):
        lost = sum(1 for each, _ in storage.unreadable if each == table)
        yield Finding("damage", f"{lost} documents of the table {table} cannot be read.", "They stay where they are. A copy may have them.")
    yield from _loose(ids, pointers)


def _loose(ids: dict[str, set[int]], pointers: list[tuple[str, str, int]]) -> Iterator[Finding]:
    """Documents that belong to others which are not there."""
    for name in sorted({name for name, _, _ in pointers}):
        loose = sum(1 for each, target, id in pointers if each == name and id and id not in ids.get(target, ()))
        if loose:
            yield Finding("warning", f"{loose} documents of the table {name} belong to others that are gone.", "They stay where they are.")


def _backups(profile: Profile) -> Iterator[Finding]:
    copies = [each for each in backups.listed(profile) if each.day]
    if not copies:
        laid = private.look(profile.ballast)
        is_new = laid is None or time.time() - laid.st_mtime < _NEW
        yield Finding("ok" if is_new else "warning", "There is no backup yet.", "One is made each day, and now by: iop backup")
        return
    broken = [each.name for each in copies if not backups.is_whole(each.path)]
    if broken:
        yield Finding("warning", f"These backups are damaged: {', '.join(broken)}.", "Newer ones take their place in time.")
    yield Finding("ok", f"There are {len(copies)} backups; the newest is {copies[0].name}.")


def _memory() -> Iterator[Finding]:
    """Where memory could reach a disk."""
    if resource.getrlimit(resource.RLIMIT_CORE)[0]:
        yield Finding("ok", "Core files are allowed here; the program forbids its own.")
    try:
        swaps = Path("/proc/swaps").read_text(errors="replace").splitlines()[1:]
    except OSError:
        return
    if swaps:
        yield Finding("ok", "This machine has swap: parts of what is open may reach its disk. Only who runs the machine can read that.")


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
