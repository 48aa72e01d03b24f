"""The open house: the words, the vault and the clock of one person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iop_tui import words
from iop_tui.clock import Clock
from iop_tui.content.library import Library
from iop_tui.domain.settings import THE_ONE, Settings
from iop_tui.errors import NoVault, SeveralPeople, UsageError
from iop_tui.store import leaving
from iop_tui.store import undo as ways_back
from iop_tui.store.indexing import IndexFile
from iop_tui.store.locations import Profile, data_folder, find_profiles, new_profile
from iop_tui.store.prefs import Prefs as Prefs
from iop_tui.store.prefs import read_prefs
from iop_tui.store.private import look
from iop_tui.store.store import Change, Store
from iop_tui.values import dataclass

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
    return library_of(data_folder())


def library_of(data: Path) -> Library:
    """The units there are for whoever has this data folder, with what is known of them from the last start."""
    return Library.find(data, IndexFile(data))


def undo(house: House, done: Done[object]) -> bool:
    """Put back what an act changed; False when it has been changed again since. Versions of a plan follow the plan."""
    from iop_tui.domain.versions import Version

    followers = [each for each in done.changes if each.table == Version.table]
    if not followers:
        return house.store.undo(done.changes)

    def job() -> bool:
        from iop_tui.services import versions

        with house.store.transaction():
            if not house.store.undo([each for each in done.changes if each not in followers]):
                return False
            for each in followers:
                house.store.undo([each])
            for plan in versions.PARTS:
                versions.keep(house, plan)
        return True

    return house.store.run(job)


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


@dataclass(frozen=True, slots=True)
class Door:
    """The way to one person's vault, before it is open. Behind it may be nothing yet."""

    data: Path
    prefs: Prefs
    profile: Profile | None = None
    number: int = 1
    """Its place in the list of people on this account."""
    others: int = 0
    """How many other people have a vault on this account."""

    @property
    def is_sealed(self) -> bool:
        return self.profile is not None and look(self.profile.seal_mark) is not None

    @property
    def name(self) -> str:
        """The nickname, if its owner wants it to be seen here."""
        return self.prefs.nickname or f"Person {self.number}"

    @property
    def line(self) -> str:
        """What everybody on this account may see of it."""
        return f"{self.number}. {self.name}. {words.SEALED if self.is_sealed else words.OPEN_TO_ALL}"

    def open(self, typed: str | None = None, *, create: bool = False) -> House:
        """Open the vault, with what was typed if it is sealed, making an empty one first if `create`; raises `NoVault`, `Locked`.."""
        profile = self.profile
        if profile is None and create:
            profile = new_profile(self.data)
        if profile is None:
            raise NoVault("There is nothing saved here yet.", "Start the program with: iop")
        clock = clock_for(self.prefs)
        return House(self.data, self.prefs, clock, library_of(self.data), Store.open(profile, clock, create=create, typed=typed))


def doors(data: Path | None = None) -> list[Door]:
    """The doors of everybody who has a vault on this account; one with nothing behind it when there is nobody."""
    folder = data or data_folder()
    leaving.finish(folder)
    shared = read_prefs(folder)
    profiles = find_profiles(folder)
    if not profiles:
        return [Door(folder, shared)]
    return [Door(folder, read_prefs(each.folder, shared), each, number, len(profiles) - 1) for number, each in enumerate(profiles, 1)]


def door(number: int | None = None, data: Path | None = None) -> Door:
    """The door with a number, or the only one; raises `SeveralPeople` when nobody said which."""
    found = doors(data)
    if number is None and len(found) > 1:
        raise SeveralPeople(
            "Several people have a vault on this account.", "Say which with --profile and a number: iop profile lists them."
        )
    chosen = next((each for each in found if number in (None, each.number)), None)
    if chosen is None:
        raise UsageError(f"There is no person number {number}.", "They are listed by: iop profile")
    return chosen


def open_house(*, create: bool = False, data: Path | None = None) -> House:
    """Open the only vault of this account."""
    return door(data=data).open(create=create)
