"""One session of one day: how it stands, what was written before, during and after it, and what it was about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iop_tui import words
from iop_tui.domain import sessionnotes
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books import BOOKS
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value, words_of
from iop_tui.domain.filled import Filled, filled_in
from iop_tui.domain.page import Block, Entry, paragraph
from iop_tui.domain.questions import Question, to_ask
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.sessionnotes import AFTER, BEFORE, DURING, UNITS, SessionNote
from iop_tui.domain.sessions import THERAPY, WORKSHOP
from iop_tui.domain.unit import Header
from iop_tui.errors import IopError
from iop_tui.services import asking, scheduling
from iop_tui.services.copies import settle, take_away
from iop_tui.services.house import House, act
from iop_tui.services.scheduling import Slot
from iop_tui.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class SessionDay:
    """What there is to see of a session of one day."""

    slot: Slot
    notes: Mapping[str, SessionNote]
    """Each page, empty where nothing was written."""
    units: tuple[Header, ...]
    """What it was about on this day."""
    earlier: tuple[Header, ...]
    """What it was about on other days, the newest first."""
    questions: tuple[Question, ...]
    homework: tuple[str, ...]
    """What Today would say of the homework whose time has come."""


EMPTY_PAGE = {BEFORE: "What I want from it, one thing to share", DURING: "The screen can rest", AFTER: "What I take along"}
"""What stands for a page without words."""


def about(slot: Slot) -> list[Block]:
    """When, where and with what, in full."""
    session, at = slot.at.session, slot.at
    leave = f"leave by {slot.leave_by}" if slot.leave_by else ""
    said = (
        ("When", "\n".join(each for each in (f"{in_words(at.on)}, {at.hours}", leave, at.why) if each)),
        ("Where", session.says("place")),
        ("Who leads it", session.says("who")),
        ("What to have with me", session.says("bring")),
        ("One line I could say", session.says("say")),
        ("The way there", session.says("how")),
        ("Plan B", session.says("plan-b")),
        ("What was agreed there", session.says("agreed")),
    )
    return [*(Entry(label, text) for label, text in said if text), paragraph(words.NOT_LED)]


def session_day(house: House, session: int, key: date) -> SessionDay | None:
    """A session of the day that it has by the pattern; nothing where it is gone."""
    slot = scheduling.slot_of(house, session, key)
    if slot is None:
        return None
    notes = {page: note_of(house, session, key, page) for page in (BEFORE, DURING, AFTER, UNITS)}
    here = _headers(house, notes[UNITS].units)
    return SessionDay(
        slot=slot,
        notes=notes,
        units=here,
        earlier=tuple(each for each in _met(house, session) if each not in here),
        questions=tuple(to_ask(asking.questions(house))),
        homework=tuple(homework_due(house)),
    )


def note_of(house: House, session: int, key: date, page: str) -> SessionNote:
    """A page of a session's day; an empty one where nothing is on it."""
    id = SessionNote.id_for(session, key, page)
    return house.store.shelf(SessionNote).get(id) or SessionNote(id=id, day=key, session=session, page=page)


def page_now(house: House, slot: Slot) -> str:
    """The page that fits now."""
    now, zone = house.clock.now(), house.clock.zone
    if now < slot.at.moment(zone):
        return BEFORE
    return DURING if now < slot.at.end(zone) else AFTER


def to_link(house: House, view: SessionDay) -> list[tuple[str, list[Header]]]:
    """The units that a session can be said to be about, module by module; what is linked already is left out."""
    age, linked = house.settings().age, {each.id for each in view.units}
    modules = [module for track in house.library.tracks() for module in house.library.modules_of(track.id)]
    found = [
        (module.title, [each for each in house.library.units_of(module.id) if each.is_for(age) and each.id not in linked])
        for module in modules
    ]
    return [(title, own) for title, own in found if own]


FROM = {THERAPY: "therapist", WORKSHOP: "workshop"}


def homework_from(slot: Slot) -> dict[str, Value]:
    """What is known of homework that comes from a session."""
    return {"from": FROM.get(slot.at.session.kind, "group")}


def homework_due(house: House) -> list[str]:
    """The homework whose time has come, in the words of Today."""
    book = BOOKS.get("homework")
    today = house.clock.today()
    return [line for each in house.store.shelf(book.kind).all() if (line := book.due(each, today))] if book and book.due else []


@act
def keep(house: House, note: SessionNote, values: Mapping[str, Value]) -> SessionNote:
    """Keep a page; an empty one is taken away again."""
    filled = filled_in(values)
    if not filled:
        take_away(house, note)
        return replace(note, values={})
    settle(house, note)
    return house.store.shelf(SessionNote).put(replace(note, values=filled)).record


@act
def met(house: House, session: int, key: date, unit: str, *, was_about: bool = True) -> SessionNote:
    """Say that a session of a day was about a unit of the program, or that it was not, whatever another window said."""
    if house.library.header(unit) is None:
        raise IopError("That unit is not there any more.", "Any other one can be picked.")
    note = note_of(house, session, key, UNITS)
    units = [*(each for each in note.units if each != unit), *([unit] if was_about else [])]
    if not units:
        house.store.shelf(SessionNote).remove(note.id)
        return replace(note, values={})
    return house.store.shelf(SessionNote).put(replace(note, values={"units": units})).record


def may_name(house: House, note: SessionNote) -> str:
    """A word on a page that may be another member's name, among none of the person's own lists."""
    return sessionnotes.may_name(sessionnotes.texts_of(note), _own_words(house))


def _own_words(house: House) -> list[str]:
    kinds: list[type[Filled]] = [*(book.kind for book in BOOKS.values()), PlanEntry, SafetyEntry]
    own = [word for kind in kinds for each in house.store.shelf(kind).all() for value in each.values.values() for word in words_of(value)]
    return [*own, house.prefs.nickname, house.settings().trusted_adult]


def _met(house: House, session: int) -> tuple[Header, ...]:
    found = [each for each in house.store.shelf(SessionNote).where(session=session, page=UNITS) if each.day]
    newest = sorted(found, key=lambda each: each.day or date.min, reverse=True)
    return _headers(house, [unit for each in newest for unit in each.units])


def _headers(house: House, units: tuple[str, ...] | list[str]) -> tuple[Header, ...]:
    found = (house.library.header(house.library.name_now(each)) for each in dict.fromkeys(units))
    return tuple(each for each in found if each is not None)
