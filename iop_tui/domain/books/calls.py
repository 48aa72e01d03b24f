"""Calls: whom to call about what, what came of it, and what a program can learn from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from iop_tui import words
from iop_tui.domain.book import Book, Values
from iop_tui.domain.books.programs import NO, NOT_ASKED, NOT_CHECKED, YES, Program
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Column, Field, Value
from iop_tui.domain.filled import Filled, Snag
from iop_tui.values import dataclass

AGAIN_AFTER = timedelta(days=3)
"""After so long without reaching anybody, calling again is due."""

OUTCOMES = ("reached", "left a message", "no answer", "call back", "seat reserved")
REACHED = (OUTCOMES[0], OUTCOMES[4])

SCRIPT = (
    "Hello, I am calling about your intensive outpatient program. I have a few questions. Is this a good time?",
    "I would rather give that later. (For a name, a date of birth, a health plan: whatever you do not want to say yet.)",
    "It depends? On what? (When an answer stays vague.)",
    "Could you reserve a seat for me, and until when? (If it sounds right. You may also say: I will call back.)",
    "What is the next step, and who calls whom? May I have your name?",
)
"""What to read from, in order."""

SAFE = "If they ask whether you are safe today, say what is true, so that they can point you to help that does not wait."

QUESTIONS: dict[str, tuple[str, str]] = {
    "accreditation": ("Who accredits you?", "accredited-by"),
    "license": ("What is your license, and who gave it?", "license"),
    "who leads groups": ("Who leads the groups, and with what license?", "staff-how"),
    "my problem": ("Have you worked with my problem?", "focus"),
    "days and hours": ("Which days, and how many hours a week?", "days"),
    "missed days": ("What happens if I miss a day?", "missed"),
    "using again": ("If I use again, am I sent away, or do I get more help?", "missed"),
    "medicines": ("Which medicines can I take there?", "medicines"),
    "privacy": ("Who sees what I tell you?", "privacy"),
    "cost in writing": ("What does it cost me, in writing?", "scale-what"),
    "afterward": ("What comes after the program?", "aftercare"),
    "first day": ("What is the first day like, and when could it be?", "wait"),
    "a seat": ("Can you reserve a seat for me?", "wait"),
}
"""A question in a word or two: how to ask it, and the field of a program that the answer belongs in."""

DECIDES = {"accreditation": "accredited", "license": "licensed", "who leads groups": "staff"}
"""Questions whose answer may begin with yes or no, and the field that this belongs in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Filled):
    """A call to make, or one that was made."""

    table: ClassVar[str] = "calls"

    def first_line(self) -> str:
        who = " ".join(self.says("who").split())
        return f"{who} about {self.program}" if who and self.program else who or self.program

    @property
    def program(self) -> str:
        return " ".join(self.says("program").split())

    @property
    def phone(self) -> str:
        who = self.values.get("who")
        return str(who.get("phone") or "") if isinstance(who, Mapping) else ""

    @property
    def was_reached(self) -> bool:
        return self.says("outcome") in REACHED

    @property
    def next_on(self) -> date | None:
        """The day of the next step; nothing where it is done, or none was set and none follows by itself."""
        if self.says("done") == YES:
            return None
        called = self.on("called") or self.on("planned") or self.day
        follows = called + AGAIN_AFTER if called and self.says("outcome") and not self.was_reached and not self.says("next") else None
        return self.on("next-on") or follows

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return not self.says("outcome") or self.next_on is not None

    @property
    def day_ahead(self) -> date | None:
        """The day on which something is to be done."""
        return self.next_on or (None if self.says("outcome") else self.on("planned"))

    @property
    def answers(self) -> dict[str, str]:
        """What was said, by the question in a word or two."""
        rows = self.values.get("answers") or {}
        return {name: said for name, cells in rows.items() if (said := " ".join(str(cells.get("answer") or "").split()))}

    def asks(self) -> tuple[str, ...]:
        """What to ask, as it is said; everything where nothing was picked."""
        picked = [str(each) for each in self.values.get("ask") or ()] or list(QUESTIONS)
        own = [str(each) for each in self.values.get("own") or ()]
        return (*(QUESTIONS[each][0] for each in picked if each in QUESTIONS), *own)

    def about(self, programs: Sequence[Program]) -> list[Program]:
        """The programs that it may be about, by their names."""
        name = self.program.casefold()
        return [each for each in programs if name and each.name.casefold() == name]


