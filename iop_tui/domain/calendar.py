"""An event as it goes into a calendar file."""

from __future__ import annotations

from datetime import datetime

from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One event; moments are in UTC, so that every calendar shows them at the right local time, whenever clocks change."""

    uid: str
    title: str
    begins: datetime
    ends: datetime
    remind: int = 0
    """Minutes before it at which to remind; 0 for never."""
    is_canceled: bool = False
    version: int = 0
    """How often it was changed."""
