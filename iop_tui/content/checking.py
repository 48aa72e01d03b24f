"""One run of `iop check` over files and folders."""

from __future__ import annotations

from pathlib import Path

from iop_tui.content.checkdata import DATA_FILES, check_data_file
from iop_tui.content.checkunit import check_opening, check_unit
from iop_tui.content.folder import BESIDE, INSTRUMENTS, MODULE_FILE, TRACK_FILE, Folder, id_of, look_into
from iop_tui.content.ledger import LEDGER, Ledger, changes, planned_in, read_ledger, toml_in, vanished
from iop_tui.content.parse import Reading, read_unit_file
from iop_tui.content.problems import Problem
from iop_tui.content.sheets import read_sheets
from iop_tui.content.together import Copies, Known
from iop_tui.content.where import SHEETS
from iop_tui.domain.measures import SHIPPED
from iop_tui.domain.unit import Origin
from iop_tui.values import dataclass, field

ORIGIN = Origin("shipped", "")


@dataclass
class Checking:
    """One run over some files: what is known around them, and what has been found so far."""

    shipped: Path | None
    files: dict[Path, None] = field(default_factory=dict)
    whole: list[Path] = field(default_factory=list)
    """Folders of modules that are checked as a whole."""
    problems: list[Problem] = field(default_factory=list)
    readings: dict[Path, Reading] = field(default_factory=dict)
    folders: dict[Path, Folder] = field(default_factory=dict)
    around: dict[Path, Known] = field(default_factory=dict)
    ledgers: dict[Path, Ledger] = field(default_factory=dict)

    def take(self, path: Path) -> None:
        """Puts a file, or every file in a folder, on the list."""
        path = path.absolute()
        if not path.is_dir():
            self.files[path] = None
            return
        root = _root_around(path)
        folder = self.folder(root)
        everything = (*folder.openings.values(), *folder.units.values(), *folder.instruments)
        inside = sorted(each for each in everything if each.is_relative_to(path))
        self.files |= dict.fromkeys(inside)
        if root == path:
            self.whole.append(root)
            self.files |= {root / name: None for name in DATA_FILES if (root / name).exists()}
            self.problems += folder.problems
        if not inside:
            self.problems.append(Problem(shown_from_here(path), 0, "there is no unit in this folder; a unit lies at track/module/unit.md"))

    def run(self) -> None:
        copies = self._copies()
        for path in self.files:
            name, root = id_of(path)
            if path.suffix != ".md":
                self.problems += check_data_file(path, self.known(path.parent), shown_from_here(path))
            elif path.name in (TRACK_FILE, MODULE_FILE):
                self.problems += check_opening(path, name, self.known(root), root, shown_from_here(path))
            else:
                self._unit(path, name, root, copies)
        for root in self.whole:
            self.problems += self._vanished(root)

    def folder(self, root: Path) -> Folder:
        if root not in self.folders:
            self.folders[root] = look_into(root) if root.is_dir() else Folder(root)
        return self.folders[root]

    def known(self, root: Path) -> Known:
        """What the files of a folder may name: its own units, the shipped ones, and what is planned in either."""
        if root not in self.around:
            roots = [each for each in (root, self.shipped) if each is not None]
            units = {unit for each in roots for unit in self.folder(each).units}
            planned = {unit for each in roots for unit in planned_in(each)}
            tags = next((found for each in roots if (found := tags_in(each))), {})
            self.around[root] = Known(units, planned, tags, self._shipped_sheets())
        return self.around[root]

    def _shipped_sheets(self) -> set[str]:
        sheets = read_sheets(self.shipped / SHEETS, self.shipped, SHIPPED)[0] if self.shipped else ()
        return {sheet.id for sheet in sheets}

    def _copies(self) -> Copies:
        """Knows the text of every unit beside those on the list, so that a copy of one of them is seen."""
        copies = Copies()
        for root in {id_of(path)[1] for path in self.files if path.suffix == ".md"}:
            for name, path in self.folder(root).units.items():
                if path not in self.files:
                    copies.check(read_unit_file(path, name, ORIGIN, root, shown_from_here(path)), report=False)
        return copies

    def _unit(self, path: Path, name: str, root: Path, copies: Copies) -> None:
        reading = read_unit_file(path, name, ORIGIN, root, shown_from_here(path))
        self.readings[path] = reading
        check_unit(reading, self.known(root))
        copies.check(reading)
        if reading.unit is not None and self.folder(root).units.get(name) == path:
            reading.findings.problems += changes(self.ledger(root), reading.unit, shown_from_here(path))
        self.problems += sorted(reading.findings.problems, key=lambda problem: problem.line)

    def ledger(self, root: Path) -> Ledger:
        if root not in self.ledgers:
            self.ledgers[root] = read_ledger(root)
        return self.ledgers[root]

    def _vanished(self, root: Path) -> list[Problem]:
        units = [reading.unit for reading in self.readings.values() if reading.unit is not None]
        return vanished(self.ledger(root), self.folder(root).units, units, shown_from_here(root / LEDGER))


def _root_around(path: Path) -> Path:
    """The modules folder that a folder is, or lies in as a track or a module."""
    if (path / TRACK_FILE).exists() or path.name == INSTRUMENTS:
        return path.parent
    has_units = any(each.name not in BESIDE for each in path.glob("*.md"))
    return path.parent.parent if (path / MODULE_FILE).exists() or has_units else path


def shown_from_here(path: Path) -> str:
    """A path as messages name it: from where the person stands, when it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def tags_in(root: Path) -> dict[str, tuple[str, ...]]:
    """The finder's words of a modules folder."""
    return {key: tuple(value) for key, value in toml_in(root / "tags.toml").items() if isinstance(value, list)}
