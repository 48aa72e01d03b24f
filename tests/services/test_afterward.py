"""The end of a program and the time after it, as the acts keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from services.conftest import Hands

from iop_tui.domain.aftercare import GAP_ASK, PlanEntry
from iop_tui.domain.books.after import CHECKUPS
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.checklist import STEPDOWN
from iop_tui.domain.checkups import CheckUp
from iop_tui.domain.page import Entry, Paragraph, text_of
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.sessions import Session
from iop_tui.domain.versions import Version
from iop_tui.errors import IopError
from iop_tui.services import (
    aftercare,
    afterward,
    asking,
    checkups,
    entries,
    finding,
    groups,
    listing,
    moving,
    scheduling,
    sharing,
    steps,
    ticking,
    today,
    versions,
)
from iop_tui.services.house import House, undo

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


def test_the_gap_to_the_first_visit_stands_on_the_page_of_the_plan(house: House) -> None:
    assert afterward.gap(house) == ""
    program(house, "2026-12-18")
    put(house, "stepdown", what="Dr. Osei", kind="a visit", on="2026-12-30", at="10:30")
    assert afterward.is_gap_open(house)
    said = [text_of(each.spans) for each in sharing.aftercare_page(house).blocks if isinstance(each, Paragraph)]
    assert afterward.gap(house) in said
    assert asking.ask(house, GAP_ASK, "my team").value == 1
    assert asking.ask(house, GAP_ASK, "my team").value == 0


def test_the_page_warns_of_lowered_tolerance_where_substances_are_part_of_it(house: House) -> None:
    assert "naloxone" in str(sharing.aftercare_page(house))
    from iop_tui.services import planning

    planning.start(house, replace(house.settings(), need="mental health"))
    assert "naloxone" not in str(sharing.aftercare_page(house))


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


# What was agreed


def test_an_entry_and_a_whole_part_are_agreed_with_somebody_and_what_is_open_can_become_questions(house: House) -> None:
    one, two = put(house, "lapse", step="Sit down"), put(house, "lapse", step="Call Ana")
    values = {"with": "Dr. Osei", "on": "2026-11-20", "open": "Who pays?\n\nWhen?", "ask": "yes"}
    done = aftercare.agree(house, [one, two], values)
    assert done.value == 2
    assert [each.text for each in asking.questions(house)] == ["Who pays?", "When?"]
    assert [each.agreed() for each in aftercare.plan(house)] == ["agreed with Dr. Osei, Fri 20 Nov; open: Who pays? When?"] * 2
    assert undo(house, done)
    assert asking.questions(house) == [] and not any(each.agreed() for each in aftercare.plan(house))


def test_a_change_after_it_was_agreed_is_said_and_a_new_mark_or_none_takes_that_away(house: House) -> None:
    entry = put(house, "lapse", step="Sit down")
    aftercare.agree(house, [entry], {"with": "Dr. Osei"})
    entry = aftercare.plan(house)[0]
    aftercare.save_plan_values(house, entry, dict(entry.values))
    assert not aftercare.plan(house)[0].is_changed_since
    aftercare.save_plan_values(house, aftercare.plan(house)[0], {"step": "Sit down, drink water"})
    assert aftercare.plan(house)[0].agreed() == "agreed with Dr. Osei, Mon 23 Nov; changed since"
    aftercare.agree(house, aftercare.plan(house), {})
    assert aftercare.plan(house)[0].agreed() == ""


@pytest.mark.parametrize("values", [{"open": "Who pays?"}, {"with": "Dr. Osei", "on": "2026-11-24"}])
def test_nobody_and_a_day_ahead_get_one_kind_sentence(house: House, values: dict[str, Any]) -> None:
    entry = put(house, "lapse", step="Sit down")
    with pytest.raises(IopError):
        aftercare.agree(house, [entry], values)
    assert aftercare.plan(house)[0].agreed() == ""


# Versions


def days(house: House, plan: str = PlanEntry.table) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(each.version.day), each.lines) for each in versions.told(house, plan)]


def test_each_day_on_which_the_plan_changes_is_one_version_told_in_words(house: House, hands: Hands) -> None:
    first = put(house, "lapse", step="Sit down")
    put(house, "lapse", step="Call Ana")
    hands.forward(days=1)
    aftercare.save_plan_values(house, first, {"step": "Sit down, drink water"})
    aftercare.move_entry(house, aftercare.plan(house)[1], -1)
    hands.forward(days=1)
    aftercare.remove_entry(house, aftercare.plan(house)[0])
    assert days(house) == [
        ("2026-11-25", ("Removed: Sit down, drink water",)),
        ("2026-11-24", ("Changed: Sit down, drink water", "Put in another order")),
        ("2026-11-23", ("As it stood then: 2 entries",)),
    ]
    old = versions.find(house, PlanEntry.table, TODAY)
    assert old is not None
    assert "Sit down" in sharing.write(versions.page(old), "txt")
    assert [each.first_line() for each in versions.now_and_then(house, old).removed] == ["Sit down"]


def test_undo_takes_the_version_of_the_day_back_too(house: House, hands: Hands) -> None:
    put(house, "lapse", step="Sit down")
    hands.forward(days=1)
    done = aftercare.save_plan_values(house, PlanEntry(part="lapse"), {"step": "Call Ana"})
    assert len(days(house)) == 2
    assert undo(house, done)
    assert [day for day, _lines in days(house)] == ["2026-11-23"]
    version = versions.find(house, PlanEntry.table, TODAY)
    assert version is not None and [each["values"]["step"] for each in version.entries] == ["Sit down"]


def test_undo_works_though_another_window_changed_another_entry_since(house: House) -> None:
    done = aftercare.save_plan_values(house, PlanEntry(part="lapse"), {"step": "Sit down"})
    put(house, "lapse", step="Call Ana")
    assert undo(house, done)
    version = versions.find(house, PlanEntry.table, TODAY)
    assert version is not None and [each["values"]["step"] for each in version.entries] == ["Call Ana"]


def test_a_plan_from_before_versions_is_kept_as_it_stood(house: House, hands: Hands) -> None:
    house.store.shelf(PlanEntry).put(PlanEntry(part="lapse", values={"step": "Sit down"}))
    hands.forward(days=3)
    aftercare.remove_entry(house, aftercare.plan(house)[0])
    assert days(house) == [("2026-11-26", ("Removed: Sit down",)), ("2026-11-23", ("As it stood then: 1 entry",))]


def test_deleting_an_entry_everywhere_takes_it_out_of_every_version_and_u_brings_all_back(house: House, hands: Hands) -> None:
    put(house, "lapse", step="Sit down")
    put(house, "lapse", step="Call Ana")
    hands.forward(days=1)
    put(house, "daily", what="Walk")
    piece = next(each for each in entries.pieces(house) if each.table == PlanEntry.table and each.text == "Call Ana")
    done = entries.delete(house, piece)
    assert "Call Ana" not in str(house.store.shelf(Version).all())
    assert undo(house, done)
    assert str(house.store.shelf(Version).all()).count("Call Ana") == 2


def test_what_only_an_older_version_holds_is_found_exported_and_copied_back_once(house: House, hands: Hands) -> None:
    entry = put(house, "lapse", step="Sit down")
    hands.forward(days=1)
    aftercare.remove_entry(house, entry)
    assert [each.title for each in finding.search(house, "sit down") if each.kind == "aftercare"] == [
        "An earlier version, 2026-11-23: Sit down"
    ]
    assert '"versions"' in moving.take_out(house)
    old = versions.find(house, PlanEntry.table, TODAY)
    assert old is not None
    assert aftercare.bring_back(house, old.held()[0], PlanEntry.table).value
    assert not aftercare.bring_back(house, old.held()[0], PlanEntry.table).value
    assert [each.values for each in aftercare.plan(house)] == [{"step": "Sit down"}]


def test_an_entry_that_was_removed_can_be_taken_out_of_the_versions_too(house: House, hands: Hands) -> None:
    gone, stays = put(house, "lapse", step="Sit down"), put(house, "lapse", step="Call Ana")
    hands.forward(days=1)
    aftercare.remove_entry(house, gone)
    old = versions.find(house, PlanEntry.table, TODAY)
    assert old is not None
    done = aftercare.forget(house, old.held()[0], PlanEntry.table)
    assert "Sit down" not in str(house.store.shelf(Version).all())
    assert [each.id for each in aftercare.plan(house)] == [stays.id]
    assert undo(house, done)
    assert "Sit down" in str(house.store.shelf(Version).all())


def test_the_safety_plan_has_versions_of_its_own(house: House, hands: Hands) -> None:
    step = aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": "Walk"}).value
    hands.forward(days=1)
    aftercare.remove_entry(house, step)
    assert [lines for _day, lines in days(house, SafetyEntry.table)] == [("Removed: Walk",), ("As it stood then: 1 entry",)]
    assert days(house) == []
    old = versions.find(house, SafetyEntry.table, TODAY)
    assert old is not None
    aftercare.bring_back(house, old.held()[0], SafetyEntry.table)
    assert [each.values for each in aftercare.safety_plan(house)] == [{"do": "Walk"}]


# People, places, groups


def test_in_touch_today_is_noted_and_the_list_says_how_it_stands(house: House) -> None:
    ana = put(
        house, "people", contact={"name": "Ana", "phone": "", "note": ""}, role="friend", **{"next": "coffee", "next-on": "2026-11-24"}
    )
    assert aftercare.people_state(house) == "1 listed, 0 for help"
    assert today.today(house).contacts == ((date(2026, 11, 24), "Ana: coffee"),)
    assert "Nobody listed to call for help yet." in str(aftercare.people_page(house))
    done = aftercare.in_touch(house, ana)
    assert done.value.on("last") == TODAY
    assert undo(house, done)
    assert aftercare.plan(house)[0].on("last") is None


def test_one_of_the_starter_list_is_copied_into_the_plan_and_made_a_favorite(house: House) -> None:
    one = house.library.resources()[0]
    entry = aftercare.copy_resource(house, one).value
    assert (entry.part, entry.says("name"), entry.says("find")) == ("resources", one.name, one.find)
    entry = aftercare.turn_favorite(house, entry).value
    assert entry.says("favorite") == "yes"
    assert aftercare.turn_favorite(house, entry).value.says("favorite") == ""
    page = sharing.write(aftercare.resources_page(house), "txt")
    assert "No path is the only one." in page and "Nobody has checked this lately." in page


def test_a_group_says_how_often_one_was_there(house: House) -> None:
    circle = program(house, "", kind="support group", title="Tuesday circle", days=["Tue"])
    program(house, "2026-12-18")
    assert [each.times for each in groups.groups(house)] == ["not tried yet"]
    at = groups.last_meeting(house, circle)
    assert at is not None and at.on == date(2026, 11, 17)
    scheduling.mark(house, at, "attended")
    mark = groups.mark_of(house, at)
    assert mark is not None and mark.state == "attended"
    assert [each.times for each in groups.groups(house)] == ["attended 1 time"]
    assert groups.state(house) == "1 group, 1 tried"
    assert afterward.last_day(house) == date(2026, 12, 18)


def test_an_older_settings_record_and_an_older_entry_are_readable(house: House) -> None:
    assert house.settings().last_day is None
    old = house.store.shelf(PlanEntry).put(PlanEntry(part="stepdown", values={"what": "First visit", "on": "2026-12-01"})).record
    assert (old.agreed(), afterward.gap(house)) == ("", "")
    afterward.set_last_day(house, {"last": (TODAY + timedelta(days=3)).isoformat()})
    assert afterward.gap(house) == "Your first visit is 5 days after the last day."
