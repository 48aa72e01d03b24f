"""The cost estimate in its unit: it follows what is saved, here and from another window, and is there when one comes back."""

from __future__ import annotations

from tui.harness import Home

from iop_tui.services import answering

UNIT = "iop.s3.cost"


async def test_the_sum_follows_what_is_filled_in_and_is_there_again(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit=UNIT) as me:
        await me.turn_to("Try it")
        await me.reads("the sum stands here: weeks, days a week")
        await me.fill("weeks", "8")
        await me.fill("days", "3")
        await me.fill("price", "300")
        await me.pick("network", "in network")
        await me.fill("copay", "40")
        await me.press("tab")
        await me.rest()
        await me.press("escape", "home")
        await me.reads("About 960", "24 x a copay of 40 = 960.", "An estimate, not a quote.")
    async with mina.visit(size, open_unit=UNIT) as me:
        await me.turn_to("Try it")
        await me.reads("About 960")
        await me.fill("weeks-long", "10")
        await me.press("tab")
        await me.rest()
        await me.press("escape", "home")
        await me.reads("In a kind turn: 960", "In an unkind turn: 1,200")


async def test_a_price_that_is_none_is_said_at_its_field_and_the_sum_waits(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size, open_unit=UNIT) as me:
        await me.turn_to("Try it")
        await me.fill("price", "-5")
        await me.press("tab")
        await me.sees("stays here.")
        assert me.box("price").raw == "-5"
        await me.press("escape", "home")
        await me.reads("the price of one session")


async def test_what_another_window_fills_in_is_in_the_sum(mina: Home) -> None:
    async with mina.visit(open_unit=UNIT) as me:
        await me.turn_to("Try it")
        with mina.house() as other:
            unit = other.library.unit(UNIT)
            run = answering.open_run(other, unit)
            assert run is not None
            for name, text in (("weeks", "8"), ("days", "3"), ("price", "300"), ("copay", "40")):
                field = unit.field(name)
                assert field is not None
                answering.save_typed(other, run, field, text, 0)
        me.app._look()
        await me.reads("> 300", "About 960")
