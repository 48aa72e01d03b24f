"""Lists to tick off: what is ticked, what is noted, and what is left as questions."""

from __future__ import annotations

from datetime import date

import pytest

from iop_tui.domain.checklist import CHECKLISTS, EXPLAINED, STEPDOWN, Checklist, still_open
from iop_tui.domain.page import Items, Paragraph, text_of
from iop_tui.domain.questions import Question
from iop_tui.services import asking, entries, finding, ticking
from iop_tui.services.house import House, undo

FEES = next(each for each in EXPLAINED.items if each.id == "fees")


@pytest.mark.parametrize("checklist", CHECKLISTS.values(), ids=lambda each: each.id)
def test_every_item_has_its_own_id_and_a_question_of_its_own(checklist: Checklist) -> None:
    assert len({each.id for each in checklist.items}) == len({each.ask for each in checklist.items}) == len(checklist.items)
    assert all(each.ask.endswith("?") for each in checklist.items)


def test_the_structure_of_a_program_is_on_the_list() -> None:
    assert {"attendance", "testing", "privacy", "fees", "nights", "end"} <= {each.id for each in EXPLAINED.items}


def test_a_tick_is_kept_with_its_day_and_taken_away_again(house: House) -> None:
    ticking.turn(house, EXPLAINED, FEES)
    assert ticking.ticks(house, EXPLAINED)["fees"].day == date(2026, 11, 23)
    assert ticking.state(house, EXPLAINED) == f"1 of {len(EXPLAINED.items)}"
    assert ticking.state(house, STEPDOWN) == ""
    ticking.turn(house, EXPLAINED, FEES)
    assert ticking.ticks(house, EXPLAINED) == {}


def test_a_note_stays_when_its_tick_goes(house: House) -> None:
    ticking.turn(house, EXPLAINED, FEES)
    ticking.note(house, EXPLAINED, FEES, "Twenty a day, bill in January.")
    ticking.turn(house, EXPLAINED, FEES)
    found = ticking.ticks(house, EXPLAINED)["fees"]
    assert (found.is_ticked, found.note) == (False, "Twenty a day, bill in January.")
    assert FEES in still_open(EXPLAINED, {"fees": found})
    ticking.note(house, EXPLAINED, FEES, "")
    assert ticking.ticks(house, EXPLAINED) == {}


def test_what_is_open_becomes_questions_and_none_of_them_twice(house: House) -> None:
    ticking.turn(house, EXPLAINED, FEES)
    asking.keep(house, Question(text=""), {"text": EXPLAINED.items[0].ask.upper(), "whom": "Priya"})
    done = ticking.ask_what_is_open(house, EXPLAINED)
    assert done.value == len(EXPLAINED.items) - 2
    asked = [each.text for each in asking.questions(house)]
    assert FEES.ask not in asked
    assert len(asked) == len({each.casefold() for each in asked}) == len(EXPLAINED.items) - 1
    assert ticking.ask_what_is_open(house, EXPLAINED).value == 0
    assert undo(house, done)
    assert len(asking.questions(house)) == 1


def test_a_note_from_another_window_is_kept_beside(house: House) -> None:
    ticking.note(house, EXPLAINED, FEES, "Ask Priya.")
    ticking.note(house, EXPLAINED, FEES, "Nothing until January.", seen=0)
    assert ticking.ticks(house, EXPLAINED)["fees"].note == "Nothing until January."
    pieces = entries.pieces(house)
    assert any(each.kind == "other copy" and "Ask Priya." in each.text for each in pieces)


def test_the_page_says_what_is_ticked_and_what_to_ask(house: House) -> None:
    ticking.turn(house, EXPLAINED, FEES)
    ticking.note(house, EXPLAINED, FEES, "Twenty a day.")
    said = [
        text_of(block.spans)
        for part in ticking.page(house, EXPLAINED).blocks
        if isinstance(part, Items)
        for item in part.items
        for block in item
        if isinstance(block, Paragraph)
    ]
    assert "What it costs me, and when a bill comes. (ticked Mon 23 Nov; Twenty a day.)" in said
    assert f"{EXPLAINED.items[0].text}. To ask: {EXPLAINED.items[0].ask}" in said


def test_a_note_is_found_and_can_be_deleted_like_everything_one_wrote(house: House) -> None:
    ticking.note(house, EXPLAINED, FEES, "Twenty a day.")
    assert [each.id for each in finding.search(house, "twenty a day") if each.kind == "note"] == ["explained"]
    piece = next(each for each in entries.pieces(house) if each.table == "ticks")
    assert (piece.way, piece.text) == ("explained", "Twenty a day.")
    entries.delete(house, piece)
    assert ticking.ticks(house, EXPLAINED) == {}
