"""Support groups: meetings among the sessions, with how often one was there."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.domain.book import Book
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.sessions import SUPPORT, Session
from iop_tui.services import groups, listing
from iop_tui.tui.screens.book import open_filled, open_item
from iop_tui.tui.screens.room import ListScreen
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows


class GroupsScreen(ListScreen):
    """One row for each meeting that comes back."""

    way = ("groups",)
    keys = (("Enter", "Open"), ("m", "I was there"), ("a", "One more"), ("d", "Remove"), ("v", "One page"), ("q", "Back"))
    more_keys = (
        ("Enter", "open it: day and time, how I get there, did I like it"),
        ("m", "you were at the last meeting; again takes the mark away, if it has no note"),
        ("a", "write one more group down"),
        ("d", "remove it; u brings it back"),
        ("v", "the list as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("m", "mark", show=False),
        Binding("delete,d", "remove", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return (groups.TITLE, "")

    def refresh_view(self) -> None:
        self.groups = {str(each.session.id): each for each in groups.groups(self.house)}
        rows = [
            Row(which, each.session.title, each.times, note=f"  {short(each.note)}" if each.note else "")
            for which, each in self.groups.items()
        ]
        self.title_says(right=groups.state(self.house))
        self.query_one(Rows).show(rows or [Row(text=groups.EMPTY), Row(), Row("add", "Write the first one down")])

    def explain(self) -> tuple[str, ...]:
        return (groups.EXPLAINED, *(f"{each.session.title}: {each.share.explain()}" for each in self.groups.values()))

    def under_cursor(self) -> Session | None:
        row = self.query_one(Rows).chosen
        found = self.groups.get(row.id) if row else None
        return found.session if found else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        session = self.under_cursor()
        if session is not None:
            open_item(self, SESSIONS, str(session.id))
        else:
            self.action_add()

    def action_add(self) -> None:
        open_filled(self, SESSIONS, Session(values={"kind": SUPPORT, "every": "every week"}), "support")

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        if book is not SESSIONS or (item, origin) != ("new", "support"):
            return False
        self.action_add()
        return True

    async def action_mark(self) -> None:
        session = self.under_cursor()
        if session is not None:
            at, marking = groups.marking(self.house, session)
            if marking.act is None or await self.iop.act(marking.act, at, *marking.arguments, undo_as="a mark") is not None:
                self.iop.say(marking.says, seconds=8)
        self.refresh_view()

    async def action_remove(self) -> None:
        session = self.under_cursor()
        if session is not None and await self.iop.act(listing.remove, SESSIONS, session, undo_as=f"removed {short(session.title, 60)}"):
            self.iop.say("Removed. Press u to bring it back.")
            self.refresh_view()

    def action_view(self) -> None:
        self.show_page(groups.page(self.house))
