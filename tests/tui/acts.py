"""Every act of the program, once with the keys of the screen and once with answers line by line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from plain.harness import Answer
from tui.harness import Home, Person, to_tool

Keys = Callable[[Person], Awaitable[object]]


@dataclass(frozen=True)
class Case:
    """One act, done twice."""

    act: str
    """Its name in `iop_tui.plain.rooms.ACTS`."""
    screen: Keys
    lines: tuple[Answer, ...]
    before: Callable[[Home], object] = lambda _home: None
    """What is there already."""
    only_opens: bool = False
    """Whether nothing is kept by it."""
    name: str = ""
    """Where one act is done in several ways."""

    @property
    def id(self) -> str:
        return f"{self.act}{f' ({self.name})' if self.name else ''}"


def asks(home: Home) -> Any:
    return home.keep("asks", {"who": {"name": "Dr. Osei"}})


async def add_an_ask(me: Person) -> None:
    await me.press(*to_tool("asks"), "a")
    await me.fill("who", "Dr. Osei")
    await me.press("ctrl+s")


async def change_an_ask(me: Person) -> None:
    await me.press(*to_tool("asks"))
    await me.open_row("Dr. Osei")
    await me.fill("answer", "Cedar House")
    await me.press("ctrl+s")


async def remove_an_ask(me: Person) -> None:
    await me.press(*to_tool("asks"))
    await me.to_row("Dr. Osei")
    await me.press("d")


async def opens(me: Person) -> None:
    """Nothing to do: the screen shows it without a key."""


CASES: tuple[Case, ...] = (
    Case("add", add_an_ask, ("1", "Dr. Osei", "save")),
    Case("change", change_an_ask, ("1", "1", ("What was the answer?", "Cedar House"), "", "save"), asks),
    Case("remove", remove_an_ask, ("1", "1"), asks),
)
