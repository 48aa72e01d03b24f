"""What a thin line has to carry, and what a session that rests costs its host: counts that do not drift. Times are in bench/."""

from __future__ import annotations

from statistics import median
from typing import Any

from person import Person, Sit
from terminal import Terminal
from tui.conftest import begun, home, mina, read_once, watch  # noqa: F401
from tui.harness import Home

from bench import data
from iop_tui.tui.app import LOOK_EVERY_IDLE

SIZE = (100, 30)
START, DOWN, PAGE_DOWN, LETTER = 9_000, 450, 1_800, 150
"""The most bytes of each."""


def costs(terminal: Terminal, key: str, times: int) -> float:
    """The bytes of a key, as most times it is pressed."""
    found = []
    for _ in range(times):
        terminal.settle()
        before = len(terminal.raw)
        terminal.press(key)
        terminal.settle()
        found.append(len(terminal.raw) - before)
    return median(found)


def test_a_start_and_a_letter_cost_few_bytes(amina: Person, sit: Sit) -> None:
    terminal = sit(amina, size=SIZE)
    terminal.see("STOP: a pause before you act")
    terminal.settle()
    assert len(terminal.raw) <= START
    reader = sit(amina.in_the_middle_of("dbt.dt.stop", "Try it"), "open", "dbt.dt.stop", size=SIZE)
    reader.see("What set it off?")
    reader.press("tab")
    reader.see_cursor_below("What set it off?", 3)
    assert 0 < costs(reader, "e", 5) <= LETTER


def test_going_down_a_long_text_costs_few_bytes(amina: Person, sit: Sit) -> None:
    data.write_units(amina.home / "data")
    terminal = sit(amina, "open", data.LONG_UNIT, size=SIZE)
    terminal.see(data.FIRST_LINE)
    terminal.press("n")
    terminal.see(data.SECOND_SECTION)
    assert 0 < costs(terminal, "down", 7) <= DOWN
    assert 0 < costs(terminal, "pagedown", 3) <= PAGE_DOWN


async def test_a_session_that_rests_has_one_timer_and_it_is_slow(mina: Home) -> None:  # noqa: F811
    async with mina.visit() as me:
        me.app._is_in_use = False
        me.app._look_again()
        nodes = [me.app, *me.app.screen_stack, *me.app.screen.walk_children()]
        running = [timer for node in nodes for timer in node._timers if timer._task is not None and timer._active.is_set()]
        wakes: set[Any] = {timer._callback.args[0].__name__ for timer in running}  # type: ignore[union-attr]
        assert wakes - {"_settle"} == {"_look_on"}
        assert me.app._looking is not None and me.app._looking._interval == LOOK_EVERY_IDLE
