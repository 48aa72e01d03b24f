"""Every kind of field, in the reader: filled in, left, come back to, and still there."""

from __future__ import annotations

from typing import Any

import pytest
from tui import units
from tui.harness import Home, Person

from iop_tui.domain.answers import Answer
from iop_tui.services import answering
from iop_tui.tui.widgets.fields.picking import ScaleEditor

WALK = {
    "where": "Linden Street, past the bakery",
    "seen": "A cat in a window.\nThe river, black.",
    "sounds": ["a bus", "somebody laughing"],
    "heavy": 70,
    "weather": "rain",
    "company": ["a neighbor", "a dog"],
    "again": "not now",
    "minutes": 12.5,
    "cost": "2.50",
    "day": "2026-11-22",
    "hour": "18:30",
}
PEOPLE = {
    "people": [{"who": "Mr. Adeyemi", "said": "Evening.", "warm": "8"}, {"who": "A boy", "warm": "4"}],
    "body": {"legs": {"before": "lead", "after": "warm"}, "chest": {"after": "wider"}},
    "guide": {"name": "Mira", "phone": "030 5550142", "note": "after six"},
}


async def fill_in_the_walk(me: Person) -> None:
    """Go from field to field by Tab and Enter, as the hands do."""
    await me.turn_to("Try it")
    await me.press("tab")
    await me.type("Linden Street, past the bakery")
    await me.press("enter")
    await me.type("A cat in a window.\nThe river, black.")
    await me.press("tab")
    await me.type("a bus\nsomebody laughing")
    await me.press("tab")
    await me.type("70")
    await me.press("enter", "down", "space", "enter")
    await me.press("down", "space", "down", "space", "enter")
    await me.pick_here("not now")
    await me.turn_to("If it is hard")
    await me.press("tab")
    await me.type("12,5\n2.5\n2026-11-22\n18.30\n")
    await me.press("escape")


async def fill_in_the_people(me: Person) -> None:
    await me.press("tab")
    await me.type("Mr. Adeyemi\n")
    await me.type("Evening.")
    await me.press("tab", "8", "tab")
    await me.type("A boy")
    await me.press("tab", "tab", "4", "tab", "tab", "tab", "tab")
    await me.type("lead\nwarm\n\nwider\n")
    await me.type("Mira\n030 5550142\nafter six")
    await me.press("escape")


def saved(home: Home) -> dict[str, object]:
    with home.house() as house:
        return {answer.field: answer.value for answer in house.store.shelf(Answer).all()}


@pytest.fixture
def mina(mina: Home) -> Home:
    """Mina has written two units for herself."""
    mina.unit("own.day.walk", units.WALK)
    mina.unit("own.day.people", units.PEOPLE)
    return mina


