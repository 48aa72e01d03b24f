"""Goals in a person's own words, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from iop_tui.domain.book import Book, Values
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import many
from iop_tui.values import dataclass

OPEN = "open"
STANDS = (OPEN, "reached", "changed", "let go")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Filled):
    """Something a person wants."""

    table: ClassVar[str] = "goals"

    def first_line(self) -> str:
        return " ".join(self.says("goal").split())

    @property
    def stands(self) -> str:
        return self.says("stands") or OPEN

    @property
    def is_open(self) -> bool:
        return self.stands == OPEN


def open_ones(items: Sequence[Filled]) -> list[Goal]:
    """The goals that are open, in their order."""
    return [each for each in items if isinstance(each, Goal) and each.is_open]


def _group(item: Filled, _today: date) -> str:
    return "Open" if isinstance(item, Goal) and item.is_open else "Reached, changed or let go"


def _order(item: Filled, today: date) -> tuple[Any, ...]:
    matters = item.number("matters")
    return (_group(item, today) != "Open", -(matters or 0), item.created is None, item.created, item.id)


def _note(item: Filled, today: date) -> str:
    if not isinstance(item, Goal):
        return ""
    review = item.on("review") if item.is_open else None
    parts = (
        "" if item.is_open else item.stands,
        item.says("saw"),
        item.says("seen"),
        f"matters {item.says('matters')}" if item.says("matters") else "",
        f"sure {item.says('sure')}" if item.says("sure") else "",
        f"look again {'today' if review == today else in_words(review)}" if review else "",
    )
    return "; ".join(" ".join(each.split()) for each in parts if each)


def _due(item: Filled, today: date) -> str:
    review = item.on("review")
    is_due = isinstance(item, Goal) and item.is_open and review is not None and review <= today
    return f"A look at your goal: {item.first_line()}" if is_due else ""


def _state(items: Sequence[Filled], _today: date) -> str:
    return f"{len(open_ones(items))} open of {many(len(items), 'goal')}"


def _snag(values: Values, _today: date) -> Snag | None:
    return None if str(values.get("goal") or "").strip() else Snag("goal", "What do you want? Your own words will do.")


GOALS = Book(
    id="goals",
    kind=Goal,
    title="Goals",
    one="A goal",
    purpose="A wish as it comes is enough to begin. Something you do, small, and yours: such a goal is easier to work with. "
    "To drink or use less, ask a doctor first: Ctrl+G, then 4.",
    empty="No goal stands here yet. One is enough: what do you want, and what would somebody see you do on a Tuesday?",
    unit="iop.s4.goals",
    fields=(
        Field(id="goal", kind="line", label="What do you want?", help="As you would say it to a friend."),
        Field(id="seen", kind="line", label="How will you know?", help="What would somebody see you do? A day, a place, a thing you do."),
        Field(id="matters", kind="scale", label="How much does it matter to you?", low="not at all", high="more than nearly anything"),
        Field(
            id="sure",
            kind="scale",
            label="How sure are you that you can begin?",
            help="Under 5? Make the goal smaller and rate again.",
            low="not sure at all",
            high="as sure as can be",
        ),
        Field(id="review", kind="date", label="When do you look at it again?", help="It stands on Today then."),
        Field(id="stands", kind="choice", label="How does it stand?", options=STANDS),
        Field(id="saw", kind="text", label="What did you see?", help="A goal that was changed or let go taught you something, too."),
    ),
    order=_order,
    group=_group,
    note=_note,
    due=_due,
    state=_state,
    snag=_snag,
)
