"""How a plan stood on earlier days, and what was changed; one key copies an older entry back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.domain.versions import Held, Version
from iop_tui.services import aftercare as plans
from iop_tui.services import versions
from iop_tui.tui.screens.room import ListScreen
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows
from iop_tui.values import replace

NONE_YET = "Nothing here yet. From the first change on, each day on which the plan changes is kept as it stood in the evening."


class VersionsScreen(ListScreen):
    """The days on which a plan changed, the newest first."""

    keys = (("Enter", "Open"), ("q", "Back"))
    more_keys = (("Enter", "the plan as it stood on this day"), ("q", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(self, plan: str) -> None:
        super().__init__()
        self.plan = plan
        self.way = ("versions", plan)

    def heading(self) -> tuple[str, str]:
        return ("Earlier versions", "")

    def refresh_view(self) -> None:
        found = versions.told(self.house, self.plan)
        self._by_day = {str(each.version.day): each.version for each in found}
        rows = [Row(str(each.version.day), each.title, note=f"  {short('; '.join(each.lines), 300)}") for each in found]
        self.query_one(Rows).show(rows or [Row(text=NONE_YET)])

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        version = self._by_day.get(row.id) if row else None
        if version is not None:
            self.app.push_screen(VersionScreen(version))


class VersionScreen(ListScreen):
    """One version, entry by entry. Nothing in it can be changed; an entry can be taken out of all of them."""

    keys = (("r", "Copy back"), ("d", "Remove"), ("v", "One page"), ("q", "Back"))
    more_keys = (
        ("r", "copy this entry into the plan of today; u takes it back"),
        ("d", "take this entry out of every earlier version; u brings it back"),
        ("v", "the plan of this day as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "copy_back", show=False),
        Binding("delete,d", "forget", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, version: Version) -> None:
        super().__init__()
        self.version = version
        self.way = ("version", version.plan, str(version.day))

    def heading(self) -> tuple[str, str]:
        return (f"As it stood on {self.version.day}", "")

    def refresh_view(self) -> None:
        day = self.version.day
        self.version = (day and versions.find(self.house, self.version.plan, day)) or replace(self.version, entries=[])
        self._held = {str(each.id): each for each in versions.in_order(self.version)}
        since = versions.now_and_then(self.house, self.version)
        gone, changed = {each.id for each in since.removed}, {each.id for each in since.changed}
        titles = {each.id: each.title for each in versions.PARTS.get(self.version.plan, ())}
        rows: list[Row] = []
        part = ""
        for which, each in self._held.items():
            if each.part != part:
                part = each.part
                rows += ([Row()] if rows else []) + [Row(text=titles[part], bold=True)]
            right = "not in the plan now" if each.id in gone else "reads otherwise now" if each.id in changed else ""
            rows.append(Row(which, f"  {each.first_line()}", right, note=f"    {_rest(each)}" if _rest(each) else ""))
        self.query_one(Rows).show(rows or [Row(text="Nothing stood in it on this day.")])

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_view()

    def under_cursor(self) -> Held | None:
        row = self.query_one(Rows).chosen
        return self._held.get(row.id) if row else None

    async def action_forget(self) -> None:
        held = self.under_cursor()
        if held is None:
            return
        if await self.iop.act(plans.forget, held, self.version.plan, undo_as="removed from earlier versions") is not None:
            self.iop.say("Gone from every earlier version. Press u to bring it back.")
            self.refresh_view()

    async def action_copy_back(self) -> None:
        held = self.under_cursor()
        if held is None:
            return
        done = await self.iop.act(plans.bring_back, held, self.version.plan, undo_as="copied an older entry back")
        if done is not None:
            self.iop.say("Copied into the plan of today." if done.value else "It stands in the plan of today as it is.")
            self.refresh_view()

    def action_view(self) -> None:
        self.show_page(versions.page(self.version))


def _rest(held: Held) -> str:
    """What else an entry held."""
    said = [held.says(name).replace("\n", ", ") for name in held.values]
    return short("; ".join(each for each in (*said[1:], held.agreed) if each))
