"""One time of a session that is not as the pattern has it: what is asked, and the act that an answer means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iop_tui.domain.fields import Field, Value
from iop_tui.services import scheduling

if TYPE_CHECKING:
    from collections.abc import Callable

    from iop_tui.domain.sessions import Occurrence
    from iop_tui.services.house import Done

CANCELED, MOVED, AS_PLANNED = "it does not take place", "it is on another day or at another hour", "it is as planned"
FIELDS = (
    Field(id="what", kind="choice", label="What is different this time?", options=(CANCELED, MOVED, AS_PLANNED)),
    Field(id="to", kind="date", label="On which day is it?"),
    Field(id="begins", kind="time", label="Begins at"),
    Field(id="ends", kind="time", label="Ends at"),
    Field(id="why", kind="line", label="Why? (for you only)"),
)


def values(at: Occurrence) -> dict[str, Value]:
    """What the form begins with."""
    found: dict[str, Value] = {"to": at.on.isoformat(), "begins": f"{at.begins:%H:%M}", "ends": f"{at.ends:%H:%M}", "why": at.why}
    if at.is_canceled or at.is_moved:
        found["what"] = CANCELED if at.is_canceled else MOVED
    return found


def hidden(found: Mapping[str, Value]) -> frozenset[str]:
    """Day and hours are asked for what is moved only."""
    return frozenset() if found.get("what") == MOVED else frozenset({"to", "begins", "ends"})


def act_of(found: Mapping[str, Value]) -> tuple[Callable[..., Done[Any]], tuple[Any, ...]]:
    """The act that an answer means, and what it takes after the house and the occurrence."""
    match found.get("what"):
        case str(what) if what == CANCELED:
            return scheduling.cancel, (str(found.get("why") or ""),)
        case str(what) if what == MOVED:
            return scheduling.move, (found,)
    return scheduling.as_planned, ()
