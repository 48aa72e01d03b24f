"""The plan of units: listed by weeks, and taking another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import house_of, say, show, show_data
from iop_tui.errors import Exit

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.services.house import House
    from iop_tui.services.overview import View


def plan(asked: Namespace) -> int:
    """`iop plan`: every unit with its week, its state and the reason why it is there; `iop plan switch NAME` takes another plan."""
    from iop_tui.services import overview

    house = house_of(asked)
    if asked.act == "switch":
        return _switch(house, asked.name, is_data=asked.json)
    found = overview.view(house)
    if asked.json:
        show_data(_json(house, found))
    elif found is None or not found.items:
        show("There is nothing in your plan yet. Others are listed by: iop plan switch")
    else:
        show("\n".join(_lines(house, found)))
    return Exit.OK


def _switch(house: House, name: str | None, *, is_data: bool) -> int:
    from iop_tui.services import arranging, keeping, overview, planning

    if not name:
        if is_data:
            show_data([{"name": each.name, "title": each.title, "summary": each.summary} for each in arranging.choices(house)])
            return Exit.OK
        show("\n".join(f"{each.name}: {each.title}" for each in arranging.choices(house)))
        say("To take one of them: iop plan switch NAME. What you did stays.")
        return Exit.OK
    kept = arranging.switch(house, arranging.choice(house, name), planning.current(house)).value
    keeping.roll(house)
    show(f"Your plan: {overview.title(house, kept)}")
    say("What you did, moved, added and left out is still here.")
    return Exit.OK


def _lines(house: House, found: View) -> list[str]:
    from iop_tui.services import overview

    lines = [overview.about(house, found.plan), f"Now: {found.place}. {found.done(found.items)}."]
    for week, units in found.weeks:
        lines += ["", f"{week.title} ({found.done(units)})"]
        for each in units:
            lines += [_line(found, each.unit), f"    {found.note(each)}"]
    if found.left_out:
        lines += ["", "Left out", *(_line(found, each) for each in found.left_out)]
    return lines


def _line(found: View, unit: str) -> str:
    return f"  {unit:<18} {found.state(unit):<8} {found.headers[unit].title}"


def _json(house: House, found: View | None) -> dict[str, object]:
    from iop_tui.services import overview

    if found is None:
        return {"plan": None, "items": []}
    return {
        "plan": "+".join(found.plan.templates) or "own",
        "title": overview.title(house, found.plan),
        "place": found.place,
        "items": [
            {
                "unit": each.unit,
                "title": found.headers[each.unit].title,
                "week": each.week.number,
                "of": each.week.of,
                "kind": each.week.unit,
                "theme": each.week.theme,
                "state": found.state(each.unit),
                "reason": each.reason,
            }
            for each in found.items
        ],
        "left_out": list(found.left_out),
    }
