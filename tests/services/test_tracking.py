from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.domain.strength import Tally
from iop_tui.errors import IopError
from iop_tui.services import tracking
from iop_tui.services.house import House, undo

from .conftest import Hands

TODAY = date(2026, 11, 23)


def walk(house: House, **changes: object) -> Commitment:
    changes.setdefault("starts", TODAY)
    return tracking.save_commitment(house, Commitment(title="Walk 20 minutes", **changes)).value  # type: ignore[arg-type]


def test_a_day_is_marked_and_unmarked(house: House) -> None:
    commitment = walk(house)
    assert tracking.standing(house, commitment).state == "unknown"
    tracking.check_in(house, commitment, TODAY, "kept")
    assert tracking.standing(house, commitment).state == "kept"
    tracking.clear_checkin(house, commitment, TODAY)
    assert tracking.standing(house, commitment).state == "unknown"


def test_marking_a_day_again_changes_the_one_mark_and_keeps_the_note(house: House) -> None:
    commitment = walk(house)
    tracking.check_in(house, commitment, TODAY, "partly", note="rain")
    tracking.check_in(house, commitment, TODAY, "kept")
    marks = house.store.shelf(Checkin).all()
    assert [(mark.state, mark.note) for mark in marks] == [("kept", "rain")]


def test_a_day_to_come_cannot_be_marked_and_the_sentence_is_kind(house: House) -> None:
    with pytest.raises(IopError, match="has not come yet"):
        tracking.check_in(house, walk(house), TODAY + timedelta(days=1), "kept")


def test_an_excused_span_neither_earns_nor_costs(house: House, hands: Hands) -> None:
    commitment = walk(house)
    for day in range(5):
        tracking.check_in(house, commitment, TODAY + timedelta(days=day), "kept")
        hands.forward(days=1)
    before = tracking.standing(house, commitment).strength.value
    tracking.excuse(house, TODAY + timedelta(days=5), TODAY + timedelta(days=9), "in hospital")
    hands.forward(days=5)
    standing = tracking.standing(house, commitment)
    assert standing.strength.value == before
    assert standing.state_of(TODAY + timedelta(days=7)) == "excused"


def test_away_pauses_everything_until_one_is_back(house: House, hands: Hands) -> None:
    commitment = walk(house)
    tracking.excuse(house, TODAY, None)
    pause = tracking.current_pause(house)
    assert pause is not None
    hands.forward(days=3)
    assert tracking.standing(house, commitment).state == "excused"
    tracking.come_back(house, pause)
    assert tracking.current_pause(house) is None
    assert tracking.standing(house, commitment).state == "unknown"
    assert tracking.standing(house, commitment).state_of(TODAY) == "excused"


def test_coming_back_on_the_same_day_takes_the_pause_away(house: House) -> None:
    pause = tracking.excuse(house, TODAY, None).value
    assert tracking.come_back(house, pause).value is None
    assert tracking.pauses(house) == ()


def test_a_span_that_ends_before_it_begins_is_asked_about(house: House) -> None:
    with pytest.raises(IopError, match="last day comes before"):
        tracking.excuse(house, TODAY, TODAY - timedelta(days=1))


def test_what_is_put_away_keeps_its_past_and_comes_back(house: House) -> None:
    commitment = walk(house)
    tracking.check_in(house, commitment, TODAY, "kept")
    tracking.stop_commitment(house, commitment)
    assert tracking.active(house) == []
    assert [each.title for each in tracking.put_away(house)] == ["Walk 20 minutes"]
    tracking.bring_back(house, commitment)
    assert tracking.standing(house, tracking.active(house)[0]).state == "kept"


def test_deleting_takes_every_mark_and_undo_brings_all_of_it_back(house: House) -> None:
    commitment = walk(house)
    tracking.check_in(house, commitment, TODAY, "kept", note="by the river")
    done = tracking.delete_commitment(house, commitment)
    assert house.store.shelf(Checkin).all() == []
    assert undo(house, done)
    assert tracking.notes(house, tracking.active(house)[0])[0].note == "by the river"


def test_a_practice_becomes_a_commitment_for_its_weeks(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    practice = stop.practice()
    assert practice is not None
    wanted = tracking.practice_commitment(house, stop, practice)
    assert (wanted.title, wanted.times, wanted.ends, wanted.from_unit) == (practice.what, 5, date(2026, 12, 6), "dbt.dt.stop")


def test_a_commitment_needs_words(house: House) -> None:
    with pytest.raises(IopError, match="a few words"):
        tracking.save_commitment(house, Commitment(title="  ", starts=TODAY))


def old_walk(house: House, **changes: object) -> Commitment:
    """Walked on every third day for three years."""
    kept = walk(house, **{"starts": TODAY - timedelta(days=1100), **changes})  # type: ignore[arg-type]
    for days in range(1, 1100, 3):
        tracking.check_in(house, kept, TODAY - timedelta(days=days), "partly" if days % 2 else "kept")
    return kept


def test_years_before_this_one_are_summed_up_once_and_give_the_same_numbers(house: House) -> None:
    kept = old_walk(house)
    first = tracking.standings(house)[0].strength
    assert house.store.flush(5)
    assert [each.commitment for each in house.store.shelf(Tally).all()] == [kept.id]
    again = tracking.standings(house)[0]
    whole = tracking.standing(house, kept)
    assert first.explain() == again.strength.explain() == whole.strength.explain()
    assert again.line == whole.line
    assert len(again.checkins) < 120 < len(whole.checkins)


@pytest.mark.parametrize("change", ["a mark", "a mark taken away", "an undo", "a span", "another rhythm"])
def test_a_change_in_an_old_year_is_noticed(house: House, change: str) -> None:
    kept = old_walk(house)
    tracking.standings(house)
    assert house.store.flush(5)
    long_ago = TODAY - timedelta(days=1000)
    match change:
        case "a mark":
            tracking.check_in(house, kept, long_ago, "missed")
        case "a mark taken away":
            tracking.clear_checkin(house, kept, long_ago)
        case "an undo":
            done = tracking.check_in(house, kept, long_ago, "missed")
            tracking.standings(house)
            assert house.store.flush(5)
            assert undo(house, done)
        case "a span":
            tracking.excuse(house, long_ago, long_ago + timedelta(days=30), "hospital")
        case "another rhythm":
            kept = tracking.save_commitment(house, replace(kept, rule="FREQ=DAILY;INTERVAL=2")).value
    assert tracking.standings(house)[0].strength.explain() == tracking.standing(house, kept).strength.explain()
