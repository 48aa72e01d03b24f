"""The plan a person was offered or chose: units in an order, each with the reason why it is there.

What is kept is the choice and what the person changed, never the list itself. The list follows from the ready-made plans each time, so
that units written later join in their place, and everything the person did stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import groupby
from math import ceil
from typing import ClassVar

from iop_tui.domain.plan import PlanTemplate
from iop_tui.domain.record import Record
from iop_tui.domain.settings import Settings
from iop_tui.values import dataclass, replace

THE_ONE = 1
"""The plan of now; those before it have ids of their own."""

PACES = range(2, 8)
"""How many units a week one can ask for."""
USUAL = 5
"""Units a week where no ready-made plan tells."""

FIRST_SKILL, STAYING_ALIVE = "dbt.dt.stop", "sud.core.safe"
"""What comes before everything, also before the module that was asked for first."""

BEFORE, AFTER = "before", "after"

SUBSTANCES = "You named substance use."
FIRST_PLEASE = "You asked for this part first."
ADDED = "You added it."
PUT_HERE = "You put it here."
OWN = "Your own"


@dataclass(frozen=True, slots=True)
class Week:
    """A stretch of a plan: a week, or a day of the plan before a program."""

    number: int
    of: int
    theme: str
    unit: str = "week"

    @property
    def title(self) -> str:
        return f"{self.unit.capitalize()} {self.number}: {self.theme}"

    @property
    def place(self) -> str:
        return f"{self.unit} {self.number} of {self.of}"


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a plan."""

    unit: str
    week: Week
    """The week it stands in now."""
    theme: str
    """The theme it belongs to, wherever it stands."""
    reason: str
    """The theme again, where nothing else put it here."""

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return self.reason if self.reason[-1:] in (".", "?") else f"{self.reason}."


@dataclass(frozen=True, slots=True)
class Move:
    """The person put a unit right before or right after another one."""

    unit: str
    side: str
    """`before` or `after`."""
    by: str
    """The other unit; its week becomes the week of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPlan(Record):
    """What was chosen, and what the person changed in it."""

    table: ClassVar[str] = "plan"

    templates: tuple[str, ...]
    """Template ids, one after the other; none for a plan of one's own."""
    began: date
    ended: date | None = None
    """Since when another plan has taken its place."""
    first_module: str = ""
    """The module whose units come first, such as `dbt.ie`."""
    per_week: int = 0
    """Units a week; 0 where the weeks are those of the template."""
    moved: tuple[Move, ...] = ()
    """In the order in which they were made: a later one finds the unit where an earlier one put it."""
    left_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


# What the person changes


def with_names(plan: ChosenPlan, name_now: Callable[[str], str]) -> ChosenPlan:
    """The plan with other names for its units."""
    return replace(
        plan,
        moved=tuple(replace(each, unit=name_now(each.unit), by=each.by and name_now(each.by)) for each in plan.moved),
        left_out=tuple(map(name_now, plan.left_out)),
        added=tuple(map(name_now, plan.added)),
    )


def put(plan: ChosenPlan, move: Move) -> ChosenPlan:
    """Put a unit somewhere else. An earlier move of it is forgotten, unless another unit was put beside it there."""
    if move.unit == move.by:
        return plan
    kept = [
        each for n, each in enumerate(plan.moved) if each.unit != move.unit or any(later.by == move.unit for later in plan.moved[n + 1 :])
    ]
    return replace(plan, moved=(*kept, move))


def leave_out(plan: ChosenPlan, unit: str) -> ChosenPlan:
    """Leave a unit out; where it was put is remembered."""
    return plan if unit in plan.left_out else replace(plan, left_out=(*plan.left_out, unit))


def bring_back(plan: ChosenPlan, unit: str) -> ChosenPlan:
    """Let a unit that was left out stand again where it stood."""
    return replace(plan, left_out=tuple(each for each in plan.left_out if each != unit))


def add(plan: ChosenPlan, unit: str, after: str = "") -> ChosenPlan:
    """Add a unit right after another one, or at the end; one that is in the plan already is put there."""
    added = plan.added if unit in plan.added else (*plan.added, unit)
    with_it = bring_back(replace(plan, added=added), unit)
    return put(with_it, Move(unit, AFTER, after)) if after else with_it


def standing(plan: ChosenPlan, unit: str) -> tuple[bool, bool, Move | None]:
    """What the person did about one unit: whether it was added, whether it is left out, and where it was put."""
    last = next((each for each in reversed(plan.moved) if each.unit == unit), None)
    return unit in plan.added, unit in plan.left_out, last


