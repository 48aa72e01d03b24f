"""The plan for after the program: its sections, what an entry in each holds, and what is still missing, said kindly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field, read_date, show
from iop_tui.domain.filled import Filled
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section of a plan."""

    id: str
    title: str
    purpose: str
    """One line on what it is for; shown while it is empty."""
    fields: tuple[Field, ...]
    missing: str
    """How to say that nothing stands there yet."""
    ordered: bool = False
    """Whether entries are steps in an order of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry(Filled):
    """One entry in a section of the aftercare plan."""

    table: ClassVar[str] = "aftercare"

    part: str
    order: int = 0
    agreed_with: str = ""
    """With whom of the team it was agreed; nothing where it was not."""
    agreed_on: date | None = None
    agreed_open: str = ""
    """What is still open between them."""
    is_changed_since: bool = False
    """Whether it reads otherwise now than what was agreed."""

    def agreed(self) -> str:
        """With whom it was agreed and when, in words; empty where it was not."""
        if not self.agreed_with:
            return ""
        day = f", {in_words(self.agreed_on)}" if self.agreed_on else ""
        since = "; changed since" if self.is_changed_since else ""
        still = f"; open: {' '.join(self.agreed_open.split())}" if self.agreed_open else ""
        return f"agreed with {self.agreed_with}{day}{since}{still}"


NOTICED_FOR = 3
"""For so many days a sign that was noticed stands on Today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Record):
    """A warning sign that was noticed on a day."""

    table: ClassVar[str] = "signs"

    entry: int
    """The entry of the plan that names it."""
    title: str
    """As it was written there."""

    @staticmethod
    def id_for(entry: int, day: date) -> int:
        return key_id("sign", entry, day.isoformat())


RUNGS = ("early", "middle", "late")

STAGES = ("well", "first signs", "getting hard", "a crisis", "after a crisis")

HELP = "help when it is hard"
ROLES = ("family", "friend", "peer", "sponsor", "therapist", "doctor", "coordinator", "service", "somebody else")

VISIT, REFILL, GROUP, LAST_DAY = "a visit", "a refill", "a group", "the last day"
RESOURCE_KINDS = (
    "mutual help",
    "peer support",
    "family and friends",
    "a class or therapy group",
    "housing",
    "work or school",
    "money or law",
    "health",
    "a place to be",
    "something else",
)

STEPS = (VISIT, GROUP, REFILL, LAST_DAY, "something else")

FIRST_VISIT_WITHIN = 7
"""Days after the last day within which many programs like the first visit: a habit to talk about, and no rule."""
GAP_SHOWN_FOR = 30
"""For so many days after the last day the way to the first visit is worth a word."""


