"""The settings as one form: what is asked, what stands there now, and what the answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iop_tui.domain.fields import Field, Value
from iop_tui.domain.offering import offer
from iop_tui.domain.settings import AGES, ANY_TIME, NEEDS, STAGES, TIMES, Settings
from iop_tui.services import planning
from iop_tui.services.helping import countries
from iop_tui.services.overview import about
from iop_tui.services.preferring import DRAWING, GLYPHS, LONGEST_OPEN, NICKNAME, THEMES, zone_problem
from iop_tui.services.starting import A_WEEK, AGE_WORDS, SITTING
from iop_tui.store.prefs import Prefs
from iop_tui.values import replace

if TYPE_CHECKING:
    from iop_tui.domain.chosen import ChosenPlan
    from iop_tui.services.house import House

KEY = "settings"
"""Under what unfinished typing is kept."""


def fields(house: House) -> tuple[Field, ...]:
    """Everything that can be set."""
    return (
        Field(id="zone", kind="line", label="Your time zone", help="Like America/New_York. Empty: UTC."),
        Field(
            id="day_ends_at",
            kind="scale",
            label="At which hour does your day end?",
            min=0,
            max=6,
            low="midnight",
            high="six in the morning",
        ),
        Field(id="theme", kind="choice", label="Colors", options=THEMES),
        Field(
            id="glyphs",
            kind="choice",
            label="Signs",
            options=GLYPHS,
            help="ascii: only plain letters and signs. Seen after the next start.",
        ),
        Field(
            id="mouse", kind="yesno", label="Use the mouse and taps?", help="No: the terminal's own selection works. After the next start."
        ),
        Field(
            id="drawing",
            kind="choice",
            label="What is sent to the terminal?",
            options=DRAWING,
            help="whole: for a terminal on which the picture is not right. After the next start.",
        ),
        Field(
            id="lines",
            kind="yesno",
            label="Line by line, instead of the full screen?",
            help="For a screen reader, a braille display or a slow line. After the next start.",
        ),
        Field(id="need", kind="choice", label="What brings you here?", options=NEEDS),
        Field(id="stage", kind="choice", label="Where do you stand?", options=STAGES),
        SITTING,
        A_WEEK,
        Field(id="when", kind="choice", label="Which time of day suits you?", options=tuple(TIMES)),
        Field(id="age", kind="choice", label="Your age", options=tuple(AGE_WORDS.values())),
        Field(id="message", kind="line", label="A line to see on Today", help="In your own words; empty for none."),
        Field(
            id="plan", kind="yesno", label="Show my plan on iop help-now?", help="The command prints it for whoever sits at this account."
        ),
        Field(
            id="lock_after",
            kind="number",
            label="Minutes without a key until the screen is covered",
            min=0,
            max=LONGEST_OPEN,
            help="0: never. With a passphrase, the vault is locked then.",
        ),
        Field(id="nickname", kind="line", label="Your nickname on this account", help="Others on this account see it. It may be empty."),
        Field(id="country", kind="choice", label="Which country's helplines?", options=tuple(_countries(house).values())),
    )


def _countries(house: House) -> dict[str, str]:
    return countries(house.library.shipped)


def values(house: House) -> dict[str, Value]:
    """What is set now."""
    settings, prefs = house.settings(), house.prefs
    return {
        "country": _countries(house).get(prefs.country or "XX", ""),
        "zone": prefs.zone,
        "day_ends_at": prefs.day_ends_at,
        "theme": prefs.theme,
        "glyphs": prefs.glyphs,
        "mouse": "yes" if prefs.mouse else "no",
        "drawing": prefs.drawing,
        "lines": "yes" if prefs.lines else "no",
        "need": settings.need,
        "stage": settings.stage,
        "minutes": str(settings.minutes),
        "days": settings.days,
        "when": settings.when,
        "age": AGE_WORDS[settings.age],
        "message": settings.message,
        "plan": "yes" if prefs.show_plan_before_unlock else "no",
        "lock_after": prefs.lock_after,
        "nickname": prefs.nickname,
    }


def check(found: Mapping[str, Value]) -> str:
    """What is to be put right, or nothing."""
    return zone_problem(str(found.get("zone") or ""))


def wanted(house: House, seen: tuple[Prefs, Settings], found: Mapping[str, Value]) -> tuple[Prefs, Settings]:
    """What the answers mean, for `planning.change_settings`; `seen` is what was set when they were asked."""
    code = next((code for code, name in _countries(house).items() if name == found.get("country")), "")
    end, (prefs, settings) = found.get("day_ends_at"), seen
    prefs = replace(
        prefs,
        country=code,
        zone=str(found.get("zone") or ""),
        day_ends_at=end if isinstance(end, int) else 0,
        theme=str(found.get("theme") or "auto"),
        glyphs=str(found.get("glyphs") or "auto"),
        mouse=found.get("mouse") != "no",
        drawing=str(found.get("drawing") or DRAWING[0]),
        lines=found.get("lines") == "yes",
        show_plan_before_unlock=found.get("plan") == "yes",
        lock_after=int(str(found.get("lock_after") or 0)),
        nickname=str(found.get("nickname") or "")[:NICKNAME],
    )
    changed = replace(
        settings,
        need=str(found.get("need") or settings.need),
        stage=str(found.get("stage") or settings.stage),
        minutes=int(str(found.get("minutes") or settings.minutes)),
        days=int(str(found.get("days") or settings.days)),
        when=str(found.get("when") or ANY_TIME),
        age=next((age for age, label in AGE_WORDS.items() if label == found.get("age")), AGES[0]),
        message=str(found.get("message") or ""),
    )
    return prefs, changed


def of_the_plan(house: House, before: ChosenPlan | None, settings: Settings) -> str:
    """What became of the plan when it was asked to fit other settings than those before; nothing where it was not."""
    after = planning.current(house)
    if before is None or after is None or offer(settings) == offer(house.settings()):
        return ""
    is_same = (before.templates, before.per_week) == (after.templates, after.per_week)
    return "Your plan stays the one you chose. P on Learn changes it." if is_same else f"Your plan: {about(house, after)}"
