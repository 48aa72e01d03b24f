"""What lies in a folder of modules: track/module/unit.md, and the opening of each folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

from iop_tui.content.problems import Problem
from iop_tui.values import dataclass, field

NAME = re.compile(r"[a-z][a-z0-9]*")
INNER_NAME = re.compile(r"[a-z0-9]+")
MOST_ENTRIES = 1000
TRACK_FILE, MODULE_FILE = "_track.md", "_module.md"
INSTRUMENTS = "instruments"
"""The folder beside the tracks in which a site keeps questionnaires with their official wording."""
BESIDE = ("README.md", "LICENSE.md")
"""Files that may lie about without being units."""


@dataclass
class Folder:
    """The files of one modules folder by id; nothing has been opened yet."""

    root: Path
    units: dict[str, Path] = field(default_factory=dict)
    openings: dict[str, Path] = field(default_factory=dict)
    """Of tracks and modules."""
    instruments: list[Path] = field(default_factory=list)
    """Questionnaires with their official wording."""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: str | Path, message: str) -> None:
        self.problems.append(Problem(self.shown(Path(path)), 0, message))

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the folder's own name on."""
        return shown_path(path, self.root)


def shown_path(path: Path, root: Path) -> str:
    return str(Path(root.name, path.relative_to(root))) if path.is_relative_to(root) else str(path)


def look_into(root: Path) -> Folder:
    """Finds the files of a folder, two folders deep; links to other folders are not followed."""
    folder = Folder(root)
    for track in _entries(root, folder):
        if not track.is_dir(follow_symlinks=False):
            _stray(track, folder)
        elif _legal(track, NAME, folder):
            _look_into_track(track, folder)
    return folder


def _look_into_track(track: os.DirEntry[str], folder: Folder) -> None:
    for module in _entries(Path(track.path), folder):
        if module.name == TRACK_FILE:
            folder.openings[track.name] = Path(module.path)
        elif track.name == INSTRUMENTS and module.name.endswith(".toml"):
            folder.instruments.append(Path(module.path))
        elif not module.is_dir(follow_symlinks=False):
            _stray(module, folder)
        elif _legal(module, INNER_NAME, folder):
            _look_into_module(f"{track.name}.{module.name}", Path(module.path), folder)


def _look_into_module(module: str, path: Path, folder: Folder) -> None:
    for unit in _entries(path, folder):
        stem, dot, ending = unit.name.rpartition(".")
        if unit.name == MODULE_FILE:
            folder.openings[module] = Path(unit.path)
        elif ending != "md" or unit.name in BESIDE:
            continue
        elif dot and INNER_NAME.fullmatch(stem):
            folder.units[f"{module}.{stem}"] = Path(unit.path)
        else:
            folder.problem(unit.path, "a unit's file is named in small letters and digits, like stop.md")


def _entries(path: Path, folder: Folder) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as found:
            entries = sorted((each for each in found if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as error:
        folder.problem(path, f"this folder cannot be read: {(error.strerror or 'unknown reason').lower()}")
        return []
    if len(entries) > MOST_ENTRIES:
        folder.problem(path, f"more than {MOST_ENTRIES} files in one folder; the rest is left out")
    return entries[:MOST_ENTRIES]


def _legal(entry: os.DirEntry[str], rule: re.Pattern[str], folder: Folder) -> bool:
    if rule.fullmatch(entry.name):
        return True
    folder.problem(entry.path, "a folder is named in small letters and digits, like dbt")
    return False


def _stray(entry: os.DirEntry[str], folder: Folder) -> None:
    if entry.name.endswith(".md") and entry.name not in BESIDE:
        folder.problem(entry.path, "a unit lies two folders deep, like dbt/dt/stop.md; this file is left out")


def id_of(path: Path) -> tuple[str, Path]:
    """The id that a file has by its place, and the folder of modules it would belong to, whatever that is called."""
    absolute = Path(os.path.abspath(path))
    track, module, stem = ("x", "x", *absolute.parts[-3:-1], absolute.stem)[-3:]
    names = (_made_legal(track, NAME, "own"), _made_legal(module, INNER_NAME, "own"), _made_legal(stem, INNER_NAME, "unit"))
    if absolute.name == TRACK_FILE:
        return names[1] if NAME.fullmatch(module) else "own", absolute.parent.parent
    if absolute.name == MODULE_FILE:
        return f"{names[0]}.{names[1]}", absolute.parent.parent.parent
    return ".".join(names), absolute.parent.parent.parent


def _made_legal(name: str, rule: re.Pattern[str], otherwise: str) -> str:
    return name if rule.fullmatch(name) else otherwise
