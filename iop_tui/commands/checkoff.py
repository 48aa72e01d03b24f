"""The lists to tick off as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import house_of, once, say, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.domain.checklist import Checklist
    from iop_tui.services.house import House


def check_off(asked: Namespace) -> int:
    """`iop check-off [NAME] [--show] [--json]`: how the lists stand; with a name, go through one by questions, or only show it."""
    from iop_tui.domain.checklist import CHECKLISTS
    from iop_tui.services import ticking

    if asked.name and asked.name not in CHECKLISTS:
        raise UsageError(f"There is no list called {asked.name}.", f"These are: {', '.join(CHECKLISTS)}.")
    if asked.name and not (asked.show or asked.json):
        from iop_tui.plain import checklists

        return once(asked, lambda talk: checklists.go_through(talk, CHECKLISTS[asked.name]))
    house = house_of(asked)
    if asked.name:
        return _shown(asked, house, CHECKLISTS[asked.name])
    stand = {each.id: ticking.progress(each, ticking.ticks(house, each)) for each in CHECKLISTS.values()}
    if asked.json:
        show_data(stand)
    else:
        show("\n".join(f"{name:<14}{CHECKLISTS[name].title}: {said}" for name, said in stand.items()))
        say("One of them: iop check-off NAME --show. Through its open lines: iop check-off NAME")
    return Exit.OK


def _shown(asked: Namespace, house: House, checklist: Checklist) -> int:
    from iop_tui.services import sharing, ticking

    if not asked.json:
        show(sharing.write(ticking.page(house, checklist), "txt"))
        return Exit.OK
    found = ticking.ticks(house, checklist)
    rows = [{"id": each.id, "text": each.text, "is_ticked": False, "note": ""} for each in checklist.items]
    for row in rows:
        tick = found.get(str(row["id"]))
        row.update({"is_ticked": tick.is_ticked, "note": tick.note} if tick else {})
    show_data(rows)
    return Exit.OK
