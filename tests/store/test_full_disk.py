"""A full disk, a limit of the account, a disk that can only be read: nothing saved is lost, the words stay, and it works again later."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iop_tui.clock import Clock
from iop_tui.domain.answers import Run
from iop_tui.errors import Busy, Damaged, DiskFull, ReadOnly, StoreError
from iop_tui.store import ballast, faults, making
from iop_tui.store.connection import Connection
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.prefs import Prefs, read_prefs, write_prefs
from iop_tui.store.store import Store

STOP = Run(unit="dbt.dt.stop", version=1, title="STOP: a pause before you act")
LONG = "what happened " * 700


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballast, "_LOOK_EVERY", 0.0)


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
    return filler


def test_on_a_full_disk_the_reserve_saves_the_last_words_and_then_it_is_said(small_disk: Path, clock: Clock) -> None:
    profile = new_profile(small_disk / "iop-tui")
    store = Store.open(profile, clock, create=True)
    shelf = store.shelf(Run)
    run = shelf.put(STOP).record
    assert profile.ballast.stat().st_size == ballast.SIZE
    filler = fill_up(small_disk)

    saved = [run.id]
    with pytest.raises(DiskFull) as caught:
        for _ in range(500):
            saved.append(shelf.put(replace(STOP, title=LONG)).record.id)
    assert str(caught.value) == "Not saved: the disk is full. Your words are still on this screen. Free some space, then save again."
    assert len(saved) > 5, "the reserve was given up for these"
    assert not profile.ballast.exists()
    assert [each.id for each in shelf.all()] == saved

    store.draft("run/1/x", LONG)
    assert not store.flush(10)
    assert isinstance(store.trouble(), DiskFull)
    assert store.drafts()["run/1/x"].text == LONG
    other = Store.open(profile, clock)
    assert len(other.shelf(Run).all()) == len(saved)
    other.close()

    filler.unlink()
    assert store.flush(10)
    saved.append(shelf.put(STOP).record.id)
    assert profile.ballast.stat().st_size == ballast.SIZE
    store.close()
    engine = Engine(profile.vault)
    assert engine.check() == []
    assert engine.count("runs") == len(saved)
    engine.close()


def test_a_large_transaction_on_a_full_disk_is_saved_whole_with_the_reserve(small_disk: Path, clock: Clock) -> None:
    profile = new_profile(small_disk / "iop-tui")
    store = Store.open(profile, clock, create=True)
    store.shelf(Run).put(STOP)
    fill_up(small_disk)

    def together() -> None:
        with store.transaction():
            for _ in range(12):
                store.shelf(Run).put(replace(STOP, title=LONG))

    store.run(together)
    assert len(store.shelf(Run).all()) == 13
    assert not profile.ballast.exists()
    with pytest.raises(DiskFull):
        for _ in range(20):
            store.run(together)
    assert len(store.shelf(Run).all()) % 12 == 1
    store.close()


def test_the_reserve_is_not_made_where_it_would_take_the_last_room(small_disk: Path, clock: Clock) -> None:
    profile = new_profile(small_disk / "iop-tui")
    filler = fill_up(small_disk)
    os.truncate(filler, filler.stat().st_size - 2 * ballast.SIZE)
    store = Store.open(profile, clock, create=True)
    store.shelf(Run).put(STOP)
    assert not profile.ballast.exists()
    filler.unlink()
    store.shelf(Run).put(STOP)
    assert profile.ballast.exists()
    store.close()


def test_a_new_vault_on_a_full_disk_leaves_no_half_one(small_disk: Path, clock: Clock) -> None:
    profile = new_profile(small_disk / "iop-tui")
    filler = fill_up(small_disk)
    with pytest.raises(DiskFull):
        Store.open(profile, clock, create=True)
    with pytest.raises(DiskFull):
        write_prefs(small_disk / "iop-tui", Prefs(country="IE"))
    filler.unlink()
    Store.open(profile, clock, create=True).close()


def test_settings_on_a_full_disk_stay_as_they_were(small_disk: Path) -> None:
    data = small_disk / "iop-tui"
    write_prefs(data, Prefs(country="IE"))
    fill_up(small_disk)
    with pytest.raises(DiskFull):
        write_prefs(data, Prefs(country="IE", zone="Europe/Dublin"))
    assert read_prefs(data) == Prefs(country="IE")
    assert {path.name for path in data.iterdir()} == {"prefs.json"}


def test_a_limit_of_the_account_is_said_as_a_full_disk_and_later_saves_work(profile: Profile, clock: Clock) -> None:
    store = Store.open(profile, clock, create=True)
    run = store.shelf(Run).put(replace(STOP, title=LONG * 20)).record
    assert profile.vault.stat().st_size > 2 * faults._PROBE_SIZE, "what is written to find the cause would fit"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (profile.vault.stat().st_size + 4096, hard))
    try:
        with pytest.raises(DiskFull):
            store.shelf(Run).put(replace(STOP, title=LONG * 20))
        assert store.shelf(Run).all() == [run]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.shelf(Run).put(replace(STOP, title=LONG * 20))
    assert len(store.shelf(Run).all()) == 2
    store.close()


def read_only_disk(folder: Path, on: bool) -> None:
    subprocess.run(["mount", "-o", f"remount,{'ro' if on else 'rw'}", str(folder)], check=True)


def test_a_disk_that_can_only_be_read_is_read_and_later_saves_work(small_disk: Path, clock: Clock) -> None:
    profile = new_profile(small_disk / "iop-tui")
    store = Store.open(profile, clock, create=True)
    run = store.shelf(Run).put(STOP).record
    profile.vault.chmod(0o644)  # cannot be put right on such a disk, and does not keep it from being read
    store.close()
    read_only_disk(small_disk, True)
    store = Store.open(profile, clock)
    assert store.shelf(Run).all() == [run]
    with pytest.raises(ReadOnly) as caught:
        store.shelf(Run).put(STOP)
    assert "Not saved" in caught.value.message
    store.draft("run/1/x", "half a wo")
    assert not store.flush(10)
    assert isinstance(store.trouble(), ReadOnly)
    with pytest.raises(ReadOnly):
        write_prefs(small_disk / "iop-tui", Prefs())
    read_only_disk(small_disk, False)
    assert store.flush(10)
    store.shelf(Run).put(STOP)
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_can_only_be_read_is_read(profile: Profile, clock: Clock) -> None:
    Store.open(profile, clock, create=True).close()
    profile.vault.chmod(0o400)
    profile.folder.chmod(0o500)
    store = Store.open(profile, clock)
    assert store.shelf(Run).all() == []
    with pytest.raises(ReadOnly):
        store.shelf(Run).put(STOP)
    store.close()
    profile.folder.chmod(0o700)


# The same with trouble at each single statement


class Trouble:
    """Makes the n-th writing statement of a connection fail, once or from then on."""

    def __init__(self, at: int, error: Any, *, stays: bool) -> None:
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
ERRORS = (faults.disk_full, faults.read_only, faults.disk_error, faults.busy)
BEFORE = [Row(1, 1, 2026, b"kept"), Row(2, 1, 2026, b"to change"), Row(3, 1, 2026, b"to remove")]
AFTER = [Row(1, 1, 2026, b"kept"), Row(2, 2, 2026, b"changed"), Row(4, 1, 2026, b"new")]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    making.create(tmp_path / "vault.db")
    engine = Engine(tmp_path / "vault.db", ballast=tmp_path / "ballast")
    with engine.writing():
        for row in BEFORE:
            engine.put("walks", row)
    yield engine
    engine.close()


def change(engine: Engine) -> None:
    with engine.writing():
        engine.put("walks", AFTER[1])
        engine.delete("walks", 3)
        engine.put("walks", AFTER[2])


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("at", range(1, 8))
def test_trouble_at_any_statement_leaves_all_or_nothing(
    at: int, stays: bool, error: Any, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble(at, error, stays=stays)
    with monkeypatch.context() as patch:
        patch.setattr(Connection, "query", lambda self, statement, values=(): trouble.query(self, statement, values))
        try:
            change(engine)
            is_saved = True
        except StoreError as raised:
            assert type(raised) is type(error())
            is_saved = False
    assert trouble.has_struck == (at < 8)
    if error is faults.disk_full and not stays and at > 1:
        assert is_saved, "the reserve was there"
    assert engine.rows("walks") == (AFTER if is_saved else BEFORE)
    if not is_saved:
        change(engine)
    assert engine.rows("walks") == AFTER


def test_a_number_that_was_given_before_the_disk_was_full_is_not_given_again(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = Trouble(4, faults.disk_full, stays=False)  # at the COMMIT
    with monkeypatch.context() as patch:
        patch.setattr(Connection, "query", lambda self, statement, values=(): trouble.query(self, statement, values))
        with engine.writing():
            first = engine.take_number("calls")
            second = engine.take_number("calls")
    assert trouble.has_struck
    with engine.writing():
        assert [first, second, engine.take_number("calls")] == [1, 2, 3]


def test_what_another_window_saved_in_between_is_not_written_over_when_the_reserve_is_given_up(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Engine(tmp_path / "vault.db")
    drop = ballast.Ballast.drop

    def dropping(self: ballast.Ballast) -> bool:
        with other.writing():
            other.put("walks", Row(2, 2, 2026, b"theirs"))
        return drop(self)

    monkeypatch.setattr(ballast.Ballast, "drop", dropping)
    trouble = Trouble(7, faults.disk_full, stays=False)
    with monkeypatch.context() as patch:
        patch.setattr(engine.connection, "query", lambda statement, values=(): trouble.query(engine.connection, statement, values))
        with pytest.raises(DiskFull):
            change(engine)
    assert other.row("walks", 2) == Row(2, 2, 2026, b"theirs")
    assert other.row("walks", 4) is None
    other.close()


def test_every_code_of_sqlite_becomes_a_sentence(tmp_path: Path) -> None:
    class Coded(Exception):
        sqlite_errorcode = 0

    for code in range(1, 30):
        error = Coded("the bridge")
        error.sqlite_errorcode = code
        said = faults.from_sqlite(error, tmp_path / "vault.db")  # type: ignore[arg-type]
        assert said.message.endswith(".")
        assert "bridge" not in str(said)
    kinds = {5: Busy, 8: ReadOnly, 11: Damaged, 13: DiskFull, 26: Damaged}
    for code, kind in kinds.items():
        error.sqlite_errorcode = code
        assert type(faults.from_sqlite(error, tmp_path)) is kind  # type: ignore[arg-type]


def test_reading_that_fails_is_not_called_a_save(tmp_path: Path) -> None:
    making.create(tmp_path / "vault.db")
    one, other = Engine(tmp_path / "vault.db"), Engine(tmp_path / "vault.db", wait=0.02)
    one.connection.query("BEGIN EXCLUSIVE")
    with pytest.raises(Busy) as caught:
        other.rows("walks")
    assert caught.value.message.startswith("Not read: ")
    one.close()
    other.close()
