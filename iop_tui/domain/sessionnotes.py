"""What a person writes about one session of one day: before it, during it if they like, after it, and what it was about."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from iop_tui.domain.fields import Field, words_of
from iop_tui.domain.filled import Filled
from iop_tui.domain.record import key_id
from iop_tui.values import dataclass

BEFORE, DURING, AFTER, UNITS = "before", "during", "after", "units"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionNote(Filled):
    """One page about a session of a day; `day` is the day by the pattern. Each page is kept by itself."""

    table: ClassVar[str] = "slots"

    session: int
    page: str
    """`before`, `during`, `after` or `units`."""

    @staticmethod
    def id_for(session: int, day: date, page: str) -> int:
        return key_id("slot", session, day.isoformat(), page)

    @property
    def units(self) -> tuple[str, ...]:
        """The units of the program that it was about."""
        return tuple(str(each) for each in self.values.get("units") or ())


def _worry(id: str, label: str) -> Field:
    return Field(id=id, kind="scale", label=label, low="not worried", high="as worried as can be")


FIELDS = {
    BEFORE: (
        Field(id="want", kind="text", label="What do I want from it?", help="One thing is plenty."),
        Field(
            id="share",
            kind="text",
            label="One thing I could share",
            help="A fact, a feeling or a need. Passing on purpose is fine, too. No names.",
        ),
        _worry("worry-before", "How worried am I about it?"),
    ),
    DURING: (
        Field(id="notes", kind="text", label="A few words of my own", help="About yourself only. Nobody's name, and nobody's story."),
    ),
    AFTER: (
        Field(id="take", kind="text", label="What do I take along?", help="A thought of your own. Other people's words stay in the room."),
        _worry("worry-after", "How worried am I about next time?"),
    ),
}
"""The questions of each page."""

TITLES = {BEFORE: "Before it", DURING: "During it", AFTER: "After it", UNITS: "Today in group"}

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDS = '.!?:;\n"“”()[]-–—*•'
_NO_NAMES = frozenset(("i", "i'm", "i'll", "i've", "i'd", "mom", "dad", "mum", "god", "english", "spanish", "zoom", "teams"))
"""Words with a capital that name nobody; the days and the months come to them."""
_TIMES = frozenset(each.casefold() for each in (*day_name, *month_name, *day_abbr, *month_abbr) if each)


def may_name(texts: Iterable[str], known: Iterable[str]) -> str:
    """A word that may be the name of somebody else; nothing where none looks like one.

    It is written with a capital, stands where no sentence begins, and is not among the words that are `known`.
    """
    own = {word.casefold() for text in known for word in _WORD.findall(text)} | _NO_NAMES | _TIMES
    for text in texts:
        for found in _WORD.finditer(text):
            word = found[0]
            before = text[: found.start()].rstrip(" \t")
            begins = not before or before[-1] in _ENDS
            if word[0].isupper() and not word.isupper() and not begins and word.casefold() not in own:
                return word
    return ""


def texts_of(note: Filled) -> list[str]:
    """Every piece of text on a page."""
    return [word for value in note.values.values() for word in words_of(value)]
