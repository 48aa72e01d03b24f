"""Whatever a file holds, the parser answers with problems, never with an exception."""

import os
import unicodedata
from pathlib import Path

import pytest
from content.hostile_corpus import CLEAN_KINDS, CORPUS, HEAD
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iop_tui.content import parse
from iop_tui.content.check import check_files
from iop_tui.content.library import Library
from iop_tui.content.parse import Reading, parse_unit, read_unit_file
from iop_tui.content.problems import Problem
from iop_tui.content.reading import Findings
from iop_tui.content.source import MOST_BYTES, read_file
from iop_tui.content.tomltext import load
from iop_tui.domain.page import Items, Paragraph, Quote, Span, Table
from iop_tui.domain.unit import Origin, Prose, Unit

OWN = Origin("personal", "home")
PIECES = ["# ", "## Why\n", "```toml fields\n", "```\n", "[[field]]\n", "id = ", '"', "kind = ", "- ", "> ", "| a |", "|-|", "[a](", ")"]
MARKUP = st.sampled_from([*PIECES, "**", "`", "<b>", "\x1b[", "\n"])
NEARLY = st.lists(st.one_of(MARKUP, st.text(max_size=8)), max_size=40).map("".join)

FILES = [pytest.param(raw, id=f"{kind} {n}") for kind, files in CORPUS.items() for n, raw in enumerate(files, 1)]


def words_in(unit: Unit) -> list[str]:
    """Every string of a unit that a screen could show."""
    found = [unit.title, unit.header.summary]
    for field in unit.fields():
        found += [field.label, field.help, field.hint, field.low, field.high, *field.options]
    for section in unit.sections:
        found.append(section.title)
        found += [span.text for part in section.parts if isinstance(part, Prose) for block in part.blocks for span in spans_in(block)]
    return found


def is_harmless(text: str) -> bool:
    """Nothing in it can move the cursor, start a line, or turn the direction of other text."""
    return not any(
        unicodedata.category(each) in ("Cc", "Cs") or "\u202a" <= each <= "\u202e" or "\u2066" <= each <= "\u2069" for each in text
    )


def spans_in(block: object) -> list[Span]:
    match block:
        case Paragraph(spans):
            return list(spans)
        case Items(items):
            return [span for item in items for inner in item for span in spans_in(inner)]
        case Quote(blocks):
            return [span for inner in blocks for span in spans_in(inner)]
        case Table(head, rows):
            return [span for row in (head, *rows) for cell in row for span in cell]
    return []


@given(st.one_of(st.text(max_size=400), NEARLY, NEARLY.map(lambda text: HEAD + "## Why\n\n" + text)))
@example("# T\n\n```toml unit\n```\n")
@example(HEAD + "## Why\n\n\ud800")
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    unit, problems = parse_unit(text, "own.own.unit", "unit.md", OWN)
    assert (unit is None) == any(problem.level == "error" for problem in problems)
    assert all(is_harmless(str(problem)) for problem in problems)
    assert unit is None or all(is_harmless(word) for word in words_in(unit))


@given(st.text(max_size=60).map(lambda text: f"{HEAD}## Try it\n\n```toml fields\n{text}\n```\n"))
@settings(max_examples=100, deadline=None)
def test_any_toml_is_read_without_an_exception(text: str) -> None:
    parse_unit(text, "own.own.unit", "unit.md", OWN)


