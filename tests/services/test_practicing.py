"""Skills that were used in life: kept with what was said, offered again, and what helped stands first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from iop_tui.domain.practice import Practice
from iop_tui.errors import IopError
from iop_tui.services import answering, entries, finding, planning, practicing, sharing
from iop_tui.services.house import House, undo
from iop_tui.services.today import today

from .conftest import Hands

TODAY = date(2026, 11, 23)


def tried(house: House, unit: str = "dbt.dt.breath", **values: object) -> Practice:
    header = house.library.header(unit)
    assert header is not None
    return practicing.keep(house, header, values).value  # type: ignore[arg-type]


def test_a_use_is_kept_with_what_was_said_and_can_be_undone(house: House) -> None:
    header = house.library.header("dbt.dt.breath")
    assert header is not None
    done = practicing.keep(house, header, {"before": 8, "after": 5, "helped": 6, "note": "On the bus."})
    use = done.value
    assert (use.title, use.before, use.after, use.helped, use.note, use.day) == (header.title, 8, 5, 6, "On the bus.", TODAY)
    assert undo(house, done)
    assert practicing.uses_of(house, header) == []


def test_every_line_can_be_skipped_and_an_earlier_day_is_taken(house: House) -> None:
    assert tried(house).helped is None
    assert tried(house, day="2026-11-20").day == date(2026, 11, 20)


def test_a_day_to_come_is_not_taken(house: House) -> None:
    with pytest.raises(IopError, match="has not come yet"):
        tried(house, day="2026-11-24")


def test_learn_says_how_often_a_skill_was_practiced(house: House) -> None:
    tried(house)
    assert planning.unit_states(house)["dbt.dt.breath"] == "practiced 1 time"
    tried(house)
    assert planning.unit_states(house)["dbt.dt.breath"] == "practiced 2 times"


def test_a_skill_comes_up_again_on_today_after_two_days(house: House, hands: Hands) -> None:
    tried(house)
    assert today(house).again is None
    hands.forward(days=2)
    again = today(house).again
    assert again is not None
    assert again.header.id == "dbt.dt.breath"
    assert "Last used 2 days ago." in again.reason
    tried(house)
    assert today(house).again is None


def test_an_exercise_that_was_finished_counts_as_a_use(house: House, hands: Hands) -> None:
    answering.finish_run(house, answering.start_run(house, house.library.unit("dbt.dt.stop")).value)
    hands.forward(days=2)
    assert [each.unit for each in practicing.due(house)] == ["dbt.dt.stop"]


def test_a_step_of_starting_a_program_is_no_skill(house: House, hands: Hands) -> None:
    answering.finish_run(house, answering.start_run(house, house.library.unit("iop.s1.what")).value)
    hands.forward(days=2)
    assert practicing.due(house) == ()
    assert "iop.s1.what" not in [each.id for _, headers in practicing.toolbox(house) for each in headers]


def test_a_skill_of_a_file_that_is_gone_does_not_come_up(house: House, hands: Hands) -> None:
    house.store.shelf(Practice).put(Practice(unit="own.gone", title="Gone", day=TODAY - timedelta(days=2)))
    assert practicing.due(house) == ()


def test_what_helped_stands_first_then_what_was_learned(house: House) -> None:
    tried(house, "dbt.dt.soothe", helped=3)
    tried(house, "dbt.dt.breath", helped=8)
    tried(house, "dbt.dt.pmr")
    groups = dict(practicing.toolbox(house))
    assert [each.id for each in groups["What helped you"]] == ["dbt.dt.breath", "dbt.dt.soothe"]
    assert [each.id for each in groups["What you have learned"]] == ["dbt.dt.pmr"]
    assert "dbt.dt.stop" in [each.id for each in groups["Other skills"]]


def test_a_use_is_found_listed_deleted_and_stands_among_the_earlier_times(house: House) -> None:
    tried(house, helped=6, before=8, after=5, note="On the night bus.")
    assert [each.text for each in finding.search(house, "night bus") if each.kind == "answer"] == ["On the night bus."]
    page = sharing.write(sharing.earlier_page(house, house.library.unit("dbt.dt.breath")), "txt")
    assert "Tried on 2026-11-23" in page
    assert "before 8, after 5, helped 6 of 10" in page
    [piece] = entries.pieces(house)
    assert (piece.kind, piece.text, piece.way) == ("tried", "On the night bus.", "dbt.dt.breath")
    entries.delete(house, piece)
    assert entries.pieces(house) == []
