"""Diary: the card of one day on one screen, any day before it, and the week as one page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain import diary
from iop_tui.domain.days import in_words
from iop_tui.domain.diary import Target
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.practice import HELPED_LITTLE, Practice
from iop_tui.domain.unit import Header
from iop_tui.services import diarying, practicing, sharing
from iop_tui.services.copies import other_copies
from iop_tui.services.diarying import Day
from iop_tui.tui.screens.pick import PickScreen
from iop_tui.tui.screens.room import Room
from iop_tui.tui.screens.tried import pick_skill
from iop_tui.tui.widgets.cells import Cell, CellGroup, CellRow, Cells
from iop_tui.tui.widgets.frame import Line

ACTED = Field(id="acted", kind="choice", label="acted", options=("yes", "no"))
HELPED = Field(id="helped", kind="scale", label="Did it help?")
NOTE = Field(id="note", kind="text", label="A few words on the day", help="What happened, what you noticed. It can stay empty.")
DAY = Field(id="day", kind="date", label="Which day?")


class DiaryRoom(Room):
    """One card."""

    keys = (("0-9", "Fill in"), ("Enter", "Next"), ("a", "Add a skill"), ("[ ]", "Other days"), ("w", "Week"), ("e", "Rows"), ("q", "Back"))
    more_keys = (
        ("0 to 10", "a number, where the cursor stands; Backspace takes it away"),
        ("a letter", "a word: y for yes, n for no; Space goes through them"),
        ("Enter, arrows", "walk from cell to cell; every one can stay empty"),
        ("a", "add a skill you used; it counts as tried"),
        ("x", "take the skill under the cursor away"),
        ("[ and ]", "the day before, the day after"),
        ("d", "any day, by its date"),
        ("w", "the week as one page"),
        ("e", "the rows of the card: add your own, put some away"),
        ("Esc", "leave the cells; then the numbers lead to the rooms"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add_skill", show=False),
        Binding("x,delete", "remove_skill", show=False),
        Binding("left_square_bracket", "turn(-1)", show=False),
        Binding("right_square_bracket", "turn(1)", show=False),
        Binding("d", "pick_day", show=False),
        Binding("w", "week", show=False),
        Binding("e", "rows", show=False),
        Binding("down,up,tab", "enter_cells", show=False),
    ]

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self._asked_for = day

    def heading(self) -> tuple[str, str]:
        return ("Diary", "")

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Line("", classes="-quiet")
            yield Cells()

    def on_mount(self) -> None:
        """A card that is begun before the day is over stays that day's."""
        self.day = self._asked_for or self.house.clock.today()
        self.refresh_view()
        self.query_one(Cells).focus()

    def refresh_view(self) -> None:
        self._show()

    def _show(self, *, is_typing: bool = False) -> None:
        self.view = diarying.of_day(self.house, self.day)
        self.way = ("card", self.day.isoformat())
        self.title_says(f"Diary  {in_words(self.day)}", self._state())
        copies = other_copies(self.house, self.view.card.table).get(self.view.card.id, [])
        self.query_one(Line).say(f"{words.OTHER_COPY} {'; '.join(copies)}" if copies else "")
        self.query_one(Cells).show(_columns(self.view), is_typing=is_typing)

    def _state(self) -> str:
        today = self.house.clock.today()
        days = (today - self.day).days
        near = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
        changed = self.view.card.changed
        saved = f"saved {changed.astimezone(self.house.clock.zone):%H:%M}" if changed and days == 0 else "saved" if changed else "not begun"
        return f"{near}, {saved}"

    def explain(self) -> tuple[str, ...]:
        return (
            "0 is not at all, 10 is as strong as it gets. An empty cell means that you did not say; nothing is made of it.",
            "An urge and acting on it are asked apart: you can act without an urge, and have one without acting.",
            "From the number on that you chose for an urge (7 if you did not), help or a skill for it is offered.",
            "Skills: 0 means that it did not help, 10 that it helped a great deal.",
        )

    # Filling in

    @on(Cells.Changed)
    async def _changed(self, event: Cells.Changed) -> None:
        part, _, which = event.cell.id.partition(":")
        target = next((each for each in self.view.targets if str(each.id) == which), None)
        match part:
            case "value" if target:
                await self._fill_in(target, event.value)
            case "acted" if target:
                await self._say_acted(target, event.value)
            case "helped":
                await self._rate(which, event.value)

    async def _do(self, act: Any, *args: Any, undo_as: str) -> bool:
        """Do an act of the card and show what came of it."""
        done = await self.iop.act(act, *args, undo_as=undo_as)
        self._show(is_typing=True)
        return done is not None

    async def _fill_in(self, target: Target, value: Value | None) -> None:
        before = self.view.card.value(target)
        is_kept = await self._do(diarying.fill_in, self.day, target, value, before, undo_as=f"{target.title} on the card")
        if is_kept and target.about == diary.LIFE and diary.rises_high(target, before, value):
            self.iop.action_help_now()

    async def _say_acted(self, target: Target, value: Value | None) -> None:
        acted = None if value is None else value == "yes"
        if await self._do(diarying.say_acted, self.day, target, acted, undo_as=f"{target.title} on the card") and acted:
            if target.about == diary.LIFE:
                self.iop.action_help_now()
            elif target.about == diary.SUBSTANCES:
                self.iop.say(words.ACTED, seconds=8)

    async def _rate(self, which: str, value: Value | None) -> None:
        skill = self._skill(which)
        helped = value if isinstance(value, int) else None
        is_kept = skill and await self._do(practicing.rate, skill, helped, undo_as=f"{skill.title} on the card")
        if is_kept and helped is not None and helped <= HELPED_LITTLE:
            self.iop.say(words.HELPED_LITTLE, seconds=8)

    @on(Cells.Refused)
    def _refused(self, event: Cells.Refused) -> None:
        self.iop.say(event.why)

    def _skill(self, which: str) -> Practice | None:
        return next((each for each in self.view.skills if str(each.id) == which), None)

    @on(Cells.Opened)
    def _opened(self, event: Cells.Opened) -> None:
        match event.cell.id.split(":"):
            case ["add"]:
                self.action_add_skill()
            case ["why"]:
                self.app.push_screen(PickScreen("No skill that day, because", [("", diary.WHY_NONE)]), self._say_why)
            case ["note"]:
                open_note(self)
            case ["rows"]:
                self.action_rows()
            case ["fits", unit_id]:
                self.iop.open_reader(unit_id)
            case ["safety"]:
                from iop_tui.tui.screens.after import SafetyScreen

                self.app.push_screen(SafetyScreen())

    async def _say_why(self, why: str | None) -> None:
        if why is not None:
            await self._do(diarying.say_why_none, self.day, why, undo_as="a line on the card")

    # Keys

    def action_enter_cells(self) -> None:
        self.query_one(Cells).focus()

    def action_add_skill(self) -> None:
        async def add(header: Header) -> None:
            done = await self.iop.act(practicing.keep, header, {"day": self.day.isoformat()}, undo_as=f"tried {header.title}")
            self.refresh_view()
            if done is not None:
                self.query_one(Cells).choose(f"helped:{done.value.id}")

        pick_skill(self, "Which skill did you use?", add)

    async def action_remove_skill(self) -> None:
        cell = self.query_one(Cells).at
        skill = self._skill(cell.id.removeprefix("helped:")) if cell else None
        if skill is None:
            self.iop.say("This takes a skill away; the cursor is not on one.")
        elif await self._do(practicing.remove, skill, undo_as=f"took {skill.title} away"):
            self.iop.say("Taken away. Press u to bring it back.")

    def action_turn(self, by: int) -> None:
        self._turn_to(self.day + timedelta(days=by))

    def _turn_to(self, day: date) -> None:
        if day > self.house.clock.today():
            self.iop.say(words.NOT_YET)
            return
        self.day = day
        self.refresh_view()

    def action_pick_day(self) -> None:
        from iop_tui.tui.screens.form import FormScreen

        async def go(found: dict[str, Value]) -> bool:
            self._turn_to(read_date(str(found["day"])) if "day" in found else self.day)
            return True

        values: dict[str, Value] = {"day": self.day.isoformat()}
        self.app.push_screen(FormScreen("Diary", (DAY,), values, key="card-day", save=go, save_label="Open that day"))

    def action_week(self) -> None:

        self.show_page(sharing.card_page(self.house, self.day))

    def action_rows(self) -> None:
        from iop_tui.tui.screens.targets import TargetsScreen

        self.app.push_screen(TargetsScreen())


