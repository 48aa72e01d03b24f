"""Every act of the program, once with the keys of the screen and once with answers line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from plain.harness import Answer
from tui.harness import TODAY, Person, to_tool
from tui.test_diary import to_cell
from tui.test_score import to_cell as to_line

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.compare import WEIGHTS
from iop_tui.domain.diary import Target
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.shares import Share
from iop_tui.services import (
    aftercare,
    afterward,
    answering,
    arranging,
    asking,
    diarying,
    happening,
    listing,
    paper,
    planning,
    practicing,
    scheduling,
    scoring,
    tracking,
)
from iop_tui.services.house import House

Step = str | tuple[str, ...]
"""A key, or what a hand does: `("row", words)`, `("open", words)`, `("fill", field, text)`, `("pick", field, option)`, `("do", label)`."""


@dataclass(frozen=True)
class Case:
    """One act, done twice."""

    act: str
    """Its name in `iop_tui.plain.rooms.ACTS`."""
    lines: tuple[Answer, ...]
    screen: tuple[Step, ...] = ()
    """Nothing where the act only shows something."""
    before: Callable[[House], object] = lambda _house: None
    """What is there already."""
    name: str = ""
    """Where one act is done in several ways."""

    @property
    def id(self) -> str:
        return f"{self.act}{f' ({self.name})' if self.name else ''}"


async def do(me: Person, steps: tuple[Step, ...]) -> None:
    """Do it all with the keys of the screen."""
    for step in steps:
        match step:
            case str():
                await me.press(step)
            case ("row", words):
                await me.to_row(words)
            case ("open", words):
                await me.open_row(words)
            case ("fill", name, text):
                await me.fill(name, text)
            case ("pick", name, option):
                await me.pick(name, option)
            case ("do", label):
                await me.do(label)
            case ("section", title):
                await me.turn_to(title)
            case ("line", which):
                await to_line(me, which)
            case ("cell", label):
                await to_cell(me, label)
            case ("type", text):
                await me.type(text)


# What is there already

WEEK = TODAY - timedelta(days=7)
SESSION = {
    "kind": "group",
    "title": "Morning group",
    "days": ["Mon"],
    "every": "every week",
    "from": WEEK.isoformat(),
    "begins": "09:00",
    "ends": "12:00",
}


def book(which: str, /, **values: Any) -> Callable[[House], Any]:
    from iop_tui.domain.books import BOOKS

    return lambda house: (
        listing.keep(house, BOOKS[which], BOOKS[which].kind(), {each.replace("_", "-"): value for each, value in values.items()}).value
    )


def promise(house: House) -> Any:
    from iop_tui.domain.commitments import Commitment

    return tracking.save_commitment(house, Commitment(title="Walk", starts=WEEK)).value


def put_away(house: House) -> None:
    tracking.stop_commitment(house, promise(house))


def entry(part: str, **values: Any) -> Callable[[House], Any]:
    return lambda house: aftercare.save_plan_values(house, PlanEntry(part=part), values).value


def step_of_safety(house: House) -> Any:
    return aftercare.save_safety_values(house, SafetyEntry(part="signs"), {"sign": "I stop eating"}).value


def two_steps(house: House) -> None:
    entry("lapse", step="Call Ana")(house)
    entry("lapse", step="Drink water")(house)


def earlier_version(house: House) -> None:
    """An entry that stood in the plan and does no more."""
    from iop_tui.domain.versions import Version

    made = entry("lapse", step="Call Ana")(house)
    house.store.run(
        lambda: _put(
            house,
            Version(
                id=Version.id_for(PlanEntry.table, WEEK),
                day=WEEK,
                plan=PlanEntry.table,
                entries=[{"id": made.id, "part": "lapse", "order": 0, "values": {"step": "Call Ana"}, "agreed": ""}],
            ),
        )
    )
    aftercare.remove_entry(house, made)


def _put(house: House, record: Any) -> None:
    with house.store.transaction():
        house.store.shelf(type(record)).put(record)


def person(house: House) -> Any:
    return entry("people", contact={"name": "Ana", "phone": "555 0100", "note": ""}, role="friend")(house)


def used(house: House) -> Any:
    header = house.library.header("dbt.dt.stop")
    assert header is not None
    return practicing.keep(house, header, {"day": TODAY.isoformat()}).value


def session(house: House) -> Any:
    return book("sessions", **SESSION)(house)


def was_at_three(house: House) -> None:
    made = listing.keep(house, _sessions(), _sessions().kind(), {**SESSION, "days": ["Mon", "Fri", "Sun"]}).value
    for at in scheduling.occurrences(house, WEEK, TODAY - timedelta(days=1)):
        assert at.session.id == made.id
        scheduling.mark(house, at, "attended")


def _sessions() -> Any:
    from iop_tui.domain.books import BOOKS

    return BOOKS["sessions"]


def meeting(house: House) -> Any:
    return book("sessions", **{**SESSION, "kind": "support group", "title": "Circle"})(house)


def row(house: House) -> Any:
    return diarying.save_target(house, Target(kind="urge", title="gamble")).value


def question(house: House) -> Any:
    return asking.ask(house, "May I miss a Friday?")


def left(house: House) -> Any:
    return paper.note(house, Share(sheet="after", title="Bus page", form="txt", to="page.txt"))


def over(house: House) -> Any:
    return afterward.set_last_day(house, {"last": (TODAY - timedelta(weeks=2)).isoformat()})


def checked_up(house: House) -> None:
    from iop_tui.domain.books.after import CHECKUPS
    from iop_tui.domain.checkups import CheckUp

    over(house)
    listing.keep(house, CHECKUPS, CheckUp(id=CheckUp.id_for(1)), {"week": "1", "how": 6})


def stop_left_out(house: House) -> None:
    plan = planning.current(house)
    assert plan is not None
    arranging.leave_out(house, "dbt.dt.stop", plan)


def a_call(house: House) -> None:
    book("calls", who={"name": "Cedar House", "phone": "", "note": ""}, program="Cedar House", called=TODAY.isoformat())(house)


def wrote_in_unit(house: House) -> None:
    """An answer that waits to be brought into the list of goals."""
    from iop_tui.domain.books import BOOKS

    unit = house.library.unit(BOOKS["goals"].unit)
    run = answering.start_run(house, unit).value
    field = next(each for part in unit.sections for each in getattr(part, "fields", ()) if each.kind == "table")
    answering.save_typed(house, run, field, "", 0)


def scored(house: House) -> Any:
    return scoring.use(house, "gad7", "GAD-7")


ASK = {"who": {"name": "Dr. Osei", "phone": "", "note": ""}}

CASES: tuple[Case, ...] = (
    # Today
    Case(
        "next",
        ("Try it", "the bus drove off", "leave"),
        ("enter", ("section", "Try it"), ("fill", "moment", "the bus drove off"), "escape", "q"),
    ),
    Case(
        "practice",
        ("paced", "8", ("Anything to remember?", "On the bus."), "", "save"),
        ("t", ("open", "Paced breathing"), "8", ("fill", "note", "On the bus."), "ctrl+s"),
    ),
    Case("check-in", ("kept",), (("row", "Walk"), "space"), promise),
    Case("session", (("How did it go?", "late"), "save"), (("row", "Morning group"), "m", ("pick", "state", "late"), "ctrl+s"), session),
    Case("card", ("4", ("A few words on the day", "Rain."), ""), ("5", "4", ("cell", "Write"), "enter", ("type", "Rain."), "ctrl+s")),
    Case("happened", ("1", "", ""), ("h", ("open", "I drank or used"), "q")),
    Case("go-back", ("", "rest"), (("open", "The next hour"), ("do", "Let it rest")), lambda house: happening.keep(house, "used")),
    Case("safety-plan", ("back",)),
    Case(
        "ask",
        ("May I miss a Friday?", "", "Dr. Osei"),
        ("Q", ("fill", "text", "May I miss a Friday?"), ("fill", "whom", "Dr. Osei"), "ctrl+s"),
    ),
    Case(
        "due",
        ("1", ("What was the answer?", "Cedar House"), "", "save"),
        (("open", "Ask Dr. Osei again"), ("fill", "answer", "Cedar House"), "ctrl+s"),
        book("asks", **ASK, asked="2026-11-01"),
    ),
    Case("again", ()),
    Case("step", ("",)),
    Case(
        "week",
        ("1", ("What did you keep", "I slept."), "", "save", "back"),
        ("w", ("do", "Write about this week"), ("fill", "kept", "I slept."), "ctrl+s"),
    ),
    Case("sign", ("1",), (("open", "I noticed one"), ("open", "I sleep badly")), entry("signs", sign="I sleep badly")),
    Case("checkup", ("yes", "6", "save"), (("open", "after the program: how is it going?"), ("fill", "how", "6"), "ctrl+s"), over),
    Case("fit", (("I can say what matters", "7"), "save"), (("open", "How does it fit"), ("fill", "matters", "7"), "ctrl+s"), was_at_three),
    Case("look-back", ()),
    Case("find", ("",)),
    Case("search", ("zzzz",)),
    Case("scores", ("back",)),
    Case("plan", ("back",)),
    Case("settings", (("A line to see on Today", "Breathe."), "save"), ("o", ("fill", "message", "Breathe."), "ctrl+s")),
    # Learn
    Case("unit", ("",)),
    Case("any-unit", ("",)),
    Case("about", ("Distress",)),
    Case("move-unit", ("1", "STOP", "later"), ("2", "P", "]")),
    Case("leave-out", ("1", "STOP"), ("2", "P", "d")),
    Case("bring-back", ("1",), ("2", "P", ("row", "STOP"), "b"), stop_left_out),
    Case("add-unit", ("Distress", "TIPP", "yes", "1", "STOP"), ("2", "P", "a", ("open", "TIPP"))),
    Case("switch-plan", ("A plan of your own",), ("2", "P", "s", ("open", "A plan of your own"))),
    Case("pace", ("3 a week",), ("2", "P", "w", ("open", "3 a week"))),
    Case("first-module", ("",), ()),
    # Keep
    Case("mark", ("1", ("How did it go?", "partly"), "save"), ("3", ("row", "Walk"), "m", ("pick", "state", "partly"), "ctrl+s"), promise),
    Case("make", ("Call Sam", "save"), ("3", "n", ("fill", "title", "Call Sam"), "ctrl+s")),
    Case("change-commitment", ("1", "Walk home", "save"), ("3", "e", ("fill", "title", "Walk home"), "ctrl+s"), promise),
    Case("hear-commitment", ("1",), (), promise),
    Case("put-away", ("1",), ("3", ("row", "Walk"), "p"), promise),
    Case("take-up", ("1",), ("3", ("row", "Walk"), "p"), put_away),
    Case("excuse", ("1", ("first", "2026-11-22"), "save"), ("3", "x", ("fill", "first", "2026-11-22"), "ctrl+s"), promise),
    Case("away", (), ("3", "w"), promise),
    Case("delete-commitment", ("1", "yes"), ("3", ("row", "Walk"), "D", ("do", "Delete")), promise),
    # After
    Case("plan-add", ("signs", "I sleep badly", "save"), ("4", ("row", "signs"), "a", ("fill", "sign", "I sleep badly"), "ctrl+s")),
    Case(
        "plan-change",
        ("1", "I sleep late", "save"),
        ("4", ("open", "I sleep badly"), ("fill", "sign", "I sleep late"), "ctrl+s"),
        entry("signs", sign="I sleep badly"),
    ),
    Case("plan-remove", ("1",), ("4", ("row", "I sleep badly"), "d"), entry("signs", sign="I sleep badly")),
    Case("plan-move", ("Drink", "up"), ("4", ("row", "Drink water"), "["), two_steps),
    Case("plan-hear", ()),
    Case(
        "agree",
        ("I sleep", "Ana", "save"),
        ("4", ("row", "I sleep badly"), "g", ("fill", "with", "Ana"), "ctrl+s"),
        entry("signs", sign="I sleep badly"),
    ),
    Case("daily", ("1", "save"), ("4", ("row", "Walk"), "c", "ctrl+s"), entry("daily", what="Walk", often="every day")),
    Case(
        "gap",
        ("yes",),
        (
            "4",
            ("open", "Many programs"),
        ),
        over,
    ),
    Case("beside", ("",)),
    Case("safety-add", ("1", "I stop eating"), ("s", "enter", ("type", "I stop eating"), "ctrl+s")),
    Case("safety-change", ("1", "I eat late"), ("s", ("open", "I stop eating"), ("fill", "sign", "I eat late"), "ctrl+s"), step_of_safety),
    Case("safety-remove", ("1",), ("s", ("row", "I stop eating"), "d"), step_of_safety),
    Case("safety-hear", ()),
    Case("versions", ("1", "back")),
    Case("copy-back", ("1", "Mon 16", "1"), ("4", "V", ("open", "Mon 16"), ("row", "Call Ana"), "r"), earlier_version),
    Case("forget-version", ("1", "Mon 16", "1"), ("4", "V", ("open", "Mon 16"), ("row", "Call Ana"), "d"), earlier_version),
    Case("people", ("back",)),
    Case("people", ("Write", "Ana", "", "", "save", "back"), (*to_tool("people"), "a", ("type", "Ana"), "ctrl+s"), name="add"),
    Case("in-touch", ("1",), (*to_tool("people"), ("row", "Ana"), "i"), person),
    Case("groups", ("back",)),
    Case(
        "new-group",
        (("A name for it", "Circle"), "1", ("From which day?", "2026-11-23"), ("Begins at", "18:00"), "19:00", "save"),
        (
            *to_tool("groups"),
            "a",
            ("fill", "title", "Circle"),
            ("pick", "days", "Mon"),
            ("fill", "from", "2026-11-23"),
            ("fill", "begins", "18:00"),
            ("fill", "ends", "19:00"),
            "ctrl+s",
        ),
    ),
    Case("was-there", ("1",), (*to_tool("groups"), ("row", "Circle"), "m"), meeting),
    Case("resources", ("back",)),
    Case("copy-resource", ("SMART",), (*to_tool("resources"), ("row", "SMART"), "c")),
    Case("favorite", ("SMART",), (*to_tool("resources"), ("row", "SMART"), "f")),
    Case("checkups", ("back",)),
    Case("last-day", ("2026-11-09",), (*to_tool("checkups"), "e", ("fill", "last", "2026-11-09"), "ctrl+s")),
    Case("remove-checkup", ("1",), (*to_tool("checkups"), ("row", "After 1 week"), "d"), checked_up),
    # Diary
    Case("card-of-day", ("2026-11-22", "4", "leave"), ("5", "[", "4")),
    Case("hear-card", ("",)),
    Case("rate-skill", ("", "1", "7"), ("5", ("cell", "STOP: a pause before you act"), "7"), used),
    Case("remove-skill", ("", "1"), ("5", ("cell", "STOP: a pause before you act"), "x"), used),
    Case("card-week", ("",)),
    Case("rows", ("back",)),
    Case(
        "new-row",
        ("an urge", "gamble", "save"),
        ("5", "e", "n", ("pick", "kind", "an urge, 0 to 10, and whether I acted on it"), ("fill", "title", "gamble"), "ctrl+s"),
    ),
    Case(
        "change-row",
        ("gamble", ("What is it called?", "bet"), "save"),
        ("5", "e", ("row", "gamble"), "e", ("fill", "title", "bet"), "ctrl+s"),
        row,
    ),
    Case("turn-row", ("gamble",), ("5", "e", ("row", "gamble"), "p"), row),
    # Progress
    Case("numbers", ("Preparation", "")),
    Case("score", ("GAD-7", "4"), ("S", "n", ("open", "GAD-7"), ("line", "total"), "4", "ctrl+s")),
    Case(
        "earlier-score",
        ("GAD-7", "2026-11-01", "4"),
        ("S", ("row", "GAD-7"), "e", ("fill", "day", "2026-11-01"), "ctrl+s", ("line", "total"), "4", "ctrl+s"),
        scored,
    ),
    Case(
        "other-score",
        ("Sleep diary", "12", "", "28", "save"),
        (
            "S",
            "n",
            ("open", "another measure"),
            ("fill", "title", "Sleep diary"),
            ("fill", "total", "12"),
            ("fill", "highest", "28"),
            "ctrl+s",
        ),
    ),
    Case("turn-sheet", ("1",), ("S", ("row", "GAD-7"), "p"), scored),
    Case("hear-scores", ()),
    # Program
    Case("tool", ("",)),
    Case("prepare", ()),
    Case("schedule", ("back",)),
    Case(
        "mark-session",
        ("1", ("How did it go?", "excused"), "save"),
        (*to_tool("schedule"), ("row", "Morning group"), "m", ("pick", "state", "excused"), "ctrl+s"),
        session,
    ),
    Case(
        "open-session",
        ("1", "before", "Less fog.", "", "save", "back"),
        (*to_tool("schedule"), ("open", "Morning group"), ("open", "Before"), ("fill", "want", "Less fog."), "ctrl+s"),
        session,
        name="before",
    ),
    Case(
        "open-session",
        ("1", "Say which", "Observe: notice", "back"),
        (
            *to_tool("schedule"),
            ("open", "Morning group"),
            "l",
            ("open", "Observe: notice"),
        ),
        session,
        name="unit",
    ),
    Case(
        "open-session",
        ("1", "Write homework", "Walk", "", "save", "back"),
        (*to_tool("schedule"), ("open", "Morning group"), "w", ("fill", "what", "Walk"), "ctrl+s"),
        session,
        name="homework",
    ),
    Case(
        "different",
        ("1", "it does not", "save"),
        (*to_tool("schedule"), ("row", "Morning group"), "c", ("pick", "what", "it does not take place"), "ctrl+s"),
        session,
    ),
    Case(
        "different",
        ("1", "it is on another", "2026-11-24", "save"),
        (
            *to_tool("schedule"),
            ("row", "Morning group"),
            "c",
            ("pick", "what", "it is on another day or at another hour"),
            ("fill", "to", "2026-11-24"),
            "ctrl+s",
        ),
        session,
        name="moved",
    ),
    Case(
        "new-session",
        (("A name for it", "Morning group"), "1", ("Begins at", "9:00"), "12:00", "save"),
        (
            *to_tool("schedule"),
            "n",
            ("fill", "title", "Morning group"),
            ("pick", "days", "Mon"),
            ("fill", "begins", "9:00"),
            ("fill", "ends", "12:00"),
            "ctrl+s",
        ),
    ),
    Case(
        "change-over",
        ("1", "2026-11-30", ("Who leads", "Ruth"), "save"),
        (*to_tool("schedule"), ("open", "Morning group"), "C", ("fill", "from", "2026-11-30"), ("fill", "who", "Ruth"), "ctrl+s"),
        session,
    ),
    Case("month", ("",)),
    Case("attendance", ()),
    Case("questions", ("back",)),
    Case(
        "answer",
        ("1", ("What was the answer?", "Yes."), "", "save"),
        (*to_tool("questions"), "enter", ("fill", "answer", "Yes."), "ctrl+s"),
        question,
    ),
    Case("remove-question", ("1",), (*to_tool("questions"), "d"), question),
    Case("check-off", ("stepping", "yes", "leave"), (*to_tool("stepdown"), "space")),
    Case("tick", ("stepping", "1"), (*to_tool("stepdown"), "space")),
    Case("tick-note", ("stepping", "1", "By Friday.", ""), (*to_tool("stepdown"), "enter", ("type", "By Friday."), "ctrl+s")),
    Case("ask-open", ("stepping",), (*to_tool("stepdown"), "a")),
    Case("another-week", ("2026-11-10", "back")),
    Case("compare", ("back",)),
    Case("weigh", ("9", "save"), (*to_tool("compare"), "w", ("fill", WEIGHTS[0].id, "9"), "ctrl+s")),
    Case("side-by-side", ("1",), (*to_tool("programs"), ("row", "Cedar House"), "space"), book("programs", name="Cedar House")),
    Case(
        "call-program",
        ("1", ("On which day?", "2026-11-20"), "save"),
        (*to_tool("programs"), ("row", "Cedar House"), "n", ("fill", "planned", "2026-11-20"), "ctrl+s"),
        book("programs", name="Cedar House"),
    ),
    Case("script", ()),
    Case("learned", ("1", "save"), (*to_tool("calls"), ("row", "Cedar House"), "p", "ctrl+s"), a_call),
    Case("paper", ("back",)),
    Case("page", ("Stepping", "back")),
    Case("remove-share", ("1",), ("x", "end", "d"), left),
    Case("add", ("whom", "Dr. Osei", "", "", "save"), (*to_tool("asks"), "a", ("fill", "who", "Dr. Osei"), "ctrl+s")),
    Case(
        "change",
        ("whom", "1", ("What was the answer?", "Cedar House"), "", "save"),
        (*to_tool("asks"), ("open", "Dr. Osei"), ("fill", "answer", "Cedar House"), "ctrl+s"),
        book("asks", **ASK),
    ),
    Case("remove", ("whom", "1"), (*to_tool("asks"), ("row", "Dr. Osei"), "d"), book("asks", **ASK)),
    Case("bring", ()),
    # Your data
    Case("passphrase", ("",)),
    Case("entry", ("1", ""), (), question),
    Case("delete", ("1", "yes"), ("y", ("open", "Everything you wrote"), ("row", "May I miss"), "d", ("do", "Delete it")), question),
    Case("backups", ()),
    Case("privacy", ()),
)
