"""The program on a day of the test: `at.py MOMENT arguments..`. Its clock stands still there, as that of the screen does in the tests."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime

from iop_tui import cli
from iop_tui.clock import Clock
from iop_tui.services import house, planning
from iop_tui.store.prefs import Prefs


def main() -> int:
    moment = datetime.fromisoformat(sys.argv.pop(1))
    clock_for = house.clock_for

    def still(prefs: Prefs) -> Clock:
        return replace(clock_for(prefs), tick=lambda: moment)

    house.clock_for = planning.clock_for = still
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
