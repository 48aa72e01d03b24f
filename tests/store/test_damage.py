"""Damaged vaults: a sentence, never a traceback; what can be read is shown; nothing is invented; and a copy is put aside first."""

from __future__ import annotations

import os
import random
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer
from iop_tui.errors import Damaged, StoreError
from iop_tui.store import quarantine
from iop_tui.store.doctor import examine
from iop_tui.store.locations import Profile, new_profile
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable

SECRET = "I told nobody about the bridge"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Profile, dict[int, Answer]]:
    """A vault of some pages, and what is in it."""
    profile = new_profile(tmp_path_factory.mktemp("sound") / "iop-tui")
    store = Store.open(profile, Clock(), create=True)

    def fill() -> None:
        with store.transaction():
            for number in range(120):
                value = f"{number} {SECRET} " * (1 + number % 7)
                store.shelf(Answer).put(Answer(run=1, unit="u", version=1, field="f", kind="text", label="L", value=value))

    store.run(fill)
    answers = {answer.id: answer for answer in store.shelf(Answer).all()}
    store.close()
    return profile, answers


def ruined(content: bytes, chance: random.Random) -> bytes:
    """Flips, cuts, zeros, swaps, an empty file, or a page from elsewhere."""
    damaged, page = bytearray(content), 4096
    at = chance.randrange(len(damaged))
    match chance.randrange(7):
        case 0:
            for _ in range(chance.choice((1, 5, 100))):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        case 1:
            del damaged[at:]
        case 2:
            end = min(len(damaged), at + chance.choice((1, 100, page)))
            damaged[at:end] = bytes(end - at)
        case 3:
            one, other = (chance.randrange(len(damaged) // page) * page for _ in range(2))
            damaged[one : one + page], damaged[other : other + page] = damaged[other : other + page], damaged[one : one + page]
        case 4:
            damaged[at : at + 50] = chance.randbytes(50)
        case 5:
            damaged[: chance.randrange(200)] = b""
        case 6:
            damaged[chance.randrange(100)] ^= 0xFF
    return bytes(damaged)


def use(profile: Profile, answers: dict[int, Answer]) -> str:
    """Open, read and write, as a session does; what happened."""
    try:
        store = Store.open(profile, Clock(), wait=0.2)
    except StoreError as error:
        assert error.message.endswith(".") and SECRET not in str(error)
        return "refused"
    try:
        read = {answer.id: answer for answer in store.shelf(Answer).all()}
        for id, answer in read.items():
            assert answers.get(id) == answer, "an invented record"
        for id in list(answers)[:3]:
            assert store.shelf(Answer).get(id) in (answers[id], None)
        store.shelf(Answer).between(answers[next(iter(answers))].day, answers[next(iter(answers))].day)  # type: ignore[arg-type]
        store.shelf(Answer).put(Answer(run=2, unit="u", version=1, field="f", kind="text", label="L", value="new"))
        return "read in part" if len(read) < len(answers) else "read whole"
    except StoreError as error:
        assert error.message.endswith(".") and SECRET not in str(error)
        return "said"
    finally:
        store.close()


def test_whatever_happened_to_the_file_there_is_a_sentence_and_no_invented_record(
    sound: tuple[Profile, dict[int, Answer]], data: Path, how_many: Callable[[int, int], int]
) -> None:
    healthy, answers = sound
    content, chance, ends = healthy.vault.read_bytes(), random.Random(4711), set()
    for _ in range(how_many(400, 100_000)):
        profile = new_profile(data)
        profile.vault.write_bytes(ruined(content, chance))
        ends.add(use(profile, answers))
        if chance.random() < 0.2:
            assert all(SECRET not in finding.what for finding in examine(data))
        shutil.rmtree(profile.folder)
    assert ends >= {"refused", "said", "read whole"}


def test_a_ruined_page_shows_the_rest_and_nothing_more_is_written(
    sound: tuple[Profile, dict[int, Answer]], profile: Profile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    healthy, answers = sound
    content = bytearray(healthy.vault.read_bytes())
    pages = [at for at in range(0, len(content), 4096) if content[at] == 0x0D and content.count(SECRET.encode(), at, at + 4096) > 5]
    content[pages[1] : pages[1] + 4096] = os.urandom(4096)
    profile.vault.write_bytes(content)
    copying: list[Profile] = []
    keep_copy = quarantine.keep_copy
    monkeypatch.setattr(quarantine, "keep_copy", lambda each: (copying.append(each), keep_copy(each)))
    store = Store.open(profile, clock)
    read = store.shelf(Answer).all()
    assert store.shelf(Answer).all() == read
    assert 50 < len(read) < len(answers)
    assert all(answers[each.id] == each for each in read)
    assert store.is_damaged()
    with pytest.raises(Damaged, match="damaged"):
        store.shelf(Answer).put(read[0])
    store.draft("run/1/x", "half a wo")
    assert not store.flush(5)
    store.close()
    assert copying == [profile], "once is enough"
    copies = list(profile.quarantine.iterdir())
    assert [copy.read_bytes() for copy in copies] == [bytes(content)]
    assert profile.vault.read_bytes() == bytes(content)
    assert stat.S_IMODE(copies[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500, b"SQLite format 3\0" + bytes(4080)])
def test_a_file_that_is_no_vault_is_copied_aside_once_and_left_as_it_is(content: bytes, profile: Profile, clock: Clock) -> None:
    profile.vault.write_bytes(content)
    for _ in range(3):
        with pytest.raises(Damaged):
            Store.open(profile, clock, create=True)
    assert profile.vault.read_bytes() == content
    assert [copy.read_bytes() for copy in profile.quarantine.iterdir()] == ([content] if content else [])


def test_the_quarantine_takes_the_journal_too_and_never_follows_a_link(profile: Profile, tmp_path: Path) -> None:
    profile.vault.write_bytes(b"ruined")
    (profile.folder / "vault.db-journal").write_bytes(b"half a save")
    kept = quarantine.keep_copy(profile)
    assert kept
    assert quarantine.keep_copy(profile) == kept
    assert kept.read_bytes() == b"ruined"
    assert {path.read_bytes() for path in profile.quarantine.iterdir()} == {b"ruined", b"half a save"}
    shutil.rmtree(profile.quarantine)
    profile.quarantine.symlink_to(tmp_path)
    assert quarantine.keep_copy(profile) is None
    assert not list(tmp_path.glob("*vault*"))


def test_a_save_that_was_cut_off_by_a_power_cut_is_taken_back(profile: Profile, clock: Clock) -> None:
    """The journal as it is in the middle of a save, beside a vault that is half written."""
    store = Store.open(profile, clock, create=True)
    first = store.shelf(Answer).put(Answer(run=1, unit="u", version=1, field="f", kind="text", label="L", value="saved")).record
    sizes: list[int] = []

    def cut_off() -> None:
        with store.writing() as storage:
            VaultTable(storage, "answers").save(first.id, {"value": SECRET * 500}, 2)
            storage.engine.connection.query("PRAGMA cache_spill = 1")
            storage.engine.connection.query("PRAGMA cache_size = 1")
            for number in range(50):
                VaultTable(storage, "answers").save(number + 1, {"value": SECRET * 100}, 1)
            for name in ("vault.db", "vault.db-journal"):
                shutil.copy(profile.folder / name, profile.folder.parent / name)
                sizes.append((profile.folder / name).stat().st_size)
            raise KeyError

    with pytest.raises(KeyError):
        store.run(cut_off)
    store.close()
    assert min(sizes) > 0
    for name in ("vault.db", "vault.db-journal"):
        shutil.move(profile.folder.parent / name, profile.folder / name)
    assert any("cut off" in finding.what for finding in examine(profile.folder.parent.parent))
    again = Store.open(profile, clock)
    assert again.shelf(Answer).all() == [first]
    again.close()
