from __future__ import annotations

import pytest

from iop_tui.domain.answers import Answer, Kept
from iop_tui.domain.fields import Unreadable
from iop_tui.services import answering
from iop_tui.services.house import House, undo


def test_an_answer_is_there_with_the_question_it_answered(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("urge-before")
    assert field is not None
    answering.save_typed(house, run, field, "85", 0)
    kept = answering.answers_of(house, run)["urge-before"]
    assert (kept.value, kept.label, kept.unit, kept.version) == (85, "How strong was the urge?", "dbt.dt.stop", 1)


def test_what_cannot_be_read_is_said_and_stays_as_a_draft(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("urge-before")
    assert field is not None
    house.store.draft(answering.draft_key(run, field.id), "very")
    with pytest.raises(Unreadable, match="whole number from 0 to 100"):
        answering.save_typed(house, run, field, "very", 0)
    assert answering.drafts_of(house, run) == {"urge-before": "very"}
    assert answering.answers_of(house, run) == {}


def test_a_draft_goes_when_it_has_become_an_answer(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("moment")
    assert field is not None
    house.store.draft(answering.draft_key(run, "moment"), "the bus was la")
    answering.save_typed(house, run, field, "the bus was la", 0)
    assert answering.drafts_of(house, run) == {}


def test_typing_on_while_the_answer_is_saved_keeps_the_later_words_as_a_draft(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("moment")
    assert field is not None
    house.store.draft(answering.draft_key(run, "moment"), "the bus was late")
    answering.save_typed(house, run, field, "the bus was la", 0)
    assert answering.drafts_of(house, run) == {"moment": "the bus was late"}


def test_two_windows_in_one_field_keep_both(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("moment")
    assert field is not None
    first = answering.save_typed(house, run, field, "written at the clinic", 0).value
    assert first.answer is not None
    second = answering.save_typed(house, run, field, "written on the phone", 0).value
    assert second.kept == "written at the clinic"
    assert answering.answers_of(house, run)["moment"].value == "written on the phone"
    assert answering.kept_copies(house, run) == {"moment": ["written at the clinic"]}
    assert len(house.store.shelf(Kept).all()) == 1


def test_emptying_a_field_removes_the_answer_and_undo_brings_it_back(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("moment")
    assert field is not None
    saved = answering.save_typed(house, run, field, "a slammed door", 0).value.answer
    assert saved is not None
    done = answering.save_typed(house, run, field, "", saved.rev)
    assert answering.answers_of(house, run) == {}
    assert undo(house, done)
    assert answering.answers_of(house, run)["moment"].value == "a slammed door"


def test_a_finished_run_stays_and_the_next_one_is_new(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    first = answering.start_run(house, stop).value
    assert answering.open_run(house, stop) == first
    answering.finish_run(house, first)
    assert answering.open_run(house, stop) is None
    answering.start_run(house, stop)
    assert len(answering.runs_of(house, stop)) == 2


def test_the_place_in_a_run_is_remembered_without_touching_an_answer(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    answering.save_place(house, run, 4, 12)
    again = answering.open_run(house, stop)
    assert again is not None
    assert (again.section, again.line) == (4, 12)
    assert house.store.shelf(Answer).all() == []
