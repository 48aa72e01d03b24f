"""The seal turned on, changed and turned off: nothing is lost on the way, nothing is told, and nobody is let in by mistake."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Kept, Run
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.errors import Damaged, DiskFull, Exit, Locked, NoVault, SealChanged, SlotsDamaged, StoreError, WrongPassphrase
from iop_tui.store import backups, faults, moving, recovery, seal, sealing, slots
from iop_tui.store.ballast import Ballast
from iop_tui.store.connection import Connection
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.store import Change, Store
from iop_tui.store.table import VaultStorage, VaultTable

TYPED = "four words that belong apart"
NEW = "four other words from elsewhere"
CODE = recovery.show(bytes(range(100, 116)))
WHERE = "run/1/what-happened"
TREES = ("ananas", "birch", "cedar", "dill", "elm", "fern", "gorse", "hazel", "iris", "juniper", "kale", "lime")
CANARIES = [f"canary{tree}" for tree in TREES]
NAMES = ["answers", "commitments", "checkins", "drafts", "next:runs", "next:kept", "next:moods", "label", "options", "starts", "commitment"]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs little here, and this process stays open to its debugger."""
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.Cost(8 * 1024, 1, 1))
    monkeypatch.setattr(seal, "close_memory", lambda: None)


@pytest.fixture
def full(store: Store, open_store: Callable[..., Store]) -> tuple[Store, tuple[Change, ...]]:
    """Something in every field of the store, and the way back from the last change."""
    return store, fill(store, open_store)


def fill(store: Store, open_store: Callable[..., Store]) -> tuple[Change, ...]:
    run = store.shelf(Run).put(Run(unit=CANARIES[0], version=1, title=CANARIES[1])).record
    for number in range(5):
        answer = Answer(
            run=run.id,
            unit=CANARIES[0],
            version=1,
            field=CANARIES[2],
            kind="choice",
            label=CANARIES[3],
            options=(CANARIES[4],),
            value=CANARIES[5],
        )
        store.shelf(Answer).put(replace(answer, value=CANARIES[5] * (1 + 500 * number), day=date(2024 + number % 3, 2, 1)))
    store.shelf(Commitment).put(Commitment(title=CANARIES[6], starts=date(2026, 11, 23)))
    walk = store.shelf(Commitment).put(Commitment(title="Walk 20 minutes", starts=date(2026, 11, 23))).record
    store.shelf(Checkin).put(Checkin(id=Checkin.id_for(walk.id, date(2026, 11, 23)), commitment=walk.id, state="kept", note=CANARIES[7]))
    there = open_store()
    seen = there.shelf(Run).get(run.id)
    assert seen
    there.shelf(Run).put(replace(seen, title=CANARIES[8]))
    assert store.shelf(Run).put(replace(run, title=CANARIES[1], line=3)).kept
    there.close()
    store.draft(WHERE, CANARIES[9])
    assert store.flush(5)

    def moods() -> tuple[Change, ...]:
        with store.writing() as storage:
            table = VaultTable(storage, "moods")
            for number in (3, 1, 2):
                table.insert({"mood": f"{CANARIES[10]} {number}"})
            table.insert({"mood": "gone"})
            table.remove(where("mood") == "gone")
            table.save(-7, {"mood": CANARIES[11]}, 5)
        with store.transaction() as journal:
            store.shelf(Commitment).remove(walk.id)
        return journal.changes

    return store.run(moods)


def all_of(store: Store) -> dict[str, Any]:
    """Everything a person could see, in its order."""

    def tiny(storage: VaultStorage) -> list[dict[str, Any]]:
        return [dict(each) for each in VaultTable(storage, "moods")]

    return {
        "whole": moving.everything(store),
        "shelves": [store.shelf(kind).all() for kind in (Run, Answer, Commitment, Checkin, Kept)],
        "years": [store.shelf(Answer).between(date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025, 2026)],
        "drafts": store.drafts(),
        "tiny": store.reading(tiny),
        "unreadable": store.unreadable(),
    }


