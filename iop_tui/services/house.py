"""The open house: the words, the vault and the clock of one person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iop_tui.clock import Clock
from iop_tui.content.library import Library
from iop_tui.domain.settings import THE_ONE, Settings
from iop_tui.errors import NoVault
from iop_tui.store import undo as ways_back
from iop_tui.store.locations import data_folder, find_profiles, new_profile
from iop_tui.store.prefs import Prefs, read_prefs
from iop_tui.store.store import Change, Store

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class House:
    """Everything a service needs, handed in as one value."""

    data: Path
    prefs: Prefs
    clock: Clock
    library: Library
    store: Store
    away: int = 0
    """Days between the last visit and this one."""

    def settings(self) -> Settings:
        return self.store.shelf(Settings).get(THE_ONE) or Settings(id=THE_ONE)


@dataclass(frozen=True)
class Done(Generic[T]):
    """What an act did: its value, and what undoing it would put back."""

    value: T
    changes: tuple[Change, ...] = ()


def act(function: Callable[Concatenate[House, P], T]) -> Callable[Concatenate[House, P], Done[T]]:
    """Run a service on the saving thread, in one transaction: all of it is kept, or none."""

    @wraps(function)
    def doing(house: House, *args: P.args, **kwargs: P.kwargs) -> Done[T]:
        def job() -> Done[T]:
            with house.store.transaction() as journal:
                value = function(house, *args, **kwargs)
            return Done(value, journal.changes)

        return house.store.run(job)

    return cast("Callable[Concatenate[House, P], Done[T]]", doing)


def library() -> Library:
    """The units, without opening a vault."""
    return Library.find(data_folder())


def undo(house: House, done: Done[object]) -> bool:
    """Put back what an act changed; False when it has been changed again since."""
    return house.store.undo(done.changes)


def follow(earlier: Done[T], undone: Done[object]) -> Done[T]:
    """An act before one that was undone, so that it can be undone next."""
    return Done(earlier.value, ways_back.follow(earlier.changes, undone.changes))


def clock_for(prefs: Prefs) -> Clock:
    """The person's clock; an unknown zone is taken as UTC."""
    try:
        zone = ZoneInfo(prefs.zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return Clock(zone, prefs.day_ends_at)


def open_house(*, create: bool = False, data: Path | None = None) -> House:
    """Open the person's vault, making an empty one first if `create`; raises `NoVault` or another `StoreError`."""
    folder = data or data_folder()
    prefs = read_prefs(folder)
    profiles = find_profiles(folder)
    chosen = next((each for each in profiles if each.folder.name == prefs.profile), profiles[0] if profiles else None)
    if chosen is None and create:
        chosen = new_profile(folder)
    if chosen is None:
        raise NoVault("There is nothing saved here yet.", "Start the program with: iop")
    clock = clock_for(prefs)
    return House(folder, prefs, clock, Library.find(folder), Store.open(chosen, clock, create=create))
