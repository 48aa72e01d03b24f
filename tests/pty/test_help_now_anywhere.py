"""Promise 1 from the outside: whatever is wrong, `iop help-now` prints the emergency line first, and loads nothing that could fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from person import CHECKOUT, PROGRAM, Person, Sit

HEAVY = ("textual", "rich", "asyncio", "markdown_it", "sqlite3", "tinydb")

LISTENING = f"""
import sys
from iop_tui.cli import main
code = main(sys.argv[1:])
print("LOADED", sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


@dataclass
class State:
    """What is wrong, and how the command is run in it."""

    person: Person
    environment: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()


def read_only(folder: Path) -> tuple[str, ...]:
    """A way to run a command while a folder can only be read, even by root."""
    return ("unshare", "-m", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"', str(folder))


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*read_only(folder), "true"], capture_output=True, check=False).returncode == 0


def no_vault(person: Person) -> State:
    shutil.rmtree(person.data)
    return State(person)


def broken_vault(person: Person) -> State:
    person.vault.write_bytes(os.urandom(8192))
    return State(person)


def vault_is_a_folder(person: Person) -> State:
    person.vault.unlink()
    (person.data / "profiles" / "planted" / "vault.db").mkdir(parents=True)
    return State(person)


def read_only_home(person: Person) -> State:
    if os.geteuid():
        for folder in (person.home, *(path for path in person.home.rglob("*") if path.is_dir())):
            folder.chmod(0o500)
        return State(person)
    if not can_mount(person.home):
        pytest.skip("root can write everywhere, and nothing can be mounted here")
    return State(person, before=read_only(person.home))


def broken_helplines(person: Person) -> State:
    copy = person.home / "program"
    shutil.copytree(CHECKOUT / "iop_tui", copy / "iop_tui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(CHECKOUT / "modules", copy / "modules")
    (copy / "modules" / "helplines.toml").write_bytes(b"[[country]\ncode = \xff\x00 = =\n")
    person.checkout = copy
    return State(person)


def no_modules(person: Person) -> State:
    copy = person.home / "program"
    shutil.copytree(CHECKOUT / "iop_tui", copy / "iop_tui", ignore=shutil.ignore_patterns("__pycache__"))
    person.checkout = copy
    return State(person)


def seen_with(**environment: str) -> Callable[[Person], State]:
    return lambda person: State(person, environment)


STATES: dict[str, Callable[[Person], State]] = {
    "nothing wrong": State,
    "no vault": no_vault,
    "broken vault": broken_vault,
    "a folder for a vault": vault_is_a_folder,
    "read-only home": read_only_home,
    "broken helplines": broken_helplines,
    "no modules": no_modules,
    "TERM=dumb": seen_with(TERM="dumb"),
    "no TERM": seen_with(TERM=""),
    "LC_ALL=C": seen_with(LC_ALL="C", LANG=""),
    "20 columns": seen_with(COLUMNS="20", LINES="5"),
    "no home": seen_with(HOME="/nonexistent", XDG_DATA_HOME="/nonexistent/data"),
}


@pytest.mark.parametrize("name", STATES)
def test_help_comes_first_and_loads_nothing_heavy(amina: Person, name: str) -> None:
    state = STATES[name](amina)
    command = (*state.before, sys.executable, "-c", LISTENING)
    done = state.person.run("help-now", "--country", "US", command=command, **state.environment)
    assert done.returncode == 0
    assert "LOADED []" in done.stderr and "Traceback" not in done.stderr
    paragraphs = [" ".join(each.split()) for each in done.stdout.split("\n\n")]
    first = paragraphs[1] if paragraphs[0] == "Help now" else paragraphs[0]
    assert first.startswith("If you might act on thoughts of ending your life, or someone is hurt, call 911 now.")
    assert "988" in done.stdout
    assert "\x1b" not in done.stdout and done.stdout.isascii()


@pytest.mark.parametrize("name", ["broken vault", "broken helplines", "read-only home"])
def test_help_comes_on_a_terminal_too(amina: Person, sit: Sit, name: str) -> None:
    state = STATES[name](amina)
    terminal = sit(state.person, "help-now", "--country", "US", size=(20, 5), command=(*state.before, *PROGRAM))
    assert terminal.ends() == 0
    assert "call 911 now." in " ".join(terminal.raw.decode().split())
    assert terminal.modes() == terminal.modes_before


@pytest.mark.parametrize("arguments", [("overdos",), ("someone", "will", "not", "wake", "up"), ("--country", "Atlantis"), ("help", "me")])
def test_a_slip_of_the_fingers_still_brings_help(amina: Person, arguments: tuple[str, ...]) -> None:
    done = amina.run("help-now", *arguments)
    assert done.returncode == 0
    assert "If you might act on thoughts of ending your life" in " ".join(done.stdout.split())
