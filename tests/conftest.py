"""How the tests are run."""

from __future__ import annotations

import os

import pytest


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: tests of a terminal wait more than they work."""
    return len(os.sched_getaffinity(0)) + 1
