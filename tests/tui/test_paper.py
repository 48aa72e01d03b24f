"""Pages to print or to take along, as a person looks at one, leaves lines out, and saves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tui.harness import Home, Person

from iop_tui import words
from iop_tui.domain.measures import Score
from iop_tui.domain.safety import SafetyEntry
from iop_tui.domain.shares import Share
from iop_tui.services import aftercare, paper
from iop_tui.tui.screens.paper import NOTHING_LEFT
from iop_tui.tui.widgets.rows import Rows

LETTERS = "w" * 4000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder that files go to."""
    found = tmp_path / "files"
    found.mkdir()
    monkeypatch.setenv("HOME", str(found))
    return found


@pytest.fixture
def planned(mina: Home) -> Home:
    """Mina has a safety plan."""
    with mina.house() as house:
        for part, values in (
            ("alone", {"do": "Walk [/b] round the block"}),
            ("people", {"who": {"name": "Sam", "phone": "555 0100"}}),
            ("people", {"who": {"name": "Priya", "phone": "555 0177"}}),
        ):
            aftercare.save_safety_values(house, SafetyEntry(part=part), values)
    return mina


def shares(home: Home) -> list[Share]:
    with home.house() as house:
        return paper.left_so_far(house)


def on_the_page(me: Person) -> list[str]:
    """The words of the rows that go along."""
    rows = me.app.screen.query_one(Rows).rows
    return " ".join(row.text for row in rows if not row.text.startswith(("left out:", "no room:"))).split()


async def save(me: Person, form: str = "text", name: str = "page", whom: str = "") -> None:
    await me.press("s")
    await me.pick("form", form)
    await me.fill("name", name)
    if whom:
        await me.fill("whom", whom)
    await me.press("ctrl+s")


async def test_a_line_is_left_out_and_the_file_is_what_was_read(planned: Home, folder: Path, size: tuple[int, int]) -> None:
    async with planned.visit(size) as me:
        await me.press("x")
        await me.sees("To print or to take along", "Safety plan")
        await me.open_row("Safety plan")
        await me.sees("As it will leave", "My safety plan")
        await me.to_row("Priya")
        await me.press("space")
        await me.sees("1 left out")
        await me.reads("left out: Who is it? left out: Priya, 555 0177")
        read = on_the_page(me)
        await save(me, "text", "page", "Dr. Osei")
        await me.hears("Written to")
        assert me.room() == "PreviewScreen"
    file = folder / "page.txt"
    assert file.read_text("utf-8").split() == read
    assert "Priya" not in read and "Sam," in read and "[/b]" in read
    assert file.stat().st_mode & 0o777 == 0o600
    (share,) = shares(planned)
    assert (share.sheet, share.form, share.line) == ("safety", "txt", "page.txt, for Dr. Osei, 1 line left out")


@pytest.mark.parametrize("form", ["markdown", "HTML", "PDF"])
async def test_what_was_left_out_is_in_no_form(planned: Home, folder: Path, form: str) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        await me.to_row("Priya")
        await me.press("space")
        await save(me, form)
        await me.hears("Written to")
    (file,) = folder.iterdir()
    if form == "PDF":
        from pypdf import PdfReader

        said = PdfReader(file).pages[0].extract_text()
    else:
        said = file.read_text("utf-8")
    assert "Sam" in said and "Priya" not in said


async def test_a_heading_takes_all_under_it_and_space_brings_it_back(planned: Home) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        before = on_the_page(me)
        await me.to_row("People I can tell")
        await me.press("space")
        await me.sees("3 left out")
        assert not {"Sam,", "Priya,", "People"} & set(on_the_page(me))
        await me.press("enter")
        await me.sees("nothing left out")
        assert on_the_page(me) == before


async def test_what_is_left_out_is_not_remembered(planned: Home) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        await me.to_row("Priya")
        await me.press("space", "q")
        await me.open_row("Safety plan")
        await me.sees("nothing left out", "Priya")


async def test_a_change_meanwhile_is_not_in_what_leaves(planned: Home, folder: Path) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        with planned.house() as other:
            aftercare.save_safety_values(other, SafetyEntry(part="people"), {"who": {"name": "Uncle Bo"}})
        me.app._look()
        await me.rest()
        read = on_the_page(me)
        await save(me)
        await me.hears("Written to")
    assert (folder / "page.txt").read_text("utf-8").split() == read
    assert "Uncle" not in read


async def test_it_never_goes_over_a_file_and_the_typing_stays(planned: Home, folder: Path) -> None:
    (folder / "page.txt").write_text("an older one")
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        await save(me)
        await me.hears("There is something at")
        assert me.room() == "FormScreen"
        assert me.box("name").raw == "page"
        await me.fill("name", "another")
        await me.press("ctrl+s")
        await me.hears("Written to")
    assert (folder / "page.txt").read_text() == "an older one"
    assert (folder / "another.txt").exists()
    assert [each.to for each in shares(planned)] == ["another.txt"]


async def test_a_neutral_name_is_offered(planned: Home, folder: Path) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        await me.press("s")
        assert me.box("name").raw == "page-2026-11-23"
        await me.press("ctrl+s")
        await me.hears("Written to")
    assert [each.name for each in folder.iterdir()] == ["page-2026-11-23.html"]


