"""No sentence that the program says blames, threatens, or counts against the person."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "iop_tui"
SPEAKING = sorted(
    [
        *(path for room in ("tui", "plain", "services", "domain", "render", "commands") for path in (PACKAGE / room).rglob("*.py")),
        *(PACKAGE / name for name in ("words.py", "errors.py", "cli.py")),
        PACKAGE / "store" / "faults.py",
    ]
)

UNKIND = {
    "a failure": r"\bfail(s|ed|ing)?|failures?\b",
    "a streak": r"\bstreaks?\b",
    "broken": r"\b(broke|broken|break the|breaking)\b",
    "an order": r"\b(should|shouldn't|must|mustn't|have to|has to|ought)\b",
    "a machine's word": r"\b(invalid|illegal|errors?|exception|wrong|bad|abort(ed)?)\b",
    "blame": r"\b(only kept|forgot|forgotten|lazy|your fault|relapse[ds]?|gave up|lost your|lose your|too late)\b",
    "a cheer": r"\b(good job|great job|well done|awesome|amazing|congratulations|perfect)\b|!$",
}
"""What no sentence holds, and how it is found, in capitals or not."""

FINE = ("do not have to", "bad enough")
"""Where one of these words lifts something from the person."""


class Sentences(ast.NodeVisitor):
    """Strings that somebody may read: no docstrings, no style sheets, no names."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(target, ast.Name) and target.id.endswith("CSS") for target in node.targets):
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        said = "".join(str(part.value) if isinstance(part, ast.Constant) else "..." for part in node.values)
        self._keep(node.lineno, said)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._keep(node.lineno, node.value)

    def _keep(self, line: int, said: str) -> None:
        if " " in said.strip() and re.search(r"[A-Za-z]{2}", said):
            self.found.append((line, said))


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    reader = Sentences()
    reader.visit(ast.parse(path.read_text("utf-8")))
    yield from reader.found


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_sentence_is_unkind(path: Path) -> None:
    for line, said in sentences(path):
        calm = said
        for fine in FINE:
            calm = calm.replace(fine, "")
        for what, pattern in UNKIND.items():
            assert not re.search(pattern, calm, re.IGNORECASE), f"{path.name}:{line} says {what}: {said!r}"


def test_the_reader_finds_sentences_and_leaves_the_rest() -> None:
    source = '''
"""A docstring that should not count."""
class A:
    DEFAULT_CSS = "A { color: red; } should"
    kind: str = "error"
    """An attribute's docstring, which must not count."""
    def say(self):
        self.notify(f"You failed {self.days} days", severity="error")
        return "It " "was kept"
'''
    reader = Sentences()
    reader.visit(ast.parse(source))
    assert [said for _line, said in reader.found] == ["You failed ... days", "It was kept"]


def test_every_file_that_speaks_is_read() -> None:
    said = [said for path in SPEAKING for _line, said in sentences(path)]
    assert len(said) > 300
    assert any(each.startswith("It has been a while.") for each in said)
