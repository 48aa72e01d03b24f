"""Support groups: the sessions of that kind, how often one was there, and whether one liked it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from iop_tui.domain.attendance import ATTENDED, WAS_THERE, Attendance, Share, share
from iop_tui.domain.days import in_words
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Entry, Page, paragraph
from iop_tui.domain.sessions import SUPPORT, Occurrence, Session
from iop_tui.services import scheduling
from iop_tui.services.house import Done, House
from iop_tui.values import dataclass

TITLE = "Support groups"
EMPTY = "Meetings that go on after the program: when they are, and whether you liked it. One try is enough to know more."
EXPLAINED = "How often: every meeting that you marked as attended, late or partly. Meetings without a mark count neither way."
BACK = timedelta(days=14)
"""So long ago a meeting can be marked with one key; older ones are marked in their week."""


@dataclass(frozen=True, slots=True)
class Group:
    """One meeting that comes back."""

    session: Session
    share: Share

    @property
    def been(self) -> int:
        return sum(self.share.counts.get(each, 0) for each in WAS_THERE)

    @property
    def times(self) -> str:
        return f"attended {many(self.been, 'time')}" if self.been else "not tried yet"

    @property
    def note(self) -> str:
        session, tried = self.session, self.session.on("tried")
        parts = (
            session.rhythm(),
            session.says("format"),
            session.says("place").replace("\n", ", "),
            f"tried {in_words(tried)}" if tried else "",
            {"yes": "liked", "no": "not for me"}.get(session.says("liked"), ""),
        )
        return "; ".join(each for each in parts if each)


def groups(house: House) -> list[Group]:
    """Every support group by name."""
    own = sorted((each for each in scheduling.all_sessions(house) if each.kind == SUPPORT), key=lambda each: each.title.casefold())
    return [Group(each, share(house.store.shelf(Attendance).where(session=each.id))) for each in own]


def state(house: House) -> str:
    found = groups(house)
    return f"{many(len(found), 'group')}, {sum(1 for each in found if each.been or each.session.on('tried'))} tried" if found else ""


def last_meeting(house: House, session: Session) -> Occurrence | None:
    """The last one up to today, of these two weeks."""
    today = house.clock.today()
    found = scheduling.occurrences(house, today - BACK, today)
    return next((each for each in reversed(found) if each.session.id == session.id and not each.is_canceled), None)


def mark_of(house: House, at: Occurrence) -> Attendance | None:
    """How a meeting was marked."""
    return house.store.shelf(Attendance).get(Attendance.id_for(at.session.id, at.key))


@dataclass(frozen=True, slots=True)
class Marking:
    """What marking a meeting with one key means."""

    says: str
    act: Callable[..., Done[Any]] | None = None
    arguments: tuple[Any, ...] = ()
    """What the act takes after the house and the meeting."""


def marking(house: House, session: Session) -> tuple[Occurrence | None, Marking]:
    """The last meeting of a group, and what marking it means: attended, whatever it was before; or not marked, where no note stands."""
    at = last_meeting(house, session)
    if at is None:
        return None, Marking("No meeting of these two weeks to mark. A day ahead is marked when it has come.")
    mark, day = mark_of(house, at), in_words(at.on)
    if mark is None or mark.state != ATTENDED:
        return at, Marking(f"Marked: {day}, attended.", scheduling.mark, (ATTENDED, "", None, mark.rev if mark else 0))
    if mark.note:
        return at, Marking(f"{day} is marked as attended, with a note. Both can be changed in the schedule.")
    return at, Marking(f"{day}: the mark is gone.", scheduling.unmark, (mark.rev,))


def page(house: House) -> Page:
    """The list as one page."""
    found = groups(house)
    blocks: list[Block] = [Entry(each.session.title, f"{each.note}; {each.times}") for each in found]
    return Page(TITLE, tuple(blocks) or (paragraph(EMPTY),))
