"""The schedule: sessions and what of them is different on a day, how each went, and what is ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from iop_tui import words
from iop_tui.domain import sessions
from iop_tui.domain.answers import Kept
from iop_tui.domain.attendance import CANCELED, EXCUSED, Attendance, Share, share
from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value, read_date, read_time
from iop_tui.domain.numbers import rounded
from iop_tui.domain.sessions import Change, Occurrence, Session
from iop_tui.errors import IopError
from iop_tui.services.copies import let_go, take_away
from iop_tui.services.house import House, act
from iop_tui.services.tracking import pauses
from iop_tui.values import dataclass, replace

AHEAD = timedelta(weeks=5)
"""How far ahead the next session is looked for."""


MOVED = timedelta(weeks=8)
"""So far a session may have been moved to an earlier day."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of one day, with how it went."""

    at: Occurrence
    mark: Attendance | None
    state: str
    """A mark of one's own, `canceled`, `excused` while everything is paused, else nothing."""
    leave_by: str
    """Like `08:25`; nothing where there is no way to go, and none once it has begun."""
    leave_by_b: str = ""
    """The same for plan B."""


def all_sessions(house: House) -> list[Session]:
    return house.store.shelf(Session).all()


def changes(house: House) -> dict[int, Change]:
    return {each.id: each for each in house.store.shelf(Change).all()}


def occurrences(house: House, first: date, last: date) -> list[Occurrence]:
    """Every session of some days, both included."""
    return sessions.occurrences(all_sessions(house), changes(house), first, last)


def slots(house: House, first: date, last: date) -> list[Slot]:
    """Every session of some days, with how each went."""
    found = occurrences(house, first, last)
    keys = [each.key for each in found]
    marks = {each.id: each for each in house.store.shelf(Attendance).between(min([first, *keys]), max([last, *keys]))}
    found = _with_marked(house, found, marks.values(), first, last)
    spans = [each for each in pauses(house) if each.commitment == 0]

    def slot(at: Occurrence) -> Slot:
        mark = marks.get(Attendance.id_for(at.session.id, at.key))
        is_paused = any(each.covers(0, at.on) for each in spans)
        state = CANCELED if at.is_canceled else mark.state if mark else EXCUSED if is_paused else ""
        way_b = int(at.session.number("way-b") or 0)
        return Slot(at, mark, state, _leave_by(house, at), _leave_by(house, at, way_b) if way_b else "")

    return [slot(each) for each in found]


def _leave_by(house: House, at: Occurrence, minutes: int = 0) -> str:
    """When to leave, with the day where it is the one before; nothing once it has begun."""
    zone = house.clock.zone
    leave = at.leave_by(zone, minutes)
    if leave is None or at.is_canceled or house.clock.now() >= at.moment(zone):
        return ""
    return f"{leave:%H:%M}" if leave.date() == at.on else f"{in_words(leave.date())} {leave:%H:%M}"


def _with_marked(house: House, found: list[Occurrence], marks: Iterable[Attendance], first: date, last: date) -> list[Occurrence]:
    """The sessions, and those that were marked on a day that the pattern no longer has: what was attended stays to be seen."""
    known = {(each.session.id, each.key) for each in found}
    moved = {each.id for each in changes(house).values()}
    held = {each.id: each for each in all_sessions(house)}
    lone = [
        Occurrence(session, each.day, each.day, session.begins, session.ends)
        for each in marks
        if each.day is not None
        and first <= each.day <= last
        and (session := held.get(each.session))
        and (each.session, each.day) not in known
        and Change.id_for(each.session, each.day) not in moved
    ]
    return sorted([*found, *lone], key=lambda each: (each.on, each.begins)) if lone else found


def on_day(house: House, day: date) -> list[Slot]:
    return slots(house, day, day)


def week(house: House, monday: date) -> list[Slot]:
    return slots(house, monday, monday + timedelta(days=6))


def slot_of(house: House, session: int, key: date) -> Slot | None:
    """The session of a day by the pattern, wherever it was moved to."""
    change = house.store.shelf(Change).get(Change.id_for(session, key))
    day = change.to if change and change.to else key
    return next((each for each in on_day(house, day) if each.at.session.id == session and each.at.key == key), None)


def upcoming(house: House, kind: str = "") -> Occurrence | None:
    """The next session that is not over yet, of one kind or of any that is not work, school or care."""
    now, today = house.clock.now(), house.clock.today()
    for each in occurrences(house, today - timedelta(days=1), today + AHEAD):
        fits = each.session.kind == kind if kind else not each.session.is_duty
        if fits and not each.is_canceled and each.end(house.clock.zone) > now:
            return each
    return None


def program_span(house: House) -> tuple[date, date] | None:
    """First and last day of the program, where both are known."""
    return sessions.span_of(all_sessions(house))


def shares(house: House, first: date, last: date) -> Share:
    """How the program's sessions of some days went."""
    return share(marks_of_program(house, first, last))


