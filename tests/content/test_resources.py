"""resources.toml: the starter list of groups and places, and what is said of a file that is not as it needs to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from iop_tui.content.checkdata import check_resources
from iop_tui.content.library import Library
from iop_tui.content.resources import load_resources

ROW = {
    "id": "peer",
    "name": "A peer worker",
    "kind": "peer support",
    "what": "Somebody who has been through it.",
    "who": "You.",
    "find": "Ask your clinic.",
    "checked": "",
}


def written(folder: Path, *rows: dict[str, str]) -> Path:
    text = "\n".join("[[resource]]\n" + "\n".join(f'{key} = "{value}"' for key, value in row.items()) + "\n" for row in rows)
    path = folder / "resources.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_list_claims_no_check_and_names_more_than_one_path() -> None:
    found = Library.find().resources()
    assert len(found) >= 16
    assert {each.checked for each in found} == {""}
    assert sum(each.kind == "mutual help" for each in found) > 5
    assert {"family and friends", "housing", "work or school", "peer support"} <= {each.kind for each in found}


def test_a_file_as_it_needs_to_be_has_no_problem(tmp_path: Path) -> None:
    path = written(tmp_path, ROW, {**ROW, "id": "other", "checked": "2026-11-02"})
    assert check_resources(path, "resources.toml") == []
    assert [(each.id, each.checked) for each in load_resources(tmp_path)] == [("peer", ""), ("other", "2026-11-02")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"find": "Call 1-800-555-0100."}, "a telephone number belongs in helplines.toml"),
        ({"checked": "last spring"}, "checked is the date"),
        ({"kind": "cult"}, "kind"),
        ({"id": "Peer!"}, "small letters"),
        ({"more": "x"}, "no key"),
        ({"what": "He is an addict."}, "addict"),
    ],
)
def test_each_problem_is_told(tmp_path: Path, change: dict[str, str], said: str) -> None:
    problems = check_resources(written(tmp_path, {**ROW, **change}), "resources.toml")
    assert any(said in str(each) for each in problems), problems


def test_the_same_id_twice_and_a_missing_key_are_told(tmp_path: Path) -> None:
    less = {key: value for key, value in ROW.items() if key != "who"}
    problems = [str(each) for each in check_resources(written(tmp_path, ROW, less), "resources.toml")]
    assert any("already on line" in each for each in problems)
    assert any('needs a key "who"' in each for each in problems)


def test_a_missing_file_is_an_empty_list(tmp_path: Path) -> None:
    assert load_resources(tmp_path) == ()
