"""The diary card: filling it in cell by cell, and choosing its rows."""

from __future__ import annotations

from datetime import date

from iop_tui import words
from iop_tui.domain import diary
from iop_tui.domain.diary import Card, Target
from iop_tui.domain.fields import Value
from iop_tui.domain.practice import Practice
from iop_tui.domain.unit import Header
from iop_tui.errors import IopError
from iop_tui.services import history, practicing
from iop_tui.services.copies import let_go
from iop_tui.services.house import House, act
from iop_tui.values import dataclass, replace

FOR_URGES = {diary.SUBSTANCES: ("sud.core.surf", "dbt.dt.proscons"), diary.OTHER: ("dbt.dt.proscons", "dbt.dt.stop")}


@dataclass(frozen=True)
class Day:
    """One card with everything that stands on it."""

    day: date
    card: Card
    targets: tuple[Target, ...]
    skills: tuple[Practice, ...]
    """The skills used on that day, in the order in which they were kept."""
    fits: tuple[Header, ...]
    """Skills that may fit the urges that are high; for one about life it is the safety plan instead."""


def of_day(house: House, day: date) -> Day:
    """The card of a day; an empty one when nothing was filled in."""
    card = card_of(house, day)
    rows = diary.on_card(targets(house), card, day)
    high = [each.about for each in rows if each.is_high(card.value(each)) and each.about != diary.LIFE]
    fits = {skill.id: skill for about in high if (skill := _fitting(house, about))}
    return Day(day, card, rows, skills_on(house, day), tuple(fits.values()))


def card_of(house: House, day: date) -> Card:
    return house.store.shelf(Card).get(Card.id_for(day)) or Card(id=Card.id_for(day), day=day)


def cards(house: House, first: date, last: date) -> dict[date, Card]:
    """The cards that were begun, by day."""
    found = house.store.shelf(Card).between(first, last)
    return {each.day: each for each in found if each.day is not None and each.is_begun}


def skills_on(house: House, day: date) -> tuple[Practice, ...]:
    return tuple(history.uses_between(house, day, day))


def targets(house: House) -> tuple[Target, ...]:
    """Every row there is or was, in the order of the card."""
    return diary.all_targets(house.store.shelf(Target).all(), house.settings().need)


@act
def fill_in(house: House, day: date, target: Target, value: Value | None, seen: Value | None = None) -> Card:
    """Keep one value, or take it away; the other cells stay as they are in the vault.

    `seen` is what the person saw in this cell: a card in which another window has changed it since is kept, too.
    """
    card = _of_now(house, day)
    key = str(target.id)
    values = {each: kept for each, kept in card.values.items() if each != key}
    if value is not None:
        values[key] = value
    return _put(house, card, replace(card, values=values), is_seen=card.value(target) in (seen, value))


@act
def say_acted(house: House, day: date, target: Target, acted: bool | None) -> Card:
    """Keep whether an urge was acted on."""
    card = _of_now(house, day)
    kept = {each: said for each, said in card.acted.items() if each != str(target.id)}
    if acted is not None:
        kept[str(target.id)] = acted
    return _put(house, card, replace(card, acted=kept))


@act
def say_why_none(house: House, day: date, why: str) -> Card:
    """Keep why no skill was used; empty takes it away."""
    card = _of_now(house, day)
    return _put(house, card, replace(card, why_none=why))


@act
def write_note(house: House, day: date, note: str, seen: str = "") -> Card:
    """Keep the note of a day."""
    card = _of_now(house, day)
    return _put(house, card, replace(card, note=note), is_seen=card.note in (seen, note))


def _of_now(house: House, day: date) -> Card:
    if day > house.clock.today():
        raise IopError(words.NOT_YET, "You can fill in today and any day before it.")
    return card_of(house, day)


def _put(house: House, before: Card, after: Card, *, is_seen: bool = True) -> Card:
    if is_seen:
        let_go(house, Card.table, before.id)
    return house.store.shelf(Card).put(after if is_seen else replace(after, rev=max(0, before.rev - 1))).record


@act
def save_target(house: House, target: Target) -> Target:
    """Add a row, or change one; with other words a new row begins today, and the old one stays on older cards."""
    title = target.title.strip()
    if not title:
        raise IopError("A row needs a word to go by.", words.STAYS)
    shelf, today = house.store.shelf(Target), house.clock.today()
    before = next((each for each in targets(house) if each.id == target.id), None)
    if before is None:
        return shelf.put(replace(target, title=title, starts=today)).record
    is_same = (before.kind, before.title, before.about) == (target.kind, title, target.about)
    if is_same or before.starts == today:
        return shelf.put(replace(target, title=title)).record
    shelf.put(replace(before, stopped=today))
    return shelf.put(replace(target, id=0, rev=0, created=None, title=title, starts=today, stopped=None, was=before.id)).record


@act
def put_away(house: House, target: Target) -> Target:
    """Ask it no longer from today on; what older cards hold stays."""
    return house.store.shelf(Target).put(replace(target, stopped=house.clock.today())).record


@act
def take_up(house: House, target: Target) -> Target:
    """Ask it again from today on."""
    return house.store.shelf(Target).put(replace(target, stopped=None)).record


def _fitting(house: House, about: str) -> Header | None:
    """A skill that may fit a high urge: what helped most so far, else one made for urges."""
    helped = [header for name, headers in practicing.toolbox(house) for header in headers if name == practicing.HELPED_BEFORE]
    usual = (house.library.header(each) for each in FOR_URGES[about])
    return next((each for each in (*helped, *usual) if each is not None), None)
