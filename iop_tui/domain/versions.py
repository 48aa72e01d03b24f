"""How a plan stood: one version for each day on which it changed, and what differs between two of them, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from iop_tui.domain.filled import Filled
from iop_tui.domain.numbers import many
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Record):
    """A plan after the last change of a day."""

    table: ClassVar[str] = "versions"

    plan: str
    """The table of the plan's entries."""
    entries: list[dict[str, Any]] = field(default_factory=list)
    """Each with its id, part, order, values, and what was agreed on it."""

    @staticmethod
    def id_for(plan: str, day: date) -> int:
        return key_id("version", plan, day.isoformat())

    def held(self) -> list[Held]:
        return [Held.of(each) for each in self.entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Filled):
    """An entry as it stood in a version; it is kept inside of one, and nowhere else."""

    table: ClassVar[str] = "held"

    part: str
    order: int = 0
    agreed: str = ""

    @staticmethod
    def of(kept: dict[str, Any]) -> Held:
        return Held(
            id=int(kept.get("id") or 0),
            part=str(kept.get("part") or ""),
            order=int(kept.get("order") or 0),
            values=dict(kept.get("values") or {}),
            agreed=str(kept.get("agreed") or ""),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a plan from one version to the next."""

    added: tuple[Held, ...] = ()
    changed: tuple[Held, ...] = ()
    removed: tuple[Held, ...] = ()
    agreed: tuple[Held, ...] = ()
    """Those on which only what was agreed is another."""
    is_moved: bool = False
    """Whether entries stand in another order."""

    def lines(self) -> list[str]:
        """In words, one kind of change a line."""
        groups = (("Added", self.added), ("Changed", self.changed), ("Removed", self.removed), ("Agreed", self.agreed))
        said = [f"{name}: {', '.join(each.first_line() or 'an entry' for each in group)}" for name, group in groups if group]
        return [*said, "Put in another order"] if self.is_moved else said


def difference(before: Iterable[Held], after: Iterable[Held]) -> Difference:
    """From one version to the next."""
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    both = [(old[id], new[id]) for id in new if id in old]
    return Difference(
        added=tuple(each for id, each in new.items() if id not in old),
        changed=tuple(now for then, now in both if then.values != now.values),
        removed=tuple(each for id, each in old.items() if id not in new),
        agreed=tuple(now for then, now in both if then.values == now.values and then.agreed != now.agreed),
        is_moved=any(then.order != now.order for then, now in both),
    )


def first_words(held: Iterable[Held]) -> str:
    """What is said of the first version that was kept."""
    return f"As it stood then: {many(len(list(held)), 'entry')}"
