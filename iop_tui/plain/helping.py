"""Help now, line by line; nothing that may fail stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.services import aftercare, helping, preferring

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk

PAGES = ("help", "overdose", "afraid", "withdrawal")


def help_now(talk: Talk, name: str = "") -> None:
    """One of the pages of help; the first has the person's own people and steps."""
    name = name if name in PAGES else PAGES[0]
    where = helping.country(talk.house.prefs.country, preferring.modules())
    page = helping.page_named(name, where, aftercare.own_help(talk.house) if name == PAGES[0] else ())
    pauses, talk.pauses = talk.pauses, False
    talk.page(page)
    talk.pauses = pauses
    talk.say("More: " + ", ".join(f"help {each}" for each in PAGES[1:] if each != name), words.HELP_AFTER)
