"""Finding a program: whom to ask, and the books that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from iop_tui import words
from iop_tui.domain.book import Book, Values
from iop_tui.domain.books.calls import CALLS
from iop_tui.domain.books.goals import GOALS
from iop_tui.domain.books.programs import PROGRAMS
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.values import dataclass

ANSWER_WITHIN = timedelta(days=7)
"""After so long without an answer, asking again is due."""

SCRIPT = (
    "One way to say it: I am looking for an intensive outpatient program, a few hours a day, several days a week. "
    "Do you know one that fits me? Would you write a referral, if one is needed?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Filled):
    """Somebody who may know of a program."""

    table: ClassVar[str] = "asks"

    @property
    def is_open(self) -> bool:
        return not self.says("answer")

    @property
    def again_on(self) -> date | None:
        """The day on which asking, or asking again, is due; nothing where no day was set and nobody was asked."""
        asked = self.on("asked")
        return self.on("again") or (asked + ANSWER_WITHIN if asked else None)


def _group(item: Filled, _today: date) -> str:
    return "Open" if isinstance(item, Ask) and item.is_open else "Answered"


def _order(item: Filled, today: date) -> tuple[Any, ...]:
    again = item.again_on if isinstance(item, Ask) else None
    return (_group(item, today) != "Open", again or date.max, item.first_line().casefold())


def _due(item: Filled, today: date) -> str:
    if not isinstance(item, Ask) or not item.is_open or item.again_on is None or item.again_on > today:
        return ""
    asked = item.on("asked")
    return f"Ask {item.first_line()} again, asked {in_words(asked)}" if asked else f"Ask {item.first_line()} about a program"


def _note(item: Filled, _today: date) -> str:
    asked, again = item.on("asked"), item.again_on if isinstance(item, Ask) and item.is_open else None
    parts = (item.says("role"), f"asked {in_words(asked)}" if asked else "not asked yet", item.says("answer"))
    return "; ".join(each for each in (*parts, f"again {in_words(again)}" if again else "") if each)


def _state(items: Sequence[Filled], _today: date) -> str:
    waiting = sum(1 for each in items if isinstance(each, Ask) and each.is_open)
    return f"{waiting} open of {len(items)}"


def _snag(values: Values, today: date) -> Snag | None:
    return asked_ahead(values, today) or (None if values.get("who") else Snag("who", "Who is it? A name or an office is enough."))


def asked_ahead(values: Values, today: date, name: str = "asked") -> Snag | None:
    """A day in the past was meant, and one ahead was typed."""
    return Snag(name, words.NOT_YET) if str(values.get(name) or "") > today.isoformat() else None


ASKS = Book(
    id="asks",
    kind=Ask,
    title="Whom to ask",
    one="Somebody to ask",
    purpose=SCRIPT,
    empty="Nobody stands here yet. A therapist, a doctor, a school counselor or a health plan's own line can be the first.",
    unit="iop.s2.find",
    fields=(
        Field(id="who", kind="contact", label="Who is it?"),
        Field(
            id="role",
            kind="choice",
            label="What are they?",
            options=(
                "therapist",
                "psychiatrist",
                "primary care doctor",
                "health plan",
                "work or school",
                "friend or peer",
                "somebody else",
            ),
        ),
        Field(id="asked", kind="date", label="Asked on", help="Leave it empty until you have asked."),
        Field(id="answer", kind="text", label="What was the answer?"),
        Field(id="again", kind="date", label="Ask, or ask again, on", help="Without a day: a week after you asked."),
    ),
    order=_order,
    group=_group,
    note=_note,
    due=_due,
    state=_state,
    snag=_snag,
)

BOOKS = (ASKS, PROGRAMS, CALLS, GOALS)
