"""The rooms and tools by the names that keys, units and searches use for them."""

from __future__ import annotations

from iop_tui.domain.books import BOOKS
from iop_tui.domain.checklist import CHECKLISTS

NUMBERS = {"today": "1", "learn": "2", "keep": "3", "after": "4", "diary": "5", "progress": "6", "program": "7"}
"""The rooms by name, and the keys that lead there on the screen."""

ROOMS = {"commitments": "keep", "aftercare": "after", "diary": "diary"}
"""Tools that are rooms of their own."""

LABELS = {
    "aftercare": "Open my aftercare plan",
    "safety-plan": "Open my safety plan",
    "commitments": "Open my commitments",
    "diary": "Open my diary card",
    "questions": "Open my questions",
    "schedule": "Open my schedule",
    "paper": "Open the pages to print or to take along",
    "people": "Open my people",
    "groups": "Open my support groups",
    "resources": "Open groups and places",
    **{each.id: f"Open my list: {each.title}" for each in CHECKLISTS.values()},
    "prepare": "Open my session sheet",
    "attendance": "Open how my sessions went",
    "compare": "Open my programs side by side",
    **{book.id: f"Open my list: {book.title}" for book in BOOKS.values()},
}
"""What stands in a unit for a tool that exists; others are drawn as nothing."""
