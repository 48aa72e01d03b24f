"""Everything in a vault as plain values, and back into another one, field for field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iop_tui.domain.answers import Kept
from iop_tui.domain.record import key_id
from iop_tui.domain.strength import Tally
from iop_tui.store import records
from iop_tui.store.bodies import Unreadable, from_json, to_json
from iop_tui.store.table import VaultStorage, VaultTable
from iop_tui.store.views import is_id
from iop_tui.values import dataclass

if TYPE_CHECKING:
    from iop_tui.store.store import Store

__all__ = ["Taken", "Unreadable", "Whole", "everything", "from_json", "take_in", "to_json"]

Whole = dict[str, list[dict[str, Any]]]
"""Table to documents, each as `{"id": int, "rev": int, "body": {...}}`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the documents that came in."""

    new: int = 0
    same: int = 0
    both: int = 0
    """Those of which the vault held another version: both are kept."""


def everything(store: Store) -> Whole:
    """Every document that can be read, in the order in which they came."""

    def look(storage: VaultStorage) -> Whole:
        tables = {name: VaultTable(storage, name) for name in sorted(set(storage.table_names()) - {Tally.table})}
        return {name: [{"id": each.id, "rev": each.rev, "body": each.document} for each in table.found()] for name, table in tables.items()}

    return store.reading(look)


def take_in(store: Store, whole: Mapping[str, Sequence[Mapping[str, Any]]]) -> Taken:
    """Save documents with their ids; all or none. Where the vault says something else, its version stays and the other is kept beside."""
    counted = {"new": 0, "same": 0, "both": 0}

    def job() -> None:
        with store.writing() as storage:
            for name, documents in whole.items():
                table = VaultTable(storage, name)
                for each in documents:
                    counted[_take(storage, table, each["id"], each["rev"], each["body"], store)] += 1

    store.run(job)
    return Taken(**counted)


def is_one(document: object) -> bool:
    """Whether something has the shape of a document."""
    match document:
        case {"id": int(id), "rev": int(rev), "body": dict()}:
            return not isinstance(id, bool) and not isinstance(rev, bool) and is_id(id) and is_id(rev) and rev >= 0
    return False


def _take(storage: VaultStorage, table: VaultTable, id: int, rev: int, body: dict[str, Any], store: Store) -> str:
    found = table.find(id)
    if found is None:
        table.save(id, body, rev)
        return "new"
    if found.document is not None and records.says_the_same(found.document, body):
        return "same"
    kept = Kept(of_table=table.name, of_id=id, body={**body, "rev": rev}, created=store.clock.now(), day=store.clock.today())
    VaultTable(storage, Kept.table).save(key_id("imported", table.name, id, rev, to_json(body).hex()), records.to_document(kept), 1)
    return "both"
