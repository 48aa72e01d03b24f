"""What may be known of the people on this account before anything else is imported."""

from __future__ import annotations

from iop_tui.store.locations import data_folder, find_profiles
from iop_tui.store.prefs import read_prefs


def is_screen_sure(number: int | None) -> bool:
    """Whether nobody has to be asked who they are, and the one person meant does not want lines."""
    data = data_folder()
    shared, found = read_prefs(data), find_profiles(data)
    meant = found[number - 1 : number] if number else found
    return len(meant) <= 1 and not any(each.lines for each in [read_prefs(each.folder, shared) for each in meant] or [shared])
