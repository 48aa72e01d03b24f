"""Check-ups after the program, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.books.after import CHECKUPS
from iop_tui.domain.checkups import WEEKS, CheckUp, title
from iop_tui.domain.days import in_words
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import afterward, checkups, listing
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from iop_tui.domain.fields import Value
    from iop_tui.plain.talk import Talk


def open_checkups(talk: Talk) -> None:
    """Be at the check-ups."""
    inside(
        talk,
        CHECKUPS.title,
        look,
        lambda: [
            ("Fill one in, read it or change it", fill_in_one),
            ("My last day of the program", last_day),
            ("Remove what I filled in", remove),
            ("Hear all of them as a page", lambda talk: talk.page(checkups.page(talk.house))),
        ],
    )


def look(talk: Talk) -> None:
    """Say all of them with their days."""
    filled, days, copies = checkups.filled(talk.house), checkups.days(talk.house), other_copies(talk.house, CheckUp.table)
    talk.say(*([] if days else [CHECKUPS.empty]))
    for week in WEEKS:
        item, day = filled.get(week), days.get(week)
        if item is None and day is None:
            continue
        said = [f"{title(week)}{f', {in_words(day)} {day.year}' if day else ''}", _state(talk, week, item)]
        said += [f"{words.OTHER_COPY} {copy}" for copy in copies.get(item.id if item else 0, [])]
        talk.say("; ".join(each for each in said if each))


def _state(talk: Talk, week: int, item: CheckUp | None) -> str:
    if item is None:
        return "" if checkups.not_yet(talk.house, week) else "can be filled in"
    number = item.says("how")
    return f"{number} of 10" if number else "filled in"


def fill_in_one(talk: Talk) -> None:
    """Fill in the one whose day has come, or pick any."""
    due = checkups.due(talk.house)
    rows = [(title(week), week) for week in WEEKS]
    week = due if due and talk.is_yes(f"{title(due)}?") else talk.pick("Which one?", rows)
    day = checkups.not_yet(talk.house, week) if week is not None else None
    if day is not None:
        talk.say(f"This one is for {in_words(day)} {day.year}. It comes up on Today by itself.")
    elif week is not None:
        fill_in(talk, week)


def fill_in(talk: Talk, week: int) -> None:
    """The form of one check-up."""
    item = checkups.filled(talk.house).get(week) or CheckUp(id=CheckUp.id_for(week))
    is_kept = form(
        talk,
        title(week),
        checkups.FIELDS,
        item.values,
        key=f"checkup/{week}",
        save=lambda found: talk.act(
            listing.keep, CHECKUPS, item, {"week": str(week), **found}, undo_as=f"a check-up, {title(week).casefold()}"
        ),
        intro=f"{CHECKUPS.purpose} {words.IF_NOT_SAFE}",
        check=lambda found: "" if found else words.NOTHING_YET,
    )
    if is_kept:
        talk.say("Kept.")


def last_day(talk: Talk) -> None:
    """Which day is, or was, the last one, unless the schedule knows it."""
    last = afterward.last_day(talk.house)
    if afterward.is_in_schedule(talk.house) and last:
        talk.say(f"Your schedule has it: {last.isoformat()}. It is changed there, and the days follow.")
        return
    values: dict[str, Value] = {"last": last.isoformat()} if last else {}
    is_kept = form(
        talk,
        "The last day of my program",
        afterward.LAST_DAY,
        values,
        key="last-day",
        save=lambda found: talk.act(afterward.set_last_day, found, undo_as="the last day"),
    )
    if is_kept:
        talk.say("Kept.")


def remove(talk: Talk) -> None:
    """Take away what was filled in."""
    found = checkups.filled(talk.house)
    if not found:
        talk.say(CHECKUPS.empty)
        return
    item = talk.pick("Which one?", [(title(week), each) for week, each in sorted(found.items())])
    if item is not None and talk.act(listing.remove, CHECKUPS, item, undo_as="removed a check-up") is not None:
        talk.say("Removed. undo brings it back.")
