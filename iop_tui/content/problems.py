"""What is wrong with a file: named with its line, what was found, and what would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from iop_tui import clean
from iop_tui.values import dataclass

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file."""

    path: str
    line: int
    """From 1; 0 speaks of the file as a whole."""
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        path = clean.for_output(self.path)  # a file's name may hold anything
        place = f"{path}:{self.line}" if self.line else path
        return f"{place}: {'warning: ' if self.level == 'warning' else ''}{self.message}"


def quoted(word: object) -> str:
    """A found word, in quotes, safe to print and never longer than a line."""
    try:
        shown = clean.for_output(clean.line(word if isinstance(word, str) else f"{word}"))
    except ValueError:  # a whole number with more digits than Python will print
        shown = "a very long number"
    return f'"{shown[:57] + "..." if len(shown) > 60 else shown}"'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "scale"?` when something known is close, else nothing."""
    from difflib import get_close_matches

    spelled = {each.casefold(): each for each in known}
    near = get_close_matches(word[:60].casefold(), list(spelled), n=1, cutoff=0.6)
    return f'; did you mean "{spelled[near[0]]}"?' if near else ""


def not_known(word: str, known: Iterable[str]) -> str:
    """`"scal" is not known; did you mean "scale"?`, or the list of what is known when nothing is close."""
    known = tuple(known)
    return f"{quoted(word)} is not known{did_you_mean(word, known) or '; one of: ' + ', '.join(known)}"
