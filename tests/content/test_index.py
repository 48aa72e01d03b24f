"""What was read of the units is known at the next start, and only as long as it is so."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from content.test_library import opening, put, unit

from iop_tui.content import header, index
from iop_tui.content.library import Library


class Drawer:
    """Where the index lies between two starts of these tests."""

    def __init__(self) -> None:
        self.data: bytes | None = None
        self.times = 0

    def read(self) -> bytes | None:
        return self.data

    def write(self, data: bytes) -> None:
        self.data = data
        self.times += 1


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "own/_track.md", opening("track", "Mine"))
    put(tmp_path, "own/walk/_module.md", opening("module", "Walks"))
    put(tmp_path, "own/walk/river.md", unit("The river"))
    put(tmp_path, "own/walk/wood.md", unit("The wood"))
    return tmp_path


@pytest.fixture
def begin(folder: Path, drawer: Drawer) -> Callable[[], Library]:
    """The program is started once more."""
    return lambda: Library([(folder, "personal")], drawer)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of all headers and openings that are read."""
    found: list[str] = []
    for name in ("read_header", "read_opening"):
        read = getattr(header, name)

        def noted(path: Path, id: str, *others: object, read: Callable[..., object] = read) -> object:
            found.append(id)
            return read(path, id, *others)

        monkeypatch.setattr(header, name, noted)
    return found


def test_who_asks_for_one_unit_reads_all_and_keeps_them_once(begin: Callable[[], Library], drawer: Drawer, reads: list[str]) -> None:
    library = begin()
    first = library.header("own.walk.river")
    assert sorted(reads) == ["own", "own.walk", "own.walk.river", "own.walk.wood"]
    assert drawer.times == 1
    reads.clear()
    again = begin()
    assert again.header("own.walk.river") == first
    assert (again.headers(), again.tracks()) == (library.headers(), library.tracks())
    assert (reads, drawer.times) == ([], 1)


def test_without_a_memory_one_file_is_read(folder: Path, reads: list[str]) -> None:
    assert Library([(folder, "personal")]).header("own.walk.river")
    assert reads == ["own.walk.river"]


def test_a_file_that_changed_is_read_again_whatever_its_size_and_date(
    begin: Callable[[], Library], folder: Path, drawer: Drawer, reads: list[str]
) -> None:
    begin().headers()
    reads.clear()
    path = folder / "own/walk/river.md"
    before = path.stat()
    path.write_text(path.read_text().replace("The river", "The shore"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [each.title for each in begin().headers()] == ["The shore", "The wood"]
    assert reads == ["own.walk.river"]
    assert begin().header("own.walk.river").title == "The shore"  # type: ignore[union-attr]
    assert len(reads) == 1


def test_nothing_is_kept_of_a_file_that_is_gone(begin: Callable[[], Library], folder: Path, drawer: Drawer) -> None:
    begin().headers()
    assert b"The river" in (drawer.data or b"")
    (folder / "own/walk/river.md").unlink()
    assert [each.title for each in begin().headers()] == ["The wood"]
    assert b"The river" not in (drawer.data or b"")


def test_a_file_with_a_problem_is_named_at_every_start(begin: Callable[[], Library], folder: Path, drawer: Drawer) -> None:
    put(folder, "own/walk/hill.md", unit("The hill").replace("minutes = 5", "minutes = 0"))
    for _ in range(2):
        library = begin()
        assert len(library.headers()) == 2
        assert [each.path for each in library.problems] == [f"{folder.name}/own/walk/hill.md"]
    assert b"The hill" not in (drawer.data or b"")


@pytest.mark.parametrize("data", [b"", b"\x00", b"{}", b'{"headers": {"a": 1}}', b"[" * 9999])
def test_a_memory_that_makes_no_sense_counts_as_none(begin: Callable[[], Library], drawer: Drawer, reads: list[str], data: bytes) -> None:
    drawer.data = data
    assert len(begin().headers()) == 2
    assert len(reads) == 4
    assert len(begin().headers()) == 2
    assert len(reads) == 4


def test_another_version_of_the_program_reads_all_anew(
    begin: Callable[[], Library], reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin().headers()
    monkeypatch.setattr(index, "_readers", lambda: [(1, 2, 3)])
    begin().headers()
    assert len(reads) == 8


def test_plans_and_score_sheets_are_known_too(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    from iop_tui.content import plans, sheets
    from iop_tui.content.where import module_folders

    first = Library(module_folders(None), drawer)
    known = first.plans(), first.sheets()
    monkeypatch.setattr(plans, "load_plans", None)
    monkeypatch.setattr(sheets, "load_sheets", None)
    again = Library(module_folders(None), drawer)
    assert (again.plans(), again.sheets()) == known


def test_a_folder_whose_name_is_no_text_is_only_slower(tmp_path: Path, drawer: Drawer) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    put(odd, "own/walk/river.md", unit("The river"))
    assert len(Library([(odd, "personal")], drawer).headers()) == 1
    assert drawer.data is None
