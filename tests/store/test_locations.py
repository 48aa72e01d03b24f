"""Where a person's data lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from iop_tui.errors import StoreError
from iop_tui.store.locations import Profile, data_folder, find_profiles, new_profile


def test_the_data_folder_follows_the_xdg_rule(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "iop-tui"
    monkeypatch.setenv("HOME", "/home/ana")
    for ignored in ("", "not/absolute"):
        monkeypatch.setenv("XDG_DATA_HOME", ignored)
        assert data_folder() == Path("/home/ana/.local/share/iop-tui")


def test_an_account_without_a_home_hears_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(StoreError, match="no home folder"):
        data_folder()


def test_profiles_are_found_and_their_names_say_nothing(data: Path) -> None:
    assert find_profiles(data) == []
    made = {new_profile(data).folder for _ in range(3)}
    (data / "profiles" / "notes.txt").write_text("not a profile")
    assert {each.folder for each in find_profiles(data)} == made
    assert all(len(folder.name) == 16 and int(folder.name, 16) >= 0 for folder in made)


def test_a_profile_that_is_a_link_is_listed_so_that_it_is_refused_aloud(data: Path, tmp_path: Path) -> None:
    new_profile(data)
    (data / "profiles" / "planted").symlink_to(tmp_path)
    assert Profile(data / "profiles" / "planted") in find_profiles(data)


def test_a_file_in_the_place_of_the_profiles_is_no_profile(data: Path) -> None:
    data.mkdir(parents=True)
    (data / "profiles").write_text("")
    assert find_profiles(data) == []
