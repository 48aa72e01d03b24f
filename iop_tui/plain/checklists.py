"""The lists to tick off, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.checklist import CHECKLISTS, Tick, still_open
from iop_tui.domain.numbers import many
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside, of_one
from iop_tui.services import ticking
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from iop_tui.domain.checklist import Checklist, Item
    from iop_tui.domain.fields import Value
    from iop_tui.plain.places import Do
    from iop_tui.plain.talk import Talk


def open_checklist(talk: Talk, checklist: Checklist) -> None:
    """Be at a list."""
    choices: list[tuple[str, Do]] = [
        ("Go through what is open", lambda talk: go_through(talk, checklist)),
        ("Tick a line, or take its tick away", lambda talk: turn(talk, checklist)),
        ("Write a note on a line", lambda talk: note(talk, checklist)),
        ("Put all that is open on my list of questions", lambda talk: ask_what_is_open(talk, checklist)),
        ("Hear the list as a page", lambda talk: talk.page(ticking.page(talk.house, checklist))),
    ]
    inside(talk, checklist.title, lambda talk: look(talk, checklist), lambda: choices)


def look(talk: Talk, checklist: Checklist) -> None:
    """Say how the list stands, line by line."""
    ticks, copies = ticking.ticks(talk.house, checklist), other_copies(talk.house, Tick.table)
    talk.say(checklist.purpose, f"{ticking.progress(checklist, ticks)} ticked.")
    for item in checklist.items:
        tick = ticks.get(item.id)
        other = copies.get(tick.id, []) if tick else []
        state = "" if tick and tick.is_ticked else "open"
        said = [item.text, state, ticking.said(tick), *(f"{words.OTHER_COPY} {copy}" for copy in other)]
        talk.say("; ".join(part for part in said if part))


def go_through(talk: Talk, checklist: Checklist) -> None:
    """Ask for every open line whether it is to be ticked."""
    for item in still_open(checklist, ticking.ticks(talk.house, checklist)):
        if talk.is_yes(f"{item.text}?"):
            _turn(talk, checklist, item, was_ticked=False)
    talk.say(f"{ticking.progress(checklist, ticking.ticks(talk.house, checklist))} ticked.")


def turn(talk: Talk, checklist: Checklist) -> None:
    """Tick one line, or take its tick away."""
    item = _pick(talk, checklist)
    if item is not None:
        tick = ticking.ticks(talk.house, checklist).get(item.id)
        _turn(talk, checklist, item, was_ticked=tick is not None and tick.is_ticked)


def _turn(talk: Talk, checklist: Checklist, item: Item, *, was_ticked: bool) -> None:
    if talk.act(ticking.turn, checklist, item, was_ticked, undo_as=f"a tick: {item.text}") is not None:
        talk.say("Not ticked any more." if was_ticked else "Ticked.")


def note(talk: Talk, checklist: Checklist) -> None:
    """A note on one line."""
    item = _pick(talk, checklist)
    if item is None:
        return
    tick = ticking.ticks(talk.house, checklist).get(item.id)

    def save(found: dict[str, Value]) -> Any:
        text, seen = str(found.get("note") or ""), tick.rev if tick else 0
        return talk.act(ticking.note, checklist, item, text, seen, undo_as="a note on the list")

    values: dict[str, Value] = {"note": tick.note} if tick else {}
    key = f"tick/{checklist.id}/{item.id}"
    if form(talk, checklist.title, ticking.NOTE, values, key=key, save=save, intro=item.text):
        talk.say("Kept.")


def ask_what_is_open(talk: Talk, checklist: Checklist) -> None:
    """What is not ticked, as questions."""
    done = talk.act(ticking.ask_what_is_open, checklist, undo_as="questions from the list")
    if done is not None and done.value:
        talk.say(f"{many(done.value, 'question')} added. They stand on Today.")
    elif done is not None:
        talk.say("Nothing to add: each open line is among your questions already, or has a tick.")


def _pick(talk: Talk, checklist: Checklist) -> Item | None:
    ticks = ticking.ticks(talk.house, checklist)
    rows = [(f"{each.text}{', ticked' if each.id in ticks and ticks[each.id].is_ticked else ''}", each) for each in checklist.items]
    return talk.pick("Which line?", rows)


def which(talk: Talk) -> Checklist | None:
    """One of the lists."""
    return talk.pick("Which list?", [(each.title, each) for each in CHECKLISTS.values()])


check_off, turn_in_one, note_in_one, ask_open_of_one = (of_one(which, each) for each in (go_through, turn, note, ask_what_is_open))
