"""The cost estimate as it stands in its unit and on paper."""

from __future__ import annotations

import pytest

from iop_tui.domain.cost import Terms
from iop_tui.domain.fields import Value
from iop_tui.services import answering, costing, sharing
from iop_tui.services.house import House

HALINA: dict[str, Value] = {
    "weeks": 10,
    "days": 3,
    "price": "200.00",
    "network": "in network",
    "deductible-left": "350.00",
    "coinsurance": 30,
    "oop-left": "2000.00",
    "sessions-fewer": 24,
    "months": 12,
    "travel": "3.00",
    "lost-pay": "0.50",
}
"""The second example of the unit."""


def read(values: dict[str, Value]) -> str:
    return sharing.write(sharing.page("Sum", costing.worked_out(values)), "txt")


def test_the_example_of_the_unit_is_what_the_program_works_out() -> None:
    said = read(HALINA)
    assert "In a kind turn: 2,000" in said
    assert "In an unkind turn: 2,885" in said
    assert "Over 12 months: 166.67 to 240.42 a month." in said
    assert "Travel and lost pay come beside it: 105." in said
    assert costing.NOT_A_QUOTE in " ".join(said.split())


def test_without_an_unkind_turn_there_is_one_sum() -> None:
    said = read({**HALINA, "sessions-fewer": "", "months": ""})
    assert "About 2,000" in said
    assert "turn" not in said


def test_what_is_lacking_is_named_and_nothing_is_guessed() -> None:
    said = " ".join(read({"weeks": 8}).split())
    assert "days a week, the price of one session, a copay or a coinsurance" in said
    assert "24" not in said


def test_a_copay_and_a_coinsurance_at_once_are_pointed_out() -> None:
    assert "the sum takes the copay" in " ".join(read({**HALINA, "copay": "25.00"}).split())


@pytest.mark.parametrize("price", ["9" * 40, "many", "nan", "inf"])
def test_numbers_beyond_any_bill_are_no_fault(price: str) -> None:
    assert costing.NO_SUM in " ".join(read({**HALINA, "price": price}).split())


def test_it_goes_along_onto_paper(house: House) -> None:
    unit = house.library.unit("iop.s3.cost")
    run = answering.start_run(house, unit).value
    for field in unit.fields():
        if field.id in HALINA:
            answering.save_typed(house, run, field, str(HALINA[field.id]), 0)
    said = sharing.write(sharing.unit_runs_page(house, unit.id), "txt")
    assert "In an unkind turn: 2,885" in said
    assert "Not covered: 6 x 200 = 1,200." in said


def test_who_pays_it_all_is_asked_in_the_words_the_sum_knows(house: House) -> None:
    field = house.library.unit("iop.s3.cost").field("network")
    assert field is not None
    assert Terms.SELF_PAY in field.options
    assert "About 3,000" in read({"weeks": 10, "days": 3, "price": "200.00", "network": Terms.SELF_PAY, "sliding": 50})
