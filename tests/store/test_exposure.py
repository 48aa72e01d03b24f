"""Who else could read what is kept: each sentence comes with its cause, and not without it."""

from __future__ import annotations

import errno
import os
import pwd
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from iop_tui.domain.answers import Run
from iop_tui.errors import StoreError
from iop_tui.store import backups, doctor, exposure, private, recovery, seal, sealing, slots
from iop_tui.store.doctor import Finding
from iop_tui.store.exposure import look
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.prefs import Prefs, write_prefs
from iop_tui.store.store import Store

SECRET = "I told nobody about the bridge"
ME = pwd.struct_passwd(("amina", "x", 4711, 4711, "", "/home/amina", "/bin/sh"))


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary account, alone under its number, on a disk, outside tmux."""
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.Cost(8 * 1024, 1, 1))
    monkeypatch.setattr(seal, "close_memory", lambda: None)
    monkeypatch.setattr(doctor, "_file_system", lambda _: "ext4")
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    account(monkeypatch, 4711, [ME])


def account(monkeypatch: pytest.MonkeyPatch, number: int, accounts: list[pwd.struct_passwd]) -> None:
    """Who works here, and who else is known on this machine."""

    class System:
        """The operating system, but for the account."""

        def __getattr__(self, name: str) -> object:
            return getattr(os, name)

        @staticmethod
        def geteuid() -> int:
            return number

    class Known:
        struct_passwd = pwd.struct_passwd

        @staticmethod
        def getpwall() -> list[pwd.struct_passwd]:
            return accounts

        @staticmethod
        def getpwuid(asked: int) -> pwd.struct_passwd:
            return next(iter([each for each in accounts if each.pw_uid == asked]), None) or pwd.getpwuid(-7 % (1 << 31))

    monkeypatch.setattr(exposure, "os", System())
    monkeypatch.setattr(exposure, "pwd", Known())


@pytest.fixture
def sealed(store: Store, data: Path, profile: Profile) -> Path:
    store.shelf(Run).put(Run(unit="u", version=1, title=SECRET))
    sealing.turn_on(store, "four words that belong apart", recovery.new())
    store.close()
    write_prefs(data, Prefs(country="IE"))
    return data


def said(found: list[Finding], level: str = "warning") -> list[str]:
    return [f"{each.what} {each.advice}".strip() for each in found if each.level == level]


def test_where_nothing_is_kept_that_is_said_and_nothing_is_made(data: Path) -> None:
    found = look(data)
    assert said(found) == []
    assert f"Nothing is kept yet: there is no {data}." in said(found, "ok")
    assert not data.exists()


def test_a_sealed_vault_of_ones_own_gives_no_warning(sealed: Path) -> None:
    found = look(sealed)
    assert said(found) == []
    assert any("is sealed" in each for each in said(found, "ok"))
    assert f"No other account can open {sealed}, by the rights of its files." in said(found, "ok")


def test_what_no_program_can_change_is_always_said(sealed: Path, tmp_path: Path) -> None:
    for data in (sealed, tmp_path / "nothing"):
        for sentence in exposure.ALWAYS:
            assert f"Always so: {sentence}" in said(look(data), "ok")


def test_looking_changes_nothing_and_tells_nothing(sealed: Path, profile: Profile) -> None:
    profile.vault.chmod(0o644)
    before = {path: (path.lstat().st_mode, path.lstat().st_mtime_ns) for path in [sealed, *sealed.rglob("*")]}
    found = look(sealed)
    assert {path: (path.lstat().st_mode, path.lstat().st_mtime_ns) for path in [sealed, *sealed.rglob("*")]} == before
    assert SECRET not in str(found)


def test_an_open_vault_is_called_open(store: Store, data: Path) -> None:
    assert said(look(data)) == ["Person 1's vault has no passphrase: anyone using this account can read it. iop passphrase seals it."]


def test_each_person_is_looked_at(sealed: Path) -> None:
    other = new_profile(sealed)
    numbers = {1, 2}
    [warning] = said(look(sealed))
    number = int(warning.split()[1].removesuffix("'s"))
    assert f"Person {number}'s vault has no passphrase" in warning
    [left] = numbers - {number}
    assert any(f"Person {left}'s vault is sealed" in each for each in said(look(sealed), "ok"))
    assert other.folder.exists()


LOOSE: list[tuple[str, int, str, str]] = [
    ("", 0o755, "Everybody on this machine can get at", "chmod 700"),
    ("", 0o701, "Everybody on this machine can get at", "chmod 700"),
    ("profiles", 0o750, "The group number", "chmod 700"),
    ("prefs.json", 0o604, "Everybody on this machine can get at", "chmod 600"),
    ("vault.db", 0o644, "Everybody on this machine can get at", "chmod 600"),
    ("vault.db", 0o640, "The group number", "chmod 600"),
    ("vault.db", 0o602, "Everybody on this machine can get at", "chmod 600"),
    ("ballast", 0o660, "The group number", "chmod 600"),
    ("backups", 0o710, "The group number", "chmod 700"),
    ("copy", 0o644, "Everybody on this machine can get at", "chmod 600"),
]


@pytest.mark.parametrize(("name", "mode", "who", "advice"), LOOSE, ids=lambda each: oct(each) if isinstance(each, int) else str(each)[:10])
def test_what_others_can_open_is_named_with_who_and_what_would_change_it(
    name: str, mode: int, who: str, advice: str, sealed: Path, profile: Profile
) -> None:
    from datetime import date

    copy = backups.make(profile, date(2026, 11, 22))
    places = {"vault.db": profile.vault, "ballast": profile.ballast, "backups": profile.backups, "copy": copy.path}
    path = places.get(name, sealed / name)
    path.chmod(mode)
    found = look(sealed)
    assert [each for each in said(found) if str(path) in each] == [
        f"{who}{f' {path.stat().st_gid} can get at' if who.endswith('number') else ''} {path}. {advice} '{path}'"
    ]
    assert len(said(found)) == 1
    assert not any("No other account" in each for each in said(found, "ok"))
    path.chmod(0o700 if path.is_dir() else 0o600)
    assert said(look(sealed)) == []


def test_a_link_has_no_rights_of_its_own(sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "open").write_text("")
    (tmp_path / "open").chmod(0o666)
    (sealed / "link").symlink_to(tmp_path / "open")
    assert said(look(sealed)) == []


def access_list(user: int) -> bytes:
    """An access control list in the system's own form: the owner, one more person who may read, nobody else."""
    entries = [(0x01, 7, 0xFFFFFFFF), (0x02, 4, user), (0x04, 0, 0xFFFFFFFF), (0x10, 4, 0xFFFFFFFF), (0x20, 0, 0xFFFFFFFF)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)


