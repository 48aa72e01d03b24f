"""Read a piece of TOML so that every key knows its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from iop_tui.content.reading import Findings

Where = tuple[str | int, ...]

MOST_NESTING = 16

_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\\?\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:\\[^\n]|[^"\\\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*",
    re.DOTALL,
)
"""Strings and comments. One that never ends is taken to its end, so that each character is looked at once."""
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*[=.]")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load(text: str, line: int, findings: Findings) -> dict[str, Any] | None:
    """The values of a piece of TOML whose first line is `line` of its file; `None`, with the problem noted, when it cannot be read."""
    bare = _STRINGS.sub(lambda found: "s" + "\n" * found[0].count("\n"), text)
    deep = _too_deep(bare)
    if deep is not None:
        findings.problem(line + deep, f"this is nested more than {MOST_NESTING} deep")
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError, OverflowError) as error:
        message = str(error)
        place = _PLACE.search(message)
        last = max(0, text.rstrip("\n").count("\n"))
        at = int(place[1]) - 1 if place and place[1] else last
        findings.problem(line + min(at, last), f"this is not TOML: {_PLACE.sub('', message)[:120]}")
        return None


def _too_deep(bare: str) -> int | None:
    """The line, from 0, on which brackets or dots go deeper than the limit; strings and comments are already out."""
    depth = 0
    for number, line in enumerate(bare.split("\n")):
        if line.count(".") > MOST_NESTING:
            return number
        for mark in re.findall(r"[\[{}\]]", line):
            depth = depth + 1 if mark in "[{" else max(0, depth - 1)
            if depth > MOST_NESTING:
                return number
    return None


def key_lines(text: str, line: int) -> dict[Where, int]:
    """The line of every table and key, such as `("field", 2, "kind")`, for TOML written one key a line."""
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    in_string = False
    for number, row in enumerate(text.split("\n"), line):
        starts_in_string = in_string
        if (row.count('"""') + row.count("'''")) % 2:
            in_string = not in_string
        if starts_in_string:
            continue
        if header := _HEADER.match(row):
            table = _where(header[2], header[1] == "[[", counts)
            found.setdefault(table, number)
        elif key := _KEY.match(row):
            found.setdefault((*table, next(name for name in key.groups() if name is not None)), number)
    return found


def _where(name: str, is_array: bool, counts: dict[Where, int]) -> Where:
    """The place of a table by its header; each name on the way that is an array stands for its last element."""
    where: Where = ()
    *outer, last = (part.strip().strip("\"'") for part in name.split("."))
    for part in outer:
        where = (*where, part)
        if where in counts:
            where = (*where, counts[where])
    where = (*where, last)
    if not is_array:
        return where
    counts[where] = counts.get(where, -1) + 1
    return (*where, counts[where])
