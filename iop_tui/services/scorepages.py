"""Scores as pages: one that was just kept, the course of one sheet, and all of them to take along."""

from __future__ import annotations

from collections.abc import Iterable

from iop_tui import words
from iop_tui.domain import measures
from iop_tui.domain.measures import Change, Score, Sheet
from iop_tui.domain.numbers import number_text
from iop_tui.domain.page import Block, Entry, Page, Table, heading, paragraph, plain
from iop_tui.services import helping, preferring, scoring
from iop_tui.services.house import House
from iop_tui.services.scoring import Standing

HEAD = ("measure", "date", "score", "band", "change", "held against", "source")


def result_page(house: House, standing: Standing, score: Score) -> Page:
    """What came out: the safety line first, then the number, what it is called, what the change is worth, and what it is not."""
    sheet = standing.sheet
    blocks: list[Block] = [*_safety_blocks(house, sheet, score), heading(_with_band(sheet, score))]
    if score.is_estimate:
        lacking = len(measures.missing(sheet, score.by_line))
        blocks.append(paragraph(f"{lacking} {'line was' if lacking == 1 else 'lines were'} empty; the mean of the others stands for them."))
    earlier = [each for each in standing.scores if each.day and score.day and each.day < score.day]
    if earlier:
        blocks.append(_change("Since the last one", sheet, earlier[-1], score))
    if len(earlier) > 1:
        blocks.append(_change("Since the first one", sheet, earlier[0], score))
    if earlier:
        blocks.extend(paragraph(each) for each in measures.facts(sheet, earlier[0].total, score.total))
    blocks.extend(paragraph(each) for each in (sheet.bands_note, _longer(house, sheet, score), words.SCORE_IS, words.SCORE_TALK) if each)
    quiet = contacts(house) if sheet.is_total_only else ()  # nobody here knows what its lines ask
    return Page(sheet.title, (*blocks, *_about(standing), *quiet))


def course_page(standing: Standing) -> Page:
    """All scores of one sheet, the newest first, and when the next one fits."""
    blocks: list[Block] = [paragraph(each) for each in (_next(standing),) if each]
    rows = _rows(standing)
    if rows:
        blocks.append(_table(HEAD[1:], [row[1:] for row in reversed(rows)]))
    return Page(standing.sheet.title, (*blocks, paragraph(words.SCORE_IS), *_about(standing, with_next=False)))


def scores_page(house: House, *, with_safety: bool = False) -> Page:
    """Every score in one table, to talk about with a professional. The safety lines stand there only when the person agrees."""
    everything = [*scoring.standings(house), *scoring.put_away(house)]
    rows = [row for standing in everything for row in _rows(standing)]
    if not rows:
        return Page("My scores", (paragraph("Nothing stands here yet."), paragraph(words.SCORE_IS)))
    blocks: list[Block] = [paragraph(words.SCORE_IS), _table(HEAD, rows)]
    if with_safety:
        said = [line for standing in everything for line in _safety_lines(standing.sheet, standing.scores)]
        blocks.extend(paragraph(each) for each in said)
    credits = dict.fromkeys(standing.sheet.credit for standing in everything if standing.scores and standing.sheet.credit)
    return Page("My scores", (*blocks, *(paragraph(each) for each in credits), paragraph(words.SCORE_ON_PAPER)))


def has_safety_answer(house: House) -> bool:
    """Whether there is anything that a page would have in words only if the person agrees."""
    return any(each.safety is not None for each in scoring.scores(house))


def contacts(house: House) -> tuple[Block, ...]:
    """The emergency number and the first line to call, in the chosen country."""
    return helping.in_short(helping.country(house.prefs.country, preferring.modules()))


def _safety_blocks(house: House, sheet: Sheet, score: Score) -> list[Block]:
    """What is said of the safety lines, above every number."""
    blocks: list[Block] = []
    for line in sheet.safety_lines:
        answer = score.by_line.get(line.number)
        step = scoring.step_after(house, sheet, line, answer, score.day)
        if step.opens and answer is not None:
            blocks.append(paragraph(words.SAFE_ANSWERED.format(label=line.label, answer=line.words_of(answer))))
        if step.tell_team:
            blocks.append(paragraph(words.SAFE_TELL_TEAM))
        if answer is None:
            blocks.append(paragraph(words.SAFE_SKIPPED))
    return [*blocks, *contacts(house)] if blocks else []


def _change(label: str, sheet: Sheet, before: Score, score: Score) -> Block:
    found = measures.change(sheet, before.total, score.total)
    lines = [f"{found.line}."]
    if found.thresholds:
        lines.append(f"Held against {found.held_against} points ({found.sources}).")
    if before.is_estimate or score.is_estimate:
        lines.append("One of the two is an estimate.")
    return Entry(f"{label}, {before.day}: {number_text(before.total)}", "\n".join(line[:1].upper() + line[1:] for line in lines))


def _longer(house: House, sheet: Sheet, score: Score) -> str:
    """The longer sheet, where this one says that it is worth filling in."""
    longer = scoring.sheets(house).get(sheet.follow_up)
    return (
        f"From {number_text(sheet.follow_from)} on, the longer sheet says more: {longer.title}."
        if longer and score.total >= sheet.follow_from
        else ""
    )


def _about(standing: Standing, with_next: bool = True) -> list[Block]:
    sheet = standing.sheet
    origin = f"This sheet was {sheet.origin.words}." if sheet.origin.kind != "shipped" else ""
    said = (_next(standing) if with_next else "", sheet.credit, origin)
    return [paragraph(each) for each in said if each]


def _next(standing: Standing) -> str:
    """When the next one fits, in a sentence."""
    sheet = standing.sheet
    if not standing.can_fill:
        return ""
    if standing.is_due or standing.due_on is None:
        return f"It looks back over {sheet.look_back}. It can be filled in today."
    again = " Today's can be corrected." if standing.of_today else ""
    return f"It looks back over {sheet.look_back}. The next one fits from {standing.due_on}.{again}"


def _with_band(sheet: Sheet, score: Score) -> str:
    name = measures.band(sheet, score.total)
    return f"{score.shown}: {name}" if name else score.shown


def steps(standing: Standing) -> list[tuple[Score, str, Change | None]]:
    """Each score with its band and the change since the one before it, the oldest first."""
    sheet, found = standing.sheet, []
    for before, score in zip((None, *standing.scores), standing.scores, strict=False):
        since = measures.change(sheet, before.total, score.total) if before else None
        found.append((score, measures.band(sheet, score.total), since))
    return found


def _rows(standing: Standing) -> list[tuple[str, ...]]:
    """One row a score."""
    return [
        (
            *(score.title, score.day.isoformat() if score.day else "", score.shown, band),
            *((since.line, since.held_against, since.sources) if since else ("the first one", "", "")),
        )
        for score, band, since in steps(standing)
    ]


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(tuple(plain(each) for each in head), tuple(tuple(plain(cell or "-") for cell in row) for row in rows))


def _safety_lines(sheet: Sheet, scores: Iterable[Score]) -> list[str]:
    """The safety lines in words, for a page that the person wants to have them on."""
    return [
        f'{score.title}, {score.day}, the line "{line.label}": answered with {line.words_of(score.by_line[line.number])}.'
        for score in scores
        for line in sheet.safety_lines
        if line.number in score.by_line
    ]
