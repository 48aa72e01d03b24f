"""Lists to tick off: what a program has explained, and what belongs to stepping down. What is not ticked is a question to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from iop_tui.domain.record import Record, key_id
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick off."""

    id: str
    """Never changed: ticks hang on it."""
    text: str
    ask: str
    """The question where it is not ticked yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One list."""

    id: str
    title: str
    purpose: str
    whom: str
    """Who may know the answers."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Record):
    """What a person said of one item; `day` is the day of the tick. A note may stand there without one."""

    table: ClassVar[str] = "ticks"

    list: str
    item: str
    is_ticked: bool = True
    note: str = ""

    @staticmethod
    def id_for(checklist: str, item: str) -> int:
        return key_id("tick", checklist, item)


def count(checklist: Checklist, ticks: Mapping[str, Tick]) -> int:
    """How many items are ticked."""
    return sum(1 for each in checklist.items if each.id in ticks and ticks[each.id].is_ticked)


def still_open(checklist: Checklist, ticks: Mapping[str, Tick]) -> list[Item]:
    """The items without a tick, in their order."""
    return [each for each in checklist.items if each.id not in ticks or not ticks[each.id].is_ticked]


EXPLAINED = Checklist(
    id="explained",
    title="What was explained to me",
    purpose="Tick what your program has explained so that you could say it again. What is not ticked can become a question.",
    whom="the program",
    items=(
        Item("day", "What a day looks like, with breaks, food and phones", "What does a usual day here look like?"),
        Item("team", "Who is on my team, and who is my main person", "Who is on my team, and whom do I ask first?"),
        Item("plan", "Who writes my treatment plan, and that I can read it", "Who writes my plan, and when do we go over it?"),
        Item(
            "attendance",
            "What counts as there, late and missed",
            "Which attendance rule do you have, and what happens when I miss a day?",
        ),
        Item(
            "slip",
            "What happens if I use, or have a very hard night",
            "What happens if I use, or have a very hard night? Do I stay in the program?",
        ),
        Item(
            "testing",
            "Whether there is drug or alcohol testing, and what a result means",
            "Do you test for drugs or alcohol, and what happens with a result?",
        ),
        Item(
            "privacy",
            "What stays private, and where that ends",
            "What stays private here, and when do you tell somebody without asking me?",
        ),
        Item("group", "What may leave the group, and what stays in it", "What may I tell at home about the group?"),
        Item("signed", "What I signed, with a copy for me", "What have I signed, and may I have a copy?"),
        Item("fees", "What it costs me, and when a bill comes", "What does it cost me, in writing, and when does a bill come?"),
        Item("nights", "Whom to call at night, on a weekend or in a crisis", "Whom do I call at night, on weekends and in a crisis?"),
        Item(
            "medicine",
            "Who looks after my medicines, and which are allowed here",
            "Who looks after my medicines, and are all of them allowed here?",
        ),
        Item("family", "How people close to me can take part, if I say yes", "How can somebody close to me take part, if I want that?"),
        Item("records", "How I get my records, and who else gets them", "How do I get my records, and who else gets them?"),
        Item(
            "end",
            "How it ends: what shows that I am done, and what ends it sooner",
            "How do we decide that I am done, and what could end it sooner?",
        ),
        Item("complain", "How to complain, here and outside", "How can I complain, here and to somebody outside?"),
    ),
)

STEPDOWN = Checklist(
    id="stepdown",
    title="Stepping down",
    purpose="For the last four weeks of a program, in any order. What is not ticked can become a question to your team.",
    whom="my team",
    items=(
        Item("visit", "The first visit afterward is booked", "Whom can I see after the program, and can we book it before my last day?"),
        Item(
            "refill",
            "My medicines reach past that visit, and I know who writes the next prescription",
            "Who writes my next prescription, and do my medicines reach until then?",
        ),
        Item("records", "A summary and my records are on their way", "Who sends my records on, and what do I sign for that?"),
        Item("review", "My team and I went over my aftercare plan", "Can we go over my aftercare plan together?"),
        Item("safety", "I looked at my safety plan, and it fits", "Can we look at my safety plan before my last day?"),
        Item("groups", "I tried a group or a place that goes on afterward", "Which groups that go on afterward could fit me?"),
        Item("told", "The people on my side know that the program ends", "How could I tell people at home that the program ends?"),
        Item("life", "I know what changes in money, work, school and days", "What changes for money, work or school when I leave?"),
        Item("back", "I know how to come back, or get more care", "How can I come back, or get more care, if I need it?"),
        Item("talk", "We set a time for a last talk", "Can we set a time for a last talk: what helped, and what is next?"),
    ),
)

CHECKLISTS: dict[str, Checklist] = {each.id: each for each in (EXPLAINED, STEPDOWN)}
