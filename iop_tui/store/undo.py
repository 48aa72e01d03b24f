"""What a transaction changed, small enough to keep for `u`, and the way back."""

from __future__ import annotations

from collections.abc import Iterable

from iop_tui.store.bodies import from_json, to_json
from iop_tui.store.engine import Step
from iop_tui.store.table import VaultStorage, VaultTable
from iop_tui.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Change:
    """One document that was made, changed or removed."""

    table: str
    id: int
    before: bytes | None
    """The document as JSON; nothing if there was none, empty if it could not be read."""
    after_rev: int
    """Its number of saves afterwards; 0 if it was removed."""
    before_rev: int = 0

    @property
    def undone_rev(self) -> int:
        """The document's number of saves once this is undone: one that was never used; 0 when it is gone again."""
        return 0 if self.before is None else max(self.after_rev, self.before_rev) + 1


@dataclass(slots=True)
class Journal:
    """Known once the transaction is on the disk."""

    changes: tuple[Change, ...] = ()


def changes_of(storage: VaultStorage, steps: Iterable[Step]) -> tuple[Change, ...]:
    """One change a document, from the first state to the last."""
    first: dict[tuple[str, int], Step] = {}
    last: dict[tuple[str, int], Step] = {}
    for step in steps:
        first.setdefault((step.table, step.id), step)
        last[step.table, step.id] = step
    return tuple(_change(storage, first[place], last[place]) for place in first)


def undo(storage: VaultStorage, changes: Iterable[Change]) -> bool:
    """Put everything back inside the transaction that is open, unless one of the documents was changed since; then nothing.

    A number of saves is never used twice, so that another window cannot take the document for one that it knows.
    """
    backwards = [(VaultTable(storage, change.table), change) for change in reversed(tuple(changes))]
    for table, change in backwards:
        found = table.find(change.id)
        if (found.rev if found else 0) != change.after_rev or change.before == b"":
            return False
    for table, change in backwards:
        if change.before is None:
            table.erase(change.id)
        else:
            table.save(change.id, from_json(change.before), change.undone_rev)
    return True


def follow(earlier: Iterable[Change], undone: Iterable[Change]) -> tuple[Change, ...]:
    """Changes made before others that were undone since: where both touched a document, its number of saves is another one now."""
    now = {(each.table, each.id): each for each in undone}

    def followed(change: Change) -> Change:
        later = now.get((change.table, change.id))
        return replace(change, after_rev=later.undone_rev) if later and later.before_rev == change.after_rev else change

    return tuple(followed(change) for change in earlier)


def _change(storage: VaultStorage, first: Step, last: Step) -> Change:
    table = VaultTable(storage, storage.bodies.name(first.table))
    found = table.decoded(first.before) if first.before else None
    before = to_json(found.document or {}) if found and found.document is not None else b"" if found else None
    return Change(table.name, first.id, before, last.after.rev if last.after else 0, found.rev if found else 0)
