"""The people of the plan: who they are, when one was last in touch, and the next small contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from iop_tui.domain.aftercare import ROLES, PlanEntry, sorted_entries
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value

NEAR = timedelta(days=3)
"""So long before and after its day a next contact stands on Today."""


def near(entries: Iterable[PlanEntry], today: date) -> tuple[tuple[date, str], ...]:
    """The next small contacts around today, soonest first."""
    found = []
    for entry in entries:
        day = entry.on("next-on") if entry.part == "people" else None
        if day is not None and abs(day - today) <= NEAR:
            found.append((day, ": ".join(each for each in (name_of(entry), entry.says("next")) if each) or "In touch"))
    return tuple(sorted(found))


def name_of(person: PlanEntry) -> str:
    """What a person is called, without number and note."""
    contact = person.values.get("contact")
    return str(contact.get("name") or "") if isinstance(contact, dict) else ""


def by_role(entries: Iterable[PlanEntry]) -> list[tuple[str, list[PlanEntry]]]:
    """The people under what they are to one, in the order of the roles; those of no role last."""
    people = sorted_entries(entries, "people")
    found = [(role, [each for each in people if each.says("role") == role]) for role in ROLES]
    rest = [each for each in people if each.says("role") not in ROLES]
    return [(name.capitalize(), group) for name, group in (*found, ("no role yet", rest)) if group]


def note(person: PlanEntry) -> str:
    """What they are good for, when one was last in touch, and what is next."""
    last, on = person.on("last"), person.on("next-on")
    ahead = ", ".join(each for each in (person.says("next"), in_words(on) if on else "") if each)
    parts = (
        ", ".join(person.values.get("for") or ()),
        {"yes": "asked", "no": "not asked yet"}.get(person.says("agreed"), ""),
        f"last in touch {in_words(last)}" if last else "",
        f"next: {ahead}" if ahead else "",
    )
    return "; ".join(each for each in parts if each)


def in_touch(person: PlanEntry, today: date) -> dict[str, Value]:
    """The values after being in touch today; a next contact whose day was today or before, or that had no day, is done with it."""
    on = person.on("next-on")
    is_done = on is None or on <= today
    kept = {name: value for name, value in person.values.items() if not (is_done and name in ("next", "next-on"))}
    return {**kept, "last": today.isoformat()}
