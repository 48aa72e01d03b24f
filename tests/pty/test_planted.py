"""Whatever somebody planted at a name that the program uses: one sentence, no waiting, and the victim's file as it was."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from person import PROGRAM, Person

LETTER = "a letter of somebody else"
OPEN_UMASK = ("sh", "-c", 'umask 000; exec "$@"', "sh", *PROGRAM)
PLANTS = ("link", "dangling link", "link to a folder", "second name", "fifo", "folder", "full folder")
FEW = ("link to a folder", "link", "fifo", "full folder")
FULL = bool(os.environ.get("IOP_TORTURE"))


class Victim:
    """Files of somebody else, and what they were like."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "somebody"
        self.folder.mkdir(mode=0o755)
        self.file = self.folder / "letter"
        self.file.write_text(LETTER)
        self.file.chmod(0o644)
        self._before = self._state()

    def _state(self) -> object:
        return [(each.name, stat.S_IMODE(each.lstat().st_mode), each.lstat().st_mtime_ns) for each in (self.folder, self.file)]

    def is_untouched(self) -> bool:
        return self.file.read_text() == LETTER and self._state() == self._before and os.listdir(self.folder) == ["letter"]

    def plant(self, kind: str, path: Path) -> None:
        """Put something at a name; what was there goes aside."""
        if os.path.lexists(path):
            os.rename(path, path.with_name(f"{path.name}.aside-by-the-test"))
        match kind:
            case "link":
                path.symlink_to(self.file)
            case "dangling link":
                path.symlink_to(self.folder / "not-there")
            case "link to a folder":
                path.symlink_to(self.folder)
            case "second name":
                os.link(self.file, path)
            case "fifo":
                os.mkfifo(path)
            case "folder":
                path.mkdir()
            case "full folder":
                path.mkdir()
                (path / "theirs").write_text(LETTER)


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return Victim(tmp_path)


def kept(person: Person) -> Path:
    return person.vault.parent


def one_sentence(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr, done.stderr
    assert LETTER not in done.stderr + done.stdout
    assert len([line for line in done.stderr.splitlines() if line.strip()]) <= 4, done.stderr


def damaged(person: Person) -> None:
    """The pages in the middle of the vault are gone."""
    size = person.vault.stat().st_size
    with person.vault.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))


def backed_up(person: Person) -> str:
    return person.run("backup").stdout.partition(":")[0]


AT_OPENING = ("vault.db", "vault.db-journal", "vault.db-wal", "vault.db-shm", "sealed")


@pytest.mark.parametrize("kind", PLANTS if FULL else ("link", "fifo"))
@pytest.mark.parametrize("name", AT_OPENING)
def test_what_is_planted_beside_the_vault_is_refused_in_one_sentence(name: str, kind: str, amina: Person, victim: Victim) -> None:
    victim.plant(kind, kept(amina) / name)
    done = amina.run("today")
    assert done.returncode not in (0, 2) and done.stdout == ""
    one_sentence(done)
    assert name in done.stderr
    assert victim.is_untouched()


@pytest.mark.parametrize("kind", PLANTS if FULL else FEW)
def test_a_planted_ballast_is_left_alone_and_settings_that_are_planted_are_not_written_through(
    kind: str, amina: Person, victim: Victim
) -> None:
    victim.plant(kind, kept(amina) / "ballast")
    victim.plant(kind, kept(amina) / "prefs.json")
    done = amina.run("checkin")
    assert done.returncode == 0
    one_sentence(done)
    changed = amina.run("settings", "theme", "dark")
    assert changed.returncode not in (0, 2)
    one_sentence(changed)
    assert "prefs.json" in changed.stderr
    assert victim.is_untouched()


def a_backup(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person) / "backups")
    return person.run("backup")


def the_days_backup(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person) / "backups" / f"{backed_up(person)}-1.db")
    return person.run("backup")


def a_fresh_backup(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person) / "backups" / f"{backed_up(person)}-1.db.new")
    return person.run("backup")


def a_copy_coming_back(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    name = backed_up(person)
    plant(kept(person) / "vault.db.back")
    return person.run("restore", name, typed="yes\n")


def a_copy_on_its_way_back(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    name = backed_up(person)
    plant(kept(person) / "vault.db.back.new")
    return person.run("restore", name, typed="yes\n")


def quarantine(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    damaged(person)
    plant(kept(person) / "quarantine")
    return person.run("doctor", "--repair")


def a_mended_vault(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    damaged(person)
    plant(kept(person) / "vault.db.mended")
    return person.run("doctor", "--repair")


def a_leftover_for_the_doctor(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person) / "vault.db.new")
    return person.run("doctor", "--repair")


def a_folder_that_goes(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person).with_name(f"going-{kept(person).name}"))
    return person.run("forget-me", typed="yes\n")


def another_folder_that_goes(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person).with_name("going-0123456789abcdef"))
    return person.run("today")


def another_person(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person).with_name("0123456789abcdef"))
    return person.run("--profile", "1", "today")


def the_profile(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(kept(person))
    return person.run("today")


def all_profiles(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(person.data / "profiles")
    return person.run("profile", "new", typed="Ben\n")


def everything(person: Person, plant: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    plant(person.data)
    return person.run("profile", "new", typed="Ben\n")


PLACES = {
    each.__name__.replace("_", " "): each
    for each in (
        *(a_backup, the_days_backup, a_fresh_backup, a_copy_coming_back, a_copy_on_its_way_back, quarantine, a_mended_vault),
        *(a_leftover_for_the_doctor, a_folder_that_goes, another_folder_that_goes, another_person, the_profile, all_profiles, everything),
    )
}
CASES = [(place, kind) for place in PLACES for kind in PLANTS]
SOME = [(place, FEW[(n + turn) % len(FEW)]) for n, place in enumerate(PLACES) for turn in (0, 2)]


@pytest.mark.parametrize(("place", "kind"), CASES if FULL else SOME)
def test_what_is_planted_where_the_program_will_write_is_never_written_through(
    place: str, kind: str, amina: Person, victim: Victim
) -> None:
    done = PLACES[place](amina, lambda path: victim.plant(kind, path))
    assert "Traceback" not in done.stderr, done.stderr
    assert LETTER not in done.stdout + done.stderr
    assert victim.is_untouched()
    assert not (victim.folder / "not-there").exists()
