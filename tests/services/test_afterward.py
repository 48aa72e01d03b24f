"""The end of a program and the time after it, as the acts keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from services.conftest import Hands

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books.after import CHECKUPS
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.checklist import STEPDOWN
from iop_tui.domain.checkups import CheckUp
from iop_tui.domain.page import Entry
from iop_tui.domain.sessions import Session
from iop_tui.services import (
    aftercare,
    afterward,
    checkups,
    entries,
    finding,
    listing,
    sharing,
    steps,
    ticking,
    today,
)
from iop_tui.services.house import House

TODAY = date(2026, 11, 23)


def program(house: House, to: str, **values: Any) -> Session:
    found = {"days": ["Mon", "Wed", "Fri"], "from": "2026-11-02", "to": to, "begins": "09:00", "ends": "12:00", **values}
    return listing.keep(house, SESSIONS, Session(), found).value  # type: ignore[return-value]


def put(house: House, part: str, **values: Any) -> PlanEntry:
    return aftercare.save_plan_values(house, PlanEntry(part=part), values).value


# The last day


@pytest.mark.parametrize(
    ("to", "line"),
    [
        ("2026-12-22", ""),
        ("2026-12-21", "28 days to the planned last day; stepping down: 0 of 10"),
        ("2026-11-24", "1 day to the planned last day; stepping down: 0 of 10"),
        ("2026-11-23", "The planned last day is today; stepping down: 0 of 10"),
        ("2026-11-22", ""),
    ],
)
def test_the_last_four_weeks_have_one_quiet_row_on_today(house: House, to: str, line: str) -> None:
    program(house, to)
    assert today.today(house).countdown == line


def test_the_row_counts_ticks_and_follows_an_end_that_moves(house: House) -> None:
    session = program(house, "2026-12-18")
    ticking.turn(house, STEPDOWN, STEPDOWN.items[0])
    assert today.today(house).countdown == "25 days to the planned last day; stepping down: 1 of 10"
    listing.keep(house, SESSIONS, session, {**session.values, "to": "2026-12-11"})
    assert today.today(house).countdown.startswith("18 days")
    assert "2026-12-11" in afterward.explain(house)


def test_in_the_last_four_weeks_the_last_of_the_seven_steps_comes_first(house: House) -> None:
    before = steps.current(house)
    program(house, "2026-12-18")
    now = steps.current(house)
    assert before is not None and now is not None
    assert (before.number, now.number) == (6, 7)


def test_a_last_day_that_no_schedule_knows_is_the_one_the_person_gives(house: House) -> None:
    assert afterward.last_day(house) is None
    afterward.set_last_day(house, {"last": "2026-12-01"})
    assert afterward.last_day(house) == date(2026, 12, 1)
    program(house, "2026-12-18")
    assert afterward.last_day(house) == date(2026, 12, 18)
    afterward.set_last_day(house, {})
    assert house.settings().last_day is None


# Check-ups


def test_a_checkup_comes_up_is_filled_in_once_and_makes_room(house: House, hands: Hands) -> None:
    program(house, "2026-11-20")
    assert today.today(house).checkup is None
    hands.forward(days=4)
    assert today.today(house).checkup == 1
    item = CheckUp(id=CheckUp.id_for(1))
    listing.keep(house, CHECKUPS, item, {"week": "1", "how": 6, "holds": "Up by nine."})
    assert today.today(house).checkup is None
    assert checkups.state(house) == "1 of 7 filled in, next Fri 4 Dec"
    hands.forward(days=7)
    assert today.today(house).checkup == 2
    assert "6 after 1 week" in str(sharing.aftercare_page(house))


def test_the_same_checkup_from_two_windows_keeps_both(house: House) -> None:
    for text in ("Up by nine.", "One meal a day."):
        listing.keep(house, CHECKUPS, CheckUp(), {"week": "4", "holds": text})
    found = checkups.filled(house)
    assert (list(found), found[4].says("holds")) == ([4], "One meal a day.")
    assert any("Up by nine." in each.text for each in entries.pieces(house) if each.kind == "other copy")


def test_checkups_are_found_listed_and_drawn_over_time(house: House) -> None:
    for week, how in (("1", 4), ("4", 7)):
        listing.keep(house, CHECKUPS, CheckUp(), {"week": week, "how": how, "tell": "Sleep is short."})
    assert [each.id for each in finding.search(house, "sleep is short") if each.id == "checkups"] == ["checkups"] * 2
    page = sharing.write(checkups.page(house), "txt")
    assert "4 after 1 week, 7 after 4 weeks" in page and "Sleep is short." in page
    assert next(each for each in checkups.page(house).blocks if isinstance(each, Entry)).label == "How am I, all in all?"
