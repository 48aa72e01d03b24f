"""Keep: the commitments, this week at a glance, and the ways to mark, excuse and pause."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.commitments import Commitment, week_of
from iop_tui.domain.days import WEEKDAY_NAMES
from iop_tui.domain.fields import Value
from iop_tui.services import marking, tracking
from iop_tui.services.copies import other_copies
from iop_tui.services.tracking import Standing
from iop_tui.tui.screens.marking import MARKS, MarkingRoom
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows

EMPTY = "Here you keep small promises to yourself. Press n to make the first one."
MORE = "A practice from any unit can become one, too: it is at the end of the unit."


class KeepRoom(MarkingRoom):
    """Every commitment and how it stands."""

    keys = (("Space", "Kept"), ("m", "Mark"), ("n", "New"), ("d", "Details"), ("x", "Excuse"), ("w", "Away"), ("q", "Back"))
    more_keys = (
        ("Space", "mark today as kept; again to take the mark away"),
        ("m", "mark another way or another day, with a note"),
        ("Enter or d", "details: 12 weeks, notes, how strength comes about"),
        ("n", "new commitment"),
        ("e", "change the commitment under the cursor"),
        ("p", "put it away; its past stays. On one that was put away: take it up again"),
        ("x", "excuse a span of days"),
        ("w", "away or in hospital: pause everything; again when you are back"),
        ("D", "delete it and all its marks"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "details", show=False),
        Binding("n", "new", show=False),
        Binding("e", "edit", show=False),
        Binding("p", "put_away", show=False),
        Binding("x", "excuse", show=False),
        Binding("w", "away", show=False),
        Binding("D", "delete", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._old: dict[str, Commitment] = {}

    def heading(self) -> tuple[str, str]:
        return ("Keep", "")

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def refresh_view(self) -> None:
        standings = tracking.standings(self.house)
        self.standings = {str(each.commitment.id): each for each in standings}
        self._old = {str(each.id): each for each in tracking.put_away(self.house)}
        pause = tracking.current_pause(self.house)
        copies = other_copies(self.house, Commitment.table)
        rows: list[Row] = []
        if pause is not None:
            until = f"until {pause.last.isoformat()}" if pause.last else "until you press w"
            rows.extend((Row(text=f"Everything is paused {until}. Nothing is counted meanwhile."), Row()))
        for standing in standings:
            rows.append(_row(standing, copies.get(standing.commitment.id, [])))
            rows.append(Row(text=_week(standing, self.iop.glyphs.day)))
        if not standings:
            rows.extend((Row(text=EMPTY), Row(text=MORE)))
        if self._old:
            rows.extend((Row(), Row(text="Put away", bold=True)))
            rows.extend(Row(each_id, each.title, each.schedule()) for each_id, each in self._old.items())
        kept = sum(1 for each in standings if each.state == "kept")
        self.title_says("Keep", f"{kept} of {len(standings)} kept today" if standings else "")
        self.query_one(Rows).show(rows)

    def explain(self) -> tuple[str, ...]:
        glyphs = self.iop.glyphs.day
        signs = ", ".join(f"{glyphs[state]} {state}" for state in ("kept", "partly", "missed", "excused", "unknown"))
        return (
            f"The signs of the week: {signs}. An unmarked day is unknown, not missed.",
            *(f"{short(each.commitment.title)}: {each.strength.explain()}" for each in self.standings.values()),
        )

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_details()

    def action_details(self) -> None:
        from iop_tui.tui.screens.commitment import CommitmentScreen

        row = self.query_one(Rows).chosen
        standing = self.standing()
        if standing is None and row and row.id in self._old:
            standing = tracking.standing(self.house, self._old[row.id])
        if standing is not None:
            self.app.push_screen(CommitmentScreen(standing.commitment))

    def action_new(self) -> None:
        from iop_tui.tui.screens.promise import open_promise

        open_promise(self, Commitment(title="", starts=self.house.clock.today()))

    def action_edit(self) -> None:
        from iop_tui.tui.screens.promise import open_promise

        standing = self.standing()
        if standing is not None:
            open_promise(self, standing.commitment)

    async def action_put_away(self) -> None:
        row = self.query_one(Rows).chosen
        standing = self.standing()
        if standing is not None:
            done = await self.iop.act(tracking.stop_commitment, standing.commitment, undo_as=f"put away {standing.commitment.title}")
            if done is not None:
                self.iop.say("Put away. Its past stays, and u takes it back.")
        elif row and row.id in self._old:
            old = self._old[row.id]
            await self.iop.act(tracking.bring_back, old, undo_as=f"took up {old.title}")
        self.refresh_view()

    async def action_delete(self) -> None:
        from iop_tui.tui.screens.confirm import ConfirmScreen

        row = self.query_one(Rows).chosen
        standing = self.standing()
        commitment = standing.commitment if standing else self._old.get(row.id) if row else None
        if commitment is None:
            return
        chosen = commitment

        async def delete(sure: bool | None) -> None:
            if sure:
                await self.iop.act(tracking.delete_commitment, chosen, undo_as=f"deleted {chosen.title}")
                self.refresh_view()

        text = (
            f"Delete '{short(chosen.title)}' and every mark of it? Until you leave, u brings it back. "
            "To keep its past, put it away (p) instead."
        )
        self.app.push_screen(ConfirmScreen(text, "Delete"), delete)

    def action_excuse(self) -> None:
        from iop_tui.tui.screens.form import FormScreen

        standing = self.standing()
        commitment = standing.commitment if standing else None
        only, today = commitment.title if commitment else "", self.house.clock.today()
        values: dict[str, Value] = {"first": today.isoformat(), "last": today.isoformat(), "which": only or marking.EVERYTHING}

        async def save(found: dict[str, Value]) -> bool:
            what = marking.excused(found, commitment, today)
            return await self.iop.act(tracking.excuse, *what, undo_as="excused some days") is not None

        fields, intro = marking.excuse_fields(only), marking.EXCUSED_COST_NOTHING
        self.app.push_screen(FormScreen("Excuse some days", fields, values, key="excuse", save=save, intro=intro))

    async def action_away(self) -> None:
        pause = tracking.current_pause(self.house)
        if pause is not None:
            if await self.iop.act(tracking.come_back, pause, undo_as="came back") is not None:
                self.iop.say("Good to see you. Everything goes on from today.")
        elif await self.iop.act(tracking.excuse, self.house.clock.today(), None, undo_as="paused everything") is not None:
            self.iop.say("Everything is paused. Press w when you are back.")
        self.refresh_view()


def _row(standing: Standing, copies: list[str]) -> Row:
    commitment = standing.commitment
    starts = f"from {commitment.starts.isoformat()}" if commitment.starts > standing.today else ""
    strength = f"strength {standing.strength.percent} %" if standing.strength.has_begun else starts or "new"
    note = f"{commitment.schedule()}, {commitment.goal()}" if commitment.kind != "done" else commitment.schedule()
    line = standing.line if standing.line != commitment.schedule() else ""
    return Row(
        str(commitment.id),
        f"{MARKS[standing.state]} {commitment.title}",
        strength,
        note=", ".join(part for part in (note, line, *(f"{words.OTHER_COPY} {copy}" for copy in copies)) if part),
    )


def _week(standing: Standing, signs: dict[str, str]) -> str:
    """This week in signs, under the title."""
    monday, _sunday = week_of(standing.today)
    cells = [f"{name[0]}{_sign(standing, monday + timedelta(days=n), signs)}" for n, name in enumerate(WEEKDAY_NAMES)]
    return "    " + " ".join(cells)


def _sign(standing: Standing, day: date, signs: dict[str, str]) -> str:
    return signs[standing.state_of(day)] if day <= standing.today else " "
