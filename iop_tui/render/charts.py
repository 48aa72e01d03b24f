"""Charts as lines of plain signs, in any width: axes with numbers and dates, a gap where a day is missing, and what each sign means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil

from iop_tui.domain.days import MONTHS, month_in_words
from iop_tui.domain.numbers import number_text, rounded
from iop_tui.domain.page import Bar, Chart, Curve, Point, TimeLine
from iop_tui.domain.series import joined
from iop_tui.values import dataclass

SIGNS = "*ox+#"
"""One for each curve of a chart."""
BOTH, FROM_TO = "&", ":"
KEPT, PARTLY, OPEN = "#", "+", "."

WIDE = 60
"""From this width on a chart has eleven rows, and the names on a time line stand beside it; below it six, and above."""
LEAST_ROOM = 8
"""With fewer cells than this nothing is drawn: the sentence says it."""
FAR_APART = 8
"""Cells that a day has at most, where there is room."""
NAME = 22
BAR = 30
ENDS_UP_TO = 14
"""Days of a sign up to which its lowest and highest day are drawn, too."""
BETWEEN = 2
"""Empty cells between two dates."""
MANY_DAYS = 330
"""From so many days on a date on the axis is a month with its year."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing and what its signs mean; both are empty where there is no room, and the sentence alone has to do."""

    lines: tuple[str, ...] = ()
    legend: str = ""


def chart(block: Chart, width: int) -> Drawn:
    """The curves over their axes."""
    levels = _levels(block.low, block.high, 11 if width >= WIDE else 6)
    labels = [rounded(each) for each in levels]
    margin = max(map(len, labels))
    room = width - margin - 2
    if room < LEAST_ROOM or not _has_points(block.curves):
        return Drawn()
    curves, apart, by = _fitted(block.curves, room)
    grid = [[" "] * (len(curves[0].points) * apart) for _ in levels]
    for sign, curve in zip(SIGNS, curves, strict=False):
        for place, point in enumerate(curve.points):
            _draw(grid, place * apart, point, levels, sign, has_ends=_has_ends(block, by))
    rows = [f"{label:>{margin}} |{''.join(cells)}".rstrip() for label, cells in zip(labels, grid, strict=True)]
    axis = _axis([each.day for each in curves[0].points], apart, room)
    return Drawn((*reversed(rows), *(f"{' ' * margin}  {each}" for each in axis)), _legend(block, by))


def _draw(grid: list[list[str]], column: int, point: Point, levels: Sequence[float], sign: str, *, has_ends: bool) -> None:
    """One day: its sign, and from its lowest to its highest where it stands for several."""
    if point.value is None:
        return
    if has_ends and point.least is not None and point.most is not None:
        for row in range(_row(point.least, levels), _row(point.most, levels) + 1):
            grid[row][column] = FROM_TO
    row = _row(point.value, levels)
    grid[row][column] = sign if grid[row][column] in (" ", FROM_TO) else BOTH


def _has_ends(block: Chart, by: int) -> bool:
    """Whether the lowest and the highest are drawn, too: in a chart of its own, and not where so many days are one that they fill it."""
    return block.has_ends and len(block.curves) == 1 and 1 < block.step * by <= ENDS_UP_TO


def _legend(block: Chart, by: int) -> str:
    """What one sign stands for, where so many days or weeks have become one."""
    if len(block.curves) > 1:
        named = ", ".join(f"{sign} {curve.name}" for sign, curve in zip(SIGNS, block.curves, strict=False))
        return f"{named}, {BOTH} more than one of them."
    stands_for, nothing = _time(block.step * by), "No sign: nothing filled in."
    if block.step * by == 1:
        return f"{SIGNS[0]} is one day. {nothing}"
    if block.is_count and by == 1:
        return f"{SIGNS[0]} is how often in {stands_for}. {nothing}"
    of, one = (f" {_time(block.step)}, over", "week" if block.step > 1 else "day") if block.is_count else ("", "day")
    ends = f", {FROM_TO} goes from its lowest {one} to its highest" if _has_ends(block, by) else ""
    return f"{SIGNS[0]} is the mean of{of} {stands_for}{ends}. {nothing}"


