"""Crisis contacts: whatever is wrong with a file, there is always a number."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from content.test_library import put

from iop_tui.content.check import check_files
from iop_tui.content.helplines import load_helplines
from iop_tui.content.where import shipped_folder
from iop_tui.domain.helplines import BUILT_IN, KINDS, Line

FILE = """[[country]]
code = "US"
name = "United States"
emergency = "911"

[[country.line]]
name = "988 Suicide & Crisis Lifeline"
kind = "crisis"
how = "call or text 988"
number = "988"
hours = "24/7"
languages = ["English", "Spanish"]
who = ""
source = "a stored public source"
source_year = "2026"
confidence = "H"
checked_on = ""
"""
SITE = """[[country]]
code = "us"
name = "Not the name"
emergency = "000"

[[country.line]]
name = "Shelter desk"
kind = "support"
how = "call 555 0100"
"""


def test_the_shipped_file_has_every_country_that_is_built_in() -> None:
    found = load_helplines(shipped_folder() / "helplines.toml", site=Path("/nowhere"))
    assert found.notes == ()
    assert {country.code for country in BUILT_IN} <= {country.code for country in found.countries}
    assert len(found.for_country("us").lines) > 10


@pytest.mark.parametrize(
    "text", [None, "", "[[country]\n", "country = 5", "a = " + "[" * 900, "\x00", '[[country]]\nname = "x"\n', "a." * 2000 + "b = 1"]
)
def test_a_missing_or_broken_file_leaves_the_built_in_rows(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "helplines.toml"
    if text is not None:
        path.write_text(text)
    found = load_helplines(path, site=tmp_path / "no-site.toml")
    assert found.countries == BUILT_IN
    assert found.notes[-1] == "A short built-in list is shown instead."
    assert found.for_country("US").emergency == "911"


def test_a_file_that_is_no_file_leaves_the_built_in_rows(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "helplines.toml")
    assert load_helplines(tmp_path / "helplines.toml", site=tmp_path / "none").countries == BUILT_IN
    assert load_helplines(tmp_path, site=tmp_path / "none").countries == BUILT_IN


def test_one_bad_row_costs_only_itself(tmp_path: Path) -> None:
    bad = '\n[[country.line]]\nname = "No way to reach it"\n'
    good = '\n[[country.line]]\nname = "Text"\nkind = "text"\nhow = "text HOME"\nlanguages = 5\n'
    found = load_helplines(put(tmp_path, "helplines.toml", FILE + bad + good), site=tmp_path / "none")
    assert [line.name for line in found.for_country("US").lines] == ["988 Suicide & Crisis Lifeline", "Text"]
    assert len(found.notes) == 1


def test_a_country_nobody_wrote_down_still_gets_an_answer(tmp_path: Path) -> None:
    found = load_helplines(tmp_path / "none", site=tmp_path / "none").for_country("ZZ")
    assert found.code == "XX" and found.emergency == "" and found.lines


def test_a_site_file_adds_rows_and_replaces_none(tmp_path: Path) -> None:
    site = put(tmp_path, "site.toml", SITE)
    site.chmod(0o644)
    found = load_helplines(put(tmp_path, "helplines.toml", FILE), site=site, owner=os.getuid()).for_country("US")
    assert (found.name, found.emergency) == ("United States", "911")
    assert [line.name for line in found.lines] == ["988 Suicide & Crisis Lifeline", "Shelter desk"]
    assert [line.origin for line in found.lines] == ["", "added on this machine"]


@pytest.mark.parametrize("what", ["others can write to it", "somebody else owns it", "it is a link", "it is a pipe"])
def test_a_site_file_that_cannot_be_trusted_is_not_used(what: str, tmp_path: Path) -> None:
    site = put(tmp_path, "site.toml", SITE)
    site.chmod(0o666 if what == "others can write to it" else 0o644)
    if what == "it is a link":
        (tmp_path / "link.toml").symlink_to(site)
        site = tmp_path / "link.toml"
    if what == "it is a pipe":
        site = tmp_path / "pipe.toml"
        os.mkfifo(site, 0o644)
    owner = os.getuid() + (1 if what == "somebody else owns it" else 0)
    found = load_helplines(put(tmp_path, "helplines.toml", FILE), site=site, owner=owner)
    assert len(found.for_country("US").lines) == 1
    assert len(found.notes) == 1


def test_a_row_says_what_is_known_of_its_age() -> None:
    assert Line("a", "crisis", "call", source_year="2022").known() == "from a 2022 source, not re-checked"
    assert Line("a", "crisis", "call", source_year="2022", checked_on="2026-11-02").known() == "checked on 2026-11-02"
    assert Line("a", "crisis", "call", source="general knowledge, not re-checked").known() == "not re-checked"


def test_a_check_that_is_no_date_is_no_check(tmp_path: Path) -> None:
    path = put(tmp_path, "helplines.toml", FILE.replace('checked_on = ""', 'checked_on = "yesterday"'))
    assert load_helplines(path, site=tmp_path / "none").for_country("US").lines[0].checked_on == ""
    assert [str(each).partition("toml:")[2] for each in check_files([path], None).problems] == [
        "17: checked_on is the date on which a person called the line or opened its page, like 2026-11-02, or empty"
    ]


def test_built_in_rows_are_of_known_kinds_and_claim_no_check() -> None:
    lines = [line for country in BUILT_IN for line in country.lines]
    assert all(line.kind in KINDS and line.checked_on == "" and line.confidence in ("H", "M") for line in lines)
    assert {country.code for country in BUILT_IN} == {"US", "CA", "GB", "IE", "AU", "NZ", "IN", "EU", "XX"}


def test_helplines_load_nothing_heavy() -> None:
    script = (
        "import sys; from pathlib import Path; from iop_tui.content.helplines import load_helplines\n"
        "assert load_helplines(Path('/nowhere')).for_country('US').emergency == '911'\n"
        "print(sorted({'markdown_it', 'msgspec', 'tinydb', 'asyncio', 'textual', 'rich', 'dateutil', 'zoneinfo'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_one_country_read_alone_is_the_same_as_among_all() -> None:
    path = shipped_folder() / "helplines.toml"
    for country in load_helplines(path).countries:
        assert load_helplines(path, only=country.code).for_country(country.code) == country


def test_a_country_named_inside_a_text_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "helplines.toml"
    path.write_text(
        '\n[[country]]\ncode = "QQ"\nname = """\n[[country]]\ncode = "QR"\n"""\nemergency = "1"\n'
        '\n[[country]]\ncode = "QR"\nname = "Right"\nemergency = "2"\n'
    )
    assert load_helplines(path, only="QR").for_country("QR").emergency == "2"
    assert load_helplines(path, only="QQ").for_country("QQ").emergency == "1"
