"""A terminal shows nothing by itself from the first question on, and everything as before after the last."""

from __future__ import annotations

import contextlib
import os
import pty
import sys
import termios
from collections.abc import Iterator

import pytest

from iop_tui.plain.keyboard import Gone, Tty

ECHO_FLAG = 3


class Desk:
    """The hands and eyes of somebody at a terminal; `echoes` tells for each text sent whether the terminal showed what is typed."""

    def __init__(self) -> None:
        self.hands, self.line = pty.openpty()
        self.echoes: list[bool] = []

    def write(self, text: str) -> int:
        self.echoes.append(self.is_echoing())
        return os.write(self.line, text.encode())

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
