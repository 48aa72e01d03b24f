"""What the house can do, and what its sentences call its keys, is all there line by line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tui.test_words import sentences

from iop_tui.plain.wording import by_lines

PACKAGE = Path(__file__).parents[2] / "iop_tui"
KEY = re.compile(
    r"Ctrl\+|\bEsc\b|[Pp]ress [a-zA-Z]\b|\b[a-zA-Z] (on|in) (Today|Learn|Keep|Diary|After|Progress|Program)\b"
    r"|\b[SQvubtxw] (opens|writes|shows|brings)"
)

INSIDE = {
    ("answering", "_save"): "an answer is kept in services/running.py",
    ("planning", "start"): "Start keeps it together with the settings, by planning.begin",
    ("planning", "_keep_settings"): "kept together with the settings, by planning.change_settings",
    ("paper", "note"): "noted by paper.save",
}
"""Acts that no line form calls by themselves, and why."""


def acts() -> Iterator[tuple[str, str]]:
    """Every act of a service: its module, and its name."""
    for path in sorted((PACKAGE / "services").glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(isinstance(each, ast.Name) and each.id == "act" for each in node.decorator_list):
                yield path.stem, node.name


def used() -> set[tuple[str, str]]:
    """Every function of a service that the line forms name, or that a service hands them as what an answer means."""
    found: set[tuple[str, str]] = set()
    helping = [PACKAGE / "services" / f"{name}.py" for name in ("attending", "differing", "groups", "keeping", "preparing")]
    for path in (*(PACKAGE / "plain").glob("*.py"), *helping):
        tree = ast.parse(path.read_text("utf-8"))
        names = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "iop_tui.services":
                names |= {each.asname or each.name: each.name for each in node.names}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
                found.add((names[node.value.id], node.attr))
    return found


def test_every_act_of_the_house_has_a_line_form() -> None:
    assert sorted(set(acts()) - used() - set(INSIDE)) == []


def test_what_is_left_out_is_left_out_for_a_reason_that_still_holds() -> None:
    assert set(INSIDE) <= set(acts()) - used()


def test_no_sentence_names_a_key_of_the_screen_once_it_is_said_line_by_line() -> None:
    found = []
    for path in (PACKAGE / "words.py", *(each for room in ("services", "domain", "plain") for each in (PACKAGE / room).rglob("*.py"))):
        found += [f"{path.name}:{line}: {said}" for line, said in sentences(path) if KEY.search(by_lines(said))]
    assert [each for each in found if not each.startswith("wording.py")] == []
