"""Check-ups after the program: seven days on which a person looks at how it goes. Skipping one is fine, and nothing is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import ClassVar

from iop_tui.domain.book import Values
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.record import key_id
from iop_tui.values import dataclass

WEEKS = (1, 2, 4, 8, 12, 26, 52)
LAST_STAYS = timedelta(weeks=4)
"""For so long the last one can be filled in from Today; the others make room for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUp(Filled):
    """How it went so many weeks after the program."""

    table: ClassVar[str] = "checkups"

    @property
    def week(self) -> int:
        said = self.says("week")
        return int(said) if said.isdecimal() else 0

    def first_line(self) -> str:
        return title(self.week)

    @staticmethod
    def id_for(week: int) -> int:
        return key_id("checkup", week)


FIELDS = (
    Field(id="week", kind="choice", label="How many weeks after the last day?", options=tuple(str(each) for each in WEEKS)),
    Field(id="how", kind="scale", label="How am I, all in all?", low="very low", high="very well"),
    Field(id="holds", kind="text", label="What holds?", help="Small things count: up by nine, one meal a day, a group."),
    Field(id="sign", kind="line", label="Did I notice one of my signs? Which?"),
    Field(id="used", kind="text", label="Which support did I use?", help="People, visits, groups, skills, the safety plan."),
    Field(id="next", kind="line", label="One thing next"),
    Field(id="tell", kind="text", label="Anything to tell my team, or whoever I see now?"),
)


def title(week: int) -> str:
    return f"After {many(week, 'week')}"


def invitation(week: int) -> str:
    """What Today says when its day has come."""
    return f"{many(week, 'week')} after the program: how is it going? Two minutes, or not at all."


def day_of(week: int, last: date) -> date:
    """The day of a check-up, counted from the last day of the program."""
    return last + timedelta(weeks=week)


def due(last: date, filled: Collection[int], today: date) -> int | None:
    """The week whose day has come, until it is filled in or the next one comes."""
    come = [week for week in WEEKS if day_of(week, last) <= today]
    if not come or come[-1] in filled:
        return None
    is_over = come[-1] == WEEKS[-1] and today > day_of(WEEKS[-1], last) + LAST_STAYS
    return None if is_over else come[-1]


def following(last: date, today: date) -> date | None:
    """The day of the next one ahead."""
    return next((day for week in WEEKS if (day := day_of(week, last)) > today), None)


def sentence(found: Iterable[CheckUp]) -> str:
    """The numbers over time, in words; nothing while there are none."""
    numbers = sorted((each.week, number) for each in found if (number := each.number("how")) is not None)
    if not numbers:
        return ""
    told = ", ".join(f"{rounded(number)} {title(week).casefold()}" for week, number in numbers)
    return f"How I was, from 0 to 10: {told}."


def snag(values: Values, _today: date) -> Snag | None:
    return None if values.get("week") else Snag("week", "After how many weeks is it? Pick one.")
