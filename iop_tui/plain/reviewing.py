"""The weekly review, line by line: what the week holds, and a few own words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import in_words
from iop_tui.domain.weekreview import week_to_review
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import reviewing, sharing

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk


def review(talk: Talk) -> None:
    """Be at the week whose turn it is."""
    open_week(talk, week_to_review(talk.house.clock.today()))


def another(talk: Talk) -> None:
    """Be at the week of another day."""
    from iop_tui.plain.diary import ask_day

    day = ask_day(talk)
    if day is not None:
        open_week(talk, week_of(day)[0])


def open_week(talk: Talk, monday: date) -> None:
    """Be at one week."""
    inside(
        talk,
        f"The week of {in_words(monday)}",
        lambda talk: look(talk, monday),
        lambda: [
            ("Write about this week", lambda talk: write(talk, monday)),
            ("Hear the cards of this week", lambda talk: talk.page(sharing.card_page(talk.house, monday))),
            ("Hear the week as a page to take along", lambda talk: talk.page(reviewing.page(talk.house, monday))),
            ("Another week", another),
        ],
    )


def look(talk: Talk, monday: date) -> None:
    """Say what the week holds, and what was written about it."""
    talk.say(reviewing.INTRO, f"{in_words(monday)} to {in_words(monday + timedelta(days=6))}.")
    talk.show(reviewing.facts(talk.house, monday))
    own = reviewing.review_of(talk.house, monday)
    talk.say(*(f"{field.label} {text}" for field in reviewing.FIELDS if (text := getattr(own, field.id))))


def write(talk: Talk, monday: date) -> None:
    """A few questions about the week; every one can stay empty."""
    own = reviewing.review_of(talk.house, monday)
    is_kept = form(
        talk,
        f"The week of {in_words(monday)}",
        reviewing.FIELDS,
        reviewing.values(own),
        key=f"review/{monday}",
        save=lambda found: talk.act(reviewing.write, own, found, undo_as="words about the week"),
    )
    if is_kept:
        talk.say("Kept.")
