"""What else stands in a unit: quiz, timer, pacer, gate, practice, and ways to other rooms."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tui import units
from tui.harness import TODAY, Home, Person

from iop_tui.domain.answers import Answer, Run
from iop_tui.tui.widgets import waiting


@pytest.fixture
def mina(mina: Home) -> Home:
    """Mina has written four units for herself."""
    for name, text in (("walk", units.WALK), ("quiet", units.BREATH), ("cold", units.COLD), ("wine", units.ADULT)):
        mina.unit(f"own.day.{name}", text)
    return mina


@pytest.fixture
def forward(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets a number of seconds pass for timers and pacers."""
    now = [1000.0]
    monkeypatch.setattr(waiting, "monotonic", lambda: now[0])

    def pass_by(seconds: float) -> None:
        now[0] += seconds

    return pass_by


# Quiz


async def test_a_quiz_says_something_to_every_answer_and_keeps_the_last(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.turn_to("Check")
        await me.press("tab")
        await me.pick_here("the wish to go")
        await me.sees("It often comes later, on the way.")
        await me.pick_here("the feet")
        await me.sees("Yes. The head follows.")
        await me.sees_not("It often comes later")
        await me.press("q")
    with mina.house() as house:
        assert [answer.value for answer in house.store.shelf(Answer).where(field="order")] == ["the feet"]
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.reads("What comes first?", "(x) the feet", "Yes. The head follows.")


# Timer and pacer


async def test_a_timer_counts_down_in_words_and_ends(mina: Home, size: tuple[int, int], forward: Callable[[float], None]) -> None:
    async with mina.visit(size, open_unit="own.day.quiet") as me:
        await me.press("tab")
        await me.sees("Sit by the window: 1 minute 30 seconds", "Enter starts it, and stops it at any time")
        await me.press("enter")
        await me.sees("Sit by the window: 1 minute 30 seconds left", "Enter stops")
        await tick(me, forward, 45)
        await me.sees("Sit by the window: 45 seconds left")
        assert bar(me) == pytest.approx(0.5, abs=0.06)
        await tick(me, forward, 46)
        await me.sees("Sit by the window: Done. 1 minute 30 seconds")
        await me.press("enter")
        await me.sees("1 minute 30 seconds left")


async def test_a_timer_stops_at_any_time(mina: Home, forward: Callable[[float], None]) -> None:
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.press("tab", "enter")
        await tick(me, forward, 20)
        await me.press("space")
        await me.sees("Sit by the window: 1 minute 30 seconds", "Enter starts it")
        await me.sees_not("Done.")


async def test_a_pacer_says_in_and_out_and_counts_the_breaths(mina: Home, size: tuple[int, int], forward: Callable[[float], None]) -> None:
    async with mina.visit(size, open_unit="own.day.quiet") as me:
        await me.press("tab", "tab")
        await me.sees("With the words: in for 4, out for 6, 3 times")
        await me.press("enter")
        await me.sees("Breathe in 1 (breath 1 of 3)")
        await tick(me, forward, 3.5)
        await me.sees("Breathe in 4 (breath 1 of 3)")
        assert bar(me) == 1
        await tick(me, forward, 1)
        await me.sees("Breathe out 1 (breath 1 of 3)")
        await tick(me, forward, 5)
        await me.sees("Breathe out 6 (breath 1 of 3)")
        await tick(me, forward, 1)
        await me.sees("Breathe in 1 (breath 2 of 3)")
        await tick(me, forward, 20)
        await me.sees("With the words: Done.")


async def test_a_timer_goes_on_while_help_is_open(mina: Home, forward: Callable[[float], None]) -> None:
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.press("tab", "enter", "ctrl+g")
        assert me.room() == "HelpScreen"
        forward(60)
        await me.press("q")
        await me.sees("30 seconds left")


async def test_a_timer_survives_another_size_a_cover_another_window_and_a_dropped_line(
    mina: Home, size: tuple[int, int], forward: Callable[[float], None]
) -> None:
    async with mina.visit(size, open_unit="own.day.quiet") as me:
        await me.press("tab", "enter")
        await tick(me, forward, 10)
        await me.pilot.resize_terminal(50, 15)
        await me.press("ctrl+l")
        async with mina.visit(size, open_unit="own.day.quiet") as other:
            await other.press("n", "p")
        await me.press("enter")
        await me.sees("1 minute 20 seconds left")
        mina.watch.forward(seconds=30)
    async with mina.visit(size, open_unit="own.day.quiet") as me:
        await me.sees("Sit by the window:")
        left = re.search(r"(?:(\d) minute )?(\d+) seconds left", me.flat())
        assert left
        assert 50 <= int(left[1] or 0) * 60 + int(left[2]) <= 60
        await me.press("tab", "enter")
        await me.sees("Enter starts it")
    async with mina.visit(size, open_unit="own.day.quiet") as me:
        await me.sees("Enter starts it")
        await me.sees_not("left")


async def test_a_timer_that_ran_out_while_nobody_was_there_waits_to_be_started(mina: Home, forward: Callable[[float], None]) -> None:
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.press("tab", "enter")
    mina.watch.forward(hours=3)
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.sees("Sit by the window: 1 minute 30 seconds", "Enter starts it")


async def tick(me: Person, forward: Callable[[float], None], seconds: float) -> None:
    """Let time pass, and the widget notice."""
    forward(seconds)
    me.app.focused._tick()  # type: ignore[union-attr]
    await me.rest()


def bar(me: Person) -> float:
    """The filled part of the bar on the screen."""
    found = re.search(r"\[([█░]+)\]", me.screen())
    assert found, me.screen()
    return found[1].count("█") / len(found[1])


# Ways to other rooms


@pytest.mark.parametrize(
    ("label", "room"),
    [("Open my safety plan", "SafetyScreen"), ("Open my aftercare plan", "AfterRoom"), ("Open my commitments", "KeepRoom")],
)
async def test_a_tool_in_the_text_opens_its_room(mina: Home, label: str, room: str) -> None:
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.do(label)
        assert me.room() == room


# Practice


async def test_a_practice_becomes_a_commitment_with_one_key(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.turn_to("Practice")
        await me.sees("Practice: Walk around the block, 3 days a week for 2 weeks.")
        await me.do("Make it a commitment")
        assert me.box("title").raw == "Walk around the block"
        assert me.box("number").raw == "3"
        assert me.box("ends").raw == "2026-12-06"
        await me.press("ctrl+s")
        await me.hears("Kept: Walk around the block, 3 days a week.")
        await me.sees("It is one of your commitments: 0 of 3 this week, 7 days left.")
        await me.press("1")
        await me.reads("Walk around the block", "0 of 3 this week, 7 days left", key="down")
    made = mina.promises()["Walk around the block"]
    assert (made.times, made.starts, made.from_unit) == (3, TODAY, "own.day.walk")


async def test_c_takes_up_the_practice_from_any_page(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.press("c", "ctrl+s")
        await me.hears("Kept: Walk around the block")
    async with mina.visit(open_unit="own.day.quiet") as me:
        await me.press("c")
        await me.hears("There is no practice to take up here yet.")


# Gate


SECRETS = ("a heart condition", "an allergy to cold")
"""Answers that may stand in no file but the unit's own."""


def written(folder: Path) -> bytes:
    """Everything in every file of the person, except for the units."""
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and "modules" not in path.parts)


async def answer(me: Person, first: str, second: str) -> None:
    """Answer the two questions and go on."""
    await me.press("escape", "tab")
    await me.pick_here(first)
    await me.press("tab")
    await me.pick_here(second)
    await me.do("Go on")


async def test_the_exercise_is_closed_until_the_questions_are_answered(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="own.day.cold") as me:
        await me.reads("Cold water is not for every body.", "Do any of these fit you?", "These answers are not kept anywhere.")
        await me.turn_to("Try it")
        await me.sees("Hold your hands under the tap.", "The exercise opens after the questions under 'Before you start'.")
        await me.sees_not("What did the cold do?")
        await me.press("c")
        await me.hears("There is no practice to take up here yet.")
        await me.turn_to("Finish")
        await me.sees_not("Make it a commitment")


async def test_answers_that_let_one_on_open_the_exercise(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.cold") as me:
        await answer(me, "none of these", "no")
        await me.sees("The exercise is open.")
        await me.turn_to("Try it")
        await me.sees("What did the cold do?")
        await me.fill("cold", "It woke me up.")
        await me.turn_to("Practice")
        await me.sees("Make it a commitment")
        await me.press("p", "p")
        await me.sees("The exercise is open.")


async def test_it_asks_again_every_time(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.cold") as me:
        await answer(me, "none of these", "no")
        await me.press("q")
        me.app.open_reader("own.day.cold")
        await me.sees("Do any of these fit you?")
        await me.sees_not("[x]", "(x)")


async def test_an_unanswered_question_keeps_it_closed_and_says_so(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="own.day.cold") as me:
        await me.do("Go on")
        await me.sees("Please answer each question first, or go on reading without the exercise.")
        await me.turn_to("Try it")
        await me.sees_not("What did the cold do?")


async def test_an_answer_that_stops_says_why_and_offers_another_unit(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit="own.day.cold") as me:
        await answer(me, "a heart condition", "no")
        await me.reads("This one needs a word with your doctor first.", "Instead: Paced breathing", "Instead: A walk around the block")
        await me.turn_to("Try it")
        await me.sees_not("What did the cold do?")
        await me.press("p")
        await answer(me, "a heart condition", "no")
        await me.do("Instead: A walk around the block")
        await me.sees("A short walk can take the edge off")


async def test_one_stopping_answer_among_others_is_enough(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.cold") as me:
        await me.press("tab")
        await me.pick_here("none of these")
        await answer(me, "an allergy to cold", "no")
        await me.sees("This one needs a word with your doctor first.")


async def test_a_stop_that_needs_help_opens_that_page_and_comes_back_to_the_reason(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone, open_unit="own.day.cold") as me:
        await answer(me, "none of these", "yes")
        assert me.room() == "HelpScreen"
        await me.sees("Before you stop or cut down")
        await me.press("q")
        await me.reads("Shaking can come from stopping. Please read this first.")
        await me.turn_to("Try it")
        await me.sees_not("What did the cold do?")


async def test_what_was_answered_before_an_exercise_stands_in_no_file(mina: Home) -> None:
    async with mina.visit(open_unit="own.day.cold") as me:
        await answer(me, SECRETS[0], "yes")
        await me.press("q")
        await answer(me, SECRETS[1], "not now")
        await me.press("q")
        assert me.house.store.flush(2)
        on_disk_while_open = written(mina.data)
        await answer(me, "none of these", "no")
        await me.turn_to("Try it")
        await me.fill("cold", "It woke me up.")
        await me.turn_to("Finish")
        await me.press("d")
    on_disk = written(mina.data)
    assert b"It woke me up." in on_disk, "the search finds what is there"
    for secret in (*SECRETS, "none of these", "Do any of these fit you?", "Did you stop drinking"):
        assert secret.encode() not in on_disk
        assert secret.encode() not in on_disk_while_open
    with mina.house() as house:
        assert [answer.value for answer in house.store.shelf(Answer).all()] == ["It woke me up."]
        assert house.store.drafts() == {}
        assert len(house.store.shelf(Run).all()) == 1


# Age


async def test_an_alternative_for_adults_is_not_offered_to_a_teen(tomas: Home) -> None:
    tomas.unit("own.day.wine", units.ADULT)
    tomas.unit("own.day.cold", units.COLD.replace('"own.day.walk"]', '"own.day.wine"]'))
    async with tomas.visit(open_unit="own.day.cold") as me:
        await answer(me, "a heart condition", "no")
        await me.sees("Instead: Paced breathing")
        await me.sees_not("without wine")
