"""The schedule: a week of sessions, a month of them, and what is different on one day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.attendance import RULE
from iop_tui.domain.book import Book
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import in_words, month_in_words
from iop_tui.domain.fields import Value
from iop_tui.domain.numbers import rounded
from iop_tui.domain.sessions import Change, Session
from iop_tui.services import differing, scheduling
from iop_tui.services.schedulepages import LEGEND, attendance_page, month_blocks, week_page
from iop_tui.services.scheduling import Slot
from iop_tui.tui.screens.book import BookScreen, open_filled
from iop_tui.tui.screens.room import Base, ListScreen, Sheet
from iop_tui.tui.screens.slots import mark_attended, slot_row, slot_under
from iop_tui.tui.widgets.prose import Prose
from iop_tui.tui.widgets.rows import Row, Rows


def open_different(screen: Base[Any], slot: Slot) -> None:
    """The form for one time that is not as the pattern has it."""
    from iop_tui.tui.screens.form import FormScreen

    at = slot.at

    async def save(found: dict[str, Value]) -> bool:
        act, arguments = differing.act_of(found)
        return await screen.iop.act(act, at, *arguments, undo_as=f"changed {at.session.title}") is not None

    key = f"different/{at.session.id}/{at.key.isoformat()}"
    title = f"{at.session.title}, {in_words(at.key)}"
    screen.app.push_screen(FormScreen(title, differing.FIELDS, differing.values(at), key=key, save=save, hidden=differing.hidden))


class ScheduleScreen(ListScreen):
    """One week, day by day."""

    keys = (
        ("Enter", "Open"),
        ("Space", "Attended"),
        ("m", "Mark"),
        ("a", "One more"),
        ("e", "Pattern"),
        ("<- ->", "Week"),
        ("M", "Month"),
        ("q", "Back"),
    )
    more_keys = (
        ("Enter", "open the session: where it is, what to bring, before and after"),
        ("Space", "mark it as attended; again to take the mark away"),
        ("m", "mark it another way: late, partly, excused, missed, canceled, with a note"),
        ("a or n", "a new session that comes back each week, or once"),
        ("e", "the pattern: change or remove what comes back"),
        ("c", "this one time is different: it was moved or does not take place"),
        ("Left, Right", "the week before, the week after"),
        ("0", "back to this week"),
        ("M", "the month"),
        ("r", "how all sessions went so far"),
        ("v", "the week as one page"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "attended", show=False),
        Binding("m", "mark", show=False),
        Binding("a,n", "new", show=False),
        Binding("e", "pattern", show=False),
        Binding("c", "different", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("0", "turn(0)", show=False),
        Binding("M", "month", show=False),
        Binding("r", "attendance", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self._monday = week_of(day)[0] if day else date.min

    def on_mount(self) -> None:
        if self._monday == date.min:
            self._monday = week_of(self.house.clock.today())[0]
        super().on_mount()

    def heading(self) -> tuple[str, str]:
        return ("Schedule", "")

    def refresh_view(self) -> None:
        monday, today = self._monday, self.house.clock.today()
        self.way = ("schedule", monday.isoformat())
        found, copies = scheduling.week(self.house, monday), scheduling.other_changes(self.house)
        rows: list[Row] = []
        for day in (monday + timedelta(days=n) for n in range(7)):
            own = [slot for slot in found if slot.at.on == day]
            rows.append(Row(text=f"{in_words(day)}{', today' if day == today else ''}", bold=day == today))
            rows.extend(_under_day(slot, copies) for slot in own)
        notes = scheduling.notes_on(self.house, monday)
        if notes:
            rows += [Row(), Row(text="Worth a look, and maybe a question:"), *(Row(text=f"  {each}") for each in notes)]
        if not scheduling.all_sessions(self.house):
            rows = [Row(text=SESSIONS.empty), Row(), Row("new", "Write the first session down")]
        hours = scheduling.hours_of(self.house, monday)
        self.title_says(f"Schedule  {in_words(monday)} to {in_words(monday + timedelta(days=6))}", f"{rounded(hours)} h" if hours else "")
        self.query_one(Rows).show(rows)

    def explain(self) -> tuple[str, ...]:
        today = self.house.clock.today()
        own = [each for each in scheduling.all_sessions(self.house) if each.is_of_program]
        first = min((each.starts for each in own), default=today)
        return (
            "The hours count sessions that belong to the program; what is canceled does not count.",
            scheduling.shares(self.house, first, today).explain() if own else RULE,
            "Leave by: the beginning, less the minutes of plan A.",
        )

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        slot = slot_under(self)
        if slot is None:
            self.action_new()
        else:
            from iop_tui.tui.screens.session import open_session_day

            open_session_day(self, slot.at.session.id, slot.at.key)

    async def action_attended(self) -> None:
        slot = slot_under(self)
        if slot is not None:
            await mark_attended(self, slot, self.refresh_view)

    def action_mark(self) -> None:
        slot = slot_under(self)
        if slot is not None:
            from iop_tui.tui.screens.session import open_marking

            open_marking(self, slot)

    def action_new(self) -> None:
        today = self.house.clock.today()
        first = today if week_of(today)[0] == self._monday else self._monday
        open_filled(self, SESSIONS, Session(values={"from": first.isoformat(), "every": "every week"}))

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        if book is not SESSIONS or item != "new" or origin:
            return False
        self.action_new()
        return True

    def action_pattern(self) -> None:
        self.app.push_screen(BookScreen(SESSIONS))

    def action_different(self) -> None:
        slot = slot_under(self)
        if slot is not None:
            open_different(self, slot)

    def action_turn(self, by: int) -> None:
        self._monday = self._monday + timedelta(weeks=by) if by else week_of(self.house.clock.today())[0]
        self.refresh_view()

    def action_month(self) -> None:
        self.app.push_screen(MonthScreen(self._monday + timedelta(days=3)))

    def action_attendance(self) -> None:
        self.show_page(attendance_page(self.house))

    def action_view(self) -> None:
        self.show_page(week_page(self.house, self._monday))


def _under_day(slot: Slot, copies: Mapping[int, list[str]]) -> Row:
    """A session under the name of its day, with what another window changed of it."""
    row = slot_row(slot)
    other = copies.get(Change.id_for(slot.at.session.id, slot.at.key), [])
    return Row(row.id, f"  {row.text}", row.right, note="; ".join(f"    {words.OTHER_COPY} {each}" for each in other))


class MonthScreen(Sheet[None]):
    """One month, a line for each week."""

    keys = (("<- ->", "Month"), ("q", "Back"))
    more_keys = (("Left, Right", "the month before, the month after"), ("q", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day.replace(day=1)

    def heading(self) -> tuple[str, str]:
        return ("Month", "")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield Prose(())

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def on_screen_resume(self) -> None:
        self._show()

    def _show(self) -> None:
        self.way = ("month", self._day.isoformat())
        self.title_says(f"Month  {month_in_words(self._day)}")
        self.query_one(Prose).say(month_blocks(self.house, self._day))

    def explain(self) -> tuple[str, ...]:
        return (
            f"The signs: {LEGEND}. A plus stands for more than two on one day.",
            "The hours count sessions that belong to the program; what is canceled does not count.",
        )

    def action_turn(self, by: int) -> None:
        month = self._day.year * 12 + self._day.month - 1 + by
        self._day = date(month // 12, month % 12 + 1, 1)
        self._show()
