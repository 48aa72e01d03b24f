"""sheets.toml and instrument files -> score sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from iop_tui.content.problems import quoted
from iop_tui.content.reading import Findings
from iop_tui.content.tables import Table, read_table_file
from iop_tui.content.where import SHEETS
from iop_tui.domain.measures import MOST_NUMBER, OTHER, SHIPPED, Band, Choice, Kind, Sheet, SheetLine, Threshold
from iop_tui.domain.unit import AUDIENCES, Origin
from iop_tui.errors import IopError

MOST_VALUE = 99
"""The highest number that can be circled: two digits can be typed without a pause."""
MOST_TOTAL = 9999
LABEL = 40
"""Characters of a label, so that it fits a narrow screen with its number."""

SHEET_KEYS = (
    *("id", "title", "about", "look_back", "every", "answers", "answer", "topics", "line", "span", "may_miss", "better", "band", "change"),
    *("bands_note", "note", "follow_up", "follow_from", "remission_below", "credit", "audience"),
)
LINE_KEYS = ("number", "label", "sentence", "answers", "answer", "unscored", "gate", "safety", "tell", "withdrawal")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


def load_sheets(folder: Path) -> tuple[Sheet, ...]:
    """The score sheets of a modules folder. IopError when their file is missing or broken."""
    sheets, findings = read_sheets(folder / SHEETS, folder, SHIPPED)
    if findings.has_errors:
        raise IopError(f"The score sheets cannot be read: {findings.problems[0]}.", "Everything else works. iop check says more.")
    return sheets


def read_sheets(path: Path, root: Path, origin: Origin, shown: str = "") -> tuple[tuple[Sheet, ...], Findings]:
    """The sheets of a file as far as they can be read, and every problem."""
    findings = Findings(shown or str(path))
    table = read_table_file(path, root, "sheets", findings)
    if table is None:
        return (), findings
    table.only(("sheet",))
    table.needs(("sheet",))
    return tuple(_sheet(each, origin, findings) for each in table.tables("sheet", 50)), findings


def _sheet(table: Table, origin: Origin, findings: Findings) -> Sheet:
    table.only(SHEET_KEYS)
    table.needs(("id", "title", "look_back", "every", "credit"))
    name = table.word("id")
    if not _ID.fullmatch(name) or name == OTHER:
        table.problem("id", f"id {quoted(name)} is small letters, digits and hyphens, like phq9; {OTHER} is taken")
    elif f"sheet {name}" in findings.lines:
        table.problem("id", f'the sheet "{name}" is already on line {findings.lines[f"sheet {name}"]}')
    findings.lines[f"sheet {name}"] = table.line_of("id")
    if follow_up := table.word("follow_up"):
        findings.lines[f"follow {follow_up}"] = table.line_of("follow_up")
    lines = _lines(table)
    sheet = Sheet(
        id=name,
        title=table.text("title"),
        about=table.text("about"),
        look_back=table.text("look_back"),
        every=table.whole("every", 1, 366, 14),
        credit=table.text("credit"),
        lines=lines,
        span=(0, 0) if lines else _pair(table, "span", MOST_TOTAL) or (0, 1),
        bands=tuple(_band(each) for each in table.tables("band", 20)),
        thresholds=tuple(_threshold(each) for each in table.tables("change", 4)),
        lower_is_better=table.one_of("better", ("lower", "higher"), "lower") == "lower",
        may_miss=table.whole("may_miss", 0, max(0, len(lines) - 1), 0),
        note=table.text("note"),
        bands_note=table.text("bands_note"),
        follow_up=follow_up,
        follow_from=table.whole("follow_from", 0, MOST_TOTAL, 0),
        remission_below=table.number("remission_below"),
        audience=table.one_of("audience", AUDIENCES, "adult"),
        origin=origin,
    )
    _check_whole(table, sheet)
    return sheet


def _lines(table: Table) -> tuple[SheetLine, ...]:
    """The lines in the order of their numbers: the topics, and what the tables of lines say beside them."""
    topics = dict(enumerate(table.strings("topics", shown=True), 1))
    tables = table.tables("line", MOST_NUMBER)
    if not topics and not tables:
        return ()
    usual = _choices(table)
    if not usual and any("answers" not in each.values and "answer" not in each.values for each in tables or [table]):
        table.problem("id", 'a sheet with lines needs "answers", like answers = [0, 3]')
    found: dict[int, SheetLine] = {}
    for each in tables:
        line = _line(each, topics, usual)
        if line.number in found:
            each.problem("number", f"line {line.number} is already there")
        found[line.number] = line
    plain = {number: SheetLine(number, label, usual or (Choice(0),)) for number, label in topics.items() if number not in found}
    return tuple(line for _, line in sorted({**found, **plain}.items()))


def _line(table: Table, topics: dict[int, str], usual: tuple[Choice, ...]) -> SheetLine:
    table.only(LINE_KEYS)
    table.needs(("number",))
    number = table.whole("number", 0, MOST_NUMBER, 0)
    if number not in topics:
        table.needs(("label",))
    choices = _choices(table) or usual or (Choice(0),)
    is_gate = table.yes("gate")
    safety, withdrawal = (_from(table, key, choices) for key in ("safety", "withdrawal"))
    tell = _from(table, "tell", choices)
    if tell is not None and (safety is None or tell < safety):
        table.problem("tell", "tell goes with safety, and is the same number or a higher one")
    return SheetLine(
        number=number,
        label=table.text("label") or topics.get(number, ""),
        choices=choices,
        sentence=table.word("sentence"),
        is_scored=not (table.yes("unscored") or is_gate),
        is_gate=is_gate,
        safety=safety,
        tell_from=safety if tell is None else tell,
        withdrawal=withdrawal,
    )


def _from(table: Table, key: str, choices: Sequence[Choice]) -> int | None:
    """The answer from which on something happens; it has to be one that can be given."""
    if key not in table.values:
        return None
    highest = max(each.value for each in choices)
    return table.whole(key, min(each.value for each in choices), highest, highest)


def _choices(table: Table) -> tuple[Choice, ...]:
    """The numbers that can be circled: between two, or each with its words."""
    worded = table.tables("answer", 20)
    if worded:
        return _worded(worded)
    pair = _pair(table, "answers", MOST_VALUE) if "answers" in table.values else None
    return tuple(Choice(value) for value in range(pair[0], pair[1] + 1)) if pair else ()


def _worded(tables: Sequence[Table]) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for each in tables:
        each.only(("value", "words"))
        each.needs(("value", "words"))
        value = each.whole("value", 0, MOST_VALUE, 0)
        if any(value == earlier.value for earlier in found):
            each.problem("value", f"the answer {value} is already there")
        found.append(Choice(value, each.word("words")))
    return tuple(found)


def _pair(table: Table, key: str, most: int) -> tuple[int, int] | None:
    match table.values.get(key):
        case [int(low), int(high)] if 0 <= low < high <= most and not isinstance(low, bool) and not isinstance(high, bool):
            return low, high
    if key in table.values or key == "span":
        table.problem(key, f"{table.name} {key} is two whole numbers from 0 to {most}, the lower one first, like [0, 3]")
    return None


def _band(table: Table) -> Band:
    table.only(("from", "words"))
    table.needs(("from", "words"))
    return Band(table.whole("from", 0, MOST_TOTAL, 0), table.text("words"))


def _threshold(table: Table) -> Threshold:
    table.only(("points", "kind", "source"))
    table.needs(("points", "kind", "source"))
    kind: Kind = "reliable" if table.one_of("kind", ("meaningful", "reliable"), "meaningful") == "reliable" else "meaningful"
    return Threshold(table.whole("points", 1, MOST_TOTAL, 1), kind, table.text("source"))


def _check_whole(table: Table, sheet: Sheet) -> None:
    """What has to fit together within one sheet."""
    if sheet.lines and "span" in table.values:
        table.problem("span", "a sheet with lines has no span; its range is added up")
    if sheet.lines and not sheet.scored:
        table.problem("line", "no line of this sheet counts")
    for line in sheet.lines:
        if len(line.label) > LABEL:
            table.problem("topics", f"label {quoted(line.label)} has {len(line.label)} characters; {LABEL} at most")
    starts = [each.least for each in sheet.bands]
    if starts and (starts != sorted(set(starts)) or starts[0] != sheet.lowest or starts[-1] > sheet.highest):
        table.tables("band", 20)[0].problem(
            "from", "the bands begin at the lowest total and go up, each from a higher number, none above the highest"
        )
    points = [each.points for each in sheet.thresholds]
    if points != sorted(set(points)) or len({each.kind for each in sheet.thresholds}) != len(points):
        table.tables("change", 4)[0].problem("points", "one meaningful and one reliable change at most, the smaller number first")
