"""The plan as a command: listed by weeks, another one taken, and taken out as a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands.conftest import ROOT, Run

from iop_tui.errors import Exit


def test_the_plan_is_listed_with_week_state_and_reason(run: Run, luis: Path) -> None:
    done = run("plan")
    assert done.returncode == 0
    text = " ".join(done.stdout.split())
    assert "Eight weeks, close together. Eight weeks go well with a program." in text
    assert "Now: week 1 of " in text
    assert "dbt.dt.stop started STOP: a pause before you act A skill you can use today, whatever comes next." in text
    found = json.loads(run("plan", "--json").stdout)
    assert (found["plan"], found["left_out"]) == ("plan8", [])
    assert found["place"].startswith("week 1 of ")
    assert found["items"][0] == {
        "unit": "dbt.dt.stop",
        "title": "STOP: a pause before you act",
        "week": 1,
        "of": found["items"][0]["of"],
        "kind": "week",
        "theme": "Start, safety, and a pause",
        "state": "started",
        "reason": "A skill you can use today, whatever comes next.",
    }


@pytest.mark.parametrize("name", ["plan24", "planstart+plan12", "own"])
def test_another_plan_is_taken_by_its_name(run: Run, luis: Path, name: str) -> None:
    assert f"{name}: " in run("plan", "switch").stdout
    done = run("plan", "switch", name)
    assert done.returncode == 0
    assert done.stdout.startswith("Your plan: ")
    assert json.loads(run("plan", "--json").stdout)["plan"] == name


def test_an_empty_plan_says_where_others_are(run: Run, luis: Path) -> None:
    run("plan", "switch", "own")
    assert "Others are listed by: iop plan switch" in run("plan").stdout
    assert json.loads(run("plan", "--json").stdout)["items"] == []


def test_an_unknown_plan_is_refused_and_nothing_changes(run: Run, luis: Path) -> None:
    before = run("plan").stdout
    for arguments in (("plan", "switch", "plan9"), ("plan", "swich")):
        done = run(*arguments)
        assert done.returncode == Exit.USAGE
        assert "Traceback" not in done.stderr
    assert run("plan").stdout == before


def test_the_plan_is_taken_out_as_a_page(run: Run, luis: Path, tmp_path: Path) -> None:
    text = run("export", "plan").stdout
    assert text.startswith("My plan")
    assert max(len(line) for line in text.split("\n")) <= 80
    assert "# My plan" in run("export", "plan", "--format", "md").stdout
    target = tmp_path / "plan.txt"
    assert run("export", "plan", "--to", str(target)).returncode == 0
    assert target.read_text("utf-8").startswith("My plan")


def test_listing_the_plan_loads_nothing_heavy(luis: Path) -> None:
    heavy = {"textual", "rich", "asyncio", "markdown_it", "ssl"}
    script = (
        f"import sys\nfrom iop_tui.cli import main\nmain(['plan'])\nprint('LOADED', sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(luis.parent), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert "dbt.dt.stop" in done.stdout
    assert "LOADED []" in done.stderr
