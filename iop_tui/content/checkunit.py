"""What a program can check of one unit, or of one opening of a folder."""

from __future__ import annotations

from pathlib import Path

from iop_tui.content.folder import MODULE_FILE
from iop_tui.content.lengths import check_lengths
from iop_tui.content.parse import Reading, read_opening_file
from iop_tui.content.problems import Problem
from iop_tui.content.prose import check_grade, check_sentences, syllable_counter
from iop_tui.content.structure import check_structure
from iop_tui.content.together import Known, check_links, check_tags
from iop_tui.content.wordrules import check_words
from iop_tui.domain.unit import Origin


def check_unit(reading: Reading, known: Known) -> None:
    """Notes every problem of one unit beside those that reading it found."""
    if reading.lines and reading.header is not None:
        check_structure(reading)
        check_lengths(reading)
        check_sentences(reading)
        check_words(reading)
        if counter := syllable_counter():
            check_grade(reading, counter)
        if not reading.header.sources:
            reading.findings.problem(reading.findings.lines.get("head", 1), 'name the "sources" that the unit rests on')
    check_links(reading, known)
    check_tags(reading, known)


def check_opening(path: Path, name: str, known: Known, root: Path, shown: str) -> list[Problem]:
    """Every problem of a `_track.md` or `_module.md`."""
    opening, _, findings = read_opening_file(path, name, Origin("shipped", str(root)), root, shown)
    reading = Reading(findings)
    check_words(reading)
    check_sentences(reading)
    for each in opening.order if opening is not None and path.name == MODULE_FILE else ():
        if not known.has(each):
            findings.problem(findings.lines["head"], f'order names "{each}", which is neither written nor planned')
    check_links(reading, known)
    return sorted(findings.problems, key=lambda problem: problem.line)
