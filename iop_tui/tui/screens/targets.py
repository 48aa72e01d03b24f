"""The rows of the diary card: one's own, with the day since when each is asked."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.domain.diary import Target
from iop_tui.domain.fields import Value
from iop_tui.services import diarying, rows
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.rows import Row, Rows


class TargetsScreen(ListScreen):
    """Every row there is or was."""

    way = ("rows",)
    keys = (("n", "New row"), ("e", "Change"), ("p", "Put away, take up"), ("u", "Undo"), ("q", "Back"))
    more_keys = (
        ("n", "a row of your own: a feeling, an urge, something to do more of"),
        ("Enter or e", "change its words, or from which number on an urge is high"),
        ("p", "ask it no longer from today on; older cards keep it. Again: take it up"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("e", "edit", show=False),
        Binding("p,delete", "put_away", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return ("Rows of the card", "")

    def refresh_view(self) -> None:
        today = self.house.clock.today()
        self._targets = {str(each.id): each for each in diarying.targets(self.house)}
        asked = [each for each in self._targets.values() if each.is_on(today)]
        away = [each for each in self._targets.values() if not each.is_on(today)]
        found = [_row(each) for each in asked]
        if away:
            found.extend((Row(), Row(text="Put away", bold=True), *(_row(each) for each in away)))
        self.query_one(Rows).show(found)

    def explain(self) -> tuple[str, ...]:
        return (
            "A row whose words you change begins anew today; the cards before keep the old one.",
            "From the number on that you choose, an urge is high: then help, or a skill for it, is offered once.",
        )

    def _target(self) -> Target | None:
        row = self.query_one(Rows).chosen
        return self._targets.get(row.id) if row else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        open_target(self, Target(kind="", title=""))

    def open_row(self, which: str) -> None:
        """The form of a row by its id, or of a new one."""
        open_target(self, self._targets.get(which) or Target(kind="", title=""))

    def action_edit(self) -> None:
        target = self._target()
        if target is None:
            return
        if target.kind in rows.KIND_WORDS:
            open_target(self, target)
        else:
            self.iop.say("This row has its own words. p puts it away.")

    async def action_put_away(self) -> None:
        target = self._target()
        if target is None:
            return
        is_asked = target.is_on(self.house.clock.today())
        act = diarying.put_away if is_asked else diarying.take_up
        if await self.iop.act(act, target, undo_as=f"{target.title} {'put away' if is_asked else 'taken up'}") is not None:
            self.iop.say(f"{target.title}: {'not asked any more. Older cards keep it' if is_asked else 'asked again from today on'}.")
        self.refresh_view()

    async def action_leave_field(self) -> None:
        self.dismiss()


def _row(target: Target) -> Row:
    return Row(str(target.id), target.title, rows.KIND_SHORT.get(target.kind, target.kind), note=rows.about(target))


def open_target(screen: Base[None], target: Target) -> None:
    """The form of a row."""
    from iop_tui.tui.screens.form import FormScreen

    async def save(found: dict[str, Value]) -> bool:
        wanted = rows.read(target, found)
        return await screen.iop.act(diarying.save_target, wanted, undo_as=f"changed the row {wanted.title}") is not None

    title, key = target.title or "A new row", f"row/{target.id or 'new'}"
    screen.app.push_screen(FormScreen(title, rows.FIELDS, rows.values(target), key=key, save=save, check=rows.check, hidden=rows.hidden))
