"""Keep, line by line: the commitments, and the ways to mark, excuse and pause."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.commitments import Commitment, week_of
from iop_tui.domain.days import WEEKDAY_NAMES
from iop_tui.domain.fields import Field, Unreadable, Value, read
from iop_tui.plain.forms import form
from iop_tui.plain.places import of_one
from iop_tui.services import marking, tracking

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import Done
    from iop_tui.services.tracking import Standing

EMPTY = "Here you keep small promises to yourself. make makes the first one."
MORE = "A practice from any unit can become one, too: it is at the end of the unit."
WEEKS = 12
"""Weeks that are said of one commitment."""


def look(talk: Talk) -> None:
    """Say how every commitment stands."""
    pause = tracking.current_pause(talk.house)
    if pause is not None:
        until = f"until {pause.last.isoformat()}" if pause.last else "until you say that you are back"
        talk.say(f"Everything is paused {until}. Nothing is counted meanwhile.")
    standings = tracking.standings(talk.house)
    for each in standings:
        talk.say(*_told(each))
    if not standings:
        talk.say(EMPTY, MORE)
    old = tracking.put_away(talk.house)
    if old:
        talk.say("Heading: Put away", *(f"{each.title}: {each.schedule()}" for each in old))


def _told(standing: Standing) -> list[str]:
    commitment = standing.commitment
    strength = f"strength {standing.strength.percent} percent" if standing.strength.has_begun else "new"
    line = f", {standing.line}" if standing.line != commitment.schedule() else ""
    goal = f", {commitment.goal()}" if commitment.kind != "done" else ""
    return [f"{commitment.title}: {standing.state or 'not due'} today, {strength}, {commitment.schedule()}{goal}{line}", _week(standing)]


def _week(standing: Standing) -> str:
    monday, _sunday = week_of(standing.today)
    days = [monday + timedelta(days=n) for n in range((standing.today - monday).days + 1)]
    return "This week: " + ", ".join(f"{WEEKDAY_NAMES[each.weekday()]} {standing.state_of(each) or 'nothing due'}" for each in days)


def pick(talk: Talk, question: str = "Which commitment?", *, also_old: bool = False) -> Commitment | None:
    """One of the commitments."""
    found = [*tracking.active(talk.house), *(tracking.put_away(talk.house) if also_old else ())]
    if not found:
        talk.say(EMPTY)
        return None
    return talk.pick(question, [(each.title, each) for each in found])


# Marking


def check_in(talk: Talk, number: int | None = None) -> None:
    """Mark today, commitment by commitment, or the one with a number; Enter leaves one as it is."""
    for place, standing in enumerate(tracking.standings(talk.house), 1):
        if number not in (None, place):
            continue
        commitment = standing.commitment
        talk.say(f"{place}. {commitment.title} ({commitment.goal()}). Now: {standing.state or 'not due'}.")
        state, amount = _state(talk, commitment)
        if not state and amount is None:
            talk.say("Left as it is.")
            continue
        state = state or commitment.state_of(amount or 0)
        seen = marking.seen(standing, standing.today)
        what = (standing.today, state, amount, None, seen)
        done: Done[Any] | None = talk.act(tracking.check_in, commitment, *what, undo_as=f"marked {commitment.title}")
        if done is not None:
            talk.say(f"Saved: {state}.")
        if marking.is_missed_medicine(commitment, state):
            talk.say(words.MEDICINE_NO_CATCHING_UP)


def _state(talk: Talk, commitment: Commitment) -> tuple[str, float | None]:
    """Ask until there is an answer that can be kept; a skip is nothing."""
    letters = {"k": "kept", "p": "partly", "m": "missed", "e": "excused"}
    how = "kept, partly, missed, excused, or Enter to skip"
    kind = commitment.kind
    amount = Field(id="amount", kind="number", label="How much?", min=0, max=10 if kind == "rating" else None)
    while typed := talk.ask(f"{how if kind == 'done' else f'A number, {how}'}:").casefold():
        state = next((name for letter, name in letters.items() if typed in (letter, name)), "")
        if state:
            return state, None
        try:
            value = read(amount, typed) if kind != "done" else None
        except Unreadable as error:
            talk.refuse(str(error))
            continue
        if isinstance(value, (int, float)):
            return "", float(value)
        talk.refuse("Please type one of these words, or its first letter.")
    return "", None


def mark(talk: Talk) -> None:
    """Mark any day of a commitment: how it went, how much, a note; or take the mark away."""
    commitment = pick(talk)
    if commitment is not None:
        mark_day(talk, tracking.standing(talk.house, commitment))


def mark_day(talk: Talk, standing: Standing, day: date | None = None) -> None:
    """The form of one day."""
    chosen, commitment = day or standing.today, standing.commitment

    def save(found: dict[str, Value]) -> Done[Any] | None:
        said = marking.read(standing, found, chosen)
        if not said.state:
            return talk.act(tracking.clear_checkin, commitment, said.day, undo_as=f"unmarked {commitment.title}")
        what = (said.day, said.state, said.amount, said.note, said.seen)
        done: Done[Any] | None = talk.act(tracking.check_in, commitment, *what, undo_as=f"marked {commitment.title}")
        if marking.is_missed_medicine(commitment, said.state):
            talk.say(words.MEDICINE_NO_CATCHING_UP)
        return done

    is_kept = form(
        talk,
        commitment.title,
        marking.fields(standing),
        marking.values(talk.house, standing, chosen),
        key=f"mark/{commitment.id}/{chosen}",
        save=save,
        intro=commitment.goal(),
        check=marking.check,
    )
    if is_kept:
        talk.say("Kept.")


# The commitments themselves


def make(talk: Talk) -> None:
    """A new one."""
    promise(talk, Commitment(title="", starts=talk.house.clock.today()))


def promise(talk: Talk, commitment: Commitment) -> None:
    """The form of a commitment; before one to stop or cut down, the withdrawal note comes first."""
    from iop_tui.services import promising

    def save(found: dict[str, Value]) -> Done[Any] | None:
        wanted = promising.read(commitment, found)
        if promising.needs_note(commitment, wanted):
            talk.say(*promising.NOTE.split("\n\n"))
            if not talk.is_yes("I have read this; save it."):
                return None
        done = talk.act(tracking.save_commitment, wanted, undo_as=f"{'changed' if commitment.id else 'made'} {wanted.title}")
        if done is not None:
            talk.say(f"Kept: {wanted.title}, {wanted.schedule()}.")
        return done

    form(
        talk,
        "Change a commitment" if commitment.id else "A new commitment",
        promising.FIELDS,
        promising.values(commitment),
        key=promising.draft_name(commitment),
        save=save,
        check=promising.check,
        hidden=promising.hidden,
    )


change = of_one(pick, promise)


def put_away(talk: Talk) -> None:
    commitment = pick(talk)
    if commitment is not None and talk.act(tracking.stop_commitment, commitment, undo_as=f"put away {commitment.title}") is not None:
        talk.say("Put away. Its past stays, and undo takes it back.")


def take_up(talk: Talk) -> None:
    old = tracking.put_away(talk.house)
    if not old:
        talk.say("No commitment is put away.")
        return
    commitment = talk.pick("Which one?", [(each.title, each) for each in old])
    if commitment is not None and talk.act(tracking.bring_back, commitment, undo_as=f"took up {commitment.title}") is not None:
        talk.say("Taken up, with all its past.")


def delete(talk: Talk) -> None:
    commitment = pick(talk, also_old=True)
    if commitment is None:
        return
    talk.say("To keep its past, put it away instead.")
    if not talk.is_yes(f"Delete {commitment.title} and every mark of it? Until you leave, undo brings it back."):
        return
    if talk.act(tracking.delete_commitment, commitment, undo_as=f"deleted {commitment.title}") is not None:
        talk.say("Deleted.")


def hear(talk: Talk) -> None:
    """One commitment in full."""
    from iop_tui.services import keptpage

    commitment = pick(talk, also_old=True)
    if commitment is None:
        return
    standing = tracking.standing(talk.house, commitment)
    talk.say(commitment.title)
    talk.show(keptpage.blocks(talk.house, standing))
    talk.say(f"Heading: The last {WEEKS} weeks")
    monday, _sunday = week_of(standing.today)
    for back in range(WEEKS):
        first = monday - timedelta(weeks=back)
        marked = [first + timedelta(days=n) for n in range(7)]
        said = [f"{WEEKDAY_NAMES[day.weekday()]} {state}" for day in marked if (state := standing.state_of(day)) not in ("", "unknown")]
        if said:
            talk.say(f"Week of {first.isoformat()}: {', '.join(said)}")


def excuse(talk: Talk) -> None:
    """Excuse a span of days, for one commitment or for all."""
    found = tracking.active(talk.house)
    picked = talk.pick("Which commitment?", [(each.title, each) for each in found], none="Enter for all of them") if found else None
    today = talk.house.clock.today()
    day = today.isoformat()
    is_kept = form(
        talk,
        "Excuse some days",
        marking.excuse_fields(picked.title if picked else ""),
        {"first": day, "last": day, "which": picked.title if picked else marking.EVERYTHING},
        key="excuse",
        save=lambda said: talk.act(tracking.excuse, *marking.excused(said, picked, today), undo_as="excused some days"),
        intro=marking.EXCUSED_COST_NOTHING,
    )
    if is_kept:
        talk.say("Kept.")


def away(talk: Talk) -> None:
    """Away or in hospital: pause everything, or come back."""
    pause = tracking.current_pause(talk.house)
    if pause is not None:
        if talk.act(tracking.come_back, pause, undo_as="came back") is not None:
            talk.say("Good to see you. Everything goes on from today.")
    elif talk.act(tracking.excuse, talk.house.clock.today(), None, undo_as="paused everything") is not None:
        talk.say("Everything is paused. away once more, when you are back.")
