"""The diary card: its rows with their dates, and its week on one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain import diary
from iop_tui.domain.cardweek import week_page
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.fields import Unreadable, read
from iop_tui.domain.page import Entry, Paragraph, Table, text_of
from iop_tui.domain.practice import Practice

MONDAY = date(2026, 11, 23)
URGE = Target(id=7, kind="urge", title="cancel on people", high=6)


def titles(targets: tuple[Target, ...]) -> list[str]:
    return [each.title for each in targets]


@pytest.mark.parametrize("need", ["mental health", "substance use", "both"])
def test_everybody_begins_with_feelings_and_the_day_and_only_the_urge_they_came_for(need: str) -> None:
    urges = [each for each in diary.standard(need) if each.kind == "urge"]
    assert titles(tuple(urges)) == ([] if need == "mental health" else ["drink or use"])
    assert all(each.about == diary.SUBSTANCES for each in urges)
    assert "hours of sleep" in titles(diary.standard(need))


def test_an_own_row_stands_among_its_kind_and_a_kept_one_for_the_standard_one() -> None:
    lonely = Target(id=5, kind="feeling", title="loneliness", starts=MONDAY)
    sadness = replace(diary.standard("both")[0], stopped=MONDAY)
    rows = diary.all_targets([lonely, sadness], "both")
    assert titles(rows)[:6] == ["sadness", "fear", "anger", "shame", "joy", "loneliness"]
    assert "sadness" not in titles(diary.on_card(rows, Card(), MONDAY))


def test_a_row_that_was_put_away_still_stands_on_a_card_that_holds_it() -> None:
    rows = (replace(URGE, stopped=MONDAY),)
    assert diary.on_card(rows, Card(), MONDAY) == ()
    assert diary.on_card(rows, Card(values={"7": 3}), MONDAY) == rows
    assert diary.on_card(rows, Card(acted={"7": True}), MONDAY) == rows


def test_an_act_can_stand_beside_an_urge_of_zero() -> None:
    card = Card(values={"7": 0}, acted={"7": True})
    assert card.value(URGE) == 0
    assert card.acted["7"]


@pytest.mark.parametrize(("before", "value", "rises"), [(None, 6, True), (3, 9, True), (6, 7, False), (9, 5, False), (None, 5, False)])
def test_help_is_offered_when_an_urge_becomes_high_and_not_at_every_key(before: int | None, value: int, rises: bool) -> None:
    assert diary.rises_high(URGE, before, value) is rises


def test_only_an_urge_is_ever_high() -> None:
    assert not Target(kind="feeling", title="fear", high=1).is_high(10)


@given(st.integers(0, 10) | st.none())
def test_a_number_is_what_was_said_or_nothing(value: int | None) -> None:
    card = Card(values={} if value is None else {"7": value})
    assert card.number(URGE) == value
    assert card.is_begun == (value is not None)


def test_yes_and_no_make_a_chart_and_words_do_not() -> None:
    aim = Target(id=1, kind="more", title="call a friend")
    pills = Target(id=2, kind="medicine", title="medicine")
    card = Card(values={"1": "yes", "2": "taken"})
    assert (card.number(aim), card.number(pills)) == (1.0, None)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [("feeling", "10", 10), ("hours", "6,5", 6.5), ("medicine", "Taken", "taken"), ("substances", "rather not say", "rather not say")],
)
def test_every_kind_of_row_reads_what_is_typed(kind: str, typed: str, value: object) -> None:
    assert read(Target(id=1, kind=kind, title="x").field(), typed) == value


@pytest.mark.parametrize(("kind", "typed"), [("feeling", "11"), ("urge", "-1"), ("hours", "25"), ("more", "perhaps")])
def test_what_does_not_fit_gets_a_sentence(kind: str, typed: str) -> None:
    with pytest.raises(Unreadable):
        read(Target(id=1, kind=kind, title="x").field(), typed)


def cells(table: Table) -> list[list[str]]:
    return [[text_of(cell).strip() for cell in row] for row in (table.head, *table.rows)]


def test_the_week_shows_seven_days_side_by_side_and_leaves_empty_what_was_not_said() -> None:
    cards = {
        MONDAY: Card(values={"7": 8, "9": "taken"}, acted={"7": False}, note="Slept at Ana's."),
        MONDAY + timedelta(days=2): Card(values={"7": 0}, acted={"7": True}, why_none="it did not come to mind"),
    }
    pills = Target(id=9, kind="medicine", title="medicine")
    uses = [Practice(unit="dbt.dt.stop", title="STOP", helped=6, day=MONDAY), Practice(unit="dbt.dt.stop", title="STOP", day=MONDAY)]
    page = week_page(MONDAY, (URGE, pills), cards, [("Distress tolerance", uses)])
    tables = [cells(block) for block in page.blocks if isinstance(block, Table)]
    assert tables[0] == [
        ["Urges", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["cancel on people", "8", "", "0", "", "", "", ""],
        ["acted on it", "no", "", "yes", "", "", "", ""],
    ]
    assert tables[1][1] == ["medicine", "yes", "", "", "", "", "", ""]
    assert tables[2][1] == ["STOP", "6, x", "", "", "", "", "", ""]
    entries = {block.label: block.value for block in page.blocks if isinstance(block, Entry)}
    assert entries == {"No skill on Wed 25 Nov": "it did not come to mind", "Mon 23 Nov": "Slept at Ana's."}


def test_a_row_asked_in_no_day_of_the_week_is_not_on_its_page() -> None:
    later = replace(URGE, starts=MONDAY + timedelta(days=7))
    page = week_page(MONDAY, (later,), {}, [])
    assert not [block for block in page.blocks if isinstance(block, Table)]
    assert "Nothing was filled in that week." in [text_of(block.spans) for block in page.blocks if isinstance(block, Paragraph)]
