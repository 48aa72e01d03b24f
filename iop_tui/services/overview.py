"""How the plan looks: its weeks with what is done, what it is called and why, the plans before it."""

from __future__ import annotations

from datetime import date

from iop_tui.domain import chosen
from iop_tui.domain.answers import Kept, Run
from iop_tui.domain.chosen import THE_ONE, ChosenPlan, Item, Week
from iop_tui.domain.days import in_words
from iop_tui.domain.numbers import many
from iop_tui.domain.offering import offer
from iop_tui.domain.unit import Header
from iop_tui.services import arranging, planning
from iop_tui.services.house import House
from iop_tui.values import dataclass, replace


@dataclass(frozen=True)
class View:
    """The plan as it stands now."""

    plan: ChosenPlan
    items: tuple[Item, ...]
    headers: dict[str, Header]
    """Of the items and of what is left out."""
    states: dict[str, str]
    finished: set[str]
    left_out: tuple[str, ...]
    """Those that could be brought back."""

    @property
    def weeks(self) -> list[tuple[Week, list[Item]]]:
        return chosen.by_week(self.items)

    @property
    def next(self) -> Item | None:
        return chosen.next_item(self.items, self.finished)

    @property
    def place(self) -> str:
        return planning.place(self.items, self.finished)

    def done(self, found: list[Item] | tuple[Item, ...]) -> str:
        """How many of some items are done, in words."""
        return f"{sum(1 for each in found if each.unit in self.finished)} of {len(found)} done"

    def state(self, unit: str) -> str:
        return self.states.get(unit, "to do")

    def note(self, item: Item) -> str:
        """Why an item is there; where that is the theme of its week, what it is about."""
        return self.headers[item.unit].summary if item.reason == item.week.theme else item.why


def view(house: House) -> View | None:
    """The plan of now; nothing when there is none."""
    plan = planning.current(house)
    if plan is None:
        return None
    listed = planning.items_of(house, plan)
    whole = {each.unit for each in planning.items_of(house, replace(plan, left_out=()))}
    left_out = tuple(each for each in plan.left_out if each in whole)
    names = (*(each.unit for each in listed), *left_out)
    headers = {each: header for each in names if (header := house.library.header(each)) is not None}
    return View(plan, listed, headers, planning.unit_states(house), planning.finished_units(house), left_out)


def modules(house: House, found: View) -> list[tuple[str, list[tuple[str, str]]]]:
    """The modules of a plan by their track: title and id of each."""
    own = {each.unit.rpartition(".")[0] for each in found.items}
    groups = [(track.title, [(each.title, each.id) for each in house.library.modules_of(track.id)]) for track in house.library.tracks()]
    listed = [(title, [each for each in named if each[1] in own]) for title, named in groups]
    return [(title, named) for title, named in listed if named]


def title(house: House, plan: ChosenPlan) -> str:
    """What a plan is called."""
    return next((each.title for each in arranging.choices(house) if each.templates == plan.templates), ", ".join(plan.templates))


def about(house: House, plan: ChosenPlan) -> str:
    """A plan in a line or two: what it is, what was asked of it, and why it was offered."""
    parts = [f"{title(house, plan)}."]
    if plan.first_module:
        parts.append(f"{_module(house, plan.first_module)} comes first.")
    offered = offer(house.settings())
    if (plan.templates, plan.per_week) == (offered.templates, offered.per_week):
        parts.append(offered.reason)
    elif plan.per_week:
        parts.append(f"{plan.per_week} units a week.")
    return " ".join(parts)


def other_copies(house: House, plan: ChosenPlan) -> list[str]:
    """What the plan of another window says otherwise, until this one is changed again."""
    shelf = house.store.shelf(ChosenPlan)
    kept = house.store.shelf(Kept).where(of_table=ChosenPlan.table, of_id=THE_ONE)
    return [line for each in kept if (other := shelf.copy_in(each)) is not None and (line := _otherwise(house, plan, other))]


def _otherwise(house: House, plan: ChosenPlan, other: ChosenPlan) -> str:
    said = []
    if other.templates != plan.templates:
        said.append(title(house, other))
    if other.per_week != plan.per_week:
        said.append(f"{other.per_week} a week" if other.per_week else arranging.AS_IT_IS)
    if other.first_module != plan.first_module:
        said.append(f"first {_module(house, other.first_module)}" if other.first_module else arranging.NO_MODULE_FIRST)
    units = dict.fromkeys(
        [*plan.left_out, *other.left_out, *(each.unit for each in (*plan.moved, *other.moved)), *plan.added, *other.added]
    )
    said.extend(_stood(house, other, each) for each in units if chosen.standing(plan, each) != chosen.standing(other, each))
    return "; ".join(said)


def _stood(house: House, plan: ChosenPlan, unit: str) -> str:
    """Where a unit stands in a plan, in words."""
    is_added, is_left_out, to = chosen.standing(plan, unit)
    place = f"{to.side} {_name(house, to.by)}" if to else "added" if is_added else "in its own place"
    return f"{_name(house, unit)} {'left out' if is_left_out else place}"


def _name(house: House, id: str) -> str:
    header = house.library.header(id)
    return header.name if header else id


def _module(house: House, id: str) -> str:
    return next((each.title for each in house.library.modules_of(id.split(".")[0]) if each.id == id), id)


def earlier(house: House) -> list[ChosenPlan]:
    """The plans before this one, the newest first."""
    return sorted(
        (each for each in house.store.shelf(ChosenPlan).all() if each.ended),
        key=lambda each: (each.ended or date.min, each.id),
        reverse=True,
    )


def lived(house: House, plan: ChosenPlan) -> str:
    """When a plan was followed, and how much was done meanwhile."""
    last = plan.ended or house.clock.today()
    days = (house.clock.day_of(run.finished) for run in house.store.shelf(Run).all() if run.finished is not None)
    done = sum(1 for day in days if plan.began <= day <= last)
    until = f"to {in_words(plan.ended)} {plan.ended.year}" if plan.ended else "on"
    return f"From {in_words(plan.began)} {plan.began.year} {until}. {many(done, 'unit')} done in that time."
