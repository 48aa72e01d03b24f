"""Help now, as pages of plain values. Works without a vault, without an open house, and with broken files.

Imports nothing of the screen, of TinyDB or of markdown: help must not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iop_tui import words
from iop_tui.content.helplines import load_helplines
from iop_tui.domain.helplines import Country, Line
from iop_tui.domain.page import Block, Entry, Items, Page, heading, paragraph

HELP_KINDS = ("crisis", "text")
"""The lines that stand first."""

VIOLENCE_KINDS = ("violence", "sexual assault", "child", "youth")


def country(code: str, modules: Path) -> Country:
    """The rows of a country; an unknown one gives the worldwide page."""
    return load_helplines(modules / "helplines.toml", only=code).for_country(code or "XX")


def countries(modules: Path) -> dict[str, str]:
    """Code to name of every country that has rows."""
    known = load_helplines(modules / "helplines.toml").countries
    return {each.code: each.name for each in sorted(known, key=lambda each: each.code == "XX")}


def first_line(where: Country) -> str:
    """The first line of every help page: the emergency number."""
    return words.HELP_FIRST.format(emergency=where.emergency) if where.emergency else words.HELP_FIRST_NO_NUMBER


def in_short(where: Country) -> tuple[Block, ...]:
    """What has to stay on the screen when everything above has scrolled away: the emergency number and the first line to call."""
    line = first(where)
    blocks: list[Block] = [paragraph(first_line(where))]
    return (*blocks, paragraph(f"{line.name}: {line.how}.")) if line else tuple(blocks)


def first(where: Country) -> Line | None:
    """The first line to call."""
    return next((line for line in where.lines if line.kind == "crisis"), next(iter(where.lines), None))


def help_page(where: Country, own: Sequence[Block] = ()) -> Page:
    """Help now: the emergency number, the person's own people and plan, then lines."""
    blocks: list[Block] = [paragraph(first_line(where)), paragraph(words.HELP_NEAREST)]
    if own:
        blocks.extend((heading(words.HELP_OWN_PLAN), *own))
    urgent = [line for line in where.lines if line.kind in HELP_KINDS]
    others = [line for line in where.lines if line.kind not in HELP_KINDS]
    if urgent:
        blocks.append(heading(f"Lines: {where.name}"))
        blocks.extend(_line(each) for each in urgent)
        blocks.append(paragraph(words.HELP_CALL))
    blocks.append(paragraph(words.HELP_NOBODY_TOLD))
    if others:
        blocks.append(heading("Other lines"))
        blocks.extend(_line(each) for each in others)
    blocks.append(paragraph(words.HELP_NUMBERS_CHANGE))
    blocks.append(paragraph(words.HELP_ANYTIME))
    return Page(words.HELP_TITLE, tuple(blocks))


def overdose_page(where: Country) -> Page:
    """What to do when someone will not wake up."""
    number = f"The emergency number: {where.emergency}." if where.emergency else "Call your local emergency number."
    steps = Items(tuple((paragraph(step),) for step in words.OVERDOSE), ordered=True)
    blocks: list[Block] = [paragraph(number), steps, paragraph(words.OVERDOSE_DO_NOT), paragraph(words.OVERDOSE_ALCOHOL)]
    lines = [line for line in where.lines if line.kind in ("overdose", "poison")]
    blocks.extend(_line(each) for each in lines)
    return Page(words.OVERDOSE_TITLE, tuple(blocks))


def afraid_page(where: Country) -> Page:
    """What may help when someone is frightening."""
    emergency = where.emergency or "your local emergency number"
    blocks: list[Block] = [paragraph(each.format(emergency=emergency)) for each in words.AFRAID]
    lines = [line for line in where.lines if line.kind in VIOLENCE_KINDS]
    if lines:
        blocks.append(heading(f"Lines: {where.name}"))
        blocks.extend(_line(each) for each in lines)
    return Page(words.AFRAID_TITLE, tuple(blocks))


def withdrawal_page(where: Country) -> Page:
    """What stopping at once can do."""
    blocks: list[Block] = [paragraph(each) for each in (*words.WITHDRAWAL, words.WITHDRAWAL_NOW)]
    blocks.append(paragraph(first_line(where)))
    return Page(words.WITHDRAWAL_TITLE, tuple(blocks))


def safety_page(where: Country, *, tell_team: bool) -> Page:
    """What comes at once after the answer of a safety line: calm words, the first contacts, and that nobody is told."""
    tell = [paragraph(words.SAFE_TELL_TEAM)] if tell_team else []
    blocks = (paragraph(words.SAFE_THANKS), *in_short(where), *tell, paragraph(words.SAFE_COMMON), paragraph(words.SAFE_NOBODY))
    return Page(words.SAFE_TITLE, blocks)


def not_safe_page(where: Country, people: Sequence[Block] = (), steps: Sequence[Block] = ()) -> Page:
    """After "no" or "not sure": the emergency number and a crisis line, then a person, then the safety plan."""
    blocks: list[Block] = [paragraph(first_line(where)), *contacts(where), paragraph(words.HELP_NEAREST)]
    blocks += [paragraph(words.SAFE_PERSON), *people]
    blocks += [paragraph(words.SAFE_PLAN), *steps] if steps else [paragraph(words.SAFE_NO_PLAN)]
    return Page(words.SAFE_NO, (*blocks, paragraph(words.SAFE_NOBODY)))


def contacts(where: Country) -> list[Block]:
    """The crisis lines, calls and texts; without any, where to find one."""
    urgent = [line for line in where.lines if line.kind in HELP_KINDS]
    return [_line(each) for each in urgent or where.lines[:1]]


def page_named(name: str, where: Country, own: Sequence[Block] = ()) -> Page:
    """The page that a gate asks for: `help`, `overdose`, `afraid` or `withdrawal`."""
    match name:
        case "overdose":
            return overdose_page(where)
        case "afraid":
            return afraid_page(where)
        case "withdrawal":
            return withdrawal_page(where)
    return help_page(where, own)


def _line(line: Line) -> Entry:
    who = f" ({line.who})" if line.who else ""
    hours = f", {line.hours}" if line.hours else ""
    known = line.known()
    origin = f" Added on this machine: {line.origin}." if line.origin not in ("", "shipped") else ""
    return Entry(f"{line.name}{who}", f"{line.how}{hours}\n{known[:1].upper()}{known[1:]}.{origin}")
