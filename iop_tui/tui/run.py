"""The full screen, from its first picture to the moment the person leaves."""

from __future__ import annotations

import sys

from iop_tui.errors import say_fault
from iop_tui.services.house import Door, House
from iop_tui.tui import guard
from iop_tui.tui.app import IopApp
from iop_tui.tui.driver import IopDriver


def run(door: Door, house: House | None, open_unit: str = "", *, is_captive: bool = False) -> int:
    """Open the screen until the person leaves; tells the exit code. Without an open house the passphrase is asked for first."""
    guard.guard_output()
    app = IopApp(house, open_unit, door)
    guard.watch(app.flush)
    app.is_captive = is_captive
    try:
        IopDriver.sends_differences = door.prefs.drawing != "whole"
        app.run(mouse=door.prefs.mouse)
    except BaseException:
        guard.restore_terminal()
        raise
    finally:
        if app._house is not None:
            app._house.store.close()
        guard.give_back_modes()
    if app._exception is not None:
        print(say_fault(app._exception), file=sys.stderr)
        return 1
    return app.leave_with
