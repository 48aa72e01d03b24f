"""Scores over time: the course of each sheet, and its first and latest number held against the published thresholds."""

from __future__ import annotations

from datetime import date

from iop_tui import words
from iop_tui.domain import measures, series
from iop_tui.domain.days import in_words
from iop_tui.domain.measures import Score, Sheet
from iop_tui.domain.numbers import number_text
from iop_tui.domain.series import Number, Series
from iop_tui.services import progressing, scoring
from iop_tui.services.behind import by_month
from iop_tui.services.house import House
from iop_tui.services.progressing import View, empty

Held = tuple[Sheet, tuple[Score, ...]]
"""A sheet and its scores, the oldest first."""


def held(house: House, first: date) -> list[Held]:
    """Every sheet that has scores since a day, in use or put away."""
    standings = (*scoring.standings(house), *scoring.put_away(house))
    today = house.clock.today()
    found = [(each.sheet, tuple(one for one in each.scores if one.day and first <= one.day <= today)) for each in standings]
    return [(sheet, scores) for sheet, scores in found if scores]


def series_of(found: Held) -> Series:
    """The course of one sheet, with what the change from its first to its latest number is worth."""
    sheet, scores = found
    last = scores[-1]
    return Series(
        last.title,
        tuple(Number(each.day, each.total) for each in scores if each.day),
        last.lowest,
        last.highest,
        f"{number_text(last.lowest)} to {number_text(last.highest)}",
        is_daily=False,
        in_tenths=True,
        said=" ".join(each for each in (_named(sheet, last), change_words(found)) if each),
    )


def change_words(found: Held) -> str:
    """From the first to the latest: how many points, and whether that is bigger than chance; nothing of one score."""
    sheet, scores = found
    if len(scores) < 2:
        return ""
    change = measures.change(sheet, scores[0].total, scores[-1].total)
    against = f" Held against {change.held_against} points ({change.sources})." if change.thresholds else ""
    estimate = " One of the two is an estimate." if scores[0].is_estimate or scores[-1].is_estimate else ""
    return f"From the first to the latest, {change.line}.{against}{estimate}"


def compared(found: Held) -> str:
    """The first and the latest score of some weeks in one line."""
    sheet, scores = found
    first, last = _shown(scores[0]), _shown(scores[-1])
    if len(scores) == 1:
        return f"{scores[0].title}: {first}; one score, with nothing to hold it against yet."
    return f"{scores[-1].title}: {first}; {last}. {change_words((sheet, scores))}"


def view(house: House, span: str) -> View:
    """Every sheet as a chart, over a year or over everything."""
    today = house.clock.today()
    found = held(house, progressing.begins_long(span, today))
    if not found:
        return empty("Scores", "scores")
    courses = [series_of(each) for each in found]
    first = min(each.numbers[0].day for each in courses)
    explained = (
        words.SCORE_IS,
        "A change is bigger than chance when it reaches every threshold published for the sheet, and else within chance.",
        "Where nothing is published for a sheet, a change is a trend only. S opens the score sheets.",
    )
    charts = tuple(series.chart(each, first, today) for each in courses)
    rows = [row for _, scores in found for row in by_month(scores[-1].title, [(each.day, each.shown) for each in scores if each.day])]
    return View("Scores", charts, explained, tuple(rows))


def _named(sheet: Sheet, score: Score) -> str:
    name = measures.band(sheet, score.total)
    return f"The latest is called {name}." if name else ""


def _shown(score: Score) -> str:
    return f"{score.shown}{f' on {in_words(score.day)}' if score.day else ''}"
