"""Key slots and recovery codes: right, wrong and damaged are three things, and never taken for each other."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.errors import Exit, SlotsDamaged, StoreError, WrongPassphrase
from iop_tui.store import recovery, slots
from iop_tui.store.slots import PASSPHRASE, RECOVERY, Cost, Slot

CHEAP = Cost(8 * 1024, 1, 1)
VAULT = b"sixteen bytes id"
KEY = bytes(range(32))
TYPED = "four words that belong apart"
CODE = recovery.show(bytes(range(100, 116)))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SEALED = {
    PASSPHRASE: slots.wrap(KEY, TYPED, PASSPHRASE, VAULT, CHEAP),
    RECOVERY: slots.wrap(KEY, CODE, RECOVERY, VAULT, CHEAP),
}


def with_mark(text: bytes) -> bytes:
    """A slot whose checksum is right, whatever it says."""
    return b"1" + slots._mark(text) + text


def forged(cost: Cost) -> bytes:
    slot = msgspec.json.decode(SEALED[PASSPHRASE][9:], type=Slot)
    return with_mark(msgspec.json.encode(replace(slot, cost=cost)))


def fail(*_: object) -> NoReturn:
    raise AssertionError("no work may be done for such a slot")


def is_called_damaged(found: dict[str, bytes], typed: str) -> bool:
    try:
        slots.unlock(found, typed, VAULT)
    except SlotsDamaged as error:
        return error.exit_code is Exit.SLOTS_DAMAGED and "not about the passphrase" in str(error)
    except WrongPassphrase:
        return False
    return False


def test_the_passphrase_and_the_code_open_the_same_key() -> None:
    assert slots.unlock(SEALED, TYPED, VAULT) == KEY
    assert slots.unlock(SEALED, CODE, VAULT) == KEY
    assert slots.are_whole(SEALED)


@pytest.mark.parametrize("typed", ["", TYPED[:-1], TYPED.upper(), f"{TYPED} ", "\0", "\ud800", recovery.show(bytes(16)), "a" * 100_000])
def test_what_is_wrong_is_called_wrong_and_never_damaged(typed: str) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        slots.unlock(SEALED, typed, VAULT)
    assert caught.value.exit_code is Exit.WRONG_PASSPHRASE
    assert "mistyped" not in str(caught.value)


def test_each_flipped_byte_is_called_damaged_whatever_was_typed() -> None:
    body = SEALED[PASSPHRASE]
    for at in range(len(body)):
        flipped = body[:at] + bytes([body[at] ^ 1 << at % 8]) + body[at + 1 :]
        damaged = {**SEALED, PASSPHRASE: flipped}
        assert is_called_damaged(damaged, TYPED), at
        assert is_called_damaged(damaged, "not the passphrase"), at
        assert not slots.are_whole(damaged)
    assert slots.unlock(damaged, CODE, VAULT) == KEY, "the other way stays"


def test_each_cut_and_zeros_are_called_damaged() -> None:
    body = SEALED[PASSPHRASE]
    for at in range(len(body)):
        assert is_called_damaged({**SEALED, PASSPHRASE: body[:at]}, TYPED), at
    assert is_called_damaged({**SEALED, PASSPHRASE: bytes(len(body))}, TYPED)


def test_a_damaged_code_slot_leaves_the_passphrase_alone() -> None:
    damaged = {**SEALED, RECOVERY: SEALED[RECOVERY][:-1]}
    assert slots.unlock(damaged, TYPED, VAULT) == KEY
    assert is_called_damaged(damaged, CODE)
    with pytest.raises(WrongPassphrase):
        slots.unlock(damaged, "not the passphrase", VAULT)
    assert not slots.are_whole(damaged)


@pytest.mark.parametrize("typed", [TYPED, CODE, "not the passphrase"])
def test_missing_slots_are_called_damaged(typed: str) -> None:
    assert is_called_damaged({}, typed)
    assert not slots.are_whole({})


def test_one_missing_slot_is_called_damaged_by_who_needs_it() -> None:
    only_code, only_passphrase = ({name: SEALED[name]} for name in (RECOVERY, PASSPHRASE))
    assert is_called_damaged(only_code, TYPED)
    assert is_called_damaged(only_passphrase, CODE)
    assert slots.unlock(only_code, CODE, VAULT) == KEY
    assert slots.unlock(only_passphrase, TYPED, VAULT) == KEY
    assert not slots.are_whole(only_code)
    assert not slots.are_whole(only_passphrase)


@pytest.mark.parametrize(
    "cost",
    [
        replace(CHEAP, memory=8 * 1024 - 1),
        replace(CHEAP, memory=1024 * 1024 + 1),
        replace(CHEAP, memory=1 << 80),
        replace(CHEAP, memory=-1),
        replace(CHEAP, rounds=17),
        replace(CHEAP, rounds=0),
        replace(CHEAP, lanes=17),
        replace(CHEAP, lanes=0),
    ],
    ids=str,
)
def test_a_slot_that_asks_for_too_much_or_too_little_work_is_called_damaged_at_once(cost: Cost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_stretched", fail)
    assert is_called_damaged({**SEALED, PASSPHRASE: forged(cost)}, TYPED)
    assert not cost.is_sane()


@pytest.mark.parametrize("cost", [slots.FOR_A_PASSPHRASE, slots.FOR_A_CODE, Cost(8 * 1024, 1, 1), Cost(1024 * 1024, 16, 16)])
def test_the_costs_in_between_are_taken(cost: Cost) -> None:
    assert cost.is_sane()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"cost":{"memory":8192.5,"rounds":1,"lanes":1},"salt":"","nonce":"","wrapped":""}',
        b'{"cost":{"memory":true,"rounds":1,"lanes":1},"salt":"","nonce":"","wrapped":""}',
        b'{"cost":{"memory":8192,"rounds":1,"lanes":1},"salt":7,"nonce":"","wrapped":""}',
        b'{"cost":{"memory":1' + b"0" * 5000 + b',"rounds":1,"lanes":1},"salt":"","nonce":"","wrapped":""}',
    ],
    ids=range(11),
)
def test_a_slot_that_says_something_else_is_called_damaged(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_stretched", fail)
    assert is_called_damaged({**SEALED, PASSPHRASE: with_mark(text)}, TYPED)


def test_a_slot_with_a_salt_or_nonce_of_no_use_opens_nothing_and_does_not_crash() -> None:
    slot = msgspec.json.decode(SEALED[PASSPHRASE][9:], type=Slot)
    for wrong in (replace(slot, salt=b""), replace(slot, nonce=b""), replace(slot, wrapped=b""), replace(slot, salt=bytes(5000))):
        with pytest.raises(StoreError):
            slots.unlock({**SEALED, PASSPHRASE: with_mark(msgspec.json.encode(wrong))}, TYPED, VAULT)


def test_a_slot_opens_nothing_under_another_name_or_in_another_vault() -> None:
    swapped = {PASSPHRASE: SEALED[RECOVERY], RECOVERY: SEALED[PASSPHRASE]}
    for typed in (TYPED, CODE):
        with pytest.raises(WrongPassphrase):
            slots.unlock(swapped, typed, VAULT)
        with pytest.raises(WrongPassphrase):
            slots.unlock(SEALED, typed, b"another vault id")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9 au lait", "cafe\u0301 au lait"),
        ("\uff41\uff42\uff43 123456", "abc 123456"),
        ("\u212bngstr\u00f6m 1", "\u00c5ngstro\u0308m 1"),
    ],
)
def test_letters_that_look_the_same_are_the_same_however_a_keyboard_makes_them(one: str, other: str) -> None:
    assert one != other
    assert slots.unlock({**SEALED, PASSPHRASE: slots.wrap(KEY, one, PASSPHRASE, VAULT, CHEAP)}, other, VAULT) == KEY


@given(typed=st.text(st.characters(exclude_categories=()), max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_a_passphrase(typed: str) -> None:
    made = {**SEALED, PASSPHRASE: slots.wrap(KEY, typed, PASSPHRASE, VAULT, CHEAP)}
    assert slots.unlock(made, typed, VAULT) == KEY
    with pytest.raises(WrongPassphrase):
        slots.unlock(made, f"{typed}x", VAULT)


def test_the_same_key_wrapped_twice_looks_different_and_shows_nothing() -> None:
    one, other = (slots.wrap(KEY, TYPED, PASSPHRASE, VAULT, CHEAP) for _ in range(2))
    first, second = (msgspec.json.decode(each[9:], type=Slot) for each in (one, other))
    assert first.salt != second.salt and first.nonce != second.nonce and first.wrapped != second.wrapped
    assert (len(first.salt), len(first.nonce), len(first.wrapped)) == (16, 12, 32 + 16)
    for secret in (KEY, TYPED.encode(), b"four"):
        assert secret not in one


def test_a_real_passphrase_costs_64_mebibytes_three_rounds_and_four_lanes() -> None:
    made = {**SEALED, PASSPHRASE: slots.wrap(KEY, TYPED, PASSPHRASE, VAULT, slots.FOR_A_PASSPHRASE)}
    assert msgspec.json.decode(made[PASSPHRASE][9:])["cost"] == {"memory": 65536, "rounds": 3, "lanes": 4}
    assert slots.unlock(made, TYPED, VAULT) == KEY
    with pytest.raises(WrongPassphrase):
        slots.unlock(made, TYPED.title(), VAULT)
    with pytest.raises(WrongPassphrase):  # the cost is part of the secret: a cheaper one opens nothing
        slots.unlock({**made, PASSPHRASE: forged_like(made[PASSPHRASE], rounds=1)}, TYPED, VAULT)


def forged_like(body: bytes, **cost: Any) -> bytes:
    slot = msgspec.json.decode(body[9:], type=Slot)
    return with_mark(msgspec.json.encode(replace(slot, cost=replace(slot.cost, **cost))))


# The recovery code


@given(secret=st.binary(min_size=16, max_size=16))
@settings(max_examples=300, deadline=None)
def test_a_code_is_seven_groups_of_letters_that_are_not_mistaken_for_each_other(secret: bytes) -> None:
    code = recovery.show(secret)
    assert re.fullmatch(f"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{6}}", code)
    assert recovery.read(code) == code


def test_no_two_codes_are_the_same() -> None:
    assert len({recovery.new() for _ in range(1000)}) == 1000
    assert len({recovery.show((1 << bit).to_bytes(16)) for bit in range(128)}) == 128, "each bit counts"


@given(secret=st.binary(min_size=16, max_size=16), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_code_is_read_however_it_is_typed(secret: bytes, data: st.DataObject) -> None:
    code = recovery.show(secret)
    between = data.draw(st.sampled_from(["-", " ", "", " - ", "--"]))
    typed = code.replace("-", between)
    typed = "".join(data.draw(st.sampled_from({"0": "0oO", "1": "1iIlL"}.get(each, each + each.lower()))) for each in typed)
    assert recovery.read(f"  {typed} \n") == code


@pytest.mark.parametrize("typed", ["", "-", "no", TYPED, "0000-0000-0000-0000-0000-0000-0001", "ZZZZ-" * 6 + "ZZZZ", "U" * 28, "٣" * 28])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert recovery.read(typed) == ""


def is_missed(code: str, changed: str) -> bool:
    return changed != code.replace("-", "") and recovery.read(changed) not in ("", code)


def test_nearly_every_wrong_letter_is_noticed(how_many: Callable[[int, int], int]) -> None:
    """The check has 12 bits: of 4,096 errors one is missed."""
    chance, tried, missed = random.Random(4711), 0, 0
    for _ in range(how_many(20, 1000)):
        code = recovery.show(chance.randbytes(16))
        letters = code.replace("-", "")
        for at in range(28):
            for letter in LETTERS.replace(letters[at], ""):
                tried += 1
                missed += is_missed(code, letters[:at] + letter + letters[at + 1 :])
    assert tried % (28 * 31) == 0
    assert missed < tried / 1000


def test_nearly_every_swap_of_neighbors_and_every_letter_too_few_or_too_many_is_noticed() -> None:
    chance, tried, missed = random.Random(4711), 0, 0
    for _ in range(200):
        code = recovery.show(chance.randbytes(16))
        letters = code.replace("-", "")
        for at in range(27):
            tried += 1
            missed += is_missed(code, letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :])
            assert recovery.read(letters[:at] + letters[at + 1 :]) == ""
            assert recovery.read(letters[:at] + "7" + letters[at:]) == ""
    assert missed < tried / 500


@pytest.mark.parametrize("at", [0, 3, 5, 33])
def test_a_typing_error_is_told_from_a_wrong_code(at: int) -> None:
    other = next(letter for letter in LETTERS if not recovery.read(CODE[:at] + letter + CODE[at + 1 :]))
    for typed in (
        CODE[:at] + other + CODE[at + 1 :],
        CODE[:at] + CODE[at + 1 :],
        (CODE[:at] + other + CODE[at + 1 :]).lower().replace("-", " "),
    ):
        with pytest.raises(WrongPassphrase, match="mistyped") as caught:
            slots.unlock(SEALED, typed, VAULT)
        assert caught.value.exit_code is Exit.WRONG_PASSPHRASE
    with pytest.raises(WrongPassphrase) as caught:
        slots.unlock(SEALED, recovery.show(os.urandom(16)), VAULT)
    assert "mistyped" not in str(caught.value)


@pytest.mark.parametrize("typed", ["correct horse battery stapler", "silent lilac hotel on that hill", "garden stone kettle planet six7"])
def test_a_wrong_passphrase_of_some_words_is_not_called_a_mistyped_code(typed: str) -> None:
    assert 26 <= len(typed.replace(" ", "")) <= 30, "about as long as a code"
    with pytest.raises(WrongPassphrase) as caught:
        slots.unlock(SEALED, typed, VAULT)
    assert "mistyped" not in str(caught.value)


def test_a_passphrase_that_is_shaped_like_a_code_opens_too() -> None:
    made = {**SEALED, PASSPHRASE: slots.wrap(KEY, recovery.show(bytes(16)).lower(), PASSPHRASE, VAULT, CHEAP)}
    assert slots.unlock(made, recovery.show(bytes(16)).lower(), VAULT) == KEY
    assert slots.unlock(made, CODE, VAULT) == KEY
