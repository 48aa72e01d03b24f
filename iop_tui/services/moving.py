"""Leaving with everything, and coming back on another machine."""

from __future__ import annotations

from typing import Any

from iop_tui import clean
from iop_tui.domain.books import BOOKS
from iop_tui.errors import UsageError
from iop_tui.services import preferring
from iop_tui.services.house import House, clock_for
from iop_tui.store import moving
from iop_tui.store.moving import Taken
from iop_tui.store.prefs import Prefs
from iop_tui.values import as_dict, names, replace

FORMAT = "iop-tui everything"
VERSION = 1
LARGEST = 512 * 1024 * 1024
DEEPEST = 100

_NOTHING = "Nothing was taken in."


def take_out(house: House) -> str:
    """Everything as JSON: settings, and every document of every table with its id and number of saves.

    What leaves only item by item is not in it, nor are other copies of it and unfinished typing in it.
    """
    everything = moving.everything(house.store).items()
    whole = {name: [each for each in found if not _stays(each["body"])] for name, found in everything if name not in _private()}
    head = {"format": FORMAT, "version": VERSION, "made": house.clock.now().isoformat(), "settings": as_dict(house.prefs)}
    return moving.to_json({**head, "tables": whole}).decode() + "\n"


def _private() -> dict[str, str]:
    """The tables of the lists that leave only item by item, with the names under which unfinished typing in them is kept."""
    return {book.kind.table: f"form/book/{book.id}/" for book in BOOKS.values() if book.is_private}


def _stays(body: object) -> bool:
    """Whether a document is another copy of something in such a list, or unfinished typing in it."""
    said = body if isinstance(body, dict) else {}
    return said.get("of_table") in _private() or str(said.get("of") or "").startswith(tuple(_private().values()))


def take_in(house: House, text: str) -> Taken:
    """Put what was taken out into this vault; all of it or, with a `UsageError`, none. In a new vault the settings come too."""
    found = _read(text)
    is_new = not house.settings().has_started
    tables = {name: [{**each, "body": _cleaned(each["body"])} for each in documents] for name, documents in found["tables"].items()}
    taken = moving.take_in(house.store, tables)
    if is_new:
        prefs = _prefs(house.prefs, found.get("settings"))
        preferring.keep(house.data, house.store.profile, prefs)
        house.prefs, house.clock = prefs, clock_for(prefs)
        house.store.clock = house.clock
    return taken


def _read(text: str) -> dict[str, Any]:
    try:
        found = moving.from_json(text.encode("utf-8", "surrogatepass"))
    except moving.Unreadable:
        raise UsageError("This file is not JSON, or it is cut off.", f"{_NOTHING} It is made by: iop export all --format json") from None
    if found.get("format") != FORMAT or not isinstance(found.get("version"), int):
        raise UsageError("This file was not made by: iop export all --format json", _NOTHING)
    if found["version"] > VERSION:
        raise UsageError("This file was made by a newer version of the program.", f"{_NOTHING} Start the newest version.")
    tables = found.get("tables")
    if not isinstance(tables, dict):
        raise UsageError("This file holds no tables.", _NOTHING)
    for name, documents in tables.items():
        if not (name.isascii() and name.isidentifier() and len(name) <= 40) or not isinstance(documents, list):
            raise UsageError(f"The table {clean.line(name)[:40]!r} in this file is none of ours.", _NOTHING)
        for number, each in enumerate(documents, 1):
            if not moving.is_one(each):
                raise UsageError(f"Number {number} of {name} in this file is not a document.", _NOTHING)
    return found


def _cleaned(value: Any, depth: int = 0) -> Any:
    """The same without control characters in any text, as if it had been typed."""
    if depth > DEEPEST:
        raise UsageError("A document in this file is nested too deeply.", _NOTHING)
    if isinstance(value, str):
        return clean.text(value)
    if isinstance(value, dict):
        return {clean.line(key): _cleaned(each, depth + 1) for key, each in value.items()}
    return [_cleaned(each, depth + 1) for each in value] if isinstance(value, list) else value


def _prefs(now: Prefs, found: object) -> Prefs:
    """The settings in a file, where they are of the right kind; what shows before unlock stays as it is here."""
    if not isinstance(found, dict):
        return now
    stay = ("nickname", "show_plan_before_unlock")
    known: dict[str, Any] = {name: found.get(name) for name in names(Prefs) if name not in stay}
    fit: dict[str, Any] = {name: value for name, value in known.items() if _is_like(value, getattr(now, name))}
    limits = {"day_ends_at": range(7), "lock_after": range(preferring.LONGEST_OPEN + 1)}
    choices = {"theme": preferring.THEMES, "glyphs": preferring.GLYPHS, **limits}
    fit = {name: value for name, value in fit.items() if name not in choices or value in choices[name]}
    for name, value in fit.items():
        fit[name] = clean.line(value) if isinstance(value, str) else value
    return replace(now, **fit)


def _is_like(value: object, model: object) -> bool:
    return type(value) is type(model)
