"""Promise 1: `iop help-now` answers in any state of the data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, Run

FIRST = "If you might act on thoughts of ending your life, or someone is hurt, call"


def helped(done: subprocess.CompletedProcess[str], number: str = "your") -> bool:
    """Whether help came, its first line with the emergency number, and nothing went wrong aloud."""
    first = " ".join(done.stdout.split("\n\n")[1].split())
    return done.returncode == 0 and first.startswith(f"{FIRST} {number}") and "Traceback" not in done.stderr


def test_without_any_data(run: Run, data: Path) -> None:
    assert helped(run("help-now"))
    assert not data.exists(), "asking for help leaves no trace"


def test_with_the_country_of_the_settings(run: Run, luis: Path) -> None:
    done = run("help-now")
    assert helped(done, "911")
    assert "988" in done.stdout


def test_with_another_country(run: Run, luis: Path) -> None:
    assert helped(run("help-now", "--country", "gb"), "999")


@pytest.mark.parametrize("damage", [b"", b"not a vault at all" * 500, os.urandom(4096)], ids=["empty", "other text", "noise"])
def test_with_a_broken_vault(run: Run, luis: Path, damage: bytes) -> None:
    vault = next(luis.glob("profiles/*/vault.db"))
    vault.write_bytes(damage)
    assert helped(run("help-now"), "911")


def test_with_broken_prefs_and_a_folder_where_a_file_belongs(run: Run, luis: Path) -> None:
    for path in (luis / "prefs.json", *luis.glob("profiles/*/prefs.json")):
        assert helped(run("help-now"), "911"), "the other one still tells the country"
        path.write_text("{ broken")
    assert helped(run("help-now"))
    for path in (luis / "prefs.json", *luis.glob("profiles/*/prefs.json")):
        path.unlink()
        path.mkdir()
    assert helped(run("help-now"))


def test_without_a_home(run: Run) -> None:
    assert helped(run("help-now", XDG_DATA_HOME="/nonexistent/nowhere", HOME="/nonexistent"))


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"TERM": ""}, {"LC_ALL": "C"}, {"NO_COLOR": "1"}, {"COLUMNS": "20"}])
def test_on_any_terminal(run: Run, environment: dict[str, str]) -> None:
    done = run("help-now", **environment)
    assert helped(done)
    assert "\x1b" not in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    "text", ["", "[[country]]\ncode = 7", "\x00\x01", "country = 'US'", None], ids=["empty", "wrong", "noise", "other", "gone"]
)
def test_with_a_broken_list_of_helplines(tmp_path: Path, text: str | None) -> None:
    """The built-in rows serve."""
    package = tmp_path / "copy"
    shutil.copytree(ROOT / "iop_tui", package / "iop_tui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "modules", package / "modules")
    (package / "modules" / "helplines.toml").unlink()
    if text is not None:
        (package / "modules" / "helplines.toml").write_text(text)
    environment = {**os.environ, "PYTHONPATH": str(package), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "iop_tui", "help-now", "--country", "US"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert helped(done, "911")
    assert "988" in done.stdout


@pytest.mark.parametrize(("page", "words"), [("overdose", "naloxone"), ("afraid", "advocate"), ("withdrawal", "detox service")])
def test_the_pages_beside_it(run: Run, page: str, words: str) -> None:
    done = run("help-now", page, "--country", "US")
    assert done.returncode == 0
    assert words in " ".join(done.stdout.split())


def test_the_own_plan_is_printed_only_when_the_person_wants_that(run: Run, luis: Path) -> None:
    from iop_tui.domain.safety import SafetyEntry
    from iop_tui.services import aftercare
    from iop_tui.services.house import open_house

    house = open_house(data=luis)
    aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "Ana", "phone": "555 0100", "note": ""}})
    house.store.close()
    assert "Ana" not in run("help-now").stdout
    run("settings", "plan-on-help-now", "yes")
    assert "Ana, 555 0100" in run("help-now").stdout


def test_the_numbers_stand_at_the_end_too_where_a_long_page_has_scrolled(run: Run) -> None:
    last = " ".join(run("help-now", "--country", "US").stdout.split()[-60:])
    assert "call 911 now" in last
    assert "988" in last
