"""What a person told the program about themselves at the start."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from iop_tui.domain.record import Record
from iop_tui.values import dataclass

AGES = ("adult", "teen")
NEEDS = ("mental health", "substance use", "both")
STAGES = ("thinking about it", "about to start", "attending", "finishing", "skills only")
SITTINGS = (5, 10, 20)
DAYS = range(2, 8)
"""How many sittings a week."""

ANY_TIME = "any time"
TIMES = {ANY_TIME: 0, "morning": 5, "afternoon": 12, "evening": 17}
"""The times of day that can suit, and the hour at which each begins."""

CONSENT_VERSION = 1
THE_ONE = 1
"""There is one settings record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """What the person told at Start, and can change."""

    table: ClassVar[str] = "settings"

    consent: int = 0
    """The version of the text that was agreed to; 0 before Start."""
    age: str = "adult"
    trusted_adult: str = ""
    need: str = "both"
    stage: str = "skills only"
    minutes: int = 10
    """A sitting, in minutes."""
    days: int = 5
    """Sittings a week."""
    when: str = ANY_TIME
    """The time of day that suits."""
    began: date | None = None
    last_day: date | None = None
    """The last day of the program, where no schedule knows it."""
    last_seen: date | None = None
    message: str = ""
    """An own line for Today; may be empty."""

    @property
    def has_started(self) -> bool:
        return self.consent >= CONSENT_VERSION

    def can_wait(self, hour: int) -> bool:
        """Whether the time of day that suits has not come yet at this hour."""
        return hour < TIMES.get(self.when, 0)
