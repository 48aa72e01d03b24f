"""Everything a person wrote, one entry at a time: to read, to find its place, and to delete it everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from iop_tui.domain.aftercare import PlanEntry, Sign
from iop_tui.domain.aftercare import part as aftercare_part
from iop_tui.domain.answers import Answer, Draft, Kept, Run
from iop_tui.domain.attendance import Attendance
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.calls import Call
from iop_tui.domain.books.logistics import Letter
from iop_tui.domain.books.programs import Program
from iop_tui.domain.checklist import CHECKLISTS, Tick
from iop_tui.domain.checkups import CheckUp
from iop_tui.domain.chosen import ChosenPlan
from iop_tui.domain.commitments import Checkin, Commitment, Pause
from iop_tui.domain.compare import Comparison
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.fields import show, words_of
from iop_tui.domain.filled import Filled
from iop_tui.domain.happening import Happening
from iop_tui.domain.measures import OTHER, Score, SheetUse
from iop_tui.domain.practice import Practice
from iop_tui.domain.questions import Question
from iop_tui.domain.record import Record
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.sessionnotes import TITLES, SessionNote
from iop_tui.domain.sessions import Change, Session
from iop_tui.domain.shares import Share
from iop_tui.domain.versions import Version
from iop_tui.domain.weekreview import Review
from iop_tui.services import asking, diarying, overview, reviewing, versions
from iop_tui.services.answering import draft_key
from iop_tui.services.copies import own_words
from iop_tui.services.house import House, act
from iop_tui.values import dataclass

_OF_A_PERSON: tuple[type[Record], ...] = (
    Answer,
    Run,
    Practice,
    Card,
    Target,
    Score,
    SheetUse,
    Happening,
    Review,
    Question,
    Sign,
    Commitment,
    Checkin,
    Pause,
    ChosenPlan,
    PlanEntry,
    SafetyEntry,
    Share,
    Kept,
    Draft,
    Attendance,
    Change,
    SessionNote,
    Tick,
    Version,
    Comparison,
    *(each.kind for each in BOOKS.values()),
)
KINDS = {each.table: each for each in _OF_A_PERSON}

REACH = (
    "It goes from the vault, with unfinished typing and other copies of it; u brings it back while the program is open. "
    "Backups keep it until newer ones have taken their place, for up to a year; iop backup --only lets the older ones go. "
    "Files you exported, and the host's own backups, are not reached."
)
"""What deleting reaches, and what it does not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry."""

    table: str
    id: int
    day: date | None
    kind: str
    """In the words of the rooms."""
    title: str
    text: str
    way: str = ""
    """The unit it belongs to, the number of the room it stands in, `scores`, or the name of a tool."""


def pieces(house: House) -> list[Piece]:
    """Every entry, the newest day first."""
    written = (*_answers(house), *_uses(house), *_cards(house), *_scores(house), *_happenings(house))
    found = [*written, *_commitments(house), *_plans(house), *_books(house), *_loose(house)]
    return sorted(found, key=lambda each: (each.day or date.min, each.id), reverse=True)


@act
def delete(house: House, piece: Piece) -> None:
    """Delete one entry with what belongs to it: a run with its answers, a commitment with its marks, anything with copies and drafts."""
    remove(house, KINDS[piece.table], piece.id)


def remove(house: House, kind: type[Record], id: int) -> None:
    """Take a record away with what belongs to it; inside an act only."""
    record: Any = house.store.shelf(kind).get(id)
    if isinstance(record, Run):
        for answer in house.store.shelf(Answer).where(run=id):
            remove(house, Answer, answer.id)
    if isinstance(record, Commitment):
        for checkin in house.store.shelf(Checkin).where(commitment=id):
            remove(house, Checkin, checkin.id)
        for pause in house.store.shelf(Pause).where(commitment=id):
            remove(house, Pause, pause.id)
    if isinstance(record, Session):
        for mark in house.store.shelf(Attendance).where(session=id):
            remove(house, Attendance, mark.id)
        for change in house.store.shelf(Change).where(session=id):
            remove(house, Change, change.id)
        for note in house.store.shelf(SessionNote).where(session=id):
            remove(house, SessionNote, note.id)
    if isinstance(record, PlanEntry | SafetyEntry):
        versions.purge(house, record.table, record.id)
    for copy in house.store.shelf(Kept).where(of_table=kind.table, of_id=id):
        house.store.shelf(Kept).remove(copy.id)
    places = _places(record)
    for draft in house.store.shelf(Draft).all() if places else ():
        if draft.of.startswith(places):
            house.store.shelf(Draft).remove(draft.id)
    house.store.shelf(kind).remove(id)


def _places(record: Any) -> tuple[str, ...]:
    """How the names begin under which unfinished typing of a record is kept."""
    match record:
        case Run():
            return (f"run/{record.id}/",)
        case Answer():
            return (draft_key(Run(id=record.run, unit=record.unit, version=0, title=""), record.field),)
        case Commitment():
            return (f"form/commitment/{record.id}/", f"form/mark/{record.id}/")
        case Card():
            return (f"form/card/{record.day}/",)
        case Review():
            return (f"form/review/{record.day}/",)
        case Happening():
            return (f"form/happening/{record.id}/",)
        case Comparison():
            return ("form/weights/",)
        case Question():
            return (f"form/question/{record.id}/",)
        case Tick():
            return (f"form/tick/{record.list}/{record.item}/",)
        case CheckUp():
            return (f"form/checkup/{record.week}/",)
        case Target():
            return (f"form/row/{record.id}/",)
        case PlanEntry() | SafetyEntry():
            return (f"form/{record.table}/{record.id}/",)
        case SessionNote():
            return (f"form/slot/{record.session}/{record.day}/{record.page}/",)
        case Attendance():
            return (f"form/session-mark/{record.session}/{record.day}/",)
        case Change():
            return (f"form/different/{record.session}/{record.day}/",)
        case Session():
            of_it = ("session-change", "different", "session-mark", "slot", "book/sessions")
            return (*(f"form/{each}/{record.id}/" for each in of_it), *_new_ones(record.id, "fit", "homework"))
        case Program():
            return (f"form/book/programs/{record.id}/", *_new_ones(record.id, "calls"))
        case Call():
            return (f"form/book/calls/{record.id}/", *_new_ones(record.id, "programs"))
        case Letter():
            return (f"form/book/letters/{record.id}/", f"form/share/letter/{record.id}/")
        case Filled():
            return tuple(f"form/book/{each.id}/{record.id}/" for each in BOOKS.values() if each.kind is type(record))
        case Score() if record.sheet != OTHER:
            return (f"sheet/{record.sheet}/",)
    return ()


def _new_ones(origin: int, *books: str) -> tuple[str, ...]:
    """The same for what is being written in some books, and came from a record."""
    return tuple(f"form/book/{each}/new-{origin}/" for each in books)


def _answers(house: House) -> list[Piece]:
    found = []
    answered = set()
    for answer in house.store.shelf(Answer).all():
        answered.add(answer.run)
        header = house.library.header(answer.unit)
        title = f"{header.title if header else answer.unit}: {answer.label}"
        found.append(Piece(Answer.table, answer.id, answer.day, "answer", title, show(answer.value), answer.unit))
    for run in house.store.shelf(Run).all():
        state = "done" if run.finished else "begun"
        what = "with its answers" if run.id in answered else "nothing filled in"
        found.append(Piece(Run.table, run.id, run.day, "exercise", f"{run.title}, {state}", what, run.unit))
    return found


def _uses(house: House) -> list[Piece]:
    return [
        Piece(Practice.table, each.id, each.day, "tried", each.title, each.note, each.unit) for each in house.store.shelf(Practice).all()
    ]


def _cards(house: House) -> list[Piece]:
    titles = {str(each.id): each.title for each in diarying.targets(house)}
    found = []
    for card in house.store.shelf(Card).all():
        values = [f"{titles.get(key, 'a row')} {show(value)}" for key, value in card.values.items()]
        acted = [f"{titles.get(key, 'a row')}: acted on it, {'yes' if said else 'no'}" for key, said in card.acted.items()]
        text = "; ".join(each for each in (*values, *acted, card.why_none, card.note) if each)
        found.append(Piece(Card.table, card.id, card.day, "diary card", str(card.day), text, "5"))
    rows = house.store.shelf(Target).all()
    return [*found, *(Piece(Target.table, each.id, each.day, "row of the card", each.title, each.kind, "5") for each in rows)]


def _happenings(house: House) -> list[Piece]:
    found = []
    for each in house.store.shelf(Happening).all():
        text = "; ".join(said for said in (each.note, each.helped, each.tell) if said)
        found.append(Piece(Happening.table, each.id, each.day, "something happened", each.title, text, "1"))
    for question in house.store.shelf(Question).all():
        found.append(Piece(Question.table, question.id, question.day, "question", question.text, asking.told(question), "questions"))
    for review in house.store.shelf(Review).all():
        said = [getattr(review, field.id) for field in reviewing.FIELDS]
        text = "; ".join(each for each in said if each)
        found.append(Piece(Review.table, review.id, review.day, "weekly review", f"the week of {review.day}", text, "1"))
    return found


def _commitments(house: House) -> list[Piece]:
    commitments = {each.id: each for each in house.store.shelf(Commitment).all()}
    found = [Piece(Commitment.table, each.id, each.day, "commitment", each.title, each.why, "3") for each in commitments.values()]
    for checkin in house.store.shelf(Checkin).all():
        named = commitments.get(checkin.commitment)
        title = f"{named.title if named else 'a commitment that is gone'}: {checkin.state}"
        found.append(Piece(Checkin.table, checkin.id, checkin.day, "mark", title, checkin.note, "3"))
    for pause in house.store.shelf(Pause).all():
        until = f"to {pause.last.isoformat()}" if pause.last else "and going on"
        found.append(Piece(Pause.table, pause.id, pause.day, "days off", f"from {pause.first.isoformat()} {until}", pause.reason, "3"))
    return found


def _plans(house: House) -> list[Piece]:
    found = []
    for plan in overview.earlier(house):
        title, lived = overview.title(house, plan), overview.lived(house, plan)
        found.append(Piece(ChosenPlan.table, plan.id, plan.day, "earlier plan", title, lived, "2"))
    for entry in house.store.shelf(PlanEntry).all():
        found.append(Piece(PlanEntry.table, entry.id, entry.day, "plan", aftercare_part(entry.part).title, _text(entry.values), "4"))
    for version in house.store.shelf(Version).all():
        text = "; ".join(said for each in version.held() if (said := _text(each.values)))
        title = f"{versions.TITLES.get(version.plan, version.plan)}, {version.day}"
        found.append(Piece(Version.table, version.id, version.day, "earlier version", title, text, "4"))
    for sign in house.store.shelf(Sign).all():
        found.append(Piece(Sign.table, sign.id, sign.day, "sign noticed", sign.title, "", "4"))
    for step in house.store.shelf(SafetyEntry).all():
        found.append(Piece(SafetyEntry.table, step.id, step.day, "safety plan", step.first_line(), _text(step.values), "4"))
    return found


def _scores(house: House) -> list[Piece]:
    found = []
    for score in house.store.shelf(Score).all():
        lines = ", ".join(f"line {number}: {answer}" for number, answer in score.answers.items())
        found.append(Piece(Score.table, score.id, score.day, "score", f"{score.title}: {score.shown}", lines, "scores"))
    for use in house.store.shelf(SheetUse).all():
        what = "in use" if use.is_used else "put away"
        found.append(Piece(SheetUse.table, use.id, use.day, "sheet", f"{use.title}, {what}", "", "scores"))
    return found


def _books(house: House) -> list[Piece]:
    found = [
        Piece(book.kind.table, each.id, each.day, book.title.casefold(), each.first_line(), _text(each.values), book.id)
        for book in BOOKS.values()
        for each in house.store.shelf(book.kind).all()
    ]
    for own in house.store.shelf(Comparison).all():
        found.append(Piece(Comparison.table, own.id, own.day, "programs", own.first_line(), own.told(), "compare"))
    names = {each.id: each.title for each in house.store.shelf(Session).all()}
    for mark in house.store.shelf(Attendance).all():
        title = f"{names.get(mark.session, 'a session that is gone')}: {mark.state}"
        found.append(Piece(Attendance.table, mark.id, mark.day, "session", title, mark.note or mark.reason, "schedule"))
    for note in house.store.shelf(SessionNote).all():
        title = f"{names.get(note.session, 'a session that is gone')}: {TITLES.get(note.page, note.page).casefold()}"
        found.append(Piece(SessionNote.table, note.id, note.day, "session", title, _text(note.values), "schedule"))
    for change in house.store.shelf(Change).all():
        what = f"moved to {change.to}" if change.to else "canceled"
        title = f"{names.get(change.session, 'a session that is gone')}: {what}"
        found.append(Piece(Change.table, change.id, change.day, "changed session", title, change.why, "schedule"))
    for tick in house.store.shelf(Tick).all():
        checklist = CHECKLISTS.get(tick.list)
        text = next((each.text for each in checklist.items if each.id == tick.item), tick.item) if checklist else tick.item
        title = f"{checklist.title if checklist else tick.list}: {text}{', ticked' if tick.is_ticked else ''}"
        found.append(Piece(Tick.table, tick.id, tick.day, "list", title, tick.note, tick.list))
    return found


def _loose(house: House) -> list[Piece]:
    """What is kept beside the entries: notes of what has left, the other copy of two windows, and unfinished typing."""
    shares = house.store.shelf(Share).all()
    found = [Piece(Share.table, each.id, each.day, "page that left", each.title, each.line, "paper") for each in shares]
    for kept in house.store.shelf(Kept).all():
        found.append(Piece(Kept.table, kept.id, kept.day, "other copy", f"from another window ({kept.of_table})", own_words(kept.body)))
    for draft in house.store.drafts().values():
        if draft.text.strip() and not draft.of.startswith("screen/"):
            found.append(Piece(Draft.table, draft.id, draft.day, "unfinished typing", "not an answer yet", draft.text))
    return found


def _text(values: dict[str, Any]) -> str:
    return "; ".join(word for value in values.values() if isinstance(value, (str, list, dict)) for word in words_of(value) if word)
