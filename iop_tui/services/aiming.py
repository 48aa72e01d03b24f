"""Goals: the open ones, for Today and for the sheet of a session."""

from __future__ import annotations

from iop_tui.domain.books.goals import GOALS, Goal, open_ones
from iop_tui.services import listing
from iop_tui.services.house import House

LONGEST = 120
"""Characters of a goal on a row of Today."""


def goals(house: House) -> list[Goal]:
    """The goals that are open, what matters most first."""
    return open_ones(listing.items(house, GOALS))


def line(house: House) -> str:
    """The first of them in a few words, and how many more; empty where none is open."""
    found = goals(house)
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{found[0].first_line()[:LONGEST].rstrip()}{more}" if found else ""
