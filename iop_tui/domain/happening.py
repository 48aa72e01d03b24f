"""Something happened: the next hour first, then whom to tell, and only days later a look back. Nothing is reset by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from iop_tui.domain.record import Record
from iop_tui.values import dataclass

USED, HURT, HARD, AWAY, OTHER = "used", "hurt", "hard", "away", "other"
KINDS = {
    USED: "I drank or used",
    HURT: "I hurt myself, or came close",
    HARD: "Something hard happened",
    AWAY: "I stayed away, or days went by",
    OTHER: "Something else",
}

FRESH = 1
"""For so many days after it the next hour stands first."""
LOOK_BACK = (2, 14)
"""From the first of these days to the last a look back is offered, gently; before it is too early, and later it rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Record):
    """One thing that happened; `day` is the day on which it was written down."""

    table: ClassVar[str] = "happenings"

    kind: str
    note: str = ""
    helped: str = ""
    """What was done in the next hour."""
    tell: str = ""
    """Whom to tell, and what."""
    rests: bool = False
    """Whether it comes up no more."""

    @property
    def title(self) -> str:
        return KINDS.get(self.kind, KINDS[OTHER])


def fresh(happenings: Iterable[Happening], today: date) -> Happening | None:
    """The newest one whose next hour may still be going on."""
    found = [each for each in happenings if not each.rests and each.day and 0 <= (today - each.day).days <= FRESH]
    return found[-1] if found else None


def to_look_back_on(happenings: Iterable[Happening], looked_on: Iterable[date], today: date) -> Happening | None:
    """The newest one that is old enough for a look back, unless there was one since. `looked_on` are the days of such looks."""
    first, last = LOOK_BACK
    looks = tuple(looked_on)
    found = [
        each
        for each in happenings
        if not each.rests
        and each.kind != AWAY
        and each.day is not None
        and first <= (today - each.day).days <= last
        and not any(look > each.day for look in looks)
    ]
    return found[-1] if found else None
