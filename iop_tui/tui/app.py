"""The screen program: which room is open, how acts are done, and what undo takes back."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.timer import Timer
from textual.worker import Worker

from iop_tui import words
from iop_tui.domain.fields import Unreadable
from iop_tui.errors import Exit, IopError, SealChanged
from iop_tui.services import keeping, sealing
from iop_tui.services.copies import kept_another
from iop_tui.services.house import Done, Door, House, Prefs, clock_for, follow, undo
from iop_tui.tui import glyphs, guard, lock, themes
from iop_tui.tui.driver import IopDriver
from iop_tui.tui.screens.cover import CoverScreen
from iop_tui.tui.screens.room import Room
from iop_tui.tui.widgets.frame import short

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds after which a save that waits for another window says so."""
SETTLED = 1.0
"""Seconds after which the first screen has been drawn, and memory is tidied again."""
SAID = 200
"""Characters of what is said in passing: enough for a sentence, and never the whole screen."""
LOOK_EVERY = 2.0
LOOK_EVERY_IDLE = 20.0
"""Seconds between looks for changes from another window, in use and idle."""

IN_USE = 60.0
"""Seconds after a key in which the program counts as in use."""


class IopApp(App[None], inherit_bindings=False):
    """One person's evening with the program."""

    CSS_PATH = "app.tcss"
    TITLE = words.NAME
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "help_now", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+l", "cover", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False),
    ]

    def __init__(self, house: House | None, open_unit: str = "", door: Door | None = None) -> None:
        """Without an open house there has to be a door, which opens with a passphrase."""
        prefs = house.prefs if house else cast("Door", door).prefs
        theme = themes.choose(prefs.theme)
        # Without color Textual picks its filter here, before a theme is set; it has to know that the terminal's own colors are meant.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._house = house
        self.door = door
        self.leave_with = Exit.OK
        """The exit code when the person leaves from a vault that could not be opened."""
        self.is_captive = False
        """Whether the login leads only here: then no path is asked for."""
        self.open_unit = open_unit
        self.animation_level = "none"
        self.glyphs = glyphs.UNICODE if themes.can_draw(prefs.glyphs, sys.__stdout__.encoding if sys.__stdout__ else "") else glyphs.ASCII
        themes.draw_scrollbars(plain=self.glyphs is glyphs.ASCII)
        self._undoable: list[tuple[str, Done[Any]]] = []
        self._acting = asyncio.Lock()
        self._last_key = monotonic()
        self._is_in_use = True
        self._looking: Timer | None = None
        self._rolling: Worker[bool] | None = None
        self._day = (house.clock if house else clock_for(prefs)).today()
        for own in themes.OWN:
            self.register_theme(own)
        self.theme = theme

    @property
    def house(self) -> House:
        """The open house; nothing asks for it while the vault is locked."""
        assert self._house is not None
        return self._house

    @property
    def prefs(self) -> Prefs:
        """What may be known before the vault is open."""
        return self._house.prefs if self._house else cast("Door", self.door).prefs

    def get_driver_class(self) -> type[Driver]:
        return IopDriver

    def on_mount(self) -> None:
        self._look_again()
        self.set_timer(SETTLED, self._settle)
        if self._house is None:
            self.push_screen(CoverScreen(is_locked=True))
        else:
            self.open_first_room()

    def _settle(self) -> None:
        """The first screen is drawn: tidy memory again, and make the day's copy."""
        gc.enable()
        self._roll()

    def _roll(self) -> None:
        """Make the day's copy beside everything else; no key waits for it."""
        if self._house is not None:
            self._rolling = self.run_worker(partial(keeping.roll, self._house), thread=True, exit_on_error=False)

    def open_first_room(self) -> None:
        """Start for a newcomer; else Today, and the unit that was asked for."""
        if not self.house.settings().has_started:
            from iop_tui.tui.screens.start import StartScreen

            self.push_screen(StartScreen())
            return
        self.open_room("1")
        if self.open_unit:
            self.open_reader(self.open_unit)

    def open_room(self, number: str) -> None:
        """Go to a room by its number."""
        from iop_tui.tui.screens.rooms import room

        self.enter(room(number))

    def enter(self, room: Room) -> None:
        """Go to a room; whatever lay on top of the old one closes."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(room)
        else:
            self.push_screen(room)

    def open_reader(self, unit_id: str, at: tuple[str, ...] = ()) -> None:
        """Open a unit; a bad or closed one says why. One that was not begun opens at the first section of these."""
        from iop_tui.tui.screens.reader import ReaderScreen

        try:
            unit = self.house.library.unit(unit_id)
        except IopError as error:
            self.say_error(error)
            return
        if not unit.header.is_for(self.house.settings().age):
            self.say("This unit is for adults. A clinician or another adult you trust can help you with it.")
            return
        self.push_screen(ReaderScreen(unit, at))

    # Acts

    async def act(self, function: Callable[..., Done[T]], *args: Any, undo_as: str = "", **kwargs: Any) -> Done[T] | None:
        """Do an act of the house; nothing comes back when it could not be done, and the person has been told why.

        Raises `Unreadable` when what was typed cannot be kept as it is.
        """
        async with self._acting:
            doing = asyncio.ensure_future(asyncio.to_thread(partial(function, self.house, *args, **kwargs)))
            try:
                try:
                    done = await asyncio.wait_for(asyncio.shield(doing), PATIENCE)
                except TimeoutError:
                    self.say(words.WAITING)
                    done = await doing
            except Unreadable:
                raise
            except IopError as error:
                self.say_error(error)
                return None
        if kept_another(done):
            self.say(words.BOTH_KEPT, seconds=8)
        if undo_as and done.changes:
            self._undoable.append((undo_as, done))
        return done

    async def undo_last(self) -> None:
        """Take back the last act, if nothing has changed it since."""
        if not self._undoable:
            self.say(words.NOTHING_TO_UNDO)
            return
        what, done = self._undoable.pop()
        try:
            undone = await asyncio.to_thread(undo, self.house, done)
        except IopError as error:
            self._undoable.append((what, done))
            self.say_error(error)
            return
        if undone:
            self._undoable = [(each, follow(earlier, done)) for each, earlier in self._undoable]
        self.say(words.UNDONE.format(what=what) if undone else words.UNDO_TOO_LATE)
        self.refresh_room()

    def say(self, text: str, *, seconds: float = 4) -> None:
        """Tell the person something in passing."""
        if not self.is_covered:
            self.notify(short(text, SAID), markup=False, timeout=seconds)

    def say_error(self, error: IopError) -> None:
        """Tell the person what could not be done, and what is safe; the same trouble at every key is told in one place."""
        if self.is_covered:
            return
        text = short(str(error))
        for earlier in [each for each in self._notifications if each.message == text]:
            self._unnotify(earlier, refresh=False)
        self.notify(text, markup=False, severity="error", timeout=12)

    # Other windows, and the day

    def keep_awake(self) -> None:
        """Something runs that wants no key, such as a timer."""
        self._last_key = monotonic()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self._last_key = monotonic()
            if not self._is_in_use:
                self._is_in_use = True
                self._look_again()
        await super().on_event(event)

    def _look_again(self) -> None:
        """Look after a while: soon while somebody is here, and seldom otherwise, so that a session that rests costs its host nothing."""
        if self._looking is not None:
            self._looking.stop()
        wait = LOOK_EVERY if self._is_in_use else LOOK_EVERY_IDLE
        left = self.prefs.lock_after * 60 - (monotonic() - self._last_key)
        self._looking = self.set_timer(min(wait, left) if left > 0 else wait, self._look_on)

    def _look_on(self) -> None:
        self._is_in_use = self._is_in_use and monotonic() - self._last_key < IN_USE
        self._look_again()
        self._look()

    def _look(self) -> None:
        """Notice another window's change, and a new day."""
        if self._house is None:
            return
        if self.prefs.lock_after and monotonic() - self._last_key > self.prefs.lock_after * 60 and not self.is_covered:
            self.call_later(self.action_cover)
        today = self.house.clock.today()
        try:
            changed = self.house.store.changed_elsewhere()
        except SealChanged as error:
            lock.follow_seal(self, error)
            return
        except IopError:
            return
        if changed or today != self._day:
            if today != self._day:
                self._roll()
            self._day = today
            self.refresh_room()

    def refresh_room(self) -> None:
        """Let the open screen, and the room below it, show what is kept now; one that is still being built does so by itself."""
        for screen in self.screen_stack:
            refresh = getattr(screen, "refresh_view", None)
            if refresh is not None and screen.is_mounted and screen.query("TitleLine"):  # the parts go first when a screen closes
                refresh()

    # Cover and lock

    @property
    def is_covered(self) -> bool:
        return any(isinstance(screen, CoverScreen) for screen in self.screen_stack)

    def cover_day(self) -> str:
        """The date, as any list might have it."""
        return self._day.strftime("%Y-%m-%d")

    async def action_cover(self) -> None:
        """Cover the screen at once; a sealed vault is locked under it."""
        if self.is_covered:
            return
        self.clear_notifications()
        is_locked = sealing.is_sealed(self.house)
        await self.push_screen(CoverScreen(is_locked=is_locked, is_locking=is_locked))
        if is_locked:
            self.call_after_refresh(lock.lock, self)

    async def unlock(self, typed: str) -> None:
        """Open what is locked, and go back to where the person was; the cover says why if it stays locked."""
        cover = next(screen for screen in self.screen_stack if isinstance(screen, CoverScreen))
        try:
            self._house = await asyncio.to_thread(lock.opened, self, typed)
        except IopError as error:
            self.leave_with = error.exit_code
            cover.refuse(error)
            return
        self.leave_with, self._last_key = Exit.OK, monotonic()
        while self.is_covered:  # help may lie over the cover
            self.pop_screen()
        if len(self.screen_stack) == 1 and not lock.come_back(self):
            self.open_first_room()
        self._roll()

    # Everywhere

    def action_help_now(self) -> None:
        """Help, whatever is open."""
        from iop_tui.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    async def action_leave(self) -> None:
        """Leave at once; nothing is asked, because nothing is lost. Only words that could not be saved are asked about first."""
        from iop_tui.tui.screens.unsaved import UnsavedScreen

        if self._house is None or isinstance(self.screen, UnsavedScreen) or await self.keep_everything():
            await self._go()
            return

        if self.is_covered:
            if isinstance(self.screen, CoverScreen):
                self.screen.say(words.UNSAVED_UNDER_COVER)
            return

        async def leave(can_go: bool | None) -> None:
            if can_go:
                await self._go()

        self.push_screen(UnsavedScreen(), leave)

    async def _go(self) -> None:
        """Everything is kept: let go of the vault, give the terminal back, and be gone. Taking the screen apart first would be seen."""
        if isinstance(self._driver, IopDriver):
            if self._rolling is not None:  # a copy of the day that is being made is made to its end
                with suppress(Exception):
                    await self._rolling.wait()
            if self._house is not None:
                self._house.store.close()
            guard.leave(self.leave_with)
        self.exit()

    async def keep_everything(self) -> bool:
        """Save what stands in the open screens; whether all of it is on the disk."""
        for screen in self.screen_stack:
            settle = getattr(screen, "settle_all", None)
            if settle is not None:
                await settle()
        return await asyncio.to_thread(self.house.store.flush, guard.LEAVE_WITHIN)

    def flush(self, seconds: float) -> bool:
        """Write what was typed, to the last letter on the screen; whether that could be done. Safe in a signal handler."""
        if self._house is None:
            return True
        with suppress(Exception):  # the screen may be in the middle of a change; what was told of is written anyway
            for screen in self.screen_stack:
                keep = getattr(screen, "keep_typing", None)
                if keep is not None:
                    keep()
        return self._house.store.flush(seconds)

    async def action_undo(self) -> None:
        await self.undo_last()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Off: a picture of the screen would be a file that anyone may find."""

    def action_suspend_process(self) -> None:
        """Off."""

    def _set_pointer_shape(self, shape: str) -> None:
        """Off: it is asked for with a sequence that some terminals print, or keep."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Off: nothing here reaches a network."""

    def deliver_screenshot(self, *args: Any, **kwargs: Any) -> str | None:
        """Off."""
        return None

    # Faults

    def _fatal_error(self) -> None:
        """A fault closes the program with its type and place, never with what was on the screen."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        self._close_messages_no_wait()
