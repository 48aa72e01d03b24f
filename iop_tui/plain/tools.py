"""The tools of the program by name: one way to them, from their room and from the units that teach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.books import BOOKS
from iop_tui.domain.checklist import CHECKLISTS
from iop_tui.domain.tools import LABELS, ROOMS
from iop_tui.plain.talk import Elsewhere
from iop_tui.services import preparing, schedulepages

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk

EXERCISE = ("Before you start", "Try it")
"""Where a unit opens that is wanted as a sheet to fill in."""


def title_of(name: str) -> str:
    """What a unit calls a tool; nothing for one that does not exist."""
    return LABELS.get(name, "")


def open_tool(talk: Talk, name: str) -> None:
    """Be at a tool until `back`; a room is gone to."""
    if name in BOOKS:
        from iop_tui.plain.bookplaces import open_book

        open_book(talk, BOOKS[name])
        return
    if name in CHECKLISTS:
        from iop_tui.plain.checklists import open_checklist

        open_checklist(talk, CHECKLISTS[name])
        return
    match name.split(":"):
        case ["unit", unit_id]:
            from iop_tui.plain.units import open_unit

            open_unit(talk, unit_id, EXERCISE)
        case ["safety-plan"]:
            from iop_tui.plain.plans import open_safety

            open_safety(talk)
        case ["compare"]:
            from iop_tui.plain.comparing import open_compare

            open_compare(talk)
        case ["paper"]:
            from iop_tui.plain.paper import open_paper

            open_paper(talk)
        case ["questions"]:
            from iop_tui.plain.questions import open_questions

            open_questions(talk)
        case ["schedule"]:
            from iop_tui.plain.schedule import open_schedule

            open_schedule(talk)
        case ["people"]:
            from iop_tui.plain.contacts import open_people

            open_people(talk)
        case ["groups"]:
            from iop_tui.plain.contacts import open_groups

            open_groups(talk)
        case ["resources"]:
            from iop_tui.plain.contacts import open_resources

            open_resources(talk)
        case ["prepare"]:
            talk.page(preparing.page(talk.house))
        case ["attendance"]:
            talk.page(schedulepages.attendance_page(talk.house))
        case [room] if room in ROOMS:
            raise Elsewhere(ROOMS[room])
