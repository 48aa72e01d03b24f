"""Where modules lie: those that come with the program, those of this machine, and a person's own."""

from __future__ import annotations

from pathlib import Path

import iop_tui
from iop_tui.errors import IopError

PLANS, SHEETS = "plans.toml", "sheets.toml"
"""Beside the tracks of the shipped folder."""
SITE = Path("/etc/iop-tui/modules")
_SIGN = "tags.toml"
"""Only our own folder has this beside its tracks; some other package may also be called `modules`."""


def shipped_folder() -> Path:
    """The folder of the units that come with the program: inside the installed package, or beside it in a checkout."""
    package = Path(iop_tui.__file__).parent
    for folder in (package / "modules", package.parent / "modules"):
        if (folder / _SIGN).is_file():
            return folder
    raise IopError(
        "The units that come with the program are not where they belong.",
        f"They are looked for in {package / 'modules'}. Installing the program again puts them back. Help now still works: iop help-now.",
    )


def module_folders(data: Path | None) -> list[tuple[Path, str]]:
    """Every folder of modules with its kind, the most trusted first; `data` is the person's data folder."""
    found = [(shipped_folder(), "shipped")]
    others = [(SITE, "site")] + ([(data / "modules", "personal")] if data else [])
    return found + [(folder, kind) for folder, kind in others if folder.is_dir()]
