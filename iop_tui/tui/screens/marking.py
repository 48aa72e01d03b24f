"""Marking a day of a commitment: with one key, or with a small form."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from iop_tui import words
from iop_tui.domain.commitments import STATES
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.services import tracking
from iop_tui.services.tracking import Standing
from iop_tui.tui.screens.room import Room
from iop_tui.tui.widgets.rows import Rows

UNMARKED = "not marked"

MARKS = {"kept": "[x]", "partly": "[+]", "missed": "[-]", "excused": "[e]", "unknown": "[ ]", "": "   "}
"""How the state of today stands before a title."""


class MarkingRoom(Room):
    """A room whose rows are commitments, among others: Space marks one as kept, `m` in any other way."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "kept", show=False), Binding("m", "mark", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.standings: dict[str, Standing] = {}
        """By the row's id."""

    def standing(self) -> Standing | None:
        """The commitment under the cursor."""
        row = self.query_one(Rows).chosen
        return self.standings.get(row.id) if row else None

    async def action_kept(self) -> None:
        standing = self.standing()
        if standing is not None:
            await mark_kept(self, standing)

    def action_mark(self) -> None:
        standing = self.standing()
        if standing is not None:
            mark(self, standing)


async def mark_kept(room: Room, standing: Standing) -> None:
    """Mark today as kept, or take the mark away; an amount is asked for where one is counted."""
    commitment = standing.commitment
    if commitment.kind != "done":
        mark(room, standing)
        return
    if standing.state == "kept":
        await room.iop.act(tracking.clear_checkin, commitment, standing.today, undo_as=f"unmarked {commitment.title}")
    else:
        seen = _seen(standing, standing.today)
        await room.iop.act(tracking.check_in, commitment, standing.today, "kept", seen=seen, undo_as=f"marked {commitment.title}")
    room.refresh_view()


def open_mark(room: Room, which: str, day: str) -> None:
    """The form that marks a day of a commitment by its id, if that is still there."""
    found = next((each for each in tracking.standings(room.house) if str(each.commitment.id) == which), None)
    if found is not None:
        mark(room, found, read_date(day))


def mark(room: Room, standing: Standing, day: date | None = None) -> None:
    """Open the form that marks any day."""
    from iop_tui.tui.screens.form import FormScreen

    chosen = day or standing.today
    checkin = standing.checkins.get(chosen) or tracking.mark_on(room.house, standing.commitment, chosen)
    amount = checkin.amount if checkin else None
    values: dict[str, Value] = {"day": chosen.isoformat(), "state": checkin.state if checkin else ""}
    if amount is not None:
        values["amount"] = amount
    if checkin and checkin.note:
        values["note"] = checkin.note

    async def save(found: dict[str, Value]) -> bool:
        return await _save(room, standing, found, chosen)

    key = f"mark/{standing.commitment.id}/{chosen}"
    intro = standing.commitment.goal()
    room.app.push_screen(FormScreen(standing.commitment.title, _fields(standing), values, key=key, save=save, intro=intro, check=_check))


def _fields(standing: Standing) -> tuple[Field, ...]:
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


def _seen(standing: Standing, day: date) -> int:
    """The number of saves of a day's mark as it stands on the screen."""
    checkin = standing.checkins.get(day)
    return checkin.rev if checkin else 0


def _check(found: dict[str, Value]) -> str:
    is_marked = "amount" in found or found.get("state") not in (None, UNMARKED)
    return "" if is_marked or "note" not in found else "A note belongs to a marked day. Please pick how it went, too."


async def _save(room: Room, standing: Standing, found: dict[str, Value], opened: date) -> bool:
    commitment = standing.commitment
    day = read_date(str(found.get("day") or standing.today.isoformat()))
    amount = found.get("amount")
    number = float(amount) if isinstance(amount, (int, float)) else None
    before = standing.checkins.get(day)
    state = str(found.get("state") or "")
    if number is not None and (before is None or number != before.amount or not state or state == UNMARKED):
        state = commitment.state_of(number)
    if state in ("", UNMARKED):
        is_saved = await room.iop.act(tracking.clear_checkin, commitment, day, undo_as=f"unmarked {commitment.title}") is not None
    else:
        note = str(found.get("note") or "") if "note" in found or day == opened else None
        label = f"marked {commitment.title}"
        seen = _seen(standing, day)
        is_saved = await room.iop.act(tracking.check_in, commitment, day, state, number, note, seen, undo_as=label) is not None
    if state == "missed" and any(word in commitment.title.casefold() for word in words.MEDICINE_WORDS):
        room.iop.say(words.MEDICINE_NO_CATCHING_UP, seconds=8)
    return is_saved