def open_note(room: DiaryRoom) -> None:
    """The note of the day, with several lines and typing that survives."""
    from iop_tui.tui.screens.form import FormScreen

    card, day = room.view.card, room.day

    async def save(found: dict[str, Value]) -> bool:
        note = str(found.get("note") or "")
        return await room.iop.act(diarying.write_note, day, note, card.note, undo_as="the note of the day") is not None

    values: dict[str, Value] = {"note": card.note} if card.note else {}
    room.app.push_screen(FormScreen(f"Diary  {in_words(day)}", (NOTE,), values, key=f"card/{day}", save=save))


def _columns(view: Day) -> tuple[tuple[CellGroup, ...], ...]:
    """Feelings, urges and aims on the left; the day, its skills and its note on the right."""
    of_kind = {kind: [each for each in view.targets if each.kind == kind] for kind in diary.KINDS}
    left = [CellGroup("Feelings, 0 to 10", tuple(_row(view, each) for each in of_kind["feeling"]))]
    urges = [_urge(view, each) for each in of_kind["urge"]]
    if any(each.is_high(view.card.value(each)) and each.about == diary.LIFE for each in of_kind["urge"]):
        urges.append(CellRow("", (Cell("safety", name="Now: your safety plan"),)))
    urges.extend(CellRow("", (Cell(f"fits:{each.id}", name=f"Now: {each.name}"),)) for each in view.fits)
    left.append(CellGroup("Urges, 0 to 10", tuple(urges or [CellRow("", (Cell("rows", name="Add an urge of your own"),))])))
    if of_kind["more"]:
        left.append(CellGroup("To do more of", tuple(_row(view, each) for each in of_kind["more"])))
    about_day = [*of_kind["number"], *of_kind["hours"], *of_kind["medicine"], *of_kind["substances"]]
    right = [CellGroup("The day", tuple(_row(view, each) for each in about_day))] if about_day else []
    right.append(CellGroup("Skills: did it help? 0 to 10", tuple(_skills(view))))
    note = view.card.note.replace("\n", ", ")
    right.append(CellGroup("Note", (CellRow("", (Cell("note", name=note or "Write"),)),)))
    return (tuple(left), tuple(right))


def _row(view: Day, target: Target) -> CellRow:
    return CellRow(target.title, (Cell(f"value:{target.id}", target.field(), view.card.value(target)),))


def _urge(view: Day, target: Target) -> CellRow:
    acted = view.card.acted.get(str(target.id))
    said = None if acted is None else "yes" if acted else "no"
    row = _row(view, target)
    return CellRow(row.label, (*row.cells, Cell(f"acted:{target.id}", ACTED, said, name="acted")))


def _skills(view: Day) -> list[CellRow]:
    rows = [CellRow(each.title, (Cell(f"helped:{each.id}", HELPED, each.helped),)) for each in view.skills]
    rows.append(CellRow("", (Cell("add", name="Add a skill"),)))
    if not view.skills:
        why = view.card.why_none
        rows.append(CellRow("", (Cell("why", name=f"None: {why}" if why else "Why none"),)))
    return rows
