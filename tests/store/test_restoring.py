"""Bringing back a copy: exactly what it held comes back, and what was there can come back too."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from store.cutting import cut_off

from iop_tui.clock import Clock
from iop_tui.domain.answers import Kept, Run
from iop_tui.errors import Busy, Damaged, DiskFull, Locked, StoreError, WrongPassphrase
from iop_tui.store import backups, faults, making, moving, quarantine, recovery, restoring, seal, sealing, slots
from iop_tui.store.backups import Backup
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.store.store import Store

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
TYPED, NEW = "four words that belong apart", "four other words from elsewhere"
STOP = Run(unit="dbt.dt.stop", version=1, title="STOP: a pause before you act")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs little here, and this process stays open to its debugger."""
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.Cost(8 * 1024, 1, 1))
    monkeypatch.setattr(seal, "close_memory", lambda: None)


def titles(store: Store) -> list[str]:
    return [each.title for each in store.shelf(Run).all()]


def write(store: Store, *words: str) -> None:
    for each in words:
        store.shelf(Run).put(replace(STOP, title=each))


def there(profile: Profile, typed: str | None = None) -> list[str]:
    """What a new window reads."""
    store = Store.open(profile, Clock(), typed=typed)
    found = titles(store)
    store.close()
    return found


def rows(path: Path) -> list[tuple[Any, ...]]:
    engine = Engine(path, only_look=True)
    found = engine.connection.query("SELECT seq, tbl, id, rev, bucket, body FROM doc ORDER BY seq")
    found += engine.connection.query("SELECT key, value FROM meta ORDER BY key")
    found += engine.connection.query("SELECT name, body FROM slot ORDER BY name")
    engine.close()
    return found


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def named(profile: Profile, name: str) -> Backup:
    return next(each for each in backups.listed(profile) if each.name == name)


@pytest.fixture
def two_states(store: Store, profile: Profile) -> tuple[Store, Backup]:
    """A copy of Sunday, and a Monday on which more was written."""
    write(store, "Called Sam", "Walked")
    copy = backups.make(profile, TODAY)
    write(store, "Slept")
    store.shelf(Run).remove(store.shelf(Run).all()[0].id)
    return store, copy


