"""One score sheet: a number for each line of the form, or the total, with the safety line before everything else."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain import measures
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.filling import Filling, field_of, shown_in, value_of
from iop_tui.domain.measures import SafetyStep, Sheet, SheetLine
from iop_tui.services import scoring
from iop_tui.tui.screens.form import FormScreen
from iop_tui.tui.screens.room import Base
from iop_tui.tui.screens.safe import SafeScreen, Then
from iop_tui.tui.screens.score import show_result
from iop_tui.tui.widgets.cells import Cell, CellGroup, CellRow, Cells
from iop_tui.tui.widgets.frame import Line
from iop_tui.values import replace

MANY = 12
"""From more lines than this on, two columns stand side by side where they fit."""
DAY = Field(id="day", kind="date", label="From which day is it?")
ADDED_UP = "The lines add up by themselves. To type a total, clear them first (Backspace)."
BY_TOTAL = "A total is typed below. To fill in lines, clear it first (Backspace on it)."


class SheetScreen(Base[None]):
    """Every key is kept as a draft at once; only Save makes a score of it."""

    keys = (("0-9", "Type the number"), ("Enter", "Next"), ("^S", "Save"), ("d", "Day"), ("q", "Leave"))
    more_keys = (
        ("a number", "what is circled on this line; the cursor moves on"),
        ("Enter, arrows", "walk; a line can stay empty"),
        ("Backspace", "empty the line again"),
        ("Ctrl+S", "save; so does Enter on Save"),
        ("d", "the day it is from, when it is not today"),
        ("q", "leave; what you typed is here when you come back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("d", "pick_day", show=False),
        Binding("down,up,tab", "enter_cells", show=False),
    ]
    DEFAULT_CSS = """
    SheetScreen #below { dock: bottom; margin-bottom: 1; }
    SheetScreen Cells.-narrow { max-width: 46; }
    """

    def __init__(self, sheet: Sheet, *, is_earlier: bool = False) -> None:
        super().__init__()
        self.sheet = sheet
        self.way = ("sheet", sheet.id)
        self._is_earlier = is_earlier
        self._notice = ""
        """What there is to know at this moment; the next key takes it away."""
        self._has_asked = False
        """Whether an empty safety line was pointed at; it is never asked for twice."""

    def heading(self) -> tuple[str, str]:
        return (self.sheet.title, "")

    def body(self) -> ComposeResult:
        age = self.house.settings().age
        with VerticalScroll(can_focus=False):
            yield Line(self.sheet.note, id="note", classes="-bold")
            yield Line("" if self.sheet.is_for(age) else words.SCORE_FOR_ADULTS, id="adults", classes="-bold")
            look_back = f"{self.sheet.look_back[:1].upper()}{self.sheet.look_back[1:]}"
            how = words.SCORE_HAVE_TOTAL if self.sheet.is_total_only else words.SCORE_HAVE_FORM
            yield Line(f"{look_back}. {how}", classes="-quiet")
            is_narrow = len(self.sheet.lines) <= MANY and not any(field_of(each).options for each in self.sheet.lines)
            yield Cells(classes="-narrow" if is_narrow else None)
        yield Line("", id="below")

    def on_mount(self) -> None:
        """What was typed before a lost line is back, and a safety line among it is seen to first."""
        for line in self.query(Line):
            line.display = bool(line.text)
        is_back = self.sheet.id in scoring.drafts(self.house)
        self.filling, self._seen = scoring.begun(self.house, self.sheet)
        if self._is_earlier and not is_back:
            self.filling, self._seen = Filling(self.house.clock.today()), 0
        self._tell(words.RESTORED_HERE if is_back else "")
        self._show()
        self.query_one(Cells).focus(scroll_visible=False)
        empty = next((each for each in self.sheet.lines if each.number not in self.filling.answers), None)
        if empty is not None and self.filling.is_by_lines(self.sheet):
            self.query_one(Cells).choose(f"line:{empty.number}")
        if is_back:
            self.call_after_refresh(self._see_to_all)
        if self._is_earlier and not is_back:
            self.call_after_refresh(self.action_pick_day)

    def _tell(self, notice: str) -> None:
        """Say something at the bottom, where it is in sight wherever the cursor is."""
        self._notice = notice
        self._show_below(self.query_one(Cells).at)

    def _show_below(self, cell: Cell | None) -> None:
        """What there is to know, and the wording of the line under the cursor, where an instrument file has it."""
        part, _, number = cell.id.partition(":") if cell else ("", "", "")
        line = self.sheet.line(int(number)) if part in ("line", "safety") else None
        sentence = f"{line.number}. {line.sentence}" if line and line.sentence else ""
        answers = "; ".join(line.words_of(each.value) for each in line.choices if each.words) if line else ""
        self.query_one("#below", Line).say("\n".join(each for each in (self._notice, sentence, answers) if each))

    def _show(self, *, is_typing: bool = False) -> None:
        today = self.house.clock.today()
        day = "" if self.filling.day == today else f"{self.filling.day}, "
        self.title_says(self.sheet.title, f"{day}{self.filling.place(self.sheet)}")
        self.query_one(Cells).show(_columns(self.sheet, self.filling), is_typing=is_typing)

    def explain(self) -> tuple[str, ...]:
        sheet = self.sheet
        empty = f"Up to {sheet.may_miss} lines may be empty; the mean of the others stands for them." if sheet.may_miss else ""
        bands = ", ".join(f"from {each.least:g} {each.words}" for each in sheet.bands)
        against = measures.change(sheet, 0, 0).held_against
        said = (
            f"It goes from {sheet.lowest:g} to {sheet.highest:g}; {'lower' if sheet.lower_is_better else 'higher'} is better.",
            empty,
            f"Its stretches: {bands}." if bands else "",
            sheet.bands_note,
            f"A change counts from these points on: {against}." if against else "",
            sheet.credit,
            words.SCORE_IS,
        )
        return tuple(each for each in said if each)

    # Filling in

    @on(Cells.Changed)
    def _changed(self, event: Cells.Changed) -> None:
        part, _, number = event.cell.id.partition(":")
        line = self.sheet.line(int(number)) if number else None
        if part == "total":
            self._type_total(event.value)
        elif line is not None:
            self._answer(line, event.value)

    def _type_total(self, value: Value | None) -> None:
        if self.filling.is_by_lines(self.sheet):
            self._tell(ADDED_UP)
            self._show()
        else:
            self._take(replace(self.filling, typed=value if isinstance(value, int) else None))

    def _answer(self, line: SheetLine, value: Value | None) -> None:
        if self.filling.typed is not None and line.safety is None:
            self._tell(BY_TOTAL)
            self._show()
            return
        answer = value_of(line, value)
        self._take(self.filling.answer(line, answer))
        self._see_to(line, answer)

    def _take(self, filling: Filling) -> None:
        """Keep what stands there now, at most two seconds behind the keyboard."""
        self.filling = filling
        self._tell("")
        if filling.is_begun:
            self.house.store.draft(scoring.draft_key(self.sheet), filling.text())
        else:
            self.house.store.drop_draft(scoring.draft_key(self.sheet))
        self._show(is_typing=True)

    def _see_to(self, line: SheetLine, answer: int | None) -> bool:
        """What an answer asks for at once, whatever the total may become; whether it did."""
        step = scoring.step_after(self.house, self.sheet, line, answer, self.filling.day)
        if step.opens:
            self._open_safe(step)
        elif line.withdrawal is not None and answer is not None and answer >= line.withdrawal:
            from iop_tui.tui.screens.help import HelpScreen

            self.app.push_screen(HelpScreen("withdrawal"))
        else:
            return False
        return True

    def _see_to_all(self) -> None:
        """After a lost line: the page may not have been seen."""
        for line in self.sheet.lines:
            if self._see_to(line, self.filling.answers.get(line.number)):
                return

    def _open_safe(self, step: SafetyStep) -> None:
        def then(what: Then | None) -> None:
            if what == "stop":
                self.dismiss()

        self.app.push_screen(SafeScreen(tell_team=step.tell_team), then)

    @on(Cells.Moved)
    def _moved(self) -> None:
        self._show_below(self.query_one(Cells).at)

    @on(Cells.Refused)
    def _refused(self, event: Cells.Refused) -> None:
        self._tell(event.why)

    @on(Cells.Opened)
    async def _opened(self) -> None:
        await self.action_save()

    # Keys

    def action_enter_cells(self) -> None:
        self.query_one(Cells).focus(scroll_visible=False)

    def action_pick_day(self) -> None:
        async def take(found: dict[str, Value]) -> bool:
            self._change_day(read_date(str(found["day"])) if "day" in found else self.house.clock.today())
            return True

        def check(found: dict[str, Value]) -> str:
            day = read_date(str(found["day"])) if "day" in found else self.house.clock.today()
            return scoring.day_problem(self.house, self.sheet, self.sheet.id, day)

        values: dict[str, Value] = {"day": self.filling.day.isoformat()}
        self.app.push_screen(
            FormScreen(self.sheet.title, (DAY,), values, key="sheet-day", save=take, check=check, save_label="Take this day")
        )

    def _change_day(self, day: date) -> None:
        """What stands there goes to the other day; a score of that day is what it corrects."""
        held = next((each for each in scoring.scores_of(self.house, self.sheet.id) if each.day == day), None)
        self._seen = held.rev if held else 0
        self._take(replace(self.filling, day=day))

    async def action_save(self) -> None:
        """Keep the score and show what came out. Beside a total the safety line is asked for first, once."""
        filling = self.filling
        asks = filling.asks(self.sheet)
        if filling.typed is not None and asks and not self._has_asked:
            self._has_asked = True
            self._tell(words.SAFE_ASKED_TOTAL)
            self.query_one(Cells).choose(f"safety:{asks[0].number}")
            self.query_one(Cells).focus(scroll_visible=False)
            return
        kept = (self.sheet, filling.answers, filling.typed, filling.day, self._seen)
        done = await self.iop.act(scoring.keep, *kept, undo_as=f"kept {self.sheet.title}")
        if done is None:
            return
        self.house.store.drop_draft(scoring.draft_key(self.sheet))
        self.dismiss()
        show_result(self, done.value)

    async def action_leave_field(self) -> None:
        """Esc leaves the cells; a second time it leaves the sheet."""
        if self.focused is None:
            self.dismiss()
        else:
            self.set_focus(None)


def _columns(sheet: Sheet, filling: Filling) -> tuple[tuple[CellGroup, ...], ...]:
    """The lines, in two columns when there are many, and below them the total that can be typed instead."""
    half = (len(sheet.lines) + 1) // 2 if len(sheet.lines) > MANY else len(sheet.lines)
    parts = [lines for lines in (sheet.lines[:half], sheet.lines[half:]) if lines]
    groups = [CellGroup(_title(lines), tuple(_row(each, filling, "line") for each in lines)) for lines in parts]
    below = [CellRow("Total", (Cell("total", _total_field(sheet), _total(sheet, filling)),))]
    if filling.typed is not None:
        below += [_row(each, filling, "safety") for each in sheet.safety_lines]
    below.append(CellRow("", (Cell("save", name="Save"),)))
    end = CellGroup(f"{'Or only the total' if sheet.lines else 'The total'}, {sheet.lowest:g} to {sheet.highest:g}", tuple(below))
    return (*((each,) for each in groups[:-1]), (*groups[-1:], end))


def _title(lines: tuple[SheetLine, ...]) -> str:
    ranges = {(each.lowest, each.highest) for each in lines}
    low, high = next(iter(ranges))
    return f"Lines, {low} to {high}" if len(ranges) == 1 else "Lines"


def _row(line: SheetLine, filling: Filling, part: str) -> CellRow:
    label = f"{line.number:>2} {line.label}" if line.number else f"   {line.label}"
    return CellRow(label, (Cell(f"{part}:{line.number}", field_of(line), shown_in(line, filling.answers.get(line.number))),))


def _total_field(sheet: Sheet) -> Field:
    return Field(id="total", kind="number", label="Total", min=sheet.lowest, max=sheet.highest)


def _total(sheet: Sheet, filling: Filling) -> int | None:
    """The typed total, or what the lines add up to; an estimate is told only when it is saved."""
    if filling.typed is not None or not filling.is_by_lines(sheet):
        return filling.typed
    found = measures.total(sheet, filling.answers)
    return found.points if found and not found.is_estimate else None
