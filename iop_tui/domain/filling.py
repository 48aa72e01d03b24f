"""A sheet while it is being filled in: by its lines or by a total, and as a draft that survives a lost line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iop_tui.domain.fields import Field, Value
from iop_tui.domain.measures import FROM_LINES, Score, Sheet, SheetLine, missing
from iop_tui.values import dataclass, field, replace

TOTAL, DAY = "total", "day"


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands on a sheet so far."""

    day: date
    """The day it tells about: the one on which it was begun, unless the person says another."""
    answers: Mapping[int, int] = field(default_factory=dict)
    typed: int | None = None
    """The total as it stands on the form."""

    @property
    def is_begun(self) -> bool:
        return bool(self.answers) or self.typed is not None

    def answer(self, line: SheetLine, value: int | None) -> Filling:
        """With another answer of a line, or none."""
        others = {number: each for number, each in self.answers.items() if number != line.number}
        return replace(self, answers=others if value is None else {**others, line.number: value})

    def is_by_lines(self, sheet: Sheet) -> bool:
        """Whether a line is filled in that counts, other than one that is asked for beside a total, too."""
        return any(each.number in self.answers for each in sheet.lines if each.safety is None)

    def asks(self, sheet: Sheet) -> tuple[SheetLine, ...]:
        """The safety lines that are still empty."""
        return tuple(each for each in sheet.safety_lines if each.number not in self.answers)

    def place(self, sheet: Sheet) -> str:
        """How far it is, in a few words."""
        if self.typed is not None or sheet.is_total_only:
            return "by total"
        lines = len(sheet.scored)
        return f"{lines - len(missing(sheet, self.answers))} of {lines} lines"

    def text(self) -> str:
        """As a draft, one thing a line, so that it can be read as it is."""
        lines = [f"{number}: {value}" for number, value in sorted(self.answers.items())]
        lines += [f"{TOTAL}: {self.typed}"] if self.typed is not None else []
        return "\n".join([*lines, f"{DAY}: {self.day}"])


def read_filling(sheet: Sheet, text: str, today: date) -> Filling:
    """What a draft holds; whatever does not fit the sheet any more is passed over."""
    said = dict(line.split(": ", 1) for line in text.split("\n") if ": " in line)
    try:
        day = min(today, date.fromisoformat(said.get(DAY, "")))
    except ValueError:
        day = today
    numbers = {name: int(value) for name, value in said.items() if value.isascii() and value.isdecimal() and len(value) < 6}
    answers = {each.number: numbers[str(each.number)] for each in sheet.lines if each.takes(numbers.get(str(each.number), -1))}
    return Filling(day, answers, numbers.get(TOTAL))


def filling_of(score: Score) -> Filling:
    """A score that is to be corrected."""
    assert score.day is not None
    return Filling(score.day, score.by_line, None if score.source == FROM_LINES else int(score.total))


def field_of(line: SheetLine, label: str = "") -> Field:
    """A line as a field: a number, or one of several answers with their words."""
    values = [each.value for each in line.choices]
    if any(each.words for each in line.choices) or values != list(range(values[0], values[-1] + 1)):
        return Field(id=str(line.number), kind="choice", label=label, options=tuple(line.words_of(each) for each in values))
    return Field(id=str(line.number), kind="scale", label=label, min=line.lowest, max=line.highest)


def value_of(line: SheetLine, value: Value | None) -> int | None:
    """The number of an answer that was read by the field of a line."""
    if isinstance(value, int):
        return value
    return next((each.value for each in line.choices if line.words_of(each.value) == value), None)


def shown_in(line: SheetLine, value: int | None) -> Value | None:
    """An answer as the field of a line keeps it."""
    if value is None:
        return None
    return value if field_of(line).kind == "scale" else line.words_of(value)
