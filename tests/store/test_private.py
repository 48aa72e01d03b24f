"""Nobody else can read, and nothing that was planted is followed."""

from __future__ import annotations

import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from iop_tui.clock import Clock
from iop_tui.errors import DiskFull, NoVault, StoreError
from iop_tui.store import making, private
from iop_tui.store.locations import Profile, create_parents, new_profile, write_private
from iop_tui.store.prefs import Prefs, read_prefs, write_prefs
from iop_tui.store.store import Store

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can give files to other accounts")
SECRET = "I told nobody about the bridge"
SOMEBODY_ELSE = 12345


@pytest.fixture
def umask_000() -> Iterator[None]:
    old = os.umask(0)
    yield
    os.umask(old)


@pytest.fixture(params=[0o000, 0o077, 0o777])
def any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    old = os.umask(request.param)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(os.lstat(path).st_mode)


def test_whatever_the_umask_all_folders_are_0700_and_all_files_0600(tmp_path: Path, clock: Clock, any_umask: None) -> None:
    data = tmp_path / "made" / "on" / "the-way" / "iop-tui"
    profile = new_profile(data)
    with_words = Store.open(profile, clock, create=True)
    with_words.draft("run/1/what-happened", SECRET)
    assert with_words.flush(5)
    write_prefs(data, Prefs(country="IE"))
    write_private(tmp_path / "made" / "plan.md", SECRET)
    (data / "prefs.json").write_text("{")
    write_prefs(data, Prefs())
    with_words.close()
    names = list((tmp_path / "made").rglob("*"))
    assert {"vault.db", "vault.db-journal", "ballast", "prefs.json", "plan.md", "prefs.json.broken-1"} <= {path.name for path in names}
    for path in [tmp_path / "made", *names]:
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


