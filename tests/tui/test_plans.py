"""After and the safety plan: entries made, changed, moved, removed and brought back; what is missing is said kindly."""

from __future__ import annotations

from tui.harness import Home, Person

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.services import aftercare


async def add(me: Person, section: str, **values: str) -> None:
    await me.open_row(section)
    for name, text in values.items():
        await me.fill(name, text)
    await me.press("ctrl+s")


async def test_an_empty_plan_says_what_each_part_is_for(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("4")
        await me.reads("Nobody listed to call for help yet", "Having one is not expecting one", key="down")


async def test_a_warning_sign_is_written_and_is_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("4")
        await me.open_row("Warning signs")
        await me.fill("sign", "Sleeping past noon")
        await me.pick("rung", "middle")
        await me.fill("do", "Open the curtains")
        await me.press("ctrl+s")
        await me.sees("Sleeping past noon")
    async with mina.visit(size) as me:
        await me.press("4")
        await me.sees("middle: Sleeping past noon")
        await me.press("1")
        await me.reads("1 of 8 parts have something in them", key="down")


async def test_signs_stand_from_early_to_late(mina: Home) -> None:
    with mina.house() as house:
        for rung, sign in (("late", "Looking up old numbers"), ("early", "No breakfast")):
            aftercare.save_plan_values(house, PlanEntry(part="signs"), {"sign": sign, "rung": rung})
    async with mina.visit() as me:
        await me.press("4")
        await me.sees("early: No breakfast")
        assert me.flat().index("No breakfast") < me.flat().index("Looking up old numbers")


async def test_an_entry_is_changed_removed_and_brought_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await add(me, "If I slip", step="Call Sam")
        await me.sees("1. Call Sam")
        await me.open_row("Call Sam")
        await me.fill("step", "Call Sam or Priya")
        await me.press("ctrl+s")
        await me.sees("1. Call Sam or Priya")
        await me.to_row("Call Sam or Priya")
        await me.press("d")
        await me.sees("No step for a slip yet")
        await me.press("u")
        await me.sees("1. Call Sam or Priya")


async def test_steps_are_moved(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await add(me, "If I slip", step="Tell the team")
        await add(me, "If I slip", step="Stop and sit down")
        await me.to_row("Stop and sit down")
        await me.press("[")
        await me.sees("1. Stop and sit down", "2. Tell the team")


async def test_a_daily_thing_becomes_a_commitment_with_one_key(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("What keeps me well")
        await me.fill("what", "Breakfast at the table")
        await me.pick("often", "some days")
        await me.press("ctrl+s")
        await me.to_row("Breakfast at the table")
        await me.press("c")
        await me.sees("A new commitment")
        await me.press("ctrl+s")
        await me.wait_for(lambda: "Breakfast at the table" in mina.promises(), "the commitment")
    assert mina.promises()["Breakfast at the table"].times == 3


async def test_an_empty_form_is_not_saved_as_an_entry(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Hard situations")
        await me.press("ctrl+s")
        await me.hears("Nothing is filled in yet")
        await me.press("escape", "q")
        await me.sees("No hard situation written down yet")


async def test_a_date_that_cannot_be_read_gets_a_sentence_at_its_field(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Review dates")
        await me.fill("on", "next Friday")
        await me.press("ctrl+s")
        await me.sees("A date is written like 2026-11-23", "What you typed stays here")
        assert me.box("on").raw == "next Friday"


async def test_the_plan_is_read_as_one_page_and_bare(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await add(me, "If I slip", step="Call Sam")
        await me.press("v")
        await me.reads("If I slip", "Call Sam")
        await me.press("b")
        await me.sees_not("Help now", "Keys")
        await me.press("q")
        await me.sees("After")


async def test_a_safety_plan_is_made_and_stands_on_help_now(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("s")
        await me.sees("Safety plan")
        await me.open_row("People I can tell")
        await me.press("tab", "shift+tab")
        await me.to_field("who")
        await me.type("Ana\n")
        await me.type("555 0100")
        await me.press("ctrl+s")
        await me.reads("Ana, 555 0100", key="down")
        await me.press("ctrl+g")
        await me.reads("call 911 now", "Ana, 555 0100")


async def test_what_the_safety_plan_lacks_is_said_without_blame(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("s", "?")
        await me.reads("Nobody to turn to yet")
