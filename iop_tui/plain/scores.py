"""Score sheets, line by line: the numbers of a questionnaire on paper, the safety line before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.fields import Field, Value, read, read_date, write
from iop_tui.domain.filling import Filling, field_of, shown_in, value_of
from iop_tui.domain.measures import OTHER, Sheet, SheetLine
from iop_tui.plain.filling import fill_in
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import aftercare, helping, preferring, scorepages, scoring
from iop_tui.values import replace

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import Done
    from iop_tui.services.scoring import Standing

EMPTY = "Numbers of questionnaires that you have on paper. No question stands here: you type the numbers from your form."
DAY = Field(id="day", kind="date", label="From which day is it?")
SAFE = (("Yes", "yes"), ("No", "no"), ("Not sure", "not sure"))


def open_scores(talk: Talk) -> None:
    """Be at the score sheets."""
    inside(
        talk,
        "Score sheets",
        look,
        lambda: [
            ("Fill one in", fill_in_one),
            ("Add a score from an earlier day", earlier),
            ("Another measure: its name and its number", other),
            ("Hear the course of one", course),
            ("Hear all scores as one page", hear),
            ("Put one away, or take it up again", turn),
        ],
    )


def look(talk: Talk) -> None:
    """Say how the sheets in use stand."""
    used, away = scoring.standings(talk.house), scoring.put_away(talk.house)
    copies, begun = scoring.other_copies(talk.house), scoring.drafts(talk.house)
    if not used:
        talk.say(EMPTY)
    for each in used:
        talk.say(_told(each, each.sheet.id in begun, copies.get(each.last.id if each.last else 0, [])))
    if away:
        talk.say("Heading: Put away", *(each.sheet.title for each in away))
    talk.say(words.SCORE_IS)


def _told(standing: Standing, is_begun: bool, copies: list[str]) -> str:
    last = standing.last
    said = [f"{standing.sheet.title}: {last.shown if last else 'none yet'}", "half filled in" if is_begun else "", standing.band]
    said += [standing.since_last.line] if standing.since_last else []
    said += ["can be filled in today" if standing.is_due else f"next from {standing.due_on}"] if standing.can_fill else []
    said += [f"{words.OTHER_COPY} {copy}" for copy in copies]
    return "; ".join(each for each in said if each)


def _pick(talk: Talk) -> Sheet | None:
    sheets = talk.house.library.sheets()
    return talk.pick("Which sheet?", [(f"{each.title}: {each.about}" if each.about else each.title, each) for each in sheets])


def _pick_used(talk: Talk) -> Standing | None:
    found = [*scoring.standings(talk.house), *scoring.put_away(talk.house)]
    if not found:
        talk.say(EMPTY)
        return None
    return talk.pick("Which one?", [(each.sheet.title, each) for each in found])


def fill_in_one(talk: Talk) -> None:
    """Fill in today's sheet, or correct it; one that was not used yet is taken up."""
    sheet = _pick(talk)
    if sheet is None:
        return
    if all(each.key != sheet.id for each in (*scoring.standings(talk.house), *scoring.put_away(talk.house))):
        talk.act(scoring.use, sheet.id, sheet.title, undo_as=f"picked {sheet.title}")
    fill_in_sheet(talk, sheet)


def earlier(talk: Talk) -> None:
    """A score from an earlier day."""
    sheet = _pick(talk)
    if sheet is None:
        return
    typed = fill_in(talk, DAY)
    if typed:
        fill_in_sheet(talk, sheet, Filling(read_date(typed)))


def fill_in_sheet(talk: Talk, sheet: Sheet, begins: Filling | None = None) -> None:
    """One question after the other; what a safety line asks for comes before the next one. `begins` is for another day."""
    if not sheet.is_for(talk.house.settings().age):
        talk.say(words.SCORE_FOR_ADULTS)
        if not talk.is_yes(words.SCORE_TOGETHER):
            return
    filling, seen = scoring.begun(talk.house, sheet)
    if begins is not None:
        held = next((each for each in scoring.scores_of(talk.house, sheet.id) if each.day == begins.day), None)
        filling, seen = begins, held.rev if held else 0
    problem = scoring.day_problem(talk.house, sheet, sheet.id, filling.day)
    if problem:
        talk.refuse(problem)
        return
    with talk.at(sheet.title):
        how = words.SCORE_HAVE_TOTAL if sheet.is_total_only else words.SCORE_HAVE_FORM
        talk.say(f"{sheet.title}, {sheet.look_back}. {how}", *([sheet.note] if sheet.note else []))
        if filling.is_begun:
            talk.say(f"Begun on {filling.day}: {filling.place(sheet)}. Enter leaves a line as it is.")
        filling = _by_lines(talk, sheet, _total(talk, sheet, filling))
        what = (sheet, filling.answers, filling.typed, filling.day, seen)
        done = talk.act(scoring.keep, *what, undo_as=f"kept {sheet.title}")
        if done is None:
            return
        talk.house.store.drop_draft(scoring.draft_key(sheet))
        _say_result(talk, done.value)


