"""What stands on the page of a session, row by row."""

from __future__ import annotations

from iop_tui import words
from iop_tui.domain.attendance import MISSED
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field
from iop_tui.domain.sessionnotes import AFTER, BEFORE, DURING, FIELDS
from iop_tui.services import attending, sessionday
from iop_tui.services.sessionday import SessionDay
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row


def rows_of(view: SessionDay, copies: dict[int, list[str]], marks: list[str]) -> list[Row]:
    """A session of one day, row by row; `copies` are those of its pages, and `marks` those of its mark, from another window."""
    slot = view.slot
    session, at = slot.at.session, slot.at
    changed = "canceled" if at.is_canceled else f"moved from {in_words(at.key)}" if at.is_moved and at.on != at.key else ""
    when = ", ".join(each for each in (at.hours, changed, at.why) if each)
    place, leads = session.says("place").replace("\n", ", "), session.says("who")
    rows = [Row("about", when, f"leave by {slot.leave_by}" if slot.leave_by and not slot.state else "", label="When")]
    rows += [Row("about:where", place, label="Where")] if place else []
    rows += [Row("about:who", leads, label="Leads")] if leads else []
    rows += [Row("about:bring", session.says("bring").replace("\n", ", "), label="Bring")] if session.says("bring") else []
    rows += [Row("about:say", session.says("say"), label="Say")] if session.says("say") else []
    reason = "; ".join(each for each in (slot.mark.reason, slot.mark.note) if each) if slot.mark else ""
    note = "; ".join([*([reason] if reason else []), *(f"{words.OTHER_COPY} {copy}" for copy in marks)])
    rows.append(Row("mark", slot.state or "Not marked. Space: attended; m: another way", label="Mark", note=note))
    if slot.state == MISSED:
        rows.append(Row(f"unit:{attending.MISSING}", "What got in the way? Four questions, if you like", note=words.MISSED_ONE))
    rows.append(Row())
    for page in (BEFORE, DURING, AFTER):
        kept = view.notes[page]
        said = " / ".join(_said(field, kept.says(field.id)) for field in FIELDS[page] if kept.says(field.id))
        other = "; ".join(f"{words.OTHER_COPY} {copy}" for copy in copies.get(kept.id, []))
        rows.append(
            Row(f"page:{page}", short(said, 200).replace("\n", ", ") or sessionday.EMPTY_PAGE[page], label=page.capitalize(), note=other)
        )
    rows.append(Row())
    for each in view.units:
        rows.append(Row(f"unit:{each.id}", f"Today: {each.title}", f"{each.minutes} min", label="Unit"))
    for each in view.earlier[:3]:
        rows.append(Row(f"unit:{each.id}", f"Another day: {each.title}", f"{each.minutes} min", label="" if view.units else "Unit"))
    rows.append(Row("link", "Link a unit of this program to it", label="" if view.units or view.earlier else "Unit"))
    if view.questions:
        first = view.questions[0]
        rest = f", and {len(view.questions) - 1} more" if len(view.questions) > 1 else ""
        rows.append(Row("ask", f"{short(first.text, 120)}{rest}".replace("\n", " "), label="Ask"))
    rows += [Row(f"homework:{number}", line, label="" if number else "Due") for number, line in enumerate(view.homework)]
    return [*rows, Row(), Row(text=words.NOT_LED)]


def _said(field: Field, text: str) -> str:
    return f"worry {text}" if field.kind == "scale" else text
