"""Calm paper: one accent, two grays, and the terminal's own colors where there are few."""

from __future__ import annotations

import os

from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme

DARK = Theme(
    name="iop-dark",
    primary="#8fb8c9",
    accent="#8fb8c9",
    secondary="#9aa5ab",
    foreground="#d8dad7",
    background="#16191b",
    surface="#16191b",
    panel="#1f2427",
    warning="#d9b97a",
    error="#e0958c",
    success="#a3bf9a",
    dark=True,
)
LIGHT = Theme(
    name="iop-light",
    primary="#1f5f78",
    accent="#1f5f78",
    secondary="#5a646a",
    foreground="#22272a",
    background="#f7f5ef",
    surface="#f7f5ef",
    panel="#ebe8df",
    warning="#7a5a10",
    error="#9b3329",
    success="#3f6b35",
    dark=False,
)
CONTRAST = Theme(
    name="iop-contrast",
    primary="#ffffff",
    accent="#ffff00",
    secondary="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    warning="#ffff00",
    error="#ffffff",
    success="#ffffff",
    dark=True,
)
OWN = (DARK, LIGHT, CONTRAST)

CHOICES = {"auto": "", "dark": "iop-dark", "light": "iop-light", "high contrast": "iop-contrast", "terminal colors": "ansi-dark"}
"""What Settings offers, and the theme behind each."""


class _PlainBars(ScrollBarRender):
    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


def choose(wanted: str, environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """The theme's name; without a choice, the terminal's own colors where it has few or wants none."""
    named = CHOICES.get(wanted, "")
    if named and "NO_COLOR" not in environ:
        return named
    many = "256color" in environ.get("TERM", "") or environ.get("COLORTERM", "") in ("truecolor", "24bit")
    return "iop-dark" if many and "NO_COLOR" not in environ else "ansi-dark"


def can_draw(glyphs: str, encoding: str) -> bool:
    """Whether glyphs beyond ASCII may be used: asked for, or a UTF-8 terminal that is not the bare Linux console."""
    if glyphs in ("ascii", "unicode"):
        return glyphs == "unicode"
    # Under LC_ALL=C Python writes UTF-8 all the same, so the locale is asked first.
    locale = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := os.environ.get(name))), encoding)
    return "utf" in locale.lower() and os.environ.get("TERM", "") not in ("linux", "dumb", "vt100")


def draw_scrollbars(plain: bool) -> None:
    """Have scrollbars drawn with spaces alone where only ASCII may be used; stock ones end in block signs."""
    ScrollBar.renderer = _PlainBars if plain else ScrollBarRender
