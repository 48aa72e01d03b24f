"""Questions: written down, asked, answered, found again, taken along."""

from __future__ import annotations

from datetime import date

import pytest

from iop_tui.domain.questions import Question, to_ask
from iop_tui.errors import IopError
from iop_tui.services import asking, entries, finding, moving, sharing
from iop_tui.services.house import House, undo
from iop_tui.services.today import today

TODAY = date(2026, 11, 23)


def ask(house: House, text: str, whom: str = "") -> Question:
    return asking.keep(house, Question(text=""), {"text": text, "whom": whom}).value


def test_a_question_waits_on_today_until_it_was_asked(house: House) -> None:
    assert today(house).questions == ""
    question = ask(house, "May I miss one Friday?", "Dr. Osei")
    ask(house, "Who sees my card?")
    assert today(house).questions.startswith("2 questions to ask")
    answered = asking.keep(house, question, {"text": question.text, "whom": "Dr. Osei", "answer": "Yes, one.", "asked": "2026-11-20"}).value
    assert today(house).questions.startswith("1 question to ask")
    assert asking.told(answered) == "Dr. Osei; asked 2026-11-20; Yes, one."


def test_they_stand_by_whom_they_are_for_the_oldest_first(house: House) -> None:
    for text, whom in (("c", "the office"), ("a", ""), ("d", "The office"), ("b", "Ana")):
        ask(house, text, whom)
    assert [each.text for each in to_ask(asking.questions(house))] in (["a", "b", "c", "d"], ["a", "b", "d", "c"])


def test_a_question_without_words_or_from_tomorrow_is_not_kept(house: House) -> None:
    with pytest.raises(IopError, match="Write the question first"):
        ask(house, "  ")
    with pytest.raises(IopError, match="has not come yet"):
        asking.keep(house, Question(text=""), {"text": "Why?", "asked": "2026-11-24"})
    assert asking.questions(house) == []


def test_removing_is_undone(house: House) -> None:
    done = asking.remove(house, ask(house, "Why nine weeks?"))
    assert asking.questions(house) == []
    assert undo(house, done)
    assert [each.text for each in asking.questions(house)] == ["Why nine weeks?"]


def test_two_windows_in_one_question_keep_both(house: House) -> None:
    question = ask(house, "Why nine weeks?")
    asking.keep(house, question, {"text": "Why nine weeks and not six?"})
    asking.keep(house, question, {"text": "Why nine weeks?", "answer": "Most need that."})
    listed = [piece for piece in entries.pieces(house) if piece.kind == "other copy"]
    assert "not six" in listed[0].text


def test_it_is_one_page_what_is_to_be_asked_first(house: House) -> None:
    assert asking.NONE_YET.split(".")[0] in sharing.write(asking.page(house), "txt")
    asking.keep(house, Question(text=""), {"text": "Is there parking?", "answer": "Behind the house."})
    ask(house, "May I miss one Friday?", "Dr. Osei")
    said = sharing.write(asking.page(house), "md")
    assert said.index("To ask") < said.index("May I miss one Friday?") < said.index("Asked") < said.index("Behind the house.")


def test_it_is_found_listed_deleted_and_goes_along(house: House, empty: House) -> None:
    question = ask(house, "May I miss one Friday?", "Dr. Osei")
    assert [found.kind for found in finding.search(house, "osei friday")] == ["question"]
    moving.take_in(empty, moving.take_out(house))
    assert len(asking.questions(empty)) == 1
    [piece] = [piece for piece in entries.pieces(house) if piece.table == Question.table]
    assert (piece.title, piece.way) == (question.text, "questions")
    entries.delete(house, piece)
    assert asking.questions(house) == []
