"""Mending: what can be read is in a new file, what was there is in quarantine, and nothing is made up or deleted."""

from __future__ import annotations

import os
import random
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from store.cutting import cut_off

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Run
from iop_tui.errors import NewerSchema, SlotsDamaged, StoreError
from iop_tui.store import backups, ballast, doctor, making, mending, quarantine, recovery, restoring, seal, sealing, slots
from iop_tui.store.bodies import PLAIN, Place, Unreadable
from iop_tui.store.doctor import examine
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable

SECRET = "I told nobody about the bridge"
TYPED, NEW = "four words that belong apart", "four other words from elsewhere"
PAGE = 4096
NOTHING = ["There was nothing to mend."]

Rows = dict[tuple[str, int], Row]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs little here, and this process stays open to its debugger."""
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.Cost(8 * 1024, 1, 1))
    monkeypatch.setattr(seal, "close_memory", lambda: None)


def fill(store: Store) -> None:
    def together() -> None:
        with store.transaction():
            run = store.shelf(Run).put(Run(unit="u", version=1, title=SECRET)).record
            for number in range(120):
                value = f"{number} {SECRET} " * (1 + number % 7)
                store.shelf(Answer).put(Answer(run=run.id, unit="u", version=1, field="f", kind="text", label="L", value=value))
            with store.writing() as storage:
                VaultTable(storage, "moods").insert_multiple([{"mood": "calm"}, {"mood": "gone"}])
                VaultTable(storage, "moods").erase(2)
                storage.engine.put("answers", Row(77, 3, 2026, b"what nobody can read"))

    store.run(together)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Rows]:
    """The bytes of a vault of some pages, and what is in it."""
    profile = new_profile(tmp_path_factory.mktemp("sound") / "iop-tui")
    store = Store.open(profile, Clock(), create=True)
    fill(store)
    store.close()
    return profile.vault.read_bytes(), rows(profile)


def rows(profile: Profile) -> Rows:
    engine = Engine(profile.vault, only_look=True)
    found = {(table, row.id): row for table in engine.tables_with_documents() for row in engine.rows(table)}
    engine.close()
    return found


def with_ruined_pages(content: bytes, *which: int) -> bytes:
    """Some of the pages that hold documents are noise."""
    pages = [at for at in range(0, len(content), PAGE) if content[at] == 0x0D and content.count(SECRET.encode(), at, at + PAGE) > 5]
    ruined = bytearray(content)
    for each in which:
        ruined[pages[each] : pages[each] + PAGE] = random.Random(each).randbytes(PAGE)
    return bytes(ruined)


def lay(profile: Profile, content: bytes) -> None:
    """Make a file the vault of a profile."""
    profile.vault.touch(0o600)
    profile.vault.write_bytes(content)


def readable(profile: Profile) -> Rows:
    """The rows whose documents can be read; one whose bytes were ruined is kept as it is, and never read as another one."""
    found = rows(profile)
    for (table, id), row in list(found.items()):
        try:
            PLAIN.decode(Place(table, row.id, row.rev), row.body)
        except Unreadable:
            del found[table, id]
    return found


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def kept_aside(profile: Profile) -> list[bytes]:
    return [path.read_bytes() for path in sorted(profile.quarantine.iterdir())]


def damage_said(data: Path) -> str:
    return "\n".join(each.what for each in examine(data) if each.level == "damage")


# Nothing to mend


def test_a_whole_vault_is_left_alone_to_the_byte(store: Store, profile: Profile) -> None:
    fill(store)
    backups.make(profile, date(2026, 11, 22))
    store.close()
    profile.quarantine.mkdir(mode=0o700)
    (profile.quarantine / "1234-vault.db").touch(0o600)
    before = state(profile.folder)
    for _ in range(2):
        assert mending.mend(profile) == NOTHING
        assert state(profile.folder) == before


def test_a_whole_sealed_vault_is_left_alone_to_the_byte(store: Store, profile: Profile) -> None:
    fill_without_damage(store)
    sealing.turn_on(store, TYPED, recovery.new())
    store.close()
    before = state(profile.folder)
    assert mending.mend(profile) == NOTHING
    assert state(profile.folder) == before


def fill_without_damage(store: Store) -> None:
    for number in range(20):
        store.shelf(Run).put(Run(unit="u", version=1, title=f"{number} {SECRET}"))


def test_an_empty_folder_and_a_reserve_that_is_gone(profile: Profile, store: Store) -> None:
    store.close()
    assert not profile.ballast.exists()
    assert mending.mend(profile) == NOTHING
    assert profile.ballast.stat().st_size == ballast.SIZE


def test_a_vault_that_is_gone_is_not_made_anew(store: Store, profile: Profile) -> None:
    backups.make(profile, date(2026, 11, 22))
    store.close()
    profile.vault.unlink()
    mending.mend(profile)
    assert not profile.vault.exists()


# Damaged pages


def test_what_can_be_read_of_a_damaged_vault_is_in_a_new_file_byte_for_byte(
    sound: tuple[bytes, Rows], profile: Profile, clock: Clock, data: Path
) -> None:
    content, before = sound
    ruined = with_ruined_pages(content, 1)
    lay(profile, ruined)
    assert damage_said(data)
    done = mending.mend(profile)
    after = rows(profile)
    assert 50 < len(after) < len(before)
    assert after.items() <= before.items(), "no row is made up or another one"
    assert after["answers", 77].body == b"what nobody can read", "what cannot be decoded is kept too"
    assert f"holds the {len(after)} entries" in done[1]
    assert ruined in kept_aside(profile)
    assert SECRET not in " ".join(done)
    assert damage_said(data) == "1 documents of the table answers cannot be read."
    assert not list(profile.folder.glob("vault.db.*"))
    assert mending.mend(profile) == NOTHING
    store = Store.open(profile, clock)
    store.shelf(Run).put(Run(unit="u", version=1, title="saving goes on"))
    assert store.run(lambda: inserted(store)) == 3, "numbers that were given out are not given out again"
    store.close()


def inserted(store: Store) -> int:
    with store.writing() as storage:
        return VaultTable(storage, "moods").insert({"mood": "new"})


def test_whatever_pages_are_ruined_nothing_is_made_up_and_the_old_file_is_kept(
    sound: tuple[bytes, Rows], data: Path, how_many: Callable[[int, int], int]
) -> None:
    content, before = sound
    chance, ends = random.Random(4711), set()
    for _ in range(how_many(80, 10_000)):
        profile, ruined = new_profile(data), bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(ruined) // PAGE) * PAGE + chance.choice((0, 0, chance.randrange(PAGE)))
            size = chance.choice((1, 8, 100, PAGE))
            ruined[at : at + size] = chance.randbytes(len(ruined[at : at + size]))
        if chance.random() < 0.2:
            del ruined[chance.randrange(len(ruined)) :]
        lay(profile, ruined)
        try:
            done = mending.mend(profile)
        except StoreError as error:
            assert error.message.endswith(".")
            done = ["refused"]
        ends.add(done[-1].split()[0])
        assert SECRET not in " ".join(done)
        if done != NOTHING and ruined:
            assert bytes(ruined) in kept_aside(profile)
        if any("A new file" in each for each in done):
            for place, row in readable(profile).items():  # the year beside a document has no check of its own
                assert row._replace(bucket=0) == before[place]._replace(bucket=0)
            assert backups.is_whole(profile.vault)
        elif ruined:
            assert profile.vault.read_bytes() == bytes(ruined)
        shutil.rmtree(profile.folder)
    assert {"A", "There"} <= ends


def test_a_vault_of_which_nothing_can_be_read_stays_and_the_newest_whole_copy_is_named(store: Store, profile: Profile) -> None:
    fill_without_damage(store)
    backups.make(profile, date(2026, 11, 20))
    backups.make(profile, date(2026, 11, 21))
    (profile.backups / "2026-11-22.db").touch(0o600)
    store.close()
    lay(profile, b"not a database at all" * 500)
    done = mending.mend(profile)
    assert done[-1] == "The newest whole copy is 2026-11-21. To bring it back: iop restore 2026-11-21"
    assert profile.vault.read_bytes() == b"not a database at all" * 500
    assert kept_aside(profile) == [b"not a database at all" * 500]
    copy = next(each for each in backups.listed(profile) if each.name == "2026-11-21")
    restoring.restore(profile, copy, datetime.now(UTC))
    assert mending.mend(profile) == NOTHING


def test_without_a_copy_that_is_said(sound: tuple[bytes, Rows], profile: Profile) -> None:
    lay(profile, sound[0][:PAGE])
    assert "There is no whole copy to bring back." in mending.mend(profile)[-1]


def test_what_cannot_be_copied_first_is_not_touched(sound: tuple[bytes, Rows], profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    ruined = with_ruined_pages(sound[0], 0)
    lay(profile, ruined)
    monkeypatch.setattr(quarantine, "keep_copy", lambda _: None)
    with pytest.raises(StoreError, match="nothing was mended"):
        mending.mend(profile)
    assert profile.vault.read_bytes() == ruined


def test_a_mending_that_fails_half_way_leaves_the_old_file_and_nothing_half(
    sound: tuple[bytes, Rows], profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruined = with_ruined_pages(sound[0], 0)
    lay(profile, ruined)

    def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    for where, name in ((Engine, "write_anew"), (restoring, "exchange")):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, fail)
            with pytest.raises(StoreError):
                mending.mend(profile)
        assert profile.vault.read_bytes() == ruined
        assert not list(profile.folder.glob("vault.db.*"))
    assert "A new file" in mending.mend(profile)[1]


def test_an_open_window_reads_the_new_file_and_writes_into_it(sound: tuple[bytes, Rows], profile: Profile, clock: Clock) -> None:
    lay(profile, with_ruined_pages(sound[0], 1))
    window = Store.open(profile, clock)
    mending.mend(profile)
    assert window.changed_elsewhere()
    assert {each.id for each in window.shelf(Answer).all()} <= {id for table, id in sound[1] if table == "answers"}
    window.close()
    again = Store.open(profile, clock)
    again.shelf(Run).put(Run(unit="u", version=1, title="saving goes on"))
    again.close()


# A save that was cut off


def test_a_save_that_was_cut_off_is_taken_back_and_nothing_else_is_done(store: Store, profile: Profile, clock: Clock) -> None:
    fill_without_damage(store)
    backups.make(profile, date(2026, 11, 21))
    before = store.shelf(Run).all()
    cut_off(store, profile)
    as_it_was = [(profile.folder / name).read_bytes() for name in ("vault.db", "vault.db-journal")]
    done = mending.mend(profile)
    assert done[-1] == mending.CUT_OFF
    assert "restore" not in " ".join(done), "an older copy must not be brought back over a vault that is whole"
    assert sorted(kept_aside(profile)) == sorted(as_it_was)
    assert mending.mend(profile) == NOTHING
    again = Store.open(profile, clock)
    assert again.shelf(Run).all() == before
    assert again.shelf(Answer).all() == []
    again.close()


# Key slots


def sealed_with_a_copy(store: Store, profile: Profile) -> Rows:
    fill_without_damage(store)
    sealing.turn_on(store, TYPED, recovery.new())
    backups.make(profile, date(2026, 11, 22))
    return rows(profile)


def damage(profile: Profile, statement: str) -> None:
    engine = Engine(profile.vault)
    with engine.writing():
        engine.connection.query(statement)
    engine.close()


def read_titles(profile: Profile, clock: Clock, typed: str) -> int:
    store = Store.open(profile, clock, typed=typed)
    try:
        return len(store.shelf(Run).all())
    finally:
        store.close()


@pytest.mark.parametrize("statement", ["DELETE FROM slot", "DELETE FROM slot WHERE name = 'recovery'", "UPDATE slot SET body = x'00'"])
def test_damaged_key_slots_come_back_from_a_backup(statement: str, store: Store, profile: Profile, clock: Clock, data: Path) -> None:
    before = sealed_with_a_copy(store, profile)
    store.close()
    damage(profile, statement)
    assert "holds its key" in damage_said(data)
    done = mending.mend(profile)
    assert done[-1] == mending.KEY_IS_BACK
    assert rows(profile) == before
    assert not damage_said(data)
    assert read_titles(profile, clock, TYPED) == 20
    assert len(kept_aside(profile)) == 1
    assert mending.mend(profile) == NOTHING


def test_a_page_of_key_slots_that_cannot_be_read_comes_back_from_a_backup(store: Store, profile: Profile, clock: Clock) -> None:
    before = sealed_with_a_copy(store, profile)
    [[root]] = store.run(lambda: store.writer.engine.connection.query("SELECT rootpage FROM sqlite_master WHERE name = 'slot'"))
    store.close()
    content = bytearray(profile.vault.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = random.Random(4711).randbytes(PAGE)
    lay(profile, content)
    with pytest.raises(SlotsDamaged):
        read_titles(profile, clock, TYPED)
    done = mending.mend(profile)
    assert done[-1] == mending.KEY_IS_BACK
    assert rows(profile) == before
    assert read_titles(profile, clock, TYPED) == 20
    assert kept_aside(profile) == [bytes(content)]


def test_the_passphrase_of_the_backups_day_opens_it_then(store: Store, profile: Profile, clock: Clock) -> None:
    sealed_with_a_copy(store, profile)
    sealing.change_passphrase(store, NEW)
    store.close()
    damage(profile, "DELETE FROM slot")
    assert mending.mend(profile)[-1] == mending.KEY_IS_BACK
    assert read_titles(profile, clock, TYPED) == 20


def test_slots_of_another_seal_or_another_vault_are_not_taken(store: Store, profile: Profile, data: Path, clock: Clock) -> None:
    sealed_with_a_copy(store, profile)
    sealing.turn_off(store)
    sealing.turn_on(store, NEW, recovery.new())
    other = new_profile(data)
    theirs = Store.open(other, clock, create=True)
    sealing.turn_on(theirs, TYPED, recovery.new())
    theirs.close()
    shutil.copy(other.vault, profile.backups / "2026-11-23.db")
    store.close()
    damage(profile, "DELETE FROM slot")
    before = profile.vault.read_bytes()
    assert mending.mend(profile)[-1] == mending.KEY_IS_LOST
    assert profile.vault.read_bytes() == before
    with pytest.raises(SlotsDamaged):
        read_titles(profile, clock, NEW)


def test_damaged_slots_of_a_backup_are_not_taken(store: Store, profile: Profile, clock: Clock) -> None:
    sealed_with_a_copy(store, profile)
    newer = backups.make(profile, date(2026, 11, 23))
    store.close()
    engine = Engine(newer.path)
    with engine.writing():
        engine.connection.query("UPDATE slot SET body = x'01'")
    engine.close()
    damage(profile, "DELETE FROM slot")
    assert mending.mend(profile)[-1] == mending.KEY_IS_BACK
    assert read_titles(profile, clock, TYPED) == 20


def test_a_sealed_vault_with_damaged_pages_stays_sealed_and_opens_with_its_passphrase(store: Store, profile: Profile, clock: Clock) -> None:
    fill_without_damage(store)
    for _ in range(60):
        store.shelf(Answer).put(Answer(run=1, unit="u", version=1, field="f", kind="text", label="L", value=SECRET * 8))
    sealing.turn_on(store, TYPED, recovery.new())
    before = rows(profile)
    [[root]] = store.run(lambda: store.writer.engine.connection.query("SELECT rootpage FROM sqlite_master WHERE name = 'doc'"))
    store.close()
    content = bytearray(profile.vault.read_bytes())
    leaves = [
        at for at in range(0, len(content), PAGE) if content[at] == 0x0D and at != (root - 1) * PAGE and content[at + 3 : at + 5] != b"\0\0"
    ]
    content[leaves[-2] : leaves[-2] + PAGE] = random.Random(4711).randbytes(PAGE)
    lay(profile, content)
    done = mending.mend(profile)
    assert "A new file" in done[1]
    after = rows(profile)
    assert len(after) > 20 and after.items() <= before.items()
    assert profile.seal_mark.exists()
    assert SECRET.encode() not in profile.vault.read_bytes()
    assert read_titles(profile, clock, TYPED) > 0
    assert not list(profile.folder.glob("vault.db.*"))


# A newer program's vault


def test_the_vault_of_a_newer_program_is_not_mended(store: Store, profile: Profile) -> None:
    backups.make(profile, date(2026, 11, 21))
    store.close()
    engine = Engine(profile.vault, migrations=(*MIGRATIONS, lambda sql: None))
    making.bring_up(engine, profile.backups)
    engine.close()
    content = profile.vault.read_bytes()
    with pytest.raises(NewerSchema):
        mending.mend(profile)
    assert profile.vault.read_bytes() == content
    assert not profile.quarantine.exists()


# Files around the vault


def test_what_saves_that_were_cut_off_have_left_goes_to_quarantine(store: Store, profile: Profile) -> None:
    store.close()
    left = {"vault.db.new": b"half a vault", "vault.db.back": b"half a copy", "prefs.json.new-01": b"{", "vault.db-wal": b""}
    for name, content in left.items():
        (profile.folder / name).write_bytes(content)
        (profile.folder / name).chmod(0o600)
    ours = {path.name for path in profile.folder.iterdir()} - set(left)
    done = mending.mend(profile)
    assert len(done) == 4 and all("it lies in quarantine now" in each for each in done)
    assert {path.name.split("-", 1)[1]: path.read_bytes() for path in profile.quarantine.iterdir()} == left
    assert {path.name for path in profile.folder.iterdir()} == ours | {"quarantine", "ballast"}
    assert mending.mend(profile) == NOTHING


def test_links_pipes_and_folders_that_are_not_ours_stay_where_they_are(store: Store, profile: Profile, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "victim").chmod(0o644)
    (profile.folder / "vault.db.new").symlink_to(tmp_path / "victim")
    os.mkfifo(profile.folder / "pipe", 0o644)
    (profile.folder / "more").mkdir()
    mending.mend(profile)
    assert (profile.folder / "vault.db.new").is_symlink() and (profile.folder / "pipe").exists() and (profile.folder / "more").is_dir()
    assert stat.S_IMODE((tmp_path / "victim").stat().st_mode) == 0o644
    assert (tmp_path / "victim").read_text() == "mine"


def test_what_others_could_read_is_closed(store: Store, profile: Profile, data: Path) -> None:
    store.shelf(Run).put(Run(unit="u", version=1, title=SECRET))
    copy = backups.make(profile, date(2026, 11, 22))
    store.close()
    content = profile.vault.read_bytes()
    profile.backups.chmod(0o755)
    for path in (profile.vault, profile.ballast, copy.path):
        path.chmod(0o644)
    done = mending.mend(profile)
    assert sum("is closed to others now" in each for each in done) == 4
    assert stat.S_IMODE(profile.backups.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in profile.folder.rglob("*") if path.is_file()} == {0o600}
    assert profile.vault.read_bytes() == content
    assert not [each for each in examine(data) if "Other people can get at" in each.what]
    assert mending.mend(profile) == NOTHING


def test_a_folder_that_others_can_write_in_is_refused(store: Store, profile: Profile) -> None:
    store.close()
    profile.folder.chmod(0o777)
    before = state(profile.folder)
    with pytest.raises(StoreError, match="Other people can write"):
        mending.mend(profile)
    assert state(profile.folder) == before


def test_after_mending_the_doctor_has_nothing_more_to_say_about_the_vault(
    sound: tuple[bytes, Rows], profile: Profile, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_file_system", lambda _: "ext4")
    lay(profile, with_ruined_pages(sound[0], 1))
    mending.mend(profile)
    said: list[Any] = [each for each in examine(data) if each.level != "ok"]
    assert [each.what for each in said if "1 documents of the table answers" not in each.what] == [
        f"{profile.quarantine} holds copies of a damaged vault."
    ]
