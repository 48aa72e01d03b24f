"""A page as data for a script: every block an object with its `kind`."""

from __future__ import annotations

import json
from typing import Any

from iop_tui.domain.page import (
    Bar,
    Block,
    Chart,
    Code,
    Curve,
    Entry,
    Heading,
    Items,
    Page,
    Paragraph,
    Quote,
    Rule,
    Table,
    TimeLine,
    text_of,
)

Data = dict[str, Any]


def write(page: Page) -> str:
    """The page as JSON, with its title and its blocks in order."""
    return json.dumps({"title": page.title, "blocks": [as_data(each) for each in page.blocks]}, ensure_ascii=False, indent=2)


def as_data(block: Block) -> Data:
    """One block. Days are written like 2026-11-23; a number that is not known is null."""
    match block:
        case Heading(level, spans):
            return {"kind": "heading", "level": level, "text": text_of(spans)}
        case Paragraph(spans):
            return {"kind": "text", "text": text_of(spans)}
        case Items(items, ordered, start):
            return {"kind": "list", "ordered": ordered, "start": start, "items": [[as_data(each) for each in inside] for inside in items]}
        case Quote(inside):
            return {"kind": "quote", "blocks": [as_data(each) for each in inside]}
        case Table(head, rows):
            return {"kind": "table", "head": [text_of(each) for each in head], "rows": [[text_of(each) for each in row] for row in rows]}
        case Code(text):
            return {"kind": "code", "text": text}
        case Rule():
            return {"kind": "rule"}
        case Entry(label, value):
            return {"kind": "entry", "label": label, "value": value}
        case Bar(label, part, whole, sentence, partly):
            return {"kind": "bar", "label": label, "part": part, "partly": partly, "whole": whole, "sentence": sentence}
        case Chart(title, curves, low, high, sentence):
            return {"kind": "chart", **_curves(title, curves, sentence), "lowest": low, "highest": high}
        case TimeLine(title, curves, sentence):
            return {"kind": "time line", **_curves(title, curves, sentence)}


def _curves(title: str, curves: tuple[Curve, ...], sentence: str) -> Data:
    drawn = [
        {"name": each.name, "points": [{"day": point.day.isoformat(), "value": point.value} for point in each.points]} for each in curves
    ]
    return {"title": title, "sentence": sentence, "curves": drawn}
