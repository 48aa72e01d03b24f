"""What every kept fact has in common, and the ids of facts of which there is one."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.answers import Answer, Draft, Kept, Run
from iop_tui.domain.chosen import ChosenPlan
from iop_tui.domain.commitments import Checkin, Commitment, Pause
from iop_tui.domain.record import Record, key_id
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.settings import Settings

RECORDS: list[type[Record]] = [Run, Answer, Draft, Kept, ChosenPlan, Commitment, Checkin, Pause, PlanEntry, SafetyEntry, Settings]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.integers(), st.text("ab-/é", max_size=5)), min_size=1, max_size=4))
def test_a_key_always_has_the_same_id_of_63_bits(parts: list[object]) -> None:
    assert key_id(*parts) == key_id(*parts)
    assert 0 < key_id(*parts) < 2**63


def test_ids_that_are_in_vaults_already_never_change() -> None:
    assert key_id("answer", 12, "urge-before") == 1718831513206961839
    assert Checkin.id_for(7, date(2026, 11, 23)) == 3040120425269323890


def test_different_keys_have_different_ids() -> None:
    assert len({key_id("answer", run, name) for run in range(200) for name in ("urge-before", "urge-after")}) == 400
    assert key_id("ab", "c") != key_id("a", "bc")


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_is_frozen_and_has_a_table_of_its_own(kind: type[Record]) -> None:
    assert dataclasses.is_dataclass(kind)
    with pytest.raises(dataclasses.FrozenInstanceError):
        kind.__setattr__(object.__new__(kind), "id", 1)
    assert [each.table for each in RECORDS].count(kind.table) == 1


def test_a_new_record_has_no_id_no_history_and_no_day_yet() -> None:
    run = Run(unit="dbt.dt.stop", version=1, title="STOP")

    assert (run.id, run.rev, run.created, run.changed, run.day, run.finished) == (0, 0, None, None, None, None)


def test_an_answer_keeps_the_question_it_answered() -> None:
    answer = Answer(
        run=1, unit="dbt.dt.stop", version=1, field="urge", kind="choice", label="Which urge?", options=("call", "text"), value="call"
    )

    assert (answer.label, answer.options, answer.value) == ("Which urge?", ("call", "text"), "call")


def test_two_plans_never_share_their_values() -> None:
    one, other = PlanEntry(part="signs"), PlanEntry(part="signs")
    one.values["sign"] = "Late to bed"

    assert other.values == {}
