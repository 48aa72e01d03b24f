"""Copies of a vault by day: 7 daily, 4 weekly, 12 monthly. Each is looked through before an older one goes; a sealed vault's are sealed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from iop_tui.errors import Damaged, StoreError
from iop_tui.store import making, private
from iop_tui.store.bodies import PLAIN, Bodies, Unreadable
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.values import dataclass

T = TypeVar("T")

DAILY, WEEKLY, MONTHLY = 7, 4, 12
LEAST_CAP = 64 * 1024 * 1024
CAP_IN_VAULTS = 8
"""All copies together stay under so many times the vault, or under `LEAST_CAP` if that is more."""

_BY_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(-\d+)?\.db$")
_BESIDE = re.compile(r"(before|present)-.*\.db$")
_MOST_BESIDE = 3
_ROOM = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy."""

    path: Path
    day: date | None
    """The person's day on which it was made; nothing for a copy made before a change of the program or before bringing back another."""
    size: int

    @property
    def name(self) -> str:
        return self.path.stem


def listed(profile: Profile) -> list[Backup]:
    """All copies, the newest first. What is no plain file of ours is left out."""
    found = []
    for path in profile.backups.glob("*.db"):
        by_day = _BY_DAY.fullmatch(path.name)
        state = private.look(path)
        if state is None or private.wrong_with_file(path, state) or not (by_day or _BESIDE.fullmatch(path.name)):
            continue
        found.append((state.st_mtime_ns, Backup(path, _day(by_day[1]) if by_day else None, state.st_size)))
    return [each for _, each in sorted(found, key=lambda each: (each[0], each[1].name), reverse=True)]


def roll(profile: Profile, today: date) -> Backup | None:
    """The day's copy, if there is none yet and there is room; older ones go by the rule. Nothing when none was made."""
    if any(each.day == today for each in listed(profile)) or not _has_room(profile):
        return None
    made = make(profile, today)
    rotate(profile)
    return made


def make(profile: Profile, today: date) -> Backup:
    """A copy now, opened and looked through; Damaged if it is not whole, and then it is gone again."""
    return _made(profile, today.isoformat(), today)


def make_beside(profile: Profile, why: str) -> Backup:
    """A copy that does not count as a day's, named after its reason."""
    return _made(profile, why, None)


def rotate(profile: Profile) -> None:
    """Take away what the rule does not keep. Called only after a new copy was found whole."""
    copies = listed(profile)
    days = [each for each in copies if each.day]
    wanted = kept_days({each.day for each in days if each.day})
    newest: dict[date | None, Backup] = {}
    for each in days:
        newest.setdefault(each.day, each)
    keep = [each for day, each in newest.items() if day in wanted] + [each for each in copies if each.day is None][:_MOST_BESIDE]
    keep.sort(key=lambda each: (each.day is None, -(each.day or date.min).toordinal()))
    room = max(LEAST_CAP, CAP_IN_VAULTS * _size(profile.vault))
    for number, each in enumerate(keep):
        room -= each.size
        if room < 0 and number:
            keep = keep[:number]
            break
    for each in copies:
        if each not in keep:
            private.discard(each.path)  # one that stays is met again the next day


def kept_days(days: set[date]) -> set[date]:
    """The days whose copies stay: the newest 7, the newest of each of 4 weeks and of each of 12 months."""
    newest_first = sorted(days, reverse=True)
    kept = set(newest_first[:DAILY])
    for most, part in ((WEEKLY, lambda day: day.isocalendar()[:2]), (MONTHLY, lambda day: (day.year, day.month))):
        by_part: dict[object, date] = {}
        for day in newest_first:
            by_part.setdefault(part(day), day)
        kept.update(list(by_part.values())[:most])
    return kept


def replace_open(profile: Profile, today: date) -> None:
    """The seal was just turned on: one sealed copy instead of all open ones, and of those that do not tell what they are.

    If none can be made now, the open ones wait for the next day's.
    """
    if not (open_ones := _open(profile, also_damaged=True)):
        return
    try:
        make(profile, today)
    except StoreError:
        return
    for each in open_ones:
        private.discard(each.path)


def drop_open(profile: Profile) -> None:
    """Take away the copies that are not sealed."""
    for each in _open(profile):
        private.discard(each.path)


def counts(path: Path, bodies: Bodies = PLAIN) -> dict[str, int]:
    """Documents by table in a copy; under the empty name those whose table's name cannot be read without its own key."""
    engine = Engine(path, only_look=True)
    try:
        found: dict[str, int] = {}
        for table in engine.tables_with_documents():
            name = _name(table, bodies, bool(engine.seal))
            found[name] = found.get(name, 0) + engine.count(table)
        return found
    finally:
        engine.close()


def slots_in(path: Path, vault: bytes, seal: bytes) -> dict[str, bytes]:
    """The key slots of a copy, if it is one of this vault under this seal."""
    return told(path, lambda engine: engine.slots() if (engine.vault, engine.seal) == (vault, seal) else {}, {})


def is_whole(path: Path) -> bool:
    """Whether a copy opens, and the database finds nothing wrong with it."""
    return told(path, lambda engine: not engine.check(), False)


def newest_whole(copies: Iterable[Backup]) -> Backup | None:
    """The newest copy that is whole."""
    return next((each for each in copies if is_whole(each.path)), None)


def told(path: Path, ask: Callable[[Engine], T], otherwise: T) -> T:
    """What a copy says, or something else if it does not open or cannot be read that far."""
    try:
        engine = Engine(path, only_look=True)
        try:
            return ask(engine)
        finally:
            engine.close()
    except StoreError:
        return otherwise


def _open(profile: Profile, *, also_damaged: bool = False) -> list[Backup]:
    """The copies that are not sealed."""
    seals = [(each, told(each.path, lambda engine: engine.seal, None)) for each in listed(profile)]
    return [each for each, seal in seals if seal == b"" or (also_damaged and seal is None)]


def _made(profile: Profile, name: str, day: date | None) -> Backup:
    private.create_folder(profile.backups)
    path = making.free_name(profile.backups, name)
    making.copy_to(profile.vault, path)
    if not is_whole(path):
        private.discard(path)
        raise Damaged("The copy was not whole, so it was not kept.", "Older copies are still there. Run: iop doctor")
    return Backup(path, day, _size(path))


def _name(table: str, bodies: Bodies, is_sealed: bool) -> str:
    if is_sealed == (bodies is PLAIN):
        return "" if is_sealed else table
    try:
        return bodies.name(table)
    except Unreadable:
        return ""


def _has_room(profile: Profile) -> bool:
    disk = os.statvfs(profile.folder)
    return disk.f_bavail * disk.f_frsize > 2 * _size(profile.vault) + _ROOM


def _size(path: Path) -> int:
    found = private.look(path)
    return found.st_size if found else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
