"""Programs, as a person finds them, holds them side by side, and says what matters."""

from __future__ import annotations

from tui.harness import Home, Person

from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.programs import Program
from iop_tui.domain.fields import Value
from iop_tui.services import answering, comparing, listing
from iop_tui.services.house import House

PROGRAMS = BOOKS["programs"]


def keep(house: House, **values: Value) -> Program:
    kept = listing.keep(house, PROGRAMS, Program(), {key.replace("_", "-"): value for key, value in values.items()}).value
    assert isinstance(kept, Program)
    return kept


def with_three(home: Home) -> list[Program]:
    with home.house() as house:
        return [
            keep(house, name="River House", licensed="yes", staff="partly", phone="555-0100"),
            keep(house, name="The Door", licensed="no", flags=["pressure to sign today"]),
            keep(house, name="County evenings", fit_way=9),
        ]


async def to_programs(me: Person) -> None:
    await me.press("7")
    await me.open_row("Programs")


async def test_a_program_is_written_down_part_by_part_and_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await to_programs(me)
        await me.sees("No program stands here yet.")
        await me.press("enter")
        await me.sees("part 1 of 6")
        await me.fill("name", "River House")
        await me.fill("phone", "1-800-RIVER, ask for Dana")
        await me.press("ctrl+n")
        await me.pick("accredited", "yes")
        await me.fill("accredited-by", "CARF")
        await me.fill("accredited-on", "2026-11-20")
        await me.press("ctrl+n", "ctrl+n", "ctrl+p")
        await me.sees("part 3 of 6", "What they do")
        await me.press("ctrl+s")
        await me.sees("River House", "1-800-RIVER, ask for Dana")
    async with mina.visit(size) as me:
        await me.press("/")
        await me.type("river dana carf")
        await me.press("enter", "enter")
        await me.sees("Programs", "River House")
        await me.open_row("River House")
        await me.press("ctrl+n")
        assert me.box("accredited-by").raw == "CARF"


async def test_the_last_word_of_a_part_leads_to_the_next(mina: Home) -> None:
    async with mina.visit() as me:
        await to_programs(me)
        await me.press("a")
        await me.do("Next part: Is it sound?")
        await me.sees("part 2 of 6", "Licensed by the state or country?")


async def test_half_a_program_waits_in_every_part(mina: Home) -> None:
    async with mina.visit() as me:
        await to_programs(me)
        await me.press("a")
        await me.type("River Hou")
        await me.press("ctrl+n", "ctrl+n")
        await me.fill("family", "one evening")
        await me.press("escape", "q")
    async with mina.visit() as me:
        await to_programs(me)
        await me.press("a")
        assert me.box("name").raw == "River Hou"
        await me.press("ctrl+n", "ctrl+n")
        assert me.box("family").raw == "one evening"


