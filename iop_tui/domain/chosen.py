"""The plan a person was offered or chose: units in an order, each with the reason why it is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from iop_tui.domain.plan import PlanTemplate
from iop_tui.domain.record import Record
from iop_tui.domain.settings import Settings

THE_ONE = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a plan."""

    unit: str
    part: int
    """The week or day it belongs to, from 1."""
    theme: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPlan(Record):
    """What was chosen; the items follow from it, so that units written later join in their place."""

    table: ClassVar[str] = "plan"

    templates: tuple[str, ...]
    """Template ids, one after the other."""
    began: date


def offer(settings: Settings) -> tuple[str, ...]:
    """The templates that fit where a person stands and how long a sitting may be."""
    course = {5: "plan24", 10: "plan12", 20: "plan8"}.get(settings.minutes, "plan12")
    match settings.stage:
        case "thinking about it" | "about to start":
            return ("planstart", course)
        case "attending" | "finishing":
            return ("plan8",)
    return (course,)


def items(templates: Iterable[PlanTemplate], settings: Settings, can_open: Callable[[str], bool]) -> tuple[Item, ...]:
    """The units of a plan in order, each once; what is not written yet, or not for this person, is left out."""
    with_substances = settings.need in ("substance use", "both")
    found: dict[str, Item] = {}

    def add(unit: str, part: int, theme: str, reason: str) -> None:
        if unit not in found and can_open(unit):
            found[unit] = Item(unit, part, theme, reason)

    add("dbt.dt.stop", 1, "First", "A skill you can use today, whatever comes next.")
    if with_substances:
        add("sud.core.safe", 1, "First", "You named substance use: what keeps you alive comes first.")
    offset = 0
    for template in templates:
        for part in template.parts:
            number = offset + part.number
            name = f"{template.unit.capitalize()} {part.number}: {part.theme}"
            for unit in part.units:
                add(unit, number, name, name)
            for unit in part.sud if with_substances else ():
                add(unit, number, name, "You named substance use.")
        offset += len(template.parts)
    if with_substances:
        for unit in ("sud.core.triggers", "sud.core.surf", "sud.core.refuse", "sud.core.log", "sud.core.lapse"):
            add(unit, offset + 1, "Substance use", "You named substance use.")
    return tuple(found.values())


def next_item(plan: Iterable[Item], finished: Collection[str]) -> Item | None:
    """The first unit that has not been done yet."""
    return next((item for item in plan if item.unit not in finished), None)
