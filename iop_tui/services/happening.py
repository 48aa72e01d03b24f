"""Something happened: keeping it, the page of the next hour, and what Today makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from iop_tui import words
from iop_tui.domain import aftercare
from iop_tui.domain.fields import Field, Value, show
from iop_tui.domain.happening import Happening, fresh, to_look_back_on
from iop_tui.domain.page import Block, Entry, Items, heading, paragraph
from iop_tui.domain.unit import Header
from iop_tui.services import history
from iop_tui.services.aftercare import plan, safety_plan
from iop_tui.services.house import House, act
from iop_tui.values import replace

FIELDS = (
    Field(id="note", kind="text", label="What happened, in a few words?", help="As much as you like, or nothing. No details needed."),
    Field(id="helped", kind="text", label="What helped in the next hour?"),
    Field(id="tell", kind="text", label="Whom to tell, and what?", help='One sentence is enough: "I used on Tuesday, and I want to come."'),
)

LOOK = "dbt.or.chain"
"""The unit of a look back."""


@act
def keep(house: House, kind: str) -> Happening:
    """Keep that something happened, today."""
    return house.store.shelf(Happening).put(Happening(kind=kind)).record


@act
def write(house: House, happening: Happening, values: Mapping[str, Value]) -> Happening:
    """Keep what was written about it."""
    note, helped, tell = (str(values.get(field.id) or "") for field in FIELDS)
    return house.store.shelf(Happening).put(replace(happening, note=note, helped=helped, tell=tell)).record


@act
def let_rest(house: House, happening: Happening) -> Happening:
    """Let it come up no more."""
    return house.store.shelf(Happening).put(replace(happening, rests=True)).record


def find(house: House, which: int) -> Happening | None:
    return house.store.shelf(Happening).get(which)


def fresh_one(house: House) -> Happening | None:
    """The one whose next hour stands first on Today."""
    return fresh(house.store.shelf(Happening).all(), house.clock.today())


def look_back(house: House) -> tuple[Happening, Header] | None:
    """The one that may be looked back on now, with the unit for it."""
    happenings = house.store.shelf(Happening).all()
    if not happenings:
        return None
    looks = [run.day for run in history.runs(house) if run.unit == LOOK and run.day is not None]
    found = to_look_back_on(happenings, looks, house.clock.today())
    header = house.library.header(LOOK)
    return (found, header) if found and header else None


def next_hour(house: House, happening: Happening, emergency: str) -> list[Block]:
    """The page of the next hour: what to do now, one call, and one's own steps."""
    number = emergency or "your local emergency number"
    steps = [each.format(emergency=number) for each in words.NEXT_HOUR[happening.kind]]
    blocks: list[Block] = [Items(tuple((paragraph(step),) for step in steps), ordered=True)]
    own = [entry.first_line() for entry in aftercare.sorted_entries(plan(house), "lapse")]
    if own:
        blocks.extend((heading("Your own steps"), Items(tuple((paragraph(step),) for step in own), ordered=True)))
    people = _people(house)
    blocks.append(heading("One call"))
    blocks.append(Entry("Your people", "\n".join(people)) if people else paragraph(words.NEXT_HOUR_NOBODY))
    return blocks


def _people(house: House) -> list[str]:
    """Everybody who is listed for help, with their numbers."""
    listed = [entry.values.get("who") for entry in safety_plan(house) if entry.part in ("people", "professionals")]
    listed += [entry.values.get("contact") for entry in aftercare.sorted_entries(plan(house), "people")]
    return list(dict.fromkeys(text for value in listed if (text := show(value))))