def time_line(block: TimeLine, width: int, width_of: Callable[[str], int]) -> Drawn:
    """A row for each series, a digit for each day; the names beside it, or above it where it is narrow."""
    is_beside = width >= WIDE
    names = [_cut(each.name, NAME if is_beside else width, width_of) for each in block.curves]
    margin = max(map(width_of, names), default=0) + 2 if is_beside else 0
    room = width - margin
    if room < LEAST_ROOM or not _has_points(block.curves):
        return Drawn()
    curves, apart, by = _fitted(block.curves, room)
    lines: list[str] = []
    for name, curve in zip(names, curves, strict=True):
        digits = "".join(_digit(point) + " " * (apart - 1) for point in curve.points).rstrip()
        lines.extend([name + " " * (margin - width_of(name)) + digits] if is_beside else [name, digits])
    axis = (" " * margin + each for each in _axis([each.day for each in curves[0].points], apart, room))
    legend = f"There is room for one digit in {_time(block.step * by)}: it is their mean." if by > 1 else ""
    return Drawn((*(each.rstrip() for each in lines), *axis), legend)


def bar(block: Bar, width: int) -> Drawn:
    """The bar alone; of something there is at least one sign, and it is full only when everything is there."""
    room = min(BAR, width - 2)
    if room < LEAST_ROOM:
        return Drawn()
    whole = block.whole or 1
    filled = min(room - (block.part < whole), max(round(room * block.part / whole), 1 if block.part > 0 else 0))
    partly = min(filled, max(round(room * block.partly / whole), 1 if block.partly > 0 else 0))
    legend = f"{KEPT} whole, {PARTLY} partly" if partly else ""
    return Drawn((f"[{KEPT * (filled - partly)}{PARTLY * partly}{OPEN * (room - filled)}]",), legend)


def figure(block: Bar) -> str:
    """`4 of 11`, or that nothing is there yet."""
    return f"{number_text(block.part)} of {number_text(block.whole)}" if block.part else "not begun yet"


def _time(days: int) -> str:
    if days % 7 == 0:
        return "one week" if days == 7 else f"{days // 7} weeks"
    return "one day" if days == 1 else f"{days} days"


# Places


def _has_points(curves: Sequence[Curve]) -> bool:
    return bool(curves and curves[0].points)


def _fitted(curves: Sequence[Curve], room: int) -> tuple[list[Curve], int, int]:
    """The curves with as many points as fit, the cells between two of them, and how many of the days or weeks became one."""
    count = len(curves[0].points)
    by = ceil(count / room)
    found = [Curve(each.name, joined(each.points, by)) for each in curves]
    return found, max(1, min(FAR_APART, room // len(found[0].points))), by


def _levels(low: float, high: float, rows: int) -> list[float]:
    """The number of each row, from the lowest: whole steps where the range has them, all of it in view."""
    span = high - low
    if span <= 0:
        return [low, low + 1]
    if span % 1:
        return [low + span * n / (rows - 1) for n in range(rows)]
    least = max(1, ceil(span / (rows - 1)))
    step = next((each for each in range(least, least + 10) if span % each == 0), least)
    return [low + step * n for n in range(ceil(span / step) + 1)]


def _row(value: float, levels: Sequence[float]) -> int:
    """The row nearest to a number."""
    return min(range(len(levels)), key=lambda row: (abs(levels[row] - value), -row))


def _axis(days: Sequence[date], apart: int, room: int) -> tuple[str, str]:
    """The line under a chart, with a mark above each date that has room, and the dates; the first and the newest day come before others."""
    is_long = (days[-1] - days[0]).days >= MANY_DAYS
    texts = [month_in_words(day) if is_long else f"{day.day} {MONTHS[day.month - 1]}" for day in days]
    longest = max(map(len, texts))
    marks = ["-"] * ((len(days) - 1) * apart + 1)
    line = [" "] * min(room, len(marks) - 1 + longest)
    for place in (0, len(days) - 1, *range(1, len(days) - 1)):
        text, start = texts[place], min(place * apart, len(line) - len(texts[place]))
        if start >= 0 and not "".join(line[max(0, start - BETWEEN) : start + len(text) + BETWEEN]).strip():
            line[start : start + len(text)] = text
            marks[place * apart] = "+"
    return "".join(marks), "".join(line).rstrip()


def _digit(point: Point) -> str:
    """A number as one sign: 0 to 9, X from 10 on."""
    if point.value is None:
        return " "
    whole = max(0, int(point.value + 0.5))
    return "X" if whole >= 10 else str(whole)


def _cut(text: str, width: int, width_of: Callable[[str], int]) -> str:
    """A text of at most so many cells, with two dots where it is cut."""
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(kept) > width - 2:
        kept = kept[:-1]
    return f"{kept.rstrip()}.."
