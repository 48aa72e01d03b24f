"""Programs side by side, by what matters to the person: ratings from the answers, and a score that says how much of it is known.

A rating goes from 0 to 10. A score is the sum of weight x rating, divided by the sum of the weights, over what is known. What is not
checked has no rating, so that it is never taken for a yes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

from iop_tui.domain.books.programs import MATCH, NO, NO_MATCH, NOT_ASKED, NOT_CHECKED, PARTLY, YES, Program, checked
from iop_tui.domain.cost import money
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled
from iop_tui.domain.numbers import many, number_text, parse_number, rounded
from iop_tui.values import dataclass

FULL = 10
SIDE_BY_SIDE = 3
NOT_RATED = "not rated"
NOT_NOTED = "not noted"
RATINGS = {YES: Fraction(FULL), MATCH: Fraction(FULL), PARTLY: Fraction(FULL, 2), NO: Fraction(0), NO_MATCH: Fraction(0)}
"""What an answer counts. An answer that is not here is not known."""

Rate = Callable[[Program, str], Fraction | None]
Say = Callable[[Program, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Filled):
    """What matters to the person, as weights by criterion, and which programs stand side by side."""

    table: ClassVar[str] = "comparison"

    chosen: tuple[int, ...] = ()
    """Ids of programs; empty for the best so far."""

    def first_line(self) -> str:
        return "What matters to me"

    def told(self) -> str:
        """The person's own weights in words."""
        return "; ".join(f"{each.title} {self.weight(each)}" for each in CRITERIA if each.id in self.values)

    def weight(self, criterion: Criterion) -> int:
        found = self.number(criterion.id)
        return criterion.start if found is None else int(found)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that can matter in a program."""

    id: str
    title: str
    start: int
    """Its weight until the person says otherwise."""
    rate: Rate
    say: Say
    """The answer behind the rating, in words."""


def _of_answer(field: str) -> Rate:
    return lambda program, _need: RATINGS.get(program.says(field))


def _of_scale(field: str) -> Rate:
    def rate(program: Program, _need: str) -> Fraction | None:
        found = program.number(field)
        return None if found is None else Fraction(int(found))

    return rate


def _mean(answers: Iterable[str]) -> Fraction | None:
    known = [RATINGS[each] for each in answers if each in RATINGS]
    return sum(known, Fraction(0)) / len(known) if known else None


def _needs(program: Program, _need: str) -> Fraction | None:
    return _mean(program.needs.values())


def _say_needs(program: Program, _need: str) -> str:
    said = list(program.needs.values())
    if not any(each in RATINGS for each in said):
        return NOT_ASKED
    parts = (f"{said.count(each)} {each}" for each in (MATCH, PARTLY, NO_MATCH, NOT_ASKED) if each in said)
    return ", ".join(parts)


def _covers(program: Program, need: str) -> dict[str, str]:
    """The two answers about cover, or the one that concerns this person."""
    asked = {"mental health": program.says("covers-mental"), "substance use": program.says("covers-substance")}
    return {name: said or NOT_ASKED for name, said in asked.items() if need in (name, "both")} or asked


def _say_covers(program: Program, need: str) -> str:
    covers = _covers(program, need)
    return ", ".join(f"{name}: {said}" for name, said in covers.items()) if set(covers.values()) - {NOT_ASKED} else NOT_ASKED


def _rated(id: str, title: str, start: int) -> Criterion:
    """A criterion with a scale of its own."""
    return Criterion(id, title, start, _of_scale(id), lambda program, _need: "" if program.says(id) else NOT_RATED)


CRITERIA = (
    Criterion("licensed", "License", 10, _of_answer("licensed"), lambda program, _need: program.says("licensed") or NOT_CHECKED),
    Criterion("accredited", "Accreditation", 8, _of_answer("accredited"), lambda program, _need: checked(program, "accredited")),
    Criterion("staff", "Licensed staff", 9, _of_answer("staff"), lambda program, _need: checked(program, "staff")),
    Criterion("needs", "Fits my needs", 10, _needs, _say_needs),
    _rated("fit-approach", "The way they work", 6),
    _rated("fit-hours", "Hours and start", 7),
    _rated("fit-way", "Getting there", 6),
    Criterion("network", "In network", 8, _of_answer("network"), lambda program, _need: checked(program, "network")),
    Criterion("covers", "Covered", 8, lambda program, need: _mean(_covers(program, need).values()), _say_covers),
    _rated("fit-cost", "Cost", 7),
    _rated("fit-home", "Feeling at home", 5),
    _rated("fit-after", "After hours, later", 6),
)

WEIGHTS = tuple(
    Field(id=each.id, kind="scale", label=each.title, low="does not matter", high="as much as can be", max=FULL) for each in CRITERIA
)


@dataclass(frozen=True, slots=True)
class Rated:
    """One criterion of one program."""

    criterion: Criterion
    weight: int
    rating: Fraction | None
    said: str

    @property
    def cell(self) -> str:
        """The answer and what it counts; what is not known counts nothing."""
        if self.rating is None:
            return self.said
        number = rounded(float(self.rating))
        return f"{self.said} ({number})" if self.said else number


@dataclass(frozen=True, slots=True)
class Score:
    """What a program comes to, and from how much."""

    program: Program
    rows: tuple[Rated, ...]

    @property
    def counted(self) -> tuple[Rated, ...]:
        """What is known and matters."""
        return tuple(each for each in self.rows if each.rating is not None and each.weight)

    @property
    def of(self) -> int:
        """How many things matter."""
        return sum(1 for each in self.rows if each.weight)

    @property
    def points(self) -> Fraction:
        """Weight x rating over what is known; what is not known adds nothing."""
        return sum((each.weight * each.rating for each in self.counted if each.rating is not None), Fraction(0))

    @property
    def value(self) -> Fraction | None:
        """From 0 to 10; nothing where nothing is known yet."""
        weights = sum(each.weight for each in self.counted)
        return self.points / weights if weights else None

    @property
    def known(self) -> str:
        return f"from {len(self.counted)} of {self.of} known"

    @property
    def line(self) -> str:
        return "nothing known yet" if self.value is None else f"{rounded(float(self.value))} {self.known}"

    def explain(self) -> str:
        """How the number came about, to follow by hand."""
        name, left = self.program.name, self.of - len(self.counted)
        wary = f" First of all: {'; '.join(self.program.flags)}." if self.program.flags else ""
        open_ = f" {many(left, 'thing')} not known yet, and left out." if left else ""
        if self.value is None:
            return f"{name}: nothing that matters to you is known yet, so there is no score.{wary}"
        sums = " + ".join(f"{each.weight} x {rounded(float(each.rating or 0))} ({each.criterion.title})" for each in self.counted)
        weights = " + ".join(str(each.weight) for each in self.counted)
        total = sum(each.weight for each in self.counted)
        return (
            f"{name}: {sums} = {rounded(float(self.points))}. Divided by the weights of what is known, {weights} = {total}: "
            f"{rounded(float(self.value))} of {FULL}.{open_}{wary}"
        )


def score(program: Program, comparison: Comparison, need: str) -> Score:
    """A program by the person's weights. `need` is what brought them: it says which cover concerns them."""
    return Score(
        program,
        tuple(Rated(each, comparison.weight(each), each.rate(program, need), each.say(program, need)) for each in CRITERIA),
    )


