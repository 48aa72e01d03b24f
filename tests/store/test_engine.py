"""The keeper of bytes: whole or not at all, and never into a file that is not the one it knows."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from iop_tui.errors import Busy, Damaged, NewerSchema, StoreError
from iop_tui.store import making, private
from iop_tui.store.connection import Connection
from iop_tui.store.engine import Engine, Row
from iop_tui.store.migrations import MIGRATIONS

WALK = Row(id=5, rev=1, bucket=2026, body=b"walked 20 minutes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    vault = tmp_path / "vault.db"
    making.create(vault)
    return vault


def raw(path: Path, *statements: str) -> None:
    """Another program's hand in the file."""
    sql = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        sql.execute(statement)
    sql.close()


def test_the_file_is_kept_as_the_vault_page_says(path: Path) -> None:
    engine = Engine(path)
    asked = {
        name: engine.connection.query(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "secure_delete", "temp_store")
    }
    assert asked == {"journal_mode": b"truncate", "synchronous": 2, "secure_delete": 1, "temp_store": 2}
    engine.close()


def test_a_transaction_is_whole_or_not_at_all(path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    with pytest.raises(KeyError), engine.writing():
        engine.delete("walks", 5)
        engine.put("calls", Row(6, 1, 2026, b"called Sam"))
        raise KeyError
    assert engine.rows("walks") == [WALK]
    assert engine.rows("calls") == []
    engine.close()


def test_a_part_that_failed_and_was_caught_still_undoes_the_whole(path: Path) -> None:
    engine = Engine(path)
    with pytest.raises(StoreError, match="none of it was"), engine.writing():
        try:
            with engine.writing():
                engine.put("walks", WALK)
                raise KeyError
        except KeyError:
            pass
    assert engine.rows("walks") == []
    with engine.writing():
        engine.put("walks", WALK)
    assert engine.rows("walks") == [WALK]
    engine.close()


def test_the_order_is_that_of_the_first_save(path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        for id in (9, 3, 7):
            engine.put("walks", Row(id, 1, 2020 + id, b""))
        engine.put("walks", Row(9, 2, 2026, b"changed"))
    assert [row.id for row in engine.rows("walks")] == engine.ids("walks") == [9, 3, 7]
    assert [row.id for row in engine.rows("walks", [2023, 2027])] == [3, 7]
    engine.close()


def test_a_year_is_found_by_index_and_no_other_year_is_read(path: Path) -> None:
    engine = Engine(path)
    for statement in ("tbl = 'a' ORDER BY seq", "tbl = 'a' AND bucket IN (2025, 2026) ORDER BY seq", "tbl = 'a' AND id = 5"):
        plan = engine.connection.query(f"EXPLAIN QUERY PLAN SELECT id, rev, bucket, body FROM doc WHERE {statement}")
        assert b"USING INDEX" in plan[0][3], plan
    engine.close()


def test_a_program_that_is_older_than_the_vault_stops_writing(path: Path) -> None:
    old = Engine(path)
    raw(path, f"UPDATE meta SET value = {len(MIGRATIONS) + 1} WHERE key = 'schema'")
    with pytest.raises(NewerSchema), old.writing():
        old.put("walks", WALK)
    assert old.rows("walks") == []
    with pytest.raises(NewerSchema):
        Engine(path)
    old.close()


@pytest.mark.parametrize(
    "ruin", ["DELETE FROM meta", "DROP TABLE meta", "UPDATE meta SET value = 'x'", "UPDATE meta SET value = 0 WHERE key = 'schema'"]
)
def test_a_file_that_is_no_vault_is_damaged(ruin: str, path: Path) -> None:
    raw(path, ruin)
    with pytest.raises(Damaged):
        Engine(path)


def test_nothing_is_saved_into_a_file_that_was_moved_or_replaced(path: Path, tmp_path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    path.rename(tmp_path / "away.db")
    with pytest.raises(StoreError), engine.writing():
        engine.put("walks", Row(6, 1, 2026, b""))
    making.create(path)
    for _ in range(2):
        with pytest.raises(StoreError, match="moved or replaced"), engine.writing():
            engine.put("walks", Row(6, 1, 2026, b""))
    engine.close()
    away = Engine(tmp_path / "away.db")
    assert away.rows("walks") == [WALK]
    away.close()


def test_a_copy_of_the_same_vault_in_its_place_is_written_to_after_it_was_said_once(path: Path, tmp_path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    making.copy_to(path, tmp_path / "backup.db")
    (tmp_path / "backup.db").rename(path)
    with pytest.raises(StoreError, match="moved or replaced"), engine.writing():
        engine.put("walks", Row(6, 1, 2026, b""))
    with engine.writing():
        engine.put("walks", Row(6, 1, 2026, b""))
    engine.close()
    again = Engine(path)
    assert len(again.rows("walks")) == 2
    again.close()


def test_a_window_that_saves_for_too_long_makes_the_other_busy_and_it_can_save_later(path: Path) -> None:
    one, other = Engine(path), Engine(path, wait=0.05)
    with one.writing():
        one.put("walks", WALK)
        with pytest.raises(Busy), other.writing():
            pass
    with other.writing():
        other.put("walks", Row(6, 1, 2026, b""))
    assert len(one.rows("walks")) == 2
    one.close()
    other.close()


def test_reading_waits_for_a_save_of_another_window(path: Path) -> None:
    engine, blocker = Engine(path), sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    blocker.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.1, blocker.execute, ("COMMIT",)).start()
    assert engine.rows("walks") == []
    engine.close()


def test_numbers_are_taken_once_and_random_ids_do_not_raise_them(path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        assert [engine.take_number("walks") for _ in range(3)] == [1, 2, 3]
        engine.put("walks", Row((1 << 63) - 1, 1, 0, b""))
        engine.put("walks", Row(40, 1, 0, b""))
        assert engine.take_number("walks") == 41
        engine.clear("walks")
        assert engine.take_number("walks") == 42
    engine.close()
    again = Engine(path)
    with again.writing():
        assert again.take_number("walks") == 43
        again.drop("walks")
        assert again.take_number("walks") == 1
    again.close()


def test_the_other_window_is_noticed_and_ones_own_saves_are_not(path: Path) -> None:
    one, other = Engine(path), Engine(path)
    before = one.data_version()
    with one.writing():
        one.put("walks", WALK)
    assert one.data_version() == before
    with other.writing():
        other.delete("walks", 5)
    assert one.data_version() != before
    one.close()
    other.close()


def test_removed_words_are_not_left_in_the_file(path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", Row(5, 1, 2026, b"the bridge" * 1000))
    with engine.writing():
        engine.delete("walks", 5)
    engine.close()
    for each in path.parent.iterdir():
        assert b"the bridge" not in each.read_bytes(), each


def test_a_closed_engine_says_so(path: Path) -> None:
    engine = Engine(path)
    engine.close()
    with pytest.raises(StoreError, match="closed"):
        engine.rows("walks")


def test_making_a_vault_never_goes_over_one_that_is_there(path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    engine.close()
    making.create(path)
    again = Engine(path)
    assert again.rows("walks") == [WALK]
    again.close()


def test_two_windows_that_make_the_vault_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    threads = [threading.Thread(target=making.create, args=(path,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.name for each in tmp_path.iterdir()] == ["vault.db"]
    Engine(path).close()


def test_a_vault_is_made_by_one_window_at_a_time(tmp_path: Path) -> None:
    with private.alone_in(tmp_path):
        other = threading.Thread(target=making.create, args=(tmp_path / "vault.db",))
        other.start()
        other.join(0.05)
        assert not (tmp_path / "vault.db").exists()
    other.join()
    assert (tmp_path / "vault.db").exists()


def test_an_index_that_leads_to_another_document_is_damage_and_not_that_document(path: Path) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
        engine.put("walks", Row(6, 1, 2026, b"called Sam"))
    engine.close()
    raw(
        path,
        "CREATE TABLE crossed(seq INTEGER PRIMARY KEY, tbl, id)",
        "INSERT INTO crossed SELECT seq, tbl, 11 - id FROM doc",
        "CREATE UNIQUE INDEX crossed_id ON crossed(tbl, id)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'crossed_id') WHERE name = 'doc_id'",
        "DELETE FROM sqlite_master WHERE name LIKE 'crossed%'",
    )
    engine = Engine(path)
    assert engine.row("walks", 5) == WALK
    assert engine.health.is_damaged
    with pytest.raises(Damaged), engine.writing():
        pass
    engine.close()


def test_a_document_that_comes_twice_is_damage_and_shown_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    twice = Connection.query
    monkeypatch.setattr(
        Connection, "query", lambda self, statement, values=(): twice(self, statement, values) * (1 + statement.endswith("seq"))
    )
    assert engine.rows("walks") == [WALK]
    assert engine.health.is_damaged
    engine.close()


def test_odd_characters_in_the_path_name_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "100% mine? #1 ünd.db"
    making.create(path)
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    engine.close()
    assert {each.name for each in tmp_path.iterdir()} == {path.name, f"{path.name}-journal"}
