"""Arranging the plan: another order, other units, another pace, another plan.

Every act changes the newest plan inside its transaction, so that two windows never lose each other's changes. `seen` is the plan as it
stood on the screen: where another window has changed the very same thing since, its plan is kept, too.
"""

from __future__ import annotations

from collections.abc import Callable

from iop_tui.domain import chosen
from iop_tui.domain.chosen import THE_ONE, ChosenPlan, Move
from iop_tui.errors import UsageError
from iop_tui.services import planning
from iop_tui.services.copies import let_go
from iop_tui.services.house import House, act
from iop_tui.values import dataclass, replace

OWN = "own"
"""The name of a plan of one's own."""
OWN_TITLE = "A plan of your own"

BOTH = "The course begins when you are through the days."

AS_IT_IS = "as the plan has its weeks"
NO_MODULE_FIRST = "in the order of the plan"


@dataclass(frozen=True)
class Choice:
    """A plan that one can switch to."""

    name: str
    """On the command line, such as `plan8` or `planstart+plan8`."""
    title: str
    summary: str
    templates: tuple[str, ...]


@act
def move(house: House, to: Move, seen: ChosenPlan) -> ChosenPlan:
    """Put a unit right before or after another one; it is in the plan then, whatever another window says."""
    return _change(house, seen, lambda plan: chosen.put(chosen.bring_back(plan, to.unit), to), lambda plan: chosen.standing(plan, to.unit))


@act
def leave_out(house: House, unit: str, seen: ChosenPlan) -> ChosenPlan:
    """Leave a unit out."""
    return _change(house, seen, lambda plan: chosen.leave_out(plan, unit), lambda plan: chosen.standing(plan, unit))


@act
def bring_back(house: House, unit: str, seen: ChosenPlan) -> ChosenPlan:
    """Let a unit stand again where it stood before it was left out."""
    return _change(house, seen, lambda plan: chosen.bring_back(plan, unit), lambda plan: chosen.standing(plan, unit))


@act
def add(house: House, unit: str, after: str, seen: ChosenPlan) -> ChosenPlan:
    """Add a unit after another one, or at the end; one that is in the plan already is put there."""
    return _change(house, seen, lambda plan: chosen.add(plan, unit, after), lambda plan: chosen.standing(plan, unit))


@act
def change_pace(house: House, per_week: int, seen: ChosenPlan) -> ChosenPlan:
    """So many units a week; 0 for the weeks that the plan has."""
    return _change(house, seen, lambda plan: replace(plan, per_week=per_week), lambda plan: plan.per_week)


@act
def put_first(house: House, module: str, seen: ChosenPlan) -> ChosenPlan:
    """Let the units of a module come first; of none when it is empty."""
    return _change(house, seen, lambda plan: replace(plan, first_module=module), lambda plan: plan.first_module)


@act
def switch(house: House, choice: Choice, seen: ChosenPlan | None) -> ChosenPlan:
    """Take another plan, with its own pace. What was done, moved, added and left out stays, and the plan before becomes history."""
    if planning.current(house) is None:
        new = ChosenPlan(id=THE_ONE, templates=choice.templates, began=house.clock.today())
        return planning.succeed(house, new, new)
    return _change(house, seen, lambda plan: replace(plan, templates=choice.templates, per_week=0), lambda plan: plan.templates)


def _change(
    house: House, seen: ChosenPlan | None, change: Callable[[ChosenPlan], ChosenPlan], about: Callable[[ChosenPlan], object]
) -> ChosenPlan:
    """Change the newest plan; `about` is what is changed of it."""
    now = planning.current(house)
    if now is None:
        raise UsageError("There is no plan yet.", "s on the plan offers some, and so does: iop plan switch")
    after = change(now)
    if about(now) in (about(seen or now), about(after)):
        let_go(house, ChosenPlan.table, THE_ONE)
    else:
        after = replace(after, rev=max(0, now.rev - 1))
    return planning.succeed(house, now, after)


def choices(house: House) -> list[Choice]:
    """Every plan that one can switch to: the courses, the days before a program with and without one of them, and one of one's own."""
    plans = house.library.plans()
    courses = [Choice(each.id, each.title, each.summary, (each.id,)) for each in plans if each.unit == "week"]
    before = [Choice(each.id, each.title, each.summary, (each.id,)) for each in plans if each.unit != "week"]
    both = [
        Choice(f"{first.name}+{then.name}", f"{first.title}, then {_small(then.title)}", BOTH, (*first.templates, *then.templates))
        for first in before
        for then in courses
    ]
    own = Choice(OWN, OWN_TITLE, "It holds what you add, and nothing else.", ())
    return [*courses, *both, *before, own]


def choice(house: House, name: str) -> Choice:
    """The plan of a name; `UsageError` with the names when there is none."""
    found = choices(house)
    for each in found:
        if each.name == name:
            return each
    raise UsageError("There is no plan of that name.", f"These are: {', '.join(each.name for each in found)}.")


def paces() -> dict[str, int]:
    """How many units a week one can choose, in words."""
    return {AS_IT_IS: 0, **{f"{each} a week": each for each in chosen.PACES}}


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
