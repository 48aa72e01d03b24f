"""Calls: a sheet to read from, and what a program learns from one."""

from __future__ import annotations

from iop_tui.domain.books.calls import CALLS, QUESTIONS, SAFE, SCRIPT, Call, learned
from iop_tui.domain.books.programs import Program
from iop_tui.domain.page import Block, Entry, Items, Page, heading, paragraph
from iop_tui.services import comparing, listing
from iop_tui.services.house import House
from iop_tui.values import replace

TITLE = "A call, to read from"
TO_WRITE = "_" * 30


def page(house: House, call: Call | None = None) -> Page:
    """A sheet for a call: what to say, what to ask with room to write, how to close. Without a call, for the next one there is to do."""
    waiting = (each for each in listing.items(house, CALLS) if isinstance(each, Call) and each.is_open)
    of = call or next(waiting, None) or Call()
    opening, *asides, closing = SCRIPT
    whom = [heading(each) for each in (of.first_line(),) if each]
    phone = [paragraph(of.phone)] if of.phone and of.phone not in of.first_line() else []
    questions: list[Block] = [Entry(each, _answer(of, each)) for each in of.asks()]
    return Page(
        TITLE,
        (
            *whom,
            *phone,
            heading("To open"),
            paragraph(opening),
            heading("To ask" if of.values.get("ask") else "To ask; five are plenty"),
            *questions,
            heading("If you need it"),
            Items(tuple((paragraph(each),) for each in asides)),
            heading("To close"),
            paragraph(closing),
            paragraph(SAFE),
        ),
    )


def _answer(call: Call, question: str) -> str:
    return next((said for name, said in call.answers.items() if name in QUESTIONS and QUESTIONS[name][0] == question), TO_WRITE)


def programs_of(house: House, call: Call) -> list[Program]:
    """The programs in the list that a call may be about."""
    return call.about(comparing.programs(house))


def taught(house: House, call: Call, program: Program | None = None) -> Program:
    """A program with what was learned in a call, not kept yet; a new one where none is given."""
    before = program or comparing.fresh(house)
    return replace(before, values=learned(call, before))


def about(program: Program) -> Call:
    """A call about a program, not kept yet."""
    who = {"name": "", "phone": program.says("phone"), "note": ""}
    return Call(values={"program": program.name, **({"who": who} if who["phone"] else {})})
