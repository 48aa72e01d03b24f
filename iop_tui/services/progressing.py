"""Looking back: which numbers there are, over which days, and the three bars. Nothing is kept here; all of it is worked out each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from iop_tui.domain import series, threebars
from iop_tui.domain.answers import Run
from iop_tui.domain.attendance import ATTENDED, LATE, MISSED, PARTLY
from iop_tui.domain.books.working import DONE, NOT_NOW, Homework
from iop_tui.domain.books.working import PARTLY as HALFWAY
from iop_tui.domain.chosen import by_week
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, paragraph
from iop_tui.domain.practice import Practice
from iop_tui.domain.series import Series
from iop_tui.domain.threebars import Marks, ThreeBar
from iop_tui.services import diarying, history, planning, scheduling
from iop_tui.services.aftercare import plan, safety_plan
from iop_tui.services.house import House
from iop_tui.values import dataclass

SPANS = ("week", "month", "all")
DAYS = {"week": 7, "month": 30}
SPAN_WORDS = {"week": "7 days", "month": "30 days", "all": "all there is"}

RATED = ("feeling", "urge", "number")
"""Rows of the card that go from 0 to 10."""

YEAR = timedelta(days=365)

LATELY = (timedelta(days=30), YEAR)
"""How far back one card or one use of a skill is looked for: near first, and nothing reads ten years for one bar."""


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see of one thing."""

    title: str
    blocks: tuple[Block, ...]
    explained: tuple[str, ...]
    """How its numbers come about."""
    rows: tuple[Block, ...] = ()
    """The rows that its numbers came from."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at, in the list of all."""

    id: str
    title: str
    fact: str = ""


EMPTY = {
    "scores": "The numbers of a questionnaire that you have on paper stand here. S opens the score sheets.",
    "timeline": "Scores, ratings, sleep, urges and skills stand here under each other. The diary card (5) begins it.",
    "feelings": "The diary card (5) fills this: a feeling or an urge from 0 to 10, once a day if you like.",
    "sleep": "The hours of sleep on your diary card (5) stand here.",
    "skills": "Press t, here or in any room, when you tried a skill. The diary card (5) takes it down, too.",
    "helped": "Press t when you tried a skill, and say how strong it was before and after. Then you see here what came after which skill.",
    "commitments": "The days you mark in Keep (3) stand here.",
    "plan": "There is no plan at the moment. Any unit in Learn (2) can be done in any order.",
    "review": "",
}
"""What fills each of them."""


def next_span(span: str, spans: Sequence[str] = SPANS) -> str:
    """The one after, and after the last the first."""
    return spans[(spans.index(span) + 1) % len(spans)] if span in spans else spans[-1]


def begins(span: str, today: date) -> date:
    """The first day to read; with everything, the first there can be."""
    return today - timedelta(days=DAYS[span] - 1) if span in DAYS else date.min


def begins_long(span: str, today: date) -> date:
    """The first day to read of what a month says little about: a year, or everything."""
    return date.min if span == "all" else today - YEAR + timedelta(days=1)


def first_shown(span: str, today: date, found: Iterable[Series]) -> date:
    """The first day to draw; with everything, the first that says something, and a week at least."""
    if span in DAYS:
        return begins(span, today)
    return min(series.begins(found) or today, today - timedelta(days=DAYS["week"] - 1))


# What is kept


def cards(house: House, first: date) -> dict[date, Card]:
    return diarying.cards(house, first, house.clock.today())


def uses(house: House, first: date) -> list[Practice]:
    """Uses of skills since a day; what other windows dated ahead is left out."""
    return history.uses_between(house, first, house.clock.today())


def marks(house: House, first: date) -> dict[int, list[Checkin]]:
    """The marks since a day, by commitment."""
    found: dict[int, list[Checkin]] = {}
    for each in house.store.shelf(Checkin).between(first, house.clock.today()):
        found.setdefault(each.commitment, []).append(each)
    return found


def commitments(house: House) -> dict[int, Commitment]:
    """Every commitment, running or put away, the oldest first."""
    return {each.id: each for each in house.store.shelf(Commitment).all()}


def rated(house: House, found: dict[date, Card], kinds: Sequence[str] = RATED) -> list[tuple[Target, Series]]:
    """Every row of the card with its numbers, in the order of the card; rows without any are left out."""
    rows = [(each, series.of_target(each, found)) for each in diarying.targets(house) if each.kind in kinds]
    return [(target, numbers) for target, numbers in rows if numbers.numbers]


def sleep(house: House, found: dict[date, Card]) -> list[tuple[Target, Series]]:
    return rated(house, found, ("hours",))


# The three bars


def bars(house: House) -> tuple[ThreeBar, ThreeBar, ThreeBar]:
    """Preparation, commitment, support."""
    steps, entries = safety_plan(house), plan(house)
    first = house.clock.today() - threebars.LOOKED_AT + timedelta(days=1)
    preparation = threebars.preparation(
        steps, entries, _first_week(house), has_used_a_skill=_has_used_a_skill(house), has_card=_has_card(house)
    )
    return preparation, threebars.commitment(marks_since(house, first)), threebars.support(steps, entries)


def marks_since(house: House, first: date) -> list[Marks]:
    """How the days went that were marked since a day: a row for each commitment that has any, and one each for sessions and homework."""
    found = marks(house, first)
    rows = [threebars.marks_of(each.title, found[each.id]) for each in commitments(house).values() if each.id in found]
    rows += [_sessions_since(house, first), _homework_since(house, first)]
    return [each for each in rows if each.kept or each.partly or each.missed]


def _sessions_since(house: House, first: date) -> Marks:
    """How the sessions of the program went since a day; one where somebody came late was attended."""
    counts = scheduling.shares(house, first, house.clock.today()).counts
    return Marks("Sessions", counts.get(ATTENDED, 0) + counts.get(LATE, 0), counts.get(PARTLY, 0), counts.get(MISSED, 0))


def _homework_since(house: House, first: date) -> Marks:
    """How the homework went whose day has come since a day, as far as it was told."""
    today = house.clock.today()
    found = [each.stands for each in house.store.shelf(Homework).all() if each.for_day and first <= each.for_day <= today]
    return Marks("Homework", found.count(DONE), found.count(HALFWAY), found.count(NOT_NOW))


def _first_week(house: House) -> list[tuple[str, bool]]:
    """The units of the first week of the plan by title, and whether each is done."""
    weeks, done = by_week(planning.plan_items(house)), planning.finished_units(house)
    first = [item for week, found in weeks for item in found if week.number <= (7 if week.unit == "day" else 1)]
    before = [item for item in first if item.week.unit == "day"]
    headers = [(each.unit, house.library.header(each.unit)) for each in before or first]
    return [(header.title, unit in done) for unit, header in headers if header is not None]


def _has_used_a_skill(house: House) -> bool:
    for run in house.store.shelf(Run).all():
        header = house.library.header(run.unit)
        if run.finished is not None and header is not None and header.is_skill:
            return True
    return any(uses(house, house.clock.today() - span) for span in LATELY)


def _has_card(house: House) -> bool:
    """Whether rows were chosen, or a card was begun in the last year."""
    return bool(house.store.shelf(Target).all()) or any(cards(house, house.clock.today() - span) for span in LATELY)


# In words


def empty(title: str, look: str) -> View:
    """A page without numbers yet, and what fills it."""
    return View(title, (paragraph(EMPTY[look]),), (EMPTY[look],))


def some(count: int, what: str) -> str:
    """`3 cards`; nothing of none."""
    return many(count, what) if count else ""
