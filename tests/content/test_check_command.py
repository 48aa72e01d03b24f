"""`iop check` and `iop new-unit`, as a writer types them."""

from pathlib import Path

import pytest
from content.test_library import put, unit

from iop_tui.cli import main
from iop_tui.content.parse import read_unit_file
from iop_tui.content.where import shipped_folder
from iop_tui.domain.unit import Origin

STOP = shipped_folder() / "dbt" / "dt" / "stop.md"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def test_a_good_unit_is_one_quiet_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(STOP)]) == 0
    assert capsys.readouterr() == ("", "1 unit, no problems\n")


def test_each_problem_is_one_line_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "my/hard/days.md", unit("Days", text="You should go."))
    assert main(["check", "my/hard/days.md"]) == 1
    said = capsys.readouterr()
    assert 'my/hard/days.md:13: "should": leave it out, or use can, might, try' in said.out.splitlines()
    assert said.err.startswith("1 unit, ") and said.err.count("\n") == 1


def test_a_file_that_is_not_there_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.md"]) == 1
    assert capsys.readouterr().out == "nowhere.md: this file cannot be read: no such file or directory\n"


def test_a_fingerprint_is_all_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    reading = read_unit_file(STOP, "dbt.dt.stop", Origin("shipped", ""))
    assert main(["check", "--fingerprint", str(STOP)]) == 0
    assert capsys.readouterr() == (f"{reading.text_hash}\n", "")


def test_a_new_unit_passes_the_parser_and_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("my/hard/days.md")
    assert main(["new-unit", str(path)]) == 0
    written = path.read_bytes()
    assert read_unit_file(path, "my.hard.days", Origin("personal", "")).unit is not None
    assert main(["new-unit", str(path)]) == 1
    assert "already" in capsys.readouterr().err
    assert path.read_bytes() == written


def test_a_new_unit_is_told_only_what_is_to_be_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new-unit", "my/hard/days.md"])
    main(["check", "my/hard/days.md"])
    said = capsys.readouterr().out.splitlines()
    assert said and all("words" in each for each in said)


@pytest.mark.parametrize("path", ["my/unit.txt", "/proc/unit.md"])
def test_a_place_where_no_unit_can_be_is_one_clear_sentence(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-unit", path]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
