"""The lists to tick off, by questions."""

from __future__ import annotations

import json
from pathlib import Path

from commands.conftest import Run


def test_a_list_is_gone_through_by_questions_and_shown(run: Run, luis: Path) -> None:
    done = run("check-off", "stepdown", typed="y\n\nleave\n")
    assert done.returncode == 0, done.stderr
    shown = run("check-off", "stepdown", "--show").stdout
    assert "1 of 10 ticked." in shown
    assert "The first visit afterward is booked" in shown
    listed = json.loads(run("check-off", "stepdown", "--json").stdout)
    assert [each["id"] for each in listed if each["is_ticked"]] == ["visit"]
    assert "1 of 10" in run("check-off").stdout


def test_an_unknown_list_names_those_there_are(run: Run, luis: Path) -> None:
    done = run("check-off", "nothing")
    assert done.returncode == 2
    assert "explained, stepdown" in done.stderr
