"""One thread saves. It never waits for a lock that an interrupted thread may hold, and it sleeps when there is nothing to do."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from iop_tui.errors import DiskFull, StoreError
from iop_tui.store.saver import DRAFT_DELAY, Drafts, Saver


class Paper:
    """Where drafts are written in these tests."""

    def __init__(self) -> None:
        self.written: Drafts = {}
        self.times = 0
        self.has_written = threading.Event()
        self.trouble: Exception | None = None
        self.meanwhile: Callable[[], None] = lambda: None

    def __call__(self, drafts: Drafts) -> None:
        self.meanwhile()
        if self.trouble:
            raise self.trouble
        self.written.update(drafts)
        self.times += 1
        self.has_written.set()


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def saver(paper: Paper) -> Iterator[Saver]:
    saver = Saver(paper, draft_delay=0.05, retry_delay=0.05)
    yield saver
    saver.close()


@pytest.fixture
def slow(paper: Paper) -> Iterator[Saver]:
    """One that would write drafts by itself only after the test."""
    saver = Saver(paper, draft_delay=3600)
    yield saver
    saver.close()


def test_jobs_are_done_one_after_the_other_on_one_thread(saver: Saver) -> None:
    done: list[int] = []
    futures = [saver.submit(lambda number=number: done.append(number) or threading.get_ident()) for number in range(20)]
    threads = {future.result(5) for future in futures}
    assert done == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert saver.run(lambda: saver.run(threading.get_ident)) in threads


def test_an_error_reaches_whoever_asked_and_the_next_job_is_done(saver: Saver) -> None:
    def full() -> None:
        raise DiskFull("Not saved: the disk is full.")

    with pytest.raises(DiskFull):
        saver.run(full)
    assert isinstance(saver.submit(full).exception(5), DiskFull)
    assert saver.run(lambda: "saved") == "saved"


def test_a_job_that_was_called_off_is_not_done(saver: Saver) -> None:
    gate, done = threading.Event(), []
    saver.submit(gate.wait)
    called_off = saver.submit(lambda: done.append(1))
    assert called_off.cancel()
    gate.set()
    saver.run(lambda: None)
    assert done == []


def test_drafts_are_written_while_the_typing_goes_on(saver: Saver, paper: Paper) -> None:
    keys, until = 0, time.monotonic() + 10
    while not paper.has_written.wait(0.001) and time.monotonic() < until:
        keys += 1
        saver.draft("run/1/what-happened", "x" * keys)
    assert paper.has_written.is_set()
    assert paper.written["run/1/what-happened"]


def test_typing_on_does_not_put_the_writing_off(slow: Saver) -> None:
    slow.draft("a", "1")
    first = slow.run(lambda: slow._due)
    slow.draft("a", "12")
    assert slow.run(lambda: slow._due) == first
    assert first is not None
    assert DRAFT_DELAY <= 1


def test_an_idle_saver_waits_without_end(slow: Saver, paper: Paper) -> None:
    assert slow.run(slow._patience) is None
    slow.draft("a", "1")
    assert slow.run(slow._patience) is not None
    assert slow.flush(5)
    assert slow.run(slow._patience) is None
    assert slow.submit(lambda: 1).result(5) == 1
    assert slow.run(slow._patience) is None


def test_the_newest_text_is_written_also_when_it_came_during_the_writing(slow: Saver, paper: Paper) -> None:
    slow.draft("a", "old")
    paper.meanwhile = lambda: slow.draft("a", "new") if not paper.times else None
    assert slow.flush(5)
    assert paper.written == {"a": "old"}
    assert slow.unwritten() == {"a": "new"}
    assert slow.flush(5)
    assert paper.written == {"a": "new"}


def test_typing_that_came_while_the_disk_was_full_wins_over_what_could_not_be_written(slow: Saver, paper: Paper) -> None:
    slow.draft("a", "old")
    paper.trouble = DiskFull("Not saved: the disk is full.")
    paper.meanwhile = lambda: slow.draft("a", "new")
    assert not slow.flush(5)
    assert slow.unwritten() == {"a": "new"}


def test_drafts_are_written_again_and_again(saver: Saver, paper: Paper) -> None:
    for round in range(3):
        paper.has_written.clear()
        saver.draft("a", str(round))
        assert paper.has_written.wait(10)
        assert paper.written == {"a": str(round)}


def test_a_draft_is_seen_until_it_is_written_and_an_old_one_never_again(slow: Saver, paper: Paper) -> None:
    seen: list[Drafts] = []
    slow.draft("a", "half a wo")
    paper.meanwhile = lambda: seen.append(slow.unwritten())
    assert slow.flush(5)
    assert seen == [{"a": "half a wo"}]
    assert slow.unwritten() == {}
    slow.drop_draft("a")
    assert slow.unwritten() == {"a": None}
    assert slow.flush(5)
    assert paper.written == {"a": None}


def test_what_is_written_stays_in_memory_no_longer(slow: Saver) -> None:
    slow.draft("a", "the bridge")
    assert slow.flush(5)
    assert [typed.text for typed in slow._typed.values()] == [None]


@pytest.fixture
def hasty() -> Iterator[None]:
    """The threads take turns in the middle of everything."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_a_draft_is_never_out_of_sight(paper: Paper) -> None:
    saver = Saver(paper, draft_delay=0, retry_delay=0)
    keys = [f"run/{number}" for number in range(20)]
    for round in range(1000):
        paper.trouble = DiskFull("Not saved: the disk is full.") if round % 3 == 0 else None
        for key in keys:
            saver.draft(key, str(round))
            unwritten = saver.unwritten()
            assert unwritten.get(key, paper.written.get(key)) == str(round)
    paper.trouble = None
    assert saver.close()
    assert set(paper.written) == set(keys)


