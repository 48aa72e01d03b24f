"""Mending what the doctor finds. Everything is copied first; nothing is deleted, and no entry is made up."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from iop_tui.errors import Damaged, StoreError
from iop_tui.store import backups, faults, making, private, quarantine, restoring, sealing
from iop_tui.store.ballast import Ballast
from iop_tui.store.connection import Identity
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import OURS, Profile

Rows = list[tuple[str, Row]]

CUT_OFF = "A save that was cut off was taken back. What was saved before it is all there."
KEY_IS_BACK = "The key came back from a backup. The passphrase of that day opens the vault."
KEY_IS_LOST = "No backup holds the key, so nothing here opens the vault. It stays as it is."


def mend(profile: Profile) -> list[str]:
    """Mend one person's files; what was done, a sentence each. Raises StoreError if there is no room for a copy."""
    profile.check()
    try:
        done = [*_close_to_others(profile), *_put_aside(profile)]
        if private.check_file(profile.vault) is not None:
            done += _mend_vault(profile)
    except OSError as error:
        raise faults.from_os(error, profile.folder) from None
    Ballast(profile.ballast).lay()
    return done or ["There was nothing to mend."]


def _mend_vault(profile: Profile) -> list[str]:
    done = _take_back(profile)
    needs_key, is_broken = backups.told(profile.vault, sealing.lacks_key, False), not backups.is_whole(profile.vault)
    if not needs_key and not is_broken:
        return done
    copy = quarantine.keep_copy(profile)
    if copy is None:
        raise StoreError("The vault could not be copied, so nothing was mended.", f"{faults.NOTHING_CHANGED} Free some space.")
    done.append(_copied_to(copy))
    if is_broken:
        done.append(_built_anew(profile))
    if needs_key:
        came_back = sealing.mend_slots(profile)
        done.append(KEY_IS_BACK if came_back else KEY_IS_LOST)
    return done


def _take_back(profile: Profile) -> list[str]:
    """Put right a save that was cut off. The vault of a newer program is refused here."""
    copy = restoring.take_back(profile)
    with suppress(Damaged):
        Engine(profile.vault, only_look=True).close()
    return [_copied_to(copy), CUT_OFF] if copy else []


def _copied_to(copy: Path) -> str:
    return f"The vault was copied to {copy} first."


def _built_anew(profile: Profile) -> str:
    """Every row that can be read into a new file, byte for byte; or the advice to bring back a copy."""
    fresh = profile.vault.with_name(f"{profile.vault.name}.mended")
    private.remove(fresh)
    try:
        old = Engine(profile.vault, only_look=True)
    except StoreError:
        return _offer(profile)
    try:
        rows = [(table, row) for table in _tables(old) for row in old.rows(table)]
        identity, slots, numbers = Identity(old.schema, old.vault, old.seal), _slots(old), old.numbers()
    except StoreError:
        return _offer(profile)
    finally:
        old.close()
    try:
        _fill(fresh, rows, identity, slots, numbers)
        restoring.exchange(profile, fresh)
    finally:
        for path in (fresh, fresh.with_name(f"{fresh.name}-journal")):
            private.discard(path)
    return f"A new file holds the {len(rows)} entries that could be read. {_offer(profile)}".strip()


def _fill(
    fresh: Path, rows: list[tuple[str, Row]], identity: tuple[int, bytes, bytes], slots: dict[str, bytes], numbers: dict[str, int]
) -> None:
    schema, vault, seal = identity
    making.create(fresh)
    engine = Engine(fresh)
    try:
        if schema != engine.schema:  # opening it the usual way brings an old vault up first
            raise faults.damaged()
        with engine.writing():
            engine.write_anew(rows, numbers, seal)
            engine.put_slots(slots)
            engine.become(vault)
    finally:
        engine.close()


def _slots(engine: Engine) -> dict[str, bytes]:
    """The key slots, or none where they cannot be read; a backup may have them."""
    try:
        return engine.slots()
    except Damaged:
        return {}


def _tables(engine: Engine) -> list[str]:
    found: set[str] = set()
    for ask in (engine.tables, engine.tables_with_documents):
        with suppress(Damaged):
            found.update(ask())
    return sorted(found)


def _offer(profile: Profile) -> str:
    newest = backups.newest_whole(each for each in backups.listed(profile) if each.day)
    if newest is None:
        return "There is no whole copy to bring back."
    return f"The newest whole copy is {newest.name}. To bring it back: iop restore {newest.name}"


def _close_to_others(profile: Profile) -> list[str]:
    """Take away rights of others on our files."""
    done = []
    for path in sorted(profile.folder.rglob("*")):
        found = os.lstat(path)
        mode = private.FOLDER if stat.S_ISDIR(found.st_mode) else private.FILE
        wrong = private.wrong_with_folder(path, found) if stat.S_ISDIR(found.st_mode) else private.wrong_with_file(path, found)
        if not wrong and stat.S_IMODE(found.st_mode) & 0o077:
            os.chmod(path, mode)
            done.append(f"{path} is closed to others now.")
    return done


def _put_aside(profile: Profile) -> list[str]:
    """What a save that was cut off has left goes to quarantine."""
    done = []
    for path in sorted(profile.folder.iterdir()):
        state = os.lstat(path)
        if OURS.match(path.name) or private.wrong_with_file(path, state):
            continue
        private.create_folder(profile.quarantine)
        os.rename(path, profile.quarantine / f"{state.st_mtime_ns:x}-{path.name}")
        done.append(f"{path.name} was left over from a save that was cut off; it lies in quarantine now.")
    return done
