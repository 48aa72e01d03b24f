"""Looking back on a week in five minutes, and forward to the next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from iop_tui.domain.commitments import week_of
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass

SUNDAY = 6
LATE = 3
"""Until this weekday, Thursday, the week to look back on is the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """What a person wrote about one week; `day` is its Monday."""

    table: ClassVar[str] = "reviews"

    kept: str = ""
    helped: str = ""
    in_the_way: str = ""
    next_week: str = ""
    to_say: str = ""
    """One thing to say in the next session or group."""
    questions: str = ""

    @staticmethod
    def id_for(monday: date) -> int:
        return key_id("review", monday.isoformat())

    @property
    def is_begun(self) -> bool:
        return any((self.kept, self.helped, self.in_the_way, self.next_week, self.to_say, self.questions))


def week_to_review(today: date) -> date:
    """The Monday of the week that a look back is about: this one from Thursday on, else the one before."""
    return week_of(today - timedelta(days=LATE))[0]


def is_time(today: date) -> bool:
    """Whether a week is coming to its end or has come to it: Sunday to Tuesday."""
    return today.weekday() in (SUNDAY, 0, 1)
