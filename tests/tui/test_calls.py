"""Calls: planned, made, and what a program learns from one."""

from __future__ import annotations

from tui.harness import Home, Person

from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.calls import Call
from iop_tui.domain.books.programs import Program
from iop_tui.domain.fields import Value
from iop_tui.domain.filled import Filled
from iop_tui.services import comparing, listing

CALLS = BOOKS["calls"]


def keep(home: Home, book: str = "calls", **values: Value) -> Filled:
    kept = home.keep(book, {key.replace("_", "-"): value for key, value in values.items()})
    assert isinstance(kept, Filled)
    return kept


def programs(home: Home) -> list[Program]:
    with home.house() as house:
        return comparing.programs(house)


async def to_calls(me: Person) -> None:
    await me.press("7")
    await me.open_row("Calls")


async def test_a_call_is_planned_made_and_its_next_step_stands_on_today(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await to_calls(me)
        await me.sees("No call stands here yet.")
        await me.press("enter")
        await me.fill("program", "River House")
        await me.fill("planned", "2026-11-23")
        await me.press("ctrl+s")
        await me.sees("planned for today")
        await me.press("q", "1")
        await me.open_row("Call River House")
        await me.press("ctrl+n")
        await me.fill("called", "2026-11-23")
        await me.pick("outcome", "reached")
        await me.press("ctrl+n")
        await me.fill("next", "Send the form")
        await me.fill("next-on", "2026-11-25")
        await me.press("ctrl+s")
        await me.sees_not("Call River House")
    mina.watch.forward(days=2)
    async with mina.visit(size) as me:
        await me.open_row("Send the form (River House)")
        await me.press("ctrl+n", "ctrl+n")
        await me.pick("done", "yes")
        await me.press("ctrl+s")
        await me.sees_not("Send the form")
        await me.press("7")
        await me.open_row("Calls")
        await me.sees("Made", "reached")


async def test_a_script_is_there_to_read_from(mina: Home, phone: tuple[int, int]) -> None:
    keep(mina, program="River House", ask=["license", "a seat"])
    async with mina.visit(phone) as me:
        await to_calls(me)
        await me.press("s")
        await me.reads("Hello, I am calling", "What is your license", "Can you reserve a seat for me?", "What is the next step")


async def test_one_key_fills_what_was_learned_into_its_program(mina: Home, size: tuple[int, int]) -> None:
    keep(mina, "programs", name="River House", medicines="ask the nurse")
    said = {"medicines": {"answer": "all"}, "accreditation": {"answer": "yes, CARF"}}
    keep(mina, program="river house", called="2026-11-20", outcome="reached", answers=said)
    async with mina.visit(size) as me:
        await to_calls(me)
        await me.press("p")
        await me.sees("A program")
        assert programs(mina)[0].says("accredited") == ""
        await me.press("ctrl+s")
        assert me.room() == "CallsScreen"
        kept = programs(mina)[0]
        assert (kept.says("accredited"), kept.says("accredited-on")) == ("yes", "2026-11-20")
        assert kept.says("medicines") == "ask the nurse; all"
        await me.undo()
        assert programs(mina)[0].says("accredited") == ""


async def test_a_call_about_a_program_that_is_not_listed_makes_one(mina: Home) -> None:
    keep(mina, who={"name": "Dana", "phone": "555-0100", "note": ""}, program="River House", outcome="seat reserved")
    async with mina.visit() as me:
        await to_calls(me)
        await me.press("p", "ctrl+s")
    assert [(each.name, each.says("phone"), each.says("stands")) for each in programs(mina)] == [
        ("River House", "555-0100", "seat reserved")
    ]


async def test_a_call_without_a_program_asks_which(mina: Home) -> None:
    keep(mina, "programs", name="River House")
    keep(mina, "programs", name="The Door")
    keep(mina, who={"name": "Dana", "phone": "", "note": ""}, answers={"privacy": {"answer": "nobody"}})
    async with mina.visit() as me:
        await to_calls(me)
        await me.press("p")
        await me.open_row("The Door")
        await me.press("ctrl+s")
    assert [(each.name, each.says("privacy")) for each in programs(mina)] == [("River House", ""), ("The Door", "nobody")]


async def test_a_call_is_removed_and_brought_back(mina: Home) -> None:
    keep(mina, program="River House")
    async with mina.visit() as me:
        await to_calls(me)
        await me.press("d")
        await me.sees("No call stands here yet.")
        await me.undo()
        await me.sees("River House")


async def test_a_call_ahead_of_today_was_not_made_yet(mina: Home) -> None:
    async with mina.visit() as me:
        await to_calls(me)
        await me.press("a")
        await me.fill("program", "River House")
        await me.press("ctrl+n")
        await me.fill("called", "2026-12-24")
        await me.press("ctrl+s")
        await me.reads("That day has not come yet.")
        assert me.box("called").raw == "2026-12-24"


async def test_two_windows_keep_both_calls(mina: Home) -> None:
    kept = keep(mina, program="River House")
    async with mina.visit() as me:
        await to_calls(me)
        await me.open_row("River House")
        await me.fill("planned", "2026-11-30")
        with mina.house() as other:
            listing.keep(other, CALLS, kept, {**kept.values, "notes": "they were kind"})
        await me.press("ctrl+s")
        await me.sees("planned for Mon 30 Nov", "they were kind")
    with mina.house() as house:
        assert len(house.store.shelf(Call).all()) == 1
