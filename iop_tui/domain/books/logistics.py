"""Making it fit into a life: the pattern of the week, letters, and who knows what."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from iop_tui.domain import sessions
from iop_tui.domain.book import Book, Values
from iop_tui.domain.fields import Field
from iop_tui.domain.filled import Filled, Snag
from iop_tui.domain.sessions import Session
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Filled):
    """Who knows what, and what they get to hear."""

    table: ClassVar[str] = "disclosures"

    @property
    def kept_from(self) -> tuple[str, ...]:
        """Words that stay out of whatever this person gets."""
        return tuple(str(each).strip() for each in self.values.get("keep") or () if str(each).strip())


def _snag(values: Values, _today: date) -> Snag | None:
    return None if values.get("who") else Snag("who", "Who is it? A name, or a word like boss, is enough.")


DISCLOSURES = Book(
    id="disclosures",
    kind=Disclosure,
    title="Who knows what",
    one="Somebody, and what they know",
    purpose="You choose what anybody hears. What you say here stays with you: it goes into no letter and on no page for others.",
    empty="Nobody stands here yet. Begin with somebody who asks questions: what do they know, and what will you say?",
    unit="iop.s5.work",
    fields=(
        Field(id="who", kind="line", label="Who is it?"),
        Field(id="knows", kind="text", label="What do they know?"),
        Field(id="say", kind="text", label="What do I choose to say?"),
        Field(
            id="keep",
            kind="list",
            label="Words that stay out of what they get",
            help="One a line. Lines with such a word are left out when you make a page for this person.",
            max=20,
        ),
    ),
    order=lambda item, _today: item.first_line().casefold(),
    snag=_snag,
)


def _rhythm(item: Filled, _today: date) -> str:
    if not isinstance(item, Session):
        return ""
    ends = f"to {item.stops.isoformat()}" if item.stops and item.says("every") != "once" else ""
    return "; ".join(each for each in (item.rhythm(), ends, item.says("who"), item.says("place").replace("\n", ", ")) if each)


def _group(item: Filled, today: date) -> str:
    is_over = isinstance(item, Session) and item.stops is not None and item.stops < today
    return "Over" if is_over else "Now and ahead"


SESSIONS = Book(
    id="sessions",
    kind=Session,
    title="Sessions of the week",
    one="A session",
    purpose="A pattern that comes back each week. One time that is different is changed in the week itself.",
    empty="No session stands here yet. The first one puts your week on Today, with the time to leave.",
    unit="iop.s5.week",
    fields=sessions.FIELDS,
    order=lambda item, today: (_group(item, today), item.first_line().casefold()),
    group=_group,
    note=_rhythm,
    snag=sessions.snag,
    hidden=sessions.hidden,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Filled):
    """A letter to work or to a school that asks for time and gives no reason."""

    table: ClassVar[str] = "letters"

    def first_line(self) -> str:
        return f"{self.says('for').capitalize() or 'A letter'}{f': {name}' if (name := self.says('to')) else ''}"


EMPLOYER, SCHOOL = "an employer", "a school or university"
LEAVE, HOURS, SHIFT, CLASSES = (
    "time off for all of it",
    "time off for these hours",
    "other hours or another shift",
    "classes made up in another way",
)


def _letter_snag(values: Values, _today: date) -> Snag | None:
    first, last = str(values.get("from") or ""), str(values.get("until") or "")
    if first and last and last < first:
        return Snag("until", f"It begins on {first}, so it ends on that day or a later one.")
    return None


def _letter_note(item: Filled, _today: date) -> str:
    return "; ".join(each for each in (item.says("ask"), f"from {item.says('from')}" if item.says("from") else "") if each)


LETTERS = Book(
    id="letters",
    kind=Letter,
    title="Letters to work and school",
    one="A letter",
    purpose=(
        "It asks for time and gives no reason. Only what you type here gets in, and the hours of your schedule without their names. "
        "Ask HR, a union or the disability office about sick leave, unpaid leave and other hours. This is no legal advice."
    ),
    empty="No letter stands here yet. The first one is made from your schedule in two minutes, and v shows it before anybody gets it.",
    unit="iop.s5.work",
    fields=(
        Field(id="for", kind="choice", label="For whom is it?", options=(EMPLOYER, SCHOOL)),
        Field(id="to", kind="line", label="Their name", help="A person, or a word like Human Resources."),
        Field(id="ask", kind="choice", label="What do you ask for?", options=(HOURS, LEAVE, SHIFT, CLASSES)),
        Field(id="from", kind="date", label="From which day?", help="Empty: the first day of the program."),
        Field(id="until", kind="date", label="To which day?", help="Empty: its planned last day."),
        Field(id="hours", kind="yesno", label="Put the days and hours in, with the way there and back?"),
        Field(id="add", kind="text", label="Anything to add, in your words", help="This goes in as you type it."),
        Field(id="paper", kind="yesno", label="Say that a note from a provider can follow?"),
        Field(id="name", kind="line", label="Your name under it"),
    ),
    snag=_letter_snag,
    note=_letter_note,
)

BOOKS = (SESSIONS, LETTERS, DISCLOSURES)
