"""Filling in the diary card, cell by cell, in one window and in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from iop_tui.domain import diary
from iop_tui.domain.answers import Kept
from iop_tui.domain.diary import Target
from iop_tui.errors import IopError
from iop_tui.services import diarying, entries, finding, moving, practicing, sharing
from iop_tui.services.house import House, undo

TODAY = date(2026, 11, 23)


def row(house: House, title: str) -> Target:
    return next(each for each in diarying.targets(house) if each.title == title)


def own_urge(house: House, title: str = "hurt myself", about: str = diary.LIFE, high: int = 3) -> Target:
    return diarying.save_target(house, Target(kind="urge", title=title, about=about, high=high)).value


def test_each_cell_is_kept_by_itself_and_can_be_taken_away(house: House) -> None:
    fear, sleep = row(house, "fear"), row(house, "hours of sleep")
    diarying.fill_in(house, TODAY, fear, 7)
    done = diarying.fill_in(house, TODAY, sleep, 6.5)
    assert diarying.card_of(house, TODAY).values == {str(fear.id): 7, str(sleep.id): 6.5}
    assert undo(house, done)
    diarying.fill_in(house, TODAY, fear, None, seen=7)
    assert not diarying.card_of(house, TODAY).is_begun


def test_two_windows_fill_in_different_cells_and_nothing_is_lost(house: House) -> None:
    fear, joy = row(house, "fear"), row(house, "joy")
    diarying.fill_in(house, TODAY, fear, 7, seen=None)
    diarying.fill_in(house, TODAY, joy, 2, seen=None)
    assert diarying.card_of(house, TODAY).values == {str(fear.id): 7, str(joy.id): 2}
    assert house.store.shelf(Kept).all() == []


def test_the_same_cell_filled_in_two_windows_keeps_both_until_it_is_saved_again(house: House) -> None:
    fear = row(house, "fear")
    diarying.fill_in(house, TODAY, fear, 7, seen=None)
    diarying.fill_in(house, TODAY, fear, 3, seen=None)
    assert diarying.card_of(house, TODAY).value(fear) == 3
    assert [each.body["values"] for each in house.store.shelf(Kept).all()] == [{str(fear.id): 7}]
    diarying.fill_in(house, TODAY, fear, 4, seen=3)
    assert house.store.shelf(Kept).all() == []


def test_a_day_to_come_cannot_be_filled_in(house: House) -> None:
    with pytest.raises(IopError, match="has not come yet"):
        diarying.fill_in(house, TODAY + timedelta(days=1), row(house, "fear"), 1)


def test_a_row_with_other_words_begins_today_and_older_cards_keep_the_old_one(house: House, hands: object) -> None:
    urge = own_urge(house, "skip group", diary.OTHER, 7)
    diarying.fill_in(house, TODAY, urge, 5)
    hands.forward(days=3)  # type: ignore[attr-defined]
    today = TODAY + timedelta(days=3)
    changed = diarying.save_target(house, replace(row(house, "skip group"), title="skip group and stay in bed")).value
    assert (changed.starts, changed.was) == (today, urge.id)
    assert "skip group" in [each.title for each in diarying.of_day(house, TODAY).targets]
    assert "skip group" not in [each.title for each in diarying.of_day(house, today).targets]
    assert "skip group and stay in bed" in [each.title for each in diarying.of_day(house, today).targets]


def test_another_threshold_is_the_same_row(house: House, hands: object) -> None:
    urge = own_urge(house)
    hands.forward(days=3)  # type: ignore[attr-defined]
    assert diarying.save_target(house, replace(row(house, "hurt myself"), high=5)).value.id == urge.id
    assert row(house, "hurt myself").high == 5


def test_a_standard_row_is_put_away_and_taken_up(house: House) -> None:
    diarying.put_away(house, row(house, "shame"))
    assert "shame" not in [each.title for each in diarying.of_day(house, TODAY).targets]
    diarying.take_up(house, row(house, "shame"))
    assert "shame" in [each.title for each in diarying.of_day(house, TODAY).targets]


def test_a_row_without_a_word_is_not_kept(house: House) -> None:
    with pytest.raises(IopError, match="a word to go by"):
        diarying.save_target(house, Target(kind="feeling", title="  "))


def test_a_high_urge_is_given_a_skill_and_what_helped_before_comes_first(house: House) -> None:
    drink = row(house, "drink or use")
    diarying.fill_in(house, TODAY, drink, 8)
    assert [each.id for each in diarying.of_day(house, TODAY).fits] == ["sud.core.surf"]
    header = house.library.header("dbt.dt.breath")
    assert header is not None
    practicing.keep(house, header, {"helped": 8})
    assert [each.id for each in diarying.of_day(house, TODAY).fits] == ["dbt.dt.breath"]


def test_an_urge_about_life_is_given_no_skill_but_people(house: House) -> None:
    urge = own_urge(house)
    diarying.fill_in(house, TODAY, urge, 9)
    assert diarying.of_day(house, TODAY).fits == ()


def test_a_skill_tried_anywhere_stands_on_the_card_of_its_day(house: House) -> None:
    header = house.library.header("dbt.dt.stop")
    assert header is not None
    use = practicing.keep(house, header, {"helped": 6}).value
    assert [each.id for each in diarying.of_day(house, TODAY).skills] == [use.id]
    assert practicing.rate(house, use, None).value.helped is None
    practicing.remove(house, use)
    assert diarying.of_day(house, TODAY).skills == ()


def test_the_note_of_a_day_is_found_read_and_deleted(house: House) -> None:
    diarying.write_note(house, TODAY, "Zeppelin overhead at noon.")
    assert [each.id for each in finding.search(house, "zeppelin")] == [TODAY.isoformat()]
    piece = next(each for each in entries.pieces(house) if each.kind == "diary card")
    assert "Zeppelin overhead" in piece.text
    entries.delete(house, piece)
    assert not diarying.card_of(house, TODAY).is_begun


def test_cards_and_rows_go_along_to_another_machine(house: House, empty: House) -> None:
    own_urge(house)
    diarying.write_note(house, TODAY, "Hm.")
    text = moving.take_out(house)
    assert '"diary"' in text
    assert '"targets"' in text


def test_the_week_is_one_page_with_skills_under_their_module(house: House) -> None:
    header = house.library.header("dbt.dt.stop")
    assert header is not None
    practicing.keep(house, header, {"helped": 6})
    diarying.fill_in(house, TODAY, row(house, "fear"), 7)
    text = sharing.write(sharing.card_page(house, TODAY), "txt")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "Mon 23 Nov to Sun 29 Nov 2026" in text
    assert "Skills: Distress" in text
