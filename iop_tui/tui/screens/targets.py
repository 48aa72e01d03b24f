"""The rows of the diary card: one's own, with the day since when each is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.domain import diary
from iop_tui.domain.diary import Target
from iop_tui.domain.fields import Value
from iop_tui.services import diarying
from iop_tui.services.diarying import ABOUT_WORDS, FIELDS, KIND_WORDS
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.rows import Row, Rows

KIND_SHORT = {
    "feeling": "feeling",
    "urge": "urge",
    "more": "to do more of",
    "number": "number",
    "hours": "hours",
    "medicine": "medicine",
    "substances": "substances",
}


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
        rows = [_row(each) for each in asked]
        if away:
            rows.extend((Row(), Row(text="Put away", bold=True), *(_row(each) for each in away)))
        self.query_one(Rows).show(rows)

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
        if target.kind in KIND_WORDS:
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
    since = f"since {target.starts}" if target.starts > date.min else ""
    ended = f"until {target.stopped}" if target.stopped else ""
    high = f"high from {target.high}, about {ABOUT_WORDS[target.about]}" if target.kind == "urge" else ""
    right = KIND_SHORT.get(target.kind, target.kind)
    return Row(str(target.id), target.title, right, note=", ".join(each for each in (high, since, ended) if each))


def open_target(screen: Base[None], target: Target) -> None:
    """The form of a row."""
    from iop_tui.tui.screens.form import FormScreen

    values: dict[str, Value] = {"about": ABOUT_WORDS[target.about], "high": target.high} if target.id else {}
    if target.id:
        values |= {"kind": KIND_WORDS[target.kind], "title": target.title}

    async def save(found: dict[str, Value]) -> bool:
        kind = _key(KIND_WORDS, found.get("kind"))
        high = found.get("high")
        wanted = replace(
            target,
            kind=kind,
            title=str(found.get("title") or ""),
            about=_key(ABOUT_WORDS, found.get("about")) or diary.OTHER if kind == "urge" else diary.OTHER,
            high=high if isinstance(high, int) else diary.HIGH,
        )
        return await screen.iop.act(diarying.save_target, wanted, undo_as=f"changed the row {wanted.title}") is not None

    title = target.title or "A new row"
    key = f"row/{target.id or 'new'}"
    screen.app.push_screen(FormScreen(title, FIELDS, values, key=key, save=save, check=_check, hidden=_hidden))


def _check(found: dict[str, Value]) -> str:
    return "" if found.get("kind") else "Please pick what kind of row it is."


def _hidden(found: dict[str, Value]) -> frozenset[str]:
    return frozenset() if found.get("kind") == KIND_WORDS["urge"] else frozenset(("about", "high"))


def _key(named: dict[str, str], value: Value | None) -> str:
    return next((key for key, each in named.items() if each == value), "")
