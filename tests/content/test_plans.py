"""plans.toml: ready-made plans."""

from pathlib import Path

import pytest
from content.test_library import put

from iop_tui.content.check import check_files
from iop_tui.content.plans import load_plans, read_plans
from iop_tui.content.where import shipped_folder
from iop_tui.domain.plan import PlanPart
from iop_tui.errors import IopError

PLAN = """[[plan]]
id = "plan2"
title = "Two weeks"
summary = "A short one."
unit = "week"

[[plan.part]]
number = 1
theme = "A pause"
units = ["dbt.dt.stop"]
sud = ["sud.core.safe"]

[[plan.part]]
number = 2
theme = "Breath"
units = ["dbt.dt.breath"]
on_request = ["dbt.dt.cold"]
"""


def problems(text: str, tmp_path: Path) -> list[str]:
    put(tmp_path, "plans.toml", text)
    return [f"{each.line}: {each.message}" for each in read_plans(tmp_path)[1].problems]


def test_a_plan_has_its_parts_in_order(tmp_path: Path) -> None:
    put(tmp_path, "plans.toml", PLAN)
    (plan,) = load_plans(tmp_path)
    assert (plan.id, plan.unit) == ("plan2", "week")
    assert plan.parts == (
        PlanPart(1, "A pause", ("dbt.dt.stop",), ("sud.core.safe",)),
        PlanPart(2, "Breath", ("dbt.dt.breath",), on_request=("dbt.dt.cold",)),
    )
    assert plan.ids() == ("dbt.dt.stop", "sud.core.safe", "dbt.dt.breath", "dbt.dt.cold")


def test_the_shipped_plans_are_there() -> None:
    assert {plan.id for plan in load_plans(shipped_folder())} == {"plan8", "plan12", "plan24", "planstart"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('"week"', '"weak"', '5: plan unit "weak" is not known; did you mean "week"?'),
        ('"dbt.dt.stop"', '"stop"', '10: units "stop" is not a unit; a unit is named like dbt.dt.stop'),
        ("number = 2", "number = 3", "14: this is part 2 of its plan, and it is numbered 3"),
        ("on_request", "on_reqest", '17: part has no key "on_reqest"; did you mean "on_request"?'),
    ],
)
def test_a_problem_is_found_on_its_own_line(before: str, after: str, expected: str, tmp_path: Path) -> None:
    assert problems(PLAN.replace(before, after), tmp_path) == [expected]


def test_a_missing_or_broken_file_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(IopError, match="The plans cannot be read"):
        load_plans(tmp_path)
    put(tmp_path, "plans.toml", "[[plan]\n")
    with pytest.raises(IopError, match=r"plans\.toml:1"):
        load_plans(tmp_path)


def test_a_check_finds_a_unit_that_nobody_plans(tmp_path: Path) -> None:
    path = put(tmp_path, "plans.toml", PLAN.replace("dbt.dt.cold", "dbt.dt.colt"))
    found = check_files([path], shipped_folder()).problems
    assert [(each.line, each.message) for each in found] == [
        (17, 'the plan names dbt.dt.colt, which is neither written nor planned; did you mean "dbt.dt.cold"?')
    ]
