"""Search: every unit, and one's own words."""

from __future__ import annotations

from tui import units
from tui.harness import TODAY, Home

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare, answering, tracking


def with_words(mina: Home) -> Home:
    """Mina has written about the wharf in every place that takes words."""
    mina.unit("own.day.walk", units.WALK)
    commitment = mina.promise("Walk along the wharf")
    with mina.house() as house:
        unit = house.library.unit("own.day.walk")
        run = answering.start_run(house, unit).value
        field = unit.field("where")
        assert field is not None
        answering.save_typed(house, run, field, "The wharf, at dusk", 0)
        tracking.check_in(house, commitment, TODAY, "kept", note="The wharf was frozen.")
        aftercare.save_plan_values(house, PlanEntry(part="situations"), {"situation": "The bar at the wharf"})
        aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": "Count boats on the wharf"})
    return mina


async def test_a_unit_is_found_by_any_word_and_opens(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("/")
        await me.sees("Search", "Looks in all units and in everything you wrote.")
        await me.type("PAUSE act")
        await me.sees("STOP: a pause before you act", "found")
        await me.press("enter")
        await me.open_row("STOP")
        await me.sees("Some urges are fast")
        await me.press("q")
        assert me.room() == "TodayRoom"


async def test_own_words_are_found_wherever_they_were_written(mina: Home, size: tuple[int, int]) -> None:
    async with with_words(mina).visit(size) as me:
        await me.press("/")
        await me.type("wharf")
        await me.sees("5 found")
        await me.press("enter")
        await me.reads(
            "The wharf, at dusk", "Walk along the wharf", "The wharf was frozen.", "The bar at the wharf", "Count boats", key="down"
        )


async def test_what_was_found_leads_to_its_place(mina: Home) -> None:
    with_words(mina)
    for words, room in (
        ("dusk", "ReaderScreen"),
        ("Walk along the wharf", "KeepRoom"),
        ("frozen", "KeepRoom"),
        ("bar at the wharf", "AfterRoom"),
        ("boats", "SafetyScreen"),
    ):
        async with mina.visit() as me:
            await me.press("/")
            await me.type(words)
            await me.press("enter", "enter")
            assert me.room() == room, words


async def test_nothing_found_says_so(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("/")
        await me.type("zzyzx")
        await me.sees("Nothing found. Another word may do.")
        await me.press("enter", "escape")
        assert me.room() == "TodayRoom"


async def test_the_field_takes_every_key_and_esc_goes_to_the_list_and_back(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("/")
        await me.type("q1u/! stop?")
        await me.sees("q1u/! stop?")
        assert me.room() == "SearchScreen"
        await me.clear()
        await me.type("breath")
        await me.press("escape", "q")
        assert me.room() == "TodayRoom"


async def test_a_teen_does_not_find_units_for_adults(tomas: Home) -> None:
    tomas.unit("own.day.wine", units.ADULT)
    async with tomas.visit() as me:
        await me.press("/")
        await me.type("first week without wine")
        await me.sees("Nothing found.")


async def test_search_opens_from_every_room_and_from_the_reader(mina: Home) -> None:
    async with mina.visit() as me:
        for number in "1234":
            await me.press(number, "/")
            assert me.room() == "SearchScreen"
            await me.press("escape")
        me.app.open_reader("dbt.dt.stop")
        await me.rest()
        await me.press("/")
        await me.type("breath")
        await me.press("enter", "enter")
        await me.wait_for(lambda: me.room() == "ReaderScreen", "the unit opens")
