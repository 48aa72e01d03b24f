"""People with an account, and the terminals they sit at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from person import Person, Sit, window
from terminal import Terminal


@pytest.fixture
def newcomer(tmp_path: Path) -> Person:
    """Amina before her first start."""
    home = tmp_path / "amina"
    home.mkdir(mode=0o700)
    return Person(home)


@pytest.fixture
def amina(newcomer: Person) -> Person:
    """Amina in her second week; she has been through Start."""
    return newcomer.begin()


@pytest.fixture
def sit() -> Iterator[Sit]:
    """Opens windows, and closes them all at the end."""
    opened: list[Terminal] = []

    def open_window(person: Person, *arguments: str, **how: object) -> Terminal:
        opened.append(window(person, *arguments, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()


@pytest.fixture
def cramped(newcomer: Person) -> Iterator[Person]:
    """Amina, whose data lies on a disk of its own with two megabytes."""
    disk = newcomer.home / "data"
    disk.mkdir(mode=0o700)
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs an administrator")
    yield newcomer.begin()
    subprocess.run(["umount", "-l", str(disk)], check=True, capture_output=True)
