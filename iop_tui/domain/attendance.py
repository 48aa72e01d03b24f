"""How the sessions went: attended, late, partly, excused, missed, or canceled by the program; and the share, with its rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass

ATTENDED, LATE, PARTLY, EXCUSED, MISSED, CANCELED = "attended", "late", "partly", "excused", "missed", "canceled"
STATES = (ATTENDED, LATE, PARTLY, EXCUSED, MISSED, CANCELED)
"""A session without a mark is unknown, which is none of these."""

WAS_THERE = (ATTENDED, LATE, PARTLY)

REASONS = ("health", "the way there", "work or school", "care for somebody", "an urge to stay away", "something else")

RULE = (
    "Attended and late count whole, partly counts half, missed counts as none. "
    "Excused, canceled and unmarked sessions count neither way. Your program may count in another way."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """How one session of one day went; `day` is the day by the pattern."""

    table: ClassVar[str] = "attendance"

    session: int
    state: str
    reason: str = ""
    note: str = ""

    @staticmethod
    def id_for(session: int, day: date) -> int:
        return key_id("attendance", session, day.isoformat())


@dataclass(frozen=True, slots=True)
class Share:
    """How many sessions were attended, of those that count."""

    counts: dict[str, int]
    """Sessions by state."""

    @property
    def whole(self) -> int:
        return sum(self.counts.get(each, 0) for each in (ATTENDED, LATE, PARTLY, MISSED))

    @property
    def part(self) -> float:
        return self.counts.get(ATTENDED, 0) + self.counts.get(LATE, 0) + self.counts.get(PARTLY, 0) / 2

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def line(self) -> str:
        """`13.5 of 15 sessions, 90 %`; nothing where no session counts yet."""
        return f"{rounded(self.part)} of {many(self.whole, 'session')}, {self.percent} %" if self.whole else ""

    def explain(self) -> str:
        """The number with what it came from, and its rule."""
        said = ", ".join(f"{state} {self.counts[state]}" for state in STATES if self.counts.get(state))
        return f"Sessions: {self.line or 'none marked yet'}{f' ({said})' if said else ''}. {RULE}"


def share(marks: Iterable[Attendance]) -> Share:
    """The share of some marks."""
    counts: dict[str, int] = {}
    for each in marks:
        counts[each.state] = counts.get(each.state, 0) + 1
    return Share(counts)
