"""The one pair through which every document passes on its way into the vault and out of it. A sealed vault has another: `seal.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import msgspec

from iop_tui.digest import blake2b

Document = dict[str, Any]


class Unreadable(ValueError):
    """Bytes that are not the document they claim to be. Says nothing about what is in them."""


class Place(NamedTuple):
    """Which document it is; bytes that were moved to another place do not decode there."""

    table: str
    id: int
    rev: int


class Bodies(Protocol):
    """How names, years and documents are written down."""

    def table(self, name: str) -> str: ...

    def name(self, table: str) -> str: ...

    def bucket(self, name: str, year: int) -> int: ...

    def encode(self, place: Place, document: Mapping[str, Any]) -> bytes: ...

    def decode(self, place: Place, body: bytes) -> Document: ...


class Plain:
    """Open to read for whoever can open the file: a version byte, eight bytes that tell damage, and JSON."""

    _VERSION = b"1"
    _MARK = 8

    def table(self, name: str) -> str:
        return name

    def name(self, table: str) -> str:
        return table

    def bucket(self, name: str, year: int) -> int:
        return year

    def encode(self, place: Place, document: Mapping[str, Any]) -> bytes:
        text = to_json(document)
        return self._VERSION + self._mark(place, text) + text

    def decode(self, place: Place, body: bytes) -> Document:
        start = 1 + self._MARK
        text = body[start:]
        if body[:1] != self._VERSION or body[1:start] != self._mark(place, text):
            raise Unreadable
        return from_json(text)

    def _mark(self, place: Place, text: bytes) -> bytes:
        place_and_text = b"%b\0%d\0%d\0%b" % (place.table.encode(), place.id, place.rev, text)
        return blake2b(place_and_text, digest_size=self._MARK).digest()


PLAIN = Plain()


def to_json(document: Mapping[str, Any]) -> bytes:
    """A document as JSON; TypeError for what JSON cannot hold."""
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError:  # half a character, which only the escapes of the standard library can write down
        return json.dumps(document).encode()


def from_json(text: bytes) -> Document:
    """The document in some JSON; Unreadable unless it is an object."""
    try:
        found = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        found = _escaped(text)
    if not isinstance(found, dict):
        raise Unreadable
    return found


def _escaped(text: bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable from None