def bytes_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def told(folder: Path) -> set[str]:
    """The secret words and names that stand in some file of a folder, or are the name of one."""
    found = bytes_in(folder) + "\n".join(str(path) for path in folder.rglob("*")).encode()
    return {word for word in (*CANARIES, *NAMES) if word.encode() in found}


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def rows(profile: Profile) -> list[tuple[Any, ...]]:
    engine = Engine(profile.vault, only_look=True)
    found = engine.connection.query("SELECT tbl, id, rev, bucket, body FROM doc ORDER BY seq")
    engine.close()
    return found


def is_sealed_on_disk(profile: Profile) -> bool:
    engine = Engine(profile.vault, only_look=True)
    engine.close()
    return bool(engine.seal)


def opened(profile: Profile, typed: str | None = TYPED) -> dict[str, Any]:
    store = Store.open(profile, Clock(), typed=typed)
    found = all_of(store)
    store.close()
    return found


# What is told


def test_under_a_seal_no_word_field_or_table_stands_in_any_file(full: tuple[Store, Any], profile: Profile, data: Path) -> None:
    store, _ = full
    backups.make(profile, date(2026, 11, 22))
    backups.make_beside(profile, "before-2")
    assert told(data) == {*CANARIES, *NAMES}, "the search finds what is there"
    sealing.turn_on(store, TYPED, CODE)
    assert told(data) == set(), "the window is still open"
    store.draft(WHERE, CANARIES[9] * 2)
    assert store.flush(5)
    store.shelf(Run).put(Run(unit=CANARIES[0], version=1, title=CANARIES[1]))
    backups.make(profile, date(2026, 11, 24))
    assert told(data) == set()
    store.close()
    assert told(data) == set()
    for secret in (TYPED, CODE, CODE.replace("-", ""), "four"):
        assert secret.encode() not in bytes_in(data)
    assert opened(profile)["drafts"][WHERE].text == CANARIES[9] * 2


