"""Now and today as a value that is handed in: the person's own zone and day's end, never the server's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

from iop_tui.values import dataclass


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Tells the time for one person."""

    zone: tzinfo = UTC
    day_ends_at: int = 0
    """The hour at which the person's day is over (0 to 6): at 4, half past one at night still belongs to yesterday."""
    tick: Callable[[], datetime] = _utc_now
    """Gives the present moment in UTC."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.tick()

    def local(self) -> datetime:
        """The present moment on the person's own clock."""
        return self.now().astimezone(self.zone)

    def today(self) -> date:
        """The date the person would say it is."""
        return self.day_of(self.now())

    def day_of(self, moment: datetime) -> date:
        """The person's date of a moment in UTC."""
        return (moment.astimezone(self.zone).replace(tzinfo=None) - timedelta(hours=self.day_ends_at)).date()
