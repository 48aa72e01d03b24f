"""Starting, settings, and the plan that follows from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from iop_tui.domain.answers import Run
from iop_tui.domain.chosen import THE_ONE, ChosenPlan, Item, items, offer
from iop_tui.domain.settings import CONSENT_VERSION, Settings
from iop_tui.services import practicing, preferring
from iop_tui.services.house import Done, House, act, clock_for
from iop_tui.store.prefs import Prefs


def keep_prefs(house: House, prefs: Prefs) -> None:
    """Keep what is read before the vault is opened: country, zone, theme, glyphs."""
    preferring.keep(house.data, house.store.profile, prefs)
    house.prefs = prefs
    house.clock = clock_for(prefs)
    house.store.clock = house.clock


def change_settings(house: House, prefs: Prefs, settings: Settings) -> Done[Settings]:
    """Keep changed settings; the plan follows where one stands and how long a sitting may be."""
    before = house.settings()
    done = _keep_settings(house, settings, (before.stage, before.minutes) != (settings.stage, settings.minutes))
    keep_prefs(house, prefs)
    return done


@act
def _keep_settings(house: House, settings: Settings, plan_changes: bool) -> Settings:
    kept = house.store.shelf(Settings).put(settings).record
    shelf = house.store.shelf(ChosenPlan)
    plan = shelf.get(THE_ONE)
    if plan is not None and plan_changes:
        shelf.put(replace(plan, templates=offer(kept)))
    return kept


def begin(house: House, prefs: Prefs, settings: Settings) -> Done[Settings]:
    """Keep the answers of Start and the plan that they lead to; the zone first, so that the first day is the right one."""
    keep_prefs(house, prefs)
    return start(house, settings)


@act
def start(house: House, settings: Settings) -> Settings:
    """Keep the answers of Start and the plan that they lead to."""
    today = house.clock.today()
    kept = (
        house.store.shelf(Settings).put(replace(settings, consent=CONSENT_VERSION, began=settings.began or today, last_seen=today)).record
    )
    shelf = house.store.shelf(ChosenPlan)
    before = shelf.get(THE_ONE)
    shelf.put(ChosenPlan(id=THE_ONE, rev=before.rev if before else 0, templates=offer(kept), began=before.began if before else today))
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


def plan_items(house: House) -> tuple[Item, ...]:
    """The person's plan, in order."""
    chosen = house.store.shelf(ChosenPlan).get(THE_ONE)
    if chosen is None:
        return ()
    known = {template.id: template for template in house.library.plans()}
    settings = house.settings()

    def can_open(unit_id: str) -> bool:
        header = house.library.header(unit_id)
        return header is not None and header.is_for(settings.age)

    return items([known[each] for each in chosen.templates if each in known], settings, can_open)


def finished_units(house: House) -> set[str]:
    """Every unit that was done at least once."""
    return {run.unit for run in house.store.shelf(Run).all() if run.finished is not None}


def unit_states(house: House) -> dict[str, str]:
    """Unit id to `done`, `done 3 times`, `practiced 2 times` or `started`; a unit that is not there is to do."""
    counts: dict[str, int] = {}
    started: set[str] = set()
    for run in house.store.shelf(Run).all():
        if run.finished is not None:
            counts[run.unit] = counts.get(run.unit, 0) + 1
        else:
            started.add(run.unit)
    states = {unit: "done" if count == 1 else f"done {count} times" for unit, count in counts.items()}
    for unit, used in practicing.counts(house).items():
        states[unit] = f"practiced {used} {'time' if used == 1 else 'times'}"
    return {**states, **dict.fromkeys(started, "started")}


def where(house: House) -> Path:
    """The folder that holds everything of this person."""
    return house.data
