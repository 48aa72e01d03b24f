"""The calendar file, read back by another library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_tui.domain.calendar import Event
from iop_tui.domain.sessions import Session, occurrences
from iop_tui.render import ics

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def read(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def event(**about: object) -> Event:
    return Event(**{"uid": "7-20261123", "title": "Appointment", "begins": NOW, "ends": NOW + timedelta(hours=3), **about})  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_every_time_is_right_on_the_clock_of_its_place_through_a_year(zone: str) -> None:
    here = ZoneInfo(zone)
    values = {"days": ["Mon", "Sun"], "from": "2027-10-01", "to": "2028-10-01", "begins": "09:00", "ends": "12:30"}
    found = occurrences([Session(id=7, values=values)], {}, date(2027, 10, 1), date(2028, 10, 1))
    made = tuple(Event(f"{n}", "Appointment", each.moment(here), each.end(here)) for n, each in enumerate(found))
    back = read(ics.write(made, NOW))
    assert len(back) == len(found) > 100
    for event, each in zip(back, found, strict=True):
        local = event.start.astimezone(here)
        assert (local.date(), local.time()) == (each.on, each.begins)
        assert event.end.astimezone(here).time() == each.ends


def test_it_says_nothing_but_the_title_the_time_and_a_reminder() -> None:
    [back] = read(ics.write([event(remind=50)], NOW))
    assert set(back) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "CLASS"}
    [alarm] = back.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-50)
    assert str(alarm["DESCRIPTION"]) == "Appointment"


def test_what_was_canceled_is_marked_so_and_reminds_of_nothing() -> None:
    [back] = read(ics.write([event(is_canceled=True, remind=50, version=3)], NOW))
    assert (str(back["STATUS"]), int(back["SEQUENCE"])) == ("CANCELLED", 3)
    assert back.walk("VALARM") == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_title_comes_back_as_it_was_and_no_line_is_too_long(title: str) -> None:
    text = ics.write([event(title=title)], NOW)
    assert all(len(line.encode()) <= ics.MOST_BYTES for line in text.split("\r\n"))
    [back] = read(text)
    assert str(back["SUMMARY"]) == title


def test_an_empty_schedule_is_an_empty_calendar() -> None:
    assert read(ics.write([], NOW)) == []
