"""The agreement with oneself and how ready one is: what a new page begins with, and what the weekly review shows."""

from __future__ import annotations

from datetime import date, timedelta

from iop_tui.domain.book import Book
from iop_tui.domain.books.committing import AGREEMENT, FAMILY, INVITATION, MOVES, Agreement, Readiness, newest
from iop_tui.domain.books.working import Homework, homework_week
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value
from iop_tui.domain.page import Block, Entry
from iop_tui.services.house import House


def beginning(house: House, book: Book) -> dict[str, Value]:
    """What a new page of a book begins with: the agreement before it, or the reason of the readiness ruler; an invitation to change."""
    if book is FAMILY:
        return {"invite": INVITATION}
    if book is not AGREEMENT:
        return {}
    before = newest(house.store.shelf(Agreement).all())
    ready = newest(house.store.shelf(Readiness).all())
    reason = {"why": ready.says("why")} if ready and ready.says("why") else {}
    return {**reason, **(before.values if before else {})}


def in_review(house: House, monday: date) -> list[Block]:
    """What the weekly review shows of it: the homework of the week, the newest agreement and the newest readiness."""
    sunday = monday + timedelta(days=6)
    homework = homework_week(house.store.shelf(Homework).all(), monday).line
    agreement = newest(house.store.shelf(Agreement).all(), sunday)
    ready = newest(house.store.shelf(Readiness).all(), sunday)
    said = [("Homework", homework)]
    if agreement is not None:
        lines = [agreement.says("what"), *_hard(agreement)]
        said.append((f"What I take part in, in my words of {in_words(agreement.day) if agreement.day else 'a day'}", "\n".join(lines)))
    if ready is not None:
        lines = [ready.numbers, f"One more would take: {ready.says('more')}" if ready.says("more") else ""]
        said.append((f"How ready I was on {in_words(ready.day) if ready.day else 'a day'}", "\n".join(each for each in lines if each)))
    return [Entry(label, text) for label, text in said if text]


def _hard(agreement: Agreement) -> list[str]:
    way, then = agreement.says("way"), agreement.says("then")
    return [text for text in (f"In the way: {way}" if way else "", f"Then I will: {then}" if then else "") if text]


def explained(house: House, monday: date) -> tuple[str, ...]:
    """How the numbers of it come about."""
    return (homework_week(house.store.shelf(Homework).all(), monday).explain(), MOVES)
