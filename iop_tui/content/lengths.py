"""How long each part of a unit may be."""

from __future__ import annotations

import re

from iop_tui.content.parse import Reading
from iop_tui.content.prose import PROSE, words_of
from iop_tui.content.reading import Passage
from iop_tui.content.structure import fields_in, section_line
from iop_tui.values import dataclass

TITLE_WORDS = 6
TEACHING = (350, 700)
EXAMPLE = (60, 120)
SHORT = (80, 160)
LINE_WIDTH = 72
CHARACTERS = {"label": 40, "help": 90, "what": 60}
TRY_FIELDS, WORKSHEET_FIELDS = 8, 40
NOT_TEACHING = ("", "Try it", "Check", "Words", "Short version")
MOST_COLUMNS = 4
_UNDER_HEAD = re.compile(r"[\s|:-]*-[\s|:-]*\|[\s|:-]*")
SHOWN = (*PROSE, "heading", "cell")


def check_lengths(reading: Reading) -> None:
    _title(reading)
    _teaching(reading)
    _examples(reading)
    _short_version(reading)
    _characters(reading)
    _fields(reading)
    _glossary(reading)
    _tables(reading)
    _source_lines(reading)


def _count(passages: list[Passage]) -> int:
    return sum(len(words_of(passage.text)) for passage in passages)


def _shown(reading: Reading, section: str, kinds: tuple[str, ...] = SHOWN) -> list[Passage]:
    return [passage for passage in reading.findings.passages if passage.section == section and passage.kind in kinds]


def _title(reading: Reading) -> None:
    if reading.header is None:
        return
    name, colon, rest = reading.header.title.partition(":")
    for part in (name, rest):
        if len(words_of(part)) > TITLE_WORDS:
            reading.findings.problem(1, f"a title has {TITLE_WORDS} words or fewer{' on each side of its colon' if colon else ''}")


def teaching_words(reading: Reading) -> int:
    """Words of teaching: everything but the exercise, the check, the glossary and the short version."""
    return _count([each for each in reading.findings.passages if each.section not in NOT_TEACHING and each.kind in SHOWN])


def _teaching(reading: Reading) -> None:
    count = teaching_words(reading)
    if not TEACHING[0] <= count <= TEACHING[1]:
        reading.findings.problem(0, f"{count} words of teaching; a unit has {TEACHING[0]} to {TEACHING[1]}")


@dataclass
class _Example:
    line: int
    words: int = 0


def _examples(reading: Reading) -> None:
    found: list[_Example] = []
    for passage in _shown(reading, "Example"):
        if passage.kind == "heading":
            found.append(_Example(passage.line))
        elif found:
            found[-1].words += len(words_of(passage.text))
    line = section_line(reading, "Example")
    if line and len(found) != 2:
        reading.findings.problem(line, f"{len(found)} examples; write two, each under a ### heading: one everyday, one harder")
    for each in found:
        if not EXAMPLE[0] <= each.words <= EXAMPLE[1]:
            reading.findings.problem(each.line, f"an example of {each.words} words; {EXAMPLE[0]} to {EXAMPLE[1]} read well")


def _short_version(reading: Reading) -> None:
    line = section_line(reading, "Short version")
    count = _count(_shown(reading, "Short version"))
    if line and not SHORT[0] <= count <= SHORT[1]:
        reading.findings.problem(line, f"the short version has {count} words; about 120 is right")


def _characters(reading: Reading) -> None:
    for passage in reading.findings.passages:
        most = CHARACTERS.get(passage.kind)
        if most and len(passage.text) > most:
            reading.findings.problem(passage.line, f"{passage.kind} has {len(passage.text)} characters; {most} at most")


def _fields(reading: Reading) -> None:
    if reading.header is None:
        return
    most = WORKSHEET_FIELDS if reading.header.track == "iop" else TRY_FIELDS
    count = len(fields_in(reading, "Try it"))
    if count > most:
        reading.findings.problem(section_line(reading, "Try it"), f"{count} fields to fill in; {most} at most")


def _glossary(reading: Reading) -> None:
    count = len(_shown(reading, "Words", ("item",)))
    if count > 5:
        reading.findings.problem(section_line(reading, "Words"), f"{count} words explained; five at most")


def _tables(reading: Reading) -> None:
    """The row of dashes under a table's head counts its columns."""
    for number, row in enumerate(reading.lines, 1):
        if _UNDER_HEAD.fullmatch(row) and row.strip().strip("|").count("|") >= MOST_COLUMNS:
            reading.findings.problem(number, "a table has four columns at most; make a list of it")


def _source_lines(reading: Reading) -> None:
    """Prose keeps to 72 characters and plain ASCII; what stands in a block may be longer."""
    in_block = False
    for number, row in enumerate(reading.lines, 1):
        if row.lstrip().startswith("```"):
            in_block = not in_block
        elif not in_block and len(row) > LINE_WIDTH and not row.startswith(("|", "# ")):
            reading.findings.problem(number, f"this line has {len(row)} characters; {LINE_WIDTH} at most, so that it reads well anywhere")
        if not row.isascii():
            odd = next(each for each in row if not each.isascii())
            reading.findings.problem(number, f"plain ASCII only: write {odd!a} (U+{ord(odd):04X}) another way")
