"""Toward the end of a program and after it: the countdown, what was agreed, versions, check-ups, people, places, groups."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tui.harness import TODAY, Home

from iop_tui.domain.aftercare import GAP_ASK, PlanEntry
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.sessions import SUPPORT, Session
from iop_tui.services import aftercare, asking, checkups, groups, listing, scheduling, versions
from iop_tui.tui.screens.groups import GroupsScreen


def program(home: Home, days: int) -> None:
    """A program whose last day is so many days ahead."""
    last = (TODAY + timedelta(days=days)).isoformat()
    values = {"days": ["Mon", "Wed", "Fri"], "from": "2026-10-01", "to": last, "begins": "09:00", "ends": "12:00"}
    home.keep("sessions", values)


def put(home: Home, part: str, **values: Any) -> None:
    with home.house() as house:
        aftercare.save_plan_values(house, PlanEntry(part=part), values)


def plan(home: Home) -> list[PlanEntry]:
    with home.house() as house:
        return aftercare.plan(house)


# The countdown and the first visit


async def test_the_last_four_weeks_stand_on_today_and_open_the_list(mina: Home, size: tuple[int, int]) -> None:
    program(mina, 25)
    async with mina.visit(size) as me:
        await me.open_row("25 days to the planned last day; stepping down: 0 of 10")
        await me.press("space", "q")
        await me.to_row("stepping down: 1 of 10")
        await me.press("?")
        await me.reads("The planned last day is 2026-12-18, from the last day of your sessions")


async def test_after_the_last_day_the_countdown_is_gone(mina: Home) -> None:
    program(mina, 2)
    async with mina.visit() as me:
        await me.reads("2 days to the planned last day", key="down")
    mina.watch.forward(days=3)
    async with mina.visit() as me:
        await me.press("1")
        assert "tool:stepdown" not in me.rows()


async def test_a_first_visit_that_is_far_off_is_a_fact_and_one_key_makes_it_a_question(mina: Home, phone: tuple[int, int]) -> None:
    program(mina, 25)
    put(mina, "stepdown", what="Dr. Osei", kind="a visit", on="2026-12-30")
    async with mina.visit(phone) as me:
        await me.press("4")
        await me.open_row("yours is after 12: a question for your team.")
        await me.hears("Added. It stands on Today, under Ask.")
        await me.press("enter")
        await me.hears("It is among your questions already.")
        await me.press("v")
        await me.reads("yours is after 12: a question for your team.")
    with mina.house() as house:
        assert [(each.text, each.whom) for each in asking.questions(house)] == [(GAP_ASK, "my team")]


# Agreed


async def test_an_entry_is_agreed_with_somebody_and_shown_beside_it_and_on_the_page(mina: Home, size: tuple[int, int]) -> None:
    put(mina, "lapse", step="Call Ana")
    async with mina.visit(size) as me:
        await me.press("4")
        await me.to_row("Call Ana")
        await me.press("g")
        await me.fill("with", "Dr. Osei")
        await me.fill("open", "Who is there at night?")
        await me.pick("ask", "yes")
        await me.press("ctrl+s")
        await me.hears("1 question added.")
    async with mina.visit(size) as me:
        await me.press("4")
        await me.to_row("Call Ana")
        await me.sees("agreed with Dr. Osei, Mon 23 Nov; open: Who is there at night?")
        await me.press("v")
        await me.reads("Agreed with Dr. Osei, Mon 23 Nov")
        await me.press("q")
        await me.open_row("Call Ana")
        await me.fill("step", "Call Ana, then Sam")
        await me.press("ctrl+s")
        await me.to_row("Call Ana, then Sam")
        await me.sees("changed since")


async def test_a_whole_part_is_agreed_and_undone_and_an_empty_part_waits(mina: Home) -> None:
    put(mina, "lapse", step="Sit down")
    put(mina, "lapse", step="Call Ana")
    async with mina.visit() as me:
        await me.press("4")
        await me.to_row("If I slip")
        await me.press("g")
        await me.sees("If I slip: 2 entries")
        await me.fill("on", "2026-11-24")
        await me.fill("with", "my team")
        await me.press("ctrl+s")
        await me.hears("That day has not come yet.")
        assert me.box("with").raw == "my team"
        await me.fill("on", "2026-11-20")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "AfterRoom", "the form closes")
        assert [each.agreed_with for each in plan(mina)] == ["my team", "my team"]
        await me.undo()
        assert [each.agreed_with for each in plan(mina)] == ["", ""]
        await me.to_row("Hard situations")
        await me.press("g")
        await me.hears("Nothing stands in this part yet.")


# Versions


async def test_an_older_version_is_read_and_an_entry_of_it_copied_back(mina: Home, phone: tuple[int, int]) -> None:
    put(mina, "lapse", step="Call Ana")
    mina.watch.forward(days=1)
    async with mina.visit(phone) as me:
        await me.press("4", "V")
        await me.sees("As it stood then: 1 entry")
        await me.press("q")
        await me.to_row("Call Ana")
        await me.press("d", "V")
        await me.sees("Tue 24 Nov 2026", "Removed: Call Ana")
        await me.open_row("Mon 23 Nov 2026")
        await me.sees("As it stood on 2026-11-23", "not in the plan now")
        await me.press("r")
        await me.hears("Copied into the plan of today.")
        await me.press("r")
        await me.hears("It stands in the plan of today as it is.")
        await me.press("v")
        await me.reads("As it stood on this day.", "1. Call Ana")
        await me.press("q", "d")
        await me.sees("Nothing stood in it on this day.")
        await me.undo()
        await me.sees("Call Ana")
        await me.press("enter")
        await me.press("q", "q", "q")
        await me.to_row("Call Ana")


async def test_undo_of_a_change_takes_its_version_along(mina: Home) -> None:
    put(mina, "lapse", step="Call Ana")
    mina.watch.forward(days=1)
    async with mina.visit() as me:
        await me.press("4")
        await me.to_row("Call Ana")
        await me.press("d")
        await me.undo()
        await me.press("V")
        await me.sees("Mon 23 Nov 2026")
        await me.sees_not("Tue 24 Nov 2026")


async def test_the_safety_plan_has_earlier_versions_too(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("s", "V")
        await me.sees("Nothing here yet. From the first change on")


# Check-ups


async def test_a_checkup_is_filled_in_from_today_and_seen_in_the_list(mina: Home, size: tuple[int, int]) -> None:
    program(mina, -14)
    async with mina.visit(size) as me:
        await me.open_row("2 weeks after the program: how is it going?")
        await me.fill("how", "6")
        await me.fill("holds", "Up by nine")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "TodayRoom", "the form closes")
        assert "checkup:2" not in me.rows()
    async with mina.visit(size) as me:
        await me.press("4")
        await me.open_row("Check-ups after the program")
        await me.open_row("After 2 weeks")
        assert me.box("how").raw == "6"
        await me.press("escape", "q")
        await me.sees("6 of 10")
        await me.open_row("After 4 weeks")
        await me.hears("It comes up on Today by itself.")
        await me.press("?")
        await me.reads("The check-ups stand 1, 2, 4, 8, 12, 26, 52 weeks after the last day", "6 after 2 weeks")
        await me.press("q", "v")
        await me.reads("What holds?", "Up by nine")


async def test_without_a_schedule_the_person_says_which_day_was_the_last(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("7")
        await me.open_row("Check-ups after the program")
        await me.open_row("Say which day is, or was, my last day")
        await me.fill("last", "2026-11-10")
        await me.press("ctrl+s")
        await me.reads("After 1 week, Tue 17 Nov 2026", key="down")
        await me.undo()
        await me.sees("They begin by themselves")
    program(mina, 5)
    async with mina.visit(phone) as me:
        await me.press("7")
        await me.open_row("Check-ups after the program")
        await me.press("e")
        await me.hears("Your schedule has it: 2026-11-28.")


async def test_an_empty_checkup_saves_nothing_and_a_removed_one_comes_back(mina: Home) -> None:
    program(mina, -8)
    async with mina.visit() as me:
        await me.open_row("1 week after the program: how is it going?")
        await me.press("ctrl+s")
        await me.hears("Nothing is filled in yet.")
        await me.fill("next", "Call Ana")
        await me.press("ctrl+s", "7")
        await me.open_row("Check-ups after the program")
        await me.to_row("After 1 week")
        await me.press("d")
        await me.sees("can be filled in")
        await me.undo()
        await me.sees("Call Ana")
    with mina.house() as house:
        assert list(checkups.filled(house)) == [1]


# People


async def test_people_stand_by_role_with_the_next_contact_and_i_is_done_with_it(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("People on my side")
        await me.sees("Nobody listed to call for help yet.")
        await me.open_row("Write the first one down")
        await me.to_field("contact")
        await me.type("Ana\n555 0100")
        await me.pick("role", "friend")
        await me.fill("next", "coffee")
        await me.fill("next-on", "2026-11-24")
        await me.press("ctrl+s")
        await me.to_row("Ana, 555 0100")
        await me.reads("Friend", "next: coffee, Tue 24 Nov")
        await me.press("q", "1")
        await me.open_row("Ana: coffee")
        await me.to_row("Ana, 555 0100")
        await me.press("i")
        await me.sees("next: coffee, Tue 24 Nov", "last in touch Mon 23 Nov")
    mina.watch.forward(days=1)
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("People on my side")
        await me.to_row("Ana, 555 0100")
        await me.press("i")
        await me.sees_not("coffee")
        await me.undo()
        await me.sees("coffee")


async def test_a_person_of_the_list_is_the_one_of_the_plan(mina: Home) -> None:
    put(mina, "people", contact={"name": "Ana", "phone": "", "note": ""}, **{"for": ["help when it is hard"]})
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("People on my side")
        await me.sees("1 listed, 1 for help", "No role yet")
        await me.open_row("Ana")
        await me.pick("role", "sponsor")
        await me.press("ctrl+s")
        await me.sees("Sponsor")
        await me.press("v")
        await me.reads("Sponsor", "help when it is hard")
        await me.press("q", "d")
        await me.sees("Write the first one down")
        await me.undo()
        await me.press("q", "4")
        await me.to_row("Ana")


# Groups and places


async def test_the_starter_list_is_narrowed_read_copied_and_made_a_favorite(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("7")
        await me.open_row("Groups and places")
        await me.reads("No path is the only one.", key="down")
        await me.press("s")
        await me.type("silence")
        await me.press("enter")
        await me.sees_not("LifeRing")
        await me.open_row("Recovery Dharma")
        await me.reads("You need not be a Buddhist.", "Nobody has checked this lately.")
        await me.press("q")
        await me.to_row("Recovery Dharma")
        await me.press("c")
        await me.hears("Copied. It stands in your plan now, under Resources.")
        await me.press("s")
        await me.clear()
        await me.press("escape")
        await me.to_row("LifeRing")
        await me.press("f")
        await me.press("home")
        await me.sees("LifeRing")
        await me.press("f")
    found = [(each.says("name"), each.says("favorite")) for each in plan(mina)]
    assert found == [("Recovery Dharma and Refuge Recovery", ""), ("LifeRing", "")]


async def test_a_place_of_ones_own_is_written_down_and_undone(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("Groups and places")
        await me.press("a")
        await me.fill("name", "Choir")
        await me.pick("liked", "yes")
        await me.press("ctrl+s")
        await me.to_row("Choir")
        await me.sees("liked")
        await me.undo()
        await me.sees("Nothing yet.")


async def test_a_support_group_is_written_down_and_one_key_says_one_was_there(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("7")
        await me.open_row("Support groups")
        await me.open_row("Write the first one down")
        await me.pick("days", "Tue")
        await me.fill("from", "2026-11-01")
        await me.fill("begins", "19:00")
        await me.fill("ends", "20:00")
        await me.pick("liked", "yes")
        await me.press("ctrl+s")
        await me.to_row("Support group")
        await me.sees("not tried yet")
        await me.press("m")
        await me.hears("Marked: Tue 17 Nov, attended.")
        await me.sees("attended 1 time")
        await me.press("?")
        await me.reads("every meeting that you marked")
        await me.press("q", "m")
        await me.sees("not tried yet")
        await me.press("d")
        await me.sees("Write the first one down")
        await me.undo()
        await me.sees("not tried yet")
    with mina.house() as house:
        assert [each.session.kind for each in groups.groups(house)] == [SUPPORT]


async def test_m_keeps_the_note_of_a_meeting_and_says_attended(mina: Home) -> None:
    with mina.house() as house:
        values = {"kind": SUPPORT, "title": "Choir", "days": ["Tue"], "from": "2026-11-01", "begins": "19:00", "ends": "20:00"}
        session = listing.keep(house, SESSIONS, Session(), values).value
        assert isinstance(session, Session)
        at = groups.last_meeting(house, session)
        assert at is not None
        scheduling.mark(house, at, "missed", "the way there", "no bus")
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("Support groups")
        await me.press("m")
        await me.hears("Marked: Tue 17 Nov, attended.")
        await me.press("m")
        await me.hears("with a note")
        await me.sees("attended 1 time")
    with mina.house() as house:
        mark = groups.mark_of(house, at)
        assert mark is not None and (mark.state, mark.note) == ("attended", "no bus")


async def test_a_change_from_another_window_is_seen_in_these_lists(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("7")
        await me.open_row("People on my side")
        put(mina, "people", contact={"name": "Ana", "phone": "", "note": ""})
        me.app._look()
        await me.sees("Ana")
    with mina.house() as house:
        assert len(versions.told(house, PlanEntry.table)) == 1


async def test_a_list_that_is_just_opening_is_not_asked_to_show_anything_yet(mina: Home) -> None:
    async with mina.visit() as me:
        me.app.push_screen(GroupsScreen())
        me.app.refresh_room()
        await me.sees("Write the first one down")


# Stages


async def test_stages_stand_in_their_order_in_ones_own_words(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("4")
        for stage, looks in (("a crisis", "No sleep"), ("well", "Up by nine")):
            await me.to_row("My stages")
            await me.press("a")
            await me.pick("stage", stage)
            await me.fill("looks", looks)
            await me.press("ctrl+s")
            await me.to_row(stage)
        await me.press("v")
        await me.reads("My stages", "Up by nine", "No sleep")
    assert [each.says("stage") for each in plan(mina)] == ["a crisis", "well"]
