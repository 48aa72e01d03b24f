"""`iop progress` and `iop export report`: the same numbers as in room 6, in lines and for a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from year import HARD, Year, keep, year

from iop_tui.errors import Exit
from iop_tui.services.house import open_house

from .conftest import Run


@pytest.fixture
def made(luis: Path) -> Year:
    """Luis, a year later."""
    house = open_house(data=luis)
    made = year(house.clock.today())
    keep(house, made)
    house.store.close()
    return made


def test_progress_is_three_bars_and_a_sentence_on_each_series(run: Run, made: Year) -> None:
    done = run("progress")
    assert done.returncode == 0
    for wanted in ("Preparation (", "Commitment (", "Support (not begun yet)", "how hard the day was\n  From ", "skills used\n"):
        assert wanted in done.stdout
    assert max(len(line) for line in done.stdout.split("\n")) <= 80


def test_progress_gives_a_script_the_numbers_of_the_range(run: Run, made: Year) -> None:
    found = json.loads(run("progress", "--json", "--range", "all").stdout)
    assert [each["name"] for each in found["bars"]] == ["Preparation", "Commitment", "Support"]
    hard = next(each for each in found["series"] if each["name"] == "how hard the day was")
    values = {day.isoformat(): value for day, value in made.values(HARD).items()}
    assert {each["day"]: each["value"] for each in hard["numbers"]} == values
    assert found["from"] == min((*made.cards, *(each.day for each in made.uses if each.day))).isoformat()
    skill = found["helped"][0]
    assert skill["uses"] == sum(each.unit == skill["unit"] for each in made.uses)
    assert len(skill["rows"]) == skill["uses"]
    assert skill["lower"]["from"] <= skill["lower"]["mean"] <= skill["lower"]["to"]


def test_progress_of_somebody_who_has_begun_says_how_each_bar_begins(run: Run, luis: Path) -> None:
    done = run("progress")
    assert done.returncode == 0
    assert "It begins with one first name" in done.stdout
    assert "The diary card (5) begins it." in " ".join(done.stdout.split())
    assert json.loads(run("progress", "--json").stdout)["series"] == []


def test_progress_before_anything_is_kept_says_so(run: Run) -> None:
    done = run("progress")
    assert done.returncode == Exit.NO_VAULT
    assert "nothing saved here yet" in done.stderr


@pytest.mark.parametrize("form", ["txt", "md"])
def test_a_report_is_written_to_a_new_private_file(run: Run, made: Year, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"report.{form}"
    assert run("export", "report", "--format", form, "--to", str(target)).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    text = target.read_text("utf-8")
    assert "It is not a diagnosis." in " ".join(text.split())
    assert ("# Progress report" in text) == (form == "md")
