"""Questions for somebody who can answer them: written down when they come up, asked when the moment is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from iop_tui.domain.record import Record
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """One question; `day` is the day on which it came up."""

    table: ClassVar[str] = "questions"

    text: str
    whom: str = ""
    """Who may know: a person or an office, in one's own words."""
    answer: str = ""
    asked: date | None = None

    @property
    def is_open(self) -> bool:
        return not self.answer and self.asked is None


def to_ask(questions: Iterable[Question]) -> list[Question]:
    """Those that are still to be asked, by whom they are for, the oldest first."""
    found = [each for each in questions if each.is_open]
    return sorted(found, key=lambda each: (each.whom.casefold(), each.day or date.min, each.id))


def were_asked(questions: Iterable[Question]) -> list[Question]:
    """The others, the one that was asked last first."""
    found = [each for each in questions if not each.is_open]
    return sorted(found, key=lambda each: (each.asked or each.day or date.min, each.id), reverse=True)
