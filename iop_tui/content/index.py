"""What was understood of module files, kept as it is, so that the next start need not read a hundred of them again.

An entry counts as long as its file has the size and times it had, and the rooms that read it have theirs. Nothing in it was written by
a person who uses the program; without it everything is only slower.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import iop_tui
from iop_tui.content.problems import Problem
from iop_tui.domain.measures import Sheet
from iop_tui.domain.plan import PlanTemplate
from iop_tui.domain.unit import Header, Opening, Origin
from iop_tui.values import dataclass, field

T = TypeVar("T")
H = TypeVar("H", Header, Opening)
Stamp = tuple[int, int, int]
"""Size, time of change, and time of any change to the file or its rights; a copy with an old time has a new one here."""


class Memory(Protocol):
    """Where the index is kept between two starts. Neither of these raises."""

    def read(self) -> bytes | None:
        """What was kept, or nothing."""

    def write(self, data: bytes) -> None:
        """Keep it, if there is a place for it."""


Read = Callable[[], tuple[T | None, list[Problem]]]
"""Reads a file: what it says, and what is wrong with it, which would have to be told again at every start."""


@dataclass
class _Kept:
    """By the path of the file: its stamp, and what was understood of it."""

    readers: list[Stamp] = field(default_factory=list)
    headers: dict[str, tuple[Stamp, Header]] = field(default_factory=dict)
    openings: dict[str, tuple[Stamp, Opening]] = field(default_factory=dict)
    plans: dict[str, tuple[Stamp, tuple[PlanTemplate, ...]]] = field(default_factory=dict)
    sheets: dict[str, tuple[Stamp, tuple[Sheet, ...]]] = field(default_factory=dict)


class Index:
    """The kept entries of one library. Without a memory it holds nothing."""

    def __init__(self, memory: Memory | None, paths: Callable[[], Iterable[Path]]) -> None:
        self._memory = memory
        self._paths = paths
        """The files of all units and openings that are there; nothing is kept of others."""
        self._kept: _Kept | None = None
        self.is_changed = False
        """Whether there is something to keep."""

    def header(self, path: Path, origin: Origin, read: Read[Header]) -> Header | None:
        return self._entry_of(origin, path, self._of().headers, read)

    def opening(self, path: Path, origin: Origin, read: Read[Opening]) -> Opening | None:
        return self._entry_of(origin, path, self._of().openings, read)

    def plans(self, path: Path, read: Callable[[], tuple[PlanTemplate, ...]]) -> tuple[PlanTemplate, ...]:
        return self._entry(path, self._of().plans, lambda: (read(), [])) or ()

    def sheets(self, path: Path, read: Callable[[], tuple[Sheet, ...]]) -> tuple[Sheet, ...]:
        return self._entry(path, self._of().sheets, lambda: (read(), [])) or ()

    def keep(self) -> None:
        """Hand over what changed."""
        if self._memory is not None and self.is_changed:
            import msgspec

            self.is_changed = False
            with suppress(UnicodeEncodeError):  # a folder whose name is no text
                self._memory.write(msgspec.json.encode(self._of()))

    def _entry_of(self, origin: Origin, path: Path, known: dict[str, tuple[Stamp, H]], read: Read[H]) -> H | None:
        """The same for what says where it is from."""
        found = self._entry(path, known, read)
        return found if found is None or found.origin == origin else read()[0]

    def _entry(self, path: Path, known: dict[str, tuple[Stamp, T]], read: Read[T]) -> T | None:
        """What a file says; it is read only if it is not known, or not as it was."""
        if self._memory is None:
            return read()[0]
        name, stamp = str(path), stamp_of(path)
        if name in known and known[name][0] == stamp:
            return known[name][1]
        found, problems = read()
        if known.pop(name, None) is not None:
            self.is_changed = True
        if found is not None and not problems and stamp is not None and stamp_of(path) == stamp:
            known[name] = (stamp, found)
            self.is_changed = True
        return found

    def _of(self) -> _Kept:
        if self._kept is None:
            self._kept = self._read()
            there = {str(path) for path in self._paths()}
            for known in (self._kept.headers, self._kept.openings):
                for gone in known.keys() - there:
                    del known[gone]
                    self.is_changed = True
        return self._kept

    def _read(self) -> _Kept:
        data = self._memory.read() if self._memory is not None else None
        if data:
            import msgspec

            with suppress(msgspec.MsgspecError):
                kept = msgspec.json.decode(data, type=_Kept)
                if kept.readers == _readers():
                    return kept
        return _Kept(_readers())


def stamp_of(path: str | Path) -> Stamp | None:
    """The stamp of a file; nothing when it cannot be looked at."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


@cache
def _readers() -> list[Stamp]:
    """The stamps of all code that reads module files or says what they hold."""
    package = os.path.dirname(iop_tui.__file__)
    found = [entry for room in ("content", "domain") for entry in os.scandir(os.path.join(package, room)) if entry.name.endswith(".py")]
    return [stamp for entry in sorted(found, key=lambda each: each.path) if (stamp := stamp_of(entry.path))]
