"""A house for one believable person, with a clock that stands still until it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import shipped

from iop_tui.clock import Clock
from iop_tui.services import planning
from iop_tui.services.house import House, open_house


@dataclass
class Hands:
    """Turns the clock."""

    moment: datetime

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes with the program is the same in every test."""
    shipped.read_once(monkeypatch)


@pytest.fixture
def hands() -> Hands:
    return Hands(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def house_in(folder: Path, hands: Hands) -> House:
    house = open_house(create=True, data=folder)
    house.clock = house.store.clock = Clock(ZoneInfo("Europe/Berlin"), 0, lambda: hands.moment)
    return house


@pytest.fixture
def empty(tmp_path: Path, hands: Hands) -> Iterator[House]:
    """A house before Start."""
    house = house_in(tmp_path / "iop-tui", hands)
    yield house
    house.store.close()


@pytest.fixture
def house(empty: House) -> House:
    """Amina's house: both mental health and substance use, in her second week of a program."""
    planning.start(empty, replace(empty.settings(), need="both", stage="attending", minutes=10))
    return empty