def test_without_room_to_make_the_file_smaller_nothing_is_told_either(
    full: tuple[Store, Any], profile: Profile, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = full
    query, tried = Connection.query, []

    def without_room(self: Connection, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if statement == "VACUUM":
            tried.append(statement)
            raise faults.disk_full()
        return query(self, statement, values)

    monkeypatch.setattr(Connection, "query", without_room)
    before = all_of(store)
    sealing.turn_on(store, TYPED, CODE)
    assert tried
    assert told(data) == set()
    assert all_of(store) == before


def test_a_journal_in_the_middle_of_a_save_tells_nothing(full: tuple[Store, Any], profile: Profile, data: Path) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    run = store.shelf(Run).all()[0]

    def look() -> int:
        with store.transaction():
            store.shelf(Run)._put(replace(run, title=CANARIES[1] * 900))
            assert told(data) == set()
            return (profile.folder / "vault.db-journal").stat().st_size

    assert store.run(look) > 0


# What stays the same


def test_everything_reads_the_same_under_a_seal_and_without_it_again(
    full: tuple[Store, tuple[Change, ...]], profile: Profile, open_store: Callable[..., Store]
) -> None:
    store, _ = full
    before = all_of(store)
    assert store.changed_elsewhere()
    assert [each["mood"][-1] for each in before["tiny"]] == ["3", "1", "2", CANARIES[11][-1]]
    sealing.turn_on(store, TYPED, CODE)
    assert sealing.is_sealed(store)
    assert all_of(store) == before
    assert opened(profile) == opened(profile, CODE) == before
    assert not store.changed_elsewhere(), "one's own window did it"
    there = open_store(typed=TYPED)
    there.shelf(Run).put(Run(unit="u", version=1, title="from the other window"))
    assert store.changed_elsewhere()
    there.close()
    with_more = all_of(store)
    sealing.turn_off(store)
    assert not sealing.is_sealed(store)
    assert all_of(store) == opened(profile, None) == with_more
    assert not profile.seal_mark.exists()
    engine = Engine(profile.vault)
    assert (engine.check(), engine.slots()) == ([], {})
    engine.close()


def test_what_was_done_before_the_seal_can_be_undone_under_it_and_the_reverse(full: tuple[Store, tuple[Change, ...]]) -> None:
    store, changes = full
    sealing.turn_on(store, TYPED, CODE)
    [kept] = store.shelf(Commitment).all()
    assert store.undo(changes)
    [walk] = [each for each in store.shelf(Commitment).all() if each.id != kept.id]

    def change() -> tuple[Change, ...]:
        with store.transaction() as journal:
            store.shelf(Commitment)._put(replace(walk, title="Walk 30 minutes"))
        return journal.changes

    later = store.run(change)
    sealing.turn_off(store)
    assert store.undo(later)
    assert {each.title for each in store.shelf(Commitment).all()} == {kept.title, walk.title}


def test_numbers_that_were_given_out_are_not_given_out_again(full: tuple[Store, Any]) -> None:
    store, _ = full

    def insert() -> int:
        with store.writing() as storage:
            return VaultTable(storage, "moods").insert({"mood": "new"})

    given = [store.run(insert)]
    sealing.turn_on(store, TYPED, CODE)
    given.append(store.run(insert))
    sealing.turn_off(store)
    given.append(store.run(insert))
    assert given == [5, 6, 7]


def test_typing_that_was_not_on_the_disk_yet_is_kept_sealed(open_store: Callable[..., Store], data: Path) -> None:
    store = open_store(draft_delay=60.0)
    store.draft(WHERE, CANARIES[9])
    sealing.turn_on(store, TYPED, CODE)
    assert store.drafts()[WHERE].text == CANARIES[9]
    assert store.close()
    assert told(data) == set()
    again = open_store(typed=TYPED)
    assert again.drafts()[WHERE].text == CANARIES[9]


# Who is let in


def test_a_sealed_vault_opens_with_the_passphrase_and_the_code_and_nothing_else(store: Store, profile: Profile, clock: Clock) -> None:
    sealing.turn_on(store, TYPED, CODE)
    assert sealing.is_right(store, TYPED) and sealing.is_right(store, CODE.lower())
    assert not sealing.is_right(store, NEW)
    store.close()
    with pytest.raises(Locked) as locked:
        Store.open(profile, clock)
    assert locked.value.exit_code is Exit.WRONG_PASSPHRASE
    for wrong in ("", NEW, TYPED.upper(), recovery.new()):
        with pytest.raises(WrongPassphrase) as caught:
            Store.open(profile, clock, typed=wrong)
        assert type(caught.value) is WrongPassphrase
    for right in (TYPED, CODE, CODE.lower().replace("-", " ")):
        Store.open(profile, clock, typed=right).close()


def test_after_fifty_wrong_passphrases_no_byte_and_no_time_of_any_file_is_another_one(
    full: tuple[Store, Any], profile: Profile, clock: Clock, data: Path
) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    backups.make(profile, date(2026, 11, 23))
    store.close()
    before = state(data)
    for number in range(50):
        with pytest.raises(WrongPassphrase):
            Store.open(profile, clock, typed=f"guess number {number}")
    with pytest.raises(Locked):
        Store.open(profile, clock)
    assert state(data) == before
    opened(profile)


def test_another_passphrase_rewraps_the_key_and_touches_no_document(full: tuple[Store, Any], profile: Profile, clock: Clock) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    before, content = all_of(store), rows(profile)
    sealing.change_passphrase(store, NEW)
    assert all_of(store) == before
    assert rows(profile) == content
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(profile, clock, typed=TYPED)
    assert opened(profile, NEW) == opened(profile, CODE) == before


def test_another_code_leaves_the_passphrase(full: tuple[Store, Any], profile: Profile, clock: Clock) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    content, code = rows(profile), recovery.new()
    sealing.change_code(store, code)
    assert rows(profile) == content
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(profile, clock, typed=CODE)
    assert opened(profile, code) == opened(profile, TYPED)


def test_a_backup_from_before_opens_with_the_passphrase_of_its_day(store: Store, profile: Profile, data: Path) -> None:
    sealing.turn_on(store, TYPED, CODE)
    copy = backups.make(profile, date(2026, 11, 23))
    sealing.change_passphrase(store, NEW)
    elsewhere = new_profile(data)
    shutil.copy(copy.path, elsewhere.vault)
    opened(elsewhere, TYPED)
    with pytest.raises(WrongPassphrase):
        opened(elsewhere, NEW)


def test_what_needs_a_seal_says_so_without_one(store: Store) -> None:
    for change in (lambda: sealing.change_passphrase(store, NEW), lambda: sealing.change_code(store, CODE)):
        with pytest.raises(StoreError, match="no passphrase"):
            change()
    assert not sealing.is_right(store, TYPED)


# What was exchanged or is gone


def test_an_open_vault_in_the_place_of_a_sealed_one_is_refused(full: tuple[Store, Any], profile: Profile, clock: Clock, data: Path) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    store.close()
    sealed, other = profile.vault.read_bytes(), new_profile(data)
    Store.open(other, clock, create=True).close()
    shutil.copy(other.vault, profile.vault)
    for typed in (None, TYPED):
        with pytest.raises(Damaged, match="was sealed") as caught:
            Store.open(profile, clock, create=True, typed=typed)
        assert caught.value.exit_code is Exit.DAMAGED
    profile.vault.write_bytes(sealed)
    opened(profile)


def test_a_sealed_vault_that_is_gone_is_not_replaced_by_an_empty_one(full: tuple[Store, Any], profile: Profile, clock: Clock) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    backups.make(profile, date(2026, 11, 23))
    store.close()
    profile.vault.unlink()
    before = state(profile.folder)
    with pytest.raises(NoVault, match="is gone"):
        Store.open(profile, clock, create=True, typed=TYPED)
    assert state(profile.folder) == before


def test_where_only_the_sign_of_the_seal_is_left_nothing_opens(store: Store, profile: Profile, clock: Clock) -> None:
    sealing.turn_on(store, TYPED, CODE)
    store.close()
    profile.vault.unlink()
    for _ in range(2):
        with pytest.raises(StoreError):
            Store.open(profile, clock, create=True)
    assert profile.seal_mark.exists()


def test_the_sign_of_the_seal_comes_back_with_the_next_opening(store: Store, profile: Profile) -> None:
    sealing.turn_on(store, TYPED, CODE)
    store.close()
    assert profile.seal_mark.stat().st_mode & 0o777 == 0o600
    profile.seal_mark.unlink()
    opened(profile)
    assert profile.seal_mark.exists()


def test_a_sign_of_the_seal_that_is_a_link_is_refused(store: Store, profile: Profile, clock: Clock, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "victim").write_text("mine")
    profile.seal_mark.symlink_to(tmp_path / "victim")
    with pytest.raises(StoreError, match="is a link"):
        Store.open(profile, clock)
    assert (tmp_path / "victim").read_text() == "mine"


# Damage


def damage_slot(profile: Profile, change: str, *values: object) -> None:
    engine = Engine(profile.vault)
    with engine.writing():
        engine.connection.query(change, values)
    engine.close()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM slot",
        "DELETE FROM slot WHERE name = 'passphrase'",
        "UPDATE slot SET body = x'00'",
        "UPDATE slot SET body = 'text'",
        "UPDATE slot SET body = substr(body, 1, 100)",
        "DROP TABLE slot",
    ],
)
def test_damaged_key_slots_are_never_called_a_wrong_passphrase(change: str, store: Store, profile: Profile, clock: Clock) -> None:
    sealing.turn_on(store, TYPED, CODE)
    store.close()
    damage_slot(profile, change)
    for typed in (TYPED, NEW):
        with pytest.raises(SlotsDamaged) as caught:
            Store.open(profile, clock, typed=typed)
        assert caught.value.exit_code is Exit.SLOTS_DAMAGED


