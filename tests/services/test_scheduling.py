"""A program in the schedule: what stands on which day, how it went, and what of it goes into a letter or a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from services.conftest import Hands

from iop_tui.domain import sessions
from iop_tui.domain.answers import Kept
from iop_tui.domain.attendance import Attendance
from iop_tui.domain.books.logistics import LETTERS, SESSIONS, Letter
from iop_tui.domain.page import Table
from iop_tui.domain.sessions import Change, Session
from iop_tui.errors import IopError
from iop_tui.render import layout
from iop_tui.services import costing, letters, listing, schedulepages, scheduling, tracking
from iop_tui.services.house import House, undo

MONDAY = date(2026, 11, 23)
GROUP = {
    "kind": "group",
    "title": "Dual diagnosis group",
    "days": ["Mon", "Wed", "Fri"],
    "every": "every week",
    "from": "2026-11-23",
    "to": "2027-01-15",
    "begins": "09:00",
    "ends": "12:00",
    "way": 35,
    "place": "Cedar House, psychiatric wing",
}


def keep(house: House, **values: object) -> Session:
    kept = listing.keep(house, SESSIONS, Session(), {**GROUP, **values}).value  # type: ignore[dict-item]
    assert isinstance(kept, Session)
    return kept


def today(house: House) -> scheduling.Slot:
    [slot] = scheduling.on_day(house, house.clock.today())
    return slot


def test_a_session_stands_on_its_days_with_the_time_to_leave(house: House) -> None:
    keep(house)
    assert [(each.at.on.day, each.at.hours, each.leave_by) for each in scheduling.week(house, MONDAY)] == [
        (23, "09:00-12:00", ""),  # it has begun, and a time to leave would only say that it went by
        (25, "09:00-12:00", "08:25"),
        (27, "09:00-12:00", "08:25"),
    ]


def test_plan_b_has_a_time_to_leave_of_its_own(house: House) -> None:
    keep(house, **{"plan-b": "Priya drives", "way-b": 55})
    assert [(each.leave_by, each.leave_by_b) for each in scheduling.week(house, MONDAY)[1:]] == [("08:25", "08:05")] * 2


def test_a_canceled_time_is_canceled_whatever_was_marked_before(house: House) -> None:
    keep(house)
    scheduling.mark(house, today(house).at, "missed")
    scheduling.cancel(house, today(house).at)
    assert today(house).state == "canceled"
    assert scheduling.shares(house, MONDAY, MONDAY).line == ""
    assert scheduling.hours_of(house, MONDAY) == 6


def test_a_time_that_is_marked_as_canceled_takes_its_hours_along(house: House) -> None:
    keep(house)
    scheduling.mark(house, today(house).at, "canceled")
    assert scheduling.hours_of(house, MONDAY) == 6


def test_a_week_that_is_not_whole_says_nothing_of_days_and_hours(house: House) -> None:
    keep(house, **{"from": "2026-11-25"})
    assert scheduling.notes_on(house, MONDAY) == []
    assert scheduling.notes_on(house, MONDAY + timedelta(weeks=1)) == []
    keep(house, days=["Tue"], title="Short", ends="10:00", **{"from": "2026-11-03"})
    assert len(scheduling.notes_on(house, MONDAY + timedelta(weeks=1))) == 1


def test_a_mark_is_kept_changed_taken_back_and_undone(house: House) -> None:
    keep(house)
    done = scheduling.mark(house, today(house).at, "late", "the way there", "bus 7")
    assert (today(house).state, done.value.note) == ("late", "bus 7")
    scheduling.mark(house, today(house).at, "attended")
    mark = today(house).mark
    assert mark is not None and (mark.state, mark.note) == ("attended", "bus 7")
    gone = scheduling.unmark(house, today(house).at)
    assert today(house).state == ""
    assert undo(house, gone)
    assert today(house).state == "attended"


def test_a_session_that_is_ahead_cannot_be_marked_yet(house: House) -> None:
    keep(house)
    [ahead] = scheduling.on_day(house, MONDAY + timedelta(days=2))
    with pytest.raises(IopError, match="has not come yet"):
        scheduling.mark(house, ahead.at, "attended")


def test_an_older_window_does_not_write_over_a_newer_mark(house: House) -> None:
    keep(house)
    at = today(house).at
    scheduling.mark(house, at, "attended")
    scheduling.mark(house, at, "missed", seen=0)
    [kept] = [each for each in house.store.shelf(Kept).all() if each.of_table == Attendance.table]
    assert kept.body["state"] == "attended"


def test_days_away_excuse_sessions_and_a_mark_of_ones_own_stands(house: House) -> None:
    keep(house)
    tracking.excuse(house, MONDAY, MONDAY + timedelta(days=4), "hospital")
    assert [each.state for each in scheduling.week(house, MONDAY)] == ["excused"] * 3
    scheduling.mark(house, today(house).at, "attended")
    assert [each.state for each in scheduling.week(house, MONDAY)] == ["attended", "excused", "excused"]


def test_the_share_counts_only_the_program(house: House, hands: Hands) -> None:
    keep(house)
    support = keep(house, kind="support group", title="Tuesday meeting", days=["Mon"], begins="18:00", ends="19:00")
    for slot in scheduling.on_day(house, MONDAY):
        scheduling.mark(house, slot.at, "missed" if slot.at.session.id == support.id else "attended")
    assert scheduling.shares(house, MONDAY, MONDAY).line == "1 of 1 session, 100 %"


def test_one_time_is_moved_canceled_and_as_planned_again(house: House) -> None:
    keep(house)
    scheduling.move(house, today(house).at, {"to": "2026-11-24", "begins": "10:00", "ends": "13:00", "why": "snow"})
    assert [(each.at.on.day, each.at.hours) for each in scheduling.week(house, MONDAY)] == [
        (24, "10:00-13:00"),
        (25, "09:00-12:00"),
        (27, "09:00-12:00"),
    ]
    session = scheduling.all_sessions(house)[0]
    slot = scheduling.slot_of(house, session.id, MONDAY)
    assert slot is not None and slot.at.is_moved
    scheduling.cancel(house, slot.at, "snow again")
    assert scheduling.hours_of(house, MONDAY) == 6
    [again] = scheduling.on_day(house, MONDAY)
    assert again.state == "canceled"
    scheduling.as_planned(house, again.at)
    assert scheduling.hours_of(house, MONDAY) == 9


def test_a_time_that_would_end_before_it_begins_is_refused(house: House) -> None:
    keep(house)
    with pytest.raises(IopError, match="ends after that"):
        scheduling.move(house, today(house).at, {"begins": "10:00", "ends": "09:30"})


def test_the_next_session_is_the_one_that_is_not_over(house: House, hands: Hands) -> None:
    keep(house)
    keep(house, kind="work, school or care", days=["Mon", "Tue"], begins="13:00", ends="17:00")
    hands.moment = hands.moment.replace(hour=10, minute=30)
    ahead = scheduling.upcoming(house)
    assert ahead is not None and ahead.on == MONDAY
    hands.forward(hours=1)
    ahead = scheduling.upcoming(house)
    assert ahead is not None and ahead.on == MONDAY + timedelta(days=2)
    assert scheduling.upcoming(house, "family session") is None


def test_removing_a_session_takes_its_marks_along_and_u_brings_all_back(house: House) -> None:
    kept = keep(house)
    scheduling.mark(house, today(house).at, "attended")
    scheduling.cancel(house, scheduling.week(house, MONDAY)[1].at)
    done = listing.remove(house, SESSIONS, kept)
    assert house.store.shelf(Attendance).all() == house.store.shelf(Change).all() == []
    assert undo(house, done)
    assert (len(house.store.shelf(Attendance).all()), len(house.store.shelf(Change).all())) == (1, 1)


def test_a_mark_stays_to_be_seen_when_its_day_leaves_the_pattern(house: House) -> None:
    kept = keep(house)
    scheduling.mark(house, today(house).at, "missed", note="the flu")
    listing.keep(house, SESSIONS, kept, {**kept.values, "days": ["Tue", "Thu"]})
    [slot] = scheduling.on_day(house, MONDAY)
    assert (slot.state, slot.mark.note if slot.mark else "") == ("missed", "the flu")
    assert [each.at.on.day for each in scheduling.week(house, MONDAY)] == [23, 24, 26]
    found = scheduling.slot_of(house, kept.id, MONDAY)
    assert found is not None and found.state == "missed"


def test_one_that_was_moved_to_an_earlier_day_counts_when_it_was_attended(house: House) -> None:
    keep(house, days=["Wed"])
    [wednesday] = scheduling.week(house, MONDAY)
    scheduling.move(house, wednesday.at, {"to": MONDAY.isoformat()})
    scheduling.mark(house, today(house).at, "attended")
    assert scheduling.shares(house, MONDAY, MONDAY).line == "1 of 1 session, 100 %"


def test_a_thousand_changes_cost_a_week_nothing(house: House) -> None:
    kept = keep(house, days=["Mon"], to=None)
    days = [MONDAY - timedelta(weeks=n) for n in range(150)]
    many = {(id := Change.id_for(kept.id, day)): Change(id=id, day=day, session=kept.id, to=day + timedelta(days=1)) for day in days}
    asked: list[object] = []
    rule = sessions.read_rule

    def counted(*about: Any) -> Any:
        asked.append(about)
        return rule(*about)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "read_rule", counted)
        [one] = sessions.occurrences([kept], many, MONDAY, MONDAY + timedelta(days=6))
    assert one.on == MONDAY + timedelta(days=1)
    assert len(asked) <= 3


# What it costs


PRICES = {"price": "300", "coinsurance": 20, "deductible-left": "500", "oop-left": "3000", "network": "in network"}


def flat(blocks: object) -> str:
    return layout.bare(layout.lay_out(blocks, 200))  # type: ignore[arg-type]


def test_the_estimate_follows_the_schedule_and_changes_with_it(house: House) -> None:
    kept = keep(house)
    assert costing.planned(house) == costing.Planned(24, Decimal(8), Decimal(3))
    assert "By your schedule: 24 sessions in 8 weeks." in flat(costing.worked_out(PRICES, costing.planned(house)))
    assert "1,840" in flat(costing.worked_out(PRICES, costing.planned(house)))
    listing.keep(house, SESSIONS, kept, {**kept.values, "days": ["Mon", "Wed"]})
    assert "By your schedule: 16 sessions in 8 weeks." in flat(costing.worked_out(PRICES, costing.planned(house)))
    assert "1,360" in flat(costing.worked_out(PRICES, costing.planned(house)))


def test_fields_that_say_something_else_are_taken_and_both_numbers_stand_there(house: House) -> None:
    keep(house)
    text = flat(costing.worked_out({**PRICES, "weeks": 10, "days": 3}, costing.planned(house)))
    assert "10 weeks x 3 days = 30 sessions." in text
    assert "These fields make 30 sessions; your schedule has 24 sessions." in text


def test_without_an_end_the_schedule_gives_no_number(house: House) -> None:
    keep(house, to=None)
    assert costing.planned(house) is None


# Letters


DIAGNOSIS = frozenset(
    """depress anxi bipolar trauma ptsd ocd borderline psych mental disorder diagnos therap treat addict alcohol drug substance sober
    recover rehab clinic hospital patient symptom suicid harm crisis medic intensive outpatient iop dbt group counsel""".split()  # noqa: SIM905
)
"""How the words begin that would say why."""


def words(house: House, **values: object) -> str:
    return layout.bare(layout.lay_out_page(letters.page(house, Letter(values=dict(values))), 80)).casefold()


@pytest.mark.parametrize("kind", [None, "an employer", "a school or university"])
@pytest.mark.parametrize("ask", [None, *letters.ASKS])
@pytest.mark.parametrize("yes", ["yes", "no"])
def test_no_word_of_a_diagnosis_gets_into_a_letter_by_itself(house: House, kind: str | None, ask: str | None, yes: str) -> None:
    keep(house)
    said = words(house, hours=yes, paper=yes, **{"for": kind, "ask": ask})
    assert [word for word in DIAGNOSIS if word in said] == []
    assert "Cedar" not in said


def test_what_a_person_types_gets_in_as_it_is(house: House) -> None:
    assert "my therapy on mondays" in words(house, add="My therapy on Mondays")


def test_a_letter_is_filled_in_from_the_schedule(house: House) -> None:
    keep(house)
    said = words(house, to="Dana", hours="yes", name="Mina", **{"for": "an employer"})
    assert "hello dana," in said
    assert "from 2026-11-23 to 2027-01-15 i have regular appointments" in " ".join(said.split())
    assert "mon, wed, fri: 08:25 to 12:35" in said
    assert said.rstrip().endswith("mina")


def test_who_asks_for_time_off_for_hours_gets_them_into_the_letter(house: House) -> None:
    assert "i will tell you the hours as soon as i know them" in " ".join(words(house, **{"for": "an employer"}).split())
    keep(house)
    assert "mon, wed, fri: 08:25 to 12:35" in words(house, **{"for": "an employer"})
    assert "08:25" not in words(house, hours="no")


def test_hours_of_one_time_only_are_in_no_letter(house: House) -> None:
    keep(house, days=["Wed"], to="2027-01-13")
    keep(house, kind="family session", every="once", days=[], **{"from": "2026-12-03", "to": None, "begins": "15:30", "ends": "16:30"})
    [wednesday] = scheduling.week(house, MONDAY)
    scheduling.move(house, wednesday.at, {"to": "2026-11-24", "begins": "13:00", "ends": "15:00"})
    said = words(house, hours="yes")
    assert "wed: 08:25 to 12:35" in said
    assert "thu:" not in said and "tue:" not in said and "2026-12-03" not in said


def test_a_letter_without_anything_is_still_whole(house: House) -> None:
    said = words(house)
    assert "for some weeks i have regular appointments" in said


def test_a_letter_that_ends_before_it_begins_is_met_with_one_sentence(house: House) -> None:
    with pytest.raises(IopError, match="It begins on 2026-11-23"):
        listing.keep(house, LETTERS, Letter(), {"from": "2026-11-23", "until": "2026-11-20"})


# Paper


def test_the_week_the_month_and_the_marks_read_as_text(house: House) -> None:
    keep(house)
    scheduling.mark(house, today(house).at, "late", "the way there", "bus 7")
    week = " ".join(layout.bare(layout.lay_out_page(schedulepages.week_page(house, MONDAY), 80)).split())
    assert "9 hours of the program" in week and "wing, late" in week and "nothing planned" in week
    month = layout.bare(layout.lay_out_page(schedulepages.month_page(house, MONDAY), 80))
    assert "23l  24   25o  26   27o" in month
    went = " ".join(layout.bare(layout.lay_out_page(schedulepages.attendance_page(house), 80)).split())
    assert "1 of 1 session, 100 %" in went and "Mon 23 Nov Dual diagnosis group; the way there; bus 7" in went


def test_a_newer_calendar_file_is_believed_over_an_older_one(house: House, hands: Hands) -> None:
    keep(house)
    before = schedulepages.events(house)[0].version
    hands.forward(minutes=5)
    scheduling.cancel(house, today(house).at)
    assert schedulepages.events(house)[0].version == before + 5


def test_two_at_the_same_hours_are_two_in_the_file_and_one_can_be_left_out(house: House) -> None:
    keep(house, to="2026-11-25")
    keep(house, to="2026-11-25", title="Another")
    page = schedulepages.calendar_page(house)
    assert len(schedulepages.events_on(house, page)) == 4
    fewer = replace(page, blocks=tuple(replace(each, rows=each.rows[1:]) if isinstance(each, Table) else each for each in page.blocks))
    assert len(schedulepages.events_on(house, fewer)) == 3


def test_calendar_events_are_neutral_and_carry_the_time_to_leave(house: House) -> None:
    keep(house)
    scheduling.cancel(house, scheduling.week(house, MONDAY)[1].at)
    events = schedulepages.events(house)
    assert {each.title for each in events} == {"Appointment"}
    assert (len(events), [each.is_canceled for each in events[:3]]) == (24, [False, True, False])
    assert {each.remind for each in events} == {50}
    assert len({each.uid for each in events}) == 24
