"""The run that is open: what is kept of it, and what is being typed. The screen and line mode both go on from here."""

from __future__ import annotations

from datetime import date, datetime

from iop_tui.domain.answers import Answer, Run
from iop_tui.domain.fields import Field, Value, show, write
from iop_tui.domain.unit import Unit
from iop_tui.services import answering
from iop_tui.services.house import House


class OpenRun:
    """One time through a unit; it begins with the first thing that is worth keeping."""

    def __init__(self, house: House, unit: Unit) -> None:
        self.house = house
        self.unit = unit
        self.run: Run | None = answering.open_run(house, unit)
        self.answers: dict[str, Answer] = {}
        self.drafts: dict[str, str] = {}
        self._read()

    def _read(self) -> None:
        self.drafts = answering.early_drafts(self.house, self.unit)
        if self.run is not None:
            self.answers = answering.answers_of(self.house, self.run)
            self.drafts.update(answering.drafts_of(self.house, self.run))

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
        return self.run.day if self.run.day < self.house.clock.today() else None

    def timer_key(self, place: str) -> str:
        """The name under which it is kept that a timer runs."""
        return f"screen/timer/{self.unit.id}/{place}"

    def began_ago(self, place: str, seconds: int) -> float | None:
        """Seconds since a timer was started that still runs; nothing when none does."""
        key = self.timer_key(place)
        draft = self.house.store.drafts(key).get(key)
        if draft is None:
            return None
        ago = (self.house.clock.now() - datetime.fromisoformat(draft.text)).total_seconds()
        if ago < seconds:
            return ago
        self.house.store.drop_draft(key)
        return None

    def note_timer(self, key: str, *, is_running: bool) -> None:
        """Keep since when a timer runs, so that it goes on after a dropped line; or that it runs no more."""
        if is_running:
            self.house.store.draft(key, self.house.clock.now().isoformat())
        else:
            self.house.store.drop_draft(key)

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
        copies = answering.kept_copies(self.house, self.run).get(field_id, []) if self.run else []
        return "; ".join(show(each) for each in copies)

    def keep(self, field: Field, raw: str) -> str:
        """Keep unfinished typing at once, wherever the run stands; the name under which it is kept."""
        is_open = self.run is not None and not self.is_finished
        key = answering.draft_key(self.run, field.id) if self.run and is_open else answering.early_key(self.unit, field.id)
        self.house.store.draft(key, raw)
        return key

    def take(self, field_id: str, answer: Answer | None) -> None:
        """An answer was kept, here or in another window."""
        self.drafts.pop(field_id, None)
        if answer is None:
            self.answers.pop(field_id, None)
        else:
            self.answers[field_id] = answer

    def news(self) -> dict[str, Answer | None]:
        """Answers that another window has changed since we looked."""
        self.join()
        if self.run is None:
            return {}
        theirs = answering.answers_of(self.house, self.run)
        changed = {
            each
            for each in {*theirs, *self.answers}
            if (theirs[each].rev if each in theirs else 0) != (self.answers[each].rev if each in self.answers else 0)
        }
        return {each: theirs.get(each) for each in changed}

    def join(self) -> None:
        """Go on with a run that another window began meanwhile; its answers are news."""
        if self.run is None:
            self.run = answering.open_run(self.house, self.unit)

    def begin(self, run: Run) -> None:
        """Go on with a run that has just begun; typing from before it could begin belongs to it."""
        self.drafts = self.drafts if self.run is None else {}
        self.run, self.answers = run, {}

    def forget(self, field: Field) -> None:
        """Let unfinished typing of a field go."""
        self.house.store.drop_draft(answering.early_key(self.unit, field.id))
        if self.run is not None:
            self.house.store.drop_draft(answering.draft_key(self.run, field.id))
