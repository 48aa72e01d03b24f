"""Score sheets: numbers from a form, with the safety line before everything else, whatever the total."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui import words
from iop_tui.domain.measures import Score
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare, entries, scoring
from iop_tui.tui.widgets.cells import Cells

INSTRUMENT = """[[sheet]]
id = "clinic-mood"
title = "Mood of the week"
look_back = "the last 7 days"
every = 7
credit = "Riverside Clinic."
topics = ["sleep", "hope"]
answers = [0, 3]
[[sheet.line]]
number = 1
sentence = "I lay awake and [/b] listened to the rain until the windows went gray."
[[sheet.line]]
number = 2
sentence = "I thought that it was not worth it."
safety = 1
[[sheet.line.answer]]
value = 0
words = "never"
[[sheet.line.answer]]
value = 2
words = "most days"
"""


def scores(home: Home) -> list[Score]:
    with home.house() as house:
        return scoring.scores(house)


def keep(home: Home, answers: dict[int, int], name: str = "phq9", days_ago: int = 21, typed: int | None = None) -> None:
    """A score from before, or from another window."""
    with home.house() as house:
        sheet = house.library.sheet(name)
        assert sheet is not None
        scoring.keep(house, sheet, answers, typed, TODAY - timedelta(days=days_ago))


async def open_sheet(me: Person, name: str) -> None:
    """Pick a sheet that was never used."""
    await me.press("S", "n")
    await me.open_row(name)
    assert me.room() == "SheetScreen"


async def to_cell(me: Person, cell_id: str) -> None:
    cells = me.app.screen.query_one(Cells)
    ids = [cell.id for cell in cells.cells()]
    for _ in range(60):
        here = cells.at
        assert here is not None
        if here.id == cell_id:
            return
        await me.press("down" if ids.index(here.id) < ids.index(cell_id) else "up")
    raise AssertionError(f"the cursor does not come to {cell_id!r}")


# By lines


async def test_a_sheet_is_filled_in_line_by_line_and_says_what_came_out(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await me.press(*"112100100", "2")
        await me.sees("9 of 9 lines")
        await me.press("enter", "enter")
        await me.reads("6 of 27: mild", words.SCORE_IS, words.SCORE_TALK, "The next one fits from 2026-12-07.", "Kroenke")
        await me.press("q")
        await me.reads("PHQ-9, low mood", "6 of 27", "mild; next from 2026-12-07; today can be corrected", key="down")
    [score] = scores(mina)
    assert (score.total, score.safety, score.day) == (6, 0, TODAY)
    assert score.by_line == {1: 1, 2: 1, 3: 2, 4: 1, 5: 0, 6: 0, 7: 1, 8: 0, 9: 0, 10: 2}


async def test_a_safety_line_of_one_opens_the_page_before_any_total_and_a_low_total_never_hides_it(
    mina: Home, size: tuple[int, int]
) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await me.press(*"00000000")
        assert me.room() == "SheetScreen"
        await me.press("1")
        assert me.room() == "SafeScreen"
        assert scores(mina) == []
        await me.sees(words.SAFE_ASK, words.SAFE_THANKS, "[ Yes ] [ No ] [ Not sure ]", "call 911 now")
        await me.reads(words.SAFE_COMMON, words.SAFE_NOBODY, "Crisis Text Line", "[ Open my safety plan ]", words.SAFE_WAITS)
        await me.sees_not(words.SAFE_TELL_TEAM)
        await me.press("q")
        await me.hears(words.HELP_AFTER)
        await me.sees("9 of 9 lines")
        await me.press("ctrl+s")
        await me.sees("You answered the line 'death or self-harm' with 1.")
        await me.reads("call 911 now", "1 of 27: minimal")
    assert [(each.total, each.safety) for each in scores(mina)] == [(1, 1)]


async def test_keys_typed_in_a_hurry_answer_nothing_on_the_page(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "line:9")
        await me.press("1", "enter", "0", "2", "enter")
        assert me.room() == "SafeScreen"
        await me.sees(words.SAFE_ASK)
        await me.press("q")
        await me.sees("1 of 9 lines")


@pytest.mark.parametrize("key", ["n", "m"])
async def test_no_and_not_sure_bring_number_and_line_first_then_a_person_then_the_plan(mina: Home, size: tuple[int, int], key: str) -> None:
    with mina.house() as house:
        aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "Sam", "phone": "555 0100", "note": ""}})
        aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": "Walk the dog [/b]."})
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "line:9")
        await me.press("2", key)
        await me.sees(words.SAFE_NO, "call 911 now")
        lines = list(me.app.screen.query_one("#rest").lines(76))  # type: ignore[attr-defined]
        shown = " ".join("".join(piece.text for piece in line) for line in lines)
        places = [
            shown.index(each)
            for each in ("call 911 now", "988 Suicide", "Then a person", "Sam, 555 0100", "Then your safety plan", "dog [/b]")
        ]
        assert places == sorted(places)
        await me.reads(words.SAFE_NOBODY, words.SAFE_WAITS, "[ Stop for today ]")
        await me.press("s")
        assert me.room() == "SafetyScreen"
        await me.press("q", "escape")
        assert me.room() == "SheetScreen"


async def test_yes_brings_a_soft_return(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "line:9")
        await me.press("1", "y")
        await me.sees(words.SAFE_YES)
        await me.sees_not("[ Yes ]")
        await me.do("Go on with the sheet")
        assert me.room() == "SheetScreen"


async def test_one_can_answer_by_tab_and_enter_and_stop_for_today(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await me.press("2")
        await to_cell(me, "line:9")
        await me.press("1")
        await me.do("Not sure")
        await me.sees(words.SAFE_NO)
        await me.do("Stop for today")
        assert me.room() == "ScoresScreen"
        await me.sees("half filled in")
    assert scores(mina) == []


async def test_what_is_said_there_is_kept_nowhere(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "line:9")
        await me.press("1", "m", "x")
    with mina.house() as house:
        kept = " ".join(f"{each.title} {each.text}" for each in entries.pieces(house))
    assert "9: 1" in kept and "sure" not in kept and "safe" not in kept


@pytest.mark.parametrize(("before", "answer", "tells"), [(0, "1", True), (1, "1", False), (2, "1", False), (1, "2", True), (3, "3", True)])
async def test_two_or_three_or_more_than_the_time_before_adds_the_team(mina: Home, before: int, answer: str, tells: bool) -> None:
    keep(mina, {9: before}, typed=20)
    async with mina.visit() as me:
        await me.press("S", "enter")
        await to_cell(me, "line:9")
        await me.press(answer)
        assert (words.SAFE_TELL_TEAM in me.flat()) == tells


async def test_a_changed_answer_opens_the_page_again_and_none_does_not(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "line:9")
        await me.press("1", "q", "up", "3")
        await me.sees(words.SAFE_TELL_TEAM)
        await me.press("q", "up", "0")
        assert me.room() == "SheetScreen"


async def test_a_skipped_safety_line_is_not_forced_and_gets_a_quiet_word(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await me.press(*"00100000", "ctrl+s")
        await me.reads(words.SAFE_SKIPPED, "call 911 now", "about 1 of 27, an estimate: minimal", "1 line was empty")
    [score] = scores(mina)
    assert (score.safety, score.is_estimate) == (None, True)


async def test_line_sixteen_of_the_pcl_opens_it_from_three_on(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PCL-5")
        await to_cell(me, "line:16")
        await me.press("2")
        assert me.room() == "SheetScreen"
        await me.press("up", "3")
        assert me.room() == "SafeScreen"
        await me.press("q")
        assert me.room() == "SheetScreen"


async def test_daily_drinking_opens_the_note_on_withdrawal_before_anything_else(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "AUDIT-C")
        await me.sees("If you drink daily, do not stop at once on your own.")
        await me.press("3")
        assert me.room() == "SheetScreen"
        await me.press("up", "4")
        await me.sees("Do not stop alcohol")
        await me.press("q", "1", "0", "ctrl+s")
        await me.reads("5 of 12: worth a look", "Published cut-offs: 4 for men, 3 for women.")


async def test_empty_lines_are_named_and_what_was_typed_stays(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "GAD-7")
        await me.press(*"2222", "ctrl+s")
        await me.hears("Lines 5, 6, 7 are empty. With more than 2 empty there is no total.")
        await me.sees("4 of 7 lines")
        await me.press("2", "ctrl+s")
        await me.reads("about 14 of 21, an estimate: moderate")


async def test_a_number_that_cannot_be_circled_is_told_and_nothing_changes(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press("4")
        await me.sees("This scale goes from 0 to 3.", "0 of 7 lines")


async def test_a_line_is_emptied_again(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press("3", "2", "up", "backspace")
        await me.sees("1 of 7 lines")
        await me.press("up", "backspace", "q")
        await me.sees_not("half filled in")


# By total


async def test_a_total_alone_asks_for_the_safety_line_and_takes_an_empty_one(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "total")
        await me.press("1", "1", "ctrl+s")
        assert me.room() == "SheetScreen"
        here = me.app.screen.query_one(Cells).at
        assert here is not None and here.id == "safety:9"
        await me.sees(words.SAFE_ASKED_TOTAL)
        await me.press("ctrl+s")
        await me.reads(words.SAFE_SKIPPED, "call 911 now", "11 of 27: moderate")
    [score] = scores(mina)
    assert (score.total, score.safety, score.source) == (11, None, "total")


async def test_beside_a_total_the_line_opens_the_page_too(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "total")
        await me.press("3", "enter", "2")
        assert me.room() == "SafeScreen"
        await me.reads(words.SAFE_TELL_TEAM)
        await me.press("q", "ctrl+s")
        await me.reads("You answered the line 'death or self-harm' with 2.", words.SAFE_TELL_TEAM, "3 of 27: minimal")
    assert [(each.total, each.safety) for each in scores(mina)] == [(3, 2)]


async def test_lines_and_a_total_do_not_mix(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press("3")
        await to_cell(me, "total")
        await me.press("9")
        await me.sees("The lines add up by themselves.")
        await to_cell(me, "line:1")
        await me.press("backspace")
        await to_cell(me, "total")
        await me.press("9")
        await to_cell(me, "line:1")
        await me.press("3")
        await me.sees("A total is typed below.")
        await me.press("ctrl+s")
        await me.sees("9 of 21: mild")


async def test_a_sheet_of_which_only_the_total_is_known(mina: Home, size: tuple[int, int]) -> None:
    keep(mina, {}, "who5", typed=40)
    async with mina.visit(size) as me:
        await me.press("S", "enter", *"52", "enter", "enter")
        await me.reads(
            "52 of 100: above 50",
            "12 higher: clearly better, bigger than chance.",
            "Held against 10 meaningful points (Topp 2015).",
            "call 911 now",
        )


async def test_a_total_too_large_begins_again_with_its_last_digit(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "WHO-5")
        await me.press(*"1011", "ctrl+s")
        await me.sees("11 of 100")


# Drafts, windows, days


async def test_a_half_filled_sheet_survives_a_lost_line(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await open_sheet(me, "GAD-7")
        await me.press(*"213")
    async with mina.visit(size) as me:
        await me.press("S")
        await me.sees("half filled in")
        await me.press("enter")
        await me.sees("3 of 7 lines")
        here = me.app.screen.query_one(Cells).at
        assert here is not None and here.id == "line:4"
        await me.sees(words.RESTORED_HERE)
        await me.press(*"0000", "ctrl+s")
        await me.reads("6 of 21: mild")
        await me.press("q")
        await me.sees_not("half filled in")


async def test_a_line_lost_on_the_safety_page_leads_back_to_it(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await open_sheet(me, "PHQ-9: low mood")
        await to_cell(me, "line:9")
        await me.press("3")
    async with mina.visit(phone) as me:
        await me.press("S", "enter")
        assert me.room() == "SafeScreen"
        await me.press("q")
        await me.sees("1 of 9 lines")


async def test_a_sheet_begun_before_midnight_keeps_its_day(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press("1")
        mina.watch.forward(hours=5)
        me.app._look()
        await me.press(*"111111", "ctrl+s")
        await me.sees("7 of 21")
    assert [each.day for each in scores(mina)] == [TODAY]


async def test_two_windows_on_one_day_keep_both_and_say_so(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press(*"1111111")
        keep(mina, {}, "gad7", 0, typed=12)
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.press("q")
        await me.reads("7 of 21", f"{words.OTHER_COPY} 12 of 21", key="down")
        await me.press("enter", "ctrl+s")
        await me.press("q")
        await me.sees_not(words.OTHER_COPY)
    assert [each.total for each in scores(mina)] == [7]


async def test_what_another_window_kept_is_seen_in_the_list(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("S")
        keep(mina, {}, "gad7", 0, typed=12)
        me.app._look()
        await me.sees("GAD-7, anxiety and worry", "12 of 21")


async def test_within_its_time_there_is_the_course_and_no_way_to_take_it_again(mina: Home, size: tuple[int, int]) -> None:
    keep(mina, {}, "gad7", 17, typed=15)
    keep(mina, {}, "gad7", 3, typed=12)
    async with mina.visit(size) as me:
        await me.press("S")
        await me.sees("12 of 21")
        await me.reads("3 lower: about the same, within chance; next from 2026-12-04", key="down")
        await me.press("enter")
        assert me.room() == "PageScreen"
        await me.reads("The next one fits from 2026-12-04.", "15 of 21", "4 meaningful")


async def test_todays_score_can_be_corrected_and_undone(mina: Home) -> None:
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press(*"1111111", "ctrl+s", "q")
        await me.press("enter")
        await me.sees("7 of 7 lines")
        await me.press("3", "ctrl+s")
        await me.sees("9 of 21: mild")
        await me.press("q")
        await me.undo()
        await me.sees("7 of 21")
    assert [each.total for each in scores(mina)] == [7]


async def test_a_score_from_an_earlier_day_is_added(mina: Home, size: tuple[int, int]) -> None:
    keep(mina, {}, "gad7", 0, typed=9)
    async with mina.visit(size) as me:
        await me.press("S", "e")
        await me.fill("day", "2026-11-20")
        await me.press("ctrl+s")
        await me.hears("there is one from 2026-11-23")
        await me.fill("day", "2026-11-02")
        await me.press("ctrl+s")
        await me.sees("2026-11-02, 0 of 7 lines")
        await to_cell(me, "total")
        await me.press(*"16", "ctrl+s")
        await me.reads("16 of 21: severe")
        await me.press("q")
        await me.reads("7 lower: clearly better, bigger than chance", key="down")
    assert [(each.day, each.total) for each in scores(mina)] == [(date(2026, 11, 2), 16), (TODAY, 9)]


# The list


async def test_any_other_measure_is_kept_with_its_name_as_text(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("S", "n")
        await me.open_row("another measure")
        await me.fill("title", "[/b] Sleep diary")
        await me.fill("total", "12.5")
        await me.press("ctrl+s")
        await me.hears("It needs a name, the number, and the highest number there can be.")
        await me.fill("highest", "28")
        await me.press("ctrl+s")
        await me.reads("12.5 of 28", words.SCORE_IS)
        await me.press("q")
        await me.sees("[/b] Sleep diary")
        await me.press("q", "/")
        await me.type("sleep diary")
        await me.press("enter")
        await me.open_row("[/b] Sleep diary")
        assert me.room() == "ScoresScreen"


async def test_a_sheet_is_put_away_and_taken_up(mina: Home, size: tuple[int, int]) -> None:
    keep(mina, {}, "gad7", typed=15)
    async with mina.visit(size) as me:
        await me.press("S", "p")
        await me.sees("Put away")
        await me.undo()
        await me.sees_not("Put away")
        await me.press("p", "p")
        await me.hears("In use again.")
        await me.sees_not("Put away")


async def test_all_scores_stand_on_one_page_with_the_line_in_words_only_after_a_yes(mina: Home, size: tuple[int, int]) -> None:
    keep(mina, {9: 2}, typed=16)
    async with mina.visit(size) as me:
        await me.press("S", "v")
        await me.do("Leave it out")
        await me.reads("16 of 27", "moderately severe", words.SCORE_IS, words.SCORE_ON_PAPER)
        assert "self-harm" not in me.screen()
        await me.press("q", "v")
        await me.do("In words, too")
        await me.reads('the line "death or self-harm": answered with 2.')


async def test_from_13_to_17_a_clinician_is_asked_for_first(tomas: Home, size: tuple[int, int]) -> None:
    async with tomas.visit(size) as me:
        await me.press("S", "n")
        await me.open_row("GAD-7")
        await me.sees(words.SCORE_FOR_ADULTS)
        await me.press("q")
        assert me.room() == "ScoresScreen"
        await me.press("enter")
        await me.do("Yes, together")
        assert me.room() == "SheetScreen"
        await me.reads(words.SCORE_FOR_ADULTS, key="up")


async def test_a_form_of_the_site_shows_its_wording_as_text(mina: Home, size: tuple[int, int]) -> None:
    path = mina.data / "modules" / "instruments" / "mood.toml"
    path.parent.mkdir(parents=True)
    path.write_text(INSTRUMENT, "utf-8")
    async with mina.visit(size) as me:
        await open_sheet(me, "Mood of the week")
        await me.sees("I lay awake and [/b] listened to the rain until the windows went gray.")
        await me.press("1")
        await me.sees("I thought that it was not worth it.", "0 never; 2 most days")
        await me.press("2")
        assert me.room() == "SafeScreen"
        await me.press("q", "ctrl+s")
        await me.reads("3 of 5", "with 2 most days.", "This sheet was added by you.")


async def test_an_instrument_with_a_problem_is_named_on_learn(mina: Home) -> None:
    path = mina.data / "modules" / "instruments" / "mood.toml"
    path.parent.mkdir(parents=True)
    path.write_text(INSTRUMENT.replace("every = 7", "every = 0"), "utf-8")
    async with mina.visit() as me:
        await me.press("2")
        await me.reads("mood.toml:5", key="down")


async def test_a_question_mark_explains_the_numbers(mina: Home) -> None:
    keep(mina, {9: 0}, days_ago=40, typed=16)
    keep(mina, {9: 0}, typed=9)
    async with mina.visit() as me:
        await me.press("S", "?")
        await me.reads("Bigger than chance", "5 meaningful, 6 reliable points (Lowe 2004; NHS Talking Therapies).", words.SCORE_IS)
        await me.press("q", "enter", "?")
        await me.reads("It goes from 0 to 27; lower is better.", "from 5 mild", "Up to 2 lines may be empty")


async def test_an_entry_of_everything_you_wrote_leads_to_the_sheets(mina: Home) -> None:
    keep(mina, {}, "gad7", typed=15)
    async with mina.visit() as me:
        await me.press("y", "down", "enter")
        await me.to_row("GAD-7: 15 of 21")
        await me.press("g")
        assert me.room() == "ScoresScreen"


async def test_the_cell_under_the_cursor_is_seen_without_color(mina: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with mina.visit() as me:
        await open_sheet(me, "GAD-7")
        await me.press("2")
        strips = me.app.screen._compositor.render_strips()
        marked = ["".join(each.text for each in strip if each.style and each.style.reverse) for strip in strips]
        assert [n for n, text in enumerate(marked) if text] == [next(n for n, line in enumerate(me.lines()) if "2 stopping worry" in line)]
        await me.press("escape", "q", "ctrl+g")
        await me.sees("call 911 now")
