"""What the program cannot do it says in a sentence before the screen opens; and commands take what a pipe gives them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from person import CHECKOUT, PROGRAM, Person, Sit
from test_help_now_anywhere import read_only_home

STOP = CHECKOUT / "modules/dbt/dt/stop.md"


@pytest.fixture
def writer(amina: Person) -> Person:
    """Amina has units of her own: a good one, one with a slip in its TOML, and one that is far too large."""
    folder = amina.data / "modules" / "own" / "day"
    folder.mkdir(parents=True)
    good = STOP.read_text("utf-8")
    (folder / "good.md").write_text(good)
    (folder / "slip.md").write_text(good.replace("minutes = 8", "minutes = [8", 1))
    (folder / "big.md").write_text(good + "word\n" * 60_000)
    return amina


REFUSED = {
    ("opens",): (2, "'opens'"),
    ("--nope",): (2, "--nope"),
    ("open",): (2, "ID"),
    ("open", "dbt.dt.stop-it"): (2, 'Did you mean "dbt.dt.stop"?'),
    ("open", "DBT.DT.STOP"): (2, 'Did you mean "dbt.dt.stop"?'),
    ("open", "../../../etc/passwd"): (2, "There is no unit called"),
    ("open", "[b]x[/b]"): (2, "There is no unit called"),
    ("open", "own.day.slip"): (1, "own/day/slip.md:5: this is not TOML"),
    ("read", "own.day.slip"): (1, "own/day/slip.md:5: this is not TOML"),
    ("open", "own.day.big"): (1, "larger than 256 KB"),
    ("export", "run", "dbt.dt.stop-it"): (2, 'Did you mean "dbt.dt.stop"?'),
    ("export", "nothing"): (2, "'nothing'"),
    ("checkin", "first"): (2, "'first'"),
    ("settings", "zone"): (2, "What is zone to be?"),
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_a_refusal_is_a_sentence_on_the_normal_screen(writer: Person, sit: Sit, arguments: tuple[str, ...]) -> None:
    code, sentence = REFUSED[arguments]
    terminal = sit(writer, *arguments, size=(200, 24))
    assert terminal.ends() == code
    assert sentence in terminal.words()
    assert "Traceback" not in terminal.words()
    assert b"\x1b" not in terminal.left_over() and b"One moment" not in terminal.left_over()
    assert terminal.modes() == terminal.modes_before
    assert terminal.modes() == terminal.modes_before
    if arguments[0] == "open":
        return
    piped = writer.run(*arguments)
    assert (piped.returncode, piped.stdout) == (code, "")
    assert 1 <= len(piped.stderr.splitlines()) <= 2


def test_a_good_unit_opens_beside_bad_ones_and_learn_names_them(writer: Person, sit: Sit) -> None:
    terminal = sit(writer, "open", "own.day.good")
    terminal.see("Some urges are fast")
    terminal.press("2")
    terminal.see("Left out: ")
    terminal.press("ctrl+q")
    assert terminal.ends() == 0


@pytest.mark.parametrize("damage", [b"", b"\0" * 8192, os.urandom(8192)], ids=["empty", "zeros", "noise"])
def test_a_damaged_vault_is_refused_before_the_screen_opens(amina: Person, sit: Sit, damage: bytes) -> None:
    vault = amina.vault
    vault.write_bytes(damage)
    terminal = sit(amina)
    assert terminal.ends() == 13
    assert "The vault is damaged." in terminal.words()
    assert b"\x1b" not in terminal.left_over() and b"One moment" not in terminal.left_over()
    assert terminal.modes() == terminal.modes_before
    assert vault.read_bytes() == damage


COMMANDS = (
    (("today",), 0),
    (("read", "dbt.dt.stop"), 0),
    (("search",), 0),
    (("where",), 0),
    (("settings",), 0),
    (("export", "run", "dbt.dt.stop"), 0),
    (("export", "after"), 0),
    (("checkin",), 17),
    (("settings", "country", "DE"), 17),
    (("export", "run", "dbt.dt.stop", "--to", "{home}/new.txt"), 17),
    (("new-unit", "{home}/mine.md"), 1),
)


@pytest.mark.parametrize(("arguments", "code"), COMMANDS, ids=[" ".join(each[0]) for each in COMMANDS])
def test_in_a_folder_that_can_only_be_read_reading_goes_on_and_saving_says_why_not(
    amina: Person, arguments: tuple[str, ...], code: int
) -> None:
    amina.in_the_middle_of("dbt.dt.stop", "Try it").promises("Call Sam")
    state = read_only_home(amina)
    named = [each.format(home=amina.home) for each in arguments]
    done = amina.run(*named, typed="kept\n", command=(*state.before, *PROGRAM))
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code:
        assert "read" in done.stderr
        assert len(done.stderr.strip().splitlines()) <= (4 if arguments == ("checkin",) else 3)


def test_a_first_start_in_a_folder_that_can_only_be_read_is_refused(newcomer: Person, sit: Sit) -> None:
    state = read_only_home(newcomer)
    terminal = sit(newcomer, command=(*state.before, *PROGRAM))
    assert terminal.ends() == 17
    assert "can only be read" in terminal.words()
    assert b"\x1b" not in terminal.left_over() and b"One moment" not in terminal.left_over()
    assert terminal.modes() == terminal.modes_before


def test_an_export_never_goes_over_a_file_or_a_link(amina: Person, tmp_path: Path) -> None:
    amina.in_the_middle_of("dbt.dt.stop", "Try it")
    there, link = tmp_path / "there.txt", tmp_path / "link.txt"
    there.write_text("mine")
    link.symlink_to(there)
    for target in (there, link, tmp_path):
        done = amina.run("export", "run", "dbt.dt.stop", "--to", str(target))
        assert done.returncode == 1
        assert done.stderr.startswith(f"There is something at {target} already.")
    assert there.read_text() == "mine"
    lost = amina.run("export", "run", "dbt.dt.stop", "--to", str(tmp_path / "no" / "such" / "folder.txt"))
    assert lost.returncode == 1 and "Traceback" not in lost.stderr


def test_checkin_today_and_export_work_through_a_pipe(amina: Person) -> None:
    amina.in_the_middle_of("dbt.dt.stop", "Try it").promises("Call Sam").promises("Evening pills")
    done = amina.run("checkin", typed="kept\nmissed\n")
    assert done.returncode == 0
    assert "Saved: kept." in done.stderr and "Saved: missed." in done.stderr
    assert [each["state"] for each in amina.table("checkins")] == ["kept", "missed"]
    told = amina.run("today").stdout
    assert "Call Sam" in told and "Evening pills" in told
    nothing_typed = amina.run("checkin", typed="")
    assert nothing_typed.returncode == 0 and nothing_typed.stderr.count("Left as it is.") == 2
    assert "STOP: a pause before you act" in amina.run("export", "run", "dbt.dt.stop").stdout
    assert all("\x1b" not in each for each in (done.stdout, done.stderr, told))
