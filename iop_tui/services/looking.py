"""The pages of Progress: what each shows, how its numbers come about, and the rows they came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iop_tui import words
from iop_tui.domain import eightweeks as weeks
from iop_tui.domain import helped, series, threebars
from iop_tui.domain.chosen import by_week
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.helped import Band, Helped
from iop_tui.domain.page import Block, Entry, Items, heading, paragraph
from iop_tui.domain.series import Series
from iop_tui.domain.threebars import ThreeBar
from iop_tui.services import diarying, eightweeks, planning, progressing, scored, tracking, whathelped
from iop_tui.services.behind import by_month, numbers_by_month, uses_by_month
from iop_tui.services.house import House
from iop_tui.services.progressing import SPAN_WORDS, SPANS, Look, View, empty

BARS = ("preparation", "commitment", "support")
PAGES = (*BARS, "scores", "timeline", "feelings", "sleep", "skills", "helped", "commitments", "plan", "review")
WITHOUT_SPAN = (*BARS, "plan", "review")
"""What looks back over days of its own."""
LONG = ("scores", "helped")
"""What looks back over a year, or over everything."""

IN_WORDS = ("more", "medicine", "substances")
"""Rows of the card that are answered with a word."""


def looks(house: House, span: str) -> tuple[Look, ...]:
    """Everything there is to look at, after the bars, with a fact on each."""
    first = progressing.begins(span, house.clock.today())
    cards, uses = progressing.cards(house, first), progressing.uses(house, first)
    nights = max((len(each.numbers) for _, each in progressing.sleep(house, cards)), default=0)
    skills = len({each.unit for each in uses})
    running, items = len(tracking.active(house)), planning.plan_items(house)
    done = planning.finished_units(house)
    week = weeks.week(house.settings().began, house.clock.today())
    scores = sum(len(found) for _, found in scored.held(house, progressing.begins_long(span, house.clock.today())))
    return (
        Look("scores", "Scores", progressing.some(scores, "score")),
        Look("timeline", "Time line"),
        Look("feelings", "Feelings and urges", progressing.some(len(cards), "card")),
        Look("sleep", "Sleep", progressing.some(nights, "night")),
        Look("skills", "Skills used", progressing.some(len(uses), "use")),
        Look("helped", "What has helped me", progressing.some(skills, "skill")),
        Look("commitments", "Commitments", f"{running} running" if running else ""),
        Look("plan", "Plan", f"{sum(each.unit in done for each in items)} of {len(items)} done" if items else ""),
        Look("review", "8 weeks", f"week {week} of {weeks.WEEKS}" if week else ""),
    )


def view(house: House, look: str, span: str, band: Band | None = None) -> View:
    """What there is to see of one of the pages."""
    match look:
        case "preparation" | "commitment" | "support":
            return _bar(progressing.bars(house)[BARS.index(look)])
        case "scores":
            return scored.view(house, span)
        case "feelings":
            return _feelings(house, span)
        case "sleep":
            return _sleep(house, span)
        case "skills":
            return _skills(house, span)
        case "helped":
            return whathelped.view(house, span, band)
        case "commitments":
            return _commitments(house, span)
        case "plan":
            return _plan(house)
        case "review":
            return eightweeks.view(house)
    return _time_line(house, span)


def _bar(bar: ThreeBar) -> View:
    rows = Items(tuple((paragraph(each),) for each in bar.rows))
    return View(bar.name, (bar.bar(), *([rows] if bar.rows else [])), (bar.explain(), words.NO_GRADE), (rows,) if bar.rows else ())


def range_words(look: str, span: str) -> str:
    """Over which days a page looks back; nothing where they are its own."""
    if look in WITHOUT_SPAN:
        return ""
    return "12 months" if look in LONG and span != "all" else SPAN_WORDS[span]


def ranges(look: str) -> tuple[str, ...]:
    """The ranges of a page."""
    return ("month", "all") if look in LONG else SPANS


def next_range(look: str, span: str) -> str:
    """The next range of a page."""
    return progressing.next_span(span, ranges(look))


# Charts


def _time_line(house: House, span: str) -> View:
    today = house.clock.today()
    found = everything(house, span)
    if not found:
        return empty("Time line", "timeline")
    first = progressing.first_shown(span, today, found)
    said = [Entry(each.name, series.sentence(each, first, today)) for each in found]
    explained = (
        "Each row is one line of your diary card, the skills you used, or a score. Digits are the numbers as you gave them; "
        "scores are in tenths of their own range, so that they have room beside the others.",
        words.GAPS,
    )
    return View("Time line", (series.time_line(found, first, today), heading("Row by row"), *said), explained, numbers_by_month(found))


def everything(house: House, span: str) -> list[Series]:
    """Every series of a span: scores, ratings, sleep, skills; without those that say nothing."""
    first = progressing.begins(span, house.clock.today())
    cards, uses = progressing.cards(house, first), progressing.uses(house, first)
    of_cards = [numbers for _, numbers in (*progressing.rated(house, cards), *progressing.sleep(house, cards))]
    skills = [series.of_uses(uses, cards)] if uses else []
    return [*(scored.series_of(each) for each in scored.held(house, first)), *of_cards, *skills]


def _feelings(house: House, span: str) -> View:
    today = house.clock.today()
    cards = progressing.cards(house, progressing.begins(span, today))
    found = progressing.rated(house, cards)
    if not cards:
        return empty("Feelings and urges", "feelings")
    first = progressing.first_shown(span, today, [numbers for _, numbers in found])
    blocks: list[Block] = []
    for target, numbers in found:
        blocks.append(series.chart(numbers, first, today))
        acted = series.acted_words(target, cards.values())
        blocks.extend([paragraph(acted)] if acted else [])
    blocks.extend(_answered(house, cards))
    explained = (
        "Each sign is a number from your diary card as it stands there, and the mean is the mean of the days you filled in.",
        words.GAPS,
    )
    return View("Feelings and urges", tuple(blocks), explained, numbers_by_month(numbers for _, numbers in found))


def _answered(house: House, cards: dict[date, Card]) -> list[Block]:
    """The rows of the card that are answered with a word."""
    rows = [(each.title, series.in_answers(each, cards.values())) for each in _targets(house, IN_WORDS)]
    said: list[Block] = [Entry(title, text) for title, text in rows if text]
    return [heading("In words"), *said] if said else []


def _targets(house: House, kinds: Sequence[str]) -> list[Target]:
    return [each for each in diarying.targets(house) if each.kind in kinds]


def _sleep(house: House, span: str) -> View:
    today = house.clock.today()
    found = [numbers for _, numbers in progressing.sleep(house, progressing.cards(house, progressing.begins(span, today)))]
    if not found:
        return empty("Sleep", "sleep")
    first = progressing.first_shown(span, today, found)
    explained = ("The hours as they stand on the card of the day; which night that is, you decide.", words.GAPS)
    return View("Sleep", tuple(series.chart(each, first, today) for each in found), explained, numbers_by_month(found))


def _skills(house: House, span: str) -> View:
    today = house.clock.today()
    asked = progressing.begins(span, today)
    uses = progressing.uses(house, asked)
    if not uses:
        return empty("Skills used", "skills")
    found = series.of_uses(uses, progressing.cards(house, asked))
    first = progressing.first_shown(span, today, [found])
    each_one = Items(tuple((paragraph(_used(each, today)),) for each in sorted(helped.by_skill(uses), key=lambda each: -len(each.uses))))
    explained = (
        "A use is what you told with t or on the diary card. A day with a card and no skill is 0; a day with neither is not known.",
        "How much it helped is your own rating, 0 to 10, of the uses that have one.",
    )
    return View("Skills used", (series.chart(found, first, today), heading("Skill by skill"), each_one), explained, uses_by_month(uses))


def _used(skill: Helped, today: date) -> str:
    last = f", last on {series.day_words(skill.uses[-1].day, today)}" if skill.uses[-1].day else ""
    rated = f"; helped {helped.spread_words(skill.helped, ' of 10')}" if skill.helped else ""
    return f"{skill.title}: {series.times(len(skill.uses))}{last}{rated}."


# Promises


def _commitments(house: House, span: str) -> View:
    today = house.clock.today()
    marks = progressing.marks(house, progressing.begins(span, today))
    named = [(each, marks[each.id]) for each in progressing.commitments(house).values() if each.id in marks]
    found = series.of_marks(mark for _, own in named for mark in own)
    if not found.numbers:
        return empty("Commitments", "commitments")
    first = progressing.first_shown(span, today, [found])
    strengths = {each.commitment.id: each.strength for each in tracking.standings(house)}
    blocks: list[Block] = [series.chart(found, first, today), heading("One by one")]
    for each, own in named:
        strength = f"; strength {strengths[each.id].percent} %" if each.id in strengths and strengths[each.id].has_begun else ""
        counts = threebars.marks_of(each.title, own)
        blocks.append(Entry(each.title, f"kept {counts.kept}, partly {counts.partly}, missed {counts.missed}{strength}"))
    explained = (
        "Of what was marked on a day, kept counts whole and partly half. Excused days and days that are not marked are not in it.",
        *(f"{each.title}: {strengths[each.id].explain()}" for each, _ in named if each.id in strengths),
    )
    rows = [row for each, own in named for row in by_month(each.title, [(mark.day, mark.state) for mark in own if mark.day])]
    return View("Commitments", tuple(blocks), explained, tuple(rows))


def _plan(house: House) -> View:
    items, done = planning.plan_items(house), planning.finished_units(house)
    if not items:
        return empty("Plan", "plan")
    parts: list[Block] = []
    for week, group in by_week(items):
        units = [(header.title, each.unit in done) for each in group if (header := house.library.header(each.unit))]
        named = [(how, [title for title, is_done in units if is_done is wanted]) for how, wanted in (("Done", True), ("To do", False))]
        said = [f"{how}: {', '.join(titles)}." for how, titles in named if titles]
        parts.append(Entry(f"{week.title}, {len(named[0][1])} of {len(units)} done", "\n".join(said)))
    return View("Plan", tuple(parts), ("A unit is done when its exercise was finished once. Any order is fine.",))
