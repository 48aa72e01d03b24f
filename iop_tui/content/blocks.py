"""A block of TOML in the body of a unit -> a part of its section."""

from __future__ import annotations

from collections.abc import Callable

from iop_tui.content.fieldtables import MOST_FIELDS, fields_of, take_id
from iop_tui.content.problems import did_you_mean, not_known, quoted
from iop_tui.content.reading import Findings
from iop_tui.content.tables import Table, read_table
from iop_tui.domain.fields import YES_NO
from iop_tui.domain.unit import HELP_PAGES, SHEETS, TOOLS, Form, Gate, Option, Pacer, Part, Practice, Question, Quiz, Timer, Tool

GATE_KINDS = ("yesno", "choice", "multi")


def part_of(info: str, text: str, line: int, findings: Findings) -> Part | None:
    """The part that a fenced block makes; `info` is what follows its backticks, `line` the line of its first row of TOML."""
    words = info.split()
    name = words[1] if len(words) > 1 else ""
    if len(words) > 2:
        findings.problem(line - 1, f"a block begins with ```toml and one word; found {quoted(info)}")
        return None
    if name not in READERS:
        findings.problem(line - 1, f"toml block {not_known(name, READERS)}")
        return None
    table = read_table(text, line, name, findings)
    return READERS[name](table) if table is not None else None


def _field(table: Table) -> Form | None:
    found = fields_of([table])
    return Form(found) if found else None


def _fields(table: Table) -> Form | None:
    table.only(("field",))
    tables = table.tables("field", MOST_FIELDS)
    if not tables and "field" not in table.values:
        table.findings.problem(table.line, "toml fields holds at least one [[field]]")
    found = fields_of(tables)
    return Form(found) if found else None


def _gate(table: Table) -> Gate | None:
    table.only(("why", "question"))
    table.needs(("why", "question"))
    _once(table, "gate", "one gate for a unit; put all questions into it")
    questions = tuple(_question(each) for each in table.tables("question", 12))
    return Gate(table.text("why"), questions) if questions else None


def _question(table: Table) -> Question:
    table.only(("ask", "kind", "options", "pass", "because", "show"))
    table.needs(("ask", "pass", "because"))
    kind = table.one_of("kind", GATE_KINDS, "yesno")
    options = YES_NO if kind == "yesno" else table.strings("options", shown=True)
    if kind == "yesno" and "options" in table.values:
        table.problem("options", "a yesno question has no options of its own; use choice or multi")
    if kind != "yesno" and len(options) < 2:
        table.problem("options", f"a {kind} question needs at least two options")
    passes = table.strings("pass")
    for each in passes:
        if each not in options:
            table.problem("pass", f"pass {quoted(each)} is none of the options{did_you_mean(each, options)}")
    if passes and set(passes) >= set(options):
        table.problem("pass", "every answer lets the person on, so this question asks nothing")
    show = table.one_of("show", HELP_PAGES, "") if "show" in table.values else ""
    return Question(table.text("ask"), kind, options, passes, table.text("because"), show)


def _quiz(table: Table) -> Quiz | None:
    table.only(("id", "ask", "option"))
    table.needs(("id", "ask", "option"))
    name = take_id(table)
    options = tuple(_option(each) for each in table.tables("option", 12))
    if "option" in table.values and (len(options) < 2 or not any(option.right for option in options)):
        table.findings.problem(table.line, "a quiz has at least two options, and one of them has right = true")
    return Quiz(name, table.text("ask"), options) if name and options else None


def _option(table: Table) -> Option:
    table.only(("text", "right", "say"))
    table.needs(("text", "say"))
    return Option(table.text("text"), table.text("say"), table.yes("right"))


def _timer(table: Table) -> Timer:
    table.only(("label", "seconds"))
    table.needs(("label", "seconds"))
    return Timer(table.text("label"), table.whole("seconds", 5, 3600, 60))


def _pacer(table: Table) -> Pacer:
    table.only(("label", "in", "out", "rounds"))
    table.needs(("label", "in", "out", "rounds"))
    return Pacer(table.text("label"), table.whole("in", 1, 20, 4), table.whole("out", 1, 30, 6), table.whole("rounds", 1, 100, 5))


def _practice(table: Table) -> Practice:
    table.only(("what", "times", "weeks"))
    table.needs(("what", "times", "weeks"))
    _once(table, "practice", "one practice for a unit")
    return Practice(table.text("what"), table.whole("times", 1, 7, 3), table.whole("weeks", 1, 52, 1))


def _tool(table: Table) -> Tool:
    table.only(("name",))
    table.needs(("name",))
    name = table.word("name")
    sheet = name.removeprefix("sheet:")
    if sheet != name and sheet not in SHEETS:
        table.problem("name", f"sheet {not_known(sheet, SHEETS)}")
    elif sheet == name and "name" in table.values and name not in TOOLS:
        table.problem("name", f"tool {not_known(name, TOOLS)}")
    return Tool(name)


def _once(table: Table, what: str, message: str) -> None:
    if what in table.findings.lines:
        table.findings.problem(table.line, f"{message}; the first is on line {table.findings.lines[what]}")
    else:
        table.findings.lines[what] = table.line


READERS: dict[str, Callable[[Table], Part | None]] = {
    "field": _field,
    "fields": _fields,
    "gate": _gate,
    "quiz": _quiz,
    "timer": _timer,
    "pacer": _pacer,
    "practice": _practice,
    "tool": _tool,
}
