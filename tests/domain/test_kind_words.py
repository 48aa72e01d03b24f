"""Nothing that a person can read here blames them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import iop_tui

HOUSE = Path(iop_tui.__file__).parent
FILES = sorted([*(HOUSE / "domain").glob("*.py"), *(HOUSE / "render").glob("*.py"), HOUSE / "clean.py", HOUSE / "clock.py"])
UNKIND = re.compile(
    r"\b(fail\w*|broke\w*|should\w*|must|streaks?|lazy|excuses|wrong|bad|worse|lost|never again|give up|gave up|relaps\w*|"
    r"cheat\w*|slack\w*|lapsed|neglect\w*|behind|overdue|error|invalid|illegal|denied|obviously|simply)\b",
    re.IGNORECASE,
)


def sentences(path: Path) -> Iterator[str]:
    """Every string in a file except docstrings and other strings that stand alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_blames(path: Path) -> None:
    assert [text for text in sentences(path) if UNKIND.search(text)] == []


def test_the_sentences_are_really_found() -> None:
    found = {text for path in FILES for text in sentences(path)}

    assert "Please use a number, like 3 or 2.5." in found
    assert "Nobody to ask yet. If nobody comes to mind, the lines on Help now count." in found
    assert len(found) > 200


def test_the_page_about_strength_is_kind_too() -> None:
    page = (HOUSE.parent / "docs" / "strength.md").read_text(encoding="utf-8")

    assert UNKIND.findall(page) == []
