"""One TOML table, read key by key; whatever is wrong with a key is noted with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from iop_tui import clean
from iop_tui.content.problems import Problem, did_you_mean, not_known, quoted
from iop_tui.content.reading import Findings
from iop_tui.content.source import first_hidden, read_file
from iop_tui.content.tomltext import Where, key_lines, load
from iop_tui.values import dataclass

UNIT_ID = re.compile(r"[a-z][a-z0-9]*\.[a-z0-9]+\.[a-z0-9]+")


@dataclass(frozen=True)
class Block:
    """A piece of TOML in its file."""

    rows: tuple[str, ...]
    first: int
    """The line of the file on which it begins."""
    lines: dict[Where, int]
    findings: Findings


class Table:
    """A table and where it stands. Every reader returns a usable value, whatever was written."""

    def __init__(self, values: dict[str, Any], name: str, block: Block, at: Where, line: int) -> None:
        self.values = values
        self.name = name
        """What it is called in messages: `field`, `gate`, `unit`."""
        self.line = line
        self.findings = block.findings
        self._block = block
        self._at = at

    def line_of(self, key: str) -> int:
        return self._block.lines.get((*self._at, key), self.line)

    def problem(self, key: str, message: str) -> None:
        self.findings.problem(self.line_of(key), message)

    def only(self, known: Collection[str]) -> None:
        """Notes every key that is not one of `known`, until the file has more problems than are listed."""
        for key in self.values:
            if self.findings.left_out:
                return
            if key not in known:
                self.problem(key, f"{self.name} has no key {quoted(key)}{did_you_mean(key, known)}")

    def needs(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key not in self.values:
                self.findings.problem(self.line, f'{self.name} needs a key "{key}"')

    def word(self, key: str, default: str = "") -> str:
        """A string that is not shown to a person as it is: an id, a kind, a name."""
        if key not in self.values:
            return default
        return self._string(key, self.values[key], self.line_of(key)) or default

    def text(self, key: str, default: str = "") -> str:
        """A string that a person will read."""
        found = self.word(key, default)
        if key in self.values:
            self.findings.passage(key, self.line_of(key), found)
        return found

    def one_of(self, key: str, known: Collection[str], default: str) -> str:
        found = self.word(key, default)
        if found not in known:
            self.problem(key, f"{self.name} {key} {not_known(found, known)}")
            return default
        return found

    def whole(self, key: str, least: int, most: int, default: int) -> int:
        """A whole number between two bounds."""
        if key not in self.values:
            return default
        value = self.values[key]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.problem(key, f"{self.name} {key} is {quoted(value)}; it is a whole number from {least} to {most}")
            return default
        return value

    def number(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not -1e9 <= value <= 1e9:
            self.problem(key, f"{self.name} {key} is {quoted(value)}; it is a number")
            return None
        return value

    def yes(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"{self.name} {key} is {quoted(value)}; it is true or false")
            return False
        return value

    def strings(self, key: str, shown: bool = False, most: int = 100) -> tuple[str, ...]:
        """A list of strings, none of them empty or twice the same; `shown` when a person reads them."""
        if key not in self.values:
            return ()
        value = self.values[key]
        if not isinstance(value, list) or len(value) > most:
            self.problem(key, f'{self.name} {key} is a list in square brackets of at most {most}, like ["one", "two"]')
            return ()
        found: list[str] = []
        for each in value:
            line = self._line_with(key, each)
            word = self._string(key, each, line)
            if word in found:
                self.findings.problem(line, f"{self.name} {key} has {quoted(word)} twice")
            elif word:
                found.append(word)
                if shown:
                    self.findings.passage(key, line, word)
        return tuple(found)

    def unit_ids(self, key: str) -> tuple[str, ...]:
        found = self.strings(key)
        for each in found:
            if not UNIT_ID.fullmatch(each):
                self.findings.problem(self._line_with(key, each), f"{key} {quoted(each)} is not a unit; a unit is named like dbt.dt.stop")
        return tuple(each for each in found if UNIT_ID.fullmatch(each))

    def tables(self, key: str, most: int) -> list[Table]:
        """The `[[key]]` tables inside this one."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.problem(key, f"{key} is written as [[{key}]], each followed by its keys")
            return []
        if len(value) > most:
            self.findings.problem(self._table_line(key, most), f"more than {most} [[{key}]] in one file; split it into several")
            return []
        return [Table(each, key, self._block, (*self._at, key, n), self._table_line(key, n)) for n, each in enumerate(value)]

    def _table_line(self, key: str, number: int) -> int:
        return self._block.lines.get((*self._at, key, number), self.line_of(key))

    def _line_with(self, key: str, value: object) -> int:
        """The line of one element of a list that runs over several lines."""
        start = self.line_of(key)
        rows = self._block.rows[start - self._block.first :][:200] if start >= self._block.first else ()
        return next((start + n for n, row in enumerate(rows) if isinstance(value, str) and value in row), start)

    def _string(self, key: str, value: object, line: int) -> str:
        if not isinstance(value, str):
            self.findings.problem(line, f"{self.name} {key} is {quoted(value)}; it is text in quotes")
            return ""
        without = clean.line(value)
        if without != value.replace("\t", "    "):
            what = (
                f"a hidden control character ({first_hidden(value)}); delete it"
                if without == clean.text(value)
                else "a line break; write it on one line"
            )
            self.findings.problem(line, f"{self.name} {key} has {what}")
        if not without.strip():
            self.findings.problem(line, f"{self.name} {key} is empty; fill it in or leave it out")
        return without.strip()


def read_table_file(path: Path, root: Path | None, name: str, findings: Findings) -> Table | None:
    """A whole file of TOML; what is the matter with it goes into the findings. With `root`, no link may lead out of that folder."""
    text = read_file(path, root, findings.path)
    if isinstance(text, Problem):
        findings.problems.append(text)
        return None
    return read_table(text, 1, name, findings)


def read_table(text: str, line: int, name: str, findings: Findings) -> Table | None:
    """A block of TOML whose first line is `line` of its file."""
    values = load(text, line, findings)
    if values is None:
        return None
    return Table(values, name, Block(tuple(text.split("\n")), line, key_lines(text, line), findings), (), line - 1)
