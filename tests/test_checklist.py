"""docs/checklist.md names a test for everything that it says a person can do, and each of these tests exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "checklist.md").read_text("utf-8")
ROWS = [line for line in PAGE.split("\n") if re.match(r"\| [SA]\d", line)]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def ids() -> list[str]:
    return [row.split("|")[1].strip() for row in ROWS]


def test_every_id_stands_there_once() -> None:
    assert ids()
    assert len(ids()) == len(set(ids()))


@pytest.mark.parametrize("row", ROWS, ids=ids())
def test_a_capability_has_a_test_that_exists(row: str) -> None:
    named = TEST.findall(row)
    assert named, "no test is named"
    for path, name in named:
        assert re.search(rf"^(async )?def {name}\b", (ROOT / path).read_text("utf-8"), re.MULTILINE), f"{path}::{name}"
