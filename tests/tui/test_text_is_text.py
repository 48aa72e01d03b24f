"""Whatever is typed or pasted is text: shown, kept and read back as it is, and never taken for markup, an escape, or a key."""

from __future__ import annotations

from typing import Any

import pytest
from tui import units
from tui.harness import TODAY, Home, Person

from iop_tui import clean
from iop_tui.domain.answers import Answer
from iop_tui.domain.commitments import Pause
from iop_tui.services import aftercare, tracking

TEXTS = {
    "closing markup": "[/b] and [/] and [bold]",
    "a link that runs something": "[@click=app.quit]x[/] [@click=app.bell]y",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f926\U0001f3fd\u200d\u2640\ufe0f ok",
    "Persian": "می\u200cخواهم آرام باشم",
    "Hindi": "मैं ठीक हूँ, क्\u200dष",
    "letters that are keys": "q u / 1 2 3 4 ? ! d D c n p w x",
    "toml and markdown": "''' = [[field]] # **bold** `code` ~~~ \\n",
}
"""Texts that stay as they are."""

CLEANED = {
    "a screen escape": ("\x1b[2J\x1b[31mred\x1b[0m \x9b1mand\x1b]0;title\x07 still", "red and still"),
    "control bytes": ("a\x00b\x07c\x08d\x7fe\x9ff", "abcdef"),
    "marks that turn text around": ("left \u202eright\u202c \u2066in\u2069", "left right in"),
    "a device that answers": ("\x1bP+q544e\x1b\\before \x1b[6nafter\x1b", "before after"),
}
"""Texts that lose what is not for reading, and what is left."""

ALL = {name: (text, text) for name, text in TEXTS.items()} | CLEANED

PLACES = ("line", "text", "list", "table", "grid", "contact")


@pytest.fixture
def mina(mina: Home) -> Home:
    """Mina has a unit with a field of every kind that takes words."""
    mina.unit("own.day.words", units.WORDS)
    mina.unit("own.day.walk", units.WALK)
    return mina


def saved(home: Home) -> dict[str, Any]:
    with home.house() as house:
        return {answer.field: answer.value for answer in house.store.shelf(Answer).all()}


def as_kept(text: str) -> dict[str, Any]:
    """What the unit of words keeps when a text stands in each of its fields."""
    contact = {"name": text, "phone": text, "note": text}
    return {"line": text, "text": text, "list": [text], "table": [{"who": text}], "grid": {"now": {"said": text}}, "contact": contact}


async def paste_everywhere(me: Person, place: str, text: str) -> None:
    """Paste into each part of a field."""
    await me.to_field(place)
    for _ in range(3 if place == "contact" else 1):
        await me.paste(text)
        await me.press("tab")


@pytest.mark.parametrize("place", PLACES)
async def test_pasted_into_any_kind_of_field_it_is_shown_kept_and_read_back(mina: Home, place: str) -> None:
    pasted, kept = (" | ".join(part) for part in zip(*ALL.values(), strict=True))
    async with mina.visit(toasts=True, open_unit="own.day.words") as me:
        await paste_everywhere(me, place, pasted)
        await me.press("escape")
        await me.sees("[/b] and [/] and [bold] | [@click=app.quit]x[/]")
        raw = me.box(place).raw
        await me.press("r")
        await me.reads(kept)
    assert saved(mina) == {place: as_kept(kept)[place]}
    async with mina.visit(toasts=True, open_unit="own.day.words") as me:
        assert me.box(place).raw == raw


async def test_each_of_these_is_the_same_on_the_screen_and_on_the_disk(mina: Home) -> None:
    async with mina.visit(toasts=True, open_unit="own.day.words") as me:
        for pasted, kept in ALL.values():
            await me.to_field("text")
            await me.clear()
            await me.paste(pasted)
            await me.sees(kept)
            await me.press("escape")
            assert saved(mina) == {"text": kept}


