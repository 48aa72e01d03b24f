"""The figures as a page: what was measured, what it was measured against, and whether the goal is met."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.measure import Keys, Start
from bench.saves import SEALED_SIZE

MS = 1000
WHY = {
    "Today usable": "headers come from an index, classes are finished when used, and a room is imported when it is opened (1.7 x before); "
    "what is left: 140 modules of ours and what the vault needs, the style sheet, and reading the vault",
    "300-line unit": "as Today, and markdown-it, which takes 17 ms to import and 15 to read the text",
    "3,000-line unit": "only the section that is shown is laid out, but all of the file is read before any of it is shown, "
    "since a unit with a fault in it does not open; that took 71 ms where an interpreter took 10",
    "first byte": "a neutral picture comes before the imports of the screen; on a slow day interpreter, pathlib and settings take longer",
    "durable save": "a save syncs the journal and the file, and all of it counts; on some days it is just under",
    "memory": "of what is over bare, our modules take 9 MB and markdown-it 3; smaller since classes are finished when used and rooms wait; "
    "in a 3,000-line unit its blocks take the rest",
    "idle": "one look for another window each 20 seconds",
    "`iop": "tinydb, msgspec, sqlite3, dateutil, zoneinfo, pathlib and json alone take what the row of the libraries says; "
    "argparse, dataclasses and OpenSSL are not loaded any more, and the process ends at once",
}
"""What was tried, and what stands in the way of a goal that is not met."""
QUIET_LOAD, LINK = 0.5, 10_000
"""The load from which others disturb a run; bytes a second of the slow link."""


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its goal."""

    name: str
    against: str
    """What it is measured against, and how that did."""
    found: str
    goal: str = ""
    is_met: bool | None = None
    """None where there is no goal."""

    def row(self) -> str:
        met = {True: "met", False: f"**not met**: {self.why}", None: ""}[self.is_met]
        return f"| {self.name} | {self.against} | {self.found} | {self.goal} | {met} |"

    @property
    def why(self) -> str:
        """What was tried, and what stands in the way."""
        return next((said for begins, said in WHY.items() if self.name.startswith(begins)), "see docs/speed.md")


@dataclass(frozen=True)
class Measured:
    """Everything that one run of the bench found."""

    rounds: int
    starts: dict[str, list[Start]]
    scrolling: dict[str, dict[str, Keys]]
    typing: dict[str, Keys]
    link: dict[str, float]
    memory: dict[str, float]
    at_once: int
    together: dict[str, float]
    idling: dict[str, tuple[float, float]]
    commands: dict[str, list[float]]
    saves: dict[str, list[float]]
    sizes: tuple[int, ...]
    load: float
    """How many programs wanted a processor before the run."""


def figures(found: Measured) -> list[Figure]:
    return [*_starts(found), *_keys(found), *_sessions(found), *_commands(found), *_saves(found)]


def _count(name: str, against: str, value: float, most: float) -> Figure:
    return Figure(name, against, f"{value:,.0f}", f"<= {most:,}", value <= most)


def _time(name: str, against: str, value: float, most: float) -> Figure:
    return Figure(name, against, _ms(value), f"<= {most} ms", value <= most)


def _ratio(name: str, against: str, value: float, base: float, most: float) -> Figure:
    return Figure(name, against, f"{_ms(value)} = {_times(value / base)}", f"<= {_times(most)}", value <= most * base)