async def test_one_kind_sentence_stands_at_its_field_in_whatever_part_it_is(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await to_programs(me)
        await me.press("a", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await me.fill("cost", "-40")
        await me.press("ctrl+p", "ctrl+s")
        await me.reads("Please write an amount of 0 or more", "What you typed stays here.")
        assert me.box("cost").raw == "-40"
        await me.fill("cost", "40")
        await me.press("ctrl+s")
        await me.reads("What is it called? A word to know it by is enough.")
        await me.fill("name", "River House")
        await me.press("ctrl+n")
        await me.pick("staff", "yes")
        await me.fill("staff-on", "2026-12-24")
        await me.press("ctrl+s")
        await me.reads("That day has not come yet.")
        assert me.box("staff-on").raw == "2026-12-24"


async def test_each_need_is_marked_and_the_next_program_asks_for_it_too(mina: Home) -> None:
    async with mina.visit() as me:
        await to_programs(me)
        await me.press("a")
        await me.fill("name", "River House")
        await me.press("ctrl+n", "ctrl+n")
        await me.reads("mental health", "substance use", "not asked")
        await me.press("ctrl+s")
    with mina.house() as house:
        assert comparing.programs(house)[0].needs == {"mental health": "not asked", "substance use": "not asked"}


async def test_it_is_removed_and_brought_back(mina: Home) -> None:
    with_three(mina)
    async with mina.visit() as me:
        await to_programs(me)
        await me.to_row("River House")
        await me.press("d")
        await me.sees_not("River House")
        await me.undo()
        await me.sees("River House")


async def test_two_windows_keep_both_and_say_so(mina: Home) -> None:
    kept = with_three(mina)[0]
    async with mina.visit() as me:
        await to_programs(me)
        await me.open_row("River House")
        await me.fill("place", "12 Mill Lane")
        with mina.house() as other:
            listing.keep(other, PROGRAMS, kept, {**kept.values, "place": "9 Dam Road"})
        await me.press("ctrl+s")
        await me.sees("12 Mill Lane", "9 Dam Road")


async def test_side_by_side_signs_come_first_and_what_is_not_checked_is_said(mina: Home, size: tuple[int, int]) -> None:
    with_three(mina)
    async with mina.visit(size) as me:
        await to_programs(me)
        await me.press("c")
        await me.sees("Signs to be wary", "The Door: pressure to sign today")
        await me.reads("River House", "County evenings", "not checked", "not rated", "Nothing noted yet of:")
        await me.press("?")
        await me.reads("River House: 10 x 10 (License) + 9 x 5 (Licensed staff) = 145.", "19: 7.6 of 10.", "never counted as a yes")
        await me.press("q", "q")
        assert me.room() == "ProgramsScreen"


async def test_at_eighty_columns_they_stand_beside_each_other_and_on_a_phone_under_each_other(mina: Home) -> None:
    with_three(mina)
    async with mina.visit() as me:
        await to_programs(me)
        await me.press("c")
        assert any("River House" in line and "County evenings" in line for line in me.lines())
    async with mina.visit((40, 12)) as me:
        await to_programs(me)
        await me.press("c")
        await me.reads("Getting there x6: 9")
        assert not any("River House" in line and "County evenings" in line for line in me.lines())


async def test_space_marks_those_that_stand_side_by_side(mina: Home, size: tuple[int, int]) -> None:
    with_three(mina)
    async with mina.visit(size) as me:
        await to_programs(me)
        await me.to_row("The Door")
        await me.press("space")
        await me.sees("[x] The Door", "[ ] River House")
        await me.press("c")
        await me.reads("The Door")
        await me.sees_not("River House")
        await me.press("q")
    async with mina.visit(size) as me:
        await to_programs(me)
        await me.sees("[x] The Door")
        await me.to_row("The Door")
        await me.press("space")
        await me.sees_not("[x]")
        await me.undo()
        await me.sees("[x] The Door")


async def test_own_weights_change_the_score_and_stay(mina: Home) -> None:
    with_three(mina)
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("Programs side by side")
        await me.sees("7.6 from 2 of 12")
        await me.press("w")
        await me.sees("What matters to me")
        assert me.box("licensed").raw == "10"
        await me.fill("licensed", "0")
        await me.press("ctrl+s")
        await me.sees("5 from 1 of 11")
        await me.undo()
        await me.press("w", "escape", "q")
        await me.sees("7.6 from 2 of 12")


async def test_a_mark_or_a_bracket_in_a_name_is_text(mina: Home) -> None:
    with mina.house() as house:
        keep(house, name="[/b] River [red]House", place="[@click=app.quit]x")
    async with mina.visit() as me:
        await to_programs(me)
        await me.sees("[/b] River [red]House")
        await me.press("c")
        await me.sees("[/b] River")


async def test_a_call_to_a_program_begins_with_its_name_and_number(mina: Home) -> None:
    with_three(mina)
    async with mina.visit() as me:
        await to_programs(me)
        await me.to_row("River House")
        await me.press("n")
        await me.sees("A call")
        assert me.box("program").raw == "River House"
        await me.press("ctrl+s", "q")
        await me.open_row("Calls")
        await me.sees("555-0100 about River House")


async def test_what_was_written_in_the_unit_is_brought_in_with_one_key(mina: Home, size: tuple[int, int]) -> None:
    with mina.house() as house:
        unit = house.library.unit("iop.s2.find")
        field = unit.field("programs")
        assert field is not None
        answering.save_typed(house, answering.start_run(house, unit).value, field, '[{"program": "River House"}]', 0)
    async with mina.visit(size) as me:
        await to_programs(me)
        await me.reads("Bring in what you wrote in its unit (1)", "River House", key="down")
        await me.press("i")
        await me.sees_not("Bring in")
        await me.sees("On my list", "River House")
        await me.undo()
        await me.open_row("Bring in what you wrote")
        await me.sees("On my list", "River House")


async def test_the_units_lead_to_the_list_and_the_table(mina: Home) -> None:
    async with mina.visit(open_unit="iop.s2.compare") as me:
        await me.turn_to("Try it")
        await me.do("Open my list: Programs")
        assert me.room() == "ProgramsScreen"
        await me.press("q")
        await me.do("Open my programs side by side")
        await me.sees("Nothing stands side by side yet.")


async def test_five_hundred_programs_can_be_walked_through(mina: Home) -> None:
    with mina.house() as house:
        shelf = house.store.shelf(Program)
        house.store.run(lambda: [shelf.put(Program(values={"name": f"Program {number:03}", "licensed": "yes"})) for number in range(500)])
    async with mina.visit() as me:
        await to_programs(me)
        await me.sees("500 programs", "Program 000")
        await me.press("end", "space")
        await me.sees("[x] Program 499")
        await me.press("c")
        await me.sees("Program 499", "10 from 1 of 12")
