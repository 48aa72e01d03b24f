"""What somebody who writes units does: check them, start a new one, vouch for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iop_tui.content.check import check_files, check_release, fingerprint_of, keep_ledger
from iop_tui.content.skeleton import new_unit
from iop_tui.services.house import library

__all__ = ["Checked", "check", "fingerprint_of", "new_unit"]


@dataclass(frozen=True)
class Checked:
    """Every problem as a line, a summary, whether any of them is an error, and the ledger if it was written."""

    lines: tuple[str, ...]
    summary: str
    has_failed: bool
    ledger: Path | None = None


def check(paths: list[Path], *, ledger: bool = False, release: bool = False, today: date) -> Checked:
    """Check some files or folders; without any, all there are."""
    shelves = library()
    everywhere = [folder for folder, _kind in shelves.folders]
    checked = check_files([shelves.shipped] if ledger else paths or everywhere, shelves.shipped)
    late = check_release(shelves.shipped, today) if release else ()
    written = keep_ledger(shelves.shipped, checked) if ledger else None
    return Checked(tuple(str(problem) for problem in (*checked.problems, *late)), checked.summary(), checked.failed, written)