@pytest.mark.parametrize("place", PLACES[:3])
async def test_typed_key_by_key_it_is_the_same(mina: Home, place: str) -> None:
    text = " | ".join(TEXTS.values())
    async with mina.visit(open_unit="own.day.words") as me:
        await me.to_field(place)
        await me.type(text)
        assert me.room() == "ReaderScreen"
        await me.press("escape")
    assert saved(mina) == {place: as_kept(text)[place]}


async def test_lines_become_one_where_there_is_one_and_stay_where_there_are_several(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.words") as me:
        for place in ("line", "text", "list", "contact"):
            await me.to_field(place)
            await me.paste("first\r\nsecond\tline\n\n  third")
        await me.press("escape")
    found = saved(mina)
    assert found["line"] == found["contact"]["name"] == "first second    line third"
    assert found["text"] == "first\nsecond    line\n\n  third"
    assert found["list"] == ["first", "second    line", "  third"]


async def test_where_a_number_or_a_date_is_wanted_text_stays_as_typing(mina: Home) -> None:
    names = ("minutes", "cost", "day", "hour")
    async with mina.visit(toasts=True, open_unit="own.day.walk") as me:
        await me.turn_to("If it is hard")
        for name in names:
            await me.to_field(name)
            await me.paste("[/b]\x1b[31m q 1")
            await me.press("escape")
            await me.sees("[/b] q 1", "What you typed stays here.")
    async with mina.visit(open_unit="own.day.walk") as me:
        assert [me.box(name).raw for name in names] == ["[/b] q 1"] * 4
    assert saved(mina) == {}


async def test_where_one_picks_a_paste_does_nothing_and_letters_leave_no_trace(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        for name in ("heavy", "weather", "company", "again"):
            await me.to_field(name)
            await me.paste("1 yes rain [/b] \x1b[A q")
            await me.type("z[]{}")
            assert me.room() == "ReaderScreen"
            assert me.box(name).raw == ""


# A lot of text

SENTENCES = ("a long evening, written down without end; " * 25_000)[:1_000_000].strip()
LINES = SENTENCES.replace("; ", "\n")
MIXED = ("سلام خوبم، मैं ठीक हूँ \U0001f469\u200d\U0001f467 ok. " * 1_500)[:50_000].strip()


@pytest.mark.parametrize(("field", "text"), [("line", SENTENCES), ("text", LINES), ("text", MIXED), ("line", MIXED)])
async def test_a_megabyte_is_taken_in_kept_and_read_back(mina: Home, field: str, text: str) -> None:
    async with mina.visit(open_unit="own.day.words") as me:
        await me.to_field(field)
        await me.paste(text)
        await me.press("escape")
        await me.wait_for(lambda: not me.box(field).is_dirty, "saved")
    assert saved(mina) == {field: text}
    async with mina.visit(open_unit="own.day.words") as me:
        assert me.box(field).raw == text


async def test_a_megabyte_in_a_title_does_not_stop_the_lists(mina: Home) -> None:
    async with mina.visit(toasts=True) as me:
        await me.press("3", "n")
        await me.paste(SENTENCES)
        await me.press("ctrl+s", "space", "1", "3", "?", "q", "D", "q")
        await me.sees("[x] a long evening, written down")
        await me.undo()
        me.app.clear_notifications()
        await me.sees("[ ] a long evening, written down")
    assert list(mina.promises()) == [SENTENCES]


async def test_a_megabyte_in_the_line_for_today_and_in_a_plan_does_not_stop_them(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        await me.to_field("message")
        await me.paste(SENTENCES)
        await me.press("ctrl+s")
        await me.sees("a long evening, written down")
        await me.press("s", "enter")
        await me.paste(SENTENCES)
        await me.press("ctrl+s", "ctrl+g")
        await me.reads("call 911 now", "a long evening, written down")
    assert mina.settings().message == SENTENCES


async def test_markup_is_searched_for_as_it_is(mina: Home) -> None:
    mina.promise(f"Say {NASTY}")
    async with mina.visit(toasts=True) as me:
        await me.press("/")
        await me.paste("[/b][@click=app.quit]x[/]")
        await me.sees("1 found", f"Say {NASTY}")


async def test_a_megabyte_to_search_for_is_searched_for(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("/")
        await me.paste(SENTENCES)
        await me.sees("Nothing found.")


# Everywhere else

NASTY = "[/b][@click=app.quit]x[/] \U0001f469\u200d\U0001f467 می\u200cخواهم"
ESCAPED = f"\x1b[2J{NASTY}\x1b]0;x\x07\x9b\x00"


async def paste_into(me: Person, *names: str) -> None:
    for name in names:
        await me.to_field(name)
        await me.clear()
        await me.paste(ESCAPED)


async def test_a_commitment_with_its_marks_and_notes(mina: Home) -> None:
    async with mina.visit(toasts=True) as me:
        await me.press("3", "n")
        await me.pick("kind", "count something")
        await paste_into(me, "title", "unit", "why")
        await me.press("ctrl+s")
        await me.sees(f"Kept: {NASTY}, every day.", f"[ ] {NASTY}")
        await me.press("m")
        await me.fill("amount", "2")
        await paste_into(me, "note")
        await me.press("ctrl+s", "d")
        me.app.clear_notifications()
        await me.reads(f"1 {NASTY} or more", f"Why it matters {NASTY}", "Notes", f"2026-11-23: kept {NASTY}", key="j")
        await me.press("q", "?")
        await me.reads(f"{NASTY}: Strength")
        await me.press("q", "D")
        await me.sees(f"Delete '{NASTY}'")
        await me.press("q", "x")
        await me.sees(f"(x) {NASTY}")
        await paste_into(me, "reason")
        await me.press("ctrl+s", "1")
        await me.sees(NASTY)
        await me.undo()
        await me.undo()
        assert me.said[-1] == f"Undone: marked {NASTY}"
    made = mina.promises()[NASTY]
    assert (made.unit, made.why) == (NASTY, NASTY)


async def test_an_excuse_and_a_note_are_kept_as_they_are(mina: Home) -> None:
    mina.promise("Walk")
    async with mina.visit(toasts=True) as me:
        await me.press("3", "m")
        await me.pick("state", "kept")
        await paste_into(me, "note")
        await me.press("ctrl+s", "x")
        await me.pick("which", "all commitments")
        await paste_into(me, "reason")
        await me.press("ctrl+s", "1")
        await me.sees(NASTY)
    assert mina.marks("Walk")[TODAY].note == NASTY
    with mina.house() as house:
        assert [pause.reason for pause in house.store.shelf(Pause).all()] == [NASTY]


@pytest.mark.parametrize(
    ("room", "part", "fields"),
    [
        ("4", "Warning signs", ("sign", "do")),
        ("4", "Hard situations", ("situation", "plan")),
        ("s", "What I can do by myself", ("do", "barrier")),
    ],
)
async def test_an_entry_of_either_plan(mina: Home, room: str, part: str, fields: tuple[str, ...]) -> None:
    async with mina.visit(toasts=True) as me:
        await me.press(room)
        await me.open_row(part)
        await paste_into(me, *fields)
        await me.press("ctrl+s")
        await me.sees(NASTY)
        await me.press("v")
        await me.reads(NASTY)
        await me.press("q", "ctrl+g")
        await me.reads("call 911 now")
        await me.press("q")
        await me.to_row(NASTY)
        await me.press("d")
        await me.undo()
        assert me.said[-1] == f"Undone: removed {NASTY}"
    with mina.house() as house:
        [entry] = [*aftercare.plan(house), *aftercare.safety_plan(house)]
        assert entry.values == dict.fromkeys(fields, NASTY)


async def test_a_contact_in_a_plan_stands_on_help_now(mina: Home) -> None:
    async with mina.visit(toasts=True) as me:
        await me.press("s")
        await me.open_row("People I can tell")
        for _ in range(3):
            await me.paste(ESCAPED)
            await me.press("tab")
        await me.press("ctrl+s", "ctrl+g")
        await me.reads(f"{NASTY}, {NASTY}, {NASTY}")
    with mina.house() as house:
        [entry] = aftercare.safety_plan(house)
        assert entry.values == {"who": {"name": NASTY, "phone": NASTY, "note": NASTY}}


async def test_settings(mina: Home) -> None:
    async with mina.visit(toasts=True) as me:
        await me.press("o")
        await paste_into(me, "message", "zone")
        await me.press("ctrl+s")
        await me.hears(f"The time zone {NASTY} is not known.")
        assert me.room() == "FormScreen"
        await me.fill("zone", "UTC")
        await me.press("ctrl+s")
        await me.sees("Today", NASTY)
    assert mina.settings().message == NASTY


async def test_start(home: Home) -> None:
    async with home.visit(toasts=True) as me:
        await me.press("enter")
        await me.pick("age", "13 to 17")
        await paste_into(me, "trusted_adult")
        await me.do("Go on")
        await paste_into(me, "zone")
        await me.do("Go on")
        await me.sees("is not known.")
        await me.fill("zone", "UTC")
        await me.do("Go on")
        await me.do("Go on")
        await me.sees("A passphrase")
    assert home.settings().trusted_adult == NASTY


# Keys in fields, and pastes outside of them

FIELDS = {"a new commitment": ("3", "n"), "an entry": ("4", "enter"), "settings": ("o",), "an excuse": ("3", "x"), "search": ("/",)}


@pytest.mark.parametrize("way", FIELDS)
async def test_digits_q_u_and_slash_are_text_in_a_field(mina: Home, way: str) -> None:
    async with mina.visit() as me:
        await me.press(*FIELDS[way])
        room = me.room()
        await me.type("1234qu/?!")
        assert me.room() == room
        await me.sees("1234qu/?!")
        assert not me.app._exit


OUTSIDE = {
    "today": ("1",),
    "learn": ("2",),
    "keep": ("3",),
    "after": ("4",),
    "details": ("3", "d"),
    "delete": ("3", "D"),
    "find": ("2", "f"),
    "reader": ("enter",),
    "help": ("ctrl+g",),
    "keys": ("?",),
    "safety plan": ("s",),
    "whole page": ("4", "v"),
    "score sheets": ("S",),
    "a score sheet": ("S", "n", "enter"),
    "the safety page": ("S", "n", "enter", *["down"] * 8, "1"),
    "a field that was left": ("3", "n", "escape"),
    "search list": ("/", "s", "t", "o", "p", "enter"),
}


@pytest.mark.parametrize("way", OUTSIDE)
async def test_pasted_outside_a_field_it_does_nothing(mina: Home, way: str) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press(*OUTSIDE[way])
        before = me.screen()
        await me.paste("q u d D p w 3 m x n\n\n y /search [/b] \x1b[A")
        assert me.screen() == before
        assert not me.app._exit
    assert mina.marks("Walk") == {}
    with mina.house() as house:
        assert tracking.pauses(house) == ()


async def test_a_unit_may_hold_markup_too(mina: Home) -> None:
    odd = units.WALK.replace("Where did you go?", "Where [/b] to?").replace("Feet first", "[@click=app.quit]Feet[/] first")
    mina.unit("own.day.odd", odd)
    async with mina.visit(toasts=True, open_unit="own.day.odd") as me:
        await me.turn_to("The idea")
        await me.sees("[@click=app.quit]Feet[/] first")
        await me.turn_to("Try it")
        await me.sees("Where [/b] to?")


def test_what_is_cleaned_away_is_what_the_texts_expect() -> None:
    for pasted, kept in ALL.values():
        assert clean.line(pasted).strip() == kept
