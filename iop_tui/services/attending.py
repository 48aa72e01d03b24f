"""How a session went: what is asked, and the act that an answer means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iop_tui.domain.attendance import ATTENDED, CANCELED, MISSED, REASONS, STATES
from iop_tui.domain.fields import Field, Value
from iop_tui.domain.filled import Snag
from iop_tui.services import scheduling
from iop_tui.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from iop_tui.services.house import Done
    from iop_tui.services.scheduling import Slot

UNMARKED = "not marked"
MISSING = "dbt.or.missing"
"""The unit on what got in the way."""

FIELDS = (
    Field(
        id="state",
        kind="choice",
        label="How did it go?",
        options=(*STATES, UNMARKED),
        help="Excused, canceled and not marked count neither way. Canceled: by the program.",
    ),
    Field(id="reason", kind="choice", label="What was it about?", options=REASONS, help="Only if you like."),
    Field(id="note", kind="text", label="A note, if you like"),
)


def values(slot: Slot) -> dict[str, Value]:
    """What the form begins with."""
    found: dict[str, Value] = {"state": slot.mark.state if slot.mark else slot.state}
    if slot.mark:
        found |= {name: text for name, text in (("reason", slot.mark.reason), ("note", slot.mark.note)) if text}
    return found


def half_a_mark(found: Mapping[str, Any]) -> Snag | None:
    """A note or a reason without a mark has no place."""
    is_marked = found.get("state") not in (None, "", UNMARKED)
    return None if is_marked or not found.get("note") else Snag("state", "A note belongs to a mark. How did it go?")


def hidden(found: Mapping[str, Any]) -> frozenset[str]:
    """Being there needs no reason, and neither does a session that the program canceled."""
    return frozenset() if found.get("state") not in (None, "", ATTENDED, CANCELED, UNMARKED) else frozenset({"reason"})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a session, as the act that keeps it."""

    act: Callable[..., Done[Any]]
    arguments: tuple[Any, ...]
    """What it takes after the house."""
    undo_as: str
    is_missed: bool = False


def act_of(slot: Slot, found: Mapping[str, Value], name: str) -> Said:
    """What an answer means; `name` is what the session is called where it is taken back."""
    state, seen = str(found.get("state") or UNMARKED), slot.mark.rev if slot.mark else 0
    if state == UNMARKED:
        return Said(scheduling.unmark, (slot.at, seen), f"unmarked {name}")
    reason = "" if "reason" in hidden(found) else str(found.get("reason") or "")
    return Said(scheduling.mark, (slot.at, state, reason, str(found.get("note") or ""), seen), f"marked {name}", state == MISSED)


def turned(slot: Slot) -> Said:
    """Attended, or the mark taken away again."""
    name, seen = slot.at.session.title, slot.mark.rev if slot.mark else 0
    if slot.mark is not None and slot.mark.state == ATTENDED:
        return Said(scheduling.unmark, (slot.at, seen), f"unmarked {name}")
    return Said(scheduling.mark, (slot.at, ATTENDED, "", None, seen), f"marked {name}")
