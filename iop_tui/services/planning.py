"""Starting, settings, and the plan that follows from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from iop_tui.domain.chosen import THE_ONE, ChosenPlan, Item, items, next_item, with_names
from iop_tui.domain.numbers import many
from iop_tui.domain.offering import offer
from iop_tui.domain.plan import PlanTemplate
from iop_tui.domain.settings import CONSENT_VERSION, Settings
from iop_tui.services import history, practicing, preferring
from iop_tui.services.house import Done, House, act, clock_for
from iop_tui.store.prefs import Prefs
from iop_tui.values import replace


def keep_prefs(house: House, prefs: Prefs) -> None:
    """Keep what is read before the vault is opened: country, zone, theme, glyphs."""
    preferring.keep(house.data, house.store.profile, prefs)
    house.prefs = prefs
    house.clock = clock_for(prefs)
    house.store.clock = house.clock


def change_settings(house: House, prefs: Prefs, settings: Settings) -> Done[Settings]:
    """Keep changed settings; a plan that was offered follows where one stands and how much time there is."""
    done = _keep_settings(house, settings)
    keep_prefs(house, prefs)
    return done


@act
def _keep_settings(house: House, settings: Settings) -> Settings:
    before, plan = house.settings(), current(house)
    kept = house.store.shelf(Settings).put(settings).record
    if plan is not None and offer(kept) != offer(before):
        follow(house, plan, before, kept)
    return kept


def follow(house: House, plan: ChosenPlan, before: Settings, after: Settings) -> None:
    """Let a plan follow changed settings as far as it is the one that was offered; what the person chose stays. Inside an act only."""
    was, wanted = offer(before), offer(after)
    if plan.templates == was.templates:
        per_week = wanted.per_week if plan.per_week in (0, was.per_week) else plan.per_week
        succeed(house, plan, replace(plan, templates=wanted.templates, per_week=per_week))


def succeed(house: House, plan: ChosenPlan, wanted: ChosenPlan) -> ChosenPlan:
    """Keep a plan in the place of another. If it has other weeks, the one before becomes history, unless it lasted no day.

    Inside an act only.
    """
    today = house.clock.today()
    shelf = house.store.shelf(ChosenPlan)
    if plan.templates != wanted.templates and plan.began < today:
        shelf.put(replace(plan, id=0, rev=0, ended=today))
        wanted = replace(wanted, began=today)
    return shelf.put(wanted).record


def begin(house: House, prefs: Prefs, settings: Settings) -> Done[Settings]:
    """Keep the answers of Start and the plan that they lead to; the zone first, so that the first day is the right one."""
    keep_prefs(house, prefs)
    return start(house, settings)


@act
def start(house: House, settings: Settings) -> Settings:
    """Keep the answers of Start and the plan that they lead to."""
    today = house.clock.today()
    before, plan = house.settings(), current(house)
    kept = (
        house.store.shelf(Settings).put(replace(settings, consent=CONSENT_VERSION, began=settings.began or today, last_seen=today)).record
    )
    if plan is None:
        offered = offer(kept)
        house.store.shelf(ChosenPlan).put(ChosenPlan(id=THE_ONE, templates=offered.templates, per_week=offered.per_week, began=today))
    else:
        follow(house, plan, before, kept)
    return kept


@act
def seen_today(house: House) -> int | None:
    """Note that the person is here; tells how many days they were away, or nothing at a first visit."""
    settings = house.settings()
    today = house.clock.today()
    away = (today - settings.last_seen).days if settings.last_seen else None
    if settings.last_seen != today and settings.has_started:
        house.away = away or 0
        house.store.shelf(Settings).put(replace(settings, last_seen=today))
    return away


def current(house: House) -> ChosenPlan | None:
    """The plan of now, with what was changed in it under the names that units have today."""
    plan = house.store.shelf(ChosenPlan).get(THE_ONE)
    return plan and with_names(plan, house.library.name_now)


def templates_of(house: House, plan: ChosenPlan) -> list[PlanTemplate]:
    """The ready-made plans that a plan is made of, as far as they are still there."""
    known = {template.id: template for template in house.library.plans()}
    return [known[each] for each in plan.templates if each in known]


def plan_items(house: House) -> tuple[Item, ...]:
    """The person's plan, in order."""
    plan = current(house)
    return items_of(house, plan) if plan else ()


def items_of(house: House, plan: ChosenPlan) -> tuple[Item, ...]:
    """The units of a plan that are there for this person, in order."""
    settings = house.settings()

    def can_open(unit_id: str) -> bool:
        header = house.library.header(unit_id)
        return header is not None and header.is_for(settings.age)

    return items(plan, templates_of(house, plan), settings, can_open)


def place(listed: Sequence[Item], finished: Collection[str]) -> str:
    """Where the person is in a plan: in the week of the first unit that is not done. The calendar has no say in it."""
    item = next_item(listed, finished)
    return item.week.place if item else "through the plan" if listed else ""


def finished_units(house: House) -> set[str]:
    """Every unit that was done at least once."""
    return {run.unit for run in history.runs(house) if run.finished is not None}


def finished_since(house: House, first: date) -> set[str]:
    """The units that were done on a day or after it."""
    runs = history.runs(house)
    return {run.unit for run in runs if run.finished is not None and house.clock.day_of(run.finished) >= first}


def unit_states(house: House) -> dict[str, str]:
    """Unit id to `done`, `done 3 times`, `practiced 2 times` or `started`; a unit that is not there is to do."""
    counts: dict[str, int] = {}
    started: set[str] = set()
    for run in history.runs(house):
        if run.finished is not None:
            counts[run.unit] = counts.get(run.unit, 0) + 1
        else:
            started.add(run.unit)
    states = {unit: "done" if count == 1 else f"done {count} times" for unit, count in counts.items()}
    for unit, used in practicing.counts(house).items():
        states[unit] = f"practiced {many(used, 'time')}"
    return {**states, **dict.fromkeys(started, "started")}


def where(house: House) -> Path:
    """The folder that holds everything of this person."""
    return house.data
