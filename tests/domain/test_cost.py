"""The cost of a program: worked examples, a walk from session to session that knows no formula, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.cost import ZERO, Terms, estimate, kind_turn, money, unkind_turn

EIGHT_WEEKS = Terms(weeks=Decimal(8), days=Decimal(3), price=Decimal(300), paid="in network")
PLAN = replace(EIGHT_WEEKS, deductible=Decimal(500), coinsurance=Decimal(20), maximum=Decimal(3000))


@pytest.mark.parametrize(
    ("terms", "share", "uncovered"),
    [
        pytest.param(PLAN, 1840, 0, id="deductible, then a fifth of each session"),
        pytest.param(replace(PLAN, maximum=Decimal(1000)), 1000, 0, id="the maximum stops it"),
        pytest.param(replace(PLAN, allowed=20), 1600, 1200, id="four sessions are not covered"),
        pytest.param(replace(EIGHT_WEEKS, copay=Decimal(40)), 960, 0, id="a copay each time"),
        pytest.param(
            replace(EIGHT_WEEKS, copay=Decimal(40), deductible=Decimal(500), is_deductible_first=True),
            1420,
            0,
            id="deductible, then copays",
        ),
        pytest.param(replace(EIGHT_WEEKS, paid=Terms.SELF_PAY, sliding=Decimal(50)), 0, 3600, id="half off for who pays it all"),
    ],
)
def test_the_worked_examples(terms: Terms, share: int, uncovered: int) -> None:
    found = estimate(terms)
    assert (found.sessions, found.share, found.uncovered) == (24, share, uncovered)


def test_every_step_can_be_followed_by_hand() -> None:
    assert estimate(replace(PLAN, allowed=20, maximum=Decimal(1500), gap=Decimal(15))).steps == (
        "8 weeks x 3 days = 24 sessions.",
        "The plan pays toward 20 of them.",
        "20 x 300 = 6,000.",
        "Toward the deductible you pay 500.",
        "Of the other 5,500, your 20 of each 100 is 1,100.",
        "Only 1,500 is left until the maximum, so it stops there.",
        "Not covered: 4 x 300 = 1,200. No maximum caps this.",
        "The gap out of network: 24 x 15 = 360. Often no maximum caps this.",
    )
    assert estimate(replace(EIGHT_WEEKS, copay=Decimal(40), deductible=Decimal(500), is_deductible_first=True)).steps[1:] == (
        "The deductible comes first: 500 in the first 2 sessions.",
        "In the one where it runs out, a copay of 40 more.",
        "Then 22 x a copay of 40 = 880.",
    )


def test_what_is_lacking_is_named_and_a_sum_needs_nothing_that_does_not_matter() -> None:
    assert Terms().needed == (
        "weeks",
        "days a week",
        "the price of one session",
        "a copay or a coinsurance, or that you pay it yourself",
    )
    assert replace(EIGHT_WEEKS, paid=Terms.SELF_PAY).needed == ()
    assert PLAN.needed == ()


def test_an_unkind_turn_takes_longer_and_covers_less() -> None:
    found = estimate(unkind_turn(PLAN, Decimal(10), 20))
    assert (found.sessions, found.uncovered) == (30, 10 * 300)


def test_a_deductible_that_nobody_has_asked_about_makes_the_two_turns_differ() -> None:
    terms = replace(EIGHT_WEEKS, copay=Decimal(40), deductible=Decimal(500))
    assert (estimate(kind_turn(terms)).total, estimate(unkind_turn(terms, None, None)).total) == (960, 1420)


def test_money_reads_as_on_a_bill() -> None:
    assert [money(Decimal(each)) for each in ("1840", "1234567.5", "0.125", "0")] == ["1,840", "1,234,567.50", "0.13", "0"]


# What must always hold

AMOUNTS = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
SHARES = st.integers(0, 100).map(Decimal)
TERMS = st.builds(
    Terms,
    weeks=st.integers(0, 30).map(Decimal),
    days=st.integers(0, 7).map(Decimal),
    price=AMOUNTS,
    paid=st.sampled_from(["in network", "out of network", Terms.SELF_PAY]),
    deductible=AMOUNTS,
    maximum=st.none() | AMOUNTS,
    copay=st.none() | AMOUNTS,
    coinsurance=SHARES,
    is_deductible_first=st.booleans(),
    allowed=st.none() | st.integers(0, 150),
    gap=AMOUNTS,
    sliding=SHARES,
)


def walked(terms: Terms) -> Decimal:
    """One's own part of the covered sessions, one session after the other."""
    left, paid, price = terms.deductible, ZERO, terms.price or ZERO
    for _ in range(terms.sessions if terms.allowed is None else min(terms.sessions, terms.allowed)):
        if terms.copay is not None and not terms.is_deductible_first:
            paid += min(terms.copay, price)
            continue
        first = min(left, price)
        left -= first
        rest = price - first
        paid += first + (min(terms.copay, rest) if terms.copay is not None else rest * (terms.coinsurance or ZERO) / 100)
    return paid if terms.maximum is None else min(paid, terms.maximum)


@given(TERMS)
def test_it_is_what_a_walk_from_session_to_session_adds_up_to(terms: Terms) -> None:
    if terms.paid != Terms.SELF_PAY:
        assert abs(estimate(terms).share - walked(terms)) <= Decimal("0.01")


@given(TERMS)
def test_ones_part_never_exceeds_the_maximum_and_the_total_only_by_what_is_not_covered(terms: Terms) -> None:
    found = estimate(terms)
    if terms.maximum is not None:
        assert found.share <= terms.maximum
        assert found.total <= terms.maximum + found.uncovered
    assert ZERO <= found.total <= found.sessions * ((terms.price or ZERO) + terms.gap)


@given(TERMS, AMOUNTS)
def test_a_higher_price_never_makes_it_cheaper(terms: Terms, more: Decimal) -> None:
    assert estimate(terms).total <= estimate(replace(terms, price=(terms.price or ZERO) + more)).total


@given(TERMS, st.none() | st.integers(0, 40).map(Decimal), st.none() | st.integers(0, 150))
def test_an_unkind_turn_never_costs_less(terms: Terms, weeks: Decimal | None, allowed: int | None) -> None:
    assert estimate(kind_turn(terms)).total <= estimate(unkind_turn(terms, weeks, allowed)).total
