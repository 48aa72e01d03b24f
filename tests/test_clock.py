"""The person's own day: their zone, their day's end, never the server's."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iop_tui.clock import Clock

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
)


def at(*moment: int, zone: str = "UTC", ends: int = 0) -> Clock:
    """A clock that stands still."""
    return Clock(ZoneInfo(zone), ends, lambda: datetime(*moment, tzinfo=UTC))


def test_half_past_one_at_night_still_belongs_to_yesterday_when_the_day_ends_at_four() -> None:
    assert at(2026, 11, 24, 1, 30, ends=4).today() == date(2026, 11, 23)
    assert at(2026, 11, 24, 3, 59, ends=4).today() == date(2026, 11, 23)
    assert at(2026, 11, 24, 4, 0, ends=4).today() == date(2026, 11, 24)


def test_without_a_later_end_the_day_changes_at_midnight() -> None:
    assert at(2026, 11, 23, 23, 59).today() == date(2026, 11, 23)
    assert at(2026, 11, 24, 0, 0).today() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("zone", "today"),
    [
        ("UTC", date(2028, 2, 28)),
        ("Pacific/Auckland", date(2028, 2, 29)),
        ("America/Los_Angeles", date(2028, 2, 28)),
        ("Pacific/Kiritimati", date(2028, 2, 29)),
    ],
)
def test_the_date_is_the_one_where_the_person_is(zone: str, today: date) -> None:
    assert at(2028, 2, 28, 18, 0, zone=zone).today() == today


def test_the_night_after_29_february_still_belongs_to_it() -> None:
    assert at(2028, 3, 1, 2, 0, ends=3).today() == date(2028, 2, 29)
    assert at(2027, 3, 1, 2, 0, ends=3).today() == date(2027, 2, 28)
    assert at(2027, 1, 1, 2, 0, ends=3).today() == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("utc", "today"),
    [
        ((2026, 3, 29, 0, 59), date(2026, 3, 28)),  # 01:59 in winter time
        ((2026, 3, 29, 1, 0), date(2026, 3, 29)),  # 03:00 in summer time, a minute later
        ((2026, 10, 25, 0, 59), date(2026, 10, 24)),  # 02:59 in summer time
        ((2026, 10, 25, 1, 59), date(2026, 10, 24)),  # 02:59 in winter time, an hour later
        ((2026, 10, 25, 2, 0), date(2026, 10, 25)),  # 03:00
    ],
)
def test_the_day_ends_by_the_clock_on_the_wall_when_the_clocks_change(utc: tuple[int, ...], today: date) -> None:
    assert at(*utc, zone="Europe/Berlin", ends=3).today() == today


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.integers(0, 6),
    st.datetimes(datetime(2005, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 60 * 30),
)
@example("Europe/Berlin", 2, datetime(2026, 10, 25, 0, 59, tzinfo=UTC), 1)
@example("Pacific/Apia", 0, datetime(2011, 12, 30, 9, 59, tzinfo=UTC), 1)
def test_a_later_moment_never_belongs_to_an_earlier_day(zone: str, ends: int, moment: datetime, minutes: int) -> None:
    clock = Clock(ZoneInfo(zone), ends)

    assert clock.day_of(moment) <= clock.day_of(moment + timedelta(minutes=minutes))


def test_the_zone_of_the_server_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        clock = at(2026, 11, 23, 23, 30, zone="Europe/Berlin", ends=4)
        seen.append((clock.today(), clock.local().isoformat(), clock.now()))
    monkeypatch.undo()
    time.tzset()

    assert seen[0] == seen[1] == (date(2026, 11, 23), "2026-11-24T00:30:00+01:00", datetime(2026, 11, 23, 23, 30, tzinfo=UTC))


def test_a_clock_tells_the_present_moment_in_utc() -> None:
    assert Clock().now().utcoffset() == timedelta(0)
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(minutes=1)
