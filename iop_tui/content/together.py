"""Rules that need more than one file: links and tags that exist, and no text that stands in two units."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from iop_tui.content.parse import Reading
from iop_tui.content.problems import did_you_mean, quoted
from iop_tui.content.prose import PROSE, words_of
from iop_tui.content.reading import Passage
from iop_tui.content.wordrules import word_list
from iop_tui.values import dataclass, field

RUN = 12
"""This many words in a row, the same in two units, are a copy."""
MAY_REPEAT = ("Before you start", "Get more help", "Words")
"""Safety is said the same way everywhere, and a term means the same."""


@dataclass(frozen=True)
class Known:
    """What the files around a unit allow it to name."""

    units: Collection[str] = ()
    planned: Collection[str] = ()
    tags: Mapping[str, Collection[str]] = field(default_factory=dict)
    """`feelings`, `situations`, `needs`."""
    sheets: Collection[str] = ()
    """The score sheets that come with the program."""

    def has(self, unit_id: str) -> bool:
        return unit_id in self.units or unit_id in self.planned


def check_links(reading: Reading, known: Known) -> None:
    """Every unit that is linked, offered instead, or named beside exists or is planned."""
    header, findings = reading.header, reading.findings
    for link in findings.links:
        if not known.has(link.unit):
            findings.problem(link.line, f"the link leads to {link.unit}, which is neither written nor planned{_near(link.unit, known)}")
    if header is None:
        return
    for key, named in (("alternative", header.alternative), ("reuse", header.reuse)):
        for each in named:
            if not known.has(each):
                line = findings.lines.get(f"key {key}", 1)
                findings.problem(line, f"{key} {quoted(each)} is neither written nor planned{_near(each, known)}")
            if each == header.id:
                findings.problem(findings.lines.get(f"key {key}", 1), f"{key} names the unit itself")


def _near(unit_id: str, known: Known) -> str:
    return did_you_mean(unit_id, {*known.units, *known.planned})


def check_tags(reading: Reading, known: Known) -> None:
    """Finder tags are words of tags.toml."""
    if reading.header is None or not known.tags:
        return
    header = reading.header
    for key, used in (("feelings", header.feelings), ("situations", header.situations), ("needs", header.needs)):
        for each in used:
            if each not in known.tags.get(key, ()):
                line = reading.findings.lines.get(f"key {key}", 1)
                reading.findings.problem(line, f"{key} {quoted(each)} is not in tags.toml{did_you_mean(each, known.tags.get(key, ()))}")


@dataclass
class Copies:
    """Remembers the runs of words of every unit it has seen."""

    seen: dict[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)

    def check(self, reading: Reading, report: bool = True) -> None:
        """Notes each passage that shares a run of words with an earlier unit; with `report` off it only remembers."""
        mine: dict[tuple[str, ...], tuple[str, int]] = {}
        for passage in reading.findings.passages:
            if passage.kind not in (*PROSE, "hint", "say") or passage.section in MAY_REPEAT:
                continue
            twin = None
            for run in _runs(passage):
                twin = twin or self.seen.get(run)
                mine[run] = (reading.findings.path, passage.line)
            if twin and report:
                reading.findings.problem(passage.line, f"{RUN} words or more in a row stand in {twin[0]}:{twin[1]} too; write them afresh")
        for run, place in mine.items():
            self.seen.setdefault(run, place)


def _runs(passage: Passage) -> list[tuple[str, ...]]:
    text = " ".join(passage.text.split()).casefold()
    for fixed in word_list().fixed:
        text = text.replace(fixed.casefold(), "\n")
    stretches = [words_of(stretch) for stretch in text.split("\n")]
    return [tuple(words[n : n + RUN]) for words in stretches for n in range(len(words) - RUN + 1)]
