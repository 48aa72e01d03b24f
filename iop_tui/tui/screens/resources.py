"""Groups and places: one's own, and a starter list to look into."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from iop_tui import words
from iop_tui.domain import resources
from iop_tui.domain.aftercare import PlanEntry, part
from iop_tui.domain.page import Page
from iop_tui.domain.resources import Resource
from iop_tui.services import aftercare as plans
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.parts import PartScreen
from iop_tui.tui.widgets.fields.editor import Edited, Onward
from iop_tui.tui.widgets.fields.typing import LineEditor
from iop_tui.tui.widgets.rows import Row, Rows


class ResourcesScreen(PartScreen):
    """Own entries first, favorites at the top; then what comes with the program."""

    part = part("resources")
    way = ("resources",)
    keys = (("Enter", "Open"), ("s", "Search"), ("f", "Favorite"), ("c", "Copy to mine"), ("a", "One more"), ("q", "Back"))
    more_keys = (
        ("Enter", "open it: your own as a form, the others as a page"),
        ("s", "a few words that narrow the list; Enter or Esc leads back to it"),
        ("f", "a favorite of yours, or no more; one of the starter list is copied first"),
        ("c", "copy one of the starter list into your plan"),
        ("a", "write one of your own down"),
        ("d", "remove one of your own; u brings it back"),
        ("v", "everything as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "narrow", show=False),
        Binding("f", "favorite", show=False),
        Binding("c", "copy", show=False),
        Binding("escape", "leave_field", show=False),
    ]
    DEFAULT_CSS = """
    ResourcesScreen LineEditor { margin: 0 1; }
    """

    def heading(self) -> tuple[str, str]:
        return (plans.RESOURCES, "")

    def body(self) -> ComposeResult:
        yield LineEditor("s: a few words")
        yield Rows()

    def page(self) -> Page:
        return plans.resources_page(self.house)

    def refresh_view(self) -> None:
        wanted = self.query_one(LineEditor).raw.casefold().split()
        mine = resources.own(self.entries())
        shipped = self.house.library.resources()
        self._shipped = {each.id: each for each in shipped}
        copies = other_copies(self.house, PlanEntry.table)
        rows: list[Row] = []
        for each in mine:
            if resources.fits(wanted, each.first_line(), resources.note(each)):
                said = [resources.note(each), *(f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, []))]
                note = "; ".join(text for text in said if text)
                rows.append(Row(str(each.id), f"  {each.first_line()}", note=f"    {note}" if note else ""))
        none = "  None with these words." if mine else "  Nothing yet. c copies one from below, a writes one down."
        rows = [Row(text="My own", bold=True), *(rows or [Row(text=none)])]
        found = [each for each in shipped if resources.fits(wanted, each.name, each.kind, each.what, each.who, each.find)]
        rows += [Row(), Row(text="To look into", bold=True)] if found else []
        if found and not wanted:
            rows.append(Row(text=f"  {resources.NO_ONE_PATH}"))
        for one in found:
            right = "in mine" if resources.is_in(one, mine) else ""
            rows.append(Row(f"shipped:{one.id}", f"  {one.name}", right, note=f"    {one.kind}; {one.who}"))
        self.query_one(Rows).show(rows)

    @on(Edited)
    def _typed(self) -> None:
        self.refresh_view()

    @on(Onward)
    def _onward(self) -> None:
        self.query_one(Rows).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()

    def _starter(self) -> Resource | None:
        """The one of the starter list under the cursor."""
        row = self.query_one(Rows).chosen
        return self._shipped.get(row.id.removeprefix("shipped:")) if row else None

    def open_other(self) -> None:
        from iop_tui.tui.screens.page import PageScreen

        one = self._starter()
        if one is not None:
            self.app.push_screen(PageScreen(one.name, resources.in_full(one)[1:]))

    def action_narrow(self) -> None:
        self.query_one(LineEditor).focus()

    async def action_leave_field(self) -> None:
        """Esc goes from the field to the list, and from the list back."""
        if isinstance(self.focused, LineEditor):
            self.query_one(Rows).focus()
        else:
            self.dismiss()

    async def action_copy(self) -> None:
        one = self._starter()
        if one is None:
            self.iop.say("This works on one of the starter list.")
        elif resources.is_in(one, self.entries()):
            self.iop.say("It is among your own already.")
        elif await self.iop.act(plans.copy_resource, one, undo_as=f"copied {one.name}") is not None:
            self.iop.say("Copied. It stands in your plan now, under Resources.")
            self.refresh_view()

    async def action_favorite(self) -> None:
        one = self._starter()
        entry = resources.is_in(one, self.entries()) if one else self.under_cursor()
        if one is not None and entry is None:
            await self.iop.act(plans.copy_resource, one, is_favorite=True, undo_as=f"copied {one.name}")
        elif entry is not None:
            await self.iop.act(plans.turn_favorite, entry, undo_as="a favorite")
        self.refresh_view()
