"""The tools of the program by name: one way to open them, from their room and from the units that teach them."""

from __future__ import annotations

from typing import Any

from iop_tui.domain.books import BOOKS
from iop_tui.tui.screens.room import Base

ROOMS = {"commitments": "3", "aftercare": "4", "diary": "5"}

LABELS = {
    "aftercare": "Open my aftercare plan",
    "safety-plan": "Open my safety plan",
    "commitments": "Open my commitments",
    "diary": "Open my diary card",
    "questions": "Open my questions",
    "schedule": "Open my schedule",
    "compare": "Open my programs side by side",
    **{book.id: f"Open my list: {book.title}" for book in BOOKS.values()},
}
"""What stands in a unit for a tool that exists; others are drawn as nothing."""


def open_tool(screen: Base[Any], name: str) -> None:
    """Open a tool by its name."""
    if name in BOOKS:
        from iop_tui.tui.screens.book import book_screen

        screen.app.push_screen(book_screen(BOOKS[name]))
        return
    match name.split(":"):
        case ["unit", unit_id]:
            screen.iop.open_reader(unit_id)
        case ["safety-plan"]:
            from iop_tui.tui.screens.after import SafetyScreen

            screen.app.push_screen(SafetyScreen())
        case ["compare"]:
            from iop_tui.tui.screens.compare import CompareScreen

            screen.app.push_screen(CompareScreen())
        case ["questions"]:
            from iop_tui.tui.screens.questions import QuestionsScreen

            screen.app.push_screen(QuestionsScreen())
        case ["schedule" | "attendance"]:
            from iop_tui.tui.screens.schedule import ScheduleScreen

            screen.app.push_screen(ScheduleScreen())
        case [room] if room in ROOMS:
            screen.iop.open_room(ROOMS[room])
