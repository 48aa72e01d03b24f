"""Where a person's data lives: names and folders, nothing in them. Looking never makes anything."""

from __future__ import annotations

import os
import re
from pathlib import Path

from iop_tui.errors import StoreError
from iop_tui.store import private
from iop_tui.store.private import create_parents, write_private
from iop_tui.values import dataclass

__all__ = ["Profile", "create_parents", "data_folder", "find_profiles", "new_profile", "write_private"]

_NAME = "iop-tui"
PREFS, INDEX = "prefs.json", "index.json"
"""What lies beside the profiles, for everybody on the account."""
OURS = re.compile(r"(vault\.db(-journal)?|ballast|backups|quarantine|sealed|prefs\.json)$")
"""What the program itself puts into a profile."""
GOING = "going-"
"""Before the name of a folder that is being deleted; it is not opened again."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's folder."""

    folder: Path

    @property
    def vault(self) -> Path:
        return self.folder / "vault.db"

    @property
    def ballast(self) -> Path:
        """Empty weight that is given up when the disk is full, so that the last save fits."""
        return self.folder / "ballast"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def quarantine(self) -> Path:
        """Copies of what could not be read; the program never deletes them."""
        return self.folder / "quarantine"

    @property
    def seal_mark(self) -> Path:
        """Says from outside that the vault is sealed."""
        return self.folder / "sealed"

    def check(self) -> None:
        """Refuse the folder if somebody else could read, write or exchange it."""
        private.check_parents(self.folder)
        for folder in self._own_folders():
            private.check_folder(folder)

    def _own_folders(self) -> tuple[Path, ...]:
        profiles = self.folder.parent
        return (profiles.parent, profiles, self.folder) if profiles.name == "profiles" else (self.folder,)


def data_folder() -> Path:
    """The folder of everything the program keeps: `$XDG_DATA_HOME/iop-tui`, or `~/.local/share/iop-tui`."""
    named = os.environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(named):
        return Path(named) / _NAME
    try:
        return Path.home() / ".local" / "share" / _NAME
    except RuntimeError:
        raise StoreError("This account has no home folder.", "Set XDG_DATA_HOME to a folder of your own.") from None


def find_profiles(data: Path) -> list[Profile]:
    """The profiles in a data folder, in the order of their names. A link is listed too, so that opening it is refused aloud."""
    try:
        entries = list(os.scandir(data / "profiles"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StoreError(f"{data} could not be read: {os.strerror(error.errno or 0)}.", "Nothing was changed.") from None
    return sorted(
        (Profile(Path(each.path)) for each in entries if (each.is_dir() or each.is_symlink()) and not each.name.startswith(GOING)),
        key=lambda each: each.folder.name,
    )


def shared_files(data: Path) -> list[Path]:
    """The files beside the profiles, with what was put aside of them or left by a kill."""
    return sorted(path for name in (PREFS, INDEX) for path in data.glob(f"{name}*"))


def new_profile(data: Path) -> Profile:
    """Make the folder of a new profile; its name is random and says nothing about the person."""
    create_parents(data)
    private.check_parents(data)
    folder = data / "profiles" / os.urandom(8).hex()
    for each in (data, data / "profiles", folder):
        private.create_folder(each)
    return Profile(folder)
