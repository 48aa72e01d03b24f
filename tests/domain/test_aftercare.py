"""The plan for after the program: what stands in it, what is missing, and what comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from iop_tui.domain import aftercare
from iop_tui.domain.aftercare import PARTS, PlanEntry, coming, has_help, ladder, missing, next_review, page_of, part, sorted_entries
from iop_tui.domain.fields import read, show, write
from iop_tui.domain.page import Entry, Heading, Paragraph, text_of

TODAY = date(2026, 11, 23)
ANA = {"name": "Ana", "phone": "555 0100", "note": ""}


def entry(part_id: str, order: int = 0, created: datetime | None = None, **values: Any) -> PlanEntry:
    return PlanEntry(part=part_id, order=order, created=created, values=values)


def person(**values: Any) -> PlanEntry:
    return entry("people", contact=ANA, **values)


SITUATION = entry("situations", situation="Payday", pull=0, plan="Go home with Sam")
WHOLE = (
    entry("signs", sign="Late to bed"),
    SITUATION,
    entry("people", contact=ANA, **{"for": ["talking", "help when it is hard"]}),
    entry("stepdown", what="First visit", on="2026-12-01"),
    entry("resources", name="Tuesday group"),
    entry("lapse", step="Call Ana"),
    entry("stages", stage="well", looks="Up by nine"),
    entry("daily", what="Walk"),
    entry("reviews", on="2026-12-07"),
)


def test_an_empty_plan_says_what_each_part_is_waiting_for_and_people_first() -> None:
    said = missing(())

    assert said[0] == part("people").missing
    assert sorted(said) == sorted(each.missing for each in PARTS)


def test_a_plan_with_something_in_every_part_misses_nothing() -> None:
    assert missing(WHOLE) == ()


def test_a_plan_without_anyone_to_call_for_help_is_never_complete() -> None:
    company = entry("people", contact=ANA, **{"for": ["company", "a ride"]})
    without = [company if each.part == "people" else each for each in WHOLE]

    assert not has_help([company, person()])
    assert missing(without) == (part("people").missing,)
    assert has_help(WHOLE)


def test_warning_signs_stand_on_a_ladder_early_ones_first_and_none_is_lost() -> None:
    late = entry("signs", sign="I stop answering", rung="late")
    early = entry("signs", sign="Late to bed", rung="early")
    open_one = entry("signs", sign="No breakfast")
    old = entry("signs", sign="Short with Sam", rung="a rung of an earlier version")
    rungs = ladder([late, SITUATION, early, open_one, old])

    assert rungs == (("early", (early, open_one, old)), ("middle", ()), ("late", (late,)))
    assert sorted_entries([late, early], "signs") == (early, late)


def test_entries_stand_in_the_persons_order_then_in_the_order_they_were_made() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    third = entry("lapse", step="Back to the plan", order=2)
    first = entry("lapse", step="Sit down", order=1, created=noon)
    second = entry("lapse", step="Call Ana", order=1, created=noon + timedelta(hours=1))
    unsaved = entry("lapse", step="Drink water", order=1)

    assert sorted_entries([unsaved, third, second, first, SITUATION], "lapse") == (first, second, unsaved, third)
    assert sorted_entries([unsaved, unsaved], "lapse") == (unsaved, unsaved)


def test_the_next_review_is_the_first_one_from_today_on() -> None:
    reviews = [entry("reviews", on=day) for day in ("2026-11-01", "2026-12-07", "2026-11-30")] + [entry("reviews", **{"with": "Priya"})]

    assert next_review(reviews, TODAY) == date(2026, 11, 30)
    assert next_review(reviews, date(2026, 12, 7)) == date(2026, 12, 7)
    assert next_review(reviews, date(2026, 12, 8)) is None
    assert next_review((), TODAY) is None


def test_what_is_coming_is_soonest_first_and_within_two_weeks() -> None:
    entries = [
        entry("stepdown", what="First visit", on="2026-12-07"),
        entry("stepdown", what="Refill", on="2026-12-08"),
        entry("stepdown", on="2026-11-23"),
        entry("stepdown", what="Last day", on="2026-11-22"),
        entry("reviews", on="2026-11-24", **{"with": "Priya"}),
        entry("resources", name="Group", on="2026-11-24"),
    ]

    assert coming(entries, TODAY) == (
        (date(2026, 11, 23), "Aftercare"),
        (date(2026, 11, 24), "Look at the aftercare plan"),
        (date(2026, 12, 7), "First visit"),
    )
    assert coming(entries, TODAY, days=0) == ((TODAY, "Aftercare"),)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"contact": ANA, "for": ["talking"]}, "Ana, 555 0100"),
        ({"contact": {"name": "", "phone": "", "note": ""}, "for": ["talking", "a ride"]}, "talking, a ride"),
        ({"what": None, "plan": "Breathe\nCall Ana"}, "Breathe, Call Ana"),
        ({"pull": 0}, "0"),
        ({"what": ""}, ""),
        ({}, ""),
    ],
)
def test_an_entry_is_called_by_the_first_thing_in_it(values: dict[str, Any], line: str) -> None:
    assert PlanEntry(part="people", values=values).first_line() == line


def test_the_page_has_every_part_every_answer_and_says_where_nothing_stands() -> None:
    page = page_of("My plan", PARTS, [SITUATION, person(**{"for": ["talking", "a ride"], "role": "friend"}), entry("daily", what="Walk")])
    headings = [text_of(block.spans) for block in page.blocks if isinstance(block, Heading)]
    entries = [(block.label, block.value) for block in page.blocks if isinstance(block, Entry)]
    said = [text_of(block.spans) for block in page.blocks if isinstance(block, Paragraph)]

    assert headings == [each.title for each in PARTS]
    assert entries == [
        ("Payday", "How strong is the pull? 0\nWhat do I do instead? Go home with Sam"),
        ("Ana, 555 0100", "What are they good for? talking, a ride\nWho are they to me? friend"),
    ]
    assert said == ["Walk" if each.id == "daily" else each.missing for each in PARTS if each.id not in ("situations", "people")]


def test_the_page_shows_the_ladder_by_rungs_steps_by_number_and_what_is_worth_a_word() -> None:
    signs = [entry("signs", sign=sign, rung=rung, do="Text Ana") for sign, rung in (("I stop answering", "late"), ("Late to bed", "early"))]
    steps = [entry("lapse", order=n, step=step, who="Ana") for n, step in enumerate(("Sit down", "Call Ana"))]
    page = page_of("My plan", PARTS, [*signs, *steps], {"lapse": ("Do not use alone.", "")})
    shown = [each for each in page.blocks if isinstance(each, Heading | Paragraph | Entry)]
    blocks = [each.label if isinstance(each, Entry) else text_of(each.spans) for each in shown]

    assert blocks[:5] == ["Warning signs", "Early", "Late to bed", "Late", "I stop answering"]
    at = blocks.index("If I slip")
    assert blocks[at + 1 : at + 4] == ["Do not use alone.", "1. Sit down", "2. Call Ana"]


LAST = date(2026, 12, 18)


NONE_YET = "The list has none after your last day, Fri 18 Dec, yet: a question for your team."


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([entry("stepdown", what="First visit", kind="a visit", on="2026-12-30")], "yours is after 12: a question for your team."),
        (
            [entry("stepdown", what="Refill", kind="a refill", on="2026-12-20")],
            NONE_YET,
        ),
        (
            [entry("stepdown", what="Last day", on="2026-12-18")],
            NONE_YET,
        ),
        ([entry("stepdown", what="Dr. Osei", on="2026-12-22")], "Your first visit is 4 days after the last day."),
        ([entry("stepdown", what="Dr. Osei", kind="a visit", on="2026-12-18")], "Your first visit is on the last day."),
        ([entry("stepdown", what="Dr. Osei", kind="a visit", on="2026-12-25")], "Your first visit is 7 days after the last day."),
        (
            [entry("stepdown", what="Dr. Osei", kind="a visit")],
            NONE_YET,
        ),
    ],
)
def test_the_way_from_the_last_day_to_the_first_visit_is_a_fact_to_talk_about(entries: list[PlanEntry], said: str) -> None:
    assert aftercare.gap_line(entries, LAST, TODAY).endswith(said)


def test_nothing_is_said_of_the_first_visit_when_the_program_is_long_over() -> None:
    assert aftercare.gap_line([], LAST, LAST + timedelta(days=30))
    assert aftercare.gap_line([], LAST, LAST + timedelta(days=31)) == ""


def test_stages_stand_in_their_order_whatever_the_order_they_were_written_in() -> None:
    made = [entry("stages", order=n, stage=stage) for n, stage in enumerate(("after a crisis", "well", "a crisis", "first signs"))]
    assert [each.says("stage") for each in sorted_entries(made, "stages")] == ["well", "first signs", "a crisis", "after a crisis"]


def test_an_entry_of_an_earlier_version_is_agreed_with_nobody_and_the_newer_ones_say_with_whom() -> None:
    assert entry("lapse", step="Call Ana").agreed() == ""
    made = PlanEntry(
        part="lapse", agreed_with="Dr. Osei", agreed_on=date(2026, 12, 1), agreed_open="Who pays?\nWhen?", is_changed_since=True
    )
    assert made.agreed() == "agreed with Dr. Osei, Tue 1 Dec; changed since; open: Who pays? When?"


def test_every_part_has_its_own_name_and_fields_that_can_be_filled_in() -> None:
    assert len({each.id for each in PARTS}) == len(PARTS)
    for each in PARTS:
        assert part(each.id) is each
        assert each.purpose.endswith(".") and each.missing.endswith(".")
        assert len({field.id for field in each.fields}) == len(each.fields)
        for field in each.fields:
            assert bool(field.options) == (field.kind in ("choice", "multi"))
            assert all(read(field, write(field, option)) in (option, [option]) for option in field.options)
    assert {"early", "middle", "late"} == set(aftercare.RUNGS)
    assert show(ANA) == "Ana, 555 0100"
