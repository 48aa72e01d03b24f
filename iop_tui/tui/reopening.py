"""Opening screens again by what was noted of them, after a lock."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iop_tui.domain.books import BOOKS
from iop_tui.domain.checklist import CHECKLISTS
from iop_tui.services import paper, scheduling, scoring, versions
from iop_tui.tui.screens.room import Base, Room
from iop_tui.tui.screens.tools import open_tool

if TYPE_CHECKING:
    from iop_tui.tui.app import IopApp


def reopen_all(app: IopApp, ways: list[list[str]]) -> None:
    """Open screens over the first room, as far as what they showed is still there."""
    app.open_room("1")
    for way in ways:
        match way:
            case ["room", number]:
                app.open_room(number)
            case ["unit", unit_id]:
                app.open_reader(unit_id)
            case ["card", day]:
                from iop_tui.tui.screens.diary import DiaryRoom

                app.enter(DiaryRoom(date.fromisoformat(day)))
            case ["progress", span]:
                from iop_tui.tui.screens.progress import ProgressRoom

                app.enter(ProgressRoom(span))
            case ["look", which, span]:
                from iop_tui.services.looking import PAGES
                from iop_tui.tui.screens.progress import look_screen

                if which in PAGES:
                    app.push_screen(look_screen(which, span))
            case ["safety"]:
                from iop_tui.tui.screens.after import SafetyScreen

                app.push_screen(SafetyScreen())
            case ["yours"]:
                from iop_tui.tui.screens.yours import YoursScreen

                app.push_screen(YoursScreen())
            case ["entries"]:
                from iop_tui.tui.screens.yours import EntriesScreen

                app.push_screen(EntriesScreen())
            case ["review", monday]:
                from iop_tui.tui.screens.review import ReviewScreen

                app.push_screen(ReviewScreen(date.fromisoformat(monday)))
            case ["rows"]:
                from iop_tui.tui.screens.targets import TargetsScreen

                app.push_screen(TargetsScreen())
            case ["happened", which] if which.isdecimal() and isinstance(app.screen, Base):
                from iop_tui.tui.screens.happened import open_happened

                open_happened(app.screen, int(which))
            case ["questions"]:
                from iop_tui.tui.screens.questions import QuestionsScreen

                app.push_screen(QuestionsScreen())
            case ["paper"]:
                from iop_tui.tui.screens.paper import PaperScreen

                app.push_screen(PaperScreen())
            case ["paper", name, of] if isinstance(app.screen, Base) and name in (each.name for each in paper.SHEETS):
                from iop_tui.tui.screens.paper import open_sheet

                open_sheet(app.screen, paper.sheet(name), of)
                app.say("All of the page goes along again. What is to stay behind can be left out once more.", seconds=8)
            case ["scores"]:
                from iop_tui.tui.screens.score import ScoresScreen

                app.push_screen(ScoresScreen())
            case ["sheet", sheet_id] if sheet := scoring.sheets(app.house).get(sheet_id):
                from iop_tui.tui.screens.sheet import SheetScreen

                app.push_screen(SheetScreen(sheet))
            case ["book", book_id] if book := BOOKS.get(book_id):
                from iop_tui.tui.screens.book import book_screen

                app.push_screen(book_screen(book))
            case ["schedule", monday]:
                from iop_tui.tui.screens.schedule import ScheduleScreen

                app.push_screen(ScheduleScreen(date.fromisoformat(monday)))
            case ["month", day]:
                from iop_tui.tui.screens.schedule import MonthScreen

                app.push_screen(MonthScreen(date.fromisoformat(day)))
            case ["session", which, day] if which.isdecimal() and isinstance(app.screen, Base):
                from iop_tui.tui.screens.session import open_session_day

                open_session_day(app.screen, int(which), date.fromisoformat(day))
            case ["checklist", which] if which in CHECKLISTS:
                from iop_tui.tui.screens.checklist import ChecklistScreen

                app.push_screen(ChecklistScreen(CHECKLISTS[which]))
            case [("people" | "groups" | "resources") as name] if isinstance(app.screen, Base):
                open_tool(app.screen, name)
            case ["versions", plan] if plan in versions.PARTS:
                from iop_tui.tui.screens.versions import VersionsScreen

                app.push_screen(VersionsScreen(plan))
            case ["version", plan, day] if version := versions.find(app.house, plan, date.fromisoformat(day)):
                from iop_tui.tui.screens.versions import VersionScreen

                app.push_screen(VersionScreen(version))
            case ["compare"]:
                from iop_tui.tui.screens.compare import CompareScreen

                app.push_screen(CompareScreen())
            case ["plan"]:
                app.call_after_refresh(_open_plan, app)
            case ["form", key]:
                app.call_after_refresh(_open_form, app, key)


def _open_plan(app: IopApp) -> None:
    """The plan; it may lie over a form."""
    from iop_tui.tui.screens.plan import PlanScreen

    app.push_screen(PlanScreen())


def _open_form(app: IopApp, key: str) -> None:
    """A form by the name under which its typing is kept."""
    from iop_tui.services import tracking
    from iop_tui.tui.screens.after import AfterRoom, PlanRoom
    from iop_tui.tui.screens.checklist import ChecklistScreen
    from iop_tui.tui.screens.checkups import open_checkup, open_last_day
    from iop_tui.tui.screens.diary import DiaryRoom, open_note
    from iop_tui.tui.screens.happened import NextHourScreen, open_words
    from iop_tui.tui.screens.parts import PartScreen
    from iop_tui.tui.screens.review import ReviewScreen, open_review
    from iop_tui.tui.screens.score import ScoresScreen, open_other
    from iop_tui.tui.screens.session import SessionDayScreen
    from iop_tui.tui.screens.targets import TargetsScreen

    screen = app.screen
    match key.split("/"):
        case ["share", *_]:
            return  # what was left out is not kept: the page has to be read once more before it leaves
        case ["settings"] if isinstance(screen, Room):
            from iop_tui.tui.screens.settings import open_settings

            open_settings(screen)
        case ["commitment", which] if isinstance(screen, Room):
            from iop_tui.tui.screens.promise import open_promise

            open_promise(screen, tracking.commitment_for(app.house, which))
        case ["tried", unit_id] if isinstance(screen, Room) and (header := app.house.library.header(unit_id)):
            from iop_tui.tui.screens.tried import open_tried

            open_tried(screen, header)
        case ["question", which] if isinstance(screen, Base):
            from iop_tui.tui.screens.questions import open_question

            open_question(screen, which)
        case ["book", book_id, which] if isinstance(screen, Base) and (book := BOOKS.get(book_id)):
            from iop_tui.tui.screens.book import reopen

            reopen(screen, book, which)
        case ["different", which, day] if isinstance(screen, Base) and (
            slot := scheduling.slot_of(app.house, int(which), date.fromisoformat(day))
        ):
            from iop_tui.tui.screens.schedule import open_different

            open_different(screen, slot)
        case ["session-mark", which, day] if isinstance(screen, Base) and (
            slot := scheduling.slot_of(app.house, int(which), date.fromisoformat(day))
        ):
            from iop_tui.tui.screens.session import open_marking

            open_marking(screen, slot)
        case ["session-change", which] if isinstance(screen, SessionDayScreen) and screen.session == int(which):
            screen.action_change()
        case ["slot", _which, _day, page] if isinstance(screen, SessionDayScreen):
            screen.open_form(page)
        case ["tick", _list, item] if isinstance(screen, ChecklistScreen):
            screen.open_note(item)
        case ["checkup", week] if isinstance(screen, Base) and week.isdecimal():
            open_checkup(screen, int(week))
        case ["last-day"] if isinstance(screen, Base):
            open_last_day(screen)
        case ["agreed", which] if isinstance(screen, AfterRoom):
            screen.open_agreed(which)
        case ["weights"] if isinstance(screen, Base):
            from iop_tui.tui.screens.compare import open_weights

            open_weights(screen)
        case ["happening", _which] if isinstance(screen, NextHourScreen):
            open_words(screen)
        case ["review", _monday] if isinstance(screen, ReviewScreen):
            open_review(screen)
        case ["other-score"] if isinstance(screen, ScoresScreen):
            open_other(screen, {})
        case ["row", which] if isinstance(screen, TargetsScreen):
            screen.open_row(which)
        case ["card", _day] if isinstance(screen, DiaryRoom):
            open_note(screen)
        case ["mark", which, day] if isinstance(screen, Room):
            from iop_tui.tui.screens.marking import open_mark

            open_mark(screen, which, day)
        case [_table, which] if isinstance(screen, PlanRoom | PartScreen):
            screen.open_entry(which)
