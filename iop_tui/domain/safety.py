"""The safety plan: six parts, from the first sign to a safer place.

The method is the safety planning intervention of Stanley and Brown (2012); headings, order of words and layout are our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from iop_tui.domain.aftercare import Part
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyEntry(Filled):
    """One entry in a part of the safety plan."""

    table: ClassVar[str] = "safety"

    part: str
    order: int = 0


PARTS = (
    Part(
        id="signs",
        title="How I know it is starting",
        purpose="Thoughts, pictures, moods or things you do that tell you a hard time is near. A few words are enough.",
        missing="No sign written down yet.",
        fields=(Field(id="sign", kind="line", label="What do I notice?"),),
    ),
    Part(
        id="alone",
        title="What I can do by myself",
        purpose="Things that have helped you get through an hour without anyone.",
        missing="Nothing to do by yourself yet. One thing is a start.",
        fields=(
            Field(id="do", kind="line", label="What can I do?"),
            Field(id="barrier", kind="line", label="What might get in the way, and then?"),
        ),
    ),
    Part(
        id="company",
        title="Company and places that take me out of my head",
        purpose="You do not have to talk about it there. A cafe, a library, a neighbor, a group.",
        missing="No person or place yet.",
        fields=(Field(id="who", kind="contact", label="Who, or where?"),),
    ),
    Part(
        id="people",
        title="People I can tell",
        purpose="People you can tell that you are not doing well.",
        missing="Nobody to ask yet. If nobody comes to mind, the lines on Help now count.",
        fields=(Field(id="who", kind="contact", label="Who is it?"),),
    ),
    Part(
        id="professionals",
        title="People whose job it is",
        purpose="Your clinic, a clinician, the nearest emergency department, a crisis line.",
        missing="No clinic or service yet. Your crisis line is on Help now in any case.",
        fields=(Field(id="who", kind="contact", label="Who, and which number?"),),
    ),
    Part(
        id="surroundings",
        title="Making my surroundings safer",
        purpose="What you and a person you trust can put away, lock up or hand over for a while. Choose it with them.",
        missing="Nothing here yet. This part is best filled in together with someone.",
        fields=(
            Field(id="step", kind="line", label="What makes it safer?", help="No details needed: what to put away, and where it goes."),
            Field(id="who", kind="line", label="Who helps with it?"),
        ),
    ),
    Part(
        id="worth",
        title="One thing worth staying for",
        purpose="If you like: a person, an animal, a place, a thing you still want to see.",
        missing="You can leave this empty.",
        fields=(Field(id="what", kind="line", label="What is it?"),),
    ),
)

HELP_PARTS = ("people", "professionals")
REVIEW_AFTER_DAYS = 30


def missing(entries: Iterable[SafetyEntry]) -> tuple[str, ...]:
    """What the safety plan still lacks; it is complete only with at least one person or service to turn to."""
    held = tuple(entries)
    lines = [each.missing for each in PARTS if each.id not in ("worth", *HELP_PARTS) and not any(entry.part == each.id for entry in held)]
    if not any(entry.part in HELP_PARTS for entry in held):
        lines.insert(0, "Nobody to turn to yet. One person, clinic or line makes this plan much stronger.")
    return tuple(lines)
