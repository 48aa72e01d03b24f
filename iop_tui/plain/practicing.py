"""I tried a skill, line by line: which one, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.practice import HELPED_LITTLE, Practice
from iop_tui.domain.unit import Header
from iop_tui.plain.forms import form
from iop_tui.services import finder, practicing

if TYPE_CHECKING:
    from iop_tui.domain.fields import Value
    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import Done


def tried(talk: Talk) -> None:
    """Ask which skill it was; then how it went."""
    header = pick_skill(talk, "Which skill did you try?")
    if header is not None:
        tell(talk, header)


def pick_skill(talk: Talk, question: str) -> Header | None:
    """One of the skills, what helped before first."""
    return talk.pick(question, [(header.title, header) for _name, found in practicing.toolbox(talk.house) for header in found])


def tell(talk: Talk, header: Header) -> None:
    """The short form; every line of it can be skipped. After little help another way is offered."""
    kept: list[Practice] = []

    def save(found: dict[str, Value]) -> Done[Practice] | None:
        done = talk.act(practicing.keep, header, found, undo_as=f"tried {header.title}")
        kept.extend([done.value] if done else [])
        return done

    day = talk.house.clock.today().isoformat()
    key = f"tried/{header.id}"
    if form(talk, f"Tried: {header.title}", practicing.FIELDS, {"day": day}, key=key, save=save, intro=words.TRIED_INTRO):
        talk.say(words.TRIED.format(title=header.title))
        if kept[0].helped is not None and kept[0].helped <= HELPED_LITTLE:
            _another(talk, kept[0])


def _another(talk: Talk, practice: Practice) -> None:
    """Another skill or, when it happens again while it stays strong, people first."""
    from iop_tui.plain.helping import help_now
    from iop_tui.plain.tools import open_tool
    from iop_tui.plain.units import open_unit

    fits, is_people_first = finder.another(talk.house, practice)
    talk.say(words.HELPED_LITTLE_TWICE if is_people_first else words.HELPED_LITTLE)
    skills = [(f"{each.header.title}, {each.header.minutes} minutes", f"unit:{each.header.id}") for each in fits]
    people = [("Help now: people and lines", "help"), ("Your safety plan", "safety-plan")]
    match talk.pick("Another way?", [*people, *skills] if is_people_first else [*skills, *people], none="Enter for enough now"):
        case "help":
            help_now(talk)
        case "safety-plan" as tool:
            open_tool(talk, tool)
        case str() as unit:
            open_unit(talk, unit.removeprefix("unit:"))
