"""Score sheets by questions, and the list of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import house_of, once, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.services.house import House
    from iop_tui.services.scoring import Standing


def score(asked: Namespace) -> int:
    """`iop score [SHEET]`: fill a sheet in by questions; without one, or with `--json`, the scores so far."""
    from iop_tui.domain.measures import OTHER
    from iop_tui.plain import scores
    from iop_tui.services import scoring
    from iop_tui.services.house import library

    if asked.json or not asked.sheet:
        house = house_of(asked)
        standings = [each for each in scoring.standings(house) if asked.sheet in (None, each.sheet.id)]
        if asked.json:
            show_data(_json(standings))
        else:
            show("\n".join(_lines(house, standings)))
        return Exit.OK
    if asked.sheet == OTHER:
        return once(asked, scores.other)
    sheet = library().sheet(asked.sheet)
    if sheet is None:
        names = ", ".join(each.id for each in library().sheets())
        raise UsageError(f"There is no score sheet called {asked.sheet}.", f"These are: {names}, {OTHER}.")
    return once(asked, lambda talk: scores.fill_in_sheet(talk, sheet))


def _lines(house: House, standings: list[Standing]) -> list[str]:
    lines = []
    for each in standings:
        said = [f"{each.sheet.title} ({each.sheet.id})", each.last.shown if each.last else "not filled in yet", each.band]
        said += [f"since the last one {each.since_last.line}"] if each.since_last else []
        when = "can be filled in today" if each.is_due else f"next from {each.due_on}" if each.can_fill else ""
        lines.append("; ".join(part for part in (*said, when) if part))
    if not lines:
        names = ", ".join(sheet.id for sheet in house.library.sheets())
        lines.append(
            f"No score is kept yet. Have a form beside you, then: iop score SHEET. The sheets: {names}, and other for any other measure."
        )
    return [*lines, words.SCORE_IS]


def _json(standings: list[Standing]) -> list[dict[str, object]]:
    """Every score, without single answers: those are in `iop export all`."""
    from iop_tui.services.scorepages import steps

    return [
        {
            "sheet": score.sheet,
            "title": score.title,
            "day": score.day.isoformat() if score.day else None,
            "total": score.total,
            "lowest": score.lowest,
            "highest": score.highest,
            "is_estimate": score.is_estimate,
            "band": band,
            "change": {
                "difference": change.difference,
                "words": change.words,
                "chance": change.chance,
                "held_against": [{"points": each.points, "kind": each.kind, "source": each.source} for each in change.thresholds],
            }
            if change
            else None,
        }
        for standing in standings
        for score, band, change in steps(standing)
    ]
