"""Opening the program: the full screen, or the same line by line."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from iop_tui.commands.talk import door_of, unlocked
from iop_tui.errors import Locked

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.services.house import Door

COVERED = "IOP_COVERED"
"""In the environment of a program that was begun afresh after a lock: whose vault it covers, by number."""


def open_screen(asked: Namespace) -> int:
    """`iop` and `iop open ID`: the full screen where there can be one and the person does not want lines."""
    covered = os.environ.pop(COVERED, "")
    if asked.line or not can_draw():
        return _by_lines(asked, *_chosen(asked, covered))
    from iop_tui.services import beforehand
    from iop_tui.tui import guard

    is_early = not covered and beforehand.is_screen_sure(asked.profile)
    if is_early:
        guard.prepare()
        guard.begin()
    try:
        chosen, unit = _chosen(asked, covered)
        if chosen.prefs.lines:
            return _by_lines(asked, chosen, unit)
        if not is_early:
            guard.prepare(is_again=bool(covered))
        return _on_screen(asked, chosen, unit)
    except BaseException:
        if is_early:
            guard.restore_terminal()
        raise


def _chosen(asked: Namespace, covered: str) -> tuple[Door, str]:
    """Whose vault it is, and the unit to open at, if there is one of that name."""
    from iop_tui.services.house import door, library

    chosen = door(int(covered)) if covered.isdecimal() else door_of(asked)
    unit = getattr(asked, "unit", "")
    if unit:
        library().unit(unit)
    return chosen, unit


def _by_lines(asked: Namespace, chosen: Door, unit: str) -> int:
    from iop_tui.plain import main

    _no_core()
    return main.run(chosen, unlocked(chosen, create=True), unit, is_captive=asked.captive)


def _on_screen(asked: Namespace, chosen: Door, unit: str) -> int:
    try:
        house = None if chosen.is_sealed else chosen.open(create=True)
    except Locked:
        house = None
    from iop_tui.tui.run import run

    return run(chosen, house, unit, is_captive=asked.captive)


def can_draw() -> bool:
    """Whether a screen can be drawn: somebody sits at a terminal, and it can put its cursor anywhere."""
    kind = os.environ.get("TERM", "dumb")
    if kind in ("", "dumb") or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    with contextlib.suppress(Exception):  # a terminal that the system does not know may well be able to
        import curses

        curses.setupterm(kind, sys.stderr.fileno())
        return bool(curses.tigetstr("cup"))
    return True


def _no_core() -> None:
    """No picture of the memory is left on the disk after a fault."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
