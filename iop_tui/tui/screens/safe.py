"""What comes at once after the answer of a safety line: calm words, contacts, and one question whose answer is kept nowhere."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from iop_tui import words
from iop_tui.domain.helplines import Country
from iop_tui.domain.page import Block, Page, paragraph
from iop_tui.errors import IopError
from iop_tui.services import aftercare, helping, preferring
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.prose import Prose

Then = Literal["on", "stop"]


class SafeScreen(Base[Then]):
    """Answers whether the person goes on with the sheet or stops for today; leaving means going on, and is always allowed."""

    keys = (("y n m", "Yes, no, not sure"), ("s", "Safety plan"), ("x", "Stop for today"), ("q", "Leave"))
    more_keys = (
        ("y", "yes, I am safe right now"),
        ("n", "no, I am not"),
        ("m", "I am not sure"),
        ("s", "my safety plan"),
        ("x", "stop for today; the sheet is kept as it is"),
        ("q or Esc", "back to the sheet, without an answer"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "safe", show=False),
        Binding("n,m", "not_safe", show=False),
        Binding("s", "plan", show=False),
        Binding("x", "stop", show=False),
        Binding("down,j", "lines(1)", show=False),
        Binding("up,k", "lines(-1)", show=False),
        Binding("pagedown,space", "pages(1)", show=False),
        Binding("pageup", "pages(-1)", show=False),
    ]
    DEFAULT_CSS = """
    SafeScreen #first { margin-bottom: 1; }
    SafeScreen #ask { height: 1; margin-bottom: 1; }
    SafeScreen #rest { margin-bottom: 1; }
    """

    def __init__(self, *, tell_team: bool) -> None:
        super().__init__()
        self._tell_team = tell_team

    def heading(self) -> tuple[str, str]:
        return (words.SAFE_ASK, "")

    def body(self) -> ComposeResult:
        """Nothing has the focus at first, so that a key typed in a hurry answers nothing."""
        first, *rest = self._page().blocks
        with VerticalScroll(id="page", can_focus=False):
            yield Prose([first], id="first")
            with Horizontal(id="ask"):
                yield Act("Yes", "safe")
                yield Act("No", "not_safe")
                yield Act("Not sure", "not_safe")
            yield Prose([*rest, *helping.contacts(self._where()), paragraph(words.SAFE_WAITS)], id="rest")
            yield Act("Open my safety plan", "plan")
            yield Act("Go on with the sheet", "on")
            yield Act("Stop for today", "stop")

    def on_mount(self) -> None:
        self.app.clear_notifications()  # nothing may lie over a number to call

    def _where(self) -> Country:
        return helping.country(self.iop.prefs.country, preferring.modules())

    def _page(self) -> Page:
        return helping.safety_page(self._where(), tell_team=self._tell_team)

    def action_safe(self) -> None:
        self._show([paragraph(words.SAFE_YES)], [*helping.in_short(self._where()), paragraph(words.SAFE_NOBODY)])

    def action_not_safe(self) -> None:
        """The emergency number and a crisis line first, then a person, then the safety plan."""
        try:
            people, steps = aftercare.people_to_call(self.house), aftercare.steps_of_safety_plan(self.house)
        except IopError:
            people, steps = [], []
        page = helping.not_safe_page(self._where(), people, steps)
        self._show([paragraph(page.title)], [*page.blocks, paragraph(words.SAFE_WAITS)])

    def _show(self, first: list[Block], rest: list[Block]) -> None:
        """What follows from the answer; the question is not asked again."""
        self.set_focus(None)
        self.title_says(words.SAFE_TITLE)
        self.query_one("#ask").display = False
        self.query_one("#first", Prose).say(first)
        self.query_one("#rest", Prose).say(rest)
        self.query_one("#page", VerticalScroll).scroll_home(animate=False, immediate=True)

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        await self.run_action(event.name)

    def action_plan(self) -> None:
        from iop_tui.tui.screens.after import SafetyScreen

        self.app.push_screen(SafetyScreen())

    def action_on(self) -> None:
        self.dismiss("on")

    def action_stop(self) -> None:
        self.dismiss("stop")

    def action_lines(self, by: int) -> None:
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_pages(self, by: int) -> None:
        self.action_lines(by * max(1, self.query_one("#page", VerticalScroll).size.height - 1))

    async def action_back(self) -> None:
        self.dismiss("on")
        self.iop.say(words.HELP_AFTER)

    async def action_leave_field(self) -> None:
        await self.action_back()
