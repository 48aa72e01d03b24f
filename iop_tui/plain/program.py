"""The room of the program, line by line: every tool for the way in, through and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.plain.tools import open_tool
from iop_tui.services import preparing
from iop_tui.services.program import GROUPS

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk


def look(talk: Talk) -> None:
    """Say how the tools stand that hold something."""
    for title, tools in GROUPS:
        said = [f"{tool.title}: {state}" for tool in tools if (state := tool.state(talk.house))]
        if said:
            talk.say(f"Heading: {title}", *said)


def choose(talk: Talk) -> None:
    """Pick a tool, group by group, and be there."""
    group = talk.pick("Which part of the way?", [(f"{title}: {', '.join(each.title for each in tools)}", tools) for title, tools in GROUPS])
    if not group:
        return
    tool = group[0] if len(group) == 1 else talk.pick("Which one?", [(each.title, each) for each in group])
    if tool is not None:
        open_tool(talk, tool.id)


def prepare(talk: Talk) -> None:
    """The sheet for the next session."""
    talk.page(preparing.page(talk.house))
