"""Looking over the files; nothing private is said. Only `repair` changes something, after a copy."""

from __future__ import annotations

from pathlib import Path

from iop_tui.errors import UsageError
from iop_tui.services.house import Door
from iop_tui.store import exposure, mending
from iop_tui.store.doctor import Finding, examine
from iop_tui.store.locations import data_folder

__all__ = ["Finding", "look_over", "repair", "who_could_read"]


def look_over(typed: str | None = None) -> list[Finding]:
    """What a careful look at the files finds; into a sealed vault's documents only with its passphrase."""
    return examine(data_folder(), typed)


def who_could_read(data: Path | None = None) -> list[Finding]:
    """Who else could read the files on this machine, in plain words, each with what would change it."""
    return exposure.look(data or data_folder())


def repair(door: Door) -> list[str]:
    """Mend what can be mended without losing or inventing anything; what was done, a sentence each."""
    if door.profile is None:
        raise UsageError("There is nothing saved here yet.", "Nothing was changed.")
    return mending.mend(door.profile)