def _starts(found: Measured) -> list[Figure]:
    ready, first = _medians(found.starts, "ready", MS), _medians(found.starts, "first", MS)
    size = _medians(found.starts, "bytes", 1)
    bare = ready["bare"]
    base = f"bare {_ms(bare)}"
    others = f"{base}; viewer {_times(ready['viewer'] / bare)}" + (f"; less {_ms(ready['less'])}" if "less" in ready else "")
    lengths = ", ".join(_ms(ready[key]) for key in ("short", "reader", "middle", "longer"))
    return [
        _ratio("Today usable, new vault", base, ready["new"], bare, 1.15),
        _ratio("Today usable, 40 days of three commitments", base, ready["today"], bare, 1.15),
        _ratio("Today usable, ten years (20,000 documents)", f"new vault {_ms(ready['new'])}", ready["years"], ready["new"], 1.2),
        _ratio("300-line unit, `open ID`: the first goal", others, ready["reader"], bare, 2.0),
        _ratio("300-line unit, `open ID`: the last goal", others, ready["reader"], bare, 1.25),
        _ratio("3,000-line unit, `open ID`", base, ready["longer"], bare, 1.3),
        Figure("units of 100, 300, 1,000 and 3,000 lines, `open ID`", base, lengths),
        _time("first byte", f"bare {_ms(first['bare'])}", first["today"], 60),
        _count("bytes at start, Today", f"bare {size['bare']:,.0f}", size["today"], 9_000),
    ]


def _keys(found: Measured) -> list[Figure]:
    reader = found.scrolling["reader"]
    others = {name: keys for name, keys in found.scrolling.items() if name != "reader"}
    costs = {key: "; ".join(f"{name} {keys[key].bytes:,.0f}" for name, keys in others.items()) for key in reader}
    packed = {key: "; ".join(f"{name} {keys[key].packed:,.0f}" for name, keys in others.items()) for key in reader}
    times = "; ".join(f"{name} {_ms(keys['down'].seconds * MS)}" for name, keys in others.items())
    links = "; ".join(f"{name} {_ms(seconds * MS)}" for name, seconds in found.link.items() if name != "reader")
    return [
        _count("bytes per Down in the reader", costs["down"], reader["down"].bytes, 450),
        _count("bytes per PageDown in the reader", costs["page"], reader["page"].bytes, 1_800),
        Figure("bytes per Down, as `ssh -C` packs them", packed["down"], f"{reader['down'].packed:,.0f}"),
        Figure("bytes per PageDown, as `ssh -C` packs them", packed["page"], f"{reader['page'].packed:,.0f}"),
        _time("PageDown on 10 kB/s", links, found.link["reader"] * MS, 250),
        _time("Down: key to last byte", times, reader["down"].seconds * MS, 20),
        _count(
            "bytes per typed character in a field", f"Textual's Input {found.typing['input'].bytes:,.0f}", found.typing["field"].bytes, 150
        ),
    ]


def _sessions(found: Measured) -> list[Figure]:
    leave = _medians(found.starts, "leave", MS)
    others = f"bare {_ms(leave['bare'])}" + (f"; less {_ms(leave['less'])}" if "less" in leave else "")
    figures = [_time("leave (`q` at Today) to process gone", others, leave["today"], 60)]
    both = {name: seconds * MS for name, seconds in found.together.items()}
    figures.append(Figure(f"{found.at_once} sessions started at once, all usable", f"bare {_ms(both['bare'])}", _ms(both["today"])))
    bare, reader = found.memory["bare"], found.memory["reader"]
    if bare:
        name, value = f"memory (PSS), reader open, {found.at_once} at once", f"{reader:.1f} MB = {_times(reader / bare)}"
        figures.append(Figure(name, f"bare {bare:.1f} MB", value, "<= 1.20 x", reader <= 1.2 * bare))
        longer = found.memory["longer"]
        name, value = "memory (PSS), 3,000-line unit open", f"{longer:.1f} MB = bare + {longer - bare:.1f} MB"
        figures.append(Figure(name, f"bare {bare:.1f} MB", value, "<= bare + 10 MB", longer <= bare + 10))
    for key, place in (("today", "Today"), ("reader", "the reader")):
        if key in found.idling:
            (wakes, spent), against = found.idling[key], "bare {:.1f}/s, {:.2f} ms/s".format(*found.idling["bare"])
            name, goal = f"idle wake-ups and processor time, {place}", "<= 0.2/s, <= 0.1 ms/s"
            figures.append(Figure(name, against, f"{wakes:.1f}/s, {spent:.2f} ms/s", goal, wakes <= 0.2 and spent <= 0.1))
    return figures


