"""The plan for after the program: its sections, what an entry in each holds, and what is still missing, said kindly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from iop_tui.domain.fields import Field, read_date, show
from iop_tui.domain.filled import Filled
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.domain.record import Record, key_id


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
            Field(
                id="for", kind="multi", label="What are they good for?", options=("help when it is hard", "talking", "a ride", "company")
            ),
            Field(id="agreed", kind="yesno", label="Have I asked them?"),
        ),
    ),
    Part(
        id="stepdown",
        title="Stepping down",
        purpose="What comes after the program and when: first appointment, refill, next groups.",
        missing="No first appointment yet. Many programs like it within 7 days of the last day.",
        fields=(
            Field(id="what", kind="line", label="What is it?", help="First visit, medicine refill, last day of the program."),
            Field(id="on", kind="date", label="On which day?"),
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
            Field(id="when", kind="line", label="When and where?"),
            Field(id="fit", kind="scale", label="How well does it fit?", low="not at all", high="very well"),
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
    return any(entry.part == "people" and "help when it is hard" in (entry.values.get("for") or []) for entry in entries)


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
    return tuple(sorted(own, key=lambda entry: (entry.order, entry.created is None, entry.created)))


def page_of(title: str, parts: Iterable[Part], entries: Iterable[PlanEntry]) -> Page:
    """A whole plan as a page."""
    held = tuple(entries)
    blocks: list[Block] = []
    for each in parts:
        blocks.append(heading(each.title))
        own = sorted_entries(held, each.id)
        if not own:
            blocks.append(paragraph(each.missing))
        for entry in own:
            shown = ((each_field.label, show(entry.values.get(each_field.id))) for each_field in each.fields)
            blocks.extend(Entry(label, text) for label, text in shown if text)
    return Page(title, tuple(blocks))
