"""Sessions of a day as rows, and marking them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iop_tui.domain.fields import read_date
from iop_tui.services import attending, scheduling
from iop_tui.services.scheduling import Slot
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.rows import Row, Rows

MARKS = {"attended": "[x]", "late": "[l]", "partly": "[+]", "missed": "[-]", "excused": "[e]", "canceled": "[c]", "": "[ ]"}
"""How a session stands before its title."""


def key_of(slot: Slot) -> str:
    """The id of the row of a session on a day."""
    return f"session:{slot.at.session.id}:{slot.at.key.isoformat()}"


def slot_row(slot: Slot, label: str = "") -> Row:
    """A session of one day as a row."""
    at = slot.at
    parts = [at.hours, f"leave by {slot.leave_by}" if slot.leave_by and not slot.state else "", "moved" if at.is_moved else ""]
    mark = "   " if at.session.is_duty else MARKS.get(slot.state, MARKS[""])
    return Row(key_of(slot), f"{mark} {at.session.title}", "  ".join(each for each in parts if each), label=label)


def slot_under(screen: Base[Any]) -> Slot | None:
    """The session of the row under the cursor, as it stands now."""
    row = screen.query_one(Rows).chosen
    match (row.id if row else "").split(":"):
        case ["session", which, day]:
            return scheduling.slot_of(screen.house, int(which), read_date(day))
    return None


async def mark_attended(screen: Base[Any], slot: Slot, refresh: Callable[[], object]) -> None:
    """Mark a session as attended, or take the mark away."""
    if slot.at.session.is_duty:
        return
    said = attending.turned(slot)
    await screen.iop.act(said.act, *said.arguments, undo_as=said.undo_as)
    refresh()
