"""The diary card: one day on one page. What its rows ask is the person's own, and changes with its date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from iop_tui.domain.fields import Field, Value
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass, field

KINDS = ("feeling", "urge", "more", "number", "hours", "medicine", "substances")
"""`feeling`, `urge` and `number` go from 0 to 10; `more` is something to do more of, yes or no; `hours` are of sleep."""

LIFE, SUBSTANCES, OTHER = "life", "substances", "other"
ABOUT = (LIFE, SUBSTANCES, OTHER)
"""What an urge is about: hurting oneself or dying, drinking or using, or something else."""

HIGH = 7
"""From this number on an urge is high, where the person has not chosen another."""

MEDICINE = ("taken", "partly", "not taken")
SUBSTANCE_WORDS = ("none", "some", "rather not say")
WHY_NONE = (
    "nothing called for one",
    "it did not come to mind",
    "I did not want to",
    "I tried, and could not",
    "rather not say",
)
"""Why no skill was used, to pick from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """One row of the card. With other words it is another row, so that old cards keep the question they answered."""

    table: ClassVar[str] = "targets"

    kind: str
    title: str
    about: str = OTHER
    """For an urge, one of `ABOUT`."""
    high: int = HIGH
    """For an urge: from this number on, help or the plan for it is offered."""
    starts: date = date.min
    stopped: date | None = None
    """The first day on which it is no longer asked."""
    was: int = 0
    """The row that it took the place of."""

    def is_on(self, day: date) -> bool:
        return self.starts <= day and (self.stopped is None or day < self.stopped)

    def field(self) -> Field:
        """What is filled in for it."""
        match self.kind:
            case "more":
                return Field(id=str(self.id), kind="choice", label=self.title, options=("yes", "no"))
            case "hours":
                return Field(id=str(self.id), kind="number", label=self.title, min=0, max=24)
            case "medicine":
                return Field(id=str(self.id), kind="choice", label=self.title, options=MEDICINE)
            case "substances":
                return Field(id=str(self.id), kind="choice", label=self.title, options=SUBSTANCE_WORDS)
        return Field(id=str(self.id), kind="scale", label=self.title, low="not at all", high="as strong as it gets")

    def is_high(self, value: object) -> bool:
        return self.kind == "urge" and isinstance(value, int) and value >= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Record):
    """One day; `day` is the day it is about. What was left out is not in it, and no number is ever made up."""

    table: ClassVar[str] = "diary"

    values: dict[str, Any] = field(default_factory=dict)
    """By the target's id: a number or a word."""
    acted: dict[str, bool] = field(default_factory=dict)
    """By the urge's id: whether it was acted on, which can be so at an urge of 0 as well."""
    why_none: str = ""
    """Why no skill was used."""
    note: str = ""

    @staticmethod
    def id_for(day: date) -> int:
        return key_id("card", day.isoformat())

    @property
    def is_begun(self) -> bool:
        return bool(self.values or self.acted or self.why_none or self.note)

    def value(self, target: Target) -> Value | None:
        found = self.values.get(str(target.id))
        return found if isinstance(found, (int, float, str)) else None

    def number(self, target: Target) -> float | None:
        """A row's value as a number, for a chart; yes is 1 and no is 0."""
        found = self.values.get(str(target.id))
        if found in ("yes", "no"):
            return float(found == "yes")
        return float(found) if isinstance(found, (int, float)) else None


def standard(need: str) -> tuple[Target, ...]:
    """The rows that everybody begins with. No urge is put into anybody's mouth but the one they came for."""
    rows = [("feeling", each) for each in ("sadness", "fear", "anger", "shame", "joy")]
    if need in ("substance use", "both"):
        rows.append(("urge", "drink or use"))
    rows += [("number", "how hard the day was"), ("hours", "hours of sleep"), ("medicine", "medicine")]
    if need in ("substance use", "both"):
        rows.append(("substances", "alcohol or drugs"))
    return tuple(
        Target(id=key_id("target", title), kind=kind, title=title, about=SUBSTANCES if kind == "urge" else OTHER) for kind, title in rows
    )


def all_targets(kept: Iterable[Target], need: str) -> tuple[Target, ...]:
    """Every row there is or was, in the order of the card; a kept one stands for the standard one with its id."""
    found = {each.id: each for each in (*standard(need), *kept)}
    places = {each_id: place for place, each_id in enumerate(found)}
    return tuple(sorted(found.values(), key=lambda each: (KINDS.index(each.kind) if each.kind in KINDS else len(KINDS), places[each.id])))


def on_card(targets: Iterable[Target], card: Card, day: date) -> tuple[Target, ...]:
    """The rows of one day's card: what was asked then, and whatever it holds a value of."""
    held = {*card.values, *card.acted}
    return tuple(each for each in targets if each.is_on(day) or str(each.id) in held)


def rises_high(target: Target, before: object, value: object) -> bool:
    """Whether an urge has become high with this value, so that what is offered is offered once."""
    return target.is_high(value) and not target.is_high(before)
