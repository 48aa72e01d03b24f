"""The schedule as commands: a week, and how today's sessions went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import house_of, once, read_day, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.plain.talk import Talk
    from iop_tui.services.scheduling import Slot


def week(asked: Namespace) -> int:
    """`iop week [DAY]`: the sessions of the week of a day."""
    from iop_tui.domain.commitments import week_of
    from iop_tui.services import scheduling, sharing
    from iop_tui.services.schedulepages import week_page

    house = house_of(asked)
    monday = week_of(read_day(asked.day, house.clock.today()))[0]
    if asked.json:
        show_data([_as_json(each) for each in scheduling.week(house, monday)])
    else:
        show(sharing.write(week_page(house, monday), "txt"))
    return Exit.OK


def attend(asked: Namespace) -> int:
    """`iop attend [DAY]`: how the sessions of a day went, by questions."""
    from iop_tui.plain import schedule

    def act(talk: Talk) -> None:
        day = read_day(asked.day, talk.house.clock.today())
        if day > talk.house.clock.today():
            raise UsageError(words.NOT_YET, "You can mark today and any day before it.")
        schedule.attend(talk, day)

    return once(asked, act)


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
