"""What is installed: the wheel holds the units, and both ways of installing work, wherever one stands."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import site
import subprocess
import sys
import time
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

import iop_tui
from iop_tui.arguments import COMMANDS
from iop_tui.errors import Exit

CHECKOUT = Path(__file__).parent.parent
MODULES = CHECKOUT / "modules"
TRAP = "import pathlib\npathlib.Path(__file__).with_suffix('.sprung').touch()\nraise SystemExit('imported from the working directory')\n"
TRAPPED = ("iop_tui", "textual", "rich", "tinydb", "msgspec", "markdown_it", "dateutil", "wcwidth", "json", "argparse", "sqlite3")


@dataclass(frozen=True)
class Installed:
    """A place where the program is installed."""

    bin: Path
    home: Path

    def environment(self) -> dict[str, str]:
        """A login's environment: nothing in it leads to the checkout."""
        dropped = ("PYTHON", "TEXTUAL", "XDG_", "VIRTUAL_ENV", "COV_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        return {**kept, "HOME": str(self.home), "XDG_DATA_HOME": str(self.home / "data"), "TERM": "xterm-256color", "LANG": "C.UTF-8"}

    def run(self, *command: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program of this installation from a folder outside the checkout."""
        told = [str(self.bin / command[0]), *command[1:]]
        return subprocess.run(
            told, cwd=at or self.home, env=self.environment(), capture_output=True, text=True, check=False, timeout=60, input=""
        )


def pip(python: Path | str, *arguments: str) -> None:
    """Let this environment's pip work for another one, without asking any registry."""
    command = [sys.executable, "-m", "pip", "--python", str(python), *arguments, "--no-build-isolation", "--no-deps", "--no-index", "-q"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", str(CHECKOUT), "--wheel-dir", str(folder))
    (built,) = folder.glob("*.whl")
    return built


def new_place(folder: Path) -> Installed:
    """A fresh environment that knows what the program depends on, from the environment of the tests, and nothing else."""
    venv.create(folder / "venv", symlinks=True, with_pip=False)
    place = Installed(folder / "venv" / "bin", folder / "home")
    place.home.mkdir(mode=0o700)
    packages = place.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    (Path(packages) / "of_the_tests.pth").write_text("".join(f"{each}\n" for each in site.getsitepackages()), "utf-8")
    return place


@pytest.fixture(scope="module", params=["wheel", "editable"])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = new_place(tmp_path_factory.mktemp(request.param))
    if request.param == "wheel":
        pip(place.bin / "python", "install", str(request.getfixturevalue("wheel")))
    else:
        pip(place.bin / "python", "install", "-e", str(CHECKOUT))
    where = place.run("python", "-c", "import iop_tui; print(iop_tui.__file__)").stdout
    assert where.startswith(str(CHECKOUT if request.param == "editable" else place.bin.parent)), where
    return place


def test_the_wheel_holds_every_unit_and_what_belongs_to_them(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    lying_there = {
        path.relative_to(MODULES).as_posix() for path in MODULES.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"tags.toml", "helplines.toml", "plans.toml", "ledger.toml", "LICENSE", "dbt/dt/stop.md"} <= lying_there
    assert {name.removeprefix("iop_tui/modules/") for name in names if name.startswith("iop_tui/modules/")} == lying_there


def test_the_wheel_holds_both_licenses_and_every_file_of_the_code(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    licenses = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert licenses == {"LICENSE", "modules/LICENSE"}
    package = CHECKOUT / "iop_tui"
    code = {path.relative_to(CHECKOUT).as_posix() for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert code <= names
    assert not [name for name in names if name.split("/")[0] in ("tests", "bench", "docs", "modules")]


def test_the_wheel_says_what_the_project_says(wheel: Path) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    with ZipFile(wheel) as opened:
        (metadata,) = (opened.read(name).decode() for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
    assert f"\nVersion: {iop_tui.__version__}\n" in metadata
    assert f"\nRequires-Python: {project['requires-python']}\n" in metadata
    assert f"\nLicense-Expression: {project['license']}\n" in metadata


def test_the_wheel_brings_a_man_page_with_every_command_and_every_exit_code(wheel: Path) -> None:
    page = shared(wheel, "share/man/man1/iop.1").replace("\\-", "-")
    assert all(f"\\fI\\,{name}\\/\\fR" in page for name in COMMANDS)
    assert all(f"\n.B {code.value}" in page or f", {code.value}\n" in page for code in Exit)
    assert str(CHECKOUT) not in page


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_the_wheel_brings_completions_that_offer_the_commands(wheel: Path, tmp_path: Path) -> None:
    script = tmp_path / "iop"
    script.write_text(shared(wheel, "share/bash-completion/completions/iop"), "utf-8")
    asks = f". {script}; COMP_WORDS=(iop hel); COMP_CWORD=1; _shtab_iop; echo ${{COMPREPLY[@]}}"
    assert subprocess.run(["bash", "--norc", "-c", asks], capture_output=True, text=True, check=True).stdout.split() == ["help-now"]
    for place in ("share/zsh/site-functions/_iop", "share/fish/vendor_completions.d/iop.fish"):
        assert all(name in shared(wheel, place) for name in COMMANDS)


def shared(wheel: Path, place: str) -> str:
    """A file that an installation puts under its prefix."""
    with ZipFile(wheel) as opened:
        (name,) = (each for each in opened.namelist() if each.endswith(f".data/data/{place}"))
        return opened.read(name).decode()


def test_it_tells_its_version_under_both_names(installed: Installed) -> None:
    for name in ("iop", "iop-tui"):
        done = installed.run(name, "--version")
        assert (done.returncode, done.stdout.strip()) == (0, f"iop-tui {iop_tui.__version__}"), done.stderr


def test_a_unit_can_be_read_from_another_folder(installed: Installed) -> None:
    done = installed.run("iop", "read", "dbt.dt.stop")
    assert done.returncode == 0, done.stderr
    assert "STOP: a pause before you act" in done.stdout


def test_every_unit_passes_its_check_from_another_folder(installed: Installed) -> None:
    done = installed.run("iop", "check")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    units = len([path for path in MODULES.rglob("*.md") if path.parent.parent.parent == MODULES and not path.name.startswith("_")])
    assert f"{units} units" in done.stderr, done.stderr


def test_help_now_answers_from_another_folder(installed: Installed) -> None:
    done = installed.run("iop", "help-now", "--country", "US")
    assert (done.returncode, "911" in done.stdout, "988" in done.stdout) == (0, True, True), done.stderr


@pytest.fixture
def trapped_folder(tmp_path: Path) -> Path:
    """A folder in which files of another person's lie, named like what the program imports."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for name in TRAPPED:
        (folder / f"{name}.py").write_text(TRAP, "utf-8")
    return folder


@pytest.mark.parametrize("command", [("--version",), ("read", "dbt.dt.stop"), ("check",), ("help-now",), ("where",)], ids=" ".join)
def test_a_command_imports_nothing_from_the_working_directory(installed: Installed, trapped_folder: Path, command: tuple[str, ...]) -> None:
    done = installed.run("iop", *command, at=trapped_folder)
    assert list(trapped_folder.glob("*.sprung")) == []
    assert done.returncode == 0, done.stderr


def test_the_full_screen_imports_nothing_from_the_working_directory(installed: Installed, trapped_folder: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(trapped_folder)
        os.execve(installed.bin / "iop", ["iop"], installed.environment())
    try:
        drawn = read_until(terminal, b"Help now")
        os.write(terminal, b"\x11")
        read_until(terminal, b"\x1b[?1049l")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    assert list(trapped_folder.glob("*.sprung")) == []
    assert b"\x1b[?1049h" in drawn


def read_until(terminal: int, wanted: bytes, patience: float = 30) -> bytes:
    """What a program draws until something is among it."""
    drawn = b""
    end = time.monotonic() + patience
    while wanted not in drawn and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                drawn += os.read(terminal, 1 << 16)
            except OSError:
                break
    assert wanted in drawn, drawn.decode("utf-8", "replace")
    return drawn
