"""The run that is open in the reader: its acts are done beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.answers import Run
from iop_tui.domain.fields import Field
from iop_tui.domain.unit import Unit
from iop_tui.services import answering, running

if TYPE_CHECKING:
    from iop_tui.services.answering import Saved
    from iop_tui.tui.app import IopApp


class OpenRun(running.OpenRun):
    """One time through a unit on the screen."""

    def __init__(self, app: IopApp, unit: Unit) -> None:
        super().__init__(app.house, unit)
        self.app = app

    async def begun(self) -> Run | None:
        """The run that answers go into; a finished one is left as it is, and a new one begins."""
        self.join()
        if self.run is None or self.is_finished:
            done = await self.app.act(answering.start_run, self.unit)
            if done is None:
                return None
            self.begin(done.value)
        return self.run

    async def typed(self, field: Field, raw: str) -> None:
        """Keep unfinished typing, at most two seconds behind the keyboard; also while another window holds up the beginning of a run."""
        early = self.keep(field, raw)
        if (self.run is None or self.is_finished) and await self.begun():
            self.keep(field, raw)
            self.house.store.drop_draft(early, raw)

    async def save(self, field: Field, raw: str) -> Saved | None:
        """Save an answer; nothing comes back when it could not be saved. Raises `Unreadable`."""
        run = await self.begun()
        if run is None:
            return None
        before = self.answers.get(field.id)
        done = await self.app.act(answering.save_typed, run, field, raw, before.rev if before else 0)
        if done is None:
            return None
        self.house.store.drop_draft(answering.early_key(self.unit, field.id))
        self.take(field.id, done.value.answer)
        return done.value

    async def keep_place(self, section: int, line: int) -> None:
        """Remember where the person is; merely opening the first page begins nothing."""
        if self.run is None and section == 0:
            return
        if self.is_finished:
            return
        run = await self.begun()
        done = await self.app.act(answering.save_place, run, section, line) if run else None
        if done is not None:
            self.run = done.value

    async def finish(self) -> bool:
        run = await self.begun()
        done = await self.app.act(answering.finish_run, run, undo_as=f"done with {self.unit.title}") if run else None
        if done is not None:
            self.run = done.value
        return done is not None

    async def begin_anew(self) -> None:
        """Leave the run as it is, done, and begin another one."""
        if self.run is not None and not self.is_finished:
            await self.finish()
        self.run, self.answers, self.drafts = None, {}, {}