def _say_result(talk: Talk, score: Any) -> None:
    standing = scoring.standing(talk.house, score.key)
    if standing is not None:
        talk.page(scorepages.result_page(talk.house, standing, score))


def _total(talk: Talk, sheet: Sheet, filling: Filling) -> Filling:
    """The total as it stands on the form, or nothing; a sheet that is filled in by lines already goes on with them."""
    if filling.is_by_lines(sheet):
        return filling
    by_lines = "" if sheet.is_total_only or filling.typed is not None else ", or Enter to go line by line"
    label = f"The total, {sheet.lowest:g} to {sheet.highest:g}{by_lines}"
    field = Field(id="total", kind="number", label=label, min=sheet.lowest, max=sheet.highest)
    while True:
        value = read(field, fill_in(talk, field, write(field, filling.typed)))
        if value is None or isinstance(value, int):
            return replace(filling, typed=value)
        talk.refuse("Please use a whole number.")


def _by_lines(talk: Talk, sheet: Sheet, filling: Filling) -> Filling:
    """Every line; beside a total only the safety lines."""
    _keep(talk, sheet, filling)
    if filling.typed is not None and sheet.safety_lines:
        talk.say(words.SAFE_ASKED_TOTAL)
    for line in sheet.lines if filling.typed is None else sheet.safety_lines:
        if line.sentence:
            talk.say(line.sentence)
        field = field_of(line, f"{line.number} {line.label}" if line.number else line.label)
        before = filling.answers.get(line.number)
        value: Value | None = read(field, fill_in(talk, field, write(field, shown_in(line, before))))
        answer = value_of(line, value)
        if answer == before:
            continue
        filling = filling.answer(line, answer)
        _keep(talk, sheet, filling)
        if answer is not None:
            _see_to(talk, sheet, line, answer, filling)
        if line.is_gate and answer == line.lowest:
            break
    return filling


def _keep(talk: Talk, sheet: Sheet, filling: Filling) -> None:
    if filling.is_begun:
        talk.house.store.draft(scoring.draft_key(sheet), filling.text())


def _see_to(talk: Talk, sheet: Sheet, line: SheetLine, answer: int, filling: Filling) -> None:
    """What an answer asks for at once, whatever the total may become."""
    step = scoring.step_after(talk.house, sheet, line, answer, filling.day)
    where = helping.country(talk.house.prefs.country, preferring.modules())
    if step.opens:
        talk.page(helping.safety_page(where, tell_team=step.tell_team))
        _ask_safe(talk)
    elif line.withdrawal is not None and answer >= line.withdrawal:
        talk.page(helping.withdrawal_page(where))


def _ask_safe(talk: Talk) -> None:
    """One question, whose answer is kept nowhere."""
    said = talk.pick(words.SAFE_ASK, SAFE, none="Enter goes on")
    if said == "yes":
        talk.say(words.SAFE_YES)
    elif said is not None:
        where = helping.country(talk.house.prefs.country, preferring.modules())
        people, steps = aftercare.people_to_call(talk.house), aftercare.steps_of_safety_plan(talk.house)
        talk.page(helping.not_safe_page(where, people, steps))
    talk.say(words.SAFE_WAITS)


def other(talk: Talk) -> None:
    """The number of any other measure."""
    known = [each for each in scoring.standings(talk.house) if each.sheet.id == OTHER]
    picked = talk.pick("Which one?", [(each.sheet.title, each) for each in known], none="Enter for a new one") if known else None
    held: dict[str, Value] = {"day": talk.house.clock.today().isoformat()}
    if picked is not None:
        held |= {"title": picked.sheet.title, "lowest": picked.sheet.lowest, "highest": picked.sheet.highest}
    kept: list[Any] = []

    def save(found: dict[str, Value]) -> Done[Any] | None:
        done = talk.act(scoring.keep_other, found, undo_as=f"kept {found.get('title', 'a number')}")
        kept.extend([done.value] if done else [])
        return done

    if form(talk, "Another measure", scoring.OTHER_FIELDS, held, key="other-score", save=save, intro=words.SCORE_IS):
        _say_result(talk, kept[0])


def course(talk: Talk) -> None:
    """How the scores of one sheet went."""
    standing = _pick_used(talk)
    if standing is not None:
        talk.page(scorepages.course_page(standing))


def hear(talk: Talk) -> None:
    """All scores; the safety lines stand there only if the person says so."""
    with_safety = scorepages.has_safety_answer(talk.house) and talk.is_yes(words.SCORE_WITH_SAFETY)
    talk.page(scorepages.scores_page(talk.house, with_safety=with_safety))


def turn(talk: Talk) -> None:
    """Put a sheet away, or take it up again."""
    standing = _pick_used(talk)
    if standing is None:
        return
    title, is_used = standing.sheet.title, not standing.is_used
    if talk.act(scoring.use, standing.key, title, is_used, undo_as=f"{'took up' if is_used else 'put away'} {title}") is not None:
        talk.say("In use again." if is_used else "Put away. Its scores stay, and undo takes it back.")
