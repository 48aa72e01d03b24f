"""A page as markdown; what a person wrote is escaped, so that it is never taken for markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iop_tui.domain.page import Block, Code, Entry, Heading, Items, Page, Paragraph, Quote, Rule, Spans, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&])")
_LINE_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)])", re.MULTILINE)


def write(page: Page) -> str:
    """The whole page, ending in a line break."""
    return "\n\n".join([f"# {escape(page.title)}", *(_block(block) for block in page.blocks)]) + "\n"


def escape(text: str) -> str:
    """Text that markdown shows as it stands."""
    return _LINE_START.sub(
        lambda m: f"{m[1]}\\{m[2]}" if not m[2][0].isdigit() else f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _SPECIAL.sub(r"\\\1", text)
    )


def _spans(spans: Spans) -> str:
    parts = []
    for span in spans:
        text = f"`{span.text}`" if span.code else escape(span.text)
        mark = "**" if span.bold else "*" if span.italic else ""
        parts.append(f"{mark}{text}{mark}")
    return "".join(parts)


def _block(block: Block) -> str:
    match block:
        case Heading(level, spans):
            return f"{'#' * min(6, max(2, level))} {_spans(spans)}"
        case Paragraph(spans):
            return _spans(spans)
        case Items(items, ordered, start):
            return "\n".join(_item(blocks, f"{start + n}. " if ordered else "- ") for n, blocks in enumerate(items))
        case Quote(blocks):
            return _indent("\n\n".join(_block(each) for each in blocks), "> ", "> ")
        case Table(head, rows):
            return "\n".join([_row(head), "|" + " --- |" * len(head), *(_row(row) for row in rows)])
        case Code(text):
            fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=2) + 1)
            return f"{fence}\n{text}\n{fence}"
        case Rule():
            return "---"
        case Entry(label, value):
            shown = "  \n".join(escape(line) for line in value.split("\n")) if value else "-"
            return f"**{escape(label)}**\n\n{shown}"


def _item(blocks: Sequence[Block], mark: str) -> str:
    return _indent("\n\n".join(_block(each) for each in blocks), mark, " " * len(mark))


def _indent(text: str, first: str, rest: str) -> str:
    return "\n".join(f"{first if n == 0 else rest}{line}".rstrip() for n, line in enumerate(text.split("\n")))


def _row(row: Sequence[Spans]) -> str:
    return "| " + " | ".join(_spans(cell).replace("\n", " ") for cell in row) + " |"
