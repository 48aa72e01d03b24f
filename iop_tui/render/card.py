"""A card for the wallet, 85 by 54 mm: so few lines, and so short, that they fit on it."""

from __future__ import annotations

from collections.abc import Collection

from iop_tui.domain.leaving import Keys, keys
from iop_tui.domain.page import Page, plain
from iop_tui.render.layout import CellWidth, Line, cells, lay_out, wrap

WIDTH, LINES = 40, 14
ACROSS, DOWN = 85, 54
"""Millimeters."""


def lay_out_card(page: Page, width_of: CellWidth = cells) -> tuple[list[Line], list[Line]]:
    """The lines of the title and those under it, without air between them."""
    title = wrap(plain(page.title), WIDTH, width_of, base="heading")
    return title, [line for block in page.blocks for line in lay_out([block], WIDTH, width_of)]


def no_room(page: Page, left_out: Collection[str] = ()) -> Keys:
    """The lines that do not fit any more after those before them."""
    room = LINES - len(wrap(plain(page.title), WIDTH))
    found = set()
    for key, block in zip(keys(page), page.blocks, strict=True):
        if key in left_out:
            continue
        height = len(lay_out([block], WIDTH))
        if height <= room:
            room -= height
        else:
            found.add(key)
    return frozenset(found)
