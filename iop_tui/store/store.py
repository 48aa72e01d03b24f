"""The door to one person's vault: shelves of records, transactions, drafts, and the way back."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from iop_tui.clock import Clock
from iop_tui.domain.answers import Draft
from iop_tui.domain.record import Record
from iop_tui.errors import Damaged, StoreError
from iop_tui.store import faults, making, private, quarantine, sealing
from iop_tui.store import undo as ways_back
from iop_tui.store.bodies import Bodies
from iop_tui.store.connection import WAIT
from iop_tui.store.drafts import Desk
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.store.migrations import MIGRATIONS, Migration
from iop_tui.store.saver import DRAFT_DELAY, Drafts, Saver
from iop_tui.store.shelf import Put, Shelf
from iop_tui.store.table import VaultStorage
from iop_tui.store.undo import Change, Journal

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Change", "Journal", "Put", "Shelf", "Store"]

T = TypeVar("T")
R = TypeVar("R", bound=Record)

_SOON = 0.2


class Store:
    """One vault, open. Whoever asks reads by himself; all writing is done on the saver's thread."""

    def __init__(self, profile: Profile, clock: Clock, reader: Engine, bodies: Bodies, *, wait: float, draft_delay: float) -> None:
        """Use `Store.open`."""
        self.profile = profile
        self.clock = clock
        self.bodies = bodies
        self._health = reader.health
        self._unreadable: dict[tuple[str, int], None] = {}
        self._reader = VaultStorage(reader, bodies, self._unreadable)
        self._reading = threading.RLock()
        self._is_copied = False
        self._desk = Desk(os.urandom(8).hex(), clock.now(), clock)
        self._saver = Saver(self._write_drafts, at_end=self._end_writing, draft_delay=draft_delay)
        try:
            self.writer = self._saver.run(lambda: self._open_writer(reader, wait))
        except BaseException:
            self._saver.close()
            raise
        self._versions = (reader.data_version(), self._saver.run(self.writer.engine.data_version))

    @classmethod
    def open(
        cls,
        profile: Profile,
        clock: Clock,
        *,
        create: bool = False,
        typed: str | None = None,
        wait: float = WAIT,
        draft_delay: float = DRAFT_DELAY,
        migrations: tuple[Migration, ...] = MIGRATIONS,
    ) -> Store:
        """Open a person's vault, brought up to today's schema; NoVault if there is none and none is to be made.

        A sealed one opens with what was `typed`, its passphrase or its recovery code; Locked without, WrongPassphrase with a wrong one.
        """
        profile.check()
        if private.check_file(profile.vault) is None:
            _create(profile, create, migrations)
        try:
            reader = Engine(profile.vault, wait=wait, migrations=migrations, any_thread=True)
            try:
                making.bring_up(reader, profile.backups)
                bodies = sealing.bodies_for(reader, profile, typed)
                return cls(profile, clock, reader, bodies, wait=wait, draft_delay=draft_delay)
            except BaseException:
                reader.close()
                raise
        except Damaged:
            quarantine.keep_copy(profile)
            raise

    def shelf(self, kind: type[R]) -> Shelf[R]:
        """The records of one kind."""
        return Shelf(self, kind)

    # Saving

    def run(self, job: Callable[[], T]) -> T:
        """Have something done on the saver's thread and wait for it."""
        return self._saver.run(job)

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Have something done on the saver's thread. When the future is done, what it saved is on the disk."""
        return self._saver.submit(job)

    @contextmanager
    def transaction(self) -> Iterator[Journal]:
        """Several saves as one: all of them or none. On the saver's thread only. The journal is known afterwards."""
        journal = Journal()
        with self.writing() as storage, storage.engine.writing() as steps:
            start = len(steps)
            yield journal
        journal.changes = ways_back.changes_of(storage, steps[start:])

    def undo(self, changes: Iterable[Change]) -> bool:
        """Put back what a transaction changed. If any of it was changed since, nothing happens and the answer is False."""

        def put_back() -> bool:
            with self.writing() as storage:
                return ways_back.undo(storage, tuple(changes))

        return self.run(put_back)

    def note(self, records: Iterable[Record]) -> None:
        """Keep what only spares work, without waiting for it; whether it could be kept does not matter."""

        def job() -> None:
            with suppress(StoreError), self.writing():
                for record in records:
                    Shelf(self, type(record)).replace(record)

        self._saver.post(job)

    # Drafts

    def draft(self, of: str, text: str) -> None:
        """Keep what is being typed, at most two seconds behind the keyboard. Returns at once."""
        self._saver.draft(of, text)

    def drop_draft(self, of: str, text: str | None = None) -> None:
        """Let the draft of a place go. Call it after the answer is saved; with its `text`, later typing stays."""
        if text is None or self._saver.unwritten().get(of) in (None, text):
            self._saver.drop_draft(of)

    def drafts(self, prefix: str = "") -> dict[str, Draft]:
        """The newest draft of each place whose name starts with `prefix`, of this window and of those before it."""
        unwritten = self._saver.unwritten()  # before the disk is read, so that one on its way there is not missed
        return self._desk.newest(self.shelf(Draft).all(), unwritten, prefix)

    def unsaved(self) -> dict[str, str]:
        """What was typed and is not on the disk, by the place it belongs to."""
        return {of: text for of, text in self._saver.unwritten().items() if text}

    def trouble(self) -> StoreError | None:
        """Why typing cannot be kept at present, or nothing."""
        return self._saver.trouble

    def flush(self, timeout: float) -> bool:
        """Wait until everything is on the disk; whether it is. Safe in a signal handler."""
        return self._saver.flush(timeout)

    def close(self) -> bool:
        """Keep what is typed and let go of the vault; whether all of it was kept."""
        is_kept = self._saver.close()
        with self._reading:
            self._reader.close()
        return is_kept

    # The state of things

    def changed_elsewhere(self) -> bool:
        """Whether another window has saved something since this was last asked."""
        seen, own = self._versions
        if self._was_replaced():
            return True
        now = self.reading(lambda storage: storage.engine.data_version())
        if now == seen:
            return False
        self.reading(lambda storage: storage.engine.check_seal())
        written = self._saver.ask(self.writer.engine.data_version, _SOON)
        if written is None:  # the saver is at work; the question stays open
            return False
        self._versions = (now, written)
        return written != own

    def _was_replaced(self) -> bool:
        """Whether another file has taken the place of the vault, such as a backup; it is read from now on if it is the same vault."""
        with self._reading:
            if self._reader.engine.connection.is_same_file():
                return False
            self._reader.engine.open_anew()
            return True

    def is_damaged(self) -> bool:
        """Whether the file was found damaged: what can be read is shown, and nothing is written."""
        return self._health.is_damaged

    def unreadable(self) -> tuple[tuple[str, int], ...]:
        """The table and id of each document that was met and could not be read. They stay where they are."""
        return tuple(self._unreadable)

    def note_unreadable(self, table: str, id: int) -> None:
        self._unreadable[table, id] = None

    # For shelves

    def reading(self, look: Callable[[VaultStorage], T]) -> T:
        """Read what is saved; on the saver's thread also what its transaction has done so far."""
        try:
            if self._saver.is_here():
                return look(self.writer)
            with self._reading:
                return look(self._reader)
        finally:
            self._see_to_damage()

    @contextmanager
    def writing(self) -> Iterator[VaultStorage]:
        """A transaction, or a part of the one that is open; on the saver's thread only."""
        if not self._saver.is_here():
            raise RuntimeError("a transaction belongs on the saver's thread: use run or submit")
        try:
            with self.writer.engine.writing():
                yield self.writer
        finally:
            self._see_to_damage()

    # For the seal

    @contextmanager
    def nobody_reads(self) -> Iterator[None]:
        """Hold readers off for a moment."""
        with self._reading:
            yield

    def adopt(self, bodies: Bodies, seal: bytes) -> None:
        """Read and write another way from now on; while nobody reads."""
        self.bodies = bodies
        for storage in (self.writer, self._reader):
            storage.bodies = bodies
            storage.engine.seal = seal

    def _open_writer(self, reader: Engine, wait: float) -> VaultStorage:
        profile = self.profile
        engine = Engine(profile.vault, ballast=profile.ballast, wait=wait, migrations=reader.migrations, health=reader.health)
        return VaultStorage(engine, self.bodies, self._unreadable)

    def _end_writing(self) -> None:
        if hasattr(self, "writer"):
            self.writer.close()

    def _write_drafts(self, typed: Drafts) -> None:
        with self.writing() as storage:
            self._desk.write(storage, typed)

    def _see_to_damage(self) -> None:
        """Copy a damaged vault aside, once, when no transaction is open."""
        if self._health.is_damaged and not self._is_copied:
            self._is_copied = True
            self._saver.post(lambda: quarantine.keep_copy(self.profile))


def _create(profile: Profile, may_create: bool, migrations: tuple[Migration, ...]) -> None:
    """Make an empty vault, but not where one has been before."""
    if _has_remains(profile):
        raise faults.remains(profile.folder)
    if not may_create:
        raise faults.no_vault(profile.folder)
    making.create(profile.vault, migrations)


def _has_remains(profile: Profile) -> bool:
    journal = private.check_file(profile.vault.with_name(f"{profile.vault.name}-journal"))
    copies = any(any(folder.glob("*.db")) for folder in (profile.backups, profile.quarantine))
    return bool(journal and journal.st_size) or copies or private.look(profile.seal_mark) is not None
