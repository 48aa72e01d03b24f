"""Sealed bodies: they come back as they were, tell nothing, and open only where they were written."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.store.bodies import Place, Unreadable, to_json
from iop_tui.store.seal import Sealed, new_key

HERE = Place("answers", 4711, 3)
VAULT = b"sixteen bytes id"
OPEN = Sealed(bytes(range(32)), VAULT)
AROUND = 1 + 12 + 16
"""Bytes of the version, the nonce and the tag."""

texts = st.text(st.characters(exclude_categories=()), max_size=30)  # half characters too
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda each: st.lists(each, max_size=4) | st.dictionaries(texts, each, max_size=4),
    max_leaves=10,
)
documents = st.dictionaries(texts, values, max_size=6)
names = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=80)


@given(document=documents)
@settings(max_examples=200, deadline=None)
def test_a_document_comes_back_as_it_was(document: dict[str, object]) -> None:
    assert OPEN.decode(HERE, OPEN.encode(HERE, document)) == document
    assert Sealed(OPEN.key, VAULT).decode(HERE, OPEN.encode(HERE, document)) == document


def test_the_same_words_twice_look_different() -> None:
    bodies = {OPEN.encode(HERE, {"value": "Called Sam."}) for _ in range(200)}
    assert len(bodies) == 200
    assert len({body[1:13] for body in bodies}) == 200
    assert not any(b"Sam" in body or b"value" in body for body in bodies)


@pytest.mark.parametrize(
    "there", [Place("runs", 4711, 3), Place("answers", 4712, 3), Place("answers", 4711, 4), Place("answers\x004711", 3, 3), Place("", 0, 0)]
)
def test_a_row_that_was_moved_does_not_open(there: Place) -> None:
    body = OPEN.encode(HERE, {"value": "Called Sam."})
    with pytest.raises(Unreadable):
        OPEN.decode(there, body)
    assert OPEN.decode(HERE, body) == {"value": "Called Sam."}


def test_a_row_from_another_vault_or_under_another_key_does_not_open() -> None:
    body = OPEN.encode(HERE, {"value": "Called Sam."})
    for other in (Sealed(OPEN.key, b"another vault id"), Sealed(new_key(), VAULT)):
        with pytest.raises(Unreadable):
            other.decode(HERE, body)
        with pytest.raises(Unreadable):
            other.name(OPEN.table("answers"))


@given(length=st.integers(0, 3000))
@settings(max_examples=200, deadline=None)
def test_only_the_size_in_steps_of_256_bytes_shows(length: int) -> None:
    document = {"value": "a" * length}
    shown = len(OPEN.encode(HERE, document)) - AROUND
    assert shown % 256 == 0
    assert 0 <= shown - (4 + len(to_json(document))) < 256


@given(document=documents, data=st.data())
@settings(max_examples=300, deadline=None)
def test_one_flipped_bit_or_a_cut_is_unreadable_and_nothing_else(document: dict[str, object], data: st.DataObject) -> None:
    body = bytearray(OPEN.encode(HERE, document))
    at = data.draw(st.integers(0, len(body) - 1))
    if data.draw(st.booleans()):
        body[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del body[at:]
    with pytest.raises(Unreadable):
        OPEN.decode(HERE, bytes(body))


def test_each_bit_of_one_body_counts() -> None:
    body = OPEN.encode(HERE, {"value": "Called Sam."})
    for bit in range(8 * len(body)):
        flipped = bytearray(body)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            OPEN.decode(HERE, bytes(flipped))


@given(body=st.binary(max_size=600) | st.binary(max_size=600).map(lambda rest: b"2" + rest), name=st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_bytes_and_names_that_never_were_ours_are_unreadable_and_nothing_else(body: bytes, name: str) -> None:
    with pytest.raises(Unreadable):
        OPEN.decode(HERE, body)
    with pytest.raises(Unreadable):
        OPEN.name(name)


@given(name=names)
@settings(max_examples=200, deadline=None)
def test_the_name_of_a_table_comes_back_and_is_not_seen(name: str) -> None:
    kept = OPEN.table(name)
    assert OPEN.name(kept) == name
    assert kept == Sealed(OPEN.key, VAULT).table(name), "a table must be found again"
    assert kept not in (Sealed(new_key(), VAULT).table(name), Sealed(OPEN.key, b"another vault id").table(name))
    assert kept.isascii() and kept.isalnum()
    assert len(name) < 4 or name not in bytes.fromhex(kept).decode("latin-1")


def test_short_names_of_tables_look_equally_long() -> None:
    kept = [OPEN.table(name) for name in ("runs", "answers", "commitments", "settings")]
    assert len({len(each) for each in kept}) == 1
    assert len(set(kept)) == 4


def test_a_flipped_digit_in_the_name_of_a_table_is_unreadable() -> None:
    kept = OPEN.table("answers")
    for at in range(len(kept)):
        with pytest.raises(Unreadable):
            OPEN.name(kept[:at] + f"{int(kept[at], 16) ^ 1:x}" + kept[at + 1 :])


def test_the_years_are_told_apart_and_not_shown() -> None:
    years = {(table, year): OPEN.bucket(table, year) for table in ("answers", "runs", "checkins") for year in range(1970, 2070)}
    assert len(set(years.values())) == 300
    assert not set(years.values()) & set(range(3000))
    again, other = Sealed(OPEN.key, VAULT), Sealed(new_key(), VAULT)
    assert all(again.bucket(*place) == bucket for place, bucket in years.items())
    assert not any(other.bucket(*place) == bucket for place, bucket in years.items())
    assert all(0 <= bucket < 1 << 63 for bucket in years.values())


def test_what_json_cannot_hold_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        OPEN.encode(HERE, {"value": object()})


def test_every_key_is_another_one() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32


def test_before_there_is_a_key_memory_is_closed_to_others_and_no_core_is_written(environment: dict[str, str]) -> None:
    script = (
        "import ctypes, resource; from iop_tui.store.seal import close_memory;"
        "resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2);"
        "ask = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0); before = ask(); close_memory();"
        "print(before, ask(), *resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0", "0", "0"]


def test_a_plain_vault_is_opened_without_the_cipher(environment: dict[str, str], tmp_path: os.PathLike[str]) -> None:
    script = (
        "import sys; from pathlib import Path; from iop_tui.clock import Clock; from iop_tui.store.store import Store;"
        "from iop_tui.store.locations import new_profile;"
        f"Store.open(new_profile(Path({str(tmp_path)!r}) / 'iop-tui'), Clock(), create=True).close();"
        "print(sorted(name for name in sys.modules if name.startswith(('cryptography', 'iop_tui.store.seal', 'iop_tui.store.slots'))))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['iop_tui.store.sealing']"
