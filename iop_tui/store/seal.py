"""The seal: with a passphrase, no word, field name or table name of a person stands in any file.

What stays to be seen: how many documents there are, their ids, their sizes in steps of 256 bytes, and when the file changed.
`cryptography` is imported only when a vault is sealed or opened with a seal.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from iop_tui.store.bodies import Document, Place, Unreadable, from_json, to_json

KEY = 32
"""Bytes of the data key."""

_VERSION = b"2"
_NONCE = 12
_LENGTH = 4
_STEP = 256
_NAME_STEP = 32
_NAMES = b"table"


class Sealed:
    """How names, years and documents are written down under a data key: AES-256-GCM for documents, AES-SIV for the names of tables."""

    def __init__(self, key: bytes, vault: bytes) -> None:
        """`key` is the data key (32 bytes); `vault` the id of the vault, so that no row can be moved to another one."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

        self.key = key
        self._vault = vault
        self._documents = AESGCM(_derived(key, b"documents", 32))
        self._names = AESSIV(_derived(key, b"names", 64))
        self._years = _derived(key, b"years", 32)
        self.table = cache(self._table)
        self.bucket = cache(self._bucket)

    def _table(self, name: str) -> str:
        text = name.encode()
        return self._names.encrypt(text + bytes(-len(text) % _NAME_STEP or _NAME_STEP), [_NAMES, self._vault]).hex()

    def name(self, table: str) -> str:
        """The name of a table as it was before; Unreadable if it was not sealed with this key."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._names.decrypt(bytes.fromhex(table), [_NAMES, self._vault]).rstrip(b"\0").decode()
        except (InvalidTag, ValueError):
            raise Unreadable from None

    def _bucket(self, name: str, year: int) -> int:
        return int.from_bytes(hmac.digest(self._years, f"{name}/{year}".encode(), "sha256")[:6])

    def encode(self, place: Place, document: Mapping[str, Any]) -> bytes:
        text = to_json(document)
        filled = len(text).to_bytes(_LENGTH) + text
        filled += bytes(-len(filled) % _STEP)
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._documents.encrypt(nonce, filled, self._about(place))

    def decode(self, place: Place, body: bytes) -> Document:
        from cryptography.exceptions import InvalidTag

        nonce, sealed = body[1 : 1 + _NONCE], body[1 + _NONCE :]
        if body[:1] != _VERSION or len(sealed) < _STEP:
            raise Unreadable
        try:
            filled = self._documents.decrypt(nonce, sealed, self._about(place))
        except (InvalidTag, ValueError):
            raise Unreadable from None
        return from_json(filled[_LENGTH : _LENGTH + int.from_bytes(filled[:_LENGTH])])

    def _about(self, place: Place) -> bytes:
        """Bound to each body, so that a row that was moved or swapped does not open."""
        return b"%b\0%b\0%d\0%d" % (self._vault, place.table.encode(), place.id, place.rev)


def new_key() -> bytes:
    return os.urandom(KEY)


def close_memory() -> None:
    """From now on no other process of this account can look into this one, and no core file is written. Called before there is a key."""
    import ctypes
    import resource

    set_dumpable = 4
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        ctypes.CDLL(None).prctl(set_dumpable, 0, 0, 0, 0)
    except (AttributeError, OSError):  # not Linux
        return


def _derived(key: bytes, purpose: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, None, b"iop-tui " + purpose).derive(key)
