"""A unit, line by line: read, filled in, left and gone on with."""

from __future__ import annotations

from typing import Any

import pytest
from plain.harness import Listener, sounds_right

from iop_tui.plain.units import open_unit
from iop_tui.plain.wording import by_lines
from iop_tui.services import answering
from iop_tui.services.house import House

STOP = "dbt.dt.stop"
ANSWERS = ("the bus drove off", "85", "1 3", "2", "hot face", "my hands wanted the door", "", "ask for a minute", "40")


def read(unit: str = STOP) -> Any:
    return lambda talk: open_unit(talk, unit)


def reads(lina: Listener, act: Any, *answers: str) -> str:
    return lina.does(act, *answers, of_unit=True)


def answers(house: House, unit: str = STOP) -> dict[str, Any]:
    return answering.newest_answers(house, house.library.unit(unit))


def test_an_exercise_is_filled_in_and_every_answer_is_kept(lina: Listener) -> None:
    said = reads(lina, read(), "Try it", *ANSWERS, "before", "where", "back")
    assert "What set it off?" in said
    assert "0, no urge, to 100" in said
    with lina.home.house() as house:
        found = answers(house)
    assert found["moment"] == "the bus drove off"
    assert found["urge-before"] == 85
    assert found["inside"] == "hot face\nmy hands wanted the door"
    assert found["urge-after"] == 40


def test_it_goes_on_where_it_was_left_with_what_was_written(lina: Listener) -> None:
    reads(lina, read(), "Try it", "the bus drove off", "leave")
    said = reads(lina, read(), "leave")
    assert "Now: the bus drove off" in said
    assert "Section: Why" not in said


def test_typing_that_was_never_ended_waits_as_typing(lina: Listener) -> None:
    with lina.home.house() as house:
        unit = house.library.unit(STOP)
        run = answering.start_run(house, unit).value
        house.store.draft(answering.draft_key(run, "moment"), "the bus dro")
        assert house.store.flush(5)
    said = reads(lina, read(), "Try it", "", "leave")
    assert "Your unfinished typing is back." in said
    with lina.home.house() as house:
        assert answers(house)["moment"] == "the bus dro"
        assert house.store.drafts("run/") == {}


def test_a_word_for_the_program_is_never_kept_as_typing(lina: Listener) -> None:
    reads(lina, read(), "Try it", "back", "Try it", "help", "list", "leave")
    with lina.home.house() as house:
        assert answers(house) == {}
        assert house.store.drafts("run/") == house.store.drafts("unit/") == {}


def test_a_word_in_quotes_is_an_answer(lina: Listener) -> None:
    reads(lina, read(), "Try it", '"help"', "leave")
    with lina.home.house() as house:
        assert answers(house)["moment"] == "help"


def test_what_cannot_be_read_is_asked_again(lina: Listener) -> None:
    said = reads(lina, read(), "Try it", "", "much", "300", "85", "leave")
    assert "whole number from 0 to 100" in said and "This scale goes from 0 to 100." in said
    with lina.home.house() as house:
        assert answers(house)["urge-before"] == 85


def test_clear_empties_an_answer(lina: Listener) -> None:
    reads(lina, read(), "Try it", "the bus drove off", "leave")
    reads(lina, read(), "clear", "leave")
    with lina.home.house() as house:
        assert "moment" not in answers(house)


def test_done_marks_the_run_and_a_new_one_leaves_it_as_it_is(lina: Listener) -> None:
    reads(lina, read(), "Try it", "the bus drove off", "leave")
    said = reads(lina, read(), "back", "At the end", "", "done", "", "")
    assert "Done. Everything you wrote is kept." in said
    reads(lina, read(), "new", "leave")
    with lina.home.house() as house:
        runs = answering.runs_of(house, house.library.unit(STOP))
        assert [each.finished is not None for each in runs] == [True]
        assert answering.answers_of(house, runs[0])["moment"].value == "the bus drove off"


def gated(lina: Listener) -> str:
    with lina.home.house() as house:
        return next(each.id for each in house.library.headers() if house.library.unit(each.id).gate() and each.alternative)


def test_a_gate_stops_says_why_offers_another_way_and_keeps_nothing(lina: Listener) -> None:
    unit = gated(lina)
    with lina.home.house() as house:
        gate = house.library.unit(unit).gate()
    assert gate is not None
    stops = next(n for n, each in enumerate(gate.questions) if not set(each.passes) >= set(each.options or ("yes", "no")))
    typed = []
    for number, question in enumerate(gate.questions):
        options = question.options or ("yes", "no", "not now")
        pick = next(each for each in options if (each in question.passes) != (number == stops))
        typed.append(pick if question.kind != "multi" else str(options.index(pick) + 1))
    said = reads(lina, read(unit), "Before you start", *typed, "", "leave")
    assert " ".join(gate.questions[stops].because.split()) in said
    assert "Instead: another unit?" in said
    with lina.home.house() as house:
        assert answers(house, unit) == {}


def test_behind_a_gate_that_was_not_answered_the_exercise_stays_closed(lina: Listener) -> None:
    assert "The exercise opens after the questions" in reads(lina, read(gated(lina)), "Try it", "leave")


@pytest.mark.parametrize("width", [40, 79])
def test_every_unit_is_read_at_any_width_by_ear(lina: Listener, width: int) -> None:
    """Looked at line by line in the harness: no drawing, no signs alone, nothing too wide."""
    from iop_tui.domain.unit import Prose
    from iop_tui.render import lines

    with lina.home.house() as house:
        for header in house.library.headers():
            for section in house.library.unit(header.id).sections:
                for part in section.parts:
                    if isinstance(part, Prose):
                        for sentence in lines.sentences(part.blocks):
                            for line in lines.folded(by_lines(sentence), width):
                                sounds_right(line, width)


def test_what_could_not_be_read_is_asked_again_and_leaves_nothing_behind(lina: Listener) -> None:
    said = reads(lina, read(), "Try it", "the bus drove off", "many", "", "leave")
    assert "This scale goes from 0 to 100." in said or "Please use a" in said
    with lina.home.house() as house:
        assert house.store.drafts("run/") == {}
