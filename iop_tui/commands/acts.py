"""Every act of the program as a command of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import once, say, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def do(asked: Namespace) -> int:
    """`iop do [NAME]`: one act of any room by questions, or the list of them all."""
    from iop_tui.plain.rooms import ACTS, PLACES

    if asked.name:
        if asked.name not in ACTS:
            raise UsageError(f"There is no act called {asked.name}.", "They are listed by: iop do")
        return once(asked, ACTS[asked.name].do)
    if asked.json:
        listed = [{"name": act.name, "room": place.name, "does": act.says} for place in PLACES.values() for act in place.acts]
        show_data(listed)
        return Exit.OK
    for place in PLACES.values():
        show("\n".join([place.title, *(f"  {act.name:<16} {act.says}" for act in place.acts)]))
    say("One of them: iop do NAME")
    return Exit.OK
