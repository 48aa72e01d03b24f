"""What a person types into a field, what is kept of it, and how it is shown again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.domain.fields import KINDS, YES_NO, Column, Field, Unreadable, Value, read, read_date, read_time, show, words_of, write

COLUMNS = (
    Column("who"),
    Column("why", "text"),
    Column("pull", "scale"),
    Column("rung", "choice", ("early", "middle", "late")),
    Column("told", "yesno"),
    Column("hours", "number"),
    Column("cost", "money"),
    Column("on", "date"),
    Column("at", "time"),
)
OF_KIND = {
    "scale": {"min": -2, "max": 100},
    "choice": {"options": ("every day", "Some days", "SOME DAYS", "once a week")},
    "multi": {"options": ("talking", "a ride", "company")},
    "table": {"columns": COLUMNS},
    "grid": {"columns": COLUMNS, "rows": ("now", "in a week")},
}


def field(kind: str, **more: Any) -> Field:
    return Field(id="it", kind=kind, label="What is it?", **{**OF_KIND.get(kind, {}), **more})


anything = st.one_of(st.text(max_size=30), st.text("01239.,:-+ \n[]{}\"'eE_/٣٫−€$\x1b", max_size=30))
dates = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)
times = st.times().map(lambda time: time.strftime("%H:%M"))
numbers = st.one_of(
    st.integers(-(10**14), 10**14).map(str),
    st.decimals(-(10**9), 10**9, places=6).map(str),
    st.floats(-1e-3, 1e-3).map(lambda x: f"{x:.12f}"),
)
money = st.decimals(0, 10**12, places=2).map(str)
cells: dict[str, st.SearchStrategy[Any]] = {
    "who": anything,
    "why": anything,
    "pull": st.integers(0, 10),
    "rung": st.sampled_from(["early", "LATE", " middle "]),
    "told": st.sampled_from(YES_NO),
    "hours": numbers,
    "cost": money,
    "on": dates,
    "at": times,
}
rows = st.fixed_dictionaries({}, optional=cells)
typed: dict[str, st.SearchStrategy[str]] = {
    "line": anything,
    "text": anything,
    "list": anything,
    "scale": st.integers(-2, 100).map(str),
    "choice": st.sampled_from(["every day", "Some days", "SOME DAYS", "ONCE A WEEK ", ""]),
    "multi": st.lists(st.sampled_from(["talking", "A ride", " company", ""])).map("\n".join),
    "yesno": st.sampled_from(["yes", "No", "not now", " "]),
    "number": numbers,
    "money": money,
    "date": dates,
    "time": times,
    "table": st.lists(rows, max_size=4).map(json.dumps),
    "grid": st.dictionaries(st.sampled_from(["now", "in a week", "never asked"]), rows).map(json.dumps),
    "contact": st.lists(anything, max_size=5).map("\n".join),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_is_read_back_the_same(kind: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(typed[kind])
    def every_time(raw: str) -> None:
        value = read(field(kind), raw)

        assert read(field(kind), write(field(kind), value)) == value
        assert json.loads(json.dumps(value)) == value

    every_time()


@pytest.mark.parametrize("kind", KINDS)
def test_anything_can_be_typed_and_is_kept_or_answered_with_a_sentence(kind: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(anything)
    def every_time(raw: str) -> None:
        try:
            value = read(field(kind), raw)
        except Unreadable as error:
            assert str(error).endswith(".")
            return
        assert (value is None) or read(field(kind), write(field(kind), value)) == value

    every_time()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", ["", "  ", "\n\n", "\t", "\x1b[0m", "\u2028"])
def test_every_field_can_be_left_empty(kind: str, raw: str) -> None:
    assert read(field(kind), raw) is None
    assert write(field(kind), None) == ""
    assert show(None) == ""
    assert words_of(None) == ()


def sentence(kind: str, raw: str, **more: Any) -> str:
    with pytest.raises(Unreadable) as caught:
        read(field(kind, **more), raw)
    return str(caught.value)


# Words


def test_words_are_kept_as_typed_without_what_a_terminal_would_obey() -> None:
    assert read(field("line"), " Call\x1b[31m Priya\n at work ") == " Call Priya at work "
    assert read(field("text"), "می\u200cخواهم\n  - [/b]\n") == "می\u200cخواهم\n  - [/b]\n"
    assert read(field("list"), "sleep\n\n  food\n") == ["sleep", "  food"]


def test_a_contact_may_have_any_of_its_parts() -> None:
    assert read(field("contact"), "\n555 0100\n") == {"name": "", "phone": "555 0100", "note": ""}
    assert read(field("contact"), "Ana") == {"name": "Ana", "phone": "", "note": ""}
    assert read(field("contact"), " \n\n ") is None
    assert write(field("contact"), {"name": "", "phone": "", "note": "evenings"}) == "\n\nevenings"
    assert write(field("contact"), {"phone": "555 0100"}) == "\n555 0100\n"
    assert show({"name": "Ana", "phone": "", "note": "evenings"}) == "Ana, evenings"


def test_a_note_of_several_lines_loses_no_word() -> None:
    assert read(field("contact"), "Ana\n555 0100\nevenings\n\nnot on Fridays") == {
        "name": "Ana",
        "phone": "555 0100",
        "note": "evenings not on Fridays",
    }


# Picking


def test_an_option_is_found_whatever_its_capitals() -> None:
    assert read(field("yesno"), " YES ") == "yes"
    assert read(field("choice"), "Every Day") == "every day"
    assert read(field("choice"), "SOME DAYS") == "SOME DAYS"
    assert sentence("choice", "sometimes") == "Please pick one of: every day, Some days, SOME DAYS, once a week."


def test_several_options_are_kept_once_and_in_their_order() -> None:
    assert read(field("multi"), "Company\ntalking\ncompany") == ["talking", "company"]
    assert sentence("multi", "talking\nmoney") == "Please pick one of: talking, a ride, company."


def test_a_scale_takes_whole_numbers_between_its_ends() -> None:
    assert read(field("scale"), " 7 ") == 7
    assert read(field("scale"), "-2") == -2
    assert read(field("scale"), "٧") == 7
    assert sentence("scale", "101") == "This scale goes from -2 to 100."
    assert sentence("scale", "seven") == sentence("scale", "7.5") == "Please use a whole number from -2 to 100."
    assert sentence("scale", "9" * 5000) == "Please use a whole number from -2 to 100."
    assert sentence("scale", "11", min=None, max=None) == "This scale goes from 0 to 10."


# Numbers and money


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("3", 3),
        ("-3", -3),
        ("+3", 3),
        ("−3", -3),
        ("12,5", 12.5),
        ("12.5", 12.5),
        (".5", 0.5),
        ("5.", 5),
        ("0,500", 0.5),
        ("1.000", 1),
        ("1,000", 1000),
        ("1,000.50", 1000.5),
        ("1.000,50", 1000.5),
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1 000", 1000),
        ("1\u00a0000\u202f000", 1_000_000),
        ("1'000", 1000),
        ("٣٫٥", 3.5),
        ("١٬٠٠٠", 1000),
        ("१२", 12),
        ("-0", 0),
        ("0.0000001", 1e-7),
        ("999999999999999", 999_999_999_999_999),
    ],
)
def test_a_number_is_read_as_people_write_it(raw: str, number: float) -> None:
    value = read(field("number"), raw)

    assert value == number
    assert type(value) is type(number)
    assert read(field("number"), write(field("number"), value)) == number


@pytest.mark.parametrize(
    "raw", ["NaN", "Infinity", "-inf", "1e3", "1_000", "3 or 4", "--3", "1,00,000.5.5", "1.2.3", ".", "-", "½", "0x10"]
)
def test_what_is_not_one_number_is_answered_kindly(raw: str) -> None:
    assert sentence("number", raw) == "Please use a number, like 3 or 2.5."
    assert sentence("money", raw) == "Please write an amount in digits, like 40 or 12.50."


@pytest.mark.parametrize("raw", ["1" + "0" * 400, "9" * 1_000_000, "0." + "1" * 16, "1" * 16])
def test_a_number_without_end_is_not_kept_and_stops_nothing(raw: str) -> None:
    assert sentence("number", raw) == "That number is too long to keep: 15 digits at most."
    assert sentence("money", raw) == "That number is too long to keep: 15 digits at most."


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("40", "40.00"),
        ("12,5", "12.50"),
        ("$1,000.50", "1000.50"),
        ("1,000", "1000.00"),
        ("1.000.000", "1000000.00"),
        ("40 €", "40.00"),
        ("٤٠", "40.00"),
        ("-0", "0.00"),
        ("999999999999999.99", "999999999999999.99"),
    ],
)
def test_an_amount_has_two_digits_after_the_point(raw: str, amount: str) -> None:
    assert read(field("money"), raw) == amount


def test_an_amount_that_could_mean_two_things_is_asked_about() -> None:
    assert sentence("money", "1.000") == "Two digits at most after the point, please, like 1000 or 12.50."
    assert sentence("money", "12.345") == sentence("money", "0,500") == sentence("money", "1.000")
    assert sentence("money", "-3") == "Please write an amount of 0 or more, like 40 or 12.50."


def test_numbers_outside_the_bounds_hear_the_bounds() -> None:
    assert sentence("number", "0.5", min=1, max=60) == "The smallest number here is 1."
    assert sentence("number", "61", min=1, max=60) == "The largest number here is 60."
    assert sentence("money", "2000000", max=1_000_000) == "The largest number here is 1000000."
    assert read(field("number", min=0.1, max=0.3), "0.3") == 0.3


# Days and times


@pytest.mark.parametrize(
    ("raw", "day"), [("2026-11-23", "2026-11-23"), (" 2028-02-29 ", "2028-02-29"), ("20261123", "2026-11-23"), ("۲۰۲۶-۱۱-۲۳", "2026-11-23")]
)
def test_a_date_is_kept_in_one_form(raw: str, day: str) -> None:
    assert read(field("date"), raw) == day
    assert read_date(raw).isoformat() == day


@pytest.mark.parametrize("raw", ["2026-02-29", "23.11.2026", "11/23/2026", "tomorrow", "2026-13-01", "2026-11-23T10:00", "0000-01-01"])
def test_a_date_that_is_none_hears_how_one_is_written(raw: str) -> None:
    assert sentence("date", raw) == "A date is written like 2026-11-23: year, month, day."


@pytest.mark.parametrize("raw", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_in_which_nobody_lives_is_asked_about(raw: str) -> None:
    assert sentence("date", raw) == "The year can be from 1900 to 2199."


@pytest.mark.parametrize(
    ("raw", "time"),
    [
        ("18:30", "18:30"),
        ("6:05", "06:05"),
        ("18.30", "18:30"),
        ("1830", "18:30"),
        ("630", "06:30"),
        ("18", "18:00"),
        ("00:00", "00:00"),
        ("٠٦:٣٠", "06:30"),
    ],
)
def test_a_time_is_kept_in_one_form(raw: str, time: str) -> None:
    assert read(field("time"), raw) == time
    assert read_time(raw).strftime("%H:%M") == time


@pytest.mark.parametrize("raw", ["24:00", "18:60", "6:5", "18:", ":30", "half past six", "18:30:00", "-1:30", "6:30 pm", "9" * 5000])
def test_a_time_that_is_none_hears_how_one_is_written(raw: str) -> None:
    assert sentence("time", raw) == "A time is written like 18:30, from 00:00 to 23:59."


# Rows


@pytest.mark.parametrize("kind", ["table", "grid"])
@pytest.mark.parametrize(
    "raw",
    ["not rows", "[", "{", '"words"', "7", "null", "NaN", "[" * 100_000, '{"now":' * 100_000, "\x00[]", "[]]", '{"a": 1,}', "1" * 5000],
)
def test_rows_that_are_none_are_answered_and_nothing_stops(kind: str, raw: str) -> None:
    assert sentence(kind, raw) == "These rows could not be read."


def test_the_rows_of_the_other_kind_are_not_taken() -> None:
    assert sentence("table", '{"now": {"who": "Ana"}}') == sentence("grid", '[{"who": "Ana"}]') == "These rows could not be read."


@pytest.mark.parametrize("raw", ["[]", "[{}]", "[null, 3, [], {}]", '[{"who": "  "}]', '[{"who": null, "why": [], "else": "Ana"}]'])
def test_rows_with_nothing_in_them_are_empty(raw: str) -> None:
    assert read(field("table"), raw) is None


def test_cells_are_read_by_their_column() -> None:
    raw = json.dumps(
        [{"who": "Ana\x1b[31m", "pull": 7, "rung": "LATE", "hours": "1,5", "cost": "$40", "at": "6.30", "no such column": "x"}, {"who": ""}]
    )

    assert read(field("table"), raw) == [{"who": "Ana", "pull": "7", "rung": "late", "hours": "1.5", "cost": "40.00", "at": "06:30"}]


def test_only_the_rows_of_a_grid_are_kept_and_in_its_order() -> None:
    raw = json.dumps({"in a week": {"who": "Sam"}, "now": {"who": "Ana"}, "never asked": {"who": "Priya"}})

    assert read(field("grid"), raw) == {"now": {"who": "Ana"}, "in a week": {"who": "Sam"}}


def test_a_cell_that_cannot_be_read_is_named() -> None:
    assert (
        sentence("table", json.dumps([{"who": "Ana"}, {"on": "soon"}])) == "Row 2, on: A date is written like 2026-11-23: year, month, day."
    )
    assert sentence("grid", json.dumps({"now": {"pull": "11"}})) == "now, pull: This scale goes from 0 to 10."


# Showing


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Call Ana", "Call Ana"),
        (0, "0"),
        (2.5, "2.5"),
        (1e-7, "0.0000001"),
        (20.0, "20"),
        (["sleep", "food"], "sleep\nfood"),
        ([{"who": "Ana", "on": "2026-11-23"}, {"who": "Sam"}], "who: Ana; on: 2026-11-23\nwho: Sam"),
        ({"now": {"who": "Ana", "pull": ""}, "later": {}}, "now: who: Ana"),
        ({}, ""),
        ([], ""),
    ],
)
def test_a_value_is_shown_as_words(value: Value, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize("kind", KINDS)
def test_showing_and_searching_see_every_word_of_an_answer(kind: str) -> None:
    @settings(max_examples=30, deadline=None)
    @given(typed[kind])
    def every_time(raw: str) -> None:
        value = read(field(kind), raw)
        shown = show(value)

        assert all(word in shown for word in words_of(value))
        assert bool(shown) == (value is not None)

    every_time()


def test_a_scale_has_ends_and_a_list_has_room_without_being_told() -> None:
    assert (Field(id="a", kind="scale", label="A").least, Field(id="a", kind="scale", label="A").most) == (0, 10)
    assert Field(id="a", kind="list", label="A").most == 5
    assert Field(id="a", kind="table", label="A").most == 20
    assert field("yesno").choices() == YES_NO
    assert sentence("drawing", "a sun") == "A drawing is not filled in as one line of text."
