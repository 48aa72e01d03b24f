"""A unit that got another name or other questions: what was done stays done, and each answer stays with the question it answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iop_tui.content.library import Library
from iop_tui.domain.unit import Unit
from iop_tui.services import answering, arranging, finder, planning, practicing, sharing
from iop_tui.services.house import House

EARLIER, NOW = "own.day.walk", "own.day.stroll"
QUESTION, OTHER_QUESTION = "Where did you go?", "Where did your feet take you?"
UNIT = f'''# A walk around the block

```toml unit
minutes = 5
risk = "R0"
version = 1
summary = "Ten slow minutes outside."
```

## Why

A walk can help.

## Try it

```toml fields
[[field]]
id = "where"
kind = "line"
label = "{QUESTION}"
```
'''


@pytest.fixture
def walked(house: House) -> Iterator[House]:
    """A house with an own unit that was done, tried, and put into the plan; then its file was renamed and its question changed."""
    file = write(house, EARLIER, UNIT)
    unit = house.library.unit(EARLIER)
    run = answering.start_run(house, unit).value
    answering.save_typed(house, run, unit.fields()[0], "Down to the river", 0)
    answering.finish_run(house, run)
    practicing.keep(house, unit.header, {"helped": 8})
    plan = planning.current(house)
    assert plan is not None
    arranging.add(house, EARLIER, "dbt.dt.stop", plan)
    file.unlink()
    changed = UNIT.replace("version = 1", f'version = 2\nwas = ["{EARLIER}"]').replace(QUESTION, OTHER_QUESTION)
    write(house, NOW, changed)
    yield house


def write(house: House, unit_id: str, text: str) -> Path:
    file = (house.data / "modules").joinpath(*unit_id.split(".")).with_suffix(".md")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    house.library = Library.find(house.data)
    return file


def unit_now(house: House) -> Unit:
    return house.library.unit(NOW)


def test_its_answers_are_found_with_the_question_of_then(walked: House) -> None:
    [run] = answering.runs_of(walked, unit_now(walked))
    answer = answering.answers_of(walked, run)["where"]
    assert (answer.value, answer.label, answer.version) == ("Down to the river", QUESTION, 1)
    assert unit_now(walked).fields()[0].label == OTHER_QUESTION
    assert QUESTION in str(sharing.run_page(walked, unit_now(walked), run))


def test_it_counts_as_done_and_as_used(walked: House) -> None:
    assert NOW in planning.finished_units(walked)
    assert planning.unit_states(walked)[NOW] == "practiced 1 time"
    assert [use.helped for use in practicing.uses_of(walked, unit_now(walked).header)] == [8]
    assert NOW in {each.header.id for each in finder.skills_for(walked) if "helped 8 of 10" in each.why}
    assert EARLIER not in planning.unit_states(walked)


def test_it_keeps_its_place_in_the_plan(walked: House) -> None:
    units = [each.unit for each in planning.plan_items(walked)]
    assert units[1] == NOW
    plan = planning.current(walked)
    assert plan is not None
    arranging.leave_out(walked, NOW, plan)
    assert NOW not in [each.unit for each in planning.plan_items(walked)]


def test_a_unit_whose_file_is_gone_keeps_what_was_done_under_its_name(walked: House) -> None:
    (walked.data / "modules" / "own" / "day" / "stroll.md").unlink()
    walked.library = Library.find(walked.data)
    assert EARLIER in planning.finished_units(walked)
