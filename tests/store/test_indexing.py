"""The index of units lies beside the vaults, for its owner only; without it nothing is lost."""

import os
import stat
from pathlib import Path

import pytest

from iop_tui.store import private
from iop_tui.store.indexing import IndexFile
from iop_tui.store.leaving import forget
from iop_tui.store.locations import INDEX, new_profile


def test_it_is_kept_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    file = IndexFile(tmp_path)
    assert file.read() is None
    file.write(b"one")
    file.write(b"two")
    assert file.read() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == [INDEX]
    assert stat.S_IMODE((tmp_path / INDEX).stat().st_mode) == 0o600


def test_looking_makes_no_folder(tmp_path: Path) -> None:
    IndexFile(tmp_path / "nobody").write(b"one")
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_planted_there_is_neither_read_nor_written(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours")
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / INDEX).symlink_to(elsewhere)
    file = IndexFile(data)
    assert file.read() is None
    file.write(b"one")
    assert elsewhere.read_bytes() == b"not ours"
    (data / INDEX).unlink()
    os.mkfifo(data / INDEX)
    assert file.read() is None
    file.write(b"one")


def test_a_full_disk_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private.os, "fsync", full)
    IndexFile(tmp_path).write(b"one")
    assert list(tmp_path.iterdir()) == []


def test_it_goes_with_the_last_person(tmp_path: Path) -> None:
    first, last = new_profile(tmp_path), new_profile(tmp_path)
    IndexFile(tmp_path).write(b"one")
    forget(tmp_path, first, is_last=False)
    assert (tmp_path / INDEX).exists()
    forget(tmp_path, last, is_last=True)
    assert not (tmp_path / INDEX).exists()
