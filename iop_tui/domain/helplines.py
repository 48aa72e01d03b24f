"""Crisis contacts by country, and what is known of their age."""

from __future__ import annotations

from iop_tui.values import dataclass

ANYWHERE = "XX"
"""Stands for a country that nobody has written down yet."""

KINDS = (
    "crisis",
    "text",
    "veterans",
    "youth",
    "child",
    "violence",
    "sexual assault",
    "overdose",
    "poison",
    "indigenous",
    "support",
    "referral",
    "information",
    "eating",
)
"""What a line is for, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One service a person can reach."""

    name: str
    kind: str
    how: str
    """What the person reads: `call or text 988`."""
    number: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    who: str = ""
    """For whom it is, when not for everyone."""
    source: str = ""
    source_year: str = ""
    confidence: str = ""
    """`H` or `M`; rows of low confidence are not shipped."""
    checked_on: str = ""
    """The date on which a person really called it or opened its page, like `2026-11-02`; mostly empty."""
    origin: str = ""
    """Empty for shipped rows, else who added it."""

    def known(self) -> str:
        """What is known of the age of this row, in words."""
        if self.checked_on:
            return f"checked on {self.checked_on}"
        if self.source_year:
            return f"from a {self.source_year} source, not re-checked"
        return "not re-checked"


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    """Two letters; `EU` for the European Union, `XX` for anywhere."""
    name: str
    emergency: str
    """The emergency number; empty where it is not known."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Helplines:
    """All countries, and notes about what could not be read."""

    countries: tuple[Country, ...]
    notes: tuple[str, ...] = ()

    def for_country(self, code: str) -> Country:
        """The country of a code; anywhere, when it is not known."""
        wanted = code.strip().upper()
        found = next((each for each in self.countries if each.code == wanted), None)
        return found or next(each for each in (*self.countries, *BUILT_IN) if each.code == ANYWHERE)


_GENERAL = "general knowledge, not re-checked"
_STORED = "a stored public source"


def _seen(name: str, how: str, number: str, year: str, kind: str = "crisis", hours: str = "24/7") -> Line:
    return Line(name, kind, how, number, hours=hours, source=_STORED, source_year=year, confidence="H")


def _told(name: str, how: str, number: str, kind: str = "crisis", confidence: str = "H") -> Line:
    return Line(name, kind, how, number, source=_GENERAL, confidence=confidence)


BUILT_IN = (
    Country(
        "US",
        "United States",
        "911",
        (
            _seen("988 Suicide & Crisis Lifeline", "call or text 988, or chat at 988lifeline.org", "988", "2026"),
            _seen("Crisis Text Line", "text HOME to 741741", "741741", "", "text", ""),
            _seen("Veterans Crisis Line", "call 988 then press 1, or text 838255", "988", "2022", "veterans", ""),
            _seen(
                "National Domestic Violence Hotline", "call 1-800-799-7233, or text START to 88788", "18007997233", "2022", "violence", ""
            ),
            _told("Poison Control", "call 1-800-222-1222", "18002221222", "poison"),
        ),
    ),
    Country("CA", "Canada", "911", (_seen("9-8-8 Suicide Crisis Helpline", "call or text 988", "988", "2023"),)),
    Country(
        "GB",
        "United Kingdom",
        "999",
        (
            _seen("Samaritans", "call 116 123, free", "116123", ""),
            _seen("NHS 111 (England)", "call 111, choose the mental health option (2)", "111", "2024"),
            _told("Shout", "text SHOUT to 85258", "85258", "text"),
        ),
    ),
    Country(
        "IE",
        "Ireland",
        "112 or 999",
        (
            _seen("Samaritans", "call 116 123, free", "116123", ""),
            _seen("Text 50808", "text HELLO to 50808", "50808", "2020", "text", ""),
        ),
    ),
    Country("AU", "Australia", "000", (_seen("Lifeline", "call 13 11 14, or text 0477 13 11 14", "131114", "2022"),)),
    Country("NZ", "New Zealand", "111", (_seen("Need to talk?", "call or text 1737", "1737", "2018"),)),
    Country("IN", "India", "112", (_seen("Tele-MANAS", "call 14416 or 1-800-891-4416", "14416", "2025"),)),
    Country(
        "EU",
        "European Union",
        "112",
        (_seen("Emotional support", "call 116 123 (does not work in every country)", "116123", "", hours=""),),
    ),
    Country(ANYWHERE, "Anywhere", "", (_told("Find a Helpline", "look at findahelpline.com for a line in your country", ""),)),
)
"""The rows that are shown when the file of helplines is missing or broken."""
