"""Start: a newcomer's first three minutes."""

from __future__ import annotations

from textual.widget import Widget
from tui.harness import Home, Person

from iop_tui import words
from iop_tui.tui.screens.start import STEPS
from iop_tui.tui.widgets.frame import HelpKey


async def agree(me: Person) -> None:
    """Read the first page and go on."""
    await me.reads("It is not treatment")
    await me.do(words.CONSENT)
    await me.sees("About you")


async def go_on(me: Person) -> None:
    await me.do("Go on")


async def to_passphrase(me: Person, age: str = "18 or over") -> None:
    await agree(me)
    await me.pick("age", age)
    await go_on(me)
    await me.sees("Where you are")
    await me.pick("country", "Germany")
    await me.fill("zone", "Europe/Berlin")
    await go_on(me)
    await me.sees("What brings you")
    await me.pick("need", "both")
    await me.pick("stage", "attending")
    await me.pick("minutes", "10")
    await go_on(me)
    await me.sees("A passphrase", "5 of 6")


async def to_last_page(me: Person, age: str = "18 or over") -> None:
    await to_passphrase(me, age)
    await me.do("Not now")
    await me.sees("Your plan", "6 of 6")


async def test_the_last_page_shows_its_choices_at_once_and_promises_no_way_back(home: Home) -> None:
    async with home.visit() as me:
        await to_last_page(me)
        await me.sees("Begin with a first skill", "Go to Today", "Make a safety plan", "Tab Other choice")
        assert "Esc" not in me.lines()[-1]


async def test_a_newcomer_answers_a_few_questions_and_gets_a_plan(home: Home, size: tuple[int, int]) -> None:
    async with home.visit(size) as me:
        assert me.room() == "StartScreen"
        await to_last_page(me)
        await me.reads("STOP: a pause before you act", "A skill you can use today")
        await me.do("Go to Today")
        await me.sees("Today", "week 1 of", "STOP: a pause before you act")
        assert me.house.prefs.country == "DE"
        assert me.house.prefs.zone == "Europe/Berlin"
    settings = home.settings()
    assert (settings.age, settings.need, settings.stage, settings.minutes) == ("adult", "both", "attending", 10)
    async with home.visit(size) as me:
        assert me.room() == "TodayRoom"


async def test_the_plan_leads_to_its_first_skill_and_to_the_safety_plan(home: Home) -> None:
    async with home.visit() as me:
        await to_last_page(me)
        await me.do("Make a safety plan")
        assert me.room() == "SafetyScreen"
        await me.press("q")
        assert me.room() == "TodayRoom"
    async with home.visit() as me:
        assert me.room() == "TodayRoom"


async def test_the_first_skill_opens_from_start_and_leads_back_to_today(home: Home) -> None:
    async with home.visit() as me:
        await to_last_page(me)
        await me.do("Begin with a first skill")
        await me.sees("STOP: a pause before you act", "Why 1 of")
        await me.press("q")
        assert me.room() == "TodayRoom"


async def test_the_first_page_says_what_this_is_not_who_can_read_it_and_where_help_is(home: Home, phone: tuple[int, int]) -> None:
    async with home.visit(phone) as me:
        await me.rest()
        shown = me.flat()
        assert "It is not treatment" in shown, "the first words are in sight before anything is pressed"
        await me.reads(*words.IS_NOT, *words.KEPT_WHERE, words.IF_NOT_SAFE, key="down")


async def test_going_back_a_page_keeps_what_was_answered(home: Home, phone: tuple[int, int]) -> None:
    async with home.visit(phone) as me:
        await agree(me)
        await me.pick("age", "13 to 17")
        await me.fill("trusted_adult", "Aunt Rosa")
        await go_on(me)
        await me.sees("Where you are")
        await me.press("escape")
        await me.sees("About you")
        assert me.box("age").raw == "13 to 17"
        assert me.box("trusted_adult").raw == "Aunt Rosa"
        await me.press("escape")
        await me.sees("What this is", "1 of 6")


async def test_nobody_under_thirteen_goes_on_and_help_stays_open(home: Home, size: tuple[int, int]) -> None:
    async with home.visit(size) as me:
        await agree(me)
        await me.pick("age", "under 13")
        await go_on(me)
        assert words.UNDER_13 in me.said
        await me.sees("About you")
        await me.press("ctrl+g")
        assert me.room() == "HelpScreen"
        await me.press("q")
        await me.sees("About you")
    assert not home.settings().has_started


async def test_an_age_is_needed_because_it_opens_and_closes_units(home: Home) -> None:
    async with home.visit() as me:
        await agree(me)
        await go_on(me)
        assert words.AGE_FIRST in me.said
        await me.sees("About you")


async def test_a_teen_starts_with_a_trusted_adult_and_without_adult_units(home: Home, size: tuple[int, int]) -> None:
    async with home.visit(size) as me:
        await agree(me)
        await me.pick("age", "13 to 17")
        await me.fill("trusted_adult", "Aunt Rosa")
        await go_on(me)
        await go_on(me)
        await me.pick("need", "both")
        await go_on(me)
        await me.do("Not now")
        await me.do("Go to Today")
        await me.press("2", "a")
        await me.reads("STOP: a pause before you act", key="down")
        rows = me.rows()
        assert not any(row.startswith("sud.core.refuse") for row in rows)
    assert home.settings().age == "teen"
    assert home.settings().trusted_adult == "Aunt Rosa"


async def test_an_unknown_zone_gets_a_sentence_with_near_ones_and_stays_in_its_field(home: Home, size: tuple[int, int]) -> None:
    async with home.visit(size) as me:
        await agree(me)
        await me.pick("age", "18 or over")
        await go_on(me)
        await me.fill("zone", "Berlin")
        await go_on(me)
        await me.sees("The time zone Berlin is not known.", "Europe/Berlin")
        assert me.box("zone").raw == "Berlin"
        await me.fill("zone", "Europe/Berlin")
        await go_on(me)
        await me.sees("What brings you")


async def test_leaving_before_the_end_begins_nothing(home: Home) -> None:
    async with home.visit() as me:
        await agree(me)
        await me.press("ctrl+q")
    assert not home.settings().has_started
    async with home.visit() as me:
        assert me.room() == "StartScreen"


async def test_the_focus_does_not_fall_on_help_while_a_page_changes(home: Home) -> None:
    async with home.visit() as me:
        passed: list[Widget | None] = []
        me.app.screen.watch(me.app.screen, "focused", lambda focused: passed.append(focused))  # Textual takes no built-in one
        await to_last_page(me)
        assert len(passed) > len(STEPS)
        assert not [each for each in passed if isinstance(each, HelpKey)]
