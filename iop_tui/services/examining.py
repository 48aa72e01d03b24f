"""Looking over the files; nothing is changed, and nothing private is said."""

from __future__ import annotations

from iop_tui.store.doctor import Finding, examine
from iop_tui.store.locations import data_folder


def look_over() -> list[Finding]:
    """What a careful look at the person's files finds."""
    return examine(data_folder())
