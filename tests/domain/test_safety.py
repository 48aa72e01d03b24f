"""The safety plan: its parts in their order, and what it still lacks."""

from __future__ import annotations

from typing import Any

from iop_tui.domain.safety import HELP_PARTS, PARTS, SafetyEntry, missing

NOBODY = "Nobody to turn to yet. One person, clinic or line makes this plan much stronger."


def entry(part_id: str, **values: Any) -> SafetyEntry:
    return SafetyEntry(part=part_id, values=values)


def test_the_parts_go_from_the_first_sign_to_safer_surroundings() -> None:
    assert [each.id for each in PARTS] == ["signs", "alone", "company", "people", "professionals", "surroundings", "worth"]
    assert all(each.fields and each.purpose and each.missing for each in PARTS)


def test_an_empty_plan_asks_for_somebody_to_turn_to_first() -> None:
    said = missing(())

    assert said[0] == NOBODY
    assert len(said) == 5


def test_one_person_or_one_service_is_enough_to_turn_to() -> None:
    for part_id in HELP_PARTS:
        assert NOBODY not in missing([entry(part_id, who={"name": "Sam", "phone": "", "note": ""})])
    assert NOBODY in missing([entry("company", who={"name": "The library", "phone": "", "note": ""})])


def test_what_is_worth_staying_for_may_stay_empty() -> None:
    held = [entry(each.id) for each in PARTS if each.id != "worth"]

    assert missing(held) == ()


def test_a_plan_with_only_the_help_parts_still_names_the_others() -> None:
    others = [each.missing for each in PARTS if each.id in ("signs", "alone", "company", "surroundings")]

    assert list(missing([entry("people")])) == others


def test_an_entry_is_called_by_the_first_thing_in_it() -> None:
    assert entry("alone", do="Walk to the river", barrier="Rain").first_line() == "Walk to the river"
    assert entry("people", who={"name": "", "phone": "555 0100", "note": ""}).first_line() == "555 0100"
    assert entry("people", who={"name": "", "phone": "", "note": ""}, note="Sam").first_line() == "Sam"
    assert entry("worth").first_line() == ""