def test_a_page_of_key_slots_that_cannot_be_read_is_called_so_too(store: Store, profile: Profile, clock: Clock) -> None:
    sealing.turn_on(store, TYPED, CODE)
    [[root]] = store.run(lambda: store.writer.engine.connection.query("SELECT rootpage FROM sqlite_master WHERE name = 'slot'"))
    store.close()
    content = bytearray(profile.vault.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = random.Random(4711).randbytes(4096)
    profile.vault.write_bytes(content)
    with pytest.raises(SlotsDamaged):
        Store.open(profile, clock, typed=TYPED)


def test_one_damaged_row_of_a_sealed_vault_is_noted_and_the_others_are_read(full: tuple[Store, Any], profile: Profile) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    before, id = store.shelf(Answer).all(), store.shelf(Answer).all()[2].id
    store.run(lambda: store.writer.engine.connection.query("UPDATE doc SET body = zeroblob(length(body)) WHERE id = ?", (id,)))
    assert store.shelf(Answer).all() == [each for each in before if each.id != id]
    assert store.unreadable() == (("answers", id),)


def test_rows_that_changed_places_in_a_sealed_vault_are_not_read(full: tuple[Store, Any]) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    one, other, *rest = store.shelf(Answer).all()

    def swap() -> None:
        query = store.writer.engine.connection.query
        bodies = {id: query("SELECT body FROM doc WHERE id = ?", (id,))[0][0] for id in (one.id, other.id)}
        query("UPDATE doc SET body = ? WHERE id = ?", (bodies[one.id], other.id))
        query("UPDATE doc SET body = ? WHERE id = ?", (bodies[other.id], one.id))

    store.run(swap)
    assert store.shelf(Answer).all() == rest


def test_an_entry_that_cannot_be_read_goes_along_under_the_seal_and_back(full: tuple[Store, Any], profile: Profile) -> None:
    store, _ = full
    store.run(lambda: store.writer.engine.put("answers", Row(77, 1, 2026, b"what nobody can read")))
    before = store.shelf(Answer).all()
    sealing.turn_on(store, TYPED, CODE)
    assert b"what nobody can read" not in profile.vault.read_bytes()
    assert store.shelf(Answer).all() == before
    assert ("answers", 77) in store.unreadable()
    sealing.turn_off(store)
    assert store.shelf(Answer).all() == before
    [kept] = [each for each in moving.everything(store)["answers"] if each["id"] == 77]
    assert b64decode(kept["body"]["unreadable"]) == b"what nobody can read"


def test_a_table_whose_name_cannot_be_read_keeps_the_seal_from_being_turned_off(full: tuple[Store, Any], profile: Profile) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    store.run(lambda: store.writer.engine.put("a table whose name is not sealed", Row(77, 1, 2026, b"what nobody can read")))
    content, before = rows(profile), moving.everything(store)
    with pytest.raises(StoreError, match="could not be sealed"):
        sealing.turn_off(store)
    assert sealing.is_sealed(store) and is_sealed_on_disk(profile)
    assert profile.seal_mark.exists(), "an exchanged vault must still be noticed"
    assert rows(profile) == content
    assert moving.everything(store) == before


# Other windows


def test_another_window_notices_that_the_seal_was_turned_on_and_cannot_write(
    full: tuple[Store, Any], open_store: Callable[..., Store], profile: Profile, data: Path
) -> None:
    here, _ = full
    there = open_store()
    run = there.shelf(Run).all()[0]
    sealing.turn_on(here, TYPED, CODE)
    content = rows(profile)
    for _ in range(2):
        with pytest.raises(SealChanged):
            there.changed_elsewhere()
        with pytest.raises(SealChanged, match="Copy them"):
            there.shelf(Run).put(replace(run, title=CANARIES[1]))
    there.draft(WHERE, CANARIES[9])
    assert not there.flush(5)
    assert isinstance(there.trouble(), SealChanged)
    assert there.drafts()[WHERE].text == CANARIES[9], "the words are still there to be copied"
    with pytest.raises(SealChanged):
        sealing.turn_on(there, NEW, CODE)
    there.close()
    assert rows(profile) == content
    assert told(data) == set()


def test_another_window_notices_that_the_seal_was_turned_off_and_cannot_write(
    full: tuple[Store, Any], open_store: Callable[..., Store], profile: Profile
) -> None:
    here, _ = full
    sealing.turn_on(here, TYPED, CODE)
    there = open_store(typed=TYPED)
    run = there.shelf(Run).all()[0]
    sealing.turn_off(here)
    content, before = rows(profile), all_of(here)
    for _ in range(2):
        with pytest.raises(SealChanged):
            there.changed_elsewhere()
        with pytest.raises(SealChanged):
            there.shelf(Run).put(run)
    there.draft(WHERE, "half a wo")
    assert not there.flush(5)
    with pytest.raises(SealChanged):
        sealing.change_passphrase(there, NEW)
    with pytest.raises(SealChanged):
        sealing.turn_off(there)
    there.close()
    assert rows(profile) == content
    assert opened(profile, None) == all_of(here) == before


def test_another_window_under_the_same_seal_goes_on_when_the_passphrase_is_changed(
    full: tuple[Store, Any], open_store: Callable[..., Store]
) -> None:
    here, _ = full
    sealing.turn_on(here, TYPED, CODE)
    there = open_store(typed=TYPED)
    sealing.change_passphrase(here, NEW)
    there.changed_elsewhere()
    there.shelf(Run).put(Run(unit="u", version=1, title="from the other window"))
    assert any(each.title == "from the other window" for each in here.shelf(Run).all())
    assert sealing.is_right(there, NEW) and not sealing.is_right(there, TYPED)


def test_a_window_that_opens_while_the_seal_is_turned_off_is_refused_and_leaves_no_sign_of_a_seal(
    full: tuple[Store, Any], profile: Profile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = full
    sealing.turn_on(here, TYPED, CODE)
    unlock = slots.unlock

    def slowly(*asked: Any) -> bytes:
        key = unlock(*asked)
        sealing.turn_off(here)
        return key

    monkeypatch.setattr(slots, "unlock", slowly)
    with pytest.raises(SealChanged):
        Store.open(profile, clock, typed=TYPED)
    assert not profile.seal_mark.exists()
    opened(profile, None)


def test_a_window_that_opened_while_the_seal_is_turned_off_does_not_make_the_vault_look_exchanged(
    full: tuple[Store, Any], profile: Profile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = full
    sealing.turn_on(here, TYPED, CODE)
    rewrite = sealing._rewrite

    def after_another_window_opened(*asked: Any) -> None:
        opened(profile)
        assert profile.seal_mark.exists()
        rewrite(*asked)

    monkeypatch.setattr(sealing, "_rewrite", after_another_window_opened)
    sealing.turn_off(here)
    opened(profile, None)


def test_a_seal_that_was_turned_off_and_on_again_is_another_one(full: tuple[Store, Any], open_store: Callable[..., Store]) -> None:
    here, _ = full
    sealing.turn_on(here, TYPED, CODE)
    there = open_store(typed=TYPED)
    sealing.turn_off(here)
    sealing.turn_on(here, TYPED, CODE)
    with pytest.raises(SealChanged):
        there.changed_elsewhere()
    with pytest.raises(SealChanged):
        there.shelf(Run).put(Run(unit="u", version=1, title="under the old key"))


def test_a_window_that_is_saving_is_waited_for(full: tuple[Store, Any], open_store: Callable[..., Store], profile: Profile) -> None:
    here, _ = full
    before, blocker = all_of(here), Engine(profile.vault)
    with blocker.writing():
        blocker.put("drafts", Row(5, 1, 2026, b"x"))
        turning = here.submit(lambda: sealing.turn_on(here, TYPED, CODE))
        blocker.delete("drafts", 5)
    turning.result(30)
    blocker.close()
    assert all_of(here) == before
    assert sealing.is_sealed(here)


# Backups


def test_open_backups_are_replaced_by_one_sealed_one(full: tuple[Store, Any], profile: Profile) -> None:
    store, _ = full
    for day in (20, 21, 22):
        backups.make(profile, date(2026, 11, day))
    backups.make_beside(profile, "present-2026-11-20-101010")
    sealing.turn_on(store, TYPED, CODE)
    [copy] = backups.listed(profile)
    assert copy.day == store.clock.today()
    found = backups.slots_in(copy.path, store.writer.engine.vault, store.writer.engine.seal)
    assert slots.are_whole(found)
    assert sum(backups.counts(copy.path, store.bodies).values()) == len(rows(profile))


def test_without_a_backup_none_is_made(store: Store, profile: Profile) -> None:
    sealing.turn_on(store, TYPED, CODE)
    assert backups.listed(profile) == []


def test_open_backups_wait_where_no_sealed_one_can_be_made(
    full: tuple[Store, Any], profile: Profile, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = full
    old = backups.make(profile, date(2026, 11, 20))
    with monkeypatch.context() as patch:
        patch.setattr(backups, "make", lambda *_: (_ for _ in ()).throw(faults.disk_full()))
        sealing.turn_on(store, TYPED, CODE)
    assert sealing.is_sealed(store)
    assert [each.path for each in backups.listed(profile)] == [old.path], "a full disk must not leave nobody a copy"
    store.run(lambda: backups.replace_open(profile, date(2026, 11, 24)))
    assert [each.name for each in backups.listed(profile)] == ["2026-11-24"]
    assert told(data) == set()


# A full disk, and a kill


class Trouble:
    """Makes the n-th writing statement fail, once or from then on."""

    def __init__(self, at: int, error: Callable[[], StoreError], *, stays: bool) -> None:
        self.left, self.error, self.stays = at, error, stays
        self.has_struck = False

    def query(self, connection: Connection, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if not statement.startswith(("SELECT", "PRAGMA")):
            self.left -= 1
            if self.left == 0 or (self.left < 0 and self.stays):
                self.has_struck = True
                if statement == "COMMIT":
                    connection.roll_back()  # as SQLite does
                raise self.error()
        return REAL_QUERY(connection, statement, values)


REAL_QUERY = Connection.query
CHANGES: dict[str, Callable[[Store], None]] = {
    "on": lambda store: sealing.turn_on(store, TYPED, CODE),
    "off": sealing.turn_off,
    "passphrase": lambda store: sealing.change_passphrase(store, NEW),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("error", [faults.disk_full, faults.disk_error], ids=lambda error: error.__name__)
@pytest.mark.parametrize("stays", [False, True])
def test_trouble_at_any_statement_leaves_the_old_state_or_the_new(
    what: str, error: Callable[[], StoreError], stays: bool, data: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, has_struck = 0, True
    while has_struck:
        at += 1
        profile = new_profile(data)
        store = Store.open(profile, clock, create=True)
        for number in range(2):
            store.shelf(Run).put(Run(unit="u", version=1, title=f"Called Sam {number} times"))
        assert profile.ballast.exists(), "the reserve is there to be given up"
        if what != "on":
            sealing.turn_on(store, TYPED, CODE)
        before, trouble = all_of(store), Trouble(at, error, stays=stays)
        with monkeypatch.context() as patch:
            patch.setattr(Connection, "query", lambda self, statement, values=(), trouble=trouble: trouble.query(self, statement, values))
            try:
                CHANGES[what](store)
                is_done = True
            except StoreError as raised:
                assert type(raised) is type(error())
                is_done = False
        has_struck = trouble.has_struck
        is_sealed = what == "passphrase" or (what == "on") == is_done
        assert sealing.is_sealed(store) == is_sealed_on_disk(profile) == profile.seal_mark.exists() == is_sealed, at
        assert all_of(store) == before
        store.shelf(Run).put(Run(unit="u", version=1, title="saving goes on"))
        store.close()
        typed = (NEW if is_done and what == "passphrase" else TYPED) if is_sealed else None
        assert len(opened(profile, typed)["shelves"][0]) == 3
        shutil.rmtree(profile.folder)
    assert at > 3 and is_done


def test_the_reserve_makes_no_false_promise_when_the_disk_is_full_at_the_end(
    store: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents are written once more when the reserve is given up; a seal is not, and then it must not be called on."""
    store.shelf(Run).put(Run(unit="u", version=1, title="Called Sam"))
    struck = []
    monkeypatch.setattr(Ballast, "drop", lambda self: True)

    def full_at_commit(self: Connection, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if statement == "COMMIT" and not struck:
            struck.append(statement)
            self.roll_back()
            raise faults.disk_full()
        return REAL_QUERY(self, statement, values)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "query", full_at_commit)
        with pytest.raises(DiskFull):
            sealing.turn_on(store, TYPED, CODE)
    assert struck
    assert not sealing.is_sealed(store) and not is_sealed_on_disk(profile)
    sealing.turn_on(store, TYPED, CODE)
    assert is_sealed_on_disk(profile)


CHILD = """
import os, sys
from pathlib import Path
from iop_tui.clock import Clock
from iop_tui.errors import Locked
from iop_tui.store import seal, sealing, slots
from iop_tui.store.locations import Profile
from iop_tui.store.store import Store

slots.FOR_A_PASSPHRASE = slots.Cost(8 * 1024, 1, 1)
seal.close_memory = lambda: None
profile, typed, code = Profile(Path(sys.argv[1])), sys.argv[2], sys.argv[3]
slots.wrap(bytes(32), typed, "warm", b"", slots.FOR_A_PASSPHRASE)

def toggle() -> None:
    try:
        store = Store.open(profile, Clock())
    except Locked:
        store = Store.open(profile, Clock(), typed=typed)
    os.write(1, b"open\\n")
    while True:
        if sealing.is_sealed(store):
            sealing.turn_off(store)
        else:
            sealing.turn_on(store, typed, code)

for line in sys.stdin:
    child = os.fork()
    if not child:
        toggle()
    os.write(1, b"child %d\\n" % child)
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


def test_killed_while_the_seal_is_turned_on_and_off(
    full: tuple[Store, Any], profile: Profile, data: Path, environment: dict[str, str], how_many: Callable[[int, int], int]
) -> None:
    store, _ = full
    before, chance, were_sealed = all_of(store), random.Random(4711), set()
    store.close()
    command = [sys.executable, "-c", CHILD, str(profile.folder), TYPED, CODE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdin and process.stdout
        for _ in range(how_many(40, 2000)):
            print("go", file=process.stdin, flush=True)
            said = {process.stdout.readline().strip(), process.stdout.readline().strip()}
            assert "open" in said
            [child] = (int(line.split()[1]) for line in said if line.startswith("child"))
            until = time.perf_counter() + chance.uniform(0, 0.12)
            while time.perf_counter() < until:  # finer than any sleep
                pass
            os.kill(child, signal.SIGKILL)
            assert process.stdout.readline().strip() == "dead"
            try:
                found = opened(profile, None)
                were_sealed.add(False)
            except Locked:
                found = opened(profile, TYPED)
                were_sealed.add(True)
                assert told(data) == set()
            assert found == before
        process.stdin.close()
    assert were_sealed == {True, False}


def test_a_vault_is_opened_only_in_a_process_that_nobody_can_look_into(
    full: tuple[Store, Any], profile: Profile, environment: dict[str, str]
) -> None:
    store, _ = full
    sealing.turn_on(store, TYPED, CODE)
    store.close()
    opening = (
        "import ctypes, resource, sys; from pathlib import Path; from iop_tui.clock import Clock;"
        "from iop_tui.store.locations import Profile; from iop_tui.store.store import Store;"
        "ask = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0); before = ask();"
        "Store.open(Profile(Path(sys.argv[1])), Clock(), typed=sys.argv[2]).close();"
        "print(before, ask(), *resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", opening, str(profile.folder), TYPED], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "0", "0", "0"]
