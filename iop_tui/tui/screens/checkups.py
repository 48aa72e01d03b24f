"""Check-ups after the program: all seven with their days, each a short form."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.books.after import CHECKUPS
from iop_tui.domain.checkups import WEEKS, CheckUp, title
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value
from iop_tui.services import afterward, checkups, listing
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows


def open_checkup(screen: Base[Any], week: int) -> None:
    """The form of one check-up."""
    from iop_tui.tui.screens.form import FormScreen

    item = checkups.filled(screen.house).get(week) or CheckUp(id=CheckUp.id_for(week))

    async def save(found: dict[str, Value]) -> bool:
        if not found:
            screen.iop.say(f"{words.NOTHING_YET} {words.WAY_OUT}")
            return False
        values = {"week": str(week), **found}
        return await screen.iop.act(listing.keep, CHECKUPS, item, values, undo_as=f"a check-up, {title(week).casefold()}") is not None

    screen.app.push_screen(
        FormScreen(
            title(week), checkups.FIELDS, item.values, key=f"checkup/{week}", save=save, intro=f"{CHECKUPS.purpose} {words.IF_NOT_SAFE}"
        )
    )


def open_last_day(screen: Base[Any]) -> None:
    """Say which day is, or was, the last one, unless the schedule knows it."""
    from iop_tui.tui.screens.form import FormScreen

    last = afterward.last_day(screen.house)
    if afterward.is_in_schedule(screen.house) and last:
        screen.iop.say(f"Your schedule has it: {last.isoformat()}. It is changed there, and the days follow.")
        return

    async def save(found: dict[str, Value]) -> bool:
        return await screen.iop.act(afterward.set_last_day, found, undo_as="the last day") is not None

    values: dict[str, Value] = {"last": last.isoformat()} if last else {}
    screen.app.push_screen(FormScreen("The last day of my program", afterward.LAST_DAY, values, key="last-day", save=save))


class CheckupsScreen(ListScreen):
    """All seven, in their order."""

    way = ("book", CHECKUPS.id)
    keys = (("Enter", "Open"), ("e", "My last day"), ("d", "Remove"), ("v", "One page"), ("q", "Back"))
    more_keys = (
        ("Enter", "fill one in, read it or change it, when its day has come"),
        ("e", "which day is, or was, the last one of the program"),
        ("d", "remove what you filled in; u brings it back"),
        ("v", "all of them as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "last_day", show=False),
        Binding("delete,d", "remove", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return (CHECKUPS.title, "")

    def refresh_view(self) -> None:
        self.filled, self.days = checkups.filled(self.house), checkups.days(self.house)
        self.copies = other_copies(self.house, CheckUp.table)
        self.title_says(right=CHECKUPS.state_of(list(self.filled.values()), self.house.clock.today()))
        rows = [] if self.days else [Row(text=CHECKUPS.empty), Row(), Row("last", "Say which day is, or was, my last day"), Row()]
        self.query_one(Rows).show([*rows, *(self._row(week) for week in WEEKS if self.days or week in self.filled)])

    def _row(self, week: int) -> Row:
        item, day = self.filled.get(week), self.days.get(week)
        when = f", {in_words(day)} {day.year}" if day else ""
        if item is None:
            has_come = day is not None and day <= self.house.clock.today()
            return Row(str(week), f"{title(week)}{when}", "can be filled in" if has_come else "")
        number = item.says("how")
        said = [item.says(each.id).replace("\n", ", ") for each in checkups.FIELDS[1:]]
        said += [f"{words.OTHER_COPY} {copy}" for copy in self.copies.get(item.id, [])]
        note = "; ".join(each for each in said if each)
        return Row(str(week), f"{title(week)}{when}", f"{number} of 10" if number else "filled in", note=f"  {short(note)}" if note else "")

    def explain(self) -> tuple[str, ...]:
        return checkups.explain(self.house)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        if row is not None and row.id == "last":
            self.action_last_day()
        elif row is not None:
            self._open(int(row.id))

    def _open(self, week: int) -> None:
        day = checkups.not_yet(self.house, week)
        if day is not None:
            self.iop.say(f"This one is for {in_words(day)} {day.year}. It comes up on Today by itself.")
        else:
            open_checkup(self, week)

    def action_last_day(self) -> None:
        open_last_day(self)

    async def action_remove(self) -> None:
        row = self.query_one(Rows).chosen
        item = self.filled.get(int(row.id)) if row and row.id.isdecimal() else None
        if item is not None and await self.iop.act(listing.remove, CHECKUPS, item, undo_as="removed a check-up") is not None:
            self.iop.say("Removed. Press u to bring it back.")
            self.refresh_view()

    def action_view(self) -> None:
        self.show_page(checkups.page(self.house))
