"""Search: the units, and everything the person wrote."""

from __future__ import annotations

from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.aftercare import part as aftercare_part
from iop_tui.domain.answers import Answer
from iop_tui.domain.books import BOOKS
from iop_tui.domain.checklist import CHECKLISTS, Tick
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.domain.diary import Card
from iop_tui.domain.fields import words_of
from iop_tui.domain.filled import Filled
from iop_tui.domain.happening import Happening
from iop_tui.domain.measures import OTHER, Score
from iop_tui.domain.practice import Practice
from iop_tui.domain.questions import Question
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.sessionnotes import UNITS, SessionNote
from iop_tui.domain.sessions import Session
from iop_tui.domain.shares import Share
from iop_tui.domain.weekreview import Review
from iop_tui.services import asking, reviewing, versions
from iop_tui.services.house import House
from iop_tui.values import dataclass

LIMIT = 50
UNITS_FIRST = 5
"""So many units stand before own words, and the others after them."""


@dataclass(frozen=True)
class Found:
    """One place where the words stand."""

    kind: str
    """`unit`, `answer`, `commitment`, `note`, `diary`, `happened`, `week`, `score`, `session`, `aftercare`, `safety plan`, or a book."""
    title: str
    text: str
    id: str
    """The unit's id, the record's, or the name of a tool."""


def search(house: House, query: str, *, with_private: bool = True) -> list[Found]:
    """The best units first, then own words, newest first; every word of the query must stand there, upper or lower case alike.

    Without `with_private` nothing is found in a list that leaves only item by item.
    """
    wanted = query.casefold().split()
    if not wanted:
        return []
    settings = house.settings()
    units = [
        Found("unit", hit.title, hit.line, hit.unit_id)
        for hit in house.library.search(query, LIMIT)
        if (header := house.library.header(hit.unit_id)) is not None and header.is_for(settings.age)
    ]
    own = [found for found in _own(house, with_private) if all(word in f"{found.title} {found.text}".casefold() for word in wanted)]
    return [*units[:UNITS_FIRST], *own[:LIMIT], *units[UNITS_FIRST:]]


def _own(house: House, with_private: bool) -> list[Found]:
    found: list[Found] = []
    answers = sorted(house.store.shelf(Answer).all(), key=lambda each: (each.changed is None, each.changed), reverse=True)
    for answer in answers:
        header = house.library.header(answer.unit)
        title = header.title if header else answer.unit
        found.append(Found("answer", f"{title} - {answer.label}", " ".join(words_of(answer.value)), answer.unit))
    for use in house.store.shelf(Practice).all():
        if use.note:
            found.append(Found("answer", f"{use.title}, tried {use.day}", use.note, use.unit))
    for card in house.store.shelf(Card).all():
        found.extend(Found("diary", f"Diary card {card.day}", text, str(card.day)) for text in (card.note, card.why_none) if text)
    for each in house.store.shelf(Happening).all():
        found.extend(
            Found("happened", f"{each.title}, {each.day}", text, str(each.id)) for text in (each.note, each.helped, each.tell) if text
        )
    for review in house.store.shelf(Review).all():
        text = " ".join(getattr(review, field.id) for field in reviewing.FIELDS)
        found.append(Found("week", f"The week of {review.day}", text.strip(), str(review.day)))
    for question in house.store.shelf(Question).all():
        found.append(Found("question", question.text, asking.told(question), str(question.id)))
    for book in (each for each in BOOKS.values() if with_private or not each.is_private):
        for item in house.store.shelf(book.kind).all():
            found.append(Found(book.title, item.first_line(), " ".join(_words(item)), book.id))
    sessions = {each.id: each.title for each in house.store.shelf(Session).all()}
    for note in house.store.shelf(SessionNote).all():
        if note.page != UNITS and note.session in sessions:
            found.append(Found("session", f"{sessions[note.session]} {note.day}", " ".join(_words(note)), f"{note.session}/{note.day}"))
    for tick in house.store.shelf(Tick).all():
        checklist = CHECKLISTS.get(tick.list)
        if tick.note and checklist:
            found.append(Found("note", checklist.title, tick.note, checklist.id))
    for share in house.store.shelf(Share).all():
        found.append(Found("left", f"{share.title}, {share.day}", share.line, str(share.id)))
    names = {each.id: each for each in house.store.shelf(Commitment).all()}
    found.extend(Found("commitment", each.title, each.why, str(each.id)) for each in names.values())
    for checkin in house.store.shelf(Checkin).all():
        if checkin.note and checkin.commitment in names:
            found.append(Found("note", f"{names[checkin.commitment].title} {checkin.day}", checkin.note, str(checkin.commitment)))
    for score in house.store.shelf(Score).all():
        if score.sheet == OTHER:
            found.append(Found("score", score.title, f"{score.shown}, {score.day}", score.key))
    for entry in house.store.shelf(PlanEntry).all():
        found.append(Found("aftercare", aftercare_part(entry.part).title, " ".join(_words(entry)), str(entry.id)))
    for version, held in versions.gone(house):
        kind = "aftercare" if version.plan == PlanEntry.table else "safety plan"
        found.append(Found(kind, f"An earlier version, {version.day}: {held.first_line()}", " ".join(_words(held)), str(version.id)))
    for step in house.store.shelf(SafetyEntry).all():
        found.append(Found("safety plan", step.first_line(), " ".join(_words(step)), str(step.id)))
    return found


def _words(filled: Filled) -> list[str]:
    return [word for value in filled.values.values() for word in words_of(value)]
