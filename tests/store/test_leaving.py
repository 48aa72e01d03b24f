"""Leaving: nothing of a person is left, other people's things are untouched, and a kill in the middle leaves nothing that opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from iop_tui.domain.answers import Run
from iop_tui.errors import ReadOnly, StoreError
from iop_tui.store import backups, leaving, private
from iop_tui.store.locations import GOING, Profile, find_profiles, new_profile
from iop_tui.store.prefs import Prefs, read_prefs, write_prefs
from iop_tui.store.store import Store

SECRET = "I told nobody about the bridge"


@pytest.fixture
def lived_in(store: Store, profile: Profile, data: Path) -> Store:
    """A vault with words, a draft, a copy, something in quarantine, and settings."""
    store.shelf(Run).put(Run(unit="u", version=1, title=SECRET))
    store.draft("run/1/x", SECRET)
    assert store.flush(5)
    backups.make(profile, date(2026, 11, 22))
    private.create_folder(profile.quarantine)
    (profile.quarantine / "1234-vault.db").write_text(SECRET)
    write_prefs(profile.folder, Prefs(nickname="Amina"))
    write_prefs(data, Prefs(country="IE"))
    return store


def files(data: Path) -> list[str]:
    return sorted(str(path.relative_to(data)) for path in data.rglob("*") if not path.is_dir())


def test_nothing_of_the_last_person_is_left(lived_in: Store, profile: Profile, data: Path) -> None:
    lived_in.close()
    (data / "prefs.json.broken-1").write_text("{")
    assert SECRET.encode() in b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert leaving.forget(data, profile, is_last=True) == []
    assert files(data) == []
    assert not list((data / "profiles").iterdir())
    assert find_profiles(data) == []
    assert read_prefs(data) == Prefs()


def test_other_people_and_the_settings_they_share_stay(lived_in: Store, profile: Profile, data: Path) -> None:
    other = new_profile(data)
    Store.open(other, lived_in.clock, create=True).close()
    write_prefs(other.folder, Prefs(nickname="Sam"))
    before = {path: path.read_bytes() for path in other.folder.rglob("*") if path.is_file()}
    lived_in.close()
    assert leaving.forget(data, profile, is_last=False) == []
    assert find_profiles(data) == [other]
    assert {path: path.read_bytes() for path in other.folder.rglob("*") if path.is_file()} == before
    assert read_prefs(data).country == "IE"
    leaving.finish(data)
    assert {path: path.read_bytes() for path in other.folder.rglob("*") if path.is_file()} == before
    assert read_prefs(data).country == "IE"


def test_a_window_that_is_still_open_brings_nothing_back(lived_in: Store, profile: Profile, data: Path) -> None:
    leaving.forget(data, profile, is_last=True)
    with pytest.raises(StoreError):
        lived_in.shelf(Run).put(Run(unit="u", version=1, title=SECRET))
    lived_in.draft("run/1/x", SECRET * 2)
    assert not lived_in.flush(5)
    with pytest.raises(StoreError):
        lived_in.shelf(Run).put(Run(unit="u", version=1, title=SECRET))
    lived_in.close()
    assert files(data) == []
    assert find_profiles(data) == []


class Killed(BaseException):
    """As if the program ended here."""


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The program ends before the n-th name that it renames or deletes; the names so far."""
    done: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def act(*args: object, **options: object) -> object:
            if len(done) == step:
                raise Killed
            done.append(name)
            return real(*args, **options)

        return act

    for name in ("rename", "unlink", "rmdir"):
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    return done


def test_killed_at_any_step_nothing_opens_and_the_next_start_ends_it(lived_in: Store, profile: Profile, data: Path, tmp_path: Path) -> None:
    lived_in.close()
    shutil.copytree(data, tmp_path / "as it was")
    step, is_over = 0, False
    while not is_over:
        shutil.rmtree(data)
        shutil.copytree(tmp_path / "as it was", data)
        with pytest.MonkeyPatch.context() as patch:
            done = killed_at(step, patch)
            try:
                leaving.forget(data, profile, is_last=True)
                is_over = True
            except Killed:
                pass
        assert len(done) == step or is_over
        if step == 0:
            assert find_profiles(data) == [profile], "nothing has begun"
            leaving.finish(data)
            assert find_profiles(data) == [profile], "who did not leave stays"
        else:
            assert find_profiles(data) == [], "what is going is not opened again"
            with pytest.raises(StoreError):
                Store.open(profile, lived_in.clock, create=True)
            leaving.finish(data)
            assert not list((data / "profiles").iterdir())
            assert files(data) == []
        step += 1
    assert step > 8


def test_what_one_person_has_left_behind_goes_and_the_settings_of_the_others_stay(lived_in: Store, profile: Profile, data: Path) -> None:
    lived_in.close()
    other = new_profile(data)
    profile.folder.rename(profile.folder.with_name(GOING + profile.folder.name))
    leaving.finish(data)
    assert list((data / "profiles").iterdir()) == [other.folder]
    assert read_prefs(data).country == "IE"


def test_ending_it_twice_or_without_anything_is_no_trouble(data: Path, tmp_path: Path) -> None:
    leaving.finish(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    write_prefs(data, Prefs(country="IE"))
    leaving.finish(data)
    assert read_prefs(data).country == "IE", "nobody left"


def test_what_was_planted_is_not_followed(lived_in: Store, profile: Profile, data: Path, tmp_path: Path) -> None:
    lived_in.close()
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "file").write_text("mine")
    (profile.folder / "link").symlink_to(victim)
    (profile.backups / "2026-11-01.db").symlink_to(victim / "file")
    (data / "profiles" / f"{GOING}planted").symlink_to(victim)
    assert leaving.forget(data, profile, is_last=True) == []
    leaving.finish(data)
    assert (victim / "file").read_text() == "mine"
    assert (data / "profiles" / f"{GOING}planted").is_symlink()
    write_prefs(data, Prefs(country="IE"))
    leaving.finish(data)
    assert read_prefs(data).country == "IE", "a planted link is nobody's leaving"


def test_a_folder_that_is_a_link_is_refused(lived_in: Store, profile: Profile, data: Path, tmp_path: Path) -> None:
    lived_in.close()
    profile.folder.rename(tmp_path / "elsewhere")
    profile.folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="is a link"):
        leaving.forget(data, profile, is_last=True)
    assert (tmp_path / "elsewhere" / "vault.db").exists()
    assert read_prefs(data).country == "IE"


def test_a_folder_that_cannot_be_renamed_stays_as_it_is(
    lived_in: Store, profile: Profile, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived_in.close()
    before = files(data)

    def fail(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", fail)
        with pytest.raises(ReadOnly):
            leaving.forget(data, profile, is_last=True)
    assert files(data) == before


def test_what_could_not_be_deleted_is_named_and_goes_at_the_next_start(
    lived_in: Store, profile: Profile, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived_in.close()
    unlink = os.unlink

    def fail_for_vault(path: os.PathLike[str] | str, **options: int) -> None:
        if Path(path).name == "vault.db":
            raise OSError(1, "Operation not permitted")
        unlink(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", fail_for_vault)
        left = leaving.forget(data, profile, is_last=True)
    assert "vault.db" in {path.name for path in left}
    assert all(path.exists() and GOING in str(path) for path in left)
    assert find_profiles(data) == []
    leaving.finish(data)
    assert files(data) == []
