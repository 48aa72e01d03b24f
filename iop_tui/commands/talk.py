"""How commands talk: data to stdout, talk to stderr, questions answered on stdin, and the way to a person's vault."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.errors import Locked, OutputLost, SeveralPeople, StoreError, UsageError, WrongPassphrase

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from datetime import date

    from iop_tui.plain.keyboard import Keyboard
    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import Door, House

WIDTH = 79
TRIES = 5
"""Wrong passphrases at one start; starting again is always possible."""


def show(text: str) -> None:
    """Data, guarded like the screen: no control character of any text gets out."""
    from iop_tui import clean

    try:
        print(clean.text(text).rstrip("\n"), flush=True)  # so that it is known whether it arrived, before anything goes by that
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLost(error) from None


def show_data(value: object) -> None:
    """Data for a script, as JSON."""
    import json

    show(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """Talk, wrapped at words and guarded like data."""
    import textwrap

    from iop_tui import clean

    for line in clean.text(text).splitlines() or [""]:
        print(textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False, subsequent_indent=""), file=sys.stderr)


def ask(question: str) -> str:
    """One line from the person; the end of input is an empty line."""
    from iop_tui import clean

    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(file=sys.stderr)
    return clean.line(line.rstrip("\n"))


@contextmanager
def secrets() -> Iterator[Callable[[str], str]]:
    """A way to ask for lines that nobody may see: the terminal shows nothing from the first question to the end, also between two tries."""
    import signal

    from iop_tui.plain.keyboard import Gone, give_back_at

    keyboard = _keyboard()

    ends = [each for each in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(each) is signal.SIG_DFL]
    give_back_at(ends, keyboard)

    def ask_secret(question: str) -> str:
        typed = keyboard.secret(question)
        if typed is None:
            raise Gone
        return typed

    try:
        yield ask_secret
    except Gone:
        raise StoreError("Nothing was opened.") from None
    finally:
        keyboard.give_back()
        for each in ends:
            signal.signal(each, signal.SIG_DFL)


def _keyboard() -> Keyboard:
    """Where answers come from; those that are missing in a file or a pipe are empty."""
    from iop_tui.plain.keyboard import Pipe, Tty

    return Tty(sys.stderr) if sys.stdin.isatty() else Pipe(sys.stderr, has_rest=True)


def read_day(typed: str | None, today: date) -> date:
    """A day as it was typed after a command; today when there is none."""
    from iop_tui.domain.fields import Unreadable
    from iop_tui.domain.fields import read_date as read

    try:
        return read(typed) if typed else today
    except Unreadable as error:
        raise UsageError(str(error), "For example: 2026-11-23") from None


def is_sure(question: str) -> bool:
    """Whether the person types yes."""
    return ask(f"{question} Type yes to go on: ").strip().casefold() == "yes"


def door_of(asked: Namespace) -> Door:
    """Whose vault is meant: said with --profile, the only one there is, or asked for."""
    from iop_tui.services.house import door, doors

    try:
        return door(asked.profile)
    except SeveralPeople:
        if not sys.stdin.isatty():
            raise
    for each in doors():
        say(each.line)
    typed = ask("Which number are you? ")
    if not typed.isdecimal():
        raise UsageError("That is not one of the numbers.", "Nothing was opened.")
    return door(int(typed))


def house_of(asked: Namespace, *, create: bool = False) -> House:
    """The person's vault, open; the passphrase is asked for if it has one."""
    return unlocked(door_of(asked), create=create)


def unlocked(door: Door, *, create: bool = False) -> House:
    """Open a door, asking for the passphrase if there is one. After a wrong one the next question waits a little longer each time."""
    if not door.is_sealed:
        try:
            return door.open(create=create)
        except Locked:
            pass
    tries = TRIES if sys.stdin.isatty() else 1
    with secrets() as ask_secret:
        for number in range(tries):
            try:
                return door.open(ask_secret(f"{words.PASSPHRASE}: "))
            except WrongPassphrase as error:
                if number == tries - 1:
                    raise
                say(str(error))
                sleep(2**number)
    raise StoreError("Nothing was opened.")


def talk_of(asked: Namespace, *, create: bool = False) -> Talk:
    """A talk for one act: what it shows goes to stdout, what it says and asks to stderr. Answers that are missing are skipped."""
    from iop_tui.plain.talk import Talk

    aside = lambda line: print(line, file=sys.stderr, flush=True)  # noqa: E731
    return Talk(house_of(asked, create=create), _keyboard(), lambda line: print(line, flush=True), aside, pauses=False)


def once(asked: Namespace, act: Callable[[Talk], object]) -> int:
    """One act, and then the day's copy; `back` and `leave` end it, and what was kept stays kept. Refused where the last try was."""
    import signal

    from iop_tui.plain.keyboard import Gone
    from iop_tui.plain.leaving import watch
    from iop_tui.plain.places import visit
    from iop_tui.plain.rooms import PLACES
    from iop_tui.plain.talk import Back, Elsewhere, Leave, Lock
    from iop_tui.services import keeping

    talk = talk_of(asked)
    watch(talk)
    try:
        try:
            act(talk)
        except Elsewhere as there:
            visit(talk, PLACES[there.place])
    except (Back, Leave, Lock):
        talk.say("Left.")
    except Gone:
        return 128 + signal.SIGHUP
    finally:
        talk.keyboard.give_back()
        talk.house.store.flush(2)
    keeping.roll(talk.house)
    return talk.refused
