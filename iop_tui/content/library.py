"""The library: every unit there is, whoever wrote it. Files are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from iop_tui.content.folder import Folder, look_into
from iop_tui.content.index import Index, Memory, Stamp, stamp_of
from iop_tui.content.problems import Problem, did_you_mean, quoted
from iop_tui.content.search import Hit, search
from iop_tui.content.where import PLANS, SHEETS, module_folders
from iop_tui.domain.measures import Sheet
from iop_tui.domain.page import Block
from iop_tui.domain.plan import PlanTemplate
from iop_tui.domain.resources import Resource
from iop_tui.domain.unit import Header, Opening, Origin, Unit
from iop_tui.errors import IopError, UsageError
from iop_tui.values import dataclass, field

T = TypeVar("T")

TRACKS = (
    *("iop", "dbt", "cbt", "anxdep", "trauma", "anger", "ocd", "bpd", "bipolar", "rel", "divorce", "narc", "selfcomp", "grief"),
    *("parent", "sud", "lovedbpd", "teen", "couple", "family"),
)
"""The order of the shipped tracks; those of packs come after them."""


@dataclass(frozen=True, slots=True)
class _File:
    """Where a unit or an opening lies."""

    path: Path
    folder: Folder
    origin: Origin

    @property
    def shown(self) -> str:
        return self.folder.shown(self.path)


@dataclass
class _Found:
    """What lies in all folders, each id once."""

    units: dict[str, _File] = field(default_factory=dict)
    openings: dict[str, _File] = field(default_factory=dict)
    instruments: list[_File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Library:
    """The units of some folders. The first folder is trusted most: what it holds cannot be replaced by a later one."""

    def __init__(self, folders: Sequence[tuple[Path, str]], memory: Memory | None = None) -> None:
        missing = next((path for path, kind in folders if kind == "shipped" and not path.is_dir()), None)
        if missing is not None:
            raise IopError(f"The units that come with the program are not in {missing}.", "Installing the program again puts them back.")
        self.folders = tuple(folders)
        self._found: _Found | None = None
        self._index = Index(memory, self._paths)
        self._headers: dict[str, Header | None] = {}
        self._openings: dict[str, Opening | None] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._planned: set[str] | None = None
        self._last: tuple[Unit, Stamp | None] | None = None
        """The unit that was read last, with its file's size and time: opening one from the command line asks for it twice."""
        self._plans: tuple[PlanTemplate, ...] | None = None
        self._resources: tuple[Resource, ...] | None = None
        self._sheets: dict[str, Sheet] | None = None
        self._are_read: set[str] = set()
        """The person's own units that were read in full."""

    @classmethod
    def find(cls, data: Path | None = None, memory: Memory | None = None) -> Library:
        """Everything on this machine; `data` is the person's data folder, whose `modules` are their own units."""
        return cls(module_folders(data), memory)

    @property
    def shipped(self) -> Path:
        """The folder that comes with the program."""
        return next((path for path, kind in self.folders if kind == "shipped"), self.folders[0][0])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every file that had to be left out, and why."""
        self.headers()
        for opening_id in self._files().openings:
            self._read_opening(opening_id)
        self._read_own()
        if self._files().instruments:
            with suppress(IopError):
                self.sheets()
        return (*self._files().problems, *(problem for found in self._problems.values() for problem in found))

    def _read_own(self) -> None:
        """A person's own files are few and new: read them in full, so that a fault in one is named before it is opened."""
        for unit_id, file in self._files().units.items():
            if file.origin.kind == "personal" and unit_id not in self._are_read and self._headers.get(unit_id):
                self._are_read.add(unit_id)
                try:
                    self.unit(unit_id)
                except IopError:
                    self._headers[unit_id] = None

    def plans(self) -> tuple[PlanTemplate, ...]:
        """The ready-made plans, read once; IopError when their file is missing or broken."""
        if self._plans is None:
            self._plans = self._index.plans(self.shipped / PLANS, self._load_plans)
            self._keep()
        return self._plans

    def resources(self) -> tuple[Resource, ...]:
        """The starter list of groups and places, read once; empty where its file is missing."""
        if self._resources is None:
            from iop_tui.content.resources import load_resources

            self._resources = load_resources(self.shipped)
        return self._resources

    def sheets(self) -> tuple[Sheet, ...]:
        """Every score sheet, read once: the shipped ones, then instrument files; IopError when the shipped file is missing or broken."""
        if self._sheets is None:
            shipped = self._index.sheets(self.shipped / SHEETS, self._load_sheets)
            self._sheets = self._with_instruments({sheet.id: sheet for sheet in shipped})
            self._keep()
        return tuple(self._sheets.values())

    def _load_plans(self) -> tuple[PlanTemplate, ...]:
        from iop_tui.content.plans import load_plans

        return load_plans(self.shipped)

    def _load_sheets(self) -> tuple[Sheet, ...]:
        from iop_tui.content.sheets import load_sheets

        return load_sheets(self.shipped)

    def sheet(self, sheet_id: str) -> Sheet | None:
        return next((each for each in self.sheets() if each.id == sheet_id), None)

    def _with_instruments(self, known: dict[str, Sheet]) -> dict[str, Sheet]:
        """The shipped sheets and those of instrument files; one whose id is taken, or whose file has a problem, is left out and named."""
        if not self._files().instruments:
            return known
        from iop_tui.content.sheets import read_sheets

        found = dict(known)
        for file in self._files().instruments:
            sheets, findings = read_sheets(file.path, file.folder.root, file.origin, file.shown)
            for sheet in sheets:
                if sheet.id in found:
                    message = (
                        f"{sheet.id} is already there ({found[sheet.id].origin.words}) and cannot be replaced; give this one another id"
                    )
                    findings.problem(findings.lines.get(f"sheet {sheet.id}", 0), message)
            if findings.has_errors:
                self._problems[f"instrument {file.path}"] = [each for each in findings.problems if each.level == "error"]
            else:
                found.update({sheet.id: sheet for sheet in sheets})
        return found

    def ids(self) -> tuple[str, ...]:
        return tuple(self._files().units)

    def headers(self) -> tuple[Header, ...]:
        """The header of every unit whose file can be read, tracks and modules in their order."""
        found = [self.units_of(module.id) for track in self.tracks() for module in self.modules_of(track.id)]
        self._index.keep()
        return tuple(header for headers in found for header in headers)

    def header(self, unit_id: str) -> Header | None:
        """The header of one unit, also under an earlier name. Reads no other file unless the name is not found."""
        if unit_id in self._files().units:
            header = self._read_header(unit_id)
            self._keep()
            return header
        if self.is_planned(unit_id):
            return None
        return next((header for header in self.headers() if unit_id in header.was), None)

    def name_now(self, unit_id: str) -> str:
        """The name that a unit has today; one that is not there keeps the name it had."""
        return unit_id if unit_id in self._files().units else getattr(self.header(unit_id), "id", unit_id)

    def unit(self, unit_id: str) -> Unit:
        """A unit in full. UsageError when there is none of that name, IopError when its file is broken."""
        from iop_tui.content.parse import read_unit_file

        current = self.name_now(unit_id)
        if current not in self._files().units:
            raise self._unknown(unit_id)
        file = self._files().units[current]
        stamp = stamp_of(file.path)
        if self._last is not None and stamp is not None and (self._last[0].id, self._last[1]) == (current, stamp):
            return self._last[0]
        reading = read_unit_file(file.path, current, file.origin, file.folder.root, file.shown)
        if reading.unit is None:
            self._problems[current] = [problem for problem in reading.findings.problems if problem.level == "error"]
            raise IopError(f"{current} cannot be shown: {self._problems[current][0]}.", f"iop check {file.path} lists every problem.")
        self._last = (reading.unit, stamp)
        return reading.unit

    def opening(self, opening_id: str) -> Opening | None:
        """What a track or a module says of itself, if it says anything."""
        return self._read_opening(opening_id)

    def opening_text(self, opening_id: str) -> tuple[Block, ...]:
        """The text of the page that opens a track or a module."""
        from iop_tui.content.parse import read_opening_file

        file = self._files().openings.get(opening_id)
        return read_opening_file(file.path, opening_id, file.origin, file.folder.root, file.shown)[1] if file else ()

    def tracks(self) -> tuple[Opening, ...]:
        """Every track that holds a unit, shipped ones first."""
        names = dict.fromkeys(unit.split(".")[0] for unit in self._files().units)
        return tuple(self._opening(name) for name in sorted(names, key=self._place))

    def modules_of(self, track: str) -> tuple[Opening, ...]:
        """The modules of a track that hold a unit, in the order of its `_track.md`."""
        names = dict.fromkeys(unit.rpartition(".")[0] for unit in self._files().units if unit.startswith(f"{track}."))
        return tuple(self._opening(name) for name in _ordered(self._opening(track).order, names))

    def units_of(self, module: str) -> tuple[Header, ...]:
        """The units of a module in the order of its `_module.md`, then the rest; a broken file is left out."""
        names = [unit for unit in self._files().units if unit.rpartition(".")[0] == module]
        found = (self._read_header(name) for name in _ordered(self._opening(module).order, names))
        return tuple(header for header in found if header is not None)

    def search(self, words: str | Iterable[str], limit: int = 20) -> list[Hit]:
        """The units in which every word stands: titles first, then summaries, then text."""
        wanted = tuple((words if isinstance(words, str) else " ".join(words)).casefold().split())
        return search(wanted, ((header, self._files().units[header.id].path) for header in self.headers()), limit)

    def is_planned(self, unit_id: str) -> bool:
        """Whether a unit of this name is to be written and does not exist yet."""
        if self._planned is None:
            from iop_tui.content.ledger import planned_in

            self._planned = planned_in(self.shipped)
        return unit_id in self._planned and unit_id not in self._files().units

    def _files(self) -> _Found:
        if self._found is None:
            self._found = _Found()
            for path, kind in self.folders:
                self._take_in(look_into(path), Origin(kind, str(path)), self._found)
        return self._found

    def _paths(self) -> list[Path]:
        found = self._files()
        return [file.path for files in (found.units, found.openings) for file in files.values()]

    def _keep(self) -> None:
        """Who had to read one file reads them all, so that it happens once."""
        if self._index.is_changed:
            self.headers()

    def _take_in(self, folder: Folder, origin: Origin, found: _Found) -> None:
        found.problems += folder.problems
        if origin.kind != "shipped":
            found.instruments += [_File(path, folder, origin) for path in folder.instruments]
        for known, files in ((found.units, folder.units), (found.openings, folder.openings)):
            for name, path in files.items():
                if name in known:
                    message = f"{name} is already there ({known[name].origin.words}) and cannot be replaced; give this one another name"
                    found.problems.append(Problem(folder.shown(path), 0, message))
                else:
                    known[name] = _File(path, folder, origin)

    def _read_header(self, unit_id: str) -> Header | None:
        if unit_id not in self._headers:
            file = self._files().units[unit_id]

            def read() -> tuple[Header | None, list[Problem]]:
                from iop_tui.content.header import read_header

                return self._noted(unit_id, read_header(file.path, unit_id, file.origin, file.folder.root, file.shown))

            self._headers[unit_id] = self._index.header(file.path, file.origin, read)
        return self._headers[unit_id]

    def _read_opening(self, opening_id: str) -> Opening | None:
        if opening_id not in self._openings:
            file = self._files().openings.get(opening_id)

            def read(file: _File) -> tuple[Opening | None, list[Problem]]:
                from iop_tui.content.header import read_opening

                name = f"opening {opening_id}"
                return self._noted(name, read_opening(file.path, opening_id, file.origin, file.folder.root, file.shown))

            self._openings[opening_id] = self._index.opening(file.path, file.origin, lambda: read(file)) if file else None
        return self._openings[opening_id]

    def _noted(self, name: str, found: tuple[T, list[Problem]]) -> tuple[T, list[Problem]]:
        """What was read, with its problems kept for who asks for all of them."""
        if found[1]:
            self._problems[name] = found[1]
        return found

    def _opening(self, opening_id: str) -> Opening:
        """The same; a folder that says nothing of itself goes by its own name."""
        return self._read_opening(opening_id) or Opening(opening_id, opening_id, "", (), self._origin_of(opening_id))

    def _origin_of(self, opening_id: str) -> Origin:
        inside = (file for unit, file in self._files().units.items() if unit.startswith(f"{opening_id}."))
        return next((file.origin for file in inside), Origin("shipped", str(self.shipped)))

    def _place(self, track: str) -> tuple[bool, int, str]:
        """Where a track stands: shipped before packs, then the order of the course, then by name."""
        return self._origin_of(track).kind != "shipped", TRACKS.index(track) if track in TRACKS else len(TRACKS), track

    def _unknown(self, unit_id: str) -> UsageError:
        if self.is_planned(unit_id):
            return UsageError(f"The unit {unit_id} is planned, but not written yet.", "iop search finds others by any word.")
        if unit_id in self._files().units:
            return UsageError(f"The unit {unit_id} cannot be read.", "iop check says why.")
        near = did_you_mean(unit_id, self._files().units).removeprefix("; ")
        return UsageError(f"There is no unit called {quoted(unit_id)}.", near.capitalize() or "iop search finds units by any word.")


def _ordered(order: Iterable[str], names: Iterable[str]) -> list[str]:
    """Names in a given order, then the rest as they come."""
    names = list(names)
    return [name for name in dict.fromkeys((*order, *names)) if name in names]
