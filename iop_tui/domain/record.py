"""What every kept fact has in common."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from iop_tui.digest import blake2b
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One fact about one person. A new record has id 0; the store gives it a random 63-bit id."""

    table: ClassVar[str]

    id: int = 0
    rev: int = 0
    """How often it has been saved. Saving over a newer `rev` keeps both copies."""
    created: datetime | None = None
    """UTC; set by the store when it is first saved."""
    changed: datetime | None = None
    """UTC; set by the store at every save."""
    day: date | None = None
    """The person's date that it belongs to; the store uses today when it is not given."""


def key_id(*parts: object) -> int:
    """A 63-bit id made from a key, for facts of which there can be only one, such as a check-in of one day."""
    digest = blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1 or 1
