"""The form of an entry of a plan."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from iop_tui.domain.aftercare import Part
from iop_tui.domain.fields import Value
from iop_tui.services.aftercare import AnyEntry
from iop_tui.tui.screens.room import Base


def open_entry_form(screen: Base[Any], part: Part, entry: AnyEntry, save: Callable[[dict[str, Value]], Awaitable[bool]]) -> None:
    """The form of an entry of a plan, new or not."""
    from iop_tui.tui.screens.form import FormScreen

    async def keep(values: dict[str, Value]) -> bool:
        if not values:
            screen.iop.say("Nothing is filled in yet. Esc leaves without saving.")
            return False
        return await save(values)

    key = f"{entry.table}/{entry.id or f'new-{part.id}'}"
    screen.app.push_screen(FormScreen(part.title, part.fields, entry.values, key=key, save=keep, intro=part.purpose))
