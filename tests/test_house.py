"""The doors of the house: who may import whom, and what a light command may load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "iop_tui"

ROOMS = ("domain", "content", "store", "services", "render", "plain", "tui")

MAY_OPEN = {
    "domain": {"domain"},
    "render": {"render", "domain"},
    "content": {"content", "domain"},
    "store": {"store", "domain"},
    "services": {"services", "content", "store", "domain", "render"},
    "tui": {"tui", "services", "domain", "render"},
    "plain": {"plain", "services", "domain", "render"},
    "commands": {"commands", "services", "plain", "tui", "domain", "render"},
    "cli": {"commands"},
}
"""Room to the rooms it may import. `errors`, `clean`, `clock` and `words` are open to all."""

HOMES = {
    "textual": {"tui"},
    "rich": {"tui"},
    "tinydb": {"store"},
    "sqlite3": {"store"},
    "markdown_it": {"content"},
    "tomllib": {"content"},
    "msgspec": {"content", "store"},
    "cryptography": {"store"},
    "wcwidth": {"render"},
    "reportlab": {"render"},
    "dateutil": {"domain"},
    "subprocess": set(),
    "socket": set(),
    "urllib": set(),
    "http": set(),
    "tempfile": set(),
    "logging": set(),
    "webbrowser": set(),
    "pickle": set(),
    "dataclasses": {"values"},
    "argparse": {"parsing", "arguments", "commands", "cli"},
}
"""Package to the only rooms that may import it."""


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> set[str]:
    """The full names of everything a file imports, also inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            found.add(node.module or "")
            if node.module == "iop_tui":
                found.update(f"iop_tui.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_opens_only_the_doors_of_its_room(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "iop_tui" and len(parts) > 1 and parts[1] in (*ROOMS, "commands", "cli") and room in MAY_OPEN:
            assert parts[1] in MAY_OPEN[room], f"{path} imports {name}"
        if parts[0] in HOMES:
            assert room in HOMES[parts[0]], f"{path} imports {name}"


def test_no_file_has_grown_past_four_hundred_lines() -> None:
    assert [str(path) for path in files() if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_domain_needs_only_the_standard_library_and_dateutil() -> None:
    allowed = set(sys.stdlib_module_names) | {"iop_tui", "dateutil"}
    for path in files():
        if room_of(path) == "domain":
            assert {name.split(".")[0] for name in imports(path)} <= allowed, path


LIGHT = {
    "help-now": (
        ["help-now"],
        {"textual", "rich", "asyncio", "markdown_it", "tinydb", "msgspec", "ssl", "argparse", "dataclasses", "inspect", "hashlib"},
    ),
    "today": (["today"], {"textual", "rich", "asyncio", "markdown_it", "ssl", "argparse", "dataclasses", "hashlib"}),
    "checkin": (["checkin"], {"textual", "rich", "asyncio", "markdown_it", "ssl", "argparse", "dataclasses", "hashlib"}),
    "score": (["score", "phq9"], {"textual", "rich", "asyncio", "markdown_it", "ssl"}),
    "export": (["export", "after"], {"textual", "rich", "asyncio", "markdown_it", "ssl", "reportlab", "PIL"}),
    "where": (["where"], {"textual", "rich", "asyncio", "markdown_it", "ssl"}),
}


@pytest.mark.parametrize("name", LIGHT)
def test_a_light_command_loads_nothing_heavy(name: str, tmp_path: Path) -> None:
    arguments, heavy = LIGHT[name]
    script = (
        "import sys\n"
        "from iop_tui.cli import main\n"
        f"code = main({arguments!r})\n"
        f"loaded = sorted(set({sorted(heavy)!r}) & set(sys.modules))\n"
        "print('LOADED', loaded, file=sys.stderr)\n"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, input="", check=False)
    assert "LOADED []" in done.stderr, done.stderr


SCREENS = {
    "today": {
        "iop_tui.services.paper",
        "iop_tui.services.sharing",
        "iop_tui.tui.screens.schedule",
        "iop_tui.tui.screens.book",
        "markdown_it",
    },
    "reader": {"iop_tui.services.paper", "iop_tui.services.sharing", "iop_tui.services.program", "iop_tui.content.helplines"},
}
"""What a screen that people start with leaves until somebody goes there."""


@pytest.mark.parametrize("name", SCREENS)
def test_a_first_screen_loads_no_other_room(name: str) -> None:
    script = f"import sys, iop_tui.tui.app, iop_tui.tui.screens.{name}; print(sorted({SCREENS[name]!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
