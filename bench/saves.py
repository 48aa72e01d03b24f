"""How long a durable save takes as a vault grows, against one fdatasync and TinyDB's own file."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from tinydb import TinyDB

from bench import data
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.services import sealing, tracking
from iop_tui.services.house import House

TINYDB_SIZES = (100, 1_000)
SEALED_SIZE = 1_000


def saves(folder: Path, sizes: tuple[int, ...], rounds: int) -> dict[str, list[float]]:
    """Seconds of each save, all kinds in turn: `sync`, `vault N`, `sealed`, `tinydb N`."""
    with ExitStack() as stack:
        kinds: dict[str, Callable[[], object]] = {"sync": _synced(folder, stack)}
        kinds.update({f"vault {size}": _vault(folder / f"v{size}", size, stack) for size in sizes})
        kinds["sealed"] = _vault(folder / "sealed", SEALED_SIZE, stack, is_sealed=True)
        kinds.update({f"tinydb {size}": _tinydb(folder / f"t{size}.json", size, stack) for size in TINYDB_SIZES})
        found: dict[str, list[float]] = defaultdict(list)
        for _ in range(rounds):
            for name, save in kinds.items():
                began = time.perf_counter()
                save()
                found[name].append(time.perf_counter() - began)
    return found


def _synced(folder: Path, stack: ExitStack) -> Callable[[], object]:
    """Add 200 bytes to a file and wait until they are on the disk."""
    file = os.open(folder / "sync", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    stack.callback(os.close, file)

    def save() -> None:
        os.write(file, b"x" * 200)
        os.fdatasync(file)

    return save


def _vault(folder: Path, size: int, stack: ExitStack, *, is_sealed: bool = False) -> Callable[[], object]:
    """Mark one more day in a vault that holds so many documents, the way the program does."""
    folder.mkdir(mode=0o700)
    house = data.begin(folder)
    stack.callback(house.store.close)
    today = house.clock.today()
    starts = today - timedelta(days=365 * 40)
    made = [tracking.save_commitment(house, Commitment(title=f"Promise {n + 1}", starts=starts)).value for n in range(10)]
    data.fill(house, data.marks(made, today, size))
    if is_sealed:
        sealing.turn_on(house, "four brown horses", sealing.new_code())
    return _marking(house, tracking.save_commitment(house, Commitment(title="One more", starts=starts)).value)


def _marking(house: House, commitment: Commitment) -> Callable[[], object]:
    days = iter(range(1, 10_000))

    def save() -> None:
        day = house.clock.today() - timedelta(days=next(days))
        record = Checkin(id=Checkin.id_for(commitment.id, day), day=day, commitment=commitment.id, state="kept")
        house.store.shelf(Checkin).put(record)

    return save


def _tinydb(path: Path, size: int, stack: ExitStack) -> Callable[[], object]:
    """Add one document to a file of TinyDB's own, which syncs each write."""
    database = stack.enter_context(TinyDB(path))
    document = {"day": "2026-11-23", "commitment": 12345678901234567, "state": "kept", "note": "", "created": "2026-11-23T08:00:00Z"}
    database.table("checkins").insert_multiple(dict(document) for _ in range(size))
    return lambda: database.table("checkins").insert(dict(document))
