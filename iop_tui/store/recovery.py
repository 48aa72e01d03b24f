"""The recovery code: 128 random bits for paper, in letters not mistaken for each other, with a check against typing errors."""

from __future__ import annotations

import os

from iop_tui.digest import blake2b

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_BYTES = 16
_CHECK_BITS = 12
_LENGTH = 28
_GROUP = 4
_LEAST_DIGITS = 2
"""Of 10,000 codes about four have fewer."""


def new() -> str:
    """A code like 7K2M-..., seven groups of four."""
    return show(os.urandom(_BYTES))


def show(secret: bytes) -> str:
    number = int.from_bytes(secret) << _CHECK_BITS | _check(secret)
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def read(typed: str) -> str:
    """A typed code as it was shown, or nothing when it is none or holds a typing error."""
    letters = _plain(typed)
    if not _is_shaped(letters):
        return ""
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    secret, check = number >> _CHECK_BITS, number & (1 << _CHECK_BITS) - 1
    if _check(secret.to_bytes(_BYTES)) != check:
        return ""
    return show(secret.to_bytes(_BYTES))


def looks_like_one(typed: str) -> bool:
    """Whether somebody meant to type a code: it has about the length and only its letters, in groups, and digits, which words have not."""
    letters = _plain(typed)
    is_in_groups = "-" in typed or " " in typed
    has_digits = sum(letter.isdecimal() for letter in typed) >= _LEAST_DIGITS
    return abs(len(letters) - _LENGTH) <= 2 and all(letter in _LETTERS for letter in letters) and is_in_groups and has_digits


def _plain(typed: str) -> str:
    return typed.strip().upper().translate(_MISREAD)


def _is_shaped(letters: str) -> bool:
    return len(letters) == _LENGTH and all(letter in _LETTERS for letter in letters)


def _check(secret: bytes) -> int:
    return int.from_bytes(blake2b(secret, digest_size=2, person=b"iop recovery").digest()) >> 16 - _CHECK_BITS
