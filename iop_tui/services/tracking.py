"""Keeping commitments: making them, checking in, excusing, pausing, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from iop_tui.domain.commitments import Checkin, Commitment, Pause, state_on, this_week
from iop_tui.domain.strength import Strength, strength
from iop_tui.domain.unit import Practice, Unit
from iop_tui.errors import IopError
from iop_tui.services.copies import let_go
from iop_tui.services.house import House, act


@dataclass(frozen=True)
class Standing:
    """One commitment as it stands today."""

    commitment: Commitment
    checkins: dict[date, Checkin]
    pauses: tuple[Pause, ...]
    strength: Strength
    today: date

    @property
    def state(self) -> str:
        """Today's state; an unmarked day is `unknown`, a day on which nothing is due is empty."""
        return state_on(self.commitment, self.today, self.checkins, self.pauses)

    @property
    def line(self) -> str:
        """How it stands, in a few words."""
        if self.commitment.times:
            return this_week(self.commitment, self.today, self.checkins)
        marked = self.strength.kept + self.strength.partly + self.strength.missed
        return f"kept {self.strength.kept} of {marked}" if marked else self.commitment.schedule()

    def state_of(self, day: date) -> str:
        return state_on(self.commitment, day, self.checkins, self.pauses)


def active(house: House) -> list[Commitment]:
    """Commitments that are running or start later, oldest first."""
    today = house.clock.today()
    found = [each for each in house.store.shelf(Commitment).all() if each.stopped is None and (each.ends is None or each.ends >= today)]
    return sorted(found, key=lambda each: (each.created is None, each.created))


def put_away(house: House) -> list[Commitment]:
    """Commitments that have ended or were put away; their past stays."""
    running = {each.id for each in active(house)}
    return [each for each in house.store.shelf(Commitment).all() if each.id not in running]


def pauses(house: House) -> tuple[Pause, ...]:
    return tuple(sorted(house.store.shelf(Pause).all(), key=lambda each: each.first))


def current_pause(house: House) -> Pause | None:
    """The pause of everything that goes on today, if there is one."""
    today = house.clock.today()
    return next((each for each in pauses(house) if each.commitment == 0 and each.covers(0, today)), None)


def standings(house: House, commitments: list[Commitment] | None = None) -> list[Standing]:
    """How every commitment stands today."""
    today = house.clock.today()
    chosen = active(house) if commitments is None else commitments
    if not chosen:
        return []
    since = min(each.starts for each in chosen)
    by_commitment: dict[int, dict[date, Checkin]] = {each.id: {} for each in chosen}
    for checkin in house.store.shelf(Checkin).between(since - timedelta(days=366), today + timedelta(days=1)):
        if checkin.commitment in by_commitment and checkin.day is not None:
            by_commitment[checkin.commitment][checkin.day] = checkin
    spans = pauses(house)
    return [Standing(each, by_commitment[each.id], spans, strength(each, by_commitment[each.id], spans, today), today) for each in chosen]


def standing(house: House, commitment: Commitment) -> Standing:
    return standings(house, [commitment])[0]


@act
def save_commitment(house: House, commitment: Commitment) -> Commitment:
    """Make a commitment, or change one."""
    if not commitment.title.strip():
        raise IopError("A commitment needs a few words to go by.", "What you typed is still here.")
    let_go(house, Commitment.table, commitment.id)
    return house.store.shelf(Commitment).put(commitment).record


@act
def stop_commitment(house: House, commitment: Commitment) -> Commitment:
    """Put a commitment away from today on; what was marked stays."""
    shelf = house.store.shelf(Commitment)
    newest = shelf.get(commitment.id) or commitment
    return shelf.put(replace(newest, stopped=house.clock.today())).record


@act
def bring_back(house: House, commitment: Commitment) -> Commitment:
    """Take up a commitment again, with all its past."""
    shelf = house.store.shelf(Commitment)
    newest = shelf.get(commitment.id) or commitment
    return shelf.put(replace(newest, stopped=None, ends=None)).record


@act
def delete_commitment(house: House, commitment: Commitment) -> None:
    """Delete a commitment and every mark of it."""
    for checkin in house.store.shelf(Checkin).where(commitment=commitment.id):
        house.store.shelf(Checkin).remove(checkin.id)
    house.store.shelf(Commitment).remove(commitment.id)


@act
def check_in(
    house: House,
    commitment: Commitment,
    day: date,
    state: str,
    amount: float | None = None,
    note: str | None = None,
    seen: int | None = None,
) -> Checkin:
    """Mark one day; the note stays as it was when none is given.

    `seen` is the number of saves of the mark that the person saw, 0 for none: one that another window made since is kept, too.
    """
    if day > house.clock.today():
        raise IopError("That day has not come yet.", "You can mark today and any day before it.")
    shelf = house.store.shelf(Checkin)
    checkin_id = Checkin.id_for(commitment.id, day)
    before = shelf.get(checkin_id)
    stored = before.rev if before else 0
    if seen in (None, stored):
        let_go(house, Checkin.table, checkin_id)
    return shelf.put(
        Checkin(
            id=checkin_id,
            rev=stored if seen is None else seen,
            created=before.created if before else None,
            day=day,
            commitment=commitment.id,
            state=state,
            amount=amount,
            note=note if note is not None else (before.note if before else ""),
        )
    ).record


@act
def clear_checkin(house: House, commitment: Commitment, day: date) -> None:
    """Make a day unknown again."""
    checkin_id = Checkin.id_for(commitment.id, day)
    if house.store.shelf(Checkin).get(checkin_id) is not None:
        house.store.shelf(Checkin).remove(checkin_id)


@act
def excuse(house: House, first: date, last: date | None, reason: str = "", commitment: int = 0) -> Pause:
    """Excuse a span of days, for one commitment or for all (0); without a last day it goes on until `come_back`."""
    if last is not None and last < first:
        raise IopError("The last day comes before the first.", "Please look at the two dates again.")
    return house.store.shelf(Pause).put(Pause(first=first, last=last, reason=reason, commitment=commitment)).record


@act
def come_back(house: House, pause: Pause) -> Pause | None:
    """End a pause: yesterday was its last day; one that began today is taken away."""
    yesterday = house.clock.today() - timedelta(days=1)
    if pause.first > yesterday:
        house.store.shelf(Pause).remove(pause.id)
        return None
    return house.store.shelf(Pause).put(replace(pause, last=yesterday)).record


@act
def remove_pause(house: House, pause: Pause) -> None:
    house.store.shelf(Pause).remove(pause.id)


def commitment_for(house: House, which: str) -> Commitment:
    """A commitment by its id; a new one from the practice of a unit by its id; else an empty new one."""
    if which.isdecimal() and (found := house.store.shelf(Commitment).get(int(which))):
        return found
    if house.library.header(which) is not None:
        unit = house.library.unit(which)
        if practice := unit.practice():
            return practice_commitment(house, unit, practice)
    return Commitment(title="", starts=house.clock.today())


def practice_commitment(house: House, unit: Unit, practice: Practice) -> Commitment:
    """The commitment that a unit's practice would become; not saved yet."""
    today = house.clock.today()
    return Commitment(
        title=practice.what,
        times=practice.times if practice.times < 7 else 0,
        starts=today,
        ends=today + timedelta(weeks=practice.weeks) - timedelta(days=1),
        from_unit=unit.id,
    )


def notes(house: House, commitment: Commitment) -> list[Checkin]:
    """Every check-in with a note, newest first."""
    found = [each for each in house.store.shelf(Checkin).where(commitment=commitment.id) if each.note]
    return sorted(found, key=lambda each: each.day or date.min, reverse=True)
