"""The differences that are sent make the same picture as all that the framework would write."""

from __future__ import annotations

import os

import pytest
from tui.harness import Home
from tui.replay import SIZES, Watched, session

SESSIONS = int(os.environ.get("IOP_REPLAY", "50"))
GROUPS = 10
"""So many tests share the sessions, so that they can run beside each other."""
KEYS = 14


@pytest.mark.parametrize("group", range(GROUPS))
async def test_random_sessions_leave_no_cell_that_differs(mina: Home, group: int, monkeypatch: pytest.MonkeyPatch) -> None:
    mina.promise("Walk")
    for seed in range(group, SESSIONS, GROUPS):
        watched = Watched(*SIZES[seed % len(SIZES)])
        await session(mina, seed, KEYS, watched, monkeypatch)
        assert watched.differing == [], f"session {seed}"
        assert watched.frames