@pytest.mark.parametrize("raw", FILES)
def test_a_hostile_file_is_refused_by_name_and_line(raw: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(parse, "tokens_of", lambda text, tokens_of=parse.tokens_of: seen.append(text) or tokens_of(text))
    reading = read_hostile(raw, tmp_path)
    assert reading.unit is None
    assert reading.findings.problems and all(str(each).startswith("unit.md") for each in reading.findings.problems)
    assert all(is_harmless(str(each)) and len(str(each)) < 400 for each in reading.findings.problems)
    assert all(is_bounded(text) for text in seen)


@pytest.mark.parametrize(
    "toml", ["a." * 20 + "b = 1", "[" + "a." * 20 + "b]", "x = {" + "a." * 20 + "b = 1}", "a = " + "[" * 17, "a = " + "{b = " * 17]
)
def test_toml_that_goes_too_deep_is_refused_before_it_is_read(toml: str, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = Findings("unit.md")
    monkeypatch.setattr("tomllib.loads", lambda text: pytest.fail("it was read"))
    assert load(f"first = 1\n{toml}", 10, findings) is None
    assert [str(each) for each in findings.problems] == ["unit.md:11: this is nested more than 16 deep"]


def test_brackets_and_dots_in_a_text_are_not_nesting() -> None:
    findings = Findings("unit.md")
    assert load('a = "[[[[[[[[[[[[[[[[[[ ................... " # [[[[[[[[[[[[[[[[[[ ...................', 1, findings) is not None


@pytest.mark.parametrize("kind", CLEAN_KINDS)
def test_an_odd_but_harmless_file_is_text(kind: str, tmp_path: Path) -> None:
    reading = read_hostile(CLEAN_KINDS[kind](), tmp_path)
    assert reading.findings.problems == []
    assert reading.unit is not None and all(is_harmless(word) for word in words_in(reading.unit))


def test_markup_of_the_screen_is_only_text(tmp_path: Path) -> None:
    reading = read_hostile(CLEAN_KINDS["markup of Rich"](), tmp_path)
    assert reading.unit is not None and "[bold]x[/bold] [/b] [@click=app.quit]x" in words_in(reading.unit)


def test_a_pack_of_hostile_files_hides_no_good_one(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "bad"
    folder.mkdir(parents=True)
    every = [raw for files in CORPUS.values() for raw in files]
    for number, raw in enumerate(every):
        (folder / f"u{number}.md").write_bytes(raw)
    (folder / "good.md").write_text(HEAD + "## Why\n\nIt helps some people.\n")
    os.mkfifo(folder / "pipe.md")
    (folder / "Not A Name.md").write_text("x")
    (folder / "device.md").symlink_to("/dev/zero")
    (folder / "secret.md").symlink_to("/etc/passwd")
    library = Library([(tmp_path, "personal")])
    assert library.unit("own.bad.good").title == "A calm title"
    named = {Path(problem.path).name for problem in library.problems}
    assert {"pipe.md", "Not A Name.md", "device.md", "secret.md"} <= named
    for number in range(len(every)):
        assert library.header(f"own.bad.u{number}") is None or parse_fails(library, f"own.bad.u{number}")


def test_the_checker_says_something_of_every_hostile_file(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "bad"
    folder.mkdir(parents=True)
    files = [raw for kind in CORPUS.values() for raw in kind[:1]]
    for number, raw in enumerate(files):
        (folder / f"u{number}.md").write_bytes(raw)
    checked = check_files([tmp_path], None)
    assert {Path(problem.path).name for problem in checked.problems} >= {f"u{number}.md" for number in range(len(files))}


def read_hostile(raw: bytes, tmp_path: Path) -> Reading:
    path = tmp_path / "unit.md"
    path.write_bytes(raw)
    return read_unit_file(path, "own.own.unit", OWN, tmp_path, "unit.md")


def is_bounded(text: str) -> bool:
    """What bounds the time that markdown-it can take, whatever stands in a text."""
    marks = sum(text.count(mark) for mark in "*_~`<>&|!\\[]")
    return len(text) <= 256 * 1024 and marks <= 8000 and text.count("[") <= 800 and text.count("\n") <= 4000


def parse_fails(library: Library, name: str) -> bool:
    from iop_tui.errors import IopError

    with pytest.raises(IopError) as caught:
        library.unit(name)
    return is_harmless(str(caught.value))


@pytest.mark.parametrize("what", ["folder", "fifo", "device", "link out", "missing", "large"])
def test_only_an_ordinary_file_inside_its_folder_is_opened(what: str, tmp_path: Path) -> None:
    root = tmp_path / "modules"
    root.mkdir()
    path = root / "unit.md"
    match what:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/null")
        case "link out":
            (tmp_path / "diary.md").write_text("private")
            path.symlink_to(tmp_path / "diary.md")
        case "large":
            path.write_bytes(b"a" * (MOST_BYTES + 1))
    assert isinstance(read_file(path, root), Problem)


def test_a_link_that_stays_inside_its_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("words")
    (tmp_path / "two.md").symlink_to("one.md")
    assert read_file(tmp_path / "two.md", tmp_path) == "words"
