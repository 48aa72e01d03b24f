"""What Today shows: one next thing, what is due, what is coming, and no reproach."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from iop_tui import words
from iop_tui.domain import aftercare, contacts
from iop_tui.domain.answers import Run
from iop_tui.domain.chosen import Item, next_item
from iop_tui.domain.happening import Happening
from iop_tui.domain.measures import Sheet
from iop_tui.domain.numbers import many
from iop_tui.domain.sessions import Session
from iop_tui.domain.settings import Settings
from iop_tui.domain.unit import Header
from iop_tui.services import (
    afterward,
    aiming,
    asking,
    checkups,
    committing,
    diarying,
    finder,
    happening,
    listing,
    planning,
    practicing,
    reviewing,
    scheduling,
    scoring,
    steps,
    tracking,
)
from iop_tui.services.aftercare import noticed, plan, safety_plan
from iop_tui.services.house import House
from iop_tui.services.listing import Due
from iop_tui.services.scheduling import Slot
from iop_tui.services.steps import Step
from iop_tui.services.tracking import Standing
from iop_tui.values import dataclass

PROGRAM = {
    "thinking about it": "Find and compare programs, calls, costs",
    "about to start": "Costs, questions, schedule, letters",
    "attending": "Schedule, homework, session sheet, letters",
    "finishing": "Stepping down, people, groups, check-ups",
}
"""What stands in the room of the program, by where somebody is with one."""

GAP_DAYS, LONG_GAP_DAYS, MONTH_GAP_DAYS = 3, 14, 30
"""Days away after which there is one suggestion, one that is known already, and a word on the days between."""


@dataclass(frozen=True)
class Next:
    """The one next thing."""

    header: Header
    reason: str
    is_started: bool


@dataclass(frozen=True)
class Today:
    """What there is to show today."""

    day: date
    place: str
    """Where the person is in their plan, such as `week 3 of 8`."""
    message: str
    """A line after a gap, or the person's own line."""
    happened: Happening | None
    """What happened today or yesterday: the next hour stands first."""
    look_back: tuple[Happening, Header] | None
    """What happened days ago, with a unit to look back with."""
    next: Next | None
    again: Next | None
    """A skill whose turn it is again."""
    step: Step | None
    """Which of the seven steps of a program the person stands at."""
    sessions: tuple[Slot, ...]
    """The sessions of the day, by time."""
    lists: tuple[Due, ...]
    """What in a list has its time now: somebody to ask again, a letter to send."""
    due: tuple[Standing, ...]
    """What is due today or already marked today."""
    later: tuple[Standing, ...]
    """Running, but not today."""
    pause: str
    coming: tuple[tuple[date, str], ...]
    card: str
    """How today's diary card stands."""
    sheets: tuple[Sheet, ...]
    """Score sheets in use whose time has come."""
    goals: str
    """The first goal that is open, and how many more."""
    questions: str
    """What waits to be asked."""
    program: str
    """What the room of the program has for where the person stands; nothing for who wants skills only."""
    fits: tuple[Session, ...]
    """Sessions of which it is asked, once, how they fit."""
    has_signs: bool
    noticed: tuple[aftercare.PlanEntry, ...]
    """Warning signs that were noticed in these days."""
    is_review_due: bool
    has_safety_plan: bool
    has_aftercare: bool
    aftercare_line: str
    countdown: str
    """How far the planned last day is, in the last four weeks."""
    checkup: int | None
    """The week of the check-up whose day has come."""
    contacts: tuple[tuple[date, str], ...]
    """Small contacts that were meant for these days."""


