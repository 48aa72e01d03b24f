"""One part of the aftercare plan as a list of its own. Its entries are those of the plan, with the same forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.aftercare import Part, PlanEntry
from iop_tui.domain.fields import Value
from iop_tui.domain.page import Page
from iop_tui.services import aftercare as plans
from iop_tui.services.aftercare import AnyEntry
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Rows


def open_entry_form(screen: Base[Any], part: Part, entry: AnyEntry, save: Callable[[dict[str, Value]], Awaitable[bool]]) -> None:
    """The form of an entry of a plan, new or not."""
    from iop_tui.tui.screens.form import FormScreen

    async def keep(values: dict[str, Value]) -> bool:
        if not values:
            screen.iop.say(f"{words.NOTHING_YET} {words.WAY_OUT}")
            return False
        return await save(values)

    key = f"{entry.table}/{entry.id or f'new-{part.id}'}"
    screen.app.push_screen(FormScreen(part.title, part.fields, entry.values, key=key, save=keep, intro=part.purpose))


class PartScreen(ListScreen):
    """The list of a part."""

    part: ClassVar[Part]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("delete,d", "remove", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def page(self) -> Page:
        raise AssertionError

    def entries(self) -> list[PlanEntry]:
        """The entries of the part; also kept by id, for the cursor."""
        found = [each for each in plans.plan(self.house) if each.part == self.part.id]
        self._by_id = {str(each.id): each for each in found}
        return found

    def under_cursor(self) -> PlanEntry | None:
        row = self.query_one(Rows).chosen
        return self._by_id.get(row.id) if row else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        entry = self.under_cursor()
        if entry is not None:
            self._open(entry)
        else:
            self.open_other()

    def open_other(self) -> None:
        """Enter on a row that is no entry."""
        self.action_add()

    def open_entry(self, which: str) -> None:
        """The form of an entry by its id, or of a new one."""
        self._open(self._by_id.get(which) or PlanEntry(part=self.part.id))

    def _open(self, entry: PlanEntry) -> None:
        async def save(values: dict[str, Value]) -> bool:
            return await self.iop.act(plans.save_plan_values, entry, values, undo_as="changed the aftercare plan") is not None

        open_entry_form(self, self.part, entry, save)

    def action_add(self) -> None:
        self.open_entry("new")

    async def action_remove(self) -> None:
        entry = self.under_cursor()
        if (
            entry is not None
            and await self.iop.act(plans.remove_entry, entry, undo_as=f"removed {short(entry.first_line(), 60)}") is not None
        ):
            self.iop.say("Removed. Press u to bring it back.")
            self.refresh_view()

    def action_view(self) -> None:
        self.show_page(self.page())
