"""Finding a skill by feeling, situation, strength and time; what helped before comes first."""

from __future__ import annotations

from collections.abc import Iterable

from iop_tui.domain.numbers import many
from iop_tui.domain.practice import Practice, did_little_twice
from iop_tui.domain.unit import Header
from iop_tui.services import history, planning, practicing
from iop_tui.services.house import House
from iop_tui.values import dataclass

NEAR = 2
"""Uses begun at a strength so near to this one are what counts first."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A skill that may fit, and what is known of it."""

    header: Header
    why: str


def tags(house: House) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The feelings and the situations that some skill is for."""
    headers = _skills(house)
    return (
        tuple(sorted({tag for header in headers for tag in header.feelings})),
        tuple(sorted({tag for header in headers for tag in header.situations})),
    )


def skills_for(house: House, tag: str = "", strength: int | None = None, minutes: int | None = None) -> list[Fit]:
    """The skills that fit, the best first: what helped most at such a strength, then what was learned, then the others.

    `strength` goes from 0 to 10; nothing leaves it open. A unit that takes longer than `minutes` is left out.
    """
    found = [
        header
        for header in _skills(house)
        if (not tag or tag in (*header.feelings, *header.situations))
        and (strength is None or header.intensity[0] <= strength * 10 <= header.intensity[1])
        and (minutes is None or header.minutes <= minutes)
    ]
    uses: dict[str, list[Practice]] = {}
    for use in history.uses(house):
        uses.setdefault(use.unit, []).append(use)
    learned = planning.finished_units(house)
    helped = {header.id: _mean(uses.get(header.id, ()), strength) for header in found}
    found.sort(key=lambda each: (-(helped[each.id] or 0), each.id not in learned, each.module == practicing.ORIENTATION))
    return [Fit(each, _why(uses.get(each.id, []), helped[each.id], each.id in learned)) for each in found]


def another(house: House, practice: Practice) -> tuple[list[Fit], bool]:
    """Three other skills for what a use was for, and whether people come before any of them."""
    header = house.library.header(practice.unit)
    strength = practice.after if practice.after is not None else practice.before
    of_day = house.store.shelf(Practice).between(practice.day, practice.day) if practice.day else [practice]
    near: dict[str, Fit] = {}
    for tag in (*(header.situations if header else ()), *(header.feelings if header else ()), ""):
        for fit in skills_for(house, tag, strength):
            if fit.header.id != practice.unit and fit.header.module != practicing.ORIENTATION:
                near.setdefault(fit.header.id, fit)
    return list(near.values())[:3], did_little_twice(of_day)


def _skills(house: House) -> list[Header]:
    age = house.settings().age
    return [each for each in house.library.headers() if each.is_skill and each.is_for(age)]


def _mean(uses: Iterable[Practice], strength: int | None) -> float | None:
    """How much a skill helped on average, at about this strength where it was used there; nothing where it was never said."""
    rated = [each for each in uses if each.helped is not None]
    near = [each for each in rated if strength is not None and each.before is not None and abs(each.before - strength) <= NEAR]
    helped = [each.helped or 0 for each in near or rated]
    return sum(helped) / len(helped) if helped else None


def _why(uses: list[Practice], helped: float | None, is_learned: bool) -> str:
    if helped is not None:
        return f"helped {helped:.0f} of 10, {many(len(uses), 'use')}"
    return "you know it" if uses or is_learned else ""
