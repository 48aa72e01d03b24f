"""Today: one next thing, what is due, and no reproach."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tui.harness import TODAY, Home

from iop_tui import words
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books import BOOKS
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare, answering, listing, planning, practicing, scoring, tracking


async def test_a_first_day_offers_one_unit_and_a_way_into_every_room(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.sees("Today Mon 23 Nov", "STOP: a pause before you act", "8 min", "A skill you can use today")
        await me.reads("Nothing promised yet", "Your plan for after the program can begin with one line", "Make a safety plan", key="down")


async def test_the_next_unit_opens_with_enter_and_q_comes_back(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("enter")
        await me.sees("Some urges are fast")
        await me.press("q")
        assert me.room() == "TodayRoom"


async def test_a_unit_that_was_begun_stands_first(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("2")
        await me.open_row("My crisis kit")
        await me.press("n", "q")
        assert me.room() == "LearnRoom"
        await me.press("1")
        await me.sees("Next My crisis kit", "You began this one.")


async def test_when_the_plan_is_done_any_unit_can_be_chosen(mina: Home) -> None:
    with mina.house() as house:
        for item in planning.plan_items(house):
            answering.finish_run(house, answering.start_run(house, house.library.unit(item.unit)).value)
    async with mina.visit() as me:
        await me.sees("Choose a unit", "You have been through everything in your plan.")
        await me.press("enter")
        assert me.room() == "LearnRoom"


async def test_space_marks_a_promise_as_kept_and_takes_the_mark_away(mina: Home, size: tuple[int, int]) -> None:
    mina.promise("Call Sam")
    async with mina.visit(size) as me:
        await me.to_row("Call Sam")
        await me.sees("[ ] Call Sam")
        await me.press("space")
        await me.sees("[x] Call Sam")
        await me.press("space")
        await me.sees("[ ] Call Sam")
        await me.press("enter")
        await me.sees("[x] Call Sam")
    assert mina.marks("Call Sam")[TODAY].state == "kept"
    async with mina.visit(size) as me:
        await me.to_row("Call Sam")
        await me.sees("[x] Call Sam")


async def test_a_counted_promise_asks_how_much_when_it_is_marked(mina: Home, phone: tuple[int, int]) -> None:
    mina.promise("Read", kind="count", target=10, unit="pages")
    async with mina.visit(phone) as me:
        await me.to_row("Read")
        await me.press("space")
        await me.sees("10 pages or more")
        await me.fill("amount", "4")
        await me.press("ctrl+s")
        await me.sees("[+] Read")
    assert mina.marks("Read")[TODAY].amount == 4


async def test_a_promise_is_marked_another_way_with_a_note(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.to_row("Call Sam")
        await me.press("m")
        await me.pick("state", "partly")
        await me.fill("note", "He was at work; I left a message.")
        await me.press("ctrl+s")
        await me.sees("[+] Call Sam")
    mark = mina.marks("Call Sam")[TODAY]
    assert (mark.state, mark.note) == ("partly", "He was at work; I left a message.")


async def test_a_promise_for_another_day_stands_there_without_a_box_to_tick(mina: Home) -> None:
    mina.promise("Swim", rule="FREQ=WEEKLY;BYDAY=TU,TH")
    async with mina.visit() as me:
        await me.sees("Swim", "Tue, Thu")
        await me.sees_not("[ ] Swim")


async def test_a_number_of_days_a_week_says_how_many_are_left(mina: Home) -> None:
    commitment = mina.promise("Walk 20 minutes", times=3)
    with mina.house() as house:
        tracking.check_in(house, commitment, TODAY, "kept")
    async with mina.visit() as me:
        await me.sees("Walk 20 minutes", "1 of 3 this week, 6 days left")


@pytest.mark.parametrize(("days", "line"), [(3, words.GAP), (14, words.GAP), (30, words.GAP_MONTH)])
async def test_after_a_gap_one_kind_line_and_nothing_about_what_was_missed(mina: Home, size: tuple[int, int], days: int, line: str) -> None:
    mina.promise("Call Sam")
    with mina.house() as house:
        tracking.check_in(house, tracking.active(house)[0], TODAY, "kept")
    mina.watch.forward(days=days)
    async with mina.visit(size) as me:
        await me.sees(line)
        await me.to_row("Call Sam")
        await me.sees("[ ] Call Sam")
        await me.sees_not("missed", "days ago")
        await me.press("2", "1")
        await me.sees(line)
    async with mina.visit(size) as me:
        await me.sees_not(line)


async def test_after_a_long_gap_the_one_suggestion_is_a_skill_that_is_known(mina: Home, size: tuple[int, int]) -> None:
    with mina.house() as house:
        header = house.library.header("dbt.dt.soothe")
        assert header is not None
        practicing.keep(house, header, {"helped": 7})
    mina.watch.forward(days=15)
    async with mina.visit(size) as me:
        await me.sees("Self-soothe: comfort through the senses", "One to begin with again: helped 7 of 10")
        assert me.row() == "unit:dbt.dt.soothe"


async def test_the_next_day_has_no_gap(mina: Home) -> None:
    mina.watch.forward(days=1)
    async with mina.visit() as me:
        await me.sees("Tue 24 Nov")
        await me.sees_not(words.GAP)


async def test_the_day_rolls_over_while_the_screen_stays_open(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.to_row("Call Sam")
        await me.press("space")
        await me.sees("Mon 23 Nov", "[x] Call Sam")
        mina.watch.forward(hours=4)
        me.app._look()
        await me.sees("Tue 24 Nov", "[ ] Call Sam")


async def test_a_late_night_belongs_to_the_day_before_where_the_person_says_so(home: Home) -> None:
    home.prefs = home.prefs.__class__(country="US", zone="Europe/Berlin", day_ends_at=4, glyphs="unicode")
    home.begin()
    home.watch.forward(hours=5)
    async with home.visit() as me:
        await me.sees("Mon 23 Nov")


async def test_the_safety_row_makes_a_plan_and_opens_it(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.open_row("Make a safety plan")
        assert me.room() == "SafetyScreen"
        await me.press("q")
        assert me.room() == "TodayRoom"
        await me.press("s")
        assert me.room() == "SafetyScreen"
    with mina.house() as house:
        aftercare.save_safety_values(house, SafetyEntry(part="signs"), {"sign": "Not answering messages"})
    async with mina.visit(phone) as me:
        await me.open_row("Open your safety plan")
        await me.reads("Not answering messages", key="down")


async def test_dated_steps_of_the_aftercare_plan_are_coming(mina: Home) -> None:
    with mina.house() as house:
        aftercare.save_plan_values(house, PlanEntry(part="stepdown"), {"what": "First visit with Dr. Osei", "on": "2026-12-01"})
        aftercare.save_plan_values(house, PlanEntry(part="reviews"), {"on": str(date(2026, 11, 24))})
    async with mina.visit() as me:
        await me.sees("Coming", "First visit with Dr. Osei", "2026-12-01", "Look at the aftercare plan", "next look tomorrow")
        await me.open_row("First visit")
        assert me.room() == "AfterRoom"


async def test_a_pause_of_everything_is_said(mina: Home) -> None:
    mina.promise("Call Sam")
    with mina.house() as house:
        tracking.excuse(house, TODAY, TODAY + timedelta(days=3), "With my sister")
    async with mina.visit() as me:
        await me.sees("Everything is paused until 2026-11-26. With my sister", "[e] Call Sam")


async def test_an_own_line_stands_on_top(mina: Home, phone: tuple[int, int]) -> None:
    with mina.house() as house:
        settings = house.settings()
        planning.change_settings(
            house, house.prefs, type(settings)(id=1, rev=settings.rev, consent=1, message="One thing at a time, love.")
        )
    async with mina.visit(phone) as me:
        await me.sees("One thing at a time, love.")


async def test_q_leaves_and_asks_nothing(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("q")
        await me.wait_for(lambda: not me.app.is_running or me.app._exit, "the program leaves")


async def test_a_sign_that_is_noticed_stands_there_for_three_days_with_what_the_plan_says(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit() as me:
        assert "noticed:" not in me.rows()
    with mina.house() as house:
        values = {"sign": "Mail stays shut", "rung": "early", "do": "Open one letter", "who": "Ana"}
        aftercare.save_plan_values(house, PlanEntry(part="signs"), values)
    async with mina.visit(size) as me:
        await me.open_row("I noticed one of my signs")
        await me.open_row("Mail stays shut")
        await me.to_row("Noticed, early: Mail stays shut")
        await me.reads("Your plan says: Open one letter; Ana.", key="down")
        await me.open_row("I noticed one of my signs")
        await me.open_row("Mail stays shut")
        assert sum(row.startswith("sign:") for row in me.rows()) == 1
    mina.watch.forward(days=2)
    async with mina.visit() as me:
        await me.to_row("Noticed, early: Mail stays shut")
    mina.watch.forward(days=1)
    async with mina.visit() as me:
        assert not any(row.startswith("sign:") for row in me.rows())


async def test_a_sign_that_was_noticed_by_mistake_is_taken_back(mina: Home) -> None:
    with mina.house() as house:
        aftercare.save_plan_values(house, PlanEntry(part="signs"), {"sign": "Mail stays shut"})
    async with mina.visit() as me:
        await me.open_row("I noticed one of my signs")
        await me.open_row("Mail stays shut")
        await me.undo()
        assert not any(row.startswith("sign:") for row in me.rows())


async def test_the_step_one_stands_at_is_named_and_any_other_can_be_gone_on_with(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.to_row("Step 6: staying with it")
        await me.reads("0 of 6 done", key="down")
        await me.open_row("Step 6: staying with it")
        await me.sees("The seven steps")
        await me.open_row("Step 2: find a program")
        assert me.room() == "ReaderScreen"
        await me.sees("Build a candidate list")


async def test_who_wants_skills_only_sees_no_step(home: Home) -> None:
    async with home.begin(stage="skills only").visit() as me:
        assert "step:" not in me.rows()


async def test_a_score_sheet_whose_time_has_come_is_named_and_opens(mina: Home, size: tuple[int, int]) -> None:
    with mina.house() as house:
        scoring.keep(house, house.library.sheet("gad7"), {}, typed=9)
    async with mina.visit(size) as me:
        assert "sheet:gad7" not in me.rows()
    for _ in range(7):
        mina.watch.forward(days=2)
        async with mina.visit():
            pass
    async with mina.visit(size) as me:
        await me.open_row("Score sheet GAD-7 can be filled in")
        assert me.room() == "SheetScreen"


async def test_many_things_from_lists_do_not_push_the_rest_away(mina: Home) -> None:
    with mina.house() as house:
        for number in range(6):
            listing.keep(
                house, BOOKS["homework"], BOOKS["homework"].kind(), {"what": f"Sheet {number}", "due": house.clock.today().isoformat()}
            )
    async with mina.visit() as me:
        await me.sees("Sheet 0", "Sheet 2", "and 3 more, in Program", "Diary card")
        await me.sees_not("Sheet 3")
        await me.open_row("and 3 more")
        await me.sees("Program", "Homework")
