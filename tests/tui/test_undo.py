"""Undo: one key takes back the last act, wherever one is, and says what it took back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui import words
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.services import aftercare, tracking


async def make(me: Person) -> None:
    await me.press("3", "n")
    await me.type("Swim")
    await me.press("ctrl+s")


async def change(me: Person) -> None:
    await me.press("3", "e")
    await me.fill("title", "Walk and talk")
    await me.press("ctrl+s")


async def mark(me: Person) -> None:
    await me.press("3", "m")
    await me.pick("state", "missed")
    await me.press("ctrl+s")


async def excuse(me: Person) -> None:
    await me.press("3", "x")
    await me.press("ctrl+s")


async def delete(me: Person) -> None:
    await me.press("3", "D")
    await me.do("Delete")


async def add_entry(me: Person) -> None:
    await me.press("4")
    await me.open_row("Resources")
    await me.type("Tuesday group")
    await me.press("ctrl+s")


async def finish(me: Person) -> None:
    me.app.open_reader("dbt.dt.stop")
    await me.rest()
    await me.turn_to("Finish")
    await me.press("d")


ACTS = {
    "keeping it": (lambda me: me.press("3", "space"), "marked Walk"),
    "taking the mark away": (lambda me: me.press("3", "space", "space"), "unmarked Walk"),
    "marking it": (mark, "marked Walk"),
    "making one": (make, "made Swim"),
    "changing it": (change, "changed Walk and talk"),
    "putting it away": (lambda me: me.press("3", "p"), "put away Walk"),
    "excusing days": (excuse, "excused some days"),
    "going away": (lambda me: me.press("3", "w"), "paused everything"),
    "deleting it": (delete, "deleted Walk"),
    "an entry of the plan": (add_entry, "changed the aftercare plan"),
    "removing a sign": (lambda me: me.press("4", "down", "d"), "removed I skip breakfast"),
    "being done": (finish, "done with STOP: a pause before you act"),
}


def everything(home: Home) -> list[object]:
    """What is kept, apart from when it was saved."""
    with home.house() as house:
        standing = tracking.standings(house)
        entries = [entry.values for entry in aftercare.plan(house)]
        return [
            *((each.commitment.title, each.commitment.stopped, {d: c.state for d, c in each.checkins.items()}) for each in standing),
            [(pause.first, pause.last) for pause in tracking.pauses(house)],
            entries,
        ]


@pytest.mark.parametrize("act", ACTS)
async def test_u_takes_back_the_last_act_and_leaves_the_rest(mina: Home, act: str) -> None:
    commitment = mina.promise("Walk")
    with mina.house() as house:
        tracking.check_in(house, commitment, TODAY - timedelta(days=1), "kept")
        aftercare.save_plan_values(house, PlanEntry(part="signs"), {"sign": "I skip breakfast"})
    before = everything(mina)
    do, said = ACTS[act]
    async with mina.visit() as me:
        await do(me)
        await me.wait_for(lambda: me.app._undoable, "the act is done")
        if act == "taking the mark away":
            await me.undo()
        elif act != "being done":
            assert everything(mina) != before
        await me.undo()
        await me.hears(f"Undone: {said}")
    assert everything(mina) == before


async def test_u_works_in_another_room_and_goes_back_step_by_step(mina: Home) -> None:
    mina.promise("Walk")
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "space", "down", "space", "2")
        await me.undo()
        await me.hears("Undone: marked Call Sam")
        await me.undo()
        await me.hears("Undone: marked Walk")
        await me.undo()
        await me.hears(words.NOTHING_TO_UNDO)
    assert mina.marks("Walk") == mina.marks("Call Sam") == {}


async def test_what_was_changed_since_is_left_as_it_is(mina: Home) -> None:
    commitment = mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3", "space")
        with mina.house() as other:
            tracking.check_in(other, commitment, TODAY, "partly", note="Half the way.")
        await me.undo()
        await me.hears(words.UNDO_TOO_LATE)
    assert mina.marks("Walk")[TODAY].note == "Half the way."


async def test_in_a_field_u_is_a_letter_and_ctrl_z_takes_back_typing(mina: Home) -> None:
    async with mina.visit(open_unit="dbt.dt.stop") as me:
        await me.turn_to("Try it")
        await me.to_field("moment")
        await me.type("u")
        assert me.box("moment").raw == "u"
        await me.type("p")
        await me.press("ctrl+z")
        assert me.box("moment").raw == "u"
        await me.to_field("inside")
        await me.type("tight")
        await me.press("ctrl+z")
        assert me.box("inside").raw == ""
