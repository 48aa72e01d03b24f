"""Which plan is offered to whom, and why, in words."""

from __future__ import annotations

from math import ceil

from iop_tui.domain.chosen import PACES
from iop_tui.domain.settings import Settings
from iop_tui.values import dataclass

COURSES = {"plan8": 6, "plan12": 5, "plan24": 3}
"""The courses, the closest first, and the units that an ordinary week of each holds."""
A_UNIT = 10
"""Minutes that a unit takes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan that fits what a person said."""

    templates: tuple[str, ...]
    per_week: int
    """Units a week; 0 where the plan's own weeks fit."""
    reason: str


def offer(settings: Settings) -> Offer:
    """The plan that fits where a person stands, how long a sitting may be, and how many there are in a week."""
    holds = pace(settings)
    course = "plan8" if holds >= COURSES["plan8"] else "plan24" if holds <= COURSES["plan24"] else "plan12"
    why = ""
    templates: tuple[str, ...] = (course,)
    match settings.stage:
        case "thinking about it" | "about to start":
            templates, why = ("planstart", course), "First what helps before a program, then a course. "
        case "attending" | "finishing":
            course = "plan8"
            templates, why = (course,), "Eight weeks go well with a program. "
    per_week = holds if holds < COURSES[course] else 0
    sittings = f"{settings.days} sittings of {settings.minutes} minutes hold about {holds} units a week"
    return Offer(templates, per_week, f"{why}{sittings}{f', so a week has {holds} and there are more weeks' if per_week else ''}.")


def pace(settings: Settings) -> int:
    """How many units the sittings of a week hold."""
    return max(PACES[0], min(PACES[-1], ceil(settings.days * settings.minutes / A_UNIT)))