def step(listed: Sequence[Item], unit: str, by: int) -> Move | None:
    """The move that brings a unit one place earlier (-1) or later (1) in a list; none at its ends."""
    at = next((n for n, each in enumerate(listed) if each.unit == unit), None)
    if at is None or not 0 <= at + by < len(listed):
        return None
    return Move(unit, BEFORE if by < 0 else AFTER, listed[at + by].unit)


# The list that follows


def items(plan: ChosenPlan, templates: Sequence[PlanTemplate], settings: Settings, can_open: Callable[[str], bool]) -> tuple[Item, ...]:
    """The units of a plan in order, each once; what is not written yet, not for this person, or left out is not among them.

    Moves are made among all units, also those that cannot be opened: so nothing changes its place when one of them joins.
    """
    listed = _with_added(_first_module(_named(templates, settings), plan.first_module), plan.added)
    for move in plan.moved:
        listed = _moved(listed, move)
    shown = [each for each in listed if each.unit not in plan.left_out and can_open(each.unit)]
    counts = plan.per_week or (0 if templates and not plan.first_module else usual_pace(templates))
    return tuple(_by_count(shown, counts) if counts else shown)


def usual_pace(templates: Iterable[PlanTemplate]) -> int:
    """How many units an ordinary week of these plans holds."""
    weeks = [part for template in templates if template.unit == "week" for part in template.parts]
    return round(sum(len(part.units) for part in weeks) / len(weeks)) if weeks else USUAL


def by_week(listed: Iterable[Item]) -> list[tuple[Week, list[Item]]]:
    """The items of each week."""
    return [(week, list(found)) for week, found in groupby(listed, key=lambda each: each.week)]


def next_item(listed: Iterable[Item], finished: Collection[str]) -> Item | None:
    """The first unit that has not been done yet."""
    return next((item for item in listed if item.unit not in finished), None)


def _named(templates: Iterable[PlanTemplate], settings: Settings) -> list[Item]:
    """Every unit that the ready-made plans name for this person, each where it is named first."""
    with_substances = settings.need in ("substance use", "both")
    found: dict[str, Item] = {}

    def name(unit: str, week: Week, reason: str) -> None:
        found.setdefault(unit, Item(unit, week, week.theme, reason))

    for template in templates:
        for part in template.parts:
            week = Week(part.number, len(template.parts), part.theme, template.unit)
            name(FIRST_SKILL, week, "A skill you can use today, whatever comes next.")
            if with_substances:
                name(STAYING_ALIVE, week, "You named substance use: what keeps you alive comes first.")
            if settings.need == "substance use":
                for unit in part.sud:
                    name(unit, week, SUBSTANCES)
            for unit in part.units:
                name(unit, week, part.theme)
            if settings.need == "both":
                for unit in part.sud:
                    name(unit, week, SUBSTANCES)
    return list(found.values())


def _first_module(listed: list[Item], module: str) -> list[Item]:
    """The units of a module before the others; the days before a program, and what comes before everything, stay where they are."""
    if not module:
        return listed

    def place(item: Item) -> int:
        is_first = item.week.unit == "day" or item.unit in (FIRST_SKILL, STAYING_ALIVE)
        return 0 if is_first else 1 if _module_of(item.unit) == module else 2

    return sorted((replace(each, reason=FIRST_PLEASE) if place(each) == 1 else each for each in listed), key=place)


def _module_of(unit: str) -> str:
    return unit.rpartition(".")[0]


def _with_added(listed: list[Item], added: Iterable[str]) -> list[Item]:
    """The list and, at its end, the units that the person added and no plan names."""
    named = {each.unit for each in listed}
    last = listed[-1].week if listed else Week(1, 1, OWN)
    return [*listed, *(Item(unit, last, OWN, ADDED) for unit in added if unit not in named)]


def _moved(listed: list[Item], move: Move) -> list[Item]:
    """The list with one unit in another place; as it is when one of the two is not in it."""
    item = next((each for each in listed if each.unit == move.unit), None)
    anchor = next((each for each in listed if each.unit == move.by), None)
    if item is None or anchor is None or item is anchor:
        return listed
    rest = [each for each in listed if each is not item]
    at = rest.index(anchor) + (move.side == AFTER)
    return [*rest[:at], replace(item, week=anchor.week, reason=PUT_HERE), *rest[at:]]


def _by_count(listed: list[Item], counts: int) -> list[Item]:
    """The weeks counted anew, so many units in each; the days before a program stay days."""
    days = [each for each in listed if each.week.unit == "day"]
    rest = [each for each in listed if each.week.unit != "day"]
    found: list[Item] = []
    for number in range(ceil(len(rest) / counts)):
        own = rest[number * counts : (number + 1) * counts]
        themes = ", ".join(dict.fromkeys(each.theme for each in own))
        week = Week(number + 1, ceil(len(rest) / counts), themes)
        found.extend(replace(each, week=week) for each in own)
    return [*days, *found]
