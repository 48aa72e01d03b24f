"""Programs that may fit: what each says of itself, and what the person made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from iop_tui import words
from iop_tui.domain.book import Book, Values
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Column, Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.numbers import many
from iop_tui.values import dataclass

YES, PARTLY, NO = "yes", "partly", "no"
NOT_CHECKED, NOT_ASKED = "not checked", "not asked"
CHECKED = (YES, NO, NOT_CHECKED)
CHECKED_PARTLY = (YES, PARTLY, NO, NOT_CHECKED)
ASKED = (YES, NO, NOT_ASKED)
MATCH, NO_MATCH = "match", "no match"
FITS = (MATCH, PARTLY, NO_MATCH, NOT_ASKED)

STANDS = ("looking at it", "my first choice", "seat reserved", "off my list")
OFF = STANDS[-1]

FLAGS = (
    "promises a cure",
    "pays or gets paid for sending people",
    "gifts, rent or free travel for signing up",
    "will not give costs in writing",
    "no plain answer about licenses",
    "pressure to sign today",
    "wants a medicine stopped before a doctor has seen me",
)

REVIEWS = (
    "Reviews are weak evidence: they show a few people's best and worst days, and some are paid for. "
    "Look for one point that several people make, how old it is, and what the program answers."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Filled):
    """A program that may fit."""

    table: ClassVar[str] = "programs"

    def first_line(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return " ".join(self.says("name").split())

    @property
    def is_off(self) -> bool:
        return self.says("stands") == OFF

    @property
    def flags(self) -> tuple[str, ...]:
        """Signs to be wary of, and what one cannot do without: they stand above any score."""
        lacks = self.says("lacks").replace("\n", ", ")
        return (*(str(each) for each in self.values.get("flags") or ()), *([f"missing: {lacks}"] if lacks else []))

    @property
    def needs(self) -> dict[str, str]:
        """Each need in the person's words, with whether the program fits it."""
        rows = self.values.get("needs") or ()
        named = ((str(row.get("need") or "").strip(), str(row.get("fits") or NOT_ASKED)) for row in rows)
        return {need: fits for need, fits in named if need}


def _scale(id: str, label: str, help: str = "") -> Field:
    return Field(id=id, kind="scale", label=label, help=help, low="does not fit", high="fits fully")


FIELDS = (
    Field(id="name", kind="line", label="What is it called?"),
    Field(id="phone", kind="line", label="Phone"),
    Field(id="place", kind="line", label="Where is it?"),
    Field(id="web", kind="line", label="Website, or where to write"),
    Field(id="from", kind="line", label="Who told you of it?"),
    Field(id="stands", kind="choice", label="Where does it stand with you?", options=STANDS),
    Field(id="licensed", kind="choice", label="Licensed by the state or country?", options=CHECKED),
    Field(id="license", kind="line", label="License number, and who says so"),
    Field(id="accredited", kind="choice", label="Accredited by an outside body?", options=CHECKED),
    Field(id="accredited-by", kind="line", label="Which body?", help="In the US: the Joint Commission, CARF or Social Current."),
    Field(id="accredited-how", kind="line", label="How did you check?", help="Their word, their paper, or the body's own list."),
    Field(id="accredited-on", kind="date", label="Checked on"),
    Field(id="staff", kind="choice", label="Are the people who lead licensed?", options=CHECKED_PARTLY),
    Field(id="staff-how", kind="line", label="Who leads, with what license? How did you check?"),
    Field(id="staff-on", kind="date", label="Staff checked on"),
    Field(id="flags", kind="multi", label="Did any of these come up?", options=FLAGS, help="They stand above any score."),
    Field(id="focus", kind="line", label="What do they treat?"),
    Field(
        id="needs",
        kind="table",
        label="Does it fit what you need?",
        help="One need a row, in your own words.",
        columns=(Column("need"), Column("fits", "choice", FITS)),
        max=10,
    ),
    Field(id="lacks", kind="line", label="Is anything missing that you cannot do without?", help="It stands above any score."),
    Field(id="approach", kind="line", label="How do they work?", help="DBT, CBT, trauma, Twelve Steps, something else."),
    Field(id="size", kind="line", label="How many people in a group?"),
    Field(id="family", kind="line", label="What part does family have?"),
    Field(id="medicines", kind="line", label="Which medicines can you take there?"),
    Field(id="testing", kind="line", label="How do they test for alcohol and drugs?"),
    Field(id="missed", kind="line", label="What if you miss a day, or use again?"),
    Field(id="privacy", kind="line", label="Who sees what you tell them?"),
    Field(id="hours-after", kind="line", label="Who answers after hours?"),
    Field(id="aftercare", kind="line", label="What comes after the program?"),
    _scale("fit-approach", "How well does the way they work fit?"),
    _scale("fit-after", "And after hours, and after the program?"),
    Field(id="days", kind="line", label="Days and times"),
    Field(id="hours", kind="number", label="Hours a week", min=0, max=168),
    Field(id="how", kind="choice", label="In person or by video?", options=("in person", "video", "both")),
    Field(id="wait", kind="line", label="When could you start? How long is the wait?"),
    Field(id="length", kind="line", label="How long does it take in all?"),
    _scale("fit-hours", "How well do the hours and the start fit?"),
    _scale("fit-way", "How well can you get there?"),
    Field(id="network", kind="choice", label="In your plan's network?", options=CHECKED_PARTLY, help="Partly: its doctors are not."),
    Field(id="network-on", kind="date", label="Network checked on"),
    Field(id="covers-mental", kind="choice", label="Is mental health care covered here?", options=ASKED),
    Field(id="covers-substance", kind="choice", label="Is substance use care covered here?", options=ASKED),
    Field(id="prior", kind="choice", label="Does the plan approve it first?", options=ASKED, help="It is called prior authorization."),
    Field(id="limit", kind="line", label="Is there a limit on sessions?"),
    Field(id="cost", kind="money", label="What does one session cost you?"),
    Field(id="scale", kind="choice", label="Sliding scale or payment plan?", options=ASKED),
    Field(id="scale-what", kind="line", label="What do they offer, in writing?"),
    _scale("fit-cost", "How well can you carry the cost?"),
    Field(id="language", kind="line", label="Language and culture"),
    Field(id="access", kind="line", label="Stairs, hearing, sight, rides"),
    Field(
        id="reviews",
        kind="table",
        label="What do others say?",
        help=REVIEWS,
        columns=(Column("where"), Column("when"), Column("what")),
        max=10,
    ),
    _scale("fit-home", "Would you feel at home there?"),
    Field(id="notes", kind="text", label="Anything else?"),
)

