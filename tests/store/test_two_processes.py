"""Several programs save into one vault at the same time: all of it is there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from iop_tui.clock import Clock
from iop_tui.domain.answers import Kept, Run
from iop_tui.store.locations import Profile
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable

CHILD = Path(__file__).parent / "saving_child.py"


@pytest.mark.parametrize(("names", "small", "full"), [(("Ana", "Sam"), 1_000, 10_000), (("Ana", "Sam", "Priya", "Lee", "Jo"), 60, 10_000)])
def test_every_save_of_every_program_is_there(
    names: tuple[str, ...], small: int, full: int, profile: Profile, environment: dict[str, str], how_many: Callable[[int, int], int]
) -> None:
    times = how_many(small, full)
    programs = [subprocess.Popen([sys.executable, str(CHILD), str(profile.folder), name, str(times)], env=environment) for name in names]
    assert [program.wait() for program in programs] == [0] * len(names)
    store = Store.open(profile, Clock())
    runs = {(run.unit, run.version) for run in store.shelf(Run).all()}
    calls = store.reading(lambda storage: list(VaultTable(storage, "calls").found()))
    assert runs == {(name, number) for name in names for number in range(1, times, 2)}
    assert len({run.id for run in store.shelf(Run).all()}) == len(runs)
    assert sorted(each.id for each in calls) == list(range(1, len(names) * times // 2 + 1))
    assert store.shelf(Kept).all() == []
    assert store.unreadable() == ()
    store.close()
