"""Numbers as people type them, and as they read them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MOST_DIGITS = 15
"""Digits before the point, and after it, that can be kept without rounding."""

_MARKS = str.maketrans({"٫": ".", "٬": ",", "'": ",", "’": ",", "−": "-"})
_GROUPS = r"[+-]?[1-9][0-9]{0,2}"
_FORMS = (
    (re.compile(rf"{_GROUPS}(,[0-9]{{3}})+(\.[0-9]*)?"), ",", "."),  # 1,000 and 1,000.50
    (re.compile(rf"{_GROUPS}(\.[0-9]{{3}})+(,[0-9]*|\.[0-9]{{3}})"), ".", ","),  # 1.000,50 and 1.000.000
    (re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)"), "", "."),
    (re.compile(r"[+-]?([0-9]+,[0-9]*|,[0-9]+)"), "", ","),
)
"""What a number looks like, what groups its digits, and what stands before its fraction."""


class TooLong(ValueError):
    """More digits than can be kept."""


def western_digits(text: str) -> str:
    """The text with digits of any script as 0 to 9."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(each, each)) for each in text)


def parse_number(typed: str) -> Decimal | None:
    """The number that was typed, in any script, with or without spaces, currency sign and thousands marks; raises `TooLong`.

    `1,000` is one thousand and `12,5` is twelve and a half. `None` when it is not one number in digits.
    """
    bare = "".join(each for each in typed if not each.isspace() and unicodedata.category(each) != "Sc")
    tidy = western_digits(bare).translate(_MARKS)
    for form, grouping, point in _FORMS:
        if form.fullmatch(tidy):
            return _exact(tidy.replace(grouping, "").replace(point, "."))
    return None


def _exact(tidy: str) -> Decimal:
    whole, _, fraction = tidy.lstrip("+-").partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS or len(fraction) > MOST_DIGITS:
        raise TooLong
    return Decimal(tidy)


def number_text(number: float | Decimal) -> str:
    """A number as a person writes it: `20`, `2.5`, never `1e+06`."""
    if isinstance(number, int) or number % 1 == 0:
        return str(int(number))
    return f"{Decimal(str(number)):f}"


def many(count: float | Decimal, what: str) -> str:
    """How many of something, in words: `1 day`, `2.5 days`, `0 entries`. For nouns that take an s."""
    several = f"{what[:-1]}ies" if what.endswith("y") and what[-2:-1] not in "aeiou" else f"{what}s"
    return f"{number_text(count)} {what if count == 1 else several}"


def rounded(number: float) -> str:
    """A number with one digit after the point at most."""
    return number_text(round(number, 1))
