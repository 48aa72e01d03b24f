"""Looking back on a made-up year: every number worked out a second time, every page with its sentence, its rows, and what fills it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean
from typing import Any

import pytest
from year import HARD, PROMISES, SLEEP, Year, keep, year

from iop_tui.domain import measures
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books import BOOKS
from iop_tui.domain.commitments import Checkin
from iop_tui.domain.diary import Card
from iop_tui.domain.measures import Score
from iop_tui.domain.numbers import rounded
from iop_tui.domain.page import Bar, Chart, Entry, Page, TimeLine
from iop_tui.domain.practice import Practice
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.sessions import Session
from iop_tui.services import aftercare, answering, listing, looking, progressing, reporting, scheduling, scoring, sharing, tracking
from iop_tui.services.house import House
from iop_tui.services.progressing import SPANS, View
from iop_tui.store.shelf import Shelf

TODAY = date(2026, 11, 23)
LOOKS = looking.PAGES
FIRST = {"week": TODAY - timedelta(days=6), "month": TODAY - timedelta(days=29), "all": TODAY - timedelta(days=364)}


@pytest.fixture(scope="module")
def made() -> Year:
    return year(TODAY)


@pytest.fixture
def lived(house: House, made: Year) -> House:
    """A house in which somebody has lived for a year."""
    keep(house, made)
    return house


def text(view: View) -> str:
    return " ".join(sharing.write(Page(view.title, view.blocks), "txt").split())


def charts(view: View) -> list[Chart]:
    return [each for each in view.blocks if isinstance(each, Chart)]


# The list


def test_the_list_says_how_much_there_is_in_the_range(lived: House, made: Year) -> None:
    for span, first in FIRST.items():
        facts = {each.id: each.fact for each in looking.looks(lived, span)}
        cards = sum(first <= day for day in made.cards)
        uses = [each for each in made.uses if each.day and each.day >= first]
        assert facts["feelings"] == f"{cards} cards"
        assert facts["sleep"] == f"{len(made.values(SLEEP, first))} nights"
        assert facts["skills"] == f"{len(uses)} uses"
        assert facts["helped"] == f"{len({each.unit for each in uses})} skills"
        assert facts["commitments"] == "3 running"


def test_the_range_goes_round(house: House) -> None:
    assert [progressing.next_span(each) for each in SPANS] == ["month", "all", "week"]


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_without_anything_says_what_fills_it(empty: House, look: str) -> None:
    view = looking.view(empty, look, "month")
    assert text(view) and view.explained
    assert charts(view) == []
    if look != "review":
        assert re.search(r"\(\d\)|Press t|S opens|It begins", text(view)), text(view)


# Charts


@pytest.mark.parametrize("span", SPANS)
def test_every_chart_holds_the_numbers_of_its_days(lived: House, made: Year, span: str) -> None:
    drawn = {each.curves[0].name: each for each in charts(looking.view(lived, "feelings", span))}
    values = made.values(HARD, FIRST[span])
    chart = drawn["how hard the day was"]
    points = [each for each in chart.curves[0].points if each.value is not None]
    assert sum(each.weight for each in points) == len(values)
    assert sum((each.value or 0) * each.weight for each in points) / len(values) == pytest.approx(fmean(values.values()))
    assert f"filled in on {len(values)} of {(TODAY - FIRST[span]).days + 1} days." in chart.sentence
    assert f"Mean {rounded(fmean(values.values()))}." in chart.sentence
    assert chart.step == (7 if span == "all" else 1)


def test_everything_begins_with_the_first_day_that_says_something(house: House) -> None:
    for ago in (40, 12):
        day = TODAY - timedelta(days=ago)
        house.store.shelf(Card).put(Card(id=Card.id_for(day), day=day, values={str(HARD.id): 4}))
    chart = charts(looking.view(house, "feelings", "all"))[0]
    assert chart.curves[0].points[0].day == TODAY - timedelta(days=40)


def test_the_time_line_has_every_series_on_the_same_days_and_says_each(lived: House) -> None:
    view = looking.view(lived, "timeline", "month")
    line = next(each for each in view.blocks if isinstance(each, TimeLine))
    assert [each.name for each in line.curves][:2] == ["PHQ-9 (tenths of 27)", "GAD-7 (tenths of 21)"]
    assert [each.name for each in line.curves][-3:] == ["how hard the day was", "hours of sleep", "skills used"]
    assert {len(each.points) for each in line.curves} == {30}
    said = [each.label for each in view.blocks if isinstance(each, Entry)]
    assert said == [each.name.partition(" (tenths")[0] for each in line.curves]


def test_urges_say_on_how_many_days_they_were_acted_on(lived: House, made: Year) -> None:
    said = [acted for card in made.cards.values() for acted in card.acted.values()]
    shown = f"Acted on it: yes on {said.count(True)} days, no on {said.count(False)} days."
    assert said.count(True) > 1
    assert shown in text(looking.view(lived, "feelings", "all"))
    assert "medicine taken on" in text(looking.view(lived, "feelings", "all"))


def test_a_row_that_is_put_away_keeps_its_chart_where_it_has_numbers(lived: House) -> None:
    lived.store.shelf(type(HARD)).put(replace(HARD, stopped=TODAY))
    assert "how hard the day was" in [each.curves[0].name for each in charts(looking.view(lived, "feelings", "month"))]


@pytest.mark.parametrize("look", ["scores", "timeline", "feelings", "sleep", "skills", "helped", "commitments", "review"])
def test_every_number_shows_the_rows_it_came_from(lived: House, made: Year, look: str) -> None:
    rows = " ".join(sharing.write(Page("rows", looking.view(lived, look, "month").rows), "txt").split())
    newest = {
        "skills": lambda: next(each.title for each in reversed(made.uses)),
        "helped": lambda: "before ",
        "commitments": lambda: PROMISES[0].title,
    }
    assert newest.get(look, lambda: "Nov 2026")() in rows
    if look == "sleep":
        for day, hours in made.values(SLEEP, FIRST["month"]).items():
            assert f"{day.day}: {rounded(hours)}" in rows


# Scores


def test_scores_are_a_chart_for_each_sheet_with_what_the_change_is_worth(lived: House, made: Year) -> None:
    view = looking.view(lived, "scores", "month")
    for title, sheet, highest in (("PHQ-9", "phq9", 27), ("GAD-7", "gad7", 21)):
        chart = next(each for each in charts(view) if each.curves[0].name == title)
        totals = [each.total for each in made.scores if each.sheet == sheet]
        assert [each.value for each in chart.curves[0].points if each.value is not None] == totals
        assert (chart.low, chart.high) == (0, highest)
        change = measures.change(lived.library.sheet(sheet), totals[0], totals[-1])
        assert f"From the first to the latest, {change.line}. Held against {change.held_against} points" in chart.sentence
    assert "%" not in text(view)


def put(house: House, total: int, ago: int, sheet: str = "phq9", **about: Any) -> None:
    day = TODAY - timedelta(days=ago)
    score = Score(id=Score.id_for(sheet, day), day=day, sheet=sheet, title=sheet.upper(), total=total, lowest=0, highest=27, **about)
    house.store.shelf(Score).put(score)


def test_a_fall_that_reaches_every_threshold_is_bigger_than_chance_and_a_smaller_one_is_not(house: House) -> None:
    put(house, 15, 40)
    put(house, 10, 20)
    assert "5 lower: may be better, within chance. Held against 5 meaningful, 6 reliable points" in text(
        looking.view(house, "review", "month")
    )
    put(house, 8, 1, is_estimate=True)
    said = text(looking.view(house, "review", "month"))
    assert "7 lower: clearly better, bigger than chance." in said
    assert "One of the two is an estimate." in said


def test_one_score_is_held_against_nothing(house: House) -> None:
    put(house, 12, 3)
    assert "PHQ9: 12 of 27 on Fri 20 Nov; one score" in text(looking.view(house, "review", "month"))
    assert "From the first" not in text(looking.view(house, "scores", "month"))


def test_a_sheet_without_thresholds_has_a_trend_only(house: House) -> None:
    put(house, 9, 60, "of-the-clinic")
    put(house, 4, 10, "of-the-clinic")
    assert "From the first to the latest, 5 lower: a trend only." in text(looking.view(house, "scores", "month"))


def test_a_sheet_that_was_put_away_keeps_its_course(lived: House) -> None:
    scoring.use(lived, "phq9", "PHQ-9", is_used=False)
    assert "PHQ-9" in [each.curves[0].name for each in charts(looking.view(lived, "scores", "month"))]


def test_scores_look_back_a_year_and_with_everything_over_all(house: House) -> None:
    for ago in (500, 300, 2):
        put(house, 9, ago)
    assert "filled in twice" in text(looking.view(house, "scores", "week"))
    assert "filled in 3 times" in text(looking.view(house, "scores", "all"))
    assert [looking.range_words("scores", span) for span in SPANS] == ["12 months", "12 months", "all there is"]
    assert [looking.next_range("scores", span) for span in SPANS] == ["all", "all", "month"]


def test_of_ten_years_the_newest_rows_are_shown_and_it_says_where_the_others_are(house: House) -> None:
    for ago in range(0, 3650, 5):
        day = TODAY - timedelta(days=ago)
        house.store.shelf(Practice).put(Practice(unit="dbt.dt.stop", title="STOP", before=7, after=5, day=day))
        house.store.shelf(Card).put(Card(id=Card.id_for(day), day=day, values={str(HARD.id): 4}))
    for look in ("feelings", "helped", "skills"):
        rows = sharing.write(Page("rows", looking.view(house, look, "all").rows), "txt")
        assert re.search(r"\d{3} earlier: iop export all --format json holds every one\.", rows)
        assert len(rows) < 30_000


# Bars


def test_the_bars_are_exactly_these_three(house: House) -> None:
    assert [each.name for each in progressing.bars(house)] == ["Preparation", "Commitment", "Support"]


def test_preparation_grows_with_what_is_put_in_place(house: House) -> None:
    def part() -> int:
        return progressing.bars(house)[0].part

    assert part() == 0
    aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "Ana"}})
    assert part() == 1
    aftercare.save_plan_values(house, PlanEntry(part="signs"), {"sign": "sleeping past noon"})
    assert part() == 2
    stop = house.library.unit("dbt.dt.stop")
    answering.finish_run(house, answering.start_run(house, stop).value)
    assert part() == 4  # a skill, and a unit of the first week
    house.store.shelf(Card).put(Card(id=Card.id_for(TODAY), day=TODAY, note="quiet"))
    assert part() == 5
    assert "STOP: a pause before you act, in the first week of your plan: there" in progressing.bars(house)[0].rows


def test_a_skill_that_was_tried_counts_as_one_that_was_learned(house: House) -> None:
    house.store.shelf(Practice).put(Practice(unit="dbt.dt.breath", title="Paced breathing", day=TODAY - timedelta(days=100)))
    assert "a first skill, learned or tried: there" in progressing.bars(house)[0].rows


def test_a_unit_about_the_program_is_no_skill(house: House) -> None:
    answering.finish_run(house, answering.start_run(house, house.library.unit("iop.s1.what")).value)
    assert "a first skill, learned or tried: not yet" in progressing.bars(house)[0].rows


def test_commitment_counts_the_marks_of_four_weeks_and_no_others(lived: House, made: Year) -> None:
    states = [each.state for each in made.marks if each.day and each.day > TODAY - timedelta(days=28)]
    bar = progressing.bars(lived)[1]
    assert (bar.part, bar.partly) == (states.count("kept") + states.count("partly"), states.count("partly"))
    assert bar.whole == len(states) - states.count("excused")


def test_commitment_counts_sessions_of_the_program_and_homework_too(house: House) -> None:
    program = {"title": "Morning group", "days": ["Mon"], "from": "2026-11-09", "begins": "09:00", "ends": "12:00"}
    listing.keep(house, BOOKS["sessions"], Session(), program)
    listing.keep(house, BOOKS["sessions"], Session(), {**program, "kind": "support group", "title": "Circle"})
    for day, state in ((9, "late"), (16, "missed"), (23, "partly")):
        for slot in scheduling.on_day(house, date(2026, 11, day)):
            scheduling.mark(house, slot.at, state)
    for due, stands in (("2026-11-20", "done"), ("2026-11-22", "partly"), ("2026-11-23", "open"), ("2026-10-01", "done")):
        listing.keep(house, BOOKS["homework"], BOOKS["homework"].kind(), {"what": "Breathe", "due": due, "stands": stands})
    _preparation, commitment, _support = progressing.bars(house)
    assert commitment.rows == ("Sessions: kept 1, partly 1, missed 1", "Homework: kept 1, partly 1, missed 0")
    assert (commitment.part, commitment.whole, commitment.partly) == (4, 5, 2)


def test_a_commitment_that_was_put_away_last_week_still_counts(lived: House) -> None:
    before = progressing.bars(lived)[1]
    tracking.stop_commitment(lived, tracking.active(lived)[0])
    assert progressing.bars(lived)[1] == before


# What has helped


def test_at_a_level_the_skills_used_there_stand_first_and_the_others_are_named(lived: House, made: Year) -> None:
    said = text(looking.view(lived, "helped", "month", (7, 10)))
    assert "When distress was 7 to 10 before" in said
    own = [each for each in made.uses if each.unit == "dbt.dt.tipp" and each.before is not None and each.before >= 7]
    falls = [each.before - each.after for each in own if each.before is not None and each.after is not None]
    assert f"on average {rounded(fmean(falls))} lower ({len(falls)} uses, from" in said


def test_what_has_helped_looks_back_a_year_and_with_everything_over_all(house: House) -> None:
    for ago in (2, 300, 800):
        house.store.shelf(Practice).put(Practice(unit="dbt.dt.stop", title="STOP", before=7, after=5, day=TODAY - timedelta(days=ago)))
    assert "2 uses" in text(looking.view(house, "helped", "week"))
    assert "3 uses" in text(looking.view(house, "helped", "all"))


def test_before_and_after_are_drawn_as_two_curves(lived: House, made: Year) -> None:
    chart = charts(looking.view(lived, "helped", "month"))[0]
    rated = [each for each in made.uses if each.before is not None and each.after is not None]
    means = [rounded(fmean(getattr(each, name) for each in rated)) for name in ("before", "after")]
    assert [each.name for each in chart.curves] == ["before", "after"]
    assert chart.sentence.endswith(f"{len(rated)} uses with both numbers. Before {means[0]} on average, after {means[1]}.")


# Promises, plan, eight weeks


def test_commitments_say_what_was_kept_of_what_was_marked_in_the_range(lived: House, made: Year) -> None:
    said = text(looking.view(lived, "commitments", "month"))
    for promise in PROMISES:
        states = [each.state for each in made.marks if each.commitment == promise.id and each.day and each.day >= FIRST["month"]]
        counted = ", ".join(f"{state} {states.count(state)}" for state in ("kept", "partly", "missed"))
        assert f"{promise.title} {counted}; strength" in said


def test_the_plan_says_part_by_part_what_is_done_and_has_no_bar(house: House) -> None:
    answering.finish_run(house, answering.start_run(house, house.library.unit("dbt.dt.stop")).value)
    view = looking.view(house, "plan", "month")
    parts = [each for each in view.blocks if isinstance(each, Entry)]
    assert parts[0].label.startswith("Week 1: Start, safety, and a pause, 1 of ")
    assert parts[0].value.startswith("Done: STOP: a pause before you act.\nTo do: ")
    assert len({each.label for each in parts}) == len(view.blocks) > 5


def test_there_are_three_bars_on_all_pages_together(lived: House) -> None:
    pages = [looking.view(lived, look, "month") for look in LOOKS]
    assert [each.label for page in pages for each in page.blocks if isinstance(each, Bar)] == ["Preparation", "Commitment", "Support"]


def test_eight_weeks_promise_nothing(lived: House) -> None:
    said = text(looking.view(lived, "review", "month"))
    assert "nobody can promise it" in said
    assert "%" not in said
    assert "how hard the day was:" in said and "on average in the first two weeks" in said


# To take along


@pytest.mark.parametrize("form", sharing.FORMATS)
def test_the_report_says_what_it_is_and_has_bars_sentences_and_what_helped(lived: House, form: str) -> None:
    page = sharing.write(reporting.report(lived), form)
    said = " ".join(page.split())
    for wanted in (
        "This is a self-report for talking with a professional. It is not a diagnosis.",
        "Preparation (",
        "Commitment (",
        "Support (",
        "From 29 Sep to 23 Nov 2026: filled in on",
        "After it, distress was on average",
        "nobody can promise it",
    ):
        assert wanted in said, wanted
    if form == "txt":
        assert max(len(line) for line in page.split("\n")) <= 80


def test_the_report_names_nobody_and_shows_no_note(lived: House) -> None:
    aftercare.save_safety_values(lived, SafetyEntry(part="people"), {"who": {"name": "Ana", "phone": "555-0142"}})
    lived.store.shelf(Practice).put(Practice(unit="dbt.dt.stop", title="STOP", note="at the river", day=TODAY))
    page = sharing.write(reporting.report(lived), "txt")
    assert "555" not in page and "river" not in page and "Ana," not in page.replace("Call Ana or Priya", "")


# How much is read


def test_no_page_reads_more_years_than_its_range(lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
    daily = (Card, Practice, Checkin)
    whole, between = Shelf.all, Shelf.between
    asked: list[date] = []

    def refuse(shelf: Shelf[Any]) -> list[Any]:
        assert shelf._kind not in daily, f"{shelf._kind.__name__} are read whole"
        return whole(shelf)

    def watch(shelf: Shelf[Any], first: date, last: date) -> list[Any]:
        if shelf._kind is not Checkin:  # strength sums up the years before by itself, once
            asked.append(first)
        return between(shelf, first, last)

    monkeypatch.setattr(Shelf, "all", refuse)
    monkeypatch.setattr(Shelf, "between", watch)
    progressing.bars(lived)
    looking.looks(lived, "month")
    for look in LOOKS:
        looking.view(lived, look, "month")
    reporting.report(lived)
    assert min(asked) >= TODAY - timedelta(days=2 * 366)
