"""Everything about the words on disk that a program can check. People check the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from iop_tui import clean
from iop_tui.content.checkdata import HELPLINES, release_warnings
from iop_tui.content.checking import Checking, shown_from_here
from iop_tui.content.folder import id_of
from iop_tui.content.ledger import update_ledger
from iop_tui.content.parse import Reading, read_unit_file
from iop_tui.content.problems import Problem
from iop_tui.content.prose import syllable_counter
from iop_tui.domain.numbers import many
from iop_tui.domain.unit import Origin, Unit
from iop_tui.errors import IopError
from iop_tui.values import dataclass

NO_GRADE = Problem("iop check", 0, "the reading grade was not measured; it needs pyphen (the authors extra)", "warning")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what is wrong with it."""

    units: tuple[Unit, ...]
    """Those whose files can be used."""
    files: int
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)

    def summary(self) -> str:
        """One line: `21 units, no problems`."""
        errors = sum(problem.level == "error" for problem in self.problems)
        warnings = len(self.problems) - errors
        parts = [many(len(self.units), "unit")]
        parts += [many(errors, "problem")] if errors else ["no problems"]
        return ", ".join(parts + ([many(warnings, "warning")] if warnings else []))


def check_files(paths: Iterable[Path], shipped: Path | None) -> Checked:
    """Every problem of some files, and of all files in some folders; `shipped` is the folder of the program's own units."""
    checking = Checking(shipped)
    for path in paths:
        checking.take(path)
    checking.run()
    units = tuple(reading.unit for reading in checking.readings.values() if reading.unit is not None)
    notes = [NO_GRADE] if checking.readings and syllable_counter() is None else []
    return Checked(units, len(checking.files), (*checking.problems, *notes))


def check_release(root: Path, today: date) -> list[Problem]:
    """What a release has to tell beside: helplines that nobody has checked in the last six months."""
    path = root / HELPLINES
    return release_warnings(path, shown_from_here(path), today)


def keep_ledger(root: Path, checked: Checked) -> Path:
    """Brings the ledger of a folder up to date. IopError while a problem is open, since a ledger records what may not change."""
    if checked.failed:
        raise IopError("The ledger was left as it is, because there are problems.", "Mend them, or raise the version of the unit.")
    return update_ledger(root, checked.units)


def fingerprint_of(path: Path) -> str:
    """What a review of this unit vouches for. IopError when the file cannot be used."""
    name, root = id_of(path)
    reading: Reading = read_unit_file(path, name, Origin("shipped", str(root)), root, str(path))
    if reading.unit is None:
        shown = clean.for_output(str(path))
        raise IopError(f"{shown} has no fingerprint yet: {reading.findings.problems[0]}.", f"iop check {shown} lists every problem.")
    return reading.unit.text_hash
