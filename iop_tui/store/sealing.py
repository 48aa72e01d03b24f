"""Opening a sealed vault, and turning its seal on and off. Each change is one transaction: a kill leaves the old state or the new."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from iop_tui.errors import Damaged, StoreError
from iop_tui.store import backups, faults, private
from iop_tui.store.bodies import PLAIN, Bodies, Unreadable
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile
from iop_tui.store.table import VaultStorage, VaultTable

if TYPE_CHECKING:
    from iop_tui.store.seal import Sealed
    from iop_tui.store.slots import Cost
    from iop_tui.store.store import Store

_MARK_TEXT = "The vault beside this file is sealed. If it ever opens without a passphrase, it has been exchanged.\n"


def bodies_for(engine: Engine, profile: Profile, typed: str | None) -> Bodies:
    """How the documents of an open vault are written down.

    Raises Locked without a passphrase, WrongPassphrase, SlotsDamaged, or Damaged if a vault that was sealed looks plain.
    """
    if not engine.seal:
        if private.check_file(profile.seal_mark) is not None:
            raise faults.looks_plain(profile.folder)
        return PLAIN
    bodies = bodies_of(engine, typed)
    if bodies is None:
        raise faults.locked()
    engine.check_seal()  # it may have been turned off while the key was worked out
    mark(profile)
    return bodies


def bodies_of(engine: Engine, typed: str | None) -> Bodies | None:
    """How the documents of an engine's vault are written down, to look only; nothing where that needs a passphrase that was not typed."""
    from iop_tui.store.seal import Sealed

    if not engine.seal:
        return PLAIN
    return None if typed is None else Sealed(_key(engine, typed), engine.vault)


def is_sealed(store: Store) -> bool:
    return store.bodies is not PLAIN


def is_right(store: Store, typed: str) -> bool:
    """Whether a passphrase or a recovery code opens this vault."""
    try:
        return _key(store.reading(lambda storage: storage.engine), typed) == _open_seal(store).key
    except StoreError:
        return False


def turn_on(store: Store, passphrase: str, code: str) -> None:
    """Seal everything, and replace backups that are still open. Afterwards only the passphrase or the code opens the vault."""
    from iop_tui.store.seal import Sealed, close_memory, new_key

    close_memory()
    key = new_key()

    def change() -> None:
        engine = store.writer.engine
        _rewrite(store, Sealed(key, engine.vault), os.urandom(8), _slots(key, passphrase, code, engine.vault))
        mark(store.profile)
        backups.replace_open(store.profile, store.clock.today())

    store.run(change)


def turn_off(store: Store) -> None:
    """Open everything to whoever can open the file. Sealed backups stay sealed."""

    def change() -> None:
        private.remove(store.profile.seal_mark)  # first: after a kill in between, opening makes it again
        try:
            _rewrite(store, PLAIN, b"", {})
        except BaseException:
            _mark_again(store)
            raise
        private.remove(store.profile.seal_mark)  # another window may have been opened in between

    store.run(change)


def change_passphrase(store: Store, passphrase: str) -> None:
    """Wrap the same key by another passphrase. A backup from before still opens with the old one."""
    from iop_tui.store import slots

    _put_slot(store, slots.PASSPHRASE, passphrase, slots.FOR_A_PASSPHRASE)


def change_code(store: Store, code: str) -> None:
    """Wrap the same key by another recovery code."""
    from iop_tui.store import slots

    _put_slot(store, slots.RECOVERY, code, slots.FOR_A_CODE)


def lacks_key(engine: Engine) -> bool:
    """Whether a sealed vault's key slots are damaged."""
    from iop_tui.store import slots

    try:
        return bool(engine.seal) and not slots.are_whole(engine.slots())
    except StoreError:
        return True


def mend_slots(profile: Profile) -> bool:
    """Take whole key slots from the newest backup of the same seal that has them; whether there was one."""
    from iop_tui.store import slots

    engine = Engine(profile.vault)
    try:
        for found in (backups.slots_in(each.path, engine.vault, engine.seal) for each in backups.listed(profile)):
            if slots.are_whole(found):
                with engine.writing():
                    engine.put_slots(found)
                return True
        return False
    finally:
        engine.close()


def _put_slot(store: Store, name: str, secret: str, cost: Cost) -> None:
    from iop_tui.store import slots

    key = _open_seal(store).key

    def change() -> None:
        with store.writing() as storage:
            storage.engine.put_slots({name: slots.wrap(key, secret, name, storage.engine.vault, cost)})

    store.run(change)


def _slots(key: bytes, passphrase: str, code: str, vault: bytes) -> dict[str, bytes]:
    from iop_tui.store import slots

    return {
        slots.PASSPHRASE: slots.wrap(key, passphrase, slots.PASSPHRASE, vault, slots.FOR_A_PASSPHRASE),
        slots.RECOVERY: slots.wrap(key, code, slots.RECOVERY, vault, slots.FOR_A_CODE),
    }


def _rewrite(store: Store, bodies: Bodies, seal: bytes, slots: Mapping[str, bytes]) -> None:
    """Write every document anew; on the saver's thread. Nobody reads meanwhile, so that nobody sees half of it."""
    with store.nobody_reads():
        storage = store.writer
        engine = storage.engine
        with engine.writing():
            rows = [(bodies.table(name), _rewritten(storage, bodies, name, row)) for name, row in _everything(storage)]
            numbers = {bodies.table(storage.bodies.name(table)): number for table, number in engine.numbers().items()}
            engine.write_anew(rows, numbers, seal)
            engine.put_slots(slots)
        store.adopt(bodies, seal)
        with suppress(StoreError):  # what was deleted is zeros already; without room for a copy the file just stays larger
            engine.connection.query("VACUUM")


def _everything(storage: VaultStorage) -> list[tuple[str, Row]]:
    """Every row with the name of its table, in the order in which they came within it."""
    tables = sorted({*storage.engine.tables(), *storage.engine.tables_with_documents()})
    try:
        names = {table: storage.bodies.name(table) for table in tables}
    except Unreadable:
        raise faults.cannot_be_sealed() from None
    return [(names[table], row) for table in tables for row in storage.engine.rows(table)]


def _rewritten(storage: VaultStorage, bodies: Bodies, name: str, row: Row) -> Row:
    document = VaultTable(storage, name).decoded(row).document
    if document is None:  # its bytes go along, so that nothing is lost and no word of it stays open
        document = {"unreadable": b64encode(row.body).decode()}
    return VaultTable.row_of(bodies, name, row.id, document, row.rev)


def _key(engine: Engine, typed: str) -> bytes:
    """The data key, by what was typed; there is none in memory before that is closed to others."""
    from iop_tui.store import seal, slots

    seal.close_memory()
    try:
        found = engine.slots()
    except Damaged:
        raise faults.slots_damaged() from None
    return slots.unlock(found, typed, engine.vault)


def _open_seal(store: Store) -> Sealed:
    from iop_tui.store.seal import Sealed

    if not isinstance(store.bodies, Sealed):
        raise faults.not_sealed()
    return store.bodies


def _mark_again(store: Store) -> None:
    """Put the sign back if the vault is still sealed; where that cannot be told, opening makes it."""
    with suppress(StoreError):
        if store.writer.engine.connection.identity().seal:
            mark(store.profile)


def mark(profile: Profile) -> None:
    """Leave a sign outside the vault that it is sealed, so that an open file put in its place is noticed."""
    if private.check_file(profile.seal_mark) is None:
        with suppress(StoreError):  # a folder that can only be read
            private.write_private(profile.seal_mark, _MARK_TEXT)
