"""sheets.toml and instrument files: score sheets, exactly as published, with no sentence of any questionnaire."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from content.test_library import put

from iop_tui.content.check import check_files
from iop_tui.content.library import Library
from iop_tui.content.sheets import load_sheets, read_sheets
from iop_tui.content.where import shipped_folder
from iop_tui.domain.measures import SHIPPED, Choice, Sheet, band, change
from iop_tui.errors import IopError

SHEETS = {sheet.id: sheet for sheet in load_sheets(shipped_folder())}

INSTRUMENT = """[[sheet]]
id = "clinic-mood"
title = "Mood of the week"
about = "low mood"
look_back = "the last 7 days"
every = 7
credit = "Riverside Clinic, 2026. With permission."
topics = ["sleep", "hope"]

[[sheet.answer]]
value = 0
words = "never"

[[sheet.answer]]
value = 2
words = "most days"

[[sheet.line]]
number = 2
sentence = "You should have felt that nothing would go right."
safety = 2

[[sheet.band]]
from = 0
words = "low"
"""


def problems(text: str, tmp_path: Path) -> list[str]:
    path = put(tmp_path, "instruments/mood.toml", text)
    return [f"{each.line}: {each.message}" for each in read_sheets(path, tmp_path, SHIPPED)[1].problems]


def checked(path: Path) -> list[str]:
    return [f"{each.line}: {each.message}" for each in check_files([path], shipped_folder()).problems]


# What comes with the program

RANGES = {
    "phq9": (27, 14),
    "phq8": (24, 14),
    "phq2": (6, 14),
    "gad7": (21, 14),
    "gad2": (6, 14),
    "pcptsd5": (5, 30),
    "pcl5": (80, 30),
    "k6": (24, 30),
    "auditc": (12, 90),
    "audit": (40, 90),
    "dast10": (10, 90),
    "who5": (100, 14),
    "bamuse": (12, 7),
    "bamrisk": (24, 7),
    "bamprotect": (24, 7),
}


def test_the_shipped_sheets_have_the_ranges_and_times_of_their_forms() -> None:
    assert {name: (sheet.highest, sheet.every) for name, sheet in SHEETS.items()} == RANGES
    assert all(sheet.lowest == 0 and sheet.credit and sheet.look_back for sheet in SHEETS.values())


BANDS = {
    "phq9": {0: "minimal", 4: "minimal", 5: "mild", 9: "mild", 10: "moderate", 14: "moderate", 15: "moderately severe", 20: "severe"},
    "phq8": {0: "minimal", 4: "minimal", 5: "mild", 10: "moderate", 15: "moderately severe", 19: "moderately severe", 20: "severe"},
    "phq2": {2: "below 3", 3: "3 or more"},
    "gad7": {4: "minimal", 5: "mild", 9: "mild", 10: "moderate", 14: "moderate", 15: "severe", 21: "severe"},
    "gad2": {2: "below 3", 3: "3 or more"},
    "pcptsd5": {2: "below 3", 3: "worth talking about"},
    "pcl5": {30: "below 31", 31: "suggests a fuller assessment"},
    "k6": {4: "below 5", 5: "moderate distress", 12: "moderate distress", 13: "serious distress"},
    "auditc": {2: "below 3", 3: "worth a look"},
    "audit": {7: "0 to 7, the first of four", 8: "8 to 15, the second of four", 16: "16 to 19, the third of four"},
    "dast10": {0: "0, the first of five", 2: "1 to 2, the second of five", 5: "3 to 5, the third of five", 9: "9 to 10, the fifth of five"},
    "who5": {28: "28 or less: worth a closer look", 29: "50 or less: low", 50: "50 or less: low", 51: "above 50"},
    "bamuse": {3: ""},
}


@pytest.mark.parametrize("name", BANDS)
def test_a_total_lies_in_its_published_band(name: str) -> None:
    assert {points: band(SHEETS[name], points) for points in BANDS[name]} == BANDS[name]


CHANGES = {
    "phq9": (
        10,
        {6: "may be harder", 5: "may be harder", 4: "about the same"},
        "5 meaningful, 6 reliable",
        "Lowe 2004; NHS Talking Therapies",
    ),
    "phq8": (10, {5: "may be harder"}, "5 meaningful, 6 reliable", "Lowe 2004; NHS Talking Therapies"),
    "gad7": (10, {4: "clearly harder", 3: "about the same"}, "4 meaningful", "Toussaint 2020"),
    "pcl5": (
        40,
        {9: "about the same", 10: "may be harder", 15: "clearly harder"},
        "10 meaningful, 15 reliable",
        "Marx 2022, Blanchard 2023",
    ),
    "who5": (40, {9: "about the same", 10: "clearly better"}, "10 meaningful", "Topp 2015"),
    "k6": (10, {9: ""}, "", ""),
    "auditc": (1, {9: ""}, "", ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_held_against_the_published_threshold(name: str) -> None:
    start, steps, against, sources = CHANGES[name]
    steps = {**steps, 6: "clearly harder"} if name == "phq9" else steps
    found = {step: change(SHEETS[name], start, start + step) for step in steps}
    assert {step: each.words for step, each in found.items()} == steps
    assert {(each.held_against, each.sources) for each in found.values()} == {(against, sources)}


def test_the_lines_that_open_a_page_are_the_ones_that_have_to() -> None:
    lines = {(sheet.id, line.number): line for sheet in SHEETS.values() for line in sheet.lines}
    safety = {key: (line.safety, line.tell_from) for key, line in lines.items() if line.safety is not None}
    assert safety == {("phq9", 9): (1, 2), ("pcl5", 16): (3, 3)}
    assert {key: line.withdrawal for key, line in lines.items() if line.withdrawal is not None} == {("auditc", 1): 4, ("auditc", 3): 4}


def test_the_extra_line_of_the_phq_and_the_gate_do_not_count() -> None:
    assert [(sheet.id, line.number) for sheet in SHEETS.values() for line in sheet.lines if not line.is_scored] == [
        ("phq9", 10),
        ("pcptsd5", 0),
    ]
    assert SHEETS["pcptsd5"].lines[0].is_gate


def test_only_these_two_may_have_empty_lines_and_only_one_speaks_of_remission() -> None:
    assert {sheet.id: sheet.may_miss for sheet in SHEETS.values() if sheet.may_miss} == {"phq9": 2, "gad7": 2}
    assert [sheet.id for sheet in SHEETS.values() if sheet.remission_below is not None] == ["phq9"]
    assert {sheet.id: (sheet.follow_up, sheet.follow_from) for sheet in SHEETS.values() if sheet.follow_up} == {
        "phq2": ("phq9", 3),
        "gad2": ("gad7", 3),
    }


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_no_questionnaires_sentence_is_shipped(sheet: Sheet) -> None:
    for line in sheet.lines:
        assert not line.sentence
        assert len(line.label.partition("(")[0].split()) <= 5
        assert not any(choice.words for choice in line.choices)
        assert not any(mark in line.label for mark in "?.,")


def test_what_is_shipped_passes_the_check() -> None:
    assert checked(shipped_folder() / "sheets.toml") == []


def test_official_wording_in_the_shipped_file_is_refused(tmp_path: Path) -> None:
    text = INSTRUMENT.replace("You should have felt", "You have felt")
    assert checked(put(tmp_path, "sheets.toml", text)) == ["2: clinic-mood holds official wording; that belongs in an instrument file"]


def test_our_own_words_are_held_against_the_word_list(tmp_path: Path) -> None:
    found = checked(put(tmp_path, "sheets.toml", (shipped_folder() / "sheets.toml").read_text("utf-8").replace('"hope"', '"weak days"')))
    assert len(found) == 1
    assert '"weak"' in found[0]


# Instrument files


def test_an_instrument_file_brings_its_wording_its_answers_and_its_safety_line(tmp_path: Path) -> None:
    path = put(tmp_path, "instruments/mood.toml", INSTRUMENT)
    assert checked(path) == []
    [sheet] = read_sheets(path, tmp_path, SHIPPED)[0]
    sleep, hope = sheet.lines
    assert (sleep.label, sleep.sentence, sleep.safety) == ("sleep", "", None)
    assert (hope.label, hope.safety, hope.tell_from) == ("hope", 2, 2)
    assert hope.sentence.startswith("You should have felt")
    assert hope.choices == (Choice(0, "never"), Choice(2, "most days"))
    assert (sheet.highest, sheet.every) == (4, 7)
    assert hope.takes(2) and not hope.takes(1)
    assert hope.words_of(2) == "2 most days"


BROKEN = {
    "an unknown key": ("every = 7", "evry = 7", '6: sheet has no key "evry"; did you mean "every"?'),
    "no time between": ("every = 7", "every = 0", '6: sheet every is "0"; it is a whole number from 1 to 366'),
    "an id with a space": (
        "clinic-mood",
        "clinic mood",
        '2: id "clinic mood" is small letters, digits and hyphens, like phq9; other is taken',
    ),
    "the id of any other measure": (
        '"clinic-mood"',
        '"other"',
        '2: id "other" is small letters, digits and hyphens, like phq9; other is taken',
    ),
    "an answer twice": ("value = 2", "value = 0", "15: the answer 0 is already there"),
    "a safety answer that cannot be given": ("safety = 2", "safety = 3", '21: line safety is "3"; it is a whole number from 0 to 2'),
    "telling before safety": ("safety = 2", "safety = 2\ntell = 1", "22: tell goes with safety, and is the same number or a higher one"),
    "a line that has no label": ("number = 2", "number = 3", '18: line needs a key "label"'),
    "bands that begin too high": ("from = 0", "from = 1", "24: the bands begin at the lowest total"),
    "a range beside lines": ("every = 7", "every = 7\nspan = [0, 9]", "7: a sheet with lines has no span; its range is added up"),
    "no table at all": ("[[sheet]]", "[[sheets]]", '0: sheets has no key "sheets"; did you mean "sheet"?'),
    "no TOML": ("[[sheet.band]]", "[[sheet.band]", "23: this is not TOML"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_problem_is_found_on_its_own_line(what: str, tmp_path: Path) -> None:
    before, after, expected = BROKEN[what]
    assert before in INSTRUMENT
    found = problems(INSTRUMENT.replace(before, after, 1), tmp_path)
    assert any(each.startswith(expected) for each in found), found


def test_lines_without_answers_say_what_is_missing(tmp_path: Path) -> None:
    text = INSTRUMENT[: INSTRUMENT.index("[[sheet.answer]]")]
    assert problems(text, tmp_path) == ['2: a sheet with lines needs "answers", like answers = [0, 3]']


def test_an_id_that_is_used_twice_names_the_first_line(tmp_path: Path) -> None:
    assert problems(INSTRUMENT + INSTRUMENT, tmp_path) == ['27: the sheet "clinic-mood" is already on line 2']


def test_a_shipped_sheet_cannot_be_replaced_and_the_check_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, "instruments/mine.toml", INSTRUMENT.replace("clinic-mood", "phq9"))
    [found] = checked(path)
    assert found == "2: phq9 comes with the program and cannot be replaced; give this one another id, like clinic-phq9"


def test_a_longer_sheet_that_does_not_exist_is_named(tmp_path: Path) -> None:
    text = INSTRUMENT.replace("every = 7", 'every = 7\nfollow_up = "phq99"')
    assert checked(put(tmp_path, "instruments/mood.toml", text)) == [
        '7: follow_up names the sheet "phq99", which is not there; did you mean "phq9"?'
    ]


def test_a_folder_is_checked_with_its_instruments_also_when_it_holds_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "instruments/mood.toml", INSTRUMENT.replace("every", "evry", 1))
    for folder in (tmp_path, tmp_path / "instruments"):
        assert [each for each in checked(folder) if "evry" in each], folder
        assert not [each for each in checked(folder) if "no unit in this folder" in each]


# The library


def library(tmp_path: Path, kind: str = "personal") -> Library:
    return Library([(shipped_folder(), "shipped"), (tmp_path, kind)])


def test_the_library_holds_the_shipped_sheets_and_then_those_of_instruments(tmp_path: Path) -> None:
    put(tmp_path, "instruments/mood.toml", INSTRUMENT)
    shelf = library(tmp_path, "site")
    assert [sheet.id for sheet in shelf.sheets()] == [*SHEETS, "clinic-mood"]
    found = shelf.sheet("clinic-mood")
    assert found is not None and found.origin.words == "added on this machine"
    assert shelf.sheet("nothing") is None
    assert shelf.problems == ()


def test_an_instrument_never_takes_the_place_of_a_shipped_sheet(tmp_path: Path) -> None:
    put(tmp_path, "instruments/mine.toml", INSTRUMENT.replace("clinic-mood", "phq9"))
    shelf = library(tmp_path)
    sheet = shelf.sheet("phq9")
    assert sheet is not None and sheet.title == "PHQ-9" and sheet.safety_lines[0].safety == 1
    [problem] = shelf.problems
    assert problem.line == 2 and "phq9 is already there (comes with the program) and cannot be replaced" in problem.message


def test_an_instrument_with_a_problem_is_left_out_and_named(tmp_path: Path) -> None:
    put(tmp_path, "instruments/good.toml", INSTRUMENT)
    put(tmp_path, "instruments/odd.toml", INSTRUMENT.replace("clinic-mood", "clinic-odd").replace("every = 7", "every = 0"))
    shelf = library(tmp_path)
    assert shelf.sheet("clinic-mood") is not None
    assert shelf.sheet("clinic-odd") is None
    [problem] = shelf.problems
    assert str(problem).endswith('odd.toml:6: sheet every is "0"; it is a whole number from 1 to 366')


def test_the_first_folder_is_trusted_most(tmp_path: Path) -> None:
    site, own = tmp_path / "site", tmp_path / "own"
    put(site, "instruments/mood.toml", INSTRUMENT)
    put(own, "instruments/mood.toml", INSTRUMENT.replace("Mood of the week", "Another"))
    shelf = Library([(shipped_folder(), "shipped"), (site, "site"), (own, "personal")])
    sheet = shelf.sheet("clinic-mood")
    assert sheet is not None and sheet.title == "Mood of the week"
    assert len(shelf.problems) == 1


def test_a_link_out_of_the_folder_and_a_pipe_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere.toml", INSTRUMENT)
    folder = tmp_path / "own" / "instruments"
    folder.mkdir(parents=True)
    (folder / "link.toml").symlink_to(tmp_path / "elsewhere.toml")
    os.mkfifo(folder / "pipe.toml")
    shelf = library(tmp_path / "own")
    assert [sheet.id for sheet in shelf.sheets()] == list(SHEETS)
    assert {each.message for each in shelf.problems} == {
        "this leads out of its folder; put the file itself here",
        "this is not an ordinary file",
    }


def test_a_missing_or_broken_file_of_sheets_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(IopError, match="The score sheets cannot be read"):
        load_sheets(tmp_path)
    put(tmp_path, "sheets.toml", "[[sheet]\n")
    with pytest.raises(IopError, match=r"sheets\.toml:1"):
        load_sheets(tmp_path)
