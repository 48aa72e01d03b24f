"""Charts as plain signs: axes with numbers and dates, a column for each day, nothing where a day is missing, and a sentence below."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from year import HARD, SLEEP, TARGETS, URGE, year

from iop_tui.domain import series
from iop_tui.domain.page import Bar, Block, Chart, Curve, Page, Point, TimeLine
from iop_tui.domain.series import Number, Series
from iop_tui.render import charts
from iop_tui.render.layout import bare, cells, lay_out
from iop_tui.render.markdown import write

TODAY = date(2026, 11, 23)
ANA = year(TODAY)
WIDTHS = (76, 56, 38)
"""A page of 80, 60 and 40 columns."""
SPANS = {"week": 7, "month": 30, "year": 365}


def first(days: int) -> date:
    return TODAY - timedelta(days=days - 1)


def chart_of(days: int, target: object = HARD) -> Chart:
    return series.chart(series.of_target(target, ANA.cards), first(days), TODAY)  # type: ignore[arg-type]


def drawing(block: Chart, width: int) -> tuple[dict[str, str], list[str]]:
    """What stands right of each number of the axis, and the lines under it."""
    lines = charts.chart(block, width).lines
    rows = [line.partition(" |") for line in lines if " |" in line]
    widest = max(len(cells) for _, _, cells in rows)
    return {label.strip(): cells.ljust(widest) for label, _, cells in rows}, [line for line in lines if " |" not in line]


def columns(block: Chart, width: int, count: int) -> list[str]:
    """The columns from top to bottom; each point is as far from the next as from the one before."""
    rows, under = drawing(block, width)
    apart = 1 if count == 1 else (len(under[0].strip()) - 1) // (count - 1)
    return ["".join(cells.ljust(count * apart)[n * apart] for cells in rows.values()) for n in range(count)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", SPANS.values(), ids=SPANS)
def test_the_axis_has_numbers_from_the_lowest_to_the_highest(days: int, width: int) -> None:
    labels = [int(each) for each in drawing(chart_of(days), width)[0]]
    assert labels == sorted(labels, reverse=True)
    assert (labels[0], labels[-1]) == (10, 0)
    assert len(labels) == (11 if width >= charts.WIDE else 6)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("days", "begins", "ends"), [(7, "17 Nov", "23 Nov"), (30, "25 Oct", "23 Nov"), (365, "Nov 2025", "Nov 2026")])
def test_the_axis_has_dates_from_the_first_to_the_newest(days: int, begins: str, ends: str, width: int) -> None:
    marks, dates = drawing(chart_of(days), width)[1]
    assert dates.strip().startswith(begins)
    assert dates.endswith(ends)
    assert marks.strip().startswith("+") and set(marks.strip()) == {"+", "-"}
    for text, place in ((begins, dates.index(begins)),):
        assert marks[place] == "+", text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", [7, 30])
def test_each_day_has_a_column_of_its_own_and_a_missing_one_is_blank_from_top_to_bottom(days: int, width: int) -> None:
    values = ANA.values(HARD, first(days))
    found = columns(chart_of(days), width, days)
    for n, column in enumerate(found):
        day = first(days) + timedelta(days=n)
        assert column.count("*") == (day in values), day
        assert column.strip(" *") == ""
    assert 0 < len(values) < days or days == 7


def test_a_sign_stands_beside_its_number() -> None:
    rows, _ = drawing(chart_of(30), 76)
    for day, value in ANA.values(HARD, first(30)).items():
        assert rows[f"{value:.0f}"][(day - first(30)).days * 2] == "*"


@pytest.mark.parametrize(("width", "weeks"), [(76, 1), (38, 2)])
def test_a_year_has_a_column_for_each_week_or_for_two_and_says_which(width: int, weeks: int) -> None:
    block = chart_of(365)
    found = series.joined(block.curves[0].points, weeks)
    for point, column in zip(found, columns(block, width, len(found)), strict=True):
        assert column.count("*") == (point.value is not None)
        assert set(column) <= set("*: ")
    said = {1: "one week", 2: "2 weeks"}[weeks]
    assert charts.chart(block, width).legend == (
        f"* is the mean of {said}, : goes from its lowest day to its highest. No sign: nothing filled in."
    )


def test_a_week_is_drawn_from_its_lowest_day_to_its_highest() -> None:
    numbers = tuple(Number(TODAY + timedelta(days=n), value) for n, value in enumerate((2, 3, 8, 3)))
    block = series.chart(Series("fear", numbers), TODAY - timedelta(days=70), TODAY + timedelta(days=6))
    rows, _ = drawing(block, 76)
    drawn = {label: cells.rstrip()[-1:] for label, cells in rows.items()}
    assert {label for label, sign in drawn.items() if sign == ":"} == {"2", "3", "5", "6", "7", "8"}
    assert drawn["4"] == "*"


def test_over_ten_years_one_sign_joins_many_weeks_and_the_ends_are_left_out() -> None:
    made = year(TODAY, 3650)
    drawn = charts.chart(series.chart(series.of_target(SLEEP, made.cards), first(3650), TODAY), 76)
    assert drawn.legend == "* is the mean of 8 weeks. No sign: nothing filled in."
    assert ":" not in "".join(drawn.lines)


def test_skills_of_a_week_are_a_number_of_times() -> None:
    block = series.chart(series.of_uses(ANA.uses, ANA.cards), first(365), TODAY)
    assert charts.chart(block, 76).legend == "* is how often in one week. No sign: nothing filled in."
    assert charts.chart(block, 38).legend.startswith("* is the mean of one week, over 2 weeks, : goes from its lowest week to its highest.")
    assert block.high >= max(point.value or 0 for point in block.curves[0].points)


def test_two_curves_have_two_signs_and_a_third_where_they_meet() -> None:
    days = [TODAY + timedelta(days=n) for n in range(3)]
    curves = tuple(
        Curve(name, tuple(Point(day, value) for day, value in zip(days, values, strict=True)))
        for name, values in (("before", (8, 7, 5)), ("after", (4, 7, None)))
    )
    drawn = charts.chart(Chart("STOP", curves, 0, 10, "It fell."), 76)
    text = "".join(line for line in drawn.lines if " |" in line)
    assert (text.count("*"), text.count("o"), text.count("&")) == (2, 1, 1)
    assert drawn.legend == "* before, o after, & more than one of them."


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0, 27, ["27", "24", "21", "18", "15", "12", "9", "6", "3", "0"]),
        (0, 80, ["80", "72", "64", "56", "48", "40", "32", "24", "16", "8", "0"]),
        (10, 50, ["50", "46", "42", "38", "34", "30", "26", "22", "18", "14", "10"]),
        (0, 23, ["24", "21", "18", "15", "12", "9", "6", "3", "0"]),
        (0, 2.5, ["2.5", "2.2", "2", "1.8", "1.5", "1.2", "1", "0.8", "0.5", "0.2", "0"]),
        (3, 3, ["4", "3"]),
    ],
)
def test_any_range_has_all_of_it_in_view(low: float, high: float, labels: list[str]) -> None:
    block = Chart("x", (Curve("x", (Point(TODAY, low), Point(TODAY + timedelta(days=1), high))),), low, high, "")
    assert list(drawing(block, 76)[0]) == labels


# The time line


def rows_of(block: TimeLine, width: int) -> list[str]:
    return list(charts.time_line(block, width, cells).lines)


def test_on_a_wide_screen_each_series_is_a_row_of_digits_beside_its_name() -> None:
    found = [series.of_target(each, ANA.cards) for each in (TARGETS["sadness"], URGE, SLEEP, HARD)]
    lines = rows_of(series.time_line(found, first(30), TODAY), 76)
    margin = len("how hard the day was") + 2
    for line, one in zip(lines, found, strict=False):
        assert line.startswith(one.name)
        values = {each.day: each.value for each in one.numbers}
        for n in range(30):
            day = first(30) + timedelta(days=n)
            shown = line[margin:].ljust(30)[n]
            assert shown == (" " if day not in values else "X" if values[day] >= 9.5 else str(int(values[day] + 0.5)))


def test_on_a_narrow_one_the_name_stands_above_its_row() -> None:
    found = [series.of_target(each, ANA.cards) for each in (TARGETS["sadness"], HARD)]
    wide, narrow = (rows_of(series.time_line(found, first(30), TODAY), width) for width in (76, 38))
    assert [narrow[0], narrow[2]] == ["sadness", "how hard the day was"]
    assert wide[0].removeprefix("sadness").strip() == narrow[1].strip()


def test_where_a_digit_stands_for_several_weeks_it_says_so() -> None:
    block = series.time_line([series.of_target(SLEEP, ANA.cards)], first(365), TODAY)
    assert charts.time_line(block, 76, cells).legend == ""
    assert charts.time_line(block, 38, cells).legend == "There is room for one digit in 2 weeks: it is their mean."


# Bars


@pytest.mark.parametrize(
    ("part", "whole", "partly", "drawn"),
    [
        (0, 5, 0, "[......................]"),
        (1, 100, 0, "[#.....................]"),
        (99, 100, 0, "[#####################.]"),
        (5, 5, 0, "[######################]"),
        (0, 0, 0, "[......................]"),
        (11, 22, 1, "[##########+...........]"),
    ],
)
def test_a_bar_shows_its_part_and_is_full_only_when_all_is_there(part: int, whole: int, partly: int, drawn: str) -> None:
    assert charts.bar(Bar("x", part, whole, "", partly), 24).lines == (drawn,)


def test_what_is_there_in_part_is_explained_only_where_it_is_drawn() -> None:
    assert charts.bar(Bar("x", 4, 8, "", 2), 40).legend == "# whole, + partly"
    assert charts.bar(Bar("x", 4, 8, ""), 40).legend == ""


# On pages


BLOCKS: tuple[Block, ...] = (
    *(chart_of(days) for days in SPANS.values()),
    series.time_line([series.of_target(each, ANA.cards) for each in TARGETS.values()], first(30), TODAY),
    series.chart(Series("nothing", ()), first(7), TODAY),
    series.time_line([], first(7), TODAY),
    Bar("Commitment", 25, 28, "What was kept of what you marked.", 3),
)


@pytest.mark.parametrize("width", [*WIDTHS, 100, 20, 10])
def test_the_sentence_stands_under_every_drawing_and_nothing_is_wider_than_the_page(width: int) -> None:
    for block in BLOCKS:
        text = bare(lay_out([block], width))
        assert all(cells(line) <= width for line in text.split("\n"))
        assert " ".join(text.split()).endswith(" ".join(block.sentence.split()))  # type: ignore[union-attr]
        assert text.isascii()


@settings(max_examples=80, deadline=None)
@given(
    st.integers(2, 130),
    st.lists(st.one_of(st.none(), st.floats(-5, 200)), min_size=1, max_size=90),
    st.sampled_from([(0, 10), (0, 27), (0, 100), (-3, 8), (0, 2.5), (7, 7)]),
    st.text(alphabet="ab 中é", max_size=30),
)
def test_no_chart_is_ever_wider_than_asked(width: int, values: list[float | None], ends: tuple[float, float], name: str) -> None:
    points = tuple(Point(TODAY + timedelta(days=n), value) for n, value in enumerate(values))
    blocks = [Chart(name, (Curve(name, points),), *ends, "One."), TimeLine(name, (Curve(name, points),), "One.")]
    for line in lay_out(blocks, width):
        assert cells("".join(piece.text for piece in line)) <= width


def test_markdown_has_the_drawing_as_it_stands_and_the_sentence_as_a_paragraph() -> None:
    block = chart_of(30)
    text = write(Page("Progress", (block,)))
    fenced = text.split("```")[1].strip("\n")
    assert fenced.split("\n")[:-1] == list(charts.chart(block, 76).lines)
    assert text.endswith(f"{block.sentence}\n")


def test_a_name_in_markdown_is_never_markup() -> None:
    text = write(Page("Progress", (series.chart(Series("*urge* [x](y)", (Number(TODAY, 3),)), first(7), TODAY),)))
    assert "\\*urge\\* \\[x\\](y), 0 to 10" in text
