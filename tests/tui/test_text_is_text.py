"""Whatever is typed or pasted is text: shown, kept and read back as it is, and never taken for markup, an escape, or a key."""

from __future__ import annotations

import pytest
from tui.harness import Home

from iop_tui import clean
from iop_tui.services import answering

NASTY = {
    "closing markup": "[/b] and [/]",
    "a link that runs something": "[@click=app.quit]x[/]",
    "a screen escape": "\x1b[2J\x1b[31mred\x1b]0;title\x07 \x9b1m end",
    "emoji": "\U0001f468‍\U0001f469‍\U0001f467 \U0001f926\U0001f3fd‍♀️ ok",
    "Persian": "می‌خواهم آرام باشم",
    "Hindi": "मैं ठीक हूँ",
    "letters that are keys": "q u / 1 2 3 4 ? ! d c",
    "toml and markdown": "''' = [[field]] # **bold** `code` ~~~",
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("field", ["moment", "inside"])
async def test_pasted_into_a_field_it_is_shown_kept_and_read_back(mina: Home, name: str, field: str) -> None:
    text = NASTY[name]
    kept = clean.line(text) if field == "moment" else clean.text(text)
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.to_field(field)
        await me.paste(text)
        assert me.box(field).raw == kept
        await me.press("escape")
        await me.wait_for(lambda: not me.box(field).is_dirty, "saved")
        assert me.room() == "ReaderScreen"
        await me.press("n", "r")
        await me.sees(" ".join(kept.split())[:12])
    with mina.house() as house:
        stop = house.library.unit("dbt.dt.stop")
        run = answering.open_run(house, stop)
        assert run is not None
        assert answering.answers_of(house, run)[field].value == kept


async def test_typed_letters_and_digits_stay_in_the_field(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.to_field("moment")
        await me.type("q 1 u / d ! ?")
        assert me.room() == "ReaderScreen"
        assert me.box("moment").raw == "q 1 u / d ! ?"


@pytest.mark.parametrize("key", ["1", "2", "3", "4"])
async def test_pasted_outside_a_field_it_does_nothing(mina: Home, key: str) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press(key)
        before = me.screen()
        await me.paste("q u d D p w 3 /search [/b] \x1b[A")
        assert me.screen() == before
    assert mina.marks("Walk") == {}


@pytest.mark.parametrize("place", ["commitment", "aftercare", "search", "message"])
async def test_markup_in_every_other_field_is_text(mina: Home, place: str) -> None:
    text = "[/b][@click=app.quit]x[/] [red]y"
    async with mina.visit() as me:
        match place:
            case "commitment":
                await me.press("3", "n")
                await me.paste(text)
                await me.press("ctrl+s", "d")
                await me.sees(text)
                await me.press("q", "?")
                await me.reads(text)
            case "aftercare":
                await me.press("4", "enter")
                await me.paste(text)
                await me.press("ctrl+s")
                await me.sees(text)
                await me.press("v")
                await me.sees(text)
            case "search":
                await me.press("/")
                await me.paste(text)
                await me.sees("Nothing found")
            case "message":
                await me.press("o")
                await me.fill("message", "")
                await me.paste(text)
                await me.press("ctrl+s")
                await me.sees(text)
        assert me.app.is_running


@pytest.mark.parametrize("field", ["moment", "inside"])
async def test_a_megabyte_is_taken_in_and_kept(mina: Home, field: str) -> None:
    text = ("a long evening, written down without end; " * 25_000)[:1_000_000].strip()
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.to_field(field)
        await me.paste(text)
        await me.press("escape")
        await me.wait_for(lambda: not me.box(field).is_dirty, "saved")
    with mina.house() as house:
        stop = house.library.unit("dbt.dt.stop")
        run = answering.open_run(house, stop)
        assert run is not None
        assert answering.answers_of(house, run)[field].value == text