def marks_of_program(house: House, first: date, last: date) -> list[Attendance]:
    """Their marks; one that was moved to an earlier day has its mark before its own day comes."""
    own = {each.id for each in all_sessions(house) if each.is_of_program}
    canceled = {each.id for each in house.store.shelf(Change).all() if each.to is None}
    found = house.store.shelf(Attendance).between(first, last + MOVED)
    return [each for each in found if each.session in own and each.day and Change.id_for(each.session, each.day) not in canceled]


@act
def mark(house: House, at: Occurrence, state: str, reason: str = "", note: str | None = None, seen: int | None = None) -> Attendance:
    """Say how a session went. `seen` is the number of saves of the mark that the person saw; a newer one is kept beside."""
    if at.on > house.clock.today():
        raise IopError(words.NOT_YET, "You can mark today and any day before it.")
    shelf = house.store.shelf(Attendance)
    id = Attendance.id_for(at.session.id, at.key)
    before = shelf.get(id)
    stored = before.rev if before else 0
    if seen in (None, stored):
        let_go(house, Attendance.table, id)
    return shelf.put(
        Attendance(
            id=id,
            rev=stored if seen is None else seen,
            created=before.created if before else None,
            day=at.key,
            session=at.session.id,
            state=state,
            reason=reason,
            note=note if note is not None else (before.note if before else ""),
        )
    ).record


@act
def unmark(house: House, at: Occurrence, seen: int | None = None) -> None:
    """Make a session unknown again; raises `IopError` where another window marked it since. `seen` as in `mark`."""
    mark = house.store.shelf(Attendance).get(Attendance.id_for(at.session.id, at.key))
    if mark is not None:
        take_away(house, mark if seen is None else replace(mark, rev=seen))


@act
def cancel(house: House, at: Occurrence, why: str = "") -> Change:
    """One time does not take place."""
    return _change(house, at, None, "", "", why)


@act
def move(house: House, at: Occurrence, values: Mapping[str, Value]) -> Change:
    """One time is on another day or at another hour; raises `IopError` where it would end before it begins."""
    to = read_date(str(values["to"])) if values.get("to") else at.on
    begins = read_time(str(values["begins"])) if values.get("begins") else at.begins
    ends = read_time(str(values["ends"])) if values.get("ends") else at.ends
    if ends <= begins:
        raise IopError(f"It begins at {begins:%H:%M}, so it ends after that.", words.STAYS)
    return _change(house, at, to, f"{begins:%H:%M}", f"{ends:%H:%M}", str(values.get("why") or ""))


@act
def as_planned(house: House, at: Occurrence) -> None:
    """Take back what was different on one day; raises `IopError` where another window changed it since."""
    change = house.store.shelf(Change).get(Change.id_for(at.session.id, at.key))
    if change is not None:
        take_away(house, replace(change, rev=at.change))


def _change(house: House, at: Occurrence, to: date | None, begins: str, ends: str, why: str) -> Change:
    """Keep what is different on one day; what another window changed since `at` was looked at is kept beside it."""
    id = Change.id_for(at.session.id, at.key)
    before = house.store.shelf(Change).get(id)
    if at.change == (before.rev if before else 0):
        let_go(house, Change.table, id)
    change = Change(
        id=id,
        rev=at.change,
        created=before.created if before else None,
        day=at.key,
        session=at.session.id,
        to=to,
        begins=begins,
        ends=ends,
        why=why,
    )
    return house.store.shelf(Change).put(change).record


def other_changes(house: House) -> dict[int, list[str]]:
    """What another window changed of one time, in words, by the id of the change that stands."""
    found: dict[int, list[str]] = {}
    for kept in house.store.shelf(Kept).where(of_table=Change.table):
        change = house.store.shelf(Change).copy_in(kept)
        if change is not None:
            hours = "-".join(each for each in (change.begins, change.ends) if each)
            what = f"{in_words(change.to)} {hours}".strip() if change.to else "canceled"
            found.setdefault(kept.of_id, []).append("; ".join(each for each in (what, change.why) if each))
    return found


def notes_on(house: House, monday: date) -> list[str]:
    """What meets, and what is not as most programs have it, in a week."""
    sunday = monday + timedelta(days=6)
    found = occurrences(house, monday, sunday)
    ends = [day for each in all_sessions(house) if each.is_of_program for day in (each.starts, each.stops) if day]
    is_whole = not any(monday <= day <= sunday for day in ends) and not any(each.is_canceled for each in found)
    return [*sessions.conflicts(found, house.clock.zone), *sessions.unusual(found, house.clock.zone, is_whole=is_whole)]


def hours_of(house: House, monday: date) -> float:
    """The program's hours in a week."""
    return sessions.hours([each.at for each in week(house, monday) if each.state != CANCELED], house.clock.zone)


def state(house: House) -> str:
    """How the schedule stands: the hours of this week, and how far the program is."""
    if not all_sessions(house):
        return ""
    today = house.clock.today()
    span = program_span(house)
    this_week = f"{rounded(hours_of(house, week_of(today)[0]))} hours this week"
    return f"{this_week}, to {in_words(span[1])}" if span and span[1] >= today else this_week
