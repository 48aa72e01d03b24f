"""Doing a unit: runs, answers, the place one left off."""

from __future__ import annotations

from typing import Any

from iop_tui.domain.answers import Answer, Kept, Run
from iop_tui.domain.fields import Field, Value, read
from iop_tui.domain.record import key_id
from iop_tui.domain.unit import Unit
from iop_tui.services.house import Done, House, act
from iop_tui.values import dataclass, replace


@dataclass(frozen=True)
class Saved:
    """An answer as it is kept now."""

    answer: Answer | None
    """None when the field was emptied."""
    kept: Value | None = None
    """What another window had written there meanwhile; it is kept, too."""


def open_run(house: House, unit: Unit) -> Run | None:
    """The run to go on with: the newest one that is not finished."""
    open_runs = [run for run in runs_of(house, unit) if run.finished is None]
    return open_runs[-1] if open_runs else None


def runs_of(house: House, unit: Unit) -> list[Run]:
    """All runs of a unit, oldest first; runs under an earlier name belong to it too."""
    names = {unit.id, *unit.header.was}
    found = [run for name in names for run in house.store.shelf(Run).where(unit=name)]
    return sorted(found, key=lambda run: (run.created is None, run.created))


def newest_answers(house: House, unit: Unit) -> dict[str, Value]:
    """What stands in the newest run of a unit, by field; nothing where there is none."""
    runs = runs_of(house, unit)
    return {key: each.value for key, each in answers_of(house, runs[-1]).items()} if runs else {}


def answers_of(house: House, run: Run) -> dict[str, Answer]:
    """The answers of a run by field."""
    return {answer.field: answer for answer in house.store.shelf(Answer).where(run=run.id)}


def draft_key(run: Run, field_id: str) -> str:
    """The name under which unfinished typing in a field is kept."""
    return f"run/{run.id}/{field_id}"


def drafts_of(house: House, run: Run) -> dict[str, str]:
    """Unfinished typing of a run by field."""
    prefix = f"run/{run.id}/"
    return {of.removeprefix(prefix): draft.text for of, draft in house.store.drafts(prefix).items()}


def early_key(unit: Unit, field_id: str) -> str:
    """The name under which typing is kept while no run can be begun, as on a full disk."""
    return f"unit/{unit.id}/{field_id}"


def early_drafts(house: House, unit: Unit) -> dict[str, str]:
    """Typing from before a run could be begun, by field."""
    prefix = early_key(unit, "")
    return {of.removeprefix(prefix): draft.text for of, draft in house.store.drafts(prefix).items()}


@act
def start_run(house: House, unit: Unit) -> Run:
    """Begin a run; answers are saved into it one by one."""
    return house.store.shelf(Run).put(Run(unit=unit.id, version=unit.header.version, title=unit.title)).record


@act
def save_place(house: House, run: Run, section: int, line: int) -> Run:
    """Remember where the person is in a run, without treating it as a change of anything they wrote."""
    shelf = house.store.shelf(Run)
    newest = shelf.get(run.id) or run
    if (newest.section, newest.line) == (section, line):
        return newest
    return shelf.put(replace(newest, section=section, line=line)).record


@act
def finish_run(house: House, run: Run, *, finished: bool = True) -> Run:
    """Mark a run as done, or open it again."""
    shelf = house.store.shelf(Run)
    newest = shelf.get(run.id) or run
    return shelf.put(replace(newest, finished=house.clock.now() if finished else None)).record


def save_typed(house: House, run: Run, field: Field, typed: str, rev: int) -> Done[Saved]:
    """Save what stands in a field; raises `domain.fields.Unreadable`, and keeps the draft, if it cannot be read.

    The draft goes only after the answer is kept, and only if nothing was typed meanwhile.
    """
    done = _save(house, run, field, read(field, typed), rev)
    house.store.drop_draft(draft_key(run, field.id), typed)
    return done


@act
def _save(house: House, run: Run, field: Field, value: Value | None, rev: int) -> Saved:
    shelf = house.store.shelf(Answer)
    answer_id = key_id("answer", run.id, field.id)
    before = shelf.get(answer_id)
    if value is None:
        if before is not None:
            shelf.remove(answer_id)
        return Saved(None)
    put = shelf.put(
        Answer(
            id=answer_id,
            rev=rev,
            created=before.created if before else None,
            day=before.day if before else None,
            run=run.id,
            unit=run.unit,
            version=run.version,
            field=field.id,
            kind=field.kind,
            label=field.label,
            options=field.choices(),
            value=value,
        )
    )
    return Saved(put.record, put.kept.body.get("value") if put.kept else None)


def kept_copies(house: House, run: Run) -> dict[str, list[Any]]:
    """The other copies of a run's answers, where two windows changed the same field: field to values."""
    copies: dict[str, list[Any]] = {}
    for kept in house.store.shelf(Kept).where(of_table=Answer.table):
        if kept.body.get("run") == run.id:
            copies.setdefault(str(kept.body.get("field")), []).append(kept.body.get("value"))
    return copies