def test_what_comes_back_is_exactly_what_the_copy_held(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    store.close()
    held = rows(copy.path)
    restoring.restore(profile, copy, NOW)
    assert rows(profile.vault) == held
    assert there(profile) == ["Called Sam", "Walked"]
    assert copy.path.exists(), "the copy stays a copy"
    assert stat.S_IMODE(profile.vault.stat().st_mode) == 0o600
    assert not list(profile.folder.glob("vault.db.*"))


def test_the_present_state_is_copied_first_and_can_be_brought_back(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    store.close()
    before = rows(profile.vault)
    present = restoring.restore(profile, copy, NOW)
    assert present
    assert present.name == "present-2026-11-23-193000"
    assert rows(present.path) == before
    back = restoring.restore(profile, named(profile, present.name), NOW)
    assert rows(profile.vault) == before
    assert there(profile) == ["Walked", "Slept"]
    assert back and back.name == "present-2026-11-23-193000-1"
    assert {each.name for each in backups.listed(profile)} == {"2026-11-23", present.name, back.name}


def test_a_vault_that_is_gone_comes_back(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    store.close()
    profile.vault.unlink()
    assert restoring.restore(profile, copy, NOW) is None
    assert there(profile) == ["Called Sam", "Walked"]


# Other windows


def test_a_window_that_is_open_reads_what_was_brought_back_and_saves_into_it(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    stale = store.shelf(Run).all()[0]
    present = restoring.restore(profile, copy, NOW)
    assert store.changed_elsewhere()
    assert titles(store) == ["Called Sam", "Walked"]
    with pytest.raises(StoreError, match=r"moved or replaced.*\. Your words are still on this screen"):
        write(store, "typed meanwhile")
    write(store, "typed meanwhile")
    store.shelf(Run).put(replace(stale, title="Walked far"))
    assert titles(store) == there(profile) == ["Called Sam", "Walked far", "typed meanwhile"]
    assert present and rows(present.path)


def test_what_a_window_saves_over_something_older_that_came_back_loses_nothing(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    run = store.shelf(Run).all()[0]
    later = store.shelf(Run).put(replace(run, title="Walked twice")).record
    restoring.restore(profile, copy, NOW)
    with pytest.raises(StoreError):
        store.shelf(Run).put(replace(later, title="Walked three times"))
    store.shelf(Run).put(replace(later, title="Walked three times"))
    assert store.changed_elsewhere()
    assert "Walked three times" in titles(store)
    assert [each.body["title"] for each in store.shelf(Kept).all()] == ["Walked"]


def test_typing_in_an_open_window_is_kept_in_what_was_brought_back(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    restoring.restore(profile, copy, NOW)
    store.draft("run/1/x", "half a wo")
    assert store.drafts()["run/1/x"].text == "half a wo"
    store.flush(5)
    assert store.drafts()["run/1/x"].text == "half a wo", "whether or not it could be written yet"
    assert store.flush(5)
    store.close()
    again = Store.open(profile, Clock())
    assert again.drafts()["run/1/x"].text == "half a wo"
    again.close()


def test_a_window_in_the_middle_of_a_save_is_waited_for(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    blocker = sqlite3.connect(profile.vault, isolation_level=None, check_same_thread=False)
    blocker.execute("BEGIN IMMEDIATE")
    blocker.execute("DELETE FROM doc WHERE seq = 1")
    restoring_now = store.submit(lambda: restoring.exchange(profile, copy.path))
    blocker.execute("COMMIT")
    blocker.close()
    restoring_now.result(30)
    assert rows(profile.vault) == rows(copy.path)


def test_a_window_that_saves_for_too_long_keeps_the_vault(
    two_states: tuple[Store, Backup], profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, copy = two_states
    store.close()
    connect = sqlite3.connect
    monkeypatch.setattr(restoring.sqlite3, "connect", lambda *at, **how: connect(*at, **{**how, "timeout": 0.05}))
    blocker = connect(profile.vault, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    before = rows(profile.vault)
    with pytest.raises(Busy):
        restoring.restore(profile, copy, NOW)
    blocker.close()
    assert rows(profile.vault) == before
    assert not list(profile.folder.glob("vault.db.*")), "nothing half is left over"
    restoring.restore(profile, copy, NOW)
    assert rows(profile.vault) == rows(copy.path)


# Damage


def test_a_damaged_copy_is_refused_and_nothing_is_changed(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    store.close()
    content = bytearray(copy.path.read_bytes())
    content[4096 * 2 : 4096 * 4] = os.urandom(4096 * 2)
    for damaged in (bytes(content), content[:5000], b"no database" * 1000, b""):
        copy.path.write_bytes(damaged)
        before = state(profile.folder)
        with pytest.raises(Damaged, match="Nothing was changed"):
            restoring.restore(profile, copy, NOW)
        assert state(profile.folder) == before


def test_the_copy_of_a_newer_program_is_refused_and_nothing_is_changed(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    store.close()
    engine = Engine(copy.path, migrations=(*MIGRATIONS, lambda sql: None))
    making.bring_up(engine, profile.backups)
    engine.close()
    before = rows(profile.vault)
    with pytest.raises(StoreError, match="Nothing was changed"):
        restoring.restore(profile, copy, NOW)
    assert rows(profile.vault) == before


@pytest.mark.parametrize("how", ["pages", "cut", "other", "empty"])
def test_a_damaged_vault_goes_to_quarantine_as_it_is(how: str, two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    store.close()
    content = bytearray(profile.vault.read_bytes())
    match how:
        case "pages":
            content[4096 * 2 : 4096 * 4] = random.Random(4711).randbytes(4096 * 2)
        case "cut":
            del content[5000:]
        case "other":
            content[:] = b"not a database at all" * 500
        case "empty":
            content.clear()
    profile.vault.write_bytes(content)
    assert restoring.restore(profile, copy, NOW) is None
    assert [path.read_bytes() for path in profile.quarantine.glob("*.db")] == ([] if how == "empty" else [bytes(content)])
    assert there(profile) == ["Called Sam", "Walked"]
    assert [each.name for each in backups.listed(profile)] == ["2026-11-23"], "a damaged state is no copy"


def test_a_damaged_vault_that_cannot_be_copied_stays(
    two_states: tuple[Store, Backup], profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, copy = two_states
    store.close()
    profile.vault.write_bytes(b"not a database at all" * 500)
    monkeypatch.setattr(quarantine, "keep_copy", lambda _: None)
    with pytest.raises(StoreError, match="could not be copied first"):
        restoring.restore(profile, copy, NOW)
    assert profile.vault.read_bytes() == b"not a database at all" * 500


def test_a_save_that_was_cut_off_is_taken_back_before_the_present_state_is_copied(
    two_states: tuple[Store, Backup], profile: Profile
) -> None:
    store, copy = two_states
    before = rows(profile.vault)
    cut_off(store, profile)
    present = restoring.restore(profile, copy, NOW)
    assert present and rows(present.path) == before
    assert rows(profile.vault) == rows(copy.path)
    assert there(profile) == ["Called Sam", "Walked"]


def test_the_journal_of_a_damaged_vault_is_not_played_into_what_comes_back(two_states: tuple[Store, Backup], profile: Profile) -> None:
    store, copy = two_states
    cut_off(store, profile)
    ruined = b"not a database at all" * 500
    profile.vault.write_bytes(ruined)
    journal = (profile.folder / "vault.db-journal").read_bytes()
    restoring.restore(profile, copy, NOW)
    assert rows(profile.vault) == rows(copy.path)
    assert there(profile) == ["Called Sam", "Walked"]
    kept = {path.read_bytes() for path in profile.quarantine.iterdir()}
    assert {ruined, journal} <= kept, "as it was, before the journal was played into it"


# The seal


def test_a_sealed_copy_comes_back_into_an_open_vault_with_its_seal(store: Store, profile: Profile, clock: Clock, data: Path) -> None:
    write(store, "Called Sam")
    sealing.turn_on(store, TYPED, recovery.new())
    copy = backups.make(profile, TODAY)
    sealing.turn_off(store)
    write(store, "Slept")
    window = Store.open(profile, clock)
    store.close()
    restoring.restore(profile, copy, NOW)
    assert profile.seal_mark.exists(), "before it is opened for the first time it is labelled as sealed"
    with pytest.raises(Locked):
        there(profile)
    with pytest.raises(WrongPassphrase):
        there(profile, NEW)
    assert there(profile, TYPED) == ["Called Sam"]
    with pytest.raises(StoreError):
        window.changed_elsewhere()
    for _ in range(3):
        with pytest.raises(StoreError):
            write(window, "into the wrong vault")
    with pytest.raises(StoreError):
        titles(window)
    window.close()
    assert rows(profile.vault) == rows(copy.path)
    restoring.restore(profile, named(profile, "present-2026-11-23-193000"), NOW)
    assert not profile.seal_mark.exists()
    assert there(profile) == ["Called Sam", "Slept"]


def test_an_open_copy_comes_back_into_a_sealed_vault_without_a_seal(store: Store, profile: Profile, clock: Clock, tmp_path: Path) -> None:
    write(store, "Called Sam")
    open_copy = tmp_path / "copy.db"
    making.copy_to(profile.vault, open_copy)
    sealing.turn_on(store, TYPED, recovery.new())
    write(store, "Slept")
    profile.backups.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(open_copy, profile.backups / "2026-11-20.db")
    restoring.restore(profile, named(profile, "2026-11-20"), NOW)
    assert not profile.seal_mark.exists()
    with pytest.raises(StoreError):
        store.changed_elsewhere()
    for _ in range(3):
        with pytest.raises(StoreError):
            write(store, "into the wrong vault")
    store.close()
    assert there(profile) == ["Called Sam"]
    present = named(profile, "present-2026-11-23-193000")
    assert b"Slept" not in present.path.read_bytes()
    restoring.restore(profile, present, NOW)
    assert profile.seal_mark.exists()
    assert there(profile, TYPED) == ["Called Sam", "Slept"]


def test_a_copy_from_before_the_passphrase_was_changed_opens_with_the_old_one(store: Store, profile: Profile) -> None:
    sealing.turn_on(store, TYPED, recovery.new())
    write(store, "Called Sam")
    copy = backups.make(profile, TODAY)
    sealing.change_passphrase(store, NEW)
    before = moving.everything(store)
    restoring.restore(profile, copy, NOW)
    assert store.changed_elsewhere()
    assert moving.everything(store) == before, "it is the same key"
    store.close()
    with pytest.raises(WrongPassphrase):
        there(profile, NEW)
    assert there(profile, TYPED) == ["Called Sam"]


# Trouble on the way


def test_a_full_disk_leaves_the_vault_and_nothing_half(
    two_states: tuple[Store, Backup], profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, copy = two_states
    store.close()
    before, calls = rows(profile.vault), {"making": making.copy_to}
    for at in (1, 2):
        left = [at]

        def fail_at(vault: Path, path: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if not left[0]:
                raise faults.disk_full()
            calls["making"](vault, path)

        with monkeypatch.context() as patch:
            patch.setattr(making, "copy_to", fail_at)
            with pytest.raises(DiskFull):
                restoring.restore(profile, copy, NOW)
        assert rows(profile.vault) == before
        assert not list(profile.folder.glob("vault.db.*"))


def test_a_rename_that_fails_leaves_the_vault_and_nothing_half(
    two_states: tuple[Store, Backup], profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, copy = two_states
    store.close()
    before, rename = rows(profile.vault), os.rename

    def fail(old: Path, new: Path) -> None:
        if Path(new) == profile.vault:
            raise OSError(30, "Read-only file system")
        rename(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", fail)
        with pytest.raises(StoreError):
            restoring.restore(profile, copy, NOW)
    assert rows(profile.vault) == before
    assert not list(profile.folder.glob("vault.db.*"))


def test_a_sealed_vault_keeps_its_sign_when_an_open_copy_could_not_take_its_place(
    store: Store, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, "Called Sam")
    making.copy_to(profile.vault, tmp_path / "copy.db")
    sealing.turn_on(store, TYPED, recovery.new())
    store.close()
    rename = os.rename

    def fail(old: Path, new: Path) -> None:
        if Path(new) == profile.vault:
            assert not profile.seal_mark.exists(), "an open vault beside the sign would be refused after a kill"
            raise OSError(30, "Read-only file system")
        rename(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", fail)
        with pytest.raises(StoreError):
            restoring.exchange(profile, tmp_path / "copy.db")
    assert profile.seal_mark.exists()
    assert there(profile, TYPED) == ["Called Sam"]


def test_what_somebody_planted_at_our_names_is_not_followed(two_states: tuple[Store, Backup], profile: Profile, tmp_path: Path) -> None:
    store, copy = two_states
    store.close()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (profile.folder / "vault.db.back").symlink_to(victim)
    restoring.restore(profile, copy, NOW)
    assert victim.read_text() == "mine"
    assert there(profile) == ["Called Sam", "Walked"]
    profile.vault.unlink()
    profile.vault.symlink_to(victim)
    with pytest.raises(StoreError, match="is a link"):
        restoring.restore(profile, copy, NOW)
    assert victim.read_text() == "mine"


CHILD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from iop_tui.store import backups, restoring
from iop_tui.store.locations import Profile

profile = Profile(Path(sys.argv[1]))

def go_back_and_forth() -> None:
    one, other = (next(each for each in backups.listed(profile) if each.name == name) for name in ("2026-11-22", "2026-11-23"))
    os.write(1, b"open\\n")
    while True:
        restoring.restore(profile, one, datetime.now(UTC))
        restoring.restore(profile, other, datetime.now(UTC))

for line in sys.stdin:
    child = os.fork()
    if not child:
        go_back_and_forth()
    os.write(1, b"child %d\\n" % child)
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


def test_killed_while_copies_are_brought_back_there_is_one_state_or_the_other(
    store: Store, profile: Profile, environment: dict[str, str], how_many: Callable[[int, int], int]
) -> None:
    write(store, "Called Sam")
    backups.make(profile, date(2026, 11, 22))
    write(store, "Slept")
    backups.make(profile, date(2026, 11, 23))
    store.close()
    chance, seen = random.Random(4711), set()
    command = [sys.executable, "-c", CHILD, str(profile.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdin and process.stdout
        for _ in range(how_many(40, 2000)):
            print("go", file=process.stdin, flush=True)
            said = {process.stdout.readline().strip(), process.stdout.readline().strip()}
            assert "open" in said
            [child] = (int(line.split()[1]) for line in said if line.startswith("child"))
            until = time.perf_counter() + chance.uniform(0, 0.06)
            while time.perf_counter() < until:  # finer than any sleep
                pass
            os.kill(child, signal.SIGKILL)
            assert process.stdout.readline().strip() == "dead"
            seen.add(tuple(there(profile)))
            for each in backups.listed(profile):
                if each.day is None:
                    assert backups.is_whole(each.path)
                    each.path.unlink()
        process.stdin.close()
    assert seen == {("Called Sam",), ("Called Sam", "Slept")}
