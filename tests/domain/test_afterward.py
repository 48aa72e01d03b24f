"""After the program, by value: check-ups, people by role, groups and places, and versions of a plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from iop_tui.domain import checkups, contacts, resources
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.checkups import WEEKS, CheckUp, day_of, due, following, sentence
from iop_tui.domain.resources import Resource
from iop_tui.domain.versions import Held, difference

LAST = date(2026, 12, 18)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("filled", "days", "week"),
    [
        ((), 0, None),
        ((), 6, None),
        ((), 7, 1),
        ((1,), 7, None),
        ((), 13, 1),
        ((), 14, 2),
        ((1,), 27, 2),
        ((2,), 27, None),
        ((), 7 * 52, 52),
        ((), 7 * 56, 52),
        ((), 7 * 56 + 1, None),
    ],
)
def test_a_checkup_stands_there_from_its_day_until_it_is_filled_in_or_the_next_one_comes(
    filled: tuple[int, ...], days: int, week: int | None
) -> None:
    assert due(LAST, filled, LAST + timedelta(days=days)) == week


def test_the_days_follow_the_last_day_when_it_moves() -> None:
    assert day_of(1, LAST) == date(2026, 12, 25)
    later = LAST + timedelta(days=10)
    assert [day_of(week, later) - day_of(week, LAST) for week in WEEKS] == [timedelta(days=10)] * 7
    assert following(LAST, LAST) == day_of(1, LAST)
    assert following(LAST, day_of(52, LAST)) is None


def test_the_numbers_are_told_in_words_and_a_missing_one_is_not_made_up() -> None:
    found = [CheckUp(values={"week": week, "how": how}) for week, how in (("4", 7), ("1", 4))] + [CheckUp(values={"week": "2"})]
    assert sentence(found) == "How I was, from 0 to 10: 4 after 1 week, 7 after 4 weeks."
    assert sentence([]) == ""
    assert CheckUp.id_for(4) != CheckUp.id_for(8)
    assert checkups.snag({}, TODAY) is not None


def person(name: str, **values: Any) -> PlanEntry:
    return PlanEntry(part="people", values={"contact": {"name": name, "phone": "", "note": ""}, **values})


def test_people_stand_under_what_they_are_to_one_and_older_entries_too() -> None:
    people = [person("Sam"), person("Priya", role="therapist"), person("Mom", role="family")]
    assert [(role, [contacts.name_of(each) for each in group]) for role, group in contacts.by_role(people)] == [
        ("Family", ["Mom"]),
        ("Therapist", ["Priya"]),
        ("No role yet", ["Sam"]),
    ]


@pytest.mark.parametrize(("days", "is_shown"), [(-4, False), (-3, True), (0, True), (3, True), (4, False)])
def test_a_small_contact_stands_on_today_around_its_day(days: int, is_shown: bool) -> None:
    day = TODAY + timedelta(days=days)
    found = contacts.near([person("Ana", **{"next": "coffee", "next-on": day.isoformat()})], TODAY)
    assert found == (((day, "Ana: coffee"),) if is_shown else ())


def test_in_touch_today_is_done_with_what_had_come_and_keeps_what_is_ahead() -> None:
    past = person("Ana", **{"next": "coffee", "next-on": "2026-11-20", "last": "2026-10-01"})
    ahead = person("Ana", **{"next": "coffee", "next-on": "2026-11-30"})
    assert contacts.in_touch(past, TODAY) == {"contact": past.values["contact"], "last": "2026-11-23"}
    assert contacts.in_touch(ahead, TODAY) == {**ahead.values, "last": "2026-11-23"}
    assert contacts.note(ahead) == "next: coffee, Mon 30 Nov"


def test_favorites_stand_first_and_an_older_entry_is_readable() -> None:
    old = PlanEntry(part="resources", order=0, values={"name": "Tuesday group", "when": "7 pm", "fit": 0})
    liked = PlanEntry(part="resources", order=1, values={"name": "Choir", "favorite": "yes", "liked": "yes", "tried": "2026-11-20"})
    assert resources.own([old, liked]) == [liked, old]
    assert resources.note(old) == "7 pm; fit 0 of 10"
    assert resources.note(liked) == "favorite; tried Fri 20 Nov; liked"


def test_one_of_the_starter_list_says_what_is_known_of_its_age() -> None:
    one = Resource(id="peer", name="A peer worker", kind="peer support", what="A talk.", who="You.", find="Ask.")
    assert one.known() == "Nobody has checked this lately."
    assert resources.is_in(one, [PlanEntry(part="resources", values={"name": "a PEER worker"})]) is not None
    assert resources.fits(("peer", "ask"), one.name, one.find) and not resources.fits(("choir",), one.name)


def held(id: int, line: str, **about: Any) -> Held:
    return Held(id=id, part="lapse", values={"step": line}, **about)


def test_the_difference_between_two_versions_is_told_in_words() -> None:
    before = [held(1, "Sit down"), held(2, "Call Ana", order=1), held(3, "Tell the team", order=2)]
    after = [held(1, "Sit down, drink water"), held(2, "Call Ana", order=2, agreed="agreed with Dr. Osei"), held(4, "Sleep")]
    assert difference(before, after).lines() == [
        "Added: Sleep",
        "Changed: Sit down, drink water",
        "Removed: Tell the team",
        "Agreed: Call Ana",
        "Put in another order",
    ]
    assert difference(after, after).lines() == []
