"""Marking a day of a commitment, and excusing some: the questions, and what is made of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iop_tui import words
from iop_tui.domain.commitments import STATES, Commitment
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.services import tracking
from iop_tui.services.house import House
from iop_tui.services.tracking import Standing
from iop_tui.values import dataclass

UNMARKED = "not marked"
EVERYTHING = "all commitments"
EXCUSED_COST_NOTHING = "Excused days cost nothing and earn nothing."


@dataclass(frozen=True)
class Mark:
    """What was said of a day; an empty state takes the mark away."""

    day: date
    state: str
    amount: float | None
    note: str | None
    """Nothing leaves it as it was."""
    seen: int
    """The number of saves of the mark that was in sight, 0 for none."""


def fields(standing: Standing) -> tuple[Field, ...]:
    """The questions about a day."""
    commitment = standing.commitment
    how: list[Field] = []
    if commitment.kind in ("count", "less"):
        how.append(Field(id="amount", kind="number", label=f"How much? ({commitment.unit or 'a number'})", min=0))
    elif commitment.kind == "rating":
        how.append(Field(id="amount", kind="scale", label="How did it go?", low="not at all", high="fully"))
    label = "How did it go?" if commitment.kind == "done" else "Or say it in words"
    return (
        *how,
        Field(id="state", kind="choice", label=label, options=(*STATES, UNMARKED), help="Excused and not marked cost nothing."),
        Field(id="note", kind="text", label="A note, if you like"),
        Field(id="day", kind="date", label="Which day?"),
    )


def values(house: House, standing: Standing, day: date) -> dict[str, Value]:
    """What stands in the form for a day."""
    checkin = standing.checkins.get(day) or tracking.mark_on(house, standing.commitment, day)
    found: dict[str, Value] = {"day": day.isoformat(), "state": checkin.state if checkin else ""}
    if checkin and checkin.amount is not None:
        found["amount"] = checkin.amount
    if checkin and checkin.note:
        found["note"] = checkin.note
    return found


def seen(standing: Standing, day: date) -> int:
    """The number of saves of a day's mark as it is in sight."""
    checkin = standing.checkins.get(day)
    return checkin.rev if checkin else 0


def check(found: Mapping[str, Value]) -> str:
    """What is still missing, as one sentence."""
    is_marked = "amount" in found or found.get("state") not in (None, UNMARKED)
    return "" if is_marked or "note" not in found else "A note belongs to a marked day. Please pick how it went, too."


def read(standing: Standing, found: Mapping[str, Value], opened: date) -> Mark:
    """What is to be kept of the answers; `opened` is the day for which they were asked."""
    day = read_date(str(found.get("day") or standing.today.isoformat()))
    amount = found.get("amount")
    number = float(amount) if isinstance(amount, (int, float)) else None
    before = standing.checkins.get(day)
    state = str(found.get("state") or "")
    if number is not None and (before is None or number != before.amount or not state or state == UNMARKED):
        state = standing.commitment.state_of(number)
    note = str(found.get("note") or "") if "note" in found or day == opened else None
    return Mark(day, "" if state == UNMARKED else state, number, note, seen(standing, day))


def is_missed_medicine(commitment: Commitment, state: str) -> bool:
    """Whether the sentence on catching up belongs here."""
    return state == "missed" and any(word in commitment.title.casefold() for word in words.MEDICINE_WORDS)


def excuse_fields(only: str) -> tuple[Field, ...]:
    """The questions about days to excuse, for one commitment by its title, or for all."""
    return (
        Field(id="first", kind="date", label="From which day?"),
        Field(id="last", kind="date", label="To which day?"),
        Field(id="which", kind="choice", label="For which?", options=tuple(each for each in (only, EVERYTHING) if each)),
        Field(id="reason", kind="line", label="Why? (for you only)"),
    )


def excused(found: Mapping[str, Value], commitment: Commitment | None, today: date) -> tuple[date, date, str, int]:
    """What `tracking.excuse` takes of the answers."""
    first = read_date(str(found.get("first") or today.isoformat()))
    last = read_date(str(found.get("last") or first.isoformat()))
    which = commitment.id if commitment and found.get("which") == commitment.title else 0
    return first, last, str(found.get("reason") or ""), which
