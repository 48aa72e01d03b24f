"""Books: lists of one kind of thing, such as programs, calls or homework. What an item holds, and what a list says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from iop_tui.domain.fields import Field, Value
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block
from iop_tui.values import dataclass, field

Values = Mapping[str, Value]


def as_it_came(item: Filled, _today: date) -> tuple[Any, ...]:
    """The order in which things were written down."""
    return (item.created is None, item.created)


def newest_first(item: Filled, _today: date) -> tuple[Any, ...]:
    """The one that was written down last stands first."""
    return (item.created is not None, -(item.created.timestamp() if item.created else 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One list. Its functions get items and the person's own date, and know nothing else."""

    id: str
    """Its name in commands and exports; never changed."""
    kind: type[Filled]
    title: str
    one: str
    """What one item is called on its form: `A person to ask`."""
    purpose: str
    """A line or two above the form."""
    empty: str
    """What stands in the list while nothing does, and how it begins."""
    fields: tuple[Field, ...]
    unit: str = ""
    """The unit that teaches it."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """For a long form: the heading above a field, by the field's id."""
    order: Callable[[Filled, date], Any] = as_it_came
    group: Callable[[Filled, date], str] = lambda _item, _today: ""
    """The heading under which an item stands; nothing for a list without headings."""
    note: Callable[[Filled, date], str] | None = None
    """The quiet line under an item; left out: its other values."""
    due: Callable[[Filled, date], str] | None = None
    """What Today says of an item, if anything; left out: never."""
    state: Callable[[Sequence[Filled], date], str] | None = None
    """How the list stands, in a few words; left out: how many there are."""
    above: Callable[[Sequence[Filled], date], Sequence[Block]] = lambda _items, _today: ()
    """What stands above the list where it is drawn as a page."""
    explain: Callable[[Sequence[Filled], date], tuple[str, ...]] = lambda _items, _today: ()
    """How the numbers in it come about."""
    snag: Callable[[Values, date], Snag | None] = lambda _values, _today: None
    hidden: Callable[[Values], frozenset[str]] = lambda _values: frozenset()
    """Fields that the others make needless."""
    id_for: Callable[[Values], int] = lambda _values: 0
    """The id of a new item, where there can be only one of each; left out: any."""
    is_dated: bool = False
    """Whether a change is kept as a new one of its day, and the one before stays to read."""
    is_private: bool = False
    """Whether it leaves in no export, unless item by item."""

    def note_of(self, item: Filled, today: date) -> str:
        if self.note is not None:
            return self.note(item, today)
        rest = [item.says(each.id) for each in self.fields[1:]]
        return "; ".join(text.replace("\n", ", ") for text in rest if text)

    def state_of(self, items: Sequence[Filled], today: date) -> str:
        if not items:
            return ""
        return self.state(items, today) if self.state else many(len(items), "entry")
