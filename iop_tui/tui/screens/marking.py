"""Marking a day of a commitment: with one key, or with a small form."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from iop_tui import words
from iop_tui.domain.fields import Value, read_date
from iop_tui.services import marking, tracking
from iop_tui.services.tracking import Standing
from iop_tui.tui.screens.room import Room
from iop_tui.tui.widgets.rows import Rows

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
        seen = marking.seen(standing, standing.today)
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

    async def save(found: dict[str, Value]) -> bool:
        return await _save(room, standing, found, chosen)

    key = f"mark/{standing.commitment.id}/{chosen}"
    values, intro = marking.values(room.house, standing, chosen), standing.commitment.goal()
    form = FormScreen(standing.commitment.title, marking.fields(standing), values, key=key, save=save, intro=intro, check=marking.check)
    room.app.push_screen(form)


async def _save(room: Room, standing: Standing, found: dict[str, Value], opened: date) -> bool:
    commitment, said = standing.commitment, marking.read(standing, found, opened)
    if not said.state:
        is_saved = await room.iop.act(tracking.clear_checkin, commitment, said.day, undo_as=f"unmarked {commitment.title}") is not None
    else:
        what = (said.day, said.state, said.amount, said.note, said.seen)
        is_saved = await room.iop.act(tracking.check_in, commitment, *what, undo_as=f"marked {commitment.title}") is not None
    if marking.is_missed_medicine(commitment, said.state):
        room.iop.say(words.MEDICINE_NO_CATCHING_UP, seconds=8)
    return is_saved