def test_a_full_disk_keeps_the_draft_in_memory_and_it_is_tried_again(saver: Saver, paper: Paper) -> None:
    paper.trouble = DiskFull("Not saved: the disk is full.")
    saver.draft("a", "half a wo")
    assert not saver.flush(5)
    assert saver.trouble is paper.trouble
    assert saver.unwritten() == {"a": "half a wo"}
    paper.trouble = None
    assert paper.has_written.wait(10)
    assert saver.flush(5)
    assert (paper.written, saver.trouble) == ({"a": "half a wo"}, None)


def test_a_mistake_of_the_program_does_not_end_the_thread_and_says_nothing_private(saver: Saver, paper: Paper) -> None:
    paper.trouble = TypeError("the bridge")
    saver.draft("a", "the bridge")
    assert not saver.flush(5)
    assert isinstance(saver.trouble, StoreError)
    assert "bridge" not in str(saver.trouble)
    paper.trouble = None
    assert saver.flush(5)


def test_flush_gives_up_after_its_time(slow: Saver) -> None:
    gate = threading.Event()
    slow.submit(gate.wait)
    slow.draft("a", "1")
    assert not slow.flush(0.02)
    gate.set()
    assert slow.flush(5)


def test_flush_works_while_the_caller_holds_the_lock_of_a_future(slow: Saver, paper: Paper) -> None:
    """As a signal handler does that interrupts `future.result()`."""
    future = slow.submit(lambda: "saved")
    with future._condition:
        slow.draft("a", "1")
        assert slow.flush(5)
        other = slow.submit(lambda: "this too")
        assert slow.flush(5)
    assert paper.written == {"a": "1"}
    assert (future.result(5), other.result(5)) == ("saved", "this too")


def test_flush_works_from_the_savers_own_thread(slow: Saver, paper: Paper) -> None:
    slow.draft("a", "1")
    assert slow.run(lambda: slow.flush(0))
    assert paper.written == {"a": "1"}


def test_flush_from_a_signal_handler_never_waits_for_what_it_interrupted(saver: Saver, often: Callable[[Callable[[], None]], None]) -> None:
    flushed: list[bool] = []
    often(lambda: flushed.append(saver.flush(2)))
    number = 0
    while len(flushed) < 150:
        number += 1
        saver.draft("a", str(number))
        assert saver.submit(lambda number=number: number).result(5) == number
        assert saver.run(lambda number=number: number) == number
        saver.unwritten()
    assert all(flushed)


def test_closing_writes_what_is_left_and_later_jobs_hear_that_it_is_closed(slow: Saver, paper: Paper) -> None:
    slow.draft("a", "1")
    assert slow.close()
    assert paper.written == {"a": "1"}
    with pytest.raises(StoreError, match="closed"):
        slow.run(lambda: None)
    assert isinstance(slow.submit(lambda: None).exception(0), StoreError)
    assert slow.close()
    slow.draft("a", "2")
    assert not slow.flush(0)
