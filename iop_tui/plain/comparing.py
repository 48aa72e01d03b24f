"""Programs side by side, line by line: one question after the other, each program with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.compare import WEIGHTS
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import comparing

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk


def open_compare(talk: Talk) -> None:
    """Be at the comparison."""
    inside(
        talk,
        comparing.TITLE,
        look,
        lambda: [
            ("Say how much each thing matters to me", weigh),
            ("Which programs stand side by side", mark),
            ("Hear how the scores come about", lambda talk: talk.say(*comparing.explain(talk.house))),
        ],
    )


def look(talk: Talk) -> None:
    """Say signs to be wary, scores and facts."""
    talk.say(*(f"{words.OTHER_COPY} {copy}" for copy in comparing.others(talk.house)))
    talk.show(comparing.blocks(talk.house))


def weigh(talk: Talk) -> None:
    """The weights, 0 to 10 each."""
    kept = comparing.comparison(talk.house)
    is_kept = form(
        talk,
        "What matters to me",
        WEIGHTS,
        comparing.weights(kept),
        key="weights",
        save=lambda found: talk.act(comparing.weigh, kept, found, undo_as="what matters to you"),
        intro=comparing.WEIGHING,
    )
    if is_kept:
        talk.say("Kept.")


def mark(talk: Talk) -> None:
    """Put a program among those side by side, or take it out; three at most."""
    found, chosen = comparing.programs(talk.house), comparing.comparison(talk.house).chosen
    if not found:
        talk.say(comparing.NONE)
        return
    program = talk.pick("Which program?", [(f"{each.name}{', marked' if each.id in chosen else ''}", each) for each in found])
    if program is not None and talk.act(comparing.mark, program, undo_as=f"a mark at {program.name}") is not None:
        talk.say(f"{program.name}: {'not marked any more' if program.id in chosen else 'stands side by side'}.")
