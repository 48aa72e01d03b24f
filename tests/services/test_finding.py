"""Finding a program as acts: side by side, calls that teach a program, goals, the call sheet, and what a unit brings."""

from __future__ import annotations

from time import perf_counter

import pytest

from iop_tui.domain.book import Book
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.calls import Call
from iop_tui.domain.books.goals import Goal
from iop_tui.domain.books.programs import Program
from iop_tui.domain.compare import Comparison
from iop_tui.domain.fields import Value
from iop_tui.domain.filled import Filled
from iop_tui.errors import IopError
from iop_tui.render import layout
from iop_tui.services import aiming, answering, bringing, calling, comparing, entries, insuring, listing, preparing, sharing
from iop_tui.services.house import House, undo
from iop_tui.services.today import today

PROGRAMS, CALLS, GOALS = (BOOKS[name] for name in ("programs", "calls", "goals"))


def keep(house: House, book: Book, **values: Value) -> Filled:
    return listing.keep(house, book, book.kind(), {key.replace("_", "-"): value for key, value in values.items()}).value


def river_house(house: House, **values: Value) -> Program:
    kept = keep(house, PROGRAMS, **{"name": "River House", "licensed": "yes", "phone": "555-0100", **values})
    assert isinstance(kept, Program)
    return kept


def text(house: House) -> str:
    return " ".join(sharing.write(comparing.page(house), "txt").split())


def answer(house: House, unit_id: str, **typed: str) -> None:
    unit = house.library.unit(unit_id)
    run = answering.start_run(house, unit).value
    for name, raw in typed.items():
        field = unit.field(name.replace("_", "-"))
        assert field is not None
        answering.save_typed(house, run, field, raw, 0)


# Side by side


def test_programs_stand_side_by_side_with_what_is_known_of_each(house: House) -> None:
    river_house(house, accredited="not checked")
    keep(house, PROGRAMS, name="The Door", staff="yes", flags=["pressure to sign today"])
    said = text(house)
    assert said.index("Signs to be wary") < said.index("The Door: pressure to sign today") < said.index("Score")
    assert "10 from 1 of 12 known" in said
    assert "10 from 1 of 12 known; 1 sign to be wary" in said
    assert "Nothing noted yet of:" in said
    assert "River House: 10 x 10 (License) = 100. Divided by the weights of what is known, 10 = 10: 10 of 10." in said


def test_the_page_on_paper_is_never_wider_than_the_paper(house: House) -> None:
    river_house(house, name="River House " * 20, place="12 Mill Lane " * 40, notes="word " * 200)
    keep(house, PROGRAMS, name="x" * 300)
    keep(house, PROGRAMS, name="The Door")
    assert all(len(line) <= layout.PAPER for line in sharing.write(comparing.page(house), "txt").splitlines())


def test_nothing_yet_says_what_the_table_is_for(house: House) -> None:
    assert text(house) == f"{comparing.TITLE} {comparing.NONE}"
    assert comparing.state(house) == ""


def test_weights_are_ones_own_and_can_be_taken_back(house: House) -> None:
    river_house(house, staff="no")
    assert comparing.scores(house)[0].line == "5.3 from 2 of 12 known"
    done = comparing.weigh(house, comparing.comparison(house), {"licensed": 0, "staff": 3})
    assert comparing.scores(house)[0].line == "0 from 1 of 11 known"
    assert undo(house, done)
    assert comparing.scores(house)[0].line == "5.3 from 2 of 12 known"


def test_three_are_marked_at_most_and_a_mark_is_taken_away(house: House) -> None:
    four = [river_house(house, name=f"Program {number}") for number in range(4)]
    for each in four:
        comparing.mark(house, each)
    assert comparing.comparison(house).chosen == tuple(each.id for each in four[1:])
    comparing.mark(house, four[2])
    assert [each.program.name for each in comparing.scores(house)] == ["Program 1", "Program 3"]


