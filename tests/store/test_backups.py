"""Copies by day: which of them stay, what is no copy, and that an older one never goes for one that is not whole."""

from __future__ import annotations

import os
import sqlite3
import stat
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iop_tui.domain.answers import Run
from iop_tui.domain.commitments import Commitment
from iop_tui.errors import Damaged, DiskFull, StoreError
from iop_tui.store import backups, faults, making, recovery, seal, sealing, slots
from iop_tui.store.backups import Backup, kept_days
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.seal import Sealed
from iop_tui.store.store import Store

TODAY = date(2026, 11, 23)
SECRET = "I told nobody about the bridge"
TYPED = "four words that belong apart"

day_sets = st.sets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=80) | st.sets(
    st.integers(0, 500).map(lambda ago: TODAY - timedelta(days=ago)), max_size=200
)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs little here, and this process stays open to its debugger."""
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.Cost(8 * 1024, 1, 1))
    monkeypatch.setattr(seal, "close_memory", lambda: None)


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(3):
        store.shelf(Run).put(Run(unit="dbt.dt.stop", version=1, title=f"{SECRET} {number}"))
    store.shelf(Commitment).put(Commitment(title="Walk 20 minutes", starts=TODAY))
    return store


def planted(profile: Profile, day: date, size: int = 1000, seconds: int = 0) -> Path:
    """A file with the name of a copy of a day."""
    profile.backups.mkdir(mode=0o700, exist_ok=True)
    path = making.free_name(profile.backups, day.isoformat())
    path.touch(0o600)
    os.truncate(path, size)
    moment = (day - date(1970, 1, 1)).days * 86400 + seconds
    os.utime(path, (moment, moment))
    return path


def names(profile: Profile) -> list[str]:
    return sorted(path.name for path in profile.backups.iterdir())


def week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def month(day: date) -> tuple[int, int]:
    return day.year, day.month


# The rule


@given(days=day_sets)
@settings(max_examples=300, deadline=None)
def test_seven_days_four_weeks_and_twelve_months_stay_and_nothing_else(days: set[date]) -> None:
    kept, newest_first = kept_days(days), sorted(days, reverse=True)
    assert kept <= days
    assert len(kept) <= 7 + 4 + 12
    assert set(newest_first[:7]) <= kept
    wanted = set(newest_first[:7])
    for part, most in ((week, 4), (month, 12)):
        for each in sorted({part(day) for day in days}, reverse=True)[:most]:
            wanted.add(max(day for day in days if part(day) == each))
    assert kept == wanted
    assert not days or max(days) in kept
    assert kept_days(kept) == kept, "going by the rule twice takes no more"


@given(gaps=st.lists(st.integers(1, 20), max_size=150))
@settings(max_examples=100, deadline=None)
def test_day_by_day_the_older_weeks_and_months_are_still_there(gaps: list[int]) -> None:
    """The rule is used after each new copy; what it takes away early must not be missed later."""
    at_once: set[date] = set()
    day_by_day: set[date] = set()
    day = date(2025, 1, 1)
    for gap in gaps:
        day += timedelta(days=gap)
        at_once.add(day)
        day_by_day = kept_days(day_by_day | {day})
    assert day_by_day == kept_days(at_once)


def test_after_two_years_of_daily_use_each_of_the_last_twelve_months_has_a_copy() -> None:
    kept: set[date] = set()
    for ago in range(730, -1, -1):
        kept = kept_days(kept | {TODAY - timedelta(days=ago)})
    assert len({month(day) for day in kept}) == 12
    assert min(kept) == date(2025, 12, 31)
    assert {TODAY - timedelta(days=ago) for ago in range(7)} <= kept


# Which files go


def test_what_the_rule_does_not_keep_goes_and_of_one_day_only_the_newest_stays(profile: Profile) -> None:
    days = [TODAY - timedelta(days=ago) for ago in range(60)]
    for day in days:
        planted(profile, day)
    planted(profile, TODAY, seconds=60)
    planted(profile, TODAY - timedelta(days=40), seconds=60)
    backups.rotate(profile)
    found = backups.listed(profile)
    assert {each.day for each in found} == kept_days(set(days))
    assert len(found) == len({each.day for each in found})
    assert found[0].name == "2026-11-23-1"


def test_three_copies_from_before_a_change_stay_beside_the_days(profile: Profile) -> None:
    for number in range(5):
        path = planted(profile, TODAY, seconds=number)
        path.rename(profile.backups / f"present-2026-11-23-00000{number}.db")
    planted(profile, TODAY - timedelta(days=1))
    backups.rotate(profile)
    assert names(profile) == ["2026-11-22.db", *(f"present-2026-11-23-00000{number}.db" for number in (2, 3, 4))]


@given(sizes=st.lists(st.integers(0, 60_000) | st.integers(0, 250_000), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cap_takes_the_oldest_and_never_the_newest(sizes: list[int], data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LEAST_CAP", 100_000)
    profile = new_profile(data)
    days = [date(2026, 11 - number, 15) if number < 11 else date(2025, 12, 15) for number in range(len(sizes))]
    for day, size in zip(days, sizes, strict=True):
        planted(profile, day, size)
    backups.rotate(profile)
    left = {each.day for each in backups.listed(profile)}
    newest = [day for day in days if day in left]
    assert newest == days[: len(newest)], "the oldest go first"
    assert len(newest) >= 1
    assert len(newest) == 1 or sum(sizes[: len(newest)]) <= 100_000
    assert len(newest) == len(sizes) or sum(sizes[: len(newest) + 1]) > 100_000, "no more go than must"


def test_the_cap_grows_with_the_vault(filled: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LEAST_CAP", 0)
    size = profile.vault.stat().st_size
    for ago in range(7):
        planted(profile, TODAY - timedelta(days=ago), 2 * size)
    backups.rotate(profile)
    assert [each.day for each in backups.listed(profile)] == [TODAY - timedelta(days=ago) for ago in range(4)]


# The day's copy


def test_one_copy_a_day_is_made(filled: Store, profile: Profile) -> None:
    made = backups.roll(profile, TODAY)
    assert made and made.day == TODAY and made.name == "2026-11-23"
    assert backups.roll(profile, TODAY) is None
    assert backups.roll(profile, TODAY + timedelta(days=1))
    assert [each.day for each in backups.listed(profile)] == [TODAY + timedelta(days=1), TODAY]
    asked = backups.make(profile, TODAY)
    assert asked.name == "2026-11-23-1"
    assert made.path.exists(), "a copy that is there is never written over"


def test_a_copy_holds_what_was_saved_and_reads_the_same(filled: Store, profile: Profile) -> None:
    made = backups.make(profile, TODAY)
    assert made.size == made.path.stat().st_size
    assert backups.is_whole(made.path)
    assert backups.counts(made.path) == {"runs": 3, "commitments": 1}
    engine = Engine(made.path, only_look=True)
    assert (engine.schema, engine.vault) == (filled.writer.engine.schema, filled.writer.engine.vault)
    assert engine.rows("runs") == filled.reading(lambda storage: storage.engine.rows("runs"))
    engine.close()


def test_a_copy_made_while_another_window_saves_holds_none_of_its_half_transaction(filled: Store, profile: Profile) -> None:
    def in_the_middle() -> Backup:
        with filled.transaction():
            filled.shelf(Run)._put(Run(unit="u", version=1, title="one of two"))
            made = backups.make(profile, TODAY)
            filled.shelf(Run)._put(Run(unit="u", version=1, title="two of two"))
        return made

    made = filled.run(in_the_middle)
    assert backups.counts(made.path)["runs"] == 3
    assert len(filled.shelf(Run).all()) == 5


def test_without_room_no_copy_is_made_and_the_old_ones_stay(filled: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    for ago in range(1, 60):
        planted(profile, TODAY - timedelta(days=ago))
    before, size = names(profile), profile.vault.stat().st_size
    monkeypatch.setattr(backups.os, "statvfs", lambda _: SimpleNamespace(f_bavail=2 * size + 1024 * 1024, f_frsize=1))
    assert backups.roll(profile, TODAY) is None
    assert names(profile) == before
    monkeypatch.setattr(backups.os, "statvfs", lambda _: SimpleNamespace(f_bavail=2 * size + 1024 * 1024 + 1, f_frsize=1))
    assert backups.roll(profile, TODAY)


def test_when_the_disk_fills_up_meanwhile_nothing_half_is_left_and_nothing_goes(
    filled: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ago in range(1, 60):
        planted(profile, TODAY - timedelta(days=ago))
    before = names(profile)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(making.os, "rename", fail)
        with pytest.raises(DiskFull):
            backups.roll(profile, TODAY)
    assert names(profile) == before


def test_a_real_full_disk_leaves_the_last_good_copy(small_disk: Path, clock: Any) -> None:
    profile = new_profile(small_disk / "iop-tui")
    store = Store.open(profile, clock, create=True)
    run = store.shelf(Run).put(Run(unit="u", version=1, title="a" * 50_000)).record
    backups.make(profile, TODAY - timedelta(days=1))
    filler = small_disk / "filler"
    with open(filler, "wb", buffering=0) as file:
        while os.statvfs(small_disk).f_bavail > 8:
            file.write(bytes(4096))
    assert backups.roll(profile, TODAY) is None
    with pytest.raises(DiskFull):
        backups.make(profile, TODAY)
    assert names(profile) == ["2026-11-22.db"]
    assert backups.is_whole(profile.backups / "2026-11-22.db")
    assert store.shelf(Run).all() == [run]
    filler.unlink()
    assert backups.roll(profile, TODAY)
    store.close()


def ruin(profile: Profile) -> None:
    content = bytearray(profile.vault.read_bytes())
    content[4096 * 2 : 4096 * 4] = os.urandom(4096 * 2)
    profile.vault.write_bytes(content)


def test_the_copy_of_a_damaged_vault_is_not_kept_and_nothing_goes_for_it(filled: Store, profile: Profile) -> None:
    filled.close()
    for ago in range(1, 60):
        planted(profile, TODAY - timedelta(days=ago))
    ruin(profile)
    before, content = names(profile), profile.vault.read_bytes()
    with pytest.raises(Damaged, match="not kept"):
        backups.roll(profile, TODAY)
    with pytest.raises(Damaged):
        backups.make(profile, TODAY)
    assert names(profile) == before
    assert profile.vault.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500])
def test_of_a_file_that_is_no_vault_no_copy_is_kept(content: bytes, profile: Profile) -> None:
    profile.vault.write_bytes(content)
    with pytest.raises(StoreError):
        backups.make(profile, TODAY)
    assert names(profile) == []


# What is no copy


def test_links_pipes_folders_second_names_and_foreign_names_are_no_copies(filled: Store, profile: Profile, tmp_path: Path) -> None:
    real = backups.make(profile, TODAY - timedelta(days=1))
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (profile.backups / "2026-11-01.db").symlink_to(victim)
    (profile.backups / "2026-11-02.db").symlink_to(real.path)
    os.mkfifo(profile.backups / "2026-11-03.db")
    (profile.backups / "2026-11-04.db").mkdir()
    os.link(victim, profile.backups / "2026-11-05.db")
    for name in ("2026-11-06.db.new", "2026-11-06.dbx", "notes.db", ".db", "2026-11-6.db", "x2026-11-06.db", "vault.db", "2026-11-06-x.db"):
        (profile.backups / name).write_text("what somebody put here")
    before = set(names(profile))
    assert [each.path for each in backups.listed(profile)] == [real.path]
    made = backups.roll(profile, TODAY)
    assert made
    for ago in range(2, 60):
        planted(profile, TODAY - timedelta(days=ago))
    backups.rotate(profile)
    assert before <= set(names(profile)), "what is not ours is not taken away"
    assert victim.read_text() == "mine"


def test_a_day_that_does_not_exist_counts_as_no_day(profile: Profile) -> None:
    planted(profile, TODAY).rename(profile.backups / "2026-13-45.db")
    planted(profile, TODAY)
    assert [(each.name, each.day) for each in backups.listed(profile)] == [("2026-13-45", None), ("2026-11-23", TODAY)]
    backups.rotate(profile)
    assert len(backups.listed(profile)) == 2


def test_a_folder_of_copies_that_is_a_link_is_refused(filled: Store, profile: Profile, tmp_path: Path) -> None:
    profile.backups.symlink_to(tmp_path)
    before = set(tmp_path.iterdir())
    with pytest.raises(StoreError, match="is a link"):
        backups.make(profile, TODAY)
    assert set(tmp_path.iterdir()) == before


def test_what_a_killed_copy_left_is_no_copy_and_goes_with_the_next(filled: Store, profile: Profile) -> None:
    profile.backups.mkdir(mode=0o700)
    (profile.backups / "2026-11-23.db.new").write_text(SECRET)
    assert backups.listed(profile) == []
    assert backups.roll(profile, TODAY)
    assert names(profile) == ["2026-11-23.db"]


def test_without_a_folder_there_are_no_copies(profile: Profile) -> None:
    assert backups.listed(profile) == []


def test_the_newest_copy_comes_first_whatever_its_name(profile: Profile) -> None:
    for day, seconds in ((TODAY - timedelta(days=3), 0), (TODAY, 0), (TODAY, 5), (TODAY - timedelta(days=1), 0)):
        planted(profile, day, seconds=seconds)
    late = planted(profile, TODAY - timedelta(days=9))
    os.utime(late, (4_000_000_000, 4_000_000_000))
    beside = planted(profile, TODAY, seconds=3)
    beside.rename(profile.backups / "present-2026-11-23-120000.db")
    assert [each.name for each in backups.listed(profile)] == [
        "2026-11-14",
        "2026-11-23-1",
        "present-2026-11-23-120000",
        "2026-11-23",
        "2026-11-22",
        "2026-11-20",
    ]


def test_the_newest_whole_copy_is_not_a_damaged_one(filled: Store, profile: Profile) -> None:
    whole = backups.make(profile, TODAY - timedelta(days=2))
    damaged = planted(profile, TODAY, 5000)
    os.utime(damaged, (4_000_000_000, 4_000_000_000))
    assert backups.listed(profile)[0].path == damaged
    found = backups.newest_whole(backups.listed(profile))
    assert found and found.path == whole.path
    assert backups.newest_whole([]) is None


# Who can read them


def test_copies_are_closed_to_others_whatever_the_umask(filled: Store, profile: Profile) -> None:
    old = os.umask(0)
    try:
        made = [backups.make(profile, TODAY), backups.make_beside(profile, "present-2026-11-23-101010")]
    finally:
        os.umask(old)
    assert stat.S_IMODE(profile.backups.stat().st_mode) == 0o700
    assert [stat.S_IMODE(each.path.stat().st_mode) for each in made] == [0o600, 0o600]


def test_the_copy_of_a_sealed_vault_is_sealed(filled: Store, profile: Profile) -> None:
    sealing.turn_on(filled, TYPED, recovery.new())
    backups.roll(profile, TODAY)
    [made] = backups.listed(profile)
    content = made.path.read_bytes()
    assert SECRET.encode() not in content and b"commitments" not in content
    assert backups.counts(made.path) == {"": 4}
    assert backups.counts(made.path, filled.bodies) == {"runs": 3, "commitments": 1}
    assert backups.counts(made.path, Sealed(bytes(32), filled.writer.engine.vault)) == {"": 4}, "with another key"
    engine = filled.writer.engine
    assert slots.are_whole(backups.slots_in(made.path, engine.vault, engine.seal))
    assert backups.slots_in(made.path, engine.vault, b"another seal") == backups.slots_in(made.path, bytes(16), engine.seal) == {}


def test_an_open_copy_is_counted_as_one_under_a_seal_too(filled: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups.make(profile, TODAY)
    monkeypatch.setattr(backups, "replace_open", lambda *_, **__: None)
    sealing.turn_on(filled, TYPED, recovery.new())
    assert backups.counts(made.path, filled.bodies) == {"runs": 3, "commitments": 1}
    assert backups.slots_in(made.path, filled.writer.engine.vault, filled.writer.engine.seal) == {}


def test_looking_at_copies_changes_none_of_them(filled: Store, profile: Profile) -> None:
    made = backups.make(profile, TODAY)
    planted(profile, TODAY - timedelta(days=1), 5000)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in profile.backups.iterdir()}
    folder = profile.backups.stat().st_mtime_ns
    for each in backups.listed(profile):
        backups.is_whole(each.path)
        backups.slots_in(each.path, bytes(16), b"")
    backups.counts(made.path)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in profile.backups.iterdir()} == before
    assert profile.backups.stat().st_mtime_ns == folder


def test_a_vault_that_another_window_holds_for_too_long_is_said_to_be_busy(
    filled: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "WAIT", 0.05)
    monkeypatch.setattr(making.sqlite3, "connect", partial(sqlite3.connect, timeout=0.01))
    blocker = Engine(profile.vault)
    blocker.connection.query("BEGIN EXCLUSIVE")
    with pytest.raises(type(faults.busy())):
        backups.make(profile, TODAY)
    blocker.close()
    assert names(profile) == []
    assert backups.make(profile, TODAY)


def test_a_row_of_no_use_is_copied_as_it_is(filled: Store, profile: Profile) -> None:
    filled.run(lambda: filled.writer.engine.put("runs", Row(77, 1, 2026, b"what nobody can read")))
    made = backups.make(profile, TODAY)
    engine = Engine(made.path, only_look=True)
    assert engine.row("runs", 77) == Row(77, 1, 2026, b"what nobody can read")
    engine.close()
