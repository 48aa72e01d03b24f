"""A made-up person for the pictures: three weeks into a program, on an evening that never passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from iop_tui.clock import Clock
from iop_tui.content.library import Library
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books import BOOKS
from iop_tui.domain.commitments import Commitment, on_days
from iop_tui.domain.fields import Value
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.settings import Settings
from iop_tui.services import aftercare, answering, diarying, listing, planning, practicing, scheduling, tracking
from iop_tui.services.house import House
from iop_tui.store.locations import new_profile
from iop_tui.store.prefs import Prefs
from iop_tui.store.store import Store

EVENING = datetime(2026, 11, 23, 18, 40, tzinfo=UTC)
"""A Monday."""
TODAY = EVENING.date()
UNIT, TRY_IT = "dbt.dt.stop", "Try it"

PLAN: tuple[tuple[str, dict[str, Value]], ...] = (
    ("signs", {"sign": "I stop answering messages", "rung": "early", "do": "Put the phone on the table and write one back", "who": "Ana"}),
    ("signs", {"sign": "Awake past two, three nights running", "rung": "middle", "do": "Lights out at eleven", "who": "my group"}),
    ("situations", {"situation": "Friday evening alone", "pull": 7, "plan": "Dinner at Priya's, or the late meeting"}),
    ("people", {"contact": {"name": "Ana", "phone": "555-0142"}, "for": ["help when it is hard", "talking"], "agreed": "yes"}),
    ("stepdown", {"what": "First visit with Dr. Osei", "on": "2026-12-01"}),
    ("lapse", {"step": "Leave, call Ana, tell the team the same day", "who": "Ana"}),
    ("reviews", {"on": "2026-12-04", "with": "Ana"}),
)
SAFETY: tuple[tuple[str, dict[str, Value]], ...] = (
    ("signs", {"sign": "Everything feels pointless and very far away"}),
    ("alone", {"do": "Walk round the block with music on"}),
    ("people", {"who": {"name": "Ana", "phone": "555-0142"}}),
    ("professionals", {"who": {"name": "The clinic's evening line", "phone": "555-0110"}}),
)
WEEKS = {"from": "2026-11-09", "to": "2027-01-01", "begins": "09:00", "ends": "12:00"}
LISTS: tuple[tuple[str, dict[str, Value]], ...] = (
    (
        "sessions",
        {"title": "IOP group", "kind": "group", "days": ["Mon", "Wed", "Fri"], **WEEKS, "way": 35, "place": "Cedar House, room 2"},
    ),
    (
        "sessions",
        {"title": "Dr. Osei", "kind": "individual therapy", "days": ["Tue"], **WEEKS, "begins": "16:00", "ends": "16:50", "way": 20},
    ),
    ("sessions", {"title": "Tuesday circle", "kind": "support group", "days": ["Tue"], **WEEKS, "begins": "19:00", "ends": "20:00"}),
    (
        "programs",
        {"name": "Cedar House", "licensed": "yes", "accredited": "yes", "staff": "yes", "network": "yes", "cost": "40", "fit-way": 8},
    ),
    ("programs", {"name": "River Place", "licensed": "yes", "network": "partly", "cost": "65", "fit-way": 4, "fit-hours": 9}),
    ("programs", {"name": "Oak Street", "network": "no", "flags": ["pressure to sign today"], "fit-way": 9}),
    ("homework", {"what": "One chain, on a small thing", "from": "therapist", "due": "2026-11-24"}),
    ("goals", {"goal": "Pick up Leo from school myself", "seen": "Three days a week", "matters": 9, "review": "2026-12-07"}),
)
ANSWERS = {"moment": "The landlord's letter on the mat", "urge-before": "70"}

DAYS: tuple[tuple[int, tuple[int, int, int, int, int], int, float], ...] = (
    (20, (7, 6, 3, 6, 1), 8, 5),
    (19, (7, 7, 2, 5, 1), 7, 5.5),
    (18, (6, 7, 4, 5, 2), 7, 6),
    (17, (6, 5, 2, 4, 3), 5, 7),
    (15, (7, 6, 5, 6, 1), 8, 5),
    (14, (6, 6, 3, 5, 2), 6, 6.5),
    (13, (5, 6, 2, 4, 2), 6, 6),
    (12, (5, 4, 2, 3, 4), 4, 7),
    (10, (6, 5, 1, 4, 3), 5, 7),
    (9, (8, 7, 6, 7, 0), 9, 4),
    (8, (6, 6, 4, 5, 2), 6, 6),
    (7, (5, 5, 2, 4, 3), 5, 6.5),
    (6, (5, 4, 2, 3, 4), 5, 7),
    (4, (4, 5, 1, 3, 4), 4, 7),
    (3, (5, 4, 3, 3, 5), 4, 7.5),
    (2, (4, 3, 1, 2, 5), 3, 7),
    (1, (3, 4, 2, 2, 6), 4, 7),
    (0, (4, 5, 2, 2, 5), 5, 6.5),
)
"""Days ago; sadness, fear, anger, shame, joy; how hard the day was; hours of sleep. Three days are left out."""
USES: tuple[tuple[int, str, int, int], ...] = (
    (17, "dbt.dt.breath", 7, 5),
    (9, "dbt.dt.tipp", 9, 5),
    (4, "dbt.dt.breath", 6, 4),
    (0, "dbt.dt.stop", 6, 4),
)
"""Days ago, the skill, how strong it was before and after."""


def move_in(folder: Path) -> House:
    """The person's house, in an empty folder."""
    clock = Clock(UTC, 0, lambda: EVENING)
    prefs = Prefs(country="US", zone="UTC", theme="dark", glyphs="unicode")
    house = House(folder, prefs, clock, Library.find(folder), Store.open(new_profile(folder), clock, create=True))
    planning.begin(house, prefs, Settings(id=1, stage="attending", minutes=10, began=TODAY - timedelta(days=15)))
    house.clock = house.store.clock = clock
    _promise(house)
    _go_to_a_program(house)
    _fill_in_cards(house)
    for part, values in PLAN:
        aftercare.save_plan_values(house, PlanEntry(part=part), values)
    for part, values in SAFETY:
        aftercare.save_safety_values(house, SafetyEntry(part=part), values)
    _begin_unit(house)
    return house