def test_a_marked_program_that_is_removed_leaves_room_for_another(house: House) -> None:
    one, two = river_house(house), river_house(house, name="The Door")
    comparing.mark(house, one)
    listing.remove(house, PROGRAMS, one)
    assert [each.program.id for each in comparing.scores(house)] == [two.id]
    comparing.mark(house, two)
    assert comparing.comparison(house).chosen == (two.id,)


def test_weights_of_two_windows_are_both_kept_until_one_weighs_again(house: House) -> None:
    before = comparing.comparison(house)
    comparing.weigh(house, before, {"licensed": 3})
    comparing.mark(house, river_house(house))
    comparing.weigh(house, before, {"licensed": 5})
    assert comparing.comparison(house).values == {"licensed": 5}
    assert len(comparing.comparison(house).chosen) == 1
    assert comparing.others(house) == ["License 3"]
    comparing.weigh(house, comparing.comparison(house), {"licensed": 4})
    assert comparing.others(house) == []


def test_a_mark_in_another_window_is_no_other_copy_of_the_weights(house: House) -> None:
    before = comparing.comparison(house)
    comparing.mark(house, river_house(house))
    comparing.weigh(house, before, {"licensed": 5})
    assert comparing.others(house) == []
    assert len(comparing.comparison(house).chosen) == 1


def test_what_matters_can_be_read_and_deleted_with_everything_one_wrote(house: House) -> None:
    comparing.weigh(house, comparing.comparison(house), {"licensed": 3})
    piece = next(each for each in entries.pieces(house) if each.table == "comparison")
    assert (piece.title, piece.text, piece.way) == ("What matters to me", "License 3", "compare")
    entries.delete(house, piece)
    assert comparing.comparison(house).values == {}


def test_a_new_program_has_a_row_for_each_need_that_was_named(house: House) -> None:
    assert comparing.fresh(house).needs == {"mental health": "not asked", "substance use": "not asked"}
    river_house(house, needs=[{"need": "trauma", "fits": "match"}])
    assert list(comparing.fresh(house).needs) == ["mental health", "substance use", "trauma"]
    assert "Need: trauma match" in text(house)


def test_five_hundred_programs_are_held_against_each_other_at_once(house: House) -> None:
    many = [Program(id=n, values={"name": f"Program {n}", "licensed": "yes", "fit-way": n % 11}) for n in range(1, 501)]
    began = perf_counter()
    from iop_tui.domain import compare

    found = compare.side_by_side(many, Comparison(), "both")
    assert perf_counter() - began < 1
    assert [each.program.number("fit-way") for each in found] == [10, 10, 10]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"phone": "555-0100"}, "What is it called?"),
        ({"name": "River House", "staff-on": "2026-12-24"}, "That day has not come yet."),
    ],
)
def test_what_cannot_be_kept_gets_one_kind_sentence(house: House, values: dict[str, Value], sentence: str) -> None:
    with pytest.raises(IopError, match=sentence):
        listing.keep(house, PROGRAMS, Program(), values)


# Calls


def test_a_script_holds_what_is_asked_and_what_was_said(house: House) -> None:
    made = Call(values={"program": "River House", "ask": ["license", "a seat"], "answers": {"license": {"answer": "4411"}}})
    said = " ".join(sharing.write(calling.page(house, made), "txt").split())
    assert "Hello, I am calling about your intensive outpatient program." in said
    assert "What is your license, and who gave it? 4411" in said
    assert f"Can you reserve a seat for me? {calling.TO_WRITE}" in said
    assert "Who accredits you?" not in said
    assert "say what is true" in said


def test_without_a_call_the_script_is_for_the_next_one(house: House) -> None:
    keep(house, CALLS, program="The Door", planned="2026-12-01")
    keep(house, CALLS, program="River House", planned="2026-11-24")
    assert "River House" in sharing.write(calling.page(house), "txt")