async def test_every_simple_field_is_filled_in_left_and_found_again(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await fill_in_the_walk(me)
        assert saved(mina) == WALK
        await me.press("n", "p")
        assert me.box("minutes").raw == "12.5"
        await me.press("q")
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.reads("> 12.5", "> 2.50", "> 2026-11-22", "> 18:30")
        await me.press("p")
        await me.reads(
            "> Linden Street, past the bakery",
            "A cat in a window. The river, black.",
            "a bus somebody laughing",
            "70 of 100",
            "( ) dry (x) rain ( ) snow",
            "[ ] nobody [x] a neighbor [x] a dog [ ] a friend",
            "(x) not now",
        )
    assert saved(mina) == WALK


async def test_every_field_of_several_parts_is_filled_in_left_and_found_again(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.people") as me:
        await fill_in_the_people(me)
        assert saved(mina) == PEOPLE
        await me.press("n", "p", "q")
    async with mina.visit(size, open_unit="own.day.people") as me:
        await me.reads(
            "who Mr. Adeyemi said Evening.",
            "8 of 10",
            "who A boy",
            "before lead",
            "after wider",
            "name Mira phone 030 5550142 note after six",
        )
    assert saved(mina) == PEOPLE


async def test_every_field_says_when_it_was_saved(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.press("tab")
        await me.sees("> Linden Street saved 20:30")
        assert me.lines()[0].endswith("saved 20:30")


async def test_a_rest_of_two_seconds_saves_without_leaving_the_field(mina: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iop_tui.tui.widgets.fields.box.PAUSE", 0.05)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.sees("saved 20:30")
        assert me.box("where").has_focus_within
        await me.type(", twice")
        await me.wait_for(lambda: saved(mina).get("where") == "Linden Street, twice")


async def test_every_field_can_be_emptied_again(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await fill_in_the_walk(me)
        for name in ("minutes", "cost", "day", "hour"):
            await me.to_field(name)
            await me.clear()
        await me.press("escape", "p")
        for name in ("where", "seen", "sounds"):
            await me.to_field(name)
            await me.clear()
        for name in ("heavy", "weather", "company", "again"):
            await me.to_field(name)
            await me.press("backspace")
        await me.press("escape")
        assert saved(mina) == {}


async def test_every_field_of_several_parts_can_be_emptied_again(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.people") as me:
        await fill_in_the_people(me)
        for name in ("people", "body", "guide"):
            box = await me.to_field(name)
            while box.has_focus_within:
                await (me.press("backspace") if isinstance(me.app.focused, ScaleEditor) else me.clear())
                await me.press("tab")
        await me.press("escape")
        assert saved(mina) == {}


async def test_a_field_that_was_skipped_keeps_nothing(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.press(*["tab"] * 10)
        await me.press("q")
    assert saved(mina) == {}


async def test_what_cannot_be_read_stays_in_the_field_with_a_kind_sentence(mina: Home) -> None:
    typed = {
        "minutes": ("twelve", "Please use a number, like 3 or 2.5."),
        "cost": ("a lot", "Please write an amount in digits, like 40 or 12.50."),
        "day": ("yesterday", "A date is written like 2026-11-23: year, month, day."),
        "hour": ("25:00", "A time is written like 18:30, from 00:00 to 23:59."),
    }
    async with mina.visit((40, 12), open_unit="own.day.walk") as me:
        await me.turn_to("If it is hard")
        await me.fill("minutes", "900")
        await me.press("escape")
        await me.sees("The largest number here is 600.", "What you typed stays here.")
        for name, (text, said) in typed.items():
            await me.fill(name, text)
            await me.press("escape")
            await me.sees(said, "What you typed stays here.")
            assert me.box(name).raw == text
        await me.press("q")
    async with mina.visit((40, 12), open_unit="own.day.walk") as me:
        await me.sees("twelve")
        for name, (text, _said) in typed.items():
            assert me.box(name).raw == text, "it comes back as a draft"
    assert saved(mina) == {}


async def test_a_scale_moves_by_arrows_jumps_to_its_ends_and_is_cleared(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("heavy")
        await me.sees("0 to 100: not set", "0 light, 100 as heavy as it gets")
        await me.press("right", "right")
        await me.sees("5 of 100")
        await me.press("left", "left")
        await me.sees("0 of 100")
        await me.press("end")
        await me.sees("100 of 100")
        await me.press("home", "4", "2")
        await me.sees("42 of 100")
        await me.press("7")
        await me.sees("7 of 100")
        await me.press("backspace")
        await me.sees("not set")


async def test_a_scale_is_set_by_a_tap_on_its_bar(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("heavy")
        await me.tap(me.box("heavy").editor, x=16)
        await me.sees("50 of 100")


async def test_an_option_is_found_by_its_letter_and_taken_by_a_tap(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("weather")
        await me.press("s", "space")
        await me.sees("(x) snow")
        await me.tap(me.box("weather").editor, x=3, y=1)
        await me.sees("(x) rain", "( ) snow")


async def test_enter_takes_the_option_under_the_cursor_and_goes_on(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("weather")
        await me.press("down", "enter")
        await me.sees("(x) rain")
        assert me.box("company").has_focus_within


async def test_a_table_grows_by_a_row_up_to_its_most(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.people") as me:
        editor: Any = (await me.to_field("people")).editor
        for number in range(1, 4):
            assert len(editor.rows) == number
            editor.rows[-1].cells[0].editor.focus()
            await me.type(f"Neighbor {number}")
        await me.press("escape")
        assert [row.title for row in editor.rows] == ["1.", "2.", "3."]
    assert saved(mina)["people"] == [{"who": "Neighbor 1"}, {"who": "Neighbor 2"}, {"who": "Neighbor 3"}]


async def test_a_hint_is_one_key_away(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("where")
        await me.sees("A street is enough. (F2: a hint)")
        await me.press("f2")
        await me.sees("Hint: Think of the first corner you came to.")


async def test_the_field_with_the_focus_is_told_without_color(mina: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.to_field("weather")
        await me.sees("> ( ) dry")
        await me.press("tab")
        await me.sees("> [ ] nobody")
        await me.sees_not("> ( ) dry")


async def test_the_label_of_a_field_is_in_sight_when_one_comes_to_it(mina: Home) -> None:
    async with mina.visit((40, 12), open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        for name in ("where", "seen", "sounds", "heavy", "weather", "company", "again"):
            box = await me.to_field(name)
            await me.sees(box.field.label)


async def test_an_answer_keeps_the_question_it_answered(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.pick("weather", "snow")
        await me.press("q")
    mina.unit(
        "own.day.walk",
        units.WALK.replace('options = ["dry", "rain", "snow"]', 'options = ["dry", "wet"]').replace("version = 1", "version = 2"),
    )
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.press("r")
        await me.sees("What was the weather?", "snow")
    with mina.house() as house:
        [run] = answering.runs_of(house, house.library.unit("own.day.walk"))
        answer = answering.answers_of(house, run)["weather"]
        assert (answer.label, answer.options, answer.version) == ("What was the weather?", ("dry", "rain", "snow"), 1)
