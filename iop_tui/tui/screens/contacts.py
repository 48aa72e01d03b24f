"""People on my side: by what they are to one, with when one was last in touch and what is next."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from iop_tui import words
from iop_tui.domain import contacts
from iop_tui.domain.aftercare import PlanEntry, has_help, part
from iop_tui.domain.page import Page
from iop_tui.services import aftercare as plans
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.parts import PartScreen
from iop_tui.tui.widgets.rows import Row, Rows


class ContactsScreen(PartScreen):
    """The people of the plan."""

    part = part("people")
    way = ("people",)
    keys = (("Enter", "Open"), ("i", "In touch today"), ("a", "One more"), ("d", "Remove"), ("v", "One page"), ("q", "Back"))
    more_keys = (
        ("Enter", "open it: number, role, next small contact"),
        ("i", "you were in touch today"),
        ("a", "write one more person or place down"),
        ("d", "remove it; u brings it back"),
        ("v", "the list as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "in_touch", show=False)]

    def heading(self) -> tuple[str, str]:
        return (plans.PEOPLE, "")

    def page(self) -> Page:
        return plans.people_page(self.house)

    def refresh_view(self) -> None:
        entries = self.entries()
        copies = other_copies(self.house, PlanEntry.table)
        self.title_says(right=plans.people_state(self.house))
        rows = [] if has_help(entries) else [Row(text=self.part.missing)]
        for role, group in contacts.by_role(entries):
            rows += ([Row()] if rows else []) + [Row(text=role, bold=True)]
            for each in group:
                said = [contacts.note(each), *(f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, []))]
                note = "; ".join(text for text in said if text)
                rows.append(Row(str(each.id), f"  {each.first_line()}", note=f"    {note}" if note else ""))
        self.query_one(Rows).show(rows if entries else [Row(text=self.part.missing), Row(), Row("add", "Write the first one down")])

    async def action_in_touch(self) -> None:
        entry = self.under_cursor()
        if entry is not None and await self.iop.act(plans.in_touch, entry, undo_as="in touch today") is not None:
            self.iop.say("Noted: in touch today.")
            self.refresh_view()
