"""Search, line by line: the units, and one's own words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iop_tui.domain.tools import LABELS
from iop_tui.plain.talk import Elsewhere
from iop_tui.plain.tools import open_tool
from iop_tui.services.finding import search as find

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.finding import Found


def search(talk: Talk) -> None:
    """Ask for words; then open what was found."""
    typed = talk.ask("Search for:")
    if not typed:
        return
    found = find(talk.house, typed)
    if not found:
        talk.say("Nothing found. Another word may do.")
        return
    talk.say(f"{len(found)} found.")
    picked = talk.pick("Open which?", [(f"{each.kind}: {each.title}. {' '.join(each.text.split())}", each) for each in found])
    if picked is not None:
        _open(talk, picked)


def _open(talk: Talk, found: Found) -> None:
    if found.id in LABELS:
        open_tool(talk, found.id)
        return
    match found.kind:
        case "unit" | "answer":
            from iop_tui.plain.units import open_unit

            open_unit(talk, found.id)
        case "commitment" | "note":
            raise Elsewhere("keep")
        case "diary":
            from iop_tui.plain.diary import fill_in_card

            fill_in_card(talk, date.fromisoformat(found.id))
        case "week":
            from iop_tui.plain.reviewing import open_week

            open_week(talk, date.fromisoformat(found.id))
        case "happened":
            from iop_tui.plain.happened import open_happened

            open_happened(talk, int(found.id))
        case "question":
            open_tool(talk, "questions")
        case "session":
            from iop_tui.plain.sessions import open_session_day

            which, _, day = found.id.partition("/")
            open_session_day(talk, int(which), date.fromisoformat(day))
        case "left":
            open_tool(talk, "paper")
        case "score":
            from iop_tui.plain.scores import open_scores

            open_scores(talk)
        case "aftercare":
            raise Elsewhere("after")
        case _:
            open_tool(talk, "safety-plan")
