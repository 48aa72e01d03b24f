"""What `iop check` finds: one good unit, and what becomes of it when something is changed."""

import re
from datetime import date
from pathlib import Path

import pytest

from iop_tui.content import check, prose
from iop_tui.content.check import Checked, check_files, check_release
from iop_tui.content.parse import read_unit
from iop_tui.content.prose import sentences_of
from iop_tui.content.together import Copies
from iop_tui.content.where import shipped_folder
from iop_tui.domain.unit import Origin

HEAD = '# A title\n\n```toml unit\nminutes = 5\nrisk = "R0"\nversion = 1\nsummary = "A line."\n```\n\n'
STOP = (shipped_folder() / "dbt" / "dt" / "stop.md").read_text("utf-8")
LONG = "You can " + "wait and " * 11 + "then go, and go, and\ngo."


def checked(text: str, tmp_path: Path, place: str = "dbt/dt/stop.md") -> Checked:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return check_files([path], shipped_folder())


def messages(text: str, tmp_path: Path, place: str = "dbt/dt/stop.md") -> list[str]:
    return [str(each).partition("stop.md")[2] for each in checked(text, tmp_path, place).problems]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_model_unit_has_no_problem(tmp_path: Path) -> None:
    assert messages(STOP, tmp_path) == []


CHANGES = {
    "a scale without words at its ends": ('low = "no urge"\n', "", 'scale "urge-before" needs both ends in words: low and high'),
    "a long label": ('label = "What set it off?"', f'label = "{"What set it off and why? " * 2}"', "label has 49 characters; 40 at most"),
    "a tag that is not a word of the finder": (
        '"anger", "panic"',
        '"angre", "panic"',
        'feelings "angre" is not in tags.toml; did you mean "anger"?',
    ),
    "a link to nowhere": ("(breath.md)", "(breth.md)", 'neither written nor planned; did you mean "dbt.dt.breath"?'),
    "a unit nobody plans": (
        '"dbt.dt.proscons"]',
        '"dbt.dt.prosconz"]',
        'reuse "dbt.dt.prosconz" is neither written nor planned',
    ),
    "no help key": ("press\nCtrl+G for help", "ask\nfor help", "the section names the help key, Ctrl+G"),
    "no rating": ('id = "helped"', 'id = "rating"', 'the section "Check" holds one field "helped" of kind scale'),
    "no practice": ("```toml practice", "```toml timer", 'the section "Practice" holds one toml practice block'),
    "eight steps": ("4. **P", "4. One.\n5. Two.\n6. Three.\n7. Four.\n8. **P", "8 steps; 3 to 7 can be kept in mind"),
    "an unlisted word of scolding": ("It fits any moment", "You should fit any moment", '"should": leave it out'),
    "a promise across a line": ("two things may change", "it will\nhelp you", '"will help": promise nothing'),
    "a label for a person": ("Your group may use", "An addict may use", '"addict": write person with a substance use disorder'),
    "a percentage": ("half a\nminute", "50 percent", "leave percentages out"),
    "a phone number": ("Ctrl+G for help", "Ctrl+G or call 988", "phone numbers live in modules/helplines.toml"),
    "British spelling": ("your clinician which", "your counsellor which", "US spelling"),
    "a smart quote": ('"We need', "\u201cWe need", "plain ASCII only"),
    "a long title": (
        "# STOP: a pause before you act",
        "# STOP: a short pause before you act too",
        "a title has 6 words or fewer on each side",
    ),
    "no sources": ('sources = ["Linehan, DBT Skills Training Manual, 2nd ed., 2015"]\n', "", 'name the "sources"'),
    "a section that is missing": ("## Why\n", "### Why\n", 'section "Why" is missing'),
    "a missing caution": ('risk = "R0"', 'risk = "R1"', 'risk "R1" needs a section "Before you start"'),
    "a short version that is missing": (
        "## Short version",
        "### Short version",
        'section "Short version" is missing; every unit of dbt.dt has one',
    ),
    "an example too short": ("### Leaving group early\n", "### Leaving group early\n\nShort.\n\n### A third\n", "3 examples; write two"),
    "sections out of order": ("## Steps", "## Words\n\n- **Act**: what you do.\n\n## Steps", 'section "Steps" comes before "Words"'),
    "an order to close eyes": ("Let your hands rest on something.", "Close your eyes.", "offer a choice instead of an order"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_for_the_worse_is_found(what: str, tmp_path: Path) -> None:
    before, after, expected = CHANGES[what]
    assert before in STOP
    found = messages(STOP.replace(before, after, 1), tmp_path)
    assert any(expected in each for each in found), found


def test_a_word_is_found_on_its_own_line_in_the_middle_of_a_paragraph(tmp_path: Path) -> None:
    text = STOP.replace("does not wait to hear", "should not wait to hear")
    assert messages(text, tmp_path)[0].startswith(f":{line_of(text, 'should not wait')}: ")


def test_an_exception_with_its_reason_excuses_a_word(tmp_path: Path) -> None:
    text = STOP.replace("does not wait to hear", "is weak,\nand does not wait to hear")
    assert len(messages(text, tmp_path)) == 1
    assert messages(text.replace("version = 1", 'version = 1\nallow = {"weak" = "about a signal"}'), tmp_path) == []


def test_an_exception_that_nothing_needs_is_pointed_out(tmp_path: Path) -> None:
    found = checked(STOP.replace("version = 1", 'version = 1\nallow = {"weak" = "about a signal"}'), tmp_path)
    assert not found.failed
    assert "which the unit does not need" in str(found.problems[0])


def test_a_long_sentence_and_a_long_line_are_both_named(tmp_path: Path) -> None:
    found = messages(STOP.replace("That is its job.", LONG), tmp_path)
    assert any("a sentence of 30 words" in each for each in found)
    assert any("72 at most" in each for each in found)


def test_hard_words_raise_the_reading_grade(tmp_path: Path) -> None:
    start, end = STOP.index("A strong feeling"), STOP.index("The evidence:")
    hard = "Physiological dysregulation precipitates involuntary behavioral\nmanifestations.\n\n" * 40
    found = messages(STOP[:start] + hard + STOP[end:], tmp_path)
    assert any("the reading grade is" in each for each in found)


def test_terms_that_are_explained_do_not_raise_it(tmp_path: Path) -> None:
    start, end = STOP.index("A strong feeling"), STOP.index("The evidence:")
    terms = "Dialectical behavior therapy and interpersonal effectiveness.\n\n" * 40
    assert not any("the reading grade is" in each for each in messages(STOP[:start] + terms + STOP[end:], tmp_path))
    others = "Historical behavior theories and intercultural effectiveness.\n\n" * 40
    assert any("the reading grade is" in each for each in messages(STOP[:start] + others + STOP[end:], tmp_path))


def test_without_pyphen_one_note_says_that_the_grade_was_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "syllable_counter", lambda: None)
    found = checked(STOP, tmp_path)
    assert [each.level for each in found.problems] == ["warning"] and not found.failed


def test_twelve_words_of_another_unit_are_a_copy(tmp_path: Path) -> None:
    kettle = "The kettle clicks off and Kofi is still at the window,\nwith his coat on, counting buses."
    folder = tmp_path / "dbt" / "dt"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(HEAD + f"## Why\n\nA first line.\n\n{kettle}\n")
    (folder / "two.md").write_text(HEAD + f"## The idea\n\nSome words of its own. {kettle.replace(chr(10), ' ')}\n")
    found = [str(each) for each in check_files([tmp_path], shipped_folder()).problems if "words or more" in str(each)]
    assert len(found) == 1
    assert re.search(r"two\.md:12: 12 words or more in a row stand in .*one\.md:14 too", found[0])


def test_safety_may_be_said_in_the_same_words_everywhere() -> None:
    copies = Copies()
    text = HEAD + STOP[STOP.index("## Get more help") :]
    for name in ("one", "two"):
        reading = read_unit(text.partition("## Short version")[0], f"dbt.dt.{name}", f"{name}.md", Origin("shipped", ""))
        copies.check(reading)
        assert reading.findings.problems == []


def test_everything_that_ships_passes() -> None:
    found = check_files([shipped_folder()], shipped_folder())
    assert [str(each) for each in found.problems if each.level == "error"] == []
    assert len(found.units) >= 21


def test_a_release_names_helplines_that_nobody_has_checked(tmp_path: Path) -> None:
    country = '[[country]]\ncode = "{}"\nname = "Somewhere"\nemergency = "112"\n'
    row = '[[country.line]]\nname = "{}"\nkind = "crisis"\nhow = "call"\nchecked_on = "{}"\n'
    text = country.format("US") + row.format("Old", "2026-01-02") + country.format("CA") + row.format("Fresh", "2026-11-01")
    (tmp_path / "helplines.toml").write_text(text)
    found = [str(each) for each in check_release(tmp_path, date(2026, 11, 23))]
    assert any("Old: checked on 2026-01-02" in each for each in found)
    assert not any("Fresh" in each for each in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ('She says, "Stop." Then he goes.', 2),
        ("Try 2.5 minutes, e.g. with Dr. Lin.", 1),
        ("**S - Stop.** Freeze.", 1),
        ("No full stop", 1),
        ("Wait...  Then go (slowly). Rest.", 3),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


def test_a_grade_is_measured_by_the_formula() -> None:
    counter = prose.syllable_counter()
    assert counter is not None
    assert [counter(word) for word in ("cat", "table", "therapist", "I", "10")] == [1, 2, 3, 1, 1]
