"""A session of one day, line by line: when and where, how it went, the pages around it, and changing over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.committing import FIT, Fit
from iop_tui.domain.days import in_words
from iop_tui.domain.sessionnotes import AFTER, BEFORE, DURING, FIELDS, TITLES
from iop_tui.plain import books
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside, of_one
from iop_tui.plain.schedule import make_different, mark_slot
from iop_tui.services import committing, preparing, scheduling, sessionday
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from datetime import date

    from iop_tui.domain.fields import Value
    from iop_tui.domain.sessions import Session
    from iop_tui.plain.places import Do
    from iop_tui.plain.talk import Talk
    from iop_tui.services.sessionday import SessionDay

GONE = "This session is not in your week any more."
CHANGE = "iop.s6.change"
"""The unit on changing a therapist or a group."""


def open_session_day(talk: Talk, session: int, key: date) -> None:
    """Be at a session of one day; `key` is the day by the pattern."""
    view = sessionday.session_day(talk.house, session, key)
    if view is None:
        talk.say(GONE)
        return
    _Day(talk, view).run()


class _Day:
    """One session of one day; looked at anew before every act."""

    def __init__(self, talk: Talk, view: SessionDay) -> None:
        self.talk, self.view = talk, view

    def run(self) -> None:
        at = self.view.slot.at
        inside(self.talk, f"{at.session.title} on {in_words(at.on)}", lambda _talk: self._look(), self._choices)

    def _fresh(self) -> SessionDay:
        at = self.view.slot.at
        self.view = sessionday.session_day(self.talk.house, at.session.id, at.key) or self.view
        return self.view

    def _choices(self) -> list[tuple[str, Do]]:
        found: list[tuple[str, Do]] = [
            ("Mark how it went", lambda talk: mark_slot(talk, self._fresh().slot)),
            *((f"The page {TITLES[page].casefold()}", _page_of(self, page)) for page in (BEFORE, DURING, AFTER)),
            ("Hear the sheet to take along", lambda talk: talk.page(preparing.page(talk.house, self._fresh().slot.at))),
            ("Write homework from it down", lambda talk: self._homework()),
            ("Say which unit it was about", lambda talk: self._link()),
            ("Write a question down for it", _ask),
            ("This one time is different", lambda talk: make_different(talk, self._fresh().slot)),
            ("Another therapist, group or time from a day on", lambda talk: change(talk, self._fresh().slot.at.session)),
            ("How does it fit? Four lines", lambda talk: fit(talk, self._fresh().slot.at.session)),
            ("Hear all there is to know of it", lambda talk: talk.show(sessionday.about(self._fresh().slot))),
        ]
        return [*found, *((f"Open the unit {each.title}", _opening(each.id)) for each in (*self.view.units, *self.view.earlier[:3]))]

    def _look(self) -> None:
        view, talk = self._fresh(), self.talk
        slot = view.slot
        talk.show(sessionday.about(slot))
        marks = other_copies(talk.house, "attendance").get(slot.mark.id, []) if slot.mark else []
        reason = [slot.mark.reason, slot.mark.note] if slot.mark else []
        talk.say("; ".join(each for each in (f"Mark: {slot.state or 'not marked'}", *reason) if each))
        copies = other_copies(talk.house, "slots")
        for page in (BEFORE, DURING, AFTER):
            note = view.notes[page]
            said = [f"{field.label} {note.says(field.id)}" for field in FIELDS[page] if note.says(field.id)]
            talk.say(f"{TITLES[page]}: {'; '.join(said) or sessionday.EMPTY_PAGE[page]}")
            marks += copies.get(note.id, [])
        talk.say(*(f"{words.OTHER_COPY} {each}" for each in marks))
        talk.say(*(f"Today: the unit {each.title}" for each in view.units))
        talk.say(*(f"To ask: {each.text}" for each in view.questions))
        talk.say(*(f"Due: {each}" for each in view.homework))

    def page(self, page: str) -> None:
        """The form of a page. During a session the screen is best put away, so that is said first."""
        view, talk = self._fresh(), self.talk
        at, note = view.slot.at, view.notes[page]
        if page == DURING and not note.values:
            talk.say(words.DURING_GROUP)
            if not talk.is_yes("Write a few words anyway?"):
                return

        def save(found: dict[str, Value]) -> Any:
            done = talk.act(sessionday.keep, note, found, undo_as=TITLES[page].casefold())
            name = sessionday.may_name(talk.house, done.value) if done is not None else ""
            talk.say(*([words.MAY_NAME.format(name=name)] if name else []))
            return done

        title, key = f"{TITLES[page]}: {at.session.title}", f"slot/{at.session.id}/{at.key}/{page}"
        if form(talk, title, FIELDS[page], note.values, key=key, save=save, intro=words.NO_NAMES):
            talk.say("Kept.")

    def _homework(self) -> None:
        slot, book = self._fresh().slot, BOOKS["homework"]
        books.fill_in(self.talk, book, book.kind(values=sessionday.homework_from(slot)), str(slot.at.session.id))

    def _link(self) -> None:
        """Pick a unit that it was about; one that is linked already is let go."""
        view, talk = self._fresh(), self.talk
        rows = [(f"Let go: {each.title}", (each.id, False)) for each in view.units]
        rows += [(each.title, (each.id, True)) for _title, own in sessionday.to_link(talk.house, view) for each in own]
        picked = talk.pick("What was it about?", rows)
        if picked is None:
            return
        unit, is_new = picked
        at = view.slot.at
        if talk.act(sessionday.met, at.session.id, at.key, unit, was_about=is_new, undo_as="what it was about") is not None:
            talk.say("Linked." if is_new else "Let go.")


def _page_of(day: _Day, page: str) -> Do:
    return lambda _talk: day.page(page)


def _opening(unit_id: str) -> Do:
    from iop_tui.plain.units import open_unit

    return lambda talk: open_unit(talk, unit_id)


def _ask(talk: Talk) -> None:
    from iop_tui.plain.questions import ask_one

    ask_one(talk)


# The fit, and changing over


def pick_session(talk: Talk) -> Session | None:
    """One of the sessions that come back."""
    found = scheduling.all_sessions(talk.house)
    if not found:
        talk.say(BOOKS["sessions"].empty)
        return None
    return talk.pick("Which session?", [(each.title, each) for each in found])


def fit(talk: Talk, session: Session) -> None:
    """Four lines on how a session fits."""
    books.fill_in(talk, FIT, Fit(session=session.id, values={"who": committing.whom(session)}), str(session.id))


def fit_one(talk: Talk) -> None:
    """How a session fits that Today asks about, or any."""
    asked = committing.fits_to_ask(talk.house)
    session = asked[0] if len(asked) == 1 else pick_session(talk)
    if session is not None:
        fit(talk, session)


def change(talk: Talk, session: Session) -> None:
    """From a day on, another leader, group, day or hour."""
    today = talk.house.clock.today()

    def save(found: dict[str, Value]) -> Any:
        return talk.act(committing.switch, session, found, undo_as="a change of session")

    is_kept = form(
        talk,
        "Another therapist, group or time",
        committing.CHANGE_FIELDS,
        committing.switched_from(session, today),
        key=f"session-change/{session.id}",
        save=save,
        intro=words.CHANGING,
        snag=lambda found: committing.switch_snag(session, found, today),
    )
    if is_kept:
        talk.say("Kept. The sessions before that day stay as they were, with their marks and pages.")
    elif talk.is_yes("How to say it: open the guide?"):
        _opening(CHANGE)(talk)


change_one = of_one(pick_session, change)
