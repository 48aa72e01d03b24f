"""Something happened, by questions: the next hour first."""

from __future__ import annotations

from argparse import Namespace

from iop_tui import words
from iop_tui.commands.talk import ask, house_of, show
from iop_tui.errors import Exit, UsageError


def happened(asked: Namespace) -> int:
    """`iop happened`: what it was, the next hour, and a few words if one likes."""
    from iop_tui.domain.happening import KINDS
    from iop_tui.render.layout import bare, lay_out
    from iop_tui.services import happening, helping, keeping, preferring

    house = house_of(asked)
    where = helping.country(house.prefs.country, preferring.modules())
    show(bare(lay_out(helping.in_short(where), 79)))
    show(f"\n{words.HAPPENED_PICK}")
    kinds = list(KINDS)
    show("\n".join(f"{number}. {KINDS[kind]}" for number, kind in enumerate(kinds, 1)))
    typed = ask("Its number, or Enter for none: ").strip()
    if not typed:
        return Exit.OK
    if not typed.isdecimal() or not 1 <= int(typed) <= len(kinds):
        raise UsageError("That is not one of the numbers.", "Nothing was kept. Help is at: iop help-now")
    kept = happening.keep(house, kinds[int(typed) - 1]).value
    show(f"\n{words.HAPPENED_FIRST}\n")
    show(bare(lay_out(happening.next_hour(house, kept, where.emergency), 79)))
    show("\nMore: iop help-now, iop help-now overdose, iop help-now withdrawal\n")
    said = {field.id: ask(f"{field.label} Enter skips: ").strip() for field in happening.FIELDS}
    if any(said.values()):
        happening.write(house, kept, {key: text for key, text in said.items() if text})
    keeping.roll(house)
    show(f"Kept. {words.HAPPENED_LATER}")
    return Exit.OK
