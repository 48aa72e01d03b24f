"""Typing in a new item: apart by what it came from, back after a lock, and gone with its origin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tui.harness import TODAY, Home, Person, to_tool
from tui.test_lock import PASSPHRASE, at_the_cover, unlock
from tui.test_session import at_session, make

from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.calls import CALLS, Call
from iop_tui.domain.books.programs import PROGRAMS, Program
from iop_tui.domain.filled import Filled
from iop_tui.domain.sessions import Session
from iop_tui.services import listing, sealing
from iop_tui.store import slots
from iop_tui.tui import guard
from iop_tui.tui.screens.session import open_fit, open_session_day


def put(home: Home, book: str, item: Filled, **values: Any) -> Filled:
    with home.house() as house:
        return listing.keep(house, BOOKS[book], item, values).value


# Kept apart


async def test_how_one_session_fits_is_not_shown_for_another(mina: Home) -> None:
    one, other = make(mina, who="Dr. Osei"), make(mina, title="Skills group", who="Ana")
    async with mina.visit() as me:
        open_fit(me.app.screen, one.id)
        await me.rest()
        await me.fill("who", "Dr. O., who listens")
        await me.press("escape", "q")
        open_fit(me.app.screen, other.id)
        await me.rest()
        assert me.box("who").raw == "Ana"
        await me.press("escape", "q")
        open_fit(me.app.screen, one.id)
        await me.rest()
        assert me.box("who").raw == "Dr. O., who listens"


async def test_a_call_about_one_program_is_not_shown_for_another(mina: Home) -> None:
    for name in ("Elm House", "River House"):
        put(mina, "programs", Program(), name=name)
    async with mina.visit() as me:
        await me.press(*to_tool("programs"))
        await me.to_row("Elm House")
        await me.press("n")
        await me.fill("program", "Elm House, the new one")
        await me.press("escape", "q")
        await me.to_row("River House")
        await me.press("n")
        assert me.box("program").raw == "River House"


async def test_half_a_support_group_is_not_shown_as_a_session(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press(*to_tool("groups"), "a")
        await me.fill("title", "Tuesday mee")
        await me.press("escape", "q", "q")
        await me.open_row("Schedule")
        await me.press("n")
        assert me.box("title").raw == ""
        await me.press("escape", "q", "q")
        await me.open_row("Support groups")
        await me.press("a")
        assert me.box("title").raw == "Tuesday mee"


async def test_each_letter_has_a_name_of_its_own_for_its_file(mina: Home) -> None:
    for to in ("Dana", "Mr. Lee"):
        put(mina, "letters", BOOKS["letters"].kind(), to=to)
    async with mina.visit() as me:
        await me.press(*to_tool("letters"))
        await me.to_row("Dana")
        await me.press("v", "s")
        await me.fill("name", "for-dana")
        await me.press("escape", "q", "q")
        await me.to_row("Mr. Lee")
        await me.press("v", "s")
        assert me.box("name").raw != "for-dana"


# Back after a lock


async def from_fit(me: Person, session: Session) -> None:
    open_fit(me.app.screen, session.id)


async def from_session(me: Person, session: Session) -> None:
    open_session_day(me.app.screen, session.id, TODAY)
    await me.rest()
    await me.press("w")


async def from_page(me: Person, session: Session) -> None:
    open_session_day(me.app.screen, session.id, TODAY)
    await me.rest()
    await me.open_row("After")
    await me.do("Write homework down")


async def from_schedule(me: Person, _session: Session) -> None:
    await me.press(*to_tool("schedule"), "right", "n")


async def from_call(me: Person, _session: Session) -> None:
    await me.press(*to_tool("calls"), "p")


async def from_programs(me: Person, _session: Session) -> None:
    await me.press(*to_tool("programs"), "n")


async def from_groups(me: Person, _session: Session) -> None:
    await me.press(*to_tool("groups"), "a")


OPENERS: dict[str, tuple[Callable[[Person, Session], Awaitable[None]], str, str]] = {
    "a fit": (from_fit, "who", "Dr. Osei"),
    "homework": (from_session, "from", "group"),
    "homework over a page": (from_page, "from", "group"),
    "a session": (from_schedule, "from", "2026-11-30"),
    "a program learned from a call": (from_call, "phone", "555-0100"),
    "a call about a program": (from_programs, "program", "River House"),
    "a support group": (from_groups, "kind", "support group"),
}


@pytest.mark.parametrize("name", OPENERS)
async def test_what_was_filled_in_beforehand_is_there_after_a_lock(mina: Home, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opener, field, value = OPENERS[name]
    told: list[dict[str, str]] = []
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.FOR_A_CODE)
    monkeypatch.setattr(guard, "start_afresh", told.append)
    session = make(mina)
    put(mina, "programs", Program(), name="River House")
    put(mina, "calls", Call(), program="River House", who={"name": "", "phone": "555-0100", "note": ""})
    with mina.house() as house:
        sealing.turn_on(house, PASSPHRASE, sealing.new_code())
    async with at_the_cover(mina) as me:
        await unlock(me)
        await me.sees("Today")
        await opener(me, session)
        await me.rest()
        assert me.box(field).raw == value
        await me.press("ctrl+l")
        await me.wait_for(lambda: told, "the new start")
    async with at_the_cover(mina) as me:
        await unlock(me)
        await me.wait_for(lambda: me.room() == "FormScreen", "the form")
        await me.rest()
        assert me.box(field).raw == value


# Gone with its origin


async def test_deleting_a_session_takes_what_is_being_written_about_it_along(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        for keys, field in (("m",), "note"), (("w",), "what"), (("e",), "take"), (("c",), "why"), (("C",), "who"):
            await me.press(*keys)
            if field == "note":
                await me.pick("state", "late")
            await me.fill(field, "half a li")
            await me.press("escape", "q")
        open_fit(me.app.screen, session.id)
        await me.rest()
        await me.fill("who", "half a li")
        await me.press("escape", "q")
        await me.app.keep_everything()
        assert len([each for each in me.house.store.drafts("form/") if str(session.id) in each]) >= 5
        listing.remove(me.house, BOOKS["sessions"], session)
        assert [each for each in me.house.store.drafts("form/") if str(session.id) in each] == []


async def test_deleting_a_program_or_a_call_takes_what_is_being_written_about_it_along(mina: Home) -> None:
    program = put(mina, "programs", Program(), name="Elm House")
    call = put(mina, "calls", Call(), program="River House")
    async with mina.visit() as me:
        await me.press(*to_tool("programs"), "n")
        await me.fill("program", "half a na")
        await me.press("escape", "q", "q")
        await me.open_row("Calls")
        await me.press("p")
        await me.fill("name", "half a na")
        await me.press("escape", "q")
        await me.app.keep_everything()
        assert len(me.house.store.drafts("form/book/")) == 2
        listing.remove(me.house, PROGRAMS, program)
        listing.remove(me.house, CALLS, call)
        assert me.house.store.drafts("form/book/") == {}
