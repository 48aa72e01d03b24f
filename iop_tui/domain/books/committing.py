"""Staying with it: how ready one is, what one takes part in, whether it fits, and who else is let in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, TypeVar

from iop_tui.domain import series
from iop_tui.domain.book import Book, Values, newest_first
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import rounded
from iop_tui.domain.page import Block
from iop_tui.domain.series import Number, Series
from iop_tui.values import dataclass

F = TypeVar("F", bound=Filled)


def newest(items: Iterable[F], until: date = date.max) -> F | None:
    """The one that was written down last, up to a day."""
    return min((each for each in items if (each.day or date.min) <= until), key=lambda each: newest_first(each, until), default=None)


def _day(item: Filled) -> str:
    return f"{in_words(item.day)} {item.day.year}" if item.day else ""


# How ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness(Filled):
    """How much it matters on a day, and how sure one is."""

    table: ClassVar[str] = "readiness"

    def first_line(self) -> str:
        return self.numbers or self.says("why") or self.says("more")

    @property
    def numbers(self) -> str:
        said = [f"{name} {self.says(name)}" for name in ("importance", "confidence") if self.says(name)]
        return ", ".join(said)


def _curves(items: Sequence[Filled], today: date) -> Sequence[Block]:
    """Both numbers over time; one alone says nothing as a curve."""
    found = [_series(items, name) for name in ("importance", "confidence")]
    known = [each for each in found if each.numbers]
    if max((len(each.numbers) for each in known), default=0) < 2:
        return []
    first = min(series.begins(known) or today, today - timedelta(days=6))
    said = " ".join(_course(each) for each in known)
    return [series.pair("How ready I am, 0 to 10", known, first, today, said)]


def _series(items: Sequence[Filled], name: str) -> Series:
    days = {each.day: value for each in reversed(items) if each.day and (value := each.number(name)) is not None}
    return Series(name, tuple(Number(day, days[day]) for day in sorted(days)), is_daily=False)


def _course(found: Series) -> str:
    name, values = found.name.capitalize(), [each.value for each in found.numbers]
    if len(values) == 1:
        return f"{name} {rounded(values[0])}."
    return f"{name} {rounded(values[0])} at first, {rounded(values[-1])} now, between {rounded(min(values))} and {rounded(max(values))}."


MOVES = (
    "Importance and confidence are your own numbers, 0 to 10, as you gave them on a day. "
    "They go up and down. A low one is news to bring along, and no verdict."
)

READINESS = Book(
    id="readiness",
    kind=Readiness,
    title="How ready I am",
    one="How ready am I today?",
    purpose="Two numbers, and what lies behind them. A 2 is as good to know as an 8.",
    empty="Nothing stands here yet. Two numbers and a reason take a minute, and over weeks they show what raises them.",
    unit="iop.s6.commit",
    fields=(
        Field(id="importance", kind="scale", label="How much does it matter to me?", low="not at all", high="nothing matters more"),
        Field(id="confidence", kind="scale", label="How sure am I that I can do it?", low="not sure at all", high="quite sure"),
        Field(id="why", kind="text", label="Why not lower?", help="Why is it not a 0? What speaks for it, if only a little?"),
        Field(
            id="more", kind="text", label="What would make it one more?", help="A ride, an hour later, one thing that somebody could say."
        ),
    ),
    order=newest_first,
    note=lambda item, _today: "; ".join(each for each in (_day(item), item.says("why"), item.says("more")) if each).replace("\n", ", "),
    state=lambda items, _today: items[0].first_line(),
    above=_curves,
    explain=lambda _items, _today: (MOVES,),
)


# What I take part in


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Filled):
    """What a person takes part in, in their own words, on a day."""

    table: ClassVar[str] = "agreement"


AGREEMENT = Book(
    id="agreement",
    kind=Agreement,
    title="What I take part in",
    one="What I take part in",
    purpose="Between you and you. It is no contract: it can change every week, and what it was before stays to read. "
    "To drink or use less, ask a doctor first: Ctrl+G, then 4.",
    empty="Nothing stands here yet. A line or two on what you take part in, and what you do on a hard day, come back in the weekly review.",
    unit="iop.s6.commit",
    fields=(
        Field(
            id="what", kind="text", label="What do I take part in?", help="Group on three days, one honest line, the homework. Your words."
        ),
        Field(id="why", kind="text", label="Why?"),
        Field(id="way", kind="text", label="What might get in the way?"),
        Field(
            id="then",
            kind="text",
            label="What will I do then?",
            help="One act that is possible on a hard day: send one line, come for an hour.",
        ),
        Field(id="remind", kind="line", label="Who may remind me?", help="Somebody you would not mind hearing it from. Or nobody."),
    ),
    order=newest_first,
    note=lambda item, _today: "; ".join(
        each for each in (_day(item), item.says("why"), f"then: {item.says('then')}" if item.says("then") else "") if each
    ).replace("\n", ", "),
    state=lambda items, _today: f"since {in_words(items[0].day)}" if items[0].day else "",
    snag=lambda values, _today: None if values.get("what") else Snag("what", "What do you take part in? A few words are enough."),
    is_dated=True,
)


# Whether it fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit(Filled):
    """How it is to work with somebody."""

    table: ClassVar[str] = "fit"

    session: int = 0
    """The session that it is about, where it was asked after one."""


FIT_AFTER = 3
"""So many times with somebody before it is asked how it fits."""
FIT_FOR = timedelta(days=14)
"""So long it is asked."""

LINES = ("matters", "same", "way", "off")
"""The four lines, by the names of their fields."""

WANT = ("stay", "talk about it", "look for another")


def _fit_line(id: str, label: str) -> Field:
    return Field(id=id, kind="scale", label=label, low="not at all", high="fully")


def asked_on(days: Iterable[date], today: date) -> bool:
    """Whether today is one of the days on which it is asked: from the third time on, for two weeks."""
    third = sorted(days)[FIT_AFTER - 1 : FIT_AFTER]
    return bool(third) and third[0] <= today <= third[0] + FIT_FOR


FIT = Book(
    id="fit",
    kind=Fit,
    title="How it fits",
    one="How does it fit?",
    purpose="Four lines about working with somebody. None of them is a grade, for you or for them, and nobody else sees it.",
    empty="Nothing stands here yet. After three times with a therapist or a group, four lines help to see whether to stay.",
    unit="iop.s6.change",
    fields=(
        Field(id="who", kind="line", label="With whom?", help="My therapist, the Monday group. A role is enough."),
        _fit_line("matters", "I can say what matters"),
        _fit_line("same", "We work toward the same things"),
        _fit_line("way", "The way of working suits me"),
        _fit_line("off", "I would say so if something were off"),
        Field(id="want", kind="choice", label="What do I want to do?", options=WANT),
        Field(
            id="say",
            kind="text",
            label="What will I say?",
            help="Such as: Some of this does not fit me yet. Can we talk about it?",
        ),
    ),
    order=newest_first,
    note=lambda item, _today: "; ".join(
        each for each in (_day(item), " ".join(item.says(name) or "-" for name in LINES), item.says("want")) if each
    ),
    state=lambda items, _today: items[0].says("want"),
    snag=lambda values, _today: None if values.get("who") else Snag("who", "With whom? A role is enough."),
    explain=lambda _items, _today: (
        "The four numbers are yours, 0 to 10: I can say what matters, we work toward the same things, the way of working suits me, "
        "I would say so if something were off. They are not added up. A dash is a line that was left empty.",
    ),
)


# Who else is let in


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Filled):
    """Whether somebody close takes part, and what they may know."""

    table: ClassVar[str] = "family"

    def first_line(self) -> str:
        answer = self.says("take")
        return self.says("who") or {"no": "Nobody takes part", "not now": "Not now"}.get(answer, answer or "Not answered yet")


INVITATION = (
    "I take part in a program, and there is a session for people close to me. I would like you to come. "
    "You do not have to say anything there. Can I tell you more about it?"
)


def _family_hidden(values: Values) -> frozenset[str]:
    return frozenset({"who", "know", "invite"}) if values.get("take") in ("no", "not now") else frozenset()


def _family_note(item: Filled, _today: date) -> str:
    parts: list[Any] = [item.says("take"), f"may know: {item.says('know')}" if item.says("know") else ""]
    return "; ".join(each for each in parts if each).replace("\n", ", ")


FAMILY = Book(
    id="family",
    kind=Family,
    title="Family and friends",
    one="Family and friends in the program",
    purpose=(
        "Whether anybody close takes part is yours to say, and it can change. No is an answer, and nothing asks again. "
        "If you are afraid of somebody at home, speak to one staff member first; Ctrl+G has more."
    ),
    empty="Nothing stands here. Yes, no or not now: with a yes there is room for who, what they may know, and an invitation to copy.",
    unit="iop.s6.support",
    fields=(
        Field(id="take", kind="yesno", label="Is somebody close to take part?"),
        Field(id="who", kind="line", label="Who?"),
        Field(id="know", kind="text", label="What may they know?", help="What is left out here stays with you."),
        Field(
            id="invite",
            kind="text",
            label="The invitation, in my words",
            help="To copy and send: v shows it as a page. Dates of family sessions are kept with your sessions.",
        ),
    ),
    order=newest_first,
    note=_family_note,
    state=lambda items, _today: items[0].says("take"),
    snag=lambda values, _today: None if values.get("take") else Snag("take", "Yes, no or not now: each of them is an answer."),
    hidden=_family_hidden,
)

BOOKS = (READINESS, AGREEMENT, FIT, FAMILY)
