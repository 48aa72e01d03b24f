"""Working with a program between the sessions: homework, and what was not said yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from iop_tui.domain.book import Book, Values
from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import many, rounded
from iop_tui.domain.page import Block, paragraph
from iop_tui.values import dataclass

OPEN, DONE, PARTLY, NOT_NOW = "open", "done", "partly", "not this time"
STANDS = (OPEN, DONE, PARTLY, NOT_NOW)
WORTH = {DONE: 1.0, PARTLY: 0.5, NOT_NOW: 0.0}

QUALITY = ("none of it yet", "a little of it", "a good part of it", "well")
"""How well it went, from 0 to 3."""

FROM = ("therapist", "group", "workshop", "a unit", "myself")

STAYS_ON_TODAY = timedelta(days=7)
"""So long after its day homework stands on Today; then it stays in its list."""

HALF = (
    "Done counts whole, partly counts half, not this time counts as none, and open counts neither way. "
    "It goes by the day it is for, or by the day it was written down. Half or more is a mark to steer by, and no grade."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Homework(Filled):
    """Something to do until a day."""

    table: ClassVar[str] = "homework"

    @property
    def stands(self) -> str:
        return self.says("stands") or OPEN

    @property
    def is_open(self) -> bool:
        return self.stands == OPEN

    @property
    def for_day(self) -> date | None:
        """The day that it belongs to."""
        return self.on("due") or self.day

    @property
    def how(self) -> str:
        """How it stands, in words: `partly, a little of it; in the way: no quiet room`."""
        way = self.says("way").replace("\n", ", ")
        return "; ".join(
            part
            for part in (", ".join(each for each in (self.stands, self.says("quality")) if each), f"in the way: {way}" if way else "")
            if part
        )


@dataclass(frozen=True, slots=True)
class HomeworkWeek:
    """How the homework of one week went, as far as it was told."""

    part: float
    whole: int
    still_open: int

    @property
    def is_half(self) -> bool:
        return self.part >= self.whole / 2

    @property
    def line(self) -> str:
        """`1.5 of 2, half or more; 1 open`; nothing where nothing is for that week."""
        told = f"{rounded(self.part)} of {self.whole}, {'half or more' if self.is_half else f'half is {rounded(self.whole / 2)}'}"
        return "; ".join(each for each in (told if self.whole else "", f"{self.still_open} open" if self.still_open else "") if each)

    def explain(self) -> str:
        """The number with its rule."""
        return f"Homework of this week: {self.line or 'none'}. {HALF}"


def homework_week(items: Iterable[Filled], day: date) -> HomeworkWeek:
    """The homework for the days of a week, Monday to Sunday."""
    monday, sunday = week_of(day)
    own = [each for each in items if isinstance(each, Homework) and each.for_day and monday <= each.for_day <= sunday]
    told = [WORTH[each.stands] for each in own if each.stands in WORTH]
    return HomeworkWeek(sum(told), len(told), len(own) - len(told))


def _order(item: Filled, today: date) -> tuple[Any, ...]:
    if not isinstance(item, Homework):
        return (2,)
    day = item.for_day or date.max
    return (0, item.on("due") or date.max, day) if item.is_open else (1, -day.toordinal())


def _due(item: Filled, today: date) -> str:
    due = item.on("due")
    if not isinstance(item, Homework) or not item.is_open or due is None or not due - timedelta(days=1) <= today <= due + STAYS_ON_TODAY:
        return ""
    when = {0: "for today", 1: "for tomorrow"}.get((due - today).days, f"was for {in_words(due)}; it can still be done, or let go")
    return f"Homework {when}: {item.first_line()}" if due >= today else f"Homework: {item.first_line()} ({when})"


def _note(item: Filled, _today: date) -> str:
    due = item.on("due")
    whence = f"from {item.says('from')}" if item.says("from") else ""
    parts = (whence, f"for {in_words(due)}" if due else "", item.how if isinstance(item, Homework) else "")
    return "; ".join(each for each in parts if each)


def _state(items: Sequence[Filled], today: date) -> str:
    waiting = sum(1 for each in items if isinstance(each, Homework) and each.is_open)
    week = homework_week(items, today)
    return ", ".join(each for each in (f"{waiting} open", f"this week {rounded(week.part)} of {week.whole}" if week.whole else "") if each)


def _above(items: Sequence[Filled], today: date) -> Sequence[Block]:
    line = homework_week(items, today).line
    return [paragraph(f"This week: {line}.")] if line else []


def _hidden(values: Values) -> frozenset[str]:
    return frozenset({"quality", "way"}) if values.get("stands") in (None, "", OPEN) else frozenset()


HOMEWORK = Book(
    id="homework",
    kind=Homework,
    title="Homework",
    one="Homework",
    purpose="What you want to try before next time, from a session or from yourself. A small piece of it counts, too.",
    empty="No homework stands here. After a session, write down what you want to try and for when; it comes to Today the day before.",
    unit="iop.s6.attend",
    fields=(
        Field(id="what", kind="text", label="What is it?", help="Small, and so that you could tell when it is done."),
        Field(id="from", kind="choice", label="Where does it come from?", options=FROM),
        Field(id="due", kind="date", label="For which day?", help="It stands on Today from the day before. Without a day it stays here."),
        Field(id="stands", kind="choice", label="How does it stand?", options=STANDS),
        Field(id="quality", kind="choice", label="How well did it go?", options=QUALITY),
        Field(id="way", kind="text", label="What got in the way?", help="News about the plan, not about you. It can go to your team."),
    ),
    order=_order,
    group=lambda item, _today: "Open" if isinstance(item, Homework) and item.is_open else "Told",
    note=_note,
    due=_due,
    state=_state,
    above=_above,
    explain=lambda items, today: (homework_week(items, today).explain(),),
    snag=lambda values, _today: None if values.get("what") else Snag("what", "What is it, in a few words?"),
    hidden=_hidden,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid(Filled):
    """Something that was not said yet."""

    table: ClassVar[str] = "unsaid"

    @property
    def is_said(self) -> bool:
        return self.says("step") == LADDER[-1]


LADDER = ("only written here", "said aloud, alone", "told somebody there is something", "said a part of it", "said it")
"""The rungs, from the first to the last. Any of them is a place to stay."""


def _unsaid_note(item: Filled, _today: date) -> str:
    whom, step, small = item.says("whom"), item.says("step") or LADDER[0], item.says("next")
    return "; ".join(each for each in (f"to {whom}" if whom else "", step, f"next: {small}" if small else "") if each)


def _unsaid_state(items: Sequence[Filled], _today: date) -> str:
    waiting = sum(1 for each in items if isinstance(each, Unsaid) and not each.is_said)
    return f"{waiting} not said yet" if waiting else f"{many(len(items), 'thing')} said"


UNSAID = Book(
    id="unsaid",
    kind=Unsaid,
    title="What I have not said yet",
    one="Something I have not said yet",
    purpose=(
        "For you alone, in a few words. No export and no page takes it along, unless you choose it item by item with: iop export unsaid. "
        "If it is about not being safe, it is worth a person today: Ctrl+G."
    ),
    empty="Nothing stands here. What is hard to say can be written here first, and wait on any rung for as long as you like.",
    unit="iop.s6.group",
    fields=(
        Field(id="words", kind="text", label="What is it?", help="A few words are enough. You know the rest."),
        Field(id="whom", kind="line", label="Who could hear it?", help="A role is enough: my therapist, the group, one staff member."),
        Field(id="step", kind="choice", label="How far has it come?", options=LADDER),
        Field(
            id="next",
            kind="text",
            label="What is the next small step?",
            help="Ask what they would pass on. Write one line down. Or wait.",
        ),
    ),
    order=lambda item, _today: (isinstance(item, Unsaid) and item.is_said, item.created is None, item.created),
    group=lambda item, _today: "Said" if isinstance(item, Unsaid) and item.is_said else "Not yet",
    note=_unsaid_note,
    state=_unsaid_state,
    snag=lambda values, _today: None if values.get("words") else Snag("words", "A word or two, please. You know the rest."),
    is_private=True,
)

BOOKS = (HOMEWORK, UNSAID)
