"""The units that come with the program."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from iop_tui.content.ledger import read_ledger
from iop_tui.content.library import Library
from iop_tui.domain.plan import PlanTemplate
from iop_tui.domain.unit import Form, Quiz, Unit
from iop_tui.services import writing

LIBRARY = Library.find()
README = Path(__file__).parents[2] / "README.md"
UNITS = [
    LIBRARY.unit(unit_id) for unit_id in LIBRARY.ids() if (LIBRARY.header(unit_id) or LIBRARY.unit(unit_id).header).origin.kind == "shipped"
]
NAMES = [unit.id for unit in UNITS]


def test_the_shipped_units_have_no_problem() -> None:
    checked = writing.check([LIBRARY.shipped], today=date(2026, 11, 23))
    assert checked.lines == ()
    assert not checked.has_failed


def test_the_readme_counts_the_units_of_every_module() -> None:
    counts = Counter(unit.header.module for unit in UNITS)
    told = re.findall(r"\(`([a-z]+\.[a-z0-9]+)`\) \| (\d+) \|", README.read_text("utf-8"))
    assert {module: int(count) for module, count in told} == dict(counts)


@pytest.mark.parametrize("unit", UNITS, ids=NAMES)
def test_every_unit_has_an_exercise_a_practice_and_a_rating(unit: Unit) -> None:
    assert unit.practice() is not None
    assert unit.field("helped") is not None
    assert any(isinstance(part, (Form, Quiz)) for section in unit.sections if section.title == "Try it" for part in section.parts)


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.header.risk == "R2"], ids=lambda unit: unit.id)
def test_every_gate_lets_on_only_by_its_own_answers_and_another_unit_is_open_to_everybody(unit: Unit) -> None:
    gate = unit.gate()
    assert gate is not None
    for question in gate.questions:
        assert not question.lets_on(())
        for option in question.options:
            assert question.lets_on((option,)) == (option in question.passes)
            if option not in question.passes:
                assert not question.lets_on((*question.passes, option))
    ways = [LIBRARY.header(each) for each in unit.header.alternative]
    assert any(way is not None and way.is_for("teen" if unit.header.audience == "all" else "adult") for way in ways)


def test_the_unit_about_an_iop_asks_three_questions_with_one_right_answer_each() -> None:
    what = LIBRARY.unit("iop.s1.what")
    quizzes = [part for section in what.sections for part in section.parts if isinstance(part, Quiz)]
    assert [sum(option.right for option in quiz.options) for quiz in quizzes] == [1, 1, 1]
    assert all(option.say for quiz in quizzes for option in quiz.options)


@pytest.mark.parametrize("unit", UNITS, ids=NAMES)
def test_nothing_claims_a_review_that_did_not_happen(unit: Unit) -> None:
    assert unit.review() == "not clinically reviewed"


def test_the_ledger_knows_every_unit_that_is_published() -> None:
    assert sorted(read_ledger(LIBRARY.shipped).units) == sorted(NAMES)


def test_the_ledger_names_the_whole_course_published_or_planned() -> None:
    ledger = read_ledger(LIBRARY.shipped)
    assert len(ledger.planned | set(ledger.units)) == 214


@pytest.mark.parametrize("plan", LIBRARY.plans(), ids=lambda plan: plan.id)
def test_every_ready_made_plan_runs_from_first_to_last_with_no_missing_unit(plan: PlanTemplate) -> None:
    assert [each for each in plan.ids() if LIBRARY.header(each) is None] == []
