"""Keep: promises of every kind and rhythm, marked, excused, paused, put away and brought back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui import words
from iop_tui.services import tracking


async def new(me: Person) -> None:
    await me.press("3", "n")
    await me.sees("What do you want to keep?")


async def test_the_first_promise_is_made_and_is_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("3")
        await me.sees("Press n to make the first one")
        await new(me)
        await me.type("Walk to the river")
        await me.press("ctrl+s")
        await me.sees("[ ] Walk to the river")
    async with mina.visit(size) as me:
        await me.press("3")
        await me.sees("[ ] Walk to the river", "every day")


@pytest.mark.parametrize(
    ("often", "extra", "rule", "times"),
    [
        ("every day", None, "FREQ=DAILY", 0),
        ("some days a week", "3", "FREQ=DAILY", 3),
        ("every few days", "2", "FREQ=DAILY;INTERVAL=2", 0),
    ],
)
async def test_a_promise_has_its_rhythm(mina: Home, often: str, extra: str | None, rule: str, times: int) -> None:
    async with mina.visit() as me:
        await new(me)
        await me.type("Swim")
        await me.pick("often", often)
        if extra is not None:
            await me.fill("number", extra)
        await me.press("ctrl+s")
        await me.sees("Swim")
    made = mina.promises()["Swim"]
    assert (made.rule, made.times) == (rule, times)


async def test_a_promise_on_some_weekdays(mina: Home) -> None:
    async with mina.visit() as me:
        await new(me)
        await me.type("Group")
        await me.pick("often", "on some weekdays")
        await me.pick("days", "Mon")
        await me.pick_here("Thu")
        await me.press("ctrl+s")
        await me.sees("Mon, Thu")
    assert mina.promises()["Group"].rule == "FREQ=WEEKLY;BYDAY=MO,TH"


async def test_what_is_missing_is_asked_for_and_what_was_typed_stays(mina: Home) -> None:
    async with mina.visit() as me:
        await new(me)
        await me.press("ctrl+s")
        await me.hears("A few words")
        await me.type("Read")
        await me.pick("often", "some days a week")
        await me.press("ctrl+s")
        await me.hears("whole number from 1 to 7")
        assert me.box("title").raw == "Read"
        await me.fill("number", "2")
        await me.press("ctrl+s")
        await me.sees("[ ] Read")


async def test_a_promise_to_use_less_is_made_only_after_the_withdrawal_note(mina: Home) -> None:
    async with mina.visit() as me:
        await new(me)
        await me.type("No alcohol")
        await me.pick("kind", "less of something, or none")
        await me.press("ctrl+s")
        await me.reads(words.WITHDRAWAL_TITLE, words.WITHDRAWAL[0], words.WITHDRAWAL_NOW)
        await me.press("q")
        assert mina.promises() == {}
        await me.press("ctrl+s")
        await me.do("I have read this")
        await me.sees("No alcohol")
    made = mina.promises()["No alcohol"]
    assert (made.kind, made.target) == ("less", 0)


async def test_half_a_form_is_there_when_one_comes_back(mina: Home) -> None:
    async with mina.visit() as me:
        await new(me)
        await me.type("Call my bro")
        await me.press("escape", "q")
        await me.sees("Press n to make the first one")
    async with mina.visit() as me:
        await new(me)
        await me.sees("Call my bro", words.RESTORED_HERE)
        await me.type("ther")
        await me.press("ctrl+s")
        await me.sees("Call my brother")
    async with mina.visit() as me:
        await new(me)
        await me.sees_not("Call my bro")


@pytest.mark.parametrize(
    ("kind", "target", "typed", "state"), [("rating", 6, "7", "kept"), ("less", 2, "3", "missed"), ("count", 10, "0", "missed")]
)
async def test_an_amount_says_how_the_day_went(mina: Home, kind: str, target: float, typed: str, state: str) -> None:
    mina.promise("Measure", kind=kind, target=target)
    async with mina.visit() as me:
        await me.press("3", "space")
        await me.to_field("amount")
        await me.type(typed)
        await me.press("ctrl+s")
        await me.sees("Measure")
    mark = mina.marks("Measure")[TODAY]
    assert (mark.state, mark.amount) == (state, float(typed))


async def test_a_past_day_is_marked_from_its_place_among_twelve_weeks(mina: Home, size: tuple[int, int]) -> None:
    mina.promise("Walk")
    async with mina.visit(size) as me:
        await me.press("3", "d")
        await me.sees("2026-11-23")
        await me.press("left", "up")
        await me.press("enter")
        await me.pick("state", "kept")
        await me.press("ctrl+s")
        await me.sees("kept")
        await me.press("q")
        await me.sees("Keep")
    assert [day for day, mark in mina.marks("Walk").items() if mark.state == "kept"] == [date(2026, 11, 15)]


async def test_a_span_is_excused_and_costs_nothing(mina: Home) -> None:
    promise = mina.promise("Walk")
    with mina.house() as house:
        for days in range(3, 10):
            tracking.check_in(house, promise, TODAY - timedelta(days=days), "kept")
        before = tracking.standing(house, promise).strength.value
    async with mina.visit() as me:
        await me.press("3", "x")
        await me.fill("first", "2026-11-21")
        await me.fill("last", "2026-11-22")
        await me.fill("reason", "flu")
        await me.press("ctrl+s")
        await me.sees("Walk")
    with mina.house() as house:
        standing = tracking.standing(house, promise)
        assert standing.state_of(date(2026, 11, 22)) == "excused"
        assert standing.strength.value == before


async def test_away_pauses_everything_and_the_same_key_brings_it_back(mina: Home) -> None:
    mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3", "w")
        await me.sees("Everything is paused until you press w")
        await me.press("1")
        await me.sees("Everything is paused until you are back")
        await me.press("3", "w")
        await me.hears("Good to see you")
        await me.sees_not("Everything is paused")


async def test_what_is_put_away_keeps_its_marks_and_comes_back(mina: Home) -> None:
    promise = mina.promise("Walk")
    with mina.house() as house:
        tracking.check_in(house, promise, TODAY, "kept", note="by the canal")
    async with mina.visit() as me:
        await me.press("3", "p")
        await me.sees("Put away")
        await me.press("p")
        await me.sees("[x] Walk")
        await me.press("d")
        await me.reads("by the canal")


async def test_deleting_asks_once_and_u_brings_everything_back(mina: Home) -> None:
    promise = mina.promise("Walk")
    with mina.house() as house:
        tracking.check_in(house, promise, TODAY, "kept")
    async with mina.visit() as me:
        await me.press("3", "D")
        await me.sees("and every mark of it?")
        await me.press("enter")
        await me.sees("[x] Walk")
        await me.press("D")
        await me.do("Delete")
        await me.sees("Press n to make the first one")
        await me.press("u")
        await me.sees("[x] Walk")


async def test_the_strength_explains_itself_with_the_persons_own_figures(mina: Home) -> None:
    promise = mina.promise("Walk")
    with mina.house() as house:
        tracking.check_in(house, promise, TODAY, "kept")
        tracking.check_in(house, promise, TODAY - timedelta(days=1), "missed")
    async with mina.visit() as me:
        await me.press("3", "?")
        await me.reads("kept 1, partly 0, missed 1")


async def test_a_promise_changed_in_two_windows_keeps_both_and_says_so(mina: Home) -> None:
    promise = mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3", "e")
        await me.to_field("title")
        with mina.house() as other:
            tracking.save_commitment(other, type(promise)(**{**_fields(promise), "title": "Walk with Ana"}))
        await me.type(" 20 minutes")
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.sees("Walk 20 minutes", "Walk with Ana")


def _fields(record: object) -> dict[str, object]:
    from dataclasses import fields

    return {each.name: getattr(record, each.name) for each in fields(record)}  # type: ignore[arg-type]
