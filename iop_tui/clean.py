"""Take control bytes out of every string that comes in: typed, pasted, imported, or read from a module.

Joiners and direction marks that Persian, Hindi, Hebrew and emoji need are kept.
"""

from __future__ import annotations

import re

# C0 without tab and newline, DEL, C1; then the marks that can reorder or hide other text on the line.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_ESCAPES = (
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # OSC ... BEL or ST
    "|\x1b[P^_X][^\x1b]*\x1b\\\\"  # DCS, PM, APC, SOS ... ST
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    "|\x1b[ -/]*[0-~]"  # two-byte escapes
)


def text(raw: str) -> str:
    """`raw` with whole escape sequences and control characters gone; newlines become `\\n`, tabs four spaces."""
    if raw.isascii() and raw.isprintable():
        return raw
    without = re.sub(_ESCAPES, "", raw) if "\x1b" in raw or "\x9b" in raw else raw
    return _CONTROL.sub("", _BREAKS.sub("\n", without)).replace("\t", "    ")


def line(raw: str) -> str:
    """`text(raw)` on one line: each run of line breaks, with the space around it, becomes one space."""
    first, *rest = text(raw).split("\n")
    if not rest:
        return first
    between = (each.strip() for each in rest[:-1])
    return " ".join([first.rstrip(), *(each for each in between if each), rest[-1].lstrip()])


def is_sign(character: str) -> bool:
    """Whether a typed character belongs to a text: one that can be seen, or one of the joiners and marks that are kept."""
    return character.isprintable() or (character != "\n" and text(character) == character)


def for_output(raw: str) -> str:
    """The last guard before the terminal: no control character at all, newlines included."""
    if raw.isprintable():
        return raw
    return _CONTROL.sub("", raw).replace("\n", " ").replace("\t", " ")
