"""Questions to ask, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.questions import Question, to_ask, were_asked
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import asking
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk


def open_questions(talk: Talk) -> None:
    """Be at the list."""
    inside(
        talk,
        "My questions",
        look,
        lambda: [
            ("Write one more down", ask_one),
            ("Open one, and write the answer", answer),
            ("Remove one", remove),
            ("Hear the list as a page", hear),
        ],
    )


def look(talk: Talk) -> None:
    """Say every question; what is still to be asked comes first."""
    found = asking.questions(talk.house)
    copies = other_copies(talk.house, Question.table)
    for name, group in (("To ask", to_ask(found)), ("Asked", were_asked(found))):
        talk.say(*([f"Heading: {name}"] if group else []))
        for each in group:
            other = [f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, [])]
            talk.say("; ".join(part for part in (*each.text.split("\n"), asking.told(each), *other) if part))
    talk.say(*([] if found else [asking.NONE_YET]))


def ask_one(talk: Talk) -> None:
    """Write one more down."""
    if _fill_in(talk, Question(text="")):
        talk.say("Kept. Your questions stand on Today.")


def answer(talk: Talk) -> None:
    """Open one: the answer, or another wording."""
    question = _pick(talk)
    if question is not None and _fill_in(talk, question):
        talk.say("Kept.")


def remove(talk: Talk) -> None:
    question = _pick(talk)
    if question is not None and talk.act(asking.remove, question, undo_as="removed a question") is not None:
        talk.say("Removed. undo brings it back.")


def hear(talk: Talk) -> None:
    """The list as one page."""
    talk.page(asking.page(talk.house))


def _pick(talk: Talk) -> Question | None:
    found = asking.questions(talk.house)
    if not found:
        talk.say(asking.NONE_YET)
        return None
    return talk.pick("Which question?", [("; ".join(each.text.split("\n")), each) for each in (*to_ask(found), *were_asked(found))])


def _fill_in(talk: Talk, question: Question) -> bool:
    title, fields = ("A question", asking.FIELDS) if question.id else ("A question to ask", asking.NEW)
    key = f"question/{question.id or 'new'}"
    values = asking.values(question)
    return form(talk, title, fields, values, key=key, save=lambda found: talk.act(asking.keep, question, found, undo_as="a question"))
