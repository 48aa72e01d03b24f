"""Screen and lines are two doors of one house: every act, done through either, leaves the same in the vault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import kept
import pytest
from plain.harness import Listener
from tui.acts import CASES, Case, do
from tui.harness import Home

from iop_tui.plain.rooms import ACTS
from iop_tui.services import planning


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.id)
async def test_an_act_leaves_the_same_through_both_doors(mina: Home, case: Case, tmp_path: Path) -> None:
    with mina.house() as house:
        case.before(house)
        planning.seen_today(house)
    known, began = kept.ids(mina.data), kept.kept(mina.data)
    other = replace(mina, data=tmp_path / "other" / "iop-tui")
    copytree(mina.data, other.data)
    if case.screen:
        async with mina.visit() as me:
            await do(me, case.screen)
    Listener(other, pauses=False).does(ACTS[case.act].do, *case.lines, of_unit=True)
    by_screen, by_lines = kept.kept(mina.data, known), kept.kept(other.data, known)
    assert by_lines == by_screen
    assert kept.drafts(other.data) == kept.drafts(mina.data) == []
    assert (by_screen != began) == bool(case.screen)


def test_every_act_of_the_lines_is_in_the_list() -> None:
    assert sorted({each.act for each in CASES} ^ set(ACTS)) == []
