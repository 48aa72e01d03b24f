"""The reader: section by section, open where it was left, every time through kept."""

from __future__ import annotations

import asyncio
import sqlite3
from time import monotonic

from tui import units
from tui.harness import PATIENCE, WIDE, Home, Person, key_of

from iop_tui.domain.answers import Answer, Run
from iop_tui.services import answering
from iop_tui.tui.widgets.fields.typing import LineEditor


def place(me: Person) -> str:
    """The line that says which section is open."""
    return me.lines()[2].strip()


async def test_the_reader_shows_one_section_at_a_time_and_turns_with_n_and_p(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(size, open_unit="own.day.walk") as me:
        assert place(me) == "Why   1 of 7"
        await me.sees("A short walk can take the edge off an evening.")
        await me.press("n")
        assert place(me) == "The idea   2 of 7"
        await me.sees("Feet first, and the head follows.")
        await me.sees_not("take the edge off")
        await me.press("p", "p")
        assert place(me) == "Why   1 of 7"
        await me.press("right", "left", "right")
        assert place(me) == "The idea   2 of 7"


async def test_space_reads_on_to_the_end_of_the_unit(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="dbt.dt.stop") as me:
        sections = [place(me)]
        while not place(me).startswith("Finish"):
            await me.press("space")
            if place(me) != sections[-1]:
                sections.append(place(me))
        assert [each.split("   ")[0] for each in sections] == [
            *("Why", "The idea", "Steps", "Example", "Try it", "If it is hard", "Practice", "Check", "Get more help", "Words", "Finish"),
        ]


async def test_a_page_that_is_about_something_hard_says_so_first(mina: Home, phone: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(phone, open_unit="own.day.walk") as me:
        await me.sees("This page talks about being out alone. You can skip it: q goes back, and s shows the short version.")


async def test_s_shows_the_short_version_and_goes_back(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.press("n", "s")
        assert place(me) == "Short version"
        await me.sees("Shoes, door, one corner. Back when you like.")
        await me.press("s")
        assert place(me) == "The idea   2 of 7"
        await me.press("s", "n")
        assert place(me) == "The idea   2 of 7"


async def test_a_unit_without_a_short_version_says_so(mina: Home) -> None:
    mina.unit("own.day.quiet", units.BREATH)
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.press("s")
        await me.hears("This unit has no short version.")


async def test_a_wide_screen_has_the_outline_beside_the_text(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(WIDE, open_unit="own.day.walk") as me:
        for section in ("Why", "The idea", "Try it", "Practice", "Check", "Finish"):
            assert any(line.strip().startswith(section) for line in me.lines()[3:]), section
        await me.press("shift+tab")
        while not me.app.focused or me.app.focused.id != "outline":
            await me.press("shift+tab")
        await me.open_row("Practice")
        await me.sees("Practice: Walk around the block, 3 days a week for 2 weeks.")
        assert place(me) == "Practice   5 of 7"


async def test_a_narrow_screen_has_no_outline(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(size, open_unit="own.day.walk") as me:
        assert not any(line.strip().startswith(("Check", "Finish")) for line in me.lines()[3:])


async def test_the_outline_comes_and_goes_with_the_width(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit((80, 24), open_unit="own.day.walk") as me:
        await me.pilot.resize_terminal(*WIDE)
        await me.wait_for(lambda: any(line.strip().startswith("Check") for line in me.lines()), "the outline")
        await me.pilot.resize_terminal(40, 12)
        await me.wait_for(lambda: not any(line.strip().startswith("Check") for line in me.lines()), "no outline")
        await me.sees("This page talks about being out alone.")


async def test_text_is_never_wider_than_76_columns(mina: Home) -> None:
    async with mina.visit((200, 50), open_unit="dbt.dt.stop") as me:
        await me.press("n")
        text = [line[30:] for line in me.lines()[3:-1]]
        assert max(len(line.rstrip()) for line in text) <= 78
        assert max(len(line.rstrip()) for line in text) > 60


async def test_a_unit_opens_where_it_was_left(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="dbt.dt.stop") as me:
        await me.turn_to("Example")
        await me.press("j", "j", "j", "j", "q")
        assert me.room() == "TodayRoom"
        await me.open_row("STOP")
        assert place(me) == "Example   4 of 11"
    async with mina.visit(size, open_unit="dbt.dt.stop") as me:
        assert place(me) == "Example   4 of 11"


async def test_the_line_at_the_top_is_kept_too(mina: Home) -> None:
    async with mina.visit((40, 12), open_unit="dbt.dt.stop") as me:
        await me.turn_to("Example")
        await me.press(*["j"] * 7)
        top = me.lines()[3]
        await me.press("q")
    async with mina.visit((40, 12), open_unit="dbt.dt.stop") as me:
        await me.wait_for(lambda: me.lines()[3] == top, top)


async def test_going_to_another_room_keeps_the_place(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Steps")
        await me.press("2")
        assert me.room() == "LearnRoom"
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        assert place(me).startswith("Steps")


async def test_leaving_with_ctrl_q_keeps_the_place_and_the_words(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.fill("moment", "The tram was late")
        await me.press("ctrl+q")
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        assert place(me).startswith("Try it")
        assert me.box("moment").raw == "The tram was late"


async def test_merely_looking_at_the_first_page_begins_nothing(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.press("q")
    with mina.house() as house:
        assert house.store.shelf(Run).all() == []


async def test_a_half_typed_word_comes_back_as_a_draft_with_the_cursor_behind_it(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.to_field("moment")
        await me.type("A dropped cu")
        assert me.house.store.flush(2)
        # The line drops here: nothing is left in peace, no field is settled.
    with mina.house() as house:
        assert house.store.shelf(Answer).all() == []
    async with mina.visit(size, open_unit="dbt.dt.stop") as me:
        await me.sees("A dropped cu", "Your unfinished typing is back.")
        assert me.box("moment").has_focus_within
        await me.type("p")
        await me.press("tab")
        await me.sees("saved 20:30")
        assert me.box("moment").raw == "A dropped cup"
    with mina.house() as house:
        [answer] = house.store.shelf(Answer).all()
        assert answer.value == "A dropped cup"
        assert house.store.drafts("run/") == {}


async def test_a_draft_in_a_later_section_opens_that_section(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Check")
        await me.to_field("note")
        await me.type("Next time, the sto")
        assert me.house.store.flush(2)
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        assert place(me).startswith("Check")
        assert me.box("note").has_focus_within


async def test_done_marks_the_run_and_again_begins_a_new_one(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.turn_to("Finish")
        await me.sees("That was the whole unit.")
        await me.do("Done for today")
        await me.sees("Done. Everything you wrote is kept.")
        await me.do("Do it once more")
        assert place(me) == "Why   1 of 7"
        await me.turn_to("Try it")
        assert me.box("where").raw == ""
        await me.fill("where", "Along the canal")
        await me.press("tab", "escape", "r")
        await me.sees("A walk around the block")
        await me.reads("not finished yet", "Along the canal", "finished", "Linden Street")
    with mina.house() as house:
        first, second = answering.runs_of(house, house.library.unit("own.day.walk"))
        assert first.finished is not None and second.finished is None
        assert answering.answers_of(house, first)["where"].value == "Linden Street"
        assert answering.answers_of(house, second)["where"].value == "Along the canal"


async def test_d_on_the_last_page_is_done_and_u_takes_it_back(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.press("d")
        await me.turn_to("Finish")
        await me.sees("d Done", "Tab Choose")
        assert "n Next" not in me.lines()[-1]
        await me.press("d")
        await me.sees("Done. Everything you wrote is kept.")
        assert "d Done" not in me.lines()[-1]
        await me.undo()
        await me.hears("Undone: done with STOP")
    with mina.house() as house:
        [run] = answering.runs_of(house, house.library.unit("dbt.dt.stop"))
        assert run.finished is None


async def test_the_first_time_there_are_no_earlier_times(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.press("r")
        await me.hears("This is your first time here.")


async def test_the_last_page_offers_what_goes_well_with_it_and_opens_it(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="dbt.dt.stop") as me:
        await me.turn_to("Finish")
        await me.do("Paced breathing")
        await me.sees("Paced breathing", "Why")
        await me.press("q")
        assert me.room() == "TodayRoom"


async def test_little_help_is_met_with_another_way(mina: Home, phone: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(phone, open_unit="own.day.walk") as me:
        await me.turn_to("Check")
        await me.to_field("helped")
        await me.type("2")
        await me.turn_to("Finish")
        await me.sees("It did not help much today. That happens with every skill")


async def test_the_last_page_names_its_author_its_sources_and_that_no_clinician_reviewed_it(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="dbt.dt.stop") as me:
        await me.turn_to("Finish")
        await me.reads(
            "This unit comes with the program; it is not clinically reviewed.",
            "Sources: Linehan, DBT Skills Training Manual, 2nd ed., 2015.",
            "DBT is a registered trademark",
        )


async def test_a_link_to_a_unit_that_is_not_written_yet_is_plain_words(mina: Home) -> None:
    linked = units.WALK.replace("Nobody has to feel", "See [the swim](swim.md) or [breathing](../../dbt/dt/breath.md). Nobody has to feel")
    mina.unit("own.day.walk", linked)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.press("n")
        await me.sees("See the swim or breathing")
        await me.sees_not(".md", "](")


def kept_typing(me: Person) -> list[str]:
    """Every unfinished text that is kept."""
    return [each.text for each in me.house.store.drafts().values()]


async def test_a_letter_on_the_screen_of_which_no_message_has_told_is_kept_at_a_sudden_end(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        editor = (await me.to_field("where")).editor
        assert isinstance(editor, LineEditor)
        editor.value = "t"  # as a key does it, in the step before its message goes out
        assert me.app.flush(1.0)
        assert kept_typing(me) == ["t"]
        await me.type("o the riv")
        editor.value += "er"
        assert me.app.flush(1.0)
        assert kept_typing(me) == ["to the river"]


async def test_the_first_letter_is_kept_while_another_window_holds_up_the_beginning(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("where")
        other = sqlite3.connect(me.house.store.profile.vault)
        other.execute("BEGIN IMMEDIATE")
        me.app._driver.send_message(key_of("t"))  # type: ignore[union-attr]
        until = monotonic() + PATIENCE
        while "t" not in me.house.store.unsaved().values() and monotonic() < until:
            await asyncio.sleep(0.005)
        assert "t" in me.house.store.unsaved().values()
        other.execute("ROLLBACK")
        other.close()
        await me.rest()
        assert me.app.flush(1.0)
        assert kept_typing(me) == ["t"]
