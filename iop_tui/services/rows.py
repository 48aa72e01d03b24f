"""The form of a row of the diary card: its questions, and what is made of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iop_tui.domain import diary
from iop_tui.domain.diary import Target
from iop_tui.domain.fields import Field, Value
from iop_tui.values import replace

KIND_WORDS = {
    "feeling": "a feeling, 0 to 10",
    "urge": "an urge, 0 to 10, and whether I acted on it",
    "more": "something to do more of, yes or no",
    "number": "another number, 0 to 10",
}
"""The kinds of row that can be added, in words."""

ABOUT_WORDS = {diary.LIFE: "hurting myself or dying", diary.SUBSTANCES: "drinking or using", diary.OTHER: "something else"}


KIND_SHORT = {
    "feeling": "feeling",
    "urge": "urge",
    "more": "to do more of",
    "number": "number",
    "hours": "hours",
    "medicine": "medicine",
    "substances": "substances",
}

FIELDS = (
    Field(id="kind", kind="choice", label="What kind of row is it?", options=tuple(KIND_WORDS.values())),
    Field(id="title", kind="line", label="What is it called?", help="A word or two: loneliness, craving, call a friend, rested."),
    Field(id="about", kind="choice", label="What is the urge about?", options=tuple(ABOUT_WORDS.values())),
    Field(id="high", kind="scale", label="From which number on is it high?", low="any urge", high="only the strongest"),
)


def values(target: Target) -> dict[str, Value]:
    """What stands in the form of a row."""
    if not target.id:
        return {}
    return {"about": ABOUT_WORDS[target.about], "high": target.high, "kind": KIND_WORDS[target.kind], "title": target.title}


def read(target: Target, found: Mapping[str, Value]) -> Target:
    """The row as the answers have it."""
    kind, high = _key(KIND_WORDS, found.get("kind")), found.get("high")
    return replace(
        target,
        kind=kind,
        title=str(found.get("title") or ""),
        about=_key(ABOUT_WORDS, found.get("about")) or diary.OTHER if kind == "urge" else diary.OTHER,
        high=high if isinstance(high, int) else diary.HIGH,
    )


def check(found: Mapping[str, Value]) -> str:
    """What is still missing, as one sentence."""
    return "" if found.get("kind") else "Please pick what kind of row it is."


def hidden(found: Mapping[str, Value]) -> frozenset[str]:
    """The questions that only an urge is asked."""
    return frozenset() if found.get("kind") == KIND_WORDS["urge"] else frozenset(("about", "high"))


def about(target: Target) -> str:
    """Since when a row is asked, and from which number on an urge is high."""
    since = f"since {target.starts}" if target.starts > date.min else ""
    ended = f"until {target.stopped}" if target.stopped else ""
    high = f"high from {target.high}, about {ABOUT_WORDS[target.about]}" if target.kind == "urge" else ""
    return ", ".join(each for each in (high, since, ended) if each)


def _key(named: Mapping[str, str], value: Value | None) -> str:
    return next((key for key, each in named.items() if each == value), "")
