"""Copies, the passphrase, several people, moving out and back in, and leaving: as commands."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from commands.conftest import Run

from iop_tui.errors import Exit
from iop_tui.services import keeping, sealing, tracking
from iop_tui.services.house import door
from iop_tui.store import faults, recovery
from iop_tui.store.locations import find_profiles

PASSPHRASE = "four brown horses"


@pytest.fixture
def sealed(luis: Path) -> Path:
    """Luis has set a passphrase; his recovery code lies beside his data."""
    house = door(data=luis).open()
    code = recovery.new()
    keeping.roll(house)
    sealing.turn_on(house, PASSPHRASE, code)
    house.store.close()
    (luis.parent / "paper").write_text(code)
    return luis


def vault(data: Path) -> Path:
    return find_profiles(data)[0].vault


# Copies


def test_a_copy_is_made_listed_and_brought_back(run: Run, luis: Path) -> None:
    made = run("backup")
    assert made.returncode == 0
    name = made.stdout.split(":")[0]
    assert "2 commitments" in made.stdout
    house = door(data=luis).open()
    tracking.delete_commitment(house, tracking.active(house)[0])
    house.store.close()
    listed = run("restore")
    assert f"{name}: " in listed.stdout
    assert "2 commitments" in listed.stdout
    assert run("restore", name, typed="no\n").returncode == 1
    assert "Evening medicine" not in run("today").stdout or "Walk" not in run("today").stdout
    back = run("restore", name, typed="yes\n")
    assert back.returncode == 0
    assert "Evening medicine" in run("today").stdout
    assert "Walk 20 minutes" in run("today").stdout
    undo = back.stderr.split("To undo this: iop restore ")[1].split()[0]
    assert run("restore", undo, typed="yes\n").returncode == 0
    assert run("today").stdout.count("minutes") + run("today").stdout.count("medicine") == 1


def test_only_one_copy_stays_when_one_asks_for_that(run: Run, luis: Path) -> None:
    run("backup")
    (made,) = luis.rglob("backups/*.db")
    for day in ("2026-01-31", "2026-02-28"):
        older = made.with_name(f"{day}.db")
        older.write_bytes(made.read_bytes())
        older.chmod(0o600)
        os.utime(older, (0, 0))
    assert run("backup", "--only", typed="no\n").returncode == 1
    assert len(run("restore").stdout.splitlines()) == 3
    assert run("backup", "--only", typed="yes\n").returncode == 0
    assert len(run("restore").stdout.splitlines()) == 1


def test_an_unknown_copy_and_no_copy_at_all(run: Run, luis: Path) -> None:
    assert "There is no copy yet." in run("restore").stderr
    run("backup")
    done = run("restore", "1999-01-01", typed="yes\n")
    assert done.returncode == 2
    assert "There is no copy called 1999-01-01." in done.stderr


# The passphrase


def test_a_sealed_vault_asks_for_its_passphrase_and_takes_the_recovery_code(run: Run, sealed: Path) -> None:
    assert "Walk 20 minutes" in run("today", typed=f"{PASSPHRASE}\n").stdout
    assert "Walk 20 minutes" in run("today", typed=(sealed.parent / "paper").read_text().lower() + "\n").stdout
    wrong = run("today", typed="three brown horses\n")
    assert (wrong.returncode, wrong.stdout) == (12, "")
    assert "That is not the passphrase." in wrong.stderr
    assert run("today").returncode == 12


def test_the_passphrase_is_changed_and_turned_off(run: Run, sealed: Path) -> None:
    changed = run("passphrase", "change", typed=f"{PASSPHRASE}\n{PASSPHRASE}\nfive gray geese\nfive gray geese\n")
    assert changed.returncode == 0, changed.stderr
    assert run("today", typed=f"{PASSPHRASE}\n").returncode == 12
    assert run("passphrase", "off", typed="five gray geese\nno such thing\n").returncode == 12
    assert run("passphrase", "off", typed="five gray geese\nfive gray geese\n").returncode == 0
    assert "Walk 20 minutes" in run("today").stdout


@pytest.mark.parametrize("typed", ["short\nshort\n", f"{PASSPHRASE}\nother\n", f"{PASSPHRASE}\n{PASSPHRASE}\n7K2M\n\n", ""])
def test_a_seal_that_was_not_finished_changes_nothing(run: Run, luis: Path, typed: str) -> None:
    done = run("passphrase", "on", typed=typed)
    assert done.returncode == Exit.REFUSED
    assert "Nothing was changed." in done.stderr
    assert "Walk 20 minutes" in run("today").stdout


def break_slots(data: Path) -> None:
    sql = sqlite3.connect(vault(data))
    sql.execute("UPDATE slot SET body = zeroblob(100)")
    sql.commit()
    sql.close()


def break_file(data: Path) -> None:
    whole = bytearray(vault(data).read_bytes())
    whole[100:4096] = bytes(3996)
    vault(data).write_bytes(whole)


def make_newer(data: Path) -> None:
    sql = sqlite3.connect(vault(data))
    sql.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    sql.commit()
    sql.close()


def exchange_for_an_open_one(data: Path) -> None:
    from iop_tui.store import making

    vault(data).unlink()
    making.create(vault(data))


def take_it_away(data: Path) -> None:
    vault(data).unlink()


CAUSES: dict[str, tuple[Callable[[Path], None], int, str]] = {
    "damaged slots": (break_slots, 14, "This is not about the passphrase."),
    "damaged file": (break_file, 13, "The vault is damaged."),
    "newer": (make_newer, 15, "newer version"),
    "exchanged": (exchange_for_an_open_one, 13, "was sealed, and what lies there now is not"),
    "gone": (take_it_away, 10, "is gone, but other parts of it are still there"),
}


@pytest.mark.parametrize("name", CAUSES)
def test_what_is_wrong_is_never_taken_for_something_else(run: Run, sealed: Path, name: str) -> None:
    ruin, code, sentence = CAUSES[name]
    ruin(sealed)
    before = {path: path.read_bytes() for path in sealed.rglob("*.db")}
    done = run("today", typed=f"{PASSPHRASE}\n")
    assert done.returncode == code, done.stderr
    assert sentence in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in sealed.rglob("*.db") if path in before} == before


def test_every_cause_has_its_own_sentence_and_exit_code() -> None:
    causes = (faults.wrong_passphrase, faults.damaged, faults.slots_damaged, faults.newer, faults.busy, faults.disk_full, faults.read_only)
    assert [each().exit_code for each in causes] == [12, 13, 14, 15, 11, 16, 17]
    assert len({each().message for each in causes}) == len(causes)


def test_damaged_slots_come_back_from_a_backup(run: Run, sealed: Path) -> None:
    break_slots(sealed)
    assert run("doctor").returncode == 21
    mended = run("doctor", "--repair")
    assert "The key came back from a backup." in mended.stderr
    assert "Walk 20 minutes" in run("today", typed=f"{PASSPHRASE}\n").stdout


# Several people


def test_two_people_on_one_account_see_nothing_of_each_other(run: Run, luis: Path) -> None:
    made = run("profile", "new", typed="Mo\n")
    assert made.returncode == 0
    assert len(made.stdout.splitlines()) == 2
    assert made.stdout.count("Anyone using this account can read this.") == 2
    number = made.stderr.split("--profile ")[1].split()[0]
    other = "1" if number == "2" else "2"
    assert "Walk" in run("--profile", other, "today").stdout
    assert "Walk" not in run("--profile", number, "today").stdout
    for command in (("today",), ("search",), ("checkin",), ("export", "after"), ("backup",)):
        done = run(*command, typed="Walk\n")
        assert done.returncode == 2
        assert "Several people have a vault on this account." in done.stderr
        assert "Walk 20" not in done.stdout + done.stderr
    assert "Several" not in run("help-now").stderr
    assert "Walk" not in run("help-now").stdout


def test_a_nickname_is_shown_only_by_choice(run: Run, luis: Path) -> None:
    assert "1. Person 1." in run("profile").stdout
    assert "1. Lu." in run("profile", "name", typed="Lu\n").stdout
    assert "1. Person 1." in run("profile", "name", typed="\n").stdout


def test_a_person_that_is_not_there(run: Run, luis: Path) -> None:
    assert run("--profile", "7", "today").returncode == 2


# Moving and leaving


def test_everything_goes_out_and_comes_back_field_for_field(run: Run, luis: Path, tmp_path: Path) -> None:
    out = tmp_path / "everything.json"
    assert run("export", "all", "--format", "json", "--to", str(out)).returncode == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert run("export", "all", "--format", "json", "--to", str(out)).returncode == 1, "never over a file that is there"
    elsewhere = str(tmp_path / "elsewhere")
    done = run("import", str(out), XDG_DATA_HOME=elsewhere)
    assert done.returncode == 0, done.stderr
    again = run("export", "all", "--format", "json", XDG_DATA_HOME=elsewhere).stdout
    first, second = json.loads(out.read_text()), json.loads(again)
    assert second["tables"] == first["tables"]
    assert second["settings"] == first["settings"]
    assert "the bus drove off" in again
    assert run("today", XDG_DATA_HOME=elsewhere).stdout == run("today").stdout


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "iop-tui everything"}', '{"format": "else", "version": 1, "tables": {}}'])
def test_what_is_no_export_is_refused_with_one_sentence(run: Run, luis: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "file.json"
    file.write_text(text)
    done = run("import", str(file))
    assert done.returncode == 2
    assert "Nothing was taken in." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_or_no_file(run: Run, luis: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        assert "There is no plain file at" in run("import", str(path)).stderr


def test_everything_as_text_is_not_understood(run: Run, luis: Path) -> None:
    assert run("export", "all").returncode == 2


def test_forget_me_deletes_everything_after_one_question(run: Run, luis: Path) -> None:
    run("backup")
    asked = run("forget-me", typed="no\n")
    assert asked.returncode == 1
    assert "It does not reach: files you exported" in " ".join(asked.stderr.split())
    assert "Walk 20 minutes" in run("today").stdout
    assert run("forget-me", typed="yes\n").returncode == 0
    assert [path for path in luis.rglob("*") if path.is_file()] == []
    assert run("today").returncode == 10


def test_who_cannot_open_it_cannot_delete_it_here(run: Run, sealed: Path) -> None:
    assert run("forget-me", typed="wrong one\nyes\n").returncode == 12
    assert run("forget-me", typed=f"{PASSPHRASE}\nyes\n").returncode == 0
    assert list(sealed.rglob("*.db")) == []


# Looking


def test_privacy_says_who_could_read_and_what_would_change_it(run: Run, luis: Path) -> None:
    done = run("privacy")
    assert "Person 1's vault has no passphrase" in done.stdout
    assert "Always so: Who runs this machine" in done.stdout
    vault(luis).chmod(0o644)
    assert "Everybody on this machine can get at" in run("privacy").stdout
    assert "Walk" not in run("privacy").stdout


def test_the_doctor_mends_after_a_copy_and_says_nothing_private(run: Run, luis: Path) -> None:
    assert "There was nothing to mend." in run("doctor", "--repair").stderr
    vault(luis).chmod(0o644)
    done = run("doctor", "--repair")
    assert "is closed to others now" in done.stderr
    assert vault(luis).stat().st_mode & 0o777 == 0o600
    assert "Walk" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", [("today",), ("export", "after", "--to", "out.txt"), ("import", "file")])
def test_a_captive_login_reaches_no_command(run: Run, luis: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run("--captive", *command)
    assert done.returncode == 2
    assert "Only the full screen opens here." in done.stderr
    assert not (tmp_path / "out.txt").exists()
    assert run("--captive", "help-now").returncode == 0
