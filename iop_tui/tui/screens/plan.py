"""The plan by weeks: what stands in it and why, and every way to change it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.chosen import step
from iop_tui.domain.page import Block, Entry, paragraph
from iop_tui.services import arranging, overview, sharing
from iop_tui.services.overview import View
from iop_tui.tui.screens.learn import planned
from iop_tui.tui.screens.page import PageScreen
from iop_tui.tui.screens.pick import PickScreen
from iop_tui.tui.screens.room import Room
from iop_tui.tui.widgets.rows import Row, Rows

NONE = "There is no plan yet. s offers some; you can change every part of it."
EMPTY = "This plan is empty. a adds a unit, s takes another plan."
NO_EARLIER = "There is no earlier plan yet. When you take another one, the one before is listed here with its dates."
ABOUT = "about"
"""The row that says which plan it is; Enter there opens the whole page."""
LEFT_OUT = "out:"
"""Before the id of a unit in the row of one that is left out."""


class PlanScreen(Room):
    """Weeks with their units. Nothing in it has a date, so nothing in it is ever late."""

    way = ("plan",)
    keys = (
        ("Enter", "Open"),
        ("[ ]", "Move"),
        ("d", "Leave out"),
        ("a", "Add"),
        ("s", "Switch"),
        ("w", "Pace"),
        ("q", "Back"),
    )
    more_keys = (
        ("Enter", "open the unit; one that is left out comes back"),
        ("[ and ]", "move the unit one place earlier or later"),
        ("d", "leave the unit out; it is listed at the end, and u brings it back"),
        ("b", "bring back a unit that is left out"),
        ("a", "add any unit after the one under the cursor; one that is in the plan comes here"),
        ("s", "take another plan; what you did and changed stays"),
        ("w", "how many units a week"),
        ("m", "which module comes first"),
        ("e", "the plans before this one, with their dates"),
        ("v", "the whole plan as one page"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "move(-1)", show=False),
        Binding("right_square_bracket", "move(1)", show=False),
        Binding("d,delete", "leave_out", show=False),
        Binding("b", "bring_back", show=False),
        Binding("a", "add", show=False),
        Binding("s", "switch", show=False),
        Binding("w", "pace", show=False),
        Binding("m", "module", show=False),
        Binding("e", "earlier", show=False),
        Binding("v", "view", show=False),
    ]

    view: View | None = None
    """The plan as it stands on the screen."""

    def heading(self) -> tuple[str, str]:
        return ("Your plan", "")

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def refresh_view(self) -> None:
        """Show the plan; at first the cursor stands at what comes next."""
        self.view = overview.view(self.house)
        self.title_says(right=self.view.place if self.view else "")
        rows = self.query_one(Rows)
        is_new = not rows.rows
        rows.show(self._rows(self.view) if self.view else [Row(text=NONE)])
        if is_new and self.view and self.view.next:
            rows.choose(self.view.next.unit)

    def _rows(self, view: View) -> list[Row]:
        done = f" {view.done(view.items)}." if view.items else ""
        copies = [f"{words.OTHER_COPY} {each}." for each in overview.other_copies(self.house, view.plan)]
        rows = [Row(ABOUT, f"{overview.about(self.house, view.plan)}{done}", note=" ".join(copies))]
        rows.extend((Row(), *(planned(view) or [Row(text=EMPTY)])))
        if view.left_out:
            rows.extend((Row(), Row(text="Left out", bold=True)))
            rows.extend(Row(f"{LEFT_OUT}{each}", view.headers[each].title, view.state(each)) for each in view.left_out)
        return rows

    def explain(self) -> tuple[str, ...]:
        return (
            "You are in the week of the first unit that is not done. The calendar has no say in it, so nothing is ever late.",
            "A unit that is done once counts as done, also from an earlier plan. You can do any unit again.",
            "Units that are still being written join in their place; what you moved, added and left out stays as it is.",
        )

    def _row_id(self) -> str:
        row = self.query_one(Rows).chosen
        return row.id if row else ""

    def _unit(self) -> str:
        """The unit of the plan under the cursor."""
        row_id = self._row_id()
        return row_id if self.view and row_id in self.view.headers else ""

    def _called(self, unit: str) -> str:
        header = self.house.library.header(unit)
        return header.name if header else unit

    async def _do(self, act: Callable[..., Any], *args: Any, undo_as: str) -> bool:
        """Change the plan, as far as it is what stands on the screen."""
        done = await self.iop.act(act, *args, self.view.plan if self.view else None, undo_as=undo_as)
        self.refresh_view()
        return done is not None

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        if self._unit():
            self.iop.open_reader(self._unit())
        elif self._row_id() == ABOUT:
            self.action_view()
        else:
            await self.action_bring_back()

    async def action_move(self, by: int) -> None:
        unit = self._unit()
        to = step(self.view.items, unit, by) if self.view and unit else None
        if to is not None:
            await self._do(arranging.move, to, undo_as=f"moved {self._called(unit)}")

    async def action_leave_out(self) -> None:
        unit = self._unit()
        if unit and await self._do(arranging.leave_out, unit, undo_as=f"left {self._called(unit)} out"):
            self.iop.say(f"{self._called(unit)} is left out. Press u to bring it back.")

    async def action_bring_back(self) -> None:
        row_id = self._row_id()
        unit = row_id.removeprefix(LEFT_OUT)
        if unit == row_id:
            self.iop.say("This brings back a unit that is left out; they are listed at the end.")
        elif await self._do(arranging.bring_back, unit, undo_as=f"brought {self._called(unit)} back"):
            self.query_one(Rows).choose(unit)

    def action_add(self) -> None:
        if self.view is None:
            self.iop.say(NONE)
            return
        after = self._unit()
        age = self.house.settings().age
        library = self.house.library
        groups: list[tuple[str, list[str]]] = []
        units: dict[str, str] = {}
        for track in library.tracks():
            for module in library.modules_of(track.id):
                own = [each for each in library.units_of(module.id) if each.is_for(age)]
                named = {each.title if each.title not in units else f"{each.title} ({each.id})": each.id for each in own}
                units |= named
                groups.extend([(f"{track.title}: {module.title}", list(named))] if named else [])

        async def add(title: str) -> None:
            unit = units[title]
            if unit != after and await self._do(arranging.add, unit, after, undo_as=f"added {self._called(unit)}"):
                self.query_one(Rows).choose(unit)

        self._pick("Add which unit?", groups, add)

    def action_switch(self) -> None:
        choices = {each.title: each for each in arranging.choices(self.house)}
        now = overview.title(self.house, self.view.plan) if self.view else ""
        notes = {each.title: f"{'Your plan now. ' if each.title == now else ''}{each.summary}" for each in choices.values()}

        async def switch(title: str) -> None:
            if title != now and await self._do(arranging.switch, choices[title], undo_as=f"took {title}"):
                self.iop.say("What you did, moved, added and left out is still here. e lists the plans before.", seconds=8)

        self._pick("Which plan?", [("It can be changed at any time", list(choices))], switch, notes)

    def action_pace(self) -> None:
        paces = arranging.paces()

        async def change(said: str) -> None:
            await self._do(arranging.change_pace, paces[said], undo_as="changed the pace")

        self._pick("Your pace", [("How many units a week?", list(paces))], change)

    def action_module(self) -> None:
        if self.view is None:
            self.iop.say(NONE)
            return
        groups = overview.modules(self.house, self.view)
        modules = {arranging.NO_MODULE_FIRST: "", **{title: id for _, named in groups for title, id in named}}

        async def put_first(title: str) -> None:
            await self._do(arranging.put_first, modules[title], undo_as="changed what comes first")

        named = [(track, [title for title, _ in found]) for track, found in groups]
        self._pick("Which module first?", [("The plan", [arranging.NO_MODULE_FIRST]), *named], put_first)

    def _pick(
        self,
        title: str,
        groups: list[tuple[str, list[str]]],
        then: Callable[[str], Awaitable[None]],
        notes: dict[str, str] | None = None,
    ) -> None:
        """Ask for one of some words; nothing happens when none is picked, or when there is no plan that it could change."""

        async def picked(word: str | None) -> None:
            if word is not None:
                await then(word)

        self.app.push_screen(PickScreen(title, groups, notes), picked)

    def action_earlier(self) -> None:
        plans = overview.earlier(self.house)
        blocks: list[Block] = [Entry(overview.title(self.house, each), overview.lived(self.house, each)) for each in plans]
        self.app.push_screen(PageScreen("Earlier plans", blocks or [paragraph(NO_EARLIER)]))

    def action_view(self) -> None:
        self.show_page(sharing.plan_page(self.house))

    async def action_back(self) -> None:
        self.app.pop_screen()

    async def action_leave_field(self) -> None:
        self.app.pop_screen()
