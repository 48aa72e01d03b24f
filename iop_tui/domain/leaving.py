"""What of a page goes along, and what is left out: a line, an entry, a row, or a heading with all that stands under it."""

from __future__ import annotations

from collections.abc import Collection

from iop_tui.domain.page import Block, Entry, Heading, Items, Page, Table
from iop_tui.values import replace

Keys = frozenset[str]
"""Parts of a page by their place: `3` is the fourth block, `3.0` the first line, item or row in it."""


def parts(place: int, block: Block) -> tuple[str, ...]:
    """The keys of the parts of a block, in the order in which they stand there."""
    inner = tuple(f"{place}.{n}" for n in range(_count(block)))
    return inner if isinstance(block, Items) and inner else (str(place), *inner)


def _count(block: Block) -> int:
    """How many lines, items or rows can be left out one by one."""
    match block:
        case Items(items):
            return len(items)
        case Table(_head, rows):
            return len(rows)
        case Entry(_label, value):
            return value.count("\n") + 1 if "\n" in value else 0
    return 0


def keys(page: Page) -> list[str]:
    """Every part of a page."""
    return [key for place, block in enumerate(page.blocks) for key in parts(place, block)]


def turned(page: Page, left_out: Keys, key: str) -> Keys:
    """What is left out after one part was left out, or taken in again; what is nothing without the other goes with it."""
    if key in left_out:
        return left_out - {key.partition(".")[0], *_with(page, key)}
    found = left_out | {*_with(page, key)}
    for place, block in enumerate(page.blocks):
        head, *inner = parts(place, block)
        if inner and "." not in head and found.issuperset(inner):
            found |= {head}
    return found


def _with(page: Page, key: str) -> list[str]:
    """A part and those that belong to it: the rows of a table, the lines of an entry, and all up to the next heading of its rank."""
    place, _, inner = key.partition(".")
    block = page.blocks[int(place)]
    if inner:
        return [key]
    found = list(parts(int(place), block))
    if isinstance(block, Heading):
        for number, each in enumerate(page.blocks[int(place) + 1 :], int(place) + 1):
            if isinstance(each, Heading) and each.level <= block.level:
                break
            found.extend(parts(number, each))
    return found


def without(page: Page, left_out: Collection[str]) -> Page:
    """The page as it leaves."""
    kept = (only(place, block, left_out) for place, block in enumerate(page.blocks))
    return replace(page, blocks=tuple(block for block in kept if block is not None))


def only(place: int, block: Block, left_out: Collection[str]) -> Block | None:
    """What of a block leaves; nothing where nothing of it does."""
    numbers = [n for n in range(_count(block)) if f"{place}.{n}" not in left_out]
    if str(place) in left_out or (_count(block) and not numbers):
        return None
    match block:
        case Items(items):
            return replace(block, items=tuple(items[n] for n in numbers))
        case Table(_head, rows):
            return replace(block, rows=tuple(rows[n] for n in numbers))
        case Entry(_label, value) if "\n" in value:
            lines = value.split("\n")
            return replace(block, value="\n".join(lines[n] for n in numbers))
    return block
