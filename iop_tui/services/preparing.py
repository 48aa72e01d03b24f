"""The session sheet: one page to take along, from what is kept. What was not said yet is never on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from iop_tui.domain.books.committing import Agreement, newest
from iop_tui.domain.books.working import STAYS_ON_TODAY, Homework
from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import in_words
from iop_tui.domain.page import Block, Entry, Page, paragraph
from iop_tui.domain.questions import to_ask
from iop_tui.domain.sessionnotes import BEFORE
from iop_tui.domain.sessions import Occurrence
from iop_tui.services import aiming, asking, reviewing, scheduling, sessionday
from iop_tui.services.house import House

TITLE = "Session sheet"
MOST = 5
"""Lines of one kind, so that it stays one page."""
EMPTY = (
    "Nothing stands here yet. It fills by itself: sessions of your week, the diary card (5), homework, questions (Q), "
    "and the one thing to say from the weekly review (w on Today)."
)
WHOLE_DAYS = timedelta(days=6)


def page(house: House, at: Occurrence | None = None) -> Page:
    """The sheet for a session, or for the next one."""
    today = house.clock.today()
    session = at or scheduling.upcoming(house)
    blocks: list[Block] = []
    if session is not None:
        blocks.append(_session(house, session))
    parts = (
        ("One thing to share", _to_share(house, session, today)),
        ("The last 7 days on the diary card", reviewing.card_lines(house, today - WHOLE_DAYS, today)),
        ("Homework", _homework(house, today)),
        ("Questions", [f"{each.text} (for {each.whom})" if each.whom else each.text for each in to_ask(asking.questions(house))]),
        ("Goals", _goals(house)),
        ("What I take part in", _agreement(house)),
    )
    filled = [(title, lines) for title, lines in parts if lines]
    blocks.extend(_part(title, lines) for title, lines in filled)
    if not filled:
        blocks.append(paragraph(EMPTY))
    return Page(TITLE, tuple(blocks))


def line(house: House) -> str:
    """For which session the sheet is, in a few words."""
    found = scheduling.upcoming(house)
    return f"for {in_words(found.on)} {found.begins:%H:%M}" if found else ""


def _part(title: str, lines: Sequence[str]) -> Block:
    shown = [each.replace("\n", ", ") for each in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(f"and {len(lines) - MOST} more")
    return Entry(title, "\n".join(f"- {each}" for each in shown))


def _session(house: House, at: Occurrence) -> Block:
    leave = at.leave_by(house.clock.zone)
    said = (f"{in_words(at.on)}, {at.hours}", f"leave by {leave:%H:%M}" if leave else "", at.session.says("place").replace("\n", ", "))
    return Entry(at.session.title, "\n".join(each for each in said if each))


def _to_share(house: House, at: Occurrence | None, today: date) -> list[str]:
    """What was meant for this session, the line to say there, and what the newest weekly review has to say."""
    found = []
    if at is not None:
        note = sessionday.note_of(house, at.session.id, at.key, BEFORE)
        found += [note.says("share"), f"I want from it: {note.says('want')}" if note.says("want") else "", at.session.says("say")]
    monday = week_of(today)[0]
    for start in (monday, monday - timedelta(days=7)):
        said = reviewing.review_of(house, start).to_say
        if said:
            found.append(said)
            break
    return list(dict.fromkeys(each for each in found if each))


def _homework(house: House, today: date) -> list[str]:
    """What is open, and what was told of the last days."""
    since = today - STAYS_ON_TODAY
    own = [each for each in house.store.shelf(Homework).all() if each.is_open or (each.for_day or date.min) >= since]
    return [f"{each.first_line()}: {each.how}" for each in sorted(own, key=lambda each: each.for_day or date.max)]


def _goals(house: House) -> list[str]:
    """The goals that are open, what matters most first."""
    return [each.first_line() for each in aiming.goals(house)]


def _agreement(house: House) -> list[str]:
    found = newest(house.store.shelf(Agreement).all())
    return [found.says("what")] if found else []
