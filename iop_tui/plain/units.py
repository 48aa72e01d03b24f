"""A unit, line by line: section by section, with its exercise in place. Every answer is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.fields import Field, show
from iop_tui.domain.numbers import many
from iop_tui.domain.practice import HELPED_LITTLE
from iop_tui.domain.unit import Form, Gate, Option, Pacer, Part, Practice, Prose, Quiz, Section, Timer, Tool, Unit
from iop_tui.errors import IopError
from iop_tui.plain.filling import fill_in
from iop_tui.plain.run import LineRun
from iop_tui.plain.talk import Back, chosen, numbered, unknown
from iop_tui.services import answering, costing, keeping, practicing, sharing, tracking

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk

SHORT = "Short version"
LAST = "At the end"
CLOSED = "The exercise opens after the questions under 'Before you start'. You can go on reading without it."
WAYS = ("before", "short", "runs", "practice", "done", "new")
"""Words that work between the sections."""


def open_unit(talk: Talk, unit_id: str, at: tuple[str, ...] = ()) -> None:
    """Read a unit and do its exercise, from where it was left; one that was not begun opens at the first section of `at`."""
    try:
        unit = talk.house.library.unit(unit_id)
    except IopError as error:
        talk.say_error(error)
        return
    if not unit.header.is_for(talk.house.settings().age):
        talk.say("This unit is for adults. A clinician or another adult you trust can help you with it.")
        return
    with talk.at(unit.title):
        _Reading(talk, unit, at).run()
    keeping.roll(talk.house)


class _Reading:
    """One sitting with a unit."""

    def __init__(self, talk: Talk, unit: Unit, first: tuple[str, ...]) -> None:
        self.talk, self.unit = talk, unit
        self.open = LineRun(talk, unit)
        self.sections: tuple[Section, ...] = (*(each for each in unit.sections if each.title != SHORT), Section(LAST, ()))
        self.short = next((each for each in unit.sections if each.title == SHORT), None)
        self.gate_is_open = unit.gate() is None
        section, line = self.open.place
        if (section, line) == (0, 0):
            section = next((number for number, each in enumerate(self.sections) if each.title in first), 0)
        self.number = min(section, len(self.sections) - 1)

    def run(self) -> None:
        talk, header = self.talk, self.unit.header
        talk.say(self.unit.title, f"{header.minutes} minutes. {len(self.sections)} sections.")
        if header.content_note:
            talk.say(
                f"This page talks about {header.content_note}. You can skip it: back leaves it{', short is short' if self.short else ''}."
            )
        while True:
            try:
                self._say(self.sections[self.number])
            except Back:
                talk.say("Left this section.")
            if not self._onward():
                return

    def _onward(self) -> bool:
        """Ask where to go on; False when the unit is left."""
        following = self.sections[self.number + 1].title if self.number + 1 < len(self.sections) else ""
        enter = f"Enter goes on to {following}" if following else "Enter leaves the unit"
        done = "done says you are done for today. " if not following and not self.open.is_finished else ""
        try:
            typed = self.talk.ask(f"{done}{enter}, list says what else, back leaves:", listed=self._list, own=WAYS).casefold()
        except Back:
            return False
        if not typed and not following:
            return False
        if typed in ("", "before"):
            self.number = max(0, self.number + (-1 if typed else 1))
        elif typed in WAYS:
            self._way(typed)
            return typed == "new" or self._onward()
        else:
            found = chosen([each.title for each in self.sections], typed)
            if found is None:
                self.talk.say(unknown([each.title for each in self.sections], typed))
                return self._onward()
            self.number = found
        self.open.keep_place(self.number, 0)
        return True

    def _list(self) -> None:
        self.talk.say(*numbered(each.title for each in self.sections))
        self.talk.say(
            "short: the short version", "runs: what you wrote here before", "practice: tell how using it went", "new: begin a new one"
        )

    def _way(self, word: str) -> None:
        match word:
            case "short":
                self._say(self.short) if self.short else self.talk.say("This unit has no short version.")
            case "runs":
                self._earlier()
            case "practice":
                from iop_tui.plain.practicing import tell

                tell(self.talk, self.unit.header)
            case "done":
                self._done()
            case "new":
                self._new()

    def _new(self) -> None:
        if not (self.open.is_finished or self.open.answers or self.open.drafts):
            self.talk.say("Nothing is written in this one yet.")
            return
        self.open.begin_anew()
        self.gate_is_open, self.number = self.unit.gate() is None, 0
        self.talk.say("A new one. What you wrote before is kept; runs shows it.")

    # What is said

    def _say(self, section: Section) -> None:
        place = f", {self.number + 1} of {len(self.sections)}" if section in self.sections else ""
        self.talk.say(f"Section: {section.title}{place}")
        if section.title == LAST:
            self._end()
            return
        begun = self.open.begun_earlier()
        if begun is not None and any(isinstance(part, Form) for part in section.parts):
            self.talk.say(f"You began this on {begun.isoformat()}. What you wrote then is here. new begins a new one, after this section.")
        is_said = False
        for number, part in enumerate(section.parts):
            if not self.gate_is_open and section.title != "Check" and isinstance(part, (Form, Quiz, Timer, Pacer, Practice)):
                if not is_said:
                    self.talk.say(CLOSED)
                is_said = True
            else:
                self._part(part, f"{section.title}/{number}")

    def _part(self, part: Part, place: str) -> None:
        match part:
            case Prose(blocks):
                self.talk.show(blocks)
            case Form(fields):
                self._form(fields)
            case Gate():
                self._gate(part)
            case Quiz():
                self._quiz(part)
            case Timer() | Pacer():
                from iop_tui.plain.waiting import wait

                wait(self.talk, part, self.open, place)
            case Practice():
                self._practice(part)
            case Tool(costing.TOOL):
                self.talk.show(costing.worked_out(self.open.values(), costing.planned(self.talk.house)))
            case Tool(name):
                self._tool(name)

    def _form(self, fields: tuple[Field, ...]) -> None:
        """Ask each field; `back` goes to the one before."""
        at = 0
        while at < len(fields):
            try:
                self._field(fields[at], f"{at + 1} of {len(fields)}" if len(fields) > 1 else "")
            except Back:
                if at == 0:
                    raise
                at -= 1
                continue
            at += 1

    def _field(self, field: Field, place: str) -> None:
        raw, is_draft = self.open.text_of(field)
        copies = self.open.other_copies(field.id)
        if is_draft:
            self.talk.say("Your unfinished typing is back. It becomes an answer with Enter.")
        elif copies:
            self.talk.say(f"Also written in another window, and kept: {copies}")
        typed = fill_in(self.talk, field, raw, is_begun=is_draft, keep=lambda text: self.open.typed(field, text), place=place)
        if typed == raw and not is_draft:
            return
        saved = self.open.save(field, typed)
        if saved is None:
            self.talk.say("Not saved yet. Your words are kept here and tried again.")
        elif saved.kept is not None:
            self.talk.say(f"Saved. {words.BOTH_KEPT} The other: {show(saved.kept)}")
        else:
            self.talk.say("Saved.")

    def _gate(self, gate: Gate) -> None:
        """Questions whose answers are kept nowhere."""
        if self.gate_is_open:
            self.talk.say("The exercise is open.")
            return
        self.talk.say(gate.why, "These answers are not kept anywhere. Enter at a question reads on without the exercise.")
        stops = []
        for number, question in enumerate(gate.questions):
            field = Field(id=str(number), kind=question.kind, label=question.ask, options=question.options)
            typed = fill_in(self.talk, field)
            if not typed:
                self.talk.say(CLOSED)
                return
            if not question.lets_on(tuple(typed.split("\n"))):
                stops.append(question)
        if not stops:
            self.gate_is_open = True
            self.talk.say("The exercise is open.")
            return
        self.talk.say(*dict.fromkeys(question.because for question in stops))
        page = next((question.show for question in stops if question.show), "")
        if page:
            from iop_tui.plain.helping import help_now

            help_now(self.talk, page)
        self._others(self.unit.header.alternative, "Instead: ")

    def _others(self, ids: tuple[str, ...], lead: str) -> None:
        """Other units by number, to go to at once."""
        house = self.talk.house
        age = house.settings().age
        known = [each for each in (house.library.header(each) for each in dict.fromkeys(ids)) if each is not None and each.is_for(age)]
        if not known:
            return
        picked = self.talk.pick(f"{lead}another unit?", [(f"{each.title}, {each.minutes} minutes", each) for each in known])
        if picked is not None:
            open_unit(self.talk, picked.id)

    def _quiz(self, quiz: Quiz) -> None:
        """A question with feedback to every answer; Enter goes on."""
        field = Field(id=quiz.id, kind="choice", label=quiz.ask, options=tuple(option.text for option in quiz.options))
        raw = str(self.open.value_of(quiz.id) or "")
        typed = fill_in(self.talk, field, raw)
        option: Option | None = next((each for each in quiz.options if each.text == typed), None)
        if typed != raw:
            self.open.save(field, typed)
        if option is not None:
            self.talk.say(option.say)

    def _practice(self, practice: Practice) -> None:
        talk = self.talk
        talk.say(f"Practice: {practice.what}, {many(practice.times, 'day')} a week for {many(practice.weeks, 'week')}.")
        names = {self.unit.id, *self.unit.header.was}
        made = next((each for each in tracking.active(talk.house) if each.from_unit in names), None)
        if made is not None:
            talk.say(f"It is one of your commitments: {tracking.standing(talk.house, made).line}.")
        elif talk.is_yes("Make it a commitment?"):
            from iop_tui.plain.keep import promise

            promise(talk, tracking.practice_commitment(talk.house, self.unit, practice))

    def _tool(self, name: str) -> None:
        from iop_tui.plain.tools import open_tool, title_of

        title = title_of(name)
        if title and self.talk.is_yes(f"{title}?"):
            open_tool(self.talk, name)

    def _end(self) -> None:
        talk, unit = self.talk, self.unit
        helped = self.open.value_of("helped")
        if isinstance(helped, int) and helped <= HELPED_LITTLE:
            talk.say(words.HELPED_LITTLE)
        talk.say(words.UNIT_DONE if self.open.is_finished else words.UNIT_READ)
        practice = unit.practice()
        if practice is not None and self.gate_is_open:
            self._practice(practice)
        talk.say(*sharing.colophon(talk.house, unit))

    def _done(self) -> None:
        if self.open.is_finished or self.open.finish():
            self.talk.say(words.UNIT_DONE)
            self._others((*self.unit.header.alternative, *self.unit.header.reuse), "Goes well with it: ")

    def _earlier(self) -> None:
        house = self.talk.house
        if not answering.runs_of(house, self.unit) and not practicing.uses_of(house, self.unit.header):
            self.talk.say("This is your first time here.")
        else:
            self.talk.page(sharing.earlier_page(house, self.unit))
