"""The model unit, and every unit that is shipped."""

from dataclasses import replace
from pathlib import Path

import pytest

from iop_tui.content.header import read_header
from iop_tui.content.library import Library
from iop_tui.content.parse import parse_unit, read_unit
from iop_tui.content.where import shipped_folder
from iop_tui.domain.unit import SECTIONS, Form, Origin, Timer, Unit

SHIPPED = Origin("shipped", "modules")


def text_of(unit_id: str) -> str:
    return (shipped_folder() / Path(*unit_id.split("."))).with_suffix(".md").read_text("utf-8")


def stop() -> Unit:
    unit, problems = parse_unit(text_of("dbt.dt.stop"), "dbt.dt.stop", "stop.md", SHIPPED)
    assert problems == [] and unit is not None
    return unit


def test_stop_has_its_sections_fields_timers_and_practice() -> None:
    unit = stop()
    assert [section.title for section in unit.sections] == [each for each in SECTIONS if each != "Before you start"]
    fields = ["moment", "urge-before", "inside", "next-act", "urge-after", "helped", "note"]
    assert [field.id for field in unit.fields()] == fields
    after = unit.field("urge-after")
    assert after is not None and (after.pair, after.most, after.low) == ("urge-before", 100, "no urge")
    parts = next(section.parts for section in unit.sections if section.title == "Try it")
    assert [part.seconds for part in parts if isinstance(part, Timer)] == [10, 30]
    assert sum(isinstance(part, Form) for part in parts) == 2
    practice = unit.practice()
    assert practice is not None and (practice.times, practice.weeks) == (5, 2)


def test_every_shipped_unit_can_be_opened() -> None:
    library = Library([(shipped_folder(), "shipped")])
    assert library.problems == ()
    assert all(library.unit(name).id == name for name in library.ids())


def test_the_short_way_to_a_header_says_the_same_as_the_long_one() -> None:
    path = shipped_folder() / "dbt" / "dt" / "stop.md"
    header, problems = read_header(path, "dbt.dt.stop", SHIPPED)
    assert problems == []
    assert header == stop().header


def test_a_review_holds_until_the_text_is_edited() -> None:
    text, unit = text_of("dbt.dt.stop"), stop()
    review = f'version = 1\nreviewed_by = "Dr. Lin"\nreviewed_on = 2026-11-02\nreviewed_text = "{unit.text_hash}"'
    reviewed, _ = parse_unit(text.replace("version = 1", review), "dbt.dt.stop", "stop.md", SHIPPED)
    edited, _ = parse_unit(text.replace("version = 1", review).replace("short pause", "long pause"), "dbt.dt.stop", "stop.md", SHIPPED)
    assert reviewed is not None and reviewed.review() == "reviewed by Dr. Lin, 2026-11-02"
    assert edited is not None and edited.review() == "not clinically reviewed"


def test_line_ends_of_another_system_make_no_other_unit() -> None:
    text = text_of("dbt.dt.stop")
    assert parse_unit(text.replace("\n", "\r\n"), "dbt.dt.stop", "stop.md", SHIPPED) == parse_unit(text, "dbt.dt.stop", "stop.md", SHIPPED)


@pytest.mark.parametrize("word", ["tired", "Observe"])
def test_every_passage_knows_the_line_its_words_stand_on(word: str) -> None:
    text = text_of("dbt.dt.stop").replace("Some urges are fast.", "Some tired urges are fast.")
    reading = read_unit(text, "dbt.dt.stop", "stop.md", SHIPPED)
    rows = text.split("\n")
    found = [each.line_at(each.text.index(word)) for each in reading.findings.passages if word in each.text]
    assert found and all(word in rows[line - 1] for line in found)


def test_a_unit_of_another_origin_is_the_same_but_for_its_origin() -> None:
    own, _ = parse_unit(text_of("dbt.dt.stop"), "dbt.dt.stop", "stop.md", Origin("personal", "home"))
    assert own is not None and replace(own, header=replace(own.header, origin=SHIPPED)) == stop()
