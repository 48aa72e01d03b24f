"""The weekly review: facts of the week, own words, and when it comes up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from iop_tui.domain.commitments import Commitment
from iop_tui.domain.page import Entry, Paragraph, text_of
from iop_tui.domain.weekreview import is_time, week_to_review
from iop_tui.services import answering, diarying, entries, finding, happening, practicing, reviewing, sharing, tracking
from iop_tui.services.house import House

MONDAY = date(2026, 11, 23)


def facts(house: House, monday: date = MONDAY) -> dict[str, str]:
    return {block.label: block.value for block in reviewing.facts(house, monday) if isinstance(block, Entry)}


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 25), date(2026, 11, 16)),
        (date(2026, 11, 26), MONDAY),
        (date(2026, 11, 29), MONDAY),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_until_wednesday_it_is_about_the_week_before(today: date, monday: date) -> None:
    assert week_to_review(today) == monday


def test_it_comes_up_from_sunday_to_tuesday() -> None:
    assert [is_time(MONDAY + timedelta(days=n)) for n in range(7)] == [True, True, False, False, False, False, True]


def test_an_empty_week_is_a_fact_and_no_reproach(house: House) -> None:
    blocks = reviewing.facts(house, MONDAY)
    assert [text_of(each.spans) for each in blocks if isinstance(each, Paragraph)] == [
        "Nothing was marked or written in this week. That is a fact about a week, and no more."
    ]


def test_the_week_gathers_marks_cards_skills_units_and_what_happened(house: House) -> None:
    walk = tracking.save_commitment(house, Commitment(title="Walk", starts=MONDAY)).value
    tracking.check_in(house, walk, MONDAY, "kept")
    drink = next(each for each in diarying.targets(house) if each.title == "drink or use")
    diarying.fill_in(house, MONDAY, drink, 8)
    diarying.say_acted(house, MONDAY, drink, acted=True)
    header = house.library.header("dbt.dt.stop")
    assert header is not None
    for helped in (4, 7):
        practicing.keep(house, header, {"helped": helped})
    answering.finish_run(house, answering.start_run(house, house.library.unit("dbt.dt.stop")).value)
    happening.keep(house, "used")
    assert facts(house) == {
        "Commitments": "Walk: kept 1",
        "Diary": "1 day of 7 filled in\ndrink or use: highest 8, on Mon 23 Nov\ndrink or use: acted on it on 1 day",
        "Skills used": "STOP: a pause before you act: 2 times, helped 6 of 10",
        "Units done": "STOP: a pause before you act",
        "What happened": "Mon 23 Nov: I drank or used. You wrote it down, and went on.",
    }
    assert facts(house, MONDAY - timedelta(days=7)) == {}


def test_own_words_are_kept_found_taken_along_and_deleted(house: House) -> None:
    review = reviewing.review_of(house, MONDAY)
    reviewing.write(house, review, {"helped": "The lake.", "to_say": "I left early."})
    assert [each.id for each in finding.search(house, "left early") if each.kind == "week"] == [MONDAY.isoformat()]
    text = sharing.write(reviewing.page(house, MONDAY), "txt")
    assert "In my words" in text
    assert "I left early." in text
    piece = next(each for each in entries.pieces(house) if each.kind == "weekly review")
    entries.delete(house, piece)
    assert not reviewing.review_of(house, MONDAY).is_begun


def test_it_is_due_once_for_a_week_that_was_lived(house: House, hands: object) -> None:
    assert not reviewing.is_due(house)
    hands.forward(days=6)  # type: ignore[attr-defined]
    assert reviewing.is_due(house)
    reviewing.write(house, reviewing.review_of(house, MONDAY), {"kept": "Group, twice."})
    assert not reviewing.is_due(house)


def test_two_windows_keep_both(house: House) -> None:
    review = reviewing.review_of(house, MONDAY)
    reviewing.write(house, review, {"kept": "Group."})
    reviewing.write(house, replace(review, rev=0), {"kept": "The walk."})
    assert reviewing.review_of(house, MONDAY).kept == "The walk."
    assert [each.text for each in entries.pieces(house) if each.kind == "other copy"] == ["Group."]
