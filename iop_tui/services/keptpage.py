"""One commitment in full, as text."""

from __future__ import annotations

from iop_tui import words
from iop_tui.domain.commitments import Checkin
from iop_tui.domain.page import Block, Entry, heading, paragraph
from iop_tui.services import tracking
from iop_tui.services.copies import other_copies
from iop_tui.services.house import House
from iop_tui.services.tracking import Standing


def blocks(house: House, standing: Standing) -> list[Block]:
    """Everything about a commitment: its rhythm, why, how its strength comes about, its notes."""
    commitment = standing.commitment
    span = f"from {commitment.starts.isoformat()}" + (f" to {commitment.ends.isoformat()}" if commitment.ends else "")
    found: list[Block] = [paragraph(f"{commitment.schedule()}, {commitment.goal()}, {span}.")]
    if commitment.why:
        found.append(Entry("Why it matters", commitment.why))
    found.append(paragraph(standing.strength.explain()))
    notes = tracking.notes(house, commitment)
    if notes:
        found.append(heading("Notes"))
        found.extend(Entry(f"{each.day}: {each.state}", each.note) for each in notes)
    copies = other_copies(house, Checkin.table)
    for day, checkin in standing.checkins.items():
        found.extend(Entry(str(day), f"{words.OTHER_COPY} {copy}") for copy in copies.get(checkin.id, []))
    return found
