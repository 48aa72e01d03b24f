"""What somebody who writes units does: check them, start a new one, vouch for one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iop_tui.content.check import check_files, check_release, fingerprint_of, keep_ledger
from iop_tui.content.problems import Problem
from iop_tui.content.skeleton import new_unit
from iop_tui.services.house import library
from iop_tui.values import dataclass

__all__ = ["Checked", "check", "fingerprint_of", "new_unit"]


@dataclass(frozen=True)
class Checked:
    """Every problem, a summary, whether any of them is an error, and the ledger if it was written."""

    problems: tuple[Problem, ...]
    summary: str
    has_failed: bool
    ledger: Path | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(str(each) for each in self.problems)


def check(paths: list[Path], *, ledger: bool = False, release: bool = False, today: date) -> Checked:
    """Check some files or folders; without any, all there are."""
    shelves = library()
    everywhere = [folder for folder, _kind in shelves.folders]
    checked = check_files([shelves.shipped] if ledger else paths or everywhere, shelves.shipped)
    late = check_release(shelves.shipped, today) if release else ()
    written = keep_ledger(shelves.shipped, checked) if ledger else None
    return Checked((*checked.problems, *late), checked.summary(), checked.failed, written)
