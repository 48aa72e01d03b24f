"""A home for one person, whose clock stands still."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shipped
from tui.harness import SIZES, Home, Watch

from iop_tui.clock import Clock
from iop_tui.services import house, planning
from iop_tui.store.prefs import Prefs


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The sizes at which everything works."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session", autouse=True)
def rarely_tidied() -> Iterator[None]:
    """Drawing makes many small things that are gone at once; looking for circles among them takes a sixth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    yield
    gc.set_threshold(*before)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes with the program is the same in every test."""
    shipped.read_once(monkeypatch)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """First days that were lived already; see `Home.begin`."""
    return tmp_path_factory.mktemp("begun")


@pytest.fixture
def phone() -> tuple[int, int]:
    """A phone held upright with its keyboard open: what fits here fits anywhere."""
    return SIZES[-1]


@pytest.fixture
def home(tmp_path: Path, begun: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A machine with many colors, and nothing kept yet."""
    for name in [name for name in os.environ if name in ("NO_COLOR", "COLORTERM", "TZ") or name.startswith("TEXTUAL")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "xterm-256color")
    clock_for = house.clock_for

    def still(prefs: Prefs) -> Clock:
        return replace(clock_for(prefs), tick=watch)

    monkeypatch.setattr(house, "clock_for", still)
    monkeypatch.setattr(planning, "clock_for", still)
    return Home(tmp_path / "home" / "iop-tui", watch, begun)


@pytest.fixture
def mina(home: Home) -> Home:
    """Mina attends a program and works on both mood and drinking."""
    return home.begin(age="adult")


@pytest.fixture
def tomas(home: Home) -> Home:
    """Tomas is 15; his aunt knows."""
    return home.begin(age="teen", trusted_adult="Aunt Rosa", need="mental health")