def ranked(programs: Iterable[Program], comparison: Comparison, need: str) -> list[Score]:
    """The most points first; programs with a sign to be wary stand after the others, and those off the list not at all."""
    scores = [score(each, comparison, need) for each in programs if not each.is_off]
    return sorted(scores, key=lambda each: (bool(each.program.flags), -each.points, each.program.name.casefold(), each.program.id))


def side_by_side(programs: Sequence[Program], comparison: Comparison, need: str) -> list[Score]:
    """The programs that were chosen, else the best so far; three at most."""
    chosen = [each for which in comparison.chosen for each in programs if each.id == which]
    if chosen:
        return [score(each, comparison, need) for each in chosen[:SIDE_BY_SIDE]]
    return ranked(programs, comparison, need)[:SIDE_BY_SIDE]


FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Phone", ("phone",)),
    ("Place", ("place", "how")),
    ("Days and hours", ("days", "hours")),
    ("Start and wait", ("wait",)),
    ("Length", ("length",)),
    ("Way of working", ("focus", "approach", "size")),
    ("Family part", ("family",)),
    ("Medicines", ("medicines",)),
    ("Testing", ("testing",)),
    ("Missed days", ("missed",)),
    ("After hours", ("hours-after",)),
    ("Afterward", ("aftercare",)),
    ("Plan's yes first", ("prior",)),
    ("Session limit", ("limit",)),
    ("One session", ("cost",)),
    ("Sliding scale or payment plan", ("scale", "scale-what")),
    ("Language, access", ("language", "access")),
    ("Reviews", ("reviews",)),
)
"""What stands under the score, and from which answers."""

_ASKED_FOR = ("prior", "scale")


def fact(program: Program, names: Sequence[str]) -> str:
    """Some answers on one line, or that nothing is noted."""
    said = (_said(program, each) for each in names)
    return "; ".join(each for each in said if each) or (NOT_ASKED if names[0] in _ASKED_FOR else NOT_NOTED)


def _said(program: Program, name: str) -> str:
    if name == "reviews":
        rows: Sequence[Mapping[str, str]] = program.values.get(name) or ()
        return " / ".join(", ".join(row[part] for part in ("where", "when", "what") if row.get(part)) for row in rows)
    said = " ".join(program.says(name).split())
    amount = parse_number(said) if name == "cost" and said else None
    if amount is not None:
        return money(amount)
    hours = program.number(name) if name == "hours" else None
    return said if hours is None else f"{number_text(hours)} hours a week"
