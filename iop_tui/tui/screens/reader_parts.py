"""What the parts of a unit look like in the reader, and its last page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from iop_tui import words
from iop_tui.domain.numbers import many
from iop_tui.domain.page import paragraph
from iop_tui.domain.practice import HELPED_LITTLE
from iop_tui.domain.tools import LABELS
from iop_tui.domain.unit import Form, Gate, Pacer, Part, Practice, Prose, Quiz, Section, Timer, Tool
from iop_tui.services import costing, tracking
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.gate import GateBox
from iop_tui.tui.widgets.prose import Prose as ProseView
from iop_tui.tui.widgets.quiz import QuizBox
from iop_tui.tui.widgets.waiting import PacerBox, TimerBox

if TYPE_CHECKING:
    from iop_tui.domain.fields import Field
    from iop_tui.services.house import House
    from iop_tui.tui.screens.reader_run import OpenRun

CLOSED = "The exercise opens after the questions under 'Before you start'. You can go on reading without it."


class Sum(ProseView):
    """The cost estimate, as it follows from what is saved."""

    def __init__(self, open_run: OpenRun) -> None:
        self._open_run = open_run
        self._plan = costing.planned(open_run.app.house)
        super().__init__(costing.worked_out(open_run.values(), self._plan))

    def work_out(self) -> None:
        self.say(costing.worked_out(self._open_run.values(), self._plan))


def section_widgets(section: Section, open_run: OpenRun, gate_is_open: bool) -> list[Widget]:
    """A section's parts as furniture; behind a closed gate the exercise is one sentence."""
    found: list[Widget] = []
    is_closed = False
    begun = open_run.begun_earlier()
    if begun is not None and any(isinstance(part, Form) for part in section.parts):
        found.extend(
            (
                Line(f"You began this on {begun.isoformat()}. What you wrote then is here.", classes="-quiet"),
                Act("Begin a new one", "anew"),
                Line(" "),
            )
        )
    for number, part in enumerate(section.parts):
        if not gate_is_open and section.title != "Check" and isinstance(part, (Form, Quiz, Timer, Pacer, Practice)):
            if not is_closed:
                found.append(Line(CLOSED, classes="-quiet"))
            is_closed = True
        else:
            found.extend(_widgets(part, open_run, gate_is_open, f"{section.title}/{number}"))
    return found


def _widgets(part: Part, open_run: OpenRun, gate_is_open: bool, place: str) -> list[Widget]:
    match part:
        case Prose(blocks):
            return [ProseView(blocks), Line(" ")]
        case Form(fields):
            return [field_box(field, open_run) for field in fields]
        case Gate():
            return [Line("The exercise is open.")] if gate_is_open else [GateBox(part)]
        case Quiz():
            return [QuizBox(part, str(open_run.value_of(part.id) or ""))]
        case Timer():
            return [TimerBox(part, open_run.timer_key(place), open_run.began_ago(place, part.seconds))]
        case Pacer():
            return [PacerBox(part, open_run.timer_key(place), open_run.began_ago(place, part.seconds))]
        case Practice():
            return practice_widgets(part, open_run)
        case Tool(costing.TOOL):
            return [Sum(open_run), Line(" ")]
        case Tool(name):
            return [Act(LABELS[name], f"tool:{name}"), Line(" ")] if name in LABELS else []


def field_box(field: Field, open_run: OpenRun) -> FieldBox:
    """A field with what stands in it: unfinished typing first, then the answer."""
    raw, is_draft = open_run.text_of(field)
    copies = open_run.other_copies(field.id)
    state = words.RESTORED if is_draft else f"Also written in another window, and kept: {copies}" if copies else ""
    return FieldBox(field, raw, state=state, dirty=is_draft)


def practice_widgets(practice: Practice, open_run: OpenRun) -> list[Widget]:
    """The practice, and the key that makes it a commitment, or how that one stands."""
    house = open_run.app.house
    said = Line(f"Practice: {practice.what}, {many(practice.times, 'day')} a week for {many(practice.weeks, 'week')}.", classes="-bold")
    names = {open_run.unit.id, *open_run.unit.header.was}
    made = next((each for each in tracking.active(house) if each.from_unit in names), None)
    if made is not None:
        return [said, Line(f"It is one of your commitments: {tracking.standing(house, made).line}.")]
    return [said, Act("Make it a commitment", "commit")]


def finish_page(open_run: OpenRun, gate_is_open: bool) -> list[Widget]:
    """The last page of a unit: done or not, what to do next, and where the words come from."""
    from iop_tui.services.sharing import colophon

    unit, house = open_run.unit, open_run.app.house
    found: list[Widget] = []
    helped = open_run.value_of("helped")
    if isinstance(helped, int) and helped <= HELPED_LITTLE:
        found.extend((ProseView([paragraph(words.HELPED_LITTLE)]), Line(" ")))
    said = words.UNIT_DONE if open_run.is_finished else words.UNIT_READ
    found.extend((Line(said, classes="-bold"), Line(" ")))
    found.append(Act("Do it once more", "again") if open_run.is_finished else Act("Done for today", "done"))
    practice = unit.practice()
    if practice is not None and gate_is_open:
        found.extend((Line(" "), *practice_widgets(practice, open_run)))
    others = other_units(house, (*unit.header.alternative, *unit.header.reuse))
    if others:
        found.extend((Line(" "), Line("Goes well with it", classes="-bold"), *others))
    found.extend((Line(" "), ProseView([paragraph(each) for each in colophon(house, unit)], classes="quiet")))
    return found


def other_units(house: House, ids: tuple[str, ...], label: str = "") -> list[Widget]:
    """Ways to other units that exist and are open to this person."""
    known = [house.library.header(each) for each in dict.fromkeys(ids)]
    age = house.settings().age
    return [Act(f"{label}{each.title}", f"unit:{each.id}") for each in known if each is not None and each.is_for(age)]
