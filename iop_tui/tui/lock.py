"""Locking: where the person was is kept in the sealed vault, and the program begins afresh in place, so that rows and key are gone."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, cast

from iop_tui.services import sealing
from iop_tui.tui import guard
from iop_tui.tui.driver import IopDriver
from iop_tui.tui.screens.cover import CoverScreen

if TYPE_CHECKING:
    from iop_tui.errors import SealChanged
    from iop_tui.services.house import Door, House
    from iop_tui.tui.app import IopApp

KEY = "screen/place"


def keep_place(app: IopApp) -> None:
    """Note which screens are open, from the room up, among the drafts."""
    ways = [list(way) for screen in app.screen_stack if (way := getattr(screen, "way", None))]
    app.house.store.draft(KEY, json.dumps(ways))


def take_place(house: House) -> list[list[str]]:
    """What was noted, once."""
    found = house.store.drafts(KEY).get(KEY)
    if found is None:
        return []
    house.store.drop_draft(KEY)
    try:
        ways = json.loads(found.text)
    except ValueError:
        return []
    return [way for way in ways if isinstance(way, list) and all(isinstance(each, str) for each in way)]


async def lock(app: IopApp) -> None:
    """Keep what is typed and where the person is, and begin afresh. If that cannot be kept, the cover alone has to do."""
    keep_place(app)
    store = app.house.store
    if not await asyncio.to_thread(store.flush, guard.LEAVE_WITHIN):
        for screen in app.screen_stack:
            if isinstance(screen, CoverScreen):
                screen.ask()
        return
    await asyncio.to_thread(store.close)
    if isinstance(app._driver, IopDriver):
        await asyncio.to_thread(app._driver.has_drawn, guard.LEAVE_WITHIN)
    _begin_afresh(app)


def follow_seal(app: IopApp, error: SealChanged) -> None:
    """Another window has turned the seal on or off: begin afresh, unless there is typing that could not be kept."""
    if app.house.store.unsaved():
        app.say_error(error)
        return
    app.house.store.close()
    _begin_afresh(app)


def _begin_afresh(app: IopApp) -> None:
    guard.start_afresh({guard.COVERED: str(app.door.number if app.door else 1)})


def opened(app: IopApp, typed: str) -> House:
    """The open house, by what was typed; raises `WrongPassphrase` and the like."""
    if app._house is None:
        return cast("Door", app.door).open(typed)
    if not sealing.opens_with(app._house, typed):
        raise sealing.wrong()
    return app._house


def come_back(app: IopApp) -> bool:
    """Open the screens again that were open before the lock; whether there were any."""
    ways = take_place(app.house)
    if not ways or not app.house.settings().has_started:
        return False
    from iop_tui.tui.reopening import reopen_all

    reopen_all(app, ways)
    return True
