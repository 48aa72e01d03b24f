"""The keeper of bytes: whole or not at all, and never into a file that is not the one it knows."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from iop_tui.errors import Busy, Damaged, NewerSchema, StoreError
from iop_tui.store import making
from iop_tui.store.engine import Engine, Row

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
    raw(path, "UPDATE meta SET value = 2 WHERE key = 'schema'")
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
    path.rename(tmp_path / "away.db")
    for _ in range(2):
        with pytest.raises(StoreError, match="moved or replaced"), engine.writing():
            engine.put("walks", WALK)
        if not path.exists():
            making.create(path)
    engine.close()


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


def test_odd_characters_in_the_path_name_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "100% mine? #1 ünd.db"
    making.create(path)
    engine = Engine(path)
    with engine.writing():
        engine.put("walks", WALK)
    engine.close()
    assert {each.name for each in tmp_path.iterdir()} == {path.name, f"{path.name}-journal"}
