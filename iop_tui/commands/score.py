"""Score sheets by questions, and the list of scores."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.diary import ask_field
from iop_tui.commands.talk import ask, house_of, is_sure, say, show
from iop_tui.errors import Exit, IopError, UsageError

if TYPE_CHECKING:
    from iop_tui.domain.filling import Filling
    from iop_tui.domain.measures import Sheet, SheetLine
    from iop_tui.domain.page import Page
    from iop_tui.services.house import House
    from iop_tui.services.scoring import Standing

SAFE, NOT_SAFE = ("yes", "y"), ("no", "n", "not sure", "m", "maybe")


def score(asked: Namespace) -> int:
    """`iop score [SHEET]`: fill a sheet in by questions; without one, or with `--json`, the scores so far."""
    from iop_tui.domain.measures import OTHER
    from iop_tui.services import scoring

    house = house_of(asked)
    if asked.json or not asked.sheet:
        standings = [each for each in scoring.standings(house) if asked.sheet in (None, each.sheet.id)]
        show(json.dumps(_json(standings), ensure_ascii=False, indent=2) if asked.json else "\n".join(_lines(house, standings)))
        return Exit.OK
    if asked.sheet == OTHER:
        _keep_other(house)
        return Exit.OK
    sheet = house.library.sheet(asked.sheet)
    if sheet is None:
        names = ", ".join(each.id for each in house.library.sheets())
        raise UsageError(f"There is no score sheet called {asked.sheet}.", f"These are: {names}, {OTHER}.")
    _fill_in(house, sheet)
    return Exit.OK


def _fill_in(house: House, sheet: Sheet) -> None:
    """One question after the other; what a safety line asks for comes before the next one."""
    from iop_tui.services import keeping, scorepages, scoring

    if not sheet.is_for(house.settings().age):
        say(words.SCORE_FOR_ADULTS)
        if not is_sure(words.SCORE_TOGETHER):
            return
    filling, seen = scoring.begun(house, sheet)
    problem = scoring.day_problem(house, sheet, sheet.id, filling.day)
    if problem:
        raise IopError(problem, "Another day can be picked on the screen: iop, then S.")
    how = words.SCORE_HAVE_TOTAL if sheet.is_total_only else words.SCORE_HAVE_FORM
    for line in (f"{sheet.title}, {sheet.look_back}. {how}", sheet.note):
        if line:
            say(line)
    if filling.is_begun:
        say(f"Begun on {filling.day}: {filling.place(sheet)}. Enter leaves a line as it is.")
    try:
        filling = _by_lines(house, sheet, _total(sheet, filling))
        done = scoring.keep(house, sheet, filling.answers, filling.typed, filling.day, seen)
        house.store.drop_draft(scoring.draft_key(sheet))
    finally:
        house.store.flush(2)
    keeping.roll(house)
    standing = scoring.standing(house, sheet.id)
    assert standing is not None
    _print(scorepages.result_page(house, standing, done.value))


def _total(sheet: Sheet, filling: Filling) -> Filling:
    """The total as it stands on the form, or nothing; a sheet that is filled in by lines already goes on with them."""
    from dataclasses import replace

    from iop_tui.domain.fields import Field

    if filling.is_by_lines(sheet):
        return filling
    by_lines = "" if sheet.is_total_only or filling.typed is not None else ", or Enter to go line by line"
    label = f"The total, {sheet.lowest:g} to {sheet.highest:g}{by_lines}"
    while True:
        typed = ask_field(Field(id="total", kind="number", label=label, min=sheet.lowest, max=sheet.highest), filling.typed)
        if typed is None or isinstance(typed, int):
            return replace(filling, typed=filling.typed if typed is None else typed)
        say("Please use a whole number.")


def _by_lines(house: House, sheet: Sheet, filling: Filling) -> Filling:
    """Every line; beside a total only the safety lines."""
    from iop_tui.domain.filling import field_of, shown_in, value_of
    from iop_tui.services import scoring

    if filling.is_begun:
        house.store.draft(scoring.draft_key(sheet), filling.text())
    if filling.typed is not None and sheet.safety_lines:
        say(words.SAFE_ASKED_TOTAL)
    for line in sheet.lines if filling.typed is None else sheet.safety_lines:
        if line.sentence:
            say(line.sentence)
        now = filling.answers.get(line.number)
        answer = value_of(
            line, ask_field(field_of(line, f"{line.number} {line.label}" if line.number else line.label), shown_in(line, now))
        )
        if answer is None:
            continue
        filling = filling.answer(line, answer)
        house.store.draft(scoring.draft_key(sheet), filling.text())
        _see_to(house, sheet, line, answer, filling)
        if line.is_gate and answer == line.lowest:
            break
    return filling


def _see_to(house: House, sheet: Sheet, line: SheetLine, answer: int, filling: Filling) -> None:
    """What an answer asks for at once, whatever the total may become."""
    from iop_tui.services import helping, preferring, scoring

    where = helping.country(house.prefs.country, preferring.modules())
    step = scoring.step_after(house, sheet, line, answer, filling.day)
    if step.opens:
        _print(helping.safety_page(where, tell_team=step.tell_team))
        _ask_safe(house)
    elif line.withdrawal is not None and answer >= line.withdrawal:
        _print(helping.withdrawal_page(where))


def _ask_safe(house: House) -> None:
    """One question, whose answer is kept nowhere."""
    from iop_tui.services import aftercare, helping, preferring

    while True:
        typed = ask(f"{words.SAFE_ASK} (yes, no, not sure; Enter goes on): ").strip().casefold()
        if not typed:
            break
        if typed in SAFE:
            say(words.SAFE_YES)
            break
        if typed in NOT_SAFE:
            where = helping.country(house.prefs.country, preferring.modules())
            _print(helping.not_safe_page(where, aftercare.people_to_call(house), aftercare.steps_of_safety_plan(house)))
            break
        say("Please type one of these words, or Enter.")
    say(words.SAFE_WAITS)


def _keep_other(house: House) -> None:
    """A number of any other measure."""
    from iop_tui.services import keeping, scorepages, scoring

    found = {field.id: value for field in scoring.OTHER_FIELDS if (value := ask_field(field, None)) is not None}
    done = scoring.keep_other(house, found)
    keeping.roll(house)
    standing = scoring.standing(house, done.value.key)
    assert standing is not None
    _print(scorepages.result_page(house, standing, done.value))


def _print(page: Page) -> None:
    """A page at once, before anything else is asked."""
    from iop_tui.services.sharing import write

    show(write(page, "txt"))
    sys.stdout.flush()


def _lines(house: House, standings: list[Standing]) -> list[str]:
    lines = []
    for each in standings:
        said = [f"{each.sheet.title} ({each.sheet.id})", each.last.shown if each.last else "not filled in yet", each.band]
        said += [f"since the last one {each.since_last.line}"] if each.since_last else []
        when = "can be filled in today" if each.is_due else f"next from {each.due_on}" if each.can_fill else ""
        lines.append("; ".join(part for part in (*said, when) if part))
    if not lines:
        names = ", ".join(sheet.id for sheet in house.library.sheets())
        lines.append(
            f"No score is kept yet. Have a form beside you, then: iop score SHEET. The sheets: {names}, and other for any other measure."
        )
    return [*lines, words.SCORE_IS]


def _json(standings: list[Standing]) -> list[dict[str, object]]:
    """Every score, without single answers: those are in `iop export all`."""
    from iop_tui.services.scorepages import steps

    return [
        {
            "sheet": score.sheet,
            "title": score.title,
            "day": score.day.isoformat() if score.day else None,
            "total": score.total,
            "lowest": score.lowest,
            "highest": score.highest,
            "is_estimate": score.is_estimate,
            "band": band,
            "change": {
                "difference": change.difference,
                "words": change.words,
                "chance": change.chance,
                "held_against": [{"points": each.points, "kind": each.kind, "source": each.source} for each in change.thresholds],
            }
            if change
            else None,
        }
        for standing in standings
        for score, band, change in steps(standing)
    ]