PARTS = (
    Part(
        id="signs",
        title="Warning signs",
        purpose="What others or you might notice when things start to slide, and what you do within 15 minutes.",
        missing="No warning sign yet. One early sign is a good start.",
        fields=(
            Field(id="sign", kind="line", label="What is the sign?", help="A thought, a feeling, something you do or stop doing."),
            Field(
                id="rung",
                kind="choice",
                label="How far along is it?",
                options=RUNGS,
                help="Early: routines slip. Middle: pulling away. Late: close to the edge.",
            ),
            Field(id="do", kind="line", label="What do I do within 15 minutes?"),
            Field(id="who", kind="line", label="Who do I tell?"),
        ),
    ),
    Part(
        id="situations",
        title="Hard situations",
        purpose="Places, people, times and feelings where the old way pulls, and what you plan instead.",
        missing="No hard situation written down yet.",
        fields=(
            Field(id="situation", kind="line", label="What is the situation?"),
            Field(id="pull", kind="scale", label="How strong is the pull?", low="no pull", high="as strong as it gets"),
            Field(id="plan", kind="text", label="What do I do instead?"),
        ),
    ),
    Part(
        id="people",
        title="People",
        purpose="Who you can call, and for what. A first name and a number are enough.",
        missing="Nobody listed to call for help yet. A clinic's number or a helpline counts.",
        fields=(
            Field(id="contact", kind="contact", label="Who is it?"),
            Field(id="for", kind="multi", label="What are they good for?", options=(HELP, "talking", "a ride", "company")),
            Field(id="agreed", kind="yesno", label="Have I asked them?"),
            Field(id="role", kind="choice", label="Who are they to me?", options=ROLES),
            Field(id="last", kind="date", label="Last in touch on"),
            Field(id="next", kind="line", label="What is the next small contact?", help="A text, a walk, ten minutes on the phone."),
            Field(id="next-on", kind="date", label="On which day?", help="It stands on Today around that day."),
        ),
    ),
    Part(
        id="stepdown",
        title="Stepping down",
        purpose="What comes after the program and when: first appointment, refill, next groups.",
        missing="No first appointment yet. Many programs like it within 7 days of the last day.",
        fields=(
            Field(id="what", kind="line", label="What is it?", help="First visit, medicine refill, last day of the program."),
            Field(id="kind", kind="choice", label="Which kind is it?", options=STEPS),
            Field(id="on", kind="date", label="On which day?"),
            Field(id="at", kind="time", label="At what time?"),
            Field(id="with", kind="contact", label="With whom, and where?"),
        ),
    ),
    Part(
        id="resources",
        title="Resources",
        purpose="Groups, places and lines that fit you.",
        missing="No group or place listed yet.",
        fields=(
            Field(id="name", kind="line", label="What is it called?"),
            Field(id="kind", kind="choice", label="Which kind is it?", options=RESOURCE_KINDS),
            Field(id="when", kind="line", label="When and where?"),
            Field(id="find", kind="text", label="How do I get there, or reach it?"),
            Field(id="tried", kind="date", label="First tried on"),
            Field(id="liked", kind="yesno", label="Did I like it?"),
            Field(id="fit", kind="scale", label="How well does it fit?", low="not at all", high="very well"),
            Field(id="favorite", kind="yesno", label="Is it a favorite?", help="Favorites stand first."),
        ),
    ),
    Part(
        id="lapse",
        title="If I slip",
        purpose="The next hour, step by step: stop and get safe, call one person, tell the team, and be back at the plan the same day.",
        missing="No step for a slip yet. Having one is not expecting one.",
        ordered=True,
        fields=(Field(id="step", kind="line", label="What do I do?"), Field(id="who", kind="line", label="Who helps?")),
    ),
    Part(
        id="stages",
        title="My stages",
        purpose="From well to after a crisis, in your own words: how you are then, what you do, and who helps.",
        missing="No stage described yet. How a day looks when you are well is a good start.",
        fields=(
            Field(id="stage", kind="choice", label="Which stage is it?", options=STAGES),
            Field(id="looks", kind="text", label="What does it look like?", help="What I do, say, skip or sleep then."),
            Field(id="do", kind="text", label="What do I do then?", help="In a crisis the safety plan comes first (s)."),
            Field(id="who", kind="text", label="Who helps, and how?"),
        ),
    ),
    Part(
        id="daily",
        title="What keeps me well",
        purpose="The daily and weekly things that hold the rest up. One key turns any of them into a commitment.",
        missing="Nothing here yet. Sleep, food, company and one thing you like are a start.",
        fields=(
            Field(id="what", kind="line", label="What is it?"),
            Field(id="often", kind="choice", label="How often?", options=("every day", "some days", "once a week")),
        ),
    ),
    Part(
        id="reviews",
        title="Review dates",
        purpose="Days on which you look at this plan again, alone or with your team.",
        missing="No review date yet. One to four weeks from now is usual.",
        fields=(
            Field(id="on", kind="date", label="On which day?"),
            Field(id="with", kind="line", label="With whom?"),
        ),
    ),
)


def part(part_id: str) -> Part:
    return next(each for each in PARTS if each.id == part_id)


def has_help(entries: Iterable[PlanEntry]) -> bool:
    """Whether at least one person is listed for help when it is hard."""
    return any(entry.part == "people" and HELP in (entry.values.get("for") or []) for entry in entries)


def missing(entries: Iterable[PlanEntry]) -> tuple[str, ...]:
    """What the plan still lacks, one kind sentence each; a plan without anyone to call for help is never complete."""
    held = tuple(entries)
    lines = [each.missing for each in PARTS if each.id != "people" and not any(entry.part == each.id for entry in held)]
    if not has_help(held):
        lines.insert(0, part("people").missing)
    return tuple(lines)


def ladder(entries: Iterable[PlanEntry]) -> tuple[tuple[str, tuple[PlanEntry, ...]], ...]:
    """The warning signs by rung, early first; a sign without a known rung stands with the early ones."""
    by_rung: dict[str, list[PlanEntry]] = {rung: [] for rung in RUNGS}
    for sign in entries:
        if sign.part == "signs":
            by_rung.get(sign.values.get("rung") or "early", by_rung["early"]).append(sign)
    return tuple((rung, tuple(signs)) for rung, signs in by_rung.items())