def test_a_call_fills_in_its_program_and_keeps_its_record(house: House) -> None:
    kept = river_house(house)
    made = Call(values={"program": "river house", "answers": {"medicines": {"answer": "all"}}})
    assert calling.programs_of(house, made) == [kept]
    taught = calling.taught(house, made, kept)
    assert (taught.id, taught.rev, taught.says("medicines")) == (kept.id, kept.rev, "all")
    assert calling.taught(house, made).name == "river house"


# Goals and Today


def test_open_goals_stand_on_today_in_one_row(house: House) -> None:
    assert today(house).goals == ""
    keep(house, GOALS, goal="Sew on Saturdays", matters=4)
    keep(house, GOALS, goal="Outside before noon", matters=9)
    keep(house, GOALS, goal="Be thin", stands="let go", matters=10)
    assert [each.first_line() for each in aiming.goals(house)] == ["Outside before noon", "Sew on Saturdays"]
    assert today(house).goals == "Outside before noon, and 1 more"
    sheet = sharing.write(preparing.page(house), "txt")
    assert sheet.index("Outside before noon") < sheet.index("Sew on Saturdays")
    assert "Be thin" not in sheet


def test_what_comes_up_from_calls_and_goals_stands_on_today(house: House) -> None:
    keep(house, CALLS, program="River House", planned="2026-11-20")
    keep(house, CALLS, program="The Door", planned="2026-11-24")
    keep(house, GOALS, goal="Sew", review="2026-11-23")
    assert [each.line for each in today(house).lists] == ["Call River House", "A look at your goal: Sew"]


# The call sheet


def test_the_call_sheet_has_every_question_with_room_to_write(house: House) -> None:
    said = sharing.write(insuring.page(house), "txt")
    fields = house.library.unit(insuring.UNIT).fields()
    asked = [each.label for each in fields if each.label in said]
    assert len(asked) == len(fields) - 2, "all but the two that look back on the unit itself"
    assert said.count(insuring.TO_WRITE) == len(asked)
    assert '"May I have your name' in said
    assert len(said.splitlines()) <= 66, "one page"


def test_the_call_sheet_has_the_answers_of_the_newest_run(house: House) -> None:
    answer(house, insuring.UNIT, reference="A-4411", copay="40")
    said = sharing.write(insuring.page(house), "txt")
    assert "A-4411" in said
    assert "40.00" in said


# From the units


def test_goals_from_the_unit_come_into_the_list_once(house: House) -> None:
    answer(house, "iop.s4.goals", goal_1="Outside before noon", matters_1="9", check_1="2026-12-01")
    assert [each.first_line() for each in bringing.waiting(house, GOALS)] == ["Outside before noon"]
    done = bringing.bring(house, GOALS)
    assert done.value == 1
    assert [(each.first_line(), each.number("matters")) for each in aiming.goals(house)] == [("Outside before noon", 9)]
    assert bringing.waiting(house, GOALS) == []
    assert undo(house, done)
    assert aiming.goals(house) == []


def test_a_program_that_stands_in_both_units_comes_once_with_the_words_of_both(house: House) -> None:
    answer(house, "iop.s2.find", programs='[{"program": "River House", "phone or page": "555-0100"}, {"program": "The Door"}]')
    answer(house, "iop.s2.compare", name_a="river house", sound='{"license number": {"A": "4411"}}')
    found = bringing.waiting(house, PROGRAMS)
    assert [(each.first_line(), each.says("license"), each.says("phone")) for each in found] == [
        ("river house", "4411", "555-0100"),
        ("The Door", "", ""),
    ]


def test_what_stands_in_the_list_already_is_not_brought_again(house: House) -> None:
    river_house(house)
    answer(house, "iop.s2.find", programs='[{"program": "RIVER house"}]')
    assert bringing.waiting(house, PROGRAMS) == []
    assert bringing.bring(house, PROGRAMS).value == 0


def test_other_books_have_nothing_to_bring(house: House) -> None:
    assert bringing.waiting(house, BOOKS["disclosures"]) == []


def test_goals_know_their_kind(house: House) -> None:
    assert isinstance(keep(house, GOALS, goal="Sew"), Goal)
