"""The card for the wallet: from the safety plan, whom to call and what to do, with the numbers of the country."""

from __future__ import annotations

from collections.abc import Iterator

from iop_tui.domain.fields import Value, show
from iop_tui.domain.page import Page, Paragraph, Span
from iop_tui.domain.safety import SafetyEntry
from iop_tui.services import aftercare, helping, preferring
from iop_tui.services.house import House

TITLE = "When it is hard"
"""Says to whoever finds it nothing more than that."""
FIRST_TO_DO = 3
"""So many things to do stand before the other people."""


def page(house: House) -> Page:
    """The card, the most important line first; `render.card` says how many of them have room."""
    lines = tuple(Paragraph((Span(f"{name}: ", bold=True), Span(text))) for name, text in _lines(house))
    return Page(TITLE, lines, is_card=True)


def _lines(house: House) -> Iterator[tuple[str, str]]:
    where = helping.country(house.prefs.country, preferring.modules())
    yield "Life in danger", f"call {where.emergency or 'the local emergency number'}"
    people = [*_of(house, "people", "who"), *_of(house, "professionals", "who")]
    to_do = _of(house, "alone", "do")
    for person in people[:1]:
        yield "Call first", person
    line = helping.first(where)
    if line:
        yield line.name, line.how
    for each in to_do[:FIRST_TO_DO]:
        yield "Do", each
    for person in people[1:]:
        yield "Call", person
    for each in _of(house, "company", "who"):
        yield "Go to", each
    for each in to_do[FIRST_TO_DO:]:
        yield "Do", each
    for each in _of(house, "worth", "what"):
        yield "For", each


def _of(house: House, part: str, field: str) -> list[str]:
    """What stands in a part of the safety plan, each on one line."""
    own = sorted((each for each in aftercare.safety_plan(house) if each.part == part), key=lambda each: each.order)
    return [said for each in own if (said := _said(each, field))]


def _said(entry: SafetyEntry, field: str) -> str:
    """A contact is a name and a number here; the note beside it stays in the plan."""
    value: Value | None = entry.values.get(field)
    if isinstance(value, dict):
        value = {key: text for key, text in value.items() if key != "note" and isinstance(text, str)}
    return " ".join(show(value).split())
