"""Building the aftercare plan and the safety plan, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from iop_tui import words
from iop_tui.domain import aftercare, contacts, resources, safety
from iop_tui.domain.aftercare import NOTICED_FOR, PlanEntry, Sign
from iop_tui.domain.commitments import Commitment
from iop_tui.domain.fields import Field, Value, read_date, show
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.domain.resources import Resource
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.versions import Held
from iop_tui.errors import IopError
from iop_tui.services import asking, versions
from iop_tui.services.copies import settle
from iop_tui.services.house import House, act
from iop_tui.values import replace

AnyEntry = PlanEntry | SafetyEntry
E = TypeVar("E", bound=AnyEntry)

HELP_MOST = 400
"""Characters of one line of the plan on Help now: what comes after it has to stay near."""


def plan(house: House) -> list[PlanEntry]:
    """Every entry of the aftercare plan."""
    return house.store.shelf(PlanEntry).all()


def safety_plan(house: House) -> list[SafetyEntry]:
    """Every entry of the safety plan."""
    return house.store.shelf(SafetyEntry).all()


@act
def save_plan_values(house: House, entry: PlanEntry, values: dict[str, Value]) -> PlanEntry:
    """Add or change an entry of the aftercare plan; a new one goes to the end of its section."""
    settle(house, entry)
    is_other = bool(entry.agreed_with) and (entry.is_changed_since or entry.values != values)
    with versions.changing(house, PlanEntry.table):
        placed = replace(_placed(entry, plan(house)), values=values, is_changed_since=is_other)
        return house.store.shelf(PlanEntry).put(placed).record


@act
def save_safety_values(house: House, entry: SafetyEntry, values: dict[str, Value]) -> SafetyEntry:
    """Add or change an entry of the safety plan."""
    settle(house, entry)
    with versions.changing(house, SafetyEntry.table):
        return house.store.shelf(SafetyEntry).put(replace(_placed(entry, safety_plan(house)), values=values)).record


@act
def remove_entry(house: House, entry: AnyEntry) -> None:
    """Take an entry out of either plan."""
    with versions.changing(house, entry.table):
        house.store.shelf(type(entry)).remove(entry.id)


@act
def move_entry(house: House, entry: PlanEntry, by: int) -> None:
    """Move an entry up (-1) or down (1) in its section."""
    own = list(aftercare.sorted_entries(plan(house), entry.part))
    index = next((n for n, each in enumerate(own) if each.id == entry.id), None)
    if index is None or not 0 <= index + by < len(own):
        return
    own.insert(index + by, own.pop(index))
    with versions.changing(house, PlanEntry.table):
        for order, each in enumerate(own):
            if each.order != order:
                house.store.shelf(PlanEntry).put(replace(each, order=order))


@act
def agree(house: House, entries: Sequence[PlanEntry], values: Mapping[str, Value]) -> int:
    """Mark entries as agreed with somebody, or take the mark away where nobody is named. What is open can go to the questions."""
    whom, still = (str(values.get(name) or "").strip() for name in ("with", "open"))
    on = read_date(str(values["on"])) if values.get("on") else house.clock.today()
    if not whom and (still or values.get("on")):
        raise IopError("With whom is it agreed? A name or a role is enough.", words.STAYS)
    if whom and on > house.clock.today():
        raise IopError(words.NOT_YET, words.STAYS)
    with versions.changing(house, PlanEntry.table):
        for each in entries:
            mark = replace(each, agreed_with=whom, agreed_on=on if whom else None, agreed_open=still, is_changed_since=False)
            settle(house, each)
            house.store.shelf(PlanEntry).put(mark)
    return sum(asking.add(house, line, whom) for line in still.split("\n")) if values.get("ask") == "yes" else 0


AGREED = (
    Field(id="with", kind="line", label="With whom is it agreed?", help="A name or a role. Empty takes the mark away."),
    Field(id="on", kind="date", label="On which day?"),
    Field(id="open", kind="text", label="What is still open between you?", help="One question a line."),
    Field(id="ask", kind="yesno", label="Put what is open on my list of questions?"),
)


def agreed_values(house: House, entries: Sequence[PlanEntry]) -> dict[str, Value]:
    """What stands in the form: the mark of the first that has one, else today."""
    marked = next((each for each in entries if each.agreed_with), None)
    if marked is None:
        return {"on": house.clock.today().isoformat()}
    day = {"on": marked.agreed_on.isoformat()} if marked.agreed_on else {}
    return {"with": marked.agreed_with, **day, "open": marked.agreed_open}


@act
def bring_back(house: House, held: Held, table: str) -> bool:
    """Copy an entry of an older version to the end of its part; whether that was needed."""
    kind: type[PlanEntry | SafetyEntry] = SafetyEntry if table == SafetyEntry.table else PlanEntry
    entries = house.store.shelf(kind).all()
    if any(each.part == held.part and each.values == held.values for each in entries):
        return False
    with versions.changing(house, table):
        house.store.shelf(kind).put(_placed(kind(part=held.part, values=held.values), entries))
    return True


@act
def forget(house: House, held: Held, table: str) -> None:
    """Take an entry out of every earlier version; where it stands in the plan of now, it stays there."""
    versions.purge(house, table, held.id)
    versions.keep(house, table)


def signs(house: House) -> list[PlanEntry]:
    """The warning signs of the plan, the early ones first."""
    return list(aftercare.sorted_entries(plan(house), "signs"))


@act
def notice(house: House, entry: PlanEntry) -> Sign:
    """Keep that a warning sign was noticed today; once a day is enough."""
    today = house.clock.today()
    shelf = house.store.shelf(Sign)
    known = shelf.get(Sign.id_for(entry.id, today))
    return known or shelf.put(Sign(id=Sign.id_for(entry.id, today), entry=entry.id, title=entry.first_line(), day=today)).record


def noticed(house: House) -> list[PlanEntry]:
    """The signs that were noticed in these days and are still in the plan, the furthest along first."""
    today = house.clock.today()
    held = {each.entry for each in house.store.shelf(Sign).between(today - timedelta(days=NOTICED_FOR - 1), today)}
    return [entry for entry in reversed(signs(house)) if entry.id in held]


def commitment_from(house: House, entry: PlanEntry) -> Commitment:
    """The commitment that a daily thing of the plan would become; not saved yet."""
    rhythm: dict[str, dict[str, Any]] = {"some days": {"times": 3}, "once a week": {"times": 1}}
    return Commitment(title=entry.first_line(), starts=house.clock.today(), **rhythm.get(str(entry.values.get("often")), {}))


NOTES = {"people": contacts.note, "resources": resources.note}
"""Parts whose entries say more about themselves than their values."""


def beside(entry: AnyEntry, own: aftercare.Part) -> list[str]:
    """What an entry of a part says beside its first line."""
    told = NOTES.get(own.id)
    if not isinstance(entry, PlanEntry):
        return _values_of(entry, own)
    said = [told(entry)] if told else _values_of(entry, own)
    return [each for each in (*said, entry.agreed() if entry.agreed_with else "") if each]


def _values_of(entry: AnyEntry, own: aftercare.Part) -> list[str]:
    shown = [entry.values.get(field.id) for field in own.fields[1:] if field.id != "rung"]
    return [show(value).replace("\n", ", ") for value in shown if value is not None]


PEOPLE, RESOURCES = "People on my side", "Groups and places"


def people_state(house: House) -> str:
    """How many people there are, and whether one is there for help."""
    people = list(aftercare.sorted_entries(plan(house), "people"))
    if not people:
        return ""
    count = sum(1 for each in people if aftercare.HELP in (each.values.get("for") or []))
    return f"{len(people)} listed, {count} for help"


def people_page(house: House) -> Page:
    """Everybody by role."""
    people = plan(house)
    blocks: list[Block] = [] if aftercare.has_help(people) else [paragraph(aftercare.part("people").missing)]
    for role, group in contacts.by_role(people):
        blocks += [heading(role), *(Entry(each.first_line(), contacts.note(each)) for each in group)]
    return Page(PEOPLE, tuple(blocks))


@act
def in_touch(house: House, person: PlanEntry) -> PlanEntry:
    """Note that one was in touch with somebody today; the next small contact is done with it if its day has come."""
    settle(house, person)
    with versions.changing(house, PlanEntry.table):
        return house.store.shelf(PlanEntry).put(replace(person, values=contacts.in_touch(person, house.clock.today()))).record


def resources_state(house: House) -> str:
    found = resources.own(plan(house))
    return f"{len(found)} of my own" if found else ""


def resources_page(house: House) -> Page:
    return resources.page(plan(house), house.library.resources())


@act
def copy_resource(house: House, one: Resource, *, is_favorite: bool = False) -> PlanEntry:
    """Take one of the starter list into the plan."""
    values = {**one.values(), **({"favorite": "yes"} if is_favorite else {})}
    with versions.changing(house, PlanEntry.table):
        return house.store.shelf(PlanEntry).put(_placed(PlanEntry(part="resources", values=values), plan(house))).record


@act
def turn_favorite(house: House, entry: PlanEntry) -> PlanEntry:
    """Make an entry a favorite, or none."""
    values = {name: value for name, value in entry.values.items() if name != "favorite"}
    if not resources.is_favorite(entry):
        values["favorite"] = "yes"
    settle(house, entry)
    with versions.changing(house, PlanEntry.table):
        return house.store.shelf(PlanEntry).put(replace(entry, values=values)).record


def missing(house: House) -> tuple[str, ...]:
    return aftercare.missing(plan(house))


def safety_missing(house: House) -> tuple[str, ...]:
    return safety.missing(safety_plan(house))


def people_to_call(house: House) -> list[Block]:
    """Their own people and services, as they stand in both plans."""
    entries = safety_plan(house)
    found = [_entry(part, entries) for part in safety.PARTS if part.id in safety.HELP_PARTS]
    people = [show(each.values.get("contact")) for each in aftercare.sorted_entries(plan(house), "people")]
    return [each for each in (*found, Entry("People in my aftercare plan", "\n".join(people))) if each.value]


def steps_of_safety_plan(house: House) -> list[Block]:
    """The other parts of the safety plan that hold something."""
    entries = safety_plan(house)
    return [each for part in safety.PARTS if part.id not in safety.HELP_PARTS if (each := _entry(part, entries)).value]


def _entry(part: aftercare.Part, entries: Sequence[SafetyEntry]) -> Entry:
    """A part of the safety plan with all that stands in it."""
    own = [entry for entry in entries if entry.part == part.id]
    return Entry(part.title, "\n".join("; ".join(show(value) for value in entry.values.values() if value) for entry in own))


def _placed(entry: E, others: Sequence[AnyEntry]) -> E:
    if entry.id:
        return entry
    last = max((each.order for each in others if each.part == entry.part), default=-1)
    return replace(entry, order=last + 1)


def own_help(house: House) -> list[Block]:
    """What stands on Help now of the person's own: the steps and people of their plans; nothing when they cannot be read."""
    try:
        entries = safety_plan(house)
        people = list(aftercare.sorted_entries(plan(house), "people"))
    except IopError:
        return []
    blocks: list[Block] = []
    for part in safety.PARTS:
        own = [entry for entry in entries if entry.part == part.id]
        if own:
            blocks.append(Entry(part.title, "\n".join(_on_one_line(entry.values.values()) for entry in own)))
    if people:
        blocks.append(Entry("People in my aftercare plan", "\n".join(_on_one_line([person.values.get("contact")]) for person in people)))
    return blocks or [paragraph(words.HELP_NO_PLAN)]


def _on_one_line(values: Iterable[Value | None]) -> str:
    said = (" ".join(show(value).replace("\n", ", ").split()) for value in values if value)
    return "; ".join(each if len(each) <= HELP_MOST else f"{each[:HELP_MOST].rstrip()}.." for each in said)
