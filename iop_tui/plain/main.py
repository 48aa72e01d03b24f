"""The program line by line, from the first question to the last."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.errors import Exit, SealChanged
from iop_tui.plain.keyboard import Gone, Keyboard, Pipe, Tty
from iop_tui.plain.leaving import WITHIN, may_leave, watch
from iop_tui.plain.places import visit
from iop_tui.plain.rooms import PLACES
from iop_tui.plain.talk import Back, Elsewhere, Leave, Lock, Talk
from iop_tui.render import lines
from iop_tui.services import keeping, planning, sealing

if TYPE_CHECKING:
    from iop_tui.services.house import Door, House

HELLO = (
    "This is the program line by line.",
    "At every question: ! is help now, ? says what else you can type, Enter alone skips, save and leave ends.",
)
STAYS_THERE = "What is said here stays on this terminal and in what it keeps of earlier lines."


def run(door: Door, house: House, open_unit: str = "", *, is_captive: bool = False) -> int:
    """Talk until the person leaves; tells the exit code."""
    gc.enable()  # one talk may last for hours
    keyboard: Keyboard = Tty(sys.stdout) if sys.stdin.isatty() else Pipe(sys.stdout)
    talk = Talk(house, keyboard, print_line, width=width(), is_captive=is_captive, places=tuple(PLACES))
    watch(talk)
    try:
        return whole(talk, door, open_unit)
    except Gone:
        talk.house.store.flush(WITHIN)
        return 128 + signal.SIGHUP
    finally:
        keyboard.give_back()
        talk.house.store.close()


def whole(talk: Talk, door: Door, open_unit: str = "") -> int:
    """Start for a newcomer; else Today, and from there wherever the person goes."""
    keeping.roll(talk.house)
    talk.say(*HELLO, STAYS_THERE)
    place, unit = "today", open_unit
    while True:
        try:
            if not talk.house.settings().has_started:
                from iop_tui.plain.start import start

                start(talk)
            elif unit:
                from iop_tui.plain.units import open_unit as read

                unit_id, unit = unit, ""
                read(talk, unit_id)
            else:
                talk.act(planning.seen_today)
                visit(talk, PLACES[place])
        except Elsewhere as there:
            place = there.place
        except Back:
            if place == "today":
                talk.say("Today is the first place. save and leave ends the program.")
            place = "today"
        except Lock:
            if not lock(talk, door):
                return Exit.OK
        except SealChanged as error:
            talk.say_error(error)
            return error.exit_code
        except Leave:
            if may_leave(talk):
                return Exit.OK


def lock(talk: Talk, door: Door) -> bool:
    """Lock what is sealed and begin afresh, so that nothing of it stays in memory; whether to go on here."""
    if not sealing.is_sealed(talk.house):
        talk.say("There is no passphrase, so there is nothing to lock. save and leave ends the program.")
        return True
    if not talk.house.store.flush(WITHIN):
        talk.say(words.UNSAVED_UNDER_COVER)
        return True
    talk.house.store.close()
    talk.say("Locked. What was said above still stands on this terminal.")
    talk.keyboard.give_back()
    os.execve(sys.executable, sys.orig_argv, dict(os.environ))


def print_line(text: str) -> None:
    try:
        print(text, flush=True)
    except OSError:
        raise Gone from None


def width() -> int:
    """Columns of the terminal, as far as lines are ever long."""
    return min(lines.WIDTH, max(lines.LEAST, shutil.get_terminal_size((lines.WIDTH + 1, 24)).columns - 1))
