"""Taking part: homework, what was not said, readiness, the agreement, the session sheet, the fit, and changing over."""

from __future__ import annotations

from datetime import date

import pytest
from tui.harness import TODAY, Home
from tui.test_session import GROUP, at_session, make

from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.committing import AGREEMENT, FAMILY, FIT, READINESS, Agreement, Fit, Readiness
from iop_tui.domain.books.working import HOMEWORK, UNSAID, Homework, Unsaid
from iop_tui.services import listing, scheduling


async def test_homework_is_captured_with_one_key_from_the_session_and_told(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, size) as me:
        await me.press("w")
        await me.fill("what", "Paced breathing at noon")
        await me.fill("due", "2026-11-24")
        await me.press("ctrl+s")
        await me.reads("Homework for tomorrow: Paced breathing", key="down")
        await me.open_row("Homework for tomorrow")
        await me.sees("Homework", "Open", "from group; for Tue 24 Nov")
        await me.open_row("Paced breathing")
        await me.pick("stands", "partly")
        await me.pick("quality", "a little of it")
        await me.fill("way", "No quiet room.")
        await me.press("ctrl+s")
        await me.sees("Told", "partly, a little of it")
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("Homework")
        await me.sees("0 open, this week 0.5 of 1")
        await me.press("?")
        await me.reads("Half or more is a mark to steer by, and no grade.")


