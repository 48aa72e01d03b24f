"""A vault for one believable person, on the disk of the test."""

from __future__ import annotations

import os
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
    """The small number of repetitions, or the full one when IOP_TORTURE is set."""
    return lambda small, full: full if os.environ.get("IOP_TORTURE") else small


@pytest.fixture
def environment() -> dict[str, str]:
    """What a child process needs to find the program."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
