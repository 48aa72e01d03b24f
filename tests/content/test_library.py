"""The library: shipped units first, then those of the machine and of the person."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iop_tui.content.library import Library
from iop_tui.content.where import shipped_folder
from iop_tui.errors import IopError, UsageError


def unit(title: str, extra: str = "", text: str = "It helps some people.") -> str:
    head = f'minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "For {title.lower()}."\n{extra}'
    return f"# {title}\n\n```toml unit\n{head}\n```\n\n## Why\n\n{text}\n"


def opening(word: str, title: str, order: str = "[]") -> str:
    return f'# {title}\n\n```toml {word}\nsummary = "About {title.lower()}."\norder = {order}\n```\n\nSome text.\n'


def put(root: Path, place: str, text: str) -> Path:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Two tracks, three modules, five units, and one that is planned."""
    root = tmp_path / "shipped"
    put(root, "tags.toml", "feelings = []\nsituations = []\nneeds = []\n")
    put(root, "planned.txt", "dbt.dt.soothe\n")
    put(root, "dbt/_track.md", opening("track", "DBT skills", '["dbt.mf", "dbt.dt"]'))
    put(root, "dbt/dt/_module.md", opening("module", "Distress tolerance", '["dbt.dt.stop", "dbt.dt.soothe", "dbt.dt.breath"]'))
    put(root, "dbt/mf/_module.md", opening("module", "Mindfulness"))
    put(root, "dbt/dt/stop.md", unit("STOP", text="Freeze, and let the kettle wait."))
    put(root, "dbt/dt/breath.md", unit("Paced breathing", 'was = ["dbt.dt.breathing"]'))
    put(root, "dbt/dt/added.md", unit("Not in the order"))
    put(root, "dbt/mf/observe.md", unit("Observe", text="Watch the kettle."))
    put(root, "iop/s1/what.md", unit("What an IOP is", text="Stop by and ask."))
    return root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def library(shipped: Path, own: Path) -> Library:
    own.mkdir()
    return Library([(shipped, "shipped"), (own, "personal")])


def test_tracks_modules_and_units_come_in_their_order(library: Library) -> None:
    assert [track.id for track in library.tracks()] == ["iop", "dbt"]
    assert [module.title for module in library.modules_of("dbt")] == ["Mindfulness", "Distress tolerance"]
    assert [header.id for header in library.units_of("dbt.dt")] == ["dbt.dt.stop", "dbt.dt.breath", "dbt.dt.added"]
    assert [header.id for header in library.headers()][:2] == ["iop.s1.what", "dbt.mf.observe"]


def test_a_folder_without_an_opening_goes_by_its_own_name(library: Library) -> None:
    assert [track.title for track in library.tracks()] == ["iop", "DBT skills"]
    assert library.opening("iop") is None


def test_an_opening_has_its_text(library: Library) -> None:
    found = library.opening("dbt.dt")
    assert found is not None and found.title == "Distress tolerance"
    assert len(library.opening_text("dbt.dt")) == 1


def test_an_earlier_name_still_leads_to_the_unit(library: Library) -> None:
    header = library.header("dbt.dt.breathing")
    assert header is not None and header.id == "dbt.dt.breath"
    assert library.unit("dbt.dt.breathing").id == "dbt.dt.breath"


def test_one_header_is_read_without_any_other_file(library: Library, shipped: Path) -> None:
    header = library.header("dbt.dt.stop")
    assert header is not None and header.title == "STOP"
    (shipped / "dbt" / "dt" / "stop.md").unlink()
    assert library.header("dbt.dt.stop") is header


def test_an_unknown_unit_is_answered_with_one_that_exists(library: Library) -> None:
    with pytest.raises(UsageError) as caught:
        library.unit("dbt.dt.stpo")
    assert "dbt.dt.stop" in caught.value.advice


