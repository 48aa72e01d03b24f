"""Progress: three bars, and one's own numbers as charts that can be read without color, in any width, and by ear."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tui.harness import TODAY, WIDE, Home
from year import Year, keep, year

from iop_tui import words
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.commitments import Commitment
from iop_tui.domain.diary import Target
from iop_tui.domain.measures import Score
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare, diarying, tracking
from iop_tui.store.prefs import Prefs
from iop_tui.tui.widgets.rows import Rows

LOOKS = ("Scores", "Time line", "Feelings and urges", "Sleep", "Skills used", "What has helped me", "Commitments", "Plan", "8 weeks")

CALL_SAM = Commitment(title="Call Sam", starts=TODAY - timedelta(days=3))


@pytest.fixture(scope="module")
def made() -> Year:
    return year(TODAY)


@pytest.fixture
def lived(mina: Home, made: Year) -> Home:
    """Mina, a year later."""
    with mina.house() as house:
        keep(house, made)
    return mina


# The list


async def test_the_room_has_three_bars_and_what_there_is_to_see(lived: Home, size: tuple[int, int]) -> None:
    async with lived.visit(size) as me:
        await me.press("6")
        await me.sees("Progress", "30 days", "Preparation", "things", "Commitment", "marked days", "[####")
        await me.reads("Support", *LOOKS, key="down")


async def test_an_empty_room_says_how_each_begins(home: Home, size: tuple[int, int]) -> None:
    home.begin(stage="skills only", need="mental health")
    async with home.visit(size) as me:
        await me.press("6")
        await me.reads(
            "It begins with any one of these",
            "It begins with one small promise (3, then n)",
            "It begins with one first name, or the number of a clinic",
            key="down",
        )


@pytest.mark.parametrize(
    ("look", "says"),
    [
        ("Scores", "S opens the score sheets."),
        ("Time line", "The diary card (5) begins it."),
        ("Feelings and urges", "The diary card (5) fills this"),
        ("Sleep", "The hours of sleep on your diary card (5)"),
        ("Skills used", "Press t, here or in any room"),
        ("What has helped me", "say how strong it was before and after"),
        ("Commitments", "The days you mark in Keep (3) stand here."),
    ],
)
async def test_an_empty_page_says_what_fills_it(mina: Home, phone: tuple[int, int], look: str, says: str) -> None:
    async with mina.visit(phone) as me:
        await me.press("6")
        await me.open_row(look)
        await me.reads(says)


async def test_a_page_has_no_numbers_yet_and_w_says_so(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("6")
        await me.open_row("Sleep")
        await me.press("w")
        await me.hears("There are no rows behind this yet.")


async def test_the_room_is_six_and_its_key_stands_on_today(mina: Home) -> None:
    async with mina.visit() as me:
        await me.sees("6 Progress")
        await me.press("6")
        assert me.room() == "ProgressRoom"
        await me.press("q")
        assert me.room() == "TodayRoom"


async def test_a_skill_that_was_tried_from_here_is_seen_here(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("6", "t")
        await me.open_row("STOP")
        await me.fill("before", "8")
        await me.fill("after", "5")
        await me.press("ctrl+s")
        await me.open_row("What has helped me")
        await me.sees("After it, distress was 3 lower (1 use, too few to say more).")


# Pages


@pytest.mark.parametrize("look", LOOKS)
async def test_every_page_opens_and_leads_back_to_its_row(lived: Home, size: tuple[int, int], look: str) -> None:
    async with lived.visit(size) as me:
        await me.press("6")
        await me.open_row(look)
        assert me.room() in ("LookScreen", "HelpedScreen", "CourseScreen")
        assert me.lines()[0].strip().startswith(look)
        await me.press("q")
        assert me.room() == "ProgressRoom"
        chosen = me.app.screen.query_one(Rows).chosen
        assert chosen and chosen.text == look


async def test_a_chart_stands_whole_on_a_phone_with_axes_dates_and_gaps(lived: Home, phone: tuple[int, int], made: Year) -> None:
    async with lived.visit(phone) as me:
        await me.press("6")
        await me.open_row("Feelings")
        lines = me.lines()
        axis = [line[1:4].strip() for line in lines if " |" in line]
        assert axis == ["10", "8", "6", "4", "2", "0"]
        assert "25 Oct" in lines[-2] and "23 Nov" in lines[-2]
        rows = [line.partition(" |")[2].ljust(30) for line in lines if " |" in line]
        for n in range(30):
            column = "".join(row[n] for row in rows)
            assert column.count("*") == (TODAY - timedelta(days=29 - n) in made.cards)


@pytest.mark.parametrize("width", [(80, 24), (40, 12)])
async def test_charts_are_plain_signs_that_need_no_color(
    home: Home, made: Year, width: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    home.prefs = Prefs(country="US", zone="Europe/Berlin", glyphs="ascii", theme="ansi")
    with home.begin().house() as house:
        keep(house, made)
    async with home.visit(width) as me:
        await me.press("6")
        for look in ("Time line", "Feelings", "Commitments"):
            await me.open_row(look)
            assert "\n".join(me.lines()[2:-1]).isascii()
            await me.press("q")


async def test_the_sentence_under_a_chart_says_the_same(lived: Home, phone: tuple[int, int]) -> None:
    async with lived.visit(phone) as me:
        await me.press("6")
        await me.open_row("Sleep")
        await me.reads("From 25 Oct to 23 Nov 2026: filled in on", "Lowest", "Highest", "Latest", "Mean")


async def test_one_key_goes_through_the_ranges_and_the_list_follows(lived: Home) -> None:
    async with lived.visit() as me:
        await me.press("6")
        await me.open_row("Feelings")
        await me.sees("30 days", "* is one day.")
        await me.press("r")
        await me.sees("all there is", "the mean of one week")
        await me.press("q")
        await me.sees("all there is")
        await me.press("r")
        await me.sees("7 days")


async def test_a_page_with_a_range_of_its_own_says_so(lived: Home) -> None:
    async with lived.visit() as me:
        await me.press("6")
        await me.open_row("8 weeks")
        await me.press("r")
        await me.hears("This page has a range of its own.")


async def test_w_shows_the_rows_behind_a_page_and_behind_the_row_under_the_cursor(lived: Home, phone: tuple[int, int]) -> None:
    async with lived.visit(phone) as me:
        await me.press("6")
        await me.to_row("Sleep")
        await me.press("w")
        await me.sees("Sleep: the rows", "Nov 2026")
        await me.press("q", "enter", "w")
        await me.sees("Sleep: the rows")


async def test_the_scores_lead_to_their_sheets_and_back_to_what_is_new_there(lived: Home, made: Year) -> None:
    async with lived.visit() as me:
        await me.press("6")
        await me.open_row("Scores")
        await me.sees("12 months", "PHQ-9, 0 to 27", "From the first to the latest,")
        await me.press("S")
        assert me.room() == "ScoresScreen"
        with lived.house() as other:
            newest = max((each for each in made.scores if each.sheet == "phq9"), key=lambda each: each.day or TODAY)
            other.store.shelf(Score).put(replace(newest, id=Score.id_for("phq9", TODAY), day=TODAY, total=3))
        await me.press("q")
        assert me.room() == "CourseScreen"
        await me.sees("Latest 3, on Mon 23 Nov.", "The latest is called minimal.", "bigger than chance")
        await me.press("r")
        await me.sees("all there is")
        await me.press("r")
        await me.sees("12 months")


async def test_s_opens_the_sheets_from_the_list_too(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("6", "S")
        assert me.room() == "ScoresScreen"


async def test_b_takes_the_frame_away(lived: Home) -> None:
    async with lived.visit() as me:
        await me.press("6", "enter", "b")
        await me.sees_not("Help now")
        await me.press("b")
        await me.sees("Help now")


async def test_d_says_how_strong_it_is_now_and_what_was_used_at_that_level_comes_first(lived: Home, size: tuple[int, int]) -> None:
    async with lived.visit(size) as me:
        await me.press("6")
        await me.open_row("What has helped me")
        await me.sees("distress now: any")
        await me.press("d")
        await me.reads("distress now: 7 to 10", "When distress was 7 to 10 before", "that is not proof.")
        await me.press("d", "d", "d")
        await me.sees("distress now: any")


# What the numbers mean


async def test_question_mark_names_every_row_of_the_three_bars(mina: Home, phone: tuple[int, int]) -> None:
    with mina.house() as house:
        aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "Ana"}})
        aftercare.save_plan_values(house, PlanEntry(part="signs"), {"sign": "sleeping past noon"})
        tracking.check_in(house, tracking.save_commitment(house, CALL_SAM).value, TODAY, "partly")
    async with mina.visit(phone) as me:
        await me.press("6", "?")
        await me.reads(
            "a safety plan with somebody to turn to: there",
            "a plan for after the program, begun: there",
            "a first skill, learned or tried: not yet",
            "1 of 1 marked days, 1 of them partly. Call Sam: kept 0, partly 1, missed 0.",
            "somebody to tell that you are not doing well (Ana): there",
            words.NO_GRADE,
            "another range: the last 7 days, the last 30, all there is",
        )


@pytest.mark.parametrize("look", LOOKS)
async def test_question_mark_explains_the_numbers_of_every_page(lived: Home, look: str) -> None:
    async with lived.visit() as me:
        await me.press("6")
        await me.open_row(look)
        await me.press("?")
        await me.sees("What the numbers mean")


async def test_a_bar_opens_its_rows(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("6")
        await me.open_row("Support")
        await me.sees("Support (not begun yet)", "somebody to tell that you are not doing well: not yet")


@pytest.mark.parametrize("words", ["[/b] and [@click=app.quit]x", "می\u200cخواهم", "\U0001f468\u200d\U0001f469\u200d\U0001f467 家族"])
async def test_a_row_of_ones_own_is_text_in_every_width(mina: Home, size: tuple[int, int], words: str) -> None:
    with mina.house() as house:
        row = diarying.save_target(house, Target(kind="feeling", title=words)).value
        diarying.fill_in(house, TODAY, row, 6)
        tracking.check_in(house, tracking.save_commitment(house, replace(CALL_SAM, title=words)).value, TODAY, "kept")
    async with mina.visit(size) as me:
        await me.press("6")
        for look in ("Time line", "Feelings", "Commitments"):
            await me.open_row(look)
            await me.reads(words)
            await me.press("w")
            await me.reads(words)
            await me.press("q", "q")


# Beside the list


async def test_on_a_wide_screen_the_page_stands_beside_the_list_and_follows_the_cursor(lived: Home) -> None:
    async with lived.visit(WIDE) as me:
        await me.press("6")
        await me.to_row("Sleep")
        await me.sees("Hours of sleep, hours")
        await me.to_row("What has helped me")
        await me.sees("Distress before and after a skill")
        await me.press("d")
        await me.sees("When distress was 7 to 10 before")
        assert all(len(line) <= WIDE[0] for line in me.lines())


async def test_on_a_narrow_one_d_opens_what_has_helped(lived: Home) -> None:
    async with lived.visit() as me:
        await me.press("6", "d")
        assert me.room() == "HelpedScreen"


# Other windows, undo, and coming back


async def test_what_another_window_marks_is_seen_here(mina: Home) -> None:
    promise = mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("6")
        await me.open_row("Commitments")
        with mina.house() as other:
            tracking.check_in(other, promise, TODAY, "kept")
        me.app.refresh_room()
        await me.sees("1 mark on 1 day; of every 100 marks 100 were kept")


async def test_it_is_the_same_after_leaving_and_coming_back(lived: Home) -> None:
    seen: list[str] = []
    for _ in range(2):
        async with lived.visit() as me:
            await me.press("6")
            await me.open_row("Time line")
            seen.append(me.screen())
    assert seen[0] == seen[1]
