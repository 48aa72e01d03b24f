"""What all editors have in common: they hold text, and tell when it changed."""

from __future__ import annotations

from typing import Protocol

from textual.message import Message


class Edited(Message):
    """The text of an editor changed; `settled` when it was picked as a whole, so that it can be saved at once."""

    def __init__(self, settled: bool = False) -> None:
        super().__init__()
        self.settled = settled


class Onward(Message):
    """The person is done here: go to the next field."""


class Editor(Protocol):
    """Anything a field can be filled in with."""

    @property
    def raw(self) -> str:
        """The text as `domain.fields.read` takes it."""

    def load(self, raw: str) -> None:
        """Show a text, without telling anybody."""

    def enter(self) -> None:
        """Take the focus."""