def today(house: House) -> Today:
    """Today, from everything that is kept."""
    day = house.clock.today()
    settings = house.settings()
    listed, finished = planning.plan_items(house), planning.finished_units(house)
    everything = tracking.standings(house)
    due = tuple(each for each in everything if each.state)
    entries = plan(house)
    pause = tracking.current_pause(house)
    away = max(house.away, (day - settings.last_seen).days if settings.last_seen else 0)
    return Today(
        day=day,
        place=_place(planning.place(listed, finished), settings, day),
        message=_message(away) or settings.message,
        happened=happening.fresh_one(house),
        look_back=happening.look_back(house),
        next=(_after_long(house) if away >= LONG_GAP_DAYS else None) or _next(house, listed, finished),
        again=_again(house) if away < GAP_DAYS else None,
        step=steps.current(house) if away < GAP_DAYS else None,
        sessions=tuple(scheduling.on_day(house, day)),
        lists=tuple(listing.due(house)) if away < LONG_GAP_DAYS else (),
        due=due,
        later=tuple(each for each in everything if not each.state),
        pause=_pause_line(pause.reason, pause.last) if pause else "",
        coming=aftercare.coming(entries, day),
        card=_card_line(house, day),
        sheets=tuple(each.sheet for each in scoring.due(house)) if away < GAP_DAYS else (),
        goals=aiming.line(house),
        questions=asking.line(house),
        program=PROGRAM.get(settings.stage, ""),
        fits=tuple(committing.fits_to_ask(house)) if away < GAP_DAYS else (),
        has_signs=any(entry.part == "signs" for entry in entries),
        noticed=tuple(noticed(house)),
        is_review_due=reviewing.is_due(house),
        has_safety_plan=bool(safety_plan(house)),
        has_aftercare=bool(entries),
        aftercare_line=_aftercare_line(entries, day),
        countdown=afterward.countdown(house),
        checkup=checkups.due(house),
        contacts=contacts.near(entries, day),
    )


def _message(away: int) -> str:
    """One kind line after a gap."""
    if away >= MONTH_GAP_DAYS:
        return words.GAP_MONTH
    return words.GAP if away >= GAP_DAYS else ""


def _after_long(house: House) -> Next | None:
    """After a long time away: one skill that is known, what helped most first."""
    known = next((each for each in finder.skills_for(house) if each.why), None)
    return Next(known.header, f"One to begin with again: {known.why}.", is_started=False) if known else None


def _place(where: str, settings: Settings, day: date) -> str:
    """Where the plan stands; without one, the day since Start. Never both: a late day beside an early week would look like a debt."""
    return where or (f"day {(day - settings.began).days + 1}" if settings.began and settings.began <= day else "")


def _next(house: House, listed: Sequence[Item], finished: Collection[str]) -> Next | None:
    open_runs = sorted(
        (run for run in house.store.shelf(Run).all() if run.finished is None), key=lambda run: (run.changed is None, run.changed)
    )
    for run in reversed(open_runs):
        header = house.library.header(run.unit)
        if header is not None:
            return Next(header, f"You began this one.{_can_wait(house)}", is_started=True)
    item = next_item(listed, finished)
    header = house.library.header(item.unit) if item else None
    return Next(header, f"{item.why}{_can_wait(house)}", is_started=False) if item and header else None


def _can_wait(house: House) -> str:
    """Earlier in the day than suits: that it can wait. Later nothing is said, because nothing is late."""
    settings, clock = house.settings(), house.clock
    hour = clock.local().hour
    is_late_evening = hour < clock.day_ends_at
    return "" if is_late_evening or not settings.can_wait(hour) else f" It can wait for the {settings.when}, which suits you."


def _again(house: House) -> Next | None:
    """One skill to use once more, at most."""
    repeat = next(iter(practicing.due(house)), None)
    header = house.library.header(repeat.unit) if repeat else None
    if repeat is None or header is None:
        return None
    return Next(header, f"Last used {many(repeat.days, 'day')} ago. Once more keeps it at hand; t tells how it went.", is_started=False)


def _card_line(house: House, day: date) -> str:
    card = diarying.card_of(house, day)
    return "Diary card: begun" if card.is_begun else "Diary card: not yet"


def _pause_line(reason: str, last: date | None) -> str:
    until = f"until {last.isoformat()}" if last else "until you are back"
    return f"Everything is paused {until}. {reason}".strip()


def _aftercare_line(entries: list[aftercare.PlanEntry], day: date) -> str:
    if not entries:
        return ""
    lacking = len(aftercare.missing(entries))
    sections = len(aftercare.PARTS)
    review = aftercare.next_review(entries, day)
    parts = [f"{sections - lacking} of {sections} parts have something in them"]
    if review is not None:
        parts.append(f"next look {_when(review, day)}")
    return ", ".join(parts)


def _when(day: date, today: date) -> str:
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return day.isoformat()
