"""Markdown tokens -> blocks of a page. The only place that knows markdown-it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from iop_tui import clean
from iop_tui.content.problems import quoted
from iop_tui.content.reading import Findings, Link
from iop_tui.content.source import first_hidden
from iop_tui.content.tables import UNIT_ID
from iop_tui.content.tomltext import MOST_NESTING
from iop_tui.domain.page import Block, Code, Heading, Items, Paragraph, Quote, Rule, Span, Spans, Table

_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<\?|<!\[CDATA")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)
_REFERENCE = re.compile(r"\[[^\]]*\]:\s")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a markdown text. Reference links and underlined headings are not part of the format."""
    parser = MarkdownIt("gfm-like2", {"html": False, "linkify": False, "maxNesting": MOST_NESTING + 4})
    return parser.disable(["linkify", "reference", "lheading", "html_block"]).parse(text)


class Prose:
    """Turns the tokens of one file into blocks; `offset` is the file's line number of their line 0."""

    def __init__(self, unit_id: str, offset: int, findings: Findings, headings: tuple[int, ...] = (3,)) -> None:
        self.unit_id = unit_id
        self.headings = headings
        self.offset = offset
        self.findings = findings

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """The blocks of some whole tokens, all of one level."""
        deep = next((token for token in tokens if _depth(token) > MOST_NESTING), None)
        if deep is not None:
            self.findings.problem(self.line(deep.map, tokens), f"this is nested more than {MOST_NESTING} deep")
            return ()
        return tuple(self._each(SyntaxTreeNode(tokens).children, "paragraph"))

    def line(self, where: tuple[int, int] | list[int] | None, near: list[Token]) -> int:
        if where is None:
            where = next((token.map for token in near if token.map), [0, 0])
        return where[0] + self.offset

    def _each(self, nodes: list[SyntaxTreeNode], kind: str) -> Iterator[Block]:
        for node in nodes:
            found = self._block(node, kind)
            if found is not None:
                yield found

    def _block(self, node: SyntaxTreeNode, kind: str) -> Block | None:
        match node.type:
            case "paragraph":
                return Paragraph(self._spans(node, kind))
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list":
                return self._items(node)
            case "blockquote":
                return Quote(tuple(self._each(node.children, "quote")))
            case "table":
                return self._table(node)
            case "fence" | "code_block":
                return self._code(node)
            case "hr":
                return Rule()
        self._refuse(node, f"{node.type.replace('_', ' ')} is not part of the format; use plain paragraphs, lists and tables")
        return None

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag[1:])
        if level not in self.headings or node.level:
            self._refuse(node, "inside a section, a heading begins with ### and stands on its own; # is the title, ## a section")
        return Heading(level, self._spans(node, "heading"))

    def _items(self, node: SyntaxTreeNode) -> Items:
        for item in node.children:
            if item.meta.get("checked") is not None:
                self._refuse(item, "a check box in the text keeps nothing; use a field of kind multi")
        start = node.attrs.get("start", 1)
        return Items(
            tuple(tuple(self._each(item.children, "item")) for item in node.children),
            ordered=node.type == "ordered_list",
            start=int(start) if len(str(start)) < 10 else 1,
        )

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [row for part in node.children for row in part.children]
        cells = [tuple(self._spans(cell, "cell") for cell in row.children) for row in rows]
        return Table(cells[0] if cells else (), tuple(cells[1:]))

    def _code(self, node: SyntaxTreeNode) -> Code | None:
        if node.info.split()[:1] == ["toml"]:
            self._refuse(node, "a toml block stands on its own line, not inside a list or a quote")
            return None
        text = self._clean(node.content.rstrip("\n"), self._line(node))
        self.findings.passage("code", self._line(node) + 1, text)
        return Code(text)

    def _spans(self, node: SyntaxTreeNode, kind: str) -> Spans:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ()
        line = self._line(node)
        writer = _Inline(self, line)
        writer.walk(inline.children, Span(""))
        text = "".join(writer.plain)
        self.findings.passage(kind, line, text)
        return _joined(writer.spans)

    def _line(self, node: SyntaxTreeNode) -> int:
        """The line of a node, or of the nearest one around it that knows."""
        at: SyntaxTreeNode | None = node
        while at is not None and not at.is_root:
            if at.map:
                return at.map[0] + self.offset
            at = at.parent
        return self.offset

    def _refuse(self, node: SyntaxTreeNode, message: str) -> None:
        self.findings.problem(self._line(node), message)

    def _clean(self, text: str, line: int) -> str:
        if text.replace("\n", "").isprintable():
            return text
        without = clean.text(text)
        if without != text.replace("\t", "    "):
            self.findings.problem(line, f"there is a hidden control character here ({first_hidden(text)}); delete it")
        return without

    def unit_of(self, target: str, line: int) -> str:
        """The unit that a link leads to, or nothing, with the problem noted."""
        if not target.endswith(".md") or target.startswith("/") or ":" in target or "\\" in target:
            self.findings.problem(
                line, f"the link to {quoted(target)} is not a unit; link to a unit's file, like breath.md, and name web pages in words"
            )
            return ""
        folder = "/".join(self.unit_id.split(".")[:-1])
        path = posixpath.normpath(posixpath.join(folder, target))
        unit = path.removesuffix(".md").replace("/", ".")
        if path.startswith("..") or not UNIT_ID.fullmatch(unit):
            self.findings.problem(line, f"the link to {quoted(target)} leads to no unit; a unit is track/module/unit.md")
            return ""
        self.findings.links.append(Link(line, unit))
        return unit


