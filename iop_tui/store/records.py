"""Records to documents and back. The id and the number of saves are the row's, everything else is the document's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from iop_tui import values
from iop_tui.domain.record import Record
from iop_tui.store.bodies import from_json, to_json
from iop_tui.store.engine import NUMBERS_END
from iop_tui.store.views import Found

R = TypeVar("R", bound=Record)

_OF_THE_ROW = ("id", "rev")
_OF_THE_SAVE = ("created", "changed")


def new_id() -> int:
    """A random id of 63 bits, above the numbers that are counted up."""
    while (drawn := int.from_bytes(os.urandom(8)) >> 1) < NUMBERS_END:
        pass
    return drawn


def to_document(record: Record) -> dict[str, Any]:
    """What is kept of a record: plain JSON values, dates as ISO text, moments in UTC."""
    document = plain(msgspec.to_builtins(record))
    for name in _OF_THE_ROW:
        del document[name]
    return document


def plain(document: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they will be when they are read again: dates are text, tuples are lists."""
    return from_json(to_json(msgspec.to_builtins(document)))


def to_record(kind: type[R], found: Found) -> R | None:
    """The record in a document, or nothing if it does not fit the kind."""
    if found.document is None:
        return None
    try:
        return msgspec.convert({**found.document, "id": found.id, "rev": found.rev}, kind)
    except (msgspec.ValidationError, ValueError, TypeError, OverflowError):
        return None


def unknown_keys(kind: type[Record], document: Mapping[str, Any]) -> dict[str, Any]:
    """What a newer version wrote that this one does not know; it is carried along."""
    known = values.names(kind)
    return {key: value for key, value in document.items() if key not in known}


def says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two documents differ in nothing but the moments of saving."""
    return _without_moments(one) == _without_moments(other)


def defaults(kind: type[Record]) -> Mapping[str, Any]:
    """The plain values of fields that older documents may lack."""
    return plain(values.defaults(kind))


def _without_moments(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _OF_THE_SAVE}
