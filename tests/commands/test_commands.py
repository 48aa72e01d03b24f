"""Commands do the same acts as the screen; what they refuse, they refuse in one sentence with a documented exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iop_tui.arguments import COMMANDS
from iop_tui.errors import Exit

from .conftest import ROOT, Run


def flat(text: str) -> str:
    return " ".join(text.split())


def test_today_shows_what_is_due(run: Run, luis: Path) -> None:
    done = run("today")
    assert done.returncode == 0
    assert "Next: STOP: a pause before you act" in done.stdout
    assert "1. Walk 20 minutes: unknown" in done.stdout
    found = json.loads(run("today", "--json").stdout)
    assert [each["title"] for each in found["commitments"]] == ["Walk 20 minutes", "Evening medicine"]


def test_checkin_marks_what_is_answered_and_leaves_the_rest(run: Run, luis: Path) -> None:
    done = run("checkin", typed="k\n\n")
    assert "Saved: kept." in done.stderr
    assert "Left as it is." in done.stderr
    states = [each["state"] for each in json.loads(run("today", "--json").stdout)["commitments"]]
    assert states == ["kept", "unknown"]


def test_a_missed_medicine_is_never_to_be_caught_up(run: Run, luis: Path) -> None:
    assert "Do not take extra to catch up" in run("checkin", "2", typed="missed\n").stderr


def test_checkin_asks_again_when_it_does_not_understand(run: Run, luis: Path) -> None:
    done = run("checkin", "1", typed="perhaps\npartly\n")
    assert "one of these words" in done.stderr
    assert "Saved: partly." in done.stderr


def test_search_asks_for_its_words_and_finds_own_ones(run: Run, luis: Path) -> None:
    assert "the bus drove off" in run("search", typed="BUS drove\n").stdout
    assert "answer" in [each["kind"] for each in json.loads(run("search", "--json", typed="bus drove\n").stdout)]


def test_a_unit_is_read_as_text_of_eighty_columns(run: Run) -> None:
    done = run("read", "dbt.dt.stop")
    assert done.stdout.startswith("STOP: a pause before you act")
    assert max(len(line) for line in done.stdout.split("\n")) <= 80


def test_a_run_is_exported_to_a_new_private_file_and_never_over_another(run: Run, luis: Path, tmp_path: Path) -> None:
    assert "the bus drove off" in run("export", "run", "dbt.dt.stop").stdout
    target = tmp_path / "mine.md"
    assert run("export", "run", "dbt.dt.stop", "--format", "md", "--to", str(target)).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    before = target.read_text("utf-8")
    again = run("export", "run", "dbt.dt.stop", "--to", str(target))
    assert again.returncode == Exit.REFUSED
    assert "Traceback" not in again.stderr
    assert target.read_text("utf-8") == before


def test_settings_are_shown_and_changed(run: Run, data: Path) -> None:
    assert run("settings", "country", "de").returncode == 0
    assert json.loads(run("settings", "--json").stdout)["country"] == "DE"
    assert "911" not in run("help-now").stdout


REFUSED = [
    (("nope",), Exit.USAGE, "not understood"),
    (("read", "dbt.dt.stpo"), Exit.USAGE, "dbt.dt.stop"),
    (("read", "trauma.core.ground"), Exit.USAGE, "not written yet"),
    (("export", "run"), Exit.USAGE, "Which unit?"),
    (("export", "run", "dbt.dt.breath"), Exit.USAGE, "not filled in"),
    (("checkin", "9"), Exit.USAGE, "from 1 to 2"),
    (("settings", "zone", "Berlin"), Exit.USAGE, "Europe/Berlin"),
    (("settings", "color", "red"), Exit.USAGE, "no setting called color"),
    (("settings", "country", "atlantis"), Exit.USAGE, "no helplines"),
    (("check", "no/such/file.md"), Exit.REFUSED, ""),
]


@pytest.mark.parametrize(("arguments", "code", "sentence"), REFUSED, ids=[" ".join(each[0]) for each in REFUSED])
def test_a_refusal_is_one_sentence_with_its_code(run: Run, luis: Path, arguments: tuple[str, ...], code: Exit, sentence: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert sentence in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_without_a_vault_the_way_to_begin_is_named(run: Run) -> None:
    for command in (("today",), ("checkin",), ("export", "after")):
        done = run(*command)
        assert done.returncode == Exit.NO_VAULT
        assert "Start the program with: iop" in done.stderr


def test_a_damaged_vault_says_so_and_is_left_alone(run: Run, luis: Path) -> None:
    vault = next(luis.glob("profiles/*/vault.db"))
    vault.write_bytes(b"\x00" * 8192)
    done = run("today")
    assert done.returncode == Exit.DAMAGED
    assert "damaged" in done.stderr
    assert vault.read_bytes() == b"\x00" * 8192
    assert run("doctor").returncode == Exit.DOCTOR_FOUND_DAMAGE


def test_a_folder_that_others_may_write_to_is_refused(run: Run, luis: Path) -> None:
    folder = next(luis.glob("profiles/*"))
    folder.chmod(0o777)
    done = run("today")
    assert done.returncode == Exit.REFUSED
    assert "Other people can write" in done.stderr


def test_without_a_screen_the_program_goes_line_by_line(run: Run, luis: Path) -> None:
    done = run(TERM="dumb", typed="help\n")
    assert done.returncode == 0
    assert "call 911 now" in " ".join(done.stdout.split())
    assert done.stdout.endswith("Everything is kept. Goodbye.\n")


def test_a_new_unit_passes_the_parser_and_is_never_written_over(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "my" / "unit.md"
    target.parent.mkdir()
    assert run("new-unit", str(target)).returncode == 0
    before = target.read_text("utf-8")
    assert run("new-unit", str(target)).returncode == Exit.REFUSED
    assert target.read_text("utf-8") == before


def test_a_broken_unit_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "broken.md"
    target.write_text((ROOT / "modules/dbt/dt/stop.md").read_text("utf-8").replace('kind = "scale"', 'kind = "scal"', 1))
    done = run("check", str(target))
    assert done.returncode == Exit.REFUSED
    assert 'did you mean "scale"?' in done.stdout
    target.write_bytes(b"x" * 300_000)
    assert "256" in run("check", str(target)).stdout


def test_every_command_has_a_line_in_the_docs() -> None:
    page = (ROOT / "docs/commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"iop {name}" not in page] == []


def test_every_exit_code_has_a_line_in_the_docs() -> None:
    page = (ROOT / "docs/commands.md").read_text("utf-8")
    assert [code for code in Exit if str(int(code)) not in page] == []


def test_nothing_is_imported_from_the_folder_one_happens_to_be_in(run: Run, luis: Path, tmp_path: Path) -> None:
    for name in ("msgspec", "tinydb", "argparse", "json", "sqlite3", "cryptography", "readline", "sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text("print('planted', flush=True); raise SystemExit(77)")
    done = run("today")
    assert "planted" not in done.stdout + done.stderr
    assert done.returncode == 0


def test_a_skill_that_was_tried_is_kept_by_questions(run: Run, luis: Path) -> None:
    done = run("practice", typed="paced breathing\n8\ntwelve\n5\n2\nOn the bus.\n\n\n")
    assert "That counts, whatever came of it." in flat(done.stderr)
    assert "another one may fit better" in flat(done.stderr).lower()
    assert "Please use a" in done.stderr
    assert "On the bus." in run("search", typed="bus\n").stdout
    assert run("practice", typed="999\n").returncode == Exit.REFUSED
    assert run("practice", typed="\n").returncode == 0
