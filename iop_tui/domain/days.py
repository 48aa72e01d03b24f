"""Days in words."""

from __future__ import annotations

from datetime import date

WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_words(day: date) -> str:
    """A day as `Mon 23 Nov`, whatever the locale."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def month_in_words(day: date) -> str:
    """The month of a day as `Nov 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def span_in_words(seconds: int) -> str:
    """A span of time as one says it."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(f"{minutes} minute{'s' if minutes > 1 else ''}")
    if rest or not minutes:
        parts.append(f"{rest} second{'s' if rest != 1 else ''}")
    return " ".join(parts)
