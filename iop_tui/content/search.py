"""Find units by words: a plain look through their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from iop_tui import clean
from iop_tui.content.source import read_file
from iop_tui.domain.unit import Header
from iop_tui.values import dataclass

_SAYS_SOMETHING = re.compile(r'^\s*(?:label|help|hint|ask|because|why|say|text|what|low|high)\s*=\s*"(.*)"\s*$')
_MARKUP = re.compile(r"\*\*|`|\]\([^)]*\)|(?<!\w)\[|^\s*(?:[-*>]|\d+\.)\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One unit that was found, with the line that shows why."""

    unit_id: str
    title: str
    section: str
    """The heading that the line stands under; empty when title or summary was enough."""
    line: str


def search(words: Sequence[str], units: Iterable[tuple[Header, Path]], limit: int) -> list[Hit]:
    """The units in which every word (casefolded) stands, titles before summaries before text."""
    if not words:
        return []
    ranked: list[tuple[int, Hit]] = []
    for header, path in units:
        found = _look(words, header, path)
        if found is not None:
            ranked.append(found)
    ranked.sort(key=lambda each: each[0])
    return [hit for _, hit in ranked[:limit]]


def _look(words: Sequence[str], header: Header, path: Path) -> tuple[int, Hit] | None:
    if _all_in(words, f"{header.title} {header.id}"):
        return 0, Hit(header.id, header.title, "", header.summary)
    if _all_in(words, f"{header.title} {header.summary}"):
        return 1, Hit(header.id, header.title, "", header.summary)
    lines = tuple(_lines(path))
    if not _all_in(words, " ".join((header.title, header.summary, *(text for _, text in lines)))):
        return None
    best = max(lines, key=lambda each: sum(word in each[1].casefold() for word in words), default=("", header.summary))
    return 2, Hit(header.id, header.title, *best)


def _all_in(words: Sequence[str], text: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line a person can read, with its section."""
    text = read_file(path)
    section, in_block = "", False
    for row in text.split("\n") if isinstance(text, str) else ():
        if row.startswith("```"):
            in_block = not in_block
        elif row.startswith("## "):
            section = clean.line(row[3:]).strip()
        elif not section:
            continue
        elif in_block and (said := _SAYS_SOMETHING.match(row)):
            yield section, clean.line(said[1])
        elif not in_block and row.strip():
            yield section, clean.line(_MARKUP.sub("", row)).strip()
