"""Typing that is not an answer yet, as rows of the `drafts` table. Each window has its own, so that none writes over another's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from iop_tui.clock import Clock
from iop_tui.domain.answers import Draft
from iop_tui.domain.record import key_id
from iop_tui.store import records
from iop_tui.store.saver import Drafts
from iop_tui.store.table import VaultStorage, VaultTable
from iop_tui.values import dataclass

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The drafts as one window sees them."""

    window: str
    """Random, and new each time that the vault is opened."""
    opened: datetime
    clock: Clock

    def write(self, storage: VaultStorage, typed: Drafts) -> None:
        """Write what was typed, and remove what became an answer, in one transaction."""
        table = VaultTable(storage, Draft.table)
        with storage.engine.writing():
            for of, text in typed.items():
                if text is None:
                    self._remove(table, of)
                else:
                    self._save(table, of, text)

    def newest(self, on_disk: Iterable[Draft], unwritten: Drafts, prefix: str) -> dict[str, Draft]:
        """The newest draft of each place whose name starts with `prefix`."""
        found: dict[str, Draft] = {}
        for draft in sorted(on_disk, key=_when):
            is_dropped = unwritten.get(draft.of, "") is None and self._is_over(draft)
            if draft.of.startswith(prefix) and not is_dropped:
                found[draft.of] = draft
        now = self.clock.now()
        for of, text in unwritten.items():
            if of.startswith(prefix) and text is not None:
                found[of] = Draft(of=of, text=text, created=now, changed=now, day=self.clock.today())
        return found

    def _save(self, table: VaultTable, of: str, text: str) -> None:
        id, now = self._id(of), self.clock.now()
        stored = table.find(id)
        draft = Draft(of=of, text=text, created=now, changed=now, day=self.clock.today())
        table.save(id, records.to_document(draft), (stored.rev if stored else 0) + 1)

    def _remove(self, table: VaultTable, of: str) -> None:
        for found in list(table.found(lambda each: each.get("of") == of)):
            draft = records.to_record(Draft, found)
            if draft and self._is_over(draft):
                table.erase(found.id)

    def _is_over(self, draft: Draft) -> bool:
        """Whether a draft goes when its place is answered here: our own, and those that were there when we began."""
        return draft.id == self._id(draft.of) or _when(draft) < self.opened

    def _id(self, of: str) -> int:
        return key_id("draft", of, self.window)


def _when(draft: Draft) -> datetime:
    return draft.changed or _LONG_AGO