async def test_homework_can_be_written_from_the_page_after_a_session(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.open_row("After")
        await me.fill("take", "I can pass.")
        await me.do("Write homework down")
        await me.fill("what", "Say one line")
        await me.press("ctrl+s")
        assert me.box("take").raw == "I can pass."
        await me.press("ctrl+s")
        await me.sees("I can pass.")
    with mina.house() as house:
        assert [each.values for each in listing.items(house, HOMEWORK)] == [{"what": "Say one line", "from": "group"}]


async def test_what_was_not_said_has_a_ladder_and_no_page(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("What I have not said yet")
        await me.sees("wait on any rung")
        await me.press("a")
        await me.fill("words", "The mail under the sink")
        await me.pick("step", "said aloud, alone")
        await me.press("ctrl+s")
        await me.sees("The mail under the sink", "said aloud, alone")
        await me.press("v")
        await me.hears("iop export unsaid")
        assert me.room() == "BookScreen"
        await me.press("d")
        await me.sees("Nothing stands here.")
        await me.undo()
        await me.sees("The mail under the sink")


async def test_readiness_stands_newest_first_and_as_two_curves(mina: Home) -> None:
    with mina.house() as house:
        listing.keep(house, READINESS, Readiness(day=date(2026, 11, 16)), {"importance": 6, "confidence": 3})
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("How ready I am")
        await me.press("a")
        await me.fill("importance", "8")
        await me.fill("confidence", "4")
        await me.fill("why", "The drawing.")
        await me.press("ctrl+s")
        await me.sees("importance 8, confidence 4", "importance 6, confidence 3")
        assert me.rows()[0] != ""
        await me.press("v")
        await me.reads("How ready I am, 0 to 10", "Importance 6 at first, 8 now", "Confidence 3 at first, 4 now")
        await me.press("q", "?")
        await me.reads("A low one is news to bring along, and no verdict.")


async def test_an_agreement_keeps_its_history_and_comes_back_in_the_weekly_review(mina: Home, size: tuple[int, int]) -> None:
    with mina.house() as house:
        listing.keep(house, AGREEMENT, Agreement(day=date(2026, 11, 16)), {"what": "One group", "then": "Send a line"})
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("What I take part in")
        await me.press("a")
        await me.sees("One group")
        await me.fill("what", "Three groups")
        await me.press("ctrl+s")
        await me.sees("Three groups", "One group")
        await me.press("q", "1", "w", "right_square_bracket")
        await me.reads("Three groups", "Then I will: Send a line")
        await me.press("?")
        await me.reads("no grade", "no verdict")


async def test_p_opens_the_session_sheet(mina: Home, size: tuple[int, int]) -> None:
    make(mina)
    with mina.house() as house:
        listing.keep(house, HOMEWORK, Homework(), {"what": "Paced breathing", "due": "2026-11-23"})
        listing.keep(house, UNSAID, Unsaid(), {"words": "The mail under the sink"})
    async with mina.visit(size) as me:
        for way in (("p",), ("7", "p")):
            await me.press(*way)
            await me.reads("Session sheet", "IOP group", "leave by 17:35", "Paced breathing: open")
            await me.sees_not("The mail under the sink")
            await me.press("q")


async def test_p_on_a_session_opens_the_sheet_for_it(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session, day=date(2026, 11, 27)) as me:
        await me.press("p")
        await me.sees("Session sheet", "Fri 27 Nov, 18:00-20:00")


async def test_today_asks_how_it_fits_after_the_third_time(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    with mina.house() as house:
        for day in (16, 18, 23):
            slot = scheduling.slot_of(house, session.id, date(2026, 11, day))
            assert slot is not None
            scheduling.mark(house, slot.at, "attended")
    async with mina.visit(size) as me:
        await me.open_row("How does it fit: IOP group")
        assert me.box("who").raw == "Dr. Osei"
        await me.fill("matters", "3")
        await me.pick("want", "talk about it")
        await me.fill("say", "Slower, please.")
        await me.press("ctrl+s")
        await me.sees_not("How does it fit")
    with mina.house() as house:
        (kept,) = listing.items(house, FIT)
        assert isinstance(kept, Fit)
        assert (kept.session, kept.values["matters"]) == (session.id, 3)


async def test_a_group_is_changed_from_a_day_on_and_its_history_stays(mina: Home, size: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, size) as me:
        await me.press("space", "C")
        await me.fill("from", "2026-11-25")
        await me.fill("who", "Ana")
        await me.fill("begins", "17:00")
        await me.press("ctrl+s")
        await me.hears("The sessions before that day stay as they were")
        await me.sees("attended")
    with mina.house() as house:
        found = [(each.at.on.day, each.at.session.says("who"), each.state) for each in scheduling.week(house, TODAY)]
    assert found == [(23, "Dr. Osei", "attended"), (25, "Ana", ""), (27, "Ana", "")]


async def test_a_change_that_cannot_be_says_so_at_its_field(mina: Home, phone: tuple[int, int]) -> None:
    session = make(mina)
    async with at_session(mina, session, phone) as me:
        await me.press("C")
        await me.fill("from", "2026-11-02")
        await me.press("ctrl+s")
        await me.sees("so a change comes after that day.")
        assert me.box("from").raw == "2026-11-02"


async def test_the_guide_to_changing_lies_one_word_away(mina: Home) -> None:
    session = make(mina)
    async with at_session(mina, session) as me:
        await me.press("C")
        await me.fill("who", "Ana")
        await me.do("How to say it: the guide")
        await me.sees("Changing your therapist or group")
        await me.press("q")
        assert me.box("who").raw == "Ana"


async def test_no_is_an_answer_about_the_family_and_yes_has_an_invitation_to_copy(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("Family and friends")
        await me.press("a")
        await me.pick("take", "no")
        await me.press("ctrl+s")
        await me.sees("Nobody takes part")
        await me.press("q", "1")
        assert me.room() == "TodayRoom"
        await me.sees_not("amily")
        await me.press("7")
        await me.open_row("Family and friends")
        await me.open_row("Nobody takes part")
        await me.pick("take", "yes")
        await me.fill("who", "My sister")
        await me.fill("invite", "Would you come along?")
        await me.press("ctrl+s")
        await me.press("v")
        await me.reads("My sister", "Would you come along?")
    with mina.house() as house:
        assert [each.says("take") for each in listing.items(house, FAMILY)] == ["yes"]


@pytest.mark.parametrize(
    ("unit", "label"),
    [
        ("iop.s6.commit", "Open my list: What I take part in"),
        ("iop.s6.commit", "Open my list: How ready I am"),
        ("iop.s6.group", "Open my list: What I have not said yet"),
        ("iop.s6.attend", "Open my list: Homework"),
        ("iop.s6.attend", "Open how my sessions went"),
        ("iop.s6.change", "Open my list: How it fits"),
    ],
)
async def test_a_unit_leads_to_its_list(mina: Home, unit: str, label: str) -> None:
    async with mina.visit(open_unit=unit) as me:
        await me.turn_to("Try it")
        await me.do(label)
        assert me.room() in ("BookScreen", "PageScreen")


def test_a_group_is_a_session_of_the_program() -> None:
    assert BOOKS["sessions"].snag(GROUP, TODAY) is None
