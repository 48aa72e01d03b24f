"""`iop score`: a sheet by questions, with what the safety line asks for before the next one, and the list of scores."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from iop_tui import words
from iop_tui.domain.measures import Score
from iop_tui.domain.safety import SafetyEntry
from iop_tui.errors import Exit
from iop_tui.services import aftercare, scoring
from iop_tui.services.house import open_house

from .conftest import Run


def scores(data: Path) -> list[Score]:
    house = open_house(data=data)
    found = scoring.scores(house)
    house.store.close()
    return found


def earlier(data: Path, safety: int) -> None:
    """A PHQ-9 from three weeks ago, with an answer of its safety line."""
    house = open_house(data=data)
    sheet = house.library.sheet("phq9")
    assert sheet is not None
    scoring.keep(house, sheet, {9: safety}, typed=16, day=house.clock.today() - timedelta(days=21))
    house.store.close()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_sheet_is_filled_in_line_by_line_and_the_result_is_printed(run: Run, luis: Path) -> None:
    done = run("score", "phq9", typed="\n1\n2\n9\n1\n0\n0\n1\n1\n0\n0\n\n")
    assert done.returncode == 0
    assert "This scale goes from 0 to 3." in done.stderr
    shown = flat(done.stdout)
    assert "6 of 27: mild" in shown
    assert words.SCORE_IS in shown and words.SCORE_TALK in shown
    assert words.SAFE_THANKS not in shown
    [score] = scores(luis)
    assert (score.total, score.safety, score.source) == (6, 0, "lines")


def test_a_safety_line_brings_help_before_the_next_question_whatever_the_total(run: Run, luis: Path) -> None:
    done = run("score", "phq9", typed="\n" + "0\n" * 8 + "1\n\n\n")
    shown = flat(done.stdout)
    places = [
        shown.index(each) for each in (words.SAFE_THANKS, "call 911 now", words.SAFE_NOBODY, "You answered the line", "1 of 27: minimal")
    ]
    assert places == sorted(places)
    assert words.SAFE_TELL_TEAM not in shown
    asked = done.stderr
    assert asked.index(words.SAFE_ASK) < asked.index("10 daily life")
    assert flat(words.SAFE_WAITS) in flat(asked)


def test_after_no_come_number_line_person_and_plan(run: Run, luis: Path) -> None:
    house = open_house(data=luis)
    aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "Ana", "phone": "", "note": ""}})
    house.store.close()
    done = run("score", "phq9", typed="\n" + "0\n" * 8 + "3\nperhaps\nnot sure\n\n")
    assert "perhaps is none of these." in done.stderr
    shown = flat(done.stdout)
    after = shown[shown.index(words.SAFE_NO) :]
    places = [after.index(each) for each in ("call 911 now", "988 Suicide & Crisis Lifeline", "Then a person", "Ana", words.SAFE_NO_PLAN)]
    assert places == sorted(places)
    assert flat(words.SAFE_TELL_TEAM) in shown


def test_what_is_said_about_being_safe_is_kept_nowhere(run: Run, luis: Path) -> None:
    run("score", "phq9", typed="\n" + "0\n" * 8 + "1\nnot sure\n\n")
    taken = run("export", "all", "--format", "json").stdout
    assert "not sure" not in taken


def test_a_total_asks_for_the_line_and_leaving_it_empty_brings_a_quiet_word(run: Run, luis: Path) -> None:
    done = run("score", "phq9", typed="4\n\n")
    assert flat(words.SAFE_ASKED_TOTAL) in flat(done.stderr)
    assert "9 death or self-harm" in done.stderr and "1 interest" not in done.stderr
    assert words.SAFE_SKIPPED in flat(done.stdout) and "call 911 now" in flat(done.stdout)
    [score] = scores(luis)
    assert (score.total, score.safety, score.source) == (4, None, "total")


def test_a_total_with_an_answer_of_the_line_brings_the_same_page(run: Run, luis: Path) -> None:
    done = run("score", "phq9", typed="28\n4\n2\nyes\n")
    assert "The largest number here is 27." in done.stderr
    shown = flat(done.stdout)
    assert shown.index(words.SAFE_THANKS) < shown.index("4 of 27: minimal")
    assert flat(words.SAFE_TELL_TEAM) in shown
    assert words.SAFE_YES in flat(done.stderr)


def test_an_answer_higher_than_the_time_before_adds_the_team(run: Run, luis: Path) -> None:
    earlier(luis, safety=0)
    done = run("score", "phq9", typed="4\n1\n\n")
    assert flat(words.SAFE_TELL_TEAM) in flat(done.stdout)
    assert "12 lower: clearly better, bigger than chance." in flat(done.stdout)


def test_the_same_answer_as_before_does_not(run: Run, luis: Path) -> None:
    earlier(luis, safety=1)
    assert flat(words.SAFE_TELL_TEAM) not in flat(run("score", "phq9", typed="4\n1\n\n").stdout)


def test_daily_drinking_brings_the_note_on_withdrawal_first(run: Run, luis: Path) -> None:
    done = run("score", "auditc", typed="\n4\n1\n1\n")
    shown = flat(done.stdout)
    assert shown.index("Do not stop alcohol") < shown.index("6 of 12: worth a look")
    assert "do not stop at once on your own" in flat(done.stderr)


def test_behind_a_gate_that_says_no_nothing_more_is_asked(run: Run, luis: Path) -> None:
    done = run("score", "pcptsd5", typed="\n0\n")
    assert "1 nightmares" not in done.stderr
    assert "0 of 5: below 3" in flat(done.stdout)


def test_too_many_empty_lines_are_told_and_what_was_typed_is_there_the_next_time(run: Run, luis: Path) -> None:
    done = run("score", "phq9", typed="\n1\n1\n1\n")
    assert done.returncode == Exit.REFUSED
    assert "Lines 4, 5, 6, 7, 8, 9 are empty." in done.stderr
    assert scores(luis) == []
    again = run("score", "phq9", typed="\n\n\n1\n1\n1\n1\n1\n0\n\n")
    assert "3 of 9 lines" in again.stderr
    assert "8 of 27" in flat(again.stdout)
    third = run("score", "phq9", typed="2\n" + "\n" * 10)
    assert "9 of 9 lines" in third.stderr
    assert [each.total for each in scores(luis)] == [9]


def test_within_its_time_a_second_one_is_not_taken(run: Run, luis: Path) -> None:
    house = open_house(data=luis)
    sheet = house.library.sheet("gad7")
    assert sheet is not None
    day = house.clock.today() - timedelta(days=3)
    scoring.keep(house, sheet, {}, typed=9, day=day)
    house.store.close()
    done = run("score", "gad7", typed="4\n")
    assert done.returncode == Exit.REFUSED
    assert f"The next one fits from {day + timedelta(days=14)}." in flat(done.stderr)


def test_any_other_measure_is_asked_for_by_name(run: Run, luis: Path) -> None:
    done = run("score", "other", typed="Sleep diary\n12\n\n28\n\n")
    assert "12 of 28" in done.stdout
    assert run("score", "other", typed="\n\n\n\n\n").returncode == Exit.REFUSED


def test_the_list_of_scores_is_for_reading_and_for_scripts(run: Run, luis: Path) -> None:
    assert "iop score SHEET" in run("score").stdout
    earlier(luis, safety=2)
    run("score", "phq9", typed="11\n2\n\n")
    assert "PHQ-9 (phq9); 11 of 27; moderate; since the last one 5 lower: may be better, within chance; next from" in run("score").stdout
    first, second = json.loads(run("score", "--json").stdout)
    assert (first["total"], first["change"]) == (16, None)
    assert second["change"]["words"] == "may be better" and second["change"]["held_against"][1]["source"] == "NHS Talking Therapies"
    assert "safety" not in second and "answers" not in second
    assert json.loads(run("score", "gad7", "--json").stdout) == []


def test_a_page_to_take_along_has_the_line_in_words_only_after_a_yes(run: Run, luis: Path) -> None:
    earlier(luis, safety=2)
    for typed, stands_there in (("", False), ("no\n", False), ("yes\n", True)):
        done = run("export", "scores", typed=typed)
        assert "16 of 27" in done.stdout and words.SCORE_IS in flat(done.stdout)
        assert ("self-harm" in done.stdout) == stands_there


def test_without_such_an_answer_nothing_is_asked(run: Run, luis: Path) -> None:
    run("score", "gad7", typed="4\n")
    done = run("export", "scores", "--format", "md")
    assert done.stderr == ""
    assert "4 of 21" in done.stdout


def test_from_13_to_17_it_is_asked_whether_a_clinician_is_there(run: Run, luis: Path) -> None:
    house = open_house(data=luis)
    house.store.shelf(type(house.settings())).put(replace(house.settings(), age="teen"))
    house.store.close()
    done = run("score", "gad7", typed="no\n")
    assert flat(words.SCORE_FOR_ADULTS) in flat(done.stderr)
    assert scores(luis) == []
    run("score", "gad7", typed="yes\n4\n")
    assert [each.total for each in scores(luis)] == [4]


def test_an_unknown_sheet_is_told_with_the_names_of_all(run: Run, luis: Path) -> None:
    done = run("score", "phq", typed="")
    assert done.returncode == Exit.USAGE
    assert "There is no score sheet called phq." in done.stderr and "gad7" in done.stderr


def test_a_form_of_the_site_shows_its_wording(run: Run, luis: Path) -> None:
    folder = luis / "modules" / "instruments"
    folder.mkdir(parents=True)
    (folder / "mood.toml").write_text(
        '[[sheet]]\nid = "clinic-mood"\ntitle = "Mood"\nlook_back = "the last 7 days"\nevery = 7\ncredit = "Riverside."\n'
        'topics = ["sleep"]\n[[sheet.answer]]\nvalue = 0\nwords = "never"\n[[sheet.answer]]\nvalue = 2\nwords = "most days"\n'
        '[[sheet.line]]\nnumber = 1\nsentence = "I lay awake."\nsafety = 2\n'
    )
    done = run("score", "clinic-mood", typed="\n2\nyes\n")
    assert "I lay awake." in done.stderr and "0 never or 2 most days" in done.stderr
    assert flat(words.SAFE_THANKS) in flat(done.stdout)
    assert "2 of 2" in done.stdout and "added by you" in done.stdout
