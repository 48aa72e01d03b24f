"""A layer between the program and the system that lets file calls fail, and children to try it on, one after the other."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from store.failing.acts import ACTS, Act

from iop_tui.store.locations import Profile, new_profile

SOURCE = Path(__file__).with_name("failing.c")
CHILD = Path(__file__).parents[1] / "failing_child.py"


def compiled(folder: Path) -> Path:
    """The layer as a library in `folder`, or the test is skipped."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("the layer of failing calls is made by a C compiler, and there is no cc")
    if not sys.platform.startswith("linux"):
        pytest.skip("the layer of failing calls is made for Linux")
    library = folder / "failing.so"
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-o", str(library), str(SOURCE), "-ldl"], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"cc could not make the layer of failing calls: {made.stderr.strip().splitlines()[-1:]}")
    return library


@dataclass(frozen=True, slots=True)
class Fault:
    """Which call below a folder fails, how, and for how long. Without a number the program is killed at it."""

    at: int
    errno: int
    is_sticky: bool

    def settings(self, below: Path) -> dict[str, str]:
        return {
            "FAILING_BELOW": str(below.resolve()),
            "FAILING_AT": str(self.at),
            "FAILING_ERRNO": str(self.errno),
            "FAILING_STICKY": str(int(self.is_sticky)),
        }


NO_FAULT = Fault(0, 0, False)


class Children:
    """A program that forks one child for each line it is given, and hands on what the child says until it is dead."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], complaints: Path) -> None:
        self._complaints = open(complaints, "a+", encoding="utf-8")  # noqa: SIM115  open as long as the program is
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            env=dict(environment),
        )
        self._in: IO[str] = self._process.stdin  # type: ignore[assignment]
        self._out: IO[str] = self._process.stdout  # type: ignore[assignment]

    def live(self, order: object) -> list[str]:
        """What a child said that lived until its end."""
        self._give(order)
        return [line for line in self._until("dead") if not line.startswith("child")]

    def kill(self, order: object, seconds: float, *, after: str) -> list[str]:
        """What a child said that was killed so many seconds after a word, such as `child`, which is said at its start."""
        pid, said = self._wait_for(order, after)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:  # finer than any sleep
            pass
        os.kill(pid, signal.SIGKILL)
        return [line for line in (*said, *self._until("dead")) if not line.startswith("child ")]

    def seconds_until(self, order: object, word: str) -> float:
        """How long a child takes until it says a word. It is killed then."""
        began = time.perf_counter()
        pid, _ = self._wait_for(order, word)
        taken = time.perf_counter() - began
        os.kill(pid, signal.SIGKILL)
        self._until("dead")
        return taken

    def complaints(self) -> str:
        """All that came out on the error stream: it must be nothing."""
        self._complaints.seek(0)
        return self._complaints.read()

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self._in.close()
        self._process.wait()
        self._out.close()
        self._complaints.close()

    def _give(self, order: object) -> None:
        print(json.dumps(order), file=self._in, flush=True)

    def _wait_for(self, order: object, word: str) -> tuple[int, list[str]]:
        """The number of a new child, and what it said up to a word."""
        self._give(order)
        pid, said = 0, [self._line()]
        while not (pid := pid or _pid(said[-1])) or not any(line.split()[0] == word for line in said):
            said.append(self._line())
            assert said[-1] != "dead", f"the child ended by itself: {self.complaints()}"
        return pid, said

    def _line(self) -> str:
        line = self._out.readline().strip()
        assert line, f"the children could not be started: {self.complaints()}"
        return line

    def _until(self, last: str) -> list[str]:
        said: list[str] = []
        while (line := self._line()) != last:
            said.append(line)
        return said


def _pid(line: str) -> int:
    return int(line.split()[1]) if line.startswith("child ") else 0


class Trials:
    """One act, again and again, each time on a fresh copy of the same profile."""

    def __init__(self, name: str, children: Children, tmp_path: Path) -> None:
        self.act: Act = ACTS[name]
        self._name = name
        self._children = children
        self._data = tmp_path / "data"
        self.profile: Profile = new_profile(self._data)
        self._template = tmp_path / "template"
        self._children.live(self._order("prepare", {}))
        assert self._children.complaints() == ""
        shutil.copytree(self.profile.folder, self._template)

    def meet(self, fault: Fault) -> tuple[int, list[str]]:
        """Do it while a call fails: how many calls there were, and what was said."""
        self._make_fresh()
        said = self._children.live(self._order("run", fault.settings(self._data)))
        assert self._children.complaints() == ""
        calls = next((line.split() for line in said if line.startswith("calls ")), None)
        assert calls and said[-1] == "done"
        return int(calls[1]), said

    def kill_at(self, call: int) -> list[str]:
        """Do it and be killed at a call; what was said before."""
        self._make_fresh()
        said = self._children.live(self._order("run", Fault(call, 0, False).settings(self._data)))
        assert self._children.complaints() == ""
        return said

    def seconds(self) -> float:
        """How long it takes when nothing is in its way."""
        self._make_fresh()
        return self._children.seconds_until(self._order("stay", {}), "done")

    def kill(self, seconds: float) -> list[str]:
        """Kill whoever does it; what was said before."""
        self._make_fresh()
        return self._children.kill(self._order("stay", {}), seconds, after="child")

    def _order(self, part: str, settings: dict[str, str]) -> list[object]:
        return [self._name, part, str(self.profile.folder), settings]

    def _make_fresh(self) -> None:
        shutil.rmtree(self.profile.folder)
        shutil.copytree(self._template, self.profile.folder)


def saved(said: list[str]) -> set[str]:
    """The steps that were called saved."""
    return {line.split()[1] for line in said if line.startswith("saved ")}


def refused(said: list[str]) -> list[str]:
    """The sentences of refusals."""
    return [line.split(maxsplit=2)[2] for line in said if line.startswith("refused ")]
