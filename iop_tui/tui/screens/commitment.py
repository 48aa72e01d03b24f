"""One commitment in full: twelve weeks, its notes, and how its strength comes about."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui.domain.commitments import Commitment
from iop_tui.services import keptpage, tracking
from iop_tui.tui.screens.marking import mark
from iop_tui.tui.screens.room import Room
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.heatmap import HeatMap
from iop_tui.tui.widgets.prose import Prose


class CommitmentScreen(Room):
    """The history of one commitment."""

    keys = (("Arrows", "Days"), ("Enter", "Mark the day"), ("j", "Read on"), ("e", "Change"), ("q", "Back"))
    more_keys = (
        ("Arrows", "walk through the days"),
        ("Enter", "mark the day under the cursor"),
        ("j and k", "read on, and back up"),
        ("e", "change the commitment"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", show=False),
        Binding("pagedown,j", "pages(1)", show=False),
        Binding("pageup,k", "pages(-1)", show=False),
    ]

    def __init__(self, commitment: Commitment) -> None:
        super().__init__()
        self._commitment = commitment

    def heading(self) -> tuple[str, str]:
        return (self._commitment.title, "")

    def body(self) -> ComposeResult:
        standing = tracking.standing(self.house, self._commitment)
        with VerticalScroll(can_focus=False):
            yield HeatMap(standing.today, standing.state_of, self.iop.glyphs.day)
            yield Line("", id="day", classes="-bold")
            yield Line("")
            yield Prose(())

    def on_mount(self) -> None:
        self.query_one(HeatMap).focus()

    def refresh_view(self) -> None:
        newest = next(
            (each for each in (*tracking.active(self.house), *tracking.put_away(self.house)) if each.id == self._commitment.id),
            self._commitment,
        )
        self._commitment = newest
        self._standing = tracking.standing(self.house, newest)
        strength = self._standing.strength
        self.title_says(newest.title, f"strength {strength.percent} %" if strength.has_begun else "")
        heat = self.query_one(HeatMap)
        heat.show(self._standing.today, self._standing.state_of)
        self._tell(heat.at)
        self.query_one(Prose).say(keptpage.blocks(self.house, self._standing))

    def explain(self) -> tuple[str, ...]:
        signs = self.iop.glyphs.day
        return (
            ", ".join(f"{signs[state]} {state}" for state in ("kept", "partly", "missed", "excused", "unknown")),
            self._standing.strength.explain(),
        )

    def _tell(self, day: date) -> None:
        state = self._standing.state_of(day) or "nothing due"
        checkin = self._standing.checkins.get(day)
        amount = f", {checkin.amount:g} {self._commitment.unit}".rstrip() if checkin and checkin.amount is not None else ""
        note = f": {checkin.note}" if checkin and checkin.note else ""
        self.query_one("#day", Line).say(f"{day.isoformat()} {state}{amount}{note}")

    @on(HeatMap.Moved)
    def _moved(self, event: HeatMap.Moved) -> None:
        self._tell(event.day)

    @on(HeatMap.Chosen)
    def _chosen(self, event: HeatMap.Chosen) -> None:
        mark(self, self._standing, event.day)

    def action_pages(self, by: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    def action_edit(self) -> None:
        from iop_tui.tui.screens.promise import open_promise

        open_promise(self, self._commitment)

    async def action_back(self) -> None:
        self.app.pop_screen()
