"""The full counts of the store's tests, one part or all of them, and a page with the figures, `docs/torture.md`.

python tests/torture.py [PART ...]     the parts: kills, failing, processes, damaged, windows

Each part is the project's own tests with IOP_TORTURE=1; IOP_TORTURE=0.1 in the environment makes it a tenth. What earlier runs found of
other tests stays on the page.
"""

from __future__ import annotations

import fcntl
import os
import platform
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "torture.md"

PARTS = {
    "kills": ("test_kills.py", "kill -9 at a random moment"),
    "failing": ("test_failing_files.py", "the n-th write, fsync, rename or the like fails, or the program is killed at it"),
    "processes": ("test_two_processes.py", "saves by each of several programs at once, all rows together"),
    "damaged": ("test_damage.py", "damaged vaults opened"),
    "windows": ("test_two_windows.py", "random walks of two windows, at most 50 steps each"),
}
"""Part to its file of tests, and what is counted there."""

HEAD = """# Torture

What `make torture` found: the store's own tests, many times over. Each test stops at the first thing that is lost, does not open, or
ends in a traceback, so a row says either that there was none in all these tries, or what the first was.
`make torture` renews all rows with the full counts; `python tests/torture.py kills` those of one part. With `IOP_TORTURE=0.1` in the
environment it tries a tenth of them, so the third column says how many it were.

| part | test | how many | lost | not opened, tracebacks | seconds | date | Python | SQLite |
|---|---|--:|--:|--:|--:|---|---|---|
"""


@dataclass
class Row:
    """What became of one test."""

    part: str
    test: str
    times: str
    lost: str
    broken: str
    seconds: float

    def __str__(self) -> str:
        cells = (self.part, self.test, self.times, self.lost, self.broken, f"{self.seconds:.0f}", date.today().isoformat())
        return f"| {' | '.join((*cells, platform.python_version(), sqlite3.sqlite_version))} |"


@dataclass
class Count:
    """Listens to pytest: how often each test tried, and how it ended."""

    part: str
    rows: list[Row] = field(default_factory=list)
    _walks: int = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Note each number of repetitions that the test asks for, and each walk that it takes."""
        asked = getattr(item, "funcargs", {})
        if "how_many" in asked:
            asked["how_many"] = self._noting(asked["how_many"], item)
        if self.part == "windows":
            self._count_walks(item)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        outcome = yield
        report: pytest.TestReport = outcome.get_result()  # type: ignore[attr-defined]
        if self.part == "windows" and call.when == "call":
            item.user_properties.append(("times", self._walks))
        found = dict(item.user_properties)
        if report.when == "call" or not report.passed:
            self._add(words(item), report, counted(found))

    def _add(self, test: str, report: pytest.TestReport, times: str) -> None:
        if report.passed and times:
            self.rows.append(Row(self.part, test, times, "0", "0", report.duration))
        elif report.skipped:
            self.rows.append(Row(self.part, test, "0", "not tried", "not tried", report.duration))
        elif report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            said = cell(str(crash.message if crash else report.longrepr))
            self.rows.append(Row(self.part, test, "stopped", said, said, report.duration))
        else:
            return
        write(PAGE, self.rows[-1:])  # at once, so that a run that is cut off has not been for nothing

    def _noting(self, how_many: Callable[[int, int], int], item: pytest.Item) -> Callable[[int, int], int]:
        def noting(small: int, full: int) -> int:
            number = how_many(small, full)
            item.user_properties.append(("asked", number))
            return number

        return noting

    def _count_walks(self, item: pytest.Item) -> None:
        walk = item.module.TwoWindows  # type: ignore[attr-defined]
        teardown = walk.teardown

        def counting(self_: object) -> None:
            self._walks += 1
            teardown(self_)

        walk.teardown = counting


def words(item: pytest.Item) -> str:
    """The name of a test as a sentence."""
    names = getattr(item, "callspec", None) and item.callspec.params.get("names")  # type: ignore[attr-defined]
    name = re.sub(r"\[.*\]$", f"[{len(names)} programs]", item.name) if names else item.name
    name = re.sub(r"\[(.*)\]$", r": \1", name.removeprefix("test_"))
    return "what two windows show is what a dictionary says" if name == "runTest" else name.replace("_", " ")


def counted(found: Mapping[str, object]) -> str:
    """How many tries a test noted, or how many it asked for; nothing if it is not one of many tries."""
    times = found.get("times") or found.get("asked")
    if not isinstance(times, int):
        return ""
    middle = found.get("in_the_middle")
    return f"{times:,}, of them {middle:,} before its end" if isinstance(middle, int) else f"{times:,}"


def cell(text: str) -> str:
    """The beginning of the first line, with nothing in it that ends a cell or names a folder of this machine."""
    line = (text.strip().splitlines() or [""])[0].replace("|", "/")
    return re.sub(r"/[\w./-]+/", "", line)[:80]


def write(page: Path, rows: Sequence[Row]) -> None:
    """Put rows on the page in place of earlier ones of the same tests; the parts stand in the order in which they are listed here."""
    with open(page, "a+", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # two parts may run at the same time
        fresh = {_cells(line)[1]: line for line in map(str, rows)}
        before = [line for line in page.read_text("utf-8").splitlines() if line.startswith("| ") and not line.startswith("| part ")]
        lines = [fresh.pop(_cells(line)[1], line) for line in before]
        lines = sorted([*lines, *fresh.values()], key=lambda line: list(PARTS).index(_cells(line)[0]))
        totals = [total for each in PARTS if (total := _total(each, lines))]
        page.write_text(HEAD + "\n".join(lines) + "\n\n" + "\n".join(totals) + "\n", "utf-8")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")[1:-1]]


def _total(part: str, lines: Sequence[str]) -> str:
    own = [each for each in map(_cells, lines) if each[0] == part]
    counts = [int(first[0].replace(",", "")) for each in own if (first := re.match(r"[\d,]*\d", each[2]))]
    return f"- {part}, {PARTS[part][1]}: {sum(counts):,}" if own else ""


def run(part: str) -> int:
    """One part, in this process."""
    os.environ.setdefault("IOP_TORTURE", "1")
    sys.path.insert(0, str(ROOT))
    count = Count(part)
    began = time.monotonic()
    path = ROOT / "tests" / "store" / PARTS[part][0]
    ended = pytest.main(["-p", "no:cacheprovider", "-n", "0", f"--rootdir={ROOT}", str(path)], plugins=[count])
    for row in count.rows:
        print(f"{row.times:>10}  {row.test}: lost {row.lost}, not opened or tracebacks {row.broken}, {row.seconds:.0f} s")
    print(f"{part}: {PARTS[part][1]}; {time.monotonic() - began:.0f} s")
    return int(ended)


def main() -> int:
    parts = sys.argv[1:] or list(PARTS)
    if unknown := [each for each in parts if each not in PARTS]:
        print(f"There is no part called {unknown[0]}. The parts: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    if len(parts) == 1:
        return run(parts[0])
    return max(subprocess.run([sys.executable, __file__, each], check=False).returncode for each in parts)


if __name__ == "__main__":
    sys.exit(main())
