"""What has left: a note for each page that was saved to a file or printed out, so that a person can look up who has what."""

from __future__ import annotations

from typing import ClassVar

from iop_tui.domain.numbers import many
from iop_tui.domain.record import Record
from iop_tui.values import dataclass

PRINTED = "printed out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Record):
    """One page that left. What stood on it is not kept here."""

    table: ClassVar[str] = "shares"

    sheet: str
    """Its name, as in `iop export after`."""
    title: str
    form: str
    """`txt`, `md`, `html`, `pdf` or `json`."""
    to: str = PRINTED
    """The name of the file, without its folder."""
    whom: str = ""
    """For whom it is, in one's own words."""
    left_out: int = 0
    """How many lines and entries stayed behind."""

    @property
    def line(self) -> str:
        """Where it went, for whom, and what stayed behind."""
        stayed = f"{many(self.left_out, 'line')} left out" if self.left_out else ""
        return ", ".join(each for each in (self.to, f"for {self.whom}" if self.whom else "", stayed) if each)
