"""Settings that are read before the vault is opened, and where everything lies; no vault is needed for these acts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from zoneinfo import available_timezones

from iop_tui.content.where import module_folders, shipped_folder
from iop_tui.domain.fields import YES_NO
from iop_tui.errors import IopError, UsageError
from iop_tui.services import helping
from iop_tui.store.locations import data_folder, find_profiles
from iop_tui.store.prefs import Prefs, change_prefs, read_prefs

THEMES = ("auto", "dark", "light", "high contrast", "terminal colors")
GLYPHS = ("auto", "ascii", "unicode")

NAMES = {
    "country": "country",
    "zone": "zone",
    "theme": "theme",
    "glyphs": "glyphs",
    "mouse": "mouse",
    "day-ends-at": "day_ends_at",
    "plan-on-help-now": "show_plan_before_unlock",
}
"""The name on the command line, and the field behind it."""


def prefs() -> Prefs:
    return read_prefs(data_folder())


def shown() -> dict[str, str]:
    """Every setting as text, by its name."""
    values = asdict(prefs())
    return {name: _show(values[field]) for name, field in NAMES.items()}


def change(name: str, typed: str) -> Prefs:
    """Change one setting; raises `UsageError` with what would do."""
    if name not in NAMES:
        raise UsageError(f"There is no setting called {name}.", f"These are: {', '.join(NAMES)}.")
    value = _read(name, typed.strip())
    return change_prefs(data_folder(), **{NAMES[name]: value})


def zone_problem(zone: str) -> str:
    """What is wrong with the name of a time zone, with near ones; nothing when it is known."""
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
        case "mouse" | "plan-on-help-now":
            if typed not in YES_NO[:2]:
                raise UsageError(f"{name} is yes or no.")
            return typed == "yes"
    options = THEMES if name == "theme" else GLYPHS
    if typed not in options:
        raise UsageError(f"{name} cannot be {typed}.", f"It can be: {', '.join(options)}.")
    return typed
