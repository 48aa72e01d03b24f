"""`h`: something happened. The next hour first, from every room and from help; nothing is reset by it."""

from __future__ import annotations

import pytest
from tui.harness import Home

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.happening import KINDS, Happening
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare, happening


def kept(home: Home) -> list[Happening]:
    with home.house() as house:
        return house.store.shelf(Happening).all()


@pytest.mark.parametrize("kind", KINDS.values())
async def test_the_next_hour_opens_with_two_keys_from_any_room(mina: Home, size: tuple[int, int], kind: str) -> None:
    async with mina.visit(size) as me:
        await me.press("3", "h")
        await me.open_row(kind)
        await me.sees("The next hour")
        await me.reads("nothing is counted against you", "Are you safe right now?", "One call", "The lines on Help now")
        await me.press("q")
        assert me.room() == "KeepRoom"
    assert [each.title for each in kept(mina)] == [kind]


async def test_not_being_sure_opens_help_and_the_hour_waits_beneath(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("h")
        await me.open_row("I drank or used")
        await me.do("Not sure, or no")
        await me.sees("call 911 now")
        await me.press("q")
        await me.do("Someone will not wake up")
        await me.sees("Someone will not wake up", "The emergency number")
        await me.press("q")
        await me.do("Before you stop or cut down")
        await me.sees("Do not stop alcohol")
        await me.press("q", "q")
        assert me.room() == "TodayRoom"


async def test_it_is_reached_from_help_now(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("ctrl+g", "h")
        await me.open_row("Something hard happened")
        await me.sees("The next hour")


async def test_own_steps_and_people_stand_on_it(mina: Home) -> None:
    with mina.house() as house:
        aftercare.save_plan_values(house, PlanEntry(part="lapse"), {"step": "Call Ana from the stairs"})
        aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "[/b] Ana", "phone": "555 0100"}})
    async with mina.visit() as me:
        await me.press("h")
        await me.open_row("I drank or used")
        await me.reads("Your own steps", "Call Ana from the stairs", "[/b] Ana, 555 0100")


async def test_today_shows_the_next_hour_first_then_days_later_a_look_back_and_nothing_is_reset(mina: Home, size: tuple[int, int]) -> None:
    mina.promise("Walk 20 minutes")
    async with mina.visit() as me:
        await me.to_row("Walk 20 minutes")
        await me.press("space", "h")
        await me.open_row("I drank or used")
        await me.press("q")
        assert me.rows()[0].startswith("happened:")
    before = mina.marks("Walk 20 minutes")
    async with mina.visit(size) as me:
        await me.open_row("The next hour")
        await me.do("Write a few words about it")
        await me.fill("note", "After the call with my brother.")
        await me.press("ctrl+s", "q")
    mina.watch.forward(days=3)
    async with mina.visit(size) as me:
        assert not any(each.startswith("happened:") for each in me.rows())
        await me.open_row("When you are ready: Chain analysis")
        assert me.room() == "ReaderScreen"
    assert mina.marks("Walk 20 minutes") == before
    assert [each.note for each in kept(mina)] == ["After the call with my brother."]


async def test_it_can_rest_and_be_brought_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("h")
        await me.open_row("Something else")
        await me.do("Let it rest")
        assert me.room() == "TodayRoom"
        await me.sees_not("The next hour")
        await me.undo()
        await me.sees("The next hour")


async def test_a_look_back_that_was_done_is_not_offered_again(mina: Home) -> None:
    with mina.house() as house:
        happening.keep(house, "hard")
    mina.watch.forward(days=3)
    async with mina.visit() as me:
        await me.open_row("When you are ready: Chain analysis")
        await me.press("q")
        await me.to_row("When you are ready")
    with mina.house() as house:
        assert happening.look_back(house) is not None


async def test_half_written_words_are_there_when_one_comes_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("h")
        await me.open_row("Something hard happened")
        await me.do("Write a few words")
        await me.fill("note", "The letter fr")
        await me.press("escape", "q")
        await me.do("Write a few words")
        await me.sees("The letter fr", "Your unfinished typing is back.")
