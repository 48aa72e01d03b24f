"""The tools of the program by name: one way to open them, from their room and from the units that teach them."""

from __future__ import annotations

from typing import Any

from iop_tui.domain.books import BOOKS
from iop_tui.domain.checklist import CHECKLISTS
from iop_tui.domain.tools import NUMBERS, ROOMS
from iop_tui.tui.screens.room import Base

EXERCISE = ("Before you start", "Try it")
"""Where a unit opens that is wanted as a sheet to fill in."""


def open_tool(screen: Base[Any], name: str) -> None:
    """Open a tool by its name."""
    if name in BOOKS:
        from iop_tui.tui.screens.book import book_screen

        screen.app.push_screen(book_screen(BOOKS[name]))
        return
    if name in CHECKLISTS:
        from iop_tui.tui.screens.checklist import ChecklistScreen

        screen.app.push_screen(ChecklistScreen(CHECKLISTS[name]))
        return
    match name.split(":"):
        case ["unit", unit_id]:
            screen.iop.open_reader(unit_id, at=EXERCISE)
        case ["safety-plan"]:
            from iop_tui.tui.screens.after import SafetyScreen

            screen.app.push_screen(SafetyScreen())
        case ["compare"]:
            from iop_tui.tui.screens.compare import CompareScreen

            screen.app.push_screen(CompareScreen())
        case ["paper"]:
            from iop_tui.tui.screens.paper import PaperScreen

            screen.app.push_screen(PaperScreen())
        case ["questions"]:
            from iop_tui.tui.screens.questions import QuestionsScreen

            screen.app.push_screen(QuestionsScreen())
        case ["schedule"]:
            from iop_tui.tui.screens.schedule import ScheduleScreen

            screen.app.push_screen(ScheduleScreen())
        case ["people"]:
            from iop_tui.tui.screens.contacts import ContactsScreen

            screen.app.push_screen(ContactsScreen())
        case ["groups"]:
            from iop_tui.tui.screens.groups import GroupsScreen

            screen.app.push_screen(GroupsScreen())
        case ["resources"]:
            from iop_tui.tui.screens.resources import ResourcesScreen

            screen.app.push_screen(ResourcesScreen())
        case ["prepare"]:
            from iop_tui.services import preparing

            screen.show_page(preparing.page(screen.house))
        case ["attendance"]:
            from iop_tui.services import schedulepages

            screen.show_page(schedulepages.attendance_page(screen.house))
        case [room] if room in ROOMS:
            screen.iop.open_room(NUMBERS[ROOMS[room]])
