"""A vault for one believable person, on the disk of the test."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iop_tui.clock import Clock
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.store import Store

MONDAY = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)


class Watch:
    """A clock that a test sets forward by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def clock(watch: Watch) -> Clock:
    return Clock(zone=ZoneInfo("America/Chicago"), tick=watch)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "home" / "iop-tui"


@pytest.fixture
def profile(data: Path) -> Profile:
    return new_profile(data)


@pytest.fixture
def open_store(profile: Profile, clock: Clock) -> Iterator[Callable[..., Store]]:
    """Opens one window after the other on the same vault, and closes them all."""
    opened: list[Store] = []

    def window(**options: object) -> Store:
        store = Store.open(profile, clock, create=True, **options)  # type: ignore[arg-type]
        opened.append(store)
        return store

    yield window
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    return open_store()


@pytest.fixture
def how_many() -> Callable[[int, int], int]:
    """The small number of repetitions, or with IOP_TORTURE=1 the full one; IOP_TORTURE=0.1 is a tenth of that."""
    part = float(os.environ.get("IOP_TORTURE") or 0)
    return lambda small, full: max(small, round(part * full))


@pytest.fixture
def environment() -> dict[str, str]:
    """What a child process needs to find the program."""
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


@pytest.fixture
def often() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Runs something in a signal handler every few milliseconds."""
    old = signal.getsignal(signal.SIGALRM)

    def ring(what: Callable[[], None]) -> None:
        inside: list[int] = []

        def handler(*_: object) -> None:
            if not inside:
                inside.append(1)
                what()
                inside.clear()

        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.002, 0.003)

    yield ring
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, old)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes that a test may fill, where the system lets us make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(folder)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a small disk can only be made by the administrator of a machine that allows it")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
