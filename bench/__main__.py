"""`python -m bench [--quick]`: measure everything and write RESULTS.md."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.measure import Bench
from bench.programs import Workplace
from bench.results import LINK, Measured, page
from bench.saves import saves

SIZES = (100, 1_000, 10_000, 100_000)
RESULTS = Path(__file__).parent / "RESULTS.md"


def measure(folder: Path, rounds: int, is_quick: bool) -> Measured:
    load = os.getloadavg()[0]
    place = Workplace(folder)
    place.prepare()
    bench = Bench(place)
    at_once = 3 if is_quick else 20
    sizes = SIZES[:3] if is_quick else SIZES
    _say("starts")
    starts = bench.starts(rounds)
    _say("keys")
    scrolling = {
        name: bench.scrolling(program, 15) for name, program in bench.programs.items() if name in ("reader", "less", "viewer", "tmux")
    }
    typing = bench.typing(20)
    link = {name: bench.link(bench.programs[name], LINK, 3) for name in scrolling if name in ("reader", "less")}
    _say("memory and idling")
    memory = {name: bench.memory(bench.programs[name], at_once) for name in ("bare", "reader", "longer")}
    together = {name: bench.together(bench.programs[name], at_once) for name in ("bare", "today")}
    idling = bench.idling(("bare", "today", "reader"), 60.0) if Path("/proc/self/task").exists() else {}
    _say("commands and saves")
    commands = bench.commands(rounds)
    saved = saves(folder, sizes, rounds * 10)
    return Measured(rounds, starts, scrolling, typing, link, memory, at_once, together, idling, commands, saved, sizes, load)


def _say(what: str) -> None:
    print(f"measuring {what} ...", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the program and write bench/RESULTS.md.")
    parser.add_argument("--quick", action="store_true", help="few rounds and smaller vaults")
    parser.add_argument("--rounds", type=int, help="how often everything is started (15, or 3 when quick)")
    parser.add_argument("--to", type=Path, default=RESULTS, metavar="FILE", help="where to write; - prints only")
    asked = parser.parse_args()
    rounds = asked.rounds or (3 if asked.quick else 15)
    with tempfile.TemporaryDirectory(prefix="iop-bench-") as folder:
        found = measure(Path(folder), rounds, asked.quick)
    written = page(found, date.today())
    print(written)
    if str(asked.to) != "-":
        asked.to.write_text(written, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
