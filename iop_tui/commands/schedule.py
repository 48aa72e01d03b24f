"""The schedule as commands: a week, and how today's sessions went."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import ask, house_of, read_day, say, show
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from iop_tui.services.scheduling import Slot


def week(asked: Namespace) -> int:
    """`iop week [DAY]`: the sessions of the week of a day."""
    from iop_tui.domain.commitments import week_of
    from iop_tui.services import scheduling, sharing
    from iop_tui.services.schedulepages import week_page

    house = house_of(asked)
    monday = week_of(read_day(asked.day, house.clock.today()))[0]
    if asked.json:
        show(json.dumps([_as_json(each) for each in scheduling.week(house, monday)], ensure_ascii=False, indent=2))
    else:
        show(sharing.write(week_page(house, monday), "txt"))
    return Exit.OK


def attend(asked: Namespace) -> int:
    """`iop attend [DAY]`: how the sessions of a day went, by questions."""
    from iop_tui.domain.attendance import STATES
    from iop_tui.services import keeping, scheduling

    house = house_of(asked)
    day = read_day(asked.day, house.clock.today())
    if day > house.clock.today():
        raise UsageError(words.NOT_YET, "You can mark today and any day before it.")
    found = [each for each in scheduling.on_day(house, day) if not each.at.session.is_duty]
    if not found:
        show("No session stands on that day. The week is shown by: iop week")
    for slot in found:
        typed = ask(f"{slot.at.session.title} {slot.at.hours}, now {slot.state or 'not marked'} ({' / '.join(STATES)}, Enter leaves it): ")
        state = next((each for each in STATES if typed and each.startswith(typed.strip().casefold())), "")
        if state:
            scheduling.mark(house, slot.at, state)
            keeping.roll(house)
            say(f"Saved: {state}.")
        else:
            say("Left as it is." if not typed.strip() else f"{typed.strip()} is none of these. Left as it is.")
    return Exit.OK


def _as_json(slot: Slot) -> dict[str, object]:
    at = slot.at
    return {
        "day": at.on.isoformat(),
        "title": at.session.title,
        "kind": at.session.kind,
        "begins": f"{at.begins:%H:%M}",
        "ends": f"{at.ends:%H:%M}",
        "leave_by": slot.leave_by,
        "state": slot.state,
        "is_of_program": at.session.is_of_program,
    }
