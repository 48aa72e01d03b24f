"""Diary: the card of a day by keyboard, in little time, at any size."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui.domain import diary
from iop_tui.domain.diary import Card, Target
from iop_tui.services import diarying, practicing
from iop_tui.tui.widgets.cells import Cells


def card(home: Home, day: date = TODAY) -> dict[str, object]:
    """What a card holds, by the titles of its rows."""
    with home.house() as house:
        held = diarying.card_of(house, day)
        return {each.title: held.value(each) for each in diarying.targets(house) if held.value(each) is not None}


def urge(home: Home, title: str, about: str = diary.OTHER, high: int = 7) -> Target:
    with home.house() as house:
        return diarying.save_target(house, Target(kind="urge", title=title, about=about, high=high)).value


async def to_cell(me: Person, label: str) -> None:
    """Walk down to the cell whose row has this label."""
    cells = me.app.screen.query_one(Cells)
    rows = {cell.id: row.label for column in cells._columns for group in column for row in group.rows for cell in row.cells}
    for _ in range(60):
        here = cells.at
        if here is not None and (rows[here.id] == label or here.name == label):
            return
        await me.press("down")
    raise AssertionError(f"no cell {label!r} among {rows}")


async def test_a_usual_day_takes_about_forty_keys_and_is_all_kept(mina: Home, size: tuple[int, int]) -> None:
    keys = "4 enter 2 enter 0 enter 1 enter 6 enter 3 enter n 5 enter 7 . 5 enter t n"
    async with mina.visit(size) as me:
        await me.press("5")
        await me.press(*keys.split())
        await me.press("a")
        await me.open_row("STOP")
        await me.press("6")
        await me.sees("saved")
    pressed = len(keys.split()) + len(["5", "a", "s", "s", "enter", "6"])
    assert pressed <= 40
    assert card(mina) == {
        "sadness": 4,
        "fear": 2,
        "anger": 0,
        "shame": 1,
        "joy": 6,
        "drink or use": 3,
        "how hard the day was": 5,
        "hours of sleep": 7.5,
        "medicine": "taken",
        "alcohol or drugs": "none",
    }
    with mina.house() as house:
        view = diarying.of_day(house, TODAY)
        assert list(view.card.acted.values()) == [False]
        assert [(each.unit, each.helped) for each in view.skills] == [("dbt.dt.stop", 6)]


async def test_ten_is_two_digits_and_a_larger_number_begins_again(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5", "1", "0")
        assert card(mina)["sadness"] == 10
        await me.press("7")
        assert card(mina)["sadness"] == 7
        await me.press("backspace")
        assert card(mina) == {}


async def test_a_digit_never_leads_to_another_room_while_cells_have_the_focus(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5")
        await to_cell(me, "Add a skill")
        await me.press("3")
        assert me.room() == "DiaryRoom"
        await me.hears("Enter opens this")
        await me.press("escape", "3")
        assert me.room() == "KeepRoom"


async def test_what_was_filled_in_is_there_on_the_next_visit_and_undo_takes_back_one_cell(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5", "4", "enter", "8")
    async with mina.visit() as me:
        await me.press("5")
        await me.sees("today, saved", "[ 4]", "[ 8]")
        await me.press("5")
        assert card(mina) == {"sadness": 5, "fear": 8}
        await me.undo()
        await me.sees("[ 4]")
    assert card(mina) == {"sadness": 4, "fear": 8}


async def test_a_card_begun_before_midnight_stays_that_days(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5", "4")
        mina.watch.forward(hours=5)
        me.app._look()
        await me.press("enter", "9")
        await me.sees("yesterday")
    assert card(mina) == {"sadness": 4, "fear": 9}
    assert card(mina, TODAY + timedelta(days=1)) == {}


async def test_an_earlier_day_is_filled_in_by_bracket_and_by_date(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("5", "[", "[", "3")
        await me.sees("Sat 21 Nov", "2 days ago")
        await me.press("]", "]", "]")
        await me.hears("That day has not come yet.")
        await me.press("d")
        await me.fill("day", "2026-10-01")
        await me.press("ctrl+s", "2")
        await me.sees("Thu 1 Oct")
    assert card(mina, TODAY - timedelta(days=2)) == {"sadness": 3}
    assert card(mina, date(2026, 10, 1)) == {"sadness": 2}


@pytest.mark.parametrize("about", [diary.LIFE, diary.OTHER])
async def test_an_urge_about_life_that_becomes_high_opens_help_after_it_is_kept(mina: Home, about: str, size: tuple[int, int]) -> None:
    urge(mina, "hurt myself", about, high=3)
    async with mina.visit(size) as me:
        await me.press("5")
        await to_cell(me, "hurt myself")
        await me.press("4")
        assert card(mina)["hurt myself"] == 4
        if about == diary.LIFE:
            assert me.room() == "HelpScreen"
            await me.press("q", "5")
            assert me.room() == "DiaryRoom"
            await me.reads("Now: your safety plan", key="down")
        else:
            assert me.room() == "DiaryRoom"


async def test_acting_on_an_urge_about_life_opens_help_even_at_zero(mina: Home) -> None:
    urge(mina, "hurt myself", diary.LIFE)
    async with mina.visit() as me:
        await me.press("5")
        await to_cell(me, "hurt myself")
        await me.press("0", "enter", "y")
        assert me.room() == "HelpScreen"


async def test_a_high_urge_to_drink_offers_a_skill_in_its_place_and_opens_it(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("5")
        await to_cell(me, "drink or use")
        await me.press("8", "enter", "y")
        await me.hears("Thank you for writing it down.")
        await to_cell(me, "Now: Urge surfing")
        await me.press("enter")
        assert me.room() == "ReaderScreen"


async def test_why_no_skill_and_a_note_are_kept_and_seen(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5")
        await to_cell(me, "Why none")
        await me.press("enter")
        await me.open_row("it did not come to mind")
        await me.sees("None: it did not come to mind")
        await to_cell(me, "Write")
        await me.press("enter")
        await me.fill("note", "[/b] Rain, and I went anyway.")
        await me.press("ctrl+s")
        await me.sees("[/b] Rain, and I went anyway.")
    with mina.house() as house:
        held = diarying.card_of(house, TODAY)
        assert (held.why_none, held.note) == ("it did not come to mind", "[/b] Rain, and I went anyway.")


async def test_half_a_note_is_there_when_one_comes_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5")
        await to_cell(me, "Write")
        await me.press("enter")
        await me.fill("note", "Rain, and")
        await me.press("escape", "q")
        await to_cell(me, "Write")
        await me.press("enter")
        await me.sees("Rain, and", "Your unfinished typing is back.")


async def test_a_skill_is_taken_away_and_brought_back(mina: Home) -> None:
    with mina.house() as house:
        header = house.library.header("dbt.dt.stop")
        assert header is not None
        practicing.keep(house, header, {})
    async with mina.visit() as me:
        await me.press("5")
        await to_cell(me, "STOP: a pause before you act")
        await me.press("2")
        await me.hears("It did not help much today.")
        await me.press("x")
        await me.sees_not("STOP:")
        await me.undo()
        await me.sees("STOP:")


async def test_a_row_of_ones_own_is_made_changed_and_put_away(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("5", "e", "n")
        await me.pick("kind", "an urge, 0 to 10, and whether I acted on it")
        await me.fill("title", "cancel on people")
        await me.press("ctrl+s")
        await me.to_row("cancel on people")
        await me.press("p")
        await me.hears("cancel on people: not asked any more")
        await me.press("q")
        await me.sees_not("cancel on people")
        await me.press("e")
        await me.to_row("cancel on people")
        await me.press("p", "q")
        await to_cell(me, "cancel on people")


async def test_a_row_without_a_kind_gets_one_kind_sentence(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5", "e", "n")
        await me.fill("title", "rested")
        await me.press("ctrl+s")
        await me.hears("Please pick what kind of row it is.")
        assert me.box("title").raw == "rested"


async def test_a_card_filled_in_one_window_shows_in_the_other(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5")
        with mina.house() as other:
            fear = next(each for each in diarying.targets(other) if each.title == "fear")
            diarying.fill_in(other, TODAY, fear, 9)
        me.app._look()
        await me.sees("[ 9]")
        await me.press("down")
        with mina.house() as other:
            diarying.fill_in(other, TODAY, fear, 8, seen=9)
        await me.press("3")
        await me.hears("Both are kept.")
        await me.sees("Another window wrote this")


async def test_today_says_how_the_card_stands_and_leads_there(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.open_row("Diary card: not yet")
        assert me.room() == "DiaryRoom"
        await me.press("4", "escape", "1")
        await me.to_row("Diary card: begun")


async def test_the_week_is_one_page_away_and_search_leads_to_a_day(mina: Home) -> None:
    with mina.house() as house:
        diarying.write_note(house, TODAY - timedelta(days=1), "Swam in the lake.")
    async with mina.visit() as me:
        await me.press("5", "w")
        await me.reads("Mon 23 Nov to Sun 29 Nov 2026", "hours of sleep", key="pagedown")
        await me.press("q", "escape", "/")
        await me.type("lake")
        await me.press("enter")
        await me.open_row("Diary card 2026-11-22")
        await me.sees("Sun 22 Nov", "Swam in the lake.")


async def test_numbers_explain_themselves(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("5", "?")
        await me.reads("An urge and acting on it are asked apart")


def test_a_card_has_one_id_for_its_day() -> None:
    assert Card.id_for(TODAY) != Card.id_for(TODAY + timedelta(days=1))
