"""`I tried a skill`: which one, and how it went. One key from every room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from iop_tui import words
from iop_tui.domain.fields import Value
from iop_tui.domain.practice import HELPED_LITTLE, Practice
from iop_tui.domain.unit import Header
from iop_tui.services import finder, practicing
from iop_tui.tui.screens.finder import OtherWayScreen
from iop_tui.tui.screens.form import FormScreen
from iop_tui.tui.screens.pick import PickScreen
from iop_tui.tui.screens.room import Base


def pick_tried(screen: Base[None]) -> None:
    """Ask which skill it was; then how it went."""

    async def picked(header: Header) -> None:
        open_tried(screen, header)

    pick_skill(screen, "Which skill did you try?", picked)


def offer_another(screen: Base[None], practice: Practice) -> None:
    """After a use that did little: another skill or, when it happens again while it stays strong, people first."""
    fits, is_people_first = finder.another(screen.house, practice)
    said = words.HELPED_LITTLE_TWICE if is_people_first else words.HELPED_LITTLE
    screen.app.push_screen(OtherWayScreen(said, fits, is_people_first=is_people_first))


def pick_skill(screen: Base[None], title: str, then: Callable[[Header], Awaitable[None]]) -> None:
    """Ask for a skill, what helped before first; nothing happens when none is picked."""
    groups = practicing.toolbox(screen.house)
    by_title = {header.title: header for _, headers in groups for header in headers}

    async def picked(title: str | None) -> None:
        if title is not None:
            await then(by_title[title])

    names = [(name, [header.title for header in headers]) for name, headers in groups]
    screen.app.push_screen(PickScreen(title, names), picked)


def open_tried(screen: Base[None], header: Header) -> None:
    """The short form; every line of it can be skipped."""
    values: dict[str, Value] = {"day": screen.house.clock.today().isoformat()}

    async def save(found: dict[str, Value]) -> bool:
        done = await screen.iop.act(practicing.keep, header, found, undo_as=f"tried {header.title}")
        if done is None:
            return False
        helped = done.value.helped
        if helped is not None and helped <= HELPED_LITTLE:
            screen.call_after_refresh(offer_another, screen, done.value)
        else:
            screen.iop.say(words.TRIED.format(title=header.title), seconds=8)
        return True

    key = f"tried/{header.id}"
    screen.app.push_screen(FormScreen(f"Tried: {header.title}", practicing.FIELDS, values, key=key, save=save, intro=words.TRIED_INTRO))
