"""A terminal shows nothing by itself from the first question on, and everything as before after the last."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import sys
import termios
from collections.abc import Iterator

import pytest

from iop_tui.commands import talk
from iop_tui.errors import StoreError, WrongPassphrase
from iop_tui.plain.keyboard import Gone, Tty

ECHO_FLAG = 3


class Desk:
    """The hands and eyes of somebody at a terminal; `echoes` tells for each text sent whether the terminal showed what is typed."""

    def __init__(self) -> None:
        self.hands, self.line = pty.openpty()
        self.echoes: list[bool] = []
        self.next = ""
        """What is typed when something has been sent: a Ctrl+D typed before that is not the keyboard's to see."""

    def write(self, text: str) -> int:
        self.echoes.append(self.is_echoing())
        sent = os.write(self.line, text.encode())
        typed, self.next = self.next, ""
        self.types(typed)
        return sent

    def flush(self) -> None:
        pass

    def is_echoing(self) -> bool:
        return bool(termios.tcgetattr(self.line)[ECHO_FLAG] & termios.ECHO)

    def types(self, text: str) -> None:
        os.write(self.hands, text.encode())


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk()
    with open(desk.line, closefd=False) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield desk
    for each in (desk.hands, desk.line):
        with contextlib.suppress(OSError):
            os.close(each)


def test_a_question_for_a_secret_stands_there_only_when_nothing_is_shown_any_more(desk: Desk) -> None:
    keyboard = Tty(desk)  # type: ignore[arg-type]
    desk.types("three brown horses\r")
    assert keyboard.secret("Passphrase: ") == "three brown horses"
    assert desk.echoes == [False, False]


def test_a_secret_is_put_right_with_the_keys_of_every_line(desk: Desk) -> None:
    keyboard = Tty(desk)  # type: ignore[arg-type]
    desk.types("wrong\x17three brown cows\x17horses\r")
    assert keyboard.secret("Passphrase: ") == "three brown horses"
    desk.next = "half\x04way\r"
    assert keyboard.secret("Passphrase: ") == "halfway"


def test_a_program_that_is_told_to_end_at_the_question_gives_the_terminal_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []
    monkeypatch.setattr(sys, "stderr", desk)
    monkeypatch.setattr(os, "_exit", codes.append)
    with talk.secrets() as ask:
        desk.types("\r")
        ask("Passphrase: ")
        assert not desk.is_echoing()
        signal.raise_signal(signal.SIGTERM)
        assert desk.is_echoing() and codes == [128 + signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_what_is_typed_between_two_questions_is_not_shown(desk: Desk) -> None:
    keyboard = Tty(desk)  # type: ignore[arg-type]
    desk.types("one\r")
    assert keyboard.line("A word? ") == "one"
    assert not desk.is_echoing()
    keyboard.give_back()
    assert desk.is_echoing()


def test_a_terminal_that_is_gone_is_told_as_such(desk: Desk) -> None:
    keyboard = Tty(desk)  # type: ignore[arg-type]
    os.close(desk.hands)
    with pytest.raises(Gone):
        keyboard.secret("Passphrase: ")


class Sealed:
    """A door with a passphrase that is never the right one, and what the terminal shows while it is tried."""

    is_sealed = True

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tries: list[tuple[str, bool]] = []

    def open(self, typed: str = "", *, create: bool = False) -> None:
        self.tries.append((typed, self.desk.is_echoing()))
        raise WrongPassphrase("That is not the passphrase.")


def test_nothing_typed_between_two_tries_of_a_passphrase_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[bool] = []
    monkeypatch.setattr(sys, "stderr", desk)
    monkeypatch.setattr(talk, "sleep", lambda _seconds: waits.append(desk.is_echoing()))
    desk.types("one\rtwo\rthree\rfour\rfive\r")
    door = Sealed(desk)
    with pytest.raises(WrongPassphrase):
        talk.unlocked(door)  # type: ignore[arg-type]
    assert door.tries == [(typed, False) for typed in ("one", "two", "three", "four", "five")]
    assert waits == [False] * 4
    assert desk.is_echoing()


def test_leaving_at_the_question_for_a_passphrase_opens_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", desk)
    desk.next = "\x04"
    with pytest.raises(StoreError, match="Nothing was opened"):
        talk.unlocked(Sealed(desk))  # type: ignore[arg-type]
    assert desk.is_echoing()
