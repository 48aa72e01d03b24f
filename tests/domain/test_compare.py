"""Programs side by side: what an answer counts, what a score comes to, and what it may never do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.domain import compare
from iop_tui.domain.books.programs import CHECKED, CHECKED_PARTLY, FITS, FLAGS, NOT_ASKED, NOT_CHECKED, PROGRAMS, Program
from iop_tui.domain.compare import CRITERIA, WEIGHTS, Comparison
from iop_tui.domain.fields import Value

TODAY = date(2026, 11, 23)
STARTING = Comparison()


def program(id: int = 1, **values: Value) -> Program:
    return Program(id=id, values={"name": f"Program {id}", **{key.replace("_", "-"): value for key, value in values.items()}})


def value(made: Program, comparison: Comparison = STARTING, need: str = "both") -> Fraction | None:
    return compare.score(made, comparison, need).value


def needs(*fits: str) -> list[dict[str, str]]:
    return [{"need": f"need {number}", "fits": each} for number, each in enumerate(fits)]


def test_the_sum_of_the_unit_comes_out_as_on_paper() -> None:
    """Evenings matter 10 and fit 8, cost matters 5 and fits 4: 100 divided by 15."""
    own = Comparison(values={**{each.id: 0 for each in CRITERIA}, "fit-hours": 10, "fit-cost": 5})
    assert value(program(fit_hours=8, fit_cost=4), own) == Fraction(100, 15)
    assert compare.score(program(fit_hours=8, fit_cost=4), own, "both").line == "6.7 from 2 of 2 known"


@pytest.mark.parametrize(("answer", "counts"), [("yes", 10), ("partly", 5), ("no", 0), (NOT_CHECKED, None)])
def test_yes_counts_ten_partly_five_no_nothing_and_not_checked_is_not_known(answer: str, counts: int | None) -> None:
    assert value(program(network=answer)) == counts


def test_what_is_not_checked_is_shown_as_such() -> None:
    rows = {each.criterion.id: each.cell for each in compare.score(program(accredited=NOT_CHECKED), STARTING, "both").rows}
    assert rows["accredited"] == rows["licensed"] == rows["staff"] == rows["network"] == "not checked"
    assert rows["needs"] == "not asked"
    assert rows["covers"] == "not asked"
    half = compare.score(program(covers_mental="yes"), STARTING, "both").rows
    assert next(each.cell for each in half if each.criterion.id == "covers") == "mental health: yes, substance use: not asked (10)"
    assert rows["fit-home"] == "not rated"


def test_a_check_is_shown_with_the_body_the_way_and_the_day() -> None:
    made = program(accredited="yes", accredited_by="CARF", accredited_how="their list", accredited_on="2026-11-20")
    row = next(each for each in compare.score(made, STARTING, "both").rows if each.criterion.id == "accredited")
    assert row.cell == "yes; CARF; their list; Fri 20 Nov (10)"


def test_each_need_counts_and_what_was_not_asked_does_not() -> None:
    made = compare.score(program(needs=needs("match", "no match", NOT_ASKED)), STARTING, "both")
    assert made.value == 5
    assert next(each.cell for each in made.rows if each.criterion.id == "needs") == "1 match, 1 no match, 1 not asked (5)"


@pytest.mark.parametrize(("need", "counts"), [("both", 5), ("mental health", 10), ("substance use", 0)])
def test_cover_counts_for_what_brought_the_person(need: str, counts: int) -> None:
    assert value(program(covers_mental="yes", covers_substance="no"), need=need) == counts


def test_nothing_known_is_no_score() -> None:
    made = compare.score(program(), STARTING, "both")
    assert (made.value, made.line) == (None, "nothing known yet")
    assert made.explain() == "Program 1: nothing that matters to you is known yet, so there is no score."


def test_what_does_not_matter_is_left_out() -> None:
    own = Comparison(values={"licensed": 0})
    assert value(program(licensed="no", fit_home=6), own) == 6
    assert compare.score(program(), own, "both").of == len(CRITERIA) - 1


def test_the_arithmetic_is_told_with_own_numbers() -> None:
    made = compare.score(program(licensed="yes", staff="partly", flags=[FLAGS[0]]), STARTING, "both")
    assert made.explain() == (
        "Program 1: 10 x 10 (License) + 9 x 5 (Licensed staff) = 145. Divided by the weights of what is known, 10 + 9 = 19: 7.6 of 10. "
        "10 things not known yet, and left out. First of all: promises a cure."
    )


def test_a_sign_to_be_wary_and_what_is_missing_stand_above_any_score() -> None:
    good = {"licensed": "yes", "accredited": "yes", "staff": "yes", "network": "yes"}
    wary = program(1, **good, flags=[FLAGS[1]])
    lacking = program(2, **good, lacks="a ramp")
    plain = program(3, licensed="no")
    assert wary.flags == (FLAGS[1],)
    assert lacking.flags == ("missing: a ramp",)
    assert [each.program.id for each in compare.ranked([wary, lacking, plain], STARTING, "both")] == [3, 1, 2]


def test_one_yes_and_nothing_else_known_does_not_stand_before_much_that_is_known() -> None:
    one = program(1, licensed="yes")
    many = program(2, licensed="yes", accredited="yes", staff="partly", network="partly")
    assert [each.program.id for each in compare.ranked([one, many], STARTING, "both")] == [2, 1]


def test_the_chosen_ones_stand_there_and_a_chosen_one_that_is_gone_is_passed_over() -> None:
    five = [program(number, licensed="yes") for number in range(1, 6)]
    chosen = Comparison(chosen=(5, 99, 2))
    assert [each.program.id for each in compare.side_by_side(five, chosen, "both")] == [5, 2]
    assert [each.program.id for each in compare.side_by_side(five, STARTING, "both")] == [1, 2, 3]


def test_a_program_off_the_list_stands_nowhere_unless_it_is_chosen() -> None:
    off = program(1, licensed="yes", stands="off my list")
    assert compare.side_by_side([off], STARTING, "both") == []
    assert [each.program.id for each in compare.side_by_side([off], Comparison(chosen=(1,)), "both")] == [1]


def test_every_criterion_has_a_weight_and_every_scale_of_a_program_is_one() -> None:
    assert [each.id for each in WEIGHTS] == [each.id for each in CRITERIA]
    scales = {each.id for each in PROGRAMS.fields if each.kind == "scale"}
    assert scales == {each.id for each in CRITERIA if each.id.startswith("fit-")}


def test_facts_are_answers_of_a_program() -> None:
    known = {each.id for each in PROGRAMS.fields}
    assert {name for _title, names in compare.FACTS for name in names} <= known
    made = program(cost="1250.50", scale="yes", scale_what="half, by income", hours=9, days="Mon, Wed")
    assert compare.fact(made, ("cost",)) == "1,250.50"
    assert compare.fact(made, ("scale", "scale-what")) == "yes; half, by income"
    assert compare.fact(made, ("days", "hours")) == "Mon, Wed; 9 hours a week"
    assert compare.fact(program(), ("scale", "scale-what")) == "not asked"
    assert compare.fact(program(), ("phone",)) == "not noted"


# Whatever is filled in

SCALES = [each.id for each in PROGRAMS.fields if each.kind == "scale"]
ANSWERS = {"licensed": CHECKED, "accredited": CHECKED, "staff": CHECKED_PARTLY, "network": CHECKED_PARTLY}
COVERS = ("covers-mental", "covers-substance")

values_of = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.integers(0, 10) for name in SCALES},
        **{name: st.sampled_from(options) for name, options in ANSWERS.items()},
        **{name: st.sampled_from(("yes", "no", NOT_ASKED)) for name in COVERS},
        "needs": st.lists(st.sampled_from(FITS), max_size=4).map(lambda fits: needs(*fits)),
    },
)
weights = st.fixed_dictionaries({}, optional={each.id: st.integers(0, 10) for each in CRITERIA})
whats = st.sampled_from(("mental health", "substance use", "both"))


def _number(values: dict[str, Value], own: dict[str, Value], need: str) -> Fraction | None:
    return value(Program(values={"name": "River House", **values}), Comparison(values=dict(own)), need)


@settings(deadline=None)
@given(values_of, weights, whats)
def test_a_score_lies_between_nothing_and_ten(values: dict[str, Value], own: dict[str, Value], need: str) -> None:
    found = _number(values, own, need)
    assert found is None or 0 <= found <= 10


@settings(deadline=None)
@given(values_of, weights, whats, st.sampled_from(SCALES), st.integers(0, 10), st.integers(0, 10))
def test_a_raised_rating_never_lowers_it(
    values: dict[str, Value], own: dict[str, Value], need: str, scale: str, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    before, after = (_number({**values, scale: each}, own, need) for each in (low, high))
    assert (before is None) == (after is None)
    assert before is None or after is None or before <= after


@settings(deadline=None)
@given(values_of, weights, whats, st.sampled_from([*ANSWERS, *COVERS]))
def test_what_is_not_known_is_never_better_than_a_yes(values: dict[str, Value], own: dict[str, Value], need: str, name: str) -> None:
    unknown = _number({**values, name: NOT_ASKED if name in COVERS else NOT_CHECKED}, own, need)
    yes = _number({**values, name: "yes"}, own, need)
    assert unknown is None or (yes is not None and unknown <= yes)


@settings(deadline=None)
@given(st.lists(st.sampled_from(FITS), min_size=1, max_size=5), weights, values_of, st.integers(0, 4))
def test_a_need_that_was_not_asked_is_never_better_than_a_match(
    fits: list[str], own: dict[str, Value], values: dict[str, Value], at: int
) -> None:
    at %= len(fits)
    unknown = _number({**values, "needs": needs(*fits[:at], NOT_ASKED, *fits[at + 1 :])}, own, "both")
    match = _number({**values, "needs": needs(*fits[:at], "match", *fits[at + 1 :])}, own, "both")
    assert unknown is None or (match is not None and unknown <= match)


@settings(deadline=None)
@given(values_of, weights, whats)
def test_the_points_only_grow_with_what_is_known(values: dict[str, Value], own: dict[str, Value], need: str) -> None:
    made = Program(values={"name": "River House", **values})
    before = compare.score(made, Comparison(values=dict(own)), need)
    assert 0 <= len(before.counted) <= before.of
    assert before.points == sum(each.weight * (each.rating or 0) for each in before.rows)
