"""Keeping copies of everything, and bringing one back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from iop_tui.domain.strength import Tally
from iop_tui.errors import StoreError, UsageError
from iop_tui.services.house import Door, House
from iop_tui.store import backups, private
from iop_tui.store.backups import Backup
from iop_tui.store.bodies import PLAIN
from iop_tui.store.sealing import is_sealed
from iop_tui.values import dataclass

KIND_WORDS = {
    "answers": ("answer", "answers"),
    "runs": ("exercise", "exercises"),
    "practice": ("use of a skill", "uses of a skill"),
    "commitments": ("commitment", "commitments"),
    "checkins": ("check-in", "check-ins"),
    "aftercare": ("entry of the aftercare plan", "entries of the aftercare plan"),
    "safety": ("entry of the safety plan", "entries of the safety plan"),
    "drafts": ("piece of unfinished typing", "pieces of unfinished typing"),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as the person sees it."""

    name: str
    day: date | None
    size: int
    rows: dict[str, int]
    """Documents by table; under the empty name those that only its own passphrase can tell apart. Empty if it cannot be read."""

    @property
    def line(self) -> str:
        """What is in it, in words."""
        if not self.rows:
            return "cannot be read"
        known = [_counted(*KIND_WORDS[table], count) for table, count in self.rows.items() if table in KIND_WORDS and count]
        rest = sum(count for table, count in self.rows.items() if table not in KIND_WORDS and table != Tally.table)
        return ", ".join([*known, *([_counted("other entry", "other entries", rest)] if rest else [])])


def roll(house: House) -> bool:
    """Make the day's copy if there is none; whether one was made. A disk without room, or a busy one, is met again tomorrow."""

    def job() -> bool:
        try:
            is_made = backups.roll(house.store.profile, house.clock.today()) is not None
            if is_made and is_sealed(house.store):
                backups.drop_open(house.store.profile)
            return is_made
        except StoreError:
            return False

    return house.store.run(job)


def back_up(house: House, *, only_this: bool = False) -> Copy:
    """Make a copy now. With `only_this` the older ones go, so that what was deleted since is in none of them."""

    def job() -> Backup:
        made = backups.make(house.store.profile, house.clock.today())
        for each in backups.listed(house.store.profile) if only_this else ():
            if each.path != made.path:
                private.remove(each.path)
        backups.rotate(house.store.profile)
        return made

    return _copy(house.store.run(job), house)


def free_space(house: House) -> None:
    """Let all copies but the newest go."""

    def job() -> None:
        for each in backups.listed(house.store.profile)[1:]:
            private.remove(each.path)

    house.store.run(job)


def copies(door: Door, house: House | None = None) -> list[Copy]:
    """All copies of a profile, the newest first. With an open house its seal tells the tables apart."""
    return [_copy(each, house) for each in backups.listed(door.profile)] if door.profile else []


def has_older(house: House) -> bool:
    """Whether there are copies besides the newest."""
    return len(backups.listed(house.store.profile)) > 1


def copies_of(house: House) -> list[Copy]:
    """All copies of an open vault, the newest first."""
    return [_copy(each, house) for each in backups.listed(house.store.profile)]


def newest_day(house: House) -> date | None:
    """The day of the newest copy."""
    return next((each.day for each in backups.listed(house.store.profile) if each.day), None)


def bring_back(door: Door, name: str) -> str:
    """Put a copy in the place of the vault; the name of the copy of the present state, or nothing if that was too damaged to copy."""
    if door.profile is None:
        raise UsageError("There is nothing saved here yet.", "Start the program with: iop")
    found = next((each for each in backups.listed(door.profile) if each.name == name), None)
    if found is None:
        raise UsageError(f"There is no copy called {name}.", "The copies are listed by: iop restore")
    from iop_tui.store import restoring

    present = restoring.restore(door.profile, found, datetime.now(UTC))
    return present.name if present else ""


def _copy(backup: Backup, house: House | None) -> Copy:
    try:
        rows = backups.counts(backup.path, house.store.bodies if house else PLAIN)
    except StoreError:
        rows = {}
    return Copy(backup.name, backup.day, backup.size, rows)


def _counted(one: str, many: str, count: int) -> str:
    return f"{count} {one if count == 1 else many}"
