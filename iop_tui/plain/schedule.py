"""The schedule, line by line: the sessions of a week or a month, how each went, and what is different on one day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.attendance import CANCELED, STATES
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import in_words, month_in_words
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.sessions import Change, Session, month_weeks
from iop_tui.plain import books
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import attending, differing, scheduling
from iop_tui.services.schedulepages import attendance_page, week_page

if TYPE_CHECKING:
    from iop_tui.domain.fields import Value
    from iop_tui.plain.talk import Talk
    from iop_tui.services.scheduling import Slot


def open_schedule(talk: Talk) -> None:
    """Be at the schedule."""
    inside(
        talk,
        "Schedule",
        look,
        lambda: [
            ("Mark how a session went", mark),
            ("Open a session: where it is, before and after it, homework", open_day),
            ("One time is different: moved, or it does not take place", different),
            ("A new session that comes back each week, or once", new),
            ("The pattern: change or remove what comes back", pattern),
            ("Hear another week", another_week),
            ("Hear a month", month),
            ("Hear how all sessions went so far", attendance),
        ],
    )


def look(talk: Talk) -> None:
    """Say this week."""
    say_week(talk, week_of(talk.house.clock.today())[0])


def say_week(talk: Talk, monday: date) -> None:
    """A week, one session a line, and what is worth a look."""
    hours = scheduling.hours_of(talk.house, monday)
    own = f". {rounded(hours)} hours of the program" if hours else ""
    talk.say(f"Week of {in_words(monday)} to {in_words(monday + timedelta(days=6))}{own}.")
    found, copies = scheduling.week(talk.house, monday), scheduling.other_changes(talk.house)
    for slot in found:
        other = copies.get(Change.id_for(slot.at.session.id, slot.at.key), [])
        talk.say("; ".join((line(slot), *(f"{words.OTHER_COPY} {each}" for each in other))))
    if not scheduling.all_sessions(talk.house):
        talk.say(SESSIONS.empty)
    elif not found:
        talk.say("No session stands in this week.")
    notes = scheduling.notes_on(talk.house, monday)
    talk.say(*(["Worth a look, and maybe a question:", *notes] if notes else []))


def line(slot: Slot) -> str:
    """A session of a day in one line."""
    at = slot.at
    state = "" if at.session.is_duty else slot.state or "not marked"
    leave = f"leave by {slot.leave_by}" if slot.leave_by and not slot.state else ""
    parts = [f"{in_words(at.on)}, {at.hours} {at.session.title}", leave, "moved" if at.is_moved else "", state]
    return ", ".join(each for each in parts if each)


def pick(talk: Talk, question: str, *, is_marked: bool = False) -> Slot | None:
    """One session of a day, from this week or another one; with `is_marked` only what can be marked by now."""
    today = talk.house.clock.today()
    monday = week_of(today)[0]
    while True:
        found = [each for each in scheduling.week(talk.house, monday) if not is_marked or _can_be_marked(each, today)]
        rows: list[tuple[str, Slot | int]] = [(line(each), each) for each in found]
        rows += [("The week before", -7), *([] if is_marked and monday > today - timedelta(days=7) else [("The week after", 7)])]
        picked = talk.pick(f"{question} Week of {in_words(monday)}.", rows)
        if not isinstance(picked, int):
            return picked
        monday += timedelta(days=picked)


def _can_be_marked(slot: Slot, today: date) -> bool:
    return not slot.at.session.is_duty and slot.at.on <= today


# Marking


def mark(talk: Talk) -> None:
    """Say how a session of any day went."""
    slot = pick(talk, "Which session?", is_marked=True)
    if slot is not None:
        mark_slot(talk, slot)


def mark_today(talk: Talk) -> None:
    """Say how today's session went, or pick another day's."""
    today = talk.house.clock.today()
    found = [each for each in scheduling.on_day(talk.house, today) if _can_be_marked(each, today)]
    if len(found) == 1:
        mark_slot(talk, found[0])
    else:
        mark(talk)


def mark_slot(talk: Talk, slot: Slot) -> None:
    """The form of how one session went; after a missed one a way on, and nothing more."""
    at, was_missed = slot.at, []
    if at.on > talk.house.clock.today():
        talk.refuse(f"{words.NOT_YET} It can be marked on the day and later.")
        return

    def save(found: dict[str, Value]) -> Any:
        said = attending.act_of(slot, found, at.session.title)
        done = talk.act(said.act, *said.arguments, undo_as=said.undo_as)
        if done is not None and said.is_missed:
            was_missed.append(True)
        return done

    is_kept = form(
        talk,
        at.session.title,
        attending.FIELDS,
        attending.values(slot),
        key=f"session-mark/{at.session.id}/{at.key}",
        save=save,
        intro=f"{in_words(at.on)}, {at.hours}. No mark is fine, too.",
        snag=attending.half_a_mark,
        hidden=attending.hidden,
    )
    if is_kept:
        talk.say("Kept.")
    if was_missed:
        talk.say(*words.AFTER_MISSED.split("\n\n"))
        if talk.is_yes("Look at what got in the way?"):
            from iop_tui.plain.units import open_unit

            open_unit(talk, attending.MISSING)


def attend(talk: Talk, day: date) -> None:
    """How the sessions of a day went, one question each."""
    found = [each for each in scheduling.on_day(talk.house, day) if not each.at.session.is_duty]
    if not found:
        talk.say("No session stands on that day.")
    for slot in found:
        talk.say(f"{slot.at.session.title} {slot.at.hours}, now {slot.state or 'not marked'}.")
        state = talk.pick("How did it go?", [(each, each) for each in STATES], none="Enter leaves it")
        if state is None:
            talk.say("Left as it is.")
        elif talk.act(scheduling.mark, slot.at, state, undo_as=f"marked {slot.at.session.title}") is not None:
            talk.say(f"Saved: {state}.")


# One day, and the pattern


def different(talk: Talk) -> None:
    """One time is not as the pattern has it."""
    slot = pick(talk, "Which session is different?")
    if slot is not None:
        make_different(talk, slot)


def make_different(talk: Talk, slot: Slot) -> None:
    """The form of what is different."""
    at = slot.at

    def save(found: dict[str, Value]) -> Any:
        act, arguments = differing.act_of(found)
        return talk.act(act, at, *arguments, undo_as=f"changed {at.session.title}")

    key = f"different/{at.session.id}/{at.key.isoformat()}"
    title = f"{at.session.title}, {in_words(at.key)}"
    if form(talk, title, differing.FIELDS, differing.values(at), key=key, save=save, hidden=differing.hidden):
        talk.say("Kept.")


def new(talk: Talk) -> None:
    """A new session of the week."""
    today = talk.house.clock.today()
    books.fill_in(talk, SESSIONS, Session(values={"from": today.isoformat(), "every": "every week"}))


def pattern(talk: Talk) -> None:
    """The list of what comes back."""
    from iop_tui.plain.bookplaces import open_book

    open_book(talk, SESSIONS)


def open_day(talk: Talk) -> None:
    """The page of a session of one day."""
    from iop_tui.plain.sessions import open_session_day

    slot = pick(talk, "Which session?")
    if slot is not None:
        open_session_day(talk, slot.at.session.id, slot.at.key)


# Hearing


def another_week(talk: Talk) -> None:
    """Any week as a page."""
    from iop_tui.plain.diary import ask_day

    day = ask_day(talk, may_be_ahead=True)
    if day is not None:
        talk.page(week_page(talk.house, week_of(day)[0]))


def month(talk: Talk) -> None:
    """A month in sentences, a line for each week with a session."""
    from iop_tui.plain.diary import ask_day

    day = talk.house.clock.today()
    if talk.is_yes(f"Another month than {month_in_words(day)}?"):
        day = ask_day(talk, may_be_ahead=True) or day
    talk.say(f"Heading: {month_in_words(day)}")
    mondays = month_weeks(day)
    found = [each for each in scheduling.slots(talk.house, mondays[0], mondays[-1] + timedelta(days=6)) if not each.at.session.is_duty]
    own = [each for each in found if each.at.on.month == day.month]
    for monday in mondays:
        said = [f"{in_words(each.at.on)} {each.state or 'planned'}" for each in own if week_of(each.at.on)[0] == monday]
        talk.say(*([", ".join(said)] if said else []))
    held = many(len([each for each in own if each.state != CANCELED]), "session")
    talk.say(f"{held} in this month." if own else "Nothing planned in this month.")


def attendance(talk: Talk) -> None:
    """How the sessions of the program went."""
    talk.page(attendance_page(talk.house))
