"""Pages to print or to take along: all of them, one as it will leave, and what has left so far."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.fields import Value, read_date
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Page
from iop_tui.errors import IopError
from iop_tui.services import paper, takingout
from iop_tui.services.paper import NOTHING, Sheet, Shown, Wish
from iop_tui.tui.screens.confirm import ConfirmScreen
from iop_tui.tui.screens.form import FormScreen
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.rows import Row, Rows

NOTHING_LEFT = "Nothing has left yet."


def open_sheet(screen: Base[None], sheet: Sheet, of: str = "") -> None:
    """A page as it will leave; with scores the question about safety answers comes first."""

    def show(yes: bool | None) -> None:
        try:
            screen.app.push_screen(PreviewScreen(sheet, Wish(of, with_safety=bool(yes)), sheet.make(screen.house, Wish(of, bool(yes)))))
        except IopError as error:
            screen.iop.say_error(error)

    if sheet.asks(screen.house):
        screen.app.push_screen(ConfirmScreen(words.SCORE_WITH_SAFETY, "Yes, with them", "No, without them"), show)
    else:
        show(False)


class PaperScreen(ListScreen):
    """The list of all pages, and under it what has left."""

    way = ("paper",)
    keys = (("Enter", "Look at it"), ("d", "Take off the list"), ("q", "Back"))
    more_keys = (
        ("Enter", "look at the page as it will leave; there you can leave lines out, and save it"),
        ("d", "take a note off the list of what has left; u brings it back. The file itself is not reached"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "remove", show=False),
        Binding("escape", "back", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return ("To print or to take along", "")

    def refresh_view(self) -> None:
        self._shares = {f"share/{each.id}": each for each in paper.left_so_far(self.house)}
        rows = [Row(f"sheet/{each.name}", each.title, each.line) for each in paper.SHEETS if each.of not in ("unit", "letter")]
        written = paper.letters_written(self.house)
        rows += [Row(), Row(text="Letters", bold=True)] if written else []
        rows += [Row(f"letter/{which}", title) for which, title in written]
        units = paper.units_filled_in(self.house)
        if units:
            rows += [Row(), Row(text="What you filled in", bold=True), *(Row(f"unit/{unit}", title) for unit, title in units)]
        rows += [Row(), Row(text="Left so far", bold=True)]
        left = [Row(key, f"{each.day}  {each.title}", note=f"  {each.line}") for key, each in self._shares.items()]
        self.query_one(Rows).show([*rows, *(left or [Row(text=NOTHING_LEFT)])])

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        match (row.id if row else "").split("/", 1):
            case ["sheet", name]:
                open_sheet(self, paper.sheet(name))
            case ["unit", unit]:
                open_sheet(self, paper.sheet("run"), unit)
            case ["letter", which]:
                open_sheet(self, paper.sheet("letter"), which)

    async def action_remove(self) -> None:
        row = self.query_one(Rows).chosen
        share = self._shares.get(row.id) if row else None
        if share is not None and await self.iop.act(paper.forget, share, undo_as="a note of what has left") is not None:
            self.iop.say("Taken off the list. Press u to bring it back.")
            self.refresh_view()


class PreviewScreen(ListScreen):
    """One page as it leaves. It is made once and held here: what is read on it is what goes into the file."""

    keys = (("Space", "Leave out, or take in"), ("s", "Save"), ("b", "Bare, to copy"), ("q", "Back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("s", "save", show=False),
        Binding("b", "bare", show=False),
        Binding("left_square_bracket", "week(-1)", show=False),
        Binding("right_square_bracket", "week(1)", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, sheet: Sheet, wish: Wish, page: Page) -> None:
        super().__init__()
        self._sheet = sheet
        self._wish = wish
        self._page = page
        self._left_out = NOTHING
        self.way = ("paper", sheet.name, wish.of)

    def heading(self) -> tuple[str, str]:
        return ("As it will leave", "")

    def keys_in_full(self) -> tuple[tuple[str, str], ...]:
        weeks = (("[ and ]", "the week before, and the week after"),) if self._sheet.of == "day" else ()
        return (
            ("Space", "leave a line out, or take it in again; on a heading: all that stands under it"),
            ("s", "save it to a file, as text, markdown, HTML or PDF"),
            ("b", "the page bare, to select and copy"),
            *weeks,
            ("q", "back; nothing leaves"),
        )

    def refresh_view(self) -> None:
        shown = paper.preview(self._page, self._left_out)
        rows = [Row(text=self._page.title, bold=True, whole=True)]
        for each in shown:
            rows += [Row()] if each.is_first and not self._page.is_card else []
            rows.append(_row(each))
        if paper.no_room(self._page, self._left_out):
            rows += [Row(), Row(text=words.CARD_FULL)]
        self.query_one(Rows).show(rows)
        number = sum(each.state == "left out" for each in shown)
        self.title_says(right=f"{number} left out" if number else "nothing left out")

    def leaving(self) -> Page:
        """What would leave now."""
        return paper.leaves(self._page, self._left_out)

    @on(OptionList.OptionSelected)
    def action_turn(self) -> None:
        """Leave the part under the cursor out, or take it in again."""
        row = self.query_one(Rows).chosen
        if row is not None and row.id:
            self._left_out = paper.turned(self._page, self._left_out, row.id)
            self.refresh_view()

    def action_week(self, by: int) -> None:
        """The same page of another week; what was left out belongs to this one."""
        if self._sheet.of != "day":
            return
        day = read_date(self._wish.of) if self._wish.of else self.house.clock.today()
        self._wish = Wish((day + timedelta(days=7 * by)).isoformat())
        self._page, self._left_out = self._sheet.make(self.house, self._wish), NOTHING
        self.way = ("paper", self._sheet.name, self._wish.of)
        self.refresh_view()

    def action_bare(self) -> None:
        self.show_page(self.leaving())

    def action_save(self) -> None:
        """Ask for form, name and person; a login that leads only here is asked for no path."""
        if self.iop.is_captive:
            self.iop.say(words.CAPTIVE_WRITES_NOTHING, seconds=8)
            return
        fields, values = takingout.fields(self.house, self._sheet), takingout.values(self.house, self._sheet)
        key = takingout.draft_name(self._sheet, self._wish)
        self.app.push_screen(FormScreen("Save this page", fields, values, key=key, save=self._save))

    async def _save(self, found: dict[str, Value]) -> bool:
        whom = str(found.get("whom") or "")
        self._page = paper.titled_for(self.house, self._page, whom)
        more = paper.kept_from(self.house, self._page, whom) - self._left_out
        if more:
            self._left_out |= more
            self.refresh_view()
            count = many(len(more), "line")
            self.iop.say(f"{words.KEPT_FROM.format(count=count, whom=whom)} Look at it once more, and save again.", seconds=8)
            self.app.pop_screen()
            return False
        try:
            target = takingout.target(self.house, self._sheet, found)
        except IopError as error:
            self.iop.say_error(error)
            return False
        share = takingout.share(self._sheet, self._page, self._left_out, target)
        done = await self.iop.act(paper.save, self.leaving(), target.path, share)
        if done is None:
            return False
        self.iop.say(words.LEFT.format(path=target.path) + ("" if done.value else f" {words.LEFT_UNNOTED}"), seconds=8)
        return True


def _row(shown: Shown) -> Row:
    """A part of the page; each line of one that stays behind says so."""
    lines = [f"{shown.state}: {line.strip()}" if shown.state else line for line in shown.text.split("\n")]
    return Row(shown.key, "\n".join(lines), whole=True)
