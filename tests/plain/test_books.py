"""Lists, line by line."""

from __future__ import annotations

from plain.harness import Listener

from iop_tui.domain.books import BOOKS
from iop_tui.plain.bookplaces import open_book
from iop_tui.services import listing

ASKS = BOOKS["asks"]


def kept(lina: Listener, name: str) -> list[dict[str, object]]:
    with lina.home.house() as house:
        return [dict(each.values) for each in listing.items(house, BOOKS[name])]


def test_one_more_is_written_down_by_questions_and_stands_in_the_list(lina: Listener) -> None:
    said = lina.does(lambda talk: open_book(talk, ASKS), "1", "Dr. Osei", "save", "", "back")
    assert "1 of" in said
    assert "Kept." in said
    assert [each["who"]["name"] for each in kept(lina, "asks")] == ["Dr. Osei"]


def test_back_in_a_form_goes_to_the_question_before_and_typing_waits_when_one_leaves(lina: Listener) -> None:
    said = lina.does(lambda talk: open_book(talk, ASKS), "1", "Dr. Osei", "", "", "back", "back", "back")
    assert "What you typed waits here." in said
    assert kept(lina, "asks") == []
    said = lina.does(lambda talk: open_book(talk, ASKS), "1", "save", "back")
    assert "Your unfinished typing is back." in said
    assert [each["who"]["name"] for each in kept(lina, "asks")] == ["Dr. Osei"]
