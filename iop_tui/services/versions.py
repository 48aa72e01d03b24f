"""Versions of the two plans: one is kept in the act that changes a plan, and none is ever put back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from iop_tui.domain import aftercare, safety
from iop_tui.domain.aftercare import Part, PlanEntry, page_of
from iop_tui.domain.days import in_words
from iop_tui.domain.page import Page, paragraph
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.versions import Difference, Held, Version, difference, first_words
from iop_tui.services.house import House
from iop_tui.values import dataclass, replace

PARTS: dict[str, tuple[Part, ...]] = {PlanEntry.table: aftercare.PARTS, SafetyEntry.table: safety.PARTS}
TITLES = {PlanEntry.table: "My plan for after the program", SafetyEntry.table: "My safety plan"}


@dataclass(frozen=True, slots=True)
class Told:
    """One version, with what it changed."""

    version: Version
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        day = self.version.day
        return f"{in_words(day)} {day.year}" if day else ""


@contextmanager
def changing(house: House, plan: str) -> Iterator[None]:
    """Around a change of a plan, inside an act only: how it stands afterward is the version of today."""
    _begin(house, plan)
    yield
    keep(house, plan)


def _begin(house: House, plan: str) -> None:
    """Before the first change that is kept: how the plan stood until then, on the day of its last change."""
    entries = _entries(house, plan)
    if not entries or of_plan(house, plan):
        return
    moments = [each.changed for each in entries if each.changed is not None]
    last = max(moments).astimezone(house.clock.zone).date() if moments else date.min
    if last < house.clock.today():
        _put(house, plan, last, [_held(each) for each in entries])


def keep(house: House, plan: str) -> None:
    """The version of today as the plan stands now; none where it stands as it did before today. Inside an act only."""
    today = house.clock.today()
    now = [_held(each) for each in _entries(house, plan)]
    earlier = [each for each in of_plan(house, plan) if each.day and each.day < today]
    if now == (earlier[-1].entries if earlier else []):
        house.store.shelf(Version).remove(Version.id_for(plan, today))
    else:
        _put(house, plan, today, now)


def _put(house: House, plan: str, day: date, entries: list[dict[str, Any]]) -> None:
    shelf = house.store.shelf(Version)
    id = Version.id_for(plan, day)
    before = shelf.get(id)
    if before is None or before.entries != entries:
        made = before or Version(id=id, day=day, plan=plan)
        shelf.put(replace(made, entries=entries))


def purge(house: House, plan: str, entry: int) -> None:
    """Take an entry out of every version, as when it is deleted everywhere. Inside an act only."""
    for version in of_plan(house, plan):
        left = [each for each in version.entries if each.get("id") != entry]
        if len(left) < len(version.entries):
            house.store.shelf(Version).put(replace(version, entries=left))


def of_plan(house: House, plan: str) -> list[Version]:
    """Every version of a plan, the oldest first."""
    return sorted(house.store.shelf(Version).where(plan=plan), key=lambda each: each.day or date.min)


def told(house: House, plan: str) -> list[Told]:
    """Every version that changed something, the newest first."""
    found: list[Told] = []
    before: Version | None = None
    for version in of_plan(house, plan):
        lines = difference(before.held(), version.held()).lines() if before else [first_words(version.held())]
        if lines:
            found.append(Told(version, tuple(lines)))
        before = version
    return found[::-1]


def find(house: House, plan: str, day: date) -> Version | None:
    return house.store.shelf(Version).get(Version.id_for(plan, day))


def now_and_then(house: House, version: Version) -> Difference:
    """From a version to the plan of now."""
    return difference(version.held(), [Held.of(_held(each)) for each in _entries(house, version.plan)])


def in_order(version: Version) -> list[Held]:
    """The entries of a version, part by part."""
    held, shown = {each.id: each for each in version.held()}, _as_entries(version)
    return [held[each.id] for part in PARTS.get(version.plan, ()) for each in aftercare.sorted_entries(shown, part.id)]


def _as_entries(version: Version) -> list[PlanEntry]:
    return [PlanEntry(id=each.id, part=each.part, order=each.order, values=each.values) for each in version.held()]


def page(version: Version) -> Page:
    """A version as a page, with its day in the title."""
    day = version.day.isoformat() if version.day else ""
    made = page_of(f"{TITLES.get(version.plan, 'A plan')}, {day}", PARTS.get(version.plan, ()), _as_entries(version))
    return replace(made, blocks=(paragraph("As it stood on this day. The plan of today may read otherwise."), *made.blocks))


def gone(house: House) -> list[tuple[Version, Held]]:
    """What stands in a version and nowhere in the plan of now: once each, from the newest version that has it."""
    found = {}
    for plan in PARTS:
        now = {(each.id, str(each.values)) for each in _entries(house, plan)}
        for version in of_plan(house, plan):
            found.update(
                {(each.id, str(each.values)): (version, each) for each in version.held() if (each.id, str(each.values)) not in now}
            )
    return list(found.values())


def _entries(house: House, plan: str) -> list[PlanEntry] | list[SafetyEntry]:
    return house.store.shelf(PlanEntry).all() if plan == PlanEntry.table else house.store.shelf(SafetyEntry).all()


def _held(entry: PlanEntry | SafetyEntry) -> dict[str, Any]:
    agreed = entry.agreed() if isinstance(entry, PlanEntry) else ""
    return {"id": entry.id, "part": entry.part, "order": entry.order, "values": entry.values, "agreed": agreed}
