"""A page as markdown; what a person wrote is escaped, so that it is never taken for markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from iop_tui.domain.page import (
    Bar,
    Block,
    Chart,
    Code,
    Entry,
    Heading,
    Items,
    Page,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    TimeLine,
    paragraph,
    plain,
)
from iop_tui.render import charts
from iop_tui.render.layout import PAPER, cells

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&]|[@]|:(?=/)|(?<=/)/|(?<=www)\.|\.(?=[^\W\d])")
"""What begins markup anywhere in a line; from the @ on, what would make a link of an address."""

_LINE_START = re.compile(r"\d+(?=[.)](?:\s|$))|(?=[#+\-=:])")
"""What stands before the sign that makes a list, a heading or an underline of a line."""

_CLOSING = re.compile(r"(?<![^ ])(?=#+$)")
"""Before the signs at the end of a heading that would be taken away."""


def write(page: Page) -> str:
    """The whole page, ending in a line break."""
    return "\n\n".join(each for each in (_heading(1, plain(page.title)), _blocks(page.blocks)) if each) + "\n"


def escape(text: str) -> str:
    """Text that markdown shows as it stands, except for spaces at the ends of its lines."""
    return _escape_starts(_escape_markup(text))


def _escape_markup(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _escape_starts(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(f"{found[0]}\\{line[found.end() :]}" if (found := _LINE_START.match(line)) else line for line in lines)


def _inline(spans: Spans, in_table: bool = False) -> str:
    """Spans as one run of markdown. Its line starts are not escaped yet; stars never touch the stars of the span before."""
    groups = groupby((span for span in spans if span.text), key=_look)
    runs = [Span("".join(span.text for span in group), *look) for look, group in groups]
    parts: list[str] = []
    has_stars = False
    for index, run in enumerate(runs):
        before = runs[index - 1].text[-1] if index else " "
        after = runs[index + 1].text[0] if index + 1 < len(runs) else " "
        if has_stars and not before.isspace() and not run.text[0].isspace():
            run = Span(run.text, code=run.code)
        parts.append(_code_span(run.text, in_table) if run.code else _emphasis(run, before, after))
        has_stars = run.bold or run.italic
    return "".join(parts)


def _look(span: Span) -> tuple[bool, bool, bool]:
    """Bold, italic, code; code is never more than code."""
    return (False, False, True) if span.code else (span.bold, span.italic, False)


def _emphasis(span: Span, before: str, after: str) -> str:
    """The text between its stars, or bare where markdown would show the stars themselves."""
    mark = "*" * (2 * span.bold + span.italic)
    core = span.text.strip()
    start, _, end = span.text.partition(core) if core else (span.text, "", "")
    can_open = core and (not _is_sign(core[0]) or _is_apart(start[-1:] or before))
    can_close = core and (not _is_sign(core[-1]) or _is_apart(end[:1] or after))
    if not (mark and can_open and can_close) or "\n" in core:
        return _escape_markup(span.text)
    return f"{start}{mark}{_escape_markup(core)}{mark}{end}"


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_apart(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] == "P"


def _code_span(text: str, in_table: bool) -> str:
    """The text between ticks, with its outer spaces outside of them."""
    core = text.replace("\n", " ").strip()
    start, _, end = text.partition(core) if core else (text, "", "")
    if not core:
        return start
    ticks = "`" * (_longest_ticks(core) + 1)
    room = " " if core.startswith("`") or core.endswith("`") else ""
    shown = core.replace("|", "\\|") if in_table else core
    return f"{start}{ticks}{room}{shown}{room}{ticks}{end}"


def _longest_ticks(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _blocks(blocks: Sequence[Block]) -> str:
    return "\n\n".join(text for text in map(_block, blocks) if text)


def _block(block: Block) -> str:
    match block:
        case Heading(level, spans):
            return _heading(max(2, level), spans)
        case Paragraph(spans):
            return _escape_starts(_inline(spans))
        case Items(items, ordered, start):
            return "\n".join(_item(blocks, f"{start + n}. " if ordered else "- ") for n, blocks in enumerate(items))
        case Quote(blocks):
            return _indent(_blocks(blocks), "> ", "> ") if blocks else ""
        case Table(head, rows):
            return "\n".join([_row(head), "|" + " --- |" * len(head), *(_row(row) for row in rows)])
        case Code(text):
            fence = "`" * max(3, _longest_ticks(text) + 1)
            return f"{fence}\n{text}\n{fence}"
        case Rule():
            return "***"
        case Entry(label, value):
            return f"{_entry_label(label)}{_entry_value(value)}"
        case Chart(title, _curves, _low, _high, sentence):
            return _drawn(title, charts.chart(block, PAPER), sentence)
        case TimeLine(title, _curves, sentence):
            return _drawn(title, charts.time_line(block, PAPER, cells), sentence)
        case Bar(label, _part, _whole, sentence):
            return _drawn(f"{label} ({charts.figure(block)})", charts.bar(block, PAPER), sentence)


def _drawn(title: str, drawn: charts.Drawn, sentence: str) -> str:
    """A drawing as text that stands as it is, with its title above and its sentence below."""
    lines = _block(Code("\n".join((*drawn.lines, *([drawn.legend] if drawn.legend else [])))))
    return "\n\n".join((_block(paragraph(title)), lines, _block(paragraph(sentence))))


def _heading(level: int, spans: Spans) -> str:
    text = _CLOSING.sub(r"\\", " ".join(_inline(spans).split()))
    return f"{'#' * min(6, level)} {text}".rstrip()


def _entry_label(label: str) -> str:
    text = " ".join(label.split())
    return f"{_inline((Span(text, bold=True),))}\n\n" if text else ""


def _entry_value(value: str) -> str:
    """Every line of its own stays one."""
    text = escape(value).strip("\n")
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "  \n", text) or escape("-")


def _item(blocks: Sequence[Block], mark: str) -> str:
    return _indent(_blocks(blocks), mark, " " * len(mark))


def _indent(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{first if n == 0 else rest}{line}" if line else (first if n == 0 else rest).rstrip() for n, line in enumerate(lines))


def _row(row: Sequence[Spans]) -> str:
    return "| " + " | ".join(" ".join(_inline(cell, in_table=True).split()) for cell in row) + " |"
