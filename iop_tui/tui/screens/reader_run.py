"""The run that is open in the reader: what is kept of it, and what is being typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from iop_tui.domain.answers import Answer, Run
from iop_tui.domain.fields import Field, Value, show, write
from iop_tui.domain.unit import Unit
from iop_tui.services import answering

if TYPE_CHECKING:
    from iop_tui.services.answering import Saved
    from iop_tui.tui.app import IopApp


class OpenRun:
    """One time through a unit; it begins with the first thing that is worth keeping."""

    def __init__(self, app: IopApp, unit: Unit) -> None:
        self.app = app
        self.unit = unit
        self.run: Run | None = answering.open_run(app.house, unit)
        self.answers: dict[str, Answer] = {}
        self.drafts: dict[str, str] = {}
        self._read()

    def _read(self) -> None:
        self.drafts = answering.early_drafts(self.app.house, self.unit)
        if self.run is not None:
            self.answers = answering.answers_of(self.app.house, self.run)
            self.drafts.update(answering.drafts_of(self.app.house, self.run))

    @property
    def place(self) -> tuple[int, int]:
        """Section and line where the person left off."""
        return (self.run.section, self.run.line) if self.run else (0, 0)

    @property
    def is_finished(self) -> bool:
        return self.run is not None and self.run.finished is not None

    def begun_earlier(self) -> date | None:
        """The day this run was begun on, when that was before today and something stands in it."""
        if self.run is None or self.is_finished or not (self.answers or self.drafts) or self.run.day is None:
            return None
        return self.run.day if self.run.day < self.app.house.clock.today() else None

    def timer_key(self, place: str) -> str:
        """The name under which it is kept that a timer runs."""
        return f"screen/timer/{self.unit.id}/{place}"

    def began_ago(self, place: str, seconds: int) -> float | None:
        """Seconds since a timer was started that still runs; nothing when none does."""
        key = self.timer_key(place)
        draft = self.app.house.store.drafts(key).get(key)
        if draft is None:
            return None
        ago = (self.app.house.clock.now() - datetime.fromisoformat(draft.text)).total_seconds()
        if ago < seconds:
            return ago
        self.app.house.store.drop_draft(key)
        return None

    def note_timer(self, key: str, *, is_running: bool) -> None:
        """Keep since when a timer runs, so that it goes on after a dropped line; or that it runs no more."""
        if is_running:
            self.app.house.store.draft(key, self.app.house.clock.now().isoformat())
        else:
            self.app.house.store.drop_draft(key)

    def text_of(self, field: Field) -> tuple[str, bool]:
        """What stands in a field, and whether it is unfinished typing."""
        if field.id in self.drafts:
            return self.drafts[field.id], True
        answer = self.answers.get(field.id)
        return (write(field, answer.value) if answer else "", False)

    def value_of(self, field_id: str) -> Value | None:
        answer = self.answers.get(field_id)
        return answer.value if answer else None

    def values(self) -> dict[str, Value]:
        return {field_id: answer.value for field_id, answer in self.answers.items()}

    def other_copies(self, field_id: str) -> str:
        """What another window wrote into the same field, if anything."""
        copies = answering.kept_copies(self.app.house, self.run).get(field_id, []) if self.run else []
        return "; ".join(show(each) for each in copies)

    async def begun(self) -> Run | None:
        """The run that answers go into; a finished one is left as it is, and a new one begins."""
        self._join()
        if self.run is None or self.is_finished:
            done = await self.app.act(answering.start_run, self.unit)
            if done is None:
                return None
            early = self.drafts if self.run is None else {}
            self.run, self.answers, self.drafts = done.value, {}, early
        return self.run

    def _join(self) -> None:
        """Go on with a run that another window began meanwhile; its answers are news."""
        if self.run is None:
            self.run = answering.open_run(self.app.house, self.unit)

    async def typed(self, field: Field, raw: str) -> None:
        """Keep unfinished typing, at most two seconds behind the keyboard; also while another window holds up the beginning of a run."""
        early = self.keep(field, raw)
        if (self.run is None or self.is_finished) and await self.begun():
            self.keep(field, raw)
            self.app.house.store.drop_draft(early, raw)

    def keep(self, field: Field, raw: str) -> str:
        """Keep unfinished typing at once, wherever the run stands; the name under which it is kept."""
        is_open = self.run is not None and not self.is_finished
        key = answering.draft_key(self.run, field.id) if self.run and is_open else answering.early_key(self.unit, field.id)
        self.app.house.store.draft(key, raw)
        return key

    async def save(self, field: Field, raw: str) -> Saved | None:
        """Save an answer; nothing comes back when it could not be saved. Raises `Unreadable`."""
        run = await self.begun()
        if run is None:
            return None
        before = self.answers.get(field.id)
        done = await self.app.act(answering.save_typed, run, field, raw, before.rev if before else 0)
        if done is None:
            return None
        self.app.house.store.drop_draft(answering.early_key(self.unit, field.id))
        self.take(field.id, done.value.answer)
        return done.value

    def take(self, field_id: str, answer: Answer | None) -> None:
        """An answer was kept, here or in another window."""
        self.drafts.pop(field_id, None)
        if answer is None:
            self.answers.pop(field_id, None)
        else:
            self.answers[field_id] = answer

    def news(self) -> dict[str, Answer | None]:
        """Answers that another window has changed since we looked."""
        self._join()
        if self.run is None:
            return {}
        theirs = answering.answers_of(self.app.house, self.run)
        changed = {
            each
            for each in {*theirs, *self.answers}
            if (theirs[each].rev if each in theirs else 0) != (self.answers[each].rev if each in self.answers else 0)
        }
        return {each: theirs.get(each) for each in changed}

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
