"""Events as a calendar file (iCalendar, RFC 5545): one event for each time, in UTC, with nothing in it that was not asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from iop_tui.domain.calendar import Event

MOST_BYTES = 75
"""A longer line goes on in the next one, after a space."""


def write(events: Sequence[Event], now: datetime) -> str:
    """A whole calendar, its lines ending as the format wants it. `now` is the moment it is made, in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in events:
        lines.extend(_event(event, now))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(event.begins)}"
    yield f"DTEND:{_moment(event.ends)}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"SEQUENCE:{event.version}"
    yield f"STATUS:{'CANCELLED' if event.is_canceled else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    if event.remind and not event.is_canceled:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.title)}", f"TRIGGER:-PT{event.remind}M", "END:VALARM")
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 bytes; no character is cut in two."""
    part = ""
    for character in line:
        if len((part + character).encode()) > MOST_BYTES:
            yield part
            part = " "
        part += character
    yield part
