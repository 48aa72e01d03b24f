"""Using a skill in life: what was used, how it was before and after, and whether it helped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from iop_tui.domain.record import Record
from iop_tui.values import dataclass

REPEATS = (2, 7, 21)
"""Days after a use until the skill comes up again: soon at first, then with longer gaps. After the last it is the person's own."""

LET_GO = 14
"""Days after which a repeat that was not taken up no longer comes up."""

STRONG = 7
"""From here on, of 10, something is still strong after a skill."""

HELPED_LITTLE = 3
"""At this rating or below, another skill or a person is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """One use of a skill; `day` is when it was."""

    table: ClassVar[str] = "practice"

    unit: str
    title: str
    """The unit's title as it was."""
    before: int | None = None
    """How strong it was, 0 to 10; nothing where it was not said."""
    after: int | None = None
    helped: int | None = None
    """0 not at all, 10 a great deal."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A skill whose turn it is again."""

    unit: str
    last: date
    days: int
    """Days since it was last used."""


def repeats(uses: Iterable[tuple[str, date]], today: date) -> tuple[Repeat, ...]:
    """The skills whose turn it is today, the longest overdue last, since what is fresh is saved most easily.

    `uses` are a unit and a day each: an exercise that was finished, or a use in life. Two on one day are one.
    """
    days: dict[str, set[date]] = {}
    for unit, day in uses:
        days.setdefault(unit, set()).add(day)
    found = []
    for unit, used in days.items():
        last = max(used)
        if len(used) > len(REPEATS) or last > today:
            continue
        due = last + timedelta(days=REPEATS[len(used) - 1])
        if due <= today <= due + timedelta(days=LET_GO):
            found.append((today - due, Repeat(unit, last, (today - last).days)))
    return tuple(repeat for _, repeat in sorted(found, key=lambda each: (each[0], each[1].unit)))


def did_little_twice(uses: Iterable[Practice]) -> bool:
    """Whether the last two uses of a day did little while it stayed strong; then people come before the next skill."""
    last = list(uses)[-2:]
    strong = [each.after if each.after is not None else each.before for each in last]
    return len(last) == 2 and all(each.helped is not None and each.helped <= HELPED_LITTLE for each in last) and (strong[-1] or 0) >= STRONG