def learned(call: Call, program: Program) -> dict[str, Value]:
    """What a program knows after a call: an empty line gets the answer, one with words gets it added."""
    values = dict(program.values)
    called = call.on("called")
    for name, said in call.answers.items():
        verdict = said.casefold().split(",")[0].split(".")[0].strip()
        field = DECIDES.get(name)
        if field and verdict in (YES, NO) and values.get(field) in (None, "", NOT_CHECKED, NOT_ASKED):
            values[field] = verdict
            if called and field != "licensed":
                values.setdefault(f"{field}-on", called.isoformat())
            if field == "accredited":
                values.setdefault("accredited-how", "their word, on the phone")
        _question, place = QUESTIONS.get(name, ("", "notes"))
        if said.casefold().strip(" .") not in (YES, NO) or place == "notes":
            _add(values, place, f"{name}: {said}" if place == "notes" else said)
    for name, text in (("name", call.program), ("phone", call.phone)):
        if text and not values.get(name):
            values[name] = text
    if call.says("outcome") == OUTCOMES[4] and not values.get("stands"):
        values["stands"] = OUTCOMES[4]
    return values


def _add(values: dict[str, Value], name: str, said: str) -> None:
    there = str(values.get(name) or "")
    if said.casefold() not in there.casefold():
        values[name] = f"{there}; {said}" if there else said


def _when(day: date, today: date) -> str:
    return "today" if day == today else in_words(day)


def _group(item: Filled, _today: date) -> str:
    return "To do" if isinstance(item, Call) and item.is_open else "Made"


def _order(item: Filled, today: date) -> tuple[Any, ...]:
    ahead = item.day_ahead if isinstance(item, Call) else None
    made = item.on("called")
    return (_group(item, today) != "To do", ahead or date.max, -(made.toordinal() if made else 0), item.first_line().casefold(), item.id)


def _note(item: Filled, today: date) -> str:
    if not isinstance(item, Call):
        return ""
    called, ahead = item.on("called"), item.day_ahead
    planned = f"{'next' if item.says('outcome') else 'planned for'} {_when(ahead, today)}" if ahead else ""
    made = f"called {_when(called, today)}" if called else ""
    parts = (item.says("outcome"), made, item.says("next"), planned, *(f"{name}: {said}" for name, said in item.answers.items()))
    return "; ".join(each for each in parts if each)


def _due(item: Filled, today: date) -> str:
    if not isinstance(item, Call) or item.day_ahead is None or item.day_ahead > today:
        return ""
    if not item.says("outcome"):
        return f"Call {item.first_line()}"
    if item.says("next"):
        return f"{item.says('next')} ({item.first_line()})"
    called = item.on("called")
    return f"Call {item.first_line()} again" + (f", last on {in_words(called)}" if called else "")


def _state(items: Sequence[Filled], _today: date) -> str:
    waiting = sum(1 for each in items if isinstance(each, Call) and each.is_open)
    return f"{waiting} to do of {len(items)}"


def _snag(values: Values, today: date) -> Snag | None:
    if not values.get("who") and not values.get("program"):
        return Snag("who", "Who is it, or which program is it about? One of the two is enough.")
    if str(values.get("called") or "") > today.isoformat():
        return Snag("called", f"{words.NOT_YET} A call ahead is planned in the line above.")
    return None


def _hidden(values: Values) -> frozenset[str]:
    return frozenset() if values.get("next") or values.get("next-on") or values.get("done") else frozenset({"done"})


CALLS = Book(
    id="calls",
    kind=Call,
    title="Calls",
    one="A call",
    purpose=f"To open: {SCRIPT[0]} The list has the rest to read from (s). {SAFE}",
    empty="No call stands here yet. One call or message is enough for a day; write down who, and the day it suits you.",
    unit="iop.s2.ask",
    fields=(
        Field(id="who", kind="contact", label="Whom do you call?"),
        Field(id="program", kind="line", label="About which program?", help="Its name as in your list of programs, or your own words."),
        Field(id="planned", kind="date", label="On which day?", help="It stands on Today then. Leave it empty for no day yet."),
        Field(
            id="ask", kind="multi", label="What do you want to ask?", options=tuple(QUESTIONS), help="Five are plenty; the rest can wait."
        ),
        Field(id="own", kind="list", label="What else?", help="Your own questions, one a line.", max=5),
        Field(id="called", kind="date", label="Called on"),
        Field(id="outcome", kind="choice", label="What came of it?", options=OUTCOMES),
        Field(
            id="answers",
            kind="grid",
            label="What did they say?",
            help="A word or two. Leave the rest empty.",
            rows=tuple(QUESTIONS),
            columns=(Column("answer"),),
        ),
        Field(id="notes", kind="text", label="Anything else? How did they treat you?"),
        Field(id="next", kind="line", label="What is the next step?", help="Who does it: you, or they?"),
        Field(
            id="next-on",
            kind="date",
            label="On which day does it come back to you?",
            help="Without a day: three days after you called, if nobody was reached.",
        ),
        Field(id="done", kind="yesno", label="Is that step done?"),
    ),
    parts={"called": "The call", "next": "After it"},
    order=_order,
    group=_group,
    note=_note,
    due=_due,
    state=_state,
    snag=_snag,
    hidden=_hidden,
)
