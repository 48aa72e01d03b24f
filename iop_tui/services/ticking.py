"""Ticking off: one more, one less, a note, and what is left as questions."""

from __future__ import annotations

from iop_tui.domain.checklist import Checklist, Item, Tick, count, still_open
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field
from iop_tui.domain.page import Block, Items, Page, heading, paragraph
from iop_tui.services import asking
from iop_tui.services.copies import let_go, take_away
from iop_tui.services.house import House, act
from iop_tui.values import replace

NOTE = (Field(id="note", kind="text", label="What did they say, or what is missing?"),)


def ticks(house: House, checklist: Checklist) -> dict[str, Tick]:
    """What was said of each item, by its id."""
    return {each.item: each for each in house.store.shelf(Tick).where(list=checklist.id)}


@act
def turn(house: House, checklist: Checklist, item: Item, was_ticked: bool | None = None) -> None:
    """Tick an item, or take its tick away; its note stays. `was_ticked` is what the person saw, where that may be old by now."""
    before = _tick(house, checklist, item)
    seen = before.is_ticked if was_ticked is None else was_ticked
    if before.is_ticked == seen:
        _put(house, replace(before, is_ticked=not seen, day=house.clock.today()))


@act
def note(house: House, checklist: Checklist, item: Item, text: str, seen: int | None = None) -> None:
    """Keep a note on an item. `seen` is the number of saves that the person saw; a newer copy is kept beside."""
    before = _tick(house, checklist, item)
    if seen in (None, before.rev):
        let_go(house, Tick.table, before.id)
    _put(house, replace(before, note=text.strip(), rev=before.rev if seen is None else seen))


@act
def ask_what_is_open(house: House, checklist: Checklist) -> int:
    """Put what is not ticked on the list of questions; one that stands there already is not put there twice."""
    return sum(asking.add(house, each.ask, checklist.whom) for each in still_open(checklist, ticks(house, checklist)))


def _tick(house: House, checklist: Checklist, item: Item) -> Tick:
    id = Tick.id_for(checklist.id, item.id)
    return house.store.shelf(Tick).get(id) or Tick(id=id, list=checklist.id, item=item.id, is_ticked=False)


def _put(house: House, tick: Tick) -> None:
    """Keep what says something; a tick taken away without a note is as if it had never been."""
    if tick.is_ticked or tick.note:
        house.store.shelf(Tick).put(tick)
    else:
        take_away(house, tick)


def state(house: House, checklist: Checklist) -> str:
    """How a list stands; nothing where nobody has begun with it."""
    found = ticks(house, checklist)
    return progress(checklist, found) if found else ""


def progress(checklist: Checklist, found: dict[str, Tick]) -> str:
    return f"{count(checklist, found)} of {len(checklist.items)}"


def said(tick: Tick | None) -> str:
    """What stands under an item: when it was ticked, and the note."""
    if tick is None:
        return ""
    day = f"ticked {in_words(tick.day)}" if tick.is_ticked and tick.day else ""
    return "; ".join(each for each in (day, " ".join(tick.note.split())) if each)


def page(house: House, checklist: Checklist) -> Page:
    """The whole list: what is ticked, and what is open with the question to ask."""
    found = ticks(house, checklist)
    open_ones = still_open(checklist, found)
    done = [each for each in checklist.items if each not in open_ones]
    blocks: list[Block] = [paragraph(checklist.purpose), paragraph(f"{progress(checklist, found)} ticked.")]
    for title, items in (("Ticked", done), ("Open", open_ones)):
        if items:
            lines = tuple((paragraph(_line(each, found.get(each.id), is_open=each in open_ones)),) for each in items)
            blocks += [heading(title), Items(lines)]
    return Page(checklist.title, tuple(blocks))


def _line(item: Item, tick: Tick | None, *, is_open: bool) -> str:
    note = said(tick)
    return f"{item.text}.{f' To ask: {item.ask}' if is_open else ''}{f' ({note})' if note else ''}"
