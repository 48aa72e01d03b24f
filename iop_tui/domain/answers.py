"""What a person wrote in a unit: runs, and the answers in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from iop_tui.domain.record import Record
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Record):
    """One time through an exercise. Every run is kept."""

    table: ClassVar[str] = "runs"

    unit: str
    version: int
    title: str
    """The unit's title as it was."""
    section: int = 0
    """Where the person left off: the section, and the line at the top of the screen."""
    line: int = 0
    finished: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """What was entered in one field of one run, with the question it answered."""

    table: ClassVar[str] = "answers"

    run: int
    unit: str
    version: int
    field: str
    kind: str
    label: str
    options: tuple[str, ...] = ()
    value: Any
    """Plain JSON, as `domain.fields` says for the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """Typing that has not become an answer yet, kept at most two seconds behind the keyboard."""

    table: ClassVar[str] = "drafts"

    of: str
    """The record it will become part of, for example `run/123/what-happened`."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Record):
    """The other copy, when two windows changed the same thing."""

    table: ClassVar[str] = "kept"

    of_table: str
    of_id: int
    body: dict[str, Any]