def _commands(found: Measured) -> list[Figure]:
    took = {name: median(each) * MS for name, each in found.commands.items()}
    python, libraries = took.pop("python"), took.pop("libraries")
    base = f"`python -c pass` {_ms(python)}"
    alone = Figure("the libraries of a vault, imported and nothing else", base, f"{_ms(libraries)} = {_times(libraries / python)}")
    return [*(_ratio(f"`iop {name}`", base, spent, python, 4.0) for name, spent in took.items()), alone]


def _saves(found: Measured) -> list[Figure]:
    took = {key: median(each) * MS for key, each in found.saves.items()}
    vault = [took[f"vault {size}"] for size in found.sizes]
    sync, slowest, quickest = took["sync"], max(vault), min(vault)
    figures = []
    for size in found.sizes:
        tinydb = f"TinyDB's file {_ms(took[f'tinydb {size}'])}" if f"tinydb {size}" in took else ""
        figures.append(Figure(f"durable save, {size:,} documents", tinydb, _ms(took[f"vault {size}"])))
    plain = took[f"vault {SEALED_SIZE}"]
    figures.append(_ratio(f"durable save, sealed, {SEALED_SIZE:,} documents", f"open {_ms(plain)}", took["sealed"], plain, 2.0))
    figures.append(_ratio("durable save, the slowest of these", f"the quickest {_ms(quickest)}", slowest, quickest, 2.0))
    figures.append(_ratio("durable save, the slowest of these", f"one fdatasync {_ms(sync)}", slowest, sync, 8.0))
    return figures


def _medians(starts: dict[str, list[Start]], name: str, times: float) -> dict[str, float]:
    return {key: median(getattr(each, name) for each in found) * times for key, found in starts.items()}


def page(found: Measured, day: date) -> str:
    """RESULTS.md."""
    listed = figures(found)
    goals = [each.is_met for each in listed if each.is_met is not None]
    versions = ", ".join(f"{name} {version(name.lower())}" for name in ("Textual", "Rich", "TinyDB"))
    return "\n".join(
        (
            "# What was measured\n",
            f"{day.isoformat()}, {_processor()}, {platform.system()}, Python {platform.python_version()}, {versions}.",
            f"Written by `make bench`: medians of {found.rounds} interleaved rounds in a terminal of 100x30.",
            f"Goals met: {sum(goals)} of {len(goals)}. Times drift on shared machines; ratios to a run beside it, and bytes, do not.\n",
            *_busy(found.load),
            "| figure | measured against | here | goal | |",
            "|---|---|---|---|---|",
            *(each.row() for each in listed),
            NOTES,
        )
    )


NOTES = """
- bare: a Textual app with one `Static`, until its text is on the screen. viewer: Textual's `MarkdownViewer` on the same 300 lines,
  until their first paragraph is there.
- Usable: everything the screen is for is on it. The moment is that of the last byte which brought it; the process is started as
  `python -m iop_tui`, the one-shot commands as the installed `iop` starts them. A first round, which fills the caches, does not count,
  and the terminal answers no queries.
- Wake-ups are voluntary context switches of all threads of a program that nobody has touched for more than a minute.
- As `ssh -C` packs them: the bytes through one zlib stream that is flushed at each piece sent, without the frames of the protocol itself.
- PageDown on 10 kB/s is taken from a terminal that reads no faster than that.
- A save is a new check-in, put through the same door as in the program, until it is on the disk. TinyDB's own file is synced, too.
"""


def _busy(load: float) -> list[str]:
    """A warning when others were at work: then even the ratios of times wander."""
    if load < QUIET_LOAD:
        return []
    return [f"**The machine was busy (load {load:.1f} before the run): the times here, and their ratios, prove nothing. Measure again.**\n"]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]} ({len(names)} cores)" if names else platform.machine()


def _ms(value: float) -> str:
    return f"{value:,.0f} ms" if value >= 10 else f"{value:.2f} ms"


def _times(value: float) -> str:
    return f"{value:.2f} x"
