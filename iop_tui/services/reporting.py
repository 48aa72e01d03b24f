"""Progress as pages to read line by line and to take along."""

from __future__ import annotations

from iop_tui import words
from iop_tui.domain import eightweeks as weeks
from iop_tui.domain import helped, series
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.services import eightweeks, looking, progressing, scored, whathelped
from iop_tui.services.house import House


def overview(house: House, span: str) -> Page:
    """The three bars, and a sentence on every series."""
    today = house.clock.today()
    found = looking.everything(house, span)
    first = progressing.first_shown(span, today, found)
    said: list[Block] = [Entry(each.name, series.sentence(each, first, today)) for each in found]
    return Page("Progress", (*(each.bar() for each in progressing.bars(house)), *(said or [paragraph(progressing.EMPTY["timeline"])])))


def report(house: House) -> Page:
    """For a talk with the team: bars, eight weeks in sentences, and what came after which skill."""
    today = house.clock.today()
    blocks: list[Block] = [paragraph(f"{words.SCORE_IS} Made on {series.day_words(today, today)} {today.year}.")]
    blocks.extend(each.bar() for each in progressing.bars(house))
    blocks.extend((heading("Eight weeks"), *eightweeks.view(house).blocks))
    courses = [scored.series_of(each) for each in scored.held(house, progressing.begins_long("month", today))]
    found = [(each, each.numbers[0].day) for each in courses] + [(each, weeks.first_day(today)) for each in eightweeks.numbers(house)]
    if found:
        blocks.append(heading("In sentences"))
        blocks.extend(Entry(each.name, series.sentence(each, first, today)) for each, first in found)
    skills = helped.by_skill(whathelped.uses(house, "month"))
    if skills:
        blocks.extend((heading("What has helped"), paragraph(words.NOT_PROOF), *(Entry(each.title, each.line) for each in skills)))
    return Page("Progress report", tuple(blocks))
