"""At every key, Rich cleans and measures the whole of a text. For a megabyte in one line that takes seconds; here it costs less."""

from __future__ import annotations

import re
from functools import lru_cache

import rich.cells
import rich.text
from rich.control import strip_control_codes

_control = re.compile("[\x07\x08\x0b\x0c\r]").search
"""The only characters that Rich takes out; our texts have none of them."""


def _strip(text: str) -> str:
    return strip_control_codes(text) if _control(text) else text


def spare_long_texts() -> None:
    """Answer Rich's two questions about a long text without walking through it each time; the answers stay the same."""
    measure = rich.cells._cell_len
    if not hasattr(measure, "cache_info"):
        rich.cells._cell_len = lru_cache(16)(measure)
        rich.text.strip_control_codes = _strip  # type: ignore[attr-defined, assignment]
