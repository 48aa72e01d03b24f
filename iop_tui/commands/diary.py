"""The diary card by questions."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import ask, house_of, read_day, say, show
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from iop_tui.domain.diary import Target
    from iop_tui.domain.fields import Field, Value
    from iop_tui.services.diarying import Day
    from iop_tui.services.house import House


def card(asked: Namespace) -> int:
    """`iop card [DAY]`: the diary card by questions; `--show` and `--json` only show it."""
    from iop_tui.services import diarying

    house = house_of(asked)
    day = read_day(asked.day, house.clock.today())
    if day > house.clock.today():
        raise UsageError(words.NOT_YET, "iop card fills in today's card.")
    view = diarying.of_day(house, day)
    if asked.json:
        show(json.dumps(_json(view), ensure_ascii=False, indent=2))
    elif asked.show:
        show("\n".join(_lines(view)))
    else:
        _fill_in(house, view)
    return Exit.OK


def _fill_in(house: House, view: Day) -> None:
    """One question for each row; Enter leaves it as it is, and every answer is kept at once."""
    from iop_tui.domain import diary
    from iop_tui.services import diarying, keeping

    say(f"Diary card of {view.day}. Enter leaves a row as it is.")
    for target in view.targets:
        before = view.card.value(target)
        value = ask_field(target.field(), before)
        if value is not None:
            diarying.fill_in(house, view.day, target, value)
        needs_help = target.about == diary.LIFE and diary.rises_high(target, before, value)
        if target.kind == "urge":
            needs_help = _ask_acted(house, view, target) or needs_help
        if needs_help:
            _help(house)
    note = ask(f"A few words on the day{' (there are some already)' if view.card.note else ''}: ").strip()
    if note:
        diarying.write_note(house, view.day, note, view.card.note)
    keeping.roll(house)
    show(f"Saved. Skills you used: iop practice. The card: iop card --show {view.day}")


def ask_field(field: Field, now: Value | None) -> Value | None:
    """Ask until there is an answer that can be kept; an empty line is nothing."""
    from iop_tui.domain.fields import Unreadable, read, show

    how = f"{field.least} to {field.most}" if field.kind == "scale" else "/".join(field.choices())
    said = ", ".join(each for each in (how, f"now {show(now)}" if now is not None else "") if each)
    while typed := ask(f"  {field.label}{f' ({said})' if said else ''}: ").strip():
        begun = [each for each in field.choices() if each.casefold().startswith(typed.casefold())]
        try:
            return read(field, begun[0] if len(begun) == 1 else typed)
        except Unreadable as error:
            say(str(error))
    return None


def _ask_acted(house: House, view: Day, target: Target) -> bool:
    """Ask whether an urge was acted on; whether that calls for help."""
    from iop_tui.domain import diary
    from iop_tui.domain.fields import Field
    from iop_tui.services import diarying

    before = view.card.acted.get(str(target.id))
    now = None if before is None else "yes" if before else "no"
    said = ask_field(Field(id="acted", kind="choice", label="  acted on it", options=("yes", "no")), now)
    if said is None:
        return False
    diarying.say_acted(house, view.day, target, said == "yes")
    return said == "yes" and target.about == diary.LIFE


def _help(house: House) -> None:
    """Help now, before the next question."""
    from iop_tui.domain.page import Paragraph, text_of
    from iop_tui.services import helping, preferring

    for block in helping.in_short(helping.country(house.prefs.country, preferring.modules())):
        if isinstance(block, Paragraph):
            show(text_of(block.spans))
    show(words.HELP_ANYTIME)


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
