"""Taking part, as commands: what was not said leaves only item by item."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands.conftest import Run

from iop_tui.domain.books.working import UNSAID, Unsaid
from iop_tui.services import listing, paper
from iop_tui.services.house import door

PLANTED = "xylophone"


@pytest.fixture
def two_things(luis: Path) -> Path:
    """Luis has written down two things that nobody has heard yet."""
    house = door(data=luis).open()
    listing.keep(house, UNSAID, Unsaid(), {"words": f"The {PLANTED} in the attic", "whom": "my therapist"})
    listing.keep(house, UNSAID, Unsaid(), {"words": f"A letter about the {PLANTED}"})
    house.store.close()
    return luis


def test_only_what_was_chosen_leaves(run: Run, two_things: Path) -> None:
    done = run("export", "unsaid", typed="yes\nno\n")
    assert done.returncode == 0
    assert f"The {PLANTED} in the attic" in done.stdout
    assert "my therapist" in done.stdout
    assert "A letter" not in done.stdout
    none = run("export", "unsaid", typed="no\nno\n")
    assert (none.returncode, none.stdout) == (2, "")
    assert "It all stays where it is." in none.stderr


@pytest.mark.parametrize("what", [each.name for each in paper.SHEETS if each.of != "letter"])
def test_no_other_export_takes_it_along(run: Run, two_things: Path, what: str) -> None:
    named = (what, "dbt.dt.stop") if what == "run" else (what,)
    done = run("export", *named)
    assert done.returncode == 0
    assert PLANTED not in done.stdout + done.stderr


def test_everything_is_taken_out_without_it_and_that_is_said(run: Run, two_things: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    done = run("export", "all", "--format", "json", "--to", str(target))
    assert done.returncode == 0
    assert PLANTED not in target.read_text("utf-8")
    assert "leaves only item by item: iop export unsaid" in " ".join(done.stderr.split())


@pytest.mark.parametrize("arguments", [("list", "unsaid"), ("list", "unsaid", "--json")])
def test_the_list_is_not_printed_as_a_whole(run: Run, two_things: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert PLANTED not in done.stdout + done.stderr
    assert "iop export unsaid" in " ".join(done.stderr.split())


@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("today",), ("today", "--json")])
def test_no_other_command_says_it(run: Run, two_things: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert PLANTED not in done.stdout


def test_the_search_of_the_command_line_does_not_say_it(run: Run, two_things: Path) -> None:
    assert PLANTED not in run("search", typed=f"{PLANTED}\n").stdout


def test_a_backup_keeps_it(run: Run, two_things: Path) -> None:
    name = run("backup").stdout.split(":")[0]
    house = door(data=two_things).open()
    for item in listing.items(house, UNSAID):
        listing.remove(house, UNSAID, item)
    house.store.close()
    assert run("restore", name, typed="yes\n").returncode == 0
    house = door(data=two_things).open()
    assert len(listing.items(house, UNSAID)) == 2
    house.store.close()


def test_homework_is_added_by_questions_and_listed_with_the_weeks_share(run: Run, luis: Path) -> None:
    house = door(data=luis).open()
    today = house.clock.today().isoformat()
    house.store.close()
    done = run("add", "homework", typed=f"Paced breathing\n\ngroup\n{today}\npartly\na little of it\nnoise\n\n")
    assert done.returncode == 0
    listed = run("list", "homework").stdout
    for part in ("Paced breathing", "0.5 of 1, half or more", "a little of it", "noise"):
        assert part in listed
    assert json.loads(run("list", "homework", "--json").stdout)[0]["stands"] == "partly"
