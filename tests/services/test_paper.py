"""Pages that leave: what is read before is what leaves, in every form, and a note of it is kept."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from render.pages import EVERY_SCRIPT, EVERYTHING, hostile

from iop_tui.domain import leaving
from iop_tui.domain.aftercare import PlanEntry
from iop_tui.domain.books.logistics import DISCLOSURES, LETTERS, SESSIONS, Disclosure, Letter
from iop_tui.domain.page import Page, paragraph
from iop_tui.domain.questions import Question
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.sessions import Session
from iop_tui.domain.shares import Share
from iop_tui.errors import IopError, StoreError, UsageError
from iop_tui.render import card
from iop_tui.services import aftercare, answering, asking, entries, finding, listing, paper, sharing
from iop_tui.services.house import House, undo
from iop_tui.services.paper import Wish


@pytest.fixture
def amina(house: House) -> House:
    """She has something on every page."""
    for part, values in (
        ("signs", {"sign": "I stop answering"}),
        ("alone", {"do": "Walk round the block"}),
        ("alone", {"do": "Cold water on my wrists"}),
        ("people", {"who": {"name": "Sam", "phone": "555 0100", "note": "not at night"}}),
        ("people", {"who": {"name": "Priya", "phone": "555 0177"}}),
        ("professionals", {"who": {"name": "The evening line", "phone": "555 0110"}}),
        ("worth", {"what": "The dog"}),
    ):
        aftercare.save_safety_values(house, SafetyEntry(part=part), values)
    person = {"contact": {"name": "Sam", "phone": "555 0100"}, "for": ["talking", "help when it is hard"]}
    aftercare.save_plan_values(house, PlanEntry(part="people"), person)
    asking.keep(house, Question(text=""), {"text": "May I miss one Friday?", "whom": "Dr. Osei"})
    fill_in(house, "iop.s3.cost", weeks="8", days="3", price="300", network="in network", copay="40")
    return house


def fill_in(house: House, unit_id: str, **typed: str) -> None:
    unit = house.library.unit(unit_id)
    run = answering.start_run(house, unit).value
    for name, text in typed.items():
        field = unit.field(name)
        assert field is not None
        answering.save_typed(house, run, field, text, 0)


def made(house: House, name: str, of: str = "") -> Page:
    return paper.sheet(name).make(house, Wish(of or ("iop.s3.cost" if name == "run" else "")))


def text(page: Page) -> str:
    return sharing.write(page, "txt")


def words(house: House, page: Page, form: str) -> list[str]:
    """The words of a page in one of its forms, without what makes lists, tables and headings."""
    data = paper.in_form(house, page, form)
    if form == "pdf":
        found = " ".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages)
    elif form == "html":
        found = html.unescape(re.sub(r"<[^>]+>", "", data.decode().partition("<body>")[2]))
    else:
        found = data.decode()
    return [word for word in found.split() if not re.fullmatch(r"-|\d+\.|\d+/\d+", word)]


NAMES = [each.name for each in paper.SHEETS if each.of != "letter"]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_made_with_and_without_anything_on_it(house: House, name: str) -> None:
    if paper.sheet(name).of not in ("unit", "letter"):
        assert text(made(house, name))
    with pytest.raises(UsageError):
        made(house, "run", "dbt.dt.breath")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("card", "scores", "callsheet")])
def test_html_and_pdf_hold_the_words_of_the_text(amina: House, name: str) -> None:
    """The tables of the card, the scores and the call sheet break in another way where they are too wide."""
    page = paper.leaves(made(amina, name))
    expected = words(amina, page, "txt")
    assert len(expected) > 5
    assert words(amina, page, "html") == expected
    assert words(amina, page, "pdf") == expected


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_before_is_what_leaves_whatever_is_left_out(amina: House, name: str) -> None:
    page = made(amina, name)
    for out in (
        frozenset(),
        frozenset(leaving.keys(page)[::2]),
        *(leaving.turned(page, frozenset(), key) for key in leaving.keys(page)[:12]),
    ):
        read = [each.text for each in paper.preview(page, out) if not each.state]
        assert " ".join([page.title, *read]).split() == text(paper.leaves(page, out)).split()


@pytest.mark.parametrize("page", [EVERYTHING, hostile(EVERY_SCRIPT[1:4])], ids=["all", "hostile"])
def test_the_same_holds_for_every_kind_of_block(page: Page) -> None:
    for key in leaving.keys(page)[-24:]:
        out = leaving.turned(page, frozenset(), key)
        read = [each.text for each in paper.preview(page, out) if not each.state]
        assert " ".join([page.title, *read]).split() == text(paper.leaves(page, out)).split()


def test_what_is_left_out_is_read_as_left_out_and_in_no_form(amina: House) -> None:
    page = made(amina, "safety")
    key = next(each.key for each in paper.preview(page) if "Priya" in each.text)
    out = leaving.turned(page, frozenset(), key)
    assert [(each.state, "Priya" in each.text) for each in paper.preview(page, out) if each.key == key] == [("left out", True)]
    assert paper.stayed(page, out) == 1
    for form in paper.FORMS:
        said = " ".join(words(amina, paper.leaves(page, out), form))
        assert "Sam" in said
        assert "Priya" not in said


# Files


@pytest.mark.parametrize("form", paper.FORMS)
def test_a_page_goes_into_a_new_private_file_and_is_noted(amina: House, tmp_path: Path, form: str) -> None:
    page, target = made(amina, "after"), tmp_path / f"page.{form}"
    share = Share(sheet="after", title=page.title, form=form, to=target.name, whom="Dr. Osei", left_out=2)
    assert paper.save(amina, page, target, share).value is not None
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_bytes() == paper.in_form(amina, page, form) == paper.in_form(amina, page, form)
    (kept,) = paper.left_so_far(amina)
    assert (kept.day, kept.line) == (amina.clock.today(), f"page.{form}, for Dr. Osei, 2 lines left out")
    with pytest.raises(StoreError, match="already"):
        paper.save(amina, made(amina, "safety"), target, share)
    assert target.read_bytes() == paper.in_form(amina, page, form)
    assert len(paper.left_so_far(amina)) == 1, "what did not leave is not noted"


def test_a_page_that_a_pdf_cannot_draw_leaves_no_file_and_no_note(house: House, tmp_path: Path) -> None:
    page = Page("x", (paragraph("\u0142"),))
    with pytest.raises(IopError, match="Nothing was written"):
        paper.save(house, page, tmp_path / "x.pdf", Share(sheet="after", title="x", form="pdf"))
    assert list(tmp_path.glob("x*")) == []
    assert paper.left_so_far(house) == []


def test_a_note_that_cannot_be_kept_does_not_undo_the_file(amina: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(paper, "note", full)
    done = paper.save(amina, made(amina, "after"), tmp_path / "x.txt", Share(sheet="after", title="x", form="txt"))
    assert done.value is None
    assert (tmp_path / "x.txt").exists()


def test_the_paper_is_that_of_the_country(amina: House) -> None:
    from dataclasses import replace

    for country, height in (("US", 792), ("DE", 842)):
        amina.prefs = replace(amina.prefs, country=country)
        box = PdfReader(BytesIO(paper.in_form(amina, made(amina, "after"), "pdf"))).pages[0].mediabox
        assert round(box.height) == height


@pytest.mark.parametrize(
    ("typed", "form", "found"),
    [
        ("page", "html", "page.html"),
        ("page.html", "html", "page.html"),
        ("page.v2", "pdf", "page.v2.pdf"),
        ("docs/page", "txt", "docs/page.txt"),
        ("~/page", "md", "page.md"),
        (" page ", "md", "page.md"),
    ],
)
def test_a_file_lies_in_the_home_folder_and_has_the_ending_of_its_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, form: str, found: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paper.file_for(typed, form) == tmp_path / found
    assert paper.file_for(str(tmp_path / "x" / "y"), form) == tmp_path / "x" / f"y.{form}"


def test_the_name_that_is_offered_says_nothing_and_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    today = date(2026, 11, 26)
    assert paper.free_name(today) == "page-2026-11-26"
    (tmp_path / "page-2026-11-26.pdf").touch()
    assert paper.free_name(today) == "page-2026-11-26-2"


# What has left


def test_a_note_is_found_read_and_deleted_everywhere(house: House) -> None:
    share = paper.note(house, Share(sheet="after", title="My plan", form="pdf", to="page.pdf", whom="Aunt Rosa")).value
    assert [each.kind for each in finding.search(house, "aunt rosa")] == ["left"]
    (piece,) = entries.pieces(house)
    assert (piece.kind, piece.title, piece.text, piece.way) == ("page that left", "My plan", "page.pdf, for Aunt Rosa", "paper")
    done = entries.delete(house, piece)
    assert paper.left_so_far(house) == []
    assert undo(house, done)
    paper.forget(house, paper.left_so_far(house)[0])
    assert finding.search(house, "aunt rosa") == []
    assert share.line == "page.pdf, for Aunt Rosa"


def test_what_has_left_is_listed_the_newest_first_and_holds_nothing_of_the_page(house: House) -> None:
    for ago, name in ((0, "b"), (3, "c"), (1, "a")):
        paper.note(house, Share(sheet="after", title=name, form="txt", day=house.clock.today() - timedelta(days=ago)))
    assert [each.title for each in paper.left_so_far(house)] == ["b", "a", "c"]
    assert [each.line for each in paper.left_so_far(house)] == ["printed out"] * 3


def test_an_unknown_page_is_told_with_all_names() -> None:
    with pytest.raises(UsageError) as caught:
        paper.sheet("leaflet")
    assert all(name in caught.value.advice for name in NAMES)


def test_the_names_of_pages_are_one_each() -> None:
    assert len(set(NAMES)) == len(NAMES)


# Sheets


def test_a_sheet_that_was_never_filled_in_has_lines_to_write_on(house: House) -> None:
    said = text(sharing.newest_run_page(house, "iop.s3.insure"))
    assert "Call reference number\n  ____" in said
    assert "Is the program in network?\n  yes / no / not now" in said
    assert '"May I have your name, and a reference number for this call?"' in said
    assert "How much did this help" not in said
    fill_in(house, "iop.s3.insure", reference="A-17")
    said = text(sharing.newest_run_page(house, "iop.s3.insure"))
    assert "Call reference number\n  A-17" in said
    assert "____" not in said


def test_the_call_sheet_is_one_page_with_answers_or_lines_to_write_on(house: House) -> None:
    assert "Call reference number" in text(made(house, "callsheet")) and "____" in text(made(house, "callsheet"))
    fill_in(house, "iop.s3.insure", reference="A-17")
    said = text(made(house, "callsheet"))
    assert "A-17" in said and len(said.splitlines()) <= 66


GROUP = {
    "title": "Trauma group",
    "days": ["Mon", "Wed"],
    "from": "2026-11-23",
    "to": "2026-12-04",
    "begins": "09:00",
    "ends": "12:00",
    "way": 30,
}


def test_a_calendar_file_holds_the_appointments_that_are_left_on_its_page(house: House) -> None:
    listing.keep(house, SESSIONS, Session(), GROUP)
    page = made(house, "calendar")
    assert "Trauma" not in text(page)
    second = next(each.key for each in paper.preview(page) if "2026-11-25" in each.text)
    data = paper.in_form(house, paper.leaves(page, paper.turned(page, frozenset(), second)), "ics")
    found = Calendar.from_ical(data).walk("VEVENT")
    assert [each.start.astimezone(house.clock.zone).strftime("%d %H:%M") for each in found] == ["23 09:00", "30 09:00", "02 09:00"]
    assert b"Trauma" not in data


def test_words_that_somebody_is_not_to_get_stay_behind(house: House) -> None:
    listing.keep(house, DISCLOSURES, Disclosure(), {"who": "Boss", "keep": ["osei"]})
    for asked in ("May I miss one Friday?", "Does Dr. Osei know?"):
        asking.keep(house, Question(text=""), {"text": asked})
    page = made(house, "questions")
    left = paper.leaves(page, paper.kept_from(house, page, " boss "))
    assert "May I miss one Friday?" in text(left) and "Osei" not in text(left)
    assert paper.kept_from(house, page, "") == paper.kept_from(house, page, "Ana") == frozenset()


def test_words_that_stay_behind_are_found_across_lines_and_in_the_title(house: House) -> None:
    listing.keep(house, DISCLOSURES, Disclosure(), {"who": "Boss", "keep": ["group therapy", "questions"]})
    for spaces in range(30):
        asking.keep(house, Question(text=""), {"text": f"{'so ' * spaces}long about group therapy"})
    asking.keep(house, Question(text=""), {"text": "May I miss one Friday?"})
    page = made(house, "questions")
    titled = paper.titled_for(house, page, "Boss")
    left = text(paper.leaves(titled, paper.kept_from(house, titled, "Boss")))
    assert "therapy" not in left and "Friday" in left and "My questions" not in left
    assert paper.titled_for(house, page, "Ana") == page


def test_a_letter_is_named_where_there_are_several(house: House) -> None:
    one = listing.keep(house, LETTERS, Letter(), {"to": "Dana", "for": "an employer"}).value
    assert "Hello Dana," in text(made(house, "letter"))
    listing.keep(house, LETTERS, Letter(), {"to": "Dr. Park", "for": "a school or university"})
    with pytest.raises(UsageError, match="Which letter"):
        made(house, "letter")
    assert "Hello Dana," in text(made(house, "letter", str(one.id)))


def test_the_newest_time_stands_on_the_cost_sheet_and_an_empty_one_does_not_hide_it(amina: House) -> None:
    assert "About 960" in text(made(amina, "cost"))
    answering.start_run(amina, amina.library.unit("iop.s3.cost"))
    assert "About 960" in text(made(amina, "cost"))


def test_a_week_can_be_named_by_any_of_its_days(amina: House) -> None:
    assert "Mon 2 Nov" in text(made(amina, "week", "2026-11-05"))
    with pytest.raises(UsageError, match="A date is written like"):
        made(amina, "card", "yesterday")


def test_units_that_were_filled_in_are_listed(amina: House) -> None:
    assert [unit for unit, _title in paper.units_filled_in(amina)] == ["iop.s3.cost"]


# The card


def test_the_card_has_whom_to_call_first_then_what_to_do(amina: House) -> None:
    from dataclasses import replace

    amina.prefs = replace(amina.prefs, country="US")
    lines = text(paper.leaves(made(amina, "wallet"))).splitlines()
    assert lines[:4] == [
        "When it is hard",
        "Life in danger: call 911",
        "Call first: Sam, 555 0100",
        "988 Suicide & Crisis Lifeline: call or",
    ]
    assert lines[5:] == [
        "Do: Walk round the block",
        "Do: Cold water on my wrists",
        "Call: Priya, 555 0177",
        "Call: The evening line, 555 0110",
        "For: The dog",
    ]


def test_without_a_safety_plan_it_has_the_numbers_of_the_country(house: House) -> None:
    assert "Life in danger: call" in text(made(house, "wallet"))


def test_what_has_no_room_is_told_and_the_most_important_stays(amina: House) -> None:
    for number in range(30):
        aftercare.save_safety_values(
            amina, SafetyEntry(part="alone"), {"do": f"Count the {number} tiles of the floor, slowly, and then once more"}
        )
    aftercare.save_safety_values(amina, SafetyEntry(part="company"), {"who": {"name": "w" * 4000}})
    page = made(amina, "wallet")
    lines = text(paper.leaves(page)).splitlines()
    assert len(lines) <= card.LINES
    assert all(len(line) <= card.WIDTH for line in lines)
    assert "Call first: Sam, 555 0100" in lines
    states = [each.state for each in paper.preview(page)]
    assert states[:4] == ["", "", "", ""]
    assert states.count("no room") > 20
    assert "wwww" not in "\n".join(lines)


def test_leaving_a_line_of_a_full_card_out_makes_room_for_another(amina: House) -> None:
    for number in range(30):
        aftercare.save_safety_values(amina, SafetyEntry(part="alone"), {"do": f"Count {number} tiles"})
    page = made(amina, "wallet")
    full = [each.key for each in paper.preview(page) if each.state == "no room"]
    out = leaving.turned(page, frozenset(), "1")
    assert full[0] in {each.key for each in paper.preview(page, out) if not each.state}
    assert "Sam" not in text(paper.leaves(page, out))
