"""Learn: the plan's order, and every unit by track and module."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.domain.unit import Header
from iop_tui.services import overview, planning
from iop_tui.services.overview import View
from iop_tui.tui.screens.room import Room
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.rows import Row, Rows

EMPTY = "No units were found. The program's modules folder may be missing; iop where shows where it looks."


class LearnRoom(Room):
    """All units, with what has been done."""

    keys = (
        ("Enter", "Open"),
        ("p", "Plan order"),
        ("P", "Change plan"),
        ("a", "All units"),
        ("f", "Find by feeling"),
        ("/", "Search"),
        ("q", "Back"),
    )
    more_keys = (
        ("Enter", "open the unit"),
        ("p", "the units of your plan, in its order, with the reason for each"),
        ("P", "your plan by weeks: change its order, its pace, or take another one"),
        ("a", "all units, by track and module"),
        ("i", "about the track and the module under the cursor"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "show('plan')", show=False),
        Binding("P", "plan", show=False),
        Binding("a", "show('all')", show=False),
        Binding("i", "about", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._order = ""

    def heading(self) -> tuple[str, str]:
        return ("Learn", "")

    def body(self) -> ComposeResult:
        yield Rows()
        line = Line("", id="problems", classes="-quiet")
        line.display = False
        yield line

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def refresh_view(self) -> None:
        self._name_problems()
        states = planning.unit_states(self.house)
        plan = overview.view(self.house)
        order = self._order or ("plan" if plan and plan.items else "all")
        age = self.house.settings().age
        if order == "plan":
            rows, title = planned(plan) if plan else [], "Learn: your plan"
        else:
            rows, title = self._all(states, age), "Learn: all units"
        done = len(planning.finished_units(self.house))
        self.title_says(title, f"{done} done" if done else "")
        self.query_one(Rows).show(rows or [Row(text=EMPTY)])

    def _all(self, states: dict[str, str], age: str) -> list[Row]:
        rows: list[Row] = []
        library = self.house.library
        for track in library.tracks():
            for module in library.modules_of(track.id):
                units = [header for header in library.units_of(module.id) if header.is_for(age)]
                if units:
                    rows.extend(([Row()] if rows else []) + [Row(text=f"{track.title}: {module.title}", bold=True)])
                    rows.extend(unit_row(header, states, header.summary) for header in units)
        return rows

    def _name_problems(self) -> None:
        """A file that cannot be used is named on the last line; the good ones are shown all the same."""
        problems = [each for each in self.house.library.problems if each.level == "error"]
        more = f" (and {len(problems) - 1} more: iop check)" if len(problems) > 1 else ""
        self.query_one("#problems", Line).say(f"Left out: {problems[0]}{more}" if problems else "")

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        if row and row.id:
            self.iop.open_reader(row.id)

    def action_show(self, order: str) -> None:
        self._order = order
        self.refresh_view()

    def action_plan(self) -> None:
        from iop_tui.tui.screens.plan import PlanScreen

        self.app.push_screen(PlanScreen())

    def action_about(self) -> None:
        from iop_tui.domain.page import Block, heading, paragraph
        from iop_tui.tui.screens.page import PageScreen

        row = self.query_one(Rows).chosen
        header = self.house.library.header(row.id) if row and row.id else None
        if header is None:
            return
        blocks: list[Block] = []
        for opening in (self.house.library.opening(header.track), self.house.library.opening(header.module)):
            if opening is not None:
                blocks.extend((heading(opening.title), paragraph(opening.summary), *self.house.library.opening_text(opening.id)))
                blocks.extend(paragraph(text) for text in (opening.get_help, opening.footer) if text)
        self.app.push_screen(PageScreen("About", blocks))


def planned(plan: View) -> list[Row]:
    """The weeks of a plan with their units; how much of each is done stands beside it."""
    rows: list[Row] = []
    for week, found in plan.weeks:
        rows.extend(([Row()] if rows else []) + [Row(text=week.title, right=plan.done(found), bold=True)])
        rows.extend(unit_row(plan.headers[each.unit], plan.states, plan.note(each)) for each in found)
    return rows


def unit_row(header: Header, states: dict[str, str], note: str) -> Row:
    where = "" if header.origin.kind == "shipped" else f"  ({header.origin.words})"
    return Row(header.id, header.title, f"{states.get(header.id, 'to do')}  {header.minutes:>2} min", note=f"{note}{where}")
