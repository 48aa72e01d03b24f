"""`iop export`: pages in every form, what has left, and what does not."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from iop_tui.domain.safety import SafetyEntry
from iop_tui.errors import Exit
from iop_tui.services import aftercare, paper
from iop_tui.services.house import open_house

from .conftest import ROOT, Run


def left(data: Path) -> list[tuple[str, str, str]]:
    house = open_house(data=data)
    try:
        return [(each.sheet, each.form, each.line) for each in paper.left_so_far(house)]
    finally:
        house.store.close()


def test_without_a_name_the_pages_are_listed(run: Run) -> None:
    done = run("export")
    assert done.returncode == Exit.OK
    assert [line.split()[0] for line in done.stdout.splitlines()] == [*(each.name for each in paper.SHEETS), "unsaid", "all"]


def test_a_name_that_is_none_is_told_with_those_there_are(run: Run) -> None:
    done = run("export", "leaflet")
    assert done.returncode == Exit.USAGE
    assert "'leaflet'" in done.stderr and "wallet" in done.stderr


@pytest.mark.parametrize("name", [each.name for each in paper.SHEETS if each.of not in ("unit", "letter")])
def test_every_page_comes_as_text(run: Run, luis: Path, name: str) -> None:
    done = run("export", name)
    assert done.returncode == Exit.OK, done.stderr
    assert done.stdout.strip()
    assert left(luis) == [(name, "txt", "printed out")]


@pytest.mark.parametrize("form", paper.FORMS)
def test_each_form_goes_to_a_new_private_file_and_is_noted(run: Run, luis: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"mine.{form}"
    done = run("export", "safety", "--format", form, "--to", str(target), "--whom", typed="Dr. Osei\n")
    assert done.returncode == Exit.OK, done.stderr
    assert target.stat().st_mode & 0o777 == 0o600
    before = target.read_bytes()
    assert run("export", "after", "--format", form, "--to", str(target)).returncode == Exit.REFUSED
    assert target.read_bytes() == before
    assert left(luis) == [("safety", form, f"mine.{form}, for Dr. Osei")]


def test_nobody_is_asked_for_whom_it_is_unless_one_wants_to_be(run: Run, luis: Path) -> None:
    assert run("export", "after").stderr == ""


def export(data: Path, tmp_path: Path, stdout: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(data.parent), "TERM": "xterm"}
    command = [sys.executable, "-m", "iop_tui", "export", *arguments]
    return subprocess.run(command, env=environment, cwd=tmp_path, stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False)


def test_a_pdf_goes_through_a_pipe_byte_for_byte_and_never_to_a_terminal(luis: Path, tmp_path: Path) -> None:
    piped = export(luis, tmp_path, subprocess.PIPE, "wallet", "--format", "pdf", "--stdout")
    assert piped.returncode == Exit.OK, piped.stderr
    assert piped.stdout.startswith(b"%PDF") and piped.stdout.rstrip().endswith(b"%%EOF")
    assert "When it is hard" in PdfReader(BytesIO(piped.stdout)).pages[0].extract_text()
    master, terminal = pty.openpty()
    try:
        shown = export(luis, tmp_path, terminal, "wallet", "--format", "pdf")
    finally:
        os.close(terminal)
        os.close(master)
    assert shown.returncode == Exit.USAGE
    assert b"nothing to read on a terminal" in shown.stderr
    assert left(luis) == [("wallet", "pdf", "printed out")]


def test_a_full_card_is_told(run: Run, luis: Path) -> None:
    house = open_house(data=luis)
    for number in range(20):
        aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": f"Count {number} tiles"})
    house.store.close()
    done = run("export", "wallet")
    assert len(done.stdout.splitlines()) <= 14
    assert "The card is full." in done.stderr


def test_everything_is_noted_too_and_the_note_is_not_in_it(run: Run, luis: Path) -> None:
    assert '"shares"' not in run("export", "all", "--format", "json").stdout
    assert left(luis) == [("all", "json", "printed out")]


def test_what_did_not_leave_is_not_noted(run: Run, luis: Path, tmp_path: Path) -> None:
    assert run("export", "after", "--to", str(tmp_path / "no" / "such.txt")).returncode != Exit.OK
    assert run("export", "run", "dbt.dt.breath").returncode == Exit.USAGE
    assert left(luis) == []
