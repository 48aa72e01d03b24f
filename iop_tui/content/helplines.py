"""helplines.toml -> crisis contacts. Whatever is wrong with the files, there is always something to show.

Help now uses this in a fresh process: it needs nothing but tomllib and the domain.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from iop_tui import clean
from iop_tui.domain.helplines import BUILT_IN, Country, Helplines, Line
from iop_tui.values import replace

SITE = Path("/etc/iop-tui/helplines.toml")
MOST_BYTES = 256 * 1024
MOST_ROWS = 4000
MOST_MARKS = 64
"""Brackets and dots in one row: what makes TOML slow is how deep it goes."""
ADDED_HERE = "added on this machine"
_COUNTRY = "\n[[country]]"
_TEXT_KEYS = ("name", "kind", "how", "number", "hours", "who", "source", "source_year", "confidence", "checked_on")


def load_helplines(shipped: Path, site: Path = SITE, owner: int = 0, only: str = "") -> Helplines:
    """The shipped contacts (`shipped` is helplines.toml itself), with what the machine's keeper added.

    A missing or broken file, or a country that is missing from it, is made good by built-in rows, and a note says so. A site file
    counts only if root (`owner`) owns it and nobody else can write to it; it can add rows, never replace one. With the code of
    one country in `only`, others of the shipped ones may be missing.
    """
    notes: list[str] = []
    own = _read(shipped, "The list of helplines", notes, only=only)
    if not own:
        notes.append("A short built-in list is shown instead.")
    countries = {country.code: country for country in (*BUILT_IN, *own)}
    for country in _read(site, str(site), notes, owner):
        countries[country.code] = _with(countries.get(country.code), country)
    return Helplines(tuple(countries.values()), tuple(notes))


def _with(known: Country | None, added: Country) -> Country:
    """A country with the rows of a site file after its own."""
    lines = tuple(replace(line, origin=ADDED_HERE) for line in added.lines)
    return replace(known, lines=(*known.lines, *lines)) if known else replace(added, lines=lines)


def _read(path: Path, name: str, notes: list[str], owner: int | None = None, only: str = "") -> tuple[Country, ...]:
    """The countries of a file; none, with a note, when it cannot be used. A file that only `owner` may give need not exist."""
    try:
        rows = _parsed(_text(path, owner), only).get("country")
    except FileNotFoundError:
        if owner is None:
            notes.append(f"{name} is missing.")
        return ()
    except PermissionError:
        notes.append(f"{name} is not used: it has to be an ordinary file that can be read, and that only its owner can write to.")
        return ()
    except (OSError, ValueError, RecursionError):
        notes.append(f"{name} cannot be read.")
        return ()
    countries = tuple(country for row in rows if (country := _country(row, notes))) if isinstance(rows, list) else ()
    if not countries:
        notes.append(f"{name} holds no country.")
    return countries


def _parsed(text: str, only: str) -> dict[str, Any]:
    """A file, or the part that is about one country; all of it where that part cannot be told."""
    parts = [part for part in text.split(_COUNTRY)[1:] if only and f'\ncode = "{only}"\n' in part]
    if len(parts) == 1:
        with suppress(ValueError):
            return tomllib.loads(_COUNTRY + parts[0])
    return tomllib.loads(text)


def _text(path: Path, owner: int | None) -> str:
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (os.O_NOFOLLOW if owner is not None else 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        info = os.fstat(file.fileno())
        is_open_to_others = info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if not stat.S_ISREG(info.st_mode) or (owner is not None and (info.st_uid != owner or is_open_to_others)):
            raise PermissionError
        raw = file.read(MOST_BYTES + 1)
    nested = any(row.count(b"[") + row.count(b"{") + row.count(b".") > MOST_MARKS for row in raw.split(b"\n"))
    if len(raw) > MOST_BYTES or raw.count(b"[") > MOST_ROWS or nested:
        raise ValueError
    return raw.decode("utf-8")


def _country(row: object, notes: list[str]) -> Country | None:
    if not isinstance(row, dict):
        return None
    code, name, emergency = (_string(row, key) for key in ("code", "name", "emergency"))
    rows = row.get("line", [])
    lines = tuple(line for each in (rows if isinstance(rows, list) else ()) if (line := _line(each, notes)))
    if not code or not (emergency or lines):
        notes.append("A country without a code, or without any contact, is left out.")
        return None
    return Country(code.upper(), name or code, emergency, lines)


def _line(row: object, notes: list[str]) -> Line | None:
    if not isinstance(row, dict):
        return None
    values = {key: _string(row, key) for key in _TEXT_KEYS}
    if not values["name"] or not values["how"]:
        notes.append("A helpline without a name, or without a way to reach it, is left out.")
        return None
    languages = row.get("languages", [])
    spoken = tuple(clean.line(each) for each in languages if isinstance(each, str)) if isinstance(languages, list) else ()
    return Line(**{**values, "checked_on": _day(values["checked_on"])}, languages=spoken)


def _string(row: dict[str, Any], key: str) -> str:
    """A value as text; years and dates may stand without quotes."""
    value = row.get(key, "")
    if isinstance(value, bool) or not isinstance(value, str | int | date) or (isinstance(value, int) and abs(value) > 10**15):
        return ""
    return clean.line(str(value)[:500]).strip()


def _day(text: str) -> str:
    """A date that may be claimed as a check; anything else is no check."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""


def unchecked(helplines: Helplines, today: date, days: int = 183) -> Iterable[tuple[Country, Line]]:
    """The rows that nobody has checked in the last six months."""
    for country in helplines.countries:
        for line in country.lines:
            if not line.checked_on or (today - date.fromisoformat(line.checked_on)).days > days:
                yield country, line
