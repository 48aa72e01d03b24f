"""The door to a vault: transactions, the way back, drafts, and the other window."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Kept, Run
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.errors import Busy, NoVault, StoreError
from iop_tui.store import making
from iop_tui.store.engine import Engine, Row
from iop_tui.store.locations import Profile
from iop_tui.store.store import Journal, Store

STOP = Run(unit="dbt.dt.stop", version=1, title="STOP: a pause before you act")
WALK = Commitment(title="Walk 20 minutes", starts=date(2026, 11, 23))
WHERE = "run/1/what-happened"


def acts(store: Store, *jobs: Callable[[], object]) -> Journal:
    """Several saves as one transaction."""

    def together() -> Journal:
        with store.transaction() as journal:
            for job in jobs:
                job()
        return journal

    return store.run(together)


def test_without_a_vault_nothing_is_made_unless_asked(profile: Profile, clock: Clock) -> None:
    with pytest.raises(NoVault):
        Store.open(profile, clock)
    assert list(profile.folder.iterdir()) == []
    Store.open(profile, clock, create=True).close()
    Store.open(profile, clock).close()


@pytest.mark.parametrize("remains", ["vault.db-journal", "backups/2026-11-22.db", "quarantine/1234-vault.db"])
def test_no_empty_vault_takes_the_place_of_one_that_is_gone(remains: str, profile: Profile, clock: Clock) -> None:
    path = profile.folder / remains
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(b"what is left")
    with pytest.raises(NoVault, match="is gone"):
        Store.open(profile, clock, create=True)
    assert not profile.vault.exists()


def test_what_is_saved_is_there_after_opening_again(store: Store, profile: Profile, clock: Clock) -> None:
    run = store.shelf(Run).put(STOP).record
    store.close()
    again = Store.open(profile, clock)
    assert again.shelf(Run).all() == [run]
    again.close()
    with pytest.raises(StoreError, match="closed"):
        store.shelf(Run).put(STOP)
    with pytest.raises(StoreError, match="closed"):
        store.shelf(Run).all()


def test_a_transaction_over_several_tables_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(TypeError):
        acts(
            store,
            lambda: store.shelf(Run).put(STOP),
            lambda: store.shelf(Answer).put(Answer(run=1, unit="u", version=1, field="f", kind="text", label="L", value=object())),
        )
    assert store.shelf(Run).all() == []
    acts(store, lambda: store.shelf(Run).put(STOP), lambda: store.shelf(Commitment).put(WALK))
    assert (len(store.shelf(Run).all()), len(store.shelf(Commitment).all())) == (1, 1)


def test_a_transaction_sees_its_own_saves_and_the_screen_does_not_yet(store: Store) -> None:
    seen: list[int] = []
    at_screen: list[int] = []

    def look() -> None:
        seen.append(len(store.shelf(Run).all()))
        thread = threading.Thread(target=lambda: at_screen.append(len(store.shelf(Run).all())))
        thread.start()
        thread.join()

    acts(store, lambda: store.shelf(Run).put(STOP), look)
    assert (seen, at_screen) == ([1], [0])
    assert len(store.shelf(Run).all()) == 1


def test_a_transaction_belongs_on_the_savers_thread(store: Store) -> None:
    with pytest.raises(RuntimeError, match="saver"), store.transaction():
        pass


def test_a_save_can_be_handed_over_and_waited_for(store: Store) -> None:
    put = store.submit(lambda: store.shelf(Run).put(STOP)).result(5)
    assert store.shelf(Run).all() == [put.record]


def test_undo_puts_back_what_was_made_changed_and_removed(store: Store) -> None:
    run, walk = store.shelf(Run).put(STOP).record, store.shelf(Commitment).put(WALK).record
    journal = acts(
        store,
        lambda: store.shelf(Run).put(replace(run, section=4)),
        lambda: store.shelf(Commitment).remove(walk.id),
        lambda: store.shelf(Checkin).put(Checkin(commitment=walk.id, state="kept")),
    )
    assert [(change.table, change.before is None, change.after_rev) for change in journal.changes] == [
        ("runs", False, 2),
        ("commitments", False, 0),
        ("checkins", True, 1),
    ]
    assert store.undo(journal.changes)
    assert [(each.id, each.section) for each in store.shelf(Run).all()] == [(run.id, 0)]
    assert [replace(each, rev=1) for each in store.shelf(Commitment).all()] == [walk]
    assert store.shelf(Checkin).all() == []
    assert not store.undo(journal.changes)


def test_undo_does_nothing_when_another_window_changed_one_of_the_things(open_store: Callable[[], Store]) -> None:
    here, there = open_store(), open_store()
    run = here.shelf(Run).put(STOP).record
    journal = acts(here, lambda: here.shelf(Run).put(replace(run, section=4)), lambda: here.shelf(Commitment).put(WALK))
    theirs = there.shelf(Run).get(run.id)
    assert theirs
    there.shelf(Run).put(replace(theirs, line=9))
    assert not here.undo(journal.changes)
    assert [(each.section, each.line) for each in here.shelf(Run).all()] == [(4, 9)]
    assert len(here.shelf(Commitment).all()) == 1


def test_a_window_that_saw_what_was_undone_does_not_write_over_what_came_after(open_store: Callable[[], Store]) -> None:
    here, there = open_store(), open_store()
    run = here.shelf(Run).put(STOP).record
    journal = acts(here, lambda: here.shelf(Run).put(replace(run, section=4)))
    theirs = there.shelf(Run).get(run.id)
    assert theirs
    assert here.undo(journal.changes)
    back = here.shelf(Run).get(run.id)
    assert back
    here.shelf(Run).put(replace(back, section=5))
    assert there.shelf(Run).put(replace(theirs, line=1)).kept


def test_undo_of_a_save_over_another_windows_copy_takes_the_kept_copy_back_too(open_store: Callable[[], Store]) -> None:
    here, there = open_store(), open_store()
    run = here.shelf(Run).put(STOP).record
    there.shelf(Run).put(replace(run, section=1))
    journal = acts(here, lambda: here.shelf(Run).put(replace(run, section=2)))
    assert len(here.shelf(Kept).all()) == 1
    assert here.undo(journal.changes)
    assert here.shelf(Kept).all() == []
    assert [each.section for each in here.shelf(Run).all()] == [1]


def test_a_draft_is_there_at_once_and_after_a_crash_of_this_window(open_store: Callable[..., Store]) -> None:
    crashed = open_store(draft_delay=0.0)
    crashed.draft(WHERE, "I was in the ki")
    assert crashed.drafts("run/1/")[WHERE].text == "I was in the ki"
    assert crashed.flush(5)
    assert {of: draft.text for of, draft in open_store().drafts("run/").items()} == {WHERE: "I was in the ki"}
    assert open_store().drafts("run/2/") == {}


def test_the_newest_draft_wins_whichever_window_it_is_from(open_store: Callable[..., Store], watch: Any) -> None:
    here, there = open_store(), open_store()
    here.draft(WHERE, "here first")
    assert here.flush(5)
    watch.forward(seconds=5)
    there.draft(WHERE, "there later")
    assert there.flush(5)
    assert open_store().drafts()[WHERE].text == "there later"
    watch.forward(seconds=5)
    here.draft(WHERE, "here again")
    assert here.drafts()[WHERE].text == "here again"
    assert there.drafts()[WHERE].text == "there later"
    assert here.flush(5)
    assert there.drafts()[WHERE].text == "here again"


def test_a_draft_that_became_an_answer_is_gone_with_those_from_before(open_store: Callable[..., Store], watch: Any) -> None:
    crashed = open_store()
    crashed.draft(WHERE, "from yesterday")
    assert crashed.flush(5)
    watch.forward(hours=20)
    here = open_store()
    here.draft(WHERE, "from yesterday and today")
    here.drop_draft(WHERE)
    assert here.drafts() == {}
    assert here.flush(5)
    assert here.drafts() == open_store().drafts() == {}


def test_an_answer_here_leaves_what_is_being_typed_in_the_other_window(open_store: Callable[..., Store], watch: Any) -> None:
    here, there = open_store(), open_store()
    watch.forward(seconds=1)
    there.draft(WHERE, "their words")
    assert there.flush(5)
    here.draft(WHERE, "my words")
    here.drop_draft(WHERE)
    assert here.flush(5)
    assert here.drafts()[WHERE].text == "their words"


def test_a_draft_of_a_megabyte_and_an_empty_one_are_kept_as_they_are(store: Store) -> None:
    long = "سلام \N{WHITE SMILING FACE} [/b]\n" * 70_000
    store.draft("a", long)
    store.draft("b", "")
    assert store.flush(10)
    assert {of: draft.text for of, draft in store.drafts().items()} == {"a": long, "b": ""}


def test_a_draft_waits_while_another_window_saves_and_is_written_then(open_store: Callable[..., Store], profile: Profile) -> None:
    store, blocker = open_store(wait=0.05), Engine(profile.vault)
    with blocker.writing():
        blocker.put("walks", Row(5, 1, 2026, b""))
        store.draft(WHERE, "half a wo")
        assert not store.flush(5)
        assert isinstance(store.trouble(), Busy)
        with pytest.raises(Busy):
            store.shelf(Run).put(STOP)
        assert store.drafts()[WHERE].text == "half a wo"
    blocker.close()
    assert store.flush(5)
    assert store.trouble() is None
    store.shelf(Run).put(STOP)


def test_the_other_window_is_noticed_once_and_ones_own_saves_never(open_store: Callable[..., Store]) -> None:
    here, there = open_store(), open_store()
    assert not here.changed_elsewhere()
    here.shelf(Run).put(STOP)
    assert not here.changed_elsewhere()
    assert there.changed_elsewhere()
    assert not there.changed_elsewhere()
    there.shelf(Run).put(STOP)
    here.shelf(Run).put(STOP)
    assert here.changed_elsewhere()
    assert not here.changed_elsewhere()


def test_a_backup_in_the_place_of_the_vault_is_read_from_then_on(open_store: Callable[..., Store], profile: Profile) -> None:
    here = open_store()
    run = here.shelf(Run).put(STOP).record
    making.copy_to(profile.vault, profile.folder / "backup.db")
    here.shelf(Run).put(replace(run, section=5))
    (profile.folder / "backup.db").rename(profile.vault)
    assert here.changed_elsewhere()
    assert here.shelf(Run).all() == [run]
    with pytest.raises(StoreError, match="moved or replaced"):
        here.shelf(Run).put(replace(run, section=6))
    here.shelf(Run).put(replace(run, section=6))
    assert [each.section for each in here.shelf(Run).all()] == [6]
    assert not here.changed_elsewhere()


def test_another_persons_vault_in_its_place_is_not_read(open_store: Callable[..., Store], profile: Profile) -> None:
    here = open_store()
    here.shelf(Run).put(STOP)
    profile.vault.unlink()
    making.create(profile.vault)
    with pytest.raises(StoreError, match="moved or replaced"):
        here.changed_elsewhere()


def test_the_question_for_the_other_window_stays_open_while_the_saver_is_at_work(open_store: Callable[..., Store]) -> None:
    here, there = open_store(), open_store()
    gate = threading.Event()
    there.shelf(Run).put(STOP)
    here.submit(gate.wait)
    assert not here.changed_elsewhere()
    gate.set()
    here.run(lambda: None)
    assert here.changed_elsewhere()


def test_a_signal_handler_can_flush_whatever_it_interrupts(store: Store, often: Callable[[Callable[[], None]], None]) -> None:
    """A half-read statement would hold its read lock, and the save would wait for it until the time is up."""
    for number in range(30):
        store.shelf(Run).put(replace(STOP, section=number))
    flushed: list[bool] = []

    def hang_up() -> None:
        store.draft(WHERE, f"typed {len(flushed)}")
        flushed.append(store.flush(2))

    often(hang_up)
    while len(flushed) < 150:
        assert len(store.shelf(Run).all()) == 30
        store.drafts()
        store.changed_elsewhere()
    assert all(flushed)


def test_reading_from_many_threads_while_saving(store: Store) -> None:
    trouble: list[BaseException] = []

    def look() -> None:
        try:
            for _ in range(50):
                store.shelf(Run).all()
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(50):
        store.shelf(Run).put(STOP)
    for thread in threads:
        thread.join()
    assert trouble == []
    assert len(store.shelf(Run).all()) == 50


def test_the_store_loads_no_event_loop_and_nothing_of_the_screen(environment: dict[str, str]) -> None:
    script = (
        "import sys, iop_tui.store.store; print(sorted({'asyncio', 'textual', 'rich', 'markdown_it', 'ssl', 'socket'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_an_empty_vault_makes_few_files(store: Store, profile: Profile) -> None:
    assert sorted(path.name for path in profile.folder.iterdir()) == ["vault.db", "vault.db-journal"]
    store.shelf(Run).put(STOP)
    assert sorted(path.name for path in profile.folder.iterdir()) == ["ballast", "vault.db", "vault.db-journal"]
    assert os.stat(profile.ballast).st_size == 256 * 1024
    assert Path(profile.vault).stat().st_size < 64 * 1024
