"""Two windows of one person: nothing is written over, and the person is told."""

from __future__ import annotations

from dataclasses import replace

from tui import units
from tui.harness import TODAY, Home

from iop_tui import words
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.answers import Answer, Kept, Run
from iop_tui.services import aftercare, answering, planning, tracking
from iop_tui.services.house import House


def answer(house: House, text: str, field_id: str = "where") -> None:
    """Answer a field as another window does."""
    unit = house.library.unit("own.day.walk")
    run = answering.open_run(house, unit)
    assert run is not None
    field = unit.field(field_id)
    assert field is not None
    before = answering.answers_of(house, run).get(field_id)
    answering.save_typed(house, run, field, text, before.rev if before else 0)


async def test_an_answer_given_in_two_windows_keeps_both_and_says_so(mina: Home, size: tuple[int, int]) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.press("tab", "shift+tab")
        await me.type(", twice")
        with mina.house() as other:
            answer(other, "Along the canal")
        await me.press("escape")
        await me.sees("Both are kept. The other: Along the canal")
        assert me.box("where").raw == "Linden Street, twice"
        await me.press("q")
    async with mina.visit(size, open_unit="own.day.walk") as me:
        await me.sees("> Linden Street, twice", "Along the canal")
    with mina.house() as house:
        assert [each.value for each in house.store.shelf(Answer).all()] == ["Linden Street, twice"]
        assert [each.body["value"] for each in house.store.shelf(Kept).all()] == ["Along the canal"]


async def test_two_screens_side_by_side_see_each_other(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.press("escape")
        async with mina.visit(open_unit="own.day.walk") as too:
            assert too.box("where").raw == "Linden Street"
            await me.fill("where", "Along the canal")
            await me.press("escape")
            too.app._look()
            await too.sees("> Along the canal", "changed in another window")
            await too.fill("where", "Home")
            await me.fill("where", "Nowhere")
            await me.press("escape")
            await too.press("escape")
            await too.sees("Both are kept. The other: Nowhere")
        me.app._look()
        await me.sees("> Home")


async def test_what_is_being_typed_is_left_alone_when_the_other_window_saves(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.press("escape")
        await me.to_field("where")
        await me.type(", twi")
        with mina.house() as other:
            answer(other, "Along the canal")
            answer(other, "A cat", "seen")
        me.app._look()
        await me.sees("> Linden Street, twi", "> A cat", "changed in another window")
        assert me.box("where").has_focus_within


async def test_a_run_that_another_window_began_is_gone_on_with(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        with mina.house() as other:
            answering.start_run(other, other.library.unit("own.day.walk"))
            answer(other, "Along the canal")
        await me.turn_to("Try it")
        me.app._look()
        await me.sees("> Along the canal")
        await me.press("q")
    with mina.house() as house:
        assert len(house.store.shelf(Run).all()) == 1


async def test_the_same_answer_in_both_windows_is_one_answer(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        await me.press("escape")
        await me.to_field("where")
        await me.type("!")
        with mina.house() as other:
            answer(other, "Linden Street!")
        await me.press("escape")
        await me.sees("saved 20:30")
        await me.sees_not("Both are kept")


async def test_an_answer_that_is_saved_once_more_settles_it(mina: Home) -> None:
    mina.unit("own.day.walk", units.WALK)
    async with mina.visit(open_unit="own.day.walk") as me:
        await me.turn_to("Try it")
        await me.fill("where", "Linden Street")
        with mina.house() as other:
            run = answering.open_run(other, other.library.unit("own.day.walk"))
            assert run is not None
            answer(other, "Along the canal")
        await me.press("escape")
        await me.sees("Both are kept. The other: Along the canal")
        await me.fill("where", "Linden Street, then along the canal")
        await me.press("escape")
        await me.sees("saved 20:30")
        await me.sees_not("Both are kept")


async def test_a_promise_changed_in_two_windows_keeps_both_and_says_so(mina: Home) -> None:
    promise = mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3", "e")
        await me.to_field("title")
        with mina.house() as other:
            tracking.save_commitment(other, replace(promise, title="Walk with Ana"))
        await me.type(" 20 minutes")
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.sees("Walk 20 minutes", "Walk with Ana")


async def test_a_day_marked_in_two_windows_keeps_both_and_says_so(mina: Home) -> None:
    promise = mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3", "m")
        with mina.house() as other:
            tracking.check_in(other, promise, TODAY, "partly", note="Only to the corner.")
        await me.pick("state", "kept")
        await me.fill("note", "All the way.")
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.press("d")
        await me.reads("All the way.", "Only to the corner.", key="j")
        await me.press("q", "m")
        await me.fill("note", "All the way, then to the corner.")
        await me.press("ctrl+s", "d")
        await me.reads("All the way, then to the corner.", key="j")
        await me.sees_not("Only to the corner.")
    assert mina.marks("Walk")[TODAY].state == "kept"


async def test_space_on_an_old_picture_keeps_the_other_windows_note(mina: Home) -> None:
    promise = mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3")
        with mina.house() as other:
            tracking.check_in(other, promise, TODAY, "missed", note="Rain.")
        await me.press("space")
        await me.hears(words.BOTH_KEPT)
        await me.sees("[x] Walk")
    assert mina.marks("Walk")[TODAY].note == "Rain."


async def test_another_windows_promise_appears_without_a_key(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("3")
        mina.promise("Walk")
        me.app._look()
        await me.sees("[ ] Walk")
        await me.press("1")
        mina.promise("Call Sam")
        me.app._look()
        await me.sees("[ ] Call Sam")


async def test_a_change_elsewhere_is_noticed_by_itself(mina: Home) -> None:
    async with mina.visit() as me:
        mina.promise("Walk")
        await me.sees("[ ] Walk")


async def test_an_entry_changed_in_two_windows_keeps_both(mina: Home) -> None:
    with mina.house() as house:
        entry = aftercare.save_plan_values(house, PlanEntry(part="resources"), {"name": "Tuesday group"}).value
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Tuesday group")
        with mina.house() as other:
            aftercare.save_plan_values(other, entry, {"name": "Wednesday group"})
        await me.fill("name", "Thursday group")
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.sees("Thursday group", "Wednesday group")


async def test_settings_changed_in_two_windows_keep_both(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        with mina.house() as other:
            planning.change_settings(other, other.prefs, replace(other.settings(), message="From the other room."))
        await me.fill("message", "From here.")
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.sees("From here.")
    with mina.house() as house:
        assert [kept.body["message"] for kept in house.store.shelf(Kept).all()] == ["From the other room."]
