"""Old vaults are brought up whole, after a copy; newer ones are left alone."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Run
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.errors import Damaged, DiskFull, NewerSchema
from iop_tui.store import making
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.store.store import Store

GOLDEN = sorted((Path(__file__).parent / "golden").glob("schema-*.db"))


def with_notes(sql: sqlite3.Connection) -> None:
    sql.execute("CREATE TABLE note(text)")
    sql.execute("INSERT INTO note SELECT count(*) FROM doc")


def without_rest(sql: sqlite3.Connection) -> None:
    sql.execute("DELETE FROM doc")
    raise sqlite3.OperationalError("a migration that breaks off")


LATER = (*MIGRATIONS, with_notes)
NOW, THEN = len(MIGRATIONS), len(LATER)
WALK = Row(5, 1, 2026, b"walked")


@pytest.fixture
def filled(profile: Profile) -> Profile:
    making.create(profile.vault)
    engine = Engine(profile.vault)
    with engine.writing():
        engine.put("walks", WALK)
    engine.close()
    return profile


def test_there_is_a_golden_vault_of_every_released_schema() -> None:
    assert [path.name for path in GOLDEN] == [f"schema-{number + 1}.db" for number in range(len(MIGRATIONS))]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_a_vault_of_every_released_schema_opens_with_everything_in_it(golden: Path, profile: Profile, clock: Clock) -> None:
    shutil.copy(golden, profile.vault)
    store = Store.open(profile, clock)
    assert [run.title for run in store.shelf(Run).all()] == ["STOP: a pause before you act"]
    assert [answer.value for answer in store.shelf(Answer).where(run=1 << 40)] == [
        "Sam rang, and I did not shout. \N{WHITE SMILING FACE} سلام"
    ]
    assert [each.target for each in store.shelf(Commitment).all()] == [20]
    assert len(store.shelf(Checkin).between(date(2025, 12, 31), date(2026, 1, 1))) == 2
    assert [draft.text for draft in store.drafts().values()] == ["Next time I wi"]
    assert store.unreadable() == ()
    store.close()


def test_an_old_vault_is_copied_before_it_is_brought_up(filled: Profile) -> None:
    engine = Engine(filled.vault, migrations=LATER)
    making.bring_up(engine, filled.backups)
    assert engine.schema == THEN
    assert engine.rows("walks") == [WALK]
    assert engine.connection.query("SELECT text FROM note") == [(1,)]
    engine.close()
    copy = filled.backups / f"before-{THEN}.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(path.name for path in filled.backups.iterdir()) == [f"before-{THEN}.db"]
    old = Engine(copy)
    assert (old.schema, old.rows("walks")) == (NOW, [WALK])
    old.close()


def test_bringing_up_twice_does_it_once(filled: Profile) -> None:
    one, other = Engine(filled.vault, migrations=LATER), Engine(filled.vault, migrations=LATER)
    making.bring_up(one, filled.backups)
    making.bring_up(other, filled.backups)
    assert (one.schema, other.schema) == (THEN, THEN)
    assert len(list(filled.backups.iterdir())) == 1
    for each in (one, other):
        with each.writing():
            each.put("walks", Row(6, 1, 2026, b""))
        each.close()


def test_a_copy_never_goes_over_an_earlier_one(filled: Profile) -> None:
    filled.backups.mkdir(mode=0o700)
    (filled.backups / f"before-{THEN}.db").write_text("an earlier copy")
    engine = Engine(filled.vault, migrations=LATER)
    making.bring_up(engine, filled.backups)
    engine.close()
    assert (filled.backups / f"before-{THEN}.db").read_text() == "an earlier copy"
    assert (filled.backups / f"before-{THEN}-1.db").exists()


def test_a_migration_that_breaks_off_leaves_the_vault_as_it_was(filled: Profile) -> None:
    engine = Engine(filled.vault, migrations=(*LATER, without_rest))
    with pytest.raises(Damaged):
        making.bring_up(engine, filled.backups)
    engine.close()
    again = Engine(filled.vault)
    assert (again.schema, again.rows("walks")) == (NOW, [WALK])
    again.close()


def test_without_room_for_the_copy_nothing_is_brought_up(filled: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("Not saved: the disk is full.")

    monkeypatch.setattr(making, "copy_to", full)
    engine = Engine(filled.vault, migrations=LATER)
    with pytest.raises(DiskFull):
        making.bring_up(engine, filled.backups)
    engine.close()
    assert Engine(filled.vault).schema == NOW


def test_a_newer_vault_is_refused_and_not_a_byte_of_it_changes(filled: Profile, clock: Clock) -> None:
    engine = Engine(filled.vault, migrations=LATER)
    making.bring_up(engine, filled.backups)
    engine.close()
    before = filled.vault.read_bytes()
    with pytest.raises(NewerSchema):
        Store.open(filled, clock, create=True)
    assert filled.vault.read_bytes() == before


def test_a_window_of_the_older_version_stops_writing_and_keeps_its_draft(
    open_store: Callable[..., Store], profile: Profile, clock: Clock
) -> None:
    old = open_store()
    Store.open(profile, clock, migrations=LATER).close()
    with pytest.raises(NewerSchema):
        old.shelf(Run).put(Run(unit="dbt.dt.stop", version=1, title="STOP"))
    old.draft("run/1/x", "half a wo")
    assert not old.flush(5)
    assert isinstance(old.trouble(), NewerSchema)
    assert old.drafts()["run/1/x"].text == "half a wo"
