"""The end of a program and the time after it: the last day, how long until then, and the way to the first visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from iop_tui import words
from iop_tui.domain import aftercare
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.checklist import STEPDOWN
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.numbers import many
from iop_tui.domain.settings import Settings
from iop_tui.services import scheduling, ticking
from iop_tui.services.house import House, act
from iop_tui.values import replace

BEGINS = timedelta(days=28)
"""So long before the last day stepping down begins."""

LAST_DAY = (
    Field(id="last", kind="date", label="Which day is, or was, your last day?", help="A planned one is fine. Empty takes it away."),
)


def last_day(house: House) -> date | None:
    """The last day of the program: from the schedule, else as the person gave it."""
    span = scheduling.program_span(house)
    return span[1] if span else house.settings().last_day


def is_in_schedule(house: House) -> bool:
    """Whether the schedule knows the last day, so that it is changed there."""
    return scheduling.program_span(house) is not None


@act
def set_last_day(house: House, values: Mapping[str, Value]) -> Settings:
    """Keep the last day of a program that is in no schedule; nothing takes it away."""
    day = read_date(str(values["last"])) if values.get("last") else None
    return house.store.shelf(Settings).put(replace(house.settings(), last_day=day)).record


def days_left(house: House) -> int | None:
    """The days until the planned last day, in the last four weeks; nothing before and nothing after."""
    last = last_day(house)
    left = last - house.clock.today() if last else None
    return left.days if left is not None and timedelta() <= left <= BEGINS else None


def countdown(house: House) -> str:
    """What Today says in the last four weeks."""
    left = days_left(house)
    if left is None:
        return ""
    days = f"{many(left, 'day')} to the planned last day" if left else "The planned last day is today"
    return f"{days}; stepping down: {ticking.progress(STEPDOWN, ticking.ticks(house, STEPDOWN))}"


def explain(house: House) -> str:
    """Where the number of days comes from."""
    last = last_day(house)
    if last is None:
        return ""
    whence = "the last day of your sessions, in your schedule" if is_in_schedule(house) else "the day you gave"
    return f"The planned last day is {last.isoformat()}, from {whence}. If it moves, the days move with it."


def gap(house: House) -> str:
    """How far the first visit is from the last day; nothing while no last day is known."""
    last = last_day(house)
    return aftercare.gap_line(house.store.shelf(PlanEntry).all(), last, house.clock.today()) if last else ""


def is_gap_open(house: House) -> bool:
    """Whether the way to the first visit is something to ask about."""
    return aftercare.A_QUESTION in gap(house)


def notes(house: House) -> dict[str, tuple[str, ...]]:
    """Sentences that stand on the plan's page under the heading of a part."""
    lapse = words.AFTER_A_BREAK if house.settings().need != "mental health" else ()
    return {"stepdown": (gap(house),), "lapse": lapse}
