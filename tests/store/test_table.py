"""TinyDB over the engine: as in its manual, but only what is touched is read and only what changed is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, where
from tinydb.table import Document

from iop_tui.store.bodies import Place, Plain
from iop_tui.store.connection import Connection
from iop_tui.store.table import VaultDB, VaultStorage, VaultTable


class Counting(Plain):
    """Counts what passes."""

    def __init__(self) -> None:
        self.decoded: list[int] = []
        self.encoded: list[int] = []

    def decode(self, place: Place, body: bytes) -> dict[str, Any]:
        self.decoded.append(place.id)
        return super().decode(place, body)

    def encode(self, place: Place, document: Any) -> bytes:
        self.encoded.append(place.id)
        return super().encode(place, document)


@pytest.fixture
def bodies() -> Counting:
    return Counting()


@pytest.fixture
def db(tmp_path: Path, bodies: Counting) -> Iterator[VaultDB]:
    with VaultDB(tmp_path / "vault.db", bodies) as database:
        database.insert_multiple({"who": who, "calls": 0} for who in ("Ana", "Sam", "Priya"))
        bodies.encoded.clear()
        yield database


def rev(db: VaultDB, id: int) -> int:
    found = table(db).find(id)
    assert found
    return found.rev


def table(db: VaultDB) -> VaultTable:
    default = db.table("_default")
    assert isinstance(default, VaultTable)
    return default


def test_queries_work_as_in_the_manual(db: VaultDB) -> None:
    person = Query()
    assert [each["who"] for each in db.search((person.who == "Sam") | (person.who.matches("P")))] == ["Sam", "Priya"]
    assert db.update({"calls": 2}, where("who") == "Ana") == [1]
    assert db.get(person.calls > 1) == {"who": "Ana", "calls": 2}
    assert db.contains(doc_id=2)
    assert not db.contains(doc_id=77)


def test_one_document_is_read_without_the_others(db: VaultDB, bodies: Counting) -> None:
    assert db.get(doc_id=2) == {"who": "Sam", "calls": 0}
    assert bodies.decoded == [2]
    assert db.get(where("who") == "Ana") is not None
    assert bodies.decoded == [2, 1]
    assert len(db) == 3
    db.insert(Document({"who": "Lee"}, 99))
    assert bodies.decoded == [2, 1]


def test_only_what_changed_is_written(db: VaultDB, bodies: Counting) -> None:
    db.update({"calls": 1}, where("who") == "Sam")
    assert bodies.encoded == [2]
    db.update({"calls": 1})
    assert bodies.encoded == [2, 1, 3]
    assert [rev(db, id) for id in (1, 2, 3)] == [2, 2, 2]


def test_a_document_that_is_handed_out_is_a_copy(db: VaultDB) -> None:
    db.insert({"who": "Lee", "numbers": [1]})
    for handed in (db.get(where("who") == "Lee"), db.search(where("who") == "Lee")[0], db.all()[3]):
        assert isinstance(handed, Document)
        handed["numbers"].append(2)
    assert db.get(where("who") == "Lee") == {"who": "Lee", "numbers": [1]}


def test_no_answer_is_remembered_past_a_change_of_another_window(db: VaultDB, tmp_path: Path) -> None:
    assert db.count(where("calls") == 0) == 3
    with VaultDB(tmp_path / "vault.db") as other:
        other.remove(doc_ids=[1])
    assert db.count(where("calls") == 0) == 2


def test_a_function_that_raises_leaves_every_document_as_it_was(db: VaultDB) -> None:
    def count(document: Any) -> None:
        document["calls"] += 1
        if document["who"] == "Priya":
            raise KeyError

    with pytest.raises(KeyError):
        db.update(count)
    assert [each["calls"] for each in db.all()] == [0, 0, 0]


def test_a_bare_insert_never_gets_a_number_that_was_given_before(db: VaultDB, tmp_path: Path) -> None:
    db.remove(doc_ids=[3])
    assert db.insert({}) == 4
    db.truncate()
    assert db.insert({}) == 5
    with VaultDB(tmp_path / "vault.db") as other:
        assert other.insert({}) == 6
    assert db.insert(Document({}, (1 << 63) - 1)) == (1 << 63) - 1
    assert db.insert({}) == 7


def test_one_call_is_one_transaction(db: VaultDB, monkeypatch: pytest.MonkeyPatch) -> None:
    commits: list[str] = []
    query = Connection.query

    def counting(self: Connection, statement: str, values: tuple[object, ...] = ()) -> Any:
        commits.extend([statement] if statement == "COMMIT" else [])
        return query(self, statement, values)

    monkeypatch.setattr(Connection, "query", counting)
    acts: list[Callable[[], object]] = [
        lambda: db.insert({"who": "Lee"}),
        lambda: db.insert_multiple([{"who": "Jo"}, {"who": "Max"}]),
        lambda: db.upsert({"who": "Kim"}, where("who") == "Kim"),
        lambda: db.update({"calls": 3}),
        lambda: db.remove(where("calls") == 3),
        db.drop_tables,
    ]
    for act in acts:
        commits.clear()
        act()
        assert commits == ["COMMIT"]


def test_dropping_one_table_leaves_one_that_another_window_made_meanwhile(tmp_path: Path) -> None:
    with VaultDB(tmp_path / "vault.db") as one, VaultDB(tmp_path / "vault.db") as other:
        one.table("walks").insert({"minutes": 20})
        seen = one.storage.read()
        other.table("calls").insert({"who": "Sam"})
        assert seen
        del seen["walks"]
        one.storage.write(seen)
        assert one.tables() == {"calls"}
        assert other.table("calls").all() == [{"who": "Sam"}]


def test_a_whole_state_can_be_written_as_with_any_storage(db: VaultDB, bodies: Counting) -> None:
    state = {"_default": {"1": {"who": "Ana", "calls": 0}, "9": {"who": "Lee"}}, "walks": {"1": {"minutes": 20}}}
    db.storage.write(state)
    assert bodies.encoded.count(1) == 1  # walks/1, but not Ana, who stayed the same
    assert db.tables() == {"_default", "walks"}
    assert {each.doc_id: dict(each) for each in db.all()} == {1: {"who": "Ana", "calls": 0}, 9: {"who": "Lee"}}


def test_a_damaged_document_is_left_out_noted_and_left_where_it_is(db: VaultDB) -> None:
    storage = db.storage
    assert isinstance(storage, VaultStorage)
    with storage.engine.writing():
        storage.engine.connection.query("UPDATE doc SET body = CAST('?' || body AS BLOB) WHERE id = 2")
    assert [each["who"] for each in db.all()] == ["Ana", "Priya"]
    assert db.get(doc_id=2) is None
    assert list(storage.unreadable) == [("_default", 2)]
    db.update({"calls": 5})
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({}, 2))
    row = storage.engine.row("_default", 2)
    assert row is not None
    assert b"Sam" in row.body


def test_ids_of_other_kinds_find_nothing(db: VaultDB) -> None:
    assert db.get(doc_id=1 << 70) is None
    assert db.get(doc_id=float("nan")) is None  # type: ignore[call-overload]
    assert not db.contains(doc_id=-(1 << 64))
