"""The rows behind the numbers of Progress, so that every number can be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from iop_tui.domain.days import in_words, month_in_words
from iop_tui.domain.helped import Helped
from iop_tui.domain.numbers import number_text
from iop_tui.domain.page import Block, Entry, Items, heading, paragraph
from iop_tui.domain.practice import Practice
from iop_tui.domain.series import Series

MONTHS_SHOWN = 24
USES_SHOWN = 200
"""How many rows of one name a page shows; a list of ten years is for a program to read."""


def numbers_by_month(found: Iterable[Series]) -> tuple[Block, ...]:
    """Every number of some series, by month, the newest month first."""
    return tuple(row for each in found for row in by_month(each.name, [(one.day, number_text(one.value)) for one in each.numbers]))


def by_month(name: str, said: Sequence[tuple[date, str]]) -> list[Block]:
    """The rows of one name, a month each."""
    ordered = sorted(said, key=lambda each: each[0], reverse=True)
    months = [(month, list(own)) for month, own in groupby(ordered, key=lambda each: month_in_words(each[0]))]
    shown = [Entry(month, ", ".join(f"{day.day}: {text}" for day, text in reversed(own))) for month, own in months[:MONTHS_SHOWN]]
    earlier = sum(len(own) for _, own in months[MONTHS_SHOWN:])
    return [heading(name), *shown, *_earlier(earlier)]


def uses_by_month(uses: Sequence[Practice]) -> tuple[Block, ...]:
    return tuple(by_month("Skills used", [(each.day, each.title) for each in uses if each.day]))


def uses_by_skill(found: Sequence[Helped]) -> tuple[Block, ...]:
    """Every use with its numbers."""
    blocks: list[Block] = []
    for skill in found:
        blocks.append(heading(skill.title))
        newest = skill.uses[-USES_SHOWN:]
        blocks.append(Items(tuple((paragraph(_numbers(each)),) for each in reversed(newest))))
        blocks.extend(_earlier(len(skill.uses) - len(newest)))
    return tuple(blocks)


def _earlier(count: int) -> list[Block]:
    return [paragraph(f"{count} earlier: iop export all --format json holds every one.")] if count else []


def _numbers(use: Practice) -> str:
    said = [
        f"{name} {value}" for name, value in (("before", use.before), ("after", use.after), ("helped", use.helped)) if value is not None
    ]
    return f"{f'{in_words(use.day)} {use.day.year}' if use.day else 'a day'}: {', '.join(said) or 'no numbers'}"
