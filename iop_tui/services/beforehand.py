"""What may be known of the people on this account before anything else is imported."""

from __future__ import annotations

from iop_tui.store.locations import data_folder, find_profiles
from iop_tui.store.prefs import read_prefs


def wants_lines(number: int | None) -> bool:
    """Whether the person of a number, or anybody where none is said, has lines instead of the full screen."""
    data = data_folder()
    shared, found = read_prefs(data), find_profiles(data)
    which = found[number - 1 : number] if number else found
    return any(read_prefs(each.folder, shared).lines for each in which) or (not found and shared.lines)


def asks_who(number: int | None) -> bool:
    """Whether it has to be asked which of several people it is."""
    return number is None and len(find_profiles(data_folder())) > 1