def first_visit(entries: Iterable[PlanEntry], last: date) -> date | None:
    """The day of the first visit after the last day of the program; an entry of no known kind counts as one."""
    days = [(entry.says("kind"), entry.on("on")) for entry in entries if entry.part == "stepdown"]
    return min((day for kind, day in days if day and ((kind == VISIT and day >= last) or (not kind and day > last))), default=None)


def gap_line(entries: Iterable[PlanEntry], last: date, today: date) -> str:
    """How long it is from the last day to the first visit: a fact to talk about. Nothing when all of that is long ago."""
    if today > last + timedelta(days=GAP_SHOWN_FOR):
        return ""
    visit = first_visit(entries, last)
    usual = f"Many programs like the first visit within {FIRST_VISIT_WITHIN} days of the last day"
    if visit is None:
        return f"{usual}. The list has none after your last day, {in_words(last)}, yet: {A_QUESTION}."
    days = (visit - last).days
    if days > FIRST_VISIT_WITHIN:
        return f"{usual}; yours is after {days}: {A_QUESTION}."
    return f"Your first visit is {many(days, 'day')} after the last day." if days else "Your first visit is on the last day."


A_QUESTION = "a question for your team"
GAP_ASK = "My first visit after the program is not within 7 days of my last day. What could bridge the time until then?"


def next_review(entries: Iterable[PlanEntry], today: date) -> date | None:
    """The next review date from today on."""
    days = (read_date(entry.values["on"]) for entry in entries if entry.part == "reviews" and entry.values.get("on"))
    return min((day for day in days if day >= today), default=None)


def coming(entries: Iterable[PlanEntry], today: date, days: int = 14) -> tuple[tuple[date, str], ...]:
    """Dated entries within some days from today, soonest first."""
    found: list[tuple[date, str]] = []
    for entry in entries:
        if entry.part in ("stepdown", "reviews") and entry.values.get("on"):
            day = read_date(entry.values["on"])
            what = entry.values.get("what") or ("Look at the aftercare plan" if entry.part == "reviews" else "Aftercare")
            if today <= day <= today + timedelta(days=days):
                found.append((day, str(what)))
    return tuple(sorted(found))


def sorted_entries(entries: Iterable[PlanEntry], part_id: str) -> tuple[PlanEntry, ...]:
    """The entries of one section, in the order they are shown."""
    own = [entry for entry in entries if entry.part == part_id]
    if part_id == "signs":
        return tuple(sign for _rung, signs in ladder(own) for sign in signs)
    stages = {stage: n for n, stage in enumerate(STAGES)}
    return tuple(sorted(own, key=lambda entry: (stages.get(_stage(entry), 0), entry.order, entry.created is None, entry.created)))


def _stage(entry: PlanEntry) -> str:
    return entry.says("stage") if entry.part == "stages" else ""


def page_of(title: str, parts: Iterable[Part], entries: Iterable[PlanEntry], notes: Mapping[str, Iterable[str]] | None = None) -> Page:
    """A whole plan as a page. `notes` are sentences under the heading of a part, by its id."""
    held = tuple(entries)
    blocks: list[Block] = []
    for each in parts:
        blocks.append(heading(each.title))
        blocks.extend(paragraph(line) for line in (notes or {}).get(each.id, ()) if line)
        own = sorted_entries(held, each.id)
        if not own:
            blocks.append(paragraph(each.missing))
        rung = ""
        for number, entry in enumerate(own, 1):
            if each.id == "signs" and rung != (rung := _rung(entry)):
                blocks.append(heading(rung.capitalize(), 3))
            blocks.append(_in_full(each, entry, f"{number}. " if each.ordered else ""))
    return Page(title, tuple(blocks))


def _rung(sign: PlanEntry) -> str:
    said = sign.says("rung")
    return said if said in RUNGS else RUNGS[0]


def _in_full(part: Part, entry: PlanEntry, number: str) -> Block:
    """An entry under what it is called, with each question on a line of its own."""
    name = entry.first_line()
    shown = [(each.label, show(entry.values.get(each.id)).replace("\n", ", ")) for each in part.fields if each.id != "rung"]
    lines = [f"{label} {text}" for label, text in shown if text and text != name]
    agreed = entry.agreed()
    lines += [agreed[0].upper() + agreed[1:]] if agreed else []
    return Entry(f"{number}{name}", "\n".join(lines)) if lines else paragraph(f"{number}{name}")
