"""The n-th write, fsync, rename or the like fails, once or from then on, or the program is killed at it: what was called saved is there."""

# ruff: noqa: E402

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

pytest.register_assert_rewrite("store.failing.acts", "store.failing.layer")

from store.failing.acts import ACTS
from store.failing.layer import CHILD, NO_FAULT, Children, Fault, Trials, compiled, refused, saved

KINDS = tuple(product((errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS), (False, True)))
SAMPLE = 10
"""Faults of each act when not every one is tried."""
FEW = 4
"""Kills of each act when not every one is tried."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("layer"))


@pytest.fixture
def children(library: Path, environment: dict[str, str], tmp_path: Path) -> Iterator[Children]:
    children = Children([str(CHILD)], {**environment, "LD_PRELOAD": str(library)}, tmp_path / "complaints")
    yield children
    children.close()


def faults(calls: int, number: int) -> list[Fault]:
    """So many faults: every kind in turn, along the whole length of the act. With `calls` times the kinds it is every one."""
    return [Fault(1 + each * calls // number, *KINDS[each % len(KINDS)]) for each in range(number)]


@pytest.mark.parametrize("name", ACTS)
def test_whichever_call_fails_nothing_saved_is_lost_and_it_is_said(
    name: str, children: Children, tmp_path: Path, how_many: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    trials = Trials(name, children, tmp_path)
    calls, said = trials.meet(NO_FAULT)
    assert calls > 2 and refused(said) == [] and saved(said) >= set(trials.act.steps)
    trials.act.check(trials.profile, saved(said))
    tried = faults(calls, how_many(SAMPLE, calls * len(KINDS)))
    refusals = 0
    for fault in tried:
        try:
            _, said = trials.meet(fault)
            assert all(sentence.endswith(".") for sentence in refused(said))
            assert fault.is_sticky or saved(said) >= set(trials.act.steps), "a later save did not work"
            trials.act.check(trials.profile, saved(said))
        except (Exception, AssertionError) as error:
            error.add_note(
                f"{name}: call {fault.at} of {calls}, {os.strerror(fault.errno)}, {'from then on' if fault.is_sticky else 'once'}"
            )
            raise
        refusals += len(refused(said))
    assert refusals > len(tried) // 8, "the faults were hardly felt"
    record_property("times", len(tried))


@pytest.mark.parametrize("name", ACTS)
def test_killed_at_whichever_call_nothing_saved_is_lost_and_the_vault_opens(
    name: str, children: Children, tmp_path: Path, how_many: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    trials = Trials(name, children, tmp_path)
    calls, _ = trials.meet(NO_FAULT)
    killed = 0
    number = how_many(FEW, calls)
    tried = sorted({1 + each * calls // number for each in range(number)} | {calls - 1, calls})
    for call in tried:
        try:
            said = trials.kill_at(call)
            assert refused(said) == []
            killed += "done" not in said  # the last call may be missing, because the number of calls differs a little under a seal
            trials.act.check(trials.profile, saved(said))
        except (Exception, AssertionError) as error:
            error.add_note(f"{name}: killed at call {call} of {calls}")
            raise
    assert killed > len(tried) // 2
    record_property("times", killed)
