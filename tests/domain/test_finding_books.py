"""Finding a program: whom to ask, programs, calls and goals as values, with what each says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.calls import CALLS, QUESTIONS, Call, learned
from iop_tui.domain.books.finding import ASKS, Ask
from iop_tui.domain.books.goals import GOALS, Goal, open_ones
from iop_tui.domain.books.programs import PROGRAMS, Program
from iop_tui.domain.fields import Unreadable, Value, read

TODAY = date(2026, 11, 23)


def filled(**values: Value) -> dict[str, Value]:
    return {key.rstrip("_").replace("_", "-"): value for key, value in values.items()}


def ask(**values: Value) -> Ask:
    return Ask(values=filled(who={"name": "Dr. Osei", "phone": "", "note": ""}, **values))


def call(**values: Value) -> Call:
    return Call(values=filled(**{"who": {"name": "Dana", "phone": "555-0100", "note": ""}, "program": "River House", **values}))


def goal(**values: Value) -> Goal:
    return Goal(values=filled(**{"goal": "Outside before noon", **values}))


def test_every_book_has_a_table_of_its_own_and_fields_with_one_name_each() -> None:
    assert len({book.kind.table for book in BOOKS.values()}) == len(BOOKS)
    for book in BOOKS.values():
        names = [each.id for each in book.fields]
        assert len(set(names)) == len(names)
        assert set(book.parts) <= set(names)


# Whom to ask


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"asked": "2026-11-20"}, ""),
        ({"asked": "2026-11-16"}, "Ask Dr. Osei again, asked Mon 16 Nov"),
        ({"asked": "2026-11-16", "answer": "Try the county."}, ""),
        ({"asked": "2026-11-20", "again": "2026-11-23"}, "Ask Dr. Osei again, asked Fri 20 Nov"),
        ({"again": "2026-11-23"}, "Ask Dr. Osei about a program"),
        ({"again": "2026-11-24"}, ""),
    ],
)
def test_an_open_ask_comes_up_a_week_after_or_on_its_day(values: dict[str, Value], said: str) -> None:
    assert ASKS.due(ask(**values), TODAY) == said


def test_open_asks_stand_first_and_the_nearest_of_them_on_top() -> None:
    answered, later, sooner = ask(answer="Yes."), ask(again="2026-12-01"), ask(again="2026-11-24")
    assert sorted([answered, later, sooner], key=lambda each: ASKS.order(each, TODAY)) == [sooner, later, answered]
    assert ASKS.state_of([answered, later, sooner], TODAY) == "2 open of 3"


def test_an_ask_wants_a_name_and_a_day_that_has_come() -> None:
    nobody, ahead = ASKS.snag({"role": "therapist"}, TODAY), ASKS.snag({"who": {"name": "Ana"}, "asked": "2026-11-24"}, TODAY)
    assert nobody is not None
    assert ahead is not None
    assert (nobody.field, ahead.field) == ("who", "asked")


# Programs


def test_a_program_wants_a_name_and_nothing_else() -> None:
    snag = PROGRAMS.snag({"phone": "call the desk", "name": "  "}, TODAY)
    assert snag is not None
    assert snag.field == "name"
    assert PROGRAMS.snag({"name": "River House"}, TODAY) is None


@pytest.mark.parametrize("name", ["accredited-on", "staff-on", "network-on"])
def test_a_check_ahead_of_today_gets_one_kind_sentence_at_its_day(name: str) -> None:
    snag = PROGRAMS.snag({"name": "River House", name: "2026-11-24"}, TODAY)
    assert snag is not None
    assert snag.field == name
    assert PROGRAMS.snag({"name": "River House", name: "2026-11-23"}, TODAY) is None


def test_how_it_was_checked_is_asked_only_where_there_is_something_to_check() -> None:
    assert {"accredited-by", "accredited-how", "accredited-on", "scale-what"} <= PROGRAMS.hidden({})
    assert PROGRAMS.hidden({"accredited": "yes"}).isdisjoint({"accredited-by", "accredited-how", "accredited-on"})
    assert "accredited-by" in PROGRAMS.hidden({"accredited": "not checked"})
    assert "accredited-by" not in PROGRAMS.hidden({"accredited": "not checked", "accredited-by": "CARF"})


def test_money_below_nothing_is_met_kindly_and_a_phone_may_have_letters() -> None:
    fields = {each.id: each for each in PROGRAMS.fields}
    with pytest.raises(Unreadable, match="0 or more"):
        read(fields["cost"], "-40")
    with pytest.raises(Unreadable, match="largest number here is 168"):
        read(fields["hours"], "200")
    assert read(fields["phone"], "1-800-RIVER, ask for Dana") == "1-800-RIVER, ask for Dana"


def test_the_list_says_not_checked_plainly_and_signs_first() -> None:
    bare = Program(values={"name": "River House"})
    wary = Program(values={"name": "The Door", "flags": ["promises a cure"], "accredited": "yes", "phone": "555-0100"})
    assert PROGRAMS.note_of(bare, TODAY) == "accredited: not checked, staff licensed: not checked"
    assert PROGRAMS.note_of(wary, TODAY) == "1 sign to be wary; 555-0100; accredited: yes, staff licensed: not checked"


def test_programs_off_the_list_stand_under_their_own_heading() -> None:
    off, on = Program(values={"name": "A", "stands": "off my list"}), Program(values={"name": "B"})
    assert sorted([off, on], key=lambda each: PROGRAMS.order(each, TODAY)) == [on, off]
    assert PROGRAMS.state_of([off, on], TODAY) == "1 program, 1 off the list"


def test_a_row_of_needs_without_a_word_is_no_need() -> None:
    made = Program(values={"name": "A", "needs": [{"fits": "match"}, {"need": "trauma"}, {"need": "sleep", "fits": "partly"}]})
    assert made.needs == {"trauma": "not asked", "sleep": "partly"}


# Calls


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"planned": "2026-11-24"}, ""),
        ({"planned": "2026-11-23"}, "Call Dana, 555-0100 about River House"),
        ({"planned": "2026-11-01"}, "Call Dana, 555-0100 about River House"),
        ({"planned": "2026-11-20", "outcome": "reached", "called": "2026-11-20"}, ""),
        ({"called": "2026-11-21", "outcome": "left a message"}, ""),
        ({"called": "2026-11-20", "outcome": "left a message"}, "Call Dana, 555-0100 about River House again, last on Fri 20 Nov"),
        ({"called": "2026-11-20", "outcome": "no answer", "next-on": "2026-11-30"}, ""),
        ({"outcome": "reached", "next": "Send the form", "next-on": "2026-11-23"}, "Send the form (Dana, 555-0100 about River House)"),
        ({"outcome": "reached", "next": "Send the form", "next-on": "2026-11-23", "done": "yes"}, ""),
        ({"outcome": "call back", "next": "They call", "called": "2026-11-01"}, ""),
    ],
)
def test_a_call_comes_up_on_its_day_and_its_next_step_on_another(values: dict[str, Value], said: str) -> None:
    assert CALLS.due(call(**values), TODAY) == said


def test_calls_to_do_stand_before_those_made_and_the_nearest_on_top() -> None:
    made = call(outcome="reached", called="2026-11-20")
    some_day, soon = call(), call(planned="2026-11-25")
    assert sorted([made, some_day, soon], key=lambda each: CALLS.order(each, TODAY)) == [soon, some_day, made]
    assert CALLS.state_of([made, some_day, soon], TODAY) == "2 to do of 3"


def test_a_call_wants_somebody_or_a_program_and_was_not_made_tomorrow() -> None:
    nobody, ahead = CALLS.snag({"notes": "hm"}, TODAY), CALLS.snag({"program": "River House", "called": "2026-11-24"}, TODAY)
    assert nobody is not None
    assert ahead is not None
    assert (nobody.field, ahead.field) == ("who", "called")
    assert CALLS.snag({"program": "River House", "planned": "2026-12-24"}, TODAY) is None


def test_what_is_asked_is_what_was_picked_in_the_order_of_the_list_and_then_own_words() -> None:
    picked = call(ask=["license", "a seat"], own=["Is there a ramp?"])
    assert picked.asks() == (QUESTIONS["license"][0], QUESTIONS["a seat"][0], "Is there a ramp?")
    assert len(call().asks()) == len(QUESTIONS)


def test_every_question_leads_to_a_field_of_a_program() -> None:
    assert {field for _said, field in QUESTIONS.values()} <= {each.id for each in PROGRAMS.fields}


def test_a_program_learns_from_a_call_and_forgets_nothing() -> None:
    answers = {"accreditation": "Yes, by CARF", "license": "no", "medicines": "all", "using again": "we talk", "missed days": "call first"}
    made = call(called="2026-11-20", outcome="seat reserved", answers={name: {"answer": said} for name, said in answers.items()})
    found = learned(made, Program(values={"name": "River House", "medicines": "ask the nurse", "phone": "555-0199"}))
    assert found["accredited"] == "yes"
    assert found["accredited-by"] == "Yes, by CARF"
    assert (found["accredited-on"], found["accredited-how"]) == ("2026-11-20", "their word, on the phone")
    assert found["licensed"] == "no"
    assert found["medicines"] == "ask the nurse; all"
    assert found["missed"] == "we talk; call first"
    assert (found["phone"], found["stands"]) == ("555-0199", "seat reserved")
    assert learned(made, Program(values=found)) == found


def test_an_answer_that_is_neither_yes_nor_no_decides_nothing() -> None:
    made = call(answers={"accreditation": {"answer": "not sure, they will look"}, "who leads groups": {"answer": "nobody knows"}})
    found = learned(made, Program())
    assert "accredited" not in found
    assert "staff" not in found
    assert found["name"] == "River House"
    assert found["phone"] == "555-0100"


def test_a_call_knows_its_program_by_name_in_any_case() -> None:
    both = [Program(id=1, values={"name": "river  house"}), Program(id=2, values={"name": "The Door"})]
    assert [each.id for each in call().about(both)] == [1]
    assert call(program="").about(both) == []


# Goals


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"review": "2026-11-24"}, ""),
        ({"review": "2026-11-23"}, "A look at your goal: Outside before noon"),
        ({"review": "2026-11-23", "stands": "reached"}, ""),
        ({"review": "2026-11-23", "stands": "open"}, "A look at your goal: Outside before noon"),
    ],
)
def test_a_goal_comes_up_on_its_day_while_it_is_open(values: dict[str, Value], said: str) -> None:
    assert GOALS.due(goal(**values), TODAY) == said


def test_open_goals_stand_first_and_what_matters_most_on_top() -> None:
    reached, small, large = goal(stands="reached", matters=10), goal(matters=3), goal(matters=9)
    ordered = sorted([reached, small, large], key=lambda each: GOALS.order(each, TODAY))
    assert ordered == [large, small, reached]
    assert open_ones(ordered) == [large, small]
    assert GOALS.state_of(ordered, TODAY) == "2 open of 3 goals"
    assert GOALS.note_of(goal(stands="let go", saw="It was my aunt's wish."), TODAY) == "let go; It was my aunt's wish."


def test_a_goal_wants_a_few_words() -> None:
    snag = GOALS.snag({"matters": 4}, TODAY)
    assert snag is not None
    assert snag.field == "goal"


def test_a_bare_yes_decides_what_was_not_checked_and_is_no_detail() -> None:
    made = call(answers={"accreditation": {"answer": "yes"}, "license": {"answer": "Yes."}}, called="2026-11-20")
    found = learned(made, Program(values={"accredited": "not checked"}))
    assert (found["accredited"], found["accredited-how"], found.get("accredited-by")) == ("yes", "their word, on the phone", None)
    assert (found["licensed"], found.get("license")) == ("yes", None)
    assert learned(made, Program(values={"accredited": "no"}))["accredited"] == "no"


def test_an_outcome_without_a_day_counts_from_the_day_it_was_planned_for() -> None:
    made = call(outcome="no answer", planned="2026-11-20")
    assert made.is_open and made.next_on == date(2026, 11, 23)
