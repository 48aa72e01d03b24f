"""Eight weeks on one page: one's own numbers, and no promise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from iop_tui import words
from iop_tui.domain import eightweeks as weeks
from iop_tui.domain import helped, series
from iop_tui.domain.page import Block, Items, heading, paragraph
from iop_tui.domain.series import Series
from iop_tui.domain.threebars import Marks
from iop_tui.services import planning, progressing, scored
from iop_tui.services.behind import numbers_by_month, uses_by_skill
from iop_tui.services.house import House
from iop_tui.services.progressing import View

FEW = 5
"""Skills that are named in a summary."""


def view(house: House) -> View:
    """The last eight weeks."""
    today = house.clock.today()
    first = weeks.first_day(today)
    found, uses = numbers(house), progressing.uses(house, first)
    where = weeks.where(house.settings().began, today)
    blocks: list[Block] = [paragraph(f"{where} {series.span_words(first, today)}.".strip())]
    scores = [scored.compared(each) for each in scored.held(house, first)]
    blocks.append(heading("Scores", 3))
    blocks.append(Items(tuple((paragraph(each),) for each in scores)) if scores else paragraph(progressing.EMPTY["scores"]))
    blocks.extend((heading("Your own ratings", 3), *_ratings(found, today)))
    blocks.extend((heading("Practice", 3), *_practice(house, first)))
    blocks.append(paragraph(words.NOT_PROMISED))
    explained = (
        f"The first two weeks of the eight are held beside the last two, where each has {weeks.LEAST} days filled in or more.",
        words.OWN_ROWS,
    )
    return View("8 weeks", tuple(blocks), explained, (*numbers_by_month(found), *uses_by_skill(helped.by_skill(uses))))


def numbers(house: House) -> list[Series]:
    """Ratings and sleep of the eight weeks."""
    cards = progressing.cards(house, weeks.first_day(house.clock.today()))
    return [found for _, found in (*progressing.rated(house, cards), *progressing.sleep(house, cards))]


def _ratings(found: Iterable[Series], today: date) -> list[Block]:
    rows = tuple((paragraph(weeks.compared(each, today)),) for each in found)
    return [Items(rows), paragraph(words.OWN_ROWS)] if rows else [paragraph(progressing.EMPTY["feelings"])]


def _practice(house: House, first: date) -> list[Block]:
    """What was used, done and kept."""
    today = house.clock.today()
    uses = progressing.uses(house, first)
    done = planning.finished_since(house, first)
    marks = _sum_of(progressing.marks_since(house, first))
    often = sorted(helped.by_skill(uses), key=lambda each: -len(each.uses))[:FEW]
    said = [
        weeks.used(series.of_uses(uses, ()), today) if uses else progressing.EMPTY["skills"],
        f"Most often: {', '.join(f'{each.title} {series.times(len(each.uses))}' for each in often)}." if often else "",
        f"Units done: {len(done)}." if done else "",
        f"Commitments: kept {marks.kept}, partly {marks.partly}, missed {marks.missed} of the days you marked." if marks else "",
    ]
    return [Items(tuple((paragraph(each),) for each in said if each))]


def _sum_of(rows: Iterable[Marks]) -> Marks | None:
    found = tuple(rows)
    if not found:
        return None
    return Marks("", sum(each.kept for each in found), sum(each.partly for each in found), sum(each.missed for each in found))
