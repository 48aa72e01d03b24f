"""The ready-made plans: which units, in which order, over how many weeks or days."""

from __future__ import annotations

from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One week or day of a plan."""

    number: int
    theme: str
    units: tuple[str, ...]
    sud: tuple[str, ...] = ()
    """Units that the version for substance use adds."""
    on_request: tuple[str, ...] = ()
    """Gated units, offered in this part only when the person asks."""


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A plan as it comes with the program; a person can change any of it."""

    id: str
    title: str
    summary: str
    unit: str
    """What a part is: `week` or `day`."""
    parts: tuple[PlanPart, ...]
    on_request: tuple[str, ...] = ()
    """Gated units of the whole plan, offered only when the person asks."""

    def ids(self) -> tuple[str, ...]:
        """Every unit the plan names, in order, each once."""
        named = [each for part in self.parts for each in (*part.units, *part.sud, *part.on_request)]
        return tuple(dict.fromkeys([*named, *self.on_request]))
