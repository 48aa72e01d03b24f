"""Three bars to look back with: preparation, commitment, support. Each is a count of things, and each names them; none is a grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from iop_tui.domain import aftercare, safety
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.commitments import Checkin
from iop_tui.domain.fields import CONTACT
from iop_tui.domain.page import Bar
from iop_tui.domain.safety import SafetyEntry
from iop_tui.values import dataclass

LOOKED_AT = timedelta(weeks=4)
"""How far back the marks of the second bar go."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One row of a bar."""

    text: str
    is_there: bool

    @property
    def line(self) -> str:
        return f"{self.text}: {'there' if self.is_there else 'not yet'}"


@dataclass(frozen=True, slots=True)
class Marks:
    """How the marked days of one promise went: a commitment, and whatever else is attended or handed in."""

    title: str
    kept: int
    partly: int
    missed: int

    @property
    def line(self) -> str:
        return f"{self.title}: kept {self.kept}, partly {self.partly}, missed {self.missed}"


@dataclass(frozen=True, slots=True)
class ThreeBar:
    """One of the three, with the rows it came from."""

    name: str
    about: str
    part: int
    whole: int
    rows: tuple[str, ...]
    begins: str
    """How it begins, for when there is nothing yet."""
    counted: str
    """What is counted: `things`, `marked days`."""
    partly: int = 0

    @property
    def figure(self) -> str:
        """`4 of 11 things`; nothing where nothing is there yet."""
        return f"{self.part} of {self.whole} {self.counted}" if self.part else ""

    @property
    def line(self) -> str:
        """What it says, or how it begins."""
        partly = f", {self.partly} of them partly" if self.partly else ""
        return f"{self.about}: {self.figure}{partly}." if self.part else self.begins

    def bar(self) -> Bar:
        return Bar(self.name, self.part, self.whole, self.line, self.partly)

    def explain(self) -> str:
        """The number with every row it came from."""
        rows = f" {'; '.join(self.rows)}." if self.rows else ""
        return f"{self.name}: {'' if self.part else f'{self.about}. '}{self.line}{rows}"


def preparation(
    safety_plan: Iterable[SafetyEntry],
    plan: Iterable[PlanEntry],
    first_week: Sequence[tuple[str, bool]],
    *,
    has_used_a_skill: bool,
    has_card: bool,
) -> ThreeBar:
    """What is in place. `first_week` are the units of the plan's first week by title, and whether each is done."""
    things = (
        Thing("a safety plan with somebody to turn to", any(each.part in safety.HELP_PARTS for each in safety_plan)),
        Thing("a plan for after the program, begun", any(True for _ in plan)),
        Thing("a first skill, learned or tried", has_used_a_skill),
        Thing("a diary card, filled in once or with rows of your own", has_card),
        *(Thing(f"{title}, in the first week of your plan", is_done) for title, is_done in first_week),
    )
    about = "What stands ready for a hard day and for the first week"
    return _of_things(
        "Preparation", about, things, "It begins with any one of these, such as a first skill (2) or a safety plan (s on Today)."
    )


def commitment(marks: Sequence[Marks]) -> ThreeBar:
    """How the days went that were marked in the last four weeks; excused days and unmarked ones are neither here nor there."""
    kept, partly, missed = (sum(getattr(each, state) for each in marks) for state in ("kept", "partly", "missed"))
    return ThreeBar(
        "Commitment",
        "What was kept of what you marked in the last four weeks; excused and unmarked days count neither way",
        kept + partly,
        kept + partly + missed,
        tuple(each.line for each in marks),
        "It begins with one small promise (3, then n) and the first day you mark.",
        "marked days",
        partly,
    )


def support(safety_plan: Iterable[SafetyEntry], plan: Iterable[PlanEntry]) -> ThreeBar:
    """Who and what there is to lean on, by kind: one of a kind is enough, whether they were asked yet or not."""
    steps, entries = tuple(safety_plan), tuple(plan)
    people = [each for each in entries if each.part == "people"]
    helping = [each for each in people if aftercare.has_help([each])]
    company: list[PlanEntry | SafetyEntry] = [each for each in steps if each.part == "company"]
    company += [each for each in people if each not in helping]
    kinds: tuple[tuple[str, Sequence[PlanEntry | SafetyEntry]], ...] = (
        ("somebody to tell that you are not doing well", [each for each in steps if each.part == "people"]),
        ("people whose job it is", [each for each in steps if each.part == "professionals"]),
        ("somebody to call when it is hard, afterward too", helping),
        ("company, or a place to be", company),
        ("a group or another resource", [each for each in entries if each.part == "resources"]),
    )
    things = tuple(Thing(f"{kind}{_named(found)}", bool(found)) for kind, found in kinds)
    about = "Kinds of people and places in your safety plan and your plan for after, where one of a kind is enough"
    begins = (
        "It begins with one first name, or the number of a clinic, in your safety plan (s on Today). Help now (Ctrl+G) is always there."
    )
    return _of_things("Support", about, things, begins, "kinds")


def marks_of(title: str, checkins: Iterable[Checkin]) -> Marks:
    """The marks of one commitment, summed up."""
    states = [each.state for each in checkins]
    return Marks(title, states.count("kept"), states.count("partly"), states.count("missed"))


def _of_things(name: str, about: str, things: Sequence[Thing], begins: str, counted: str = "things") -> ThreeBar:
    there = sum(1 for each in things if each.is_there)
    return ThreeBar(name, about, there, len(things), tuple(each.line for each in things), begins, counted)


def _named(entries: Sequence[PlanEntry | SafetyEntry]) -> str:
    """The names under one kind, in brackets."""
    names = [name for each in entries if (name := _name(each))]
    return f" ({', '.join(names)})" if names else ""


def _name(entry: PlanEntry | SafetyEntry) -> str:
    """The name of a contact, without its number; else the first words of the entry."""
    contact = next((value for value in entry.values.values() if isinstance(value, dict)), None)
    return str(contact.get(CONTACT[0]) or "") if contact else entry.first_line()
