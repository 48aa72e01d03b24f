"""Something happened: the next hour first. One key from every room and from Help now."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain.fields import Value
from iop_tui.domain.happening import HURT, KINDS, USED, Happening
from iop_tui.domain.page import paragraph
from iop_tui.services import happening as happenings
from iop_tui.services import helping, preferring
from iop_tui.tui.screens.help import HelpScreen
from iop_tui.tui.screens.pick import PickScreen
from iop_tui.tui.screens.room import Base, Sheet
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.prose import Prose


def pick_happened(screen: Base[None]) -> None:
    """Ask what it was, keep it, and open the next hour."""
    by_words = {said: kind for kind, said in KINDS.items()}

    async def picked(said: str | None) -> None:
        if said is None:
            return
        done = await screen.iop.act(happenings.keep, by_words[said], undo_as="something happened")
        if done is not None:
            screen.app.push_screen(NextHourScreen(done.value))

    screen.app.push_screen(PickScreen("Something happened", [(words.HAPPENED_PICK, list(by_words))]), picked)


def open_happened(screen: Base[None], which: int) -> None:
    """The next hour of what is kept already, if it is still there."""
    found = happenings.find(screen.house, which)
    if found is not None:
        screen.app.push_screen(NextHourScreen(found))


class NextHourScreen(Sheet[None]):
    """What to do now, one call, own steps; then writing it down, if one likes."""

    keys = (("Tab", "Next choice"), ("Enter", "Choose"), ("Down", "Read on"), ("q", "Back"))
    more_keys = (
        ("Tab, Enter", "go to a choice, and take it"),
        ("Down, PgDn", "read on"),
        ("q", "back. It waits for you on Today for a day"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
    ]

    def __init__(self, happening: Happening) -> None:
        super().__init__()
        self.happening = happening
        self.way = ("happened", str(happening.id))

    def heading(self) -> tuple[str, str]:
        return ("The next hour", "")

    def body(self) -> ComposeResult:
        where = helping.country(self.iop.prefs.country, preferring.modules())
        with VerticalScroll(id="page", can_focus=False):
            yield Line(self.happening.title, classes="-bold")
            yield Prose([paragraph(words.HAPPENED_FIRST), paragraph(words.HAPPENED_SAFE)])
            yield Act("Yes, I am safe", "safe")
            yield Act("Not sure, or no: help now", "help")
            if self.happening.kind in (USED, HURT):
                yield Act(words.OVERDOSE_TITLE, "overdose")
            if self.happening.kind == USED:
                yield Act(words.WITHDRAWAL_TITLE, "withdrawal")
            yield Line(" ")
            yield Prose(happenings.next_hour(self.house, self.happening, where.emergency), id="hour")
            yield Line(" ")
            yield Prose([paragraph(words.HAPPENED_LATER)])
            yield Act("Write a few words about it", "write")
            yield Act("Let it rest: it comes up no more", "rest")
            yield Line(" ")

    def on_mount(self) -> None:
        self.query(Act).first().focus(scroll_visible=False)

    def refresh_view(self) -> None:
        newest = happenings.find(self.house, self.happening.id)
        if newest is None:
            self.dismiss()
            return
        self.happening = newest

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        match event.name:
            case "safe":
                self.query_one("#hour").scroll_visible(top=True, animate=False)
                self.iop.say("Good. Then one step at a time, from the top of the list.")
            case "help" | "overdose" | "withdrawal" as page:
                self.app.push_screen(HelpScreen(page))
            case "write":
                open_words(self)
            case "rest":
                if await self.iop.act(happenings.let_rest, self.happening, undo_as="let it rest") is not None:
                    self.dismiss()


def open_words(screen: NextHourScreen) -> None:
    """The few words about it; every line can stay empty."""
    from iop_tui.tui.screens.form import FormScreen

    happening = screen.happening
    values: dict[str, Value] = {field.id: text for field in happenings.FIELDS if (text := getattr(happening, field.id))}

    async def save(found: dict[str, Value]) -> bool:
        done = await screen.iop.act(happenings.write, happening, found, undo_as="words about what happened")
        if done is not None:
            screen.happening = done.value
        return done is not None

    key = f"happening/{happening.id}"
    screen.app.push_screen(FormScreen(happening.title, happenings.FIELDS, values, key=key, save=save, intro=words.HAPPENED_WORDS))
