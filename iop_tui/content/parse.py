"""A unit file -> a `Unit`, or every problem that stands in its way."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from markdown_it.token import Token

from iop_tui.content.blocks import part_of
from iop_tui.content.header import Head, header_of, opening_of, split_head
from iop_tui.content.markdown import Prose, tokens_of
from iop_tui.content.problems import Problem, not_known, quoted
from iop_tui.content.reading import Findings
from iop_tui.content.source import clean_lines, read_file
from iop_tui.domain.page import Block
from iop_tui.domain.unit import SECTIONS, Form, Gate, Header, Opening, Origin, Part, Practice, Section, Unit
from iop_tui.domain.unit import Prose as ProsePart
from iop_tui.values import dataclass, field

MOST_SECTIONS = 24
_REVIEW_KEY = re.compile(r"\s*reviewed_(?:by|on|text)\s*=")


@dataclass
class Reading:
    """Everything a reading of one file yields; `check` looks at the parts, the rest of the house at the unit."""

    findings: Findings
    lines: list[str] = field(default_factory=list)
    header: Header | None = None
    sections: tuple[Section, ...] = ()
    text_hash: str = ""
    unit: Unit | None = None
    """When the file can be used: nothing that was found while reading it is an error."""


def parse_unit(text: str, unit_id: str, path: str, origin: Origin) -> tuple[Unit | None, list[Problem]]:
    """The unit in a text, and every problem found; there is no unit while a problem is an error."""
    reading = read_unit(text, unit_id, path, origin)
    return reading.unit, reading.findings.problems


def read_unit(text: str, unit_id: str, path: str, origin: Origin) -> Reading:
    """Reads a unit as far as it can be read, and notes every problem."""
    reading = Reading(Findings(path))
    lines = clean_lines(text, reading.findings)
    if lines is None:
        return reading
    reading.lines = lines
    head = split_head(lines, "unit", reading.findings)
    if head is None:
        return reading
    reading.header = header_of(head, unit_id, origin, reading.findings)
    reading.sections = _sections(lines, head.end, unit_id, reading.findings)
    reading.text_hash = fingerprint(lines, head)
    if reading.header is not None:
        _protects(reading.header, reading.sections, reading.findings)
        if not reading.findings.has_errors:
            reading.unit = Unit(reading.header, reading.sections, reading.text_hash)
    reading.findings.problems.sort(key=lambda problem: problem.line)
    return reading


def read_unit_file(path: Path, unit_id: str, origin: Origin, root: Path | None = None, shown: str = "") -> Reading:
    """`read_unit` for a file, opened safely."""
    name = shown or str(path)
    text = read_file(path, root, name)
    if isinstance(text, Problem):
        return Reading(Findings(name, [text]))
    return read_unit(text, unit_id, name, origin)


def read_opening_file(
    path: Path, opening_id: str, origin: Origin, root: Path | None = None, shown: str = ""
) -> tuple[Opening | None, tuple[Block, ...], Findings]:
    """A track's or module's opening, and its text."""
    findings = Findings(shown or str(path))
    text = read_file(path, root, findings.path)
    if isinstance(text, Problem):
        findings.problems.append(text)
        return None, (), findings
    lines = clean_lines(text, findings)
    word = "module" if "." in opening_id else "track"
    head = split_head(lines, word, findings) if lines is not None else None
    opening = opening_of(head, opening_id, word, origin, findings) if head else None
    if lines is None or head is None or opening is None:
        return None, (), findings
    prose = Prose(f"{opening_id}.x" if word == "module" else f"{opening_id}.x.x", head.end + 1, findings, headings=(2, 3))
    blocks = prose.blocks(tokens_of("\n".join(lines[head.end :])))
    return (None, (), findings) if findings.has_errors else (opening, blocks, findings)


def fingerprint(lines: list[str], head: Head) -> str:
    """What a review vouches for: the file without the review itself, whatever its line ends and trailing spaces."""
    first, last = head.line - 1, head.end
    kept = [line.rstrip() for number, line in enumerate(lines) if not (first <= number < last and _REVIEW_KEY.match(line))]
    return hashlib.sha256("\n".join(kept).strip().encode()).hexdigest()[:32]


def _sections(lines: list[str], start: int, unit_id: str, findings: Findings) -> tuple[Section, ...]:
    """The sections of the body, which begins after `start` lines."""
    prose = Prose(unit_id, start + 1, findings)
    found: list[Section] = []
    for title, tokens in _split(tokens_of("\n".join(lines[start:])), prose, findings):
        findings.section = title
        parts = tuple(_parts(tokens, prose, lines, findings))
        if title:
            found.append(Section(title, parts))
    findings.section = ""
    return tuple(found)


def _split(tokens: list[Token], prose: Prose, findings: Findings) -> list[tuple[str, list[Token]]]:
    """The tokens of each section under its heading; what stands before the first one is a problem."""
    found: list[tuple[str, list[Token]]] = [("", [])]
    number = 0
    while number < len(tokens):
        token = tokens[number]
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            if len(found) > MOST_SECTIONS:
                findings.problem(prose.line(token.map, tokens), f"more than {MOST_SECTIONS} sections; a unit has {len(SECTIONS)} at most")
                break
            found.append((_section_title(tokens[number + 1].content.strip(), prose.line(token.map, tokens), findings), []))
            number += 3
        else:
            found[-1][1].append(token)
            number += 1
    if found[0][1]:
        findings.problem(prose.line(None, found[0][1]), "text stands before the first section; move it under ## Why")
    return found


def _section_title(title: str, line: int, findings: Findings) -> str:
    place = f"section {title}"
    if title not in SECTIONS:
        findings.problem(line, f"section {not_known(title, SECTIONS)}")
    elif place in findings.lines:
        findings.problem(line, f"section {quoted(title)} is already on line {findings.lines[place]}")
    findings.lines.setdefault(place, line)
    return title or "?"


def _parts(tokens: list[Token], prose: Prose, lines: list[str], findings: Findings) -> list[Part]:
    """The parts of one section: stretches of prose, and what its blocks make."""
    parts: list[Part] = []
    stretch: list[Token] = []

    def end_stretch() -> None:
        if stretch:
            parts.append(ProsePart(prose.blocks(stretch)))
            stretch.clear()

    for token in tokens:
        if token.type != "fence" or token.level or token.info.split()[:1] != ["toml"]:
            stretch.append(token)
            _is_closed(token, prose, lines, findings)
            continue
        end_stretch()
        _is_closed(token, prose, lines, findings)
        part = part_of(token.info, token.content, prose.line(token.map, []) + 1, findings)
        if part is not None:
            parts.append(part)
    end_stretch()
    return parts


def _is_closed(token: Token, prose: Prose, lines: list[str], findings: Findings) -> None:
    if token.type == "fence" and token.map:
        first, last = prose.line(token.map, []), token.map[1] + prose.offset - 1
        if first >= last or not lines[last - 1].strip(" >").startswith(token.markup[:3]):
            findings.problem(first, "this block is never closed; end it with a line of three backticks")


def _protects(header: Header, sections: tuple[Section, ...], findings: Findings) -> None:
    """The rules that keep a person from harm hold for every file, wherever it comes from."""
    at = findings.lines.get("key risk", 1)
    gated = [section.title for section in sections if any(isinstance(part, Gate) for part in section.parts)]
    if header.risk == "R2" and not gated:
        findings.problem(at, 'risk "R2" needs a toml gate under ## Before you start')
    if header.risk == "R2" and not header.alternative:
        findings.problem(at, 'risk "R2" needs a key "alternative": the unit to go to instead')
    for title in gated:
        if title != "Before you start":
            findings.problem(findings.lines["gate"], "the gate stands under ## Before you start, so that it comes before the exercise")
    if header.risk == "R3" and any(
        isinstance(part, Form | Practice) for section in sections if section.title == "Try it" for part in section.parts
    ):
        findings.problem(findings.lines.get("section Try it", at), 'risk "R3" is for information only; take the exercise out')
