"""The daily loop by commands: the diary card, and something happened."""

from __future__ import annotations

import json
from pathlib import Path

from iop_tui.errors import Exit

from .conftest import Run


def rows(run: Run, *day: str) -> dict[str, object]:
    return {each["title"]: each["value"] for each in json.loads(run("card", *day, "--json").stdout)["rows"]}


def test_the_card_is_filled_in_by_questions_and_shown(run: Run, luis: Path) -> None:
    feelings = "4\n\n0\n\n7\n"
    urge = "2\nn\n" if "drink or use" in rows(run) else ""
    done = run("card", typed=f"{feelings}{urge}5\n6.5\nt\n")
    assert done.returncode == 0
    assert "Saved." in done.stderr
    assert rows(run)["hours of sleep"] == 6.5
    assert rows(run)["fear"] is None
    shown = run("card", "--show").stdout
    assert "sadness: 4" in shown
    assert "medicine: taken" in shown


def test_what_does_not_fit_is_asked_again_and_enter_goes_on(run: Run, luis: Path) -> None:
    done = run("card", "2026-01-05", typed="11\nmany\n3\n")
    assert "This scale goes from 0 to 10." in done.stderr
    assert rows(run, "2026-01-05")["sadness"] == 3


def test_a_day_to_come_and_a_day_that_is_none_are_refused_in_one_sentence(run: Run, luis: Path) -> None:
    assert run("card", "2999-01-01").returncode == 2
    assert "A date is written like" in run("card", "tomorrow").stderr
    assert "A date is written like" in run("export", "card", "tomorrow").stderr


def test_the_week_of_cards_is_exported(run: Run, luis: Path) -> None:
    run("card", "2026-01-05", typed="3\n")
    text = run("export", "card", "2026-01-07").stdout
    assert "Mon 5 Jan to Sun 11 Jan 2026" in text
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "| sadness | 3 |" in run("export", "card", "2026-01-07", "--format", "md").stdout.replace("  ", "")


def test_something_happened_shows_the_emergency_number_first_and_then_the_next_hour(run: Run, luis: Path) -> None:
    done = run("happened", typed="1\n\nwrite\nAt the station.\n\n\n")
    first, *rest = done.stdout.splitlines()
    assert "call" in first
    assert "Stay where somebody can see you." in " ".join(rest)
    assert "At the station." in run("search", typed="station\n").stdout


def test_something_happened_takes_no_for_an_answer(run: Run, luis: Path) -> None:
    assert run("happened", typed="\n").returncode == 0
    done = run("happened", typed="9\n")
    assert (done.returncode, "9 is none of these." in done.stderr) == (Exit.REFUSED, True)


def test_a_question_is_written_down_listed_and_exported(run: Run, luis: Path) -> None:
    assert run("ask", typed="May I miss one Friday?\n\nDr. Osei\n").returncode == 0
    assert "May I miss one Friday?" in run("questions").stdout
    assert json.loads(run("questions", "--json").stdout) == [
        {"question": "May I miss one Friday?", "for": "Dr. Osei", "answer": "", "asked": None, "is_open": True}
    ]
    assert "1 question to ask when the moment is there (iop questions)" in run("today").stdout
    assert "May I miss one Friday? (for Dr. Osei)" in run("export", "questions", "--format", "md").stdout


def test_a_question_without_words_is_not_kept(run: Run, luis: Path) -> None:
    done = run("ask", typed="\n\n")
    assert done.returncode == 1
    assert "Write the question first" in done.stderr
    assert json.loads(run("questions", "--json").stdout) == []