def test_a_planned_unit_is_said_to_be_planned(library: Library) -> None:
    assert library.is_planned("dbt.dt.soothe") and not library.is_planned("dbt.dt.stop")
    assert library.header("dbt.dt.soothe") is None
    with pytest.raises(UsageError, match="planned, but not written yet"):
        library.unit("dbt.dt.soothe")


def test_a_broken_unit_is_named_with_its_first_problem(library: Library, shipped: Path) -> None:
    put(shipped, "dbt/dt/stop.md", unit("STOP", text="[out](https://example.org)"))
    with pytest.raises(IopError, match=r"stop\.md:13: the link to"):
        library.unit("dbt.dt.stop")
    assert [Path(problem.path).name for problem in library.problems] == ["stop.md"]


def test_a_broken_file_is_left_out_and_hides_no_other(library: Library, own: Path) -> None:
    put(own, "mine/hard/days.md", "no title")
    put(own, "mine/hard/nights.md", unit("Nights"))
    assert [header.id for header in library.units_of("mine.hard")] == ["mine.hard.nights"]
    assert {Path(problem.path).name for problem in library.problems} == {"days.md"}


def test_a_pack_cannot_replace_a_shipped_unit(library: Library, own: Path) -> None:
    put(own, "dbt/dt/stop.md", unit("Not the real one"))
    put(own, "dbt/_track.md", opening("track", "Not the real track"))
    assert library.unit("dbt.dt.stop").title == "STOP"
    assert [track.title for track in library.tracks()] == ["iop", "DBT skills"]
    assert sum("cannot be replaced" in problem.message for problem in library.problems) == 2


def test_a_pack_cannot_take_over_a_name_by_an_earlier_name(library: Library, own: Path) -> None:
    put(own, "mine/hard/days.md", unit("Days", 'was = ["dbt.dt.stop", "dbt.dt.soothe"]'))
    found = library.header("dbt.dt.stop")
    assert found is not None and found.origin.kind == "shipped"
    assert library.header("dbt.dt.soothe") is None


def test_units_of_a_pack_say_where_they_come_from_and_stand_after_shipped_ones(library: Library, own: Path) -> None:
    put(own, "aaa/one/first.md", unit("First"))
    put(own, "dbt/dt/mine.md", unit("Mine"))
    assert [track.id for track in library.tracks()] == ["iop", "dbt", "aaa"]
    mine = library.units_of("dbt.dt")[-1]
    assert (mine.id, mine.origin.words) == ("dbt.dt.mine", "added by you")


def test_a_search_ranks_titles_before_summaries_before_text(library: Library) -> None:
    assert [hit.unit_id for hit in library.search("STOP")] == ["dbt.dt.stop", "iop.s1.what"]
    kettle = library.search("kettle")
    assert {hit.unit_id: (hit.section, hit.line) for hit in kettle}["dbt.mf.observe"] == ("Why", "Watch the kettle.")
    assert [hit.unit_id for hit in library.search(["kettle", "freeze"])] == ["dbt.dt.stop"]
    assert library.search("") == [] and library.search("no such thing") == [] and len(library.search("some", 1)) == 1


def test_a_missing_shipped_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(IopError, match="are not in"):
        Library([(tmp_path / "nowhere", "shipped")])


def test_the_shipped_folder_is_found_and_a_person_s_own_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "modules/mine/hard/days.md", unit("Days"))
    library = Library.find(tmp_path)
    assert library.shipped == shipped_folder()
    assert library.unit("mine.hard.days").header.origin.kind == "personal"


def test_the_catalogue_is_read_without_the_markdown_parser(shipped: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from iop_tui.content.library import Library\n"
        "library = Library([(Path(sys.argv[1]), 'shipped')])\n"
        "assert len(library.headers()) == 5 and library.search('kettle') and library.problems == () and library.tracks()\n"
        "print(sorted({'markdown_it', 'asyncio', 'tinydb', 'msgspec'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", script, str(shipped)], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