class _Inline:
    """Walks the inline nodes of one paragraph and keeps count of its lines."""

    def __init__(self, prose: Prose, line: int) -> None:
        self.prose = prose
        self.line = line
        self.spans: list[Span] = []
        self.plain: list[str] = []

    def walk(self, nodes: list[SyntaxTreeNode], style: Span) -> None:
        for node in nodes:
            match node.type:
                case "text" | "text_special":
                    self._text(node.content, style)
                case "code_inline":
                    self._add(node.content, Span("", style.bold, style.italic, True, style.link))
                case "softbreak" | "hardbreak":
                    self._break(style)
                case "strong":
                    self.walk(node.children, Span("", True, style.italic, False, style.link))
                case "em":
                    self.walk(node.children, Span("", style.bold, True, False, style.link))
                case "link":
                    unit = self.prose.unit_of(str(node.attrs.get("href", "")), self.line)
                    self.walk(node.children, Span("", style.bold, style.italic, False, unit))
                case "image":
                    self._problem("pictures cannot be shown in a terminal; say it in words")
                case _:
                    self._problem(f"{node.type.replace('_', ' ')} is not part of the format")
                    self.walk(node.children, style)

    def _text(self, text: str, style: Span) -> None:
        if "<" in text and (html := _HTML.search(text)):
            self._problem(f"HTML is not part of the format: {quoted(html[0])}")
        if _ADDRESS.search(text):
            self._problem("no links to web pages; name the page in words")
        if not self.plain and _REFERENCE.match(text):
            self._problem("write the link where it is used, like [paced breathing](breath.md)")
        self._add(text, style)

    def _add(self, text: str, style: Span) -> None:
        text = self.prose._clean(text, self.line).replace("\n", " ")
        if text:
            self.plain.append(text)
            self.spans.append(Span(text, style.bold, style.italic, style.code, style.link))

    def _break(self, style: Span) -> None:
        self.line += 1
        self.plain.append("\n")
        self.spans.append(Span(" ", style.bold, style.italic, style.code, style.link))

    def _problem(self, message: str) -> None:
        self.prose.findings.problem(self.line, message)


def _depth(token: Token) -> int:
    """How deep a token lies, or its bold, italic and links within one paragraph: a tree is built from both."""
    return max((token.level, *(child.level for child in token.children or ())))


def _joined(spans: list[Span]) -> Spans:
    """Neighbors of one style as one span."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and (last.bold, last.italic, last.code, last.link) == (span.bold, span.italic, span.code, span.link):
            found[-1] = Span(last.text + span.text, span.bold, span.italic, span.code, span.link)
        else:
            found.append(span)
    return tuple(found)
