"""The books as commands: how they stand, one of them, and one more by questions."""

from __future__ import annotations

import json
from pathlib import Path

from iop_tui.domain.books import BOOKS

from .conftest import Run


def typed(name: str, **said: str) -> str:
    """What is typed at every question of a book; `said` by field, and Enter for the others."""
    return "".join(f"{said.get(each.id.replace('-', '_'), '')}\n" for each in BOOKS[name].fields)


def test_every_list_says_how_it_stands(run: Run, luis: Path) -> None:
    assert run("list").stdout.splitlines()[0].startswith("asks")
    assert set(json.loads(run("list", "--json").stdout)) == set(BOOKS)


def test_a_goal_is_written_down_by_questions_and_listed(run: Run, luis: Path) -> None:
    done = run("add", "goals", typed=typed("goals", goal="Outside before noon", matters="9"))
    assert (done.returncode, done.stderr.count("Kept.")) == (0, 1)
    assert "Outside before noon" in run("list", "goals").stdout
    assert "Goals: Outside before noon" in run("today").stdout


def test_what_keeps_it_from_being_kept_is_asked_once_more_and_nothing_else_is(run: Run, luis: Path) -> None:
    done = run("add", "goals", typed=typed("goals", seen="On Saturdays") + "Sew\n")
    assert done.returncode == 0
    assert "What do you want? Your own words will do." in done.stderr
    assert json.loads(run("list", "goals", "--json").stdout)[0]["seen"] == "On Saturdays"


def test_a_program_begins_with_the_needs_that_were_named(run: Run, luis: Path) -> None:
    done = run("add", "programs", typed="River House\nsave\n")
    assert done.returncode == 0, done.stderr
    kept = json.loads(run("list", "programs", "--json").stdout)[0]
    assert kept["name"] == "River House"
    assert [each["need"] for each in kept["needs"]] == ["mental health", "substance use"]


def test_a_list_that_does_not_exist_is_answered_with_those_that_do(run: Run, luis: Path) -> None:
    done = run("list", "nothing")
    assert done.returncode == 2
    assert "programs" in done.stderr
