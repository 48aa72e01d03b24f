"""Made-up data to measure with: a long unit, and vaults from empty to ten years old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from iop_tui.domain.commitments import Checkin, Commitment, every, on_days
from iop_tui.domain.settings import Settings
from iop_tui.services import planning, tracking
from iop_tui.services.house import House, open_house
from iop_tui.store.prefs import Prefs

SHORT_UNIT, LONG_UNIT, MIDDLE_UNIT, LONGER_UNIT = "own.long.one", "own.long.three", "own.long.ten", "own.long.thirty"
LENGTHS = {SHORT_UNIT: 100, LONG_UNIT: 300, MIDDLE_UNIT: 1000, LONGER_UNIT: 3000}
"""The lines of the made-up units."""
FIRST_LINE = "This page is long on purpose"
SECOND_SECTION = "The first line of the teaching"

_SENTENCES = (
    "A strong feeling wants to move your body right now, and that is its job.",
    "You can *notice* it, give it a name, and let one slow breath go out.",
    "Nothing has to be solved in this minute, and nothing has to go away.",
    "If it helps, **look at the furthest thing** you can see and wait a little.",
)
_HEAD = """# Long: a unit to measure with

```toml unit
minutes = 15
risk = "R0"
version = 1
summary = "A long page."
sources = ["made up to measure with"]
```

## Why

This page is long on purpose, so that the time it takes can be seen.

## The idea

The first line of the teaching stands here.
"""
_TAIL = """
## Try it

```toml fields
[[field]]
id = "moment"
kind = "line"
label = "What set it off?"
```
"""


def unit_text(lines: int) -> str:
    """A unit of about so many lines: teaching, and a field to type into."""
    body: list[str] = []
    while len(body) < lines - _HEAD.count("\n") - _TAIL.count("\n"):
        body += ["", *(_SENTENCES[(len(body) + n) % len(_SENTENCES)] for n in range(4))]
    return _HEAD + "\n".join(body) + "\n" + _TAIL


def write_units(data: Path) -> Path:
    """Put the long units among a person's own; the file of the shorter one."""
    folder = data / "iop-tui" / "modules" / "own" / "long"
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    for unit, lines in LENGTHS.items():
        (folder / f"{unit.rpartition('.')[2]}.md").write_text(unit_text(lines), "utf-8")
    return folder / "three.md"


def begin(data: Path) -> House:
    """A vault in which Start has been done and nothing else."""
    house = open_house(create=True, data=data / "iop-tui")
    planning.begin(house, Prefs(country="US", zone="UTC", glyphs="unicode"), Settings(id=1))
    return house


def a_new_one(data: Path) -> None:
    begin(data).store.close()


def promises(today: date) -> list[Commitment]:
    return [
        Commitment(title="Walk 20 minutes", starts=today - timedelta(days=40), rule=on_days(["MO", "WE", "FR"])),
        Commitment(title="Evening medicine", starts=today - timedelta(days=40)),
        Commitment(title="Call one person", starts=today - timedelta(days=40), times=3),
    ]


def a_month(data: Path) -> None:
    """Three commitments with forty days of marks."""
    house = begin(data)
    for commitment in promises(house.clock.today()):
        kept = tracking.save_commitment(house, commitment).value
        for day in range(1, 40, 2):
            tracking.check_in(house, kept, house.clock.today() - timedelta(days=day), "kept")
    house.store.close()


def ten_years(data: Path, documents: int = 20_000) -> None:
    """Daily use for ten years: six commitments, marked until there are so many documents."""
    house = begin(data)
    today = house.clock.today()
    years = timedelta(days=3652)
    made = [
        tracking.save_commitment(house, Commitment(title=f"Promise {n + 1}", starts=today - years, rule=every(1 + n % 2))).value
        for n in range(6)
    ]
    fill(house, marks(made, today, documents))
    house.store.close()


def marks(made: list[Commitment], today: date, documents: int) -> Iterator[Checkin]:
    """Marks backward from yesterday, one for each commitment and day."""
    for n in range(documents):
        commitment, day = made[n % len(made)], today - timedelta(days=1 + n // len(made))
        yield Checkin(id=Checkin.id_for(commitment.id, day), day=day, commitment=commitment.id, state="partly" if n % 9 == 0 else "kept")


def fill(house: House, records: Iterator[Checkin]) -> None:
    """Keep many records at once."""

    def job() -> None:
        with house.store.transaction():
            for record in records:
                house.store.shelf(Checkin).put(record)

    house.store.run(job)
