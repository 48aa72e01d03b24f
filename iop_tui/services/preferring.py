"""Settings that are read before the vault is opened, and where everything lies; no vault is needed for these acts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iop_tui import clean
from iop_tui.content.where import module_folders, shipped_folder
from iop_tui.errors import IopError, UsageError
from iop_tui.store.locations import Profile, data_folder, find_profiles
from iop_tui.store.prefs import Prefs, change_prefs, read_prefs, write_prefs
from iop_tui.values import as_dict, replace

if TYPE_CHECKING:
    from iop_tui.services.house import Door

THEMES = ("auto", "dark", "light", "high contrast", "terminal colors")
GLYPHS = ("auto", "ascii", "unicode")
DRAWING = ("differences", "whole")

LONGEST_OPEN = 240
NICKNAME = 30

NAMES = {
    "country": "country",
    "zone": "zone",
    "theme": "theme",
    "glyphs": "glyphs",
    "mouse": "mouse",
    "drawing": "drawing",
    "lines": "lines",
    "day-ends-at": "day_ends_at",
    "plan-on-help-now": "show_plan_before_unlock",
    "lock-after": "lock_after",
    "nickname": "nickname",
}
"""The name on the command line, and the field behind it."""


def for_help() -> Prefs:
    """What help now may know before anybody said who they are: of several people, no one's own plan."""
    data = data_folder()
    profiles = find_profiles(data)
    if len(profiles) == 1:
        return read_prefs(profiles[0].folder, read_prefs(data))
    return replace(read_prefs(data), show_plan_before_unlock=False)


def keep(data: Path, profile: Profile, prefs: Prefs) -> None:
    """Keep a person's settings with their vault, and, while they are alone on this account, where everybody begins."""
    if len(find_profiles(data)) == 1:
        write_prefs(data, replace(prefs, nickname="", show_plan_before_unlock=False))
    write_prefs(profile.folder, prefs)


def shown(door: Door) -> dict[str, str]:
    """Every setting as text, by its name."""
    values = as_dict(door.prefs)
    return {name: _show(values[field]) for name, field in NAMES.items()}


def change(door: Door, name: str, typed: str) -> Prefs:
    """Change one setting; raises `UsageError` with what would do."""
    if name not in NAMES:
        raise UsageError(f"There is no setting called {name}.", f"These are: {', '.join(NAMES)}.")
    value = _read(name, typed.strip())
    return change_prefs(door.profile.folder if door.profile else door.data, **{NAMES[name]: value})


def zone_problem(zone: str) -> str:
    """What is wrong with the name of a time zone, with near ones; nothing when it is known."""
    from zoneinfo import available_timezones

    if not zone or zone in available_timezones():
        return ""
    near = sorted(name for name in available_timezones() if zone.casefold().replace(" ", "_") in name.casefold())[:4]
    hint = f" Near it: {', '.join(near)}." if near else " It is written like America/New_York or Europe/Paris."
    shown = zone if len(zone) <= 60 else f"{zone[:60]}.."
    return f"The time zone {shown} is not known.{hint}"


def modules() -> Path:
    """The folder of helplines; when it is missing, the built-in rows serve."""
    try:
        return shipped_folder()
    except IopError:
        return Path("/nonexistent")


def places() -> tuple[Path, Path | None, list[tuple[Path, str]]]:
    """The data folder, the vault if there is one, and the folders of modules with their kinds."""
    data = data_folder()
    profiles = find_profiles(data)
    return data, profiles[0].vault if profiles else None, module_folders(data)


def _show(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _read(name: str, typed: str) -> str | int | bool:
    match name:
        case "country":
            from iop_tui.services import helping

            code = typed.upper()
            known = helping.countries(modules())
            if code and code not in known:
                raise UsageError(f"There are no helplines for {typed} here.", f"These countries are known: {', '.join(sorted(known))}.")
            return code
        case "zone":
            problem = zone_problem(typed)
            if problem:
                raise UsageError(problem)
            return typed
        case "day-ends-at":
            if not typed.isdecimal() or not 0 <= int(typed) <= 6:
                raise UsageError("The day can end at an hour from 0 to 6.")
            return int(typed)
        case "lock-after":
            if not typed.isdecimal() or not 0 <= int(typed) <= LONGEST_OPEN:
                raise UsageError(f"lock-after is a number of minutes from 1 to {LONGEST_OPEN}, or 0 for never.")
            return int(typed)
        case "nickname":
            return clean.line(typed)[:NICKNAME]
        case "mouse" | "lines" | "plan-on-help-now":
            if typed not in ("yes", "no"):
                raise UsageError(f"{name} is yes or no.")
            return typed == "yes"
    options = {"theme": THEMES, "glyphs": GLYPHS}.get(name, DRAWING)
    if typed not in options:
        raise UsageError(f"{name} cannot be {typed}.", f"It can be: {', '.join(options)}.")
    return typed
