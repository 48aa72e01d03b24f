"""The diary card by questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import house_of, once, read_day, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from iop_tui.services.diarying import Day
    from iop_tui.services.house import House


def card(asked: Namespace) -> int:
    """`iop card [DAY]`: the diary card by questions; `--show` and `--json` only show it."""
    if not (asked.show or asked.json):
        from iop_tui.plain import diary

        return once(asked, lambda talk: diary.fill_in_card(talk, _day(asked, talk.house)))
    from iop_tui.services import diarying

    house = house_of(asked)
    view = diarying.of_day(house, _day(asked, house))
    if asked.json:
        show_data(_json(view))
    else:
        show("\n".join(_lines(view)))
    return Exit.OK


def _day(asked: Namespace, house: House) -> date:
    day = read_day(asked.day, house.clock.today())
    if day > house.clock.today():
        raise UsageError(words.NOT_YET, "iop card fills in today's card.")
    return day


def _lines(view: Day) -> list[str]:
    from iop_tui.domain.fields import show as shown

    lines = [f"Diary card of {view.day}"]
    for target in view.targets:
        acted = view.card.acted.get(str(target.id))
        said = "" if acted is None else ", acted on it" if acted else ", not acted on"
        lines.append(f"{target.title}: {shown(view.card.value(target)) or '-'}{said}")
    for skill in view.skills:
        helped = f"helped {skill.helped} of 10" if skill.helped is not None else "helped: not said"
        lines.append(f"skill: {skill.title}, {helped}")
    lines += [f"no skill: {view.card.why_none}"] if view.card.why_none else []
    return [*lines, *([f"note: {view.card.note}"] if view.card.note else [])]


def _json(view: Day) -> dict[str, object]:
    return {
        "day": view.day.isoformat(),
        "rows": [
            {
                "title": each.title,
                "kind": each.kind,
                "value": view.card.value(each),
                **({"acted": view.card.acted.get(str(each.id))} if each.kind == "urge" else {}),
            }
            for each in view.targets
        ],
        "skills": [{"unit": each.unit, "title": each.title, "helped": each.helped} for each in view.skills],
        "why_none": view.card.why_none,
        "note": view.card.note,
    }
