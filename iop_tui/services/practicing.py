"""Using skills in life: keeping what was tried, and whose turn it is again."""

from __future__ import annotations

from collections.abc import Mapping

from iop_tui import words
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.practice import Practice, Repeat, repeats
from iop_tui.domain.unit import Header
from iop_tui.errors import IopError
from iop_tui.services import history
from iop_tui.services.house import House, act
from iop_tui.values import replace

ORIENTATION = "dbt.or"
"""What explains the skills comes after them."""

HELPED_BEFORE = "What helped you"
"""The first group of the toolbox."""

FIELDS = (
    Field(id="before", kind="scale", label="How strong was it before?", low="hardly there", high="could not be stronger"),
    Field(id="after", kind="scale", label="How strong was it after?", low="hardly there", high="could not be stronger", pair="before"),
    Field(id="helped", kind="scale", label="How much did it help?", low="not at all", high="a great deal"),
    Field(id="note", kind="text", label="Anything to remember?", help="Where you were, what you changed, what got in the way."),
    Field(id="day", kind="date", label="Which day was it?"),
)


@act
def keep(house: House, header: Header, values: Mapping[str, Value]) -> Practice:
    """Keep one use of a skill; every field may be left out."""
    today = house.clock.today()
    day = read_date(str(values["day"])) if values.get("day") else today
    if day > today:
        raise IopError(words.NOT_YET, words.STAYS)
    practice = Practice(
        unit=header.id,
        title=header.title,
        before=_number(values.get("before")),
        after=_number(values.get("after")),
        helped=_number(values.get("helped")),
        note=str(values.get("note") or ""),
        day=day,
    )
    return house.store.shelf(Practice).put(replace(practice)).record


@act
def rate(house: House, practice: Practice, helped: int | None) -> Practice:
    """Keep how much a use helped, or that it was not said; the rest of it stays as it is."""
    shelf = house.store.shelf(Practice)
    return shelf.put(replace(shelf.get(practice.id) or practice, helped=helped)).record


@act
def remove(house: House, practice: Practice) -> None:
    """Take a use away."""
    house.store.shelf(Practice).remove(practice.id)


def uses_of(house: House, header: Header) -> list[Practice]:
    """Every use of a skill, the newest first; uses under an earlier name belong to it too."""
    found = [use for name in {header.id, *header.was} for use in house.store.shelf(Practice).where(unit=name)]
    return sorted(found, key=lambda each: (each.day is not None, each.day), reverse=True)


def counts(house: House) -> dict[str, int]:
    """How often each skill was used in life."""
    found: dict[str, int] = {}
    for each in history.uses(house):
        found[each.unit] = found.get(each.unit, 0) + 1
    return found


def due(house: House) -> tuple[Repeat, ...]:
    """The skills whose turn it is again, of those that are still there."""
    clock = house.clock
    done = [(run.unit, clock.day_of(run.finished)) for run in history.runs(house) if run.finished is not None]
    used = [(each.unit, each.day) for each in history.uses(house) if each.day is not None]
    age = house.settings().age

    def is_open(unit_id: str) -> bool:
        header = house.library.header(unit_id)
        return header is not None and header.is_skill and header.is_for(age)

    return tuple(each for each in repeats([*done, *used], clock.today()) if is_open(each.unit))


def toolbox(house: House) -> tuple[tuple[str, tuple[Header, ...]], ...]:
    """Skills to pick from: those that helped most so far, then the others that were learned, then all the rest."""
    best: dict[str, list[int]] = {}
    for each in history.uses(house):
        if each.helped is not None:
            best.setdefault(each.unit, []).append(each.helped)
    rating = {unit: sum(numbers) / len(numbers) for unit, numbers in best.items()}
    learned = {run.unit for run in history.runs(house) if run.finished is not None} | set(counts(house))
    age = house.settings().age
    headers = [each for each in house.library.headers() if each.is_skill and each.is_for(age)]
    helped = sorted((each for each in headers if rating.get(each.id, 0) > 0), key=lambda each: -rating[each.id])[:6]
    known = [each for each in headers if each.id in learned and each not in helped]
    rest = [each for each in headers if each not in helped and each not in known]
    rest.sort(key=lambda each: each.module == ORIENTATION)
    groups = ((HELPED_BEFORE, helped), ("What you have learned", known), ("Other skills", rest))
    return tuple((name, tuple(found)) for name, found in groups if found)


def _number(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None
