"""Score sheets: keeping what was typed from a form, what a change is worth, when the next is due, and what a safety line asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from iop_tui import words
from iop_tui.domain import measures
from iop_tui.domain.answers import Kept
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.domain.filling import Filling, filling_of, read_filling
from iop_tui.domain.measures import FROM_LINES, FROM_TOTAL, OTHER, Change, SafetyStep, Score, Sheet, SheetLine, SheetUse
from iop_tui.domain.numbers import number_text
from iop_tui.errors import IopError
from iop_tui.services.copies import let_go
from iop_tui.services.house import House, act
from iop_tui.values import dataclass, replace

OTHER_FIELDS = (
    Field(id="title", kind="line", label="Which measure is it?", help="Its name, as it stands on the form."),
    Field(id="total", kind="number", label="Which number came out?"),
    Field(id="lowest", kind="number", label="The lowest number it can have", help="Empty: 0."),
    Field(id="highest", kind="number", label="The highest number it can have"),
    Field(id="day", kind="date", label="Which day was it?"),
)
"""What is asked for any other measure, such as one that a clinician has added up."""


@dataclass(frozen=True)
class Standing:
    """How one sheet stands today."""

    sheet: Sheet
    scores: tuple[Score, ...]
    """Oldest first."""
    today: date
    can_fill: bool
    """Whether the sheet is still there; a file of a site can go, its scores stay."""
    is_used: bool = True

    @property
    def key(self) -> str:
        return self.scores[-1].key if self.scores else self.sheet.id

    @property
    def last(self) -> Score | None:
        return self.scores[-1] if self.scores else None

    @property
    def of_today(self) -> Score | None:
        return next((each for each in self.scores if each.day == self.today), None)

    @property
    def due_on(self) -> date | None:
        """The first day of the next one; nothing when there is none yet."""
        return measures.due_on(self.sheet, self.scores)

    @property
    def is_due(self) -> bool:
        return self.can_fill and measures.is_due(self.sheet, self.scores, self.today)

    @property
    def since_last(self) -> Change | None:
        return measures.change(self.sheet, self.scores[-2].total, self.scores[-1].total) if len(self.scores) > 1 else None

    @property
    def since_first(self) -> Change | None:
        """The change since the first one, where that is not the one before."""
        return measures.change(self.sheet, self.scores[0].total, self.scores[-1].total) if len(self.scores) > 2 else None

    @property
    def band(self) -> str:
        return measures.band(self.sheet, self.scores[-1].total) if self.scores else ""


def scores(house: House) -> list[Score]:
    """Every score, the oldest day first."""
    return sorted(house.store.shelf(Score).all(), key=lambda each: (each.day or date.min, each.id))


def scores_of(house: House, key: str) -> list[Score]:
    """The scores of one sheet, the oldest first."""
    return [each for each in scores(house) if each.key == key]


def sheets(house: House) -> dict[str, Sheet]:
    """Every sheet there is; none when their file cannot be read, which must not hide the scores."""
    try:
        return {sheet.id: sheet for sheet in house.library.sheets()}
    except IopError:
        return {}


def standings(house: House) -> list[Standing]:
    """The sheets a person uses: picked, or filled in at least once and not put away."""
    return [each for each in _all_standings(house) if each.is_used]


def put_away(house: House) -> list[Standing]:
    """Sheets with scores that are no longer used."""
    return [each for each in _all_standings(house) if not each.is_used and each.scores]


def due(house: House) -> list[Standing]:
    """The sheets in use whose time has come; what a clinician has to be asked for first never comes up by itself."""
    age = house.settings().age
    return [each for each in standings(house) if each.is_due and each.sheet.id != OTHER and each.sheet.is_for(age)]


def standing(house: House, key: str) -> Standing | None:
    """How a sheet stands, in use or not; nothing when nothing is known of it."""
    known = sheets(house)
    found = next((each for each in _all_standings(house) if each.key == key), None)
    return found or (Standing(known[key], (), house.clock.today(), True, False) if key in known else None)


def _all_standings(house: House) -> list[Standing]:
    known = sheets(house)
    held: dict[str, list[Score]] = {}
    for score in scores(house):
        held.setdefault(score.key, []).append(score)
    uses = {use.sheet: use.is_used for use in house.store.shelf(SheetUse).all()}
    today = house.clock.today()
    keys = [*(key for key in known if key in held or key in uses), *(key for key in held if key not in known)]
    return [
        Standing(known.get(key) or bare(held[key][-1]), tuple(held.get(key, ())), today, key in known, uses.get(key, True)) for key in keys
    ]


def bare(score: Score) -> Sheet:
    """All that is known of a sheet from a score alone: another measure, or one whose file is gone."""
    return Sheet(score.sheet, score.title, "", "", 1, "", span=(score.lowest, score.highest))


def draft_key(sheet: Sheet) -> str:
    """Where a sheet that is half filled in is kept."""
    return f"sheet/{sheet.id}/typed"


def drafts(house: House) -> set[str]:
    """The sheets that are half filled in."""
    return {key.split("/")[1] for key in house.store.drafts("sheet/")}


def begun(house: House, sheet: Sheet) -> tuple[Filling, int]:
    """What stands on a sheet: what was typed and not kept yet, else today's score to correct, else nothing.

    And the number of saves of that day's score, 0 for none.
    """
    today = house.clock.today()
    draft = house.store.drafts(draft_key(sheet)).get(draft_key(sheet))
    held = {each.day: each for each in scores_of(house, sheet.id)}
    present = filling_of(held[today]) if today in held else Filling(today)
    filling = read_filling(sheet, draft.text, today) if draft is not None else present
    return filling, held[filling.day].rev if filling.day in held else 0


def other_copies(house: House) -> dict[int, list[str]]:
    """What another window kept of the same day, by the score it belongs to."""
    found: dict[int, list[str]] = {}
    for kept in house.store.shelf(Kept).where(of_table=Score.table):
        copy = house.store.shelf(Score).copy_in(kept)
        if copy is not None:
            found.setdefault(kept.of_id, []).append(copy.shown)
    return found


@act
def use(house: House, key: str, title: str, is_used: bool = True) -> SheetUse:
    """Take a sheet up, or put it away; its scores stay."""
    shelf = house.store.shelf(SheetUse)
    before = shelf.get(SheetUse.id_for(key))
    rev = before.rev if before else 0
    return shelf.put(SheetUse(id=SheetUse.id_for(key), rev=rev, sheet=key, title=title, is_used=is_used)).record


@act
def keep(
    house: House,
    sheet: Sheet,
    answers: Mapping[int, int],
    typed: int | None = None,
    day: date | None = None,
    seen: int | None = None,
) -> Score:
    """Keep one filled-in sheet: by its lines, or by a total that was `typed`, beside which only safety lines are kept.

    `seen` is the number of saves of that day's score that the person saw, 0 for none: one that another window made since is kept, too.
    """
    chosen = day or house.clock.today()
    _check_day(house, sheet, sheet.id, chosen)
    lines = sheet.lines if typed is None else sheet.safety_lines
    kept = {line.number: answers[line.number] for line in lines if line.number in answers and line.takes(answers[line.number])}
    found = measures.total(sheet, kept) if typed is None else measures.Total(typed)
    if found is None:
        raise IopError(_lacking(sheet, kept), words.STAYS)
    if not sheet.lowest <= found.points <= sheet.highest:
        raise IopError(out_of_range(sheet), words.STAYS)
    score = Score(
        sheet=sheet.id,
        title=sheet.title,
        total=found.points,
        lowest=sheet.lowest,
        highest=sheet.highest,
        answers={str(number): value for number, value in kept.items()},
        safety=measures.safety_answer(sheet, kept),
        is_estimate=found.is_estimate,
        source=FROM_LINES if typed is None else FROM_TOTAL,
        day=chosen,
    )
    return _put(house, score, seen)


@act
def keep_other(house: House, values: Mapping[str, Value]) -> Score:
    """Keep a number of any other measure, with its name and its range."""
    title, points, highest = str(values.get("title") or "").strip(), _number(values.get("total")), _number(values.get("highest"))
    lowest = _number(values.get("lowest")) or 0
    if not title or points is None or highest is None:
        raise IopError("It needs a name, the number, and the highest number there can be.", words.STAYS)
    if not lowest <= points <= highest:
        raise IopError(f"The number lies from {number_text(lowest)} to {number_text(highest)}.", words.STAYS)
    day = read_date(str(values["day"])) if values.get("day") else house.clock.today()
    score = Score(sheet=OTHER, title=title, total=points, lowest=lowest, highest=highest, source=FROM_TOTAL, day=day)
    _check_day(house, bare(score), score.key, day)
    return _put(house, score, None)


def _put(house: House, score: Score, seen: int | None) -> Score:
    """Save a score over the one of its day, if there is one; a sheet that was put away is in use again."""
    assert score.day is not None
    shelf = house.store.shelf(Score)
    score_id = Score.id_for(score.key, score.day)
    before = shelf.get(score_id)
    stored = before.rev if before else 0
    if seen in (None, stored):
        let_go(house, Score.table, score_id)
    uses = house.store.shelf(SheetUse)
    used = uses.get(SheetUse.id_for(score.key))
    if used is not None and not used.is_used:
        uses.remove(used.id)
    rev, created = stored if seen is None else seen, before.created if before else None
    return shelf.put(replace(score, id=score_id, rev=rev, created=created)).record


def _check_day(house: House, sheet: Sheet, key: str, day: date) -> None:
    problem = day_problem(house, sheet, key, day)
    if problem:
        raise IopError(problem, words.STAYS)


def day_problem(house: House, sheet: Sheet, key: str, day: date) -> str:
    """Why a sheet cannot be filled in for a day: it is to come, or another one lies too near."""
    if day > house.clock.today():
        return words.NOT_YET
    near = measures.too_near(sheet, scores_of(house, key), day)
    if near is None or near.day is None:
        return ""
    again = near.day + timedelta(days=sheet.every)
    return f"{sheet.title} looks back over {sheet.look_back}, and there is one from {near.day}. The next one fits from {again}."


def out_of_range(sheet: Sheet) -> str:
    return f"The total of {sheet.title} lies from {number_text(sheet.lowest)} to {number_text(sheet.highest)}."


def _lacking(sheet: Sheet, answers: Mapping[int, int]) -> str:
    """Why there is no total, with the lines that are empty."""
    lines = measures.missing(sheet, answers)
    if sheet.is_total_only or len(lines) == len(sheet.scored):
        return words.NOTHING_YET
    which = ", ".join(str(each.number) for each in lines)
    named = f"Line {which} is empty" if len(lines) == 1 else f"Lines {which} are empty"
    return f"{named}. With more than {sheet.may_miss} empty there is no total." if sheet.may_miss else f"{named}, and all are needed here."


def last_answer(house: House, sheet: Sheet, line: SheetLine, day: date) -> int | None:
    """What a line was answered with the time before a day."""
    earlier = [each for each in scores_of(house, sheet.id) if each.day is not None and each.day < day]
    return next((each.by_line[line.number] for each in reversed(earlier) if line.number in each.by_line), None)


def safety_after(sheet: Sheet, line: SheetLine, answer: int | None, last: int | None) -> SafetyStep:
    """Whether the safety page opens now, before any total, and whether it adds: tell your treatment team today."""
    return measures.safety_after(line, answer, last) if line in sheet.safety_lines else SafetyStep()


def step_after(house: House, sheet: Sheet, line: SheetLine, answer: int | None, day: date | None) -> SafetyStep:
    """The same with the time before looked up; that it cannot be read never keeps the page from opening."""
    if line.safety is None or day is None:
        return SafetyStep()
    try:
        last = last_answer(house, sheet, line, day)
    except IopError:
        last = None
    return safety_after(sheet, line, answer, last)


def _number(value: Value | None) -> int | float | None:
    return value if isinstance(value, (int, float)) else None
