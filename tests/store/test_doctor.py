"""Doctor looks at everything, changes nothing, and says nothing private."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from iop_tui.domain.answers import Run
from iop_tui.store import ballast, doctor, making
from iop_tui.store.doctor import Finding, examine
from iop_tui.store.engine import Engine
from iop_tui.store.locations import Profile
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.store.prefs import Prefs, write_prefs
from iop_tui.store.store import Store

SECRET = "I told nobody about the bridge"


@pytest.fixture
def healthy(store: Store, data: Path) -> Path:
    store.shelf(Run).put(Run(unit="dbt.dt.stop", version=1, title=SECRET))
    store.draft("run/1/x", SECRET)
    store.close()
    write_prefs(data, Prefs(country="IE"))
    return data


def levels(found: list[Finding]) -> set[str]:
    return {finding.level for finding in found}


def said(found: list[Finding], level: str) -> str:
    return "\n".join(f"{finding.what} {finding.advice}" for finding in found if finding.level == level)


def state(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.lstat().st_size, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def test_nothing_kept_yet_is_fine_and_nothing_is_made(data: Path) -> None:
    assert levels(examine(data)) == {"ok"}
    assert not data.exists()


def test_a_healthy_vault_is_fine_and_untouched(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_file_system", lambda _: "ext4")
    before = state(healthy)
    found = examine(healthy)
    assert levels(found) == {"ok"}, said(found, "warning")
    assert state(healthy) == before
    assert "All 2 documents can be read." in said(found, "ok")
    assert SECRET not in said(found, "ok")


def loosen_folder(profile: Profile) -> None:
    profile.folder.chmod(0o755)


def loosen_vault(profile: Profile) -> None:
    profile.vault.chmod(0o640)


def loosen_home(profile: Profile) -> None:
    profile.folder.parent.parent.parent.chmod(0o777)


def link_settings(profile: Profile) -> None:
    (profile.folder.parent.parent / "prefs.json").unlink()
    (profile.folder.parent.parent / "prefs.json").symlink_to("/dev/null")


def name_twice(profile: Profile) -> None:
    os.link(profile.vault, profile.folder.parent.parent / "second")


def leave_something(profile: Profile) -> None:
    (profile.folder / "vault.db.new").write_text("")


def lose_ballast(profile: Profile) -> None:
    profile.ballast.unlink()


def quarantine_something(profile: Profile) -> None:
    profile.quarantine.mkdir(mode=0o700)
    (profile.quarantine / "x-vault.db").write_text("")


def make_newer(profile: Profile) -> None:
    engine = Engine(profile.vault, migrations=(*MIGRATIONS, lambda sql: None))
    making.bring_up(engine, profile.backups)
    engine.close()


WARNED: list[tuple[Callable[[Profile], None], str]] = [
    (loosen_folder, "Other people can get at"),
    (loosen_vault, "chmod 600"),
    (loosen_home, "Other people can write in"),
    (link_settings, "is a link"),
    (name_twice, "has a second name"),
    (leave_something, "not a file of the program"),
    (lose_ballast, "reserve"),
    (quarantine_something, "copies of a damaged vault"),
    (make_newer, "newer version"),
]


@pytest.mark.parametrize(("spoil", "sentence"), WARNED, ids=lambda each: getattr(each, "__name__", ""))
def test_what_is_not_as_it_should_be_is_named_and_left_as_it_is(
    spoil: Callable[[Profile], None], sentence: str, healthy: Path, profile: Profile
) -> None:
    spoil(profile)
    before = state(healthy)
    found = examine(healthy)
    assert sentence in said(found, "warning")
    assert state(healthy) == before


def test_damage_is_found_where_it_is(healthy: Path, profile: Profile) -> None:
    engine = Engine(profile.vault)
    with engine.writing():
        engine.connection.query("UPDATE doc SET body = x'00' WHERE tbl = 'runs'")
    engine.close()
    assert "1 documents of the table runs cannot be read" in said(examine(healthy), "damage")
    content = bytearray(profile.vault.read_bytes())
    content[4096 * 2 : 4096 * 3] = bytes(4096)
    profile.vault.write_bytes(content)
    before = state(healthy)
    found = examine(healthy)
    assert "damage" in levels(found)
    assert SECRET not in said(found, "damage")
    assert state(healthy) == before
    profile.vault.unlink()
    assert "no vault" in said(examine(healthy), "damage")


def test_the_disk_is_described(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, word in (("tmpfs", "memory"), ("nfs4", "another machine")):
        monkeypatch.setattr(doctor, "_file_system", lambda _, kind=kind: kind)
        assert word in said(examine(healthy), "warning")
    monkeypatch.setattr(doctor, "_LITTLE_ROOM", 1 << 62)
    assert "KB are free" in said(examine(healthy), "warning")
    assert ballast.SIZE == 256 * 1024


def test_the_kind_of_file_system_is_that_of_the_nearest_mount(small_disk: Path) -> None:
    (small_disk / "iop-tui").mkdir()
    assert doctor._file_system(small_disk / "iop-tui") == "tmpfs"
    assert doctor._file_system(Path("/proc")) == "proc"
