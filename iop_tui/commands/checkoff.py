"""The lists to tick off as commands."""

from __future__ import annotations

import json
from argparse import Namespace

from iop_tui.commands.talk import ask, house_of, say, show
from iop_tui.errors import Exit, UsageError


def check_off(asked: Namespace) -> int:
    """`iop check-off [NAME] [--show] [--json]`: how the lists stand; with a name, go through one by questions, or only show it."""
    from iop_tui.domain.checklist import CHECKLISTS, still_open
    from iop_tui.services import keeping, sharing, ticking

    house = house_of(asked)
    if not asked.name:
        stand = {each.id: ticking.progress(each, ticking.ticks(house, each)) for each in CHECKLISTS.values()}
        if asked.json:
            show(json.dumps(stand, ensure_ascii=False, indent=2))
        else:
            show("\n".join(f"{name:<14}{CHECKLISTS[name].title}: {said}" for name, said in stand.items()))
            say("One of them: iop check-off NAME --show. Through its open lines: iop check-off NAME")
        return Exit.OK
    if asked.name not in CHECKLISTS:
        raise UsageError(f"There is no list called {asked.name}.", f"These are: {', '.join(CHECKLISTS)}.")
    checklist = CHECKLISTS[asked.name]
    found = ticking.ticks(house, checklist)
    if asked.json:
        rows = [{"id": each.id, "text": each.text, "is_ticked": False, "note": ""} for each in checklist.items]
        for row in rows:
            tick = found.get(str(row["id"]))
            row.update({"is_ticked": tick.is_ticked, "note": tick.note} if tick else {})
        show(json.dumps(rows, ensure_ascii=False, indent=2))
        return Exit.OK
    if not asked.show:
        say(f"{checklist.purpose} y ticks, Enter goes on, q ends.")
        for item in still_open(checklist, found):
            answer = ask(f"{item.text}? ").strip().casefold()
            if answer in ("y", "yes"):
                ticking.turn(house, checklist, item)
            elif answer == "q":
                break
        keeping.roll(house)
    show(sharing.write(ticking.page(house, checklist), "txt"))
    return Exit.OK
