"""How a text reads: its sentences, their length, and the Flesch-Kincaid grade."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from iop_tui.content.parse import Reading
from iop_tui.content.reading import Passage
from iop_tui.content.wordrules import phrase_pattern, word_list

LONGEST_SENTENCE = 25
MEAN_SENTENCE = 14
GRADE = 7
GRADE_OF = {"iop.s3": 9, "iop.s5": 9}
"""Modules about money and law may read a little harder."""
PROSE = ("paragraph", "item", "quote")

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'+/.:-]*")
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|(?<=[.!?][\"')\]])\s+(?=[\"'(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Ms|Mrs|St|vs|etc|e\.g|i\.e|ed|No)\.$")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b(?:\s+[A-Z]{2,}\b)*")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences_of(text: str) -> list[tuple[int, str]]:
    """The sentences of a passage, each with the offset at which it begins. A list item or a label without a full stop is one too."""
    found: list[tuple[int, str]] = []
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(text[start : end.start()]):
            continue
        found.append((start, text[start : end.start()]))
        start = end.end()
    found.append((start, text[start:]))
    return [(offset, sentence) for offset, sentence in found if words_of(sentence)]


def check_sentences(reading: Reading) -> None:
    """No sentence is over 25 words, and the mean of the prose is 14 or fewer."""
    lengths: list[int] = []
    for passage in reading.findings.passages:
        if passage.kind in ("code", "title", "columns"):
            continue
        for offset, sentence in sentences_of(passage.text):
            count = len(words_of(sentence))
            if count > LONGEST_SENTENCE:
                line = passage.line_at(offset)
                reading.findings.problem(line, f"a sentence of {count} words; make two of it ({LONGEST_SENTENCE} at most)")
            if passage.kind in PROSE:
                lengths.append(count)
    if lengths and (mean := sum(lengths) / len(lengths)) > MEAN_SENTENCE:
        reading.findings.problem(0, f"sentences are {mean:.1f} words long on average; {MEAN_SENTENCE} or fewer read well")


def check_grade(reading: Reading, syllables: Callable[[str], int]) -> None:
    """The reading grade of the prose, skill names and explained terms left out."""
    if reading.header is None:
        return
    most = GRADE_OF.get(reading.header.module, GRADE)
    found = grade(reading, syllables)
    if found > most:
        reading.findings.problem(0, f"the reading grade is {found:.1f}; {most} or lower is the aim: shorter words, shorter sentences")


def grade(reading: Reading, syllables: Callable[[str], int]) -> float:
    """Flesch-Kincaid over all prose of a unit."""
    mask = _mask(reading)
    prose = [passage for passage in reading.findings.passages if passage.kind in PROSE and passage.section not in ("", "Words")]
    sentences = [mask(sentence) for passage in prose for _, sentence in sentences_of(passage.text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(syllables(word) for word in words) / len(words) - 15.59


def _mask(reading: Reading) -> Callable[[str], str]:
    """Puts one short word in the place of each term that the unit may use as it is."""
    title = reading.header.title.partition(":")[0] if reading.header else ""
    explained = [passage.text.partition(":")[0] for passage in _of(reading, "Words")]
    terms = phrase_pattern([term for term in (*word_list().masked, title, *explained) if words_of(term)])
    return lambda sentence: _ACRONYM.sub("term", terms.sub("term", sentence))


def _of(reading: Reading, section: str) -> Iterable[Passage]:
    return (passage for passage in reading.findings.passages if passage.section == section and passage.kind in PROSE)


@cache
def syllable_counter() -> Callable[[str], int] | None:
    """Counts syllables with pyphen's hyphenation points; `None` where it is not installed."""
    try:
        import pyphen  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        return None
    hyphens = pyphen.Pyphen(lang="en_US", left=1, right=1)

    @cache
    def count(word: str) -> int:
        parts = re.findall(r"[a-z]+", word.casefold().replace("'", ""))
        return sum(len(hyphens.positions(part)) + 1 for part in parts) or 1

    return count
