"""The few signs that are drawn, each with an ASCII twin of one cell."""

from __future__ import annotations

from iop_tui.values import dataclass


@dataclass(frozen=True)
class Glyphs:
    """The signs that are drawn."""

    rule: str
    full: str
    empty: str
    cursor: str
    day: dict[str, str]
    """One cell for each state of a day."""


UNICODE = Glyphs(
    rule="─",
    full="█",
    empty="░",
    cursor=">",
    day={"kept": "■", "partly": "▪", "missed": "x", "excused": "e", "unknown": "·", "": " "},
)
ASCII = Glyphs(
    rule="-", full="#", empty=".", cursor=">", day={"kept": "#", "partly": "+", "missed": "x", "excused": "e", "unknown": ".", "": " "}
)
