"""Line by line in a real terminal: chosen by itself, plain text only, and the same promises as on the screen."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from person import Person, Sit
from plain.harness import sounds_right
from terminal import Terminal
from test_full_disk import PARAGRAPH, fill_up
from walks import HALF, seal, wait_for_draft

DUMB = {"TERM": "dumb"}
FIELD = "What set it off?"
GONE_WITHIN = 3.0


def lines_of(terminal: Terminal) -> list[str]:
    return terminal.raw.decode().replace("\r\n", "\n").split("\n")


def answer(terminal: Terminal, question: str, typed: str) -> None:
    """Wait for a question, and answer it."""
    terminal.until(lambda: question in terminal.words() and not terminal.raw.endswith(b"\n"), f"hear {question!r}")
    before = len(terminal.raw)
    terminal.send(f"{typed}\r".encode())
    terminal.until(lambda: len(terminal.raw) > before + len(typed), "go on after the answer")
    terminal.settle()


@pytest.fixture
def writing(amina: Person, sit: Sit) -> Terminal:
    """Amina at the question of STOP."""
    terminal = sit(amina.in_the_middle_of("dbt.dt.stop", "Try it"), "open", "dbt.dt.stop", environment=DUMB)
    terminal.see(FIELD, "Enter skips:")
    return terminal


@pytest.mark.parametrize("how", ["a dumb terminal", "--line", "the setting"])
def test_lines_are_chosen_and_hold_no_escape_and_nothing_wide(amina: Person, sit: Sit, how: str) -> None:
    if how == "the setting":
        assert amina.run("settings", "lines", "yes").returncode == 0
    terminal = sit(amina, *(["--line"] if how == "--line" else []), environment=DUMB if how == "a dumb terminal" else {})
    answer(terminal, "Today. A number, or list, or back:", "program")
    answer(terminal, "Program. A number, or list, or back:", "where")
    answer(terminal, "Program. A number, or list, or back:", "help")
    answer(terminal, "Program. A number, or list, or back:", "save and leave")
    assert terminal.ends() == 0
    assert b"\x1b" not in terminal.raw
    assert terminal.modes() == terminal.modes_before
    for line in lines_of(terminal):
        sounds_right(line)


def test_forty_columns_are_enough(amina: Person, sit: Sit) -> None:
    terminal = sit(amina, "--line", size=(40, 12))
    answer(terminal, "Today. A number,", "1")
    answer(terminal, "back leaves:", "leave")
    assert terminal.ends() == 0
    assert max(map(len, lines_of(terminal))) <= 40


def test_answers_can_come_from_a_file(amina: Person) -> None:
    done = amina.run(typed="next\nTry it\nthe bus drove off\nsave and leave\n", TERM="dumb")
    assert done.returncode == 0
    assert "Everything is kept. Goodbye." in done.stdout
    assert amina.answers() == {"moment": "the bus drove off"}


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_in_the_middle_of_a_word_keeps_every_letter(amina: Person, writing: Terminal, number: signal.Signals) -> None:
    writing.type("The bus was la")
    writing.see("The bus was la")
    writing.signal(number)
    assert writing.ends(GONE_WITHIN) == 128 + number
    assert amina.drafts() == ["The bus was la"]
    assert writing.modes() == writing.modes_before


def test_a_window_closed_in_the_middle_of_a_word_keeps_every_letter(amina: Person, writing: Terminal) -> None:
    writing.type("The bus was la")
    writing.see("The bus was la")
    writing.hang_up()
    assert writing.ends(GONE_WITHIN) == 128 + signal.SIGHUP
    assert amina.drafts() == ["The bus was la"]


def test_a_kill_in_the_middle_of_a_word_loses_two_seconds_at_most_and_it_goes_on_in_the_word(
    amina: Person, writing: Terminal, sit: Sit
) -> None:
    writing.type(HALF)
    wait_for_draft(writing, amina, HALF)
    writing.kill()
    again = sit(amina, "open", "dbt.dt.stop", environment=DUMB)
    again.see("Your unfinished typing is back.", f"Enter keeps it: {HALF}")
    again.type("ow")
    again.press("enter")
    again.see("Saved.")
    assert amina.answers() == {"moment": f"{HALF}ow"}
    again.until(lambda: amina.drafts() == [], "find no typing left")
    # And the screen has it, too.
    screen = sit(amina, "open", "dbt.dt.stop")
    screen.see(f"{HALF}ow")


def test_letters_are_taken_back_as_at_any_prompt_and_keys_that_mean_nothing_leave_nothing(amina: Person, writing: Terminal) -> None:
    for keys in ("Kai\x1b[A laughdd", "\x7f\x7f", "ed at the lüst", "\x7f\x7f\x7f", "ist 漢漢", "\x7f\x7f\x7f", "\x1bOP"):
        writing.send(keys.encode())
        writing.settle()
    writing.see("Enter skips: Kai laughed at the list")
    writing.press("enter")
    writing.see("Saved.")
    assert amina.answers() == {"moment": "Kai laughed at the list"}
    assert b"\x1b" not in writing.raw


def test_two_windows_on_one_answer_keep_both(amina: Person, writing: Terminal, sit: Sit) -> None:
    other = sit(amina, "open", "dbt.dt.stop", environment=DUMB)
    other.see(FIELD, "Enter skips:")
    answer(writing, FIELD, "the bus drove off")
    answer(other, FIELD, "the kettle was empty")
    other.see("Both are kept.", "the bus drove off")


def test_a_sealed_vault_is_locked_by_a_word_and_opens_with_the_passphrase(amina: Person, sit: Sit) -> None:
    seal(sit(amina, "passphrase", "on"), "long winter walk")
    terminal = sit(amina, environment=DUMB)
    answer(terminal, "Passphrase:", "long winter walk")
    answer(terminal, "Today. A number, or list, or back:", "lock")
    terminal.see("Locked.")
    answer(terminal, "Passphrase:", "long winter walk")
    answer(terminal, "Today. A number, or list, or back:", "leave")
    assert terminal.ends() == 0
    assert b"winter" not in terminal.raw


def test_a_disk_that_fills_up_keeps_the_words_and_offers_ways(cramped: Person, sit: Sit) -> None:
    terminal = sit(cramped.in_the_middle_of("dbt.dt.stop", "Try it"), "open", "dbt.dt.stop", environment=DUMB)
    terminal.see(FIELD, "Enter skips:")
    filler = fill_up(cramped.home / "data")
    (ballast,) = cramped.data.glob("profiles/*/ballast")
    ballast.unlink()
    fill_up(cramped.home / "data")
    terminal.send_all(f"{PARAGRAPH * 4}the end\r".encode())
    terminal.see("the disk is full", "Not saved yet.")
    answer(terminal, "Enter skips:", "save and leave")
    terminal.see("hear the words", "leave without them")
    Path(filler).unlink()
    answer(terminal, "Enter tries again:", "")
    assert terminal.ends() == 0
    assert any(each.endswith("the end") for each in [*cramped.drafts(), *map(str, cramped.answers().values())])


def test_who_wants_lines_decides_it_for_nobody_else_on_the_account(amina: Person, sit: Sit) -> None:
    assert amina.run("profile", "new", typed="\n").returncode == 0
    assert amina.run("--profile", "2", "settings", "lines", "yes").returncode == 0
    screen = sit(amina)
    screen.see("Which number are you?")
    screen.send(b"1\r")
    screen.see("^G Help now")
    other = sit(amina, "--profile", "2")
    other.see("This is the program line by line.")
    assert b"\x1b" not in other.raw
