"""Starting: the questions of the first minutes, what is kept of the answers, and the plan that comes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping

from iop_tui import words
from iop_tui.domain.fields import Field, Value
from iop_tui.domain.offering import offer
from iop_tui.domain.page import Block, Entry, Items, paragraph
from iop_tui.domain.settings import DAYS, NEEDS, SITTINGS, STAGES, Settings
from iop_tui.services import planning
from iop_tui.services.helping import countries
from iop_tui.services.house import House, Prefs
from iop_tui.services.preferring import zone_problem
from iop_tui.values import replace

AGE_WORDS = {"adult": "18 or over", "teen": "13 to 17"}
UNDER = "under 13"

SITTING = Field(id="minutes", kind="choice", label="Minutes for one sitting?", options=tuple(str(each) for each in SITTINGS))
A_WEEK = Field(id="days", kind="scale", label="How many sittings a week?", min=DAYS[0], max=DAYS[-1])

FIRST_UNITS = 5
"""Units that the plan names at the start: at 24 lines, the choices below them stay in sight."""


def about_you() -> tuple[Field, ...]:
    """Who it is."""
    return (
        Field(id="age", kind="choice", label="How old are you?", options=(*AGE_WORDS.values(), UNDER), help=words.TEEN),
        Field(id="trusted_adult", kind="line", label="Under 18: which adult knows?", help="A first name is enough, or skip it."),
    )


def where_you_are(house: House) -> tuple[Field, ...]:
    """Where the person lives, for helplines and the day."""
    names = tuple(countries(house.library.shipped).values())
    return (
        Field(id="country", kind="choice", label="Which country are you in?", options=names, help="For helplines. A letter jumps to it."),
        Field(id="zone", kind="line", label="Your time zone", help="Like America/New_York. A new day begins by it. Empty: UTC."),
    )


def what_brings_you() -> tuple[Field, ...]:
    """What the plan is made of."""
    return (
        Field(id="need", kind="choice", label="What brings you here?", options=NEEDS),
        Field(id="stage", kind="choice", label="Where do you stand with a program?", options=STAGES),
        SITTING,
        A_WEEK,
    )


def answers(house: House, found: Mapping[str, Value]) -> tuple[Prefs, Settings]:
    """What is kept of the answers, as `planning.begin` takes it."""
    names = countries(house.library.shipped)
    prefs = replace(
        house.prefs,
        country=next((code for code, name in names.items() if name == found.get("country")), ""),
        zone=str(found.get("zone") or ""),
    )
    settings = replace(
        house.settings(),
        age=next((age for age, label in AGE_WORDS.items() if label == found.get("age")), "adult"),
        trusted_adult=str(found.get("trusted_adult") or ""),
        need=str(found.get("need") or "both"),
        stage=str(found.get("stage") or "skills only"),
        minutes=int(str(found.get("minutes") or 10)),
        days=int(str(found.get("days") or 5)),
    )
    return prefs, settings


def first_plan(house: House) -> list[Block]:
    """The plan that comes of the answers: why, and its first units."""
    items = planning.plan_items(house)
    first = [(house.library.header(item.unit), item.reason) for item in items[:FIRST_UNITS]]
    blocks: list[Block] = [paragraph(f"{offer(house.settings()).reason} You can change all of it: P on Learn.")]
    blocks.append(Items(tuple((Entry(header.title, reason),) for header, reason in first if header), ordered=True))
    if len(items) > FIRST_UNITS:
        blocks.append(paragraph(f"And {len(items) - FIRST_UNITS} more. The whole list is on Learn."))
    return blocks


def server_zone() -> str:
    """The machine's zone, as a first suggestion; the person knows better."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named and not zone_problem(named):
        return named
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return ""
    name = target.partition("zoneinfo/")[2]
    return name if name and not zone_problem(name) and name not in ("Etc/UTC", "UTC") else ""
