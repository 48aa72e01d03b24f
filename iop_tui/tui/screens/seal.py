"""Setting a passphrase, changing it, and turning it off. Nothing that is typed here is kept as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from iop_tui import words
from iop_tui.domain.page import Block, heading, paragraph
from iop_tui.errors import IopError
from iop_tui.services import sealing
from iop_tui.tui.screens.cover import SecretEditor
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.typing import LineEditor
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.prose import Prose


class SealScreen(Base[bool | None]):
    """One page after the other; leaving at any of them changes nothing. Answers whether the seal was changed."""

    keys = (("Tab", "Next field"), ("Enter", "Go on"), ("Esc, q", "Back, nothing changes"))

    DEFAULT_CSS = """
    SealScreen .said { text-style: bold; margin: 1 0 0 0; }
    SealScreen LineEditor { margin: 0 1; max-width: 60; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._act = ""
        self._new = ""
        self._code = ""

    def heading(self) -> tuple[str, str]:
        return ("Passphrase", "")

    def body(self) -> ComposeResult:
        yield VerticalScroll(id="page", can_focus=False)

    async def on_mount(self) -> None:
        if sealing.is_sealed(self.house):
            await self._show(
                [
                    Prose([paragraph(words.SEALED)]),
                    Line(" "),
                    Act("Change the passphrase", "change"),
                    Act("Get another recovery code", "code"),
                    Act("Turn the passphrase off", "off"),
                ]
            )
        else:
            await self._ask_new("on")

    async def _show(self, widgets: list[Widget]) -> None:
        page = self.query_one("#page", VerticalScroll)
        await self.refill(page, [*widgets, Line("", classes="said"), Line(" ")])
        page.scroll_home(animate=False, immediate=True)
        page.query(".said").first(Line).say("")
        first = next((each for each in page.query("*") if isinstance(each, (Input, Act))), None)
        if first is not None:
            first.focus(scroll_visible=False)

    def _say(self, text: str) -> None:
        said = self.query_one(".said", Line)
        said.say(text)
        self.call_after_refresh(lambda: said.scroll_visible(animate=False))

    async def _ask_new(self, act: str) -> None:
        self._act = act
        explained: list[Block] = [paragraph(each) for each in words.SEAL] if act == "on" else []
        today: list[Widget] = [] if act == "on" else [Line(words.PASSPHRASE_TODAY), SecretEditor(id="today")]
        await self._show(
            [
                Prose(explained),
                *today,
                Line(words.PASSPHRASE_NEW),
                SecretEditor(id="new"),
                Line(words.PASSPHRASE_AGAIN),
                SecretEditor(id="again"),
                Line(" "),
                Act("Go on", "new"),
            ]
        )

    async def _ask_today(self, act: str) -> None:
        self._act = act
        await self._show([Line(words.PASSPHRASE_TODAY), SecretEditor(id="today"), Line(" "), Act("Go on", "today")])

    async def _show_code(self) -> None:
        self._code = sealing.new_code()
        await self._show(
            [
                Prose([paragraph(words.CODE_SHOWN), heading(self._code)]),
                Line(" "),
                Line(words.CODE_TYPE),
                LineEditor(),
                Line(" "),
                Act("Go on", "typed"),
            ]
        )

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        match event.name:
            case "change":
                await self._ask_new("change")
            case "code" | "off":
                await self._ask_today(event.name)
            case "new":
                await self._took_new()
            case "today":
                await self._took_today()
            case "typed":
                await self._took_code()

    def _typed(self, name: str) -> str:
        found = self.query(f"#{name}")
        return found.first(SecretEditor).value if found else ""

    async def _took_new(self) -> None:
        problem = sealing.problem_with(self._typed("new"), self._typed("again"))
        if problem:
            self._say(problem)
            return
        self._new = self._typed("new")
        if self._act == "on":
            await self._show_code()
        else:
            await self._do(sealing.change_passphrase, self._typed("today"), self._new, said=words.CHANGED)

    async def _took_today(self) -> None:
        today = self._typed("today")
        if self._act == "off":
            await self._do(sealing.turn_off, today, said=words.UNSEALED_NOW)
        elif await asyncio.to_thread(sealing.opens_with, self.house, today):
            self._new = today
            await self._show_code()
        else:
            self._say(str(sealing.wrong()))

    async def _took_code(self) -> None:
        if not sealing.is_same_code(self._code, self.query_one(LineEditor).raw):
            self._say(words.CODE_DIFFERS)
        elif self._act == "on":
            await self._do(sealing.turn_on, self._new, self._code, said=words.SEALED_NOW)
        else:
            await self._do(sealing.change_code, self._new, self._code, said=words.CHANGED)

    async def _do(self, function: Callable[..., None], *typed: str, said: str) -> None:
        self._say(words.OPENING)
        try:
            await asyncio.to_thread(function, self.house, *typed)
        except IopError as error:
            self._say(str(error))
            return
        self._new = self._code = ""
        self.iop.say(said, seconds=8)
        self.dismiss(True)

    async def action_leave_field(self) -> None:
        if self.focused is None or isinstance(self.focused, Act):
            self.dismiss(None)
        else:
            self.set_focus(None)

    async def action_back(self) -> None:
        self.dismiss(None)
