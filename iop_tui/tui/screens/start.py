"""Start: what this is and is not, a few questions, and a plan. Under three minutes."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain.fields import Field, Unreadable, Value, read, write
from iop_tui.domain.page import Block, heading, paragraph
from iop_tui.services import planning, starting
from iop_tui.services.preferring import zone_problem
from iop_tui.tui.screens.room import Sheet
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.fields.editor import Onward
from iop_tui.tui.widgets.frame import KeyLine, Line
from iop_tui.tui.widgets.prose import Prose

STEPS = ("What this is", "About you", "Where you are", "What brings you", "A passphrase", "Your plan")
FIRST_KEYS = (("Down", "Read on"), ("Enter", words.CONSENT), ("?", "Keys"))
LAST_KEYS = (("Tab", "Other choice"), ("Enter", "Choose"), ("^Q", "Leave"), ("?", "Keys"))


class StartScreen(Sheet[None]):
    """Five short pages; Esc goes one back."""

    keys = (("Tab", "Next field"), ("Enter", "Go on"), ("Esc", "One page back"), ("^Q", "Leave"))
    more_keys = keys
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,enter", "onward", show=False),
        Binding("space", "pages(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._found: dict[str, Value] = {"zone": starting.server_zone()}

    def heading(self) -> tuple[str, str]:
        return ("Welcome", f"1 of {len(STEPS)}")

    def body(self) -> ComposeResult:
        yield VerticalScroll(id="page", can_focus=False)

    async def on_mount(self) -> None:
        await self._show()

    async def _show(self) -> None:
        self.title_says(STEPS[self._step], f"{self._step + 1} of {len(STEPS)}")
        page = self.query_one("#page", VerticalScroll)
        await self.refill(page, [*self._page(), Line(" ")])
        page.scroll_home(animate=False, immediate=True)
        self.query_one(KeyLine).say({0: FIRST_KEYS, len(STEPS) - 1: LAST_KEYS}.get(self._step, (*self.keys, ("?", "Keys"))))
        boxes = page.query(FieldBox)
        if boxes:
            boxes.first().editor.enter()
        elif self._step:
            page.query(Act).first().focus(scroll_visible=False)

    def _page(self) -> list[Prose | FieldBox | Act | Line]:
        match self._step:
            case 0:
                blocks: list[Block] = [
                    *(paragraph(each) for each in words.IS_NOT),
                    heading("What you write"),
                    *(paragraph(each) for each in words.KEPT_WHERE),
                    paragraph(words.IF_NOT_SAFE),
                ]
                return [Prose(blocks), Line(" "), Act(words.CONSENT, "onward")]
            case 4:
                return [
                    Prose([paragraph(words.SEAL_ASK), *(paragraph(each) for each in words.SEAL)]),
                    Line(" "),
                    Act("Not now", "onward"),
                    Act("Set a passphrase", "seal"),
                ]
            case 5:
                return [
                    Prose(starting.first_plan(self.house)),
                    Line(" "),
                    Act("Begin with a first skill", "first"),
                    Act("Go to Today", "today"),
                    Act("Make a safety plan", "safety"),
                ]
        return [*(FieldBox(field, write(field, self._found.get(field.id))) for field in self._fields()), Act("Go on", "onward")]

    def _fields(self) -> tuple[Field, ...]:
        match self._step:
            case 1:
                return starting.about_you()
            case 2:
                return starting.where_you_are(self.house)
            case 3:
                return starting.what_brings_you()
        return ()

    def _keep_page(self) -> bool:
        """Take over what stands on this page; the first thing that cannot be read gets the focus."""
        for box in self.query(FieldBox):
            try:
                value = read(box.field, box.raw)
            except Unreadable as error:
                box.editor.enter()
                box.say_below(str(error))
                return False
            if value is None:
                self._found.pop(box.field.id, None)
            else:
                self._found[box.field.id] = value
        problem = zone_problem(str(self._found.get("zone") or "")) if self._step == 2 else ""
        if problem:
            self.query(FieldBox).last().say_below(problem)
        return not problem

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        match event.name:
            case "onward":
                await self.action_onward()
            case "seal":
                from iop_tui.tui.screens.seal import SealScreen

                self.app.push_screen(SealScreen(), self._was_sealed)
            case "first":
                self.iop.open_room("1")
                self.iop.open_reader("dbt.dt.stop")
            case "safety":
                from iop_tui.tui.screens.after import SafetyScreen

                self.iop.open_room("1")
                self.app.push_screen(SafetyScreen())
            case "today":
                self.iop.open_room("1")

    @on(Onward)
    def _next_field(self, event: Onward) -> None:
        event.stop()
        self.focus_next()

    async def _was_sealed(self, done: bool | None) -> None:
        if done:
            await self.action_onward()

    async def action_onward(self) -> None:
        if not self._keep_page():
            return
        if self._step == 1 and self._found.get("age") in (None, starting.UNDER):
            self.iop.say(words.UNDER_13 if self._found.get("age") else words.AGE_FIRST, seconds=12)
            return
        if self._step == 3 and not await self._save():
            return
        self._step = min(self._step + 1, len(STEPS) - 1)
        await self._show()

    async def _save(self) -> bool:
        return await self.iop.act(planning.begin, *starting.answers(self.house, self._found)) is not None

    def action_search(self) -> None:
        """Not before Start is done: age and country decide what is open."""

    async def action_leave_field(self) -> None:
        if 0 < self._step < len(STEPS) - 1:
            self._keep_page()
            self._step -= 1
            await self._show()

    async def action_back(self) -> None:
        if self._step == 0:
            await self.iop.action_leave()
        else:
            await self.action_leave_field()
