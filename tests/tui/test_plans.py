"""After, and the safety plan: built entry by entry, changed, undone, and read as one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui.domain import aftercare as parts
from iop_tui.domain import safety
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare


def plan(home: Home) -> list[dict[str, Any]]:
    with home.house() as house:
        return [entry.values for entry in parts.sorted_entries(aftercare.plan(house), "lapse")] or [e.values for e in aftercare.plan(house)]


def put(home: Home, part: str, **values: Any) -> None:
    """An entry of the aftercare plan that was made earlier."""
    with home.house() as house:
        aftercare.save_plan_values(house, PlanEntry(part=part), values)


async def save(me: Person, room: str = "AfterRoom") -> None:
    await me.press("ctrl+s")
    await me.wait_for(lambda: me.room() == room, "the form closes")


async def test_an_empty_plan_says_kindly_what_each_part_could_begin_with(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("4")
        await me.sees("After", f"0 of {len(parts.PARTS)} parts begun")
        for part in parts.PARTS:
            await me.to_row(part.title)
            await me.reads(part.missing, key="down")


async def test_every_part_takes_an_entry(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        for part in parts.PARTS:
            await me.open_row(part.title)
            await me.sees(part.title, part.purpose)
            first = part.fields[0]
            words = {"contact": f"{part.title} clinic", "date": "2026-12-01"}.get(first.kind, f"A line for {part.id}")
            if first.kind == "choice":
                words = first.options[0]
                await me.pick(first.id, words)
            else:
                await me.to_field(first.id)
                await me.type(words)
            await save(me)
            await me.to_row(words if first.kind != "contact" else f"{part.title} clinic")
        await me.sees(f"{len(parts.PARTS)} of {len(parts.PARTS)} parts begun")
    assert len(plan_all(mina)) == len(parts.PARTS)


def plan_all(home: Home) -> list[PlanEntry]:
    with home.house() as house:
        return aftercare.plan(house)


async def test_a_warning_sign_is_written_and_is_there_on_the_next_visit(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("4")
        await me.open_row("Warning signs")
        await me.fill("sign", "Sleeping past noon")
        await me.pick("rung", "middle")
        await me.fill("do", "Open the curtains")
        await save(me)
        await me.sees("Sleeping past noon")
    async with mina.visit(size) as me:
        await me.press("4")
        await me.sees("middle: Sleeping past noon")
        await me.press("1")
        await me.reads("1 of 9 parts have something in them", key="down")


async def test_a_warning_sign_stands_on_its_rung_with_what_to_do(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("4")
        for sign, rung in (("I stop answering", "late"), ("I skip breakfast", "early"), ("I say I am fine", "middle")):
            await me.to_row("Warning signs")
            await me.press("a")
            await me.fill("sign", sign)
            await me.pick("rung", rung)
            await me.fill("do", "Text Ana")
            await save(me)
        await me.to_row("Warning signs")
        await me.reads("early: I skip breakfast", "middle: I say I am fine", "late: I stop answering", "Text Ana", key="down")
        rows = me.rows()
        order = [entry.values["rung"] for row in rows for entry in plan_all(mina) if str(entry.id) == row]
        assert order == ["early", "middle", "late"]


async def test_an_entry_is_changed_left_and_found_again(mina: Home, phone: tuple[int, int]) -> None:
    put(mina, "situations", situation="Payday", pull=7, plan="Pay the rent first.\nCall Sam.")
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.open_row("Payday")
        assert me.box("pull").raw == "7"
        await me.fill("plan", "Walk home with Sam.")
        await save(me)
        await me.to_row("Payday")
        await me.sees("Payday", "7; Walk home with Sam.")
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.open_row("Payday")
        await me.reads("Walk home with Sam.", key="tab")
    assert plan(mina) == [{"situation": "Payday", "pull": 7, "plan": "Walk home with Sam."}]


async def test_a_pull_of_nothing_is_shown_as_zero(mina: Home) -> None:
    put(mina, "situations", situation="Sunday lunch", pull=0)
    async with mina.visit() as me:
        await me.press("4")
        await me.to_row("Sunday lunch")
        await me.sees("- Sunday lunch 0")
        await me.press("v")
        await me.reads("How strong is the pull? 0")


async def test_a_person_to_call_takes_the_missing_sentence_away(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("4", "?")
        await me.reads("Nobody listed to call for help yet. A clinic's number or a helpline counts.")
        await me.press("q")
        await me.open_row("People")
        await me.to_field("contact")
        await me.type("Mira\n030 5550142")
        await me.pick("for", "help when it is hard")
        await me.pick("agreed", "yes")
        await save(me)
        await me.press("?")
        await me.reads("A plan is whole only when")
        await me.sees_not("Nobody listed")


async def test_an_entry_is_removed_and_u_brings_it_back(mina: Home, size: tuple[int, int]) -> None:
    put(mina, "resources", name="Tuesday group", when="7 pm, library")
    async with mina.visit(size) as me:
        await me.press("4")
        await me.to_row("Tuesday group")
        await me.press("d")
        await me.hears("Removed. Press u to bring it back.")
        await me.sees_not("Tuesday group")
        await me.undo()
        await me.hears("Undone: removed Tuesday group")
        await me.to_row("Tuesday group")
    assert plan(mina) == [{"name": "Tuesday group", "when": "7 pm, library"}]


async def test_u_takes_back_a_new_entry_and_a_change(mina: Home) -> None:
    put(mina, "resources", name="Tuesday group")
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Tuesday group")
        await me.fill("name", "Thursday group")
        await save(me)
        await me.open_row("Resources")
        await me.fill("name", "The clinic's walk-in hour")
        await save(me)
        await me.undo()
        await me.sees_not("walk-in hour")
        await me.undo()
        await me.sees("Tuesday group")
        await me.undo()
        await me.hears("There is nothing to undo.")
    assert plan(mina) == [{"name": "Tuesday group"}]


async def test_steps_for_a_slip_are_moved_up_and_down(mina: Home, phone: tuple[int, int]) -> None:
    for step in ("Sit down", "Call Sam", "Tell the team"):
        put(mina, "lapse", step=step)
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.to_row("Tell the team")
        await me.press("[", "[")
        await me.sees("1. Tell the team")
        await me.press("]")
        await me.sees("2. Tell the team")
        assert [values["step"] for values in plan(mina)] == ["Sit down", "Tell the team", "Call Sam"]
        await me.undo()
        await me.sees("1. Tell the team")
        await me.press("[")
    assert [values["step"] for values in plan(mina)] == ["Tell the team", "Sit down", "Call Sam"]


@pytest.mark.parametrize(("often", "said"), [("every day", "every day"), ("some days", "3 days a week"), ("once a week", "1 day a week")])
async def test_a_daily_thing_becomes_a_commitment_with_one_key(mina: Home, often: str, said: str) -> None:
    put(mina, "daily", what="Breakfast before nine", often=often)
    async with mina.visit() as me:
        await me.press("4")
        await me.to_row("Breakfast")
        await me.press("c")
        assert me.box("title").raw == "Breakfast before nine"
        await save(me)
        await me.hears(f"Kept: Breakfast before nine, {said}.")
        await me.press("1")
        await me.sees("[ ] Breakfast before nine")
    assert mina.promises()["Breakfast before nine"].starts == TODAY


async def test_c_elsewhere_says_where_it_works(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4", "c")
        await me.hears("This works on an entry under 'What keeps me well'.")


async def test_the_whole_plan_is_one_page_and_can_stand_without_its_frame(mina: Home, size: tuple[int, int]) -> None:
    put(mina, "signs", sign="I skip breakfast", rung="early", do="Text Ana")
    put(mina, "people", contact={"name": "Mira", "phone": "030 5550142", "note": ""})
    async with mina.visit(size) as me:
        await me.press("4", "v")
        await me.sees("My plan for after the program")
        await me.reads("I skip breakfast", "Mira, 030 5550142", "No hard situation written down yet.", "Review dates")
        await me.press("home", "b")
        await me.sees("Warning signs")
        await me.sees_not("My plan for after the program", "Help now")
        await me.press("b")
        await me.sees("My plan for after the program", "Help now")
        await me.press("q")
        assert me.room() == "AfterRoom"


async def test_an_empty_form_saves_nothing_and_says_so(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Resources")
        await me.press("ctrl+s")
        await me.hears("Nothing is filled in yet. Esc, then q, leaves.")
    assert plan(mina) == []


async def test_a_half_filled_entry_is_there_when_one_comes_back(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.open_row("Hard situations")
        await me.type("The bus stop by the")
        assert me.house.store.flush(2)
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.open_row("Hard situations")
        await me.sees("The bus stop by the", "Your unfinished typing is back.")
        await me.type(" bar")
        await save(me)
        await me.to_row("The bus stop by the bar")


async def test_a_date_that_cannot_be_read_stays_in_its_field(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.open_row("Review dates")
        await me.fill("on", "next Monday")
        await me.press("ctrl+s")
        await me.sees("A date is written like 2026-11-23: year, month, day. What you typed stays here.")
        assert me.room() == "FormScreen"
        await me.fill("on", "2026-11-30")
        await save(me)
        await me.press("1")
        await me.reads("2026-11-30", key="down")


# The safety plan


async def test_every_part_of_the_safety_plan_takes_an_entry(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("s")
        await me.sees("Safety plan", f"0 of {len(safety.PARTS)} parts begun")
        for part in safety.PARTS:
            await me.open_row(part.title)
            await me.sees(part.title)
            await me.to_field(part.fields[0].id)
            await me.type(f"Mine: {part.id}")
            await save(me, "SafetyScreen")
            await me.to_row(f"Mine: {part.id}")
        await me.sees(f"{len(safety.PARTS)} of {len(safety.PARTS)} parts begun")
        await me.press("v")
        await me.sees("My safety plan")
        await me.reads(*(f"Mine: {part.id}" for part in safety.PARTS))


async def test_a_safety_plan_entry_is_changed_removed_and_brought_back(mina: Home, phone: tuple[int, int]) -> None:
    with mina.house() as house:
        aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": "Wash my hands slowly"})
    async with mina.visit(phone) as me:
        await me.press("s")
        await me.open_row("Wash my hands")
        await me.fill("do", "Wash my face")
        await save(me, "SafetyScreen")
        await me.to_row("Wash my face")
        await me.press("d")
        await me.sees_not("Wash my face")
        await me.undo()
        await me.hears("Undone: removed Wash my face")
        await me.to_row("Wash my face")
        await me.press("q")
        assert me.room() == "TodayRoom"


async def test_without_anybody_to_turn_to_the_safety_plan_says_so_kindly(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("s", "?")
        await me.reads("Nobody to turn to yet. One person, clinic or line makes this plan much stronger.")


async def test_a_safety_plan_is_made_and_stands_on_help_now(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("s")
        await me.open_row("People I can tell")
        await me.type("Ana\n555 0100")
        await save(me, "SafetyScreen")
        await me.reads("Ana, 555 0100", key="down")
        await me.press("ctrl+g")
        await me.reads("call 911 now", "Your own people and plan", "Ana, 555 0100")


async def test_after_leads_to_the_safety_plan_and_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("4", "s")
        assert me.room() == "SafetyScreen"
        await me.press("q")
        assert me.room() == "AfterRoom"


async def test_an_entry_that_another_window_changed_shows_both(mina: Home) -> None:
    put(mina, "resources", name="Tuesday group")
    async with mina.visit() as me:
        await me.press("4")
        await me.open_row("Tuesday group")
        with mina.house() as other:
            [entry] = aftercare.plan(other)
            aftercare.save_plan_values(other, replace(entry), {"name": "Wednesday group"})
        await me.fill("name", "Thursday group")
        await save(me)
        await me.hears("This was also changed in another window. Both are kept.")
        await me.sees("Thursday group", "Wednesday group")
