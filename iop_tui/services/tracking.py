"""Keeping commitments: making them, checking in, excusing, pausing, and how each stands."""

from __future__ import annotations

from datetime import date, timedelta

from iop_tui import words
from iop_tui.domain.commitments import Checkin, Commitment, Pause, state_on, this_week, week_of
from iop_tui.domain.record import key_id
from iop_tui.domain.strength import Strength, Tally, strength, tallied_until, tally
from iop_tui.domain.unit import Practice, Unit
from iop_tui.errors import IopError
from iop_tui.services.copies import let_go, settle
from iop_tui.services.house import House, act
from iop_tui.values import dataclass, replace

BEFORE = timedelta(days=366)
"""A mark may be this much older than the first day of its commitment, which can be changed."""


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


def standings(house: House) -> list[Standing]:
    """How every running commitment stands today, with its newest marks; the years before this one come from a tally."""
    today = house.clock.today()
    chosen = active(house)
    if not chosen:
        return []
    spans = pauses(house)
    tallies = _tallies(house, chosen, spans)
    begins = [tallies[each.id].until if each.id in tallies else each.starts - BEFORE for each in chosen]
    marks = _marks(house, chosen, min(*begins, week_of(today)[0]))

    def stands(each: Commitment) -> Standing:
        return Standing(each, marks[each.id], spans, strength(each, marks[each.id], spans, today, tallies.get(each.id)), today)

    return [stands(each) for each in chosen]


def standing(house: House, commitment: Commitment) -> Standing:
    """How one commitment stands today, with all its marks."""
    today = house.clock.today()
    spans = pauses(house)
    marks = _marks(house, [commitment], commitment.starts - BEFORE)[commitment.id]
    return Standing(commitment, marks, spans, strength(commitment, marks, spans, today), today)


def mark_on(house: House, commitment: Commitment, day: date) -> Checkin | None:
    """The mark of any day."""
    return house.store.shelf(Checkin).get(Checkin.id_for(commitment.id, day))


def _marks(house: House, commitments: list[Commitment], first: date) -> dict[int, dict[date, Checkin]]:
    """Marks by commitment and day, from a day on."""
    found: dict[int, dict[date, Checkin]] = {each.id: {} for each in commitments}
    for checkin in house.store.shelf(Checkin).between(first, house.clock.today() + timedelta(days=1)):
        if checkin.commitment in found and checkin.day is not None:
            found[checkin.commitment][checkin.day] = checkin
    return found


def _tallies(house: House, commitments: list[Commitment], spans: tuple[Pause, ...]) -> dict[int, Tally]:
    """What is known of the years before, for commitments that are older than that. One that no longer fits is made anew, and kept."""
    today = house.clock.today()
    ends = {each.id: tallied_until(each, today) for each in commitments}
    old = [each for each in commitments if each.starts < ends[each.id]]
    if not old:
        return {}
    first = min(each.starts for each in old) - BEFORE
    stamp = house.store.shelf(Checkin).stamp(first, date(today.year - 1, 12, 31))
    kept = {each.commitment: each for each in house.store.shelf(Tally).all()}
    wanted = {each.id: _stamp(each, spans, ends[each.id], stamp) for each in old}
    stale = [each for each in old if each.id not in kept or kept[each.id].stamp != wanted[each.id]]
    if stale:
        marks = _marks(house, stale, first)
        made = [tally(each, marks[each.id], spans, ends[each.id], wanted[each.id]) for each in stale]
        kept.update({each.commitment: each for each in made})
        house.store.note(made)
    return {each.id: kept[each.id] for each in old}


def _stamp(commitment: Commitment, spans: tuple[Pause, ...], until: date, rows: str) -> str:
    """Everything that a tally depends on."""
    about = (commitment.rule, commitment.times, commitment.starts, commitment.ends, commitment.stopped)
    mine = [(each.first, each.last) for each in spans if each.commitment in (0, commitment.id)]
    return f"{key_id(*about, *mine, until, rows):x}"


@act
def save_commitment(house: House, commitment: Commitment) -> Commitment:
    """Make a commitment, or change one."""
    if not commitment.title.strip():
        raise IopError("A commitment needs a few words to go by.", words.STAYS)
    settle(house, commitment)
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
        raise IopError(words.NOT_YET, "You can mark today and any day before it.")
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
