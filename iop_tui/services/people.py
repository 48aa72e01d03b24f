"""Several people on one account: each has a vault of their own."""

from __future__ import annotations

from pathlib import Path

from iop_tui import clean
from iop_tui.services.house import Door, doors
from iop_tui.services.preferring import NICKNAME
from iop_tui.store import leaving
from iop_tui.store.locations import data_folder, new_profile
from iop_tui.store.prefs import change_prefs, read_prefs, write_prefs
from iop_tui.values import replace


def welcome(nickname: str = "") -> Door:
    """A folder for one more person, with the account's country, zone and look to begin with."""
    data = data_folder()
    profile = new_profile(data)
    write_prefs(profile.folder, replace(read_prefs(data), nickname=_short(nickname), show_plan_before_unlock=False))
    return next(each for each in doors(data) if each.profile == profile)


def call(door: Door, nickname: str) -> None:
    """Show another nickname to everybody on this account, or none."""
    if door.profile:
        change_prefs(door.profile.folder, nickname=_short(nickname))


def forget(door: Door) -> list[Path]:
    """Delete a person's vault, backups, copies and settings; what could not be deleted.

    Exports, the host's own backups, and old blocks of the disk are not reached. With the last person the shared settings go, too.
    """
    return leaving.forget(door.data, door.profile, is_last=not door.others) if door.profile else []


def _short(nickname: str) -> str:
    return clean.line(nickname).strip()[:NICKNAME]
