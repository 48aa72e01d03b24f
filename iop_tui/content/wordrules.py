"""Word rules: phrases that do not belong in a unit, and how a unit excuses one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from iop_tui.content.parse import Reading
from iop_tui.content.problems import Level, quoted
from iop_tui.values import dataclass

_SAYS_NOTHING = ("code",)


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that share one piece of advice."""

    say: str
    level: Level
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class WordList:
    groups: tuple[Group, ...]
    fixed: tuple[str, ...]
    """Lines that may stand in many units."""
    masked: tuple[str, ...]
    """Terms that do not count for the reading grade."""


@cache
def word_list() -> WordList:
    """The word list that lies beside this file."""
    raw = tomllib.loads((Path(__file__).parent / "wordlist.toml").read_text(encoding="utf-8"))
    return WordList(tuple(_group(each) for each in raw["group"]), tuple(raw["fixed"]["lines"]), tuple(raw["masked"]["terms"]))


def check_words(reading: Reading) -> None:
    """Notes each phrase of the word list that the unit does not excuse, and each excuse that nothing needs."""
    allow = reading.header.allow if reading.header else {}
    used: set[str] = set()
    for passage in reading.findings.passages:
        if passage.kind in _SAYS_NOTHING:
            continue
        for group in word_list().groups:
            for found in _matches(group, passage.text):
                phrase = " ".join(found[0].casefold().split())
                excuse = next((each for each in allow if each == phrase or re.search(rf"\b{re.escape(each)}\b", phrase)), "")
                if excuse:
                    used.add(excuse)
                else:
                    reading.findings.problem(passage.line_at(found.start()), f"{quoted(phrase)}: {group.say}", group.level)
    for each in sorted(set(allow) - used):
        line = reading.findings.lines.get("key allow", 1)
        reading.findings.problem(line, f"allow excuses {quoted(each)}, which the unit does not need; take it out", "warning")


def phrase_pattern(phrases: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some phrases as whole words, across line breaks; `*` at the end stands for any ending."""
    parts = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = r"\s+".join(re.escape(word) for word in phrase.rstrip("*").split())
        parts.append(words + (r"\w*" if phrase.endswith("*") else ""))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)


def _matches(group: Group, text: str) -> list[re.Match[str]]:
    matches = list(group.pattern.finditer(text))
    if not matches or group.unless is None:
        return matches
    spared = [each.span() for each in group.unless.finditer(text)]
    return [found for found in matches if not any(first <= found.start() < last for first, last in spared)]


def _group(raw: dict[str, Any]) -> Group:
    pattern = re.compile(raw["pattern"], re.IGNORECASE) if "pattern" in raw else phrase_pattern(raw["words"])
    unless = phrase_pattern(raw["except"]) if "except" in raw else None
    return Group(raw["say"], raw.get("level", "error"), pattern, unless)
