"""A sheet while it is being filled in, and the draft of it."""

from __future__ import annotations

from datetime import date

from domain.test_measures import DEATH, FOUR, PHQ, TODAY, WHO, score
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.fields import read
from iop_tui.domain.filling import Filling, field_of, filling_of, read_filling, shown_in, value_of
from iop_tui.domain.measures import Choice, SheetLine

WORDED = SheetLine(3, "hope", (Choice(0, "never"), Choice(2, "most days")))


@given(st.dictionaries(st.integers(1, 10), st.integers(0, 3)), st.none() | st.integers(0, 27), st.dates(date(2026, 1, 1), TODAY))
def test_a_draft_holds_all_that_was_typed(answers: dict[int, int], typed: int | None, day: date) -> None:
    filling = Filling(day, answers, typed)
    assert read_filling(PHQ, filling.text(), TODAY) == filling


@given(st.text())
def test_any_other_text_is_read_as_far_as_it_fits(text: str) -> None:
    found = read_filling(PHQ, text, TODAY)
    assert found.day <= TODAY
    assert all(0 <= value <= 3 for value in found.answers.values())


def test_a_draft_can_be_read_as_it_is() -> None:
    assert Filling(TODAY, {9: 1, 2: 3}, 12).text() == "2: 3\n9: 1\ntotal: 12\nday: 2026-11-23"


def test_what_does_not_fit_the_sheet_any_more_is_passed_over() -> None:
    found = read_filling(PHQ, "1: 7\n2: 3\n44: 1\ntotal: 99999999\nday: 2030-01-01", TODAY)
    assert found == Filling(TODAY, {2: 3})


def test_the_safety_line_goes_with_lines_and_with_a_total() -> None:
    filling = Filling(TODAY, {9: 1})
    assert not filling.is_by_lines(PHQ)
    assert filling.asks(PHQ) == ()
    assert Filling(TODAY, {}, 12).asks(PHQ) == (DEATH,)
    assert Filling(TODAY, {1: 0}).is_by_lines(PHQ)
    assert Filling(TODAY, {10: 0}).is_by_lines(PHQ)


def test_an_answer_is_set_and_taken_away() -> None:
    filling = Filling(TODAY).answer(DEATH, 2)
    assert filling.answers == {9: 2} and filling.is_begun
    assert not filling.answer(DEATH, None).is_begun


def test_how_far_it_is_stands_in_a_few_words() -> None:
    assert Filling(TODAY, {1: 0, 2: 3, 10: 1}).place(PHQ) == "2 of 9 lines"
    assert Filling(TODAY, {9: 1}, 12).place(PHQ) == "by total"
    assert Filling(TODAY).place(WHO) == "by total"


def test_a_score_of_the_day_is_corrected_from_what_it_was() -> None:
    by_lines = score(answers={"1": 3, "9": 1}, source="lines")
    assert filling_of(by_lines) == Filling(TODAY, {1: 3, 9: 1})
    assert filling_of(score(answers={"9": 1}, source="total", points=12)) == Filling(TODAY, {9: 1}, 12)


def test_a_line_is_filled_in_as_a_number_or_in_words() -> None:
    plain = field_of(SheetLine(1, "sleep", FOUR))
    assert (plain.kind, plain.least, plain.most) == ("scale", 0, 3)
    worded = field_of(WORDED)
    assert worded.options == ("0 never", "2 most days")
    assert value_of(WORDED, read(worded, "2 most days")) == 2
    assert value_of(WORDED, None) is None
    assert shown_in(WORDED, 2) == "2 most days" and shown_in(DEATH, 2) == 2 and shown_in(DEATH, None) is None
