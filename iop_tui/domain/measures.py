"""Score sheets: the numbers of a questionnaire that a person has on paper, what they add up to, and what a change means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar, Literal

from iop_tui.domain.numbers import number_text
from iop_tui.domain.record import Record, key_id
from iop_tui.domain.unit import Origin
from iop_tui.values import dataclass, field

Kind = Literal["meaningful", "reliable"]

OTHER = "other"
"""The sheet of any other measure: its name and its range are the person's."""

SHIPPED = Origin("shipped", "")

MOST_NUMBER = 200
"""The highest number a line can have."""
_NUMBERS = {str(number) for number in range(MOST_NUMBER + 1)}

FROM_LINES, FROM_TOTAL = "lines", "total"
"""Where a total comes from: added up here, or typed as it stood on the form."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A number that can be circled, with its words where the form is in an instrument file."""

    value: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a form."""

    number: int
    """As it stands on the form; 0 for a question above the numbered ones."""
    label: str
    """Two or three words of our own."""
    choices: tuple[Choice, ...]
    sentence: str = ""
    """The official wording; only instrument files have it."""
    is_scored: bool = True
    is_gate: bool = False
    """Answered with its lowest number, the other lines stay empty and the total is the lowest."""
    safety: int | None = None
    """From this answer on the safety page opens at once."""
    tell_from: int | None = None
    """From this answer on it is a thing to tell the treatment team today."""
    withdrawal: int | None = None
    """From this answer on the note on withdrawal opens at once."""

    @property
    def lowest(self) -> int:
        return min(each.value for each in self.choices)

    @property
    def highest(self) -> int:
        return max(each.value for each in self.choices)

    def takes(self, value: int) -> bool:
        """Whether this number can be circled."""
        return any(each.value == value for each in self.choices)

    def words_of(self, value: int) -> str:
        """An answer with its words, where there are any."""
        words = next((each.words for each in self.choices if each.value == value), "")
        return f"{value} {words}".rstrip()


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of totals that has a name."""

    least: float
    words: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many points of change count, and who found that."""

    points: float
    kind: Kind
    """`reliable`: more than chance would give. `meaningful`: people notice it."""
    source: str

    @property
    def line(self) -> str:
        return f"{number_text(self.points)} {self.kind}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A questionnaire as this program holds it: numbers and topics, not its sentences."""

    id: str
    title: str
    about: str
    """What it looks at, in a few words of our own."""
    look_back: str
    """The time it asks about: `the last 2 weeks`."""
    every: int
    """The fewest days between two of them."""
    credit: str
    lines: tuple[SheetLine, ...] = ()
    """Empty where only the total is typed."""
    span: tuple[float, float] = (0, 0)
    """Lowest and highest total of a sheet without lines."""
    bands: tuple[Band, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    lower_is_better: bool = True
    may_miss: int = 0
    """So many lines may be empty; the total is then an estimate."""
    note: str = ""
    """Shown before anything is filled in."""
    bands_note: str = ""
    """What to know about the bands."""
    follow_up: str = ""
    """The longer sheet that is worth filling in from `follow_from` on."""
    follow_from: float = 0
    remission_below: float | None = None
    """Below this total researchers speak of remission, and of a response at half of the first total."""
    audience: str = "adult"
    origin: Origin = SHIPPED

    @property
    def is_total_only(self) -> bool:
        return not self.lines

    @property
    def scored(self) -> tuple[SheetLine, ...]:
        return tuple(each for each in self.lines if each.is_scored)

    @property
    def safety_lines(self) -> tuple[SheetLine, ...]:
        return tuple(each for each in self.lines if each.safety is not None)

    @property
    def lowest(self) -> float:
        return sum(each.lowest for each in self.scored) if self.lines else self.span[0]

    @property
    def highest(self) -> float:
        return sum(each.highest for each in self.scored) if self.lines else self.span[1]

    def line(self, number: int) -> SheetLine | None:
        return next((each for each in self.lines if each.number == number), None)

    def is_for(self, age: str) -> bool:
        """Whether it was made for this age; anyone else fills it in with a clinician."""
        return self.audience in ("all", age)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """One time a sheet was filled in; `day` is the day it tells about."""

    table: ClassVar[str] = "scores"

    sheet: str
    title: str
    """The sheet's title as it was."""
    total: int | float
    lowest: int | float
    """Of the range at that time."""
    highest: int | float
    answers: dict[str, int] = field(default_factory=dict)
    """By the number of the line; beside a typed total only the safety lines."""
    safety: int | None = None
    """The highest answer of the safety lines; nothing where it was skipped or there is none."""
    is_estimate: bool = False
    source: str = FROM_LINES

    @property
    def key(self) -> str:
        """What belongs together: a sheet, or another measure with the same name and range."""
        return self.sheet if self.sheet != OTHER else other_key(self.title, self.lowest, self.highest)

    @property
    def by_line(self) -> dict[int, int]:
        return {int(number): value for number, value in self.answers.items() if number in _NUMBERS}

    @property
    def shown(self) -> str:
        """`7 of 27`, and whether that is an estimate."""
        least, points, most = (number_text(each) for each in (self.lowest, self.total, self.highest))
        said = f"{points} of {most}" if self.lowest == 0 else f"{points}, from {least} to {most}"
        return f"about {said}, an estimate" if self.is_estimate else said

    @staticmethod
    def id_for(key: str, day: date) -> int:
        """There is one score of a sheet and day, so that two windows cannot keep two."""
        return key_id("score", key, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetUse(Record):
    """Whether a person wants to use a sheet, where scores alone do not say it."""

    table: ClassVar[str] = "sheets"

    sheet: str
    title: str = ""
    is_used: bool = True
    """False: put away; its scores stay."""

    @staticmethod
    def id_for(key: str) -> int:
        return key_id("sheet", key)


@dataclass(frozen=True, slots=True)
class Total:
    """What the lines add up to."""

    points: int
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two totals of one sheet."""

    difference: float
    words: str
    """`about the same`, `may be better`, `clearly harder`; empty where nobody has published what counts."""
    chance: str
    """`bigger than chance` or `within chance`."""
    thresholds: tuple[Threshold, ...]
    """What it was held against."""

    @property
    def line(self) -> str:
        """`7 lower: clearly better, bigger than chance`."""
        size = number_text(abs(self.difference))
        how = f"{size} lower" if self.difference < 0 else f"{size} higher" if self.difference > 0 else "the same number"
        return f"{how}: {self.words}, {self.chance}" if self.words else f"{how}: a trend only"

    @property
    def held_against(self) -> str:
        """`5 meaningful, 6 reliable`."""
        return ", ".join(each.line for each in self.thresholds)

    @property
    def sources(self) -> str:
        return "; ".join(dict.fromkeys(each.source for each in self.thresholds))


@dataclass(frozen=True, slots=True)
class SafetyStep:
    """What follows from the answer of a safety line; never a rating."""

    opens: bool = False
    """The safety page comes before anything else."""
    tell_team: bool = False
    """The page adds: tell your treatment team today."""


def other_key(title: str, lowest: float, highest: float) -> str:
    return f"{OTHER}:{' '.join(title.casefold().split())}:{number_text(lowest)}:{number_text(highest)}"


def missing(sheet: Sheet, answers: Mapping[int, int]) -> tuple[SheetLine, ...]:
    """The lines that count and are empty; none behind a gate that says the rest stays empty."""
    if _is_over(sheet, answers):
        return ()
    return tuple(each for each in sheet.scored if each.number not in answers)


def total(sheet: Sheet, answers: Mapping[int, int]) -> Total | None:
    """What the lines add up to; nothing when too many are empty. A few empty ones are filled in by the mean of the others."""
    if sheet.is_total_only:
        return None
    if _is_over(sheet, answers):
        return Total(int(sheet.lowest))
    given = [answers[each.number] for each in sheet.scored if each.number in answers]
    lacking = len(sheet.scored) - len(given)
    if lacking > sheet.may_miss or not given:
        return None
    if not lacking:
        return Total(sum(given))
    halves = 2 * sum(given) * len(sheet.scored) + len(given)  # half a point is rounded up
    return Total(halves // (2 * len(given)), is_estimate=True)


def _is_over(sheet: Sheet, answers: Mapping[int, int]) -> bool:
    return any(each.is_gate and answers.get(each.number) == each.lowest for each in sheet.lines)


def band(sheet: Sheet, points: float) -> str:
    """The name of the stretch in which a total lies; nothing where there are no names."""
    return next((each.words for each in reversed(sheet.bands) if points >= each.least), "")


def change(sheet: Sheet, before: float, after: float) -> Change:
    """What a change is worth: held against the published thresholds of the sheet, the largest of which stands for chance."""
    difference = after - before
    if not sheet.thresholds:
        return Change(difference, "", "", ())
    reached = [each for each in sheet.thresholds if abs(difference) >= each.points]
    side = "better" if (difference < 0) == sheet.lower_is_better else "harder"
    is_clear = len(reached) == len(sheet.thresholds)
    words = f"clearly {side}" if is_clear else f"may be {side}" if reached else "about the same"
    return Change(difference, words, "bigger than chance" if is_clear else "within chance", sheet.thresholds)


def facts(sheet: Sheet, first: float, now: float) -> tuple[str, ...]:
    """Two words of researchers with their definitions, where they fit; they are about numbers and promise nothing."""
    if sheet.remission_below is None or first < sheet.remission_below:
        return ()
    found = []
    if 2 * now <= first:
        numbers = f"first {number_text(first)}, now {number_text(now)}"
        found.append(f"At half of the first number or less ({numbers}): researchers call this a response.")
    if now < sheet.remission_below:
        limit = number_text(sheet.remission_below)
        found.append(f"Below {limit}: researchers call this remission. It tells about {sheet.look_back}, not about later.")
    return tuple(found)


def due_on(sheet: Sheet, scores: Iterable[Score]) -> date | None:
    """The first day on which the sheet can be filled in again; nothing when it never was."""
    days = [each.day for each in scores if each.day is not None]
    return max(days) + timedelta(days=sheet.every) if days else None


def is_due(sheet: Sheet, scores: Iterable[Score], today: date) -> bool:
    due = due_on(sheet, scores)
    return due is None or due <= today


def too_near(sheet: Sheet, scores: Iterable[Score], day: date) -> Score | None:
    """A score that lies closer to a day than the sheet allows. One of that day itself is corrected, not repeated."""
    return next((each for each in scores if each.day and 0 < abs((each.day - day).days) < sheet.every), None)


def safety_after(line: SheetLine, answer: int | None, last: int | None) -> SafetyStep:
    """What follows at once from the answer of a safety line, whatever the total may be; `last` is the answer of the time before."""
    if line.safety is None or answer is None or answer < line.safety:
        return SafetyStep()
    is_higher = last is not None and answer > last
    return SafetyStep(opens=True, tell_team=is_higher or (line.tell_from is not None and answer >= line.tell_from))


def safety_answer(sheet: Sheet, answers: Mapping[int, int]) -> int | None:
    """The highest answer of the safety lines."""
    return max((answers[each.number] for each in sheet.safety_lines if each.number in answers), default=None)
