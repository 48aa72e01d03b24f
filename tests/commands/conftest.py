"""Commands as a shell runs them: a fresh process, an own data folder, a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from iop_tui.domain.commitments import Commitment
from iop_tui.services import answering, planning, tracking
from iop_tui.services.house import open_house

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the program keeps its data in this test."""
    return tmp_path / "share" / "iop-tui"


@pytest.fixture
def run(data: Path, tmp_path: Path) -> Run:
    """Run `iop` with some arguments; `typed` is what the person types at its questions."""

    def doing(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TEXTUAL", "XDG"))}
        return subprocess.run(
            [sys.executable, "-m", "iop_tui", *arguments],
            env={**clean, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(data.parent), "TERM": "xterm", **environment},
            cwd=tmp_path,
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return doing


@pytest.fixture
def luis(data: Path) -> Path:
    """Luis has started, keeps two commitments, and has filled in part of STOP."""
    house = open_house(create=True, data=data)
    planning.begin(
        house, replace(house.prefs, country="US", zone="Europe/Berlin"), replace(house.settings(), need="both", stage="attending")
    )
    today = house.clock.today()
    tracking.save_commitment(house, Commitment(title="Walk 20 minutes", starts=today))
    tracking.save_commitment(house, Commitment(title="Evening medicine", starts=today))
    stop = house.library.unit("dbt.dt.stop")
    field = stop.field("moment")
    assert field is not None
    answering.save_typed(house, answering.start_run(house, stop).value, field, "the bus drove off", 0)
    house.store.close()
    return data
