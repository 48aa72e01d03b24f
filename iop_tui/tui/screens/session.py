"""A session of one day: when, where and what to bring; how it went; and a page before, during and after it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.attendance import RULE
from iop_tui.domain.book import Book
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.committing import FIT, Fit
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value
from iop_tui.domain.sessionnotes import AFTER, DURING, FIELDS, TITLES
from iop_tui.domain.sessions import Session
from iop_tui.services import attending, committing, preparing, scheduling, sessionday
from iop_tui.services.copies import other_copies
from iop_tui.services.scheduling import Slot
from iop_tui.services.sessionday import SessionDay
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.screens.schedule import open_different
from iop_tui.tui.screens.session_rows import rows_of
from iop_tui.tui.screens.slots import mark_attended
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows

GONE = "This session is not in your week any more."
CHANGE = "iop.s6.change"
"""The unit on changing a therapist or a group."""


def open_session_day(screen: Base[Any], session_id: int, key: date) -> None:
    """The page of a session of one day; `key` is the day by the pattern."""
    if scheduling.slot_of(screen.house, session_id, key) is None:
        screen.iop.say(GONE)
        return
    screen.app.push_screen(SessionDayScreen(session_id, key))


class SessionDayScreen(ListScreen):
    """One session of one day."""

    keys = (
        ("Space", "Attended"),
        ("m", "Mark"),
        ("e", "Write"),
        ("p", "Sheet"),
        ("w", "Homework"),
        ("l", "Link a unit"),
        ("c", "Different"),
        ("q", "Back"),
    )
    more_keys = (
        ("Enter", "open the row"),
        ("Space", "attended; again to take the mark away"),
        ("m", "mark it another way: late, partly, excused, missed, canceled, with a reason or a note"),
        ("e", "the page that fits now: before, during or after it"),
        ("p", "the session sheet: one page to take along"),
        ("w", "write homework down"),
        ("l", "link a unit: what it was about today"),
        ("c", "this one time is different: it was moved or does not take place"),
        ("C", "from a day on: another leader, group, day or hour. What was stays as it was"),
        ("Q", "write down a question to ask"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "attended", show=False),
        Binding("m", "mark", show=False),
        Binding("e", "write", show=False),
        Binding("p", "sheet", show=False),
        Binding("w", "homework", show=False),
        Binding("l", "link", show=False),
        Binding("c", "different", show=False),
        Binding("C", "change", show=False),
        Binding("Q", "question", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: int, key: date) -> None:
        super().__init__()
        self.session = session
        self.key = key
        self.way = ("session", str(session), key.isoformat())
        self.view: SessionDay | None = None

    def heading(self) -> tuple[str, str]:
        return ("A session", "")

    def body(self) -> ComposeResult:
        yield Rows(labels=True)

    def refresh_view(self) -> None:
        self.view = sessionday.session_day(self.house, self.session, self.key)
        if self.view is None:
            self.query_one(Rows).show([Row(text=GONE)])
            return
        slot = self.view.slot
        self.title_says(f"{short(slot.at.session.title, 60)}  {in_words(slot.at.on)}", slot.state or attending.UNMARKED)
        copies = other_copies(self.house, "slots")
        marks = other_copies(self.house, "attendance").get(slot.mark.id, []) if slot.mark else []
        self.query_one(Rows).show(rows_of(self.view, copies, marks))

    def explain(self) -> tuple[str, ...]:
        said = [RULE]
        if self.view is not None and self.view.slot.leave_by:
            said.append(f"Leave by {self.view.slot.leave_by}: {self.view.slot.at.session.way} minutes, door to door, before it begins.")
        return (words.NOT_LED, *said, "Worry is your own number, 0 to 10. It goes up and down, and no number of it is a grade.")

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        if self.view is None or row is None:
            return
        match row.id.split(":", 1):
            case ["mark"]:
                open_marking(self, self.view.slot)
            case ["about", *_]:
                self._tell_all()
            case ["page", page]:
                open_page(self, page)
            case ["unit", unit_id]:
                self.iop.open_reader(unit_id)
            case ["link"]:
                self.action_link()
            case ["ask"]:
                from iop_tui.tui.screens.questions import QuestionsScreen

                self.app.push_screen(QuestionsScreen())
            case ["homework", *_]:
                from iop_tui.tui.screens.tools import open_tool

                open_tool(self, "homework")

    async def action_attended(self) -> None:
        """Attended, or not marked again."""
        if self.view is not None:
            await mark_attended(self, self.view.slot, self.refresh_view)

    def action_mark(self) -> None:
        if self.view is not None:
            open_marking(self, self.view.slot)

    def action_write(self) -> None:
        """The page that fits now."""
        if self.view is not None:
            open_page(self, sessionday.page_now(self.house, self.view.slot))

    def action_sheet(self) -> None:
        """The session sheet, for this session."""
        if self.view is not None:
            self.show_page(preparing.page(self.house, self.view.slot.at))

    def action_different(self) -> None:
        if self.view is not None:
            open_different(self, self.view.slot)

    def action_change(self) -> None:
        if self.view is not None:
            open_change(self, self.view.slot.at.session)

    def action_homework(self) -> None:
        if self.view is not None:
            write_homework(self, self.view.slot)

    def action_link(self) -> None:
        if self.view is not None:
            link_unit(self, self.view)

    def action_question(self) -> None:
        from iop_tui.tui.screens.questions import open_question

        open_question(self)

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        if book is not BOOKS.get("homework") or item != "new" or origin != str(self.session):
            return False
        self.action_homework()
        return True

    def open_form(self, page: str) -> None:
        open_form(self, page)

    def _tell_all(self) -> None:
        """Everything there is to know of it, to read or to copy."""
        from iop_tui.tui.screens.page import PageScreen

        if self.view is not None:
            slot = self.view.slot
            self.app.push_screen(PageScreen(slot.at.session.title, sessionday.about(slot)))


# Marking


def open_marking(screen: Base[Any], slot: Slot) -> None:
    """The form that says how a session went."""
    from iop_tui.tui.screens.form import FormScreen

    at = slot.at
    if at.session.is_duty:
        return
    if at.on > screen.house.clock.today():
        screen.iop.say(f"{words.NOT_YET} It can be marked on the day and later.")
        return

    async def save(found: dict[str, Value]) -> bool:
        said = attending.act_of(slot, found, short(at.session.title, 60))
        is_saved = await screen.iop.act(said.act, *said.arguments, undo_as=said.undo_as) is not None
        if is_saved and said.is_missed:
            screen.call_after_refresh(_way_on, screen)
        return is_saved

    form = FormScreen(
        at.session.title,
        attending.FIELDS,
        attending.values(slot),
        key=f"session-mark/{at.session.id}/{at.key}",
        save=save,
        intro=f"{in_words(at.on)}, {at.hours}. No mark is fine, too.",
        snag=attending.half_a_mark,
        hidden=attending.hidden,
    )
    screen.app.push_screen(form)


def _way_on(screen: Base[Any]) -> None:
    """After a missed session: a way on, and nothing more."""
    from iop_tui.tui.screens.confirm import ConfirmScreen

    def chosen(yes: bool | None) -> None:
        if yes:
            screen.iop.open_reader(attending.MISSING)

    screen.app.push_screen(ConfirmScreen(words.AFTER_MISSED, "Look at what got in the way", "Enough for now"), chosen)


# Pages


def open_page(screen: SessionDayScreen, page: str) -> None:
    """The page before, during or after a session. During it the screen is best put away, so that is said first."""
    from iop_tui.tui.screens.confirm import ConfirmScreen

    note = sessionday.note_of(screen.house, screen.session, screen.key, page)
    if page != DURING or note.values:
        screen.open_form(page)
        return

    def chosen(yes: bool | None) -> None:
        if yes:
            screen.open_form(page)

    screen.app.push_screen(ConfirmScreen(words.DURING_GROUP, "Write a few words anyway", "Put the screen away"), chosen)


def open_form(screen: SessionDayScreen, page: str) -> None:
    """The form of a page."""
    from iop_tui.tui.screens.form import FormScreen

    note = sessionday.note_of(screen.house, screen.session, screen.key, page)
    view = screen.view

    async def save(found: dict[str, Value]) -> bool:
        done = await screen.iop.act(sessionday.keep, note, found, undo_as=TITLES[page].casefold())
        if done is None:
            return False
        name = sessionday.may_name(screen.house, done.value)
        if name:
            screen.iop.say(words.MAY_NAME.format(name=name), seconds=10)
        return True

    ways = {}
    if page == AFTER and view is not None:
        ways = {"Write homework down": lambda: write_homework(screen, view.slot), "Link a unit to it": lambda: link_unit(screen, view)}
    title = f"{TITLES[page]}: {view.slot.at.session.title}" if view else TITLES[page]
    key = f"slot/{screen.session}/{screen.key}/{page}"
    screen.app.push_screen(FormScreen(title, FIELDS[page], note.values, key=key, save=save, intro=words.NO_NAMES, ways=ways))


def write_homework(screen: Base[Any], slot: Slot) -> None:
    """One more piece of homework, with what is known of it already."""
    from iop_tui.tui.screens.book import open_filled

    book = BOOKS.get("homework")
    if book is not None:
        open_filled(screen, book, book.kind(values=sessionday.homework_from(slot)), str(slot.at.session.id))


def link_unit(screen: SessionDayScreen, view: SessionDay) -> None:
    """Pick a unit that the session was about; one that is linked already is let go."""
    from iop_tui.tui.screens.pick import PickScreen

    house = screen.house
    names: dict[str, str] = {f"Let go: {each.title}": each.id for each in view.units}
    groups = [("Linked today", list(names))] if names else []
    for title, own in sessionday.to_link(house, view):
        named = {each.title if each.title not in names else f"{each.title} ({each.id})": each.id for each in own}
        names |= named
        groups.append((title, list(named)))

    async def picked(name: str | None) -> None:
        if name is None:
            return
        is_new = not name.startswith("Let go: ")
        done = await screen.iop.act(sessionday.met, screen.session, screen.key, names[name], was_about=is_new, undo_as="what it was about")
        if done is not None:
            screen.refresh_view()
            if is_new:
                screen.iop.say("Linked. Enter on its row opens it.")

    screen.app.push_screen(PickScreen("What was it about?", groups), picked)


# The fit, and changing over


def open_fit(screen: Base[Any], session_id: int) -> None:
    """Four lines on how a session fits."""
    from iop_tui.tui.screens.book import open_filled

    session = next((each for each in scheduling.all_sessions(screen.house) if each.id == session_id), None)
    if session is not None:
        open_filled(screen, FIT, Fit(session=session.id, values={"who": committing.whom(session)}), str(session.id))


def open_change(screen: Base[Any], session: Session) -> None:
    """From a day on, another leader, group, day or hour."""
    from iop_tui.tui.screens.form import FormScreen

    async def save(found: dict[str, Value]) -> bool:
        done = await screen.iop.act(committing.switch, session, found, undo_as="a change of session")
        if done is None:
            return False
        screen.iop.say("Kept. The sessions before that day stay as they were, with their marks and pages.", seconds=8)
        return True

    values = committing.switched_from(session, screen.house.clock.today())
    form = FormScreen(
        "Another therapist, group or time",
        committing.CHANGE_FIELDS,
        values,
        key=f"session-change/{session.id}",
        save=save,
        intro=words.CHANGING,
        snag=lambda found: committing.switch_snag(session, found, screen.house.clock.today()),
        ways={"How to say it: the guide": lambda: screen.iop.open_reader(CHANGE)},
    )
    screen.app.push_screen(form)
