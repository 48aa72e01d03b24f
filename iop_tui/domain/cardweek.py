"""The week of cards on one page, for paper and for a talk with one's team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from iop_tui.domain.days import WEEKDAY_NAMES, in_words
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.numbers import number_text
from iop_tui.domain.page import Block, Entry, Page, Spans, Table, heading, paragraph, plain
from iop_tui.domain.practice import Practice

SHORT = {"taken": "yes", "partly": "part", "not taken": "no", "rather not say": "n/s"}
LABEL = 28
"""Characters of a row's name: with seven days beside it the table fits a page."""

HEADINGS = {"feeling": "Feelings", "urge": "Urges", "more": "To do more of"}
"""What stands above the rows of a kind; the others are about the day."""

LEGEND = "Numbers go from 0 to 10, hours of sleep aside. An empty day was not filled in; n/s: rather not say."


def week_page(
    monday: date,
    targets: Sequence[Target],
    cards: Mapping[date, Card],
    skills: Sequence[tuple[str, Sequence[Practice]]],
) -> Page:
    """Seven days side by side. `skills` are the uses of the week under the title of their module."""
    days = [monday + timedelta(days=n) for n in range(7)]
    asked = [each for each in targets if any(each.is_on(day) or _holds(cards.get(day), each) for day in days)]
    blocks: list[Block] = [paragraph(f"{in_words(days[0])} to {in_words(days[-1])} {days[-1].year}. {LEGEND}")]
    for name in (*HEADINGS.values(), "The day"):
        own = [each for each in asked if HEADINGS.get(each.kind, "The day") == name]
        rows = [row for each in own for row in _rows(each, days, cards)]
        if rows:
            blocks.append(_table(name, rows))
    for module, uses in skills:
        titles = list(dict.fromkeys(each.title for each in uses))
        blocks.append(_table(f"Skills: {module}", [(title, [_used(uses, title, day) for day in days]) for title in titles]))
    if skills:
        blocks.append(paragraph("Under skills: how much it helped, or x where that was not said."))
    blocks.extend(Entry(f"No skill on {in_words(day)}", card.why_none) for day in days if (card := cards.get(day)) and card.why_none)
    notes = [Entry(in_words(day), card.note) for day in days if (card := cards.get(day)) and card.note]
    if notes:
        blocks.extend((heading("Notes"), *notes))
    if not cards and not skills:
        blocks.append(paragraph("Nothing was filled in that week."))
    return Page("Diary card", tuple(blocks))


def shown(value: object) -> str:
    """A value as it stands in a narrow column."""
    if isinstance(value, str):
        return SHORT.get(value, value)
    return number_text(value) if isinstance(value, (int, float)) else ""


def _holds(card: Card | None, target: Target) -> bool:
    return card is not None and str(target.id) in {*card.values, *card.acted}


def _rows(target: Target, days: Sequence[date], cards: Mapping[date, Card]) -> list[tuple[str, list[str]]]:
    values = [shown(card.value(target)) if (card := cards.get(day)) else "" for day in days]
    rows = [(target.title, values)]
    if target.kind == "urge":
        said = [card.acted.get(str(target.id)) if (card := cards.get(day)) else None for day in days]
        rows.append(("  acted on it", ["" if each is None else "yes" if each else "no" for each in said]))
    return rows


def _used(uses: Sequence[Practice], title: str, day: date) -> str:
    helped = [each.helped for each in uses if each.title == title and each.day == day]
    return ", ".join("x" if each is None else str(each) for each in helped)


def _table(name: str, rows: Sequence[tuple[str, Sequence[str]]]) -> Table:
    head: tuple[Spans, ...] = (plain(name.ljust(LABEL)), *(plain(each) for each in WEEKDAY_NAMES))
    return Table(head, tuple((plain(_cut(label)), *(plain(cell) for cell in cells)) for label, cells in rows))


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 2].rstrip() + ".."
