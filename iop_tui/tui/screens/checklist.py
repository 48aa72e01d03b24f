"""A list to tick off; what is not ticked can become questions with one key."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.checklist import Checklist, Item, Tick
from iop_tui.domain.fields import Value
from iop_tui.domain.numbers import many
from iop_tui.services import ticking
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.room import ListScreen
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows


class ChecklistScreen(ListScreen):
    """The items of a list, in its order."""

    keys = (("Space", "Tick"), ("Enter", "Note"), ("a", "Ask what is open"), ("v", "One page"), ("q", "Back"))
    more_keys = (
        ("Space", "tick it; again to take the tick away"),
        ("Enter", "write a note: what was said, or what is missing"),
        ("a", "put everything without a tick on your list of questions"),
        ("v", "the list as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("a", "ask", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, checklist: Checklist) -> None:
        super().__init__()
        self.checklist = checklist
        self.way = ("checklist", checklist.id)

    def heading(self) -> tuple[str, str]:
        return (self.checklist.title, "")

    def refresh_view(self) -> None:
        self.ticks = ticking.ticks(self.house, self.checklist)
        copies = other_copies(self.house, Tick.table)
        self.title_says(right=ticking.progress(self.checklist, self.ticks))
        rows = [Row(text=self.checklist.purpose), Row()]
        for each in self.checklist.items:
            tick = self.ticks.get(each.id)
            other = copies.get(tick.id, []) if tick else []
            note = "; ".join(part for part in (ticking.said(tick), *(f"{words.OTHER_COPY} {copy}" for copy in other)) if part)
            mark = "[x]" if tick and tick.is_ticked else "[ ]"
            rows.append(Row(each.id, f"{mark} {each.text}", note=f"    {short(note)}" if note else ""))
        self.query_one(Rows).show(rows)

    def explain(self) -> tuple[str, ...]:
        whole = len(self.checklist.items)
        return (f"{ticking.progress(self.checklist, self.ticks)}: so many of the {whole} lines have a tick. No tick is no fault of yours.",)

    def under_cursor(self) -> Item | None:
        row = self.query_one(Rows).chosen
        return next((each for each in self.checklist.items if row and each.id == row.id), None)

    async def action_turn(self) -> None:
        item = self.under_cursor()
        if item is not None:
            tick = self.ticks.get(item.id)
            was_ticked = tick is not None and tick.is_ticked
            await self.iop.act(ticking.turn, self.checklist, item, was_ticked, undo_as=f"a tick: {short(item.text, 60)}")
            self.refresh_view()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        item = self.under_cursor()
        if item is not None:
            self.open_note(item.id)

    def open_note(self, which: str) -> None:
        """The note on an item by its id."""
        from iop_tui.tui.screens.form import FormScreen

        item = next((each for each in self.checklist.items if each.id == which), None)
        if item is None:
            return
        tick = self.ticks.get(item.id)

        async def save(found: dict[str, Value]) -> bool:
            text, seen = str(found.get("note") or ""), tick.rev if tick else 0
            return await self.iop.act(ticking.note, self.checklist, item, text, seen, undo_as="a note on the list") is not None

        values: dict[str, Value] = {"note": tick.note} if tick else {}
        key = f"tick/{self.checklist.id}/{item.id}"
        self.app.push_screen(FormScreen(self.checklist.title, ticking.NOTE, values, key=key, save=save, intro=item.text))

    async def action_ask(self) -> None:
        done = await self.iop.act(ticking.ask_what_is_open, self.checklist, undo_as="questions from the list")
        if done is not None and done.value:
            self.iop.say(f"{many(done.value, 'question')} added. They stand on Today, under Ask.")
        elif done is not None:
            self.iop.say("Nothing to add: each open line is among your questions already, or has a tick.")

    def action_view(self) -> None:
        self.show_page(ticking.page(self.house, self.checklist))
