"""The room of the program: every tool for the way in, through and out, and how each stands."""

from __future__ import annotations

from collections.abc import Callable

from iop_tui.domain.books import BOOKS
from iop_tui.domain.checklist import CHECKLISTS
from iop_tui.services import aftercare, asking, checkups, committing, comparing, groups, listing, paper, preparing, scheduling, ticking
from iop_tui.services.house import House
from iop_tui.values import dataclass

State = Callable[[House], str]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, by the name under which a unit or a key opens it."""

    id: str
    title: str
    state: State


def _book(name: str) -> Tool:
    book = BOOKS[name]
    return Tool(book.id, book.title, lambda house: listing.state(house, book))


def _checklist(name: str) -> Tool:
    checklist = CHECKLISTS[name]
    return Tool(checklist.id, checklist.title, lambda house: ticking.state(house, checklist))


def _unit(unit: str, title: str) -> Tool:
    """A unit that is a sheet to fill in."""

    def state(house: House) -> str:
        header = house.library.header(unit)
        return f"{header.minutes} min" if header else ""

    return Tool(f"unit:{unit}", title, state)


GROUPS: tuple[tuple[str, tuple[Tool, ...]], ...] = (
    ("Find", (_book("asks"), _book("programs"), Tool("compare", comparing.TITLE, comparing.state), _book("calls"))),
    ("Pay", (_unit("iop.s3.insure", "Call sheet for the health plan"), _unit("iop.s3.cost", "What it may cost"))),
    (
        "Begin",
        (
            Tool("questions", "Questions to ask", asking.line),
            _unit("iop.s4.packet", "Papers for the first talk"),
            _checklist("explained"),
            _book("goals"),
        ),
    ),
    ("Week", (Tool("schedule", "Schedule", scheduling.state), _book("letters"), _book("disclosures"))),
    (
        "Stay",
        (
            Tool("prepare", preparing.TITLE, preparing.line),
            _book("homework"),
            Tool("attendance", "How the sessions went", committing.attendance_line),
            _book("agreement"),
            _book("readiness"),
            _book("unsaid"),
            _book("fit"),
            _book("family"),
        ),
    ),
    (
        "After",
        (
            _checklist("stepdown"),
            Tool("people", aftercare.PEOPLE, aftercare.people_state),
            Tool("groups", groups.TITLE, groups.state),
            Tool("resources", aftercare.RESOURCES, aftercare.resources_state),
            Tool("checkups", BOOKS["checkups"].title, checkups.state),
        ),
    ),
    ("Paper", (Tool("paper", "To print or to take along", paper.state),)),
)


def tools() -> dict[str, Tool]:
    """Every tool by its name."""
    return {each.id: each for _title, group in GROUPS for each in group}
