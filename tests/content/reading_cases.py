"""Reads the cases that writers keep as markdown, and says in the same words what the parser made of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from iop_tui.content.parse import Reading
from iop_tui.domain import page
from iop_tui.domain.fields import Field
from iop_tui.domain.unit import Form, Gate, Pacer, Part, Practice, Prose, Quiz, Section, Timer, Tool

CASES = Path(__file__).parent / "cases"
HEAD = '# A pause: one small step\n\n```toml unit\nminutes = 5\nrisk = "R0"\nversion = 1\nsummary = "A pause."\n```\n\n'


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: str
    added_lines: int
    """How many lines of a good head were put before the input."""


def all_cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("*.md")) for case in _cases(path.read_text("utf-8"))]


def _cases(text: str) -> list[Case]:
    pattern = r"^# ([^\n]+)\n\n~~~~~ input\n(.*?)\n~~~~~\n\n~~~~~ expected\n(.*?)\n~~~~~$"
    found = [_case(*groups) for groups in re.findall(pattern, text, re.MULTILINE | re.DOTALL)]
    assert len(found) == text.count("~~~~~ input"), "a case is a title, an input and what is expected"
    return found


def _case(title: str, text: str, expected: str) -> Case:
    is_part = text.startswith("## ")
    return Case(title, (HEAD if is_part else "") + text + "\n", expected, HEAD.count("\n") if is_part else 0)


def told(reading: Reading, added_lines: int, with_prose: bool) -> str:
    """The problems of a reading, or else its outline."""
    problems = [f"{problem.line - added_lines}: {_shifted(problem.message, added_lines)}" for problem in reading.findings.problems]
    return "\n".join(problems or [_section(section, with_prose) for section in reading.sections])


def _shifted(message: str, by: int) -> str:
    return re.sub(r"(?<=on line )\d+", lambda number: str(int(number[0]) - by), message)


def _section(section: Section, with_prose: bool) -> str:
    rows = [f"{section.title}: {'; '.join(_part(part) for part in section.parts)}"]
    if with_prose:
        rows += [f"  {_block(block)}" for part in section.parts if isinstance(part, Prose) for block in part.blocks]
    return "\n".join(rows)


def _part(part: Part) -> str:
    match part:
        case Prose():
            return "prose"
        case Form(fields):
            return "fields " + ", ".join(_field(field) for field in fields)
        case Gate(_, questions):
            return "gate " + ", ".join(" ".join(filter(None, (each.kind, *each.passes, each.show))) for each in questions)
        case Quiz(name, _, options):
            return f"quiz {name} {len(options)}"
        case Timer(_, seconds):
            return f"timer {seconds}"
        case Pacer(_, breathe_in, breathe_out, rounds):
            return f"pacer {breathe_in} {breathe_out} {rounds}"
        case Practice(_, times, weeks):
            return f"practice {times} {weeks}"
        case Tool(name):
            return f"tool {name}"


def _field(field: Field) -> str:
    columns = [f"{each.name}:{each.kind}" + (f":{'/'.join(each.options)}" if each.options else "") for each in field.columns]
    bounds = [f"{field.least}-{field.most}"] if field.kind == "scale" else []
    return " ".join([field.id, field.kind, *bounds, *columns])


def _block(block: page.Block) -> str:
    match block:
        case page.Paragraph(spans):
            return f"paragraph {_spans(spans)}"
        case page.Heading(level, spans):
            return f"heading {level} {_spans(spans)}"
        case page.Items(items, ordered, _):
            return ("numbered " if ordered else "list ") + " / ".join(_inner(each) for each in items)
        case page.Quote(blocks):
            return f"quote {_inner(blocks)}"
        case page.Table(head, rows):
            return "table " + " / ".join(", ".join(_spans(cell) for cell in row) for row in (head, *rows))
    return type(block).__name__.lower()


def _inner(blocks: tuple[page.Block, ...]) -> str:
    return " ".join(_block(block).removeprefix("paragraph ") for block in blocks)


def _spans(spans: page.Spans) -> str:
    """Spans divided by bars; `**`, `*` and a backtick stand before a style, `>` before the unit that is linked."""
    marks = [("**" if each.bold else "") + ("*" if each.italic else "") + ("`" if each.code else "") for each in spans]
    return "|".join(mark + each.text + (f">{each.link}" if each.link else "") for mark, each in zip(marks, spans, strict=True))