def test_an_export_never_goes_over_a_file_or_a_link_or_through_a_fifo(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("a letter")
    (tmp_path / "link").symlink_to(victim)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.link(victim, tmp_path / "hard")
    os.mkfifo(tmp_path / "fifo")
    for name in ("victim", "link", "dangling", "hard", "fifo"):
        with pytest.raises(StoreError, match="already"):
            write_private(tmp_path / name, SECRET)
    assert victim.read_text() == "a letter"
    assert not (tmp_path / "nowhere").exists()


def test_an_export_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(DiskFull):
            write_private(tmp_path / "plan.md", "long " * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not (tmp_path / "plan.md").exists()


def test_parents_that_are_there_already_keep_their_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    create_parents(tmp_path / "letters" / "2026" / "plan.md")
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "letters") == mode(tmp_path / "letters" / "2026") == 0o700


PLANTS = ("symlink", "dangling symlink", "hard link", "fifo", "folder")
NAMES = ("vault.db", "vault.db-journal", "vault.db-wal", "vault.db-shm", "vault.db.new")


def plant(kind: str, path: Path, victim: Path) -> None:
    path.unlink(missing_ok=True)
    match kind:
        case "symlink":
            path.symlink_to(victim)
        case "dangling symlink":
            path.symlink_to(victim.with_name("not-there"))
        case "hard link":
            os.link(victim, path)
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()


@pytest.mark.parametrize("kind", PLANTS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_planted_at_a_name_of_the_vault_is_refused_and_the_victim_untouched(
    kind: str, name: str, profile: Profile, clock: Clock, tmp_path: Path
) -> None:
    if name != "vault.db.new":
        Store.open(profile, clock, create=True).close()
    victim = tmp_path / "victim"
    victim.write_text("a letter")
    plant(kind, profile.folder / name, victim)
    with pytest.raises(StoreError) as caught:
        Store.open(profile, clock, create=True)
    assert name in caught.value.message
    assert victim.read_text() == "a letter"
    assert not (tmp_path / "not-there").exists()


@pytest.mark.parametrize("kind", PLANTS)
def test_a_planted_ballast_is_left_alone_and_saving_goes_on(kind: str, profile: Profile, clock: Clock, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("a letter")
    plant(kind, profile.ballast, victim)
    with_words = Store.open(profile, clock, create=True)
    with_words.draft("run/1/x", SECRET)
    assert with_words.close()
    assert victim.read_text() == "a letter"


@pytest.mark.parametrize("kind", PLANTS)
def test_planted_settings_are_not_read_and_not_written_through(kind: str, data: Path, profile: Profile, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text('{"country": "XX"}')
    plant(kind, data / "prefs.json", victim)
    assert read_prefs(data) == Prefs()
    with pytest.raises(StoreError):
        write_prefs(data, Prefs(country="IE"))
    assert victim.read_text() == '{"country": "XX"}'


@pytest.mark.parametrize("which", ["folder", "profiles", "data"])
def test_a_folder_of_ours_that_is_a_link_is_refused(which: str, data: Path, profile: Profile, clock: Clock, tmp_path: Path) -> None:
    folder = {"folder": profile.folder, "profiles": data / "profiles", "data": data}[which]
    moved = tmp_path / "moved"
    folder.rename(moved)
    folder.symlink_to(moved)
    with pytest.raises(StoreError, match="is a link"):
        Store.open(profile, clock, create=True)


@pytest.mark.parametrize("bits", [0o707, 0o702])
@pytest.mark.parametrize("which", ["folder", "profiles", "data", "home"])
def test_a_folder_that_others_can_write_in_is_refused(bits: int, which: str, data: Path, profile: Profile, clock: Clock) -> None:
    Store.open(profile, clock, create=True).close()
    {"folder": profile.folder, "profiles": data / "profiles", "data": data, "home": data.parent}[which].chmod(bits)
    with pytest.raises(StoreError, match="Other people can write in"):
        Store.open(profile, clock)


def test_a_sticky_folder_above_is_fine(data: Path, profile: Profile, clock: Clock) -> None:
    data.parent.chmod(0o1777)
    Store.open(profile, clock, create=True).close()


@needs_root
def test_a_parent_that_a_foreign_group_can_write_in_is_refused(data: Path, profile: Profile, clock: Clock) -> None:
    os.chown(data.parent, -1, SOMEBODY_ELSE)
    data.parent.chmod(0o770)
    with pytest.raises(StoreError, match="Other people can write in"):
        Store.open(profile, clock, create=True)


def test_a_group_of_ones_own_may_write_above(data: Path, profile: Profile, clock: Clock) -> None:
    data.parent.chmod(0o770)
    is_private = private._is_private_group(os.lstat(data.parent).st_gid)
    if not is_private:
        pytest.skip("this account's group has other people in it")
    Store.open(profile, clock, create=True).close()


@needs_root
@pytest.mark.parametrize("which", ["home", "folder", "vault.db"])
def test_what_belongs_to_another_account_is_refused(which: str, data: Path, profile: Profile, clock: Clock) -> None:
    Store.open(profile, clock, create=True).close()
    os.chown({"home": data.parent, "folder": profile.folder, "vault.db": profile.vault}[which], SOMEBODY_ELSE, -1)
    with pytest.raises(StoreError, match="belongs to another account"):
        Store.open(profile, clock)


@needs_root
def test_a_link_above_that_somebody_else_made_in_a_shared_folder_is_refused(clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o1777)
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "shared" / "home").symlink_to(tmp_path / "real")
    through = tmp_path / "shared" / "home" / "iop-tui"
    Store.open(new_profile(through), clock, create=True).close()
    os.lchown(tmp_path / "shared" / "home", SOMEBODY_ELSE, -1)
    with pytest.raises(StoreError, match="belongs to another account"):
        new_profile(through)


def test_a_copy_that_others_could_read_is_closed_again(profile: Profile, clock: Clock) -> None:
    Store.open(profile, clock, create=True).close()
    profile.folder.chmod(0o755)
    profile.vault.chmod(0o644)
    Store.open(profile, clock).close()
    assert (mode(profile.folder), mode(profile.vault)) == (0o700, 0o600)


def test_looking_makes_nothing(data: Path, clock: Clock) -> None:
    assert read_prefs(data) == Prefs()
    with pytest.raises(NoVault):
        Store.open(Profile(data / "profiles" / "0123456789abcdef"), clock)
    assert not data.parent.exists()


def test_no_file_is_made_outside_the_data_folder(profile: Profile, data: Path, clock: Clock, tmp_path: Path, umask_000: None) -> None:
    before = set(os.listdir(tempfile.gettempdir()))
    with_words = Store.open(profile, clock, create=True)
    for number in range(50):
        with_words.draft(f"run/{number}/x", SECRET * 500)
    assert with_words.close()
    assert {path.name for path in tmp_path.iterdir()} == {"home"}
    assert not [name for name in set(os.listdir(tempfile.gettempdir())) - before if "sqlite" in name or "etilqs" in name]


def test_a_new_name_is_on_the_disk_before_it_is_called_saved(
    data: Path, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file first and then its folder, so that a power cut leaves the old state or the new one."""
    synced: list[str] = []
    fsync = os.fsync

    def noting(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    write_private(tmp_path / "plan.md", SECRET)
    assert synced == [str(tmp_path / "plan.md"), str(tmp_path)]
    synced.clear()
    write_prefs(data, Prefs(country="IE"))
    assert synced[0].startswith(str(data / "prefs.json.new-"))
    assert synced[-1] == str(data)
    synced.clear()
    making.create(profile.vault)
    assert synced == [str(profile.folder)]  # SQLite has seen to the file itself
    synced.clear()
    making.copy_to(profile.vault, profile.folder / "copy.db")
    assert synced == [str(profile.folder)]


def test_a_loop_of_links_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(StoreError):
        private.check_parents(tmp_path / "a" / "iop-tui")
