"""A place of the program, line by line: how it stands, and what can be done there by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from iop_tui.plain.talk import Back, chosen, numbered
from iop_tui.values import dataclass

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk

T = TypeVar("T")
Do = Callable[["Talk"], object]

FIRST = 10
"""Choices that are said by themselves; the others are asked for."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done, from its place and with `iop do`."""

    name: str
    """How `iop do` knows it; never changed."""
    says: str
    """How it stands in the list of a place."""
    do: Do


@dataclass(frozen=True, slots=True)
class Place:
    """One room of the program."""

    name: str
    """What leads there from any question of a place."""
    title: str
    look: Do
    """Says how it stands."""
    acts: tuple[Act, ...]


def stay(talk: Talk, title: str, look: Do, choices: Callable[[], Sequence[tuple[str, Do]]], names: Sequence[str] = ()) -> None:
    """Be at a place until the person leaves it: say how it stands, then do what is chosen, by number, words or one of `names`.

    Raises what leads elsewhere.
    """

    def listed() -> None:
        talk.say(*numbered(says for says, _do in choices()))

    with talk.at(title):
        talk.say(f"Place: {title}")
        look(talk)
        found = numbered(says for says, _do in choices())
        talk.say("You can:", *found[:FIRST], *([f"list says all {len(found)}."] if len(found) > FIRST else []))
        while True:
            typed = talk.ask(f"{title}. A number, or list, or back:", listed=listed)
            if not typed:
                look(talk)
                continue
            do = _wanted(typed, choices(), names)
            if do is None:
                talk.refuse(f"{typed} is none of the choices here. list says them, ? says what works everywhere.")
                continue
            try:
                do(talk)
            except Back:
                talk.say(f"Back at {title}.")


def _wanted(typed: str, choices: Sequence[tuple[str, Do]], names: Sequence[str]) -> Do | None:
    """What a person means: a choice of this place, or any act of the program by its name."""
    found = names.index(typed) if typed in names else chosen([says for says, _do in choices], typed)
    if found is not None:
        return choices[found][1]
    from iop_tui.plain.rooms import ACTS

    return ACTS[typed].do if typed in ACTS else None


def visit(talk: Talk, place: Place) -> None:
    """Be in one of the rooms."""
    stay(talk, place.title, place.look, lambda: [(each.says, each.do) for each in place.acts], [each.name for each in place.acts])


def of_one(which: Callable[[Talk], T | None], do: Callable[[Talk, T], object]) -> Do:
    """What is done with one of several things, as an act that asks first which one."""

    def asks(talk: Talk) -> None:
        found = which(talk)
        if found is not None:
            do(talk, found)

    return asks


def inside(talk: Talk, title: str, look: Do, choices: Callable[[], Sequence[tuple[str, Do]]]) -> None:
    """Be at a place within a room until `back`."""
    try:
        stay(talk, title, look, choices)
    except Back:
        talk.say(f"Left {title}.")
