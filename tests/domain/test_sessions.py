"""Sessions: on which days they are, how long, when to leave, what meets, and what is worth asking about."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.days import WEEKDAY_NAMES
from iop_tui.domain.sessions import (
    DUTY,
    FIELDS,
    SUPPORT,
    Change,
    Occurrence,
    Session,
    conflicts,
    days_of,
    hidden,
    hours,
    month_weeks,
    occurrences,
    snag,
    span_of,
    unusual,
)

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 23)
GROUP = {
    "kind": "group",
    "days": ["Mon", "Wed", "Fri"],
    "from": "2026-11-23",
    "to": "2027-01-15",
    "begins": "09:00",
    "ends": "12:00",
    "way": 35,
}


def session(id: int = 1, **values: object) -> Session:
    return Session(id=id, values={**GROUP, **values})


def on(day: date, one: Session, changes: tuple[Change, ...] = ()) -> list[Occurrence]:
    return occurrences([one], {each.id: each for each in changes}, day, day)


# On which days


@given(
    st.dates(date(2023, 12, 1), date(2028, 4, 1)),
    st.lists(st.sampled_from(WEEKDAY_NAMES), min_size=1, unique=True),
    st.integers(0, 400),
    st.integers(0, 60),
    st.booleans(),
)
def test_the_days_are_those_that_a_hand_on_a_calendar_finds(
    first: date, names: list[str], length: int, ahead: int, is_second: bool
) -> None:
    one = session(
        days=names,
        to=(first + timedelta(days=length)).isoformat(),
        every="every second week" if is_second else "every week",
        **{"from": first.isoformat()},
    )
    week_of_first = first - timedelta(days=first.weekday())
    look = first + timedelta(days=ahead - 30), first + timedelta(days=ahead + 30)
    expected = []
    for n in range((look[1] - look[0]).days + 1):
        day = look[0] + timedelta(days=n)
        weeks = (day - timedelta(days=day.weekday()) - week_of_first).days // 7
        if first <= day <= first + timedelta(days=length) and WEEKDAY_NAMES[day.weekday()] in names and not (is_second and weeks % 2):
            expected.append(day)
    assert days_of(one, *look) == expected


def test_one_that_happens_once_is_on_its_day_only() -> None:
    one = session(every="once", days=[], **{"from": "2028-02-29", "to": None})
    assert days_of(one, date(2028, 1, 1), date(2028, 12, 31)) == [date(2028, 2, 29)]
    assert one.rhythm() == "Tue 29 Feb 09:00-12:00"


def test_without_an_end_it_goes_on() -> None:
    assert len(days_of(session(to=None), date(2028, 2, 28), date(2028, 3, 5))) == 3


def test_a_session_with_days_that_cannot_be_read_is_on_none_and_stops_nobody() -> None:
    assert days_of(session(days=["Mondag"], begins="9 o'clock"), MONDAY, MONDAY + timedelta(days=30)) == []
    assert session(begins="9 o'clock").begins == time(9)


def test_one_time_is_canceled_and_stays_to_be_seen() -> None:
    change = Change(id=Change.id_for(1, MONDAY), session=1, day=MONDAY, why="snow")
    [one] = on(MONDAY, session(), (change,))
    assert one.is_canceled and one.why == "snow"


def test_one_time_moves_to_another_day_and_hour() -> None:
    tuesday = MONDAY + timedelta(days=1)
    change = Change(id=Change.id_for(1, MONDAY), session=1, day=MONDAY, to=tuesday, begins="14:00", ends="16:00")
    assert on(MONDAY, session(), (change,)) == []
    [one] = on(tuesday, session(), (change,))
    assert (one.key, one.on, one.hours, one.is_moved) == (MONDAY, tuesday, "14:00-16:00", True)


def test_one_that_moved_into_the_days_that_are_looked_at_is_found_there() -> None:
    far = MONDAY + timedelta(days=30)
    change = Change(id=Change.id_for(1, MONDAY), session=1, day=MONDAY, to=far)
    assert [each.key for each in on(far, session(), (change,))] == [far, MONDAY]


def test_a_change_of_a_day_that_the_pattern_no_longer_has_is_nowhere() -> None:
    change = Change(id=Change.id_for(1, MONDAY), session=1, day=MONDAY, to=MONDAY + timedelta(days=1))
    assert on(MONDAY + timedelta(days=1), session(days=["Wed"]), (change,)) == []


# Hours and clocks


@pytest.mark.parametrize(
    ("zone", "day", "name"),
    [
        (BERLIN, date(2027, 3, 28), "Sun"),
        (BERLIN, date(2026, 10, 25), "Sun"),
        (NEW_YORK, date(2027, 3, 14), "Sun"),
        (NEW_YORK, date(2026, 11, 1), "Sun"),
    ],
)
def test_a_session_keeps_its_hour_when_clocks_change(zone: ZoneInfo, day: date, name: str) -> None:
    one = session(days=[name], to=None, **{"from": (day - timedelta(days=7)).isoformat()})
    before, then, after = occurrences([one], {}, day - timedelta(days=7), day + timedelta(days=7))
    assert [each.moment(zone).astimezone(zone).time() for each in (before, then, after)] == [time(9)] * 3
    assert {each.length(zone) for each in (before, then, after)} == {timedelta(hours=3)}
    apart = (then.moment(zone) - before.moment(zone), after.moment(zone) - then.moment(zone))
    assert sorted({abs(each - timedelta(days=7)) for each in apart}) == [timedelta(0), timedelta(hours=1)]


def test_leaving_is_counted_in_hours_that_pass() -> None:
    spring = date(2027, 3, 28)
    one = session(days=["Sun"], begins="03:30", ends="05:00", way=60, to=None, **{"from": spring.isoformat()})
    [at] = on(spring, one)
    assert at.leave_by(BERLIN) == datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN)


def test_leaving_the_evening_before_is_said_with_its_day() -> None:
    [at] = on(MONDAY, session(begins="00:20", ends="02:00"))
    leave = at.leave_by(BERLIN)
    assert leave is not None and leave.date() == MONDAY - timedelta(days=1) and f"{leave:%H:%M}" == "23:45"


def test_without_a_way_there_is_no_time_to_leave() -> None:
    [at] = on(MONDAY, session(way=None))
    assert at.leave_by(BERLIN) is None


def test_the_hours_of_the_program_leave_out_what_is_beside_it_or_canceled() -> None:
    support = session(2, kind="support group", days=["Tue"])
    own = session(3, kind="support group", days=["Thu"], part="yes")
    change = Change(id=Change.id_for(1, MONDAY), session=1, day=MONDAY)
    week = occurrences([session(), support, own], {change.id: change}, MONDAY, MONDAY + timedelta(days=6))
    assert hours(week, BERLIN) == 9


def test_the_program_goes_from_its_first_session_to_its_last() -> None:
    later = session(2, to="2027-02-01", **{"from": "2026-12-01"})
    beside = session(3, kind="support group", to="2029-01-01", **{"from": "2020-01-01"})
    assert span_of([session(), later, beside]) == (MONDAY, date(2027, 2, 1))
    assert span_of([session(to=None)]) is None
    assert span_of([]) is None


def test_one_appointment_and_an_open_group_say_nothing_of_the_last_day() -> None:
    once = session(2, every="once", kind="family session", **{"from": "2026-11-25", "to": None})
    therapy = session(3, kind="individual therapy", to=None)
    assert span_of([session(to=None), once]) is None
    assert span_of([session(), once, therapy]) == (MONDAY, date(2027, 1, 15))
    before, since = session(to="2026-12-01"), session(4, to=None, **{"from": "2026-12-02"})
    assert span_of([before, since]) is None


# What meets


def test_two_at_the_same_time_are_named_once() -> None:
    work = session(2, kind=DUTY, title="Shift", begins="11:30", ends="18:00", days=["Wed"])
    week = occurrences([session(), work], {}, MONDAY, MONDAY + timedelta(days=6))
    assert conflicts(week, BERLIN) == ["Wed 25 Nov: Group and Shift are at the same time."]


def test_too_little_time_for_the_way_is_named() -> None:
    visit = session(2, kind="other visit", begins="12:15", ends="13:00", way=30, days=["Mon"])
    week = occurrences([session(), visit], {}, MONDAY, MONDAY + timedelta(days=6))
    assert conflicts(week, BERLIN) == ["Mon 23 Nov: for Other visit you leave at 11:45, before Group is over."]


def test_one_after_the_other_is_fine() -> None:
    visit = session(2, kind="other visit", begins="13:00", ends="14:00", way=30, days=["Mon"])
    assert conflicts(occurrences([session(), visit], {}, MONDAY, MONDAY + timedelta(days=6)), BERLIN) == []


# What is not as most programs have it


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, []),
        (
            {"days": ["Mon", "Tue"]},
            [
                "2 days in this week; most programs have 3 to 5.",
                "6 hours in this week; programs for adults mostly have 9 or more. A step down has fewer.",
            ],
        ),
        ({"days": list(WEEKDAY_NAMES[:6]), "ends": "11:00"}, ["6 days in this week; most programs have 3 to 5."]),
        ({"ends": "14:30"}, [f"{name} Nov: 5.5 hours; most programs have 2 to 4 a day." for name in ("Mon 23", "Wed 25", "Fri 27")]),
    ],
)
def test_what_is_unusual_is_a_fact_to_ask_about(values: dict[str, object], said: list[str]) -> None:
    assert unusual(occurrences([session(**values)], {}, MONDAY, MONDAY + timedelta(days=6)), BERLIN) == said


def test_an_hour_with_a_therapist_is_no_short_day_of_the_program() -> None:
    therapy = session(2, kind="individual therapy", days=["Tue"], begins="16:00", ends="16:50")
    week = occurrences([session(), therapy], {}, MONDAY, MONDAY + timedelta(days=6))
    assert unusual(week, BERLIN) == []
    assert hours(week, BERLIN) == pytest.approx(9 + 50 / 60)


def test_a_week_without_the_program_says_nothing() -> None:
    assert unusual(occurrences([session(kind="support group")], {}, MONDAY, MONDAY + timedelta(days=6)), BERLIN) == []


# What is typed


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, None),
        ({"days": []}, "days"),
        ({"days": [], "every": "once"}, None),
        ({"from": None}, "from"),
        ({"begins": None}, "begins"),
        ({"ends": None}, "ends"),
        ({"begins": "12:00", "ends": "09:00"}, "ends"),
        ({"begins": "09:00", "ends": "09:00"}, "ends"),
        ({"to": "2026-11-22"}, "to"),
        ({"to": "2036-11-22"}, "to"),
        ({"from": "2126-11-02", "to": "2126-12-02"}, "from"),
        ({"from": "2016-11-02", "to": None}, "from"),
        ({"from": "2022-11-02", "to": "2023-02-02"}, None),
    ],
)
def test_what_keeps_a_session_from_being_kept_is_said_at_its_field(values: dict[str, object], field: str | None) -> None:
    found = snag({**GROUP, **values}, MONDAY)  # type: ignore[dict-item]
    assert (found.field if found else None) == field
    assert found is None or found.field in {each.id for each in FIELDS}


def test_what_a_single_appointment_does_not_need_is_not_asked() -> None:
    assert hidden({"every": "once", "kind": SUPPORT}) == {"days", "to", "plan-b", "way-b"}
    assert hidden({"way": 20, "kind": SUPPORT}) == frozenset()
    assert hidden({"way": 20}) == {"format", "tried", "liked"}


@pytest.mark.parametrize(("day", "weeks"), [(date(2027, 2, 10), 4), (date(2026, 11, 1), 6), (date(2028, 2, 29), 5)])
def test_a_month_is_the_weeks_that_it_touches(day: date, weeks: int) -> None:
    found = month_weeks(day)
    assert len(found) == weeks
    assert found[0] <= day.replace(day=1) < found[0] + timedelta(days=7)
    assert all(each.weekday() == 0 for each in found)
    assert found[-1].month == day.month or found[-1] < day
