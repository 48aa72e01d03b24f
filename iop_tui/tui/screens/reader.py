"""The reader: a unit section by section, with its exercise in place. Every change is kept at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.fields import Unreadable, show, write
from iop_tui.domain.page import paragraph
from iop_tui.domain.tools import NUMBERS, ROOMS
from iop_tui.domain.unit import Section, Unit
from iop_tui.services import answering, practicing, tracking
from iop_tui.tui.screens.reader_parts import Sum, finish_page, other_units, section_widgets
from iop_tui.tui.screens.reader_run import OpenRun
from iop_tui.tui.screens.room import Room
from iop_tui.tui.screens.tools import open_tool
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.fields.editor import Onward
from iop_tui.tui.widgets.frame import KeyLine, Line, fit
from iop_tui.tui.widgets.gate import GateBox
from iop_tui.tui.widgets.prose import Prose as ProseView
from iop_tui.tui.widgets.quiz import QuizBox
from iop_tui.tui.widgets.rows import Row, Rows
from iop_tui.tui.widgets.waiting import Waiting

OUTLINE_FROM = 110
"""Columns from which the sections stand beside the text."""

SHORT = "Short version"
LAST = "Finish"
LAST_KEYS = (("Tab", "Choose"), ("Enter", "Do it"), ("p", "Previous"), ("q", "Back"), ("?", "Keys"))
REST = 1.5
"""Seconds after scrolling until the place is kept."""


class ReaderScreen(Room):
    """One unit, open at the place where it was left."""

    CSS_PATH = "reader.tcss"
    keys = (("n", "Next"), ("p", "Previous"), ("Tab", "Fill in"), ("q", "Back"), ("s", "Short"), ("r", "Earlier"))
    more_keys = (
        ("n or right", "next section"),
        ("p or left", "previous section"),
        ("Space", "a screen further; at the end, the next section"),
        ("Tab", "to the first field; Enter goes on to the next"),
        ("F2", "a hint, in a field that has one"),
        ("s", "the short version, and back"),
        ("r", "earlier times you did this"),
        ("d", "on the last page: done for today"),
        ("c", "make the practice a commitment"),
        ("t", "I tried this skill: how it went"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "turn(1)", show=False),
        Binding("p,left", "turn(-1)", show=False),
        Binding("space,pagedown", "further", show=False),
        Binding("pageup,b", "pages(-1)", show=False),
        Binding("down,j", "lines(1)", show=False),
        Binding("up,k", "lines(-1)", show=False),
        Binding("s", "short", show=False),
        Binding("r", "runs", show=False),
        Binding("d", "done", show=False),
        Binding("c", "commit", show=False),
        Binding("ctrl+s", "save", show=False),
    ]

    def __init__(self, unit: Unit, at: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.unit = unit
        self._first = at
        self.way = ("unit", unit.id)
        self._sections: tuple[Section, ...] = (*(each for each in unit.sections if each.title != SHORT), Section(LAST, ()))
        self._short = next((each for each in unit.sections if each.title == SHORT), None)
        self._at = 0
        self._shows_short = False
        self._gate_is_open = unit.gate() is None
        self._rest: Timer | None = None
        self._was_left = False

    def heading(self) -> tuple[str, str]:
        return (self.unit.title, "")

    def body(self) -> ComposeResult:
        yield Line("", id="place", classes="-quiet")
        with Horizontal():
            yield Rows(id="outline")
            yield VerticalScroll(id="text", can_focus=False)

    async def on_mount(self) -> None:
        self._run = OpenRun(self.iop, self.unit)
        section, line = self._run.place
        if (section, line) == (0, 0):
            section = next((number for number, each in enumerate(self._sections) if each.title in self._first), 0)
        self._at = min(section, len(self._sections) - 1)
        await self._show(line)
        self._go_to_draft()

    @on(Waiting.Flipped)
    def _flipped(self, event: Waiting.Flipped) -> None:
        self._run.note_timer(event.key, is_running=event.is_running)

    def on_resize(self) -> None:
        self._fit_outline()

    def _fit_outline(self) -> None:
        outline = self.query_one("#outline", Rows)
        outline.display = self.size.width >= OUTLINE_FROM
        if outline.display:
            outline.show([Row(str(n), fit(each.title, 26), bold=n == self._at) for n, each in enumerate(self._sections)])

    @property
    def _text(self) -> VerticalScroll:
        return self.query_one("#text", VerticalScroll)

    async def _show(self, line: int = 0) -> None:
        """Draw the open section, with `line` at the top."""
        section = self._short if self._shows_short and self._short else self._sections[self._at]
        place = section.title if self._shows_short else f"{section.title}   {self._at + 1} of {len(self._sections)}"
        self.query_one("#place", Line).say(place)
        is_last = section.title == LAST
        self.query_one(KeyLine).say(self._last_keys() if is_last else (*self.keys, ("?", "Keys")))
        widgets = finish_page(self._run, self._gate_is_open) if is_last else section_widgets(section, self._run, self._gate_is_open)
        if self._at == 0 and not self._shows_short and self.unit.header.content_note:
            widgets[:0] = [ProseView([paragraph(self._note())]), Line(" ")]
        await self.refill(self._text, [*widgets, Line(" ")])
        self._fit_outline()
        self.call_after_refresh(self._return_to, line)

    def _last_keys(self) -> tuple[tuple[str, str], ...]:
        return LAST_KEYS if self._run.is_finished else (("d", "Done"), *LAST_KEYS)

    def _return_to(self, line: int) -> None:
        if not self._text.has_focus_within:  # a field that was entered meanwhile stays in sight
            self._text.scroll_to(y=line, animate=False, immediate=True)

    def _note(self) -> str:
        short = ", and s shows the short version" if self._short else ""
        return f"This page talks about {self.unit.header.content_note}. You can skip it: q goes back{short}."

    def _go_to_draft(self) -> None:
        """Put the cursor where typing broke off."""
        for box in self._text.query(FieldBox):
            if box.field.id in self._run.drafts:
                self.call_after_refresh(box.editor.enter)
                return

    # Moving

    async def action_turn(self, by: int) -> None:
        """Go to another section."""
        await self.settle_all()
        if self._shows_short:
            self._shows_short = False
        else:
            self._at = max(0, min(len(self._sections) - 1, self._at + by))
        self.set_focus(None)
        await self._show()
        await self._keep_place(0)

    async def action_further(self) -> None:
        """A screen down; from the end of a section, on to the next one."""
        if self._text.scroll_offset.y < self._text.max_scroll_y:
            self.action_pages(1)
        elif self._at < len(self._sections) - 1 or self._shows_short:
            await self.action_turn(1)

    def action_pages(self, by: int) -> None:
        self.action_lines(by * max(1, self._text.size.height - 1))

    def action_lines(self, by: int) -> None:
        self._text.scroll_relative(y=by, animate=False)
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._keep_place)

    async def action_short(self) -> None:
        if self._short is None:
            self.iop.say("This unit has no short version.")
            return
        await self.settle_all()
        self._shows_short = not self._shows_short
        await self._show()

    @on(OptionList.OptionSelected, "#outline")
    async def _outline_chosen(self, event: OptionList.OptionSelected) -> None:
        await self.settle_all()
        self._at, self._shows_short = event.option_index, False
        await self._show()
        await self._keep_place(0)

    async def _keep_place(self, line: int | None = None) -> None:
        top = int(self._text.scroll_offset.y) if line is None else line
        await self._run.keep_place(self._at, top)

    async def action_back(self) -> None:
        await self.settle_all()
        await self._keep_place()
        self.app.pop_screen()

    async def action_go(self, number: str) -> None:
        await self.settle_all()
        await self._keep_place()
        self.iop.open_room(number)

    # Keeping

    @on(FieldBox.Typed)
    async def _typed(self, event: FieldBox.Typed) -> None:
        await self._run.typed(event.box.field, event.box.tell())

    def keep_typing(self) -> None:
        """Keep what stands in a field and was not told yet, at a sudden end."""
        for box in self._text.query(FieldBox):
            if box.is_ahead:
                self._run.keep(box.field, box.raw)

    @on(FieldBox.Settled)
    async def _settled(self, event: FieldBox.Settled) -> None:
        await self._save(event.box)

    async def _save(self, box: FieldBox) -> None:
        if not box.is_dirty:
            return
        box.is_dirty = False
        try:
            saved = await self._run.save(box.field, box.raw)
        except Unreadable as error:
            box.is_dirty = True
            box.say_below(f"{error} What you typed stays here.")
            return
        if saved is None:
            box.is_dirty = True
            box.say_below(words.NOT_SAVED_YET)
            return
        moment = words.SAVED_AT.format(time=self.house.clock.local().strftime("%H:%M"))
        box.say(moment if saved.kept is None else f"{moment}. {words.BOTH_KEPT} The other: {show(saved.kept)}")
        self.title_says(right=moment)
        self._work_out()

    def _work_out(self) -> None:
        for each in self._text.query(Sum):
            each.work_out()

    @on(QuizBox.Picked)
    async def _picked(self, event: QuizBox.Picked) -> None:
        await self._run.save(event.field, event.raw)

    async def settle_all(self) -> None:
        """Keep whatever stands in a field and is not an answer yet."""
        for box in self._text.query(FieldBox):
            await self._save(box)

    async def action_save(self) -> None:
        await self.settle_all()

    def refresh_view(self) -> None:
        """Another window changed something: show its answers where nothing is being typed here."""
        if not hasattr(self, "_run"):
            return
        news = self._run.news()
        for box in self._text.query(FieldBox):
            if box.field.id in news and not box.is_dirty and not box.has_focus_within:
                theirs = news[box.field.id]
                self._run.take(box.field.id, theirs)
                box.show_raw(write(box.field, theirs.value) if theirs else "")
                box.say("changed in another window")
        self._work_out()

    # Acts

    @on(GateBox.Answered)
    async def _gate(self, event: GateBox.Answered) -> None:
        from iop_tui.tui.screens.help import HelpScreen

        if event.is_open:
            self._gate_is_open = True
            return
        ways = other_units(self.house, self.unit.header.alternative, "Instead: ")
        await self._text.query(".instead").remove()
        for way in ways:
            way.add_class("instead")
        await self._text.mount_all(ways)
        page = next((question.show for question in event.stops if question.show), "")

        def onward(_nothing: None) -> None:
            """Show why the exercise stays closed, and where to go instead."""
            gate = self._text.query_one(GateBox)
            self.call_after_refresh(ways[0].focus if ways else gate.show_answer)

        if page:
            self.app.push_screen(HelpScreen(page), onward)
        else:
            onward(None)

    @on(Onward)
    def _onward(self, event: Onward) -> None:
        event.stop()
        self.focus_next()

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        match event.name.split(":", 1):
            case ["done"]:
                await self.action_done()
            case ["again"]:
                await self._run.begin_anew()
                self._at = 0
                self._gate_is_open = self.unit.gate() is None
                await self._show()
            case ["anew"]:
                await self._run.begin_anew()
                self._gate_is_open = self.unit.gate() is None
                await self._show()
            case ["commit"]:
                self.action_commit()
            case ["unit", unit_id]:
                await self.action_back()
                self.iop.open_reader(unit_id)
            case ["tool", name]:
                await self._open_tool(name)

    async def _open_tool(self, name: str) -> None:
        if name in ROOMS:
            await self.action_go(NUMBERS[ROOMS[name]])
        else:
            open_tool(self, name)

    async def action_done(self) -> None:
        """On the last page: mark this run as done."""
        if self._sections[self._at].title != LAST or self._run.is_finished:
            return
        if await self._run.finish():
            await self._show()

    def on_screen_suspend(self) -> None:
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Coming back from the form that makes a commitment, the practice shows how it stands."""
        if self._was_left and any(act.name == "commit" for act in self._text.query(Act)):
            self.call_later(self._show, int(self._text.scroll_offset.y))

    def action_commit(self) -> None:
        from iop_tui.tui.screens.promise import open_promise

        practice = self.unit.practice()
        if practice is None or not self._gate_is_open:
            self.iop.say("There is no practice to take up here yet.")
            return
        open_promise(self, tracking.practice_commitment(self.house, self.unit, practice))

    def action_tried(self) -> None:
        from iop_tui.tui.screens.tried import open_tried

        open_tried(self, self.unit.header)

    def action_runs(self) -> None:
        """Show the earlier times, newest first."""
        from iop_tui.services import sharing

        if not answering.runs_of(self.house, self.unit) and not practicing.uses_of(self.house, self.unit.header):
            self.iop.say("This is your first time here.")
            return
        self.show_page(sharing.earlier_page(self.house, self.unit))
