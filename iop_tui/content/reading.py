"""What reading one file yields besides its value: problems, the text with its lines, links, and where things stand."""

from __future__ import annotations

from iop_tui.content.problems import Level, Problem
from iop_tui.values import dataclass, field

MOST_PROBLEMS = 200
"""A file with more than this is not a slip; the rest would bury the first."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that a person will see."""

    section: str
    """The heading it stands under; empty for the header."""
    kind: str
    """`title`, `paragraph`, `item`, `heading`, `quote`, `cell`, `code`, or the key that holds it: `label`, `help`, `option` ..."""
    line: int
    text: str
    """With the line breaks of the file, so that a word can be found on its own line."""

    def line_at(self, offset: int) -> int:
        """The line of the file on which a character of the text stands."""
        return self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one text to another."""

    line: int
    unit: str


@dataclass
class Findings:
    """Collects while one file is read."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """Where things stand: `section Why`, `field urge-before`, `key alternative`, `gate`, `practice` ..."""
    section: str = ""
    """The heading that is being read."""
    left_out: int = 0

    def problem(self, line: int, message: str, level: Level = "error") -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.path, line, message, level))
        elif self.left_out == 0:
            self.left_out = 1
            self.problems.append(Problem(self.path, line, f"more than {MOST_PROBLEMS} problems; fix these first"))

    def passage(self, kind: str, line: int, text: str) -> None:
        if text.strip():
            self.passages.append(Passage(self.section, kind, line, text))

    @property
    def has_errors(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)
