"""A home for one person who listens; the clock stands still."""

from __future__ import annotations

import pytest
from plain.harness import Listener
from tui.conftest import begun, home, read_once, watch  # noqa: F401
from tui.harness import Home


@pytest.fixture
def lina(home: Home) -> Listener:  # noqa: F811
    """Lina has begun, and listens."""
    return Listener(home.begin())
