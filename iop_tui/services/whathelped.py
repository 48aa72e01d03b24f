"""What has helped me: one's own numbers before and after each skill, the ones for this level of distress first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iop_tui import words
from iop_tui.domain import helped, series
from iop_tui.domain.helped import Band, Helped
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.page import Block, Entry, heading, paragraph
from iop_tui.domain.practice import Practice
from iop_tui.services import progressing
from iop_tui.services.behind import uses_by_skill
from iop_tui.services.house import House
from iop_tui.services.progressing import View, empty


def uses(house: House, span: str) -> list[Practice]:
    """The uses of the last year, or all of them."""
    return progressing.uses(house, progressing.begins_long(span, house.clock.today()))


def view(house: House, span: str, band: Band | None) -> View:
    kept = uses(house, span)
    if not kept:
        return empty("What has helped me", "helped")
    found = helped.by_skill(kept, band)
    since = min(each.day for each in kept if each.day is not None)
    blocks: list[Block] = [paragraph(f"{series.span_words(since, house.clock.today())}, {many(len(kept), 'use')}. {words.NOT_PROOF}")]
    if band is None:
        blocks.extend((*_chart(kept, since, house.clock.today()), *(_entry(each) for each in found)))
    else:
        blocks.append(heading(f"When distress was {helped.band_words(band)} before"))
        blocks.extend(Entry(each.title, each.line) for each in found)
        blocks.extend([] if found else [paragraph("No use at this level has a number before it yet.")])
        others = [each.title for each in helped.by_skill(kept) if each.unit not in {one.unit for one in found}]
        blocks.extend([heading("Used, and not at this level"), paragraph(", ".join(others))] if others else [])
    return View("What has helped me", tuple(blocks), words.HOW_HELPED, uses_by_skill(helped.by_skill(kept)))


def _chart(kept: Sequence[Practice], first: date, today: date) -> list[Block]:
    """Before and after in one picture, where there is enough of it to see anything."""
    before, after = helped.before_and_after(kept)
    uses = round(sum(each.weight for each in before.numbers))
    if uses < helped.ENOUGH:
        return []
    means = [rounded(series.mean(each.numbers)) for each in (before, after)]
    said = f"{uses} uses with both numbers. Before {means[0]} on average, after {means[1]}."
    return [series.pair("Distress before and after a skill, 0 to 10", (before, after), first, today, said)]


def _entry(skill: Helped) -> Entry:
    """One skill with everything that is known of it."""
    lines = [skill.line]
    if skill.before and skill.after and skill.fall:
        lines.append(f"Before {helped.spread_words(skill.before)}, after {helped.spread_words(skill.after)}.")
    if skill.helped:
        lines.append(f"Rated as helping {helped.spread_words(skill.helped, ' of 10')}.")
    for band in helped.BANDS:
        at_band = next(iter(helped.by_skill(skill.uses, band)), None)
        if at_band and at_band.fall and at_band.fall.count < (skill.fall.count if skill.fall else 0):
            lines.append(f"From {helped.band_words(band)} before: {helped.fall_words(at_band.fall)}.")
    return Entry(skill.title, "\n".join(lines))
