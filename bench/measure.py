"""Everything that is measured in a terminal: starts, keys, memory, idling, leaving."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, run

from bench.apps import BARE_TEXT
from bench.programs import APPS, ROOT, Program, Workplace
from bench.terminal import Terminal

KEY_QUIET = 0.12
INSTALLED = "from iop_tui.cli import entry; entry()"
"""What the installed `iop` does."""
LIBRARIES = "import gc, os; gc.disable(); import dateutil.rrule, json, msgspec, pathlib, sqlite3, tinydb, zoneinfo; os._exit(0)"
"""What a vault and its rules stand on, and nothing of ours."""
REST = 70.0
"""Seconds after which a session that nobody touches counts as one that rests."""


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first byte, to being usable, and from the last key to the end; bytes until quiet."""

    first: float
    ready: float
    bytes: int
    leave: float


@dataclass(frozen=True)
class Keys:
    """What one key costs: bytes, the same as `ssh -C` would send them, and seconds until the last of them."""

    bytes: float
    packed: float
    seconds: float


class Bench:
    """Measures programs in one workplace."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self.programs = place.programs()

    def open(self, program: Program) -> Terminal:
        return Terminal(program.command, self.place.environment(program.data), ROOT)

    def start(self, program: Program) -> Start:
        with self.open(program) as terminal:
            ready = terminal.until(*program.shows)
            return Start(terminal.first_byte, ready, terminal.bytes, terminal.leave(program.leave))

    def starts(self, rounds: int) -> dict[str, list[Start]]:
        """Start every program once in each round; a first round, which fills the caches, does not count."""
        found: dict[str, list[Start]] = defaultdict(list)
        for number in range(rounds + 1):
            for key, program in self.programs.items():
                if key == "tmux":
                    continue
                one = self.start(program)
                if number:
                    found[key].append(one)
        return found

    def commands(self, rounds: int) -> dict[str, list[float]]:
        """Run the one-shot commands and a bare interpreter in turn; seconds each."""
        python = self.programs["today"].command[0]
        asked: dict[str, tuple[str, ...]] = {"python": (python, "-c", "pass"), "libraries": (python, "-c", LIBRARIES)}
        asked |= {name: (python, "-c", INSTALLED, name) for name in ("help-now", "today", "checkin")}
        environment = self.place.environment("month")
        found: dict[str, list[float]] = defaultdict(list)
        for number in range(rounds + 1):
            for key, command in asked.items():
                began = time.perf_counter()
                run(command, env=environment, cwd=ROOT, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, check=True, close_fds=False)
                if number:
                    found[key].append(time.perf_counter() - began)
        return found

    def scrolling(self, program: Program, times: int) -> dict[str, Keys]:
        """Down and PageDown in a long text."""
        with self.open(program if program.data == "tmux" else replace(program, data="scrolling")) as terminal:
            terminal.until(*program.shows)
            if program.before:
                terminal.press(program.before)
                terminal.until(*program.after)
            found = {"down": _pressed(terminal, [program.down] * times), "page": _pressed(terminal, [program.page_down] * (times // 3))}
            terminal.leave(program.leave)
        return found

    def link(self, program: Program, rate: int, times: int) -> float:
        """PageDown in a long text, seconds until all of it is there on a slow line."""
        with self.open(replace(program, data="link")) as terminal:
            terminal.until(*program.shows)
            if program.before:
                terminal.press(program.before)
                terminal.until(*program.after)
            found = median(terminal.on_link(program.page_down, rate) for _ in range(times))
            terminal.leave(program.leave)
        return found

    def together(self, program: Program, number: int) -> float:
        """Seconds until so many that are started at once can all be used."""
        with ExitStack() as stack:
            terminals = [stack.enter_context(self.open(program)) for _ in range(number)]
            ready = [terminal.until(*program.shows) for terminal in terminals]
            for terminal in terminals:
                terminal.leave(program.leave)
        return max(ready)

    def typing(self, times: int) -> dict[str, Keys]:
        """A character typed into a field of the reader, and into Textual's own Input."""
        letters = ("a quiet word " * 10)[:times]
        reader, stock = self.programs["reader"], Program("Input", (*APPS, "input"), (BARE_TEXT[1:],))
        with self.open(replace(reader, data="typing")) as terminal:
            terminal.until(*reader.shows)
            terminal.press("nn")
            terminal.until("What set it off?")
            terminal.answer("\t")
            found = {"field": _pressed(terminal, letters)}
            assert letters.strip() in terminal.text(), terminal.text()
            terminal.leave(reader.leave)
        with self.open(stock) as terminal:
            terminal.until(*stock.shows)
            found["input"] = _pressed(terminal, letters)
            terminal.leave(stock.leave)
        return found

    def memory(self, program: Program, at_once: int) -> float:
        """PSS in MB of one of several that run at once; 0 where the system does not tell."""
        with ExitStack() as stack:
            terminals = [stack.enter_context(terminal) for terminal in self._several(program, at_once)]
            found = median(_pss(terminal.pid) for terminal in terminals)
            for terminal in terminals:
                terminal.leave(program.leave)
        return found

    def _several(self, program: Program, number: int) -> Iterator[Terminal]:
        for _ in range(number):
            terminal = self.open(program)
            terminal.until(*program.shows)
            yield terminal

    def idling(self, names: Sequence[str], seconds: float) -> dict[str, tuple[float, float]]:
        """Wake-ups a second and milliseconds of processor a second, of programs that nobody touches."""
        with ExitStack() as stack:
            open_ = {name: stack.enter_context(self.open(self.programs[name])) for name in names}
            for name, terminal in open_.items():
                terminal.until(*self.programs[name].shows)
            time.sleep(REST)
            before = {name: _wakes(terminal.pid) for name, terminal in open_.items()}
            time.sleep(seconds)
            after = {name: _wakes(terminal.pid) for name, terminal in open_.items()}
            for name, terminal in open_.items():
                terminal.leave(self.programs[name].leave)
        return {name: ((after[name][0] - before[name][0]) / seconds, (after[name][1] - before[name][1]) / seconds / 1e6) for name in names}


def _pressed(terminal: Terminal, keys: Sequence[str]) -> Keys:
    found = [terminal.answer(key, KEY_QUIET) for key in keys]
    costs, packed, seconds = zip(*found, strict=True)
    return Keys(median(costs), median(packed), median(seconds))


def _pss(pid: int) -> float:
    path = Path(f"/proc/{pid}/smaps_rollup")
    if not path.exists():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in path.read_text().splitlines() if line.startswith("Pss:"))


def _wakes(pid: int) -> tuple[int, int]:
    """Times that any thread woke by itself, and nanoseconds of processor time."""
    wakes = spent = 0
    for task in Path(f"/proc/{pid}/task").glob("*"):
        status = (task / "status").read_text().splitlines()
        wakes += next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt"))
        spent += int((task / "schedstat").read_text().split()[0])
    return wakes, spent
