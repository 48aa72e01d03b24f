"""After the program: the check-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iop_tui.domain import checkups
from iop_tui.domain.book import Book
from iop_tui.domain.checkups import WEEKS, CheckUp
from iop_tui.domain.filled import Filled


def _week(item: Filled, _today: date) -> int:
    return item.week if isinstance(item, CheckUp) else 0


def _state(items: Sequence[Filled], _today: date) -> str:
    return f"{len(items)} of {len(WEEKS)} filled in"


CHECKUPS = Book(
    id="checkups",
    kind=CheckUp,
    title="Check-ups after the program",
    one="A check-up",
    purpose="Two minutes on how it goes. Every line can stay empty.",
    empty="Seven short looks back, 1 to 52 weeks after the last day. They begin by themselves when that day is known.",
    unit="iop.s7.first90",
    fields=checkups.FIELDS,
    order=_week,
    state=_state,
    snag=checkups.snag,
    id_for=lambda values: CheckUp.id_for(int(str(values.get("week") or 0))),
)

BOOKS = (CHECKUPS,)
