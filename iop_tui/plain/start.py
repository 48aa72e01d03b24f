"""Start, line by line: what this is and is not, a few questions, and a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.fields import Field, Value, read, write
from iop_tui.plain.filling import fill_in
from iop_tui.plain.talk import Back, Leave
from iop_tui.services import planning, starting
from iop_tui.services.preferring import zone_problem

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk


def start(talk: Talk) -> None:
    """Ask, keep the answers, and name the plan. `back` goes to the question before."""
    talk.say("Welcome.", *words.IS_NOT, "Heading: What you write", *words.KEPT_WHERE, words.IF_NOT_SAFE)
    while True:
        try:
            talk.ask(f"{words.CONSENT}: press Enter to go on, or type leave:")
        except Back:
            continue
        break
    found: dict[str, Value] = {"zone": starting.server_zone()}
    with talk.at("Start"):
        _questions(talk, found)
        if talk.act(planning.begin, *starting.answers(talk.house, found)) is None:
            raise Leave
        _seal(talk)
        talk.say("Heading: Your plan")
        talk.show(starting.first_plan(talk.house))


def _questions(talk: Talk, found: dict[str, Value]) -> None:
    every = (*starting.about_you(), *starting.where_you_are(talk.house), *starting.what_brings_you())
    at = 0
    while at < len(fields := [each for each in every if _applies(each, found)]):
        try:
            at += _answered(talk, fields[at], found, f"{at + 1} of {len(fields)}")
        except Back:
            at = max(0, at - 1)


def _applies(field: Field, found: dict[str, Value]) -> bool:
    return field.id != "trusted_adult" or found.get("age") == starting.AGE_WORDS["teen"]


def _answered(talk: Talk, field: Field, found: dict[str, Value], place: str) -> bool:
    """Ask one question; whether its answer lets the person on."""
    typed = fill_in(talk, field, write(field, found.get(field.id)), place=place)
    value = read(field, typed)
    if field.id == "zone" and (problem := zone_problem(typed)):
        talk.say(problem)
        return False
    if value is None:
        found.pop(field.id, None)
    else:
        found[field.id] = value
    if field.id == "age" and value in (None, starting.UNDER):
        talk.say(words.UNDER_13 if value else words.AGE_FIRST)
        return False
    return True


def _seal(talk: Talk) -> None:
    talk.say(words.SEAL_ASK, *words.SEAL)
    if talk.is_yes("Set a passphrase now?"):
        from iop_tui.plain.yours import seal

        seal(talk)
