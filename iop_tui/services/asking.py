"""The list of questions: one more, an answer, and the list as a page to take along."""

from __future__ import annotations

from collections.abc import Mapping

from iop_tui import words
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Entry, Items, Page, heading, paragraph
from iop_tui.domain.questions import Question, to_ask, were_asked
from iop_tui.errors import IopError
from iop_tui.services.copies import settle
from iop_tui.services.house import House, act
from iop_tui.values import replace

NEW = (
    Field(id="text", kind="text", label="What do you want to ask?"),
    Field(id="whom", kind="line", label="Who may know?", help="Your therapist, the billing desk, the group. Or leave it open."),
)
FIELDS = (
    *NEW,
    Field(id="answer", kind="text", label="What was the answer?"),
    Field(id="asked", kind="date", label="Asked on", help="Fill in one of these two, and it moves to the questions that were asked."),
)
NONE_YET = "No question is written down. Q writes one down, from every room and every unit."
EMPTY = "Write the question first, in a few words."


def questions(house: House) -> list[Question]:
    return house.store.shelf(Question).all()


def find(house: House, which: int) -> Question | None:
    return house.store.shelf(Question).get(which)


def values(question: Question) -> dict[str, Value]:
    """What the form of a question begins with."""
    found: dict[str, Value] = {"text": question.text, "whom": question.whom, "answer": question.answer}
    return {**found, **({"asked": question.asked.isoformat()} if question.asked else {})}


@act
def keep(house: House, question: Question, values: Mapping[str, Value]) -> Question:
    """Keep a question, new or changed; raises `IopError` where there is none in it or its day has not come."""
    text, whom, answer = (str(values.get(name) or "").strip() for name in ("text", "whom", "answer"))
    if not text:
        raise IopError(EMPTY, words.STAYS)
    asked = read_date(str(values["asked"])) if values.get("asked") else None
    if asked is not None and asked > house.clock.today():
        raise IopError(words.NOT_YET, words.STAYS)
    settle(house, question)
    return house.store.shelf(Question).put(replace(question, text=text, whom=whom, answer=answer, asked=asked)).record


def add(house: House, text: str, whom: str = "") -> int:
    """Put a question on the list unless it stands there already; how many were added. Inside an act only."""
    if not text.strip() or text.strip().casefold() in {each.text.casefold() for each in questions(house)}:
        return 0
    house.store.shelf(Question).put(Question(text=text.strip(), whom=whom))
    return 1


@act
def ask(house: House, text: str, whom: str = "") -> int:
    """Put a question on the list that somebody else has worded; how many were added."""
    return add(house, text, whom)


@act
def remove(house: House, question: Question) -> None:
    house.store.shelf(Question).remove(question.id)


def line(house: House) -> str:
    """What Today says; nothing where nothing is to be asked."""
    count = len(to_ask(questions(house)))
    return f"{many(count, 'question')} to ask when the moment is there" if count else ""


def page(house: House) -> Page:
    """The whole list, what is to be asked first."""
    found = questions(house)
    still, before = to_ask(found), were_asked(found)
    blocks: list[Block] = [] if found else [paragraph(NONE_YET)]
    if still:
        blocks += [heading("To ask"), Items(tuple((paragraph(_with_whom(each)),) for each in still))]
    if before:
        blocks += [heading("Asked"), *(Entry(each.text, told(each)) for each in before)]
    return Page("My questions", tuple(blocks))


def _with_whom(question: Question) -> str:
    return f"{question.text} (for {question.whom})" if question.whom else question.text


def told(question: Question) -> str:
    """Whom it was for, when it was asked, and what came back."""
    parts = (question.whom, f"asked {question.asked}" if question.asked else "", question.answer)
    return "; ".join(each for each in parts if each)
