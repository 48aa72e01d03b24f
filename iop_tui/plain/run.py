"""The run that is open, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.answers import Run
from iop_tui.domain.fields import Field
from iop_tui.domain.unit import Unit
from iop_tui.services import answering, running

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.answering import Saved


class LineRun(running.OpenRun):
    """One time through a unit in a talk."""

    def __init__(self, talk: Talk, unit: Unit) -> None:
        super().__init__(talk.house, unit)
        self.talk = talk

    def begun(self) -> Run | None:
        """The run that answers go into; a finished one is left as it is, and a new one begins."""
        self.join()
        if self.run is None or self.is_finished:
            done = self.talk.act(answering.start_run, self.unit)
            if done is None:
                return None
            self.begin(done.value)
        return self.run

    def typed(self, field: Field, raw: str | None) -> None:
        """Keep unfinished typing; without any, what was kept of it before."""
        if raw is None:
            raw = self.drafts.get(field.id)
        if raw is None:
            self.forget(field)
        else:
            self.begun()
            self.keep(field, raw)

    def save(self, field: Field, raw: str) -> Saved | None:
        """Save an answer; nothing comes back when it could not be saved, and the typing stays. Raises `Unreadable`."""
        run = self.begun()
        before = self.answers.get(field.id)
        done = self.talk.act(answering.save_typed, run, field, raw, before.rev if before else 0) if run else None
        if done is None:
            self.drafts[field.id] = raw
            return None
        self.forget(field)
        self.take(field.id, done.value.answer)
        return done.value

    def keep_place(self, section: int, line: int) -> None:
        """Remember where the person is; merely opening the first page begins nothing."""
        if (self.run is None and section == 0) or self.is_finished:
            return
        run = self.begun()
        done = self.talk.act(answering.save_place, run, section, line) if run else None
        if done is not None:
            self.run = done.value

    def finish(self) -> bool:
        run = self.begun()
        done = self.talk.act(answering.finish_run, run, undo_as=f"done with {self.unit.title}") if run else None
        if done is not None:
            self.run = done.value
        return done is not None

    def begin_anew(self) -> None:
        """Leave the run as it is, done, and begin another one."""
        if self.run is not None and not self.is_finished:
            self.finish()
        self.run, self.answers, self.drafts = None, {}, {}
