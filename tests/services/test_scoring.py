"""Keeping scores: by lines or by total, on their day, held against the ones before, with the safety line apart from all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from iop_tui import words
from iop_tui.domain.measures import OTHER, SafetyStep, Score, Sheet
from iop_tui.domain.page import Page
from iop_tui.domain.safety import SafetyEntry
from iop_tui.errors import IopError
from iop_tui.services import aftercare, entries, finding, helping, moving, preferring, scorepages, scoring, sharing
from iop_tui.services.house import House, undo

from .conftest import Hands

TODAY = date(2026, 11, 23)
LOW = dict.fromkeys(range(1, 10), 0)


def sheet(house: House, name: str = "phq9") -> Sheet:
    found = house.library.sheet(name)
    assert found is not None
    return found


def kept(house: House, answers: Mapping[int, int] | None = None, name: str = "phq9", **about: object) -> Score:
    return scoring.keep(house, sheet(house, name), answers or {}, **about).value  # type: ignore[arg-type]


def phq(total: int, safety: int = 0) -> dict[int, int]:
    """Answers that add up to a total, with an answer of the safety line among them."""
    left, found = total - safety, {9: safety}
    for number in range(1, 9):
        found[number] = min(3, left)
        left -= found[number]
    assert left == 0
    return found


def text(page: Page) -> str:
    return " ".join(sharing.write(page, "txt").split())


def result(house: House, score: Score) -> str:
    standing = scoring.standing(house, score.key)
    assert standing is not None
    return text(scorepages.result_page(house, standing, score))


# Keeping


def test_the_lines_of_a_form_are_kept_with_what_they_add_up_to_and_can_be_undone(house: House) -> None:
    done = scoring.keep(house, sheet(house), {**phq(12, safety=1), 10: 2})
    score = done.value
    assert (score.total, score.lowest, score.highest, score.safety, score.source, score.day) == (12, 0, 27, 1, "lines", TODAY)
    assert score.by_line == {**phq(12, safety=1), 10: 2}
    assert undo(house, done)
    assert scoring.scores(house) == []


def test_a_total_is_kept_as_it_stood_on_the_form_with_nothing_but_the_safety_line(house: House) -> None:
    score = kept(house, {1: 3, 9: 2}, typed=11)
    assert (score.total, score.answers, score.safety, score.source) == (11, {"9": 2}, 2, "total")
    assert kept(house, {}, typed=10).safety is None


def test_empty_lines_are_named_and_nothing_is_kept(house: House) -> None:
    with pytest.raises(IopError, match=r"Lines 7, 8, 9 are empty. With more than 2 empty there is no total. What you typed is still here."):
        kept(house, dict.fromkeys(range(1, 7), 1))
    with pytest.raises(IopError, match=r"Line 3 is empty, and all are needed here."):
        kept(house, {1: 0, 2: 0}, "auditc")
    with pytest.raises(IopError, match="Nothing is filled in yet"):
        kept(house)
    with pytest.raises(IopError, match="Nothing is filled in yet"):
        kept(house, name="who5")
    assert scoring.scores(house) == []


def test_a_total_out_of_range_is_told_with_the_range(house: House) -> None:
    with pytest.raises(IopError, match="The total of PHQ-9 lies from 0 to 27"):
        kept(house, typed=28)


def test_an_answer_that_cannot_be_circled_is_as_good_as_none(house: House) -> None:
    with pytest.raises(IopError, match="Line 3 is empty"):
        kept(house, {1: 0, 2: 0, 3: 7}, "auditc")


def test_within_two_weeks_only_the_same_day_can_be_corrected(house: House, hands: Hands) -> None:
    first = kept(house, phq(12))
    again = kept(house, phq(11))
    assert (again.id, again.rev, again.created) == (first.id, 2, first.created)
    hands.forward(days=13)
    with pytest.raises(IopError, match=r"there is one from 2026-11-23.*The next one fits from 2026-12-07"):
        kept(house, phq(10))
    hands.forward(days=1)
    kept(house, phq(10))
    assert [each.total for each in scoring.scores(house)] == [11, 10]


def test_a_number_from_before_can_be_kept_for_its_day_and_a_day_to_come_cannot(house: House) -> None:
    assert kept(house, phq(16), day=TODAY - timedelta(days=30)).day == date(2026, 10, 24)
    kept(house, phq(9))
    with pytest.raises(IopError, match="there is one from 2026-11-23"):
        kept(house, phq(9), day=TODAY - timedelta(days=3))
    with pytest.raises(IopError, match="has not come yet"):
        kept(house, phq(9), day=TODAY + timedelta(days=1))
    assert [each.total for each in scoring.scores(house)] == [16, 9]


def test_two_windows_on_one_day_keep_both(house: House) -> None:
    kept(house, phq(12), seen=0)
    kept(house, phq(7), seen=0)
    [score] = scoring.scores(house)
    assert score.total == 7
    assert sorted(piece.kind for piece in entries.pieces(house)) == ["other copy", "score"]
    kept(house, phq(5), seen=score.rev - 1)
    assert len(scoring.other_copies(house)[score.id]) == 2
    [score] = scoring.scores(house)
    kept(house, phq(8), seen=score.rev)
    assert [piece.kind for piece in entries.pieces(house)] == ["score"]


def other(house: House, **values: object) -> Score:
    values = {"title": "Sleep diary", "total": 12, "highest": 28, **values}
    return scoring.keep_other(house, values).value  # type: ignore[arg-type]


def test_any_other_measure_has_its_own_name_and_range(house: House) -> None:
    assert other(house).shown == "12 of 28"
    other(house, total=9.5, title="sleep  diary", day="2026-11-20")
    [standing] = scoring.standings(house)
    assert [each.total for each in standing.scores] == [9.5, 12]
    assert standing.since_last is not None and standing.since_last.line == "2.5 higher: a trend only"
    assert scoring.due(house) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "It needs a name"),
        ({"total": None}, "It needs a name"),
        ({"highest": None}, "It needs a name"),
        ({"total": 29}, "The number lies from 0 to 28."),
        ({"lowest": 20}, "The number lies from 20 to 28."),
        ({"day": "2026-11-24"}, "has not come yet"),
    ],
)
def test_what_is_lacking_of_another_measure_is_told_kindly(house: House, values: dict[str, object], sentence: str) -> None:
    with pytest.raises(IopError, match=sentence):
        other(house, **values)


# How it stands


def test_a_score_is_held_against_the_last_one_and_the_first_one(house: House, hands: Hands) -> None:
    for total in (16, 13, 10):
        kept(house, phq(total))
        hands.forward(days=14)
    [standing] = scoring.standings(house)
    assert standing.since_last is not None and standing.since_first is not None
    assert standing.since_last.line == "3 lower: about the same, within chance"
    assert standing.since_first.line == "6 lower: clearly better, bigger than chance"
    assert standing.band == "moderate"


def test_only_sheets_in_use_are_due(house: House, hands: Hands) -> None:
    assert scoring.due(house) == []
    scoring.use(house, "gad7", "GAD-7")
    assert [each.sheet.id for each in scoring.due(house)] == ["gad7"]
    kept(house, dict.fromkeys(range(1, 8), 1), "gad7")
    kept(house, phq(3))
    assert scoring.due(house) == []
    hands.forward(days=14)
    assert [each.sheet.id for each in scoring.due(house)] == ["phq9", "gad7"]
    scoring.use(house, "phq9", "PHQ-9", False)
    assert [each.sheet.id for each in scoring.due(house)] == ["gad7"]
    assert [each.sheet.id for each in scoring.put_away(house)] == ["phq9"]
    kept(house, phq(3))
    assert scoring.put_away(house) == []


def test_a_sheet_that_was_picked_and_put_away_without_a_score_is_gone(house: House) -> None:
    scoring.use(house, "k6", "K6")
    scoring.use(house, "k6", "K6", False)
    assert scoring.standings(house) == scoring.put_away(house) == []


def test_nothing_made_for_adults_comes_up_by_itself_from_13_to_17(house: House) -> None:
    house.store.shelf(type(house.settings())).put(replace(house.settings(), age="teen"))
    scoring.use(house, "phq9", "PHQ-9")
    assert scoring.due(house) == []
    assert [each.sheet.id for each in scoring.standings(house)] == ["phq9"]


def test_the_scores_of_a_file_that_is_gone_stay(house: House) -> None:
    mine = replace(sheet(house, "k6"), id="clinic-k6", title="Clinic K6")
    scoring.keep(house, mine, dict.fromkeys(range(1, 7), 1))
    [standing] = scoring.standings(house)
    assert (standing.sheet.title, standing.can_fill, standing.is_due) == ("Clinic K6", False, False)
    assert "6 of 24" in text(scorepages.course_page(standing))


def test_a_broken_file_of_sheets_does_not_hide_the_scores(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(house, phq(12))

    def broken() -> None:
        raise IopError("The score sheets cannot be read.")

    monkeypatch.setattr(house.library, "sheets", broken)
    assert [each.last.shown for each in scoring.standings(house) if each.last] == ["12 of 27"]
    assert scoring.due(house) == []


# The safety line


def test_the_answer_of_the_time_before_is_found_also_beside_a_typed_total(house: House, hands: Hands) -> None:
    phq9 = sheet(house)
    line = phq9.safety_lines[0]
    kept(house, {9: 2}, typed=4)
    hands.forward(days=14)
    assert scoring.last_answer(house, phq9, line, TODAY) is None
    assert scoring.last_answer(house, phq9, line, TODAY + timedelta(days=14)) == 2
    kept(house, typed=4)
    hands.forward(days=14)
    assert scoring.last_answer(house, phq9, line, TODAY + timedelta(days=28)) == 2


def test_what_follows_from_the_line_is_a_value_and_other_lines_ask_for_nothing(house: House) -> None:
    phq9, pcl5 = sheet(house), sheet(house, "pcl5")
    assert scoring.safety_after(phq9, phq9.safety_lines[0], 1, 0) == SafetyStep(opens=True, tell_team=True)
    assert scoring.safety_after(phq9, phq9.lines[0], 3, 0) == SafetyStep()
    risk = pcl5.safety_lines[0]
    assert [scoring.safety_after(pcl5, risk, answer, None).opens for answer in range(5)] == [False, False, False, True, True]


def test_a_low_total_never_hides_the_line(house: House) -> None:
    shown = result(house, kept(house, {**LOW, 9: 1}))
    assert shown.index("You answered the line 'death or self-harm' with 1.") < shown.index("1 of 27: minimal")
    assert "call your local emergency number now" in shown
    assert words.SAFE_TELL_TEAM not in shown


@pytest.mark.parametrize(("before", "answer", "tells"), [(None, 1, False), (1, 1, False), (0, 1, True), (None, 2, True), (3, 2, True)])
def test_the_result_says_to_tell_the_team_when_the_answer_asks_for_it(
    house: House, hands: Hands, before: int | None, answer: int, tells: bool
) -> None:
    if before is not None:
        kept(house, {**LOW, 9: before})
        hands.forward(days=14)
    assert (words.SAFE_TELL_TEAM in result(house, kept(house, {**LOW, 9: answer}))) == tells


def test_a_line_that_was_skipped_gets_a_quiet_word_with_contacts(house: House) -> None:
    house.prefs = replace(house.prefs, country="GB")
    for score in (kept(house, dict.fromkeys(range(1, 9), 0)), kept(house, typed=3)):
        shown = result(house, score)
        assert words.SAFE_SKIPPED in shown
        assert "call 999 now" in shown
        assert "NHS 111" in shown or "Samaritans" in shown


def test_a_line_answered_with_none_is_not_mentioned(house: House) -> None:
    shown = result(house, kept(house, LOW))
    assert "death" not in shown
    assert words.SAFE_SKIPPED not in shown


def test_a_total_of_a_form_whose_lines_are_not_known_ends_with_contacts(house: House) -> None:
    for score in (other(house), kept(house, name="who5", typed=40)):
        shown = result(house, score)
        assert shown.index(score.shown) < shown.index("call your local emergency number now")
    assert "emergency" not in result(house, kept(house, name="gad7", typed=4))


def test_the_page_after_no_has_the_number_then_a_line_then_people_then_the_plan(house: House) -> None:
    aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "Sam", "phone": "555 0100", "note": ""}})
    aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": "Walk the dog."})
    where = helping.country("US", preferring.modules())
    shown = text(helping.not_safe_page(where, aftercare.people_to_call(house), aftercare.steps_of_safety_plan(house)))
    places = [
        shown.index(each) for each in ("call 911 now", "988", "Then a person", "Sam, 555 0100", "Then your safety plan", "Walk the dog.")
    ]
    assert places == sorted(places)
    assert words.SAFE_NOBODY in shown
    assert words.SAFE_NO_PLAN in text(helping.not_safe_page(where))


def test_the_safety_page_has_contacts_of_the_country_and_no_rating(house: House) -> None:
    for code, number in (("US", "call 911 now"), ("DE", "call 112 now"), ("", "your local emergency number now")):
        shown = text(helping.safety_page(helping.country(code, preferring.modules()), tell_team=True))
        assert number in shown and "not in trouble" in shown and words.SAFE_TELL_TEAM in shown
        assert "risk" not in shown.casefold()
    assert "findahelpline.com" in text(helping.safety_page(helping.country("", preferring.modules()), tell_team=False))


# Pages


def test_the_result_has_range_band_change_with_its_source_and_what_it_is_not(house: House, hands: Hands) -> None:
    kept(house, phq(16))
    hands.forward(days=14)
    shown = result(house, kept(house, phq(8)))
    for said in (
        "8 of 27: mild",
        "Since the last one, 2026-11-23: 16",
        "8 lower: clearly better, bigger than chance.",
        "Held against 5 meaningful, 6 reliable points (Lowe 2004; NHS Talking Therapies).",
        "researchers call this a response",
        words.SCORE_IS,
        words.SCORE_TALK,
        "The next one fits from 2026-12-21.",
        "Kroenke",
    ):
        assert said in shown, said
    assert "remission" not in shown


def test_an_estimate_says_so(house: House) -> None:
    shown = result(house, kept(house, dict.fromkeys(range(1, 8), 1) | {9: 0}))
    assert "about 8 of 27, an estimate: mild" in shown
    assert "1 line was empty; the mean of the others stands for them." in shown


def test_a_short_sheet_leads_to_the_long_one(house: House) -> None:
    assert "the longer sheet says more: PHQ-9." in result(house, kept(house, {1: 2, 2: 1}, "phq2"))
    assert "longer" not in result(house, kept(house, {1: 1, 2: 1}, "phq2"))


def test_the_page_of_all_scores_has_every_column_and_its_note(house: House, hands: Hands) -> None:
    assert "Nothing stands here yet." in text(scorepages.scores_page(house))
    kept(house, phq(16, safety=2))
    kept(house, name="who5", typed=40)
    hands.forward(days=14)
    kept(house, phq(11, safety=1))
    shown = text(scorepages.scores_page(house))
    for said in (
        "measure: PHQ-9 date: 2026-11-23 score: 16 of 27 band: moderately severe change: the first one held against: - source: -",
        "change: 5 lower: may be better, within chance held against: 5 meaningful, 6 reliable source: Lowe 2004; NHS Talking Therapies",
        "measure: WHO-5",
        words.SCORE_IS,
        words.SCORE_ON_PAPER,
        "Kroenke",
    ):
        assert said in shown, said


def test_a_print_has_the_safety_line_in_words_only_if_the_person_agrees(house: House) -> None:
    kept(house, phq(16, safety=2))
    assert scorepages.has_safety_answer(house)
    assert "self-harm" not in text(scorepages.scores_page(house))
    assert 'the line "death or self-harm": answered with 2.' in text(scorepages.scores_page(house, with_safety=True))


# Everything of a person can be read, found, taken along and deleted


def test_a_score_can_be_read_and_deleted_with_its_typing(house: House) -> None:
    score = kept(house, phq(12, safety=1))
    house.store.draft("sheet/phq9/typed", "1: 2")
    house.store.flush(2)
    piece = next(each for each in entries.pieces(house) if each.kind == "score")
    assert (piece.title, piece.way) == ("PHQ-9: 12 of 27", "scores")
    assert "line 9: 1" in piece.text
    entries.delete(house, piece)
    assert house.store.shelf(Score).get(score.id) is None
    assert entries.pieces(house) == []


def test_a_picked_sheet_can_be_read_and_deleted(house: House) -> None:
    scoring.use(house, "phq9", "PHQ-9")
    [piece] = entries.pieces(house)
    assert piece.title == "PHQ-9, in use"
    entries.delete(house, piece)
    assert scoring.standings(house) == []


def test_the_name_of_another_measure_is_found(house: House) -> None:
    other(house)
    assert [(each.kind, each.title) for each in finding.search(house, "sleep DIARY") if each.kind == "score"] == [("score", "Sleep diary")]


def test_scores_move_to_another_machine(house: House, empty: House) -> None:
    kept(house, phq(12, safety=1))
    other(house)
    before = [replace(each, changed=None) for each in scoring.scores(house)]
    taken = moving.take_out(house)
    for score in scoring.scores(house):
        house.store.shelf(Score).remove(score.id)
    moving.take_in(house, taken)
    assert [replace(each, changed=None) for each in scoring.scores(house)] == before
    assert {each.sheet for each in before} == {"phq9", OTHER}
