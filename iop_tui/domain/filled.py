"""What is filled in by fields: an entry of a plan, an item of a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from iop_tui.domain.fields import Unreadable, Value, read_date, show
from iop_tui.domain.record import Record
from iop_tui.values import dataclass, field


class Snag(NamedTuple):
    """What keeps values from being saved as they are: the field it is about, and one kind sentence."""

    field: str
    sentence: str


def filled_in(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that say something."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(Record):
    """A record whose content are values by field id."""

    values: dict[str, Any] = field(default_factory=dict)

    def first_line(self) -> str:
        """What it is called in a list: its first filled-in value."""
        shown = (show(value) for value in self.values.values())
        return next((text.replace("\n", ", ") for text in shown if text), "")

    def says(self, name: str) -> str:
        """A value in words; empty where nothing is filled in."""
        return show(self.values.get(name))

    def on(self, name: str) -> date | None:
        """A date among the values."""
        try:
            return read_date(str(self.values[name])) if self.values.get(name) else None
        except Unreadable:
            return None

    def number(self, name: str) -> float | None:
        """A number among the values."""
        value = self.values.get(name)
        return value if isinstance(value, (int, float)) else None
