"""Something happened, line by line: the next hour first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.happening import HURT, KINDS, USED, Happening
from iop_tui.plain.forms import form
from iop_tui.plain.helping import help_now
from iop_tui.services import happening as happenings
from iop_tui.services import helping, preferring

if TYPE_CHECKING:
    from iop_tui.domain.fields import Value
    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import Done


def happened(talk: Talk) -> None:
    """The emergency number, what it was, and the next hour."""
    where = helping.country(talk.house.prefs.country, preferring.modules())
    talk.show(helping.in_short(where))
    kind = talk.pick(words.HAPPENED_PICK, [(said, kind) for kind, said in KINDS.items()])
    if kind is None:
        return
    done = talk.act(happenings.keep, kind, undo_as="something happened")
    if done is not None:
        next_hour(talk, done.value)


def go_back_to_it(talk: Talk) -> None:
    """The next hour of what is kept already."""
    found = happenings.fresh_one(talk.house)
    if found is None:
        talk.say("Nothing that happened waits here.")
    else:
        next_hour(talk, found)


def open_happened(talk: Talk, which: int) -> None:
    """The next hour of one by its id."""
    found = happenings.find(talk.house, which)
    if found is not None:
        next_hour(talk, found)


def next_hour(talk: Talk, what: Happening) -> None:
    """What to do now; then writing it down, if one likes."""
    where = helping.country(talk.house.prefs.country, preferring.modules())
    talk.say(what.title, words.HAPPENED_FIRST)
    ways = [("Yes, I am safe", "safe"), ("Not sure, or no: help now", "help")]
    ways += [(words.OVERDOSE_TITLE, "overdose")] if what.kind in (USED, HURT) else []
    ways += [(words.WITHDRAWAL_TITLE, "withdrawal")] if what.kind == USED else []
    said = talk.pick(words.HAPPENED_SAFE, ways, none="Enter goes on")
    if said == "safe":
        talk.say("Good. Then one step at a time, from the top of the list.")
    elif said is not None:
        help_now(talk, said)
    talk.show(happenings.next_hour(talk.house, what, where.emergency))
    talk.say(words.HAPPENED_LATER)
    rest = [("Write a few words about it", "write"), ("Let it rest: it comes up no more", "rest")]
    match talk.pick("If you like:", rest, none="Enter for neither"):
        case "write":
            _write(talk, what)
        case "rest":
            if talk.act(happenings.let_rest, what, undo_as="let it rest") is not None:
                talk.say("It rests.")


def _write(talk: Talk, what: Happening) -> None:
    values: dict[str, Value] = {field.id: text for field in happenings.FIELDS if (text := getattr(what, field.id))}

    def save(found: dict[str, Value]) -> Done[Happening] | None:
        return talk.act(happenings.write, what, found, undo_as="words about what happened")

    key = f"happening/{what.id}"
    if form(talk, what.title, happenings.FIELDS, values, key=key, save=save, intro=words.HAPPENED_WORDS):
        talk.say("Kept.")
