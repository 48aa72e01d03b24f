"""After: the plan for the time after the program. The safety plan works the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain import aftercare, safety
from iop_tui.domain.aftercare import Part, PlanEntry
from iop_tui.domain.fields import Value
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Page
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare as plans
from iop_tui.services import afterward, asking, program, sharing
from iop_tui.services.aftercare import AnyEntry
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.parts import open_entry_form
from iop_tui.tui.screens.room import Room
from iop_tui.tui.screens.tools import open_tool
from iop_tui.tui.widgets.rows import Row, Rows


class PlanRoom(Room):
    """A plan of sections with entries: the aftercare plan or the safety plan."""

    title_words = ""
    table = ""
    parts: ClassVar[Sequence[Part]] = ()

    keys: tuple[tuple[str, str], ...] = (
        ("Enter", "Open or add"),
        ("a", "Add"),
        ("v", "Whole page"),
        ("s", "Safety plan"),
        ("q", "Back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("delete,d", "remove", show=False),
        Binding("v", "view", show=False),
        Binding("V", "versions", show=False),
    ]

    def entries(self) -> list[AnyEntry]:
        raise AssertionError

    def lacking(self) -> tuple[str, ...]:
        raise AssertionError

    def page(self) -> Page:
        raise AssertionError

    def new_entry(self, part_id: str) -> AnyEntry:
        raise AssertionError

    async def save(self, entry: AnyEntry, values: dict[str, Value]) -> bool:
        raise AssertionError

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def refresh_view(self) -> None:
        entries = self.entries()
        self._by_id = {str(entry.id): entry for entry in entries}
        self._copies = other_copies(self.house, self.table)
        lacking = set(self.lacking())
        rows: list[Row] = []
        for part in self.parts:
            own = list(self.sorted_entries(entries, part.id))
            rows.extend(([Row()] if rows else []) + [Row(f"part:{part.id}", part.title, bold=True)])
            facts = self.facts(part)
            if (part.missing in lacking or not own) and not facts:
                rows.append(Row(text=f"  {part.missing}"))
            rows.extend(facts)
            rows.extend(self._entry_row(part, entry, number) for number, entry in enumerate(own, 1))
        rows.extend(self.beside())
        filled = sum(1 for part in self.parts if any(entry.part == part.id for entry in entries))
        self.title_says(self.title_words, f"{filled} of {len(self.parts)} parts begun")
        self.query_one(Rows).show(rows)

    def facts(self, part: Part) -> Sequence[Row]:
        """What stands under the heading of a part beside its entries."""
        return ()

    def beside(self) -> Sequence[Row]:
        """What belongs to the plan and is kept elsewhere."""
        return ()

    def open_row(self, which: str) -> bool:
        """Enter on a row that is neither part nor entry; whether it was one."""
        return False

    def sorted_entries(self, entries: list[AnyEntry], part_id: str) -> Sequence[AnyEntry]:
        return sorted((entry for entry in entries if entry.part == part_id), key=lambda entry: entry.order)

    def _entry_row(self, part: Part, entry: AnyEntry, number: int) -> Row:
        mark = (
            f"{number}."
            if part.ordered
            else f"{entry.values.get('rung') or 'early'}:"
            if part.id == "signs" and part in aftercare.PARTS
            else "-"
        )
        rest = [*plans.beside(entry, part), *(f"{words.OTHER_COPY} {copy}" for copy in self._copies.get(entry.id, []))]
        return Row(str(entry.id), f"  {mark} {entry.first_line()}", note=f"    {'; '.join(rest)}" if rest else "")

    def _part_under_cursor(self) -> Part | None:
        row = self.query_one(Rows).chosen
        if row is None:
            return None
        entry = self._by_id.get(row.id)
        part_id = entry.part if entry else row.id.removeprefix("part:")
        return next((part for part in self.parts if part.id == part_id), None)

    def _entry_under_cursor(self) -> AnyEntry | None:
        row = self.query_one(Rows).chosen
        return self._by_id.get(row.id) if row else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        entry = self._entry_under_cursor()
        part = self._part_under_cursor()
        row = self.query_one(Rows).chosen
        if row is not None and self.open_row(row.id):
            return
        if entry is not None and part is not None:
            self._open(part, entry)
        else:
            self.action_add()

    def action_add(self) -> None:
        part = self._part_under_cursor()
        if part is not None:
            self._open(part, self.new_entry(part.id))

    def _open(self, part: Part, entry: AnyEntry) -> None:
        open_entry_form(self, part, entry, lambda values: self.save(entry, values))

    def open_entry(self, which: str) -> None:
        """The form of an entry by its id, or of a new one by `new-` and its part."""
        entry = self._by_id.get(which) or self.new_entry(which.removeprefix("new-"))
        part = next((part for part in self.parts if part.id == entry.part), None)
        if part is not None:
            self._open(part, entry)

    async def action_remove(self) -> None:
        entry = self._entry_under_cursor()
        if entry is not None:
            if await self.iop.act(plans.remove_entry, entry, undo_as=f"removed {entry.first_line()}") is not None:
                self.iop.say("Removed. Press u to bring it back.")
            self.refresh_view()

    def action_view(self) -> None:
        self.show_page(self.page())

    def action_versions(self) -> None:
        from iop_tui.tui.screens.versions import VersionsScreen

        self.app.push_screen(VersionsScreen(self.table))

    def explain(self) -> tuple[str, ...]:
        begun = (
            "A part is begun when at least one entry stands in it. A plan is whole only when somebody or some service to turn to is in it."
        )
        return (begun, *self.lacking())


class AfterRoom(PlanRoom):
    """The aftercare plan."""

    title_words = "After"
    table = PlanEntry.table
    parts = aftercare.PARTS
    more_keys = (
        ("Enter", "open an entry; on a heading: add one"),
        ("a", "add an entry to this part"),
        ("d", "remove the entry; u brings it back"),
        ("[ and ]", "move a step up or down"),
        ("c", "make a daily thing a commitment"),
        ("g", "agreed with somebody: this entry, or on a heading the whole part"),
        ("s", "the safety plan"),
        ("v", "the whole plan as one page"),
        ("V", "earlier versions, and what was changed when"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "safety", show=False),
        Binding("c", "commit", show=False),
        Binding("g", "agree", show=False),
        Binding("left_square_bracket", "move(-1)", show=False),
        Binding("right_square_bracket", "move(1)", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return ("After", "")

    def entries(self) -> list[AnyEntry]:
        return list(plans.plan(self.house))

    def sorted_entries(self, entries: list[AnyEntry], part_id: str) -> Sequence[AnyEntry]:
        return aftercare.sorted_entries([entry for entry in entries if isinstance(entry, PlanEntry)], part_id)

    def lacking(self) -> tuple[str, ...]:
        return plans.missing(self.house)

    def page(self) -> Page:
        return sharing.aftercare_page(self.house)

    def new_entry(self, part_id: str) -> AnyEntry:
        return PlanEntry(part=part_id)

    async def save(self, entry: AnyEntry, values: dict[str, Value]) -> bool:
        return await self.iop.act(plans.save_plan_values, entry, values, undo_as="changed the aftercare plan") is not None

    def facts(self, part: Part) -> Sequence[Row]:
        said = afterward.gap(self.house) if part.id == "stepdown" else ""
        if not said:
            return ()
        return (
            Row("gap:", f"  {said}", note="    Enter puts it on your list of questions.")
            if afterward.is_gap_open(self.house)
            else Row(text=f"  {said}"),
        )

    def beside(self) -> Sequence[Row]:
        tools = next((tools for title, tools in program.GROUPS if title == "After"), ())
        return (
            Row(),
            Row(text="Beside the plan", bold=True),
            *(Row(f"tool:{each.id}", f"  {each.title}", each.state(self.house)) for each in tools),
        )

    def open_row(self, which: str) -> bool:
        if which == "gap:":
            self.run_worker(self._ask_about_the_gap(), exit_on_error=False)
        elif which.startswith("tool:"):
            open_tool(self, which.removeprefix("tool:"))
        return which == "gap:" or which.startswith("tool:")

    async def _ask_about_the_gap(self) -> None:
        done = await self.iop.act(asking.ask, aftercare.GAP_ASK, "my team", undo_as="a question")
        if done is not None:
            self.iop.say("Added. It stands on Today, under Ask." if done.value else "It is among your questions already.")

    def explain(self) -> tuple[str, ...]:
        return tuple(each for each in (*super().explain(), afterward.explain(self.house)) if each)

    def action_agree(self) -> None:
        entry, part = self._entry_under_cursor(), self._part_under_cursor()
        if entry is not None or part is not None:
            self.open_agreed(str(entry.id) if entry else part.id if part else "")
        else:
            self.iop.say("This works on an entry, or on the heading of a part.")

    def open_agreed(self, which: str) -> None:
        """The form of what was agreed on an entry by its id, or on all of a part."""
        from iop_tui.tui.screens.form import FormScreen

        found = [each for each in plans.plan(self.house) if which in (str(each.id), each.part)]
        if not found:
            self.iop.say("Nothing stands in this part yet. It can be agreed when something does.")
            return

        async def save(values: dict[str, Value]) -> bool:
            done = await self.iop.act(plans.agree, found, values, undo_as="what was agreed")
            if done is not None and done.value:
                self.iop.say(f"{many(done.value, 'question')} added. They stand on Today, under Ask.")
            return done is not None

        intro = found[0].first_line() if len(found) == 1 else f"{aftercare.part(found[0].part).title}: {many(len(found), 'entry')}"
        values = plans.agreed_values(self.house, found)
        self.app.push_screen(FormScreen("Agreed with somebody", plans.AGREED, values, key=f"agreed/{which}", save=save, intro=intro))

    def action_safety(self) -> None:
        self.app.push_screen(SafetyScreen())

    def action_commit(self) -> None:
        from iop_tui.tui.screens.promise import open_promise

        entry = self._entry_under_cursor()
        if isinstance(entry, PlanEntry) and entry.part == "daily":
            open_promise(self, plans.commitment_from(self.house, entry))
        else:
            self.iop.say("This works on an entry under 'What keeps me well'.")

    async def action_move(self, by: int) -> None:
        entry = self._entry_under_cursor()
        if isinstance(entry, PlanEntry):
            await self.iop.act(plans.move_entry, entry, by, undo_as="moved a step")
            self.refresh_view()


class SafetyScreen(PlanRoom):
    """The safety plan."""

    title_words = "Safety plan"
    way = ("safety",)
    table = SafetyEntry.table
    parts = safety.PARTS
    keys = (("Enter", "Open or add"), ("a", "Add"), ("v", "Whole page"), ("q", "Back"))
    more_keys = (
        ("Enter", "open an entry; on a heading: add one"),
        ("a", "add an entry to this part"),
        ("d", "remove the entry; u brings it back"),
        ("v", "the whole plan as one page"),
        ("V", "earlier versions, and what was changed when"),
    )

    def heading(self) -> tuple[str, str]:
        return ("Safety plan", "")

    def entries(self) -> list[AnyEntry]:
        return list(plans.safety_plan(self.house))

    def lacking(self) -> tuple[str, ...]:
        return plans.safety_missing(self.house)

    def page(self) -> Page:
        return sharing.safety_page(self.house)

    def new_entry(self, part_id: str) -> AnyEntry:
        return SafetyEntry(part=part_id)

    async def save(self, entry: AnyEntry, values: dict[str, Value]) -> bool:
        return await self.iop.act(plans.save_safety_values, entry, values, undo_as="changed the safety plan") is not None

    async def action_back(self) -> None:
        self.app.pop_screen()
