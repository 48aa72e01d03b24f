"""What was done and tried, under the names that units have today. What counts reads it here; what shows an entry as it is does not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from iop_tui.domain.answers import Run
from iop_tui.domain.practice import Practice
from iop_tui.services.house import House
from iop_tui.values import replace

R = TypeVar("R", Run, Practice)


def runs(house: House) -> list[Run]:
    """Every run."""
    return _named_now(house, house.store.shelf(Run).all())


def uses(house: House) -> list[Practice]:
    """Every use of a skill."""
    return _named_now(house, house.store.shelf(Practice).all())


def uses_between(house: House, first: date, last: date) -> list[Practice]:
    """The uses of some days."""
    return _named_now(house, house.store.shelf(Practice).between(first, last))


def _named_now(house: House, found: Iterable[R]) -> list[R]:
    name_now = house.library.name_now
    return [each if (name := name_now(each.unit)) == each.unit else replace(each, unit=name) for each in found]
