from __future__ import annotations

from pathlib import Path

import pytest

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.safety import SafetyEntry
from iop_tui.errors import IopError, UsageError
from iop_tui.services import aftercare, answering, finding, sharing
from iop_tui.services.copies import kept_another, other_copies
from iop_tui.services.house import House


def test_entries_go_to_the_end_and_can_be_moved(house: House) -> None:
    for step in ("Stop where I am", "Call Sam", "Tell my counselor"):
        aftercare.save_plan_values(house, PlanEntry(part="lapse"), {"step": step})
    last = aftercare.plan(house)[-1]
    aftercare.move_entry(house, last, -1)
    page = sharing.write(sharing.aftercare_page(house), "txt")
    assert page.index("Stop where I am") < page.index("Tell my counselor") < page.index("Call Sam")


def test_a_plan_is_not_complete_without_anybody_to_call(house: House) -> None:
    assert "Nobody listed to call for help yet" in aftercare.missing(house)[0]
    person = {"contact": {"name": "Ana", "phone": "555 0100", "note": ""}, "for": ["help when it is hard"]}
    aftercare.save_plan_values(house, PlanEntry(part="people"), person)
    assert not any("Nobody" in line for line in aftercare.missing(house))


def test_a_daily_thing_becomes_a_commitment(house: House) -> None:
    entry = aftercare.save_plan_values(house, PlanEntry(part="daily"), {"what": "Breakfast", "often": "some days"}).value
    wanted = aftercare.commitment_from(house, entry)
    assert (wanted.title, wanted.times) == ("Breakfast", 3)


def test_search_finds_units_and_own_words_by_any_case(house: House) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("moment")
    assert field is not None
    answering.save_typed(house, run, field, "The ELEVATOR got stuck", 0)
    aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": "Sit by the elevator window"})
    assert {each.kind for each in finding.search(house, "elevator")} >= {"answer", "safety plan"}
    assert finding.search(house, "paced breathing")[0].id == "dbt.dt.breath"
    assert finding.search(house, "   ") == []


def test_a_run_is_exported_with_its_questions(house: House, tmp_path: Path) -> None:
    stop = house.library.unit("dbt.dt.stop")
    run = answering.start_run(house, stop).value
    field = stop.field("inside")
    assert field is not None
    answering.save_typed(house, run, field, "# hot\n*and* [cold](x)", 0)
    text = sharing.write(sharing.unit_runs_page(house, "dbt.dt.stop"), "txt")
    assert "What was going on inside you?\n  # hot\n  *and* [cold](x)" in text
    markdown = sharing.write(sharing.unit_runs_page(house, "dbt.dt.stop"), "md")
    assert "\\# hot" in markdown
    assert "\\*and\\*" in markdown
    target = tmp_path / "run.txt"
    sharing.save_as(text, target)
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(IopError):
        sharing.save_as("over it", target)
    assert target.read_text("utf-8") == text


def test_a_unit_that_was_never_filled_in_says_how_to_begin(house: House) -> None:
    with pytest.raises(UsageError, match="not filled in"):
        sharing.unit_runs_page(house, "dbt.dt.breath")


def test_every_shipped_unit_reads_as_text(house: House) -> None:
    for unit_id in house.library.ids():
        text = sharing.write(sharing.unit_page(house.library.unit(unit_id)), "txt")
        assert all(len(line) <= 80 for line in text.split("\n")), unit_id


def test_two_windows_in_one_entry_keep_both_until_it_is_saved_again(house: House) -> None:
    entry = aftercare.save_plan_values(house, PlanEntry(part="signs"), {"sign": "sleeping past noon"}).value
    aftercare.save_plan_values(house, entry, {"sign": "skipping breakfast"})
    done = aftercare.save_plan_values(house, entry, {"sign": "not answering Sam"})
    assert kept_another(done)
    assert other_copies(house, "aftercare") == {entry.id: ["skipping breakfast"]}
    aftercare.save_plan_values(house, done.value, {"sign": "not answering Sam, and no breakfast"})
    assert other_copies(house, "aftercare") == {}
