"""How the process of a command ends: at once, and never in silence when what it wrote did not arrive."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def iop(tmp_path: Path, redirect: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as a shell starts it, with its output sent elsewhere."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TEXTUAL", "XDG"))}
    environment = {**clean, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path)}
    command = ["sh", "-c", f'"$@" {redirect}', "sh", sys.executable, "-m", "iop_tui", *arguments]
    return subprocess.run(command, env=environment, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [("help-now",), ("read", "iop.s4.packet", "--json")], ids=["at the end", "in the middle"])
def test_a_full_disk_under_the_output_is_said_once_and_is_no_success(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = iop(tmp_path, "> /dev/full", *command)
    assert done.returncode == 1
    assert " ".join(done.stderr.split()) == "Not all of this could be written out: No space left on device. What you saved is safe."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_page_that_did_not_arrive_is_not_noted_as_having_left(luis: Path) -> None:
    def shares() -> list[object]:
        everything = json.loads(iop(luis.parent, "", "export", "all", "--format", "json").stdout)
        return [each for each in everything["tables"].get("shares", []) if each["body"]["sheet"] == "safety"]

    assert iop(luis.parent, "> /dev/full", "export", "safety").returncode == 1
    assert not shares()
    assert iop(luis.parent, "", "export", "safety").returncode == 0
    assert len(shares()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_help_that_did_not_arrive_is_said_as_for_any_other_command(tmp_path: Path) -> None:
    done = iop(tmp_path, "> /dev/full", "--help")
    assert (done.returncode, done.stderr.split()[:3]) == (1, ["Not", "all", "of"])
    assert iop(tmp_path, "| true", "--help").stderr == ""


@pytest.mark.parametrize("command", [(), ("--line",), ("ask",)], ids=["screen", "lines", "command"])
def test_a_closed_keyboard_is_like_an_empty_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert "fault" not in iop(tmp_path, "<&-", *command).stderr


def test_a_reader_that_has_gone_is_nothing_to_complain_about(tmp_path: Path) -> None:
    done = iop(tmp_path, "| true", "help-now")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_any_output_there_is_no_fault(tmp_path: Path) -> None:
    done = iop(tmp_path, ">&- 2>&-", "help-now")
    assert (done.returncode, done.stderr) == (0, "")
