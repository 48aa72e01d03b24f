"""What lists or shows something says it as data, too, and the data says what the text says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iop_tui.arguments import COMMANDS
from iop_tui.cli import understand
from iop_tui.errors import Exit, UsageError
from iop_tui.parsing import parser

from .conftest import Run

ACTS = (
    "open", "checkin", "attend", "happened", "practice", "ask", "add", "import", "backup", "passphrase", "forget-me", "new-unit", "export"
)  # fmt: skip
"""What does something, and lists nothing; `export` has its data as a form."""

SHOWN = (
    ("today",), ("read", "dbt.dt.stop"), ("plan",), ("plan", "switch"), ("week",), ("card",), ("score",), ("questions",), ("list",),
    ("list", "goals"), ("check-off",), ("check-off", "stepdown"), ("do",), ("progress",), ("help-now",), ("where",), ("settings",),
    ("profile",), ("privacy",), ("doctor",), ("export", "--format"), ("export", "after", "--format"), ("export", "scores", "--format"),
)  # fmt: skip


def test_every_command_that_lists_or_shows_can_say_it_as_data() -> None:
    parsers = next(each.choices for each in parser()._subparsers._group_actions)  # type: ignore[union-attr]
    without = [name for name in COMMANDS if "--json" not in parsers[name]._option_string_actions]  # type: ignore[index, call-overload]
    assert sorted(without) == sorted(ACTS)


@pytest.mark.parametrize("asked", SHOWN, ids=" ".join)
def test_it_is_data_and_nothing_else(run: Run, luis: Path, asked: tuple[str, ...]) -> None:
    done = run(*asked, "json" if asked[-1] == "--format" else "--json")
    assert done.returncode in (0, Exit.DOCTOR_WARNS), done.stderr
    assert json.loads(done.stdout) is not None


def test_a_page_as_data_holds_every_word_of_the_page(run: Run, luis: Path) -> None:
    text = " ".join(run("read", "dbt.dt.stop").stdout.split())
    found = json.loads(run("read", "dbt.dt.stop", "--json").stdout)
    assert found["title"].startswith("STOP")
    said = [each["text"] for each in found["blocks"] if each["kind"] in ("heading", "text")]
    assert len(said) > 10
    assert all(" ".join(each.split()) in text for each in said)


def test_the_problems_of_a_unit_are_data(run: Run, tmp_path: Path) -> None:
    unit = tmp_path / "unit.md"
    unit.write_text("---\nid: a.b\n---\n")
    done = run("check", str(unit), "--json")
    assert done.returncode == Exit.REFUSED
    assert {"path", "line", "message", "level"} == set(json.loads(done.stdout)[0])


def test_the_copies_are_data(run: Run, luis: Path) -> None:
    assert run("backup").returncode == 0
    assert [set(each) for each in json.loads(run("restore", "--json").stdout)] == [{"name", "holds", "bytes"}]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_a_command_alone_is_understood_as_by_the_parser(name: str) -> None:
    typed = [name] if name else []
    try:
        expected = parser().parse_args(typed)
    except UsageError:
        with pytest.raises(UsageError):
            understand(typed)
    else:
        assert vars(understand(typed)) == vars(expected)
