"""Hang-up, kill, a window closed, a terminal that stalls: the words are kept, the terminal is given back, nothing stays behind."""

from __future__ import annotations

import random
import signal
from time import monotonic

import pytest
from person import Person, Sit
from terminal import LEAVE_SCREEN, PATIENCE, Terminal
from walks import wait_for_draft

FIELD = "What set it off?"
SENTENCE = "The bus was late again, so I stood in the rain and thought of the shop on the corner, and I did not go in"
GONE_WITHIN = 3.0


@pytest.fixture(params=["differences", "whole"])
def amina(newcomer: Person, request: pytest.FixtureRequest) -> Person:
    """Amina, whose terminal is sent what differs, or the whole of it."""
    return newcomer.begin(drawing=request.param)


@pytest.fixture
def writing(amina: Person, sit: Sit) -> Terminal:
    """Amina with the cursor in a field of STOP."""
    terminal = sit(amina.in_the_middle_of("dbt.dt.stop", "Try it"), "open", "dbt.dt.stop")
    terminal.see(FIELD)
    terminal.press("tab")
    terminal.see_cursor_below(FIELD, 3)
    return terminal


def kept_words(person: Person) -> str:
    """What is kept of the field, as a draft or as an answer already."""
    return next(iter(person.drafts()), person.answers().get("moment", ""))


def check_start_at_once(person: Person, sit: Sit, words: str) -> None:
    """No lock is left behind: a new window opens, and the words are in their place."""
    again = sit(person)
    began = again.clock()
    again.see("You began this one.")
    again.press("enter")
    again.see(words[-30:])
    again.see_cursor_behind(words[-30:])
    again.press("ctrl+q")
    assert again.ends() == 0
    assert again.clock() - began < 15
    assert person.answers() == {"moment": words}
    assert person.drafts() == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_in_the_middle_of_a_word_keeps_every_letter(amina: Person, sit: Sit, writing: Terminal, number: signal.Signals) -> None:
    words = "The bus was la"
    writing.type(words)
    writing.see(words)
    writing.signal(number)
    assert writing.ends(GONE_WITHIN) == 128 + number
    assert kept_words(amina) == words
    assert writing.modes() == writing.modes_before
    assert writing.was_given_back()
    check_start_at_once(amina, sit, words)


def test_a_window_closed_in_the_middle_of_a_word_keeps_every_letter(amina: Person, sit: Sit, writing: Terminal) -> None:
    words = "The bus was la"
    writing.type(words)
    writing.see(words)
    writing.hang_up()
    assert writing.ends(GONE_WITHIN) == 128 + signal.SIGHUP
    assert kept_words(amina) == words
    check_start_at_once(amina, sit, words)


@pytest.mark.parametrize("seed", range(6))
def test_an_end_at_any_moment_loses_at_most_two_seconds(amina: Person, sit: Sit, writing: Terminal, seed: int) -> None:
    chance = random.Random(seed)
    end = (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL)[seed % 3]
    stop_after = chance.uniform(0.5, 4.0)
    typed_at: list[float] = []
    began = monotonic()
    for letter in SENTENCE:
        if monotonic() - began > stop_after:
            break
        writing.send(letter.encode())
        typed_at.append(writing.clock())
        writing.look(chance.uniform(0.0, 0.2))
    if end != signal.SIGKILL:
        shown = SENTENCE[: max(0, len(typed_at) - 3)][-30:]
        writing.see(shown)
    ended = writing.clock()
    writing.signal(end)
    code = writing.ends(GONE_WITHIN)
    assert code == (-end if end == signal.SIGKILL else 128 + end)
    old_enough = sum(1 for moment in typed_at if ended - moment > 2.0)
    words = kept_words(amina)
    assert SENTENCE.startswith(words)
    assert len(words) >= old_enough
    if end != signal.SIGKILL:
        assert len(words) >= len(typed_at) - 3, "what the screen had shown was kept to the letter"
        assert writing.modes() == writing.modes_before
        assert writing.was_given_back()
    if words:
        check_start_at_once(amina, sit, words)


def stall(terminal: Terminal, seconds: float = PATIENCE) -> None:
    """Stop reading, and have the program draw until it is held up in writing."""
    deadline, full = terminal.clock() + seconds, 0
    sizes = [(80, 24), (78, 23)]
    while full < 20:
        assert terminal.clock() < deadline, "the terminal still takes more"
        terminal.resize(*sizes[0])
        sizes.reverse()
        terminal.wait_without_reading(0.02)
        full = 0 if terminal.is_taking_more() else full + 1


@pytest.mark.parametrize("end", ["SIGHUP", "SIGTERM", "closed"])
def test_a_stalled_terminal_cannot_hold_the_program(amina: Person, sit: Sit, writing: Terminal, end: str) -> None:
    words = "The bus was la"
    writing.type(words)
    wait_for_draft(writing, amina, words)
    stall(writing)
    writing.send(b"rk")
    if end == "closed":
        writing.hang_up()
        expected = 128 + signal.SIGHUP
    else:
        writing.signal(signal.Signals[end])
        expected = 128 + signal.Signals[end]
    assert writing.ends(GONE_WITHIN, reading=False) == expected
    assert kept_words(amina) in (words, words + "r", words + "rk")
    if end != "closed":
        assert writing.modes() == writing.modes_before
    check_start_at_once(amina, sit, kept_words(amina))


def test_a_slow_line_still_gets_its_terminal_back(amina: Person, writing: Terminal) -> None:
    """The program is killed while it is held up in writing; the line moves on a moment later."""
    words = "The bus was la"
    writing.type(words)
    wait_for_draft(writing, amina, words)
    stall(writing)
    writing.signal(signal.SIGTERM)
    assert writing.ends(GONE_WITHIN) == 128 + signal.SIGTERM
    assert LEAVE_SCREEN in bytes(writing.raw)
    assert writing.was_given_back()


def test_leaving_by_ctrl_c_and_ctrl_q_keeps_what_stands_in_the_field(amina: Person, sit: Sit, writing: Terminal) -> None:
    words = "The bus was la"
    writing.type(words)
    writing.see(words)
    writing.press("ctrl+q")
    assert writing.ends(GONE_WITHIN) == 0
    assert amina.answers() == {"moment": words}
    assert writing.was_given_back()


def test_ctrl_z_does_not_stop_the_program(amina: Person, writing: Terminal) -> None:
    writing.type("one")
    writing.see_cursor_behind("> one")
    writing.press("escape")
    writing.press("ctrl+z")
    writing.signal(signal.SIGTSTP)
    writing.press("n")
    writing.see("If it is hard")
    assert writing.state() not in ("T", "t")


def test_letters_stay_in_their_order_after_the_program_was_stopped_from_outside(amina: Person, writing: Terminal) -> None:
    for _ in range(3):
        writing.signal(signal.SIGSTOP)
        writing.until(lambda: writing.state() in ("T", "t"), "stop")
        writing.signal(signal.SIGCONT)
        writing.settle()
    for letter in SENTENCE:
        writing.send(letter.encode())
        writing.look(0.02)
    writing.see(SENTENCE[-30:])
    writing.press("escape")
    writing.see("saved")
    writing.press("ctrl+q")
    assert writing.ends(GONE_WITHIN) == 0
    assert amina.answers() == {"moment": SENTENCE}