def _go_to_a_program(house: House) -> None:
    """Two weeks are behind the person, with one session excused; the programs that were held side by side are still there."""
    for book, values in LISTS:
        listing.keep(house, BOOKS[book], BOOKS[book].kind(), values)
    first = TODAY - timedelta(days=14)
    for slot in scheduling.slots(house, first, TODAY):
        if slot.at.session.is_of_program and slot.at.on < TODAY:
            scheduling.mark(house, slot.at, "excused" if slot.at.on == first + timedelta(days=9) else "attended")


def _promise(house: House) -> None:
    starts = TODAY - timedelta(days=34)
    medicine = Commitment(title="Evening medicine", starts=starts)
    call = Commitment(title="Call Ana or Priya", rule=on_days(["MO", "TH", "SA"]), starts=starts)
    walk = Commitment(title="Walk 20 minutes", times=3, starts=starts)
    _keep(house, medicine, {day: "missed" if day in (9, 21) else "partly" if day == 14 else "kept" for day in range(1, 35)})
    _keep(house, call, {day: "kept" for day in range(1, 35) if (TODAY - timedelta(days=day)).weekday() in (0, 3, 5) and day != 4})
    _keep(house, walk, dict.fromkeys((0, 2, 4, 8, 9, 12, 15, 18, 20, 24, 27), "kept"))


def _keep(house: House, commitment: Commitment, marks: dict[int, str]) -> None:
    """Make a commitment and mark its days, counted back from today."""
    kept = tracking.save_commitment(house, commitment).value
    for ago, state in marks.items():
        tracking.check_in(house, kept, TODAY - timedelta(days=ago), state)


def _fill_in_cards(house: House) -> None:
    feelings = [each for each in diarying.targets(house) if each.kind == "feeling"]
    of_kind = {each.kind: each for each in diarying.targets(house)}
    for ago, felt, hard, slept in DAYS:
        day = TODAY - timedelta(days=ago)
        for target, value in zip(feelings, felt, strict=True):
            diarying.fill_in(house, day, target, value)
        diarying.fill_in(house, day, of_kind["number"], hard)
        diarying.fill_in(house, day, of_kind["hours"], slept)
        diarying.fill_in(house, day, of_kind["medicine"], "taken")
    for ago, skill, before, after in USES:
        used: dict[str, Value] = {"day": (TODAY - timedelta(days=ago)).isoformat(), "before": before, "after": after}
        practicing.keep(house, house.library.unit(skill).header, used)


def _begin_unit(house: House) -> None:
    """Half of the exercise is filled in."""
    unit = house.library.unit(UNIT)
    run = answering.start_run(house, unit).value
    for field in unit.fields():
        if field.id in ANSWERS:
            answering.save_typed(house, run, field, ANSWERS[field.id], 0)
    place = [section.title for section in unit.sections].index(TRY_IT)
    answering.save_place(house, run, place, 0)
