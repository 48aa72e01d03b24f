"""Saves many times, as one of several programs that do so at once: `python saving_child.py FOLDER NAME TIMES`."""

from __future__ import annotations

import sys
from pathlib import Path

from iop_tui.clock import Clock
from iop_tui.domain.answers import Run
from iop_tui.store.locations import Profile
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable


def main() -> None:
    folder, name, times = sys.argv[1:]
    store = Store.open(Profile(Path(folder)), Clock(), create=True)
    for number in range(int(times)):
        if number % 2:
            store.shelf(Run).put(Run(unit=name, version=number, title="STOP"))
        else:
            store.run(lambda number=number: count_up(store, name, number))
    assert store.close()


def count_up(store: Store, name: str, number: int) -> None:
    with store.writing() as storage:
        VaultTable(storage, "calls").insert({"who": name, "number": number})


if __name__ == "__main__":
    main()
