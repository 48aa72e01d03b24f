"""Staying with it: how the sessions went, whether they fit, and changing over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from iop_tui import words
from iop_tui.domain.attendance import WAS_THERE, Attendance
from iop_tui.domain.books import committing
from iop_tui.domain.books.committing import Fit
from iop_tui.domain.books.working import Homework, homework_week
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.filled import Snag, filled_in
from iop_tui.domain.sessionnotes import SessionNote
from iop_tui.domain.sessions import FIELDS, OF_A_PROGRAM, Change, Session, days_of, snag
from iop_tui.errors import IopError
from iop_tui.services import scheduling
from iop_tui.services.copies import settle
from iop_tui.services.house import House, act
from iop_tui.values import replace

ALWAYS = date(1970, 1, 1)


# Whether it fits


def fits_to_ask(house: House) -> list[Session]:
    """The sessions of which Today asks how they fit: from the third time there, for two weeks, until it is filled in."""
    today = house.clock.today()
    sessions = [each for each in scheduling.all_sessions(house) if each.kind in OF_A_PROGRAM]
    if not sessions:
        return []
    there: dict[int, list[date]] = {}
    for mark in house.store.shelf(Attendance).all():
        if mark.state in WAS_THERE and mark.day is not None:
            there.setdefault(mark.session, []).append(mark.day)
    told = house.store.shelf(Fit).all()
    return [
        each for each in sessions if committing.asked_on(there.get(each.id, ()), today) and not any(_is_about(fit, each) for fit in told)
    ]


def _is_about(fit: Fit, session: Session) -> bool:
    return fit.session == session.id or fit.says("who").casefold() == whom(session).casefold()


def whom(session: Session) -> str:
    """With whom a session is: who leads it, or what it is called."""
    return session.says("who") or session.title


# Changing over


SWITCHED = ("who", "title", "days", "begins", "ends", "place")
CHANGE_FIELDS = (
    Field(id="from", kind="date", label="From which day on?", help="Up to the day before, all stays as it is."),
    *(each for name in SWITCHED for each in FIELDS if each.id == name),
)


def switched_from(session: Session, today: date) -> dict[str, Value]:
    """What the form of a change begins with."""
    return {"from": today.isoformat(), **{name: session.values[name] for name in SWITCHED if name in session.values}}


def switch_snag(session: Session, values: Mapping[str, Value], today: date) -> Snag | None:
    """What keeps a change from being kept."""
    if not values.get("from"):
        return Snag("from", "From which day on is it different?")
    day = read_date(str(values["from"]))
    if day <= session.starts:
        return Snag("from", f"It begins on {session.starts.isoformat()}, so a change comes after that day.")
    if session.stops is not None and session.stops < day:
        return Snag("from", f"It ends on {session.stops.isoformat()}. A new session can begin in the list of sessions.")
    return snag(_switched(session, values), today)


def _switched(session: Session, values: Mapping[str, Value]) -> dict[str, Value]:
    """The new session: what was changed, and what stays."""
    changed = filled_in(values)
    emptied = set(SWITCHED) - set(changed)
    return {name: value for name, value in {**session.values, **changed}.items() if name not in emptied}


@act
def switch(house: House, session: Session, values: Mapping[str, Value]) -> Session:
    """From a day on, another leader, group, day or hour: the old session ends the day before and keeps its history, a new one begins."""
    problem = switch_snag(session, values, house.clock.today())
    if problem is not None:
        raise IopError(problem.sentence, words.STAYS)
    first = read_date(str(values["from"]))
    shelf = house.store.shelf(Session)
    settle(house, session)
    made = shelf.put(Session(values=_from_then(session, _switched(session, values), first))).record
    shelf.put(replace(session, values={**session.values, "to": (first - timedelta(days=1)).isoformat()}))
    _move_along(house, session, made, first)
    return made


def _from_then(session: Session, values: dict[str, Value], first: date) -> dict[str, Value]:
    """The new session's values; one of every second week keeps its weeks."""
    stays = all(values.get(name) == session.values.get(name) for name in ("days", "every"))
    own = days_of(session, first, first + timedelta(weeks=2)) if stays else []
    return {**values, "from": own[0].isoformat()} if own else values


def _move_along(house: House, old: Session, new: Session, first: date) -> None:
    """What hangs on the old session from that day on goes with the new one, where it is on the same day."""
    hanging: tuple[type[Change | Attendance | SessionNote], ...] = (Change, Attendance, SessionNote)
    for kind in hanging:
        shelf = house.store.shelf(kind)
        for each in shelf.where(session=old.id):
            if each.day is not None and each.day >= first and days_of(new, each.day, each.day):
                shelf.remove(each.id)
                shelf.put(replace(each, id=_id_with(new, each, each.day), rev=0, session=new.id))


def _id_with(session: Session, record: Change | Attendance | SessionNote, day: date) -> int:
    """The id that it has with another session."""
    match record:
        case SessionNote():
            return SessionNote.id_for(session.id, day, record.page)
        case Change():
            return Change.id_for(session.id, day)
    return Attendance.id_for(session.id, day)


# How the sessions went


def attendance_line(house: House) -> str:
    """The share of the program's sessions so far; nothing where none is marked."""
    return scheduling.shares(house, ALWAYS, house.clock.today()).line


def explained(house: House) -> tuple[str, ...]:
    """How the numbers of the sessions and of the homework come about."""
    today = house.clock.today()
    week = homework_week(house.store.shelf(Homework).all(), today)
    return (scheduling.shares(house, ALWAYS, today).explain(), week.explain())
