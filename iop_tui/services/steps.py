"""The seven steps of a program: where a person stands, what of each is done, and the next small thing."""

from __future__ import annotations

from iop_tui.domain.unit import Header
from iop_tui.services import afterward, planning
from iop_tui.services.house import House
from iop_tui.values import dataclass

TRACK = "iop"
FIRST = {"thinking about it": 1, "about to start": 4, "attending": 6, "finishing": 7}
"""The step at which somebody stands who says this about a program; who wants skills only stands at none."""
LAST = 7
"""In the last four weeks of a program that step comes first, whatever was said at Start."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the seven."""

    number: int
    title: str
    done: int
    total: int
    next: Header | None
    """The first unit of it that is not done; nothing when all are."""

    @property
    def line(self) -> str:
        return f"{self.done} of {self.total} done"


def steps(house: House) -> tuple[Step, ...]:
    """All steps, with what is done of each."""
    done, age = planning.finished_units(house), house.settings().age
    found = []
    for number, module in enumerate(house.library.modules_of(TRACK), 1):
        units = [each for each in house.library.units_of(module.id) if each.is_for(age)]
        open_ones = [each for each in units if each.id not in done]
        found.append(Step(number, module.title, len(units) - len(open_ones), len(units), next(iter(open_ones), None)))
    return tuple(found)


def current(house: House) -> Step | None:
    """The step a person stands at: from where they say they are, the first with something to do."""
    first = FIRST.get(house.settings().stage)
    if first is None:
        return None
    if afterward.days_left(house) is not None:
        first = LAST
    here = [each for each in steps(house) if each.number >= first and each.next is not None]
    return here[0] if here else None