def set_list(path: Path, name: str) -> None:
    try:
        os.setxattr(path, f"system.posix_acl_{name}", access_list(65534))
    except OSError as error:
        if error.errno in (errno.EOPNOTSUPP, errno.EPERM):
            pytest.skip("this disk knows no access control lists")
        raise


@pytest.mark.parametrize("name", ["access", "default"])
def test_a_list_of_people_with_extra_rights_is_found(name: str, sealed: Path, profile: Profile) -> None:
    path = profile.folder if name == "default" else profile.vault
    set_list(path, name)
    assert f"{path} has a list of people with extra rights. Take it away: setfacl -b '{path}'" in said(look(sealed))
    os.removexattr(path, f"system.posix_acl_{name}")
    path.chmod(0o700 if path.is_dir() else 0o600)
    assert said(look(sealed)) == []


def test_a_disk_that_knows_no_lists_gives_no_warning(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[str]:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", unknown)
    assert said(look(sealed)) == []


def test_other_marks_on_a_file_are_no_list_of_people(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listxattr", lambda *_, **__: ["security.selinux", "user.note"])
    assert said(look(sealed)) == []


@pytest.mark.parametrize(("name", "program"), [("TMUX", "tmux"), ("STY", "screen")])
def test_a_terminal_that_others_can_attach_to_is_named(name: str, program: str, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "/tmp/tmux-4711/default,1,0")
    [warning] = said(look(sealed))
    assert f"You sit in {program}" in warning
    assert "4711" not in warning
    monkeypatch.setenv(name, "")
    assert said(look(sealed)) == []


def test_the_administrators_account_is_named(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account(monkeypatch, 0, [replace_account(ME, "root", 0)])
    [warning] = said(look(sealed))
    assert warning.startswith("You work as the administrator.")


def replace_account(entry: pwd.struct_passwd, name: str, number: int) -> pwd.struct_passwd:
    return pwd.struct_passwd((name, "x", number, number, "", f"/home/{name}", entry.pw_shell))


def test_other_names_of_the_same_account_are_named(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account(monkeypatch, 4711, [ME, replace_account(ME, "clinic", 4711), replace_account(ME, "sam", 5000)])
    [warning] = said(look(sealed))
    assert warning.startswith("clinic is the same account as amina under another name.")


def test_an_account_without_a_name_is_no_trouble(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account(monkeypatch, 4711, [])
    assert said(look(sealed)) == []
    monkeypatch.setattr(exposure.pwd, "getpwall", lambda: (_ for _ in ()).throw(OSError(5, "no answer")), raising=False)
    assert said(look(sealed)) == []


def test_older_copies_in_quarantine_are_named_because_they_may_be_open(sealed: Path, profile: Profile) -> None:
    private.create_folder(profile.quarantine)
    assert said(look(sealed)) == []
    (profile.quarantine / "1234-vault.db").touch(0o600)
    [warning] = said(look(sealed))
    assert warning.startswith(f"{profile.quarantine} holds older copies as they were.")


@pytest.mark.parametrize(("kind", "words"), [("nfs4", "another machine"), ("tmpfs", "memory")])
def test_a_disk_that_is_elsewhere_is_named(kind: str, words: str, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_file_system", lambda _: kind)
    [warning] = said(look(sealed))
    assert words in warning


def test_a_data_folder_that_is_a_file_is_a_sentence(data: Path) -> None:
    data.parent.mkdir(parents=True, mode=0o700)
    data.write_text("")
    data.chmod(0o600)
    try:
        found = look(data)
    except StoreError as error:
        assert error.message.endswith(".")
    else:
        assert all(each.what.endswith(".") for each in found)


def test_every_warning_says_what_would_change_it(
    store: Store, data: Path, profile: Profile, monkeypatch: pytest.MonkeyPatch, open_store: Callable[..., Store]
) -> None:
    monkeypatch.setenv("TMUX", "x")
    account(monkeypatch, 0, [replace_account(ME, "root", 0), replace_account(ME, "toor", 0)])
    profile.vault.chmod(0o644)
    private.create_folder(profile.quarantine)
    (profile.quarantine / "1234-vault.db").touch(0o600)
    found = [each for each in look(data) if each.level != "ok"]
    assert len(found) == 6
    assert all(each.advice.endswith((".", "'")) and each.level == "warning" for each in found)
    assert all(replace(each, advice="").what.endswith(".") for each in found)