PARTS = {
    "licensed": "Is it sound?",
    "focus": "What they do",
    "days": "Hours and place",
    "network": "Paying",
    "language": "You there",
}

_ASKED_WHERE = {
    "license": ("licensed", (YES, NO)),
    "accredited-by": ("accredited", (YES,)),
    "accredited-how": ("accredited", (YES, NO)),
    "accredited-on": ("accredited", (YES, NO)),
    "staff-how": ("staff", (YES, PARTLY, NO)),
    "staff-on": ("staff", (YES, PARTLY, NO)),
    "network-on": ("network", (YES, PARTLY, NO)),
    "scale-what": ("scale", (YES,)),
}
"""A field that is asked only where another one has such an answer."""

_PAST = ("accredited-on", "staff-on", "network-on")


def _hidden(values: Values) -> frozenset[str]:
    return frozenset(each for each, (other, answers) in _ASKED_WHERE.items() if values.get(other) not in answers and not values.get(each))


def _snag(values: Values, today: date) -> Snag | None:
    if not str(values.get("name") or "").strip():
        return Snag("name", "What is it called? A word to know it by is enough.")
    ahead = next((each for each in _PAST if str(values.get(each) or "") > today.isoformat()), None)
    return Snag(ahead, f"{words.NOT_YET} When was it checked?") if ahead else None


def _group(item: Filled, _today: date) -> str:
    return "Off my list" if isinstance(item, Program) and item.is_off else "On my list"


def _order(item: Filled, today: date) -> tuple[Any, ...]:
    return (_group(item, today) != "On my list", item.first_line().casefold(), item.id)


def _note(item: Filled, _today: date) -> str:
    if not isinstance(item, Program):
        return ""
    wary = f"{many(len(item.flags), 'sign')} to be wary" if item.flags else ""
    stands = item.says("stands")
    sound = f"accredited: {item.says('accredited') or NOT_CHECKED}, staff licensed: {item.says('staff') or NOT_CHECKED}"
    parts = (wary, stands if stands in STANDS[1:3] else "", item.says("phone"), item.says("place"), sound)
    return "; ".join(" ".join(each.split()) for each in parts if each)


def _state(items: Sequence[Filled], _today: date) -> str:
    on = sum(1 for each in items if isinstance(each, Program) and not each.is_off)
    return many(on, "program") + (f", {len(items) - on} off the list" if on < len(items) else "")


PROGRAMS = Book(
    id="programs",
    kind=Program,
    title="Programs",
    one="A program",
    purpose="A name is enough to begin. Ctrl+N goes to the next part. What stays empty is a question for the next call.",
    empty="No program stands here yet. A name and a number are enough for the first; the rest can wait for a call.",
    unit="iop.s2.compare",
    fields=FIELDS,
    parts=PARTS,
    order=_order,
    group=_group,
    note=_note,
    state=_state,
    snag=_snag,
    hidden=_hidden,
)


def checked(program: Program, name: str) -> str:
    """An answer with how and when it was found out."""
    said = program.says(name) or NOT_CHECKED
    on = program.on(f"{name}-on")
    more = (program.says(f"{name}-by"), program.says(f"{name}-how"), in_words(on) if on else "")
    return "; ".join(" ".join(each.split()) for each in (said, *more) if each)