async def test_letters_that_a_pdf_lacks_are_told_and_nothing_leaves(planned: Home, folder: Path) -> None:
    with planned.house() as house:
        aftercare.save_safety_values(house, SafetyEntry(part="people"), {"who": {"name": "\u0141ucja"}})
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        await save(me, "PDF")
        await me.hears("The PDF has no letters for these signs on the page: \u0141.")
        assert me.room() == "FormScreen"
    assert list(folder.iterdir()) == []
    assert shares(planned) == []


async def test_what_has_left_is_listed_taken_off_and_brought_back(planned: Home, size: tuple[int, int]) -> None:
    with planned.house() as house:
        paper.note(house, Share(sheet="after", title="My plan", form="pdf", to="page.pdf", whom="Aunt Rosa"))
    async with planned.visit(size) as me:
        await me.press("x", "end")
        await me.sees("Left so far", "My plan", "page.pdf, for Aunt Rosa")
        await me.press("d")
        await me.sees(NOTHING_LEFT)
        await me.undo()
        await me.press("end")
        await me.sees("page.pdf, for Aunt Rosa")
        await me.press("q", "/")
        await me.type("aunt rosa")
        await me.press("enter", "enter")
        assert me.room() == "PaperScreen"


async def test_it_stands_among_the_entries_and_leads_to_its_place(planned: Home) -> None:
    with planned.house() as house:
        paper.note(house, Share(sheet="after", title="My plan", form="pdf", to="page.pdf"))
    async with planned.visit() as me:
        await me.press("y", "down", "enter")
        await me.to_row("page that left: My plan")
        await me.press("g")
        assert me.room() == "PaperScreen"


async def test_scores_ask_before_the_safety_line_stands_there_in_words(mina: Home) -> None:
    with mina.house() as house:
        day = house.clock.today()
        score = Score(id=Score.id_for("phq9", day), day=day, sheet="phq9", title="PHQ-9", total=16, lowest=0, highest=27)
        score = replace(score, answers={"9": 2}, safety=2)
        house.store.run(lambda: house.store.shelf(Score).put(score))
    for choice, stands_there in (("No, without them", False), ("Yes, with them", True)):
        async with mina.visit() as me:
            await me.press("x")
            await me.open_row("My scores")
            await me.sees(words.SCORE_WITH_SAFETY.split(".")[0])
            await me.do(choice)
            assert me.room() == "PreviewScreen"
            assert ("answered" in on_the_page(me)) == stands_there


async def test_a_card_that_is_full_says_what_has_no_room(planned: Home, size: tuple[int, int]) -> None:
    with planned.house() as house:
        for number in range(20):
            aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": f"Count {number} tiles"})
    async with planned.visit(size) as me:
        await me.press("x")
        await me.open_row("Wallet card")
        await me.reads("When it is hard", "Call first: Sam", "no room: Do:", words.CARD_FULL)


async def test_text_of_any_kind_stands_there_in_full(planned: Home, folder: Path, phone: tuple[int, int]) -> None:
    with planned.house() as house:
        for text in (LETTERS, "<script> & [/b] [@click=x]", "\u05e9\u05dc\u05d5\u05dd", "\U0001f469\u200d\U0001f467"):
            aftercare.save_safety_values(house, SafetyEntry(part="alone"), {"do": text})
    async with planned.visit(phone) as me:
        await me.press("x")
        await me.open_row("Safety plan")
        assert "".join(on_the_page(me)).count("w" * 4000) == 1
        seen = "".join(line.strip() for n in range(len(me.app.screen.query_one(Rows).rows)) for line in drawn(me, n))
        assert LETTERS in seen
        await save(me, "HTML")
        await me.hears("Written to")
    assert "&lt;script&gt; &amp; [/b] [@click=x]" in (folder / "page.html").read_text("utf-8")


def drawn(me: Person, number: int) -> list[str]:
    rows = me.app.screen.query_one(Rows)
    return rows.get_option_at_index(number).prompt.plain.split("\n")  # type: ignore[union-attr]


async def test_the_week_before_is_one_key_away(planned: Home) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("My week")
        await me.sees("Mon 23 Nov")
        await me.press("[")
        await me.sees("Mon 16 Nov")
        await me.press("]", "]")
        await me.sees("Mon 30 Nov")


async def test_a_login_that_leads_only_here_is_asked_for_no_path(planned: Home) -> None:
    async with planned.visit() as me:
        me.app.is_captive = True
        await me.press("x")
        await me.open_row("Safety plan")
        await me.press("s")
        await me.hears(words.CAPTIVE_WRITES_NOTHING)
        assert me.room() == "PreviewScreen"
        await me.press("b")
        await me.sees("My safety plan", "Sam, 555 0100")


async def test_looking_and_leaving_notes_nothing(planned: Home) -> None:
    async with planned.visit() as me:
        await me.press("x")
        await me.open_row("Safety plan")
        await me.press("s", "escape", "q", "q", "q")
    assert shares(planned) == []
